"""What a number counts: its unit or noun, by words as written and by a name that is the same in all languages."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from selon.attribute.parse import Token
from selon.attribute.pieces import Endings, Phrases, Piece, TokenFinder
from selon.lang import load_lexicon
from selon.lang.figures import FigureWords

_REACH = 7
"""Tokens between a number and its noun at most."""


@dataclass(frozen=True, slots=True)
class Counted:
    """The counted noun over `[start, end)`; `token` heads it, `last` is the piece after it.

    `measure` is true of units, money and percent, which are counted whatever
    stands around them.
    """

    start: int
    end: int
    last: int
    concept: str | None
    token: Token | None
    measure: bool = False


@dataclass(frozen=True, slots=True)
class _Tables:
    words: FigureWords
    units: Phrases[str]
    currencies: Endings[str]
    concepts: dict[str, str]
    event_nouns: frozenset[str]


@functools.cache
def _tables(code: str) -> _Tables:
    words = load_lexicon(code).figures
    units = [(phrase, concept) for concept, phrases in words.units.items() for phrase in phrases]
    concepts = {phrase: concept for phrase, concept in units if len(phrase) > 2}
    concepts |= {word: concept for concept, members in words.concepts.items() for word in members}
    nouns = {noun for event in words.events.values() for noun in event.nouns}
    return _Tables(words, Phrases(units), Endings(words.currencies_before), concepts, frozenset(nouns))


def read_currency(pieces: list[Piece], first: int, code: str) -> tuple[str, int] | None:
    """The currency sign or code right before piece `first`, and the piece it begins at."""
    found = _tables(code).currencies.match(pieces, first)
    if not found or pieces[first].start - pieces[first - 1].end > 1:
        return None
    begin = found[1]
    if len(pieces[begin].norm) == 1 and pieces[begin].norm.isalpha() and pieces[begin].end < pieces[first - 1].start:
        return "dollar", first - 1  # "a $2 billion surplus" is not in Australian dollars
    # a code is never the end of a word
    whole = begin == 0 or pieces[begin - 1].end < pieces[begin].start or not pieces[begin - 1].norm.isalpha()
    return found if whole or not pieces[first - 1].norm.isalpha() else None


def read_unit(pieces: list[Piece], last: int, code: str) -> tuple[str, int] | None:
    """The unit of measure that begins at piece `last` (a hyphen may stand before it), and the piece after it."""
    if last >= len(pieces):
        return None
    place = last
    if pieces[last].norm == "-" and last + 1 < len(pieces) and pieces[last].start == pieces[last - 1].end:
        place += 1
    found = _tables(code).units.match(pieces, place)
    if not found:
        return None
    following = pieces[found[1]] if found[1] < len(pieces) else None
    glued = following is not None and following.start == pieces[found[1] - 1].end
    if glued and following is not None and (following.norm.isalnum() or following.norm == "'"):
        return None
    return found


def read_counted(
    text: str, pieces: list[Piece], last: int, tokens: TokenFinder, code: str, *, noun: bool
) -> Counted | None:
    """What the number that ends before piece `last` counts; `noun` where it is a noun itself ("millions d'euros")."""
    place = _skip_of(pieces, last, code) if noun or _has_of(pieces, last, code) else last
    if place >= len(pieces) or _closes_quotation(pieces, place):
        return None
    if unit := read_unit(pieces, place, code):
        start = place + (pieces[place].norm == "-")
        token = tokens.at(pieces[start].start)
        return Counted(pieces[start].start, pieces[unit[1] - 1].end, unit[1], unit[0], token, measure=True)
    if pieces[place].start > pieces[place - 1].end + 2:
        return None
    if noun and place == last and _tables(code).words.head_first:
        return None
    if tokens.at(pieces[place].start).start != pieces[place].start:
        return None  # the rest of a token that the number is part of
    head = _find_noun(tokens, pieces[place].start, code)
    if head is None:
        return None
    first, noun_token, final = head
    end = next((k for k in range(place, len(pieces)) if pieces[k].start >= final.end), len(pieces))
    concept = find_concept(noun_token, text[first.start : final.end].lower(), code)
    return Counted(first.start, final.end, end, concept, noun_token)


def _closes_quotation(pieces: list[Piece], place: int) -> bool:
    """Whether a piece is the mark that closes a quotation, not the sign for inches: "no more than 700"."""
    return pieces[place].norm == '"' and sum(piece.norm == '"' for piece in pieces[:place]) % 2 == 1


def find_concept(token: Token, phrase: str, code: str) -> str | None:
    """The language-neutral name of a counted noun, None where the lexicon has none."""
    concepts = _tables(code).concepts
    stems = (phrase, phrase.removesuffix("s"), token.lemma, token.norm, token.norm.removesuffix("s"))
    return next((concepts[stem] for stem in stems if stem in concepts), None)


def _has_of(pieces: list[Piece], last: int, code: str) -> bool:
    """ "Three of the miners": what is counted stands behind "of" and an article."""
    of, articles = _tables(code).words.of, _tables(code).words.articles
    return last + 1 < len(pieces) and pieces[last].norm in of and pieces[last + 1].norm in articles


def _skip_of(pieces: list[Piece], last: int, code: str) -> int:
    words = _tables(code).words
    place = last
    if place < len(pieces) and (pieces[place].norm in words.of or pieces[place].norm == "d"):
        place += 1
        if place < len(pieces) and pieces[place].norm == "'":
            place += 1
        if place < len(pieces) and pieces[place].norm in words.articles:
            place += 1
    return place


def _find_noun(tokens: TokenFinder, offset: int, code: str) -> tuple[Token, Token, Token] | None:
    """The first token, the head and the last token of the noun phrase that begins at `offset`."""
    token = tokens.at(offset)
    row = token.sentence.tokens
    place = token.i - row[0].i
    window = row[place : place + _REACH]
    if not window or (window[0].norm == "-" and len(window) > 1):
        window = window[1:]
    nouns = _tables(code).event_nouns
    for k, here in enumerate(window):
        after = window[k + 1] if k + 1 < len(window) else None
        if here.pos == "NOUN" or here.norm in nouns or here.lemma in nouns:
            if here.pos in ("VERB", "AUX") and here.norm not in nouns:
                return None
            whole = _whole_french if _tables(code).words.head_first else _whole_compound
            return whole(row, place + k, window[0])
        last = after is None or after.pos not in ("NOUN", "PROPN")
        if here.pos == "PROPN" and last and here.morph.get("Number") == "Plur":
            return window[0], here, here
        participle = here.pos == "VERB" and here.morph.get("VerbForm") == "Part" and after and after.pos == "NOUN"
        if here.pos not in ("ADJ", "ADV", "PROPN", "NUM") and not participle and here.norm != "-":
            return None
        if here.pos == "NUM" and k == 0:
            return None
    return None


def _whole_compound(row: list[Token], place: int, first: Token) -> tuple[Token, Token, Token]:
    """An English compound: the last of nouns in a row heads it."""
    last = place
    while last + 1 < len(row) and last - place < 4:
        following = row[last + 1]
        if following.pos == "NOUN":
            last += 1
        elif _is_hyphenated(row, last):
            last += 2
        else:
            break
    return first, row[last], row[last]


def _is_hyphenated(row: list[Token], last: int) -> bool:
    further = row[last + 2] if last + 2 < len(row) else None
    return (
        further is not None
        and row[last + 1].norm == "-"
        and further.pos == "NOUN"
        and row[last].end == row[last + 1].start
    )


def _whole_french(row: list[Token], place: int, first: Token) -> tuple[Token, Token, Token]:
    """A French noun with what follows it bare: "avions de combat", "chars et véhicules blindés"."""
    last = place
    while last + 1 < len(row) and last - place < 5:
        following = row[last + 1]
        further = row[last + 2] if last + 2 < len(row) else None
        participle = following.pos == "VERB" and following.dep == "amod"
        if following.pos == "ADJ" or participle:
            last += 1
        elif following.norm in ("de", "d'", "et") and further is not None and further.pos == "NOUN":
            last += 2
        else:
            break
    return first, row[place], row[last]
