"""From what the rules found to the attributions of a document: one a cue, in order, each knowing what encloses it."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import replace

from selon.attribute.view import View
from selon.types import Attribution, BlockKind, Kind, Span

_ALONE = "quotation-alone"


def combine(view: View, found: Iterable[Attribution]) -> tuple[Attribution, ...]:
    """Keep one attribution a cue (the first found, so the list of rules is a ranking), sorted.

    A quotation without a cue stays only where no other content covers it.
    """
    kept = _one_a_cue(found)
    kept = [one for one in kept if one.rule != _ALONE or not _is_covered(one, kept)]
    phrases = [one for one in kept if one.kind is Kind.ACCORDING]
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


def _without_phrases(text: str, one: Attribution, phrases: Sequence[Attribution]) -> Attribution:
    """A content without the "according to" phrase at its end, when that phrase attributes the whole sentence."""
    for phrase in phrases:
        if phrase is one or not phrase.source or not one.cue:
            continue
        start = min(span.start for span in (*phrase.cue, *phrase.source))
        end = max(span.end for span in (*phrase.cue, *phrase.source))
        last = one.content[-1]
        over = any(span.start <= one.cue[0].start < span.end for span in phrase.content)
        if over and last.start < start and end >= last.end - 1:
            end = last.start + len(text[last.start : start].rstrip(" ,;–—-\u00a0"))
            return replace(one, content=(*one.content[:-1], Span(last.start, end)))
    return one


def _is_covered(quotation: Attribution, others: Sequence[Attribution]) -> bool:
    """Whether the content of another attribution holds most of a quotation, or lies about it."""
    start, end = quotation.content[0].start, quotation.content[-1].end
    for other in others:
        if other is quotation or other.rule == _ALONE:
            continue
        covered = sum(max(0, min(span.end, end) - max(span.start, start)) for span in other.content)
        if covered > 0.5 * (end - start):
            return True
    return False


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
        if one.kind in (Kind.DIRECT, Kind.MIXED) and one.source:
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
    spans = (*inner.cue, *inner.content)
    return _width(outer) > _width(inner) and all(
        any(span.start <= one.start and one.end <= span.end for span in outer.content) for one in spans
    )


def _width(one: Attribution) -> int:
    return sum(span.end - span.start for span in one.content)
