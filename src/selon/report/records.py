"""A `Reading` as the JSON object that `selon read` prints.

The contract is `schema/read.schema.json`, explained field by field in
docs/output.md. Keys stand in the documented order, spans carry their words,
and the same reading gives the same bytes. The way back is `parsing.py`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Iterable

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

SCHEMA = 1

Record = dict[str, object]

_LARGEST_EXACT = 2**53
_SURROGATE = re.compile("[\ud800-\udfff]")
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")


def record_of(reading: Reading) -> Record:
    """The JSON object of a reading, in the documented order of keys.

    Offsets are code points of `document.text`, half-open. A number that JSON
    has no word for (infinite, not a number) becomes null.
    """
    text = _SURROGATE_PAIR.sub("\ufffd\ufffd", reading.document.text)
    return {
        "schema": SCHEMA,
        "document": {**_document(reading.document), "text": text},
        "claims": [_claim(claim, text) for claim in reading.claims],
        "entities": [_entity(entity, text) for entity in reading.entities],
        "figures": [_figure(figure, text) for figure in reading.figures],
        "dates": [_date(date, text) for date in reading.dates],
        "overclaims": [_overclaim(overclaim) for overclaim in reading.overclaims],
        "notices": [notice_record(notice) for notice in reading.notices],
    }


def to_json(record: Record, *, indent: int | None = None) -> str:
    """A record as JSON that is always valid UTF-8 once encoded.

    Text stays readable (no escapes for accents); a lone surrogate is written
    as its escape, so that the text comes back as it was. Two surrogates that
    a JSON reader would join into one code point, and so shift every offset
    after them, are written as two replacement characters.
    """
    written = json.dumps(record, ensure_ascii=False, allow_nan=False, indent=indent)
    written = _SURROGATE_PAIR.sub("\ufffd\ufffd", written)
    return _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", written)


def line_of(reading: Reading) -> str:
    """A reading as one line of JSON Lines, without the line's end."""
    return to_json(record_of(reading))


def collection_of(readings: Iterable[Reading]) -> Record:
    """Several readings as the one object that `--format json` prints."""
    return {"schema": SCHEMA, "readings": [record_of(reading) for reading in readings]}


def _document(document: Document) -> Record:
    return {
        "id": document.id,
        "source": document.source,
        "url": document.url,
        "outlet": document.outlet,
        "title": document.title,
        "byline": document.byline,
        "published": document.published,
        "published_at": document.published_at,
        "lang": document.lang,
        "text": document.text,
        "text_offset": document.text_offset,
        "blocks": [_block(block) for block in document.blocks],
        "notices": [notice_record(notice) for notice in document.notices],
    }


def _block(block: Block) -> Record:
    return {"kind": block.kind.value, "start": block.start, "end": block.end}


def _claim(claim: Claim, text: str) -> Record:
    return {
        "id": claim.id,
        "kind": claim.kind.value,
        "rule": claim.rule,
        "parent": claim.parent,
        "source": _spans(claim.source, text),
        "cue": _spans(claim.cue, text),
        "content": _spans(claim.content, text),
        "entity": claim.entity,
        "via": list(claim.via),
        "standing": claim.standing.value,
        "factuality": [_layer(layer) for layer in claim.factuality],
        "reasons": list(claim.reasons),
        "hedges": [_hedge(hedge, text) for hedge in claim.hedges],
        "figures": list(claim.figures),
        "dates": list(claim.dates),
        "entities": list(claim.entities),
    }


def _layer(layer: Layer) -> Record:
    return {"by": layer.by, "value": layer.value.value}


def _hedge(hedge: Hedge, text: str) -> Record:
    return {"kind": hedge.kind.value, **_passage(hedge, text)}


def _entity(entity: Entity, text: str) -> Record:
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "wikidata": entity.wikidata,
        "mentions": _spans(entity.mentions, text),
    }


def _figure(figure: Figure, text: str) -> Record:
    return {
        "id": figure.id,
        "value": number_record(figure.value),
        "low": number_record(figure.low),
        "high": number_record(figure.high),
        "modifier": figure.modifier.value,
        "noun": figure.noun,
        "concept": figure.concept,
        "event": figure.event,
        "as_of": figure.as_of,
        **_passage(figure, text),
    }


def _date(date: Date, text: str) -> Record:
    return {"id": date.id, "edtf": date.edtf, **_passage(date, text)}


def _overclaim(overclaim: Overclaim) -> Record:
    return {"claim": overclaim.claim, "against": overclaim.against, "reason": overclaim.reason}


def notice_record(notice: Notice) -> Record:
    """A notice as it stands in every record."""
    return {"kind": notice.kind, "message": notice.message, "start": notice.start, "end": notice.end}


def _spans(spans: tuple[Span, ...], text: str) -> list[Record]:
    return [_passage(span, text) for span in spans]


def _passage(span: Span | Hedge | Figure | Date, text: str) -> Record:
    return {"start": span.start, "end": span.end, "text": text[span.start : span.end]}


def number_record(value: float | None) -> float | int | None:
    """A number as every record shows it: whole ones without a decimal point, none where JSON has no word for it."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if value == int(value) and abs(value) < _LARGEST_EXACT else value
