"""Documents on their way into the file and out of it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import apsw

from selon.ledger.database import program_version, rows_of
from selon.ledger.packing import (
    digest_of_reading,
    pack,
    pack_page,
    unpack,
    unpack_page,
    with_text,
    without_text,
)
from selon.ledger.words import facet, indexed, month_facets
from selon.types import Claim, Document, DocumentHead, Kept, Page, Reading


@dataclass(frozen=True, slots=True)
class Place:
    """Where a document lies: row numbers of the document and of its latest version, and the version's number."""

    document: int
    version: int
    number: int
    name: str
    digest: str
    story: int


_PLACE = (
    "SELECT d.id, v.id, v.number, d.name, v.digest, d.story"
    " FROM document d JOIN version v ON v.document = d.id AND v.latest"
)


def address_of(reading: Reading, page: Page | None) -> str:
    """What makes two pages two versions of one document.

    Its URL; else the id it was given, within the file it came in; else its
    words themselves, so that another text is another document.
    """
    document = reading.document
    if document.url:
        return f"url {document.url.partition('#')[0]}"
    if page is not None and page.id and not page.source.startswith("-"):
        name = page.source.replace("\\", "/").rsplit("/", 1)[-1].rpartition(":")[0] or page.source
        return f"id {name} {page.id}"
    told = "\n".join((document.outlet or "", document.title or "", document.text))
    return f"text {hashlib.sha256(told.encode('utf-8', 'surrogatepass')).hexdigest()}"


def find_page(connection: apsw.Connection, digest: str) -> Place | None:
    """The document that a page was read to, if it is still its latest version."""
    return _place(connection, f"{_PLACE} JOIN page p ON p.version = v.id WHERE p.digest = ?", digest)


def find_address(connection: apsw.Connection, address: str) -> Place | None:
    """The document at an address."""
    return _place(connection, f"{_PLACE} WHERE d.address = ?", address)


def find_name(connection: apsw.Connection, name: str) -> Place | None:
    """The document with an id."""
    return _place(connection, f"{_PLACE} WHERE d.name = ?", name)


def _place(connection: apsw.Connection, sql: str, value: str) -> Place | None:
    rows = rows_of(connection, sql, (value,))
    return Place(*rows[0]) if rows else None


# ---------------------------------------------------------------- in


def insert_document(connection: apsw.Connection, wanted: str, address: str, story: int) -> tuple[int, str]:
    """A new document in a story: its row number and its id, the wanted one or that with a number."""
    name, number = wanted, 1
    while rows_of(connection, "SELECT 1 FROM document WHERE name = ?", (name,)):
        number += 1
        name = f"{wanted}-{number}"
    connection.execute(
        "INSERT INTO document (name, address, found, story) VALUES (?, ?, ?, ?)", (name, address, story, story)
    )
    return connection.last_insert_rowid(), name


def insert_version(
    connection: apsw.Connection, document: int, number: int, reading: Reading, collected: str, *, read_by: str = ""
) -> int:
    """A version of a document, which is now its latest; its row number."""
    connection.execute("UPDATE version SET latest = 0 WHERE document = ? AND latest", (document,))
    told = reading.document
    connection.execute(
        "INSERT INTO version (document, number, latest, digest, source, url, outlet, title, byline, lang, published,"
        " published_at, collected, read_by, text, reading) VALUES (?, ?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            document, number, digest_of_reading(reading), told.source, told.url, told.outlet, told.title, told.byline,
            told.lang, told.published, told.published_at, collected, read_by or program_version(), told.text,
            pack(without_text(reading)),
        ),
    )  # fmt: skip
    return connection.last_insert_rowid()


def renew_version(connection: apsw.Connection, version: int, reading: Reading) -> None:
    """The same version, read again by this program."""
    told = reading.document
    connection.execute(
        "UPDATE version SET digest = ?, outlet = ?, title = ?, byline = ?, lang = ?, published = ?, published_at = ?,"
        " read_by = ?, text = ?, reading = ? WHERE id = ?",
        (
            digest_of_reading(reading), told.outlet, told.title, told.byline, told.lang, told.published,
            told.published_at, program_version(), told.text, pack(without_text(reading)), version,
        ),
    )  # fmt: skip


def insert_page(connection: apsw.Connection, digest: str, version: int, page: Page | None) -> None:
    """A page that gave a version; only the first of a version is kept whole."""
    content = None if page is None else pack_page(page)
    connection.execute("INSERT OR REPLACE INTO page VALUES (?, ?, ?)", (digest, version, content))


@dataclass(frozen=True, slots=True)
class _Told:
    """What the claims of one document are indexed with: its words, the names of its entities, its facets."""

    document: Document
    names: Mapping[str, str]
    facets: tuple[str, ...]


