"""A URL -> Page, politely and safely.

Only http and https; robots.txt is obeyed (RFC 9309, by protego); at most a few
redirects, each checked like the first address; nothing from private networks;
size and time are capped while the bytes come in.
"""

from __future__ import annotations

import contextlib
import datetime
import socket
import threading
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from selon.errors import FetchError
from selon.page.addresses import find_address
from selon.page.settings import FetchSettings
from selon.types import Page

if TYPE_CHECKING:
    from protego import Protego
    from urllib3.response import BaseHTTPResponse
    from urllib3.util import Url

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain", "text/markdown"})
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
_ROBOTS_BYTES = 512_000
_ADVICE = {
    401: "it asks for a login",
    402: "it asks for payment",
    403: "the site refuses; save the page in a browser and give the file",
    404: "there is no such page; check the address",
    410: "the page is gone",
    429: "too many requests; try again later",
    451: "withheld for legal reasons",
}


@dataclass(frozen=True, slots=True)
class _Answer:
    """What a host answered, read to its end or to the cap (`cut`)."""

    status: int
    headers: dict[str, str]
    body: bytes
    cut: bool


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; remembers each host's robots.txt for as long as it lives."""

    settings: FetchSettings = field(default_factory=FetchSettings)
    _robots: dict[str, Protego | str] = field(init=False, default_factory=dict)
    """Each host's rules, or why they cannot be had."""

    def fetch(self, url: str) -> Page:
        """The page at an address. Its `url` is the address after redirects, its `source` the one given.

        Raises `FetchError`, which says what was refused or went wrong.
        """
        deadline = time.monotonic() + self.settings.timeout
        at, answer = self._follow(url, deadline)
        media = _read_media(url, answer)
        if not answer.body.strip():
            raise FetchError(url, f"{url}: the answer is empty; open it in a browser to see why")
        return Page(
            source=url,
            content=answer.body,
            media=media,
            url=at,
            fetched=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            headers=tuple(sorted(answer.headers.items())),
        )

    def _follow(self, url: str, deadline: float) -> tuple[str, _Answer]:
        """Follow redirects to a page, robots.txt asked before each step."""
        at = url
        for _ in range(self.settings.max_redirects + 1):
            parsed = _parse_url(url, at)
            address = self._find_address(url, parsed)
            if self.settings.respect_robots:
                self._ask_robots(url, parsed, deadline)
            answer = self._get(url, parsed, address, deadline, self.settings.max_bytes)
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                at = _join(url, parsed, answer.headers["location"])
                continue
            if answer.status != 200:
                advice = _ADVICE.get(answer.status, "try again later" if answer.status >= 500 else "check the address")
                raise FetchError(url, f"{url}: the site answered {answer.status}; {advice}")
            if answer.cut:
                raise FetchError(url, f"{url}: larger than {self.settings.max_bytes} bytes; no article is so long")
            return parsed.url, answer
        raise FetchError(url, f"{url}: more than {self.settings.max_redirects} redirects; the last was to {at}")

    def _find_address(self, url: str, parsed: Url) -> str:
        return find_address(
            url, (parsed.host or "").strip("[]"), _port(parsed), allow_private=self.settings.allow_private
        )

    def _ask_robots(self, url: str, parsed: Url, deadline: float) -> None:
        """Raise unless the host's robots.txt lets us in; one that cannot be had closes the host (RFC 9309, 2.3.1)."""
        host = f"{parsed.scheme}://{parsed.netloc}"
        if host not in self._robots:
            self._robots[host] = self._read_robots(url, host, deadline)
        rules = self._robots[host]
        if isinstance(rules, str):
            why = f"{host}/robots.txt cannot be had ({rules}), so the site is left alone"
            raise FetchError(url, f"{url}: {why}; check the address or try again later")
        if not rules.can_fetch(parsed.url, self.settings.user_agent.split("/")[0]):
            raise FetchError(
                url, f"{url}: refused by the site's robots.txt; save the page in a browser and give the file"
            )

    def _read_robots(self, url: str, host: str, deadline: float) -> Protego | str:
        from protego import Protego

        at = f"{host}/robots.txt"
        try:
            for _ in range(self.settings.max_redirects + 1):
                parsed = _parse_url(url, at)
                answer = self._get(url, parsed, self._find_address(url, parsed), deadline, _ROBOTS_BYTES)
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    break
                at = _join(url, parsed, answer.headers["location"])
        except FetchError as error:
            return str(error).removeprefix(f"{url}: ").partition(";")[0]
        if answer.status >= 500:
            return f"the site answered {answer.status}"
        return Protego.parse(answer.body.decode("utf-8", errors="replace") if answer.status == 200 else "")

    def _get(self, url: str, parsed: Url, address: str, deadline: float, most: int) -> _Answer:
        """One request to the address checked; the host's name goes into the Host header and into TLS."""
        from urllib3.connection import HTTPConnection, HTTPSConnection

        left = deadline - time.monotonic()
        if left <= 0:
            raise FetchError(url, f"{url}: not done after {self.settings.timeout:g} seconds; try again later")
        host = (parsed.host or "").strip("[]")
        if parsed.scheme == "https":
            connection: HTTPConnection = HTTPSConnection(
                address,
                _port(parsed),
                timeout=left,
                server_hostname=host,
                assert_hostname=host,
                cert_reqs="CERT_REQUIRED",
            )
        else:
            connection = HTTPConnection(address, _port(parsed), timeout=left)
        opened: list[socket.socket] = []
        watch = threading.Timer(left, _hang_up, (opened,))
        watch.daemon = True
        watch.start()
        try:
            connection.connect()
            opened.append(connection.sock)
            connection.request("GET", parsed.request_uri, headers=self._headers(parsed), preload_content=False)
            return _read_answer(connection.getresponse(), most, deadline)
        except Exception as error:
            # urllib3, http.client, ssl and socket each raise a family of their own on what hosts can do
            raise FetchError(url, self._explain(url, parsed, error, deadline)) from error
        finally:
            watch.cancel()
            connection.close()

    def _headers(self, parsed: Url) -> dict[str, str]:
        return {
            "Host": parsed.netloc or "",
            "User-Agent": self.settings.user_agent,
            "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
            "Accept-Encoding": "gzip, deflate",
            "Connection": "close",
        }

    def _explain(self, url: str, parsed: Url, error: Exception, deadline: float) -> str:
        if time.monotonic() >= deadline - 0.05 or "timed out" in str(error):
            return f"{url}: not done after {self.settings.timeout:g} seconds; try again later"
        if "certificate" in str(error).lower():
            return f"{url}: the certificate of {parsed.host} cannot be trusted; check the address"
        broke = f"cannot be reached or broke off ({type(error).__name__})"
        return f"{url}: {parsed.host} {broke}; check the address or try again later"


