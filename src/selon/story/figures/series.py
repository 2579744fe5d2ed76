"""One quantity through time and outlets: what updates what, what excludes what, and who counts apart.

A later, larger count is an update. Two figures conflict only where their
ranges exclude one another and both are known to be of one time: by the hour
they give, or because their documents agree on other counts that change as
fast. Precision goes before recall: where the times are not told, nothing is said.
"""

from __future__ import annotations

import itertools
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.story.claims.propositions import Proposition
from selon.story.figures.moments import moment_of
from selon.story.figures.quantities import Quantity
from selon.story.profile import Profile
from selon.story.times import published_day
from selon.types import (
    Conflict,
    ConflictKind,
    Figure,
    FigurePoint,
    FigureSeries,
    Modifier,
    Passage,
    Reason,
    StoryEntity,
    Update,
)

_AROUND = 0.1
"""How far about and nearly may be off."""
_TELLING = 100
"""From which value on one count that two documents share shows that they tell of one time; else it takes two."""
_TELLING_TOGETHER = 10
"""From which value on two shared counts show it together."""
_DAY = len("2024-03-01")
_OF_A_KIND = 3
"""How many points of one value, holder and moment are compared with others: more tell no more."""


@dataclass(frozen=True, slots=True)
class Point:
    """A figure of a series with what decides on updates and conflicts."""

    place: int
    document: int
    figure: Figure
    low: float
    high: float
    holder: str | None
    moment: str | None
    published: str | None

    @property
    def when(self) -> str:
        """The moment, else the day of publication, else nothing; comparable as text."""
        return self.moment or self.published or ""


Counts = Mapping[int, set[tuple[int, float]]]
"""The counts of each document, by the number of their quantity and their exact value."""


@dataclass(frozen=True, slots=True)
class Counting:
    """The figures of a story: its profiles, its propositions, its quantities, and who is who by (document, entity)."""

    profiles: Sequence[Profile]
    propositions: Sequence[Proposition]
    quantities: Sequence[Quantity]
    entities: Mapping[tuple[str, str], StoryEntity]

    def points(self, quantity: Quantity) -> list[Point]:
        """The points of a quantity, in the order of documents and text."""
        return [self._point(place) for place in quantity.members]

    def _point(self, place: int) -> Point:
        one = self.propositions[place]
        figure, profile = one.figure, self.profiles[one.document]
        if figure is None:
            raise ValueError("a quantity has members without a figure")
        low, high = range_of(figure)
        holder = self.entities.get((profile.id, one.holder.id)) if one.holder else None
        moment = moment_of(profile, figure)
        known = holder.id if holder else None
        return Point(place, one.document, figure, low, high, known, moment, published_day(profile))

    def passage(self, point: Point) -> Passage:
        """Where the clause of a figure stands."""
        one = self.propositions[point.place]
        return Passage(self.profiles[point.document].id, one.start, one.end)

    def id_of(self, point: Point) -> str:
        """The id of a point's document."""
        return self.profiles[point.document].id


def find_series(counting: Counting) -> tuple[FigureSeries, ...]:
    """The series of the quantities that two documents, or two holders, give figures of."""
    by_quantity = [counting.points(quantity) for quantity in counting.quantities]
    counts = _counts(counting.quantities, by_quantity)
    found: list[FigureSeries] = []
    for quantity, points in zip(counting.quantities, by_quantity, strict=True):
        if len({point.document for point in points}) > 1 or len({point.holder for point in points}) > 1:
            found.append(_series(len(found) + 1, counting, quantity, points, counts))
    return tuple(found)


def range_of(figure: Figure) -> tuple[float, float]:
    """The values that a figure leaves possible, both ends included."""
    low = figure.value if figure.value is not None else figure.low
    high = figure.value if figure.value is not None else figure.high
    low, high = 0.0 if low is None else low, math.inf if high is None else high
    match figure.modifier:
        case Modifier.AT_LEAST | Modifier.MORE_THAN:
            return low, math.inf
        case Modifier.UP_TO | Modifier.AT_MOST | Modifier.LESS_THAN:
            return 0.0, high
        case Modifier.ABOUT | Modifier.NEARLY:
            return low * (1 - _AROUND), high * (1 + _AROUND)
        case _:
            return low, high


def _series(
    number: int,
    counting: Counting,
    quantity: Quantity,
    points: list[Point],
    counts: Counts,
) -> FigureSeries:
    latest = _latest(quantity, points)
    conflicts, disagreements = _exclusions(counting, quantity, latest, counts)
    return FigureSeries(
        id=f"n{number}",
        about=_about(counting, quantity),
        points=tuple(_figure_point(counting, point) for point in points),
        updates=tuple(_updates(counting, quantity, latest)),
        conflicts=tuple(conflicts),
        disagreements=tuple(disagreements),
    )


def _about(counting: Counting, quantity: Quantity) -> str:
    """The shortest clause of the earliest document that names what is counted: shown as what the series is about."""
    clauses = [counting.propositions[place] for place in quantity.members]
    named = [one for one in clauses if one.figure and one.figure.noun] or clauses
    return min(named, key=lambda one: (one.headline, one.document, len(one.text))).text


