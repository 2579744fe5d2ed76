"""Documents into a ledger by several processes: read in lanes, written here alone, in the order of the sources."""

from __future__ import annotations

import contextlib
import itertools
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from selon.api.articles import pages_of
from selon.api.ledger import Ledger
from selon.api.preparing import Prepared, prepare, with_page
from selon.errors import SourceError
from selon.run.lanes import Broken, work_through
from selon.types import Added, Notice, Page, PassedOver

Found = Page | SourceError | PassedOver
"""What a source holds."""

_FEW = 16
"""Pages from which on more processes are started: each takes as long to be ready as ten pages to read."""
_AT_HAND = 0.5
"""Seconds to wait for them: a slow source is not waited for."""

if TYPE_CHECKING:
    from selon.page import FetchSettings


def add_sources(
    ledger: Ledger,
    sources: Iterable[str | Path],
    *,
    processes: int = 1,
    settings: FetchSettings | None = None,
    lang: str | None = None,
    published: str | None = None,
) -> Generator[Added, None, None]:
    """As `Ledger.add_sources`, by so many processes.

    The same sources give the same ledger, whatever the number of processes.
    Closing the generator ends them; what came out of it is in the file.
    Raises `ValueError` when `published` is no date or `processes` less than 1.
    """
    pages = pages_of(sources, settings=settings, lang=lang, published=published)
    return _added(ledger, pages, processes)


def _added(ledger: Ledger, pages: Iterable[Found], processes: int) -> Generator[Added, None, None]:
    flying: deque[Page] = deque()
    if processes > 1:
        pages, processes = _worth(iter(pages), processes)
    with contextlib.closing(
        work_through(_remembered(ledger.unseen(pages), flying), prepare, processes=processes)
    ) as done:
        yield from ledger.keep(_ready(one, flying) for one in done)


def _worth(found: Iterator[Found], processes: int) -> tuple[Iterable[Found], int]:
    """The same, and how many processes are worth starting: for a few pages that are at hand one is quicker."""
    first: list[Found] = []
    begun = time.monotonic()
    for one in found:
        first.append(one)
        if len(first) >= _FEW or time.monotonic() - begun > _AT_HAND:
            return itertools.chain(first, found), processes
    return first, 1


def _remembered(pages: Iterable[Page | Added], flying: deque[Page]) -> Iterator[Page | Added]:
    """The same, with the pages put aside that are being read: they come out in this order."""
    for one in pages:
        if isinstance(one, Page):
            flying.append(one)
        yield one


def _ready(one: Prepared | Broken | Added, flying: deque[Page]) -> Prepared | Added:
    if isinstance(one, Added):
        return one
    page = flying.popleft()
    if isinstance(one, Broken):
        return Prepared(page.source, notice=Notice(one.kind, one.message))
    return with_page(one, page)
