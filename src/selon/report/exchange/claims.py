"""What the formats say of a claim: who holds it, how firmly, in which words, and a sentence for people."""

from __future__ import annotations

from selon.report.interface import Interface, load_interface
from selon.report.passages import one_line
from selon.report.view import ClaimView, view_of
from selon.report.words import KINDS, MEANINGS
from selon.types import Claim, Entity, Reading, Span


def holder_entity(reading: Reading, claim: Claim) -> Entity | None:
    """The entity that a claim is laid to, where the text tells."""
    return next((entity for entity in reading.entities if entity.id == claim.entity), None)


def holder_name(reading: Reading, claim: Claim) -> str:
    """Who a claim is laid to: the entity's name, else the words of the source; empty where nobody is named."""
    entity = holder_entity(reading, claim)
    return entity.name if entity else reading.text_of(claim.source)


def whole_span(claim: Claim) -> Span | None:
    """From where a claim's content begins to where it ends; without content its source and cue stand for it."""
    spans = claim.content or (*claim.source, *claim.cue)
    if not spans:
        return None
    return Span(min(span.start for span in spans), max(span.end for span in spans))


def author_factuality(claim: Claim) -> str:
    """How firmly the author holds it, as FactBank writes it; empty where that was not read."""
    return next((layer.value.value for layer in claim.factuality if layer.by == "author"), "")


def source_factuality(claim: Claim) -> str:
    """How firmly the claim's own source holds it; empty where there is none."""
    return next((layer.value.value for layer in reversed(claim.factuality) if layer.by != "author"), "")


def claims_in_words(reading: Reading) -> list[tuple[Claim, str]]:
    """Each claim with a sentence for people, in the order of the text."""
    ui = load_interface("en")
    return [(view.claim, sentence_of(ui, view)) for view in view_of(reading, ui).claims]


def sentence_of(ui: Interface, view: ClaimView) -> str:
    """Who says it in which way, how it is presented, and how firmly each holds it; on one line."""
    kind, meaning = ui.say(KINDS[view.claim.kind]), ui.say(MEANINGS[view.claim.standing])
    said = f"{view.who} ({kind}). Presented as {view.standing}. {meaning}"
    if view.firmness:
        said += f" {ui.listed(view.firmness)}."
    if view.via:
        said += f" Relayed by {', '.join(view.via)}."
    if view.hedges:
        said += f" Hedged by {ui.listed(view.hedges)}."
    return one_line(said)
