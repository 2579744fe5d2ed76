"""Feeds, sitemaps and lists of addresses, against a site on this machine: what they list is fetched."""

from __future__ import annotations

import gzip
import io
import json
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_site import Site, answer, redirect

from selon.errors import FetchError, SourceError
from selon.page import FetchSettings, feeds, find_pages, read_page, sitemaps
from selon.page.kinds import ListKind, find_list, is_front_page
from selon.types import Page, PassedOver

HERE = FetchSettings(allow_private=True, timeout=10, delay=0)
SENTENCE = "La maire de Valbrune, Odile Kerbrat, a dit non mardi soir."
ARTICLE = f"<html lang=fr><body><article><h1>Non</h1><p>{SENTENCE}</p></article></body></html>"
RSS = (
    '<?xml version="1.0" encoding="{code}"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">'
    "<channel><title>Gazette de Valbrune</title>{items}</channel></rss>"
)
ATOM = '<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title>{items}</feed>'
SITEMAP = '<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</urlset>'
INDEX = '<?xml version="1.0"?><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{items}</sitemapindex>'


def rss(*links: str, code: str = "utf-8") -> str:
    return RSS.format(code=code, items="".join(f"<item><title>é</title><link>{link}</link></item>" for link in links))


def sitemap(*links: str) -> str:
    return SITEMAP.format(items="".join(f"<url><loc> {link} </loc></url>" for link in links))


def index(*links: str) -> str:
    return INDEX.format(items="".join(f"<sitemap><loc>{link}</loc></sitemap>" for link in links))


@pytest.fixture
def site() -> Iterator[Site]:
    found = Site()
    for name in "abcdef":
        found.replies[f"/{name}"] = answer(200, ARTICLE)
    yield found
    found.close()


def read(source: str | Path, settings: FetchSettings = HERE) -> tuple[list[Page], dict[str, int], list[SourceError]]:
    """Pages, counts by kind, errors."""
    found = list(find_pages([str(source)], settings))
    passed = [one for one in found if isinstance(one, PassedOver)]
    assert all(one.source == str(source) and str(source) in one.message for one in passed)
    errors = [one for one in found if isinstance(one, SourceError)]
    assert all(error.source in str(error) for error in errors)
    return [one for one in found if isinstance(one, Page)], {one.kind: one.count for one in passed}, errors


def listed(site: Site, body: str | bytes, kind: str | None = "application/xml", **settings: int) -> list[str]:
    """The paths of the pages that a list at /list leads to."""
    site.replies["/list"] = answer(200, body, kind)
    given = FetchSettings(allow_private=True, timeout=10, delay=0, **settings)  # type: ignore[arg-type]
    pages, _, errors = read(site.url("/list"), given)
    assert not errors
    return [page.source.removeprefix(site.url("")) for page in pages]


def saved(tmp_path: Path, name: str, content: str | bytes) -> Path:
    path = tmp_path / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


# ---------------------------------------------------------------- feeds


@pytest.mark.parametrize(
    "kind", ["application/rss+xml", "application/xml", "text/xml; charset=utf-8", "text/html", None]
)
def test_a_feed_s_entries_are_fetched(site: Site, kind: str | None) -> None:
    site.replies["/list"] = answer(200, rss(site.url("/a"), site.url("/gone"), site.url("/b")), kind)
    found = list(find_pages([site.url("/list")], HERE))
    assert [type(one).__name__ for one in found] == ["Page", "FetchError", "Page"]
    assert isinstance(found[1], FetchError)
    assert found[1].source == site.url("/gone")
    first = found[0]
    assert isinstance(first, Page)
    assert (first.source, first.url, first.title, first.published) == (site.url("/a"), site.url("/a"), None, None)
    assert read_page(first).title == "Non"
    assert site.paths() == ["/robots.txt", "/list", "/a", "/gone", "/b"]


