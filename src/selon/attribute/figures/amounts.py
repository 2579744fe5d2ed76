"""Amounts: a number with its currency before and what it counts behind, and ranges of two of them."""

from __future__ import annotations

import functools
import itertools
from dataclasses import dataclass, replace

from selon.attribute.figures.counted import Counted, read_counted, read_currency
from selon.attribute.figures.modifiers import read_modifier_before
from selon.attribute.figures.numbers import Number, read_number
from selon.attribute.pieces import Piece, TokenFinder, split_words
from selon.lang import Lexicon, load_lexicon
from selon.types import Modifier


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in pieces."""

    text: str
    pieces: list[Piece]
    tokens: TokenFinder
    lexicon: Lexicon

    def norm(self, place: int) -> str:
        """The piece at a place, "" outside the sentence."""
        return self.pieces[place].norm if 0 <= place < len(self.pieces) else ""

    def glued(self, place: int) -> bool:
        """Whether no space stands before the piece at a place."""
        return 0 < place < len(self.pieces) and self.pieces[place].start == self.pieces[place - 1].end


@dataclass(frozen=True, slots=True)
class Amount:
    """A number over pieces `[first, last)` with currency and noun; `low` and `high` where it is a range."""

    first: int
    last: int
    number: Number
    value: float | None
    low: float | None
    high: float | None
    currency: str | None
    counted: Counted | None
    modifier: Modifier | None = None
    ratio: bool = False

    @property
    def measured(self) -> bool:
        """Whether a unit, a currency or percent says that this is a quantity."""
        return self.currency is not None or (self.counted is not None and self.counted.measure)


def read_amounts(row: Row) -> list[Amount]:
    """All numbers of a sentence as amounts, ranges joined, in text order."""
    amounts: list[Amount] = []
    place = 0
    while place < len(row.pieces):
        number = read_number(row.text, row.pieces, place, row.lexicon.code)
        if number is None:
            place += 1
            continue
        amounts.append(_make_amount(number, row))
        place = number.last
    return _join_ranges(amounts, row)


def _make_amount(number: Number, row: Row) -> Amount:
    code = row.lexicon.code
    hyphen = row.norm(number.first - 1) == "-" and row.glued(number.first) and row.glued(number.first - 1)
    signed = number.first - hyphen
    currency = read_currency(row.pieces, signed, code) if signed else None
    counted = read_counted(row.text, row.pieces, number.last, row.tokens, code, noun=number.noun)
    value = number.value
    if number.digits and value is not None and currency is None and _is_metres(number, counted, row):
        number = replace(number, last=number.last - 1, value=value / number.scale, scale=1, noun=False)
        value = number.value
        counted = read_counted(row.text, row.pieces, number.last, row.tokens, code, noun=False)
    last = counted.last if counted else number.last
    if value is not None and counted and counted.measure and row.norm(last) and (half := _half_after(last, row)):
        value, last = value + 0.5, half  # "deux ans et demi"
    first = currency[1] if currency else number.first
    measured = currency is not None or (counted is not None and counted.measure)
    minus = _find_minus(first, number.first, row) if measured and value is not None else None
    if minus is not None and value is not None:
        first, value = minus, -value
    return Amount(first, last, number, value, number.low, number.high, currency[0] if currency else None, counted)


def _is_metres(number: Number, counted: Counted | None, row: Row) -> bool:
    """ "37m" long, but "37m people", "37M" and "£37m"."""
    suffix = row.pieces[number.last - 1]
    return row.text[suffix.start : suffix.end] == "m" and (counted is None or counted.measure)


def _find_minus(first: int, digits: int, row: Row) -> int | None:
    """The piece of a minus sign or word before a measured number, whose hyphen joins it to nothing."""
    modified = read_modifier_before(row.pieces, first, row.lexicon.code, article=False)  # "au moins"
    worded = row.norm(first - 1) in row.lexicon.figures.minus and modified is None
    if worded or (first < digits - 1 and row.norm(digits - 1) == "-"):
        return first - worded
    for place in dict.fromkeys((first - 1, digits - 1)):
        if row.norm(place) in ("-", "−") and row.glued(place + 1):
            if not row.glued(place) or place > first - 1:
                return min(first, place)
            if row.norm(place - 1) in row.lexicon.figures.minus:
                return place - 1
            if not row.norm(place - 1).isalnum() and row.norm(place - 1) not in ("", ")", "%"):
                return place
    return None


def _half_after(place: int, row: Row) -> int | None:
    for phrase in row.lexicon.figures.halves:
        words = phrase.split()
        if [row.norm(place + k) for k in range(len(words))] == words:
            return place + len(words)
    return None


# ---------------------------------------------------------------- ranges


def _join_ranges(amounts: list[Amount], row: Row) -> list[Amount]:
    joined: list[Amount] = []
    for amount in amounts:
        both = (_join(joined[-1], amount, row) or _join_ratio(joined[-1], amount, row)) if joined else None
        if both is None:
            joined.append(amount)
        else:
            joined[-1] = both
    return joined


def _join(left: Amount, right: Amount, row: Row) -> Amount | None:
    """The range that two amounts make, None where they are two."""
    if left.value is None or right.value is None or left.number.fraction or right.number.fraction:
        return None
    begin = left.last if left.last <= right.first else left.number.last
    connector = [piece.norm for piece in row.pieces[begin : right.first]]
    if len(connector) != 1 or not _connects(connector[0], left, right, row):
        return None
    low = _shared_scale(left, right)
    if low >= right.value or not _same_kind(left, right):
        return None
    first = left.first - _is_between(left, row)
    return replace(right, first=first, value=None, low=low, high=right.value, currency=right.currency or left.currency,
                   counted=right.counted or left.counted)  # fmt: skip


def _join_ratio(left: Amount, right: Amount, row: Row) -> Amount | None:
    """ "One in three", "neuf habitants sur dix": the share that two amounts make, None where they make none."""
    words = tuple(piece.norm for piece in row.pieces[left.last : right.first])
    if words not in _ratios(row.lexicon.code) or left.measured or right.measured:
        return None
    if words == ("in",) and left.counted is not None:
        return None  # "32 goals in 36 games"
    if left.value is None or not right.value or not 0 < left.value < right.value <= 1_000 or left.number.fraction:
        return None
    number = replace(right.number, first=left.number.first, fraction=True)
    return replace(right, first=left.first, number=number, value=left.value / right.value,
                    counted=left.counted or right.counted, ratio=True)  # fmt: skip


@functools.cache
def _ratios(code: str) -> frozenset[tuple[str, ...]]:
    """The words between the two numbers of a share."""
    return frozenset(split_words(phrase) for phrase in load_lexicon(code).figures.ratios)


def _connects(connector: str, left: Amount, right: Amount, row: Row) -> bool:
    words = row.lexicon.figures
    if connector == "-":
        return right.counted is not None or right.currency is not None or right.number.scale > 1
    if connector in words.range_and:
        return _is_between(left, row)
    if connector in words.range_or:
        return left.counted is None and right.counted is not None
    return connector in words.range_to and not _changes(left, row)


def _is_between(left: Amount, row: Row) -> bool:
    return row.norm(left.first - 1) in row.lexicon.figures.between


def _changes(left: Amount, row: Row) -> bool:
    """ "Rose from 3 to 12" tells of two figures, "from 3 to 12 days" of one range."""
    before = row.norm(left.first - 1)
    if before == "by":
        return left.measured  # "increased by $2 to $12"
    if before not in ("de", "'", "from"):
        return False
    token = row.tokens.at(row.pieces[left.number.first].start)
    return any(
        ancestor.lemma in row.lexicon.figures.change_verbs for ancestor in itertools.islice(token.ancestors(), 8)
    )


def _shared_scale(left: Amount, right: Amount) -> float:
    """The lower end: "2 à 3 millions" shares the scale, "30 à 40 000" the thousands."""
    value, other = left.value or 0.0, right.value or 0.0
    if left.counted is not None or left.number.scale > 1:
        return value
    scale = right.number.scale
    if scale > 1 and value < other / scale:
        return value * scale
    spaced = right.number.last - right.number.first == 2 and right.number.scale == 1 and right.number.digits
    return value * 1_000 if spaced and 10 <= value < 1_000 and value * 1_000 < other else value


def _same_kind(left: Amount, right: Amount) -> bool:
    if left.currency and right.currency != left.currency and (right.currency or right.counted):
        return False
    if left.counted is None or right.counted is None:
        return left.counted is None or right.currency is None
    return left.counted.concept == right.counted.concept and left.counted.measure == right.counted.measure
