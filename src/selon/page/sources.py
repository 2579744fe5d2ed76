"""What a user names -> pages: files, folders, JSON Lines, standard input, addresses.

A bad source is an error in the stream, never an exception: the others are done.
"""

from __future__ import annotations

import io
import os
import re
import stat
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from selon.errors import SourceError
from selon.page.decode import find_binary
from selon.page.fetch import Fetcher
from selon.page.records import find_record_pages, is_record
from selon.page.settings import FetchSettings
from selon.types import Page

ARTICLES = frozenset({".html", ".htm", ".xhtml", ".txt", ".md", ".jsonl"})
"""The endings of the files that are read in a folder; others are passed over."""

_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype html|html|head|body|article|main|div|p|meta|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_HOST = re.compile(r"www\.|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/")
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def find_pages(sources: Sequence[str], settings: FetchSettings | None = None) -> Iterator[Page | SourceError]:
    """The pages of all sources, in order, one after the other as they are asked for.

    A source is an HTML or plain-text file, a folder (read whole, sorted, hidden
    ones passed over), a `.jsonl` file, an http(s) address, or "-" for standard
    input in any of these forms. What cannot be read comes as a `SourceError` in
    its place; nothing is raised.
    """
    settings = settings or FetchSettings()
    fetcher = Fetcher(settings)
    for source in sources:
        try:
            yield from _find_source_pages(source, settings, fetcher)
        except SourceError as error:
            yield error
        except (OSError, ValueError) as error:
            yield _explain(source, error)


def _find_source_pages(source: str, settings: FetchSettings, fetcher: Fetcher) -> Iterator[Page | SourceError]:
    if source == "-":
        if sys.stdin is None:
            raise SourceError(source, "-: there is no standard input; give a file, a folder or an address")
        yield from _find_stream_pages(sys.stdin.buffer, "-", settings, "")
    elif _SCHEME.match(source):
        yield fetcher.fetch(source)
    elif not source.strip():
        raise SourceError(source, "an empty source; give a file, a folder, an address or -")
    elif Path(source).is_dir():
        yield from _find_folder_pages(source, settings)
    else:
        yield from _find_file_pages(source, settings)


def _find_folder_pages(source: str, settings: FetchSettings) -> Iterator[Page | SourceError]:
    """The pages of a folder's article files, by path; a folder that cannot be opened is an error in its place."""
    failed: list[OSError] = []
    found = False
    for folder, names, files in os.walk(source, onerror=failed.append):
        names[:] = sorted(name for name in names if not name.startswith("."))
        for name in sorted(files):
            path = Path(folder, name)
            if name.startswith(".") or path.suffix.lower() not in ARTICLES:
                continue
            if path.exists() and not path.is_file():  # a pipe, a device: nobody may ever write into it
                continue
            found = True
            try:
                yield from _find_file_pages(str(path), settings)
            except SourceError as error:
                yield error
            except (OSError, ValueError) as error:
                yield _explain(str(path), error)
    for failure in failed:
        found = True
        yield _explain(str(failure.filename or source), failure)
    if not found:
        raise SourceError(source, f"{source}: no articles in this folder; it may hold {', '.join(sorted(ARTICLES))}")


def _find_file_pages(path: str, settings: FetchSettings) -> Iterator[Page | SourceError]:
    status = Path(path).stat()
    if stat.S_ISREG(status.st_mode) and status.st_size == 0:
        raise SourceError(path, f"{path}: the file is empty")
    with Path(path).open("rb") as stream:
        yield from _find_stream_pages(stream, path, settings, Path(path).suffix.lower())


def _find_stream_pages(
    stream: BinaryIO, source: str, settings: FetchSettings, suffix: str
) -> Iterator[Page | SourceError]:
    """What a stream holds, by its name's ending where that says so, else by its first bytes."""
    most = settings.max_bytes
    first = b""
    if suffix != ".jsonl":
        first = _read_first_line(stream, most)
        if not first:
            raise SourceError(source, f"{source}: nothing in it; give an article")
    if suffix == ".jsonl" or (suffix not in ARTICLES and is_record(first)):
        yield from _with_any(find_record_pages(_Prefixed(first, stream), source, most), source)
        return
    content = first + stream.read(most + 1 - len(first))
    if len(content) > most:
        raise SourceError(
            source, f"{source}: larger than {most} bytes; no article is so long, and JSON Lines end in .jsonl"
        )
    if kind := find_binary(content):
        raise SourceError(source, f"{source}: this is {kind}; give HTML, plain text or JSON Lines")
    if not content.strip():
        raise SourceError(source, f"{source}: nothing in it but white space; give an article")
    if suffix == ".json":
        raise SourceError(source, f"{source}: JSON, but not JSON Lines; write one article a line and name it .jsonl")
    yield Page(source=source, content=content, media=_find_media(content, suffix))


def _read_first_line(stream: BinaryIO, most: int) -> bytes:
    """The first line that is not blank, with what stands before it."""
    first = b""
    while len(first) <= most and not first.strip(b"\xef\xbb\xbf \t\r\n"):
        line = stream.readline(most + 1 - len(first))
        if not line:
            break
        first += line
    return first


def _with_any(pages: Iterator[Page | SourceError], source: str) -> Iterator[Page | SourceError]:
    """The same pages, or an error when there are none at all."""
    found = False
    for page in pages:
        found = True
        yield page
    if not found:
        raise SourceError(source, f"{source}: no articles in it; give one JSON object a line")


def _find_media(content: bytes, suffix: str) -> str:
    if suffix in (".html", ".htm", ".xhtml"):
        return "text/html"
    return "text/html" if _MARKUP.match(content.replace(b"\x00", b"")[:4096]) else "text/plain"


class _Prefixed:
    """A stream whose first lines were already read: they come first again."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self._first, self._rest = io.BytesIO(first), rest

    def readline(self, size: int = -1, /) -> bytes:
        return self._first.readline(size) or self._rest.readline(size)


def _explain(source: str, error: Exception) -> SourceError:
    if isinstance(error, FileNotFoundError):
        or_else = ", or write https:// before it if it is an address" if _HOST.match(source) else ""
        return SourceError(source, f"{source}: no such file or folder; check the path{or_else}")
    if isinstance(error, PermissionError):
        return SourceError(source, f"{source}: no permission to read it; change its permissions or copy it")
    return SourceError(source, f"{source}: cannot be read ({error}); check the path")
