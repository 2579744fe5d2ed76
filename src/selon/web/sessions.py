"""Who sends a form: a session in a signed cookie, and what proves that a form came from one of our own pages.

Nothing is kept on the server. A cookie holds a random id and whether its
bearer gave the token; a form holds a proof made of that id. Both are signed
with a key that lives as long as the process.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
from collections.abc import Mapping
from dataclasses import dataclass

COOKIE = "selon"


@dataclass(frozen=True, slots=True)
class Session:
    """A browser: its random id, and whether it gave the token. `fresh` is true where it has no cookie of it yet."""

    id: str
    trusted: bool = False
    fresh: bool = True


class Sessions:
    """Makes and recognises sessions."""

    def __init__(self, token: str | None) -> None:
        self._token = token
        self._key = secrets.token_bytes(32)

    def of(self, cookies: Mapping[str, str]) -> Session:
        """The session of a request; a new one where it has none of ours."""
        name, _, signed = cookies.get(COOKIE, "").partition(".")
        for trusted in (False, True):
            if name and _same(signed, self._sign("session", name, trusted)):
                return Session(name, trusted=trusted, fresh=False)
        return Session(secrets.token_urlsafe(18))

    def trust(self, token: str) -> Session | None:
        """A session that may write, for whoever gives the token; None where it is another."""
        return Session(secrets.token_urlsafe(18), trusted=True) if self.is_token(token) else None

    def is_token(self, token: str) -> bool:
        """Whether this is the token, where there is one."""
        return bool(self._token) and _same(token, self._token or "")

    def cookie(self, session: Session) -> str:
        """The cookie of a session."""
        return f"{session.id}.{self._sign('session', session.id, session.trusted)}"

    def proof(self, session: Session) -> str:
        """What a form of this session carries."""
        return self._sign("form", session.id, session.trusted)

    def is_proof(self, session: Session, given: str) -> bool:
        """Whether a form came from a page that was given to this session."""
        return not session.fresh and _same(given, self.proof(session))

    def _sign(self, purpose: str, name: str, trusted: bool) -> str:  # noqa: FBT001
        said = f"{purpose}\0{name}\0{int(trusted)}".encode()
        return hmac.new(self._key, said, hashlib.sha256).hexdigest()


def _same(one: str, other: str) -> bool:
    """Whether two secrets are the same, without a hint how far they are."""
    return hmac.compare_digest(one.encode("utf-8", "replace"), other.encode())
