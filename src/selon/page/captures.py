"""One record of a web archive -> the page it captured, or why it is none."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from selon.errors import SourceError
from selon.page.decode import find_binary
from selon.page.kinds import is_front_page, is_markup
from selon.page.transfer import TooLargeError, read_head, unpack_body
from selon.types import Page

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_HEAD = 65_536
_SNIFF = 4_096
"""So many bytes tell whether content is a picture; the whole is looked at when the page is read."""
_MEDIA = {
    "text/html": "text/html",
    "application/xhtml+xml": "text/html",
    "text/plain": "text/plain",
    "text/markdown": "text/plain",
}
_SITE_FILES = frozenset({"/ads.txt", "/app-ads.txt", "/humans.txt", "/llms.txt", "/security.txt", "/sellers.json"})


def read_capture(record: WarcRecord, archive: str, most: int) -> Page | str:
    """The page that a record holds, else the kind under which it is passed over (a key of `found.WHY`).

    archive: the name of the file, which stands before the page's address in
    its `source`. most: bytes of a page. At most so many are read of a record.

    Raises `SourceError` where the record's content is broken.
    """
    url = find_target(record)
    if kind := _find_kind(str(record.record_type), url):
        return kind
    head = record.reader.read(_HEAD)
    found = _read_headers(record, head)
    if isinstance(found, str):
        return found
    headers, start = found
    media = _find_media(headers)
    if media is None:
        return "not-html"
    if record.content_length > most + _HEAD:
        return "too-large"
    packed = head[start:] + record.reader.read(most + _HEAD)
    try:
        content = unpack_body(packed, headers, most, cut="WARC-Truncated" in record.headers)
    except TooLargeError:
        return "too-large"
    except ValueError as error:
        source = f"{archive}:{url}"
        raise SourceError(source, f"{source}: its content is in {error}; capture the page again") from error
    return _make_page(record, f"{archive}:{url}", content, media, headers)


def find_target(record: WarcRecord) -> str:
    """The address that was captured, "" for none; older wget put it in angle brackets."""
    return (record.headers.get("WARC-Target-URI") or "").strip("<> \t")


def _find_kind(record_type: str, url: str) -> str | None:
    """Why a record is no page as far as its type and its address tell, None where it may be one."""
    if record_type == "revisit":
        return "revisit"
    if record_type not in ("response", "resource") or not url.lower().startswith(("http://", "https://")):
        return "no-response"
    if is_front_page(url):
        return "front-page"
    try:
        path = urlsplit(url).path.lower()
    except ValueError:
        return "no-response"
    if path == "/robots.txt":
        return "robots-txt"
    return "site-file" if path in _SITE_FILES or path.startswith("/.well-known/") else None


def _read_headers(record: WarcRecord, head: bytes) -> tuple[dict[str, str], int] | str:
    """The headers and where the content begins, or the kind under which the record is passed over."""
    kind = (record.headers.get("Content-Type") or "").strip()
    if str(record.record_type) == "resource":
        return {"content-type": kind} if kind else {}, 0
    answer = read_head(head)
    if answer is None or not kind.lower().startswith("application/http"):
        return "no-response"
    status, headers, start = answer
    return (headers, start) if status == 200 else "not-200"


def _find_media(headers: dict[str, str]) -> str | None:
    """The media type told; HTML where none is told; None for another one."""
    told = headers.get("content-type", "").split(";")[0].strip().lower()
    return _MEDIA.get(told) if told else "text/html"


def _make_page(record: WarcRecord, source: str, content: bytes, media: str, headers: dict[str, str]) -> Page | str:
    """The page; a kind where the content is blank, or belies its type."""
    if not content.strip():
        return "empty"
    if find_binary(content[:_SNIFF]):
        return "not-html"
    told = headers.get("content-type", "").strip()
    if is_markup(content):
        media = "text/html"
    elif not told and b"<" not in content[:1000]:
        media = "text/plain"
    return Page(
        source=source,
        content=content,
        media=media,
        url=find_target(record),
        fetched=record.headers.get("WARC-Date"),
        headers=tuple(sorted(headers.items())),
    )
