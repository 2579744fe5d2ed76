"""What several pages list: stories in a line each, and the pages of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selon.report.interface import Interface
from selon.report.ledger.lines import range_words
from selon.report.ledger.stories import Sign, outlets_words, signs_of
from selon.report.measures import days_words
from selon.report.passages import clipped, one_line
from selon.report.words import language_words
from selon.types import StoryHead
from selon.web.urls import story_url

_LONGEST_TITLE = 300


@dataclass(frozen=True, slots=True)
class StoryLine:
    """A story in a list."""

    id: str
    url: str
    title: str
    lang: str
    about: tuple[str, ...]
    signs: tuple[Sign, ...]
    traced: bool


@dataclass(frozen=True, slots=True)
class Paging:
    """Which part of a list is shown, and the way to the parts before and after."""

    shown: str
    before: str | None
    after: str | None


def story_line(head: StoryHead, ui: Interface) -> StoryLine:
    """What a list says of a story."""
    return StoryLine(
        id=one_line(head.id),
        url=story_url(head.id),
        title=clipped(head.title, _LONGEST_TITLE) or ui.say("without a title"),
        lang=one_line(head.langs[0]) if len(head.langs) == 1 else "",
        about=(
            ui.count(head.documents, "{n} document", "{n} documents"),
            days_words(ui, head.first, head.last),
            ", ".join(one_line(language_words(ui, code)) for code in head.langs),
            outlets_words(ui, head.outlets),
        ),
        signs=tuple(signs_of(head, ui)),
        traced=head.hardened is not None,
    )


def paging(
    ui: Interface, page: int, size: int, shown: Sequence[object], total: int, url: Callable[[int], str]
) -> Paging:
    """Where one is in a list of `total`; `url` gives the address of a page by its number, from 1."""
    last = (page - 1) * size + len(shown)
    return Paging(
        range_words(ui, page, size, len(shown), total) if shown else ui.number(total),
        url(page - 1) if page > 1 else None,
        url(page + 1) if last < total and shown else None,
    )
