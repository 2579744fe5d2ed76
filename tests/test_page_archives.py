"""Web archives -> pages: records picked and unpacked, the rest counted, damage told after what came before it."""

from __future__ import annotations

import gzip
import io
import random
import sys
import tracemalloc
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import brotli
import pytest
import zstandard
from fastwarc.stream_io import GzipWriter
from fastwarc.warc import WarcRecord, WarcRecordType
from warc_records import ARTICLE, HTML, WARCINFO, chunked, http, record, response

from selon.errors import SourceError
from selon.page import FetchSettings, find_pages, read_page
from selon.page.captures import read_capture
from selon.page.found import WHY
from selon.page.transfer import TooLargeError, read_head, unpack_body
from selon.types import Page, PassedOver

SITE = "https://gazette.example"
BODY = ARTICLE.encode()


def write(tmp_path: Path, *records: bytes, name: str = "crawl.warc") -> Path:
    path = tmp_path / name
    pack = gzip.compress if name.endswith(".gz") else zstandard.compress if name.endswith(".zst") else bytes
    path.write_bytes(b"".join(pack(one) for one in records))
    return path


def read(path: Path, **settings: int) -> tuple[list[Page], dict[str, int], list[SourceError]]:
    """Pages, counts by kind, errors."""
    found = list(find_pages([str(path)], FetchSettings(**settings)))  # type: ignore[arg-type]
    passed = [one for one in found if isinstance(one, PassedOver)]
    assert len({one.kind for one in passed}) == len(passed)
    for one in passed:
        assert one.source == str(path)
        assert str(path) in one.message
        assert one.kind in WHY
    errors = [one for one in found if isinstance(one, SourceError)]
    for error in errors:
        assert error.source.startswith(str(path))
        assert error.source in str(error)
    return [one for one in found if isinstance(one, Page)], {one.kind: one.count for one in passed}, errors


def one_record(tmp_path: Path, one: bytes, **settings: int) -> Page | str:
    """What becomes of one record: its page, or the one kind it is counted under."""
    pages, passed, errors = read(write(tmp_path, one), **settings)
    assert not errors
    if pages:
        assert not passed
        return pages[0]
    assert list(passed.values()) == [1]
    return next(iter(passed))


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.warc.zst", "crawl", "CRAWL.WARC.GZ"])
def test_pages_of_an_archive(tmp_path: Path, name: str) -> None:
    path = write(tmp_path, WARCINFO, response(f"{SITE}/pont", http(BODY, X_Served="yes")), name=name)
    pages, passed, errors = read(path)
    assert (passed, errors) == ({"no-response": 1}, [])
    assert pages == [
        Page(
            source=f"{path}:{SITE}/pont",
            content=BODY,
            media="text/html",
            url=f"{SITE}/pont",
            fetched="2024-03-05T18:30:00Z",
            headers=(("content-type", HTML), ("x-served", "yes")),
        )
    ]
    doc = read_page(pages[0])
    assert "Odile Kerbrat" in doc.text
    assert (doc.outlet, doc.lang, doc.url) == ("gazette.example", "fr", f"{SITE}/pont")


def test_an_archive_written_by_fastwarc(tmp_path: Path) -> None:
    path = tmp_path / "a.warc.gz"
    with path.open("wb") as stream:
        writer = GzipWriter(stream)
        for number in range(3):
            made = WarcRecord()
            made.init_headers(WarcRecordType.response, record_urn=f"uuid:{number}".encode())
            made.headers["WARC-Target-URI"] = f"{SITE}/{number}"
            made.is_http = True
            made.set_bytes_content(http(BODY))
            made.write(writer)
        writer.close()
    pages, passed, errors = read(path)
    assert [page.url for page in pages] == [f"{SITE}/{number}" for number in range(3)]
    assert (passed, errors) == ({}, [])


def test_from_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    for content in (response(f"{SITE}/a", http(BODY)), gzip.compress(response(f"{SITE}/a", http(BODY)))):
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
        [page] = find_pages(["-"])
        assert isinstance(page, Page)
        assert page.source == f"-:{SITE}/a"


def test_pages_come_before_the_archive_is_read(tmp_path: Path) -> None:
    path = write(tmp_path, response(f"{SITE}/a", http(BODY)))
    with path.open("ab") as stream:
        stream.truncate(5_000_000_000)  # sparse: nobody waits until it is read
    page = next(find_pages([str(path)]))
    assert isinstance(page, Page)
    assert page.url == f"{SITE}/a"


