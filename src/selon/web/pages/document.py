"""One document: its text with the claims marked, notes at the margin, and where else each claim stands."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import Response

from selon.report.interface import Interface
from selon.report.marked import Sheet, sheet_of
from selon.report.measures import moment_words
from selon.report.sheet import Layout
from selon.report.view import view_of
from selon.report.why import render_why
from selon.report.words import SIGNS, STANDINGS
from selon.types import Finding, Judgement, Kept, Span, Target, Verdict
from selon.web.desk import Visit
from selon.web.pages.cards import confirm_or_reject
from selon.web.pages.chapters import told_story
from selon.web.pages.judgements import JudgementLine, judgement_line
from selon.web.pages.sheets import KEY, Beside, Known, known_of, passage_mark, spans_of
from selon.web.pages.versions import Update, updates_of
from selon.web.rendering import Link, render
from selon.web.urls import document_url, passage_url, story_url, who_url

_AT = re.compile(r"(\d{1,9})-(\d{1,9})")
_ELSEWHERE = 12
"""Other documents named beside a claim."""


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """The context of `document.html.j2`."""

    template: ClassVar[str] = "document.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset()

    title: str
    """The document's title."""
    sheet: Sheet
    """Its text with the claims marked, and the notes."""
    known: Known
    """What the ledger knows of its claims, and where else they stand."""
    facts: tuple[str, ...]
    """When it was collected, and by which version of the program it was read."""
    story: Link | None
    """The story it is in."""
    versions: tuple[Link, ...]
    """Its versions, where there are several."""
    updates: tuple[Update, ...]
    """What its versions changed."""
    judgements: tuple[JudgementLine, ...]
    """What people judged of it."""
    exports: tuple[Link, ...]
    """The document as files."""


def document(visit: Visit) -> Response:
    """The page of a document."""
    kept = visit.ledger.document(visit.request.path_params["document"], version=version_asked(visit))
    return render(visit, document_page(visit, kept))


def version_asked(visit: Visit) -> int | None:
    """The number of the version in the address; None for the latest."""
    number = visit.asked("version")
    return int(number) if number.isascii() and number.isdecimal() and len(number) < 9 else None


def document_page(visit: Visit, kept: Kept) -> DocumentPage:
    """What the page of a document shows."""
    ui, ledger, reading = visit.ui, visit.ledger, kept.reading
    name = reading.document.id
    latest = kept.version if kept.latest else ledger.document(name).version
    judged = [one for one in ledger.judgements() if any(target.id == name for target in one.targets)]
    view = view_of(reading, ui)
    sheet = sheet_of(KEY, view, ui, more=passage_mark(passage_asked(visit, len(reading.document.text))))
    urls = {member: who_url(entity) for member, entity in ledger.named_in(name).items()}
    return DocumentPage(
        title=sheet.title,
        sheet=sheet,
        known=known_of(view, _beside(visit, kept, judged, urls), urls),
        facts=(
            ui.say("collected {when}", when=moment_words(ui, kept.collected)),
            ui.say("read by selon {version}", version=kept.read_by),
        ),
        story=Link(story_url(kept.story), ui.say("the story")) if kept.story else None,
        versions=_versions(name, kept.version, latest, ui) if latest > 1 else (),
        updates=updates_of(ledger, [(name, sheet.title)] if latest > 1 else (), ui),
        judgements=tuple(judgement_line(one, ui) for one in judged),
        exports=_exports(name, kept, ui),
    )


def _versions(name: str, shown: int, latest: int, ui: Interface) -> tuple[Link, ...]:
    return tuple(
        Link(document_url(name, version=number), ui.say("version {number}", number=ui.number(number)), number == shown)
        for number in range(1, latest + 1)
    )


def _exports(name: str, kept: Kept, ui: Interface) -> tuple[Link, ...]:
    base = document_url(name).replace("/documents/", "/files/", 1)
    asked = "" if kept.latest else f"?version={kept.version}"
    return (
        Link(f"{base}/document.html{asked}", ui.say("One HTML file, whole")),
        Link(f"{base}/document.json{asked}", "JSON"),
        Link(f"{base}/claims.csv{asked}", "CSV"),
    )


def passage_asked(visit: Visit, length: int) -> Span | None:
    """The passage that the address points at, as far as the text has it."""
    found = _AT.fullmatch(visit.asked("at"))
    if found is None:
        return None
    start, end = int(found[1]), min(int(found[2]), length)
    return Span(start, end) if start < end else None


def _beside(visit: Visit, kept: Kept, judged: list[Judgement], urls: Mapping[str, str]) -> Mapping[str, Beside]:
    from selon.attribute.rules import explanations

    reading, ui = kept.reading, visit.ui
    elsewhere = _elsewhere(visit, kept)
    rejected = _rejected(judged)
    rules = explanations()
    beside = {}
    for claim in reading.claims:
        spans = spans_of(claim)
        place = (spans[0].start, spans[-1].end) if spans else None
        beside[claim.id] = Beside(
            holder=urls.get(claim.entity or "", ""),
            elsewhere=elsewhere.get(claim.id, ()),
            rejected=place in rejected,
            why_url=_why_url(kept, claim.id),
            why=render_why(reading, claim.id, rules, ui, Layout()) if visit.asked("why") == claim.id else "",
            judging=confirm_or_reject(
                ui, Finding.CLAIM, (Target(reading.document.id, *place),), ui.say("Was this claim read rightly?")
            )
            if place and kept.latest
            else None,
        )
    return beside


def _why_url(kept: Kept, claim: str) -> str:
    from urllib.parse import quote

    url = document_url(kept.reading.document.id, version=None if kept.latest else kept.version)
    return f"{url}{'&' if '?' in url else '?'}why={quote(claim, safe='')}#why"


def _rejected(judged: list[Judgement]) -> set[tuple[int | None, int | None]]:
    """The passages of claims that a person rejected."""
    return {
        (target.start, target.end)
        for one in judged
        if one.undone is None and one.about is Finding.CLAIM and one.verdict is Verdict.REJECT
        for target in one.targets
    }


def _elsewhere(visit: Visit, kept: Kept) -> Mapping[str, tuple[Link, ...]]:
    """For each claim the other documents of its story that make it, with how it stands there."""
    if kept.story is None or not kept.latest:
        return {}
    told = told_story(visit, kept.story)
    if told.view.alone:
        return {}
    labels = {found.document.id: found.name for found in told.view.retellings}
    own = kept.reading.document.id
    found: dict[str, dict[Link, None]] = {}
    for claim in told.traced.story.claims:
        mine = {one.claim for one in claim.instances if one.document == own and one.claim is not None}
        others = [one for one in claim.instances if one.document != own and one.document in labels]
        for name in mine:
            held = found.setdefault(name, {})
            for one in others:
                words = f"{SIGNS[one.standing]} {labels[one.document]} ({visit.ui.say(STANDINGS[one.standing])})"
                held[Link(passage_url(one.document, one.start, one.end), words)] = None
    return {name: tuple(links)[:_ELSEWHERE] for name, links in found.items()}
