"""What answers of one reader share, and one request with all that its answer needs."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from starlette.exceptions import HTTPException
from starlette.requests import Request

from selon.api.ledger import Ledger
from selon.report.interface import Interface
from selon.web.forms import Form
from selon.web.ledgers import Ledgers
from selon.web.sessions import Session, Sessions
from selon.web.settings import ServeSettings

if TYPE_CHECKING:
    from jinja2 import Environment

JUDGE = "selon_by"
"""The cookie with the name under which a reader judges."""
_LONGEST_NAME = 80
_WAIT = 5.0
"""Seconds that somebody waits for room."""


@dataclass(frozen=True, slots=True)
class Desk:
    """What all answers share: settings, the ledger, sessions, templates, and room for what takes long."""

    settings: ServeSettings
    ledgers: Ledgers
    sessions: Sessions
    templates: Environment
    room: threading.BoundedSemaphore

    @contextmanager
    def heavy(self) -> Iterator[None]:
        """Room for something that takes long. Raises `HTTPException` (503) where others fill it."""
        if not self.room.acquire(timeout=_WAIT):
            raise HTTPException(503)
        try:
            yield
        finally:
            self.room.release()


@dataclass(frozen=True, slots=True)
class Visit:
    """One request: who asks, in which language, for what."""

    request: Request
    desk: Desk
    ui: Interface
    session: Session
    form: Form = field(default_factory=Form)

    @property
    def settings(self) -> ServeSettings:
        """How the ledger is served."""
        return self.desk.settings

    @property
    def ledger(self) -> Ledger:
        """The ledger, to read."""
        return self.desk.ledgers.reading()

    @property
    def may_write(self) -> bool:
        """Whether this reader may add and judge."""
        return self.settings.write and (not self.settings.token or self.session.trusted)

    @property
    def by(self) -> str:
        """The name under which this reader judges, as far as it is known."""
        from urllib.parse import unquote

        return unquote(self.request.cookies.get(JUDGE, ""))[:_LONGEST_NAME]

    @property
    def proof(self) -> str:
        """What a form on a page for this reader carries."""
        return self.desk.sessions.proof(self.session)

    def asked(self, name: str, default: str = "") -> str:
        """The value of a parameter of the address."""
        return self.request.query_params.get(name, default)

    def asked_all(self, name: str) -> tuple[str, ...]:
        """All values of a parameter that hold something."""
        return tuple(value for value in self.request.query_params.getlist(name) if value.strip())

    def asked_number(self, name: str, default: int, *, most: int) -> int:
        """A parameter that is a number from 1 on; the default where it is none."""
        given = self.asked(name)
        if not given.isascii() or not given.isdecimal() or len(given) > 9:
            return default
        return max(1, min(most, int(given)))
