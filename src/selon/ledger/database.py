"""The file: opened, checked, migrated, and every error of SQLite put into words.

A ledger is one SQLite file in WAL mode. The steps of its schema stand in
`schema/`, numbered; each is applied with its record in one transaction, after
a copy of the file was put beside it. A file of a newer version, of another
program, or cut short is refused and not touched.
"""

from __future__ import annotations

import contextlib
import datetime
import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import metadata, resources
from pathlib import Path
from typing import Any

import apsw

from selon.errors import LedgerError

APPLICATION = 0x73656C6E
"""The mark in the file's header: "seln"."""
_BUSY = 60_000
"""Milliseconds a writer waits for another to finish."""
_HEADER = 100
_CACHE = -64_000
"""Kibibytes of the file that a connection keeps in memory, negative as SQLite wants it."""


@dataclass(frozen=True, slots=True)
class Migration:
    """One step of the schema."""

    number: int
    name: str
    sql: str


@functools.cache
def migrations() -> tuple[Migration, ...]:
    """The steps of the schema in order."""
    files = sorted(
        (file for file in resources.files("selon.ledger").joinpath("schema").iterdir() if file.name.endswith(".sql")),
        key=lambda file: file.name,
    )
    return tuple(Migration(int(file.name[:3]), file.name[4:-4], file.read_text("utf-8")) for file in files)


@functools.cache
def program_version() -> str:
    """The version of the program, as kept documents carry it."""
    try:
        return metadata.version("selon")
    except metadata.PackageNotFoundError:
        return "0"


def now() -> str:
    """The moment, in universal time, to the second."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


# ---------------------------------------------------------------- opening


def connect(path: Path, *, write: bool, create: bool) -> apsw.Connection:
    """An open ledger, brought to this version's schema if `write`.

    Raises `LedgerError` when there is none and `create` is false, when the file
    is something else, is damaged, was written by a newer version, or is of an
    older one and must not be written.
    """
    with told(path):
        fresh = not _exists(path)
        if fresh and not (create and write):
            raise LedgerError(str(path), f"{path}: no such ledger; make one with `selon add SOURCE --ledger {path}`")
        if not fresh:
            _check_file(path)
        connection = _open(path, write=write)
        try:
            _prepare(connection, path, write=write, fresh=fresh)
        except BaseException:
            connection.close()
            raise
    return connection


def _exists(path: Path) -> bool:
    if path.is_dir():
        raise LedgerError(str(path), f"{path}: this is a folder; name a file in it, such as {path / 'selon.db'}")
    if not path.exists() and not path.parent.is_dir():
        raise LedgerError(str(path), f"{path}: there is no folder {path.parent}; make it first")
    return path.exists() and path.stat().st_size > 0


def _check_file(path: Path) -> None:
    """Refuse what is not a whole SQLite file of ours, before SQLite touches it."""
    with path.open("rb") as stream:
        header = stream.read(_HEADER)
    if not header.startswith(b"SQLite format 3\x00") or len(header) < _HEADER:
        raise LedgerError(str(path), f"{path}: this is no ledger, and was left as it is; name another file")
    mark = int.from_bytes(header[68:72], "big")
    journal = path.with_name(path.name + "-wal")
    waiting = journal.exists() and journal.stat().st_size > 0
    if mark != APPLICATION and not (mark == 0 and waiting):
        raise LedgerError(str(path), f"{path}: a database of another program, and was left as it is; name another file")
    page = int.from_bytes(header[16:18], "big")
    whole = (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")
    if path.stat().st_size < whole and not waiting:
        raise LedgerError(
            str(path),
            f"{path}: cut short ({path.stat().st_size} of {whole} bytes), and was left as it is; take a copy of it "
            "that is whole",
        )


def _open(path: Path, *, write: bool) -> apsw.Connection:
    if write:
        return apsw.Connection(str(path), apsw.SQLITE_OPEN_READWRITE | apsw.SQLITE_OPEN_CREATE)
    connection = apsw.Connection(str(path), apsw.SQLITE_OPEN_READONLY)
    try:
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchall()
    except (apsw.CantOpenError, apsw.ReadOnlyError):
        # a folder in which nothing may be written: nobody else can write there either
        connection.close()
        where = path.resolve().as_uri() + "?immutable=1"
        return apsw.Connection(where, apsw.SQLITE_OPEN_READONLY | apsw.SQLITE_OPEN_URI)
    return connection


def _prepare(connection: apsw.Connection, path: Path, *, write: bool, fresh: bool) -> None:
    connection.set_busy_timeout(_BUSY)
    connection.execute(f"PRAGMA cache_size = {_CACHE}")
    connection.execute("PRAGMA temp_store = memory")
    if write:
        connection.execute("PRAGMA foreign_keys = on")
        if fresh:
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
        connection.execute("PRAGMA journal_mode = wal").fetchall()
        connection.execute("PRAGMA synchronous = full")
    else:
        connection.execute("PRAGMA query_only = on")
    _migrate(connection, path, write=write, fresh=fresh)


# ---------------------------------------------------------------- migrating


def schema_of(connection: apsw.Connection) -> int:
    """The number of the last migration that was applied; 0 for none."""
    if not connection.execute("SELECT 1 FROM sqlite_schema WHERE name = 'migration'").fetchall():
        return 0
    return int(rows_of(connection, "SELECT coalesce(max(number), 0) FROM migration")[0][0])


def _migrate(connection: apsw.Connection, path: Path, *, write: bool, fresh: bool) -> None:
    have, want = schema_of(connection), migrations()[-1].number
    if have > want:
        raise LedgerError(
            str(path),
            f"{path}: written by a newer version of selon (schema {have}, this one knows {want}), and was left as it "
            "is; install the newer version",
        )
    if have == want:
        return
    if not write:
        raise LedgerError(
            str(path), f"{path}: of an older version (schema {have}); `selon ledger check --ledger {path}` migrates it"
        )
    if not fresh and have:
        _back_up(connection, path, have)
    for step in migrations():
        _apply(connection, step)


def _apply(connection: apsw.Connection, step: Migration) -> None:
    """One step and its record, both or neither; another process may have been first."""
    with writing(connection):
        connection.execute(
            "CREATE TABLE IF NOT EXISTS migration (number INTEGER PRIMARY KEY, name TEXT NOT NULL, "
            "applied TEXT NOT NULL, read_by TEXT NOT NULL) STRICT"
        )
        if schema_of(connection) < step.number:
            connection.execute(step.sql)
            connection.execute(
                "INSERT INTO migration VALUES (?, ?, ?, ?)", (step.number, step.name, now(), program_version())
            )


def _back_up(connection: apsw.Connection, path: Path, schema: int) -> None:
    """A copy beside the ledger, whole or not at all."""
    kept = path.with_name(f"{path.name}.schema-{schema}.bak")
    if kept.exists():
        return
    part = kept.with_name(kept.name + ".part")
    part.unlink(missing_ok=True)
    target = apsw.Connection(str(part))
    with target.backup("main", connection, "main") as copying:
        copying.step()
    target.close()
    part.replace(kept)


# ---------------------------------------------------------------- transactions and errors


_DIGITS = 18
"""As many as surely fit into a row's number."""


