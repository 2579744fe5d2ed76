"""From what the rules found to the attributions of a document: one a cue, in order, each knowing what encloses it."""

from __future__ import annotations

import bisect
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import replace

from selon.attribute.phrases import coverage
from selon.attribute.view import View
from selon.types import Attribution, BlockKind, Kind, Span

_ALONE = "quotation-alone"


def combine(view: View, found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Keep one attribution a cue (the first found, so the list of rules is a ranking), sorted.

    A quotation without a cue stays only where no other content covers it.
    """
    kept = _one_a_cue(found)
    covered = coverage((span for one in kept if one.rule != _ALONE for span in one.content), len(view.text))
    kept = [one for one in kept if one.rule != _ALONE or not _is_covered(one, covered)]
    phrases = sorted((one for one in kept if _stands_apart(one)), key=_begin)
    kept = [_without_phrases(view.text, one, phrases) for one in kept]
    return tuple(_carried(view, sorted(kept, key=_place)))


def order(found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Attributions by where their contents begin, the longer first, each with its parent set."""
    return _nested(sorted(found, key=_place))


def _place(one: Attribution) -> tuple[int, int, str]:
    return one.content[0].start, -one.content[-1].end, one.rule


def _one_a_cue(found: Iterable[Attribution]) -> list[Attribution]:
    kept: list[Attribution] = []
    taken: set[int] = set()
    for one in found:
        places = {place for span in one.cue for place in range(span.start, span.end)}
        if one.content and taken.isdisjoint(places):
            kept.append(one)
            taken |= places
    return kept


def _stands_apart(one: Attribution) -> bool:
    """Whether source and cue make a phrase beside the content: selon lui; a-t-il dit."""
    return bool(one.source) and (one.kind is Kind.ACCORDING or one.rule == "incise")


def _begin(phrase: Attribution) -> int:
    """Where an "according to" phrase begins."""
    return min(span.start for span in (*phrase.cue, *phrase.source))


def _without_phrases(text: str, one: Attribution, phrases: Sequence[Attribution]) -> Attribution:
    """A content without the "according to" phrase at its end, when that phrase attributes the whole sentence.

    `phrases` are in the order of where they begin.
    """
    last = one.content[-1]
    first = bisect.bisect_right(phrases, last.start, key=_begin)
    for phrase in itertools.takewhile(lambda phrase: _begin(phrase) < last.end, phrases[first:]):
        end = max(span.end for span in (*phrase.cue, *phrase.source))
        over = bool(one.cue) and any(span.start <= one.cue[0].start < span.end for span in phrase.content)
        if phrase is not one and over and end >= last.end - 1:
            kept = last.start + len(text[last.start : _begin(phrase)].rstrip(" ,;–—-\u00a0"))
            return replace(one, content=(*one.content[:-1], Span(last.start, kept)))
    return one


def _is_covered(quotation: Attribution, covered: Sequence[int]) -> bool:
    """Whether contents hold most of a quotation."""
    start, end = quotation.content[0].start, quotation.content[-1].end
    return 2 * (covered[end] - covered[start]) > end - start


def _carried(view: View, ordered: list[Attribution]) -> list[Attribution]:
    """Give quotations without a cue the source of the attribution before them, in the same or the last paragraph."""
    starts = [
        block.start
        for block in view.parsed.document.blocks
        if block.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTATION, BlockKind.STANDFIRST)
    ]
    carried: list[Attribution] = []
    last: Attribution | None = None
    for found in ordered:
        one = found
        if one.rule == _ALONE and last is not None:
            paragraphs = bisect.bisect(starts, one.content[0].start) - bisect.bisect(starts, _end(last) - 1)
            if paragraphs in (0, 1):
                one = replace(one, source=last.source)
        carried.append(one)
        inside = last is not None and any(span.end >= one.content[-1].end for span in last.content)
        if one.kind in (Kind.DIRECT, Kind.MIXED) and one.source and not inside:
            last = one
    return carried


def _end(one: Attribution) -> int:
    return max(span.end for span in (*one.content, *one.cue))


def _nested(ordered: list[Attribution]) -> tuple[Attribution, ...]:
    """Set `parent`: the smallest content that holds an attribution's cue and content."""
    made = []
    open_ones: list[int] = []
    for place, one in enumerate(ordered):
        open_ones = [i for i in open_ones if ordered[i].content[-1].end > one.content[0].start]
        parents = [i for i in open_ones if _encloses(ordered[i], one)]
        parent = min(parents, key=lambda i: _width(ordered[i]), default=None)
        made.append(replace(one, parent=parent))
        open_ones.append(place)
    return tuple(made)


def _encloses(outer: Attribution, inner: Attribution) -> bool:
    """Whether the inner's cue and content lie in the outer's content; nothing is nested in the author's own clauses."""
    if outer.kind is Kind.AUTHOR:
        return False
    first = outer.content[0].start  # an infinitive's own marker stands before the content it opens
    cue = [Span(max(one.start, first), one.end) if one.end > first else one for one in inner.cue]
    spans = (*cue, *inner.content)
    return _width(outer) > _width(inner) and all(
        any(span.start <= one.start and one.end <= span.end for span in outer.content) for one in spans
    )


def _width(one: Attribution) -> int:
    return sum(span.end - span.start for span in one.content)
