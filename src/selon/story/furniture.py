"""Words that two pages share because they stand under every article of a site: a notice on cookies is no story.

Such words have to do with neither article: what is left of each does not speak
of the same things as they do, nor as what is left of the other. A name, other
than the outlet's own, that stands in them and in what is left shows that they
belong there: a wire's paragraph within a report of one's own.
"""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from selon.story.likeness import dot
from selon.story.profile import Profile, Unit, unit_length, without_units
from selon.story.terms import terms_of

_LONG = 40
"""Characters from which on a sentence that two documents have is no chance."""
_LEFT = 120
"""Characters that are left of an article beside its furniture."""
_OF_ANOTHER_MATTER = 0.1
"""Likeness of words below which what is shared does not belong to an article."""
_ALIKE = 0.2
"""Likeness of words from which on what is left of both articles tells of one thing."""


def without_furniture(profiles: Sequence[Profile]) -> list[Profile]:
    """The profiles without the sentences that stand word for word in another and belong to neither.

    A document is held against the next one with each of its sentences, so that
    the time grows with the number of documents.
    """
    held: dict[str, list[int]] = defaultdict(list)
    keys = [_keys(profile) for profile in profiles]
    for place, own in enumerate(keys):
        for key in own:
            held[key].append(place)
    pairs = {pair for places in held.values() for pair in itertools.pairwise(places)}
    gone: dict[int, set[int]] = defaultdict(set)
    for pair in sorted(pairs):
        common = keys[pair[0]].keys() & keys[pair[1]].keys()
        within = [{number for key in common for number in keys[place][key]} for place in pair]
        if is_furniture(*(_parted(profiles[place], some) for place, some in zip(pair, within, strict=True))):
            for place, some in zip(pair, within, strict=True):
                gone[place] |= some
    return [profile if at not in gone else without_units(profile, gone[at]) for at, profile in enumerate(profiles)]


def is_furniture(one: Parted, other: Parted) -> bool:
    """Whether what two documents share belongs to neither of their articles."""
    if not one.shared or any(sum(len(unit.text) for unit in side.left) < _LEFT for side in (one, other)):
        return False
    named = (_named(one.shared) | _named(other.shared)) - one.own - other.own
    if named & (_named(one.left) | _named(other.left)):
        return False
    bags = [_bag(side.left) for side in (one, other)]
    belongs = max(dot(_bag(side.shared), bag) for side, bag in zip((one, other), bags, strict=True))
    return belongs < _OF_ANOTHER_MATTER and dot(*bags) < _ALIKE


@dataclass(frozen=True, slots=True)
class Parted:
    """The sentences that a document shares with another, those that are left, and the names of its outlet."""

    shared: Sequence[Unit]
    left: Sequence[Unit]
    own: frozenset[str]


def _parted(profile: Profile, shared: Collection[int]) -> Parted:
    """A document parted by the numbers of the sentences that it shares."""
    within = [unit for number, unit in enumerate(profile.units) if number in shared]
    without = [unit for number, unit in enumerate(profile.units) if number not in shared]
    return Parted(within, without, outlet_names(profile))


def outlet_names(profile: Profile) -> frozenset[str]:
    """The names in the name of a document's outlet."""
    return terms_of(profile.document.outlet or "").names


def _keys(profile: Profile) -> dict[str, list[int]]:
    """The numbers of a document's longer sentences by their words."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, unit in enumerate(profile.units):
        if not unit.headline and len(unit.text) >= _LONG:
            found[" ".join(unit.text.casefold().split())].append(number)
    return found


def _named(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(name for unit in units for name in unit.terms.names)


def _bag(units: Sequence[Unit]) -> dict[str, float]:
    return unit_length(Counter(word for unit in units for word in unit.terms.words))