def fetch_page(url: str, settings: FetchSettings | None = None) -> Page:
    """The page at one address; see `Fetcher.fetch`."""
    return Fetcher(settings or FetchSettings()).fetch(url)


def _read_answer(response: BaseHTTPResponse, most: int, deadline: float) -> _Answer:
    """Status, headers and unpacked body, read only until the cap or the deadline."""
    headers = {name.lower(): value for name, value in response.headers.items()}
    parts, size = [], 0
    if response.status == 200:
        while chunk := response.read(_CHUNK, decode_content=True):
            parts.append(chunk[: most + 1 - size])
            size += len(parts[-1])
            if size > most:
                return _Answer(response.status, headers, b"".join(parts)[:most], True)
            if time.monotonic() > deadline:
                raise TimeoutError("timed out")
    if time.monotonic() > deadline:
        raise TimeoutError("timed out")
    return _Answer(response.status, headers, b"".join(parts), False)


def _hang_up(opened: list[socket.socket]) -> None:
    """Break a connection off whose host sends a byte now and then, so that no read ever times out."""
    for sock in opened:
        with contextlib.suppress(OSError):
            sock.shutdown(socket.SHUT_RDWR)


def _parse_url(url: str, at: str) -> Url:
    """An address taken apart, without its fragment. Raises `FetchError` for what is refused unseen."""
    from urllib3.exceptions import LocationParseError
    from urllib3.util import parse_url

    try:
        parsed = parse_url(at)
    except (LocationParseError, ValueError) as error:
        raise FetchError(url, f"{url}: {at!r} is no address that can be read; check it") from error
    if parsed.scheme not in ("http", "https"):
        raise FetchError(url, f"{url}: {parsed.scheme or 'no'} scheme in {at!r}; only http and https are fetched")
    if parsed.auth is not None:
        raise FetchError(url, f"{url}: a name or password in the address is refused; give the address without it")
    if not parsed.host:
        raise FetchError(url, f"{url}: no host in {at!r}; check the address")
    return parsed._replace(fragment=None)


def _join(url: str, parsed: Url, location: str) -> str:
    try:
        return urljoin(parsed.url, location.strip())
    except ValueError as error:
        raise FetchError(url, f"{url}: redirected to {location!r}, which is no address") from error


def _port(parsed: Url) -> int:
    return parsed.port or (443 if parsed.scheme == "https" else 80)


def _read_media(url: str, answer: _Answer) -> str:
    kind = answer.headers.get("content-type", "").split(";")[0].strip().lower()
    if not kind:
        return "text/html" if b"<" in answer.body[:1000] else "text/plain"
    if kind in _HTML:
        return "text/html"
    if kind in _TEXT:
        return "text/plain"
    raise FetchError(url, f"{url}: content of type {kind}; only HTML and plain text are read")
