"""One story: what was found, who took from whom, who claims what and how firmly, what changed, what conflicts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from markupsafe import Markup
from starlette.responses import Response

from selon.api.ledger import Ledger
from selon.report.interface import Interface
from selon.report.measures import days_words
from selon.report.passages import one_line
from selon.report.trace.claims import ChangeView, ClaimView
from selon.report.trace.phrases import change_words, origins_words, tally
from selon.report.trace.shelf import Retelling
from selon.report.trace.summary import Finding
from selon.report.trace.view import CitationView, EdgeView, OverclaimView, Side, StoryView
from selon.report.trace.wording import RELATIONS
from selon.types import DocumentHead, Relation, Target
from selon.types import Finding as About
from selon.web.desk import Visit
from selon.web.pages.cards import (
    Card,
    Compared,
    Said,
    compared_of,
    confirm_or_reject,
    conflict_card,
    linked,
    said_of,
    target_of,
)
from selon.web.pages.chapters import Told, told_story
from selon.web.pages.figures_shown import Quantity, quantity_of
from selon.web.pages.judgements import JudgementLine, judgement_line
from selon.web.pages.versions import Update, updates_of
from selon.web.rendering import Link, render
from selon.web.urls import document_url, named_url, story_url, who_url

_ROWS = 20
"""Claims in the matrix before all are asked for."""
_CARDS = 12
"""The same of changes and conflicts."""
_PAIRS = 3
"""Passages shown of what took from what."""
_FIGURES = 6
"""Quantities."""
_EDGES = 16
"""Of so many of those."""
_PEOPLE = 30
_COLUMNS = 20
_ALL = 10_000
_MOST_DOCUMENTS = 400


@dataclass(frozen=True, slots=True)
class _Share:
    """How much of each long list is on the page."""

    rows: int
    cards: int
    edges: int
    pairs: int
    figures: int
    people: int


_IN_PART = _Share(_ROWS, _CARDS, _EDGES, _PAIRS, _FIGURES, _PEOPLE)
_WHOLE = _Share(_ALL, _ALL, _ALL, _ALL, _ALL, _ALL)


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """A document of the story, by its number on the page."""

    number: int
    id: str
    url: str
    key: str
    name: str
    when: str
    language: str
    lang: str
    title: str
    read: bool
    version: int


@dataclass(frozen=True, slots=True)
class Matrix:
    """Claims by documents: columns in groups, each `(first, end)` into the documents."""

    claims: tuple[ClaimView, ...]
    groups: tuple[tuple[int, int], ...]
    columns: tuple[Retelling, ...]


@dataclass(frozen=True, slots=True)
class OriginLine:
    """How many origins a claim has, and what keeps that open."""

    claim: ClaimView
    told: str
    words: str
    open: tuple[Compared, ...]


@dataclass(frozen=True, slots=True)
class HeadlineSide:
    """One side of a headline that goes further: headline or article; `said` is missing where it has no such claim."""

    label: str
    side: Side | None
    said: Said | None


@dataclass(frozen=True, slots=True)
class Headline:
    """A headline that goes further than its article."""

    key: str
    label: str
    sides: tuple[HeadlineSide, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """An outlet named as where something comes from."""

    words: str
    collected: str
    said: Said


@dataclass(frozen=True, slots=True)
class Named:
    """Who is one and the same across documents."""

    name: str
    url: str
    kind: str
    variants: tuple[str, ...]
    places: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class StoryPage:
    """The context of `story.html.j2`."""

    template: ClassVar[str] = "story.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset()

    title: str
    """The headline of the first document."""
    lang: str
    """The language of the title."""
    id: str
    """The story's id."""
    key: str
    """What the ids of this page's parts begin with."""
    about: tuple[str, ...]
    """Days, and how many documents."""
    alone: bool
    """Whether it was told once only."""
    findings: tuple[Finding, ...]
    """What was found, in sentences, each with the part of the page that shows it."""
    method: str
    """What documents were compared by."""
    sections: tuple[Link, ...]
    """The parts of the page."""
    graph: Markup
    """The lineage drawn along its dates."""
    relations: tuple[tuple[str, str], ...]
    """The kinds of lines in it, with their words."""
    documents: tuple[DocumentLine, ...]
    """The documents by their numbers."""
    edges: tuple[Card, ...]
    """What took from what, with the passages that show it."""
    cited: tuple[Cited, ...]
    """Outlets named as where something comes from."""
    matrix: Matrix
    """Who makes which claim, and how firmly."""
    claims_more: int
    """How many claims are left out of it."""
    tally: str
    """How many changes there are of each direction."""
    changes: tuple[Card, ...]
    """What changed on the way."""
    changes_more: int
    """How many changes are left out."""
    conflicts: tuple[Card, ...]
    """Accounts that exclude each other."""
    quantities: tuple[Quantity, ...]
    """Figures that differ, through time."""
    alike: tuple[Quantity, ...]
    """Figures on which all agree; none where the page shows only a part."""
    whole: bool
    """Whether everything is on the page."""
    headlines: tuple[Headline, ...]
    """Headlines that go further than their article."""
    origins: tuple[OriginLine, ...]
    """How many origins each claim has."""
    people: tuple[Named, ...]
    """Who is who."""
    updates: tuple[Update, ...]
    """What later versions of the documents changed."""
    judgements: tuple[JudgementLine, ...]
    """What people judged, as far as it was applied."""
    exports: tuple[Link, ...]
    """The story as files."""
    url: str
    """Its address."""
    whole_url: str
    """Its address with everything on the page."""


