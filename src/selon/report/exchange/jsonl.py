"""JSON Lines (jsonlines.org): all that the ledger keeps of each document, and what people judged; and the way back.

A line of a document is what `selon read --format jsonl` prints of it, with
one key more, "ledger". So whatever reads the one reads the other. A line of
a judgement has the keys "schema" and "judgement".

Nothing is lost, but for what is lost in `record_of` already (an infinite
figure, two surrogates that JSON would join, the document beside a notice).
"""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields
from typing import Any, BinaryIO, Literal

from selon.errors import RecordError
from selon.report.exchange.export import Export
from selon.report.exchange.text import write_text
from selon.report.kept import judging_record, keeping_record
from selon.report.parsing import converted, reading_from_record
from selon.report.records import SCHEMA, Record, record_of, to_json
from selon.types import Judgement, Kept, Page, Reading

Item = Kept | Reading | Judgement
"""What a line can be."""

_PAGE = ("media", "encoding", "content", "source", "url", "outlet", "title", "published", "lang", "id", "fetched")


def write_jsonl(out: BinaryIO, export: Export) -> int:
    """Write a line for each document, then one for each judgement."""
    number = 0
    for record in records_of(export):
        write_text(out, to_json(record) + "\n")
        number += 1
    return number


def records_of(export: Export) -> Iterator[Record]:
    """The objects of an export in their order."""
    for kept in export.documents:
        yield kept_record(kept)
    for judgement in export.judgements:
        yield judgement_record(judgement)


def kept_record(kept: Kept) -> Record:
    """The object of a document as the ledger keeps it; `page` is left out where the ledger has none."""
    ledger = keeping_record(kept)
    if kept.page is not None:
        ledger["page"] = page_record(kept.page)
    return {**record_of(kept.reading), "ledger": ledger}


def page_record(page: Page) -> Record:
    """The object of a page. `encoding` says how `content` came to be a string.

    "utf-8" are bytes that are valid UTF-8, shown as text; "base64" are other
    bytes (RFC 4648, section 4); "text" was text already. So the same bytes
    come back, and text as text.
    """
    encoding, content = _encoded(page.content)
    values: Record = {"encoding": encoding, "content": content}
    record: Record = {name: values[name] if name in values else getattr(page, name) for name in _PAGE}
    return {**record, "headers": [list(header) for header in page.headers]}


def judgement_record(judgement: Judgement) -> Record:
    """The object of a judgement."""
    return {"schema": SCHEMA, "judgement": judging_record(judgement)}


def _encoded(content: bytes | str) -> tuple[str, str]:
    if isinstance(content, str):
        return "text", content
    try:
        return "utf-8", content.decode("utf-8")
    except UnicodeDecodeError:
        return "base64", base64.b64encode(content).decode("ascii")


# ---------------------------------------------------------------- the way back


@dataclass(frozen=True, slots=True)
class _Page(Page):
    """A page whose content is a string; `encoding` says how it came to be one."""

    content: str
    encoding: Literal["text", "utf-8", "base64"] = field(kw_only=True)


@dataclass(frozen=True, slots=True)
class _Kept(Kept):
    """A document with such a page."""

    page: _Page | None = None


@dataclass(frozen=True, slots=True)
class _KeptLine:
    ledger: _Kept


@dataclass(frozen=True, slots=True)
class _JudgementLine:
    judgement: Judgement


def kept_from_record(record: object) -> Kept:
    """The document of an object as `kept_record` makes it. Keys that are not known are passed over.

    Raises `RecordError` that names the field where the object is no reading,
    or says nothing of a ledger (a line of `selon read`: `item_from_record`
    and `reading_from_record` read that).
    """
    if not isinstance(record, dict):
        raise RecordError(f"expected an object, got {type(record).__name__}")
    if "ledger" not in record:
        raise RecordError("ledger: missing; this is a reading that no ledger kept")
    reading = reading_from_record({name: value for name, value in record.items() if name != "ledger"})
    ledger = record["ledger"]
    given = {**ledger, "reading": reading} if isinstance(ledger, dict) else ledger
    kept = converted({"ledger": given}, _KeptLine).ledger
    return Kept(**{**_values(kept, Kept), "page": _page(kept.page) if kept.page else None})


def judgement_from_record(record: object) -> Judgement:
    """The judgement of an object as `judgement_record` makes it; else `RecordError` that names the field."""
    if not isinstance(record, dict):
        raise RecordError(f"expected an object, got {type(record).__name__}")
    if record.get("schema") != SCHEMA:
        raise RecordError(f"schema: this version reads {SCHEMA}, got {record.get('schema')!r}")
    return converted(record, _JudgementLine).judgement


def item_from_record(record: object) -> Item:
    """Whatever an object of such a file is: a document, a bare reading, or a judgement; else `RecordError`."""
    if isinstance(record, dict) and "judgement" in record:
        return judgement_from_record(record)
    if isinstance(record, dict) and "ledger" in record:
        return kept_from_record(record)
    return reading_from_record(record)


def item_from_line(line: str | bytes) -> Item:
    """What one line of such a file is; else `RecordError` that names the field."""
    try:
        record = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(f"not JSON: {error}") from error
    return item_from_record(record)


def items_from_lines(lines: Iterable[str | bytes]) -> Iterator[Item]:
    """What the lines of such a file are, one at a time; blank ones are passed over.

    Raises `RecordError` that names the line and the field.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield item_from_line(line)
        except RecordError as error:
            raise RecordError(f"line {number}: {error}") from error


def _page(page: _Page) -> Page:
    return Page(**{**_values(page, Page), "content": _decoded(page)})


def _values(record: Kept | Page, shape: type[Kept | Page]) -> dict[str, Any]:
    return {one.name: getattr(record, one.name) for one in fields(shape)}


def _decoded(page: _Page) -> bytes | str:
    if page.encoding == "text":
        return page.content
    try:
        if page.encoding == "utf-8":
            return page.content.encode("utf-8")
        return base64.b64decode(page.content, validate=True)
    except (UnicodeEncodeError, binascii.Error, ValueError) as error:
        raise RecordError(f"ledger.page.content: not {page.encoding}: {error}") from error