def index_version(connection: apsw.Connection, version: int, reading: Reading) -> None:
    """Make a version's claims, figures and words found; its mentions are there already."""
    holders = dict(rows_of(connection, "SELECT member, entity FROM mention WHERE version = ?", (version,)))
    about = _Told(reading.document, {entity.id: entity.name for entity in reading.entities}, _facets(reading))
    for claim in reading.claims:
        _index_claim(connection, version, claim, holders.get(claim.entity or ""), about)
    for figure in reading.figures:
        row = (figure.value, figure.low, figure.high, figure.modifier.value, figure.noun, figure.concept, figure.event)
        connection.execute(
            "INSERT INTO figure VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (version, figure.id, *row, figure.as_of, figure.start, figure.end),
        )
    whole = indexed(reading.document.text, reading.document.lang, (entity.name for entity in reading.entities))
    connection.execute(
        "INSERT INTO document_words (rowid, words, stems, names, facets) VALUES (?, ?, ?, ?, ?)",
        (version, whole.words, whole.stems, whole.names, " ".join(about.facets)),
    )


def unindex_version(connection: apsw.Connection, version: int) -> None:
    """Forget what `index_version` made, and the mentions."""
    connection.execute("DELETE FROM claim_words WHERE rowid IN (SELECT id FROM claim WHERE version = ?)", (version,))
    connection.execute("DELETE FROM document_words WHERE rowid = ?", (version,))
    for table in ("claim", "figure", "mention"):
        connection.execute(f"DELETE FROM {table} WHERE version = ?", (version,))


def _index_claim(connection: apsw.Connection, version: int, claim: Claim, holder: int | None, about: _Told) -> None:
    text, names = about.document.text, about.names
    start, end = extent(claim)
    connection.execute(
        'INSERT INTO claim (version, member, kind, standing, holder, start, "end") VALUES (?, ?, ?, ?, ?, ?, ?)',
        (version, claim.id, claim.kind.value, claim.standing.value, holder, start, end),
    )
    said = " ".join(text[span.start : span.end] for span in (*claim.source, *claim.content))
    concerned = (names[member] for member in (claim.entity or "", *claim.entities) if member in names)
    found = indexed(said, about.document.lang, concerned)
    facets = (*about.facets, facet("kind", claim.kind.value), facet("standing", claim.standing.value))
    connection.execute(
        "INSERT INTO claim_words (rowid, words, stems, names, facets) VALUES (?, ?, ?, ?, ?)",
        (connection.last_insert_rowid(), found.words, found.stems, found.names, " ".join(facets)),
    )


def extent(claim: Claim) -> tuple[int, int]:
    """Where a claim's content begins and ends; where it has none, its source and cue."""
    spans = claim.content or (*claim.source, *claim.cue)
    return (min(span.start for span in spans), max(span.end for span in spans)) if spans else (0, 0)


def _facets(reading: Reading) -> tuple[str, ...]:
    document = reading.document
    outlet = (facet("outlet", document.outlet.casefold()),) if document.outlet else ()
    return (facet("lang", document.lang), *outlet, *month_facets(document.published))


# ---------------------------------------------------------------- out


_KEPT = (
    "SELECT d.name, v.number, v.latest, d.address, v.collected, v.read_by, d.story, v.text, v.reading, v.id"
    " FROM version v JOIN document d ON d.id = v.document"
)


def kept_documents(
    connection: apsw.Connection, where: str, values: Sequence[object] = (), *, pages: bool = False
) -> Iterator[Kept]:
    """The documents, each version, that a condition on `d` (document) and `v` (version) selects."""
    for row in connection.execute(f"{_KEPT} WHERE {where} ORDER BY v.id", tuple(values)):
        page = _page_of(connection, int(row[9])) if pages else None
        yield _kept(row, page)


def _kept(row: Sequence[Any], page: Page | None) -> Kept:
    name, number, latest, address, collected, read_by, story, text, reading, _ = row
    return Kept(
        reading=with_text(unpack(reading, Reading), text, name),
        version=number,
        latest=bool(latest),
        address=address,
        collected=collected,
        read_by=read_by,
        story=f"s{story}",
        page=page,
    )


def _page_of(connection: apsw.Connection, version: int) -> Page | None:
    rows = rows_of(
        connection,
        "SELECT content FROM page WHERE version = ? AND content IS NOT NULL ORDER BY digest LIMIT 1",
        (version,),
    )
    return unpack_page(rows[0][0]) if rows else None


_HEAD = (
    "SELECT d.name, v.number, v.lang, v.outlet, v.title, v.url, v.published, v.collected, 's' || d.story,"
    " (SELECT count(*) FROM claim c WHERE c.version = v.id)"
    " FROM version v JOIN document d ON d.id = v.document WHERE v.latest AND "
)


def document_heads(connection: apsw.Connection, where: str, values: Sequence[object] = ()) -> Iterator[DocumentHead]:
    """What lists say of the documents that a condition selects."""
    for row in rows_of(connection, _HEAD + where, values):
        yield DocumentHead(*row)
