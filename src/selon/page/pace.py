"""How fast a host is asked: a pause between one page of it and the next."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

MOST = 30.0
"""The longest pause in seconds that a robots.txt is granted."""


@dataclass(slots=True)
class Pace:
    """When each host was last asked for a page. `delay`: seconds to leave between two pages of one host."""

    delay: float
    _left: dict[str, float] = field(init=False, default_factory=dict)

    def wait(self, host: str, wished: float | None = None) -> float:
        """Wait until the host may be asked again; for how long, in seconds. The first time there is no wait.

        wished: the pause that its robots.txt asks for, in seconds.
        """
        left = self._left.get(host)
        if left is None:
            return 0.0
        pause = max(self.delay, min(max(0.0, wished or 0.0), MOST)) - (time.monotonic() - left)
        if pause <= 0:
            return 0.0
        time.sleep(pause)
        return pause

    def leave(self, host: str) -> None:
        """Remember that the host was asked just now."""
        self._left[host] = time.monotonic()
