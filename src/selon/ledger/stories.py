"""Stories in the file: where a new document goes, how stories are joined, and what lists say of them."""

from __future__ import annotations

import datetime
import functools
import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

import apsw

from selon.ledger.database import row_number, rows_of
from selon.types import StoryHead

_MET = 24
"""Documents that one meets through one key: those nearest by date."""
_BY_KEYS = 24
"""Documents by which stories are found near."""
_NEAR = 6
"""Stories that a document is held against."""
_SAMPLE = 24
"""Documents by which a story is judged: evenly spread over those it has."""
_OUTLETS = 12
"""Outlets of a story that lists name."""


@dataclass(frozen=True, slots=True)
class NearStory:
    """A story near a new document; `changed` tells whether what was known of it still holds."""

    story: int
    changed: int
    sketches: Callable[[], list[bytes]]


class Placer(Protocol):
    """Decides where a document belongs; the ledger only knows that sketches are bytes."""

    def place(self, sketch: bytes, near: Sequence[NearStory]) -> tuple[int, ...]:
        """The stories it belongs to, the best first; empty for a story of its own."""


# ---------------------------------------------------------------- placing


def near_stories(connection: apsw.Connection, keys: Sequence[str], day: int) -> list[NearStory]:
    """The stories with the documents that share most, and the rarest, keys with a new one of that day."""
    shared: dict[int, float] = defaultdict(float)
    for key in keys:
        rows = _on_shelf(connection, hash_of(key), day)
        for (document,) in rows:
            shared[document] += 1 / math.sqrt(len(rows))
    best = sorted(shared, key=lambda document: (-round(shared[document], 6), document))[:_BY_KEYS]
    signs = ", ".join("?" * len(best))
    placed = rows_of(
        connection,
        f"SELECT d.id, s.id, s.changed FROM document d JOIN story s ON s.id = d.story WHERE d.id IN ({signs})",
        best,
    )
    homes = {document: (int(story), int(changed)) for document, story, changed in placed}
    found = dict(homes[document] for document in best)
    return [
        NearStory(story, changed, lambda story=story: _sketches(connection, story))  # type: ignore[misc]
        for story, changed in list(found.items())[:_NEAR]
    ]


