"""The documents an answer rests on, by the numbers that its passages carry, with what the ledger calls them."""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from selon.report.interface import Interface
from selon.report.passages import clipped, one_line
from selon.report.sheet import GLUE, Sheet
from selon.report.trace.lines import heading
from selon.report.trace.shelf import Retelling

_LONGEST_TITLE = 120


def add_documents(page: Sheet, retellings: Iterable[Retelling], ui: Interface) -> None:
    """Write each document with its number and its id, outlet, date and title."""
    heading(page, ui.say("The documents"))
    for found in retellings:
        line = Text(f"[{found.number}]{GLUE}")
        line.append(one_line(found.document.id), style="cyan")
        title = clipped(found.title, _LONGEST_TITLE)
        named = title.startswith(found.name.rstrip("…"))
        line.append("  " + (found.date if named else f"{found.name} · {found.date}") + "  ")
        line.append(title, style="italic")
        page.add(line, indent=2, hang=4)
