"""Fetching, against a server on this machine; the network's edge (name lookup) is faked where an address matters."""

from __future__ import annotations

import gzip
import socket
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest
from page_site import Site, answer, redirect

from selon.errors import FetchError, SourceError
from selon.page import FetchSettings, fetch_page, find_pages, read_page
from selon.page.addresses import is_public
from selon.types import Page

ARTICLE = (
    "<html lang=fr><body><article><h1>Non</h1><p>La maire de Valbrune a dit non mardi soir.</p></article></body></html>"
)


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    found.replies["/a"] = answer(200, ARTICLE)
    yield found
    found.close()


HERE = FetchSettings(allow_private=True, timeout=10, delay=0)


def refusal(url: str, settings: FetchSettings = HERE) -> str:
    with pytest.raises(FetchError) as caught:
        fetch_page(url, settings)
    assert caught.value.source == url
    assert url in str(caught.value)
    return str(caught.value)


def test_a_page(site: Site) -> None:
    page = fetch_page(site.url(), HERE)
    assert (page.source, page.url, page.media, page.content) == (site.url(), site.url(), "text/html", ARTICLE.encode())
    assert page.fetched is not None
    assert page.published is None
    assert dict(page.headers)["content-type"] == "text/html; charset=utf-8"
    doc = read_page(page)
    assert doc.published is None
    assert (doc.outlet, doc.lang) == ("127.0.0.1", "fr")
    path, headers = site.asked[-1]
    assert path == "/a"
    assert headers["user-agent"].startswith("selon/")
    assert headers["host"] == f"127.0.0.1:{site.port}"


def test_the_user_agent_can_be_named(site: Site) -> None:
    fetch_page(site.url(), FetchSettings(allow_private=True, user_agent="desk/1"))
    assert {headers["user-agent"] for _, headers in site.asked} == {"desk/1"}


def test_query_is_kept_and_fragment_dropped(site: Site) -> None:
    site.replies["/a?b=%C3%A9"] = answer(200, ARTICLE)
    assert fetch_page(site.url("/a?b=é#c"), HERE).url == site.url("/a?b=%C3%A9")


def test_the_header_s_encoding(site: Site) -> None:
    body = "<p>Le préfet a dit « non » à l’été.</p>".encode("cp1252")
    site.replies["/a"] = answer(200, body, "text/html; charset=ISO-8859-1")
    assert read_page(fetch_page(site.url(), HERE)).text == "Le préfet a dit « non » à l’été."


def test_through_find_pages(site: Site) -> None:
    found = list(find_pages([site.url("/gone"), site.url()], HERE))
    assert isinstance(found[0], FetchError)
    assert isinstance(found[1], Page)
    assert site.paths().count("/robots.txt") == 1


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (404, "no such page"),
        (403, "the site refuses"),
        (500, "try again later"),
        (429, "too many"),
        (204, "204"),
        (304, "304"),
    ],
)
def test_status(site: Site, status: int, words: str) -> None:
    site.replies["/a"] = answer(status)
    assert words in refusal(site.url())


@pytest.mark.parametrize("kind", ["application/pdf", "image/png", "application/json", "video/mp4"])
def test_other_content(site: Site, kind: str) -> None:
    site.replies["/a"] = answer(200, b"...", kind)
    assert kind in refusal(site.url())


@pytest.mark.parametrize(
    ("kind", "body", "media"),
    [
        ("text/plain", "oui", "text/plain"),
        ("application/xhtml+xml", ARTICLE, "text/html"),
        ("TEXT/HTML", ARTICLE, "text/html"),
        (None, ARTICLE, "text/html"),
        (None, "oui", "text/plain"),
    ],
)
def test_content_types(site: Site, kind: str | None, body: str, media: str) -> None:
    site.replies["/a"] = answer(200, body, kind)
    assert fetch_page(site.url(), HERE).media == media


def test_empty_answer(site: Site) -> None:
    site.replies["/a"] = answer(200, " ")
    assert "empty" in refusal(site.url())


def test_redirects(site: Site) -> None:
    site.replies.update({"/1": redirect("2"), "/2": redirect("/3", 301), "/3": redirect(site.url("/a"), 308)})
    page = fetch_page(site.url("/1"), HERE)
    assert (page.source, page.url) == (site.url("/1"), site.url("/a"))


def test_redirect_loop(site: Site) -> None:
    site.replies.update({"/1": redirect("/2"), "/2": redirect("/1")})
    assert "more than 5 redirects" in refusal(site.url("/1"))
    assert site.paths().count("/1") + site.paths().count("/2") == 6


