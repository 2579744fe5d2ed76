"""Turns of phrase that two documents share although they report in their own words: whose text they were made from.

Names and figures belong to the event, and quoted words to whoever spoke them;
how the rest is put does not come from the event.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from selon.lang.spelling import fold
from selon.story.lineage.verbatim import quotations
from selon.story.profile import Profile, Unit

_WORD = re.compile(r"[^\W\d_]+")
_GRAM = 3
_QUOTED = 0.6
"""What a turn of phrase counts that either document has within quotation marks."""
_NAMED = 0.35
"""The share of capitals behind a sentence's first word from which on they mark no names (German)."""
_TITLED = 0.5
"""The same for a title, which in English gives one to nearly every word."""
_FEWEST = 12
"""Turns of phrase below which a document is too short for a share to mean anything."""

Gram = tuple[str, ...]
Wording = Mapping[Gram, bool]
"""The turns of phrase of a document, each with whether it stands there only in quotation marks."""


def wording_of(profile: Profile) -> Wording:
    """The runs of three words of a document's sentences, numbers and names left out."""
    text = profile.document.text
    quoted = {place for start, end in quotations(text) for place in range(start, end)}
    nouns = _capitals(unit for unit in profile.units if not unit.headline) > _NAMED
    found: dict[Gram, bool] = {}
    for unit in profile.units:
        words = _nameless(unit, nouns=nouns)
        for at in range(len(words) - _GRAM + 1):
            here = words[at : at + _GRAM]
            gram = tuple(fold(match.group()) for match in here)
            found[gram] = found.get(gram, True) and all(unit.start + match.start() in quoted for match in here)
    return found


def how_common(wordings: Iterable[Wording]) -> Counter[Gram]:
    """How many of the documents have each turn of phrase."""
    return Counter(gram for wording in wordings for gram in wording)


def likeness(a: Wording, b: Wording, known: Mapping[Gram, int]) -> float:
    """The share of the shorter document's turns of phrase that the other has, those that few have foremost."""
    shorter = max(_FEWEST, min(len(a), len(b)))
    shared = sorted(a.keys() & b.keys())
    weights = ((_QUOTED if a[gram] or b[gram] else 1.0) / math.sqrt(max(2, known.get(gram, 2))) for gram in shared)
    return math.fsum(weights) / shorter


def _nameless(unit: Unit, *, nouns: bool) -> Sequence[re.Match[str]]:
    """A sentence's words without the names, unless capitals mark `nouns`, or every word of a title."""
    words = list(_WORD.finditer(unit.text))
    if nouns or (unit.headline and _capitals([unit]) > _TITLED):
        return words
    return [match for place, match in enumerate(words) if not place or not match.group()[0].isupper()]


def _capitals(units: Iterable[Unit]) -> float:
    """The share of words with a capital among those behind the first of a sentence."""
    words = [match.group() for unit in units for match in list(_WORD.finditer(unit.text))[1:]]
    return sum(word[0].isupper() for word in words) / max(1, len(words))
