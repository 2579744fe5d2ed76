"""XLSX (Office Open XML, ECMA-376) for reporters: claims, documents, and what the columns mean, a sheet each."""

from __future__ import annotations

import re
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from typing import IO, Any, BinaryIO

from selon.report.exchange.comma import FORMULA
from selon.report.exchange.export import Export, library
from selon.report.exchange.rows import CLAIM_COLUMNS, MORE_OF_DOCUMENTS, Cell, Column, claim_rows
from selon.report.interface import load_interface
from selon.report.passages import displayable

LONGEST = 32_767
"""Characters a cell can hold, in UTF-16 as Excel counts them."""

CUT = " […] (cut: the text is longer than a cell can hold)"
"""What a cell ends with whose text was too long."""

MOST_ROWS = 1_048_576
"""Rows a sheet can hold, its header among them."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_WRITTEN_AT = re.compile(rb"<dcterms:(created|modified)\b.*?</dcterms:\1>", re.DOTALL)
_ESCAPE = re.compile("_(?=x[0-9A-Fa-f]{4}_)")


def write_xlsx(out: BinaryIO, export: Export) -> int:
    """Write a workbook; its claims are what is counted.

    All text is written as text, never as a formula. Control characters are
    replaced by visible signs, and a text too long for a cell ends with a mark
    that says so. Claims beyond the rows of a sheet go on in "claims 2" and so on.
    """
    openpyxl = library("openpyxl")
    workbook = openpyxl.Workbook(write_only=True)
    claims = _Sheet(workbook, "claims", CLAIM_COLUMNS)
    documents = _Sheet(workbook, "documents", MORE_OF_DOCUMENTS)
    ui = load_interface("en")
    number = 0
    for kept in export.documents:
        documents.append(kept)
        for row in claim_rows(kept, ui):
            claims.append(row)
            number += 1
    _explain(workbook)
    with tempfile.TemporaryFile() as written:
        workbook.save(written)
        _copy_without_times(written, out)
    return number


class _Sheet:
    """A sheet that is written row by row, and goes on in another where it is full."""

    def __init__(self, workbook: Any, title: str, columns: Sequence[Column[Any]]) -> None:
        self.workbook = workbook
        self.title = title
        self.columns = columns
        self.parts = 0
        self.rows = MOST_ROWS
        self.sheet: Any = None
        self._begin()

    def append(self, thing: object) -> None:
        """Write the row of a claim or a document."""
        if self.rows >= MOST_ROWS:
            self._begin()
        self._write([column.cell(thing) for column in self.columns])

    def _begin(self) -> None:
        self.parts += 1
        title = self.title if self.parts == 1 else f"{self.title} {self.parts}"
        place = None if self.sheet is None else self.workbook.index(self.sheet) + 1
        self.sheet = self.workbook.create_sheet(title, place)
        self.rows = 0
        _lay_out(self.sheet, [column.width for column in self.columns])
        self._write([column.name for column in self.columns], bold=True)

    def _write(self, cells: Sequence[Cell], *, bold: bool = False) -> None:
        self.sheet.append([_cell(self.sheet, cell, bold=bold) for cell in cells])
        self.rows += 1


def _explain(workbook: Any) -> None:
    sheet = workbook.create_sheet("columns")
    _lay_out(sheet, [12, 20, 100])
    sheet.append([_cell(sheet, name, bold=True) for name in ("sheet", "column", "meaning")])
    for title, columns in (("claims", CLAIM_COLUMNS), ("documents", MORE_OF_DOCUMENTS)):
        for column in columns:
            sheet.append([_cell(sheet, words) for words in (title, column.name, column.meaning)])


def _lay_out(sheet: Any, widths: Sequence[int]) -> None:
    """Freeze the header and set the widths, which must be done before the first row is written."""
    letter = library("openpyxl.utils").get_column_letter
    sheet.freeze_panes = "A2"
    for place, width in enumerate(widths, 1):
        sheet.column_dimensions[letter(place)].width = width


def _cell(sheet: Any, value: Cell, *, bold: bool = False) -> Any:
    """A cell; text stays text, whatever it looks like, also when somebody edits it (`quotePrefix`)."""
    if not isinstance(value, str):
        return value
    cell = library("openpyxl.cell").WriteOnlyCell(sheet, value="")
    cell.value = fitting(value)
    cell.data_type = "s"
    if bold:
        cell.font = library("openpyxl.styles").Font(bold=True)
    elif value.startswith(FORMULA):
        cell.quotePrefix = True
    return cell


def fitting(text: str) -> str:
    """The text as a cell can hold it: displayable, not too long, and "_x0041_" not taken for an escaped "A"."""
    escaped = _ESCAPE.sub("_x005F_", displayable(text))
    if _length(escaped) <= LONGEST:
        return escaped
    room = LONGEST - len(CUT)
    cut = escaped[:room].encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore")
    return cut + CUT


def _length(text: str) -> int:
    return len(text) if len(text) * 2 <= LONGEST else len(text.encode("utf-16-le")) // 2


def _copy_without_times(written: IO[bytes], out: BinaryIO) -> None:
    """Copy the zip without the times at which it was made, so that the same export gives the same bytes."""
    with zipfile.ZipFile(written) as source, zipfile.ZipFile(out, "w") as target:
        for entry in source.infolist():
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.external_attr = 0o600 << 16
            info.file_size = entry.file_size
            if entry.filename == "docProps/core.xml":
                target.writestr(info, _WRITTEN_AT.sub(b"", source.read(entry)))
                continue
            with source.open(entry) as reader, target.open(info, "w") as writer:
                shutil.copyfileobj(reader, writer)
