"""Who is who across the ledger: each person, body and place of a document is given one of the ledger's.

A whole name is known again anywhere; whoever is named by less is looked for in
the story, and is the only one there it can be or somebody of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import apsw

from selon.lang.spelling import fold, skeleton
from selon.ledger.database import row_number, rows_of
from selon.ledger.judgements import Splits
from selon.types import Entity, EntityHead, EntityKind

_MOST = 50
"""People of one surname that are looked at."""


@dataclass(frozen=True, slots=True)
class Known:
    """By what an entity is known again: see `story.identity`."""

    key: str
    whole: bool
    surname: str = ""


def insert_mentions(
    connection: apsw.Connection,
    version: int,
    story: int,
    entities: Iterable[Entity],
    known: Mapping[str, Known],
    splits: Splits,
) -> None:
    """Give each entity of a document one of the ledger's, in the order of the document's list."""
    ordered = sorted(entities, key=lambda entity: not known[entity.id].whole)  # whole names first: others lean on them
    for entity in ordered:
        found = _find(connection, story, known[entity.id]) or _make(connection, entity, known[entity.id], story)
        _note_name(connection, found, entity.name)
        connection.execute("INSERT OR IGNORE INTO story_entity VALUES (?, ?)", (story, found))
        fresh = connection.changes() > 0
        if fresh and known[entity.id].whole and known[entity.id].surname:
            _take_in(connection, story, found, known[entity.id].surname)
        home = splits.home_of(found, entity.name, version)
        connection.execute(
            "INSERT OR REPLACE INTO mention VALUES (?, ?, ?, ?, ?)", (version, entity.id, found, home, entity.name)
        )


def _find(connection: apsw.Connection, story: int, known: Known) -> int | None:
    if not known.whole and known.surname:
        people = _of_surname(connection, story, known.surname)
        if len(people) == 1:
            return people[0]
    key = known.key if known.whole else f"{story} {known.key}"
    rows = rows_of(connection, "SELECT id FROM entity WHERE key = ?", (key,))
    return int(rows[0][0]) if rows else None


def _of_surname(connection: apsw.Connection, story: int, surname: str) -> list[int]:
    """The people of a story who are known by their whole name and have this surname."""
    rows = rows_of(
        connection,
        "SELECT e.id FROM sound s JOIN entity e ON e.id = s.entity"
        " JOIN story_entity t ON t.entity = e.id AND t.story = ?"
        " WHERE s.word = ? AND e.key LIKE 'person %' ORDER BY e.id LIMIT ?",
        (story, surname, _MOST),
    )
    return [int(row[0]) for row in rows]


def _take_in(connection: apsw.Connection, story: int, person: int, surname: str) -> None:
    """Somebody who was named by surname alone so far is the person of that surname, where there is only one."""
    if len(_of_surname(connection, story, surname)) != 1:
        return
    rows = rows_of(
        connection,
        "SELECT e.id FROM sound s JOIN entity e ON e.id = s.entity WHERE s.word = ? AND e.key LIKE ? ORDER BY e.id",
        (surname, f"{story} person %"),
    )
    for (other,) in rows:
        connection.execute(
            "UPDATE mention SET found = ?, entity = iif(entity = found, ?, entity) WHERE found = ?",
            (person, person, other),
        )
        connection.execute("UPDATE claim SET holder = ? WHERE holder = ?", (person, other))
        connection.execute(
            "INSERT OR IGNORE INTO entity_name SELECT ?, name FROM entity_name WHERE entity = ?",
            (person, other),
        )
        for table in ("entity_name", "sound", "story_entity"):
            connection.execute(f"DELETE FROM {table} WHERE entity = ?", (other,))


def _make(connection: apsw.Connection, entity: Entity, known: Known, story: int) -> int:
    key = known.key if known.whole else f"{story} {known.key}"
    row = (key, entity.kind.value, entity.name)
    connection.execute("INSERT INTO entity (home, key, kind, name) VALUES (0, ?, ?, ?)", row)
    made = connection.last_insert_rowid()
    connection.execute("UPDATE entity SET home = id WHERE id = ?", (made,))
    if known.surname:
        connection.execute("INSERT OR IGNORE INTO sound VALUES (?, ?)", (known.surname, made))
    return made


def _note_name(connection: apsw.Connection, entity: int, name: str) -> None:
    connection.execute("INSERT OR IGNORE INTO entity_name VALUES (?, ?)", (entity, name))
    if connection.changes():
        words = [(word, entity) for word in sorted(set(skeleton(name).split()))]
        connection.executemany("INSERT OR IGNORE INTO sound VALUES (?, ?)", words)


# ---------------------------------------------------------------- looking up


def entity_number(entity: str) -> int | None:
    """The row number behind an entity's id ("n12"); None where it is none."""
    return row_number(entity, "n")


