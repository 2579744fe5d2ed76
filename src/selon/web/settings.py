"""What a reader is started with."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass, field
from pathlib import Path

from selon.page import FetchSettings

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def _patient_enough() -> FetchSettings:
    """An address is fetched while somebody waits for it: once, and not for long."""
    return FetchSettings(timeout=15.0, max_bytes=5_000_000, delay=0.0)


@dataclass(frozen=True, slots=True)
class ServeSettings:
    """How a ledger is served.

    With `write` documents are added and judgements made; whoever does must then
    know `token`, where there is one. `host` and `port` are where it listens,
    `names` further host names under which it may be asked for. `meaning` is
    whether sentences are compared by the encoder. `fetch` says how addresses
    that readers give are fetched.

    `max_body` is in bytes, for what a reader pastes or drops; `max_text` in
    characters, for what is read while they wait. `readers` requests are
    answered at a time, and `heavy` of what takes long (reading an article).
    `patience` is in seconds: how long a request may take to arrive.
    """

    ledger: Path
    write: bool = False
    token: str | None = None
    host: str = "127.0.0.1"
    port: int = 8765
    names: tuple[str, ...] = ()
    meaning: bool = True
    fetch: FetchSettings = field(default_factory=_patient_enough)
    max_body: int = 2_000_000
    max_text: int = 300_000
    readers: int = 8
    heavy: int = 2
    patience: float = 30.0

    @property
    def local(self) -> bool:
        """Whether only this machine can reach it."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether an address to listen at is this machine's own."""
    if host in LOOPBACK:
        return True
    try:
        return ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def may_be_served(settings: ServeSettings) -> bool:
    """Whether nobody from elsewhere can write without a token."""
    return not settings.write or settings.local or bool(settings.token)
