"""What two documents show of one text behind both, each as a number: the signs by which a relation is named.

The weights for translation are those of a logistic model over translated
articles and other reports of the same stories, with an encoder and without.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selon.story.furniture import Parted, is_furniture, outlet_names
from selon.story.likeness import log_odds, logistic, meaning, names
from selon.story.lineage.alignment import Alignment, align
from selon.story.lineage.texts import Text
from selon.story.lineage.verbatim import Run, runs_of, shared
from selon.story.lineage.wording import likeness
from selon.story.profile import Profile, Unit
from selon.story.terms import number_weight

_TRANSLATION = {"least": 4.6, "most": 11.9, "order": 3.1, "figures": 2.6, "names": 0.4, "meaning": 8.4}
_TRANSLATION_BASE = -14.3
_TRANSLATION_ALONE = {"least": 4.1, "most": 3.4, "order": 0.7, "figures": 3.6, "names": 4.3}
_TRANSLATION_ALONE_BASE = -2.5
_COPIED = 0.5
"""The share of the shorter document, word for word in the other, that makes it a copy."""
_PASTED = 25
"""Words in a row that make one a copy in part."""
_STEEP = 10.0
_REWRITTEN = 0.096
"""The share of turns of phrase from which on one is a rewrite of the other's text."""
_WORDED_STEEP = 40.0


@dataclass(frozen=True, slots=True)
class Signs:
    """How sure each relation is, 0 to 1, and what shows it."""

    copy: float
    translation: float
    rewrite: float
    alignment: Alignment
    runs: tuple[Run, ...]


def signs_of(a: Text, b: Text, known: Mapping[tuple[str, ...], int]) -> Signs:
    """The signs of two texts; `known` says how many documents of the story have each turn of phrase."""
    alignment = align(a.profile, b.profile)
    if a.profile.document.lang != b.profile.document.lang:
        return Signs(0.0, _translated(a.profile, b.profile, alignment), 0.0, alignment, ())
    runs = runs_of(a.script, b.script)
    if is_furniture(_parted(a, [run.first for run in runs], runs), _parted(b, [run.second for run in runs], runs)):
        return Signs(0.0, 0.0, 0.0, alignment, runs)
    return Signs(_copied(a, b, runs), 0.0, _rewritten(a, b, known), alignment, runs)


def _parted(text: Text, firsts: Sequence[int], runs: Sequence[Run]) -> Parted:
    """A document parted into the sentences mostly within runs of words that begin with `firsts`, and the others."""
    script = text.script
    spans = [
        (script.starts[first], script.ends[first + run.length - 1]) for first, run in zip(firsts, runs, strict=True)
    ]
    within: list[Unit] = []
    without: list[Unit] = []
    for unit in text.profile.units:
        covered = sum(max(0, min(end, unit.end) - max(start, unit.start)) for start, end in spans)
        (within if 2 * covered > unit.end - unit.start else without).append(unit)
    return Parted(within, without, outlet_names(text.profile))


def _rewritten(a: Text, b: Text, known: Mapping[tuple[str, ...], int]) -> float:
    """What two documents share in wording, if they tell of one event: a desk's forms come back in every story."""
    if log_odds(a.profile.bags, b.profile.bags) < 0:
        return 0.0
    return logistic(_WORDED_STEEP * (likeness(a.wording, b.wording, known) - _REWRITTEN))


def _copied(a: Text, b: Text, runs: Sequence[Run]) -> float:
    share = shared(a.script, b.script, runs)
    longest = max((run.unquoted for run in runs if _holds_facts(a, run)), default=0)
    pasted = min(1.0, longest / _PASTED) * _COPIED if longest >= _PASTED else 0.0
    return logistic(_STEEP * (max(share, pasted) - _COPIED))


def _holds_facts(text: Text, run: Run) -> bool:
    """Whether a run tells of this story: a notice that stands under any article names nothing of it."""
    start, end = text.script.starts[run.first], text.script.ends[run.first + run.length - 1]
    units = [unit for unit in text.profile.units if unit.start < end and start < unit.end]
    numbers = {number for unit in units for number in unit.terms.numbers if number_weight(number) >= _TELLING}
    return len(numbers | {name for unit in units for name in unit.terms.names}) > 1


_TELLING = 0.4


def _translated(a: Profile, b: Profile, alignment: Alignment) -> float:
    by_meaning = a.bags.gist is not None and b.bags.gist is not None
    weights = _TRANSLATION if by_meaning else _TRANSLATION_ALONE
    values = {
        "least": min(alignment.first, alignment.second),
        "most": max(alignment.first, alignment.second),
        "order": alignment.order,
        "figures": _same_figures(a, b),
        "names": names(a.bags, b.bags),
        "meaning": meaning(a.bags, b.bags),
    }
    base = _TRANSLATION_BASE if by_meaning else _TRANSLATION_ALONE_BASE
    return logistic(base + math.fsum(weight * values[name] for name, weight in weights.items()))


def _same_figures(a: Profile, b: Profile) -> float:
    one, other = a.terms.numbers, b.terms.numbers
    every = math.fsum(number_weight(number) for number in one | other)
    return math.fsum(number_weight(number) for number in one & other) / every if every else 0.0
