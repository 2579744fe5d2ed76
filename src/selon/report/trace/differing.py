"""Two passages side by side, with the words that a reader should look at marked.

In one language those are the words that only one side has. Across languages
every word differs, so there they are what bears on how firmly it is said: the
source, the words that lay it to the source, what hedges it, and the figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from selon.report.passages import one_line
from selon.report.trace.shelf import Quote, Segment, Shelf
from selon.types import Reason, Span

_WORD = re.compile(r"\w+(?:[-.,\u202f\u00a0]\w+)*|[^\w\s]")
_MOST_WORDS = 400
"""Longer passages are shown without marks: nobody reads them word by word, and comparing them takes long."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two passages (either may be missing) and the sentences that say what is between them."""

    left: Quote | None
    right: Quote | None
    reasons: tuple[str, ...]


def pairs_of(shelf: Shelf, reasons: Iterable[Reason]) -> tuple[Pair, ...]:
    """The reasons by the passages they compare, in their order, each passage with its words marked."""
    grouped: dict[tuple[Quote | None, Quote | None], dict[str, None]] = {}
    for reason in reasons:
        sides = _sides(shelf, reason)
        grouped.setdefault(sides, {})[shelf.why(reason)] = None
    return tuple(Pair(*_marked(left, right), tuple(said)) for (left, right), said in grouped.items())


def _sides(shelf: Shelf, reason: Reason) -> tuple[Quote | None, Quote | None]:
    """The passages of a reason; the name of an outlet that is cited stands in its sentence."""
    if reason.rule == "cites" and reason.source is None and reason.target is not None:
        return None, shelf.in_sentence(reason.target)
    return shelf.passage(reason.source), shelf.passage(reason.target)


def _marked(left: Quote | None, right: Quote | None) -> tuple[Quote | None, Quote | None]:
    if left is None or right is None:
        return left, right
    if left.retelling.lang != right.retelling.lang:
        return _bearing(left), _bearing(right)
    mine, theirs = _WORD.findall(left.words), _WORD.findall(right.words)
    if max(len(mine), len(theirs)) > _MOST_WORDS:
        return left, right
    same = SequenceMatcher(None, _folded(mine), _folded(theirs), autojunk=False).get_matching_blocks()
    if not any(block.size for block in same):
        return left, right
    kept_left = {place for block in same for place in range(block.a, block.a + block.size)}
    kept_right = {place for block in same for place in range(block.b, block.b + block.size)}
    return _with_words(left, kept_left), _with_words(right, kept_right)


def _folded(words: list[str]) -> list[str]:
    return [word.casefold() for word in words]


def _with_words(quote: Quote, kept: set[int]) -> Quote:
    spans = [
        Span(found.start(), found.end())
        for place, found in enumerate(_WORD.finditer(quote.words))
        if place not in kept and any(letter.isalnum() for letter in found[0])
    ]
    return replace(quote, segments=_segments(quote.words, _joined(quote.words, spans), 0, len(quote.words)))


def _bearing(quote: Quote) -> Quote:
    """The passage with the sources, cues, hedges and figures that the reading found in it marked."""
    reading = quote.retelling.reading
    found: list[Span] = [Span(figure.start, figure.end) for figure in reading.figures]
    for claim in reading.claims:
        found += [*claim.source, *claim.cue, *(Span(hedge.start, hedge.end) for hedge in claim.hedges)]
    inside = (Span(max(span.start, quote.start), min(span.end, quote.end)) for span in found)
    spans = _joined(reading.text, sorted(span for span in inside if span.start < span.end))
    return replace(quote, segments=_segments(reading.text, spans, quote.start, quote.end))


def _joined(text: str, spans: list[Span]) -> list[Span]:
    """Neighbouring spans as one, where no letter or digit lies between them."""
    joined: list[Span] = []
    for span in spans:
        if joined and not any(letter.isalnum() for letter in text[joined[-1].end : span.start]):
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _segments(text: str, spans: Iterable[Span], start: int, end: int) -> tuple[Segment, ...]:
    segments: list[Segment] = []
    at = start
    for span in spans:
        segments.append(Segment(one_line(text[at : span.start])))
        segments.append(Segment(one_line(text[span.start : span.end]), marked=True))
        at = span.end
    segments.append(Segment(one_line(text[at:end])))
    return tuple(segment for segment in segments if segment.text)
