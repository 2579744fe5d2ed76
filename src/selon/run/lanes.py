"""Many pages through one function, in several processes, in order, and hard to break.

A lane is a thread here and a process of its own that works on one page at a
time, so it is always known which page a process was on when it died or when
its time was up: that page comes out as `Broken` in its place, a new process
takes over, and the others never notice.

Processes are spawned. A fork would copy the open ledger and the locks of other
threads. A fork server would spare each process 1.1 CPU seconds of imports, of
4 that it takes to be ready for both languages, but it lives on while any of
its children does, so they would outlive a parent that was killed: the kernel
tells a child only of the death of the process that started it. The libraries
that multiply matrices get one thread in each process; they read of it when they
are imported, so the function to be called, whose import brings them in, is sent
after the environment was set.
"""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import logging
import multiprocessing
import os
import pickle
import queue
import signal
import sys
import threading
import traceback
from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import Future, wait
from dataclasses import dataclass
from multiprocessing import connection, resource_tracker
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from selon.types import Page

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

_T = TypeVar("_T")
_P = TypeVar("_P")
_log = logging.getLogger("selon")

PAGE_SECONDS = 120.0
"""How long one page may take. The longest articles take some ten; what takes longer never ends."""
_START_SECONDS = 60.0
_STARTS = 3
"""How often in a row a process may fail to start before the run is given up."""
_WINDOW = 4
"""Pages in flight for each process: the lanes go on while a result is stored or the first page is a slow one."""
_PAGES = 10_000
"""A process is replaced after so many: the parser keeps every new word for good, some 16 kB a page at worst."""
_THREADS = tuple(f"{name}_NUM_THREADS" for name in ("OMP", "OPENBLAS", "MKL", "BLIS"))
_PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Broken:
    """A page on which the work broke down: nothing is known of it but why.

    `kind` is a stable word for a notice: `internal-failed` where the work
    raised, `time-failed` where it took too long, `crash-failed` where its
    process died twice, the second time with no other page at work.
    """

    source: str
    kind: str
    message: str


class StartError(RuntimeError):
    """No process to work in could be started."""


def work_through(
    pages: Iterable[Page | _P], work: Callable[[Page], _T], *, processes: int, seconds: float = PAGE_SECONDS
) -> Generator[_T | _P | Broken, None, None]:
    """What `work` makes of each page, in the order of the pages, by so many processes.

    `work` is a function of a module, and what it returns can be pickled. What
    is no page (an error of finding one) comes out as it is, in its place.
    `pages` is read here, as the work goes on, a few pages ahead. A page on
    which `work` raises, takes more than `seconds` or kills its process comes
    out as `Broken`. With one process the work is done in this one, where
    nothing guards against the last two.

    Closing the generator ends the processes at once. What `pages` raises is
    raised when all before it came out. Raises `StartError` when no process
    can be started, `ValueError` when `processes` is less than 1.
    """
    if processes < 1:
        raise ValueError(f"{processes} processes; give 1 or more")
    return _work_here(pages, work) if processes == 1 else _work_in_lanes(pages, work, processes, seconds)


def _work_here(pages: Iterable[Page | _P], work: Callable[[Page], _T]) -> Generator[_T | _P | Broken, None, None]:
    for page in pages:
        if not isinstance(page, Page):
            yield page
            continue
        try:
            done: _T | Broken = work(page)
        except Exception as error:  # noqa: BLE001 - a bug costs this page, not the run
            done = _explain(page, error)
        yield done


def _work_in_lanes(
    pages: Iterable[Page | _P], work: Callable[[Page], _T], processes: int, seconds: float
) -> Generator[_T | _P | Broken, None, None]:
    """Keep a window of pages in flight; its first comes out as soon as it is done."""
    window: deque[Future[Any]] = deque()
    failure: Exception | None = None
    source = iter(pages)
    with contextlib.closing(_Lanes(work, processes, seconds)) as lanes:
        while True:
            try:
                page = next(source)
            except StopIteration:
                break
            except Exception as error:  # noqa: BLE001 - raised below, after what came before it
                failure = error
                break
            window.append(lanes.submit(page) if isinstance(page, Page) else _known(page))
            while window and (len(window) >= _WINDOW * processes or window[0].done()):
                yield _first(window, lanes)
        while window:
            yield _first(window, lanes)
    if failure:
        raise failure


