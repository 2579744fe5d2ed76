"""What `selon trace` prints as JSON: the contract, the schema, and the page that documents it."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from importlib import resources
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import given, settings
from trace_readings import TEXTS, alone, told, traces

from selon.report.records import to_json
from selon.report.trace.records import trace_record
from selon.types import Notice, Trace

SCHEMA = json.loads(resources.files("selon.report").joinpath("schema/trace.schema.json").read_text("utf-8"))
PAGE = (Path(__file__).parents[1] / "docs" / "output.md").read_text("utf-8")
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def written(trace: Trace) -> Any:
    return json.loads(to_json(trace_record(trace)))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("trace", [told(), alone(), Trace((), (), "")], ids=["told", "alone", "none"])
def test_output_is_what_the_schema_says(trace: Trace) -> None:
    VALIDATOR.validate(written(trace))


@settings(max_examples=40, deadline=None)
@given(traces())
def test_any_trace_is_what_the_schema_says(trace: Trace) -> None:
    VALIDATOR.validate(json.loads(to_json(trace_record(trace)).encode("utf-8")))


def test_the_schema_refuses_what_is_wrong() -> None:
    record = written(told())
    record["stories"][0]["lineage"][0]["relation"] = "stole"
    assert not VALIDATOR.is_valid(record)


def test_the_names_of_the_contract() -> None:
    story = written(told())["stories"][0]
    edge = story["lineage"][1]
    assert (edge["from"], edge["to"], edge["relation"], edge["directed"]) == ("sorvane", "valley", "translation", True)
    assert edge["reasons"][0]["text"] == "3 of 3 sentences say the same, in the same order"
    claim = story["claims"][0]
    assert (claim["origins"]["low"], claim["origins"]["high"], claim["origins"]["roots"]) == (1, 2, ["sorvane"])
    assert (claim["changes"][0]["from"], claim["changes"][0]["direction"]) == ("sorvane", "hardening")
    assert claim["conflicts"][0]["between"] == ["sorvane", "lune"]
    point = story["figures"][0]["points"][0]
    assert (point["value"], point["modifier"], point["by"], point["as_of"]) == (12, "at_least", "prefecture", None)
    assert story["overclaims"][0]["against"] == "c5"
    assert story["summary"].startswith("7 retellings")


def test_passages_show_their_words() -> None:
    def walk(found: Any, document: str | None) -> None:
        if isinstance(found, dict):
            document = found.get("document") or document
            if document in TEXTS and found.get("start") is not None:
                assert found["text"] == TEXTS[document][3][found["start"] : found["end"]]
        for inner in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
            walk(inner, document)

    walk(written(told())["stories"], None)


def test_documents_say_whether_they_were_read() -> None:
    read = {document["id"]: document["read"] for document in written(told())["documents"]}
    assert [name for name, was in read.items() if not was] == ["faro"]


def test_notices_name_their_document() -> None:
    trace = replace(told(), notices=(Notice("source-failed", "there is no such file", document="gone.html"),))
    assert written(trace)["notices"][0]["document"] == "gone.html"


def test_keys_stand_in_the_documented_order() -> None:
    record: Any = trace_record(told())
    story = record["stories"][0]
    claim, series = story["claims"][0], story["figures"][0]
    samples = {
        "trace": record,
        "document": record["documents"][0],
        "story": story,
        "edge": story["lineage"][0],
        "reason": story["lineage"][0]["reasons"][0],
        "passage": story["lineage"][0]["reasons"][0]["from"],
        "citation": story["cited"][0],
        "claim": claim,
        "origins": claim["origins"],
        "instance": claim["instances"][0],
        "change": claim["changes"][0],
        "conflict": claim["conflicts"][0],
        "series": series,
        "point": series["points"][0],
        "update": series["updates"][0],
        "entity": story["entities"][0],
        "member": story["entities"][0]["members"][0],
        "overclaim": story["overclaims"][0],
        "notice": record["notices"][0],
    }
    assert samples.keys() == SCHEMA["$defs"].keys()
    for name, sample in samples.items():
        assert list(sample) == list(SCHEMA["$defs"][name]["properties"]) == SCHEMA["$defs"][name]["required"], name


def test_every_field_is_described_and_documented() -> None:
    sections = dict(re.findall(r"^### [^\n]*<!-- trace:(\w+) -->\n(.*?)(?=^##|\Z)", PAGE, re.MULTILINE | re.DOTALL))
    assert sections.keys() == SCHEMA["$defs"].keys()
    for name, shape in SCHEMA["$defs"].items():
        assert re.findall(r"^\| `(\w+)` \|", sections[name], re.MULTILINE) == list(shape["properties"]), name
        for field in shape["properties"].values():
            assert field["description"].endswith("."), name
            assert all(f"`{value}`" in sections[name] for value in field.get("enum", ())), name


def test_the_same_trace_makes_the_same_bytes() -> None:
    assert to_json(trace_record(told()), indent=2) == to_json(trace_record(told()), indent=2)