@pytest.mark.parametrize(
    ("to", "words"),
    [
        ("file:///etc/passwd", "only http"),
        ("ftp://127.0.0.1/a", "only http"),
        ("http://u:p@127.0.0.1/", "password"),
        ("http://[::bad/", ""),
    ],
)
def test_redirect_to_what_is_refused(site: Site, to: str, words: str) -> None:
    site.replies["/a"] = redirect(to)
    assert words in refusal(site.url())


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://user:secret@example.org/", "password"),
        ("http://user@example.org/", "password"),
        ("ftp://example.org/", "only http"),
        ("http:///a", "host"),
        ("http://[::1", ""),
        ("http://example.org:99999/", ""),
    ],
)
def test_addresses_refused_unseen(url: str, words: str) -> None:
    assert words in refusal(url)


def test_too_large(site: Site) -> None:
    site.replies["/a"] = answer(200, "a" * 100_000)
    assert "larger than 5000 bytes" in refusal(site.url(), FetchSettings(allow_private=True, max_bytes=5000))
    assert len(fetch_page(site.url(), FetchSettings(allow_private=True, max_bytes=100_000)).content) == 100_000


def test_endless(site: Site) -> None:
    def pour(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/html")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"a" * 65_536)
        except OSError:
            pass

    site.replies["/a"] = pour
    assert "larger than" in refusal(site.url(), FetchSettings(allow_private=True, max_bytes=1_000_000))


def test_gzip(site: Site) -> None:
    site.replies["/a"] = answer(200, gzip.compress(ARTICLE.encode()), Content_Encoding="gzip")
    assert fetch_page(site.url(), HERE).content == ARTICLE.encode()


def test_gzip_bomb(site: Site) -> None:
    bomb = gzip.compress(gzip.compress(b"\0" * 200_000_000, 9), 9)
    once = gzip.compress(b"\0" * 50_000_000, 9)
    site.replies["/a"] = answer(200, once, Content_Encoding="gzip")
    settings = FetchSettings(allow_private=True, max_bytes=1_000_000)
    assert "larger than" in refusal(site.url(), settings)
    site.replies["/a"] = answer(200, bomb, Content_Encoding="gzip, gzip")
    assert "larger than" in refusal(site.url(), settings)


def test_broken_gzip(site: Site) -> None:
    site.replies["/a"] = answer(200, b"\x1f\x8b broken", Content_Encoding="gzip")
    assert "broke off" in refusal(site.url())


def test_broken_off(site: Site) -> None:
    def cut(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 1000\r\n\r\n<p>")
        handler.connection.shutdown(socket.SHUT_RDWR)

    site.replies["/a"] = cut
    assert "broke off" in refusal(site.url())


def test_what_is_not_http(site: Site) -> None:
    def junk(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"SSH-2.0-x\r\n\r\n")

    site.replies["/a"] = junk
    refusal(site.url())


@pytest.mark.parametrize("head", [True, False])
def test_too_slow(site: Site, *, head: bool) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        try:
            handler.wfile.write(b"HTTP/1.1 200 OK\r\n" + (b"X: " if head else b"Content-Type: text/html\r\n\r\n"))
            for _ in range(100):
                handler.wfile.write(b"a")
                handler.wfile.flush()
                time.sleep(0.05)
        except OSError:
            pass

    site.replies["/a"] = drip
    before = time.monotonic()
    assert "not done after 1 seconds" in refusal(site.url(), FetchSettings(allow_private=True, timeout=1))
    assert time.monotonic() - before < 3


def test_nobody_there() -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for obeyed in (True, False):
        settings = FetchSettings(allow_private=True, respect_robots=obeyed, timeout=5)
        assert "cannot be reached" in refusal(f"http://127.0.0.1:{port}/", settings)


# ---------------------------------------------------------------- robots.txt


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("User-agent: *\nDisallow: /", "/a", False),
        ("User-agent: *\nDisallow: /b", "/a", True),
        ("User-agent: selon\nDisallow: /\n\nUser-agent: *\nAllow: /", "/a", False),
        ("User-agent: other\nDisallow: /", "/a", True),
        ("User-agent: *\nDisallow: /*.html$\nAllow: /a", "/a", True),
        ("", "/a", True),
    ],
)
def test_robots(site: Site, rules: str, path: str, *, allowed: bool) -> None:
    site.replies["/robots.txt"] = answer(200, rules, "text/plain")
    if allowed:
        fetch_page(site.url(path), HERE)
        return
    assert "robots.txt" in refusal(site.url(path))
    assert path not in site.paths()
    fetch_page(site.url(path), FetchSettings(allow_private=True, respect_robots=False))


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (410, True), (500, False), (503, False)])
def test_robots_status(site: Site, status: int, *, allowed: bool) -> None:
    site.replies["/robots.txt"] = answer(status)
    if allowed:
        fetch_page(site.url(), HERE)
    else:
        assert "robots.txt cannot be had" in refusal(site.url())


def test_robots_that_never_answers(site: Site) -> None:
    site.replies["/robots.txt"] = lambda _: time.sleep(3)
    assert "robots.txt cannot be had" in refusal(site.url(), FetchSettings(allow_private=True, timeout=0.5))


