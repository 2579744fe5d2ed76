"""Text cut finer than the parser cuts it: words without their apostrophes, numbers apart from letters glued to them.

Figures and dates are read from pieces, because "3bn", "200-300", "week-end" or
"l'an" come as one token or as several depending on the parser. Phrases of a
lexicon are cut the same way, so that both always meet.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import Generic, NamedTuple, TypeVar

from selon.attribute.parse import Sentence, Token

T = TypeVar("T")

_PIECE = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+|\S")


class Piece(NamedTuple):
    """A run of letters, a number, or a mark: `norm` in lower case, offsets into the text."""

    norm: str
    start: int
    end: int


def split_pieces(text: str, start: int, end: int, pattern: re.Pattern[str] = _PIECE) -> list[Piece]:
    """The pieces of `text[start:end]`, in order; `text` has plain marks and spaces (see `parse.plain`)."""
    return [Piece(m.group().lower(), m.start(), m.end()) for m in pattern.finditer(text, start, end)]


def split_words(phrase: str) -> tuple[str, ...]:
    """The pieces of a phrase of a lexicon, as words alone."""
    return tuple(_PIECE.findall(phrase.lower()))


class Phrases(Generic[T]):
    """Phrases of a lexicon with what each stands for; the longest one is found."""

    def __init__(self, entries: Iterable[tuple[str, T]]) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], T]]] = {}
        for phrase, value in entries:
            words = split_words(phrase)
            self._by_first.setdefault(words[0], []).append((words, value))
        for options in self._by_first.values():
            options.sort(key=lambda option: -len(option[0]))

    def match(self, pieces: Sequence[Piece], at: int) -> tuple[T, int] | None:
        """What the longest phrase that begins at piece `at` stands for, and the piece after it."""
        for words, value in self._by_first.get(pieces[at].norm, ()):
            end = at + len(words)
            if len(words) == 1 or (
                end <= len(pieces) and all(pieces[at + k].norm == words[k] for k in range(len(words)))
            ):
                return value, end
        return None


class Endings(Generic[T]):
    """Phrases that stand before a place: the longest one that ends there is found."""

    def __init__(self, entries: Mapping[str, T]) -> None:
        self._entries = {split_words(phrase): value for phrase, value in entries.items()}
        self._lasts = {words[-1] for words in self._entries}
        self._longest = max(map(len, self._entries), default=0)

    def match(self, pieces: Sequence[Piece], end: int) -> tuple[T, int] | None:
        """What the longest phrase that ends before piece `end` stands for, and its first piece."""
        if not end or pieces[end - 1].norm not in self._lasts:
            return None
        for length in range(min(self._longest, end), 0, -1):
            words = tuple(piece.norm for piece in pieces[end - length : end])
            if words in self._entries:
                return self._entries[words], end - length
        return None


class TokenFinder:
    """Finds a sentence's token by an offset into the text."""

    def __init__(self, sentence: Sentence) -> None:
        self._tokens = sentence.tokens
        self._starts = [token.start for token in sentence.tokens]

    def at(self, offset: int) -> Token:
        """The token that covers the offset, or the last one before it."""
        return self._tokens[max(bisect_right(self._starts, offset) - 1, 0)]
