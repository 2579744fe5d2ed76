"""The ledger's file as an object: the one way in and out for the packages above."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import apsw

from selon.ledger import check, documents, entities, judgements, search, stories, traced
from selon.ledger.database import connect, now, reading, rows_of, told, writing
from selon.ledger.documents import Place
from selon.ledger.entities import Known
from selon.ledger.packing import digest_of_page, digest_of_reading
from selon.ledger.stories import Placer
from selon.types import (
    Added,
    DocumentHead,
    EntityHead,
    Fault,
    Found,
    Judged,
    Judgement,
    Kept,
    Outcome,
    Page,
    Query,
    Reading,
    Stats,
    Story,
    StoryHead,
    StoryTally,
)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A document read and ready to be kept.

    `sketch` and `keys` are what it is placed by, `day` its day of publication
    counted from the year 1, `known` by what each of its entities is known
    again. `collected` is a moment in universal time, this one where it is
    None; `digest` is that of its page. `story` is the id of the story that
    another ledger had it in: it keeps it where that is still free here.
    """

    reading: Reading
    sketch: bytes
    keys: tuple[str, ...]
    day: int | None
    known: Mapping[str, Known]
    page: Page | None = None
    digest: str | None = None
    collected: str | None = None
    read_by: str = ""
    address: str = ""
    story: str | None = None


