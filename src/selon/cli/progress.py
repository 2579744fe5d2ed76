"""How far a run has come, on standard error: a line that moves on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.status import Status

_EVERY = 60.0
_SOON = 2.0
"""Seconds after which a rate means something."""


class Progress:
    """Counts documents. `shown` is whether a line may move: not where the data itself appears on the same screen."""

    def __init__(self, *, quiet: bool, shown: bool) -> None:
        self._quiet = quiet
        self._shown = shown and not quiet and sys.stderr.isatty()
        self._status: Status | None = None
        self._read = self._failed = 0
        self._expected: int | None = None
        self._begun = self._told = time.monotonic()

    def __enter__(self) -> Self:
        if self._shown:
            from rich.console import Console

            self._status = Console(stderr=True).status("selon: reading")
            self._status.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._status:
            self._status.stop()

    def advance(self, *, failed: bool) -> None:
        """Another document is done."""
        self._read += not failed
        self._failed += failed
        now = time.monotonic()
        if self._status:
            self._status.update(self._counted(now))
        elif not self._quiet and now - self._told >= _EVERY:
            self._told = now
            self.say(self._counted(now))

    def expect(self, sources: Sequence[str]) -> None:
        """Where a line moves, count what local sources hold meanwhile, so that the time left can be told."""
        local = [source for source in sources if source != "-" and "://" not in source]
        if self._status and local and len(local) == len(sources):
            threading.Thread(target=self._count, args=(local,), daemon=True).start()

    def _count(self, sources: Sequence[str]) -> None:
        from selon.page import FetchSettings, count_pages

        self._expected = count_pages(sources, FetchSettings())

    def _counted(self, now: float) -> str:
        done, seconds = self._read + self._failed, now - self._begun
        words = f"selon: {self._read}" + (f" of {self._expected}" if self._expected is not None else "") + " read"
        words += f", {self._failed} failed" if self._failed else ""
        if seconds < _SOON or not done:
            return words
        words += f", {done / seconds:.1f} a second" if done > seconds else f", {60 * done / seconds:.1f} a minute"
        left = ((self._expected or 0) - done) * seconds / done
        return words + (f", {_time_words(left)} left" if left > 0 else "")

    def doing(self, what: str) -> None:
        """Say what goes on now, where a line moves."""
        if self._status:
            self._status.update(f"selon: {what}")

    def say(self, line: str) -> None:
        """Write a line to standard error, above the one that moves."""
        if self._status:
            self._status.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            sys.stderr.write(line + "\n")
            sys.stderr.flush()


def _time_words(seconds: float) -> str:
    if seconds < 90:
        return f"{seconds:.0f} s"
    return f"{seconds / 60:.0f} min" if seconds < 5_400 else f"{seconds / 3600:.1f} h"
