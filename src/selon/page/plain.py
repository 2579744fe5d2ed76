"""Plain text: what each of its lines is. The text itself is never changed.

The rules are shy: a line taken for furniture loses its claims, a line wrongly
kept costs a claim nobody needs. So a line is prose until its words (from the
lexicon) or its place say otherwise, and a text of one line always is.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from selon.page.breadcrumb import find_breadcrumb
from selon.page.dateline import is_byline, is_empty_byline, read_byline, read_published
from selon.page.lines import Line, find_paragraphs
from selon.page.phrases import find_line_kind, find_phrase_group, fold
from selon.types import Block, BlockKind

HEADLINE_LONGEST = 160
_NAME_WORDS, _SUBHEAD_WORDS, _LINK_WORDS = 4, 12, 25
_BYLINES_FROM_TOP, _BYLINES_FROM_END = 6, 3
_LISTED = 0.4
_STOPS = ".!?…:;,"
_CLOSERS = "»”\"’')]"
_QUOTES = frozenset('«»“”„"')
_BULLETS = ("-", "–", "—", "•", "*", "·", "‣", "▪")


@dataclass(frozen=True, slots=True)
class PlainReading:
    """A plain text's blocks, and what its own lines say of headline, writer and day."""

    blocks: tuple[Block, ...]
    title: str | None = None
    byline: str | None = None
    published: str | None = None


@dataclass(slots=True)
class _Piece:
    """A paragraph while its kind is looked for; `kind` None is prose so far."""

    start: int
    end: int
    text: str
    kind: BlockKind | None = None
    words: int = field(init=False)

    def __post_init__(self) -> None:
        self.words = len(self.text.split())

    @property
    def is_stopped(self) -> bool:
        """Whether it ends as a sentence does."""
        bare = self.text.rstrip(_CLOSERS + " ")
        return (bare != self.text and not bare) or bare.endswith((".", "!", "?", "…"))


def read_plain(text: str, lang: str, title_end: int = 0) -> PlainReading:
    """The blocks of a plain text, in order, without overlap, white space around each left out.

    text: what was given, unchanged. lang: ISO 639-1, for dates like 03/04/2024.
    title_end: where a headline given apart ends in it, 0 when there is none.
    Raises nothing: a text of white space alone has no blocks.
    """
    pieces = [_Piece(line.start, line.end, text[line.start : line.end]) for line in _lines_after(text, title_end)]
    title = text[:title_end].strip() or None
    if len(pieces) > 1 or (title and pieces):
        pieces = _mark_pieces(pieces, title)
    blocks = [Block(piece.kind or BlockKind.PARAGRAPH, piece.start, piece.end) for piece in pieces]
    if title:
        start = len(text) - len(text.lstrip())
        blocks.insert(0, Block(BlockKind.HEADLINE, start, start + len(title)))
    heads = [piece.text for piece in pieces if piece.kind is BlockKind.HEADLINE]
    bylines = [piece.text for piece in pieces if piece.kind is BlockKind.BYLINE]
    return PlainReading(
        tuple(blocks),
        title=" ".join((title or max(heads, key=len, default="")).split()) or None,
        byline=next((name for name in map(read_byline, bylines) if name), None),
        published=next((day for day in (read_published(line, lang) for line in bylines) if day), None),
    )


def _lines_after(text: str, start: int) -> list[Line]:
    return [Line(line.start + start, line.end + start) for line in find_paragraphs(text[start:] if start else text)]


def _mark_pieces(pieces: list[_Piece], title: str | None) -> list[_Piece]:
    """Give every piece its kind, one question after the other."""
    if len(pieces) == 1:
        return pieces
    for piece in pieces:
        piece.kind = find_line_kind(piece.text)
    pieces = _split_breadcrumb(pieces)
    _mark_bylines(pieces)
    first = _mark_headline(pieces, title)
    _mark_doubles(pieces, title)
    _mark_captions(pieces, first)
    _mark_related(pieces)
    if not any(piece.kind in (None, BlockKind.HEADLINE) for piece in pieces) and not title:
        for piece in pieces:
            piece.kind = None
    return pieces


def _split_breadcrumb(pieces: list[_Piece]) -> list[_Piece]:
    """A breadcrumb in the first line becomes a piece of its own; a headline may follow in the same line."""
    head = pieces[0]
    cut = find_breadcrumb(head.text, pieces[1].text if len(pieces) > 1 else None)
    if cut is None:
        return pieces
    crumb = head.text[:cut].rstrip()
    trail = _Piece(head.start, head.start + len(crumb), crumb, BlockKind.FURNITURE)
    if cut >= len(head.text):
        return [trail, *pieces[1:]]
    return [trail, _Piece(head.start + cut, head.end, head.text[cut:], BlockKind.HEADLINE), *pieces[1:]]


