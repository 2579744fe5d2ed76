"""Pages through several processes: real ones, which die, hang and raise."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from selon.errors import SourceError
from selon.run import Broken, StartError, work_through
from selon.types import Page

HERE = Path(__file__).parent
linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def pages(*contents: str) -> Iterator[Page]:
    return (Page(f"p{place}", content, "text/plain") for place, content in enumerate(contents))


# ---------------------------------------------------------------- what is done in the processes


def obey(page: Page) -> str:
    """Do what the page says: "sleep 2", "raise words", "die 9", "die-once PATH", "exit 3", "threads", else say it."""
    order, _, rest = str(page.content).partition(" ")
    if order == "sleep":
        time.sleep(float(rest))
    elif order == "raise":
        raise ValueError(rest)
    elif order == "die":
        os.kill(os.getpid(), int(rest))
    elif order == "die-once" and not Path(rest).exists():
        Path(rest).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    elif order == "exit":
        os._exit(int(rest))
    elif order == "threads":
        return os.environ["OMP_NUM_THREADS"]
    elif order == "tell":
        Path(rest, str(os.getpid())).touch()
        time.sleep(60)
    return str(page.content)


def pid(_: Page) -> int:
    time.sleep(0.05)
    return os.getpid()


def unpicklable(page: Page) -> object:
    return (lambda: 1) if page.content == "bad" else page.content


# ---------------------------------------------------------------- order, laziness, one process


def test_order() -> None:
    orders = [f"sleep {0.2 if place % 5 == 0 else 0}" for place in range(20)]
    assert list(work_through(pages(*orders), obey, processes=3)) == orders


@pytest.mark.parametrize("processes", [1, 2])
def test_what_is_no_page_keeps_its_place(processes: int) -> None:
    error = SourceError("gone.html", "gone.html: no such file")
    first, last = pages("one", "two")
    assert list(work_through([error, first, error, last], obey, processes=processes)) == [error, "one", error, "two"]


def test_input_is_read_as_the_work_goes_on() -> None:
    taken = 0

    def endless() -> Iterator[Page]:
        nonlocal taken
        while True:
            taken += 1
            yield Page(f"p{taken}", "word", "text/plain")

    done = work_through(endless(), obey, processes=2)
    most = 0
    for place in range(50):
        assert next(done) == "word"
        most = max(most, taken - place)
    done.close()
    assert most <= 2 * 4 + 1


def test_a_result_does_not_wait_for_the_next_page() -> None:
    def slow() -> Iterator[Page]:
        yield from pages("one")
        time.sleep(1.5)  # by now it is done
        yield from pages("two")
        pytest.fail("asked for a third page before the first came out")

    done = work_through(slow(), obey, processes=2)
    assert next(done) == "one"
    done.close()


@pytest.mark.parametrize("processes", [1, 2])
def test_an_input_that_raises_does_so_after_what_came_before(processes: int) -> None:
    def breaking() -> Iterator[Page]:
        yield from pages("one", "two")
        raise OSError("the disk is gone")

    done = work_through(breaking(), obey, processes=processes)
    assert [next(done), next(done)] == ["one", "two"]
    with pytest.raises(OSError, match="the disk is gone"):
        next(done)


def test_one_process_is_this_one() -> None:
    assert list(work_through(pages("a", "b"), pid, processes=1)) == [os.getpid()] * 2
    done = list(work_through(pages("raise no verb", "one"), obey, processes=1))
    assert done[1] == "one"
    assert isinstance(done[0], Broken)


def test_several_processes_are_others() -> None:
    found = set(work_through(pages(*"abcdefgh"), pid, processes=2))
    assert len(found) == 2
    assert os.getpid() not in found


def test_a_process_is_replaced_after_some_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.run.lanes._PAGES", 2)
    assert len(set(work_through(pages(*"abcdefgh"), pid, processes=2))) >= 4


def test_less_than_one_process_is_refused() -> None:
    with pytest.raises(ValueError, match="0 processes"):
        work_through(pages("a"), obey, processes=0)


def test_no_pages_no_processes() -> None:
    assert list(work_through(pages(), obey, processes=2)) == []


def test_one_thread_in_each_process() -> None:
    assert list(work_through(pages("threads", "threads"), obey, processes=2)) == ["1", "1"]


# ---------------------------------------------------------------- what breaks


def test_what_breaks_costs_its_page_only() -> None:
    orders = ["one", "raise no verb", "die 9", "two", "sleep 60", "die 11", "three", "exit 3", "four"]
    done = list(work_through(pages(*orders), obey, processes=2, seconds=1.0))
    assert [item for item in done if isinstance(item, str)] == ["one", "two", "three", "four"]
    broken = {item.source: (item.kind, item.message) for item in done if isinstance(item, Broken)}
    assert [item.source for item in done if isinstance(item, Broken)] == ["p1", "p2", "p4", "p5", "p7"]
    assert broken["p1"][0] == "internal-failed"
    assert "ValueError: no verb" in broken["p1"][1]
    assert broken["p2"][0] == broken["p5"][0] == broken["p7"][0] == "crash-failed"
    assert "SIGKILL (out of memory?)" in broken["p2"][1]
    assert "SIGSEGV" in broken["p5"][1]
    assert "status 3" in broken["p7"][1]
    assert broken["p4"] == ("time-failed", "given up after 1 seconds; please report it")


def test_a_page_whose_process_was_killed_from_without_is_tried_again(tmp_path: Path) -> None:
    orders = ["one", f"die-once {tmp_path / 'a'}", f"die-once {tmp_path / 'b'}", "two"]
    assert list(work_through(pages(*orders), obey, processes=2)) == orders


def test_a_result_that_cannot_be_sent_costs_its_page() -> None:
    first, second = work_through(pages("bad", "good"), unpicklable, processes=2)
    assert second == "good"
    assert isinstance(first, Broken)
    assert "pickle" in first.message


def test_large_pages_and_results() -> None:
    words = ["word " * 400_000] * 6
    assert list(work_through(pages(*words), obey, processes=2)) == words


def test_processes_that_cannot_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.run.lanes._serve", pid)  # called without a page
    with pytest.raises(StartError, match="no process"):
        list(work_through(pages("one", "two"), obey, processes=2))


# ---------------------------------------------------------------- no process stays

RUN = """
import sys, contextlib
sys.path.insert(0, {here!r})
from test_run import obey, pages
from selon.run import work_through
if __name__ == "__main__":
    kept = work_through(pages(*{orders!r}), obey, processes=2)
    for done in kept:
        print(done, flush=True)
        {then}
