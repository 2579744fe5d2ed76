"""Killed, run again, run twice at once, read while written: nothing is lost, nothing twice, nothing half."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

import selon
from ledger_crowd import state_of, write_articles
from selon.api.ledger import Ledger
from selon.api.preparing import incoming_of
from selon.types import Outcome

COUNT = 60


def _add(source: Path, ledger: Path, *, processes: int = 2) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "selon", "add", str(source), "--ledger", str(ledger), "--words-only"]
    return subprocess.Popen(
        [*command, "--processes", str(processes)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=os.environ | {"LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_articles(tmp_path_factory.mktemp("crowd") / "articles.jsonl", COUNT)


@pytest.fixture(scope="module")
def undisturbed(source: Path) -> list[object]:
    ledger = source.with_name("undisturbed.db")
    done = _add(source, ledger, processes=1)
    out, error = done.communicate(timeout=120)
    assert done.returncode == 0, error
    assert f"added: {COUNT}" in out
    return state_of(ledger)


def test_the_number_of_processes_makes_no_difference(source: Path, undisturbed: list[object], tmp_path: Path) -> None:
    done = _add(source, tmp_path / "two.db", processes=2)
    _, error = done.communicate(timeout=120)
    assert done.returncode == 0, error
    assert state_of(tmp_path / "two.db") == undisturbed


def test_killed_at_any_moment_and_run_again(source: Path, undisturbed: list[object], tmp_path: Path) -> None:
    ledger, chance = tmp_path / "killed.db", random.Random(11)
    killed = 0
    for _ in range(4):
        before = _documents(ledger)
        running = _add(source, ledger, processes=1)
        deadline = time.monotonic() + 60
        while _documents(ledger) <= before and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(chance.random() / 4)
        killed += running.poll() is None
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        with Ledger(ledger) as opened:
            assert list(opened.check()) == []
        if _documents(ledger) >= COUNT:
            break
    assert killed
    done = _add(source, ledger, processes=1)
    _, error = done.communicate(timeout=120)
    assert done.returncode == 0, error
    assert state_of(ledger) == undisturbed


def _documents(ledger: Path) -> int:
    if not ledger.exists() or not ledger.stat().st_size:
        return 0
    try:
        with Ledger(ledger, write=False) as opened:
            return opened.stats().documents
    except selon.LedgerError:
        return 0


def test_interrupted_it_says_nothing_and_keeps_what_it_has(source: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "interrupted.db"
    running = _add(source, ledger)
    deadline = time.monotonic() + 60
    while not _documents(ledger) and time.monotonic() < deadline:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, error = running.communicate(timeout=30)
    assert running.returncode == 130
    assert "Traceback" not in error
    with Ledger(ledger) as opened:
        assert list(opened.check()) == []
        assert 0 < opened.stats().documents <= COUNT


def test_two_at_once(source: Path, tmp_path: Path) -> None:
    ledger = tmp_path / "twice.db"
    both = [_add(source, ledger, processes=1) for _ in range(2)]
    for running in both:
        _, error = running.communicate(timeout=120)
        assert running.returncode == 0, error
    with Ledger(ledger) as opened:
        assert opened.stats().documents == opened.stats().versions == COUNT
        assert list(opened.check()) == []


def test_readers_see_whole_documents_while_one_writes(tmp_path: Path) -> None:
    path = tmp_path / "shared.db"
    readings = list(selon.read_sources([str(write_articles(tmp_path / "few.jsonl", 24))]))
    done, seen, wrong, waits = threading.Event(), [0], [], []

    def look() -> None:
        with Ledger(path, write=False, meaning=False) as ledger:
            while not done.is_set():
                begun = time.monotonic()
                heads = ledger.documents(most=5)
                waits.append(time.monotonic() - begun)
                for head in heads:
                    kept = ledger.document(head.id)
                    if len(kept.reading.claims) != head.claims:
                        wrong.append(head)
                    seen[0] += 1

    with Ledger(path, meaning=False) as ledger:
        ledger.add(readings[0])
        readers = [threading.Thread(target=look) for _ in range(8)]
        for reader in readers:
            reader.start()
        outcomes = [ledger.add(reading).outcome for reading in readings[1:]]
        done.set()
        for reader in readers:
            reader.join()
    assert outcomes == [Outcome.ADDED] * 23
    assert seen[0] > 50
    assert not wrong
    assert sorted(waits)[len(waits) // 2] < 0.1


def test_a_failed_write_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (reading,) = selon.read_sources([str(write_articles(tmp_path / "one.jsonl", 1))])
    with Ledger(tmp_path / "half.db", meaning=False) as ledger:
        monkeypatch.setattr("selon.ledger.stories.count_in", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            ledger.add(reading)
        monkeypatch.undo()
        assert ledger.stats().documents == ledger.stats().claims == ledger.stats().entities == 0
        assert ledger.add(reading).outcome is Outcome.ADDED
        assert incoming_of(reading).keys