# ---------------------------------------------------------------- what is picked


@pytest.mark.parametrize(
    ("one", "kind"),
    [
        (WARCINFO, "no-response"),
        (
            record("request", f"{SITE}/a", b"GET /a HTTP/1.1\r\n\r\n", "application/http; msgtype=request"),
            "no-response",
        ),
        (record("metadata", f"{SITE}/a", b"outlinks: 3", "application/warc-fields"), "no-response"),
        (record("conversion", f"{SITE}/a", b"La maire a dit non.", "text/plain"), "no-response"),
        (record("response", "dns:gazette.example", b"20240305", "text/dns"), "no-response"),
        (record("resource", "urn:pageinfo:https://gazette.example/a", b"{}", "application/json"), "no-response"),
        (record("response", f"{SITE}/a", b"La maire a dit non.", "text/plain"), "no-response"),
        (response(f"{SITE}/a", b"220 ftp ready\r\n\r\nx"), "no-response"),
        (record("revisit", f"{SITE}/a", http(b""), "application/http; msgtype=response"), "revisit"),
        (response(f"{SITE}/a", http(BODY, status="404 Not Found")), "not-200"),
        (response(f"{SITE}/a", http(b"", status="301 Moved", Location="/b")), "not-200"),
        (response(f"{SITE}/a.png", http(b"\x89PNG\r\n\x1a\n", "image/png")), "not-html"),
        (response(f"{SITE}/a.js", http(b"alert(1)", "application/javascript")), "not-html"),
        (response(f"{SITE}/a.pdf", http(b"%PDF-1.7 ...", HTML)), "not-html"),
        (record("resource", f"{SITE}/a.png", b"\x89PNG\r\n\x1a\n", "image/png"), "not-html"),
        (response(f"{SITE}/a", http(b"")), "empty"),
        (response(f"{SITE}/a", http(b" \r\n ")), "empty"),
        (response(f"{SITE}/robots.txt", http(b"User-agent: *", "text/plain")), "robots-txt"),
        (response(f"{SITE}/ads.txt", http(b"adx.example, 1, DIRECT", "text/plain")), "site-file"),
        (response(f"{SITE}/.well-known/security.txt", http(b"Contact: x", "text/plain")), "site-file"),
        (response(SITE, http(BODY)), "front-page"),
        (response(f"{SITE}/", http(BODY)), "front-page"),
        (response(f"{SITE}/#top", http(BODY)), "front-page"),
    ],
)
def test_what_is_passed_over(tmp_path: Path, one: bytes, kind: str) -> None:
    assert one_record(tmp_path, one) == kind


@pytest.mark.parametrize(
    ("one", "media"),
    [
        (response(f"{SITE}/?p=7", http(BODY)), "text/html"),
        (response(f"{SITE}/monde/", http(BODY)), "text/html"),
        (response(f"<{SITE}/a>", http(BODY)), "text/html"),
        (response(f"{SITE}/a", http(BODY, "application/xhtml+xml")), "text/html"),
        (response(f"{SITE}/a", http(BODY, "TEXT/HTML")), "text/html"),
        (response(f"{SITE}/a", http(BODY, None)), "text/html"),
        (response(f"{SITE}/a", http(BODY, "text/plain")), "text/html"),
        (response(f"{SITE}/a", http("La maire a dit non.", None)), "text/plain"),
        (response(f"{SITE}/a.txt", http("La maire a dit non.", "text/plain")), "text/plain"),
        (response(f"{SITE}/a", b"HTTP/2 200\ncontent-type: text/html\n\n" + BODY), "text/html"),
        (record("resource", f"{SITE}/a", BODY, "text/html"), "text/html"),
    ],
)
def test_what_is_picked(tmp_path: Path, one: bytes, media: str) -> None:
    page = one_record(tmp_path, one)
    assert isinstance(page, Page)
    assert page.media == media
    assert str(page.url).startswith(SITE)


def test_the_rest_is_counted_by_kind_with_an_example(tmp_path: Path) -> None:
    pictures = [response(f"{SITE}/{number}.png", http(b"\x89PNG\r\n", "image/png")) for number in range(3)]
    path = write(tmp_path, *pictures, response(f"{SITE}/a", http(BODY)), WARCINFO)
    found = list(find_pages([str(path)]))
    assert [type(one).__name__ for one in found] == ["Page", "PassedOver", "PassedOver"]
    assert found[2] == PassedOver(
        str(path), "not-html", f"{path}: 3 passed over, neither HTML nor plain text (the first: {SITE}/0.png)", 3
    )