class Store:
    """An open ledger. A context manager; not to be shared between threads that write.

    Raises `LedgerError` wherever the file cannot be opened, read or written;
    what a failed call would have written is then not there.
    """

    def __init__(self, path: Path, *, write: bool = True, create: bool = True) -> None:
        self.path = path
        self._connection = connect(path, write=write, create=create)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        with contextlib.suppress(apsw.Error):
            self._connection.close()

    @contextlib.contextmanager
    def writing(self) -> Iterator[apsw.Connection]:
        """A transaction: all that is written inside is there at its end, or nothing."""
        with told(self.path), writing(self._connection):
            yield self._connection

    @contextlib.contextmanager
    def reading(self) -> Iterator[apsw.Connection]:
        """Everything read inside is of one moment."""
        with told(self.path), reading(self._connection):
            yield self._connection

    # ------------------------------------------------------------ documents

    def seen(self, digest: str) -> Added | None:
        """What to say of a page that is in the ledger already, as it is; None where it is not."""
        with self.reading() as connection:
            place = documents.find_page(connection, digest)
            return None if place is None else _unchanged("", place)

    def add(self, incoming: Incoming, placer: Placer) -> Added:
        """Keep a document, or a new version of one; it changes nothing where the ledger has it as it is."""
        with self.writing() as connection:
            source = incoming.reading.document.source
            place = documents.find_page(connection, incoming.digest) if incoming.digest else None
            if place is not None:
                return _unchanged(source, place)
            address = incoming.address or documents.address_of(incoming.reading, incoming.page)
            place = documents.find_address(connection, address)
            if place is None:
                return _insert(connection, incoming, address, placer)
            if place.digest == digest_of_reading(incoming.reading):
                if incoming.digest:
                    documents.insert_page(connection, incoming.digest, place.version, None)
                return _unchanged(source, place)
            return _revise(connection, incoming, place)

    def reread(self, name: str, incoming: Incoming) -> None:
        """Put another reading of the same version in the place of the kept one; judgements stay."""
        with self.writing() as connection:
            place = documents.find_name(connection, name)
            if place is None:
                raise LookupError(f"{name}: no such document in the ledger")
            documents.unindex_version(connection, place.version)
            documents.renew_version(connection, place.version, incoming.reading)
            _fill(connection, place.document, place.version, place.story, incoming, now())
            stories.touch(connection, [place.story])

    def kept(self, *, all_versions: bool = True, pages: bool = False) -> Iterator[Kept]:
        """Every document, the versions in the order they came."""
        with self.reading() as connection:
            yield from documents.kept_documents(connection, "1" if all_versions else "v.latest", pages=pages)

    def document(self, name: str, version: int | None = None, *, pages: bool = False) -> Kept:
        """A document by its id, the latest version unless a number is given. Raises `LookupError` for none."""
        where, values = ("v.latest", [name]) if version is None else ("v.number = ?2", [name, str(version)])
        with self.reading() as connection:
            found = next(documents.kept_documents(connection, f"d.name = ?1 AND {where}", values, pages=pages), None)
        if found is None:
            what = name if version is None else f"{name} version {version}"
            raise LookupError(f"{what}: no such document in the ledger")
        return found

    def versions(self, name: str) -> tuple[Kept, ...]:
        """All versions of a document, the oldest first."""
        with self.reading() as connection:
            return tuple(documents.kept_documents(connection, "d.name = ?", (name,)))

    def read_by_others(self, version: str) -> list[str]:
        """The documents whose latest version another version of the program read."""
        with self.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT d.name FROM document d JOIN version v ON v.document = d.id AND v.latest"
                " WHERE v.read_by <> ? ORDER BY d.id",
                (version,),
            )
            return [str(row[0]) for row in rows]

    def names(self) -> list[str]:
        """The ids of all documents, in the order they came."""
        with self.reading() as connection:
            return [str(row[0]) for row in rows_of(connection, "SELECT name FROM document ORDER BY id")]

    def heads(self, *, story: str | None = None, most: int = 20, skip: int = 0) -> tuple[DocumentHead, ...]:
        """What lists say of documents, those of a story in the order of time, else the newest first."""
        with self.reading() as connection:
            if story is not None:
                number = stories.story_number(connection, story)
                where = "d.story = ? ORDER BY v.published IS NULL, v.published, v.published_at, d.id LIMIT ? OFFSET ?"
                return tuple(documents.document_heads(connection, where, (number, most, skip)))
            return tuple(documents.document_heads(connection, "1 ORDER BY v.id DESC LIMIT ? OFFSET ?", (most, skip)))

    # ------------------------------------------------------------ stories

    def stories(self, *, most: int = 20, skip: int = 0) -> tuple[StoryHead, ...]:
        """What lists say of stories, the newest first."""
        with self.reading() as connection:
            return tuple(stories.story_heads(connection, most=most, skip=skip))

    def story_head(self, story: str) -> StoryHead:
        """What lists say of one story. Raises `LookupError` where there is none."""
        with self.reading() as connection:
            number = stories.story_number(connection, story)
            found = stories.story_heads(connection, " AND s.id = ?", (number,))
        if not found:
            raise LookupError(f"{story}: no document is in it any more")
        return found[0]

    def count_stories(self) -> int:
        """How many stories there are."""
        with self.reading() as connection:
            return int(rows_of(connection, "SELECT count(*) FROM story WHERE documents > 0")[0][0])

    def story_documents(self, story: str) -> tuple[tuple[Kept, ...], int]:
        """The documents of a story, latest versions, and the number that tells when anything in it changes."""
        with self.reading() as connection:
            number = stories.story_number(connection, story)
            changed = int(rows_of(connection, "SELECT changed FROM story WHERE id = ?", (number,))[0][0])
            return tuple(documents.kept_documents(connection, "v.latest AND d.story = ?", (number,))), changed

    def traced(self, story: str, method: str) -> Story | None:
        """A story as it was traced by this program and method, if nothing in it changed since."""
        with self.reading() as connection:
            return traced.find_traced(connection, stories.story_number(connection, story), method)

    def remember_traced(self, story: Story, method: str, changed: int, tally: Callable[[], StoryTally]) -> None:
        """Keep a story traced where the ledger may be written; who only reads does without.

        `changed` is what `story_documents` gave, `tally` counts what lists say of it.
        """
        if self._connection.readonly("main"):
            return
        counted = tally()
        with self.writing() as connection:
            traced.keep_traced(connection, stories.story_number(connection, story.id), story, method, changed, counted)

    def stale_stories(self) -> tuple[tuple[str, int], ...]:
        """The stories that are to be traced, with how many documents each has."""
        with self.reading() as connection:
            return tuple(traced.stale_stories(connection))

    # ------------------------------------------------------------ questions

    def search(self, query: Query, *, of_documents: bool = False) -> Found:
        """The claims, or the documents, that a query finds."""
        with self.reading() as connection:
            return (search.search_documents if of_documents else search.search_claims)(connection, query)

    def search_stories(self, query: Query) -> tuple[str, ...]:
        """The stories of the documents that a query finds, those of the best first."""
        with self.reading() as connection:
            return tuple(search.search_stories(connection, query))

    def entities(self, name: str, *, variants: bool = True) -> tuple[EntityHead, ...]:
        """Who a name, in any spelling, or an id can mean, those who hold most claims first."""
        with self.reading() as connection:
            found = entities.find_entities(connection, name, variants=variants)
            return tuple(entities.entity_head(connection, home) for home in found)

    def claims_held(self, entity: str, *, most: int) -> tuple[dict[str, set[str]], int]:
        """The newest claims that an entity holds, by document, and how many older ones were left out."""
        home = entities.entity_number(entity)
        with self.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT d.name, c.member FROM claim c JOIN version v ON v.id = c.version"
                " JOIN document d ON d.id = v.document WHERE c.holder IN (SELECT id FROM entity WHERE home = ?)"
                " ORDER BY coalesce(v.published, substr(v.collected, 1, 10)) DESC, c.id DESC LIMIT ?",
                (home, most),
            )
            total = entities.claims_of(connection, home or 0)
        held: dict[str, set[str]] = {}
        for name, member in rows:
            held.setdefault(name, set()).add(member)
        return held, max(0, total - len(rows))

    def named_in(self, document: str) -> dict[str, str]:
        """The ledger's entities of a document, by the ids they have in it."""
        with self.reading() as connection:
            rows = rows_of(
                connection,
                "SELECT m.member, e.home FROM mention m JOIN entity e ON e.id = m.entity"
                " JOIN version v ON v.id = m.version AND v.latest"
                " JOIN document d ON d.id = v.document WHERE d.name = ?",
                (document,),
            )
            return {str(member): f"n{home}" for member, home in rows}

    # ------------------------------------------------------------ judgements

    def judge(self, judgement: Judgement) -> Judgement:
        """Keep a judgement and apply it; it with its number."""
        with self.writing() as connection:
            kept = judgements.insert_judgement(connection, judgement)
            self._touch(connection, kept)
            return kept

    def undo(self, number: int, by: str) -> Judgement:
        """Take a judgement back. Raises `LookupError` where there is none, or it was undone before."""
        with self.writing() as connection:
            undone = judgements.undo_judgement(connection, number, by)
            self._touch(connection, undone)
            return undone

    def judgements(self, *, in_force: bool = False) -> tuple[Judgement, ...]:
        """All judgements in the order they were made, with `in_force` those that were not undone."""
        with self.reading() as connection:
            return judgements.all_judgements(connection, in_force=in_force)

    def judged(self, texts: dict[str, str]) -> tuple[Judged, tuple[Judgement, ...]]:
        """The judgements that bear on documents, given by id and text, as tracing takes them."""
        return judgements.judged_of(self.judgements(in_force=True), texts)

    @staticmethod
    def _touch(connection: apsw.Connection, judgement: Judgement) -> None:
        names = [target.id for target in judgement.targets]
        signs = ", ".join("?" * len(names))
        rows = rows_of(connection, f"SELECT DISTINCT story FROM document WHERE name IN ({signs})", names)
        stories.touch(connection, [int(row[0]) for row in rows])

    # ------------------------------------------------------------ health

    def stats(self) -> Stats:
        """How much the ledger holds."""
        with self.reading() as connection:
            return check.stats_of(connection, self.path)

    def faults(self) -> Iterator[Fault]:
        """What is wrong with the ledger."""
        with told(self.path):
            yield from check.find_faults(self._connection)


