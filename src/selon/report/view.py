"""A reading as it is shown: claims in text order, with names and phrases instead of ids.

The terminal, Markdown and HTML all show these, so that they cannot say
different things of the same claim.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace

from selon.report.interface import Interface
from selon.report.passages import one_line
from selon.report.sentences import say_again
from selon.report.words import HEDGES, SIGNS, STANDINGS, figure_words, language_words, layer_words
from selon.types import BlockKind, Claim, Document, HedgeKind, Kind, Notice, Reading, Standing

_PASSED_ON = frozenset({HedgeKind.CONDITIONAL, HedgeKind.HEARSAY})


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim in words.

    `start` is where its content begins; `depth` counts the claims it stands in,
    and is at most one more than that of the claim before.
    """

    claim: Claim
    start: int
    depth: int
    sign: str
    standing: str
    who: str
    via: tuple[str, ...]
    headline: bool
    firmness: tuple[str, ...]
    hedges: tuple[str, ...]
    figures: tuple[str, ...]
    dates: tuple[str, ...]

    @property
    def id(self) -> str:
        """The claim's id."""
        return self.claim.id


@dataclass(frozen=True, slots=True)
class OverclaimView:
    """A headline's claim and the body's claim it is held against, if there is one."""

    claim: ClaimView | None
    against: ClaimView | None
    reason: str


@dataclass(frozen=True, slots=True)
class ReadingView:
    """A reading in words. `about` is outlet, date and language, in that order where known; `counts` by standing.

    `notices` is what reading the page left to say, then what reading the claims did; each once.
    """

    reading: Reading
    title: str
    about: tuple[str, ...]
    totals: tuple[str, ...]
    counts: tuple[tuple[Standing, str, int], ...]
    claims: tuple[ClaimView, ...]
    overclaims: tuple[OverclaimView, ...]
    notices: tuple[Notice, ...]

    @property
    def document(self) -> Document:
        """The document that was read."""
        return self.reading.document


def view_of(reading: Reading, ui: Interface) -> ReadingView:
    """What is shown of a reading, in the interface's language."""
    claims = _claims(reading, ui)
    by_id = {view.id: view for view in claims}
    overclaims = tuple(
        OverclaimView(by_id.get(over.claim), by_id.get(over.against or ""), one_line(say_again(ui, over.reason)))
        for over in reading.overclaims
    )
    document = reading.document
    notices = dict.fromkeys((*document.notices, *reading.notices))
    failed = not document.text and any(notice.kind.endswith("failed") for notice in notices)
    return ReadingView(
        reading=reading,
        title=title_of(document),
        about=(ui.say("not read"),) if failed else _about(document, ui),
        totals=() if failed else _totals(reading, ui),
        counts=_counts(reading, ui),
        claims=claims,
        overclaims=overclaims,
        notices=tuple(replace(notice, message=say_again(ui, notice.message)) for notice in notices),
    )


def _claims(reading: Reading, ui: Interface) -> tuple[ClaimView, ...]:
    names = {entity.id: one_line(entity.name) for entity in reading.entities}
    figures = {figure.id: figure_words(ui, figure) for figure in reading.figures}
    dates = {date.id: _date_words(reading, date.start, date.end, date.edtf, ui) for date in reading.dates}
    depths = _depths(reading.claims)
    starts = [block.start for block in reading.document.blocks]
    views: list[ClaimView] = []
    for claim in sorted(reading.claims, key=_place):
        above = views[-1].depth if views else -1
        who = _who(reading, claim, names, ui)
        start = _place(claim)[0]
        views.append(
            ClaimView(
                claim=claim,
                start=start,
                depth=min(depths[claim.id], above + 1),
                sign=SIGNS[claim.standing],
                standing=ui.say(STANDINGS[claim.standing]),
                who=who,
                via=tuple(names.get(entity, entity) for entity in claim.via),
                headline=_block_kind(reading.document, starts, start) is BlockKind.HEADLINE,
                firmness=_firmness(claim, who, names, ui),
                hedges=_hedges(reading, claim, ui),
                figures=tuple(one_line(figures.get(figure, figure)) for figure in claim.figures),
                dates=tuple(dates.get(date, date) for date in claim.dates),
            )
        )
    return tuple(views)