def test_pages_are_fetched_as_they_are_asked_for(site: Site) -> None:
    site.replies["/list"] = answer(200, rss(site.url("/a"), site.url("/b")), "application/rss+xml")
    pages = find_pages([site.url("/list")], HERE)
    next(pages)
    assert "/b" not in site.paths()


def test_atom(site: Site) -> None:
    items = (
        f'<entry><link rel="enclosure" href="{site.url("/a.mp3")}"/><link href="{site.url("/a")}"/></entry>'
        f'<entry><link rel="alternate" href="{site.url("/b")}"/></entry>'
    )
    assert listed(site, ATOM.format(items=items), "application/atom+xml") == ["/a", "/b"]


def test_json_feed(site: Site) -> None:
    for version in ("https://jsonfeed.org/version/1.1", "http://jsonfeed.org/version/1"):
        items = [{"id": 1, "url": "a"}, {"id": "2", "external_url": site.url("/b")}, {"id": 3, "url": [1]}, "x"]
        feed = {"version": version, "title": "Gazette", "items": items}
        for body in (json.dumps(feed), json.dumps(feed, indent=1), json.dumps(feed).replace("/", "\\/")):
            for kind in ("application/feed+json", "application/json", "text/plain"):
                assert listed(site, body, kind) == ["/a", "/b"]
    _, passed, _ = read(site.url("/list"))
    assert passed == {"no-link": 2}


@pytest.mark.parametrize("code", ["iso-8859-1", "utf-16", "windows-1252", "utf-8"])
def test_other_encodings(site: Site, code: str) -> None:
    site.replies["/%C3%A9t%C3%A9"] = answer(200, ARTICLE)
    body = rss(site.url("/a"), site.url("/été"), code=code).encode(code)
    assert listed(site, body) == ["/a", "/été"]


def test_an_encoding_that_is_not_what_it_says(site: Site) -> None:
    assert listed(site, rss(site.url("/a"), site.url("/b")).encode("cp1252")) == ["/a", "/b"]
    assert listed(site, rss(site.url("/a"), code="us-ascii").encode(), "text/xml; charset=us-ascii") == ["/a"]


def test_malformed_feeds(site: Site) -> None:
    a, b = site.url("/a"), site.url("/b")
    assert listed(site, rss(a, b).replace("é", "Kerbrat & fils <b>")) == ["/a", "/b"]
    assert listed(site, rss(a, b).replace("é", "\x02")) == ["/a", "/b"]
    assert listed(site, rss(a, b)[:-20]) == ["/a", "/b"]
    assert listed(site, "Warning: no such line 3\n" + rss(a)) == ["/a"]
    assert listed(site, "\n\n\ufeff" + rss(a)) == ["/a"]


def test_links_of_all_sorts(site: Site) -> None:
    items = (
        "<item><link>/a</link></item>"
        f"<item><guid>{site.url('/b')}</guid></item>"
        f"<item><link>{site.url('/a#comments')}</link></item>"
        f"<item><link>{site.url('/')}</link></item>"
        "<item><title>Sans adresse</title></item>"
        "<item><link>ftp://gazette.example/a</link></item>"
        "<item><link>http://[::broken/</link></item>"
    )
    site.replies["/list"] = answer(200, RSS.format(code="utf-8", items=items), "application/rss+xml")
    pages, passed, errors = read(site.url("/list"))
    assert [page.url for page in pages] == [site.url("/a"), site.url("/b")]
    assert passed == {"front-page": 1, "no-link": 2}
    assert ["only http" in str(error) for error in errors] == [True]
    assert site.paths().count("/a") == 1


def test_an_entry_that_has_its_text_with_it(tmp_path: Path) -> None:
    items = (
        '<item><guid isPermaLink="false">v-7</guid><title>Le  pont</title>'
        f"<pubDate>Tue, 05 Mar 2024 23:30:00 -0300</pubDate>"
        f"<content:encoded><![CDATA[<p>{SENTENCE}</p>]]></content:encoded></item>"
    )
    path = saved(tmp_path, "a.rss", RSS.format(code="utf-8", items=items))
    [page], _, _ = read(path)
    assert page == Page(
        f"{path}:1",
        f"<p>{SENTENCE}</p>",
        "text/html",
        id="v-7",
        title="Le pont",
        published="2024-03-05T23:30:00-03:00",
    )
    doc = read_page(page)
    assert (doc.id, doc.title, doc.published, doc.published_at) == ("v-7", "Le pont", "2024-03-05", "2024-03-06T02:30Z")
    assert SENTENCE in doc.text


