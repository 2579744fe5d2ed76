"""CSV, XLSX and Parquet: a claim a row, and no article that gets a spreadsheet to do anything."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from dataclasses import replace
from typing import Any

import openpyxl
import pyarrow.parquet
import pytest
from exchange_exports import NASTY, kept, kept_documents, nasty, whole, written
from hypothesis import given, settings
from lxml import etree
from report_readings import TEXT, mine, standing_in_turn

from selon.report.exchange import Export, parquet, xlsx
from selon.report.exchange.comma import guarded
from selon.report.exchange.rows import CLAIM_COLUMNS, MORE_OF_DOCUMENTS
from selon.types import Kept, Standing

NAMES = [column.name for column in CLAIM_COLUMNS]


def csv_rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8"), newline="")))


# ---------------------------------------------------------------- CSV


def test_a_row_a_claim() -> None:
    rows = csv_rows(written("csv", Export([kept(mine())])))
    assert len(rows) == len(mine().claims)
    assert list(rows[0]) == NAMES
    figure, denied, nested = rows[2], rows[3], rows[5]
    assert figure == {
        "document": "valbrune-1", "version": "1", "outlet": "La Gazette de Valbrune",
        "title": "Des mineurs auraient cessé le travail à Valbrune", "url": "", "published": "2021-05-04",
        "collected": "2024-03-01T08:40:00Z", "lang": "fr", "story": "s1", "claim": "c3", "parent": "",
        "kind": "according", "standing": "attributed", "source": "la préfecture", "cue": "Selon",
        "content": "au moins 1 200 mineurs étaient présents le 3 mai 2021", "holder": "la préfecture",
        "relayed_by": "", "factuality_author": "Uu", "factuality_source": "CT+", "hedges": "",
        "figures": "at least 1,200 mineurs", "dates": "3 mai 2021 (2021-05-03)",
        "start": str(TEXT.index("au moins")), "end": str(TEXT.index("2021. ") + 4),
    }  # fmt: skip
    assert (denied["standing"], denied["factuality_source"]) == ("denied", "CT-")
    assert (nested["parent"], nested["relayed_by"], nested["hedges"]) == ("c5", "Le porte-parole", "pourrait (modal)")
    assert rows[1]["content"] == "Nous ne descendrons plus … tant que la direction se tait"
    assert (rows[0]["holder"], rows[0]["source"], rows[0]["kind"]) == ("", "", "author")


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("+1", "'+1"), ("-1", "'-1"), ("@SUM(A1)", "'@SUM(A1)"), ("\t=1", "'\t=1"),
        ("\r=1", "'\n=1"), ("\n=1", "'\n=1"), ("\x00=1", "'␀=1"), ("＝1", "'＝1"), ("a=1", "a=1"), ("", ""),
        (None, ""), (7, "7"), ("'=1", "'=1"), ("\ud800", "\ufffd"), ("a\u202eb", "a\ufffdb"), ("\x1b[31m", "␛[31m"),
    ],
)  # fmt: skip
def test_no_cell_is_a_formula(cell: str | int | None, safe: str) -> None:
    assert guarded(cell) == safe


def test_csv_is_as_rfc_4180_says() -> None:
    content = written("csv", whole())
    assert content.startswith(b'"document",')
    assert content.endswith(b'"\r\n')
    assert all(line.startswith('"') for line in content.decode().split("\r\n")[:-1])


def test_csv_for_excel_has_a_byte_order_mark() -> None:
    assert written("csv-excel", whole()) == b"\xef\xbb\xbf" + written("csv", whole())


@settings(max_examples=30, deadline=None)
@given(kept_documents)
def test_any_document_gives_whole_rows(document: Kept) -> None:
    rows = csv_rows(written("csv", Export([document])))
    assert len(rows) == len(document.reading.claims)
    for row in rows:
        assert list(row) == NAMES
        assert not any(value.startswith(("=", "+", "-", "@", "\t", "\r", "\n")) for value in row.values())


# ---------------------------------------------------------------- XLSX


def workbook(export: Export) -> Any:
    return openpyxl.load_workbook(io.BytesIO(written("xlsx", export)))


def test_three_sheets() -> None:
    book = workbook(whole())
    assert book.sheetnames == ["claims", "documents", "columns"]
    claims, documents, columns = (list(sheet.values) for sheet in book)
    assert list(claims[0]) == NAMES
    assert list(documents[0]) == [column.name for column in MORE_OF_DOCUMENTS]
    assert len(documents) == 1 + len(list(whole().documents))
    assert {row[1] for row in columns[1:] if row[0] == "claims"} == set(NAMES)
    assert all(row[2].endswith(".") for row in columns[1:])
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet["A1"].font.bold
    assert book["claims"].column_dimensions["D"].width == 40


def test_xlsx_has_the_words_of_the_csv() -> None:
    (row,) = (row for row in workbook(Export([kept(mine())]))["claims"].values if row[NAMES.index("claim")] == "c3")
    expected = csv_rows(written("csv", Export([kept(mine())])))[2]
    assert {name: str(cell or "") for name, cell in zip(NAMES, row, strict=True)} == expected
    assert isinstance(row[NAMES.index("start")], int)


@pytest.mark.parametrize("text", ["=1+1", '=HYPERLINK("http://x")', "#N/A", "#REF!", "+1", "@x", "-2", "007", "1e5"])
def test_text_stays_text(text: str) -> None:
    reading = standing_in_turn(Standing.STATED, text)
    cell = workbook(Export([kept(reading)]))["claims"].cell(2, NAMES.index("content") + 1)
    assert (cell.value, cell.data_type) == (text, "s")
    assert bool(cell.quotePrefix) == text.startswith(("=", "+", "@", "-"))


def test_what_cannot_stand_in_a_cell_is_seen() -> None:
    row = next(iter(workbook(Export([kept(nasty())]))["claims"].iter_rows(min_row=2, values_only=True)))
    assert row[0] == "=cmd|'/c calc'!A0 \U0001f525\ufffdabc\ufffd ␀␇␛ \ufffd \U000103a0 _x005F_x0041_ {\\}%"


@pytest.mark.parametrize("letter", ["a", "é", "\U0001f525"])
@pytest.mark.parametrize("more", [-1, 0, 1, 50_000])
def test_a_text_too_long_for_a_cell_says_so(letter: str, more: int) -> None:
    units = len(letter.encode("utf-16-le")) // 2
    text = letter * (32_767 // units + more)
    fitted = xlsx.fitting(text)
    assert len(fitted.encode("utf-16-le")) // 2 <= 32_767
    assert (fitted == text) == (more <= 0)
    assert fitted == text or fitted.endswith(xlsx.CUT)
    reading = standing_in_turn(Standing.STATED, text)
    assert workbook(Export([kept(reading)]))["claims"].cell(2, NAMES.index("content") + 1).value == fitted


def test_a_full_sheet_goes_on_in_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MOST_ROWS", 5)
    book = workbook(Export([kept(mine()), kept(mine())]))
    assert book.sheetnames == ["claims", "claims 2", "claims 3", "documents", "columns"]
    assert [book[f"claims{part}"].max_row for part in ("", " 2", " 3")] == [5, 5, 5]
    assert book["claims 3"]["A1"].value == "document"


def test_the_parts_are_well_formed_and_have_no_times() -> None:
    with zipfile.ZipFile(io.BytesIO(written("xlsx", whole()))) as parts:
        assert parts.testzip() is None
        for entry in parts.infolist():
            etree.fromstring(parts.read(entry))
            assert entry.date_time == (1980, 1, 1, 0, 0, 0)
            assert b"<f>" not in parts.read(entry)
        assert not re.search(rb"created|modified", parts.read("docProps/core.xml"))


@settings(max_examples=30, deadline=None)
@given(kept_documents)
def test_any_document_fits_a_workbook(document: Kept) -> None:
    assert workbook(Export([document]))["claims"].max_row == 1 + len(document.reading.claims)


# ---------------------------------------------------------------- Parquet


def table(export: Export) -> Any:
    return pyarrow.parquet.read_table(io.BytesIO(written("parquet", export)))


def test_parquet_has_types_and_lists() -> None:
    found = table(Export([kept(mine())]))
    assert found.num_rows == len(mine().claims)
    row = found.to_pylist()[2]
    text = "au moins 1 200 mineurs étaient présents le 3 mai 2021"
    start = TEXT.index(text)
    assert row["content"] == [{"start": start, "end": start + len(text), "text": text}]
    assert (row["version"], row["latest"], row["published"]) == (1, True, "2021-05-04")
    (figure,) = row["figures"]
    assert (figure["value"], figure["low"], figure["modifier"], figure["noun"]) == (1200.0, None, "at_least", "mineurs")
    assert row["factuality"] == [{"by": "author", "value": "Uu"}, {"by": "e2", "value": "CT+"}]
    assert row["dates"][0]["edtf"] == "2021-05-03"
    assert (row["url"], row["parent"]) == (None, None)
    assert found.to_pylist()[5]["hedges"][0]["kind"] == "modal"


def test_parquet_shares_the_names_of_the_csv() -> None:
    assert set(NAMES) <= set(table(whole()).column_names)


def test_parquet_comes_in_row_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROW_GROUP", 4)
    content = written("parquet", Export([kept(mine()), kept(mine())]))
    file = pyarrow.parquet.ParquetFile(io.BytesIO(content))
    assert (file.metadata.num_rows, file.metadata.num_row_groups) == (12, 3)


def test_parquet_keeps_text_as_it_is() -> None:
    (row, *_) = table(Export([kept(nasty())])).to_pylist()
    assert row["outlet"] == NASTY.replace("\ud800", "\ufffd")


def test_parquet_without_claims_still_has_its_columns() -> None:
    assert table(Export()).schema == table(whole()).schema


@settings(max_examples=30, deadline=None)
@given(kept_documents)
def test_any_document_fits_the_table(document: Kept) -> None:
    rows = table(Export([document])).to_pylist()
    assert [row["claim"] for row in rows] == [claim.id for claim in document.reading.claims]
    text = "".join("\ufffd" if "\ud800" <= letter <= "\udfff" else letter for letter in document.reading.text)
    for row in rows:
        for passage in (*row["source"], *row["content"], *row["hedges"], *row["figures"]):
            assert text[passage["start"] : passage["end"]] == passage["text"]


def test_versions_stand_apart() -> None:
    rows = table(Export([kept(mine()), replace(kept(mine()), version=2, latest=False)])).to_pylist()
    assert {(row["version"], row["latest"]) for row in rows} == {(1, True), (2, False)}