def row_number(name: str, letter: str) -> int | None:
    """The row number in an id ("s12"); None where it is no such id, or one that no row can have."""
    digits = name[1:]
    sound = name[:1] == letter and digits.isascii() and digits.isdecimal() and len(digits) <= _DIGITS
    return int(digits) if sound else None


def rows_of(connection: apsw.Connection, sql: str, values: Sequence[object] = ()) -> list[Any]:
    """The rows of a query, each a tuple of what SQLite gave."""
    return connection.execute(sql, tuple(values)).fetchall()


@contextlib.contextmanager
def writing(connection: apsw.Connection) -> Iterator[None]:
    """A transaction that writes, from its first moment: all of it or nothing. Within another it is part of that."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        with contextlib.suppress(apsw.Error):
            connection.execute("ROLLBACK")
        raise
    try:
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(apsw.Error):
            connection.execute("ROLLBACK")
        raise


@contextlib.contextmanager
def reading(connection: apsw.Connection) -> Iterator[None]:
    """Everything read inside is of one moment, whoever writes meanwhile."""
    if connection.in_transaction:
        yield
        return
    connection.execute("BEGIN")
    try:
        yield
    finally:
        with contextlib.suppress(apsw.Error):
            connection.execute("ROLLBACK")


@contextlib.contextmanager
def told(path: Path) -> Iterator[None]:
    """SQLite's errors, and the system's, as `LedgerError`."""
    try:
        yield
    except apsw.Error as error:
        raise LedgerError(str(path), f"{path}: {_words(error)}") from error
    except OSError as error:
        raise LedgerError(
            str(path), f"{path}: {error.strerror or error}; check the path and its permissions"
        ) from error


def _words(error: apsw.Error) -> str:
    for kind, words in _WORDS:
        if isinstance(error, kind):
            return words
    return f"SQLite says: {error}"


_WORDS: tuple[tuple[type[apsw.Error], str], ...] = (
    (apsw.NotADBError, "this is no ledger, and was left as it is; name another file"),
    (apsw.CorruptError, "damaged; `selon ledger check` says how far; go back to a copy that is whole"),
    (apsw.FullError, "no room left on the disk; what was reported as added is kept, make room and run it again"),
    (apsw.ReadOnlyError, "may not be written; change its permissions, or name another file"),
    (apsw.CantOpenError, "cannot be opened; check the path and its permissions"),
    (apsw.PermissionsError, "no permission; change its permissions, or name another file"),
    (apsw.BusyError, f"another program has been writing for {_BUSY // 1000} seconds; try again"),
    (apsw.IOError, "the disk failed; what was reported as added is kept, check the disk and run it again"),
    (apsw.ConstraintError, "something that must not be was refused; please report it"),
)