def _mark_bylines(pieces: list[_Piece]) -> None:
    """Bylines stand near the top or at the end; a lead with nobody after it can stand anywhere."""
    for place, piece in enumerate(pieces):
        if piece.kind is not None:
            continue
        near = place < _BYLINES_FROM_TOP or place >= len(pieces) - _BYLINES_FROM_END
        if is_empty_byline(piece.text) or (near and is_byline(piece.text)):
            piece.kind = BlockKind.BYLINE


def _mark_headline(pieces: list[_Piece], title: str | None) -> int:
    """Mark the headline, and return the place after which a short line is no headline any more."""
    given = next((place for place, piece in enumerate(pieces) if piece.kind is BlockKind.HEADLINE), None)
    if given is not None or title:
        return given if given is not None else -1
    prose = [place for place, piece in enumerate(pieces) if piece.kind is None]
    if len(prose) < 2 or not _is_headline(pieces[prose[0]], pieces[prose[1] :]):
        return prose[0] if prose else 0
    first, second = pieces[prose[0]], pieces[prose[1]]
    first.kind = BlockKind.HEADLINE
    kicker = first.words <= _NAME_WORDS < second.words and len(prose) > 2
    if kicker and not second.is_stopped and _is_headline(second, pieces[prose[2] :]):
        second.kind = BlockKind.HEADLINE
        return prose[1]
    return prose[0]


def _is_headline(piece: _Piece, after: list[_Piece]) -> bool:
    """Short, no full stop at its end (unless all in capitals), and longer text follows."""
    bare = piece.text.rstrip(_CLOSERS + " ")
    if len(piece.text) > HEADLINE_LONGEST or not bare or piece.text.startswith(_BULLETS):
        return False
    if bare.endswith((":", ";", ",")) or (bare.endswith(".") and not piece.text.isupper()):
        return False
    return any(len(other.text) > len(piece.text) for other in after)


def _mark_doubles(pieces: list[_Piece], title: str | None) -> None:
    """A headline said again right under itself is furniture."""
    heads = {fold(piece.text) for piece in pieces if piece.kind is BlockKind.HEADLINE}
    seen = {fold(title)} if title else set()
    for piece in pieces[:_BYLINES_FROM_TOP]:
        folded = fold(piece.text)
        if folded in seen:
            piece.kind = BlockKind.FURNITURE
        elif folded in heads:
            seen.add(folded)


def _mark_captions(pieces: list[_Piece], first: int) -> None:
    """Names under pictures, and subheadings: short lines between paragraphs that end in nothing."""
    short = [place for place in range(first + 1, len(pieces)) if place > 0 and _is_short(pieces, place)]
    paragraphs = sum(piece.kind is None for piece in pieces) - len(short)
    if len(short) > _LISTED * len(pieces):
        return
    for place in short:
        piece = pieces[place]
        named = piece.words <= _NAME_WORDS
        subhead = paragraphs >= 3 and not any(character.isdigit() for character in piece.text)
        if (named and paragraphs >= 1) or subhead:
            piece.kind = BlockKind.CAPTION


def _is_short(pieces: list[_Piece], place: int) -> bool:
    piece, before = pieces[place], pieces[place - 1]
    text = piece.text
    if piece.kind is not None or piece.words > _SUBHEAD_WORDS or text.startswith(_BULLETS):
        return False
    if text[-1] in _STOPS + _CLOSERS or ":" in text or " - " in text or " – " in text or not _QUOTES.isdisjoint(text):
        return False
    if text[0].islower() or (place + 1 < len(pieces) and pieces[place + 1].text[0].islower()):
        return False
    return before.kind is not None or before.is_stopped or before.words <= _SUBHEAD_WORDS


def _mark_related(pieces: list[_Piece]) -> None:
    """After a heading such as "Related articles": the link below it, or all the rest when that is links only."""
    for place, piece in enumerate(pieces):
        if piece.kind is not BlockKind.FURNITURE or find_phrase_group(piece.text) != "related":
            continue
        rest = pieces[place + 1 :]
        if all(_is_linkish(other) for other in rest):
            for other in rest:
                other.kind = BlockKind.FURNITURE
            return
        if rest and rest[0].kind in (None, BlockKind.CAPTION) and _is_linkish(rest[0]):
            rest[0].kind = BlockKind.FURNITURE


def _is_linkish(piece: _Piece) -> bool:
    """Furniture, or what could be the headline of another article."""
    if piece.kind in (BlockKind.FURNITURE, BlockKind.CAPTION, BlockKind.BYLINE):
        return True
    return piece.words <= _LINK_WORDS and not piece.text.rstrip(_CLOSERS + " ").endswith((".", ":", ",", ";"))
