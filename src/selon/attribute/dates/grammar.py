"""The grammar of dates: a sentence as a string with one letter a piece, and one regular expression over it.

The letters (the words behind each are the lexicon's):

    D day number   E ordinal day   I other number   n number word   k indefinite number   q a, one
    Y year         K decade        Z numeric date   M month         m its abbreviation
    W weekday      w abbreviation  R today, hier    P part of the day
    S season       U unit of time  l last           x next          t this
    A article      d du, au        O of             o to            e and      c comma
    F early, fin   G il y a        g ago            H dans          v every    . anything else
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selon.attribute.pieces import Endings, Phrases, Piece, split_pieces
from selon.lang import load_lexicon

_NUMERIC = r"(?<![\d.,/-])(?:\d{4}-\d\d-\d\d|\d\d?([/.])\d\d?\1(?:\d{4}|\d\d))(?![./-]?\d)"
_PIECE = re.compile(_NUMERIC + r"|\d+(?:[.,]\d+)*|[^\W\d_]+|\S")

_YEAR = "(?:c?O?Y)"
_RULES = (
    ("skip", "vA?[WUPRM]|[DInq]U-"),
    ("numeric", "Z"),
    ("days", f"(?:A?W)?A?[DE][od-]A?W?[DE]O?[Mm]{_YEAR}?|[Mm][DE][o-][DE]{_YEAR}?"),
    ("months", f"[Mm][o-][Mm]{_YEAR}?"),
    ("years", "Y[-/][YDI]"),
    ("day", f"(?:[tA]?[Ww]c?)?A?[DE]O?[Mm](?:{_YEAR}|[lx])?P?|(?:[Ww]c?)?[Mm]A?[DE]{_YEAR}?P?"),
    ("numbered", "[tA]?W[DE]P?"),
    ("month", f"(?:A?F-?[Od]?A?)?[Mm]{_YEAR}|(?:A?F-?[Od]?A?|[lxt])?M[lx]?"),
    ("decade", "(?:A?F[Od]?)?A?U[YDI]|(?:A?F-?[Od]?)?A?F?-?K"),
    ("year", "A?F-?[Od]{0,2}A?Y|Y"),
    ("relative", "RP?|[tl]P|AP[l]"),
    ("night", "A?P[Od]A?WoA?W"),
    ("weekday", "[tlx]?W[lx]?P?"),
    ("season", f"[tlxA]?S(?:{_YEAR}|[lx])?"),
    ("century", "A?EU"),
    ("ago", "G[DInq]U|[DInq]Ug"),
    ("hence", "H[DIn]U"),
    ("stretch", "[At]?[DInk]?[lx][DInk]U|[At]?[DIn][lx]U|[At][DIn]U[lx]"),
    ("period", "A?U[lx]|[At]?[tlx]U"),
)
_GRAMMAR = re.compile("|".join(f"(?P<{name}>{rule})" for name, rule in _RULES))
_ANCHOR = re.compile("[YKZMmWwRPSU]")


@dataclass(frozen=True, slots=True)
class Unit:
    """A piece or phrase as the grammar sees it: its letter, the number or word behind it, its first piece."""

    letter: str
    value: int | str
    start: int
    end: int
    piece: int


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of one language as the grammar needs them."""

    phrases: Phrases[tuple[str, int | str]]
    year_prepositions: Endings[bool]
    ordinal_suffixes: frozenset[str]
    capital_months: bool
    counted: frozenset[str]


@dataclass(frozen=True, slots=True)
class Match:
    """One expression: the rule's name, its units, and the units and pieces of the sentence around it."""

    rule: str
    units: list[Unit]
    before: Unit | None
    after: list[Unit]
    pieces: list[Piece]

    def values(self, letters: str) -> list[int]:
        """The numbers behind these letters, in order."""
        return [unit.value for unit in self.units if unit.letter in letters and isinstance(unit.value, int)]

    def first(self, letters: str) -> int | None:
        """The first number behind these letters."""
        return next(iter(self.values(letters)), None)

    def unit(self, letters: str) -> Unit:
        """The first unit that bears one of these letters; the last of all where none does."""
        return next((unit for unit in self.units if unit.letter in letters), self.units[-1])

    def has(self, letters: str) -> bool:
        """Whether a unit bears one of these letters."""
        return any(unit.letter in letters for unit in self.units)

    @property
    def step(self) -> int:
        """-1 for "last", 1 for "next", else 0."""
        return -1 if self.has("l") else 1 if self.has("x") else 0

    @property
    def previous(self) -> str:
        """The word before the expression, "" at the sentence's start."""
        return self.pieces[self.before.piece].norm if self.before else ""


