"""A headline's figure against the body's figures of the same thing."""

from __future__ import annotations

from collections.abc import Iterator

from selon.attribute.headlines.sides import Comparison, Headline
from selon.lang.spelling import stem
from selon.types import BlockKind, Figure, Modifier, Overclaim

_ROUNDED = 0.05
"""How far a round figure may be from the exact one it stands for."""
_SUMMED = 20
"""Figures of the body of which any two are added up."""
_ANYBODY = frozenset({None, "person", "victim", "death", "injured", "missing"})
_CEILINGS = frozenset({Modifier.UP_TO, Modifier.AT_MOST, Modifier.LESS_THAN})
_FLOORS = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN})


def find_other_figure(comparison: Comparison, headline: Headline) -> Iterator[Overclaim]:
    """Where a figure of the headline is none that the body gives for the same thing, or is surer than the body's."""
    if not headline.tokens:
        return
    sentence = headline.tokens[0].sentence
    body = _body_figures(comparison)
    borne_out: set[str | None] = set()
    for figure in comparison.figures:
        if not (sentence.start <= figure.start < sentence.end) or (figure.value or 0.0) <= 1.0:
            continue
        same = [other for other in body if _same_thing(comparison, figure, other)]
        if not same:
            continue
        other = max(same, key=_top)
        smaller = (figure.value or 0.0) < _top(other)
        if _borne_out(figure, same, body):
            borne_out.add(figure.event)
        elif not smaller or (figure.event in comparison.lexicon.figures.casualties and figure.event not in borne_out):
            yield Overclaim(headline.claim.id, _claim_with(comparison, other), _reason(comparison, figure, other))
            return


def _body_figures(comparison: Comparison) -> list[Figure]:
    blocks = [block for block in comparison.parsed.document.blocks if block.kind is BlockKind.HEADLINE]
    return [f for f in comparison.figures if not any(block.start <= f.start < block.end for block in blocks)]


def _same_thing(comparison: Comparison, figure: Figure, other: Figure) -> bool:
    """Whether two figures count the same: the same casualties, or things of one name with the same fate."""
    casualties = comparison.lexicon.figures.casualties
    if figure.event in casualties:
        return figure.event == other.event and _people(figure) == _people(other)
    if figure.noun is None or other.noun is None or figure.concept in comparison.lexicon.figures.units:
        return False
    return figure.event == other.event and _nouns(figure) <= _nouns(other)


def _people(figure: Figure) -> str | None:
    """Whom a figure of casualties counts: those of one kind, or None for everybody."""
    return None if figure.concept in _ANYBODY else figure.concept


def _nouns(figure: Figure) -> set[str]:
    return {stem(word) for word in (figure.noun or "").split()[:1]}


def _top(figure: Figure) -> float:
    return max(value for value in (figure.value, figure.low, figure.high, 0.0) if value is not None)


def _borne_out(figure: Figure, same: list[Figure], body: list[Figure]) -> bool:
    """Whether a figure of the body, or two of them together, bear the headline's out."""
    value = figure.value or 0.0
    if any(_bears_out(figure, other) for other in same):
        return True
    told = {other.id for other in same}
    if any(other.value == value for other in body if other.id not in told):
        return True
    values = [_top(other) for other in same]
    pairs = {values[i] + values[j] for i in range(min(len(values), _SUMMED)) for j in range(i)}
    return len(values) > 1 and (value in pairs or value == sum(values))


def _bears_out(figure: Figure, other: Figure) -> bool:
    value, modifier = figure.value or 0.0, figure.modifier
    low, high = (other.low or 0.0, other.high or 0.0) if other.value is None else (other.value, other.value)
    if other.modifier in _CEILINGS:
        return modifier in _CEILINGS and value >= high
    if modifier in _CEILINGS:
        return low <= value
    if modifier in _FLOORS:
        return high >= value
    if low <= value <= high:
        return True
    near = abs(value - high) <= _ROUNDED * max(high, 1.0)
    return near and (modifier in (Modifier.ABOUT, Modifier.NEARLY) or _is_rounder(value, high))


def _is_rounder(value: float, exact: float) -> bool:
    """Whether a number has fewer digits that count than another: 1,000 than 1,037."""
    return len(f"{value:.0f}".rstrip("0")) < len(f"{exact:.0f}".rstrip("0"))


def _claim_with(comparison: Comparison, figure: Figure) -> str | None:
    return next((claim.id for claim in comparison.body.claims if figure.id in claim.figures), None)


def _reason(comparison: Comparison, figure: Figure, other: Figure) -> str:
    mine, theirs = comparison.quote(figure), comparison.quote(other)
    if (figure.value or 0.0) < _top(other):
        return f"the headline's figure is not the body's: ‘{mine}’ is less than ‘{theirs}’"
    if (figure.value or 0.0) > _top(other):
        return f"the headline's figure is larger than the body's: ‘{mine}’ against at most ‘{theirs}’"
    return f"the headline is surer of its figure than the body: ‘{mine}’ against ‘{theirs}’"
