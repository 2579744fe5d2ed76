"""CSV (RFC 4180) for reporters: a claim a row."""

from __future__ import annotations

import codecs
import csv
import io
from typing import BinaryIO

from selon.report.exchange.export import Export
from selon.report.exchange.rows import CLAIM_COLUMNS, Cell, claim_rows
from selon.report.interface import load_interface
from selon.report.passages import displayable

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠")
"""What a cell may not begin with (OWASP, "CSV Injection"; ASVS 5, 1.2.10)."""


def write_csv(out: BinaryIO, export: Export) -> int:
    """Write a header and a row for each claim, in UTF-8, with every cell in quotes and CRLF at the end of lines.

    A spreadsheet takes a cell that begins with "=", "+", "-", "@" (or their
    full-width forms), a tab or a line end for a formula, and an article may
    have been written for that. So an apostrophe is put before such a cell, as
    OWASP advises: a program that reads the file must expect it there. Control
    characters, and those that turn the direction of text round, are replaced
    by visible signs of the same length.
    """
    wrapper = io.TextIOWrapper(out, encoding="utf-8", newline="", write_through=True)
    try:
        return _write(wrapper, export)
    finally:
        wrapper.detach()


def write_csv_for_excel(out: BinaryIO, export: Export) -> int:
    """The same with a byte order mark, without which Excel takes UTF-8 for a Windows code page."""
    out.write(codecs.BOM_UTF8)
    return write_csv(out, export)


def _write(out: io.TextIOBase, export: Export) -> int:
    ui = load_interface("en")
    writer = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerow([column.name for column in CLAIM_COLUMNS])
    number = 0
    for kept in export.documents:
        for row in claim_rows(kept, ui):
            writer.writerow([guarded(column.cell(row)) for column in CLAIM_COLUMNS])
            number += 1
    return number


def guarded(cell: Cell) -> str:
    """A cell's text, displayable, with an apostrophe before it where a spreadsheet would take it for a formula."""
    text = "" if cell is None else str(cell)
    return ("'" if text.startswith(FORMULA) else "") + displayable(text)
