"""A claim's words as they stand in the text, cut where a source, cue or content begins or ends."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import IntEnum

from selon.types import Block, Claim, Document, Span


class Role(IntEnum):
    """What words do in a claim; where two overlap, the greater is shown."""

    BETWEEN = 0
    CONTENT = 1
    SOURCE = 2
    CUE = 3


ELLIPSIS = "[…]"


@dataclass(frozen=True, slots=True)
class Piece:
    """Words with one role, in the order of the text."""

    role: Role
    text: str


def displayable(text: str) -> str:
    """The text with what cannot or must not be shown made visible: same length, no control characters.

    An article's escape sequences must not reach a terminal, and HTML knows no
    NUL and no surrogates. Nor may a text turn round the direction of what
    stands beside it. Tabs and line ends stay; a carriage return becomes a line
    end.
    """
    return text.translate(_DISPLAYABLE)


_DISPLAYABLE = {
    **{code: 0x2400 + code for code in range(0x20) if code not in (0x09, 0x0A)},
    0x0D: 0x0A,
    0x7F: 0x2421,
    **dict.fromkeys(range(0x80, 0xA0), 0xFFFD),
    **dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)), 0xFFFD),
    **dict.fromkeys(range(0xD800, 0xE000), 0xFFFD),
    **dict.fromkeys(range(0xFDD0, 0xFDF0), 0xFFFD),
    0xFFFE: 0xFFFD,
    0xFFFF: 0xFFFD,
}


def one_line(text: str) -> str:
    """The text on one line: displayable, each line end with the blanks around it one space."""
    first, *others = _LINE_END.split(displayable(text))
    if not others:
        return first
    middle = [stripped for line in others[:-1] if (stripped := line.strip())]
    return " ".join([first.rstrip(), *middle, others[-1].lstrip()])


_LINE_END = re.compile("[\n\u2028\u2029]")


def claim_pieces(document: Document, claim: Claim, *, gap: int = 60) -> tuple[Piece, ...]:
    """The claim's source, cue and content in text order with the words between them.

    More than `gap` characters between two parts are left out behind an
    ellipsis. The texts are displayable and have no line ends.
    """
    pieces = _pieces(document, claim, gap)
    if not pieces:
        return ()
    edges = [edge for span in _spans(claim) for edge in (span.start, span.end)]
    opening, closing = _quotation_marks(document.text, min(edges), max(edges))
    return (*_between(opening), *pieces, *_between(closing))


def _spans(claim: Claim) -> list[Span]:
    return [span for span in (*claim.source, *claim.cue, *claim.content) if span.start < span.end]


def _pieces(document: Document, claim: Claim, gap: int) -> tuple[Piece, ...]:
    places = [(span, Role.SOURCE) for span in claim.source]
    places += [(span, Role.CUE) for span in claim.cue]
    places += [(span, Role.CONTENT) for span in claim.content]
    pieces = []
    for start, end, role in _cut(places):
        text = one_line(document.text[start:end])
        if role is Role.BETWEEN and end - start > gap:
            text = f" {ELLIPSIS} "
        pieces.append(Piece(role, text))
    return tuple(pieces)


def _quotation_marks(text: str, start: int, end: int) -> tuple[str, str]:
    """The quotation marks that stand right before and after, with their blanks."""
    before = _OPENING.search(text, max(0, start - 4), start)
    after = _CLOSING.match(text, end, min(len(text), end + 4))
    return (before[0] if before else "", after[0] if after else "")


_OPENING = re.compile('[«“‘"„‹][ \u00a0\u202f]?\\Z')
_CLOSING = re.compile('[ \u00a0\u202f]?[»”’"›]')


def _between(text: str) -> tuple[Piece, ...]:
    return (Piece(Role.BETWEEN, text),) if text else ()


def _cut(places: Iterable[tuple[Span, Role]]) -> Iterable[tuple[int, int, Role]]:
    """Neighbouring stretches from the first start to the last end, each with its greatest role."""
    edges: dict[int, list[tuple[Role, int]]] = {}
    for span, role in places:
        if span.start < span.end:
            edges.setdefault(span.start, []).append((role, 1))
            edges.setdefault(span.end, []).append((role, -1))
    open_roles = dict.fromkeys(Role, 0)
    begun, last = None, Role.BETWEEN
    for place in sorted(edges):
        for role, step in edges[place]:
            open_roles[role] += step
        now = max((role for role, number in open_roles.items() if number), default=Role.BETWEEN)
        if begun is None:
            begun, last = place, now
        elif now is not last:
            yield begun, place, last
            begun, last = place, now


def shortened(pieces: tuple[Piece, ...], limit: int = 280) -> tuple[Piece, ...]:
    """The pieces with the middle of each overlong one left out behind "[…]"."""
    return tuple(replace(piece, text=_without_middle(piece.text, limit)) for piece in pieces)


def _without_middle(text: str, limit: int) -> str:
    if len(text) <= limit:
        return text
    head, _, _ = text[: limit * 2 // 3].rpartition(" ")
    _, _, tail = text[-(limit // 3) :].partition(" ")
    return f"{head or text[: limit // 2]} {ELLIPSIS} {tail}".rstrip()


def clipped(text: str, limit: int) -> str:
    """The text on one line, its end left out behind "…" where it has more than `limit` characters."""
    line = one_line(text).strip()
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def in_context(document: Document, claim: Claim, *, reach: int = 240) -> tuple[Piece, ...]:
    """The claim's pieces with the sentence around them: what stands before and after in the same block.

    A sentence is taken to end at ". ", "! " or "? " for this purpose: it
    is only to read by, and nothing rests on it. At most `reach` characters
    are shown on either side.
    """
    spans = _spans(claim)
    if not spans:
        return ()
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    before, after = around(document, start, end, reach=reach)
    return (*_between(before), *_pieces(document, claim, reach), *_between(after))


def around(document: Document, start: int, end: int, *, reach: int = 240) -> tuple[str, str]:
    """What stands before and after a passage in the same sentence and block, each on one line."""
    low = max((block.start for block in _touching(document, start)), default=0)
    high = min((block.end for block in _touching(document, max(start, end - 1))), default=len(document.text))
    before = document.text[max(low, start - reach) : start]
    after = document.text[end : min(high, end + reach)]
    before = before[max((found.end() for found in _SENTENCE_END.finditer(before)), default=0) :]
    ended = _SENTENCE_END.search(after)
    after = after[: ended.end()] if ended else after
    return one_line(before).lstrip(), one_line(after).rstrip()


def _touching(document: Document, place: int) -> list[Block]:
    return [block for block in document.blocks if block.start <= place < block.end]


_SENTENCE_END = re.compile(r"[.!?…](?:[\"'»”’)]|[ \u00a0\u202f]»)*\s+")