def _figure_point(counting: Counting, point: Point) -> FigurePoint:
    figure, one = point.figure, counting.propositions[point.place]
    return FigurePoint(
        document=counting.id_of(point),
        figure=figure.id,
        start=figure.start,
        end=figure.end,
        value=figure.value,
        low=figure.low,
        high=figure.high,
        modifier=figure.modifier,
        by=one.holder.id if one.holder else None,
        as_of=point.moment,
    )


def _updates(counting: Counting, quantity: Quantity, points: Iterable[Point]) -> Iterator[Update]:
    """From each value to the next in time; on one day a growing count goes from the smaller to the larger."""
    dated = [point for point in points if point.when and point.figure.value is not None]
    dated.sort(key=lambda point: (point.when[:_DAY], point.figure.value or 0.0, point.when, point.document))
    for one, other in itertools.pairwise(dated):
        later = _is_later(one.when[:_DAY], other.when[:_DAY]) or quantity.grows
        if one.document == other.document or not later or not _exclude(one, other):
            continue
        values = (("first", _number(one)), ("second", _number(other)), ("when", other.when))
        message = "{first}, then {second} ({when}): a later count of the same"
        reason = Reason("later-count", message, values, None, counting.passage(one), counting.passage(other))
        yield Update(counting.id_of(one), counting.id_of(other), (reason,))


def _is_later(one: str, other: str) -> bool:
    """Whether the second day, month or year comes behind the first, and is not a part of it or holds it."""
    return one < other and not other.startswith(one)


def _exclusions(
    counting: Counting, quantity: Quantity, points: list[Point], counts: Counts
) -> tuple[list[Conflict], list[Conflict]]:
    """Conflicts, and the differences of holders who count apart: at several times, or side by side in a document."""
    found: dict[tuple[str, str], dict[tuple[float, float], Conflict]] = defaultdict(dict)
    for one, other in itertools.combinations(_telling(points), 2):
        why = _of_one_time(quantity, one, other, counts) if _exclude(one, other) else None
        if why is None or (one.document == other.document and one.holder == other.holder):
            continue
        first, second = sorted((one.holder or "", other.holder or ""))
        low, high = sorted((_value(one), _value(other)))
        found[first, second].setdefault((low, high), _conflict(counting, one, other, why))
    conflicts: list[Conflict] = []
    disagreements: list[Conflict] = []
    for (first, second), held in found.items():
        apart = first and first != second and (len(held) > 1 or any(len(set(c.between)) == 1 for c in held.values()))
        (disagreements if apart else conflicts).extend(held.values())
    return conflicts, disagreements


def _telling(points: Iterable[Point]) -> list[Point]:
    seen: dict[tuple[float, float, str | None, str | None], int] = defaultdict(int)
    kept = []
    for point in points:
        kind = (point.low, point.high, point.holder, point.moment)
        seen[kind] += 1
        if seen[kind] <= _OF_A_KIND:
            kept.append(point)
    return kept


def _of_one_time(quantity: Quantity, one: Point, other: Point, counts: Counts) -> tuple[str, str] | None:
    """Why two figures are of one time, as a message and what fills it; None where that is not known."""
    if one.moment and one.moment == other.moment and "T" in one.moment:
        return "both are of {when}", one.moment
    if one.document == other.document and one.holder and other.holder:
        return "one document gives both: {when}", one.when or "?"
    shared = {value for _, value in counts.get(one.document, set()) & counts.get(other.document, set())}
    common = {value for value in shared - {_value(one), _value(other)} if value >= _TELLING_TOGETHER}
    if quantity.grows and (len(common) > 1 or max(common, default=0.0) >= _TELLING):
        return "both give {when} elsewhere, so they tell of one time", ", ".join(f"{v:g}" for v in sorted(common))
    return None


def _conflict(counting: Counting, one: Point, other: Point, why: tuple[str, str]) -> Conflict:
    message = "{first} against {second}: " + why[0]
    values = (("first", _number(one)), ("second", _number(other)), ("when", why[1]))
    reason = Reason("figures-exclude", message, values, None, counting.passage(one), counting.passage(other))
    return Conflict((counting.id_of(one), counting.id_of(other)), ConflictKind.FIGURE, (reason,))


def _latest(quantity: Quantity, points: list[Point]) -> list[Point]:
    """The points without those of earlier counts: of a growing count, a document's largest."""
    if not quantity.grows:
        return points
    largest: dict[int, float] = {}
    for point in points:
        largest[point.document] = max(largest.get(point.document, -math.inf), _value(point))
    return [point for point in points if _value(point) == largest[point.document]]


def _counts(quantities: Sequence[Quantity], by_quantity: Sequence[list[Point]]) -> Counts:
    """What each document counts last, so that two can be asked for what they share."""
    found: dict[int, set[tuple[int, float]]] = defaultdict(set)
    for number, (quantity, points) in enumerate(zip(quantities, by_quantity, strict=True)):
        for point in _latest(quantity, points):
            if point.figure.value is not None:
                found[point.document].add((number, point.figure.value))
    return found


def _exclude(one: Point, other: Point) -> bool:
    return one.high < other.low or other.high < one.low


def _value(point: Point) -> float:
    return point.figure.value if point.figure.value is not None else point.low


def _number(point: Point) -> str:
    return f"{_value(point):,.6g}" if math.isfinite(_value(point)) else "?"
