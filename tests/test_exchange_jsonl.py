"""JSON Lines: all that is kept goes out and comes back."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from typing import Any

import jsonschema
import pytest
from exchange_exports import judgements, kept, kept_documents, page, random_judgements, whole, written
from hypothesis import given, settings
from report_readings import mine

from selon.errors import RecordError
from selon.report.exchange import (
    Export,
    item_from_line,
    item_from_record,
    items_from_lines,
    judgement_from_record,
    judgement_record,
    kept_from_record,
    kept_record,
)
from selon.report.records import line_of, record_of, to_json
from selon.types import Judgement, Kept, Page, Reading

PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
SCHEMA = json.loads(resources.files("selon.report").joinpath("schema/read.schema.json").read_text("utf-8"))


def there_and_back(export: Export) -> list[object]:
    return list(items_from_lines(written("jsonl", export).splitlines(keepends=True)))


def test_all_comes_back() -> None:
    export = whole()
    assert there_and_back(export) == [*export.documents, *export.judgements]


def test_a_line_is_what_read_prints_and_one_key_more() -> None:
    record = kept_record(kept(mine()))
    assert list(record)[-1] == "ledger"
    assert {name: value for name, value in record.items() if name != "ledger"} == record_of(mine())
    assert list(record["ledger"]) == ["version", "latest", "address", "collected", "read_by", "story"]  # type: ignore[call-overload]


def test_the_reading_in_a_line_is_what_the_schema_says() -> None:
    for line in written("jsonl", replace(whole(), judgements=())).splitlines():
        record = json.loads(line)
        del record["ledger"]
        jsonschema.Draft202012Validator(SCHEMA).validate(record)


def test_a_bare_line_of_read_is_a_reading() -> None:
    record = json.loads(line_of(mine()))
    assert item_from_record(record) == mine()
    with pytest.raises(RecordError, match="ledger: missing"):
        kept_from_record(record)


@pytest.mark.parametrize(
    ("content", "encoding"),
    [
        ("<p>Déjà</p>\r\n", "text"),
        ("", "text"),
        ("a lone \ud800", "text"),
        ("<p>Déjà \U0001f525</p>\r\n\x00".encode(), "utf-8"),
        (b"\xef\xbb\xbf<p>", "utf-8"),
        (b"", "utf-8"),
        ("<p>Déjà</p>".encode("latin-1"), "base64"),
        (bytes(range(256)), "base64"),
    ],
)
def test_a_page_comes_back_byte_for_byte(content: bytes | str, encoding: str) -> None:
    whole_page = kept(mine(), page=page(content))
    record: Any = json.loads(to_json(kept_record(whole_page)))
    assert record["ledger"]["page"]["encoding"] == encoding
    assert list(record["ledger"]["page"]) == [
        "media", "encoding", "content", "source", "url", "outlet", "title", "published", "lang", "id", "fetched",
        "headers",
    ]  # fmt: skip
    found = kept_from_record(record)
    assert found == whole_page
    assert found.page is not None
    assert type(found.page.content) is type(content)


def _as_json_has_it(item: Any) -> Any:
    """Two surrogates that JSON would join are two U+FFFD, as `to_json` has it."""
    if isinstance(item, str):
        return PAIR.sub("\ufffd\ufffd", item)
    if isinstance(item, tuple):
        return tuple(_as_json_has_it(part) for part in item)
    if hasattr(item, "__dataclass_fields__"):
        return replace(item, **{name: _as_json_has_it(getattr(item, name)) for name in item.__dataclass_fields__})
    return item


@settings(max_examples=80, deadline=None)
@given(kept_documents)
def test_any_document_comes_back(document: Kept) -> None:
    (found,) = there_and_back(Export(documents=[document]))
    assert found == _as_json_has_it(document)


@settings(max_examples=40, deadline=None)
@given(random_judgements)
def test_any_judgement_comes_back(judgement: Judgement) -> None:
    (found,) = there_and_back(Export(judgements=[judgement]))
    assert found == _as_json_has_it(judgement)


def _without(record: Any, *path: str) -> Any:
    copy = json.loads(json.dumps(record))
    at = copy
    for name in path[:-1]:
        at = at[name]
    del at[path[-1]]
    return copy


def _with(record: Any, value: object, *path: str) -> Any:
    copy = json.loads(json.dumps(record))
    at = copy
    for name in path[:-1]:
        at = at[name]
    at[path[-1]] = value
    return copy


KEPT: Any = kept_record(kept(mine(), page=page(b"x")))
JUDGED: Any = judgement_record(judgements()[0])


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ([], "expected an object"),
        (_without(KEPT, "ledger", "version"), "ledger: Object missing required field `version`"),
        (_with(KEPT, "one", "ledger", "version"), "ledger.version"),
        (_with(KEPT, None, "ledger"), "ledger"),
        (_with(KEPT, "rot13", "ledger", "page", "encoding"), "ledger.page.encoding"),
        (_with(_with(KEPT, "base64", "ledger", "page", "encoding"), "é", "ledger", "page", "content"), "not base64"),
        (_with(KEPT, "\ud800", "ledger", "page", "content"), "not utf-8"),
        (_with(KEPT, [["a"]], "ledger", "page", "headers"), "ledger.page.headers"),
        (_without(KEPT, "claims"), "claims: missing"),
        (_with(KEPT, 2, "schema"), "schema: this version reads 1"),
    ],
)
def test_a_wrong_document_says_which_field(record: object, message: str) -> None:
    with pytest.raises(RecordError, match=re.escape(message)):
        kept_from_record(record)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        ("x", "expected an object"),
        (_with(JUDGED, "maybe", "judgement", "verdict"), "judgement.verdict"),
        (_without(JUDGED, "judgement", "by"), "judgement: Object missing required field `by`"),
        (_with(JUDGED, 7, "schema"), "schema: this version reads 1"),
    ],
)
def test_a_wrong_judgement_says_which_field(record: object, message: str) -> None:
    with pytest.raises(RecordError, match=re.escape(message)):
        judgement_from_record(record)


def test_unknown_keys_are_passed_over() -> None:
    later = _with(_with(KEPT, 1, "ledger", "later"), 1, "ledger", "page", "later")
    assert kept_from_record(later) == kept(mine(), page=page(b"x"))
    assert judgement_from_record(_with(JUDGED, 1, "judgement", "later")) == judgements()[0]


def test_a_wrong_line_is_named() -> None:
    with pytest.raises(RecordError, match="line 3: not JSON"):
        list(items_from_lines([line_of(mine()), "", "{"]))


def test_lines_may_be_bytes_or_text_and_of_every_kind() -> None:
    lines = [line_of(mine()), to_json(KEPT).encode(), b"\n", to_json(JUDGED)]
    assert [type(item) for item in items_from_lines(lines)] == [Reading, Kept, Judgement]
    assert item_from_line(lines[0]) == mine()
    with pytest.raises(RecordError, match="not JSON"):
        item_from_line(b"\xff")


def test_a_page_is_whole() -> None:
    """A field that `Page` gets later must not be lost in silence."""
    assert set(KEPT["ledger"]["page"]) == {*Page.__dataclass_fields__, "encoding"}
    assert {*KEPT["ledger"], "reading"} == set(Kept.__dataclass_fields__)
    assert set(JUDGED["judgement"]) == set(Judgement.__dataclass_fields__)
