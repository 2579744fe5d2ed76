"""Figures through time in characters: days from left to right, numbers from bottom to top, a letter for who says so.

A letter is a figure, or the ends of a range; "^" above it stands for at least
or more than, "v" below it for up to or less than. Two at one place stand
beside each other; "*" is where there is no room left.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, repeat
from string import ascii_lowercase, ascii_uppercase

from rich.cells import cell_len

from selon.report.interface import Interface
from selon.report.trace.characters import bounds_of, modifier_marks
from selon.report.trace.figures import PointView, SeriesView

ROWS = 11
_LEAST = 24
"""Characters across, below which nothing is drawn."""
_TICKS = 4
_LETTERS = ascii_uppercase + ascii_lowercase.replace("v", "")
_OTHERS = "#"
"""All those for whom no letter is left."""
_ROOM = 3
"""Places to the right in which a letter may stand instead of its own."""


@dataclass(frozen=True, slots=True)
class Plot:
    """The lines of a drawing from top to bottom, who each letter is, and how many figures have no place in it."""

    lines: tuple[str, ...]
    legend: tuple[tuple[str, str], ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A figure with a day and a number: `who` is the holder, else the outlet."""

    point: PointView
    who: str
    day: int
    low: float
    high: float


def plot_of(series: SeriesView, ui: Interface, width: int) -> Plot | None:
    """The series drawn in at most `width` characters; None where no two figures differ, or there is no room."""
    drawn = [found for point in series.distinct if (found := _drawable(point)) is not None]
    ticks = _ticks([value for one in drawn for value in (one.low, one.high)])
    margin = max((cell_len(ui.number(tick)) for tick in ticks), default=0) + 2
    across = width - margin
    if len({(one.low, one.high) for one in drawn}) < 2 or across < _LEAST:
        return None
    letters = dict(zip(dict.fromkeys(one.who for one in drawn), chain(_LETTERS, repeat(_OTHERS)), strict=False))
    grid = [[" "] * across for _ in range(ROWS)]
    for one in drawn:
        _draw(grid, one, letters[one.who], _column(one.day, drawn, across), ticks)
    labels = {_row(tick, ticks): ui.number(tick) for tick in ticks}
    lines = [
        f"{labels.get(row, '').rjust(margin - 2)} {'+' if row in labels else '|'}{''.join(cells)}".rstrip()
        for row, cells in enumerate(grid)
    ]
    lines += [" " * (margin - 1) + line for line in _axis(drawn, across)]
    legend = tuple((letter, who) for who, letter in letters.items())
    return Plot(tuple(lines), legend, len(series.distinct) - len(drawn))


def _drawable(point: PointView) -> _Drawn | None:
    bounds = bounds_of(point)
    if bounds is None or point.day is None or not all(map(math.isfinite, bounds)):
        return None
    return _Drawn(point, point.who or point.retelling.name, point.day, *bounds)


def _ticks(values: Sequence[float]) -> list[float]:
    """Round numbers that enclose the values, from nought unless they all lie far from it."""
    if not values:
        return []
    low, high = min(values), max(values)
    if low >= 0 and low < 0.7 * high:
        low = 0.0
    if low == high:
        low, high = min(0.0, low), max(0.0, high)
    span = high / _TICKS - low / _TICKS or 1.0
    if not math.isfinite(span) or span < 1e-9:
        return [low, high]
    unit = 10.0 ** math.floor(math.log10(span))
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= span * 0.999)
    first = math.floor(low / step)
    last = max(math.ceil(high / step), first + 1)
    return [round(number * step, 9) for number in range(first, last + 1)]


def _row(value: float, ticks: Sequence[float]) -> int:
    """Which line from the top; halves keep the difference of two huge numbers finite."""
    floor, top = ticks[0] / 2, ticks[-1] / 2
    return ROWS - 1 - round((value / 2 - floor) / ((top - floor) or 1.0) * (ROWS - 1))


def _column(day: int, drawn: Sequence[_Drawn], across: int) -> int:
    """Which place from the left, with room for signs beside the last."""
    first, last = min(one.day for one in drawn), max(one.day for one in drawn)
    return 1 + round((day - first) / ((last - first) or 1) * (across - _ROOM - 2))


def _draw(grid: list[list[str]], one: _Drawn, letter: str, column: int, ticks: Sequence[float]) -> None:
    top, bottom = _row(one.high, ticks), _row(one.low, ticks)
    more, less, _ = modifier_marks(one.point)
    place = next(
        (at for at in range(column, column + _ROOM + 1) if all(_free(grid[row][at], letter) for row in {top, bottom})),
        None,
    )
    if place is None:
        grid[top][column] = grid[bottom][column] = "*"
        return
    for row in range(top + 1, bottom):
        grid[row][place] = ":" if grid[row][place] == " " else grid[row][place]
    grid[top][place] = grid[bottom][place] = letter
    for shown, row, sign in ((more, top - 1, "^"), (less, bottom + 1, "v")):
        if shown and 0 <= row < ROWS and grid[row][place] == " ":
            grid[row][place] = sign


def _free(found: str, letter: str) -> bool:
    return found in (" ", ":", "^", "v", letter)


def _axis(drawn: Sequence[_Drawn], across: int) -> list[str]:
    """The line under the drawing with its days, and below it as many dates as have room, above all the outermost."""
    places = {_column(one.day, drawn, across): one.point.when for one in reversed(drawn)}
    line = "".join("+" if place in places else "-" for place in range(across))
    order = sorted(places)
    taken: list[tuple[int, str]] = []
    for place in dict.fromkeys((order[0], order[-1], *order)):
        start = min(place, max(0, across - cell_len(places[place])))
        if all(start + cell_len(places[place]) + 2 <= at or at + cell_len(said) + 2 <= start for at, said in taken):
            taken.append((start, places[place]))
    labels = ""
    for start, said in sorted(taken):
        labels += " " * (start - cell_len(labels)) + said
    return [line, labels]
