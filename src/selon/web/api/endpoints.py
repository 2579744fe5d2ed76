"""What the API answers: one list of endpoints, from which come the routes and the document that describes them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from selon.api.articles import reading_or_notice
from selon.errors import SourceError
from selon.report.kept import keeping_record
from selon.report.ledger.records import (
    document_head_record,
    entity_head_record,
    figures_record,
    found_record,
    judgements_record,
    stats_record,
    stories_record,
    story_record,
    who_record,
)
from selon.report.records import SCHEMA, Record, record_of, to_json
from selon.types import EntityHead, Finding, Kind, Page, Query, Standing, Target, Verdict
from selon.web.api.asked import (
    ArticleBody,
    BadRequestError,
    JudgementBody,
    Parameter,
    UndoBody,
    body_of,
    number,
    text,
)
from selon.web.desk import Visit
from selon.web.given import NothingGivenError, checked_length, page_at, page_of_text
from selon.web.pages.chapters import traced_story
from selon.web.pages.writing import judged, keep, numbered, taken_back


@dataclass(frozen=True, slots=True)
class Call:
    """One request: the visit, its parameters as they are documented, and the body as it was given."""

    visit: Visit
    given: Mapping[str, Any]
    body: object = None

    def part(self, name: str) -> str:
        """A part of the path."""
        return str(self.visit.request.path_params[name])


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One thing that can be asked: `answer` names the shape of what comes back, `body` is that of what is sent."""

    method: str
    path: str
    name: str
    about: str
    answer: str
    run: Callable[[Call], Record | bytes]
    parameters: tuple[Parameter, ...] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    body: type | None = None
    writes: bool = False
    status: int = 200


# ---------------------------------------------------------------- asking


def _stats(call: Call) -> Record:
    return stats_record(call.visit.ledger.stats())


def _stories(call: Call) -> Record:
    ledger, page, size = call.visit.ledger, call.given["page"], call.given["size"]
    heads = ledger.stories(most=size, skip=(page - 1) * size)
    return stories_record(heads, total=ledger.count_stories(), page=page, size=size)


def _story(call: Call) -> bytes:
    """A long answer: written once as long as nothing changes."""
    visit, name = call.visit, call.part("story")
    return visit.desk.ledgers.remembered(("story as JSON", name), lambda: to_json(_whole_story(visit, name)).encode())


def _whole_story(visit: Visit, name: str) -> Record:
    traced = traced_story(visit, name)
    heads = visit.ledger.documents(story=traced.story.id, most=1000)
    revised = (one for head in heads if head.version > 1 for one in visit.ledger.revisions(head.id))
    return story_record(traced, tuple(revised))


def _documents(call: Call) -> Record:
    page, size = call.given["page"], call.given["size"]
    heads = call.visit.ledger.documents(story=call.given["story"], most=size, skip=(page - 1) * size)
    return {
        "schema": SCHEMA,
        "page": page,
        "size": size,
        "documents": [document_head_record(head) for head in heads],
    }


def _document(call: Call) -> Record:
    kept = call.visit.ledger.document(call.part("document"), version=call.given["version"])
    return {
        "schema": SCHEMA,
        **keeping_record(kept),
        "reading": record_of(kept.reading),
    }


def _search(call: Call) -> Record:
    given = dict(call.given)
    of_documents = given.pop("of") == "documents"
    query = Query(
        words=given["q"] or "",
        outlet=given["outlet"],
        lang=given["language"],
        standing=given["standing"],
        kind=given["kind"],
        holder=given["holder"],
        entity=given["entity"],
        story=given["story"],
        since=given["since"],
        until=given["until"],
        variants=given["variants"],
        page=given["page"],
        size=given["size"],
    )
    return found_record(call.visit.ledger.search(query, of_documents=of_documents))


def _entities(call: Call) -> Record:
    found: tuple[EntityHead, ...] = call.visit.ledger.entities(call.given["name"], variants=call.given["variants"])
    return {"schema": SCHEMA, "entities": [entity_head_record(head) for head in found[:200]]}


def _who(call: Call) -> Record:
    name = call.part("entity")
    visit = call.visit
    return who_record(visit.desk.ledgers.remembered(("who", name), lambda: visit.ledger.who(name)))


def _figures(call: Call) -> Record:
    visit, words = call.visit, call.given["q"]
    return figures_record(visit.desk.ledgers.remembered(("figures", words), lambda: visit.ledger.figures(words)))


def _judgements(call: Call) -> Record:
    return judgements_record(call.visit.ledger.judgements(in_force=call.given["in_force"]))


# ---------------------------------------------------------------- reading and writing

_NOT_GIVEN = {
    "empty": "there is nothing in it",
    "address": "url: an address of the web, as https://news.example/article",
    "large": "the text is longer than is read while somebody waits",
}
"""Why there is no article, by the kind of `NothingGivenError`."""


def page_of_body(body: ArticleBody, visit: Visit) -> Page:
    """The page that a body gives. Raises `BadRequestError` where it cannot be had."""
    try:
        page = _bare_page(body, visit)
        known = {"title": body.title, "outlet": body.outlet, "published": body.published, "lang": body.lang}
        told = {name: value for name, value in known.items() if value is not None}
        return checked_length(replace(page, **told), visit.settings)  # type: ignore[arg-type]
    except SourceError as error:
        raise BadRequestError(str(error)) from error
    except NothingGivenError as error:
        raise BadRequestError(_NOT_GIVEN[error.kind]) from error


