"""What a stream holds, by its name's ending where that says so, else by its first bytes -> pages."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import BinaryIO

from selon.errors import SourceError
from selon.page.archives import find_warc_pages
from selon.page.compressed import find_packing, prefix, unpack, unpack_bytes
from selon.page.decode import find_binary
from selon.page.feeds import read_feed, read_json_feed
from selon.page.fetch import Fetcher, page_of
from selon.page.found import Body, Found, Tally
from selon.page.kinds import ListKind, find_list, is_json_feed, is_markup
from selon.page.lists import Trail, follow_urls
from selon.page.records import find_record_pages, is_record
from selon.page.sitemaps import follow_sitemap
from selon.types import Page, PassedOver

PAGES = frozenset({".html", ".htm", ".xhtml", ".txt", ".md"})
"""The endings of files that are one page."""

_WARC = b"WARC/"
_ADVICE = "give HTML, plain text, JSON Lines, a feed, a sitemap or a web archive"


@dataclass(frozen=True, slots=True)
class Desk:
    """How sources are read. Without `follow` lists of addresses are counted, not fetched."""

    fetcher: Fetcher
    follow: bool = True

    @property
    def most(self) -> int:
        """How many bytes a page may have."""
        return self.fetcher.settings.max_bytes

    @property
    def most_listed(self) -> int:
        """How many bytes a list may have, and so how many are read before it is known what they are."""
        return max(self.most, self.fetcher.settings.max_list_bytes)


def find_stream_pages(stream: BinaryIO, source: str, suffix: str, desk: Desk) -> Iterator[Found]:
    """The pages of a stream: of one page, of JSON Lines, a list of pages, a WARC; gzip and zstd are unpacked.

    suffix: the ending of its name, lower-case, that of packing left off, "" for none.
    Raises `SourceError` when it holds nothing that can be read.
    """
    head = stream.read(4)
    if not head:
        raise SourceError(source, f"{source}: nothing in it; give an article")
    whole = prefix(head, stream)  # type: ignore[arg-type]  # BinaryIO leaves out read1, which all have
    packing = find_packing(head)
    if suffix == ".warc":
        yield from find_warc_pages(whole, source, desk.most)
    elif packing:
        yield from _find_plain_pages(unpack(whole, source, packing), source, suffix, desk)
    else:
        yield from _find_plain_pages(whole, source, suffix, desk)


def find_address_pages(url: str, desk: Desk) -> Iterator[Found]:
    """The page at an address, or the pages of the feed, sitemap or list of addresses that stands there.

    Raises `SourceError` when it cannot be had, or is neither.
    """
    body = desk.fetcher.ask(url)
    body = replace(body, content=unpack_bytes(body.content, url, desk.most_listed))
    kind = find_list(body.content, kind=body.kind)
    if kind:
        yield from _follow(kind, body, desk)
        return
    if len(body.content) > desk.most:
        raise SourceError(url, f"{url}: larger than {desk.most} bytes; no article is so long")
    yield page_of(body)


def _find_plain_pages(stream: io.BufferedReader, source: str, suffix: str, desk: Desk) -> Iterator[Found]:
    if suffix == ".jsonl":
        yield from _with_any(find_record_pages(stream, source, desk.most), source)
        return
    if suffix == ".urls":
        yield from follow_urls(stream, source, desk.fetcher) if desk.follow else listed(source)
        return
    first = _read_first_line(stream, desk.most)
    if not first:
        raise SourceError(source, f"{source}: nothing in it; give an article")
    whole = prefix(first, stream)
    if suffix in PAGES:
        yield from _find_content_pages(whole, source, suffix, desk)
    elif first.startswith(_WARC):
        yield from find_warc_pages(whole, source, desk.most)
    elif is_record(first) and not is_json_feed(first):
        yield from _with_any(find_record_pages(whole, source, desk.most), source)
    else:
        yield from _find_content_pages(whole, source, suffix, desk)


def _find_content_pages(stream: io.BufferedReader, source: str, suffix: str, desk: Desk) -> Iterator[Found]:
    """The page that a stream is, or the pages of the list that it is; it is read whole."""
    content = stream.read(desk.most_listed + 1)
    kind = find_list(content, suffix)
    most = desk.most_listed if kind else desk.most
    if len(content) > most:
        raise SourceError(
            source, f"{source}: larger than {most} bytes; no article is so long, and JSON Lines end in .jsonl"
        )
    if kind:
        yield from _follow(kind, Body(source, content), desk)
    else:
        yield _make_page(content, source, suffix)


def _make_page(content: bytes, source: str, suffix: str) -> Page:
    if kind := find_binary(content):
        raise SourceError(source, f"{source}: this is {kind}; {_ADVICE}")
    if not content.strip():
        raise SourceError(source, f"{source}: nothing in it but white space; give an article")
    if suffix == ".json":
        raise SourceError(
            source, f"{source}: JSON, but neither JSON Lines nor a feed; write one article a line and name it .jsonl"
        )
    html = suffix in (".html", ".htm", ".xhtml") or is_markup(content)
    return Page(source=source, content=content, media="text/html" if html else "text/plain")


def _follow(kind: ListKind, body: Body, desk: Desk) -> Iterator[Found]:
    """The pages that a list leads to."""
    if not desk.follow:
        yield from listed(body.source)
    elif kind is ListKind.SITEMAP:
        yield from follow_sitemap(body, desk.fetcher)
    elif kind is ListKind.URLS:
        yield from follow_urls(io.BytesIO(body.content), body.source, desk.fetcher)
    else:
        trail = Trail(body.source, desk.fetcher, desk.fetcher.settings.max_items)
        yield from trail.follow(read_feed(body) if kind is ListKind.FEED else read_json_feed(body))
        yield from trail.tally


def listed(source: str) -> Iterator[PassedOver]:
    """What stands for a list that is not followed."""
    tally = Tally(source)
    tally.add("list")
    yield from tally


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
