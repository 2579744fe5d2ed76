"""Quotations, found from their marks alone, whatever the marks.

Journalism opens every paragraph of a long quotation and closes only the last;
pages copied from a browser lose, reverse and mix marks; captions fall between
the paragraphs. So a mark is read by where it stands (what is before it, what
after) first and by its shape second, one paragraph at a time, and a mark that
finds no partner costs at most its own paragraph.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selon.types import Block, BlockKind, Document, Span

_OPENING = frozenset("«“„‟‹‘")
_CLOSING = frozenset("»”›")
_STRAIGHT = frozenset('"″')
_BEFORE_OPENING = frozenset("([{-–—/'’‘«“„\"")
_AFTER_CLOSING = frozenset(")]}.,;:!?…-–—/»”\"'’")
_DASHES = ("—", "–", "―")
_RETRIES = 3
_TOO_MANY = 1_000  # marks in one paragraph: no prose
_CLOSE_BY = 160
"""Code points within which a straight single mark finds its partner without a stop before it."""
_WORD = 4
_CARRIERS = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.STANDFIRST})


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks.

    `parts` are the words without the marks, one span a paragraph; `start` and
    `end` take the marks in. `closed` tells whether a closing mark was found.
    `dash` is True for a paragraph that only a dash opens, which is speech only
    if a cue says so.
    """

    parts: tuple[Span, ...]
    start: int
    end: int
    closed: bool = True
    dash: bool = False


@dataclass(frozen=True, slots=True)
class _Mark:
    place: int
    width: int
    opens: bool
    closes: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """A quotation inside one block: half-open with marks, and where the words are."""

    start: int
    end: int
    inner: Span
    closed: bool


def find_quotations(doc: Document) -> tuple[Quotation, ...]:
    """The outermost quotations of a document, in order; the words in them are not looked into."""
    blocks = [block for block in doc.blocks if block.kind not in (BlockKind.FURNITURE, BlockKind.BYLINE)]
    found = [
        _in_block(doc.text, block, goes_on=_opens(doc.text, following))
        for block, following in itertools.zip_longest(blocks, blocks[1:])
    ]
    quotations: list[Quotation] = []
    running: list[_Found] = []
    for block, here in zip(blocks, found, strict=True):
        if block.kind not in _CARRIERS:
            quotations += [_quotation([one]) for one in here]
            continue
        if running and not (here and here[0].start == block.start):
            quotations.append(_quotation(running))
            running = []
        for one in here:
            running.append(one)
            if one.closed or one.end != block.end:
                quotations.append(_quotation(running))
                running = []
        if not here and doc.text[block.start] in _DASHES:
            quotations.append(
                Quotation((_words(doc.text, block.start + 1, block.end),), block.start, block.end, dash=True)
            )
    if running:
        quotations.append(_quotation(running))
    return tuple(sorted(quotations, key=lambda quotation: quotation.start))


def _quotation(found: Sequence[_Found]) -> Quotation:
    return Quotation(tuple(one.inner for one in found), found[0].start, found[-1].end, found[-1].closed)


def _opens(text: str, block: Block | None) -> bool:
    """Whether a paragraph begins with a mark, so that a quotation can run on into it."""
    return block is not None and block.kind in _CARRIERS and text[block.start] in _OPENING | _STRAIGHT


def _in_block(text: str, block: Block, *, goes_on: bool) -> list[_Found]:
    """The outermost quotations of one paragraph, a stray mark left out."""
    marks = list(itertools.islice(_marks(text, block), _TOO_MANY))
    if len(marks) == _TOO_MANY:
        return []
    for _ in range(_RETRIES):
        found, stray = _match(text, block, marks, goes_on=goes_on)
        if stray is None:
            return found
        marks.remove(stray)
    return _match(text, block, marks, goes_on=goes_on)[0]