# ---------------------------------------------------------------- encodings


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (gzip.compress(BODY), {"Content_Encoding": "gzip"}),
        (gzip.compress(BODY), {"Content_Encoding": "x-gzip"}),
        (zlib.compress(BODY), {"Content_Encoding": "deflate"}),
        (zlib.compress(BODY)[2:-4], {"Content_Encoding": "deflate"}),
        (brotli.compress(BODY), {"Content_Encoding": "br"}),
        (zstandard.compress(BODY), {"Content_Encoding": "zstd"}),
        (gzip.compress(zlib.compress(BODY)), {"Content_Encoding": "deflate, gzip"}),
        (BODY, {"Content_Encoding": "identity"}),
        (chunked(BODY), {"Transfer_Encoding": "chunked"}),
        (chunked(gzip.compress(BODY)), {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (BODY, {"Transfer_Encoding": "chunked", "Content_Encoding": "gzip"}),
        (BODY, {"Content_Encoding": "br"}),
        (BODY, {"Content_Encoding": "deflate"}),
        (BODY, {"Content_Encoding": "zstd"}),
    ],
)
def test_bodies_are_unpacked(tmp_path: Path, body: bytes, headers: dict[str, str]) -> None:
    """Also where a crawler unpacked them and left the headers; and the records after it are read."""
    pages, _, errors = read(
        write(tmp_path, response(f"{SITE}/a", http(body, **headers)), response(f"{SITE}/b", http(BODY)))
    )
    assert not errors
    assert [page.content for page in pages] == [BODY, BODY]


@pytest.mark.parametrize(
    ("body", "encoding", "words"),
    [
        (gzip.compress(BODY)[:-20], "gzip", "gzip that is broken"),
        (b"\x1f\x8b\x08\x00broken in every way", "gzip", "gzip that is broken"),
        (zstandard.compress(BODY)[:-9], "zstd", "zstd that is broken"),
        (bytes(range(256)), "br", "br that is broken"),
        (BODY, "rot13", "'rot13', which is not known"),
        (BODY, "gzip, " * 9, "9 content encodings"),
    ],
)
def test_a_body_that_cannot_be_unpacked_costs_that_page(tmp_path: Path, body: bytes, encoding: str, words: str) -> None:
    path = write(
        tmp_path, response(f"{SITE}/a", http(body, Content_Encoding=encoding)), response(f"{SITE}/b", http(BODY))
    )
    pages, _, [error] = read(path)
    assert [page.url for page in pages] == [f"{SITE}/b"]
    assert error.source == f"{path}:{SITE}/a"
    assert words in str(error)


def test_what_the_crawler_cut_is_taken_as_far_as_it_goes(tmp_path: Path) -> None:
    packed = gzip.compress(random.Random(1).randbytes(400).hex().encode() + BODY)[:-100]
    page = one_record(tmp_path, response(f"{SITE}/a", http(packed, Content_Encoding="gzip"), WARC_Truncated="length"))
    assert isinstance(page, Page)
    assert len(page.content) > 400


@pytest.mark.parametrize("encoding", ["gzip", "br", "zstd", "deflate"])
def test_bombs_are_too_large(tmp_path: Path, encoding: str) -> None:
    pack = {"gzip": gzip.compress, "br": brotli.compress, "zstd": zstandard.compress, "deflate": zlib.compress}
    bomb = pack[encoding](b"a" * 30_000_000)
    one = response(f"{SITE}/a", http(bomb, Content_Encoding=encoding))
    assert one_record(tmp_path, one, max_bytes=100_000) == "too-large"


def test_large_bodies(tmp_path: Path) -> None:
    def big(size: int, kind: str = HTML) -> bytes:
        return response(f"{SITE}/a", http(b"<p>" + b"a" * (size - 3), kind))

    assert isinstance(one_record(tmp_path, big(1000), max_bytes=1000), Page)
    assert one_record(tmp_path, big(1001), max_bytes=1000) == "too-large"
    assert one_record(tmp_path, big(500_000), max_bytes=1000) == "too-large"
    assert one_record(tmp_path, big(500_000, "video/mp4"), max_bytes=1000) == "not-html"


