"""What comes out of a source, and what was passed over in it, counted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

from selon.errors import SourceError
from selon.types import Page, PassedOver

Found: TypeAlias = Page | SourceError | PassedOver
"""A page, an error in its place, or a count of what is no page."""

WHY = {
    "empty": "empty",
    "front-page": "the front page of a site, which is no article",
    "list": "addresses that were not followed: name the list itself to have its pages fetched",
    "no-link": "without an address, and without a text of its own",
    "no-response": "no answer of a site: requests, metadata and the like",
    "not-200": "an answer other than 200, so no page",
    "not-html": "neither HTML nor plain text",
    "over-limit": "left out: more pages than are taken of one list",
    "revisit": "unchanged since an earlier visit, so without content",
    "robots-txt": "rules for robots",
    "site-file": "a file for programs (ads.txt, security.txt), which is no article",
    "sitemap-over-limit": "sitemaps left unopened: more than are opened of one source, or too deep",
    "too-large": "larger than an article may be",
}
"""The kinds of what is passed over, each with its reason in words."""


@dataclass(frozen=True, slots=True)
class Body:
    """Bytes of which it is not yet known whether they are a page or a list of pages.

    `source` is what the user named, `url` where an address led (None for a
    file), `kind` the content type it answered with ("" where it gave none),
    `fetched` when, in ISO 8601.
    """

    source: str
    content: bytes
    url: str | None = None
    kind: str = ""
    headers: tuple[tuple[str, str], ...] = ()
    fetched: str | None = None


@dataclass(slots=True)
class Tally:
    """What is passed over in one source, by kind (a key of `WHY`); iterating gives one `PassedOver` a kind."""

    source: str
    _counted: dict[str, tuple[int, str]] = field(init=False, default_factory=dict)

    def add(self, kind: str, example: str = "", count: int = 1) -> None:
        """Count one more of a kind; the first example of each is kept."""
        before, first = self._counted.get(kind, (0, example))
        self._counted[kind] = (before + count, first or example)

    def __iter__(self) -> Iterator[PassedOver]:
        for kind, (count, example) in sorted(self._counted.items()):
            such = f" ({'the first: ' if count > 1 else ''}{example})" if example else ""
            yield PassedOver(self.source, kind, f"{self.source}: {count} passed over, {WHY[kind]}{such}", count)
