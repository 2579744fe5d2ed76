"""RSS, Atom and JSON Feed -> the addresses of their entries, or the pages of those that carry their text themselves."""

from __future__ import annotations

import datetime
import io
import json
import time
from collections.abc import Iterator
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urljoin

from selon.errors import SourceError
from selon.page.decode import decode
from selon.page.edtf import read_edtf
from selon.page.found import Body
from selon.types import Page

MOST_BYTES = 10_000_000
"""No feed is larger: the most malformed takes feedparser five seconds a megabyte."""


def read_feed(body: Body) -> Iterator[str | Page | None]:
    """What each entry of an RSS or Atom feed leads to, in the order of the feed.

    An address to fetch; or, of an entry without one, the page that its full
    content makes; None for an entry with neither. feedparser reads malformed XML
    and encodings that are not what they say.

    Raises `SourceError` when it is no feed.
    """
    import feedparser

    source = body.source
    _check_size(body)
    content = body.content.replace(
        b"<!ENTITY", b"<!IGNORED"
    )  # a feed needs none, and one can stand for a billion laughs
    headers = {"content-type": dict(body.headers).get("content-type", "application/xml")}
    if body.url:
        headers["content-location"] = body.url
    try:
        feed = feedparser.parse(
            io.BytesIO(content), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
        )
    except Exception as error:  # whatever a library raises on a broken feed costs that feed
        raise SourceError(source, f"{source}: a feed that cannot be read ({type(error).__name__}); check it") from error
    if not feed.get("version") and not feed.entries:
        why = str(feed.get("bozo_exception") or "none of its elements is known")[:80]
        raise SourceError(
            source, f"{source}: XML, but neither a feed nor a sitemap ({why}); give RSS, Atom or a sitemap"
        )
    for number, entry in enumerate(feed.entries, start=1):
        link, is_id = entry.get("link", "").strip(), bool(entry.get("guidislink"))
        if link and not (is_id and feed.version.startswith("atom")):  # an id of RSS is an address, one of Atom a name
            yield link
        else:
            yield _read_entry(entry, body, number) or (link if link.startswith(("http://", "https://")) else None)


def read_json_feed(body: Body) -> Iterator[str | Page | None]:
    """The same of a JSON Feed (jsonfeed.org). Raises `SourceError` when it is none."""
    source = body.source
    _check_size(body)
    try:
        feed = json.loads(decode(body.content)[0])
    except (ValueError, RecursionError) as error:
        raise SourceError(source, f"{source}: a JSON Feed that is not JSON ({str(error)[:80]}); check it") from error
    items = feed.get("items") if isinstance(feed, dict) else None
    if not isinstance(items, list) or not str(feed.get("version", "")).startswith(_JSON_FEED):
        raise SourceError(source, f"{source}: JSON, but no JSON Feed; it needs `version` and a list of `items`")
    for number, item in enumerate(items, start=1):
        yield _read_item(item, body, number) if isinstance(item, dict) else None


_JSON_FEED = ("https://jsonfeed.org/version", "http://jsonfeed.org/version")


def _check_size(body: Body) -> None:
    if len(body.content) > MOST_BYTES:
        raise SourceError(
            body.source, f"{body.source}: larger than {MOST_BYTES} bytes; no feed is so long, give a part of it"
        )


def _read_entry(entry: Any, body: Body, number: int) -> Page | None:
    """The page of a feed's entry that has its text with it, None for one that has not."""
    contents = [part for part in entry.get("content", ()) if (part.get("value") or "").strip()]
    if not contents:
        return None
    media = "text/plain" if contents[0].get("type") == "text/plain" else "text/html"
    day = _write_moment(entry.get("published"), entry.get("published_parsed"))
    return _make_page(body, number, (contents[0]["value"], media), entry.get("id"), entry.get("title"), day)


def _read_item(item: dict[str, Any], body: Body, number: int) -> str | Page | None:
    for key in ("url", "external_url"):
        link = _text(item, key)
        if link:
            return _resolve(body.url, link)
    html, text = _text(item, "content_html"), _text(item, "content_text")
    if not html and not text:
        return None
    content = (html, "text/html") if html else (text, "text/plain")
    day = _write_moment(_text(item, "date_published"), None)
    return _make_page(body, number, content, str(item.get("id") or ""), _text(item, "title"), day)


def _text(item: dict[str, Any], key: str) -> str:
    value = item.get(key)
    return value.strip() if isinstance(value, str) else ""


def _resolve(base: str | None, link: str) -> str:
    try:
        return urljoin(base or "", link)
    except ValueError:
        return link  # the fetcher says what is wrong with it


def _make_page(
    body: Body, number: int, content: tuple[str, str], name: str | None, title: str | None, day: str | None
) -> Page:
    """The page of an entry, known by the entry's id: its address where that is one."""
    name = (name or "").strip()
    is_url = name.lower().startswith(("http://", "https://"))
    return Page(
        source=f"{body.source}:{number}",
        content=content[0],
        media=content[1],
        id=None if is_url else name or None,
        url=name if is_url else None,
        title=" ".join((title or "").split()) or None,
        published=day,
        fetched=body.fetched,
    )


def _write_moment(told: str | None, parsed: time.struct_time | None) -> str | None:
    """ISO 8601 for a date as a feed tells it: with the offset told, else as feedparser has it in universal time."""
    told = (told or "").strip()
    if told and told[0].isdigit() and read_edtf(told):
        return told
    try:
        return parsedate_to_datetime(told).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        pass
    if parsed is None:
        return None
    try:
        return datetime.datetime(*parsed[:6], tzinfo=datetime.UTC).isoformat()
    except (ValueError, OverflowError):
        return None
