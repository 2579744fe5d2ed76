"""What stands before every page: headers that let nothing foreign run, and host names that are ours.

A browser that was told our address under another name (DNS rebinding) is
refused, because its Host header gives it away. An address in figures cannot
be rebound, so those are always right.
"""

from __future__ import annotations

import ipaddress

from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from selon.web.settings import LOOPBACK, ServeSettings

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    ("content-security-policy", POLICY),
    ("x-content-type-options", "nosniff"),
    # "no-referrer" would have browsers hide the origin of our own forms as well; to other sites nothing is told either
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("permissions-policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()"),
    ("x-frame-options", "DENY"),
)


class Guard:
    """An ASGI application in front of another."""

    def __init__(self, app: ASGIApp, settings: ServeSettings) -> None:
        self._app = app
        own = {settings.host, *settings.names} - {"0.0.0.0", "::", ""}  # noqa: S104  (these are taken out)
        self._names = LOOPBACK | {name.lower() for name in own}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Refuse what was not meant for us; the rest is answered, with the headers."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        if not self.is_ours(headers.get(b"host", b"").decode("latin-1")):
            refusal = PlainTextResponse("This is not the host you asked for.\n", 421)
            await refusal(scope, receive, with_headers(send))
            return
        await self._app(scope, receive, with_headers(send))

    def is_ours(self, host: str) -> bool:
        """Whether a Host header names this server."""
        name = host_name(host)
        if name in self._names:
            return True
        try:
            ipaddress.ip_address(name)
        except ValueError:
            return False
        return True


def host_name(host: str) -> str:
    """The name in a Host header, without its port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0].lower()
    return host.partition(":")[0].lower()


def with_headers(send: Send) -> Send:
    """Sends the same, each response with the headers above where it has none of that name."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = list(message.get("headers", []))
            given = {name.lower() for name, _ in headers}
            headers += [(name.encode(), value.encode()) for name, value in HEADERS if name.encode() not in given]
            message = {**message, "headers": headers}
        await send(message)

    return sent
