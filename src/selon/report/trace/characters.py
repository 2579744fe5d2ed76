"""The matrix and the figures in characters, for where there are no tables and no pictures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len

from selon.report.trace.claims import Cell, ClaimView
from selon.report.trace.figures import PointView
from selon.report.trace.shelf import Retelling
from selon.types import Modifier, Standing

_MOST_WORDS = 2
ABSENT = "·"
UNREAD = "–"

Coloured = tuple[str, Standing | None]
"""A piece of a line, and the standing whose colour it has."""


def cell_words(cell: Cell) -> tuple[tuple[str, Standing], ...]:
    """What a cell says: for each standing (and figure) in it, once, its sign and the figure."""
    return tuple(dict.fromkeys((found.sign + found.figure, found.standing) for found in cell.instances))


def _short_words(cell: Cell) -> tuple[tuple[str, Standing | None], ...]:
    """The same for a narrow column: what comes after the first two is only hinted at."""
    words = cell_words(cell)
    return words if len(words) <= _MOST_WORDS else (*words[:_MOST_WORDS], ("+", None))


def empty_word(retelling: Retelling) -> str:
    """What stands in the cell of a retelling that does not make a claim, or whose claims were not read."""
    return ABSENT if retelling.read else UNREAD


def grid_widths(claims: Sequence[ClaimView], columns: Sequence[Retelling]) -> list[int]:
    """How many character cells each column of the matrix takes, with the gap before the next."""
    widths = [len(str(column.number)) for column in columns]
    for claim in claims:
        for place, cell in enumerate(claim.cells):
            said = sum(cell_len(word) for word, _ in _short_words(cell))
            widths[place] = max(widths[place], said)
    return [width + 2 for width in widths]


def grid_line(claim: ClaimView, widths: Sequence[int]) -> list[Coloured]:
    """A claim's cells, each as wide as its column."""
    line: list[Coloured] = []
    for cell, width in zip(claim.cells, widths, strict=True):
        words = _short_words(cell)
        line += words or [(empty_word(cell.retelling), None)]
        said = sum(cell_len(word) for word, _ in words) or 1
        line.append((" " * (width - said), None))
    return line


def by_standing(claim: ClaimView) -> list[tuple[str, Standing, list[int]]]:
    """A claim's cells where there are too many for columns: each sign with the numbers of its retellings."""
    found: dict[tuple[str, Standing], list[int]] = {}
    for cell in claim.cells:
        for word, standing in cell_words(cell):
            found.setdefault((word, standing), []).append(cell.retelling.number)
    return [(word, standing, numbers) for (word, standing), numbers in found.items()]


PLOT = 24
"""Characters across."""

_UP = frozenset({Modifier.AT_LEAST, Modifier.MORE_THAN})
_DOWN = frozenset({Modifier.UP_TO, Modifier.AT_MOST, Modifier.LESS_THAN})
_LOOSE = frozenset({Modifier.ABOUT, Modifier.NEARLY})


def plot_lines(points: Iterable[PointView]) -> list[str]:
    """A line for each figure, on one scale from the least (or nought) to the greatest of them.

    "●" is the figure, "○" one that is not exact, "●>" at least so many, "<●" at most, "●--●" a range.
    """
    shown = list(points)
    bounds = [bounds_of(point) for point in shown]
    known = [value for low_high in bounds if low_high for value in low_high]
    if not known:
        return [" " * PLOT for _ in shown]
    floor, top = min(0.0, *known), max(0.0, *known)
    return [_plot_line(point, low_high, floor, top) for point, low_high in zip(shown, bounds, strict=True)]


def bounds_of(point: PointView) -> tuple[float, float] | None:
    """Where a figure begins and ends on a scale; None where it has no number."""
    figure = point.point
    known = [value for value in (figure.value, figure.low, figure.high) if value is not None]
    if figure.value is not None:
        return figure.value, figure.value
    return (min(known), max(known)) if known else None


def modifier_marks(point: PointView) -> tuple[bool, bool, bool]:
    """Whether a figure may be more, may be less, and is only about right."""
    figure = point.point
    one_ended = figure.value is None and (figure.low is None) != (figure.high is None)
    more = figure.modifier in _UP or (one_ended and figure.high is None)
    less = figure.modifier in _DOWN or (one_ended and figure.low is None)
    return more, less, figure.modifier in _LOOSE


def _plot_line(point: PointView, bounds: tuple[float, float] | None, floor: float, top: float) -> str:
    if bounds is None:
        return " " * PLOT
    span = (top / 2 - floor / 2) or 1.0  # halves, because the difference of two huge numbers may be infinite
    low, high = (round((value / 2 - floor / 2) / span * (PLOT - 3)) + 1 for value in bounds)
    more, less, loose = modifier_marks(point)
    line = [ABSENT] * PLOT
    line[low : high + 1] = "-" * (high + 1 - low)
    line[low] = line[high] = "○" if loose else "●"
    if more:
        line[high + 1] = ">"
    if less:
        line[low - 1] = "<"
    return "".join(line)