def test_robots_are_asked_for_redirects_too(site: Site) -> None:
    site.replies["/robots.txt"] = answer(200, "User-agent: *\nDisallow: /shut", "text/plain")
    site.replies["/a"] = redirect("/shut")
    assert "robots.txt" in refusal(site.url())
    assert "/shut" not in site.paths()


def test_robots_may_be_redirected(site: Site) -> None:
    site.replies["/robots.txt"] = redirect("/r.txt")
    site.replies["/r.txt"] = answer(200, "User-agent: *\nDisallow: /", "text/plain")
    assert "refused by the site's robots.txt" in refusal(site.url())


# ---------------------------------------------------------------- addresses


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2606:4700::1111", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.100.100.200", False),
        ("168.63.129.16", False),
        ("0.0.0.0", False),  # noqa: S104  (an address to refuse)
        ("224.0.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("192.0.2.1", False),
        ("::1", False),
        ("::", False),
        ("fe80::1", False),
        ("fe80::1%eth0", False),
        ("fd00:ec2::254", False),
        ("fec0::1", False),
        ("ff02::1", False),
        ("::ffff:127.0.0.1", False),
        ("::ffff:10.0.0.1", False),
        ("::ffff:8.8.8.8", True),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
        ("2002:a00:1::1", False),
        ("not an address", False),
    ],
)
def test_public_addresses(address: str, *, public: bool) -> None:
    assert is_public(address) is public


@pytest.fixture
def names(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[list[str]]]:
    """A fake name service: what each name answers, the first time, the second time..., the last for good."""
    known: dict[str, list[list[str]]] = {}

    def look_up(host: Any, port: Any, *_: Any, **__: Any) -> Any:
        if host not in known:
            raise socket.gaierror(-2, "Name or service not known")
        answers = known[host].pop(0) if len(known[host]) > 1 else known[host][0]
        return [
            (socket.AF_INET6 if ":" in address else socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port))
            for address in answers
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


PUBLIC = FetchSettings(timeout=5)


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["10.0.0.5"],
        ["169.254.169.254"],
        ["::1"],
        ["::ffff:127.0.0.1"],
        ["8.8.8.8", "10.0.0.5"],
        ["8.8.8.8", "fd00::1"],
    ],
)
def test_private_addresses_are_refused(names: dict[str, list[list[str]]], addresses: list[str]) -> None:
    names["news.test"] = [addresses]
    assert "private network" in refusal("http://news.test/a", PUBLIC)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "2130706433", "0x7f.1", "localhost"])
def test_spellings_of_this_machine(names: dict[str, list[list[str]]], host: str) -> None:
    names[host.strip("[]")] = [["::1" if ":" in host else "127.0.0.1"]]
    assert "private network" in refusal(f"http://{host}:8080/", PUBLIC)


@pytest.mark.usefixtures("names")
def test_unknown_host() -> None:
    assert "was not found" in refusal("http://gone.test/", PUBLIC)


def test_redirect_to_a_private_address(site: Site, names: dict[str, list[list[str]]]) -> None:
    names.update({"news.test": [["8.8.8.8"]], "8.8.8.8": [["127.0.0.1"]], "inside.test": [["10.0.0.5"]]})
    site.replies["/a"] = redirect(f"http://inside.test:{site.port}/secret")
    message = refusal(f"http://news.test:{site.port}/a", PUBLIC)
    assert "inside.test" in message
    assert "private network" in message
    assert "/secret" not in site.paths()


def test_the_checked_address_is_the_one_connected_to(site: Site, names: dict[str, list[list[str]]]) -> None:
    """A name that answers with a private address when asked again (DNS rebinding) is not asked again."""
    names.update({"news.test": [["8.8.8.8"], ["10.0.0.5"]], "8.8.8.8": [["127.0.0.1"]]})
    settings = FetchSettings(timeout=5, respect_robots=False)
    page = fetch_page(f"http://news.test:{site.port}/a", settings)
    assert page.content == ARTICLE.encode()
    assert site.asked[-1][1]["host"] == f"news.test:{site.port}"


def test_tls_still_checks_the_name(
    site: Site, names: dict[str, list[list[str]]], monkeypatch: pytest.MonkeyPatch
) -> None:
    import urllib3.connection

    names.update({"news.test": [["8.8.8.8"]], "8.8.8.8": [["127.0.0.1"]]})
    seen: dict[str, Any] = {}
    real = urllib3.connection.HTTPSConnection.__init__

    def watch(self: Any, host: str, port: int, **options: Any) -> None:
        seen.update(options, host=host)
        real(self, host, port, **options)

    monkeypatch.setattr(urllib3.connection.HTTPSConnection, "__init__", watch)
    settings = FetchSettings(timeout=5, respect_robots=False)
    refusal(f"https://news.test:{site.port}/a", settings)
    assert (seen["host"], seen["server_hostname"], seen["assert_hostname"]) == ("8.8.8.8", "news.test", "news.test")
    assert seen["cert_reqs"] == "CERT_REQUIRED"


def test_a_fetch_error_is_a_source_error() -> None:
    assert issubclass(FetchError, SourceError)
