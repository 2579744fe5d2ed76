"""A quantity through time as pages show it: the drawing, the table behind it, later counts and conflicts."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from selon.report.interface import Interface
from selon.report.trace.figures import SeriesView
from selon.report.trace.phrases import conflict_words
from selon.report.trace.plot import draw_series
from selon.web.pages.cards import Card, Said, compared_of, conflict_card, in_sentence, linked


@dataclass(frozen=True, slots=True)
class PointLine:
    """A figure in the table: when, how many, who says so, and the passage."""

    when: str
    words: str
    who: str
    said: Said


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity: its drawing, where there is one, its figures, and what is between them."""

    key: str
    about: str
    plot: Markup | None
    points: tuple[PointLine, ...]
    cards: tuple[Card, ...]


def quantity_of(series: SeriesView, ui: Interface, *, drawn: bool) -> Quantity:
    """A quantity as it is shown, with a drawing if `drawn` and there is more than one date to draw."""
    plot = draw_series(series, ui) if drawn and len({point.when for point in series.points}) > 1 else None
    retellings = {point.retelling for point in series.points}
    return Quantity(
        key=series.key,
        about=series.about or ui.say("figures"),
        plot=linked(plot, retellings) if plot else None,
        points=tuple(
            PointLine(
                ui.say("as of {date}", date=point.when) if point.as_of else point.when,
                point.words,
                point.who or ui.say("nobody named"),
                in_sentence(point.quote),
            )
            for point in series.distinct
        ),
        cards=tuple(_cards(series, ui)),
    )


def _cards(series: SeriesView, ui: Interface) -> list[Card]:
    updates = [
        Card(
            update.key,
            "update",
            "↑",
            ui.say("{target} counts later than {source}", target=update.target.label, source=update.source.label),
            "",
            compared_of(update.pairs),
        )
        for update in series.updates
    ]
    apart = [
        Card(
            one.key,
            "apart",
            "‖",
            ui.say("Who counts differently: {about}", about=conflict_words(ui, one)),
            "",
            compared_of(one.pairs),
        )
        for one in series.disagreements
    ]
    return [*updates, *apart, *(conflict_card(one, ui) for one in series.conflicts)]
