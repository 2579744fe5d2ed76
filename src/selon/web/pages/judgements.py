"""What people judged, and judging: each judgement with who, when and why, and the way to take it back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import Response

from selon.report.interface import Interface
from selon.report.ledger.judgements import undone_words
from selon.report.ledger.words import FINDINGS, VERDICTS
from selon.report.measures import moment_words
from selon.report.passages import clipped, one_line
from selon.report.trace.wording import CONFLICTS
from selon.types import ConflictKind, Finding, Judgement, Target
from selon.web.desk import Visit
from selon.web.pages.lists import Paging, paging
from selon.web.rendering import Link, render
from selon.web.urls import document_url, passage_url, story_url, who_url

SIZE = 50
_LONGEST = 240


@dataclass(frozen=True, slots=True)
class JudgedThing:
    """What was judged: its address, what it is called, and its words, as far as there are any."""

    url: str
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class JudgementLine:
    """A judgement in words. `undone` is empty as long as it is in force."""

    number: int
    verdict: str
    about: str
    things: tuple[JudgedThing, ...]
    by: str
    when: str
    why: str
    undone: str


@dataclass(frozen=True, slots=True)
class JudgementsPage:
    """The context of `judgements.html.j2`."""

    template: ClassVar[str] = "judgements.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset()

    title: str
    """What the page is called."""
    judgements: tuple[JudgementLine, ...]
    """The judgements, the newest first."""
    paging: Paging
    """Where one is in the list."""
    writable: bool
    """Whether the reader was started so that anybody may judge."""
    exports: tuple[Link, ...]
    """The same as files."""


def judgements(visit: Visit) -> Response:
    """The list of judgements."""
    made = visit.ledger.judgements()[::-1]
    page = visit.asked_number("page", 1, most=100_000)
    shown = made[(page - 1) * SIZE : page * SIZE]
    ui = visit.ui
    return render(
        visit,
        JudgementsPage(
            title=ui.say("Judgements"),
            judgements=tuple(judgement_line(one, ui) for one in shown),
            paging=paging(ui, page, SIZE, shown, len(made), lambda number: f"/judgements?page={number}"),
            writable=visit.settings.write,
            exports=(Link("/api/v1/judgements", "JSON"),),
        ),
    )


def judgement_line(judgement: Judgement, ui: Interface) -> JudgementLine:
    """A judgement in words."""
    return JudgementLine(
        number=judgement.id,
        verdict=ui.say(VERDICTS[judgement.verdict]),
        about=ui.say(FINDINGS[judgement.about]),
        things=tuple(_thing(target, judgement, ui) for target in judgement.targets),
        by=one_line(judgement.by) or ui.say("nobody named"),
        when=moment_words(ui, judgement.at),
        why=one_line(judgement.why).strip(),
        undone=undone_words(ui, judgement),
    )


def _thing(target: Target, judgement: Judgement, ui: Interface) -> JudgedThing:
    name = one_line(target.name or target.id)
    if judgement.about is Finding.CONFLICT and target.name in frozenset(ConflictKind):
        name = f"{one_line(target.id)} ({ui.say(CONFLICTS[ConflictKind(target.name)])})"
    return JudgedThing(_url(target, judgement), clipped(name, _LONGEST), clipped(target.text or "", _LONGEST))


def _url(target: Target, judgement: Judgement) -> str:
    """Where a target can be seen; a part of a person or story is a document, or only a name."""
    if not target.id:
        return ""
    if judgement.about is Finding.ENTITY and target.id.startswith("n") and target.id[1:].isdecimal():
        return who_url(target.id)
    if judgement.about is Finding.STORY and target.id.startswith("s") and target.id[1:].isdecimal():
        return story_url(target.id)
    if target.start is not None and target.end is not None:
        return passage_url(target.id, target.start, target.end)
    return document_url(target.id)
