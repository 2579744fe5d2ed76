"""Marks over a text as HTML elements, whatever way the marks lie over each other.

Elements nest, passages need not: where a mark ends inside another, the inner
element is closed and opened again behind the edge, so that the markup is
always well formed and the text between the tags is the text that was given.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from selon.report.passages import displayable
from selon.types import Block, BlockKind, Document

DEEPEST = 24


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage `[start, end)` to be put in an element.

    `opening` and `again` are start tags: of the first piece, and of the pieces
    after an edge that cut it. `closing` is the end tag. All three are ready
    markup without text.
    """

    start: int
    end: int
    opening: Markup
    again: Markup
    closing: Markup


def mark_text(text: str, marks: Iterable[Mark], *, start: int = 0, end: int | None = None) -> Markup:
    """The text `[start, end)` as HTML with the marks over it, cut to it.

    Without its tags the result is `displayable(text[start:end])`, escaped. Of marks
    that begin together the longest is outermost; empty ones are left out, and
    so are those that would lie more than `DEEPEST` deep, which bounds the size
    of the result. Time is linear in the text, and in the marks once they are sorted.
    """
    stop = len(text) if end is None else end
    waiting = sorted(_cut(marks, start, stop), key=lambda mark: (mark.start, -mark.end))
    edges = sorted({mark.start for mark in waiting} | {mark.end for mark in waiting})
    out: list[Markup] = []
    open_marks: list[Mark] = []
    at, following = start, 0
    for edge in edges:
        out.append(escape(displayable(text[at:edge])))
        at = edge
        _close(open_marks, edge, out)
        while following < len(waiting) and waiting[following].start == edge:
            mark = waiting[following]
            following += 1
            if len(open_marks) < DEEPEST:
                out.append(mark.opening)
                open_marks.append(mark)
    out.append(escape(displayable(text[at:stop])))
    return Markup("").join(out)


def _cut(marks: Iterable[Mark], start: int, end: int) -> Iterable[Mark]:
    for mark in marks:
        low, high = max(mark.start, start), min(mark.end, end)
        if low < high:
            opening = mark.opening if mark.start >= start else mark.again
            yield Mark(low, high, opening, mark.again, mark.closing)


def _close(open_marks: list[Mark], edge: int, out: list[Markup]) -> None:
    """Close what ends at the edge; what lies inside of it is closed as well, and opened again."""
    first = next((depth for depth, mark in enumerate(open_marks) if mark.end == edge), None)
    if first is None:
        return
    inner = open_marks[first:]
    out.extend(mark.closing for mark in reversed(inner))
    del open_marks[first:]
    for mark in inner:
        if mark.end > edge:
            out.append(mark.again)
            open_marks.append(mark)


def passages_by_block(bounds: Sequence[tuple[int, int]], marks: Iterable[Mark]) -> list[list[Mark]]:
    """For each of the blocks, given in order, the marks that touch it."""
    waiting = sorted(marks, key=lambda mark: mark.start)
    held: list[Mark] = []
    following = 0
    groups = []
    for start, end in bounds:
        while following < len(waiting) and waiting[following].start < end:
            held.append(waiting[following])
            following += 1
        held = [mark for mark in held if mark.end > start]
        groups.append(list(held))
    return groups


def marked_blocks(document: Document, marks: Iterable[Mark]) -> list[tuple[Block, Markup]]:
    """All of a document's text, block by block, as HTML with the marks over it."""
    blocks = list(whole_blocks(document))
    groups = passages_by_block([(block.start, block.end) for block in blocks], marks)
    return [
        (block, mark_text(document.text, group, start=block.start, end=block.end))
        for block, group in zip(blocks, groups, strict=True)
    ]


def whole_blocks(document: Document) -> Iterable[Block]:
    """The document's blocks and, as paragraphs, the text that lies in none of them; blank text between is left out."""
    at = 0
    for block in document.blocks:
        yield from _paragraph(document.text, at, block.start)
        yield block
        at = max(at, block.end)
    yield from _paragraph(document.text, at, len(document.text))


def _paragraph(text: str, start: int, end: int) -> Iterable[Block]:
    if displayable(text[start:end]).strip():
        yield Block(BlockKind.PARAGRAPH, start, end)
