"""Claims or documents that hold words, within limits, found as one types."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import Response

from selon.report.interface import Interface
from selon.report.ledger.asked import advice
from selon.report.ledger.excerpt import excerpt
from selon.report.ledger.search import found_words, where_words
from selon.report.passages import clipped, one_line
from selon.report.trace.shelf import Segment
from selon.report.words import ENTITIES, KINDS, SIGNS, STANDINGS, language_words
from selon.types import EntityHead, Found, Hit, Kind, Standing
from selon.web.asking import LABELS, Asked, asked_of, without
from selon.web.desk import Visit
from selon.web.pages.lists import Paging
from selon.web.rendering import Link, render
from selon.web.urls import document_url, passage_url, search_url, stories_url, story_url, who_url

SIZE = 20
_MOST_PAGES = 20
_PEOPLE = 4
_LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Chip:
    """A limit in force in words, and the same page without it."""

    words: str
    url: str


@dataclass(frozen=True, slots=True)
class HitLine:
    """A claim or document that was found. `key`, `sign` and `word` are empty for a document."""

    url: str
    segments: tuple[Segment, ...]
    lang: str
    key: str
    sign: str
    word: str
    kind: str
    holder: Link | None
    rejected: bool
    about: tuple[str, ...]
    title: str
    document: str
    story: str | None


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a limit can have."""

    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Controls:
    """The limits as controls of a form."""

    standings: tuple[Choice, ...]
    kinds: tuple[Choice, ...]
    languages: tuple[Choice, ...]
    outlet: str
    holder: str
    entity: str
    story: str
    since: str
    until: str
    exact: bool
    open: bool


@dataclass(frozen=True, slots=True)
class SearchPage:
    """The context of `search.html.j2`."""

    template: ClassVar[str] = "search.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset({"results"})

    title: str
    """What the page is called."""
    kinds: tuple[Link, ...]
    """Whether claims, documents or stories are looked for, each with its address."""
    chips: tuple[Chip, ...]
    """The limits in force, each with the way to take it off."""
    problems: tuple[str, ...]
    """What could not be understood."""
    controls: Controls
    """The limits as controls."""
    asked: bool
    """Whether anything was asked for."""
    summary: str
    """How many were found, in words."""
    people: tuple[Link, ...]
    """Persons and bodies of that name."""
    hits: tuple[HitLine, ...]
    """What was found, on this page of it."""
    advice: tuple[str, ...]
    """What to try where nothing was found."""
    paging: Paging
    """Where one is in the list."""
    exports: tuple[Link, ...]
    """The same as files."""


def search(visit: Visit) -> Response:
    """A page of what is found."""
    return render(visit, search_page(visit))


def search_page(visit: Visit) -> SearchPage:
    """What a search shows."""
    ui, asked = visit.ui, asked_of(visit)
    of = "documents" if visit.asked("of") == "documents" else "claims"
    page = visit.asked_number("page", 1, most=_MOST_PAGES)
    is_asked = bool(asked.query.words or asked.limits)
    found = _found(visit, asked, of, page) if is_asked else Found(asked.query, (), 0)
    extra = [("of", of)] if of == "documents" else []

    def url(number: int) -> str:
        return search_url([*asked.params, *extra, ("page", number if number > 1 else "")])

    return SearchPage(
        title=ui.say("Search"),
        kinds=kinds_of(asked, ui, of),
        chips=chips_of(asked, ui, lambda name, value: search_url([*without(asked.params, name, value), *extra])),
        problems=asked.problems(ui),
        controls=controls_of(asked, ui),
        asked=is_asked,
        summary=_summary(found, ui) if is_asked else "",
        people=_people(visit, asked) if is_asked and page == 1 else (),
        hits=tuple(hit_line(hit, ui) for hit in found.hits),
        advice=tuple(_advice(ui, asked)) if is_asked and not found.total else (),
        paging=_paging(found, ui, page, url),
        exports=_exports(asked, extra) if found.total else (),
    )


def _found(visit: Visit, asked: Asked, of: str, page: int) -> Found:
    return visit.ledger.search(asked.sized(SIZE, page), of_documents=of == "documents")


def kinds_of(asked: Asked, ui: Interface, of: str) -> tuple[Link, ...]:
    """The same search for claims, documents and stories; `of` is the one that is shown."""
    return (
        Link(search_url(asked.params), ui.say("Claims"), of == "claims"),
        Link(search_url([*asked.params, ("of", "documents")]), ui.say("Documents"), of == "documents"),
        Link(stories_url(asked.params), ui.say("Stories"), of == "stories"),
    )


