"""Whether a ledger is sound, and how much it holds."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import apsw

from selon.ledger.database import rows_of, schema_of
from selon.ledger.documents import extent
from selon.ledger.packing import unpack, with_text
from selon.types import Fault, Reading, Span, Stats

_COUNTED = {
    "documents": "SELECT count(*) FROM document",
    "versions": "SELECT count(*) FROM version",
    "stories": "SELECT count(*) FROM story WHERE documents > 0",
    "claims": "SELECT count(*) FROM claim",
    "entities": "SELECT count(DISTINCT e.home) FROM entity e WHERE e.id IN (SELECT entity FROM mention)",
    "figures": "SELECT count(*) FROM figure",
    "judgements": "SELECT count(*) FROM judgement",
    "outlets": "SELECT count(DISTINCT outlet) FROM version WHERE latest",
}

_ORPHANS = {
    "document without a latest version": (
        "SELECT name FROM document d WHERE NOT EXISTS (SELECT 1 FROM version v WHERE v.document = d.id AND v.latest)"
    ),
    "document whose story has another home": (
        "SELECT d.name FROM document d JOIN story s ON s.id = d.story WHERE s.home IS NOT NULL"
    ),
    "story that counts other documents than it has": (
        "SELECT 's' || s.id FROM story s WHERE s.documents <> (SELECT count(*) FROM document d WHERE d.story = s.id)"
    ),
    "claim without words in the index": (
        "SELECT 'claim ' || c.id FROM claim c WHERE NOT EXISTS (SELECT 1 FROM claim_words w WHERE w.rowid = c.id)"
    ),
    "words in the index without a claim": (
        "SELECT 'claim ' || w.rowid FROM claim_words w WHERE NOT EXISTS (SELECT 1 FROM claim c WHERE c.id = w.rowid)"
    ),
    "document without words in the index": (
        "SELECT d.name FROM document d JOIN version v ON v.document = d.id AND v.latest"
        " WHERE NOT EXISTS (SELECT 1 FROM document_words w WHERE w.rowid = v.id)"
    ),
    "document that later ones cannot meet": (
        "SELECT name FROM document d WHERE NOT EXISTS (SELECT 1 FROM sketch k WHERE k.document = d.id)"
    ),
}


def stats_of(connection: apsw.Connection, path: Path) -> Stats:
    """How much a ledger holds."""
    counted = {name: int(rows_of(connection, sql)[0][0]) for name, sql in _COUNTED.items()}
    first, last = rows_of(connection, "SELECT min(published), max(published) FROM version WHERE latest")[0]
    files = (path.with_name(path.name + ending) for ending in ("", "-wal"))
    return Stats(
        schema=schema_of(connection),
        size=sum(file.stat().st_size for file in files if file.exists()),
        **counted,
        langs=_grouped(connection, "lang"),
        read_by=_grouped(connection, "read_by"),
        first=first,
        last=last,
    )


def _grouped(connection: apsw.Connection, column: str) -> tuple[tuple[str, int], ...]:
    rows = rows_of(
        connection,
        f"SELECT {column}, count(*) AS many FROM version WHERE latest GROUP BY {column} ORDER BY many DESC, {column}",
    )
    return tuple((str(name), int(many)) for name, many in rows)


def find_faults(connection: apsw.Connection) -> Iterator[Fault]:
    """What is wrong: SQLite's own check, rows without their partner, spans that lie outside of their text."""
    for (said,) in rows_of(connection, "PRAGMA integrity_check(50)"):
        if said != "ok":
            yield Fault("integrity", "file", str(said))
    for table, row, parent, _ in rows_of(connection, "PRAGMA foreign_key_check"):
        yield Fault("orphan", f"{table} {row}", f"points to a row of {parent} that is not there")
    for table in ("claim_words", "document_words"):
        yield from _index_faults(connection, table)
    for message, sql in _ORPHANS.items():
        for (where,) in rows_of(connection, sql):
            yield Fault("orphan", str(where), message)
    yield from _span_faults(connection)


def _index_faults(connection: apsw.Connection, table: str) -> Iterator[Fault]:
    try:
        connection.execute(f"INSERT INTO {table} ({table}) VALUES ('integrity-check')")
    except apsw.ReadOnlyError:
        return
    except apsw.CorruptError as error:
        yield Fault("integrity", table, f"the index is damaged ({error}); `selon reread --all` makes it anew")


def _span_faults(connection: apsw.Connection) -> Iterator[Fault]:
    rows = connection.execute(
        "SELECT d.name, v.id, v.number, v.latest, v.text, v.reading"
        " FROM version v JOIN document d ON d.id = v.document ORDER BY v.id"
    )
    for name, version, number, latest, text, kept in rows:
        where = f"{name} version {number}"
        try:
            reading = with_text(unpack(kept, Reading), text, name)
        except ValueError as error:
            yield Fault("reading", where, f"what was read cannot be opened: {error}")
            continue
        outside = [span for span in _spans(reading) if not 0 <= span.start <= span.end <= len(text)]
        if outside:
            yield Fault("span", where, f"{len(outside)} passages lie outside of the text, the first at {outside[0]}")
        if latest:
            yield from _claim_faults(connection, version, where, reading)


def _spans(reading: Reading) -> Iterator[Span]:
    for claim in reading.claims:
        yield from (*claim.source, *claim.cue, *claim.content)
        yield from (Span(hedge.start, hedge.end) for hedge in claim.hedges)
    for entity in reading.entities:
        yield from entity.mentions
    for figure in reading.figures:
        yield Span(figure.start, figure.end)
    for date in reading.dates:
        yield Span(date.start, date.end)
    for block in reading.document.blocks:
        yield Span(block.start, block.end)


def _claim_faults(connection: apsw.Connection, version: int, where: str, reading: Reading) -> Iterator[Fault]:
    rows = rows_of(
        connection, 'SELECT member, kind, standing, start, "end" FROM claim WHERE version = ? ORDER BY id', (version,)
    )
    told = [(claim.id, claim.kind.value, claim.standing.value, *extent(claim)) for claim in reading.claims]
    if [tuple(row) for row in rows] != told:
        yield Fault(
            "claims", where, "the claims in the index are not those that were read; `selon reread --all` mends it"
        )
