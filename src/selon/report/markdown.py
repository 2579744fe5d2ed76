"""A reading as Markdown: to paste into a note, an issue or an e-mail, and to read as it is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selon.report.interface import Interface
from selon.report.passages import Piece, Role, claim_pieces, one_line
from selon.report.view import ClaimView, OverclaimView, ReadingView, view_of
from selon.report.words import ENTITIES, SIGNS
from selon.types import Reading


def render_markdown(reading: Reading, ui: Interface) -> str:
    """The Markdown (CommonMark with tables) of a reading, ending in a line end; what the article says is escaped."""
    view = view_of(reading, ui)
    parts = [*_header(view, ui)]
    for over in view.overclaims:
        parts += _overclaim(view, over, ui)
    if view.claims:
        parts += [f"## {ui.say('Claims')}", ""]
        for claim in view.claims:
            parts += _claim(view, claim, ui)
    parts += _entities(view, ui)
    parts += _notices(view, ui)
    return "\n".join(parts).rstrip("\n") + "\n"


def escaped(text: str) -> str:
    """The text on one line with every character that Markdown or HTML could read as markup escaped."""
    line = _MARKUP.sub(r"\\\1", one_line(text)).replace("&", "&amp;").replace("<", "&lt;")
    return _LINE_MARKUP.sub(r"\1\\\2", line.lstrip())


_MARKUP = re.compile(r"([\\`*_\[\]|~>])")
_LINE_MARKUP = re.compile(r"^(\d*)([#+.)=-])")


def _header(view: ReadingView, ui: Interface) -> Iterator[str]:
    document = view.document
    yield f"# {escaped(view.title)}"
    yield ""
    yield escaped(" · ".join(view.about))
    yield ""
    yield f"- {ui.say('id {id}', id=escaped(document.id))}"
    if document.url:
        yield f"- {escaped(document.url)}"
    counts = ", ".join(f"{_sign(SIGNS[standing])} {word} {ui.number(number)}" for standing, word, number in view.counts)
    yield f"- {', '.join(view.totals)}" + (f": {counts}" if counts else "")
    yield ""


def _sign(sign: str) -> str:
    return _MARKUP.sub(r"\\\1", sign)


def _claim(view: ReadingView, claim: ClaimView, ui: Interface) -> Iterator[str]:
    via = " " + ui.say("via {names}", names=escaped(", ".join(claim.via))) if claim.via else ""
    headline = " " + ui.say("(headline)") if claim.headline else ""
    indent = "  " * min(claim.depth, 4)
    who = f"{escaped(claim.who)}{via}{headline}"
    yield f"{indent}- {_sign(claim.sign)} **{claim.standing}**, {who} · {escaped(claim.id)}"
    yield ""
    yield f"{indent}  > {_passage(claim_pieces(view.document, claim.claim))}"
    yield ""
    for label, words in (
        (ui.say("how firmly"), claim.firmness),
        (ui.say("hedged by"), claim.hedges),
        (ui.say("figures"), claim.figures),
        (ui.say("dates"), claim.dates),
    ):
        if words:
            yield f"{indent}  - {ui.say('{label}: {words}', label=label, words=escaped(ui.listed(words)))}"
    yield ""


def _passage(pieces: tuple[Piece, ...]) -> str:
    """The passage with its source in bold and its cue in italics."""
    out = []
    for piece in pieces:
        around = {Role.SOURCE: "**", Role.CUE: "*"}.get(piece.role, "")
        bare = piece.text.strip()
        before, _, after = piece.text.partition(bare) if bare else (piece.text, "", "")
        out.append(f"{before}{around}{escaped(bare)}{around}{after}" if bare else piece.text)
    return "".join(out).strip()


def _overclaim(view: ReadingView, over: OverclaimView, ui: Interface) -> Iterator[str]:
    yield f"> **{ui.say('The headline goes further than the article')}**"
    for label, claim in ((ui.say("headline"), over.claim), (ui.say("article"), over.against)):
        words = f"*{ui.say('no such claim')}*"
        if claim is not None:
            passage = _passage(claim_pieces(view.document, claim.claim))
            words = f"{_sign(claim.sign)} {claim.standing}: {passage} · {escaped(claim.id)}"
        yield f"> - {ui.say('{label}: {words}', label=label, words=words)}"
    yield f"> - {ui.say('why: {reason}', reason=escaped(over.reason))}"
    yield ""


def _entities(view: ReadingView, ui: Interface) -> Iterator[str]:
    if not view.reading.entities:
        return
    yield f"## {ui.say('Who and what is named')}"
    yield ""
    yield f"| {ui.say('name')} | {ui.say('what it is')} | {ui.say('mentions')} |"
    yield "|---|---|---:|"
    for entity in view.reading.entities:
        yield f"| {escaped(entity.name)} | {ui.say(ENTITIES[entity.kind])} | {ui.number(len(entity.mentions))} |"
    yield ""


def _notices(view: ReadingView, ui: Interface) -> Iterator[str]:
    if not view.notices:
        return
    yield f"## {ui.say('Notices')}"
    yield ""
    for notice in view.notices:
        yield f"- {escaped(notice.message)} ({escaped(notice.kind)})"
    yield ""