@pytest.mark.parametrize(
    ("told", "published"),
    [
        ("<published>2024-03-05T10:00:00+01:00</published>", "2024-03-05T10:00:00+01:00"),
        ("<published>5 mars, le soir</published>", None),
        ("<updated>2024-03-05T10:00:00Z</updated>", None),
        ("<published>Tue, 99 Mar 2024</published>", None),
        ("", None),
    ],
)
def test_dates_of_entries(tmp_path: Path, told: str, published: str | None) -> None:
    item = f'<entry><id>tag:gazette.example,2024:7</id>{told}<content type="text">{SENTENCE}</content></entry>'
    [page], _, _ = read(saved(tmp_path, "a.atom", ATOM.format(items=item)))
    assert (page.published, page.media, page.id) == (published, "text/plain", "tag:gazette.example,2024:7")


def test_items_of_a_json_feed_that_have_their_text(tmp_path: Path) -> None:
    items = [
        {"id": 7, "content_text": SENTENCE, "title": "Le pont", "date_published": "2024-03-05T10:00:00+01:00"},
        {"id": "https://gazette.example/8", "content_html": f"<p>{SENTENCE}</p>"},
    ]
    path = saved(tmp_path, "a.json", json.dumps({"version": "https://jsonfeed.org/version/1.1", "items": items}))
    pages, _, _ = read(path)
    assert pages == [
        Page(f"{path}:1", SENTENCE, "text/plain", id="7", title="Le pont", published="2024-03-05T10:00:00+01:00"),
        Page(f"{path}:2", f"<p>{SENTENCE}</p>", "text/html", url="https://gazette.example/8"),
    ]


@pytest.mark.parametrize("name", ["a.xml", "a.rss", "a.atom", "a", "a.xml.gz"])
def test_feeds_in_files(site: Site, tmp_path: Path, name: str) -> None:
    body = rss(site.url("/a"), site.url("/b")).encode()
    path = saved(tmp_path, name, gzip.compress(body) if name.endswith("gz") else body)
    pages, passed, errors = read(path)
    assert ([page.source for page in pages], passed, errors) == ([site.url("/a"), site.url("/b")], {}, [])


def test_a_feed_from_standard_input(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(rss(site.url("/a")).encode())))
    assert [page.url for page in read("-")[0]] == [site.url("/a")]


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.xml", "<nitf><body>Non</body></nitf>", "neither a feed nor a sitemap"),
        ("a.xml", "not XML at all", "neither a feed nor a sitemap"),
        ("a.rss", "<<<<", "neither a feed nor a sitemap"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1", "items": 3}', "no JSON Feed"),
        ("a.json", '{"version": "https://jsonfeed.org/version/1",', "not JSON"),
        ("a.xml", "<urlset", "a sitemap that cannot be read"),
        ("a.json", '{\n"other": 1}', "neither JSON Lines nor a feed"),
    ],
)
def test_what_is_no_list(tmp_path: Path, name: str, content: str, words: str) -> None:
    path = saved(tmp_path, name, content)
    pages, passed, [error] = read(path)
    assert (pages, passed) == ([], {})
    assert error.source == str(path)
    assert words in str(error)


def test_empty_lists(tmp_path: Path) -> None:
    for name, content in (("a.rss", rss()), ("b.xml", sitemap()), ("c.xml", index())):
        assert read(saved(tmp_path, name, content)) == ([], {}, [])


