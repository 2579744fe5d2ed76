"""What the words around a number say of its precision: "pas moins de", "up to", "ou plus"."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from selon.attribute.pieces import Endings, Phrases, Piece
from selon.lang import load_lexicon
from selon.types import Modifier


@dataclass(frozen=True, slots=True)
class _Tables:
    before: Endings[Modifier | None]
    after: Phrases[Modifier]
    articles: frozenset[str]


@functools.cache
def _tables(code: str) -> _Tables:
    words = load_lexicon(code).figures
    before: dict[str, Modifier | None] = dict.fromkeys(words.not_modifiers)
    before |= {phrase: modifier for modifier, phrases in words.before.items() for phrase in phrases}
    after = [(phrase, modifier) for modifier, phrases in words.after.items() for phrase in phrases]
    return _Tables(Endings(before), Phrases(after), words.articles)


def read_modifier_before(pieces: list[Piece], first: int, code: str, *, article: bool) -> tuple[Modifier, int] | None:
    """The modifier that ends at piece `first`, with an `article` between where one may stand; and where it begins."""
    tables = _tables(code)
    for end in (first, first - 1) if article else (first,):
        if end < first and (end < 1 or pieces[end].norm not in tables.articles):
            return None
        if found := tables.before.match(pieces, end):
            modifier, begin = found
            return (modifier, begin) if modifier else None
    return None


def read_modifier_after(pieces: list[Piece], last: int, code: str) -> tuple[Modifier, int] | None:
    """The modifier that begins at piece `last` and belongs to what stands before it, and the piece after it."""
    if last >= len(pieces):
        return None
    found = _tables(code).after.match(pieces, last)
    if found and found[1] < len(pieces) and pieces[found[1]].norm[0].isdecimal():
        return None  # "12 morts, au moins 5 ..." is of the next number
    return found