def _on_shelf(connection: apsw.Connection, key: int, day: int) -> list[tuple[int]]:
    return rows_of(
        connection,
        "SELECT document FROM (SELECT document, ? - day AS away FROM shelf WHERE key = ? AND day < ?"
        " ORDER BY day DESC, document DESC LIMIT ?)"
        " UNION ALL SELECT document FROM (SELECT document FROM shelf WHERE key = ? AND day >= ?"
        " ORDER BY day, document LIMIT ?)",
        (day, key, day, _MET // 2, key, day, _MET // 2),
    )


def _sketches(connection: apsw.Connection, story: int) -> list[bytes]:
    documents = [row[0] for row in rows_of(connection, "SELECT id FROM document WHERE story = ? ORDER BY id", (story,))]
    if len(documents) > _SAMPLE:
        documents = [documents[place * len(documents) // _SAMPLE] for place in range(_SAMPLE)]
    kept = [rows_of(connection, "SELECT content FROM sketch WHERE document = ?", (one,)) for one in documents]
    return [rows[0][0] for rows in kept if rows]


def put_on_shelf(connection: apsw.Connection, document: int, sketch: bytes, keys: Iterable[str], day: int) -> None:
    """Let later documents meet this one."""
    connection.execute("DELETE FROM shelf WHERE document = ?", (document,))
    connection.execute("INSERT OR REPLACE INTO sketch VALUES (?, ?)", (document, sketch))
    connection.executemany(
        "INSERT OR IGNORE INTO shelf VALUES (?, ?, ?)", [(hash_of(key), day, document) for key in keys]
    )


@functools.lru_cache(maxsize=32_768)
def hash_of(key: str) -> int:
    """A key as the shelf has it: a signed number of 63 bits."""
    return int.from_bytes(hashlib.blake2b(key.encode(), digest_size=8).digest(), "big") >> 1


def shelf_day(day: int | None, collected: str) -> int:
    """Where on the shelf a document lies: by its day of publication, else by that on which it came in."""
    return day if day is not None else datetime.date.fromisoformat(collected[:10]).toordinal()


# ---------------------------------------------------------------- joining and counting


def make_story(connection: apsw.Connection, moment: str) -> int:
    """A new story without documents."""
    connection.execute("INSERT INTO story (latest) VALUES (?)", (moment,))
    return connection.last_insert_rowid()


def story_taken_in(connection: apsw.Connection, story: str, moment: str) -> int:
    """The story that a document had in another ledger, made here under its number where there is none."""
    number = int(story[1:])
    if not rows_of(connection, "SELECT 1 FROM story WHERE id = ?", (number,)):
        connection.execute("INSERT INTO story (id, latest) VALUES (?, ?)", (number, moment))
    return story_number(connection, story)


def bridge(connection: apsw.Connection, story: int, others: Iterable[int], moment: str, judged: frozenset[int]) -> int:
    """Join stories that a document shows to be one, but none that a person split (`judged`); the oldest id stays."""
    together = [story, *(other for other in others if other not in judged)] if story not in judged else [story]
    keep = min(together)
    for gone in together:
        if gone != keep:
            connection.execute("UPDATE document SET found = ? WHERE found = ?", (keep, gone))
            connection.execute("UPDATE document SET story = ? WHERE story = ?", (keep, gone))
            connection.execute(
                "INSERT OR IGNORE INTO story_entity SELECT ?, entity FROM story_entity WHERE story = ?", (keep, gone)
            )
            connection.execute("UPDATE story SET became = ?, home = ? WHERE id = ?", (keep, keep, gone))
            recount(connection, gone, moment)
    if len(together) > 1:
        recount(connection, keep, moment)
    return keep


def count_in(connection: apsw.Connection, story: int, published: str | None, moment: str) -> None:
    """One more document is in a story."""
    connection.execute(
        "UPDATE story SET changed = changed + 1, documents = documents + 1, latest = max(latest, ?2),"
        " first = min(coalesce(first, ?1), coalesce(?1, first)), last = max(coalesce(last, ?1), coalesce(?1, last))"
        " WHERE id = ?3",
        (published, moment, story),
    )


def recount(connection: apsw.Connection, story: int, moment: str) -> None:
    """Count a story's documents and days anew."""
    connection.execute(
        "UPDATE story SET changed = changed + 1, latest = max(latest, ?1), (documents, first, last) = ("
        " SELECT count(*), min(v.published), max(v.published) FROM document d"
        " JOIN version v ON v.document = d.id AND v.latest WHERE d.story = story.id) WHERE id = ?2",
        (moment, story),
    )


def touch(connection: apsw.Connection, stories: Iterable[int]) -> None:
    """What was traced of these stories holds no longer."""
    connection.executemany("UPDATE story SET changed = changed + 1 WHERE id = ?", [(story,) for story in stories])


def story_number(connection: apsw.Connection, story: str) -> int:
    """The row number of the story that an id ("s12") leads to today. Raises `LookupError` where there is none."""
    number = row_number(story, "s") or 0
    seen: set[int] = set()
    while number not in seen:
        seen.add(number)
        rows = rows_of(connection, "SELECT home FROM story WHERE id = ?", (number,))
        if not rows:
            raise LookupError(f"{story}: no such story in the ledger")
        if rows[0][0] is None:
            break
        number = int(rows[0][0])
    return number


# ---------------------------------------------------------------- lists

_HEAD = (
    "SELECT s.id, s.documents, s.first, s.last, t.origins_low, t.origins_high, t.hardened, t.conflicts, t.overclaims"
    " FROM story s LEFT JOIN traced t ON t.story = s.id AND t.changed = s.changed WHERE s.documents > 0"
)
_NEWEST = " ORDER BY coalesce(s.last, substr(s.latest, 1, 10)) DESC, s.id DESC LIMIT ? OFFSET ?"


def story_heads(
    connection: apsw.Connection, where: str = "", values: Sequence[object] = (), *, most: int = 20, skip: int = 0
) -> list[StoryHead]:
    """What lists say of the stories that a further condition on `s` and `t` selects, the newest first."""
    rows = rows_of(connection, f"{_HEAD}{where}{_NEWEST}", (*values, most, skip))
    return [_head(connection, row) for row in rows]


def _head(connection: apsw.Connection, row: Sequence[int | str | None]) -> StoryHead:
    story, documents, first, last, low, high, hardened, conflicts, overclaims = row
    alone = documents == 1
    members = rows_of(
        connection,
        "SELECT v.title, v.outlet, v.lang, substr(v.text, 1, 80) FROM document d JOIN version v ON v.document = d.id"
        " AND v.latest WHERE d.story = ? ORDER BY v.published IS NULL, v.published, d.id LIMIT 200",
        (story,),
    )
    title = next((row[0] for row in members if row[0]), None) or (members[0][3].split("\n")[0] if members else "")
    return StoryHead(
        id=f"s{story}",
        title=title,
        documents=int(documents or 0),
        outlets=tuple(dict.fromkeys(row[1] for row in members if row[1]))[:_OUTLETS],
        langs=tuple(dict.fromkeys(row[2] for row in members if row[2])),
        first=first,  # type: ignore[arg-type]
        last=last,  # type: ignore[arg-type]
        origins=(int(low), int(high or low)) if low is not None else ((1, 1) if alone else None),
        hardened=0 if alone else hardened,  # type: ignore[arg-type]
        conflicts=0 if alone else conflicts,  # type: ignore[arg-type]
        overclaims=overclaims,  # type: ignore[arg-type]
    )
