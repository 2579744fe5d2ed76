"""JSON Lines: one article a line, each a Page. Read line by line, never the file at once."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, Protocol

from selon.errors import SourceError
from selon.types import Page


class LineStream(Protocol):
    """What can be read line by line, in bytes."""

    def readline(self, size: int = -1, /) -> bytes:
        """The next line, or as much of it as `size` allows; empty at the end."""


_STRINGS = ("url", "outlet", "title", "published", "lang")
_PATIENCE = 50
"""How many times the length of a line is read past without a record before the rest is given up: a file that unpacks
to nothing but blanks or one line without end would never be done."""


def find_record_pages(stream: LineStream, source: str, most: int) -> Iterator[Page | SourceError]:
    """The pages of a stream of JSON Lines; a line that is none is a `SourceError` that names it, and the rest goes on.

    source: what the user named; a page's own is "news.jsonl:3". most: bytes of
    one line. Blank lines are passed over, keys that are not ours as well.
    """
    for number, line in enumerate(_find_lines(stream, source, most), start=1):
        place = f"{source}:{number}"
        if line is None:
            yield SourceError(place, f"{place}: the line is longer than {most} bytes; give one article a line")
        elif line.strip():
            yield _read_record(line, place)


def is_record(line: bytes) -> bool:
    """Whether a line is a JSON object, as the first of JSON Lines is."""
    if not line.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return False
    try:
        return isinstance(_parse(line), dict)
    except (ValueError, RecursionError):
        return False


def _find_lines(stream: LineStream, source: str, most: int) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is longer than `most` bytes, which is read past.

    Raises `SourceError` where too much is read without a line that says something.
    """
    idle = 0
    while line := stream.readline(most + 1):
        idle = 0 if line.strip() and len(line) <= most else idle + len(line)
        if len(line) <= most or line.endswith(b"\n"):
            yield line
        else:
            while (rest := stream.readline(most + 1)) and not rest.endswith(b"\n"):
                idle += len(rest)
                _check_idle(idle, source, most)
            yield None
        _check_idle(idle, source, most)


def _check_idle(idle: int, source: str, most: int) -> None:
    if idle > _PATIENCE * most:
        raise SourceError(source, f"{source}: {idle} bytes without an article; check what wrote it, the rest is left")


def _parse(line: bytes) -> object:
    return json.loads(line.decode("utf-8-sig"))


def _read_record(line: bytes, place: str) -> Page | SourceError:
    try:
        record = _parse(line)
    except (ValueError, RecursionError) as error:
        return SourceError(place, f"{place}: not JSON ({str(error)[:80]}); give one JSON object a line")
    if not isinstance(record, dict):
        return SourceError(place, f"{place}: not a JSON object; give one object a line with `text` or `html`")
    for key in ("text", "html", *_STRINGS):
        if record.get(key) is not None and not isinstance(record[key], str):
            return SourceError(place, f"{place}: `{key}` is not a string; write it in quotation marks")
    return _make_page(record, place)


def _make_page(record: dict[str, Any], place: str) -> Page | SourceError:
    given = record.get("id")
    if given is not None and (isinstance(given, bool) or not isinstance(given, (str, int))):
        return SourceError(place, f"{place}: `id` is neither a string nor a whole number")
    text, html = record.get("text") or "", record.get("html") or ""
    content, media = (text, "text/plain") if text.strip() else (html, "text/html")
    if not content.strip() and "document" in record and "claims" in record:
        return SourceError(place, f"{place}: this is what selon read printed; give the article that it was read from")
    if not content.strip():
        return SourceError(place, f"{place}: neither `text` nor `html` in it; give one of them")
    known = {key: record[key] for key in _STRINGS if record.get(key)}
    return Page(source=place, content=content, media=media, id=str(given) if given not in (None, "") else None, **known)
