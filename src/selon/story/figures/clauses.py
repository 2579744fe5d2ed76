"""The clause that a figure stands in, where one sentence gives several."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Sequence

from selon.lang import languages, load_lexicon
from selon.types import Figure, Span

_MARKS = r"[,;:–—(]\s*"
_LEAD, _WITHIN = 24, 20
"""Characters before a clause in which it may be said to be a part, and between those words and the figure."""
_TRIMMED = " \t\n\u00a0\u202f,;:.–—-()[]«»“”\"'"


def clauses_of(text: str, span: Span, figures: Sequence[Figure], lang: str) -> tuple[Span, ...]:
    """The clause of each figure within a stretch of text, in the order of the figures.

    `figures` lie in `span`, in text order. A clause ends at the last comma or
    conjunction before the next figure; where there is none, at the figure.
    """
    cuts = [_cut(text, one.end, other.start, lang) for one, other in itertools.pairwise(figures)]
    starts, ends = [span.start, *(cut.end for cut in cuts)], [*(cut.start for cut in cuts), span.end]
    return tuple(_trimmed(text, start, end) for start, end in zip(starts, ends, strict=True))


def parts_of(text: str, figure: Figure, clause: Span, lang: str) -> bool:
    """Whether a figure counts a part of the one before it: "dont 9", "9 of them"."""
    if lang not in languages():
        return False
    before, after = _parts(lang)
    return bool(before.search(text, max(0, clause.start - _LEAD), figure.start) or after.match(text, figure.end))


def _cut(text: str, start: int, end: int, lang: str) -> Span:
    """What parts two clauses between the figures that end and start here: belongs to neither."""
    found = [Span(*match.span()) for match in _breaks(lang).finditer(text, start, end)]
    return found[-1] if found else Span(max(start, end), max(start, end))


def _trimmed(text: str, start: int, end: int) -> Span:
    while start < end and text[start] in _TRIMMED:
        start += 1
    while end > start and text[end - 1] in _TRIMMED:
        end -= 1
    return Span(start, end)


@functools.cache
def _breaks(lang: str) -> re.Pattern[str]:
    if lang not in languages():
        return re.compile(_MARKS)
    words = load_lexicon(lang).quantities
    phrases = _alternatives(words.breaks | words.part_before)
    return re.compile(rf"{_MARKS}(?:(?:{phrases})\s+)?|\s(?:{phrases})\s+", re.IGNORECASE)


@functools.cache
def _parts(lang: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = load_lexicon(lang).quantities
    before = re.compile(rf"\b(?:{_alternatives(words.part_before)})\s[^,;.]{{0,{_WITHIN}}}$", re.IGNORECASE)
    return before, re.compile(rf"\s*(?:{_alternatives(words.part_after)})\b", re.IGNORECASE)


def _alternatives(phrases: frozenset[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(phrases, key=lambda phrase: (-len(phrase), phrase)))
