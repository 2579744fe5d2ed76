"""Two statements give figures of one thing whose ranges exclude each other."""

from __future__ import annotations

import math

from selon.lang import load_lexicon
from selon.story.conflicts.agreement import Pair
from selon.story.conflicts.reasons import reason_of
from selon.story.conflicts.statements import Statement
from selon.story.conflicts.words import stem_of
from selon.types import Conflict, ConflictKind, Figure, Modifier

_ABOUT_ONE_THING = 0.4
"""The share of the words of one statement that the other must have for their figures to be of one thing."""
_MASS = 2.0
_ROUNDED = 0.1
"""How far apart two figures may be when one can be the other rounded, as a share of the larger."""
_UP = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN})
_DOWN = frozenset({Modifier.UP_TO, Modifier.AT_MOST, Modifier.LESS_THAN})
_NEAR = frozenset({Modifier.ABOUT, Modifier.NEARLY})


def find_figures(pair: Pair) -> Conflict | None:
    """The conflict of two statements that count one thing otherwise."""
    if pair.contained() < _ABOUT_ONE_THING or pair.mass() < _MASS:
        return None
    for mine in pair.first.figures:
        for theirs in pair.second.figures:
            if _of_one_thing(pair, mine, theirs) and _exclude(mine, theirs) and not _given(pair, mine, theirs):
                return _conflict(pair, mine, theirs)
    return None


def _of_one_thing(pair: Pair, mine: Figure, theirs: Figure) -> bool:
    if mine.event != theirs.event or mine.concept != theirs.concept:
        return False
    if mine.concept is None and not _nouns(mine, pair.first.lang) & _nouns(theirs, pair.first.lang):
        return False
    if not _settled(pair, mine, theirs):
        return False
    return _alone(pair.first, mine) and _alone(pair.second, theirs)


def _settled(pair: Pair, mine: Figure, theirs: Figure) -> bool:
    """Whether time does not explain two figures: measures, or counts that hold for one time; a count grows."""
    if mine.concept in load_lexicon(pair.first.lang).figures.units:
        return True
    if mine.as_of or theirs.as_of:
        return mine.as_of == theirs.as_of
    times = [{date.edtf for date in statement.dates if date.edtf} for statement in (pair.first, pair.second)]
    return bool(times[0] & times[1])


def _nouns(figure: Figure, lang: str) -> set[str]:
    return {stem_of(word, lang) for word in (figure.noun or "").split()}


def _alone(statement: Statement, figure: Figure) -> bool:
    """Whether the statement has one figure of the kind only, so that it is clear which answers to which."""
    alike = [other for other in statement.figures if other.concept == figure.concept and other.event == figure.event]
    return len(alike) == 1


def _given(pair: Pair, mine: Figure, theirs: Figure) -> bool:
    """Whether one statement gives the other's figure too."""
    values = [{f.value for f in statement.figures} for statement in (pair.first, pair.second)]
    return theirs.value in values[0] or mine.value in values[1]


def _exclude(mine: Figure, theirs: Figure) -> bool:
    one, other = _range(mine), _range(theirs)
    if one is None or other is None:
        return False
    (low, high), (floor, ceiling) = one, other
    gap = max(floor - high, low - ceiling)
    largest = max((abs(x) for x in (low, high, floor, ceiling) if math.isfinite(x)), default=0.0)
    return gap > _ROUNDED * largest


def _range(figure: Figure) -> tuple[float, float] | None:
    low = figure.low if figure.low is not None else figure.value
    high = figure.high if figure.high is not None else figure.value
    if low is None or high is None:
        return None
    if figure.modifier in _UP:
        return low, math.inf
    if figure.modifier in _DOWN:
        return -math.inf, high
    if figure.modifier in _NEAR:
        return low * (1 - _ROUNDED), high * (1 + _ROUNDED)
    return low, high


def _conflict(pair: Pair, mine: Figure, theirs: Figure) -> Conflict:
    one = pair.first.text[mine.start - pair.first.start : mine.end - pair.first.start]
    other = pair.second.text[theirs.start - pair.second.start : theirs.end - pair.second.start]
    reason = reason_of(
        pair,
        "other-figure",
        "one gives ‘{first}’, the other ‘{second}’ for the same",
        first=one,
        second=other,
        score=pair.contained(),
    )
    return Conflict((pair.first.document, pair.second.document), ConflictKind.FIGURE, (reason,))
