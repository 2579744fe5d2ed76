"""A quantity through time as a drawing: figures over the dates they hold for, with who says so beside each.

A filled mark is an exact figure, a hollow one is about right, an arrow up is
"at least" or "more than", one down "up to" or "less than", and a bar is a
range. Dates stand in their order, and the further apart the more days lie between.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from selon.report.interface import Interface
from selon.report.trace.characters import bounds_of, modifier_marks
from selon.report.trace.differing import Pair
from selon.report.trace.drawing import Drawing, fitted, svg, text_at
from selon.report.trace.figures import PointView, SeriesView
from selon.report.trace.layout import steps_of
from selon.report.trace.shelf import Retelling

_LEFT = 74
_TOP = 16
_HIGH = 220
_FOOT = 34
_COLUMN = 196
_MOST = 240
_LINE = 15
_LETTERS = 27
_TICKS = 5


@dataclass(frozen=True, slots=True)
class _Scale:
    """From numbers to pixels down; halves keep the difference of two huge numbers finite."""

    floor: float
    top: float

    def y(self, value: float) -> float:
        span = (self.top / 2 - self.floor / 2) or 1.0
        return _TOP + _HIGH - (value / 2 - self.floor / 2) / span * _HIGH


@dataclass(slots=True)
class _Marked:
    """One mark: figures that are the same, at one date, by one holder.

    `label_x` and `label_y` are where its words stand.
    """

    points: list[PointView]
    x: float
    low: float
    high: float
    label_x: float = 0.0
    label_y: float = 0.0


def draw_series(series: SeriesView, ui: Interface) -> Drawing | None:
    """The series drawn; None where no figure has a number."""
    known = [(point, bounds) for point in series.points if (bounds := bounds_of(point)) is not None]
    if not known:
        return None
    values = [value for _, bounds in known for value in bounds]
    ticks = _ticks(min(0.0, *values), max(0.0, *values))
    scale = _Scale(ticks[0], ticks[-1])
    dates = list(dict.fromkeys((point.day, point.when) for point, _ in known))
    xs = [_LEFT + 18 + x for x in steps_of([day for day, _ in dates], _COLUMN, _MOST)]
    marks = [mark for date, x in zip(dates, xs, strict=True) for mark in _marks_at(known, date, x, scale)]
    width = xs[-1] + _COLUMN
    parts = [_tick(scale.y(tick), ui.number(tick), width) for tick in ticks]
    parts += [_date(x, label) for x, (_, label) in zip(xs, dates, strict=True)]
    parts += _links(series, marks)
    parts += [_drawn(mark) for mark in marks]
    return svg(
        f"{series.key}-plot",
        ui.say("Figures through time: {about}", about=series.about),
        ui.listed(f"{point.when}, {_label([point])}" for point, _ in known),
        (width, _TOP + _HIGH + _FOOT),
        parts,
    )


def _ticks(floor: float, top: float) -> list[float]:
    """Round numbers from at most the least to at least the greatest value, about five."""
    span = top - floor
    if not math.isfinite(span) or span < 1e-9:
        return [floor, top if top > floor else floor + 1.0]
    rough = span / _TICKS
    unit = 10.0 ** math.floor(math.log10(rough))
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= rough * 0.999)
    first, last = math.floor(floor / step), math.ceil(top / step)
    return [round(number * step, 9) for number in range(first, last + 1)]


def _marks_at(
    known: Sequence[tuple[PointView, tuple[float, float]]], date: tuple[int | None, str], x: float, scale: _Scale
) -> list[_Marked]:
    """The marks of one date, with their words one above the other."""
    same: dict[tuple[object, ...], _Marked] = {}
    for point, (low, high) in known:
        if (point.day, point.when) == date:
            mark = same.setdefault((low, high, point.short, point.who), _Marked([], x, scale.y(low), scale.y(high)))
            mark.points.append(point)
    marks = sorted(same.values(), key=lambda mark: (mark.low + mark.high, mark.points[0].retelling.number))
    least = -math.inf
    for mark in marks:
        mark.label_y = max((mark.low + mark.high) / 2, least)
        least = mark.label_y + _LINE
    over = max(0.0, least - _LINE - (_TOP + _HIGH))
    for mark in marks:
        mark.label_y -= over
    _dodge(marks)
    for mark in marks:
        mark.label_x = max(other.x for other in marks) + 17
    return marks


def _dodge(marks: list[_Marked]) -> None:
    """Marks that would lie on each other stand beside each other."""
    taken: list[_Marked] = []
    for mark in marks:
        while any(
            abs(mark.x - other.x) < 9 and mark.high < other.low + 10 and other.high < mark.low + 10 for other in taken
        ):
            mark.x += 11
            if mark.x > marks[0].x + 44:
                break
        taken.append(mark)


def _label(points: Sequence[PointView]) -> str:
    numbers = "".join(f"[{number}]" for number in dict.fromkeys(point.retelling.number for point in points))
    return f"{points[0].short} {numbers} {points[0].who}".rstrip()


def _drawn(mark: _Marked) -> Markup:
    more, less, loose = modifier_marks(mark.points[0])
    parts: list[Markup] = []
    if mark.high != mark.low:
        bar = '<path class="bar" d="M{x:.1f} {low:.1f}V{high:.1f}m-6 0h12M{left:.1f} {low:.1f}h12"/>'
        parts.append(Markup(bar).format(x=mark.x, left=mark.x - 6, low=mark.low, high=mark.high))
    else:
        dot = '<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="4.5"/>'
        parts.append(Markup(dot).format(kind="dot loose" if loose else "dot", x=mark.x, y=mark.low))
    for shown, y, sign in ((more, mark.high, -1), (less, mark.low, 1)):
        if shown:
            arrow = '<path class="bar" d="M{x:.1f} {y:.1f}v{long}m-4 {back}l4 {point}l4 {back}"/>'
            parts.append(Markup(arrow).format(x=mark.x, y=y + sign * 5, long=sign * 13, back=-sign * 5, point=sign * 5))
    middle = (mark.low + mark.high) / 2
    if abs(mark.label_y - middle) > 5 or mark.label_x - mark.x > 20:
        leader = '<path class="leader" d="M{x:.1f} {y:.1f}L{to:.1f} {label:.1f}"/>'
        parts.append(Markup(leader).format(x=mark.x + 6, y=middle, to=mark.label_x - 2, label=mark.label_y))
    parts.append(text_at(mark.label_x, mark.label_y + 4, fitted(_label(mark.points), _LETTERS), "label"))
    link = Markup('<a href="#{key}">{parts}</a>')
    return link.format(key=mark.points[0].quote.key, parts=Markup("").join(parts))


def _tick(y: float, words: str, width: float) -> Markup:
    line = Markup('<path class="guide" d="M{x} {y:.1f}H{width:.1f}"/>').format(x=_LEFT, y=y, width=width)
    return line + text_at(_LEFT - 8, y + 4, fitted(words, 10), "tick")


def _date(x: float, words: str) -> Markup:
    line = Markup('<path class="guide" d="M{x:.1f} {y}v5"/>').format(x=x, y=_TOP + _HIGH)
    return line + text_at(x - 6, _TOP + _HIGH + 20, fitted(words, _LETTERS), "when")


def _links(series: SeriesView, marks: list[_Marked]) -> list[Markup]:
    """A thin line from each figure to the later count that updates it, a broken one between two that conflict."""
    drawn = []
    for update in series.updates:
        drawn += _link(
            _mark_of(marks, update.source, update.pairs, 0), _mark_of(marks, update.target, update.pairs, 1), "update"
        )
    for conflict in series.conflicts:
        first, second = conflict.between
        drawn += _link(_mark_of(marks, first, conflict.pairs, 0), _mark_of(marks, second, conflict.pairs, 1), "against")
    return drawn


def _link(one: _Marked | None, other: _Marked | None, kind: str) -> list[Markup]:
    if one is None or other is None or one is other:
        return []
    ends = one.x, (one.low + one.high) / 2, other.x, (other.low + other.high) / 2
    line = Markup('<path class="{kind}" d="M{:.1f} {:.1f}L{:.1f} {:.1f}"/>').format(*ends, kind=kind)
    if kind == "against":
        line += text_at((ends[0] + ends[2]) / 2 - 4, (ends[1] + ends[3]) / 2 + 4, "≠", "not")
    return [line]


def _mark_of(marks: list[_Marked], retelling: Retelling, pairs: tuple[Pair, ...], side: int) -> _Marked | None:
    """The mark of the figure that a passage compared lies over, else the retelling's first."""
    quotes = [quote for pair in pairs if (quote := (pair.left, pair.right)[side]) is not None]
    own = [(mark, point) for mark in marks for point in mark.points if point.retelling.number == retelling.number]
    for mark, point in own:
        if any(point.quote.start < quote.end and quote.start < point.quote.end for quote in quotes):
            return mark
    return own[0][0] if own else None