def find_entities(connection: apsw.Connection, name: str, *, variants: bool = True, most: int = 20) -> list[int]:
    """The entities that a name can mean, by id ("n12") or by name, those with most claims first."""
    number = entity_number(name)
    if number is not None:
        rows = rows_of(connection, "SELECT home FROM entity WHERE id = ?", (number,))
        if rows:
            return [int(rows[0][0])]
    words = set(skeleton(name).split())
    if not words:
        return []
    matching = _by_sounds(connection, words) if variants else _by_letters(connection, name)
    return _most_told(connection, matching)[:most]


def _by_sounds(connection: apsw.Connection, words: set[str]) -> list[int]:
    """The homes of entities one of whose names has all these words, as they sound."""
    signs = ", ".join("?" * len(words))
    rows = rows_of(
        connection,
        f"SELECT e.home, s.entity FROM sound s JOIN entity e ON e.id = s.entity WHERE s.word IN ({signs})"
        " GROUP BY s.entity HAVING count(DISTINCT s.word) = ?",
        (*sorted(words), len(words)),
    )
    homes = dict.fromkeys(int(home) for home, _ in rows)
    return list(homes)


def _by_letters(connection: apsw.Connection, name: str) -> list[int]:
    wanted = set(fold(name).split())
    near = _by_sounds(connection, set(skeleton(name).split()))
    return [home for home in near if any(wanted <= set(fold(one).split()) for one in known_names(connection, [home]))]


def _most_told(connection: apsw.Connection, homes: Sequence[int]) -> list[int]:
    told = {home: claims_of(connection, home) for home in homes}
    return sorted(homes, key=lambda home: (-told[home], home))


def claims_of(connection: apsw.Connection, home: int) -> int:
    """How many claims an entity holds."""
    rows = rows_of(
        connection, "SELECT count(*) FROM claim WHERE holder IN (SELECT id FROM entity WHERE home = ?)", (home,)
    )
    return int(rows[0][0])


def known_names(connection: apsw.Connection, homes: Sequence[int]) -> list[str]:
    """All names that entities were met under, without asking how often."""
    signs = ", ".join("?" * len(homes))
    rows = rows_of(
        connection,
        "SELECT DISTINCT n.name FROM entity_name n JOIN entity e ON e.id = n.entity"
        f" WHERE e.home IN ({signs}) ORDER BY n.name",
        homes,
    )
    return [str(row[0]) for row in rows]


def short_head(connection: apsw.Connection, entity: int) -> EntityHead:
    """Who an entity is, by the name it was first met under, without counting anything."""
    sql = "SELECT h.id, h.name, h.kind FROM entity e JOIN entity h ON h.id = e.home WHERE e.id = ?"
    home, name, kind = rows_of(connection, sql, (entity,))[0]
    return EntityHead(f"n{home}", name, EntityKind(kind))


def names_of(connection: apsw.Connection, home: int) -> list[tuple[str, int]]:
    """The names an entity was met under, with how often, the most frequent first."""
    rows = rows_of(
        connection,
        "SELECT m.name, count(*) AS uses FROM mention m WHERE m.entity IN (SELECT id FROM entity WHERE home = ?)"
        " GROUP BY m.name ORDER BY uses DESC, length(m.name) DESC, m.name",
        (home,),
    )
    return [(str(name), int(uses)) for name, uses in rows]


def entity_head(connection: apsw.Connection, home: int) -> EntityHead:
    """What lists say of an entity. Raises `LookupError` where there is none."""
    rows = rows_of(connection, "SELECT kind FROM entity WHERE id = ?", (home,))
    if not rows:
        raise LookupError(f"n{home}: no such person or body in the ledger")
    names = names_of(connection, home)
    documents = rows_of(
        connection,
        "SELECT count(DISTINCT version) FROM mention WHERE entity IN (SELECT id FROM entity WHERE home = ?)",
        (home,),
    )
    best = max(names, key=lambda one: (len(one[0].split()) > 1, one[1], len(one[0]), one[0]), default=("", 0))[0]
    variants = tuple(name for name, _ in names)
    return EntityHead(
        f"n{home}", best, EntityKind(rows[0][0]), variants, claims_of(connection, home), int(documents[0][0])
    )
