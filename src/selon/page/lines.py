"""The lines of a plain text, and the paragraphs they make where lines were wrapped by hand."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from typing import NamedTuple

_BLANKS = "\u200b\u200e\u200f\u2060\ufeff\x00"
_FIRST_WORD = re.compile(r"\S{1,40}")

NARROWEST, WIDEST = 50, 100
"""Columns between which a text that was wrapped by hand, or by a mail program, is filled."""

_SLACK = 6
_SURE = 0.8


class Line(NamedTuple):
    """Code points `[start, end)` without the white space around; `gap`: a blank line stands before it."""

    start: int
    end: int
    gap: bool = False


def find_paragraphs(text: str) -> list[Line]:
    """The text's non-blank lines, or, where it was wrapped, what several lines make together.

    Lines count as wrapped when nearly every one that another follows is full:
    the next one's first word would not have fitted in.
    """
    lines = list(find_lines(text))
    width = _find_width(text, lines)
    if width is None:
        return lines
    joined: list[Line] = []
    last: Line | None = None
    for line in lines:
        if last is not None and not line.gap and _is_full(text, last, line, width):
            joined[-1] = Line(joined[-1].start, line.end, joined[-1].gap)
        else:
            joined.append(line)
        last = line
    return joined


def find_lines(text: str) -> Iterator[Line]:
    """Every line that holds more than white space, in order."""
    at, gap = 0, False
    for raw in text.splitlines(keepends=True):
        start, end = _trim(raw)
        if start < end:
            yield Line(at + start, at + end, gap)
            gap = False
        else:
            gap = True
        at += len(raw)


def _trim(raw: str) -> tuple[int, int]:
    """Where the ink of a line begins and ends."""
    start, end = 0, len(raw)
    while start < end and (raw[start].isspace() or raw[start] in _BLANKS):
        start += 1
    while end > start and (raw[end - 1].isspace() or raw[end - 1] in _BLANKS):
        end -= 1
    return start, end


def _find_width(text: str, lines: list[Line]) -> int | None:
    """The column at which the text is wrapped, None when it is not."""
    pairs = [(a, b) for a, b in itertools.pairwise(lines) if not b.gap]
    if len(pairs) < 2:
        return None
    width = max(line.end - line.start for pair in pairs for line in pair)
    if not NARROWEST <= width <= WIDEST:
        return None
    full = [a for a, b in pairs if _is_full(text, a, b, width)]
    if len(full) < max(2, _SURE * len(pairs)):
        return None
    stopped = sum(text[line.end - 1] in ".!?…" for line in full)
    return width if stopped <= len(full) / 2 else None


def _is_full(text: str, line: Line, after: Line, width: int) -> bool:
    word = _FIRST_WORD.match(text, after.start, after.end)
    return line.end - line.start + 1 + (word.end() - word.start() if word else 0) > width - _SLACK
