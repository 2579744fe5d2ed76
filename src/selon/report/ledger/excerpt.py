"""A found passage cut to what a list has room for, around the words that were looked for."""

from __future__ import annotations

from collections.abc import Sequence

from selon.report.passages import one_line
from selon.report.trace.shelf import Segment
from selon.types import Span

_LONGEST = 280
_BEFORE = 90
"""Characters before the first mark of a passage that is cut."""


def excerpt(text: str, marks: Sequence[Span], *, full: bool) -> tuple[Segment, ...]:
    """The passage on one line in pieces, those that were looked for marked; cut with "…" unless `full`."""
    start, end = (0, len(text)) if full or len(text) <= _LONGEST else _window(text, marks)
    pieces = [Segment("… ")] if start > 0 else []
    at = start
    for mark in sorted(marks):
        begin, close = max(mark.start, at), min(mark.end, end)
        if begin >= close:
            continue
        pieces += [Segment(one_line(text[at:begin])), Segment(one_line(text[begin:close]), marked=True)]
        at = close
    pieces.append(Segment(one_line(text[at:end])))
    if end < len(text):
        pieces.append(Segment(" …"))
    return tuple(piece for piece in pieces if piece.text)


def _window(text: str, marks: Sequence[Span]) -> tuple[int, int]:
    """Where to cut: at blanks, so that the first mark is inside with some words before it."""
    first = min((mark.start for mark in marks if 0 <= mark.start < len(text)), default=0)
    start = 0
    if first > _BEFORE:
        blank = text.find(" ", first - _BEFORE, first)
        start = blank + 1 if blank >= 0 else first
    end = min(len(text), start + _LONGEST)
    if end < len(text):
        blank = text.rfind(" ", start + _LONGEST // 2, end)
        end = blank if blank >= 0 else end
    return start, end
