"""What a ledger answers as JSON: documented keys in their order, and passages that are the documents' words."""

from __future__ import annotations

import json
from collections.abc import Iterator
from importlib import resources
from typing import Any

import jsonschema
import pytest
from ledger_answers import (
    ADDED,
    FAULTS,
    FOUND,
    HEADS,
    JUDGED,
    STATS,
    counted,
    nobody,
    revision,
    traced,
    who,
)

from selon.report.ledger.adding import summary_of
from selon.report.ledger.records import (
    added_record,
    faults_record,
    figures_record,
    found_record,
    judgements_record,
    stats_record,
    stories_record,
    story_record,
    who_record,
)
from selon.report.records import Record, to_json
from selon.types import TracedStory

RECORDS: dict[str, Record] = {
    "stories": stories_record(HEADS, total=143),
    "story": story_record(traced(), (revision(),)),
    "found": found_record(FOUND),
    "who": who_record(who()),
    "nobody": who_record(nobody()),
    "figures": figures_record(counted()),
    "judgements": judgements_record(JUDGED),
    "added": added_record(summary_of(ADDED, 201.4)),
    "stats": stats_record(STATS),
    "faults": faults_record(FAULTS),
}

KEYS = {
    "stories": "schema total page size stories",
    "story": "schema method documents stories notices revisions judgements",
    "found": "schema query total more hits",
    "who": "schema entity documents contradictions differing topics others more",
    "nobody": "schema entity documents contradictions differing topics others more",
    "figures": "schema words documents series entities",
    "judgements": "schema judgements",
    "added": "schema seconds pages outcomes whys",
    "stats": "schema ledger_schema size documents versions stories claims entities figures judgements outlets langs "
    "read_by first last",
    "faults": "schema faults",
}


@pytest.mark.parametrize("answer", RECORDS)
def test_keys_stand_in_their_order(answer: str) -> None:
    read = json.loads(to_json(RECORDS[answer]))
    assert " ".join(read) == KEYS[answer]
    assert read == RECORDS[answer]


def test_a_story_head_that_was_not_traced_has_nulls() -> None:
    mill, garden, _ = _read("stories")["stories"]
    assert mill["origins"] == {"low": 1, "high": 2}
    assert [garden[key] for key in ("origins", "hardened", "conflicts", "overclaims")] == [None] * 4


def test_a_story_is_a_trace() -> None:
    schema = json.loads(resources.files("selon.report").joinpath("schema/trace.schema.json").read_text("utf-8"))
    jsonschema.validate(_read("story"), schema)
    assert _read("story")["stories"][0]["id"] == "s12"


def test_a_revision_has_the_words_of_either_version() -> None:
    (found,) = _read("story")["revisions"]
    (why,) = found["changes"][0]["reasons"]
    assert (why["from"]["document"], why["from"]["text"]) == ("older", "Workers may have blocked the gate")
    assert (why["to"]["document"], why["to"]["text"]) == ("newer", "Workers blocked the gate")
    assert [claim["text"] for claim in found["gone"]] == ["The mayor was not there"]
    assert [claim["text"] for claim in found["new"]] == ["Nine of them were heard"]


@pytest.mark.parametrize(
    ("answer", "asked"),
    [("story", traced()), ("who", who()), ("figures", counted())],
    ids=["story", "who", "figures"],
)
def test_passages_are_the_documents_words(answer: str, asked: TracedStory) -> None:
    texts = {reading.document.id: reading.text for reading in asked.readings}
    passages = [found for found in _passages(_read(answer)) if found["document"] in texts]
    assert passages
    for found in passages:
        assert texts[found["document"]][found["start"] : found["end"]] == found["text"]


def _passages(part: Any) -> Iterator[dict[str, Any]]:
    if isinstance(part, dict):
        if {"document", "start", "end", "text"} <= part.keys() and isinstance(part["document"], str):
            yield part
        part = list(part.values())
    if isinstance(part, list):
        for inner in part:
            yield from _passages(inner)


def test_a_hit_has_its_document_its_holder_and_its_marks() -> None:
    first, second, third, page = _read("found")["hits"]
    assert first["document"]["id"] == "sorvane"
    assert first["marks"] == [{"start": 64, "end": 72}]
    assert first["text"][64:72] == "filature"
    assert second["holder"]["name"] == "Jean Aubrac"
    assert third["rejected"]
    assert (page["claim"], page["standing"], page["holder"]) == (None, None, None)


def test_every_outcome_is_counted() -> None:
    assert _read("added")["outcomes"] == {
        "added": 1180,
        "unchanged": 20,
        "new-version": 1,
        "skipped": 312,
        "failed": 3,
    }
    assert _read("added")["whys"][1] == {
        "outcome": "failed",
        "kind": "fetch-failed",
        "message": "HTTP 404",
        "count": 2,
        "example": "https://lune.example/1",
    }


def _read(answer: str) -> dict[str, Any]:
    read = json.loads(to_json(RECORDS[answer]))
    assert isinstance(read, dict)
    return read
