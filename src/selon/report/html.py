"""Readings as one HTML file that needs nothing beside it: the text with its claims marked, notes at the margin.

It works without script (each sign links to its note and back); the script
adds keys.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.report.interface import Interface
from selon.report.marked import sheet_of
from selon.report.pages import render_page
from selon.report.view import view_of
from selon.types import Reading


def render_html(readings: Sequence[Reading], ui: Interface) -> str:
    """One self-contained HTML page of the readings, in the interface's language; UTF-8 throughout."""
    sheets = [sheet_of(f"d{number}", view_of(reading, ui), ui) for number, reading in enumerate(readings, 1)]
    many = ui.count(len(sheets), "{n} article", "{n} articles")
    return render_page(
        "page.html.j2",
        ui,
        title=sheets[0].title if len(sheets) == 1 else many,
        styles=("page.css",),
        script="page.js",
        level=1 if len(sheets) == 1 else 2,
        readings=sheets,
    )
