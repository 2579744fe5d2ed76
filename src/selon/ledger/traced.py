"""Stories as they were traced, kept until something in them changes."""

from __future__ import annotations

from collections.abc import Iterator

import apsw

from selon.ledger.database import program_version, rows_of
from selon.ledger.packing import pack, unpack
from selon.types import Story, StoryTally


def stale_stories(connection: apsw.Connection) -> Iterator[tuple[str, int]]:
    """The stories of several documents that are to be traced, with how many those are; the smallest first."""
    rows = rows_of(
        connection,
        "SELECT s.id, s.documents FROM story s LEFT JOIN traced t ON t.story = s.id"
        " WHERE s.documents > 1 AND (t.story IS NULL OR t.changed <> s.changed OR t.read_by <> ?)"
        " ORDER BY s.documents, s.id",
        (program_version(),),
    )
    for story, documents in rows:
        yield f"s{story}", int(documents)


def find_traced(connection: apsw.Connection, story: int, method: str) -> Story | None:
    """A story as it was traced by this program and method, if nothing in it changed since."""
    rows = rows_of(
        connection,
        "SELECT t.content FROM traced t JOIN story s ON s.id = t.story AND s.changed = t.changed"
        " WHERE t.story = ? AND t.method = ? AND t.read_by = ?",
        (story, method, program_version()),
    )
    try:
        return unpack(rows[0][0], Story) if rows else None
    except ValueError:  # of another shape than this program's: traced anew
        return None


def keep_traced(
    connection: apsw.Connection, number: int, story: Story, method: str, changed: int, tally: StoryTally
) -> None:
    """Keep a story traced, with what lists say of it. `changed` is what was read when the tracing began."""
    low, high = tally.origins or (None, None)
    connection.execute(
        "INSERT OR REPLACE INTO traced VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number, changed, program_version(), method, low, high,
            tally.hardened, tally.conflicts, tally.overclaims, pack(story),
        ),
    )  # fmt: skip
