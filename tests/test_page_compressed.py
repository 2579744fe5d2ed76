"""What is packed by gzip or zstd, by its name or not: unpacked as it is read, within bounds."""

from __future__ import annotations

import contextlib
import gzip
import io
import json
import random
import sys
import time
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from selon.errors import SourceError
from selon.page import FetchSettings, find_pages
from selon.page.compressed import find_packing, prefix, unpack, unpack_bytes
from selon.types import Page

SENTENCE = "La maire de Valbrune, Odile Kerbrat, a dit non mardi soir."
LINES = "".join(json.dumps({"text": f"{SENTENCE} {number}"}) + "\n" for number in range(3)).encode()
PACK: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": zstandard.compress}
ENDINGS = sorted(PACK)


def pages_of(path: Path, most: int = 20_000_000) -> list[Page]:
    found = list(find_pages([str(path)], FetchSettings(max_bytes=most)))
    assert all(isinstance(one, Page) for one in found), found
    return found  # type: ignore[return-value]


def error_of(path: Path, most: int = 20_000_000) -> str:
    *before, error = find_pages([str(path)], FetchSettings(max_bytes=most))
    assert isinstance(error, SourceError)
    assert all(isinstance(one, Page) for one in before)
    assert error.source.startswith(str(path))
    assert str(path) in str(error)
    return str(error)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize(
    ("name", "content", "count", "media"),
    [
        ("a.jsonl", LINES, 3, "text/plain"),
        ("a.html", f"<p>{SENTENCE}</p>".encode(), 1, "text/html"),
        ("a.txt", SENTENCE.encode(), 1, "text/plain"),
        ("A.TXT", SENTENCE.encode(), 1, "text/plain"),
        ("a", LINES, 3, "text/plain"),
        ("a", f"<!doctype html><p>{SENTENCE}</p>".encode(), 1, "text/html"),
    ],
)
def test_packed_files(tmp_path: Path, ending: str, name: str, content: bytes, count: int, media: str) -> None:
    path = tmp_path / f"{name}{ending}"
    path.write_bytes(PACK[ending](content))
    pages = pages_of(path)
    assert [page.media for page in pages] == [media] * count
    assert [page.source for page in pages] == ([f"{path}:{n + 1}" for n in range(3)] if count > 1 else [str(path)])


@pytest.mark.parametrize("ending", ENDINGS)
def test_packed_without_saying_so(tmp_path: Path, ending: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a.jsonl", "a"):
        (tmp_path / name).write_bytes(PACK[ending](LINES))
        assert len(pages_of(tmp_path / name)) == 3
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(PACK[ending](LINES))))
    assert [getattr(page, "source", None) for page in find_pages(["-"])] == ["-:1", "-:2", "-:3"]


