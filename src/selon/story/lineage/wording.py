"""Turns of phrase that two documents share although they report in their own words: whose text they were made from.

Names and figures belong to the event, and what an authority is quoted with
may come from the authority itself; how things are put may not.
"""

from __future__ import annotations

import functools
import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from selon.lang import languages, load_lexicon
from selon.lang.spelling import fold
from selon.story.profile import Profile, Unit
from selon.types import Claim, Kind

_WORD = re.compile(r"[^\W\d_]+")
_GRAM = 3
_SECOND_HAND = 0.4
"""What a turn of phrase counts where both documents lay the sentence to somebody who told others too."""
_LAID = 0.5
"""The share of a sentence from which on it is laid to somebody."""
_NAMED = 0.35
"""The share of capitals behind a sentence's first word from which on they mark no names (German)."""
_TITLED = 0.5
"""The same for a title, which in English gives one to nearly every word."""
_FEWEST = 12
"""Turns of phrase below which a document is too short for a share to mean anything."""

Wording = Mapping[tuple[str, ...], bool]
"""The turns of phrase of a document, each with whether its sentence is laid to somebody."""


def wording_of(profile: Profile) -> Wording:
    """The runs of three words of a document's sentences, numbers and names left out."""
    found: dict[tuple[str, ...], bool] = {}
    nouns = _capitals(unit for unit in profile.units if not unit.headline) > _NAMED
    for unit in profile.units:
        words = _nameless(unit, nouns=nouns)
        laid = _is_laid(profile, unit)
        for at in range(len(words) - _GRAM + 1):
            gram = tuple(words[at : at + _GRAM])
            found[gram] = laid and found.get(gram, True)
    return found


def _nameless(unit: Unit, *, nouns: bool) -> list[str]:
    """A sentence's words without the names, unless capitals mark `nouns`, or every word of a title."""
    words = [match.group() for match in _WORD.finditer(unit.text)]
    if nouns or (unit.headline and _capitals([unit]) > _TITLED):
        return [fold(word) for word in words]
    return [fold(word) for place, word in enumerate(words) if not place or not word[0].isupper()]


def _capitals(units: Iterable[Unit]) -> float:
    """The share of words with a capital among those behind the first of a sentence."""
    words = [match.group() for unit in units for match in list(_WORD.finditer(unit.text))[1:]]
    return sum(word[0].isupper() for word in words) / max(1, len(words))


def how_common(wordings: Sequence[Wording]) -> Counter[tuple[str, ...]]:
    """How many of the documents have each turn of phrase."""
    return Counter(gram for wording in wordings for gram in wording)


def likeness(a: Wording, b: Wording, known: Mapping[tuple[str, ...], int]) -> float:
    """The share of the shorter document's turns of phrase that the other has, those that few have foremost."""
    shorter = max(_FEWEST, min(len(a), len(b)))
    shared = a.keys() & b.keys()
    return math.fsum(_weight(a[gram] and b[gram], known.get(gram, 2)) for gram in sorted(shared)) / shorter


def _weight(laid: bool, many: int) -> float:  # noqa: FBT001 - two values of one gram
    return (_SECOND_HAND if laid else 1.0) / math.sqrt(max(2, many))


def _is_laid(profile: Profile, unit: Unit) -> bool:
    names = {entity.id: entity.name for entity in profile.reading.entities}
    return any(
        _covers(claim, unit) and not _is_press(names.get(claim.entity or "")) for claim in profile.reading.claims
    )


def _covers(claim: Claim, unit: Unit) -> bool:
    if claim.kind is Kind.AUTHOR or claim.entity is None:
        return False
    spans = (*claim.source, *claim.cue, *claim.content)
    inside = sum(max(0, min(span.end, unit.end) - max(span.start, unit.start)) for span in spans)
    return inside > _LAID * (unit.end - unit.start)


def _is_press(name: str | None) -> bool:
    """Whether a holder is the media at large, of whom each outlet hears through another."""
    return name is not None and not _press().isdisjoint(fold(name).split())


@functools.cache
def _press() -> frozenset[str]:
    return frozenset(fold(word) for code in languages() for word in load_lexicon(code).retelling.press)