"""


@pytest.fixture
def told(tmp_path: Path) -> Path:
    """The folder where processes at work leave their ids."""
    folder = tmp_path / "told"
    folder.mkdir()
    return folder


@contextlib.contextmanager
def started(told: Path, then: str = "pass", before: tuple[str, ...] = ()) -> Iterator[subprocess.Popen[str]]:
    """A program of its own that works on pages which never end."""
    script = told.parent / "run.py"
    script.write_text(RUN.format(here=str(HERE), orders=[*before, *[f"tell {told}"] * 20], then=then))
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, script], text=True, **pipes) as parent:
        try:
            yield parent
        finally:
            parent.kill()


def workers(told: Path, count: int = 2) -> list[int]:
    """The processes at work, once there are so many."""
    until(lambda: len(list(told.iterdir())) >= count)
    return [int(path.name) for path in told.iterdir()]


def until(true: Callable[[], bool], seconds: float = 10.0) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.02)


def gone(pids: list[int]) -> bool:
    return not any(lives(pid) for pid in pids)


def lives(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


@linux
def test_a_parent_that_is_killed_leaves_no_process(told: Path) -> None:
    with started(told) as parent:
        at_work = workers(told)
        parent.kill()
        until(lambda: gone(at_work), 5.0)


@linux
@pytest.mark.parametrize(
    ("before", "then"),
    [
        ((), "pass"),  # interrupted while it waits for a result
        (("one",), "__import__('time').sleep(60)"),  # interrupted between two results, the iterator left open
    ],
)
def test_an_interruption_ends_all_at_once(told: Path, before: tuple[str, ...], then: str) -> None:
    with started(told, then, before) as parent:
        at_work = workers(told, 2)
        began = time.monotonic()
        for process in at_work:  # a terminal tells all of them
            os.kill(process, signal.SIGINT)
        time.sleep(0.2)
        assert not gone(at_work), "it is the parent's to say"
        parent.send_signal(signal.SIGINT)
        _, said = parent.communicate(timeout=5)
    assert time.monotonic() - began < 3
    assert said.rstrip().endswith("KeyboardInterrupt")
    assert said.count("Traceback") == 1, "a worker does not mind Ctrl-C"
    assert parent.returncode == -signal.SIGINT
    assert gone(at_work)


@linux
def test_closing_ends_all_at_once(told: Path) -> None:
    done = work_through(pages("one", *[f"tell {told}"] * 20), obey, processes=2)
    assert next(done) == "one"
    at_work = workers(told)
    before = time.monotonic()
    done.close()
    assert time.monotonic() - before < 3
    assert gone(at_work)