def test_named_as_packed_but_not(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(LINES)
    assert len(pages_of(tmp_path / "a.jsonl.gz")) == 3


@pytest.mark.parametrize("ending", ENDINGS)
def test_one_after_the_other_is_one(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    path.write_bytes(b"".join(PACK[ending](line) for line in LINES.splitlines(keepends=True)))
    assert len(pages_of(path)) == 3


def test_padding_after_gzip(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(LINES) + b"\0" * 100_000)
    assert len(pages_of(tmp_path / "a.jsonl.gz")) == 3


def test_packed_twice(tmp_path: Path) -> None:
    (tmp_path / "a.txt.gz").write_bytes(gzip.compress(gzip.compress(SENTENCE.encode())))
    assert "a gzip archive" in error_of(tmp_path / "a.txt.gz")


@pytest.mark.parametrize("ending", ENDINGS)
def test_lines_before_the_damage_come(tmp_path: Path, ending: str) -> None:
    path = tmp_path / f"a.jsonl{ending}"
    chance = random.Random(1)
    text = "".join(json.dumps({"text": chance.randbytes(200).hex()}) + "\n" for _ in range(2000)).encode()
    whole = PACK[ending](text)
    for cut in (len(whole) // 2, len(whole) - 1):
        path.write_bytes(whole[:cut])
        assert "cut short" in error_of(path)
    assert len(list(find_pages([str(path)]))) > 1_000


def test_damage_in_the_middle(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    content = bytearray(gzip.compress(LINES * 50))
    content[-8] ^= 1
    path.write_bytes(content)
    assert "is broken" in error_of(path)


@pytest.mark.parametrize("ending", ENDINGS)
@pytest.mark.parametrize("name", ["a.html", "a.jsonl", "a.txt"])
def test_damaged_from_the_beginning(tmp_path: Path, ending: str, name: str) -> None:
    path = tmp_path / f"{name}{ending}"
    path.write_bytes(PACK[ending](SENTENCE.encode())[:8] + b"\xff\xfe\xff" * 9)
    assert "get the file again" in error_of(path)


@pytest.mark.parametrize("ending", ENDINGS)
def test_bombs(tmp_path: Path, ending: str) -> None:
    """Of one page: too large. Of lines: a line too long, and given up where it does not end."""
    bomb = PACK[ending](b" " * 60_000_000)
    (tmp_path / f"a.html{ending}").write_bytes(bomb)
    (tmp_path / f"a.jsonl{ending}").write_bytes(bomb)
    (tmp_path / f"b.jsonl{ending}").write_bytes(PACK[ending](b"\n" * 8_000_000))
    before = time.monotonic()
    settings = FetchSettings(max_bytes=100_000, max_list_bytes=100_000)
    for name, words in (
        ("a.html", "larger than"),
        ("a.jsonl", "without an article"),
        ("b.jsonl", "without an article"),
    ):
        [error] = find_pages([str(tmp_path / f"{name}{ending}")], settings)
        assert isinstance(error, SourceError)
        assert words in str(error)
    assert time.monotonic() - before < 20


def test_lines_that_are_too_long_are_given_up_in_the_end(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "oui"}\n' + b"a" * 10_000 + b'\n{"text": "non"}\n')
    found = list(find_pages([str(path)], FetchSettings(max_bytes=100)))
    assert [type(one).__name__ for one in found] == ["Page", "SourceError"]
    assert "without an article" in str(found[1])


def test_lines_come_as_they_are_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    path.write_bytes(gzip.compress(LINES) + b"no gzip any more")
    assert [isinstance(one, Page) for one in find_pages([str(path)])] == [True, True, True, False]


def test_unpacking_bytes() -> None:
    for pack in PACK.values():
        assert unpack_bytes(pack(b"abc" * 100), "x", 300) == b"abc" * 100
        with pytest.raises(SourceError, match=r"^x: unpacks to more than 299 bytes"):
            unpack_bytes(pack(b"abc" * 100), "x", 299)
        with pytest.raises(SourceError, match=r"^x: .* is cut short"):
            unpack_bytes(pack(b"abc" * 100)[:-3], "x", 300)
    assert unpack_bytes(b"abc", "x", 1) == b"abc"


@given(st.lists(st.binary(max_size=300), max_size=5), st.sampled_from(ENDINGS), st.integers(1, 400))
def test_any_content_comes_back(parts: list[bytes], ending: str, size: int) -> None:
    packed = b"".join(PACK[ending](part) for part in parts)
    if parts:
        packing = find_packing(packed[:4])
        assert packing
        stream = unpack(prefix(packed[:4], io.BytesIO(packed[4:])), "x", packing)
        assert b"".join(iter(lambda: stream.read(size), b"")) == b"".join(parts)
        assert stream.tell() == len(b"".join(parts))


@given(st.binary(max_size=200), st.sampled_from(ENDINGS), st.integers(0, 60))
def test_any_damage(junk: bytes, ending: str, cut: int) -> None:
    packed = PACK[ending](SENTENCE.encode())[:cut] + junk
    packing = find_packing(packed)
    if packing:
        with contextlib.suppress(SourceError):
            unpack(io.BytesIO(packed), "x", packing).read()


def test_a_large_window_of_zstd_is_refused(tmp_path: Path) -> None:
    """A frame may ask for gigabytes of memory before it unpacks a byte."""
    path = tmp_path / "a.txt.zst"
    path.write_bytes(b"\x28\xb5\x2f\xfd" + b"\x00" + b"\xf8" + b"\x00" * 20)  # a window of 2 ** 41 bytes
    assert "is broken" in error_of(path)


def test_zlib_is_no_packing() -> None:
    assert find_packing(zlib.compress(b"abc")) is None
