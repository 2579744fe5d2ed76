"""The stories, newest first, or those in which words are found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import Response

from selon.api.ledger import Ledger
from selon.report.interface import Interface
from selon.types import StoryHead
from selon.web.asking import Asked, asked_of, without
from selon.web.desk import Visit
from selon.web.pages.lists import Paging, StoryLine, paging, story_line
from selon.web.pages.search import Chip, chips_of, kinds_of
from selon.web.rendering import Link, render
from selon.web.urls import stories_url

SIZE = 20
_MOST_PAGES = 100_000
_FOUND = 50
"""Documents that are looked at for the stories they are in."""


@dataclass(frozen=True, slots=True)
class StoriesPage:
    """The context of `stories.html.j2`."""

    template: ClassVar[str] = "stories.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset({"stories"})

    title: str
    """What the page is called."""
    kinds: tuple[Link, ...]
    """The same search for claims, documents and stories."""
    searched: bool
    """Whether anything was looked for, or all are listed."""
    chips: tuple[Chip, ...]
    """The limits of the search, each with the way to take it off."""
    problems: tuple[str, ...]
    """What of the search could not be understood."""
    stories: tuple[StoryLine, ...]
    """The stories of this page of the list."""
    paging: Paging
    """Where one is in the list."""
    live: bool
    """Whether the list changes as documents come in."""


def stories(visit: Visit) -> Response:
    """A page of the list of stories."""
    asked = asked_of(visit)
    page = visit.asked_number("page", 1, most=_MOST_PAGES)
    return render(visit, stories_page(visit.ledger, visit.ui, asked, page))


def stories_page(ledger: Ledger, ui: Interface, asked: Asked, page: int) -> StoriesPage:
    """What a page of the list of stories shows."""
    heads, total = _found(ledger, asked, page) if asked.limits or asked.query.words else _all(ledger, page)

    def url(number: int) -> str:
        return stories_url([*asked.params, ("page", number if number > 1 else "")])

    return StoriesPage(
        title=ui.say("Stories"),
        kinds=kinds_of(asked, ui, "stories"),
        searched=bool(asked.limits or asked.query.words),
        chips=chips_of(asked, ui, lambda name, value: stories_url(without(asked.params, name, value))),
        problems=asked.problems(ui),
        stories=tuple(story_line(head, ui) for head in heads),
        paging=paging(ui, page, SIZE, heads, total, url),
        live=page == 1,
    )


def _all(ledger: Ledger, page: int) -> tuple[tuple[StoryHead, ...], int]:
    return ledger.stories(most=SIZE, skip=(page - 1) * SIZE), ledger.count_stories()


def _found(ledger: Ledger, asked: Asked, page: int) -> tuple[tuple[StoryHead, ...], int]:
    """The stories of the documents that were found, those of the best first."""
    names = ledger.search_stories(asked.sized(_FOUND))
    shown = names[(page - 1) * SIZE : page * SIZE]
    return tuple(ledger.story_head(name) for name in shown), len(names)
