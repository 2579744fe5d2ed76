"""What bytes are by their name and their beginning: a feed, a sitemap, a list of addresses, or a page."""

from __future__ import annotations

import io
import re
from enum import StrEnum
from pathlib import PurePath
from urllib.parse import urlsplit

_SAMPLE = 65_536
_MARKUP = re.compile(
    rb"^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype html|html|head|body|article|main|div|p|meta|h1)\b",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE_ROOT = re.compile(rb"\s+|<\?.*?\?>|<!--.*?-->|<!doctype[^>\[]*(?:\[.*?\]\s*)?>", re.IGNORECASE | re.DOTALL)
_ROOT = re.compile(rb"<(?:[\w.-]{1,40}:)?([A-Za-z][\w.-]{0,40})")
_SOMEWHERE = re.compile(rb"<(rss|feed|rdf:rdf|urlset|sitemapindex)\b", re.IGNORECASE)
_JSON_FEED = re.compile(rb"\"https?:\\?/\\?/jsonfeed\.org\\?/version")
_URL = re.compile(rb"https?://[^\s<>\"]+", re.IGNORECASE)


class ListKind(StrEnum):
    """The forms in which pages are listed."""

    FEED = "feed"
    JSON_FEED = "json-feed"
    SITEMAP = "sitemap"
    URLS = "urls"


_ROOTS = {
    b"rss": ListKind.FEED,
    b"feed": ListKind.FEED,
    b"rdf": ListKind.FEED,
    b"rdf:rdf": ListKind.FEED,
    b"urlset": ListKind.SITEMAP,
    b"sitemapindex": ListKind.SITEMAP,
}
PACKED = frozenset({".gz", ".zst"})
"""The endings of what is packed, after the ending of what is in it."""

_XML = frozenset({".xml", ".rss", ".atom", ".rdf"})
_PAGES = frozenset({".html", ".htm", ".xhtml"})


def find_suffix(name: str) -> str:
    """The ending of a file's name, lower-case, that of packing left off: ".jsonl" for "a.jsonl.gz"."""
    path = PurePath(name.lower())
    return PurePath(path.stem).suffix if path.suffix in PACKED else path.suffix


def is_markup(content: bytes) -> bool:
    """Whether content begins as an HTML page does."""
    return bool(_MARKUP.match(content[: 2 * _SAMPLE].replace(b"\x00", b"")[:4096]))


def is_front_page(url: str) -> bool:
    """Whether an address is certainly that of a site's front page: no path, no query."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return bool(parts.netloc) and parts.path in ("", "/") and not parts.query


def find_list(content: bytes, suffix: str = "", kind: str = "") -> ListKind | None:
    """What sort of list content is, None where it is none.

    suffix: the ending of a file's name; kind: a content type; "" for none.
    """
    if suffix in _PAGES:
        return None
    sample = content[:_SAMPLE].replace(b"\x00", b"").removeprefix(b"\xff\xfe").removeprefix(b"\xfe\xff")
    sample = sample.removeprefix(b"\xef\xbb\xbf").lstrip()
    if sample.startswith(b"<") and (found := _find_root(sample)):
        return _ROOTS.get(found) or (_find_loosely(sample) if _is_xml(suffix, kind) and found != b"html" else None)
    if _is_xml(suffix, kind):
        return _find_loosely(sample)
    if sample.startswith(b"{"):
        return ListKind.JSON_FEED if _JSON_FEED.search(content) else None
    return ListKind.URLS if _is_url_list(content) else None


def is_json_feed(content: bytes) -> bool:
    """Whether content may be a JSON Feed: it names the version of one."""
    return bool(_JSON_FEED.search(content))


def _is_xml(suffix: str, kind: str) -> bool:
    return suffix in _XML or (kind.endswith(("/xml", "+xml")) and kind != "application/xhtml+xml")


def _find_root(sample: bytes) -> bytes | None:
    """The lower-case local name of an XML document's root element, None where there is none."""
    at = 0
    while before := _BEFORE_ROOT.match(sample, at):
        at = before.end()
    root = _ROOT.match(sample, at)
    return root[1].lower() if root else None


def _find_loosely(sample: bytes) -> ListKind:
    """What malformed XML was meant to be: by the first telling element; a feed where there is none."""
    found = _SOMEWHERE.search(sample)
    return _ROOTS[found[1].lower()] if found else ListKind.FEED


def _is_url_list(content: bytes) -> bool:
    """Whether every line is an http(s) address, blank ones and comments (#) aside, and at least one is."""
    any_found = False
    for line in map(bytes.strip, io.BytesIO(content.removeprefix(b"\xef\xbb\xbf"))):
        if line and not line.startswith(b"#"):
            if not _URL.fullmatch(line):
                return False
            any_found = True
    return any_found
