"""A URL -> Page, politely and safely.

Only http and https; robots.txt is obeyed (RFC 9309, by protego); at most a few
redirects, each checked like the first address; nothing from private networks;
size and time are capped while the bytes come in; between two pages of one host
there is a pause.
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
from selon.page.found import Body
from selon.page.pace import Pace
from selon.page.settings import FetchSettings
from selon.types import Page

if TYPE_CHECKING:
    from protego import Protego
    from urllib3.response import BaseHTTPResponse
    from urllib3.util import Url

_HTML = frozenset({"text/html", "application/xhtml+xml"})
_TEXT = frozenset({"text/plain", "text/markdown"})
_ACCEPT = "text/html,application/xhtml+xml,text/plain;q=0.8"
_ACCEPT_LISTS = (
    f"{_ACCEPT},application/rss+xml;q=0.7,application/atom+xml;q=0.7,application/feed+json;q=0.7,"
    "application/xml;q=0.6,text/xml;q=0.6,application/json;q=0.5,*/*;q=0.1"
)
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_CHUNK = 65_536
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


@dataclass(frozen=True, slots=True)
class _Wish:
    """What is asked for: the Accept header, and how many bytes at the most."""

    accept: str
    most: int


_ROBOTS = _Wish("text/plain,*/*;q=0.1", 512_000)


@dataclass(slots=True)
class Fetcher:
    """Fetches pages; remembers each host's robots.txt, and when it was asked, for as long as it lives."""

    settings: FetchSettings = field(default_factory=FetchSettings)
    _robots: dict[str, Protego | str] = field(init=False, default_factory=dict)
    """Each host's rules, or why they cannot be had."""
    _pace: Pace = field(init=False)

    def __post_init__(self) -> None:
        self._pace = Pace(self.settings.delay)

    def fetch(self, url: str) -> Page:
        """The page at an address. Its `url` is the address after redirects, its `source` the one given.

        Raises `FetchError`, which says what was refused or went wrong.
        """
        return page_of(self._ask(url, _ACCEPT, self.settings.max_bytes))

    def ask(self, url: str) -> Body:
        """What stands at an address, a page or a list of pages of whatever content type.

        At most `FetchSettings.max_list_bytes` of it. Raises `FetchError` as `fetch` does.
        """
        return self._ask(url, _ACCEPT_LISTS, max(self.settings.max_bytes, self.settings.max_list_bytes))

    def _ask(self, url: str, accept: str, most: int) -> Body:
        deadline = time.monotonic() + self.settings.timeout
        asked: set[str] = set()
        try:
            at, answer = self._follow(url, deadline, asked, _Wish(accept, most))
        finally:
            for host in asked:
                self._pace.leave(host)
        if not answer.body.strip():
            raise FetchError(url, f"{url}: the answer is empty; open it in a browser to see why")
        return Body(
            source=url,
            content=answer.body,
            url=at,
            kind=answer.headers.get("content-type", "").split(";")[0].strip().lower(),
            headers=tuple(sorted(answer.headers.items())),
            fetched=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
        )

    def _follow(self, url: str, deadline: float, asked: set[str], wish: _Wish) -> tuple[str, _Answer]:
        """Follow redirects to what is asked for, robots.txt asked before each step; `asked` gathers the hosts."""
        at = url
        for _ in range(self.settings.max_redirects + 1):
            parsed = _parse_url(url, at)
            address = self._find_address(url, parsed)
            if self.settings.respect_robots:
                self._ask_robots(url, parsed, deadline)
            deadline += self._wait(parsed, asked)
            answer = self._get(url, parsed, address, deadline, wish)
            if answer.status in _REDIRECTS and answer.headers.get("location"):
                at = _join(url, parsed, answer.headers["location"])
                continue
            if answer.status != 200:
                advice = _ADVICE.get(answer.status, "try again later" if answer.status >= 500 else "check the address")
                raise FetchError(url, f"{url}: the site answered {answer.status}; {advice}")
            if answer.cut:
                raise FetchError(url, f"{url}: larger than {wish.most} bytes; no article is so long")
            return parsed.url, answer
        raise FetchError(url, f"{url}: more than {self.settings.max_redirects} redirects; the last was to {at}")

    def _wait(self, parsed: Url, asked: set[str]) -> float:
        """Wait for a host's turn, not twice for one page; for how long, in seconds."""
        host = (parsed.host or "").lower()
        if host in asked:
            return 0.0
        asked.add(host)
        rules = self._robots.get(_origin(parsed))
        wished = None if rules is None or isinstance(rules, str) else rules.crawl_delay(self._name)
        return self._pace.wait(host, wished)

    @property
    def _name(self) -> str:
        """How robots.txt files name this program."""
        return self.settings.user_agent.split("/")[0]

    def _find_address(self, url: str, parsed: Url) -> str:
        return find_address(
            url, (parsed.host or "").strip("[]"), _port(parsed), allow_private=self.settings.allow_private
        )

    def _ask_robots(self, url: str, parsed: Url, deadline: float) -> None:
        """Raise unless the host's robots.txt lets us in; one that cannot be had closes the host (RFC 9309, 2.3.1)."""
        host = _origin(parsed)
        if host not in self._robots:
            self._robots[host] = self._read_robots(url, host, deadline)
        rules = self._robots[host]
        if isinstance(rules, str):
            why = f"{host}/robots.txt cannot be had ({rules}), so the site is left alone"
            raise FetchError(url, f"{url}: {why}; check the address or try again later")
        if not rules.can_fetch(parsed.url, self._name):
            raise FetchError(
                url, f"{url}: refused by the site's robots.txt; save the page in a browser and give the file"
            )

    def _read_robots(self, url: str, host: str, deadline: float) -> Protego | str:
        from protego import Protego

        at = f"{host}/robots.txt"
        try:
            for _ in range(self.settings.max_redirects + 1):
                parsed = _parse_url(url, at)
                answer = self._get(url, parsed, self._find_address(url, parsed), deadline, _ROBOTS)
                if answer.status not in _REDIRECTS or not answer.headers.get("location"):
                    break
                at = _join(url, parsed, answer.headers["location"])
        except FetchError as error:
            return str(error).removeprefix(f"{url}: ").partition(";")[0]
        if answer.status >= 500:
            return f"the site answered {answer.status}"
        return Protego.parse(answer.body.decode("utf-8", errors="replace") if answer.status == 200 else "")

    def _get(self, url: str, parsed: Url, address: str, deadline: float, wish: _Wish) -> _Answer:
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
            connection.request("GET", parsed.request_uri, headers=self._headers(parsed, wish), preload_content=False)
            return _read_answer(connection.getresponse(), wish.most, deadline)
        except Exception as error:
            # urllib3, http.client, ssl and socket each raise a family of their own on what hosts can do
            raise FetchError(url, self._explain(url, parsed, error, deadline)) from error
        finally:
            watch.cancel()
            connection.close()

    def _headers(self, parsed: Url, wish: _Wish) -> dict[str, str]:
        return {
            "Host": parsed.netloc or "",
            "User-Agent": self.settings.user_agent,
            "Accept": wish.accept,
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


def page_of(body: Body) -> Page:
    """What was fetched, as a page. Raises `FetchError` when its content type is not that of one."""
    return Page(
        source=body.source,
        content=body.content,
        media=_read_media(body),
        url=body.url,
        fetched=body.fetched,
        headers=body.headers,
    )


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


def _origin(parsed: Url) -> str:
    """What a robots.txt is for: scheme, host and port."""
    return f"{parsed.scheme}://{parsed.netloc}"


def _read_media(body: Body) -> str:
    if not body.kind:
        return "text/html" if b"<" in body.content[:1000] else "text/plain"
    if body.kind in _HTML:
        return "text/html"
    if body.kind in _TEXT:
        return "text/plain"
    raise FetchError(
        body.source, f"{body.source}: content of type {body.kind}; only HTML, plain text, feeds and sitemaps are read"
    )
