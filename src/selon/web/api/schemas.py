"""The shapes of what the API answers, as JSON Schema: of readings and traces as they are published, and the rest."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from importlib import resources
from typing import Any

from selon.types import EntityKind, Finding, Kind, Outcome, Standing, Verdict
from selon.web.api.asked import ArticleBody, JudgementBody, Schema, UndoBody, body_schemas

_TEXT: Schema = {"type": "string"}
_MAYBE_TEXT: Schema = {"type": ["string", "null"]}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_MAYBE_COUNT: Schema = {"type": ["integer", "null"], "minimum": 0}
_FLAG: Schema = {"type": "boolean"}
_SCHEMA: Schema = {"const": 1}


def ref(name: str) -> Schema:
    """A shape by its name."""
    return {"$ref": f"#/components/schemas/{name}"}


def shape(about: str, /, **parts: Schema) -> Schema:
    """An object with these parts and no others, all of them there."""
    return {
        "type": "object",
        "description": about,
        "properties": parts,
        "required": list(parts),
        "additionalProperties": False,
    }


def many(of: Schema) -> Schema:
    """A list of them."""
    return {"type": "array", "items": of}


def _values(kind: type[Any], *, maybe: bool = False) -> Schema:
    values = [one.value for one in kind]
    return {"enum": [*values, None] if maybe else values}


@functools.cache
def all_schemas() -> Mapping[str, Schema]:
    """All shapes by name."""
    return {
        **_published("read"),
        **_published("trace"),
        **body_schemas(ArticleBody, JudgementBody, UndoBody),
        **_heads(),
        **_answers(),
    }


def _published(name: str) -> dict[str, Schema]:
    """The shapes of a published schema, under names that begin with its own."""
    text = resources.files("selon.report").joinpath(f"schema/{name}.schema.json").read_text("utf-8")
    moved = json.loads(text.replace('"#/$defs/', f'"#/components/schemas/{name}.'))
    return {f"{name}.{part}": schema for part, schema in moved["$defs"].items()}


def _heads() -> dict[str, Schema]:
    """What lists say of stories, documents, persons."""
    return {
        "StoryHead": shape(
            "What lists say of a story; the counts from origins on are null as long as it was not traced.",
            id=_TEXT, title=_TEXT, documents=_COUNT, outlets=many(_TEXT), langs=many(_TEXT), first=_MAYBE_TEXT,
            last=_MAYBE_TEXT,
            origins={"anyOf": [shape("From how many to how many.", low=_COUNT, high=_COUNT), {"type": "null"}]},
            hardened=_MAYBE_COUNT, conflicts=_MAYBE_COUNT, overclaims=_MAYBE_COUNT,
        ),
        "DocumentHead": shape(
            "What lists say of a document.",
            id=_TEXT, version=_COUNT, outlet=_MAYBE_TEXT, lang=_TEXT, published=_MAYBE_TEXT, title=_MAYBE_TEXT,
            url=_MAYBE_TEXT, collected=_MAYBE_TEXT, story=_MAYBE_TEXT, claims=_COUNT,
        ),
        "EntityHead": shape(
            "A person, body or place.",
            id=_TEXT, name=_TEXT, kind=_values(EntityKind), variants=many(_TEXT), claims=_COUNT, documents=_COUNT,
        ),
        "Hit": shape(
            "A claim or a document that was found; marks are offsets into text.",
            document=ref("DocumentHead"), claim=_MAYBE_TEXT, kind=_values(Kind, maybe=True),
            standing=_values(Standing, maybe=True), holder={"anyOf": [ref("EntityHead"), {"type": "null"}]},
            start=_COUNT, end=_COUNT, text=_TEXT, marks=many(shape("A stretch.", start=_COUNT, end=_COUNT)),
            rejected=_FLAG,
        ),
        "Target": shape(
            "What is judged.", id=_TEXT, start=_MAYBE_COUNT, end=_MAYBE_COUNT, text=_MAYBE_TEXT, name=_MAYBE_TEXT
        ),
        "Judgement": shape(
            "What a person judged; undone is null as long as it is in force.",
            id=_COUNT, verdict=_values(Verdict), about=_values(Finding), targets=many(ref("Target")), by=_TEXT,
            why=_TEXT, at=_TEXT, undone=_MAYBE_TEXT, undone_by=_MAYBE_TEXT,
        ),
    }  # fmt: skip


def _answers() -> dict[str, Schema]:
    """What whole answers are."""
    listed = {"schema": _SCHEMA, "total": _COUNT, "page": _COUNT, "size": _COUNT}
    return {
        "Problem": shape(
            "Why there is no answer (RFC 9457).", type=_TEXT, title=_TEXT, status={"type": "integer"}, detail=_TEXT
        ),
        "Stories": shape("A page of stories, the newest first.", **listed, stories=many(ref("StoryHead"))),
        "Story": {
            "description": "A story whole: as `selon trace` prints it, with revisions and judgements.",
            "allOf": [ref("trace.trace")],
            "properties": {
                "revisions": {"type": "array", "items": {"type": "object"}},
                "judgements": many(ref("Judgement")),
            },
            "required": ["revisions", "judgements"],
        },
        "Documents": shape(
            "A page of documents.", schema=_SCHEMA, page=_COUNT, size=_COUNT, documents=many(ref("DocumentHead"))
        ),
        "Document": shape(
            "A document as it is kept, with its reading as `selon read` prints it.",
            schema=_SCHEMA, version=_COUNT, latest=_FLAG, address=_TEXT, collected=_TEXT, read_by=_TEXT,
            story=_MAYBE_TEXT, reading=ref("read.reading"),
        ),
        "Found": shape(
            "A page of what was found; where more is true the best were told among the newest total.",
            schema=_SCHEMA, query={"type": "object"}, total=_COUNT, more=_FLAG, hits=many(ref("Hit")),
        ),
        "Entities": shape("Whom a name can mean.", schema=_SCHEMA, entities=many(ref("EntityHead"))),
        "Who": shape(
            "What somebody is said to have said.",
            schema=_SCHEMA, entity=ref("EntityHead"), documents=many(ref("trace.document")),
            contradictions=many(ref("trace.conflict")), differing=many(ref("trace.change")),
            topics=many(shape("A story.", story=ref("StoryHead"), claims=many(ref("trace.claim")))),
            others=many(ref("EntityHead")), more=_COUNT,
        ),
        "Figures": shape(
            "Numbers through time, a series a quantity.",
            schema=_SCHEMA, words=_TEXT, documents=many(ref("trace.document")), series=many(ref("trace.series")),
            entities=many(ref("trace.entity")),
        ),
        "Judgements": shape("What people judged.", schema=_SCHEMA, judgements=many(ref("Judgement"))),
        "Added": shape(
            "What became of an article.",
            schema=_SCHEMA, outcome=_values(Outcome), document=_TEXT, version=_COUNT, story=_MAYBE_TEXT,
        ),
        "Stats": {"description": "How much the ledger holds.", "type": "object", "required": ["schema", "documents"]},
    }  # fmt: skip