def _unchanged(source: str, place: Place) -> Added:
    return Added(source, Outcome.UNCHANGED, place.name, place.number, f"s{place.story}")


def _home(connection: apsw.Connection, incoming: Incoming, placer: Placer, moment: str) -> int:
    """The story of a new document: the one it had elsewhere, else the best there is for it, else one of its own."""
    if incoming.story is not None:
        return stories.story_taken_in(connection, incoming.story, moment)
    day = stories.shelf_day(incoming.day, moment)
    belongs = placer.place(incoming.sketch, stories.near_stories(connection, incoming.keys, day))
    if belongs:
        return stories.bridge(connection, belongs[0], belongs[1:], moment, judgements.judged_stories(connection))
    return stories.make_story(connection, moment)


def _insert(connection: apsw.Connection, incoming: Incoming, address: str, placer: Placer) -> Added:
    moment = incoming.collected or now()
    story = _home(connection, incoming, placer, moment)
    document, name = documents.insert_document(connection, incoming.reading.document.id, address, story)
    version = documents.insert_version(connection, document, 1, incoming.reading, moment, read_by=incoming.read_by)
    _fill(connection, document, version, story, incoming, moment)
    if incoming.digest:
        documents.insert_page(connection, incoming.digest, version, incoming.page)
    stories.count_in(connection, story, incoming.reading.document.published, moment)
    return Added(incoming.reading.document.source, Outcome.ADDED, name, 1, f"s{story}")


def _revise(connection: apsw.Connection, incoming: Incoming, place: Place) -> Added:
    """A new version of a document stays in its story; only the new one is searched."""
    moment = incoming.collected or now()
    documents.unindex_version(connection, place.version)
    version = documents.insert_version(
        connection, place.document, place.number + 1, incoming.reading, moment, read_by=incoming.read_by
    )
    _fill(connection, place.document, version, place.story, incoming, moment)
    if incoming.digest:
        documents.insert_page(connection, incoming.digest, version, incoming.page)
    stories.recount(connection, place.story, moment)
    source = incoming.reading.document.source
    return Added(source, Outcome.NEW_VERSION, place.name, place.number + 1, f"s{place.story}")


def _fill(
    connection: apsw.Connection, document: int, version: int, story: int, incoming: Incoming, moment: str
) -> None:
    """What is found in a version: who is mentioned, what is claimed and counted, and how it is met again."""
    splits = judgements.splits_in_force(connection)
    entities.insert_mentions(connection, version, story, incoming.reading.entities, incoming.known, splits)
    documents.index_version(connection, version, incoming.reading)
    stories.put_on_shelf(connection, document, incoming.sketch, incoming.keys, stories.shelf_day(incoming.day, moment))


__all__ = ["Incoming", "Known", "Placer", "Store", "digest_of_page"]
