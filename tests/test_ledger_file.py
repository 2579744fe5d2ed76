"""The ledger's file: made, migrated, refused, damaged, full, read-only."""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import apsw
import pytest
from ledger_articles import dam, fair

from selon.api.ledger import Ledger
from selon.errors import LedgerError
from selon.ledger import database
from selon.ledger.database import Migration


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "selon.db"


@pytest.fixture
def filled(path: Path) -> Path:
    with Ledger(path) as ledger:
        ledger.add(dam())
        ledger.add(fair())
    return path


def test_a_new_ledger_is_strict_and_in_wal(filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA application_id").fetchone() == (database.APPLICATION,)
        loose = connection.execute(
            "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict"
            " AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%\\_words\\_%' ESCAPE '\\'"
        ).fetchall()
        assert loose == []
        assert connection.execute("SELECT number FROM migration").fetchall() == [(1,)]
    connection.close()


def test_what_is_not_there_is_not_made_to_be_read(path: Path) -> None:
    with pytest.raises(LedgerError, match="no such ledger; make one with `selon add"):
        Ledger(path, write=False)
    assert not path.exists()


@pytest.mark.parametrize("write", [True, False])
def test_a_folder_is_refused(tmp_path: Path, *, write: bool) -> None:
    with pytest.raises(LedgerError, match="this is a folder"):
        Ledger(tmp_path, write=write)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no folder"):
        Ledger(tmp_path / "nowhere" / "selon.db")


@pytest.mark.parametrize("content", [b"Chers lecteurs,\n" * 50, b"SQLite format 3\x00" + b"\x00" * 20, b"x"])
def test_what_is_no_ledger_is_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(LedgerError, match="this is no ledger, and was left as it is"):
        Ledger(path)
    assert path.read_bytes() == content


def test_a_database_of_another_program_is_left_as_it_is(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipe (name TEXT)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(LedgerError, match="a database of another program"):
        Ledger(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9])
def test_a_truncated_ledger_is_refused_and_not_touched(filled: Path, share: float) -> None:
    whole = filled.read_bytes()
    filled.write_bytes(whole[: int(len(whole) * share)])
    before = filled.read_bytes()
    with pytest.raises(LedgerError, match="cut short"):
        Ledger(filled)
    assert filled.read_bytes() == before


def test_a_damaged_page_is_told(filled: Path) -> None:
    whole = bytearray(filled.read_bytes())
    for at in range(3 * 4096, len(whole) - 4096, 4096):
        whole[at : at + 64] = os.urandom(64)
    filled.write_bytes(bytes(whole))
    with pytest.raises(LedgerError, match=r"damaged|no ledger"), Ledger(filled, write=False) as ledger:
        list(ledger.kept())


def test_a_newer_ledger_is_refused(filled: Path) -> None:
    with sqlite3.connect(filled) as connection:
        connection.execute("INSERT INTO migration VALUES (99, 'from the future', '2040-01-01T00:00:00Z', '9')")
    connection.close()
    with pytest.raises(LedgerError, match=r"written by a newer version of selon .schema 99"):
        Ledger(filled)


def test_an_older_ledger_is_migrated_after_a_backup(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Migration(
        2, "colours", "CREATE TABLE colour (name TEXT NOT NULL) STRICT; INSERT INTO colour VALUES ('ocre');"
    )
    steps = (*database.migrations(), step)
    monkeypatch.setattr(database, "migrations", lambda: steps)
    with pytest.raises(LedgerError, match=r"of an older version .schema 1.; `selon ledger check"):
        Ledger(filled, write=False)
    with Ledger(filled) as ledger:
        assert ledger.stats().schema == 2
        assert ledger.stats().documents == 2
    backup = filled.with_name("selon.db.schema-1.bak")
    monkeypatch.undo()
    with Ledger(backup) as old:
        assert (old.stats().schema, old.stats().documents) == (1, 2)


def test_a_migration_that_fails_leaves_nothing_of_itself(filled: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    step = Migration(2, "broken", "CREATE TABLE colour (name TEXT) STRICT; INSERT INTO nowhere VALUES (1);")
    steps = (*database.migrations(), step)
    monkeypatch.setattr(database, "migrations", lambda: steps)
    with pytest.raises(LedgerError):
        Ledger(filled)
    monkeypatch.undo()
    with Ledger(filled) as ledger:
        assert ledger.stats().schema == 1
        assert list(ledger.check()) == []


def test_a_ledger_in_a_folder_where_nothing_may_be_written_is_read(filled: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("root may write anywhere")
    filled.parent.chmod(0o500)
    try:
        with Ledger(filled, write=False) as ledger:
            assert ledger.stats().documents == 2
        with pytest.raises(LedgerError, match=r"may not be written|cannot be opened"):
            Ledger(filled.with_name("other.db"))
    finally:
        filled.parent.chmod(0o700)


def test_reading_changes_nothing(filled: Path) -> None:
    before = filled.read_bytes()
    with Ledger(filled, write=False) as ledger:
        assert len(ledger.search("barrage")) > 0
        assert ledger.story("s1").story.id == "s1"
        with pytest.raises(LedgerError, match="may not be written"):
            ledger.add(fair())
    assert filled.read_bytes() == before


FULL = """
import resource, sys
sys.path[:0] = {path!r}
from ledger_articles import dam, dam_en, fair
from selon.api.ledger import Ledger
from selon.errors import LedgerError
import signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
articles = [dam(), dam_en(), fair()]
with Ledger({ledger!r}) as ledger:
    print(ledger.add(articles[0]).document, flush=True)
    size = {room}
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        for article in articles[1:]:
            print(ledger.add(article).document, flush=True)
    except LedgerError as error:
        print(f"told: {{error}}", flush=True)
"""


def test_a_full_disk_is_told_and_nothing_is_lost(path: Path) -> None:
    script = FULL.format(path=[str(Path(__file__).parent)], ledger=str(path), room=400_000)
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=120)
    told = done.stdout.splitlines()
    assert told[-1].startswith("told: ")
    with Ledger(path) as ledger:
        assert list(ledger.check()) == []
        assert [kept.reading.document.id for kept in ledger.kept()] == told[:-1]


@pytest.fixture
def tiny(tmp_path: Path) -> Iterator[Path]:
    """A disk of its own that is soon full; only where one may be mounted."""
    place = tmp_path / "disk"
    place.mkdir()
    mount, umount = shutil.which("mount"), shutil.which("umount")
    if not mount or not umount:
        pytest.skip("no disk can be mounted here")
    mounted = subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=600k", "tmpfs", str(place)], capture_output=True, check=False
    )
    if mounted.returncode:
        pytest.skip("no disk can be mounted here")
    yield place
    subprocess.run([umount, "-l", str(place)], check=True)


def test_a_real_full_disk(tiny: Path) -> None:
    with Ledger(tiny / "selon.db") as ledger:
        with pytest.raises(LedgerError, match=r"no room left|disk failed"):
            _fill(ledger)
        assert ledger.stats().documents > 0
        assert list(ledger.check()) == []


def _fill(ledger: Ledger) -> None:
    article = dam()
    for number in range(200):
        document = replace(article.document, id=f"d{number}", url=f"https://fil.example/{number}")
        ledger.add(replace(article, document=document))


def test_sqlite_is_new_enough() -> None:
    assert apsw.sqlite_lib_version() >= "3.44"