def story(visit: Visit) -> Response:
    """The page of a story."""
    name = visit.request.path_params["story"]
    told = told_story(visit, name)
    whole = visit.asked("all") == "1"
    key = ("story page", name, visit.ui.code, whole)
    page = visit.desk.ledgers.remembered(key, lambda: story_page(visit.ledger, told, visit.ui, whole=whole))
    return render(visit, page)


def story_page(ledger: Ledger, told: Told, ui: Interface, *, whole: bool = False) -> StoryPage:
    """What the page of a story shows; long lists only in part unless `whole`."""
    view, name = told.view, told.traced.story.id
    few = _WHOLE if whole else _IN_PART
    rows, cards = few.rows, few.cards
    heads = {head.id: head for head in ledger.documents(story=name, most=_MOST_DOCUMENTS)}
    ordered = view.shared + tuple(claim for claim in view.claims if not claim.shared)
    varied = [series for series in view.figures if series.varied]
    parts = {
        "cited": tuple(_cited(one, ui) for one in view.citations),
        "changes": tuple(_change(one, ui) for one in view.changes[:cards]),
        "conflicts": tuple(conflict_card(one, ui) for one in view.conflicts),
        "quantities": tuple(quantity_of(one, ui, drawn=True) for one in varied[: few.figures]),
        "alike": tuple(quantity_of(one, ui, drawn=False) for one in view.figures if not one.varied) if whole else (),
        "headlines": tuple(_headline(one, ui) for one in view.overclaims),
        "people": _people(ledger, told, few.people),
        "updates": updates_of(ledger, _renewed(heads.values()), ui),
        "judgements": tuple(judgement_line(one, ui) for one in told.traced.judged),
    }
    return StoryPage(
        title=view.title,
        lang=view.lang,
        id=one_line(name),
        key=view.key,
        about=_about(view, heads, ui),
        alone=view.alone,
        findings=told.findings,
        method=told.method,
        sections=_sections(view, parts, ui),
        whole=whole,
        graph=linked(told.graph, view.retellings),
        relations=_relations(view, ui),
        documents=tuple(_document(found, heads) for found in view.retellings),
        edges=tuple(_edge(edge, ui, few.pairs if n < few.edges else 0) for n, edge in enumerate(view.lineage)),
        matrix=_matrix(ordered[:rows], view.retellings),
        claims_more=max(0, len(ordered) - rows),
        tally=tally(ui, view.changes),
        changes_more=max(0, len(view.changes) - cards),
        origins=tuple(_origins(claim, ui) for claim in ordered[:rows]),
        exports=_exports(name, ui),
        url=story_url(name),
        whole_url=f"{story_url(name)}?all=1",
        **parts,  # type: ignore[arg-type]
    )


def _renewed(heads: Iterable[DocumentHead]) -> list[tuple[str, str]]:
    """The documents that have several versions, with what they are called."""
    return [(head.id, head.outlet or head.title or head.id) for head in heads if head.version > 1]


def _about(view: StoryView, heads: dict[str, DocumentHead], ui: Interface) -> tuple[str, ...]:
    days = sorted(head.published for head in heads.values() if head.published)
    first, last = (days[0], days[-1]) if days else (None, None)
    return (ui.count(len(view.retellings), "{n} document", "{n} documents"), days_words(ui, first, last))