def _bare_page(body: ArticleBody, visit: Visit) -> Page:
    if body.url is not None:
        return page_at(body.url, visit.settings)
    if body.html is not None:
        return Page(source="html", content=body.html, media="text/html")
    return replace(page_of_text(body.text or ""), media="text/plain")


def _read(call: Call) -> Record:
    page = page_of_body(body_of(call.body, ArticleBody), call.visit)
    with call.visit.desk.heavy():
        return record_of(reading_or_notice(page))


def _add(call: Call) -> Record:
    page = page_of_body(body_of(call.body, ArticleBody), call.visit)
    added = keep(call.visit, page)
    if added.document is None:
        raise BadRequestError(added.notice.message if added.notice else "it could not be read")
    return {
        "schema": SCHEMA,
        "outcome": added.outcome.value,
        "document": added.document,
        "version": added.version,
        "story": added.story,
    }


def _judge(call: Call) -> Record:
    body = body_of(call.body, JudgementBody)
    targets = [Target(one.id, one.start, one.end, name=one.name) for one in body.targets]
    try:
        made = judged(call.visit, Verdict(body.verdict), Finding(body.about), targets, by=body.by, why=body.why)
    except ValueError as error:
        raise BadRequestError(str(error)) from error
    return judgements_record((made,))


def _undo(call: Call) -> Record:
    body = body_of(call.body, UndoBody)
    return judgements_record((taken_back(call.visit, numbered(call.part("number")), by=body.by),))


# ---------------------------------------------------------------- the list

_PAGE = Parameter("page", "Which page of the list, from 1.", number(1, 100_000))
_SIZE = Parameter("size", "How many on a page.", number(20, 200))
_VARIANTS = Parameter("variants", "Whether names are found under any spelling.", {"type": "boolean", "default": True})
_DAY = text(10, pattern=r"^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$")
_STORY_ID = text(16, pattern="^s[0-9]{1,15}$")
_LANGUAGE = text(3, pattern="^[a-z]{2,3}$")
_SEARCH = (
    Parameter("q", 'What to look for; all words must be met, "phrases" in quotation marks.', text()),
    Parameter("of", "Claims or documents.", {"type": "string", "enum": ["claims", "documents"], "default": "claims"}),
    Parameter("outlet", "Of any of these outlets.", text(), several=True),
    Parameter("language", "In any of these languages.", _LANGUAGE, several=True),
    Parameter("standing", "How it stands.", {"type": "string", "enum": [one.value for one in Standing]}, several=True),
    Parameter("kind", "How it is laid to its source.", {"type": "string", "enum": [one.value for one in Kind]},
              several=True),
    Parameter("holder", "Who says so: a name or an id.", text()),
    Parameter("entity", "Who or what the article names.", text()),
    Parameter("story", "Within one story.", _STORY_ID),
    Parameter("since", "Published on this day or later.", _DAY),
    Parameter("until", "Published on this day or before.", _DAY),
    _VARIANTS, Parameter("page", "Which page, from 1.", number(1, 20)), Parameter("size", "How many.", number(20, 200)),
)  # fmt: skip

ENDPOINTS = (
    Endpoint("GET", "/stats", "stats", "How much the ledger holds.", "Stats", _stats),
    Endpoint("GET", "/stories", "stories", "The stories, the newest first.", "Stories", _stories, (_PAGE, _SIZE)),
    Endpoint("GET", "/stories/{story}", "story", "A story whole.", "Story", _story, parts={"story": "Its id: s12."}),
    Endpoint("GET", "/documents", "documents", "The documents: of a story in the order of time, else the newest first.",
             "Documents", _documents, (_PAGE, _SIZE, Parameter("story", "Of one story.", _STORY_ID))),
    Endpoint("GET", "/documents/{document}", "document", "A document with its claims.", "Document", _document,
             (Parameter("version", "Which version; else the latest.", {"type": "integer", "minimum": 1,
                                                                      "maximum": 1_000_000}),),
             {"document": "Its id."}),
    Endpoint("GET", "/search", "search", "Claims or documents that hold words, within limits.", "Found", _search,
             _SEARCH),
    Endpoint("GET", "/entities", "entities", "Whom a name can mean.", "Entities", _entities,
             (Parameter("name", "A name in any spelling, or an id.", text(least=1), required=True), _VARIANTS)),
    Endpoint("GET", "/who/{entity}", "who", "What a person or body is said to have said.", "Who", _who,
             parts={"entity": "An id (n12) or a name."}),
    Endpoint("GET", "/figures", "figures", "Numbers through time, by source and outlet.", "Figures", _figures,
             (Parameter("q", "What is counted, and where.", text(least=1), required=True),)),
    Endpoint("GET", "/judgements", "judgements", "What people judged.", "Judgements", _judgements,
             (Parameter("in_force", "Only those that were not undone.", {"type": "boolean", "default": False}),)),
    Endpoint("POST", "/read", "read", "An article's claims; nothing is kept.", "read.reading", _read, body=ArticleBody),
    Endpoint("POST", "/documents", "add", "Keep an article.", "Added", _add, body=ArticleBody, writes=True, status=201),
    Endpoint("POST", "/judgements", "judge", "Keep a judgement.", "Judgements", _judge, body=JudgementBody,
             writes=True, status=201),
    Endpoint("POST", "/judgements/{number}/undo", "undo", "Take a judgement back.", "Judgements", _undo,
             parts={"number": "Its number."}, body=UndoBody, writes=True),
)  # fmt: skip
"""All that can be asked, in the order of the documentation."""
