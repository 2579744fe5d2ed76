"""What a reader gives to read: a pasted text, a file, or an address, as a page.

Only http and https addresses are ever fetched, and only where a form was
sent; a path of this machine is none. `selon.page` sees to it that nothing
private is reached, not by redirects either.
"""

from __future__ import annotations

import base64
import binascii
import re
from dataclasses import dataclass, replace

from selon.errors import SourceError
from selon.page.fetch import Fetcher
from selon.types import Page
from selon.web.forms import Form
from selon.web.settings import ServeSettings

_ADDRESS = re.compile(r"https?://\S+", re.IGNORECASE)
_MARKUP = re.compile(r"\s*(?:<!doctype html|<html|<\?xml|<!--)", re.IGNORECASE)
_HTML_NAMES = (".html", ".htm", ".xhtml")


class NothingGivenError(Exception):
    """There is nothing to read in a form; `kind` says why: "empty", "address", "large"."""

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


@dataclass(frozen=True, slots=True)
class Carried:
    """A page as a hidden field of a form carries it, to be added as it was read."""

    content: str
    media: str
    source: str
    url: str


def page_of_form(form: Form, settings: ServeSettings) -> Page:
    """The page that a form gives.

    Raises `NothingGivenError` where it gives none, `SourceError` where an address cannot be
    fetched.
    """
    if form.first("content"):
        return _carried_page(form, settings)
    if form.upload is not None and form.upload.content:
        return page_of_file(form.upload.name, form.upload.content)
    text, url = form.first("text"), form.first("url").strip()
    if _ADDRESS.fullmatch(text.strip()):
        return page_at(text.strip(), settings)
    if text.strip():
        return page_of_text(text)
    if url:
        return page_at(url, settings)
    raise NothingGivenError("empty")


def page_of_text(text: str) -> Page:
    """A text that was pasted; one that is a page's source is read as such."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    media = "text/html" if _MARKUP.match(plain[:200]) else "text/plain"
    return Page(source="pasted", content=plain, media=media)


def page_of_file(name: str, content: bytes) -> Page:
    """A file that was given."""
    short = re.split(r"[/\\]", name)[-1][:120] or "file"
    html = short.lower().endswith(_HTML_NAMES) or bool(_MARKUP.match(content[:200].decode("latin-1")))
    return Page(source=short, content=content, media="text/html" if html else "text/plain")


def page_at(url: str, settings: ServeSettings) -> Page:
    """The page at an address. Raises `NothingGivenError` for what is no address of the web, `SourceError` as above."""
    if not _ADDRESS.fullmatch(url) or len(url) > 2000:
        raise NothingGivenError("address")
    return Fetcher(settings.fetch).fetch(url)


def carried(page: Page) -> Carried:
    """A page as a form can carry it."""
    text = page.content if isinstance(page.content, bytes) else page.content.encode("utf-8", "surrogatepass")
    return Carried(base64.b64encode(text).decode("ascii"), page.media, page.source, page.url or "")


def _carried_page(form: Form, settings: ServeSettings) -> Page:
    try:
        content = base64.b64decode(form.first("content"), validate=True)
    except (binascii.Error, ValueError) as error:
        raise NothingGivenError("empty") from error
    if len(content) > settings.max_body:
        raise NothingGivenError("large")
    media = "text/html" if form.first("media") == "text/html" else "text/plain"
    url = form.first("fetched").strip()
    page = Page(source=form.first("source")[:2000] or "pasted", content=content, media=media)
    if page.source == "pasted":
        page = replace(page, content=content.decode("utf-8", "replace"))
    return replace(page, url=url if _ADDRESS.fullmatch(url) and len(url) <= 2000 else None)


def checked_length(page: Page, settings: ServeSettings) -> Page:
    """The page, where it is not longer than somebody will wait for."""
    if page.media == "text/plain" and len(page.content) > settings.max_text:
        raise NothingGivenError("large")
    return page


__all__ = ["Carried", "NothingGivenError", "SourceError", "carried", "checked_length", "page_of_form"]
