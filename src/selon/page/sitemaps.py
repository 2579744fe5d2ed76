"""Sitemaps (sitemaps.org), those for news, and indexes of them -> the addresses they list."""

from __future__ import annotations

import io
from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from urllib.parse import urljoin

from selon.errors import SourceError
from selon.page.compressed import unpack_bytes
from selon.page.feeds import read_feed
from selon.page.fetch import Fetcher
from selon.page.found import Body, Found
from selon.page.kinds import ListKind, find_list
from selon.page.lists import Trail

MOST_SITEMAPS = 500
"""How many sitemaps of one source are opened."""

MOST_DEPTH = 3
"""How many indexes may stand one in another; the protocol knows one."""


def follow_sitemap(body: Body, fetcher: Fetcher) -> Iterator[Found]:
    """The pages of a sitemap and of all that it indexes, one sitemap after the other as pages are asked for.

    A sitemap that cannot be had or read is a `SourceError` in its place. Bounded:
    `FetchSettings.max_items` pages, `MOST_SITEMAPS` sitemaps, `MOST_DEPTH` levels.
    """
    walk = _Walk(Trail(body.source, fetcher, fetcher.settings.max_items), fetcher)
    if body.url:
        walk.trail.is_new(body.url)
    yield from walk.follow(body)
    yield from walk.trail.tally


def read_sitemap(body: Body) -> Iterator[tuple[bool, str]]:
    """What a sitemap lists: whether it is another sitemap, and its address. Other prefixes and broken ends are borne.

    No entity is resolved and nothing is fetched. Raises `SourceError` where it is no XML at all.
    """
    from lxml import etree

    found = False
    listed = etree.iterparse(
        io.BytesIO(body.content),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
        recover=True,
    )
    why = ""
    try:
        for _, element in listed:
            found = True
            for child in element.iterchildren("{*}loc"):
                if etree.QName(child).namespace == etree.QName(element).namespace and (child.text or "").strip():
                    yield etree.QName(element).localname == "sitemap", _resolve(body.url, child.text.strip())
            _let_go(element)
    except (etree.LxmlError, SyntaxError, ValueError) as error:
        why = str(error)
    if not found and (why or len(listed.error_log)):
        why = why or listed.error_log[0].message
        raise SourceError(body.source, f"{body.source}: a sitemap that cannot be read ({why[:80]}); check it")


def _let_go(element: Any) -> None:
    """Forget an element and all before it: the tree would otherwise grow as long as the sitemap."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]


@dataclass(slots=True)
class _Walk:
    """The sitemaps of one source: what is still to be opened, each with its depth, and how many were."""

    trail: Trail
    fetcher: Fetcher
    _open: deque[tuple[str, int]] = field(init=False, default_factory=deque)
    _opened: int = field(init=False, default=1)

    def follow(self, body: Body) -> Iterator[Found]:
        """The pages of a sitemap and of those it names."""
        yield from self._follow_listed(body, 1)
        while self._open:
            if self.trail.full or self._opened >= MOST_SITEMAPS:
                self.trail.tally.add("sitemap-over-limit", self._open[0][0], len(self._open))
                return
            url, depth = self._open.popleft()
            self._opened += 1
            try:
                yield from self._follow_one(self._fetch(url), depth)
            except SourceError as error:
                yield error

    def _fetch(self, url: str) -> Body:
        body = self.fetcher.ask(url)
        return replace(body, content=unpack_bytes(body.content, url, self.fetcher.settings.max_list_bytes))

    def _follow_one(self, body: Body, depth: int) -> Iterator[Found]:
        """The pages of what an index names: a sitemap, or a feed or a list of addresses in its stead."""
        kind = find_list(body.content, kind=body.kind)
        if kind is ListKind.SITEMAP:
            yield from self._follow_listed(body, depth)
        elif kind is ListKind.FEED:
            yield from self.trail.follow(read_feed(body))
        elif kind is ListKind.URLS:
            yield from self.trail.follow(_read_urls(body))
        else:
            raise SourceError(body.source, f"{body.source}: no sitemap; the index that names it is out of date")

    def _follow_listed(self, body: Body, depth: int) -> Iterator[Found]:
        """The pages of one sitemap; the sitemaps it indexes come next."""
        indexed: list[tuple[str, int]] = []
        yield from self.trail.follow(self._without_indexed(body, depth, indexed))
        self._open.extendleft(reversed(indexed))

    def _without_indexed(self, body: Body, depth: int, indexed: list[tuple[str, int]]) -> Iterator[str]:
        """The addresses of pages; those of further sitemaps are put aside."""
        for is_sitemap, link in read_sitemap(body):
            if not is_sitemap:
                yield link
            elif depth >= MOST_DEPTH:
                self.trail.tally.add("sitemap-over-limit", link)
            elif self.trail.is_new(link):
                indexed.append((link, depth + 1))


def _read_urls(body: Body) -> Iterator[str]:
    lines = (line.strip() for line in body.content.decode("utf-8-sig", errors="replace").splitlines())
    return (line for line in lines if line and not line.startswith("#"))


def _resolve(base: str | None, link: str) -> str:
    try:
        return urljoin(base or "", link)
    except ValueError:
        return link  # the fetcher says what is wrong with it
