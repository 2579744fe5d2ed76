"""A reading for the terminal: with colours and signs, or plain for pipes and files.

Source and cue stand in [brackets] and <angles> in either, because neither
colour nor bold type reaches everybody. Plain output has no escape codes, and
no line is broken unless a width was asked for, so that grep finds whole
passages.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.text import Text

from selon.report.interface import Interface
from selon.report.passages import Piece, Role, claim_pieces, one_line, shortened
from selon.report.sheet import GLUE, Layout, Sheet
from selon.report.view import ClaimView, OverclaimView, ReadingView, view_of
from selon.report.words import SIGNS
from selon.types import Notice, Reading, Standing

STYLES = {
    Standing.STATED: "bold",
    Standing.ATTRIBUTED: "blue",
    Standing.HEDGED: "yellow",
    Standing.ALLEGED: "magenta",
    Standing.UNVERIFIED: "cyan",
    Standing.DISPUTED: "red",
    Standing.DENIED: "bold red",
}

_DEEPEST = 4


def render_reading(reading: Reading, ui: Interface, layout: Layout) -> str:
    """The terminal view of a reading, ending in a line end."""
    view = view_of(reading, ui)
    page = Sheet(layout)
    _header(page, view, ui)
    for claim in view.claims:
        page.blank()
        _claim(page, view, claim, ui)
    for overclaim in view.overclaims:
        page.blank()
        _overclaim(page, view, overclaim, ui)
    if view.notices:
        page.blank()
        notices_on(page, view.notices, ui)
    return page.written()


def render_key(ui: Interface, layout: Layout) -> str:
    """One line that says what the marks in a passage stand for."""
    page = Sheet(layout)
    line = Text(style="dim")
    line.append(ui.say("In the passages:") + " ")
    line.append(f"[{ui.say('source')}]", style="bold")
    line.append(" ")
    line.append(f"<{ui.say('cue')}>", style="underline")
    line.append(" " + ui.say("content") + ". ")
    line.append(ui.say("selon why CLAIM --in SOURCE explains one claim."))
    page.add(line)
    return page.written()


def _header(page: Sheet, view: ReadingView, ui: Interface) -> None:
    page.rule()
    page.add(Text(view.title, style="bold"))
    page.add(Text(" · ".join(view.about)))
    identity = one_line(view.document.id)
    page.add(Text(ui.say("id {id}", id=identity), style="dim"))
    totals = Text(", ".join(view.totals))
    for standing, word, number in view.counts:
        totals.append("  ")
        totals.append(f"{SIGNS[standing]} {word} {ui.number(number)}".replace(" ", GLUE), style=STYLES[standing])
    if view.totals:
        page.add(totals)


def _claim(page: Sheet, view: ReadingView, claim: ClaimView, ui: Interface) -> None:
    indent = 2 * min(claim.depth, _DEEPEST)
    style = STYLES[claim.claim.standing]
    head = Text()
    head.append(f"{claim.sign} {claim.standing}", style=style)
    head.append("  ")
    head.append(claim.who, style="bold" if claim.claim.source else "")
    if claim.via:
        head.append(" " + ui.say("via {names}", names=", ".join(claim.via)))
    if claim.headline:
        head.append("  " + ui.say("(headline)"), style="italic")
    head.append("  " + one_line(claim.id), style="dim")
    page.add(head, indent=indent)
    pieces = claim_pieces(view.document, claim.claim)
    page.add(passage_text(pieces, style, full=page.layout.full), indent=indent + 4)
    for words in _details(claim, ui):
        page.add(Text(words, style="dim"), indent=indent + 4, hang=2)


def _details(claim: ClaimView, ui: Interface) -> Iterable[str]:
    if claim.firmness and claim.claim.standing is not Standing.STATED:
        yield "- " + ui.listed(claim.firmness)
    for label, words in (
        (ui.say("hedged by"), claim.hedges),
        (ui.say("figures"), claim.figures),
        (ui.say("dates"), claim.dates),
    ):
        if words:
            yield f"- {ui.say('{label}: {words}', label=label, words=ui.listed(words))}"


def passage_text(pieces: tuple[Piece, ...], style: str, *, full: bool) -> Text:
    """A passage with its source in brackets and bold, its cue in angles and underlined, its content in `style`."""
    text = Text()
    for piece in pieces if full else shortened(pieces):
        if piece.role is Role.SOURCE:
            text.append(f"[{piece.text}]", style="bold")
        elif piece.role is Role.CUE:
            text.append(f"<{piece.text}>", style="underline")
        else:
            text.append(piece.text, style=style if piece.role is Role.CONTENT else "dim")
    return text


def _overclaim(page: Sheet, view: ReadingView, overclaim: OverclaimView, ui: Interface) -> None:
    page.add(Text("! " + ui.say("The headline goes further than the article"), style="bold red"))
    for label, claim in ((ui.say("headline"), overclaim.claim), (ui.say("article"), overclaim.against)):
        line = Text(ui.say("{label}:", label=label) + " ")
        if claim is None:
            line.append(ui.say("no such claim"), style="italic")
        else:
            line.append(f"{claim.sign} {claim.standing} ", style=STYLES[claim.claim.standing])
            pieces = claim_pieces(view.document, claim.claim)
            line.append_text(passage_text(pieces, STYLES[claim.claim.standing], full=page.layout.full))
            line.append("  " + one_line(claim.id), style="dim")
        page.add(line, indent=4, hang=2)
    page.add(Text(ui.say("why: {reason}", reason=overclaim.reason)), indent=4, hang=2)


def notices_on(page: Sheet, notices: tuple[Notice, ...], ui: Interface) -> None:
    """Write the notices on the sheet, under their heading."""
    page.add(Text(ui.say("Notices"), style="bold"))
    for notice in notices:
        place = ui.say(" (at {start} to {end})", start=notice.start, end=notice.end) if notice.start is not None else ""
        about = f"{one_line(notice.document)}: " if notice.document else ""
        page.add(Text(f"- {about}{one_line(notice.message)} [{one_line(notice.kind)}]{place}"), indent=2, hang=2)
