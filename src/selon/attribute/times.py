"""Words that say when: stepped over before a source, and cut off behind one."""

from __future__ import annotations

import functools
import re
from collections.abc import Sequence

from selon.attribute.parse import Token
from selon.lang import Lexicon, load_lexicon

_CLOCK = re.compile(r"\d{1,2}(h(\d\d)?|[:.]\d\d)")
_LEAD = 3
"""How many small words may stand before the noun of a time: dans la, on, à, au cours de."""
_SMALL = frozenset({"ADP", "DET", "NUM"})


def past_time(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> int:
    """The place behind the words for when that begin at a place: a annoncé *samedi soir* le ministère."""
    while place < len(tokens):
        end = _chunk(tokens, place, lexicon)
        if end == place and tokens[place].pos == "ADV":
            end = place + 1
        if end == place:
            return place
        place = end
    return place


def without_time(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """A noun phrase without the day or hour that the parse hung at its end: le ministère *samedi à 7 heures*.

    A day that "of" brings belongs to the phrase: le bilan de samedi.
    """
    if len(tokens) < 2 or not (is_time(tokens[-1], lexicon) or tokens[-1].pos == "NUM"):
        return tokens
    for place in range(1, len(tokens)):
        if lexicon.grammar.contractions.get(tokens[place].norm, tokens[place].norm) in lexicon.dates.of:
            continue
        end = place
        while end < len(tokens) and (further := _chunk(tokens, end, lexicon)) > end:
            end = further
        anchored = any(is_dated(token, lexicon) for token in tokens[place:])
        if end == len(tokens) and anchored and tokens[place - 1].norm not in lexicon.dates.of:
            return tokens[:place]
    return tokens


def is_dated(token: Token, lexicon: Lexicon) -> bool:
    """Whether a time tells when by itself, unlike a period: Jeanne Martin, *58 ans*."""
    return is_time(token, lexicon) and token.norm not in lexicon.dates.units


def is_time(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word is a day, a part of one, a month, a period or a time of day."""
    if _CLOCK.fullmatch(token.norm):
        return True
    if lexicon.dates.capital_months:
        return token.norm in _words(lexicon.code) and token.ner in ("", "DATE", "TIME")
    return token.norm in _words(lexicon.code) and not token.text[0].isupper()


@functools.cache
def _words(code: str) -> frozenset[str]:
    dates = load_lexicon(code).dates
    single = (word for phrase in (*dates.day_parts, *dates.days) for word in phrase.split()[-1:])
    abbreviated = (*dates.month_abbreviations, *dates.weekday_abbreviations)
    return frozenset((*dates.months, *dates.weekdays, *abbreviated, *dates.units, *single))


def _chunk(tokens: Sequence[Token], place: int, lexicon: Lexicon) -> int:
    """The place behind one time that begins here with at most a few small words; the place itself where none does."""
    dates = lexicon.dates
    at = place
    while at < len(tokens) and at - place < _LEAD and not is_time(tokens[at], lexicon):
        if tokens[at].pos not in _SMALL and tokens[at].norm not in dates.phases:
            return place
        at += 1
    if at >= len(tokens) or not is_time(tokens[at], lexicon):
        return place
    at += 1
    while at < len(tokens) and (tokens[at].pos == "NUM" or tokens[at].norm in dates.previous | dates.next):
        at += 1
    return at