@pytest.mark.parametrize("kind", ["application/pdf", "application/json", "image/png", "application/xml"])
def test_addresses_of_what_is_neither_page_nor_list(site: Site, kind: str) -> None:
    site.replies["/list"] = answer(200, b'{"a": 1}', kind)
    _, _, [error] = read(site.url("/list"))
    assert "neither a feed" in str(error) if "xml" in kind else f"content of type {kind}" in str(error)


def test_a_page_stays_a_page(site: Site) -> None:
    page = f'<html><head><link rel="alternate" type="application/rss+xml" href="/list"></head><p>{SENTENCE}</p></html>'
    site.replies["/page"] = answer(200, page)
    pages, _, _ = read(site.url("/page"))
    assert [one.source for one in pages] == [site.url("/page")]
    assert site.paths() == ["/robots.txt", "/page"]
    small = FetchSettings(allow_private=True, delay=0, max_bytes=50)
    assert "larger than 50 bytes" in str(read(site.url("/page"), small)[2][0])


def test_entries_are_not_followed_further(site: Site) -> None:
    site.replies["/feed2"] = answer(200, rss(site.url("/b")), "application/rss+xml")
    site.replies["/list"] = answer(200, rss(site.url("/feed2"), site.url("/a")), "application/rss+xml")
    pages, _, [error] = read(site.url("/list"))
    assert [page.source for page in pages] == [site.url("/a")]
    assert "content of type application/rss+xml" in str(error)


def test_private_addresses_in_a_feed_are_refused(tmp_path: Path) -> None:
    path = saved(tmp_path, "a.rss", rss("http://127.0.0.1:9/a", "http://[::1]/b"))
    pages, _, errors = read(path, FetchSettings(delay=0))
    assert pages == []
    assert ["private network" in str(error) for error in errors] == [True, True]


def test_so_many_and_no_more(site: Site) -> None:
    links = [site.url(f"/{name}") for name in "abcdef"]
    for body in (rss(*links), sitemap(*links)):
        site.replies["/list"] = answer(200, body, "application/xml")
        pages, passed, _ = read(site.url("/list"), FetchSettings(allow_private=True, delay=0, max_items=4))
        assert (len(pages), passed) == (4, {"over-limit": 2})
    assert "/e" not in site.paths()


def test_a_feed_too_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feeds, "MOST_BYTES", 1000)
    path = saved(tmp_path, "a.rss", rss() + " " * 1000)
    assert "larger than 1000 bytes" in str(read(path)[2][0])


@pytest.mark.parametrize("where", ["feed", "sitemap"])
def test_billion_laughs_and_outer_entities(site: Site, tmp_path: Path, where: str) -> None:
    laughs = "".join(f'<!ENTITY l{n} "{("&l" + str(n - 1) + ";") * 10 if n else "lol"}">' for n in range(12))
    secret = saved(tmp_path, "secret.txt", "hunter2")
    doctype = f'<!DOCTYPE x [{laughs}<!ENTITY s SYSTEM "{secret.as_uri()}"><!ENTITY n SYSTEM "{site.url("/b")}">]>'
    body = rss(site.url("/a&l11;"), site.url("/c&s;"), site.url("/d&n;"), site.url("/e"))
    if where == "sitemap":  # which libxml2 refuses whole
        body = sitemap(site.url("/a&l11;"), site.url("/c&s;"), site.url("/d&n;"), site.url("/e"))
    before = time.monotonic()
    _, _, errors = read(saved(tmp_path, "a.xml", body.replace("?>", f"?>{doctype}", 1)))
    assert time.monotonic() - before < 5
    assert "/e" in site.paths() if where == "feed" else "amplification" in str(errors[0])
    assert "/b" not in site.paths()
    assert not any("hunter2" in path or "lollol" in path for path in site.paths())


