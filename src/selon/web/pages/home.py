"""The first page: a text, file or address to read, and what is new in the ledger."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import Response

from selon.report.measures import days_words
from selon.web.desk import Visit
from selon.web.pages.lists import StoryLine, story_line
from selon.web.rendering import render

_NEWEST = 10


@dataclass(frozen=True, slots=True)
class HomePage:
    """The context of `home.html.j2`."""

    template: ClassVar[str] = "home.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset({"newest"})

    title: str
    """What the page is called."""
    holds: tuple[str, ...]
    """How much the ledger holds, in phrases."""
    newest: tuple[StoryLine, ...]
    """The newest stories."""
    more: bool
    """Whether there are more of them."""
    problem: str
    """What was wrong with what was given to read; empty as a rule."""
    text: str
    """What was pasted, to be pasted again where something was wrong with it."""
    url: str
    """The address that was given, likewise."""


def home(visit: Visit) -> Response:
    """The first page."""
    return render(visit, home_page(visit))


def home_page(visit: Visit, *, problem: str = "", text: str = "", url: str = "") -> HomePage:
    """What the first page shows; with what was given to read, where something was wrong with that."""
    ui, ledger = visit.ui, visit.ledger
    heads = ledger.stories(most=_NEWEST)
    stats = visit.desk.ledgers.remembered("stats", ledger.stats)
    holds = (
        ui.count(stats.documents, "{n} document", "{n} documents"),
        ui.count(stats.stories, "{n} story", "{n} stories"),
        ui.count(stats.claims, "{n} claim", "{n} claims"),
        days_words(ui, stats.first, stats.last),
    )
    return HomePage(
        title=ui.say("who says so, in which words, how firmly"),
        holds=holds if stats.documents else (),
        newest=tuple(story_line(head, ui) for head in heads),
        more=stats.stories > len(heads),
        problem=problem,
        text=text,
        url=url,
    )
