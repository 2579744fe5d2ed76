"""Why the program says what it says of one claim: the rule, the passages, each layer, each hedge."""

from __future__ import annotations

from collections.abc import Mapping

from rich.text import Text

from selon.report.interface import Interface, mark
from selon.report.passages import in_context, one_line
from selon.report.sentences import say_again
from selon.report.sheet import Layout, Sheet
from selon.report.terminal import STYLES, passage_text
from selon.report.view import ClaimView, ReadingView, view_of
from selon.report.words import ENTITIES, HEDGES, KINDS, MEANINGS, layer_words
from selon.types import Claim, Hedge, HedgeKind, Reading, Span

_HEDGE_REASONS = {
    HedgeKind.CONDITIONAL: mark("in French, this form passes on what is said without vouching for it"),
    HedgeKind.HEARSAY: mark("says that it is passed on, without saying by whom"),
    HedgeKind.MODAL: mark("leaves it possible that it is not so"),
    HedgeKind.ADVERB: mark("says how probable it is, short of certain"),
    HedgeKind.VERB: mark("says how it seems, not how it is"),
    HedgeKind.CONDITION: mark("puts it under a condition"),
    HedgeKind.UNVERIFIED: mark("says that it has not been checked"),
}


def render_why(reading: Reading, claim_id: str, rules: Mapping[str, str], ui: Interface, layout: Layout) -> str:
    """What a claim rests on, for a terminal or a pipe.

    `rules` explains each rule by its name, in a paragraph. Raises
    `LookupError` when the reading has no claim of that id.
    """
    view = view_of(reading, ui)
    claim = next((claim for claim in view.claims if claim.id == claim_id), None)
    if claim is None:
        raise LookupError(claim_id)
    page = Sheet(layout)
    _head(page, view, claim, ui)
    _rule(page, claim.claim, rules, ui)
    _parts(page, reading, claim.claim, ui)
    _holders(page, view, claim, ui)
    _firmness(page, view, claim, ui)
    _mentioned(page, claim, ui)
    return page.written()


def _head(page: Sheet, view: ReadingView, claim: ClaimView, ui: Interface) -> None:
    style = STYLES[claim.claim.standing]
    head = Text(one_line(claim.id) + "  ", style="dim")
    head.append(f"{claim.sign} {claim.standing}", style=style)
    head.append("  ")
    head.append(claim.who, style="bold")
    page.add(head)
    page.add(Text(ui.say("in {title}", title=view.title), style="dim"))
    page.blank()
    page.add(passage_text(in_context(view.document, claim.claim), style, full=True), indent=2)


def _section(page: Sheet, title: str) -> None:
    page.blank()
    page.add(Text(title, style="bold"))


def _line(page: Sheet, words: str) -> None:
    page.add(Text(words), indent=2, hang=2)


def _rule(page: Sheet, claim: Claim, rules: Mapping[str, str], ui: Interface) -> None:
    _section(page, ui.say("Found by the rule {rule}", rule=one_line(claim.rule)))
    _line(page, one_line(rules.get(claim.rule, "")) or ui.say("This version has no explanation of that rule."))
    _line(page, ui.say("kind: {kind}", kind=ui.say(KINDS[claim.kind])))


def _parts(page: Sheet, reading: Reading, claim: Claim, ui: Interface) -> None:
    _section(page, ui.say("Its words"))
    parts = ((ui.say("source"), claim.source), (ui.say("cue"), claim.cue), (ui.say("content"), claim.content))
    for label, spans in parts:
        if not spans:
            _line(page, ui.say("{label}: none", label=label))
        for span in spans:
            _line(page, ui.say("{label}: {words}", label=label, words=_placed(reading, span)))


def _placed(reading: Reading, span: Span | Hedge) -> str:
    """The words, and where they stand."""
    return f"{one_line(reading.text[span.start : span.end])} [{span.start}, {span.end})"


def _holders(page: Sheet, view: ReadingView, claim: ClaimView, ui: Interface) -> None:
    _section(page, ui.say("Who says so"))
    entity = next((one for one in view.reading.entities if one.id == claim.claim.entity), None)
    if entity is None:
        _line(page, claim.who)
    else:
        mentions = ui.count(len(entity.mentions), "named once", "named {n} times")
        _line(page, f"{one_line(entity.name)} ({ui.say(ENTITIES[entity.kind])}, {mentions})")
    if claim.via:
        _line(page, ui.say("as passed on by {names}", names=", ".join(claim.via)))
    enclosing = {other.id: other for other in view.claims}
    seen = {claim.id}
    parent = claim.claim.parent
    while parent in enclosing and parent not in seen:
        outer = enclosing[parent]
        seen.add(outer.id)
        _line(page, ui.say("within the claim {id} of {who}", id=one_line(outer.id), who=outer.who))
        parent = outer.claim.parent


def _firmness(page: Sheet, view: ReadingView, claim: ClaimView, ui: Interface) -> None:
    record = claim.claim
    names = {entity.id: one_line(entity.name) for entity in view.reading.entities}
    _section(page, ui.say("How firmly"))
    for layer in record.factuality:
        words = layer_words(ui, layer, names.get(layer.by, claim.who))
        _line(page, f"{layer.value.value:3}  {words}")
    for hedge in record.hedges:
        kind, why = ui.say(HEDGES[hedge.kind]), ui.say(_HEDGE_REASONS[hedge.kind])
        reason = ui.say("{label}: {words}", label=kind, words=why)
        _line(page, ui.say("hedged by: {words}", words=f"{_placed(view.reading, hedge)}, {reason}"))
    if not record.hedges:
        _line(page, ui.say("no hedge found"))
    _section(page, ui.say("Why it stands as {standing}", standing=claim.standing))
    _line(page, ui.say(MEANINGS[record.standing]))
    for reason in _standing_reasons(view, record, ui):
        _line(page, f"- {reason}")


def _standing_reasons(view: ReadingView, claim: Claim, ui: Interface) -> list[str]:
    """What the standing rests on: the author's layer, the cue, and the reasons found with it, else its hedges."""
    text = view.document.text
    reasons = [layer_words(ui, layer, "") for layer in claim.factuality if layer.by == "author"]
    if claim.cue:
        words = one_line(view.reading.text_of(claim.cue))
        reasons.append(ui.say("the words that lay it to the source: {words}", words=words))
    elif not claim.source:
        reasons.append(ui.say("nobody is named as its source"))
    hedges = [one_line(text[hedge.start : hedge.end]) for hedge in claim.hedges]
    if claim.reasons:
        reasons += (one_line(say_again(ui, reason)) for reason in claim.reasons)
    elif hedges:
        reasons.append(ui.say("the words that hedge it: {words}", words=", ".join(hedges)))
    return reasons


def _mentioned(page: Sheet, claim: ClaimView, ui: Interface) -> None:
    if claim.figures or claim.dates:
        _section(page, ui.say("What it mentions"))
        for words in (*claim.figures, *claim.dates):
            _line(page, words)