def test_a_large_record_is_never_whole_in_memory(tmp_path: Path) -> None:
    path = write(
        tmp_path, response(f"{SITE}/a", http(b"a" * 60_000_000)), response(f"{SITE}/b", http(BODY)), name="a.warc.gz"
    )
    tracemalloc.start()
    pages, passed, _ = read(path, max_bytes=1_000_000)
    assert tracemalloc.get_traced_memory()[1] < 20_000_000
    tracemalloc.stop()
    assert ([page.url for page in pages], passed) == ([f"{SITE}/b"], {"too-large": 1})


@pytest.mark.parametrize(
    ("block", "found"),
    [
        (b"HTTP/1.1 200 OK\r\nA: 1\r\na: 2\r\nbroken\r\n\r\nbody", (200, {"a": "1, 2"}, 39)),
        (b"HTTP/1.0 404\r\n\r\n", (404, {}, 16)),
        (b"HTTP/1.1 200 OK\r\nA: 1", (200, {"a": "1"}, 21)),
        (b"SSH-2.0\r\n\r\n", None),
        (b"", None),
    ],
)
def test_heads(block: bytes, found: tuple[int, dict[str, str], int] | None) -> None:
    assert read_head(block) == found


@pytest.mark.parametrize(
    ("body", "joined"),
    [
        (b"3\r\nabc\r\n0\r\n\r\n", b"abc"),
        (b"3\nabc\n0\n\n", b"abc"),
        (b"3\r\nabc\r\n5\r\nde", b"abcde"),
        (b"3\r\nabc\r\nzz\r\nde", b"abc"),
        (b"not chunked", b"not chunked"),
        (b"0\r\n\r\n", b""),
        (b"ffffffff\r\nabc", b"abc"),
    ],
)
def test_chunks(body: bytes, joined: bytes) -> None:
    assert unpack_body(body, {"transfer-encoding": "Chunked"}, 100) == joined


def test_a_body_too_large() -> None:
    with pytest.raises(TooLargeError):
        unpack_body(b"a" * 101, {}, 100)


# ---------------------------------------------------------------- damage

THREE = [response(f"{SITE}/{number}", http(BODY)) for number in range(3)]


@pytest.mark.parametrize("name", ["a.warc", "a.warc.gz", "a.warc.zst", "a"])
def test_an_archive_cut_short_anywhere(tmp_path: Path, name: str) -> None:
    """The pages before the cut come; then an error, except where the cut is between two records."""
    path = write(tmp_path, *THREE, name=name)
    whole = path.read_bytes()
    ends = [len(write(tmp_path, *THREE[:count], name=name).read_bytes()) for count in range(4)]
    for cut in [*range(20 if name == "a" else 1, len(whole), 11), *ends[1:]]:
        path.write_bytes(whole[:cut])
        pages, _, errors = read(path)
        complete = sum(end <= cut for end in ends[1:])
        assert len(pages) in (complete, complete + 1)  # the last bytes of a record are its separator, or a checksum
        assert all(page.content == BODY for page in pages)
        assert len(errors) == 1 if not pages or (len(pages) == complete and cut not in ends) else len(errors) <= 1


def test_a_cut_names_the_record(tmp_path: Path) -> None:
    path = write(tmp_path, *THREE)
    path.write_bytes(path.read_bytes()[:-200])
    pages, _, [error] = read(path)
    assert len(pages) == 2
    assert error.source == str(path)
    assert "cut short inside a record" in str(error)
    assert f"{SITE}/2" in str(error)


def test_a_cut_inside_what_is_passed_over(tmp_path: Path) -> None:
    path = write(tmp_path, THREE[0], response(f"{SITE}/a.mp4", http(b"a" * 9_000, "video/mp4")))
    path.write_bytes(path.read_bytes()[:-4_000])
    pages, passed, errors = read(path)
    assert (len(pages), passed, len(errors)) == (1, {}, 1)


def test_damage_in_the_middle(tmp_path: Path) -> None:
    for name in ("a.warc", "a.warc.gz", "a.warc.zst"):
        path = write(tmp_path, *THREE, name=name)
        content = bytearray(path.read_bytes())
        at = len(write(tmp_path, THREE[0], name=name).read_bytes())
        content[at : at + 12] = b"\x00" * 12
        path.write_bytes(content)
        pages, _, [error] = read(path)
        assert len(pages) == 1
        assert "get the file again" in str(error)