def _first(window: deque[Future[Any]], lanes: _Lanes[Any]) -> Any:
    """Take out the first of the window. Where its process died, it and all others that died are tried again, alone.

    The one that a process works on when memory runs out is not always the one that takes it all.
    """
    done = window[0].result()
    if isinstance(done, _Died):
        wait(window)
        for place, future in enumerate(window):
            died = future.result()
            if isinstance(died, _Died):
                window[place] = _known(_blamed(lanes.submit(died.page).result()))
        return _first(window, lanes)
    window.popleft()
    return done


def _blamed(done: _T | _Died | Broken) -> _T | Broken:
    if isinstance(done, _Died):
        why = f"the process that worked on it {done.how}, twice; please report it"
        return Broken(done.page.source, "crash-failed", why)
    return done


def _known(item: _T) -> Future[_T]:
    future: Future[_T] = Future()
    future.set_result(item)
    return future


# ---------------------------------------------------------------- lanes


@dataclass(frozen=True, slots=True)
class _Died:
    """The process died while it worked on that page."""

    page: Page
    how: str


class _ClosedError(Exception):
    """The lanes are closed: what is still under way is wanted no more."""


class _Lanes(Generic[_T]):
    """Threads that take pages from one queue, each with a process that does the work; started when there is work."""

    def __init__(self, work: Callable[[Page], _T], processes: int, seconds: float) -> None:
        self._work = pickle.dumps(work)
        self._seconds = seconds
        self._jobs: queue.SimpleQueue[tuple[Page, Future[_T | Broken | _Died]] | None] = queue.SimpleQueue()
        self._lock = threading.Lock()
        self._workers: set[_Worker] = set()
        self._closed = False
        atexit.register(self.close)  # before the one of multiprocessing, which waits for all processes
        if sys.platform != "win32":
            resource_tracker.ensure_running()  # when it starts it lets SIGINT through again: here, not within a lane
        self._threads = [threading.Thread(target=self._run, name="selon-lane", daemon=True) for _ in range(processes)]
        for thread in self._threads:
            thread.start()

    def submit(self, page: Page) -> Future[_T | Broken | _Died]:
        """The page's result, when it is there."""
        future: Future[_T | Broken | _Died] = Future()
        self._jobs.put((page, future))
        return future

    def close(self) -> None:
        """Kill the processes, whatever they do."""
        atexit.unregister(self.close)
        with self._lock:
            self._closed = True
            for worker in self._workers:
                worker.process.kill()
        for _ in self._threads:
            self._jobs.put(None)
        for thread in self._threads:
            thread.join()

    def _run(self) -> None:
        if sys.platform != "win32":  # what a lane starts is not to know of Ctrl-C; the main thread sees to it
            signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        worker: _Worker | None = None
        while job := self._jobs.get():
            page, future = job
            try:
                worker = worker or self._start()
                done, worker = self._ask(worker, page)
                future.set_result(done)
            except (_ClosedError, StartError) as error:
                future.set_exception(error)
        if worker:
            self._end(worker)

    def _start(self) -> _Worker:
        """A process that is ready. Raises `StartError` when none can be had."""
        for _ in range(_STARTS):
            with self._lock:
                if self._closed:
                    raise _ClosedError
                worker = _Worker()
                self._workers.add(worker)
            try:
                why = worker.prepare(self._work)
            except (OSError, EOFError):
                why = f"the last {self._end(worker)}"
            else:
                if why is None:
                    return worker
                self._end(worker)
        raise StartError(f"no process to work in could be started: {why}")

    def _ask(self, worker: _Worker, page: Page) -> tuple[_T | Broken | _Died, _Worker | None]:
        """What became of the page, and the process if it is still fit for use."""
        try:
            done = self._told(page, worker.ask(page, self._seconds))
        except TimeoutError:
            worker.process.kill()
            self._end(worker)
            late = f"given up after {self._seconds:g} seconds; please report it"
            return Broken(page.source, "time-failed", late), None
        except (OSError, EOFError):
            return _Died(page, self._end(worker)), None
        if worker.asked < _PAGES:
            return done, worker
        self._end(worker)
        return done, None

    def _told(self, page: Page, reply: bytes) -> _T | Broken:
        try:
            done: _T | _Raised = pickle.loads(reply)  # noqa: S301 - written by our own process
        except Exception as error:  # noqa: BLE001 - a record that cannot be read again costs its page
            return _explain(page, error)
        if isinstance(done, _Raised):
            _log.debug("%s", done.trace)
            return done.broken
        return done

    def _end(self, worker: _Worker) -> str:
        """Make sure that the process is gone; how it died, in words."""
        with self._lock:  # of two threads that wait for one process only one is told how it ended
            self._workers.discard(worker)
            return worker.end()


