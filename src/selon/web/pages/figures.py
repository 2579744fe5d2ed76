"""A number through time, by source and outlet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import Response

from selon.report.ledger.subjects import trace_of_figures
from selon.report.passages import clipped, one_line
from selon.report.trace.figures import in_order, series_of
from selon.report.trace.shelf import Shelf
from selon.types import Counted
from selon.web.desk import Visit
from selon.web.pages.figures_shown import Quantity, quantity_of
from selon.web.rendering import Link, render
from selon.web.urls import figures_url

_SHOWN = 12
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class FiguresPage:
    """The context of `figures.html.j2`."""

    template: ClassVar[str] = "figures.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset({"quantities"})

    title: str
    """What the page is called."""
    words: str
    """What was asked for; empty where nothing was."""
    quantities: tuple[Quantity, ...]
    """The quantities that were found, those that differ first."""
    more: int
    """How many are left out."""
    exports: tuple[Link, ...]
    """The same as files."""


def figures(visit: Visit) -> Response:
    """The page of numbers through time."""
    return render(visit, figures_page(visit))


def words_asked(visit: Visit) -> str:
    """The words of the address."""
    return visit.asked("q").strip()[:_LONGEST]


def counted_for(visit: Visit, words: str) -> Counted:
    """The figures that words ask for."""
    return visit.desk.ledgers.remembered(("figures", words), lambda: visit.ledger.figures(words))


def figures_page(visit: Visit) -> FiguresPage:
    """What the page of numbers shows."""
    ui, words = visit.ui, words_asked(visit)
    quantities: tuple[Quantity, ...] = ()
    more = 0
    if words:
        counted = counted_for(visit, words)
        shelf = Shelf(trace_of_figures(counted), ui)
        series = in_order(series_of(shelf, f"q{number}", one) for number, one in enumerate(counted.series, 1))
        quantities = tuple(quantity_of(one, ui, drawn=one.varied) for one in series[:_SHOWN])
        more = max(0, len(series) - _SHOWN)
    kinds = ((".json", "JSON"), (".csv", "CSV"), (".svg", "SVG"), (".png", "PNG"))
    return FiguresPage(
        title=ui.say("Figures for ‘{words}’", words=clipped(words, 80)) if words else ui.say("Figures"),
        words=one_line(words),
        quantities=quantities,
        more=more,
        exports=tuple(Link(figures_url(words, ending), name) for ending, name in kinds) if quantities else (),
    )