def test_an_id_of_atom_is_a_name(site: Site) -> None:
    items = (
        f'<entry><id>{site.url("/a")}</id><content type="html">&lt;p&gt;{SENTENCE}</content></entry>'
        f"<entry><id>{site.url('/b')}</id></entry><entry><id>urn:c</id></entry>"
    )
    site.replies["/list"] = answer(200, ATOM.format(items=items), "application/atom+xml")
    pages, passed, _ = read(site.url("/list"))
    assert [(page.source, page.url) for page in pages] == [
        (f"{site.url('/list')}:1", site.url("/a")),
        (site.url("/b"), site.url("/b")),
    ]
    assert pages[0].fetched
    assert passed == {"no-link": 1}
    assert "/a" not in site.paths()


# ---------------------------------------------------------------- sitemaps


def test_a_sitemap(site: Site) -> None:
    body = sitemap(site.url("/a"), site.url("/"), "b", site.url("/a#x"), "")
    assert listed(site, body) == ["/a", "/b"]
    assert listed(site, gzip.compress(body.encode()), "application/x-gzip") == ["/a", "/b"]
    assert listed(site, body.replace(' xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"', "")) == ["/a", "/b"]


def test_a_sitemap_for_news(site: Site) -> None:
    """Addresses of pictures and alternates are not those of pages."""
    body = (
        '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" '
        'xmlns:i="http://www.google.com/schemas/sitemap-image/1.1" '
        'xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" xmlns:x="http://www.w3.org/1999/xhtml">'
        f"<url><loc>{site.url('/a')}</loc><n:news><n:title>Non</n:title></n:news>"
        f"<i:image><i:loc>{site.url('/b')}</i:loc></i:image>"
        f'<i:loc>{site.url("/c")}</i:loc><x:link rel="alternate" href="{site.url("/d")}"/></url></urlset>'
    )
    assert listed(site, body) == ["/a"]


def test_a_malformed_sitemap(site: Site) -> None:
    whole = sitemap(site.url("/a"), site.url("/b?x=1&y=2"), site.url("/c"))
    site.replies["/b?x=1&y=2"] = site.replies["/b?x=1"] = site.replies["/b?x=1=2"] = answer(200, ARTICLE)
    found = listed(site, whole)
    assert (found[0], found[-1]) == ("/a", "/c")
    assert listed(site, sitemap(site.url("/a"), site.url("/c"))[:-40])[0] == "/a"


def test_an_index(site: Site) -> None:
    site.replies.update(
        {
            "/1.xml": answer(200, sitemap(site.url("/a"), site.url("/b")), "application/xml"),
            "/2.xml.gz": answer(
                200, gzip.compress(sitemap(site.url("/c"), site.url("/a")).encode()), "application/gzip"
            ),
            "/3.xml": answer(200, rss(site.url("/d")), "application/rss+xml"),
            "/4.txt": answer(200, f"# all\n\n{site.url('/e')}\n", "text/plain"),
        }
    )
    links = ["/1.xml", "/2.xml.gz", "/3.xml", "/4.txt", "/1.xml"]
    assert listed(site, index(*(site.url(link) for link in links))) == ["/a", "/b", "/c", "/d", "/e"]
    assert site.paths().count("/1.xml") == 1


def test_sitemaps_are_opened_as_they_are_needed(site: Site) -> None:
    site.replies["/1.xml"] = answer(200, sitemap(site.url("/a"), site.url("/b")), "application/xml")
    site.replies["/list"] = answer(200, index(site.url("/1.xml"), site.url("/2.xml")), "application/xml")
    pages = find_pages([site.url("/list")], HERE)
    next(pages)
    assert "/2.xml" not in site.paths()


def test_a_sitemap_that_cannot_be_had_costs_that_sitemap(site: Site) -> None:
    site.replies.update(
        {
            "/1.xml": answer(404),
            "/2.xml": answer(200, ARTICLE),
            "/3.xml": answer(200, gzip.compress(b"a" * 100)[:-9], "application/gzip"),
            "/4.xml": answer(200, sitemap(site.url("/a")), "application/xml"),
        }
    )
    site.replies["/list"] = answer(200, index(*(site.url(f"/{number}.xml") for number in range(1, 5))), "text/xml")
    pages, _, errors = read(site.url("/list"))
    assert [page.source for page in pages] == [site.url("/a")]
    assert [error.source for error in errors] == [site.url(f"/{number}.xml") for number in range(1, 4)]


