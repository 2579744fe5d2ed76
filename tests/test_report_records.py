"""What `selon read` prints as JSON: the contract, the schema, the page that documents it, and the way back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import fields
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from report_readings import failed, mine, readings

from selon.errors import RecordError
from selon.report.parsing import reading_from_record, readings_from_json
from selon.report.records import collection_of, line_of, record_of, to_json
from selon.types import (
    Block,
    Claim,
    Date,
    Document,
    Entity,
    Figure,
    Hedge,
    Layer,
    Notice,
    Overclaim,
    Reading,
    Span,
)

SCHEMA = json.loads(resources.files("selon.report").joinpath("schema/read.schema.json").read_text("utf-8"))
PAGE = (Path(__file__).parents[1] / "docs" / "output.md").read_text("utf-8")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)
PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    "reading", [mine(), failed(), Reading(Document("x", "", "", ()))], ids=["mine", "failed", "bare"]
)
def test_output_is_what_the_schema_says(reading: Reading) -> None:
    VALIDATOR.validate(json.loads(line_of(reading)))
    VALIDATOR.validate(json.loads(to_json(collection_of([reading, reading]), indent=2)))


@settings(max_examples=40)
@given(readings())
def test_any_reading_is_what_the_schema_says(reading: Reading) -> None:
    VALIDATOR.validate(json.loads(line_of(reading).encode("utf-8")))


def test_the_schema_refuses_what_is_wrong() -> None:
    record = json.loads(line_of(mine()))
    record["claims"][0]["standing"] = "true"
    assert not VALIDATOR.is_valid(record)


def test_keys_stand_in_the_documented_order() -> None:
    record: Any = record_of(mine())
    samples = {
        "reading": record,
        "collection": collection_of([]),
        "document": record["document"],
        "block": record["document"]["blocks"][0],
        "claim": record["claims"][0],
        "layer": record["claims"][0]["factuality"][0],
        "hedge": record["claims"][0]["hedges"][0],
        "span": record["claims"][0]["content"][0],
        "entity": record["entities"][0],
        "figure": record["figures"][0],
        "date": record["dates"][0],
        "overclaim": record["overclaims"][0],
        "notice": record["notices"][0],
    }
    assert samples.keys() == SCHEMA["$defs"].keys()
    for name, sample in samples.items():
        assert list(sample) == list(SCHEMA["$defs"][name]["properties"]) == SCHEMA["$defs"][name]["required"], name


@pytest.mark.parametrize(
    "record", [Reading, Document, Block, Claim, Layer, Hedge, Entity, Figure, Date, Overclaim, Notice, Span]
)
def test_nothing_that_a_record_holds_is_left_out(record: type) -> None:
    named = {field.name for field in fields(record)} - ({"document"} if record is Notice else set())
    assert named <= SCHEMA["$defs"][record.__name__.lower()]["properties"].keys()  # a notice in a reading is of its own


def test_every_field_is_described_and_documented() -> None:
    sections = dict(re.findall(r"^### [^\n]*<!-- (\w+) -->\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
    assert sections.keys() == SCHEMA["$defs"].keys()
    for name, shape in SCHEMA["$defs"].items():
        documented = re.findall(r"^\| `(\w+)` \|", sections[name], re.MULTILINE)
        assert documented == list(shape["properties"]), name
        assert all(field["description"].endswith(".") for field in shape["properties"].values()), name


@pytest.mark.parametrize("name", ["kind", "standing", "value", "modifier"])
def test_the_page_names_every_value_of_an_enumeration(name: str) -> None:
    for shape in SCHEMA["$defs"].values():
        for value in shape["properties"].get(name, {}).get("enum", ()):
            assert value in PAGE


@settings(max_examples=40)
@given(readings())
def test_there_and_back_without_loss(reading: Reading) -> None:
    line = line_of(reading)
    assert "\n" not in line
    (back,) = readings_from_json(line)
    assert line_of(back) == line
    strings = json.dumps(record_of(reading), ensure_ascii=False)
    if not PAIR.search(strings) and not PAIR.search(reading.text):
        assert back == reading


def test_numbers_are_written_as_people_write_them() -> None:
    figures = [Figure("f1", 0, 0, value) for value in (30000.0, 2.5, 1e300, float("inf"), None)]
    record: Any = record_of(Reading(Document("d", "", "fr", ()), figures=tuple(figures)))
    assert [figure["value"] for figure in record["figures"]] == [30000, 2.5, 1e300, None, None]
    assert '"value": 30000,' in to_json(record)


def test_a_lone_surrogate_comes_back_and_a_pair_keeps_its_length() -> None:
    (back,) = readings_from_json(line_of(Reading(Document("d", "a\ud83db", "fr", ()))))
    assert back.text == "a\ud83db"
    (back,) = readings_from_json(line_of(Reading(Document("d", "a\ud83d\ude00b", "fr", ()))))
    assert back.text == "a\ufffd\ufffdb"


def test_a_collection_and_lines_are_read_alike() -> None:
    both = (mine(), failed())
    assert readings_from_json(to_json(collection_of(both), indent=2)) == both
    assert readings_from_json("\n".join(map(line_of, both)) + "\n") == both
    assert readings_from_json(to_json(record_of(mine()), indent=1)) == (mine(),)


def test_keys_of_a_later_version_are_passed_over() -> None:
    record = json.loads(line_of(mine()))
    record["later"] = record["claims"][0]["later"] = {"start": 1}
    assert reading_from_record(record) == mine()


def _set(*path: Any, to: object) -> Callable[[Any], None]:
    def change(record: Any) -> None:
        for step in path[:-1]:
            record = record[step]
        record[path[-1]] = to

    return change


def _drop(*path: Any) -> Callable[[Any], None]:
    def change(record: Any) -> None:
        for step in path[:-1]:
            record = record[step]
        del record[path[-1]]

    return change


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (_set("schema", to=2), "schema: this version reads 1, got 2"),
        (_drop("schema"), "schema"),
        (_drop("entities"), "entities: missing"),
        (_drop("document", "text"), "document: Object missing required field `text`"),
        (_drop("claims", 0, "standing"), "claims[0]: Object missing required field `standing`"),
        (_set("claims", 0, "standing", to="true"), "claims[0].standing: Invalid enum value 'true'"),
        (_set("claims", 1, "content", 0, "start", to="1"), "claims[1].content[0].start: Expected `int`, got `str`"),
        (_set("claims", 1, "content", 0, "end", to=9999), "claims[1].content[0]: ["),
        (_set("claims", 1, "content", 0, "start", to=-1), "claims[1].content[0]: [-1,"),
        (_set("claims", 1, "content", 0, "text", to="Nous"), "claims[1].content[0].text: says 'Nous'"),
        (_set("notices", 0, "message", to=None), "notices[0].message: Expected `str`, got `null`"),
        (_set("figures", to={}), "figures: Expected `array`, got `object`"),
        (_set("document", to=None), "document: Expected `object`, got `null`"),
    ],
)
def test_what_is_malformed_is_named(change: Callable[[Any], None], named: str) -> None:
    record = json.loads(line_of(mine()))
    change(record)
    with pytest.raises(RecordError) as caught:
        reading_from_record(record)
    assert str(caught.value).startswith(named)


@pytest.mark.parametrize(
    ("written", "named"),
    [
        ("", "not JSON"),
        ("{", "not JSON"),
        ("[1]", "expected an object, got list"),
        ("[" * 100_000, "not JSON"),
        ('{"schema": 1, "readings": [{}]}', "readings[0]: schema"),
        (line_of(mine()) + "\n{}\n", "line 2: schema"),
        (line_of(mine()) + "\n{\n", "line 2: not JSON"),
    ],
)
def test_text_that_is_no_output_of_ours_is_refused(written: str, named: str) -> None:
    with pytest.raises(RecordError, match=re.escape(named)):
        readings_from_json(written)


def test_spans_show_their_words() -> None:
    record: Any = record_of(mine())
    first = record["claims"][1]["content"][0]
    assert first["text"] == "Nous ne descendrons plus" == mine().text_of(Span(first["start"], first["end"]))