def _match(text: str, block: Block, marks: Sequence[_Mark], *, goes_on: bool) -> tuple[list[_Found], _Mark | None]:
    """Pair opening and closing marks; also the first opening mark that finds no partner and may not run on."""
    found: list[_Found] = []
    stack: list[_Mark] = []
    for mark in marks:
        if mark.opens and not (stack and mark.closes):
            stack.append(mark)
        elif mark.closes and stack:
            opened = stack.pop()
            if not stack:
                inner = _words(text, opened.place + opened.width, mark.place)
                found.append(_Found(opened.place, mark.place + mark.width, inner, True))
    if not stack:
        return found, None
    first = stack[0]
    later = len(stack) > 1 or (bool(found) and found[-1].start > first.place)
    if later or not _may_run_on(text, block, first, goes_on=goes_on):
        return found, first
    inner = _words(text, first.place + first.width, block.end)
    return [*found, _Found(first.place, block.end, inner, False)], None


def _may_run_on(text: str, block: Block, mark: _Mark, *, goes_on: bool) -> bool:
    """Whether an opening mark without a partner holds to the end of its paragraph.

    So at its start or after a colon, and where a sentence begins if the next paragraph opens with a mark.
    """
    leads = (":", ",", ".", "!", "?", "…") if goes_on else (":", ",")
    return mark.place == block.start or text[block.start : mark.place].rstrip().endswith(leads)


def _marks(text: str, block: Block) -> Iterator[_Mark]:
    single, doubled = -1, -1
    for place in range(block.start, block.end):
        char = text[place]
        if char in _OPENING or char in _CLOSING or char in _STRAIGHT:
            if char == "‘":
                single = place
            yield _oriented(text, block, place)
        elif char in "'’":
            if place == doubled:
                continue  # the second half of a mark made of two
            if text[place : place + 2] == "''":
                doubled = place + 1
                yield _oriented(text, block, place, width=2)
            elif single >= block.start and _ends_single(text, block, place):
                single = -1
                yield _Mark(place, 1, opens=False, closes=True)
            elif char == "'" and single < block.start and _begins_single(text, block, place):
                single = place
                yield _Mark(place, 1, opens=True, closes=False)


def _begins_single(text: str, block: Block, place: int) -> bool:
    """A straight single mark that opens: between a space and a word, with a partner behind a stop, or close by."""
    before = text[place - 1] if place > block.start else " "
    after = text[place + 1] if place + 1 < block.end else " "
    if not (before.isspace() or before in "([:") or not after.isalpha():
        return False
    end = min(block.end, place + 1_500)
    if any(text.find(stop + "'", place + 1, end) != -1 for stop in ",.!?…"):
        return True
    partner = text.find("'", place + _WORD, min(end, place + _CLOSE_BY))
    while partner != -1 and not _ends_single(text, block, partner):
        partner = text.find("'", partner + 1, min(end, place + _CLOSE_BY))
    return partner != -1


def _ends_single(text: str, block: Block, place: int) -> bool:
    before = text[place - 1]
    after = text[place + 1] if place + 1 < block.end else " "
    if before.isspace() or after.isalnum():
        return False
    if before in ',.!?…"”»' or not before.isalpha() or before != "s":
        return True
    return place + 1 == block.end or after in ",.:;!?"  # else the genitive of a plural


def _oriented(text: str, block: Block, place: int, width: int = 1) -> _Mark:
    """Which way a mark can be read: by its surroundings where they tell, by its shape where they don't."""
    before = text[place - 1] if place > block.start else ""
    after = text[place + width] if place + width < block.end else ""
    if not before:
        return _Mark(place, width, opens=True, closes=False)
    if not after:
        return _Mark(place, width, opens=False, closes=True)
    shape = text[place]
    leads = before.isspace() or before in _BEFORE_OPENING
    trails = after.isspace() or after in _AFTER_CLOSING
    if leads != trails:
        return _Mark(place, width, opens=leads, closes=trails)
    if shape in _OPENING:
        return _Mark(place, width, opens=True, closes=False)
    spaced = before.isspace() and after.isspace()
    return _Mark(place, width, opens=shape not in _CLOSING or spaced, closes=True)


def _words(text: str, start: int, end: int) -> Span:
    """The stretch without white space at its ends."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)