def _sections(view: StoryView, parts: dict[str, tuple[object, ...]], ui: Interface) -> tuple[Link, ...]:
    """The parts that there are, in their order."""
    if view.alone:
        return ()
    listed = (
        ("lineage", ui.say("Lineage"), True),
        ("matrix", ui.say("Who makes which claim, and how firmly"), True),
        ("changes", ui.say("What changed on the way"), parts["changes"]),
        ("conflicts", ui.say("Accounts that exclude each other"), parts["conflicts"]),
        ("figures", ui.say("Figures through time"), parts["quantities"]),
        ("overclaims", ui.say("Headlines that go further than their article"), parts["headlines"]),
        ("origins", ui.say("How many origins each claim has"), True),
        ("who", ui.say("Who is who"), parts["people"]),
        ("updates", ui.say("What later versions changed"), parts["updates"]),
        ("judged", ui.say("What people judged, applied here"), parts["judgements"]),
    )
    return tuple(Link(f"#{view.key}-{name}", words) for name, words, there in listed if there)


def _relations(view: StoryView, ui: Interface) -> tuple[tuple[str, str], ...]:
    kinds = {edge.relation for edge in view.lineage}
    if any(citation.cited is None for citation in view.citations):
        kinds.add(Relation.CITES)
    return tuple(
        (kind.value, ui.say(RELATIONS[kind])) for kind in Relation if kind in kinds and kind is not Relation.INDEPENDENT
    )


def _document(found: Retelling, heads: dict[str, DocumentHead]) -> DocumentLine:
    head = heads.get(found.document.id)
    return DocumentLine(
        number=found.number,
        id=found.document.id,
        url=document_url(found.document.id),
        key=found.key,
        name=found.name,
        when=found.date,
        language=found.language,
        lang=found.lang,
        title=found.title,
        read=found.read,
        version=head.version if head else 1,
    )


def _edge(edge: EdgeView, ui: Interface, pairs: int) -> Card:
    ends = (Target(edge.source.document.id), Target(edge.target.document.id))
    question = ui.say("Did one of these two take from the other?")
    judging = confirm_or_reject(ui, About.EDGE, ends, question)
    return Card(edge.key, "edge", "→", edge.sentence, edge.score, compared_of(edge.pairs[:pairs]), judging)


def _cited(citation: CitationView, ui: Interface) -> Cited:
    words = ui.say("{document} names {outlet}", document=citation.retelling.label, outlet=citation.outlet)
    return Cited(words, citation.cited.label if citation.cited else "", said_of(citation.quote))


def _matrix(claims: Sequence[ClaimView], columns: tuple[Retelling, ...]) -> Matrix:
    parts = -(-len(columns) // _COLUMNS)
    edges = [place * len(columns) // parts for place in range(parts + 1)] if parts else []
    return Matrix(tuple(claims), tuple(pairwise(edges)), columns)


def _change(change: ChangeView, ui: Interface) -> Card:
    judging = None
    if change.before and change.after:
        sides = (target_of(change.before.quote), target_of(change.after.quote))
        judging = confirm_or_reject(ui, About.MATCH, sides, ui.say("Are these two one and the same claim?"))
    words = f"{change.claim} {change_words(ui, change)}"
    return Card(change.key, change.direction.value, change.sign, words, "", compared_of(change.pairs), judging)


def _headline(over: OverclaimView, ui: Interface) -> Headline:
    sides = ((ui.say("headline"), over.headline), (ui.say("article"), over.body))
    return Headline(
        over.key,
        over.retelling.label,
        tuple(HeadlineSide(label, side, said_of(side.quote) if side else None) for label, side in sides),
        tuple(reason for pair in over.pairs for reason in pair.reasons),
    )


def _origins(claim: ClaimView, ui: Interface) -> OriginLine:
    words = origins_words(ui, claim.origins)
    return OriginLine(claim, ui.number(claim.told), words, compared_of(claim.origins.undetermined))


def _people(ledger: Ledger, told: Told, most: int) -> tuple[Named, ...]:
    known: dict[str, dict[str, str]] = {}
    ids: dict[str, str] = {}
    for entity in told.traced.story.entities:
        for document, member in entity.members[:1]:
            of_document = known.setdefault(document, ledger.named_in(document))
            ids.setdefault(one_line(entity.name), of_document.get(member, ""))
    return tuple(
        Named(
            name=one.name,
            url=who_url(ids[one.name]) if ids.get(one.name) else named_url(one.name),
            kind=one.kind,
            variants=one.variants,
            places=tuple(Link(said_of(quote).url, f"[{quote.retelling.number}]") for quote in one.named),
        )
        for one in told.view.entities[:most]
    )


def _exports(name: str, ui: Interface) -> tuple[Link, ...]:
    base = story_url(name)
    return (
        Link(f"{base}/story.html", ui.say("One HTML file, whole")),
        Link(f"{base}/story.json", "JSON"),
        Link(f"{base}/claims.csv", "CSV"),
        Link(f"{base}/lineage.svg", ui.say("Lineage as SVG")),
        Link(f"{base}/lineage.png", ui.say("Lineage as PNG")),
    )
