"""The addresses of pages. Each says all that is shown, so that it can be kept, shared and gone back to."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import quote, urlencode

from selon.report.trace.shelf import Quote


def _joined(path: str, params: Iterable[tuple[str, object]] = (), fragment: str = "") -> str:
    said = urlencode([(name, str(value)) for name, value in params if value not in ("", None)], errors="replace")
    return path + (f"?{said}" if said else "") + (f"#{fragment}" if fragment else "")


def _named(name: str) -> str:
    return quote(name, safe="", errors="replace")


def story_url(story: str, *, fragment: str = "") -> str:
    """A story whole."""
    return _joined(f"/stories/{_named(story)}", fragment=fragment)


def document_url(document: str, *, version: int | None = None, fragment: str = "") -> str:
    """A document with its claims marked; the latest version unless a number is given."""
    return _joined(f"/documents/{_named(document)}", [("version", version)], fragment)


def passage_url(document: str, start: int, end: int, *, version: int | None = None) -> str:
    """A passage of a document, marked in it."""
    return _joined(f"/documents/{_named(document)}", [("version", version), ("at", f"{start}-{end}")], "passage")


def quote_url(passage: Quote) -> str:
    """A passage that a report quotes, where it stands."""
    return passage_url(passage.retelling.document.id, passage.start, passage.end)


def who_url(entity: str) -> str:
    """A person or body, by id."""
    return f"/who/{_named(entity)}"


def named_url(name: str) -> str:
    """Whoever goes by a name."""
    return _joined("/who", [("name", name)])


def search_url(params: Iterable[tuple[str, object]]) -> str:
    """A search."""
    return _joined("/search", params)


def stories_url(params: Iterable[tuple[str, object]] = ()) -> str:
    """A page of stories."""
    return _joined("/stories", params)


def figures_url(words: str, ending: str = "") -> str:
    """Numbers through time; with an ending as a file."""
    return _joined(f"/figures{ending}", [("q", words)])