def match_dates(text: str, start: int, end: int, words: Vocabulary) -> Iterator[Match]:
    """What looks like a date in a sentence, in text order; `text` has plain marks and spaces."""
    pieces = split_pieces(text, start, end, _PIECE)
    units = _read_units(text, pieces, words)
    letters = "".join(unit.letter for unit in units)
    if not _ANCHOR.search(letters):
        return
    for found in _GRAMMAR.finditer(letters):
        first, last = found.span()
        rule = found.lastgroup or ""
        if rule != "skip":
            yield Match(rule, units[first:last], units[first - 1] if first else None, units[last : last + 2], pieces)


@functools.cache
def read_vocabulary(code: str) -> Vocabulary:
    """The vocabulary of a language: each word's letter; where a word could bear several, the later below."""
    lexicon = load_lexicon(code)
    words = lexicon.dates
    entries: dict[str, tuple[str, int | str]] = {word: ("n", int(n)) for word, n in lexicon.figures.numbers.items()}
    for letter, members in (
        ("e", words.conjunctions), ("o", words.to), ("O", words.of), ("A", words.articles), ("d", words.contracted),
        ("k", words.indefinite), ("q", words.a), ("F", words.phases), ("l", words.previous), ("x", words.next),
        ("t", words.this), ("G", words.ago_before), ("g", words.ago_after), ("H", words.hence_before),
        ("v", words.every), ("P", words.day_parts), ("c", {","}), ("-", {"-"}), ("/", {"/"}),
    ):  # fmt: skip
        entries |= dict.fromkeys(members, (letter, 1))
    for letter, numbers in (
        ("M", words.months), ("m", words.month_abbreviations), ("W", words.weekdays),
        ("w", words.weekday_abbreviations), ("R", words.days), ("S", words.seasons), ("U", words.units),
        ("E", words.ordinals),
    ):  # fmt: skip
        entries |= {phrase: (letter, value) for phrase, value in numbers.items()}
    counted = frozenset(noun for event in lexicon.figures.events.values() for noun in event.nouns)
    prepositions = Endings(dict.fromkeys(words.year_prepositions, True))
    return Vocabulary(Phrases(entries.items()), prepositions, words.ordinal_suffixes, words.capital_months, counted)


def _read_units(text: str, pieces: list[Piece], words: Vocabulary) -> list[Unit]:
    units: list[Unit] = []
    at = 0
    while at < len(pieces):
        piece = pieces[at]
        if piece.norm[0].isdecimal():
            letter, value, end = _read_digits(pieces, at, words.ordinal_suffixes)
        elif found := words.phrases.match(pieces, at):
            (letter, value), end = found
        else:
            letter, value, end = ".", 0, at + 1
        if words.capital_months and letter in "Mm" and not text[piece.start].isupper():
            letter = "."
        units.append(Unit(letter, value, piece.start, pieces[end - 1].end, at))
        at = end
    return units


def _read_digits(pieces: list[Piece], at: int, suffixes: frozenset[str]) -> tuple[str, int | str, int]:
    """The letter and value of a number in digits, and the piece after it."""
    norm, start, stop = pieces[at]
    if not norm.isdecimal() or len(norm) > 4:
        numeric = norm.count("-") == 2 or norm.count("/") == 2 or (norm.count(".") == 2 and len(norm) > 5)
        return ("Z", norm, at + 1) if numeric else (".", 0, at + 1)
    after = pieces[at + 1] if at + 1 < len(pieces) else None
    before = pieces[at - 1] if at else None
    if before and ((before.end == start and before.norm not in "-/('\"[") or before.norm in "$€£¥#"):
        return ".", 0, at + 1
    number = int(norm)
    if after and after.start == stop and after.norm[0].isalpha():
        if after.norm == "s" and number % 10 == 0:
            return "K", number, at + 2
        return ("E", number, at + 2) if after.norm in suffixes and number <= 31 else (".", 0, at + 1)
    if after and after.norm in ("%", "€", ":", "°"):
        return ".", 0, at + 1
    if 1 <= number <= 31 and len(norm) <= 2:
        return "D", number, at + 1
    return ("Y" if 1_000 <= number <= 2_199 else "I"), number, at + 1
