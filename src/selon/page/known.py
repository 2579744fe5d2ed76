"""What is known of a document besides its words: its id, its outlet's host, its day."""

from __future__ import annotations

import hashlib
from pathlib import PurePath
from urllib.parse import urlsplit

from selon.page.edtf import read_edtf, read_moment
from selon.types import Notice, Page


def make_id(page: Page, text: str) -> str:
    """The document's id: as given, else a file's stem, else 12 hex digits of a SHA-256 of address and text."""
    if page.id:
        return page.id
    name = PurePath(page.source)
    if page.url is None and name.suffix and name.stem and ":" not in name.suffix and "://" not in page.source:
        return name.stem
    told = f"{page.url or page.source}\n{text}"
    return hashlib.sha256(told.encode("utf-8", errors="replace")).hexdigest()[:12]


def find_date(page: Page, found: str | None, notices: list[Notice]) -> str | None:
    """The day of publication in EDTF: as given, else as found; a given one that is no date leaves a notice."""
    if not page.published:
        return found
    given = read_edtf(page.published)
    if given is None:
        notices.append(
            Notice(
                "date-unread",
                f"the date given, {page.published[:60]!r}, is no EDTF (ISO 8601) date; "
                "write it as 2022-07-10, 2022-07 or 2022",
            )
        )
    return given or found


def find_moment(page: Page, day: str | None, found: str | None) -> str | None:
    """The minute of publication: as given, else as found; None where it is not of the day that was taken."""
    said = read_moment(page.published) if page.published else found
    given = read_edtf(page.published) if page.published else day
    return said if day is not None and given == day else None


def find_host(url: str | None) -> str | None:
    """The host of an address without "www.", None for no address or one that is none."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None