def _place(claim: Claim) -> tuple[int, int]:
    """Where the content begins; of two that begin together the longer first, since the other may stand in it."""
    spans = claim.content or claim.source or claim.cue
    start = min((span.start for span in spans), default=0)
    return start, -max((span.end for span in spans), default=0)


def _depths(claims: tuple[Claim, ...]) -> dict[str, int]:
    """How many claims each stands in; a circle of parents, which cannot be, counts no further than once round."""
    parents = {claim.id: claim.parent for claim in claims}
    depths: dict[str, int] = {}
    for claim in claims:
        chain: dict[str, None] = {}
        at: str | None = claim.id
        while at is not None and at in parents and at not in depths and at not in chain:
            chain[at] = None
            at = parents[at]
        depth = depths[at] + 1 if at is not None and at in depths else 0
        for place in reversed(chain):
            depths[place] = depth
            depth += 1
    return depths


def _who(reading: Reading, claim: Claim, names: dict[str, str], ui: Interface) -> str:
    if claim.entity is not None and claim.entity in names:
        return names[claim.entity]
    if claim.source:
        return one_line(reading.text_of(claim.source))
    if claim.kind is not Kind.AUTHOR:
        return ui.say("nobody named")
    # An author answers for what they say in their own voice, be it only that something is being said.
    passed_on = claim.cue or any(hedge.kind in _PASSED_ON for hedge in claim.hedges)
    return ui.say("the author, naming nobody") if passed_on else ui.say("the author")


def _firmness(claim: Claim, who: str, names: dict[str, str], ui: Interface) -> tuple[str, ...]:
    """A phrase a layer, what the source holds first and the author last."""
    said = []
    for layer in reversed(claim.factuality):
        name = who if layer.by == claim.entity else names.get(layer.by, layer.by)
        said.append(layer_words(ui, layer, name))
    return tuple(said)


def _hedges(reading: Reading, claim: Claim, ui: Interface) -> tuple[str, ...]:
    text = reading.document.text
    return tuple(f"{one_line(text[hedge.start : hedge.end])} ({ui.say(HEDGES[hedge.kind])})" for hedge in claim.hedges)


def _date_words(reading: Reading, start: int, end: int, edtf: str | None, ui: Interface) -> str:
    written = one_line(reading.document.text[start:end])
    if edtf is None:
        return ui.say("{written} (not resolved)", written=written)
    said = one_line(ui.date(edtf))
    return written if said.casefold() == written.casefold() else f"{written} = {said}"


def _block_kind(document: Document, starts: list[int], place: int) -> BlockKind | None:
    at = bisect_right(starts, place) - 1
    return document.blocks[at].kind if at >= 0 and place < document.blocks[at].end else None


def title_of(document: Document) -> str:
    """The document's title on one line; without one its first words, without any its id."""
    return one_line(document.title or _first_words(document) or document.id)


def _first_words(document: Document) -> str:
    for block in document.blocks:
        if block.kind is not BlockKind.FURNITURE and document.text[block.start : block.end].strip():
            words = one_line(document.text[block.start : block.end]).strip()
            return words if len(words) <= 100 else words[:100].rsplit(" ", 1)[0] + " …"
    return ""


def _about(document: Document, ui: Interface) -> tuple[str, ...]:
    published = ui.date(document.published) if document.published else ui.say("date unknown")
    outlet = document.outlet or ui.say("outlet unknown")
    return tuple(one_line(word) for word in (outlet, published, language_words(ui, document.lang)))


def _totals(reading: Reading, ui: Interface) -> tuple[str, ...]:
    sources = {claim.entity for claim in reading.claims if claim.entity is not None}
    unnamed = {reading.text_of(claim.source) for claim in reading.claims if claim.entity is None and claim.source}
    return (
        ui.count(len(reading.claims), "{n} claim", "{n} claims"),
        ui.count(len(sources) + len(unnamed), "{n} source", "{n} sources"),
    )


def _counts(reading: Reading, ui: Interface) -> tuple[tuple[Standing, str, int], ...]:
    counted = Counter(claim.standing for claim in reading.claims)
    return tuple(
        (standing, ui.say(STANDINGS[standing]), counted[standing]) for standing in Standing if counted[standing]
    )