def _exports(asked: Asked, extra: list[tuple[str, str]]) -> tuple[Link, ...]:
    params = [*asked.params, *extra]
    said = search_url(params).removeprefix("/search")
    return (Link(f"/search.csv{said}", "CSV"), Link(f"/search.json{said}", "JSON"))


def _summary(found: Found, ui: Interface) -> str:
    return found_words(ui, found) if found.total else ui.say("Nothing found.")


def _advice(ui: Interface, asked: Asked) -> list[str]:
    """What to try; of limits it is enough that they stand there, each with its way off."""
    told = [words for words in advice(ui, asked.query) if "--" not in words]
    return [*told, *([ui.say("Try without some of the filters.")] if asked.limits else [])]


def _paging(found: Found, ui: Interface, page: int, url: Callable[[int], str]) -> Paging:
    last = (page - 1) * SIZE + len(found.hits)
    more = bool(found.hits) and last < found.total and page < _MOST_PAGES
    return Paging(ui.number(page), url(page - 1) if page > 1 else None, url(page + 1) if more else None)


def _people(visit: Visit, asked: Asked) -> tuple[Link, ...]:
    """Whom the words alone may mean."""
    words = asked.query.words
    if not words or asked.limits or '"' in words or len(words) > _LONGEST_NAME:
        return ()
    return tuple(person_link(one, visit.ui) for one in visit.ledger.entities(words)[:_PEOPLE])


def person_link(entity: EntityHead, ui: Interface) -> Link:
    """A person or body by name, with what it is and how much it said."""
    kind = ui.say(ENTITIES[entity.kind])
    counts = ui.count(entity.claims, "{n} claim", "{n} claims")
    return Link(who_url(entity.id), f"{clipped(entity.name, _LONGEST_NAME)} ({kind}, {counts})")


def hit_line(hit: Hit, ui: Interface) -> HitLine:
    """A claim or document as a line of what was found."""
    head = hit.document
    return HitLine(
        url=passage_url(head.id, hit.start, hit.end) if hit.claim else document_url(head.id),
        segments=excerpt(hit.text, hit.marks, full=False),
        lang=one_line(head.lang),
        key=hit.standing.value if hit.standing else "",
        sign=SIGNS[hit.standing] if hit.standing else "",
        word=ui.say(STANDINGS[hit.standing]) if hit.standing else "",
        kind=ui.say(KINDS[Kind(hit.kind)]) if hit.kind in frozenset(Kind) else "",
        holder=Link(who_url(hit.holder.id), clipped(hit.holder.name, _LONGEST_NAME)) if hit.holder else None,
        rejected=hit.rejected,
        about=(
            *where_words(ui, head, _LONGEST_NAME),
            one_line(language_words(ui, head.lang)),
        ),
        title=clipped(head.title or head.id, 160),
        document=document_url(head.id),
        story=story_url(head.story) if head.story else None,
    )


def chips_of(asked: Asked, ui: Interface, url: Callable[[str, str], str]) -> tuple[Chip, ...]:
    """The limits in force, each with the address of the page without it."""
    return tuple(
        Chip(ui.say("{label}: {words}", label=ui.say(LABELS[name]), words=_said(name, value, ui)), url(name, value))
        for name, value in asked.limits
    )


def _said(name: str, value: str, ui: Interface) -> str:
    match name:
        case "standing":
            return ui.say(STANDINGS[Standing(value)])
        case "kind":
            return ui.say(KINDS[Kind(value)])
        case "language":
            return one_line(language_words(ui, value))
        case "since" | "until":
            return one_line(ui.date(value))
        case _:
            return clipped(value, 60)


def controls_of(asked: Asked, ui: Interface) -> Controls:
    """The limits as controls, those chosen that are in force."""
    query = asked.query
    return Controls(
        standings=tuple(Choice(one.value, f"{SIGNS[one]} {ui.say(STANDINGS[one])}", one.value in query.standing)
                        for one in Standing),
        kinds=tuple(Choice(one.value, ui.say(KINDS[one]), one.value in query.kind) for one in Kind),
        languages=tuple(Choice(code, one_line(language_words(ui, code)), code in query.lang) for code in ("fr", "en")),
        outlet=one_line(query.outlet[0]) if query.outlet else "",
        holder=one_line(query.holder or ""),
        entity=one_line(query.entity or ""),
        story=one_line(query.story or ""),
        since=query.since or "",
        until=query.until or "",
        exact=not query.variants,
        open=bool(asked.limits),
    )  # fmt: skip
