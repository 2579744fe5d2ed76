"""How much a ledger holds, and what is wrong in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from rich.text import Text

from selon.report.interface import Interface
from selon.report.ledger.lines import add_row, columns_of, cut_short
from selon.report.measures import days_words, size_words
from selon.report.passages import one_line
from selon.report.sentences import say_again
from selon.report.sheet import Layout, Sheet
from selon.report.words import language_words
from selon.types import Fault, Stats

_FEW = 20
"""Faults of one kind that are told one by one; the others are counted."""


def render_stats(stats: Stats, ui: Interface, layout: Layout) -> str:
    """The terminal view of how much a ledger holds, ending in a line end."""
    sheet = Sheet(layout)
    rows = list(_rows(stats, ui))
    widths = columns_of(rows)
    for row in rows:
        add_row(sheet, row, widths, indent=0)
    return sheet.written()


def _rows(stats: Stats, ui: Interface) -> Iterator[tuple[str, str]]:
    yield ui.say("documents"), ui.number(stats.documents)
    yield ui.say("versions"), ui.number(stats.versions)
    yield ui.say("stories"), ui.number(stats.stories)
    yield ui.say("claims"), ui.number(stats.claims)
    yield ui.say("persons, bodies, places"), ui.number(stats.entities)
    yield ui.say("figures"), ui.number(stats.figures)
    yield ui.say("judgements"), ui.number(stats.judgements)
    yield ui.say("outlets"), ui.number(stats.outlets)
    languages = ((one_line(language_words(ui, code)), many) for code, many in stats.langs)
    yield ui.say("languages"), _counted(ui, languages)
    yield ui.say("published"), days_words(ui, stats.first, stats.last)
    yield ui.say("read by"), _counted(ui, ((f"selon {one_line(version)}", many) for version, many in stats.read_by))
    yield ui.say("size"), size_words(ui, stats.size)
    yield ui.say("schema"), ui.number(stats.schema)


def _counted(ui: Interface, things: Iterator[tuple[str, int]]) -> str:
    return ", ".join(f"{name} {ui.number(many)}" for name, many in things) or ui.say("none")


def render_faults(faults: Sequence[Fault], ui: Interface, layout: Layout) -> str:
    """The terminal view of what is wrong in a ledger, ending in a line end; says so where nothing is."""
    sheet = Sheet(layout)
    if not faults:
        sheet.add(Text(ui.say("No fault found.")))
        return sheet.written()
    sheet.add(Text(ui.count(len(faults), "{n} fault", "{n} faults"), style="bold red"))
    for kind, many in Counter(fault.kind for fault in faults).items():
        sheet.blank()
        sheet.add(Text(f"! {one_line(kind)}: {ui.number(many)}", style="bold"))
        found = [fault for fault in faults if fault.kind == kind]
        for fault in found if layout.full else found[:_FEW]:
            sheet.add(Text(f"{one_line(fault.where)}: {one_line(say_again(ui, fault.message))}"), indent=2, hang=4)
        cut_short(sheet, 0 if layout.full else many - _FEW, ui)
    return sheet.written()