def test_indexes_in_a_circle(site: Site) -> None:
    site.replies["/1.xml"] = answer(200, index(site.url("/2.xml"), site.url("/list")), "application/xml")
    site.replies["/2.xml"] = answer(200, index(site.url("/1.xml"), site.url("/2.xml")), "application/xml")
    assert listed(site, index(site.url("/1.xml"))) == []
    assert site.paths() == ["/robots.txt", "/list", "/1.xml", "/2.xml"]


def test_indexes_too_deep_and_too_many(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(9):
        site.replies[f"/{number}.xml"] = answer(200, index(site.url(f"/{number + 1}.xml")), "application/xml")
    _, passed, _ = read(site.url("/0.xml"))
    assert passed == {"sitemap-over-limit": 1}
    assert "/3.xml" not in site.paths()
    monkeypatch.setattr(sitemaps, "MOST_SITEMAPS", 3)
    for number in range(9):
        site.replies[f"/{number}.xml"] = answer(200, sitemap(site.url("/a")), "application/xml")
    site.replies["/list"] = answer(200, index(*(site.url(f"/{number}.xml") for number in range(9))), "application/xml")
    _, passed, _ = read(site.url("/list"))
    assert passed == {"sitemap-over-limit": 7}


def test_no_more_sitemaps_than_pages_are_wanted(site: Site) -> None:
    site.replies["/1.xml"] = answer(200, sitemap(*(site.url(f"/{name}") for name in "abc")), "application/xml")
    site.replies["/list"] = answer(200, index(site.url("/1.xml"), site.url("/2.xml")), "application/xml")
    pages, passed, _ = read(site.url("/list"), FetchSettings(allow_private=True, delay=0, max_items=2))
    assert (len(pages), passed) == (2, {"over-limit": 1, "sitemap-over-limit": 1})
    assert "/2.xml" not in site.paths()


def test_a_sitemap_too_long(site: Site, tmp_path: Path) -> None:
    small = FetchSettings(allow_private=True, delay=0, max_bytes=100, max_list_bytes=1000)
    body = sitemap(*[site.url("/a")] * 100)
    assert "larger than 1000 bytes" in str(read(saved(tmp_path, "a.xml", body), small)[2][0])
    site.replies["/list"] = answer(200, body, "application/xml")
    assert "larger than 1000 bytes" in str(read(site.url("/list"), small)[2][0])
    site.replies["/list"] = answer(200, gzip.compress(body.encode()), "application/gzip")
    assert "more than 1000 bytes" in str(read(site.url("/list"), small)[2][0])
    site.replies["/list"] = answer(200, gzip.compress(b"a" * 60_000_000), "application/gzip")
    assert "more than 1000000 bytes" in str(
        read(site.url("/list"), FetchSettings(allow_private=True, max_bytes=1000, max_list_bytes=1_000_000))[2][0]
    )


# ---------------------------------------------------------------- lists of addresses


@pytest.mark.parametrize("name", ["a.urls", "a.txt", "a", "a.txt.gz", "a.lst"])
def test_lists_of_addresses(site: Site, tmp_path: Path, name: str) -> None:
    body = (
        f"\ufeff# ce matin\n\n{site.url('/a')}\r\n  {site.url('/b')}  \n{site.url('/a#x')}\n{site.url('/')}\n".encode()
    )
    site.replies["/"] = answer(200, ARTICLE)
    path = saved(tmp_path, name, gzip.compress(body) if name.endswith("gz") else body)
    pages, passed, errors = read(path)
    assert ([page.source for page in pages], passed, errors) == ([site.url(at) for at in ("/a", "/b", "/")], {}, [])


def test_a_list_at_an_address_and_from_standard_input(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    body = f"{site.url('/a')}\n{site.url('/b')}\n"
    assert listed(site, body, "text/plain") == ["/a", "/b"]
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(body.encode())))
    assert [page.url for page in read("-")[0]] == [site.url("/a"), site.url("/b")]


