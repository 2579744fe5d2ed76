"""Apache Parquet: a table of claims with typed columns, lists as lists, for pandas, DuckDB, R and the like."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.report.exchange.claims import author_factuality, holder_name, source_factuality, whole_span
from selon.report.exchange.export import Export, library
from selon.report.exchange.rows import ClaimRow, claim_rows
from selon.report.exchange.text import well_formed
from selon.report.interface import load_interface
from selon.report.records import number_record
from selon.report.words import figure_words
from selon.types import Hedge, Span

ROW_GROUP = 5_000
"""Claims that are held in memory and written together."""


def write_parquet(out: BinaryIO, export: Export) -> int:
    """Write the claims in row groups, as they come.

    Dates are strings in EDTF, moments strings in ISO 8601: a Parquet
    timestamp would have to invent an hour, or a day, that nobody knows. What
    is not known is null. Text is exact, but for surrogates, which UTF-8 has no
    form for (each is a U+FFFD). `start` and `end` count code points.
    """
    pyarrow, parquet = library("pyarrow"), library("pyarrow.parquet")
    schema = _schema(pyarrow)
    rows = _rows(export)
    number = 0
    with parquet.ParquetWriter(out, schema, compression="zstd") as writer:
        while batch := list(itertools.islice(rows, ROW_GROUP)):
            writer.write_table(pyarrow.Table.from_pylist(batch, schema=schema))
            number += len(batch)
    return number


def _schema(pyarrow: Any) -> Any:
    text, count, number = pyarrow.string(), pyarrow.int64(), pyarrow.float64()
    place = [("start", count), ("end", count), ("text", text)]
    passages = pyarrow.list_(pyarrow.struct(place))
    words = ("id", "words", "modifier", "noun", "concept", "event", "as_of")
    numbers = ("value", "low", "high")
    figure = [(name, text) for name in words] + [(name, number) for name in numbers] + place
    return pyarrow.schema(
        [
            *((name, text) for name in ("document", "outlet", "title", "url", "published", "published_at")),
            *((name, text) for name in ("collected", "lang", "story", "address", "read_by")),
            ("version", count),
            ("latest", pyarrow.bool_()),
            *((name, text) for name in ("claim", "parent", "kind", "rule", "standing")),
            *((name, passages) for name in ("source", "cue", "content")),
            *((name, text) for name in ("holder", "entity")),
            ("relayed_by", pyarrow.list_(text)),
            *((name, text) for name in ("factuality_author", "factuality_source")),
            ("factuality", pyarrow.list_(pyarrow.struct([("by", text), ("value", text)]))),
            ("hedges", pyarrow.list_(pyarrow.struct([("kind", text), *place]))),
            ("figures", pyarrow.list_(pyarrow.struct(figure))),
            ("dates", pyarrow.list_(pyarrow.struct([("id", text), ("edtf", text), *place]))),
            ("reasons", pyarrow.list_(text)),
            ("start", count),
            ("end", count),
        ]
    )


def _rows(export: Export) -> Iterator[dict[str, Any]]:
    ui = load_interface("en")
    for kept in export.documents:
        for row in claim_rows(kept, ui):
            yield _without_surrogates({**_document(row), **_claim(row), **_mentioned(row)})


def _document(row: ClaimRow) -> dict[str, Any]:
    kept, document = row.kept, row.kept.reading.document
    return {
        "document": document.id,
        "outlet": document.outlet,
        "title": document.title,
        "url": document.url,
        "published": document.published,
        "published_at": document.published_at,
        "collected": kept.collected,
        "lang": document.lang or None,
        "story": kept.story,
        "address": kept.address,
        "read_by": kept.read_by,
        "version": kept.version,
        "latest": kept.latest,
    }


def _claim(row: ClaimRow) -> dict[str, Any]:
    claim, reading = row.claim, row.kept.reading
    names = {entity.id: entity.name for entity in reading.entities}
    span = whole_span(claim)
    return {
        "claim": claim.id,
        "parent": claim.parent,
        "kind": claim.kind.value,
        "rule": claim.rule,
        "standing": claim.standing.value,
        "source": [_passage(row, span) for span in claim.source],
        "cue": [_passage(row, span) for span in claim.cue],
        "content": [_passage(row, span) for span in claim.content],
        "holder": holder_name(reading, claim) or None,
        "entity": claim.entity,
        "relayed_by": [names.get(entity, entity) for entity in claim.via],
        "factuality_author": author_factuality(claim) or None,
        "factuality_source": source_factuality(claim) or None,
        "factuality": [{"by": layer.by, "value": layer.value.value} for layer in claim.factuality],
        "reasons": list(claim.reasons),
        "start": span.start if span else None,
        "end": span.end if span else None,
    }


def _mentioned(row: ClaimRow) -> dict[str, Any]:
    return {
        "hedges": [{"kind": hedge.kind.value, **_passage(row, hedge)} for hedge in row.claim.hedges],
        "figures": [
            {
                "id": figure.id,
                "words": figure_words(row.ui, figure),
                "modifier": figure.modifier.value,
                "noun": figure.noun,
                "concept": figure.concept,
                "event": figure.event,
                "as_of": figure.as_of,
                "value": number_record(figure.value),
                "low": number_record(figure.low),
                "high": number_record(figure.high),
                **_passage(row, Span(figure.start, figure.end)),
            }
            for figure in row.figures
        ],
        "dates": [
            {"id": date.id, "edtf": date.edtf, **_passage(row, Span(date.start, date.end))} for date in row.dates
        ],
    }


def _passage(row: ClaimRow, span: Span | Hedge) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": row.text[span.start : span.end]}


def _without_surrogates(value: Any) -> Any:
    if isinstance(value, str):
        return well_formed(value)
    if isinstance(value, list):
        return [_without_surrogates(item) for item in value]
    if isinstance(value, dict):
        return {name: _without_surrogates(item) for name, item in value.items()}
    return value
