"""How far a run has come, on standard error: a line that moves on a terminal, a line a minute elsewhere."""

from __future__ import annotations

import sys
import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from rich.status import Status

_EVERY = 60.0


class Progress:
    """Counts documents. `shown` is whether a line may move: not where the data itself appears on the same screen."""

    def __init__(self, *, quiet: bool, shown: bool) -> None:
        self._quiet = quiet
        self._shown = shown and not quiet and sys.stderr.isatty()
        self._status: Status | None = None
        self._read = self._failed = 0
        self._told = time.monotonic()

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
        counted = f"selon: {self._read} read" + (f", {self._failed} failed" if self._failed else "")
        if self._status:
            self._status.update(counted)
        elif not self._quiet and time.monotonic() - self._told >= _EVERY:
            self._told = time.monotonic()
            self.say(counted)

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
