"""What a user names -> pages: files, folders, JSON Lines, standard input; a bad one is an error in its place."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import PageError, SourceError
from selon.page import FetchSettings, find_pages, read_page
from selon.page.records import find_record_pages
from selon.types import Page

SENTENCE = "La maire de Valbrune a dit non mardi soir."


def only(source: str | Path, settings: FetchSettings | None = None) -> Page | SourceError:
    found = list(find_pages([str(source)], settings))
    assert len(found) == 1
    return found[0]


def error_of(source: str | Path, settings: FetchSettings | None = None) -> str:
    found = only(source, settings)
    assert isinstance(found, SourceError)
    assert str(source) in str(found)
    assert found.source.startswith(str(source))
    return str(found)


def stdin_of(monkeypatch: pytest.MonkeyPatch, content: bytes) -> list[Page | SourceError]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))
    return list(find_pages(["-"]))


@pytest.mark.parametrize(
    ("name", "content", "media"),
    [
        ("a.txt", SENTENCE, "text/plain"),
        ("a.md", SENTENCE, "text/plain"),
        ("a.html", f"<p>{SENTENCE}</p>", "text/html"),
        ("a.HTM", f"<p>{SENTENCE}</p>", "text/html"),
        ("a.xhtml", f"<p>{SENTENCE}</p>", "text/html"),
        ("a", f"<!DOCTYPE html><p>{SENTENCE}</p>", "text/html"),
        ("a", SENTENCE, "text/plain"),
        ("a.txt", f"<html><p>{SENTENCE}</p></html>", "text/html"),
        ("a.txt", f"<3 {SENTENCE}", "text/plain"),
        ("a.log", '{"not": closed', "text/plain"),
    ],
)
def test_files(tmp_path: Path, name: str, content: str, media: str) -> None:
    path = tmp_path / name
    path.write_text(content, "utf-8")
    page = only(path)
    assert isinstance(page, Page)
    assert (page.source, page.content, page.media) == (str(path), content.encode(), media)


def test_sources_in_order_and_a_bad_one_in_its_place(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(SENTENCE)
    sources = [str(tmp_path / name) for name in ("b.txt", "gone.txt", "a.txt")]
    found = list(find_pages(sources))
    assert [page.source for page in found] == sources
    assert [isinstance(page, SourceError) for page in found] == [False, True, False]


def test_pages_come_one_at_a_time(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(SENTENCE)
    pages = find_pages([str(tmp_path / "a.txt"), str(tmp_path / "b.txt")])
    assert isinstance(pages, Iterator)
    next(pages)
    (tmp_path / "b.txt").write_text(SENTENCE)
    assert isinstance(next(pages), Page)


def test_folder_is_read_whole_and_sorted(tmp_path: Path) -> None:
    for name in ("b.txt", "a/z.html", "a/y.jsonl", "c/d/e.MD", "x.pdf", ".hidden.txt", ".git/a.txt", "c/n.py"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(json.dumps({"text": SENTENCE}) if name.endswith("jsonl") else SENTENCE)
    (tmp_path / "link.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    names = [page.source.removeprefix(f"{tmp_path}/") for page in find_pages([str(tmp_path)])]
    assert names == ["b.txt", "link.txt", "a/y.jsonl:1", "a/z.html", "c/d/e.MD"]


def test_packed_files_in_a_folder(tmp_path: Path) -> None:
    for name in ("a.txt.gz", "b.jsonl.gz", "c.png.gz", "d.tar.gz"):
        (tmp_path / name).write_bytes(gzip.compress(json.dumps({"text": SENTENCE}).encode()))
    names = [page.source.removeprefix(f"{tmp_path}/") for page in find_pages([str(tmp_path)])]
    assert names == ["a.txt.gz", "b.jsonl.gz:1"]


@pytest.mark.parametrize(
    ("pattern", "names"),
    [
        ("*.html", ["a.html", "b.html"]),
        ("?.html", ["a.html", "b.html"]),
        ("[b-z].html", ["b.html"]),
        ("**/*.html", ["a.html", "b.html", "in/c.html", "in/in/d.html"]),
        ("in*", []),
        ("*.pdf", []),
    ],
)
def test_patterns(tmp_path: Path, pattern: str, names: list[str]) -> None:
    for name in ("b.html", "a.html", "in/c.html", "in/in/d.html", ".e.html", "f.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(f"<p>{SENTENCE}</p>")
    source = f"{tmp_path}/{pattern}"
    found = list(find_pages([source]))
    if names:
        assert [page.source.removeprefix(f"{tmp_path}/") for page in found] == names
        return
    assert isinstance(found[0], SourceError)
    assert found[0].source == source
    assert "no file matches" in str(found[0])


def test_a_file_whose_name_is_a_pattern(tmp_path: Path) -> None:
    for name in ("a[1].txt", "a1.txt"):
        (tmp_path / name).write_text(name)
    page = only(tmp_path / "a[1].txt")
    assert isinstance(page, Page)
    assert page.content == b"a[1].txt"


def test_a_bad_file_among_those_that_match(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "b.txt").write_text(SENTENCE)
    os.mkfifo(tmp_path / "c.txt")
    found = list(find_pages([f"{tmp_path}/*"]))
    assert [isinstance(page, SourceError) for page in found] == [True, False]


def test_a_bad_file_in_a_folder_costs_that_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"%PDF-1.7 ...")
    (tmp_path / "b.txt").write_text(SENTENCE)
    found = list(find_pages([str(tmp_path)]))
    assert [isinstance(page, SourceError) for page in found] == [True, False]


def test_folder_without_articles(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x")
    assert "no articles in this folder" in error_of(tmp_path)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b" \n\t\n", "white space|nothing in it"),
        (b"%PDF-1.4\n...", "a PDF file"),
        (b"PK\x03\x04 docx", "a ZIP archive"),
        (b"\x89PNG\r\n\x1a\n....", "a PNG image"),
        (b"\xff\xd8\xff\xe0 jpeg", "a JPEG image"),
        (b"GIF89a....", "a GIF image"),
        (b"a\x00b\x00\x00\x01" * 200, "binary data"),
        (bytes(range(256)) * 20, "binary data"),
    ],
)
def test_files_that_are_no_text(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(content)
    assert any(word in error_of(path) for word in words.split("|"))


def test_missing_file(tmp_path: Path) -> None:
    assert "no such file" in error_of(tmp_path / "gone.html")


@pytest.mark.parametrize(
    ("source", "hint"),
    [("www.gazette.example/une", True), ("gazette.example/une.html", True), ("articles/une.html", False)],
)
def test_an_address_without_its_scheme(source: str, hint: bool) -> None:  # noqa: FBT001
    found = only(source)
    assert isinstance(found, SourceError)
    assert ("https://" in str(found)) is hint


def test_what_selon_printed_is_no_article(tmp_path: Path) -> None:
    (tmp_path / "read.jsonl").write_text('{"schema": 1, "document": {"text": "x"}, "claims": []}')
    assert "what selon read printed" in error_of(tmp_path / "read.jsonl")


@pytest.mark.parametrize("source", ["", "  ", "a\x00b", "x" * 5000])
def test_odd_names(source: str) -> None:
    assert isinstance(only(source), SourceError)


def test_unreadable_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(SENTENCE)

    def refuse(name: Path, *_: Any, **__: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(name))

    monkeypatch.setattr(Path, "open", refuse)
    assert "no permission" in error_of(path)


def test_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: Any) -> Any:
        raise PermissionError(13, "Permission denied", str(name))

    monkeypatch.setattr(os, "scandir", refuse)
    found = list(find_pages([str(tmp_path)]))
    assert isinstance(found[0], SourceError)
    assert "no permission" in str(found[0])


def test_file_too_large(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a" * 101)
    assert "larger than 100 bytes" in error_of(path, FetchSettings(max_bytes=100))
    assert isinstance(only(path, FetchSettings(max_bytes=101)), Page)


def test_json_that_is_not_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text('{\n "text": "x"\n}')
    assert ".jsonl" in error_of(path)


def test_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "news.jsonl"
    full = {"id": 7, "text": SENTENCE, "url": "https://example.org/a", "outlet": "Le Quotidien", "title": "Non"}
    lines = [
        "\ufeff" + json.dumps({**full, "published": "2024-03-03", "lang": "fr", "extra": [1]}),
        "",
        "{not json",
        '["text"]',
        '{"title": "Non"}',
        '{"text": " ", "html": null}',
        '{"text": 3}',
        '{"text": "a", "id": [1]}',
        json.dumps({"html": f"<p>{SENTENCE}</p>"}),
        "[" * 100_000,
        json.dumps({"text": SENTENCE, "html": "<p>x</p>", "lang": None, "id": ""}),
    ]
    path.write_text("\n".join(lines), "utf-8")
    found = list(find_pages([str(path)]))
    assert [page.source.rsplit(":", 1)[1] for page in found] == ["1", "3", "4", "5", "6", "7", "8", "9", "10", "11"]
    assert [number for number, page in enumerate(found) if isinstance(page, Page)] == [0, 7, 9]
    first, eighth, last = (found[number] for number in (0, 7, 9))
    known: dict[str, Any] = {
        "url": "https://example.org/a",
        "outlet": "Le Quotidien",
        "title": "Non",
        "published": "2024-03-03",
        "lang": "fr",
    }
    assert first == Page(f"{path}:1", SENTENCE, "text/plain", id="7", **known)
    assert isinstance(eighth, Page)
    assert eighth.media == "text/html"
    assert isinstance(last, Page)
    assert (last.content, last.media, last.id) == (SENTENCE, "text/plain", None)
    for page in found:
        if isinstance(page, SourceError):
            assert page.source in str(page)


def test_lone_surrogates_in_json_lines(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "La maire \\ud800 a dit non.", "title": "x\\udc00y"}')
    page = only(path)
    assert isinstance(page, Page)
    doc = read_page(page)
    assert doc.text == "x\ufffdy\n\nLa maire \ufffd a dit non."
    doc.text.encode()


def test_json_lines_are_read_line_by_line() -> None:
    class Endless:
        def __init__(self) -> None:
            self.read = 0

        def readline(self, _size: int = -1, /) -> bytes:
            self.read += 1
            return b'{"text": "oui"}\n'

    stream = Endless()
    pages = find_record_pages(stream, "x", 100)
    assert [getattr(next(pages), "source", None) for _ in range(3)] == ["x:1", "x:2", "x:3"]
    assert stream.read == 3


def test_a_line_too_long_costs_that_line(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text('{"text": "' + "a" * 500 + '"}\n{"text": "oui"}\n')
    long, short = list(find_pages([str(path)], FetchSettings(max_bytes=100)))
    assert isinstance(long, SourceError)
    assert "longer than 100" in str(long)
    assert isinstance(short, Page)
    assert short.source.endswith(":2")


@pytest.mark.parametrize("content", [b"\n", b"\n\n \n"])
def test_json_lines_without_a_line(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(content)
    assert "no articles" in error_of(path)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    [page] = stdin_of(monkeypatch, SENTENCE.encode())
    assert isinstance(page, Page)
    assert (page.source, page.media) == ("-", "text/plain")
    [page] = stdin_of(monkeypatch, b"\xef\xbb\xbf<!doctype html><p>x</p>")
    assert isinstance(page, Page)
    assert page.media == "text/html"
    pages = stdin_of(monkeypatch, b'\n{"text": "oui"}\n\n{"text": "non", "id": "b"}\nno\n')
    assert [page.source for page in pages] == ["-:2", "-:4", "-:5"]
    [error] = stdin_of(monkeypatch, b"")
    assert isinstance(error, SourceError)
    monkeypatch.setattr(sys, "stdin", None)
    assert isinstance(next(find_pages(["-"])), SourceError)


@pytest.mark.parametrize("source", ["ftp://example.org/a", "file:///etc/passwd", "gopher://x"])
def test_other_schemes(source: str) -> None:
    assert "http" in error_of(source)


def test_importing_the_package_is_light() -> None:
    heavy = ("trafilatura", "py3langid", "lxml", "babel", "urllib3", "fastwarc", "feedparser", "zstandard")
    code = f"import sys, selon.page; print([name for name in {heavy} if name in sys.modules])"
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def check(content: bytes | str, media: str, title: str | None = None) -> None:
    page = Page("x", content, media, title=title)
    try:
        doc = read_page(page)
    except PageError:
        return
    at = 0
    for block in doc.blocks:
        assert at <= block.start < block.end <= len(doc.text)
        shown = doc.text[block.start : block.end]
        assert shown == shown.strip()
        at = block.end
    assert doc.blocks
    if isinstance(content, str) and media == "text/plain":
        assert len(doc.text[doc.text_offset :]) == len(content)
    doc.text.encode()
    assert doc == read_page(page)


WORDS = st.lists(
    st.sampled_from(
        [
            "Home » MONDE » Oui",
            "par",
            "Par Jeanne Morel",
            "Related Articles",
            "La maire a dit non.",
            "«",
            "”",
            "\n",
            "\r\n",
            "\n\n",
            " ",
            "�",
            "<p>",
            "</p>",
            "<q>",
            "<b>",
            "<h1>",
            "&eacute;",
            "Partager",
            "© 2024",
            "le 3 mars 2024",
            "\x00",
            "\u2028",
            "\u200b",
            "<script>",
            "mot",
        ]
    ),
    max_size=30,
).map("".join)


@given(st.binary(max_size=300), st.sampled_from(["text/plain", "text/html"]))
def test_any_bytes(content: bytes, media: str) -> None:
    check(content, media)


@given(st.text(st.characters(), max_size=200) | WORDS, st.sampled_from(["text/plain", "text/html"]), st.none() | WORDS)
def test_any_text(content: str, media: str, title: str | None) -> None:
    check(content, media, title)


@given(content=st.binary(max_size=200), name=st.sampled_from(["a.txt", "a.html", "a.jsonl", "a"]))
def test_any_file(tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str) -> None:
    path = tmp_path_factory.getbasetemp() / name
    path.write_bytes(content)
    for page in find_pages([str(path)]):
        if isinstance(page, Page):
            check(page.content, page.media)
        else:
            assert isinstance(page, SourceError)
