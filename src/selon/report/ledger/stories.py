"""The stories of a ledger as a list: what each is called, how often and where it was told, and what was found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.text import Text

from selon.report.interface import Interface
from selon.report.ledger.lines import add_row, columns_of, hint, range_words
from selon.report.measures import days_words
from selon.report.passages import clipped, one_line
from selon.report.sheet import GLUE, Layout, Sheet
from selon.types import StoryHead

_OUTLETS = 4
"""Outlets that are named; the others are counted."""
_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that was found, in a few words behind a sign; `kind` is a stable word for it."""

    kind: str
    sign: str
    words: str


def render_stories(
    heads: Sequence[StoryHead],
    ui: Interface,
    layout: Layout,
    *,
    total: int | None = None,
    page: int = 1,
    size: int = 20,
) -> str:
    """The terminal view of one page of stories in the order they are given, ending in a line end.

    `total` counts all there are (as many as are given, if it is not), `page` from 1.
    """
    sheet = Sheet(layout)
    all_told = len(heads) if total is None else total
    if not heads:
        _none(sheet, all_told, ui)
        return sheet.written()
    shown = range_words(ui, page, size, len(heads), all_told)
    sheet.add(Text(ui.say("Stories: {range}, newest first", range=shown), style="bold"))
    sheet.blank()
    rows = [_facts(head, ui) for head in heads]
    widths, indent = columns_of(rows), 2 + max(len(one_line(head.id)) for head in heads)
    for head, row in zip(heads, rows, strict=True):
        _title(sheet, head, indent, ui)
        add_row(sheet, row, widths, indent=indent, right=(0,))
        if found := _found(head, ui):
            sheet.add(Text(found, style="dim" if head.hardened is None else ""), indent=indent, hang=2)
    sheet.blank()
    hint(sheet, ui.say("selon story {id} shows one whole.", id=one_line(heads[0].id)))
    if (page - 1) * size + len(heads) < all_told:
        hint(sheet, ui.say("--page {number} shows the next.", number=page + 1))
    if any(head.hardened is None for head in heads):
        hint(sheet, ui.say("What hardened in a story is found when it is looked at."))
    return sheet.written()


def _none(sheet: Sheet, total: int, ui: Interface) -> None:
    if total:
        sheet.add(Text(ui.say("No stories on this page: there are {number}.", number=ui.number(total))))
        return
    sheet.add(Text(ui.say("No stories.")))
    hint(sheet, ui.say("selon add SOURCE puts articles into the ledger."))


def _title(sheet: Sheet, head: StoryHead, indent: int, ui: Interface) -> None:
    name = one_line(head.id)
    line = Text(name, style="cyan")
    line.append(GLUE * (indent - len(name)))
    line.append(clipped(head.title, _LONGEST) or ui.say("without a title"), style="bold default")
    sheet.add(line, hang=indent)


def _facts(head: StoryHead, ui: Interface) -> tuple[str, ...]:
    return (
        ui.count(head.documents, "{n} document", "{n} documents"),
        days_words(ui, head.first, head.last),
        " ".join(map(one_line, head.langs)),
        outlets_words(ui, head.outlets),
    )


def _found(head: StoryHead, ui: Interface) -> str:
    """What tracing found, or that it was not done yet; empty where nothing was found."""
    if head.hardened is None:
        return ui.say("not traced yet")
    signs = signs_of(head, ui)
    return " · ".join(one.words if one.kind == "origins" else f"{one.sign} {one.words}" for one in signs)


def signs_of(head: StoryHead, ui: Interface) -> list[Sign]:
    """What tracing found: how many origins, and what there is to look at; nothing where it was not done yet."""
    counted = (
        ("hardening", "▲", head.hardened, ui.say("hardened:")),
        ("conflict", "≠", head.conflicts, ui.say("conflicts:")),
        ("overclaim", "!", head.overclaims, ui.say("headlines that go further:")),
    )
    return [
        *_origins(head.origins, ui),
        *(Sign(kind, sign, f"{words} {ui.number(many)}") for kind, sign, many, words in counted if many),
    ]


def _origins(origins: tuple[int, int] | None, ui: Interface) -> list[Sign]:
    if origins is None or origins[1] <= 0:
        return []
    low, high = origins
    if low == high:
        return [Sign("origins", "⌂", ui.count(low, "{n} origin", "{n} origins"))]
    between = ui.say("{low} to {high}", low=ui.number(low), high=ui.number(high))
    return [Sign("origins", "⌂", ui.say("{range} origins", range=between))]


def outlets_words(ui: Interface, outlets: Sequence[str]) -> str:
    """The outlets by name, those after the first few only counted."""
    if not outlets:
        return ui.say("outlet unknown")
    names = ", ".join(clipped(name, 40) for name in outlets[:_OUTLETS])
    more = len(outlets) - _OUTLETS
    return ui.say("{names} and {number} more", names=names, number=ui.number(more)) if more > 0 else names