# ---------------------------------------------------------------- a process, from here


class _Worker:
    """A process that works on one page at a time."""

    def __init__(self) -> None:
        context = multiprocessing.get_context("spawn")
        self.pipe, there = context.Pipe()
        self.process = context.Process(target=_serve, args=(there, os.getpid()), daemon=True)
        self.process.start()
        there.close()
        self.asked = 0

    def prepare(self, work: bytes) -> str | None:
        """Send it what to do. Why it cannot; None when it is ready."""
        self.pipe.send((sys.path, work))
        if not self._answers(_START_SECONDS):
            return f"not ready after {_START_SECONDS:g} seconds"
        why: str | None = self.pipe.recv()
        return why

    def ask(self, page: Page, seconds: float) -> bytes:
        """Its reply. Raises `TimeoutError` when there is none in time, `OSError` or `EOFError` when it died."""
        self.asked += 1
        self.pipe.send(page)
        if not self._answers(seconds):
            raise TimeoutError
        return self.pipe.recv_bytes()

    def end(self) -> str:
        """Kill it unless it died; how it died, in words."""
        self.pipe.close()
        self.process.join(1.0)
        self.process.kill()
        self.process.join()
        code = self.process.exitcode or 0
        self.process.close()
        if code >= 0:
            return f"ended with status {code}"
        name = signal.Signals(-code).name if -code in set(signal.Signals) else f"signal {-code}"
        hint = " (out of memory?)" if name == "SIGKILL" else ""
        return f"died of {name}{hint}"

    def _answers(self, seconds: float) -> bool:
        return bool(connection.wait([self.pipe, self.process.sentinel], seconds))


# ---------------------------------------------------------------- a process, from within


@dataclass(frozen=True, slots=True)
class _Raised:
    """The work raised; `trace` is where."""

    broken: Broken
    trace: str


def _serve(pipe: Connection, parent: int) -> None:
    """Answer for pages until the other end is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with(parent)
    os.environ.update(dict.fromkeys(_THREADS, "1"))
    sys.path[:], pickled = pipe.recv()
    try:
        work = pickle.loads(pickled)  # noqa: S301 - written by our own parent
    except Exception as error:  # noqa: BLE001 - told to the parent, who raises
        pipe.send(f"{type(error).__name__}: {error}")
        return
    pipe.send(None)
    with contextlib.suppress(EOFError, OSError):
        while True:
            pipe.send_bytes(_answer(work, pipe.recv()))


def _answer(work: Callable[[Page], object], page: Page) -> bytes:
    try:
        return pickle.dumps(work(page), pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - a bug costs this page, not the run
        return pickle.dumps(_Raised(_explain(page, error), traceback.format_exc()))


def _explain(page: Page, error: Exception) -> Broken:
    _log.debug("%s", error, exc_info=error)
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    message = f"selon broke down on it ({what}); please report it, SELON_DEBUG=1 shows where"
    return Broken(page.source, "internal-failed", message)


def _die_with(parent: int) -> None:
    """Have the kernel kill this process when its parent dies; elsewhere than on Linux it ends after its page."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:  # it died before it could be asked for
            os._exit(1)
