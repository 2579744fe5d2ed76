"""Phrases: which tokens belong together, and the spans they stand on."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Sequence

from selon.attribute.parse import Token
from selon.lang import Lexicon
from selon.types import Span

_MARKS = frozenset("\"'")
_EDGE = frozenset(",;:.!?…-()[]/ ")
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def spans_of(tokens: Iterable[Token]) -> tuple[Span, ...]:
    """The stretches that tokens stand on, in text order; punctuation between two of them is bridged.

    Enclosing quotation marks and punctuation at the ends are left out.
    """
    ordered = sorted(set(tokens), key=lambda token: token.i)
    runs: list[list[Token]] = []
    for token in ordered:
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    trimmed = (trim(run) for run in runs)
    return tuple(Span(run[0].start, run[-1].end) for run in trimmed if run)


def trim(tokens: Sequence[Token]) -> Sequence[Token]:
    """A run of tokens without punctuation at its ends and without marks that enclose it or have no partner."""
    first, last = 0, len(tokens)
    while first < last and _is_edge(tokens[first]) and not _closes_later(tokens[first:last]):
        first += 1
    while last > first and _is_edge(tokens[last - 1]) and not _opened_before(tokens[first:last]):
        last -= 1
    run = tokens[first:last]
    marks = [place for place, token in enumerate(run) if token.norm == '"']
    if len(marks) == 2 and marks == [0, len(run) - 1]:
        return trim(run[1:-1])
    if len(marks) % 2 and run[0].norm == '"':
        return trim(run[1:])
    if len(marks) % 2 and run[-1].norm == '"':
        return trim(run[:-1])
    return run


def _is_edge(token: Token) -> bool:
    return token.pos == "PUNCT" and token.norm[:1] in _EDGE


def _closes_later(tokens: Sequence[Token]) -> bool:
    """Whether the first token is a bracket whose partner stands among the others."""
    return tokens[0].norm in "([" and any(token.norm in (")", "]") for token in tokens[1:])


def _opened_before(tokens: Sequence[Token]) -> bool:
    """Whether the last token is a bracket whose partner stands among the others."""
    return tokens[-1].norm in ")]" and any(token.norm in ("(", "[") for token in tokens[:-1])


def noun_phrase(head: Token, lexicon: Lexicon, without: frozenset[int] = frozenset()) -> list[Token]:
    """A noun with its determiners, modifiers and apposition; no relative clause, no leading preposition.

    `without` are places of tokens that belong to something else (the cue, the
    content), should the parse have hung them here.
    """
    grammar = lexicon.grammar
    kept: list[Token] = [head]
    for child in head.children:
        if child.dep in grammar.phrase_breaks or child.i in without:
            continue
        if child.dep in grammar.marker or (child.dep in grammar.case and child.i < head.i):
            continue
        if child.pos in ("PUNCT", "PART") and child.norm not in _MARKS and child.i < head.i:
            continue
        kept += [token for token in child.subtree() if token.i not in without]
    return _around(sorted(kept, key=lambda token: token.i), head)


def _around(tokens: list[Token], head: Token) -> list[Token]:
    """The run of tokens around `head` with no word missing in between."""
    place = next(place for place, token in enumerate(tokens) if token is head)
    first = last = place
    while first > 0 and tokens[first].i - tokens[first - 1].i <= 2:
        first -= 1
    while last + 1 < len(tokens) and tokens[last + 1].i - tokens[last].i <= 2:
        last += 1
    return tokens[first : last + 1]


def is_noun(token: Token) -> bool:
    """Whether a token can head a noun phrase."""
    return token.pos in _NOUNS


def words_of(tokens: Iterable[Token]) -> list[Token]:
    """The tokens that are words, without punctuation."""
    return [token for token in tokens if token.pos not in ("PUNCT", "SPACE", "SYM")]


def coverage(spans: Iterable[Span], length: int) -> list[int]:
    """For each place of a text of `length` code points, how many places before it some span covers."""
    covered = bytearray(length)
    for span in spans:
        covered[span.start : span.end] = b"\1" * (span.end - span.start)
    return list(itertools.accumulate(covered, initial=0))
