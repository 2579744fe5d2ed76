"""A trace as it is shown: stories with names, passages and sentences instead of ids.

The terminal, Markdown, HTML and the summary all show these, so that they
cannot say different things of the same story.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from selon.report.interface import Interface, mark
from selon.report.passages import one_line
from selon.report.sentences import say_again
from selon.report.trace.claims import ChangeView, ClaimView, claim_words, claims_of, without_repeats
from selon.report.trace.conflicts import ConflictView, conflicts_of
from selon.report.trace.differing import Pair, pairs_of
from selon.report.trace.figures import SeriesView, in_order, series_of
from selon.report.trace.shelf import Quote, Retelling, Shelf
from selon.report.trace.wording import DERIVED, RELATIONS, UNDIRECTED
from selon.report.words import ENTITIES, SIGNS, STANDINGS
from selon.types import Direction, Edge, Notice, Passage, Relation, Story, StoryEntity, StoryOverclaim, Trace


@dataclass(frozen=True, slots=True)
class EdgeView:
    """What one retelling took from another; `sentence` says it in words, `score` how sure that is."""

    key: str
    source: Retelling
    target: Retelling
    relation: Relation
    word: str
    directed: bool
    score: str
    sentence: str
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class CitationView:
    """A retelling names an outlet as where it has something from; `cited` is its document, where it was collected."""

    outlet: str
    cited: Retelling | None
    quote: Quote

    @property
    def retelling(self) -> Retelling:
        """The retelling that names it."""
        return self.quote.retelling


@dataclass(frozen=True, slots=True)
class Side:
    """A claim of one document: its words, how it stands, who says so."""

    quote: Quote
    key: str
    sign: str
    word: str
    who: str


@dataclass(frozen=True, slots=True)
class OverclaimView:
    """A headline that goes further than its own article; `body` is missing where the article has no such claim."""

    key: str
    retelling: Retelling
    headline: Side | None
    body: Side | None
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class EntityView:
    """Who is one and the same across retellings, with the first passage in each that names them."""

    name: str
    kind: str
    variants: tuple[str, ...]
    named: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """A story in words. `roots` are the retellings that no other collected one explains.

    `changes` and `conflicts` are all of the story's, hardening first; conflicts
    that are about a figure stand with the figures too, and once here.
    """

    key: str
    id: str
    title: str
    lang: str
    retellings: tuple[Retelling, ...]
    lineage: tuple[EdgeView, ...]
    roots: tuple[Retelling, ...]
    citations: tuple[CitationView, ...]
    claims: tuple[ClaimView, ...]
    changes: tuple[ChangeView, ...]
    conflicts: tuple[ConflictView, ...]
    figures: tuple[SeriesView, ...]
    overclaims: tuple[OverclaimView, ...]
    entities: tuple[EntityView, ...]

    @property
    def alone(self) -> bool:
        """Whether it was told once only."""
        return len(self.retellings) == 1

    @property
    def shared(self) -> tuple[ClaimView, ...]:
        """The claims in which there is something to compare."""
        return tuple(claim for claim in self.claims if claim.shared)


@dataclass(frozen=True, slots=True)
class TraceView:
    """A trace in words; `retellings` are all of its documents by number."""

    stories: tuple[StoryView, ...]
    retellings: tuple[Retelling, ...]
    method: str
    notices: tuple[Notice, ...]

    @property
    def documents(self) -> int:
        """How many documents take part in a story."""
        return sum(len(story.retellings) for story in self.stories)

    @property
    def told(self) -> tuple[StoryView, ...]:
        """The stories with several retellings."""
        return tuple(story for story in self.stories if not story.alone)

    @property
    def alone(self) -> tuple[StoryView, ...]:
        """The stories told once."""
        return tuple(story for story in self.stories if story.alone)


_ALWAYS = mark("names, figures, dates and words")
"""What documents are always compared by; named here for the catalogue."""


def view_of(trace: Trace, ui: Interface) -> TraceView:
    """What is shown of a trace, in the interface's language; stories stand in the trace's order."""
    shelf = Shelf(trace, ui)
    stories = tuple(_story(shelf, f"s{number}", story) for number, story in enumerate(trace.stories, 1))
    return TraceView(
        stories=stories,
        retellings=shelf.all,
        method=ui.listed(one_line(ui.say(part)) for part in trace.method.split("; ")),
        notices=tuple(_notice(notice, ui) for notice in trace.notices),
    )


def _notice(notice: Notice, ui: Interface) -> Notice:
    """A notice in the interface's language; its document is named beside it, not in it again."""
    message = notice.message.removeprefix(f"{notice.document}: ") if notice.document else notice.message
    return replace(notice, kind=one_line(notice.kind), message=one_line(say_again(ui, message)))


