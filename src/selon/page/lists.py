"""The pages that a list leads to: each address fetched once, so many at the most, the rest counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import BinaryIO
from urllib.parse import urldefrag

from selon.errors import SourceError
from selon.page.fetch import Fetcher
from selon.page.found import Found, Tally
from selon.page.kinds import is_front_page
from selon.types import Page

_LINE = 65_536


@dataclass(slots=True)
class Trail:
    """The addresses of one source on their way to pages.

    `most` is how many pages are taken, None for all. What is left out is
    counted in `tally`, which the caller gives out at the end.
    """

    source: str
    fetcher: Fetcher
    most: int | None
    tally: Tally = field(init=False)
    _seen: set[str] = field(init=False, default_factory=set)
    _taken: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        self.tally = Tally(self.source)

    @property
    def full(self) -> bool:
        """Whether no further page is taken."""
        return self.most is not None and self._taken >= self.most

    def follow(self, links: Iterable[str | Page | None]) -> Iterator[Found]:
        """The pages behind addresses, and pages that are already there; one that cannot be had is an error.

        None, what was seen before, front pages and what is too many are no pages of this list.
        """
        for link in links:
            if link is None:
                self.tally.add("no-link")
            elif isinstance(link, Page):
                yield from self._take(link, link.source)
            elif is_front_page(link):
                self.tally.add("front-page", link)
            elif self.is_new(link):
                yield from self._take(None, link)

    def is_new(self, link: str) -> bool:
        """Whether an address was not met in this source before; it is from now on."""
        address = _plain(link)
        if address in self._seen:
            return False
        self._seen.add(address)
        return True

    def _take(self, page: Page | None, link: str) -> Iterator[Found]:
        if self.full:
            self.tally.add("over-limit", link)
            return
        self._taken += 1
        yield page or fetch_or_error(self.fetcher, link)


def fetch_or_error(fetcher: Fetcher, url: str) -> Page | SourceError:
    """The page at an address, or why it cannot be had."""
    try:
        return fetcher.fetch(url)
    except SourceError as error:
        return error


def follow_urls(stream: BinaryIO, source: str, fetcher: Fetcher) -> Iterator[Found]:
    """The pages of a list with one address a line, as the lines are read; blank ones and comments (#) aside.

    All of them are taken, front pages too: somebody wrote them down. A line
    that is no address is a `SourceError` that names it.
    """
    trail, any_found = Trail(source, fetcher, None), False
    for number, line in enumerate(_find_lines(stream), start=1):
        url = line.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace").strip()
        if not url or url.startswith("#"):
            continue
        any_found = True
        if not url.lower().startswith(("http://", "https://")) or len(line) > _LINE:
            place = f"{source}:{number}"
            yield SourceError(place, f"{place}: {url[:60]!r} is no http(s) address; write one a line")
        elif trail.is_new(url):
            yield fetch_or_error(fetcher, url)
    if not any_found:
        raise SourceError(source, f"{source}: no addresses in it; write one a line")


def _find_lines(stream: BinaryIO) -> Iterator[bytes]:
    """Lines without their end; of one that is too long its beginning, one byte longer than is allowed."""
    while line := stream.readline(_LINE + 1):
        more = line
        while more and not more.endswith(b"\n"):
            more = stream.readline(_LINE + 1)
        yield line


def _plain(link: str) -> str:
    """An address without its fragment, as it is told from others."""
    try:
        return urldefrag(link.strip()).url
    except ValueError:
        return link
