"""Numbers through time: a drawing, a table of who counts what and where, later counts, and what excludes what."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from selon.report.interface import Interface
from selon.report.ledger.documents import add_documents
from selon.report.ledger.lines import add_row, columns_of, hint, marked_text
from selon.report.ledger.plotting import plot_of
from selon.report.ledger.subjects import trace_of_figures
from selon.report.passages import clipped
from selon.report.sheet import GLUE, Layout, Sheet
from selon.report.trace.conflicts import ConflictView
from selon.report.trace.figures import PointView, SeriesView, UpdateView, in_order, series_of
from selon.report.trace.lines import add_pairs, heading, left_out
from selon.report.trace.phrases import conflict_words
from selon.report.trace.shelf import Shelf
from selon.types import Counted, Passage

_FEW = 8
_ROWS = 30
_WIDEST = 100
_LONGEST_NAME = 40


def render_figures(counted: Counted, ui: Interface, layout: Layout) -> str:
    """The terminal view of the figures that were asked for, ending in a line end."""
    sheet = Sheet(layout)
    words = clipped(counted.words, 200)
    if not counted.series:
        sheet.add(Text(ui.say("No figures found for ‘{words}’.", words=words), style="bold"))
        hint(sheet, ui.say("Try the thing that is counted and the place, in the language of the articles."))
        return sheet.written()
    sheet.add(Text(ui.say("Figures for ‘{words}’", words=words), style="bold"))
    shelf = Shelf(trace_of_figures(counted), ui)
    series = in_order(series_of(shelf, f"q{number}", one) for number, one in enumerate(counted.series, 1))
    shown = series if layout.full else series[:_FEW]
    for one in shown:
        _series(sheet, shelf, one, ui)
    if len(series) > len(shown):
        sheet.blank()
        left_out(sheet, len(series) - len(shown), ui)
    told = {point.retelling.number for one in shown for point in one.points}
    add_documents(sheet, (found for found in shelf.all if found.number in told), ui)
    return sheet.written()


def _series(sheet: Sheet, shelf: Shelf, series: SeriesView, ui: Interface) -> None:
    heading(sheet, series.about or ui.say("figures"))
    _plot(sheet, series, ui)
    _table(sheet, shelf, series, ui)
    _updates(sheet, series.updates, ui)
    _conflicts(sheet, ui.say("They exclude each other"), series.conflicts, ui)
    _conflicts(sheet, ui.say("They always count apart"), series.disagreements, ui)


def _plot(sheet: Sheet, series: SeriesView, ui: Interface) -> None:
    plot = plot_of(series, ui, (sheet.layout.width or _WIDEST) - 2)
    if plot is None:
        return
    sheet.blank()
    for line in plot.lines:
        sheet.add(Text(line.replace(" ", GLUE), style="cyan"), indent=2)
    who = (f"{letter}{GLUE}{clipped(name, _LONGEST_NAME)}" for letter, name in plot.legend)
    signs = ui.say("^ at least, v at most, A:A a range")
    sheet.add(Text("  ".join((*who, f"({signs})")), style="dim"), indent=2, hang=2)
    if plot.left_out:
        undated = ui.count(
            plot.left_out, "{n} figure has no date and is not drawn", "{n} figures are not drawn: no date"
        )
        sheet.add(Text(undated, style="dim"), indent=2, hang=2)
    sheet.blank()


def _table(sheet: Sheet, shelf: Shelf, series: SeriesView, ui: Interface) -> None:
    points = series.distinct
    shown = points if sheet.layout.full else points[-_ROWS:]
    left_out(sheet, len(points) - len(shown), ui)
    rows = [_row(point, ui) for point in shown]
    widths = columns_of(rows)
    for point, row in zip(shown, rows, strict=True):
        add_row(sheet, row, widths, indent=2)
        passage = shelf.in_sentence(Passage(point.point.document, point.quote.start, point.quote.end))
        sheet.add(marked_text("", passage.segments, full=sheet.layout.full), indent=6, hang=2)


def _row(point: PointView, ui: Interface) -> tuple[str, ...]:
    when = ui.say("as of {date}", date=point.when) if point.as_of else point.when
    who = clipped(point.who, _LONGEST_NAME) or ui.say("nobody named")
    return when, point.words, who, f"{point.retelling.name}{GLUE}[{point.retelling.number}]"


def _updates(sheet: Sheet, updates: Sequence[UpdateView], ui: Interface) -> None:
    shown = updates if sheet.layout.full else updates[-_FEW:]
    if shown:
        sheet.blank()
        sheet.add(Text(ui.say("Later counts")), indent=2)
    left_out(sheet, len(updates) - len(shown), ui)
    for update in shown:
        words = ui.say("{target} counts later than {source}", target=update.target.label, source=update.source.label)
        sheet.add(Text("↑ " + words), indent=2, hang=2)
        add_pairs(sheet, update.pairs, ui, indent=4)


def _conflicts(sheet: Sheet, title: str, conflicts: Sequence[ConflictView], ui: Interface) -> None:
    if not conflicts:
        return
    sheet.blank()
    sheet.add(Text(title, style="bold"), indent=2)
    shown = conflicts if sheet.layout.full else conflicts[:_FEW]
    for conflict in shown:
        sheet.add(Text("≠ " + conflict_words(ui, conflict)), indent=2, hang=2)
        add_pairs(sheet, conflict.pairs, ui, indent=4)
    left_out(sheet, len(conflicts) - len(shown), ui)