@pytest.mark.parametrize("content", [b"no archive at all", b"\x1f\x8bno archive", b"WARC/1.1\r\n\r\n", b"WARC/1.1\r\n"])
def test_what_is_no_archive(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(content)
    pages, passed, errors = read(path)
    assert (pages, passed, len(errors)) == ([], {}, 1)


def test_any_damage(tmp_path: Path) -> None:
    """Whatever bytes change, pages and errors come, and nothing is raised."""
    chance = random.Random(7)
    for name in ("a.warc", "a.warc.gz", "a.warc.zst", "a.wacz"):
        whole = _wacz(tmp_path, {"archive/a.warc.gz": gzip.compress(b"".join(THREE))}, name)
        if name != "a.wacz":
            whole = write(tmp_path, *THREE, name=name)
        content = whole.read_bytes()
        for _ in range(150):
            broken = bytearray(content)
            for _ in range(chance.randint(1, 4)):
                broken[chance.randrange(len(broken))] = chance.randrange(256)
            whole.write_bytes(broken)
            read(whole)


# ---------------------------------------------------------------- WACZ


def _wacz(tmp_path: Path, members: dict[str, bytes], name: str = "a.wacz", packing: int = zipfile.ZIP_STORED) -> Path:
    path = tmp_path / name
    with zipfile.ZipFile(path, "w", packing) as archive:
        for member, content in members.items():
            archive.writestr(member, content)
    return path


@pytest.mark.parametrize("packing", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
def test_wacz(tmp_path: Path, packing: int) -> None:
    members = {
        "datapackage.json": b"{}",
        "archive/a.warc.gz": gzip.compress(WARCINFO) + gzip.compress(THREE[0]),
        "archive/b.warc": WARCINFO + THREE[1],
        "pages/pages.jsonl": b"{}",
    }
    path = _wacz(tmp_path, members, packing=packing)
    pages, passed, errors = read(path)
    assert [page.source for page in pages] == [f"{path}:{SITE}/0", f"{path}:{SITE}/1"]
    assert (passed, errors) == ({"no-response": 2}, [])


def test_a_damaged_member_costs_that_member(tmp_path: Path) -> None:
    packed = gzip.compress(THREE[0]) + gzip.compress(THREE[1])
    members = {
        "archive/a.warc.gz": packed[:-60],
        "archive/b.warc.gz": b"nothing of the kind",
        "archive/c.warc.gz": gzip.compress(THREE[2]),
        "archive/d.warc": THREE[0],
    }
    path = _wacz(tmp_path, members)
    content = path.read_bytes().replace(THREE[0], THREE[0].replace(b"Kerbrat", b"Kerbrot"))  # its checksum is wrong now
    path.write_bytes(content)
    pages, _, errors = read(path)
    assert [page.url for page in pages][:2] == [f"{SITE}/0", f"{SITE}/2"]
    assert [error.source for error in errors] == [
        f"{path}:archive/{name}" for name in ("a.warc.gz", "b.warc.gz", "d.warc")
    ]


@pytest.mark.parametrize(
    ("content", "words"), [(b"PK\x03\x04 broken", "a damaged WACZ file"), (b"no archive", "a damaged WACZ file")]
)
def test_no_wacz(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.wacz"
    path.write_bytes(content)
    assert words in str(read(path)[2][0])


def test_wacz_without_a_warc(tmp_path: Path) -> None:
    assert "no WARC" in str(read(_wacz(tmp_path, {"a.html": BODY}))[2][0])


# ---------------------------------------------------------------- folders


def test_archives_in_a_folder(tmp_path: Path) -> None:
    write(tmp_path, THREE[0], name="a.warc")
    write(tmp_path, THREE[1], name="b.warc.gz")
    _wacz(tmp_path, {"archive/a.warc": THREE[2]}, "c.wacz")
    write(tmp_path, THREE[0], name="d.arc")
    found: Iterator[object] = find_pages([str(tmp_path)])
    assert [page.url for page in found if isinstance(page, Page)] == [f"{SITE}/{number}" for number in range(3)]


def test_a_capture_is_read_within_bounds() -> None:
    """The function itself, with a record that is not read to its end."""
    made = WarcRecord.from_bytes(response(f"{SITE}/a", http(BODY)))
    page = read_capture(made, "x.warc", 10_000)
    assert isinstance(page, Page)
    assert page.source == f"x.warc:{SITE}/a"
