"""`selon serve`: what it refuses, in words, and that it answers once it runs."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner
from web_site import write_ledger

from selon.cli.serving import _listen, address_of, serve_command
from selon.web import ServeSettings
from selon.web.ledgers import Ledgers

app = typer.Typer()
app.command()(serve_command)


def _refused(*arguments: str) -> str:
    ended = CliRunner().invoke(app, [*arguments, "--no-open"])
    assert ended.exit_code == 2, ended.output
    return ended.output


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    words = _refused("--ledger", str(tmp_path / "none.db"))
    assert "no such ledger" in words
    assert "--write" in words


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    (tmp_path / "text.db").write_text("not a ledger")
    assert "no ledger" in _refused("--ledger", str(tmp_path / "text.db"))


def test_others_cannot_write_without_a_token(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "small.db")
    assert "--token" in _refused("--ledger", str(path), "--host", "0.0.0.0", "--write")


def test_a_port_that_is_taken(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "small.db")
    with socket.create_server(("127.0.0.1", 0)) as taken:
        words = _refused("--ledger", str(path), "--port", str(taken.getsockname()[1]))
    assert "--port" in words


def test_an_answer_does_not_wait_for_the_one_before_it() -> None:
    with _listen("127.0.0.1", 0) as listening, socket.create_connection(listening.getsockname()[:2]):
        accepted, _ = listening.accept()
        with accepted:
            # by this asyncio knows that it is to send small pieces at once
            assert accepted.proto == socket.IPPROTO_TCP


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        ({}, "http://127.0.0.1:8765/"),
        ({"port": 80, "host": "::1"}, "http://[::1]:80/"),
        ({"host": "0.0.0.0", "write": True, "token": "t"}, "http://localhost:8765/enter?token=t"),
        ({"token": "t"}, "http://127.0.0.1:8765/"),
    ],
)
def test_the_address(settings: dict[str, object], address: str) -> None:
    assert address_of(ServeSettings(Path("x.db"), **settings)) == address  # type: ignore[arg-type]


AT_ONCE = """
import sys, threading
{given}
sys.setswitchinterval(1e-6)
barrier = threading.Barrier(8)
def do():
    barrier.wait()
    {done}
threads = [threading.Thread(target=do) for _ in range(8)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
READING = """
import selon
from selon.report.records import record_of
from selon.types import Document, Reading
record = record_of(Reading(Document("d", "Oui.", "fr", ())))
"""
FIRST = (
    ("from selon.lang import load_lexicon", "load_lexicon('fr')"),
    (READING, "selon.reading_from_record(record)"),
)


@pytest.mark.parametrize(("given", "done"), FIRST * 3)  # without a lock every other of these ended the process
def test_threads_may_need_the_same_for_the_first_time(given: str, done: str) -> None:
    script = AT_ONCE.format(given=given, done=done)
    result = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True, text=True)
    assert (result.returncode, result.stderr) == (0, "")


def test_what_is_not_there_takes_no_room_of_what_is(tmp_path: Path) -> None:
    ledgers, made = Ledgers(ServeSettings(tmp_path / "none.db")), list[str]()
    ledgers.remembered("there", lambda: made.append("there"))
    for number in range(100):
        with pytest.raises(LookupError):
            ledgers.remembered(number, dict[str, str]().popitem)
    ledgers.remembered("there", lambda: made.append("again"))
    assert made == ["there"]


def test_what_is_made_of_a_story_outlives_changes_elsewhere(tmp_path: Path) -> None:
    ledgers, made = Ledgers(ServeSettings(tmp_path / "none.db")), list[int]()

    def longer(given: tuple[int, ...]) -> int:
        made.append(len(given))
        return len(given)

    assert [ledgers.made_of("key", tuple(given), longer) for given in ([1, 2], [1, 2], [1], [1])] == [2, 2, 1, 1]
    assert made == [2, 1]


def test_it_runs_until_it_is_interrupted(tmp_path: Path) -> None:
    path = write_ledger(tmp_path / "small.db")
    script = "import typer; from selon.cli.serving import serve_command as s; a = typer.Typer(); a.command()(s); a()"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-c", script, "--ledger", str(path), "--port", str(port), "--no-open", "--words-only"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as running:
        try:
            page = _asked(f"http://127.0.0.1:{port}/stories")
        finally:
            running.send_signal(signal.SIGINT)
            _, said = running.communicate(timeout=30)
    assert re.search(r"<h1>", page)
    assert f"http://127.0.0.1:{port}/".encode() in said
    assert b"Traceback" not in said
    assert running.returncode == 0


def _asked(url: str) -> str:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError), urllib.request.urlopen(url, timeout=5) as answer:  # noqa: S310  (ours)
            return str(answer.read().decode())
        time.sleep(0.2)
    pytest.fail(f"nothing answered at {url}")
