"""One quantity through time and outlets as a report shows it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selon.report.passages import one_line
from selon.report.trace.conflicts import ConflictView, conflicts_of
from selon.report.trace.differing import Pair, pairs_of
from selon.report.trace.shelf import Quote, Retelling, Shelf, day_of
from selon.report.trace.wording import figure_sign
from selon.report.words import number_words
from selon.types import FigurePoint, FigureSeries, Update


@dataclass(frozen=True, slots=True)
class PointView:
    """A figure as one retelling gives it.

    `day` and `when` are of the date it holds for, else of publication; `as_of` tells which.
    `short` is the figure in few characters, `words` in words; `who` is empty where nobody is named.
    """

    point: FigurePoint
    quote: Quote
    short: str
    words: str
    who: str
    day: int | None
    when: str
    as_of: bool

    @property
    def retelling(self) -> Retelling:
        """The retelling that gives it."""
        return self.quote.retelling


@dataclass(frozen=True, slots=True)
class UpdateView:
    """A later count of the same thing: no contradiction."""

    key: str
    source: Retelling
    target: Retelling
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class SeriesView:
    """One quantity, its points by date with undated ones last; `disagreements` are holders that always count apart."""

    key: str
    about: str
    points: tuple[PointView, ...]
    updates: tuple[UpdateView, ...]
    conflicts: tuple[ConflictView, ...]
    disagreements: tuple[ConflictView, ...]

    @property
    def distinct(self) -> tuple[PointView, ...]:
        """The points without those that say again what the same retelling, date and holder said."""
        kept = {(point.words, point.when, point.retelling.number, point.who): point for point in reversed(self.points)}
        return tuple(reversed(kept.values()))

    @property
    def varied(self) -> bool:
        """Whether there is something to compare: figures that differ, or are said to."""
        return bool(self.updates or self.conflicts or self.disagreements) or len({one.short for one in self.points}) > 1


def series_of(shelf: Shelf, key: str, series: FigureSeries) -> SeriesView:
    """A series as it is shown; `key` is its key on the report."""
    about = one_line(series.about)
    points = sorted((_point(shelf, point) for point in series.points), key=_place)
    return SeriesView(
        key=key,
        about=about,
        points=tuple(points),
        updates=tuple(_update(shelf, f"{key}-update{n}", update) for n, update in enumerate(series.updates, 1)),
        conflicts=conflicts_of(shelf, f"{key}-conflict", [(about, conflict) for conflict in series.conflicts]),
        disagreements=conflicts_of(shelf, f"{key}-apart", [(about, conflict) for conflict in series.disagreements]),
    )


def in_order(series: Iterable[SeriesView]) -> list[SeriesView]:
    """The series, those first in which figures conflict, differ by holder, are updated, or differ at all."""
    return sorted(
        series,
        key=lambda one: (bool(one.conflicts), bool(one.disagreements), bool(one.updates), one.varied),
        reverse=True,
    )


def _place(point: PointView) -> tuple[bool, int, int, int]:
    return point.day is None, point.day or 0, point.retelling.number, point.quote.start


def _point(shelf: Shelf, point: FigurePoint) -> PointView:
    ui = shelf.ui
    quote = shelf.quote(point.document, point.start, point.end)
    as_of = day_of(point.as_of) is not None
    return PointView(
        point=point,
        quote=quote,
        short=figure_sign(ui, point),
        words=number_words(ui, point),
        who=shelf.holder(point.document, point.by),
        day=day_of(point.as_of) if as_of else quote.retelling.day,
        when=one_line(ui.date(point.as_of or "")) if as_of else quote.retelling.date,
        as_of=as_of,
    )


def _update(shelf: Shelf, key: str, update: Update) -> UpdateView:
    return UpdateView(
        key, shelf.retelling(update.source), shelf.retelling(update.target), pairs_of(shelf, update.reasons)
    )
