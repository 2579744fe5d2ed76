"""The ledger as many readers and few writers have it open at once."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TypeVar, cast

from selon.api.ledger import Ledger
from selon.web.settings import ServeSettings

_REMEMBERED = 64
"""Answers that took long and are remembered."""
_MADE = 16
"""The same of what is made of an answer, with the answer."""

Answer = TypeVar("Answer")
Given = TypeVar("Given")


@dataclass(slots=True)
class _Remembered:
    """An answer, or the wait for it: whoever asks meanwhile waits too, instead of working it out again."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    done: bool = False
    value: object = None


@dataclass(slots=True)
class _Opened:
    """A thread's own ledger, and the file it was opened on."""

    ledger: Ledger
    file: int


class Ledgers:
    """One ledger: a connection for each thread that reads, one that writes, and answers remembered until it changes."""

    def __init__(self, settings: ServeSettings) -> None:
        self._settings = settings
        self._own = threading.local()
        self._writer: Ledger | None = None
        self._writing = threading.Lock()
        self._remembering = threading.Lock()
        self._written = 0
        self._answers: OrderedDict[Hashable, _Remembered] = OrderedDict()
        self._made: OrderedDict[Hashable, tuple[object, object]] = OrderedDict()

    def reading(self) -> Ledger:
        """The ledger of this thread, which changes nothing. Raises `LedgerError` where none can be read."""
        file = self._file()
        opened: _Opened | None = getattr(self._own, "opened", None)
        if opened is None or opened.file != file:
            # where another file was put in its place, the old one would be read for ever
            if opened is not None:
                opened.ledger.close()
                self._own.opened = None
            ledger = Ledger(self._settings.ledger, write=False, meaning=self._settings.meaning)
            opened = self._own.opened = _Opened(ledger, self._file())
        return opened.ledger

    def _file(self) -> int:
        try:
            return self._settings.ledger.stat().st_ino
        except OSError:
            return 0

    @contextmanager
    def writing(self) -> Iterator[Ledger]:
        """The ledger to write in, for one at a time. Raises `LedgerError` as `Ledger` does."""
        with self._writing:
            if self._writer is None:
                self._writer = Ledger(self._settings.ledger, meaning=self._settings.meaning)
            try:
                yield self._writer
            finally:
                self._written += 1

    def stamp(self) -> str:
        """Something that is another whenever anything in the ledger is, whoever changed it."""
        # two changes may fall into one tick of the file system's clock: our own are counted as well
        parts = [f"{self._written:x}"]
        for name in (self._settings.ledger.name, f"{self._settings.ledger.name}-wal"):
            try:
                found = self._settings.ledger.with_name(name).stat()
            except OSError:
                continue
            parts.append(f"{found.st_ino:x}.{found.st_mtime_ns:x}.{found.st_size:x}")
        return "-".join(parts)

    def remembered(self, key: Hashable, make: Callable[[], Answer]) -> Answer:
        """What `make` gives, worked out once as long as the ledger stays as it is."""
        asked = (self.stamp(), key)
        with self._remembering:
            held = self._answers.setdefault(asked, _Remembered())
            self._answers.move_to_end(asked)
            while len(self._answers) > _REMEMBERED:
                self._answers.popitem(last=False)
        try:
            with held.lock:
                if not held.done:
                    held.value, held.done = make(), True
        finally:
            if not held.done:  # what is not there takes no room of what is
                with self._remembering:
                    self._answers.pop(asked, None)
        return cast("Answer", held.value)

    def made_of(self, key: Hashable, given: Given, make: Callable[[Given], Answer]) -> Answer:
        """What `make` gives of something, worked out once as long as that is equal to what it was.

        This outlives changes of the ledger that did not touch what was given.
        """
        with self._remembering:
            before = self._made.get(key)
            if before is not None:
                self._made.move_to_end(key)
        if before is not None and before[0] == given:
            return cast("Answer", before[1])
        made = make(given)
        with self._remembering:
            self._made[key] = (given, made)
            self._made.move_to_end(key)
            while len(self._made) > _MADE:
                self._made.popitem(last=False)
        return made

    def close(self) -> None:
        """Close what this thread has open, and the writer."""
        opened: _Opened | None = getattr(self._own, "opened", None)
        if opened is not None:
            opened.ledger.close()
            self._own.opened = None
        with self._writing:
            if self._writer is not None:
                self._writer.close()
                self._writer = None