def _story(shelf: Shelf, key: str, story: Story) -> StoryView:
    retellings = shelf.of_story(story)
    claims = claims_of(shelf, key, story.claims, retellings)
    lineage = tuple(_edge(shelf, f"{key}-edge{n}", edge) for n, edge in enumerate(story.lineage, 1))
    changes = sorted((change for claim in claims for change in claim.changes), key=_by_direction)
    matters = {claim.id: claim_words(claim.text) for claim in story.claims}
    conflicts = [(matters[claim.id], conflict) for claim in story.claims for conflict in claim.conflicts]
    conflicts += [(one_line(series.about), conflict) for series in story.figures for conflict in series.conflicts]
    figures = [series_of(shelf, f"{key}-figure{n}", series) for n, series in enumerate(story.figures, 1)]
    return StoryView(
        key=key,
        id=one_line(story.id),
        title=retellings[0].title if retellings else one_line(story.id),
        lang=retellings[0].lang if retellings else "",
        retellings=retellings,
        lineage=lineage,
        roots=_roots(retellings, lineage),
        citations=_citations(shelf, story),
        claims=claims,
        changes=without_repeats(changes),
        conflicts=conflicts_of(shelf, f"{key}-conflict", conflicts),
        figures=tuple(in_order(figures)),
        overclaims=tuple(_overclaim(shelf, f"{key}-over{n}", over) for n, over in enumerate(story.overclaims, 1)),
        entities=tuple(sorted((_entity(shelf, one) for one in story.entities), key=lambda one: -len(one.named))),
    )


def _by_direction(change: ChangeView) -> tuple[int, int]:
    return list(Direction).index(change.direction), -change.weight


def _edge(shelf: Shelf, key: str, edge: Edge) -> EdgeView:
    ui = shelf.ui
    source, target = shelf.retelling(edge.source), shelf.retelling(edge.target)
    message = (DERIVED if edge.directed else UNDIRECTED)[edge.relation]
    return EdgeView(
        key=key,
        source=source,
        target=target,
        relation=edge.relation,
        word=ui.say(RELATIONS[edge.relation]),
        directed=edge.directed,
        score=ui.say("score {number}", number=ui.number(round(edge.score, 2))),
        sentence=ui.say(message, source=source.label, target=target.label),
        pairs=pairs_of(shelf, edge.reasons),
    )


def _roots(retellings: tuple[Retelling, ...], lineage: tuple[EdgeView, ...]) -> tuple[Retelling, ...]:
    """The retellings that took nothing from another; of two of which one took from the other, the earlier."""
    held = [edge for edge in lineage if edge.relation is not Relation.INDEPENDENT]
    taken = {edge.target.number if edge.directed else max(edge.source.number, edge.target.number) for edge in held}
    return tuple(retelling for retelling in retellings if retelling.number not in taken)


def _citations(shelf: Shelf, story: Story) -> tuple[CitationView, ...]:
    """The outlets that are named as sources, without those that an edge of the lineage tells of."""
    told = {(edge.source, edge.target) for edge in story.lineage if edge.relation is Relation.CITES}
    return tuple(
        CitationView(
            one_line(citation.outlet),
            shelf.retelling(citation.cited) if citation.cited is not None else None,
            shelf.in_sentence(Passage(citation.document, citation.start, citation.end)),
        )
        for citation in story.cited
        if (citation.cited, citation.document) not in told
    )


def _overclaim(shelf: Shelf, key: str, over: StoryOverclaim) -> OverclaimView:
    return OverclaimView(
        key=key,
        retelling=shelf.retelling(over.document),
        headline=_side(shelf, over.document, over.claim),
        body=_side(shelf, over.document, over.against),
        pairs=pairs_of(shelf, over.reasons),
    )


def _side(shelf: Shelf, document: str, name: str | None) -> Side | None:
    claim = shelf.claim(document, name)
    quote = shelf.whole_claim(claim, document) if claim else None
    if claim is None or quote is None:
        return None
    return Side(
        quote,
        claim.standing.value,
        SIGNS[claim.standing],
        shelf.ui.say(STANDINGS[claim.standing]),
        shelf.holder(document, claim.entity),
    )


_ARTICLE = re.compile(r"(?:the|an?|le|la|les|une?|des)\s+|l['’]\s?")


def _bare(name: str) -> str:
    """A name folded and without its article: "the coastguard" is no other spelling of "coastguard"."""
    folded = one_line(name).casefold()
    return folded[found.end() :] if (found := _ARTICLE.match(folded)) else folded


def _entity(shelf: Shelf, entity: StoryEntity) -> EntityView:
    name = one_line(entity.name)
    variants = {_bare(variant): one_line(variant) for variant in reversed(entity.variants)}
    named: dict[str, Quote] = {}
    for document, member in entity.members:
        if document not in named and (quote := shelf.first_mention(document, member)) is not None:
            named[document] = quote
    return EntityView(
        name=name,
        kind=shelf.ui.say(ENTITIES[entity.kind]),
        variants=tuple(variant for folded, variant in reversed(variants.items()) if folded != _bare(name)),
        named=tuple(sorted(named.values(), key=lambda quote: quote.retelling.number)),
    )
