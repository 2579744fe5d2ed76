"""What people judged: kept apart from what was found, applied over it, and taken back without a trace in it.

Merges and splits are applied to columns of their own (`document.story`,
`entity.home`, `mention.entity`), which are made anew from all judgements in
force whenever one is added or undone. Everything else is handed to whoever
asks, by passages that are looked for again where the text has moved.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import apsw
import msgspec

from selon.ledger.database import now, row_number, rows_of
from selon.ledger.packing import unpack
from selon.ledger.stories import recount
from selon.types import Finding, Judged, Judgement, Reading, Target, Verdict
from selon.types.threads import learnt

_ROW = 'SELECT id, verdict, about, targets, "by", why, at, undone, undone_by FROM judgement'


def all_judgements(connection: apsw.Connection, *, in_force: bool = False) -> tuple[Judgement, ...]:
    """The judgements in the order they were made; `in_force`: without those undone."""
    where = " WHERE undone IS NULL" if in_force else ""
    return tuple(map(_judgement, rows_of(connection, f"{_ROW}{where} ORDER BY id")))


def _judgement(row: Sequence[str | int | None]) -> Judgement:
    number, verdict, about, targets, *rest = row
    told = tuple(_targets(str(targets)))
    return Judgement(int(number or 0), Verdict(str(verdict)), Finding(str(about)), told, *rest)  # type: ignore[arg-type]


def insert_judgement(connection: apsw.Connection, judgement: Judgement) -> Judgement:
    """Keep a judgement under the next number (or its own, where it has one), and apply it; it with its number."""
    connection.execute(
        'INSERT INTO judgement (id, verdict, about, targets, "by", why, at, undone, undone_by)'
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            judgement.id or None, judgement.verdict.value, judgement.about.value,
            msgspec.json.encode(judgement.targets).decode(), judgement.by, judgement.why, judgement.at,
            judgement.undone, judgement.undone_by,
        ),
    )  # fmt: skip
    number = connection.last_insert_rowid()
    if judgement.verdict is Verdict.SPLIT:
        _make_part(connection, number, judgement)
    apply_judgements(connection)
    return replace(judgement, id=number)


def undo_judgement(connection: apsw.Connection, number: int, by: str) -> Judgement:
    """Take a judgement back. Raises `LookupError` where there is none, or it was undone before."""
    rows = rows_of(connection, f"{_ROW} WHERE id = ?", (number,)) if 0 < number < 2**63 else []
    if not rows:
        raise LookupError(f"{number}: no such judgement; `selon judge list` shows them")
    if _judgement(rows[0]).undone:
        raise LookupError(f"{number}: undone already, {_judgement(rows[0]).undone} by {_judgement(rows[0]).undone_by}")
    connection.execute("UPDATE judgement SET undone = ?, undone_by = ? WHERE id = ?", (now(), by, number))
    apply_judgements(connection)
    return _judgement(rows_of(connection, f"{_ROW} WHERE id = ?", (number,))[0])


def _make_part(connection: apsw.Connection, number: int, judgement: Judgement) -> None:
    """What a split takes out goes into a story or an entity made for it, whose id is kept with the judgement."""
    if judgement.about is Finding.STORY:
        connection.execute("INSERT INTO story (latest) VALUES (?)", (judgement.at,))
        made = connection.last_insert_rowid()
    else:
        name = next((target.name for target in judgement.targets[1:] if target.name), None)
        connection.execute(
            "INSERT INTO entity (home, kind, name) SELECT 0, kind, coalesce(?, name) FROM entity WHERE id = ?",
            (name, _row(judgement.targets[0].id)),
        )
        made = connection.last_insert_rowid()
        connection.execute("UPDATE entity SET home = id WHERE id = ?", (made,))
    connection.execute("UPDATE judgement SET made = ? WHERE id = ?", (str(made), number))


def _targets(told: str) -> list[Target]:
    return msgspec.json.decode(told, type=learnt(list[Target]))


def _row(name: str) -> int:
    """The row number in an id of a story or an entity; 0, which no row has, for anything else."""
    return row_number(name, name[:1]) or 0


# ---------------------------------------------------------------- applying


def apply_judgements(connection: apsw.Connection) -> None:
    """Make the columns anew that merges and splits decide; stories that change hands are to be traced again."""
    _apply_to_stories(connection)
    _apply_to_entities(connection)


def _merged(connection: apsw.Connection, about: Finding) -> dict[int, int]:
    """Where the merges in force send stories or entities, all of a set to its lowest number."""
    joined = (
        connection.execute("SELECT id, became FROM story WHERE became IS NOT NULL") if about is Finding.STORY else ()
    )
    home: dict[int, int] = {int(story): int(became) for story, became in joined}

    def root(one: int) -> int:
        while home.get(one, one) != one:
            one = home[one]
        return one

    for judgement in all_judgements(connection, in_force=True):
        if judgement.about is about and judgement.verdict is Verdict.MERGE:
            together = sorted({root(_row(target.id)) for target in judgement.targets})
            home.update(dict.fromkeys(together[1:], together[0]))
    for part, whole in _undone_splits(connection, about):
        home.setdefault(part, root(whole))
    return {one: root(one) for one in home}


def _undone_splits(connection: apsw.Connection, about: Finding) -> list[tuple[int, int]]:
    """What splits made that were undone since, with what it goes back to."""
    rows = rows_of(
        connection,
        "SELECT made, targets FROM judgement WHERE about = ? AND verdict = 'split' AND undone IS NOT NULL ORDER BY id",
        (about.value,),
    )
    return [(int(made), _row(_targets(told)[0].id)) for made, told in rows if made]


def _apply_to_stories(connection: apsw.Connection) -> None:
    home = _merged(connection, Finding.STORY)
    out = _taken_out(connection)
    connection.execute("UPDATE story SET home = became WHERE home IS NOT became")
    connection.executemany(
        "UPDATE story SET home = ? WHERE id = ?", [(to, one) for one, to in home.items() if one != to]
    )
    changed: set[int] = set()
    for document, name, found, story in rows_of(connection, "SELECT id, name, found, story FROM document"):
        place = out.get(name, found)  # a part can be merged with what it was taken from, or with another
        meant = home.get(place, place)
        if meant != story:
            connection.execute("UPDATE document SET story = ? WHERE id = ?", (meant, document))
            changed |= {story, meant}
    for story in sorted(changed):
        recount(connection, story, "")  # nothing came in: the newest document stays the newest


def _taken_out(connection: apsw.Connection) -> dict[str, int]:
    """The documents that splits in force took out of their stories, with the story they are in now."""
    rows = rows_of(
        connection,
        "SELECT made, targets FROM judgement"
        " WHERE about = 'story' AND verdict = 'split' AND undone IS NULL ORDER BY id",
    )
    return {target.id: int(made) for made, told in rows for target in _targets(told)[1:]}


def judged_stories(connection: apsw.Connection) -> frozenset[int]:
    """The stories that a person split, or that a split made: the program does not join them with others."""
    rows = rows_of(
        connection, "SELECT made, targets FROM judgement WHERE about = 'story' AND verdict = 'split' AND undone IS NULL"
    )
    parts = {int(made) for made, _ in rows}
    return frozenset(parts | {_row(_targets(told)[0].id) for _, told in rows})


# ---------------------------------------------------------------- entities


@dataclass(frozen=True, slots=True)
class Split:
    """One split of an entity: mentions of `entities` under these names, or in these documents, are of `made`."""

    made: int
    entities: frozenset[int]
    names: frozenset[str]
    documents: frozenset[str]


@dataclass(frozen=True, slots=True)
class Splits:
    """All splits of entities in force; the later goes before the earlier."""

    connection: apsw.Connection
    splits: tuple[Split, ...] = field(default=())

    def home_of(self, found: int, name: str, version: int) -> int:
        """Who is meant where the program found an entity under a name in a version of a document."""
        for split in self.splits:
            if found in split.entities and (name in split.names or self._document(version) in split.documents):
                return split.made
        return found

    def _document(self, version: int) -> str:
        rows = rows_of(
            self.connection,
            "SELECT d.name FROM document d JOIN version v ON v.document = d.id WHERE v.id = ?",
            (version,),
        )
        return str(rows[0][0]) if rows else ""


def splits_in_force(connection: apsw.Connection) -> Splits:
    """The splits of entities, ready to be asked."""
    rows = rows_of(
        connection,
        "SELECT made, targets FROM judgement WHERE about = 'entity' AND verdict = 'split' AND undone IS NULL"
        " ORDER BY id DESC",
    )
    return Splits(connection, tuple(_split(connection, int(made), told) for made, told in rows))


def _split(connection: apsw.Connection, made: int, told: str) -> Split:
    whole, *parts = _targets(told)
    members = rows_of(connection, "SELECT id FROM entity WHERE home = ? OR id = ?1", (_row(whole.id),))
    names = frozenset(target.name for target in parts if target.name and not target.id)
    documents = frozenset(target.id for target in parts if target.id)
    return Split(made, frozenset(int(row[0]) for row in members), names, documents)


def _apply_to_entities(connection: apsw.Connection) -> None:
    home = _merged(connection, Finding.ENTITY)
    connection.execute("UPDATE entity SET home = id WHERE home <> id")
    connection.executemany("UPDATE entity SET home = ? WHERE id = ?", [(to, one) for one, to in home.items()])
    splits = splits_in_force(connection)
    concerned = {one for split in splits.splits for one in split.entities}
    moved = rows_of(connection, "SELECT version, member, found, entity, name FROM mention WHERE entity <> found")
    for entity in sorted(concerned):
        moved += rows_of(
            connection,
            "SELECT version, member, found, entity, name FROM mention WHERE found = ? AND entity = found",
            (entity,),
        )
    for version, member, found, entity, name in moved:
        meant = splits.home_of(found, name, version)
        if meant != entity:
            _hand_over(connection, version, member, meant)


def _hand_over(connection: apsw.Connection, version: int, member: str, entity: int) -> None:
    connection.execute("UPDATE mention SET entity = ? WHERE version = ? AND member = ?", (entity, version, member))
    whose = "(SELECT found FROM mention WHERE version = ?2 AND member = ?3)"
    for table, column in (("sound", "word, ?1"), ("entity_name", "?1, name")):
        connection.execute(
            f"INSERT OR IGNORE INTO {table} SELECT {column} FROM {table} WHERE entity = {whose}",
            (entity, version, member),
        )
    _hold_claims(connection, version, member, entity)


def _hold_claims(connection: apsw.Connection, version: int, member: str, entity: int) -> None:
    """Claims of a version follow who their holder is: the members that hold them are told by the reading."""
    for claim in holders_of(connection, version).get(member, ()):
        connection.execute("UPDATE claim SET holder = ? WHERE version = ? AND member = ?", (entity, version, claim))


def holders_of(connection: apsw.Connection, version: int) -> dict[str, list[str]]:
    """The claims of a version by the entity of the document that holds them."""
    rows = rows_of(connection, "SELECT reading FROM version WHERE id = ?", (version,))
    held: dict[str, list[str]] = {}
    for claim in unpack(rows[0][0], Reading).claims if rows else ():
        if claim.entity:
            held.setdefault(claim.entity, []).append(claim.id)
    return held


# ---------------------------------------------------------------- what bears on a story


def judged_of(judgements: Iterable[Judgement], texts: dict[str, str]) -> tuple[Judged, tuple[Judgement, ...]]:
    """The judgements that bear on documents (their texts by id), as tracing takes them, and which they are."""
    bearing = [one for one in judgements if one.undone is None and _bears(one, texts)]
    edges = [(one.verdict, frozenset(t.id for t in one.targets)) for one in bearing if one.about is Finding.EDGE]
    matches = [(one.verdict, frozenset(_passages(one.targets, texts))) for one in bearing if one.about is Finding.MATCH]
    return Judged(
        edges_rejected=frozenset(pair for verdict, pair in edges if verdict is Verdict.REJECT),
        edges_confirmed=frozenset(pair for verdict, pair in edges if verdict is Verdict.CONFIRM),
        conflicts_rejected=frozenset(
            (frozenset(t.id for t in one.targets), one.targets[0].name or "")
            for one in bearing
            if one.about is Finding.CONFLICT and one.verdict is Verdict.REJECT
        ),
        claims_rejected=frozenset(
            passage
            for one in bearing
            if one.about is Finding.CLAIM and one.verdict is Verdict.REJECT
            for passage in _passages(one.targets, texts)
        ),
        matches_rejected=frozenset(pair for verdict, pair in matches if verdict is Verdict.REJECT),
        matches_confirmed=frozenset(pair for verdict, pair in matches if verdict is Verdict.CONFIRM),
    ), tuple(bearing)


def _bears(judgement: Judgement, texts: dict[str, str]) -> bool:
    if judgement.about in (Finding.ENTITY, Finding.STORY):
        return False
    return all(target.id in texts for target in judgement.targets)


def _passages(targets: Iterable[Target], texts: dict[str, str]) -> Iterator[tuple[str, int, int]]:
    """Where the passages of targets are today; one whose words are gone is left out."""
    for target in targets:
        at = place_of(target, texts.get(target.id, ""))
        if at is not None:
            yield target.id, *at


def place_of(target: Target, text: str) -> tuple[int, int] | None:
    """Where a judged passage stands in a text: where it did, else where its words are nearest; None where gone."""
    if target.start is None or target.end is None or target.text is None:
        return None
    if text[target.start : target.end] == target.text:
        return target.start, target.end
    places, at = [], text.find(target.text)
    while at >= 0 and target.text:
        places.append(at)
        at = text.find(target.text, at + 1)
    if not places:
        return None
    nearest = min(places, key=lambda place: (abs(place - (target.start or 0)), place))
    return nearest, nearest + len(target.text)