def test_a_list_may_be_longer_than_a_feed(site: Site, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.urls", "".join(f"{site.url('/' + name)}\n" for name in "abcdef"))
    assert len(read(path, FetchSettings(allow_private=True, delay=0, max_items=2))[0]) == 6


def test_a_bad_line_costs_that_line(site: Site, tmp_path: Path) -> None:
    path = saved(tmp_path, "a.urls", f"{site.url('/a')}\nle pont\nhttp://{'a' * 70_000}\n{site.url('/b')}")
    pages, _, errors = read(path)
    assert [page.source for page in pages] == [site.url("/a"), site.url("/b")]
    assert [error.source for error in errors] == [f"{path}:2", f"{path}:3"]


def test_a_list_of_nothing(tmp_path: Path) -> None:
    assert "no addresses" in str(read(saved(tmp_path, "a.urls", "# rien\n\n"))[2][0])


@pytest.mark.parametrize(
    "content", [f"{SENTENCE}\nhttps://gazette.example/a\n", "https://a.example/ and more", "# Titre\n"]
)
def test_texts_with_addresses_are_texts(tmp_path: Path, content: str) -> None:
    [page], _, _ = read(saved(tmp_path, "a.txt", content))
    assert page.content == content.encode()


def test_lists_in_a_folder_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("https://gazette.example/a\n")
    (tmp_path / "b.txt").write_text(SENTENCE)
    (tmp_path / "c.urls").write_text("https://gazette.example/a\n")
    (tmp_path / "d.xml").write_text(rss("https://gazette.example/a"))
    passed, page = find_pages([str(tmp_path)])
    assert isinstance(passed, PassedOver)
    assert (passed.source, passed.kind) == (str(tmp_path / "a.txt"), "list")
    assert isinstance(page, Page)


def test_nothing_is_followed_where_that_is_not_wanted(site: Site, tmp_path: Path) -> None:
    sources = [
        saved(tmp_path, "a.urls", site.url("/a")),
        saved(tmp_path, "b.txt", site.url("/a")),
        saved(tmp_path, "c.xml.gz", gzip.compress(sitemap(site.url("/a")).encode())),
        saved(tmp_path, "d.rss", rss(site.url("/a"))),
        site.url("/a"),
        saved(tmp_path, "e.txt", SENTENCE),
    ]
    *passed, page = find_pages([str(source) for source in sources], HERE, follow=False)
    assert [(one.kind, one.source) for one in passed if isinstance(one, PassedOver)] == [
        ("list", str(source)) for source in sources[:-1]
    ]
    assert isinstance(page, Page)
    assert site.asked == []


# ---------------------------------------------------------------- telling them apart


@pytest.mark.parametrize(
    ("content", "suffix", "kind", "found"),
    [
        (b"<rss>", "", "", ListKind.FEED),
        (b"\n<?xml version='1.0'?>\n<!-- <html> --><?style x?><rdf:RDF xmlns='x'>", "", "", ListKind.FEED),
        (b"<!DOCTYPE rss [<!ENTITY a 'b'>]>\n<rss>", "", "", ListKind.FEED),
        (b"<atom:feed>", "", "", ListKind.FEED),
        (b"<sm:urlset>", "", "", ListKind.SITEMAP),
        (b"<sitemapindex>", "", "text/html", ListKind.SITEMAP),
        (b"<html><body><rss>", "", "", None),
        (b"<!doctype html><rss>", ".html", "", None),
        (b"<html>", ".xml", "", None),
        (b"<html>", "", "application/xhtml+xml", None),
        (b"junk <urlset>", ".xml", "", ListKind.SITEMAP),
        (b"junk <urlset>", "", "", None),
        (b"junk", "", "application/atom+xml", ListKind.FEED),
        (b"<article>", "", "", None),
        (b"<article>", ".xml", "", ListKind.FEED),
        (b"<!-- never closed", "", "", None),
        (b'{"version": "https://jsonfeed.org/version/1.1"}', "", "", ListKind.JSON_FEED),
        (b'{"a": 1}', "", "application/json", None),
        (b"https://a.example/", "", "", ListKind.URLS),
        (b"HTTPS://A.example/\n#", "", "", ListKind.URLS),
        (b"https://a.example/ b", "", "", None),
        (b"#\n", "", "", None),
        (b"", "", "", None),
    ],
)
def test_kinds_of_lists(content: bytes, suffix: str, kind: str, found: ListKind | None) -> None:
    assert find_list(content, suffix, kind) is found


@pytest.mark.parametrize(
    "content", [b"<!--" * 20_000, b"<?" * 30_000, b"<!doctype a[" * 6_000, b" " * 65_000, b"<" * 65_000]
)
def test_telling_takes_no_time(content: bytes) -> None:
    before = time.monotonic()
    find_list(content, ".xml")
    assert time.monotonic() - before < 1


@pytest.mark.parametrize(
    ("url", "front"),
    [
        ("https://a.example", True),
        ("https://a.example/", True),
        ("https://a.example/#a", True),
        ("https://a.example/?p=1", False),
        ("https://a.example/index.html", False),
        ("https://[broken", False),
        ("a", False),
        ("", False),
    ],
)
def test_front_pages(url: str, *, front: bool) -> None:
    assert is_front_page(url) is front


# ---------------------------------------------------------------- pace


@pytest.fixture
def slept(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """Every wait, in seconds; nobody waits."""
    waits: list[float] = []
    monkeypatch.setattr("selon.page.pace.time.sleep", waits.append)
    return waits


def paced(site: Site, slept: list[float], delay: float, *paths: str, robots: bool = True) -> list[int]:
    """The waits before the pages, in whole seconds."""
    settings = FetchSettings(allow_private=True, delay=delay, respect_robots=robots)
    list(find_pages([site.url(path) for path in paths], settings))
    return [round(wait) for wait in slept]


def test_a_pause_between_two_pages_of_a_host(site: Site, slept: list[float]) -> None:
    assert paced(site, slept, 5, "/a") == []
    assert paced(site, slept, 5, "/a", "/gone", "/b") == [5, 5]


def test_a_pause_within_a_feed(site: Site, slept: list[float]) -> None:
    site.replies["/list"] = answer(200, rss(site.url("/a"), site.url("/b")), "application/rss+xml")
    assert paced(site, slept, 3, "/list") == [3, 3]


def test_no_pause_within_one_page(site: Site, slept: list[float]) -> None:
    site.replies["/1"] = redirect("/a")
    assert paced(site, slept, 5, "/1") == []


def test_no_pause_for_another_host(site: Site, slept: list[float]) -> None:
    settings = FetchSettings(allow_private=True, delay=5)
    list(find_pages([site.url("/a"), f"http://localhost:{site.port}/a"], settings))
    assert slept == []


@pytest.mark.parametrize(
    ("rules", "delay", "waits"),
    [
        ("Crawl-delay: 7", 1, [7]),
        ("Crawl-delay: 7", 9, [9]),
        ("Crawl-delay: 86400", 1, [30]),
        ("Crawl-delay: x", 1, [1]),
    ],
)
def test_the_pause_that_robots_txt_asks_for(
    site: Site, slept: list[float], rules: str, delay: int, waits: list[int]
) -> None:
    site.replies["/robots.txt"] = answer(200, f"User-agent: *\n{rules}\n", "text/plain")
    assert paced(site, slept, delay, "/a", "/b") == waits
    slept.clear()
    assert paced(site, slept, delay, "/a", "/b", robots=False) == [delay]


def test_waiting_is_not_counted_as_slowness(site: Site) -> None:
    settings = FetchSettings(allow_private=True, delay=1.2, timeout=1)
    found = list(find_pages([site.url("/a"), site.url("/b")], settings))
    assert all(isinstance(one, Page) for one in found)
