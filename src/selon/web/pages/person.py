"""A person or body: what it is said to have said, through time, where that contradicts itself, and its names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import RedirectResponse, Response

from selon.report.interface import Interface
from selon.report.ledger.sayings import Saying, changes_of, contradiction_words, contradictions_of, topic_view
from selon.report.ledger.subjects import trace_of_who
from selon.report.measures import days_words
from selon.report.passages import clipped, one_line
from selon.report.trace.conflicts import ConflictView
from selon.report.trace.phrases import change_words
from selon.report.trace.shelf import Shelf
from selon.report.words import ENTITIES
from selon.types import Finding, Topic, Who
from selon.web.desk import Visit
from selon.web.pages.cards import Card, Said, compared_of, said_of
from selon.web.pages.judgements import JudgementLine, judgement_line
from selon.web.pages.search import person_link
from selon.web.rendering import Link, render
from selon.web.urls import document_url, story_url, who_url

_SAYINGS = 10
"""Places of one claim that are shown."""
_CARDS = 20
_OTHERS = 20


@dataclass(frozen=True, slots=True)
class SayingLine:
    """A claim as one document has it."""

    key: str
    sign: str
    word: str
    held: str
    said: Said


@dataclass(frozen=True, slots=True)
class TopicLines:
    """What was said in one story: each claim with its sayings in the order of time."""

    url: str
    title: str
    days: str
    claims: tuple[tuple[SayingLine, ...], ...]


@dataclass(frozen=True, slots=True)
class PersonPage:
    """The context of `person.html.j2`."""

    template: ClassVar[str] = "person.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset()

    title: str
    """The name."""
    id: str
    """The ledger's id of it."""
    kind: str
    """Whether it is a person, a body, a place..."""
    variants: tuple[str, ...]
    """The names it was met under."""
    counts: str
    """How many claims it holds, and how many documents name it."""
    others: tuple[Link, ...]
    """Others of that name, who are not meant."""
    contradictions: tuple[Card, ...]
    """Where it contradicts itself."""
    topics: tuple[TopicLines, ...]
    """What it is said to have said, story by story, the newest first."""
    more: int
    """Older claims that are left out."""
    differing: tuple[Card, ...]
    """Where outlets report the same of it differently."""
    documents: tuple[Link, ...]
    """The documents its claims stand in."""
    document_ids: tuple[tuple[str, str], ...]
    """The same by id, with what they are called, to be parted from it."""
    judgements: tuple[JudgementLine, ...]
    """What people judged of it."""
    exports: tuple[Link, ...]
    """The same as files."""


def person(visit: Visit) -> Response:
    """The page of a person or body, by id."""
    name = visit.request.path_params["entity"]
    who = visit.desk.ledgers.remembered(("who", name), lambda: visit.ledger.who(name))
    if who.entity.id != name:
        return RedirectResponse(who_url(who.entity.id), 302)
    return render(visit, person_page(visit, who))


def person_named(visit: Visit) -> Response:
    """Whoever goes by a name: their page, where there is anybody."""
    name = visit.asked("name").strip()[:200]
    found = visit.ledger.entities(name) if name else ()
    if not found:
        raise LookupError(name)
    return RedirectResponse(who_url(found[0].id), 302)


def person_page(visit: Visit, who: Who) -> PersonPage:
    """What the page of a person or body shows."""
    ui, entity = visit.ui, who.entity
    shelf = Shelf(trace_of_who(who), ui)
    judged = [one for one in visit.ledger.judgements() if any(target.id == entity.id for target in one.targets)]
    changes = changes_of(shelf, who.topics, who.differing)
    documents = [found for found in shelf.all if any(reading is found.reading for reading in who.readings)]
    claims = ui.count(entity.claims, "{n} claim", "{n} claims")
    named = ui.count(entity.documents, "{n} document", "{n} documents")
    return PersonPage(
        title=clipped(entity.name, 200),
        id=entity.id,
        kind=ui.say(ENTITIES[entity.kind]),
        variants=tuple(dict.fromkeys(one_line(name) for name in entity.variants)),
        counts=ui.say("{claims}; named in {documents}", claims=claims, documents=named),
        others=tuple(person_link(one, ui) for one in who.others[:_OTHERS]),
        contradictions=tuple(_contradiction(one, ui) for one in contradictions_of(shelf, who)[:_CARDS]),
        topics=tuple(_topic(shelf, topic, ui) for topic in who.topics),
        more=who.more,
        differing=tuple(
            Card(f"x{n}", one.direction.value, one.sign, change_words(ui, one), "", compared_of(one.pairs))
            for n, one in enumerate(changes[:_CARDS], 1)
        ),
        documents=tuple(Link(document_url(found.document.id), f"{found.label}, {found.date}") for found in documents),
        document_ids=tuple((found.document.id, f"{found.label}, {found.date}") for found in documents),
        judgements=tuple(judgement_line(one, ui) for one in judged if one.about is Finding.ENTITY),
        exports=(Link(f"/api/v1/who/{entity.id}", "JSON"), Link(f"{who_url(entity.id)}/claims.csv", "CSV")),
    )


def _contradiction(conflict: ConflictView, ui: Interface) -> Card:
    return Card(conflict.key, "conflict", "≠", contradiction_words(ui, conflict), "", compared_of(conflict.pairs))


def _topic(shelf: Shelf, topic: Topic, ui: Interface) -> TopicLines:
    view = topic_view(shelf, topic)
    head = topic.story
    return TopicLines(
        url=story_url(head.id),
        title=clipped(head.title, 160) or ui.say("without a title"),
        days=days_words(ui, head.first, head.last),
        claims=tuple(tuple(_line(saying) for saying in sayings[:_SAYINGS]) for sayings in view.claims),
    )


def _line(saying: Saying) -> SayingLine:
    return SayingLine(saying.standing.value, saying.sign, saying.word, saying.held, said_of(saying.quote))
