"""Figures: every number of something that a text states, with its precision, what it counts and what befell them.

No figures are dates, years and clock times, ages, ordinals, addresses,
telephone numbers, scores of games, and numbers that are names ("page 12",
"F-16", "Channel 4"): what is left out, and why, stands in `rejections`.
"""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace

from selon.attribute.figures.amounts import Amount, Row, read_amounts
from selon.attribute.figures.befallen import find_event, name_event
from selon.attribute.figures.counted import find_concept
from selon.attribute.figures.modifiers import read_modifier_after, read_modifier_before
from selon.attribute.figures.rejections import bearer, is_rejected
from selon.attribute.parse import Parsed, Sentence, plain
from selon.attribute.pieces import Endings, TokenFinder, split_pieces
from selon.lang import Lexicon, load_lexicon
from selon.types import Date, Figure, Modifier

TIME_UNITS = frozenset({"second", "minute", "hour", "day", "week", "month", "year", "decade", "century"})


def find_figures(parsed: Parsed, lexicon: Lexicon, dates: Sequence[Date]) -> tuple[Figure, ...]:
    """The figures of a document in text order, ids f1, f2, ...; `dates` are those that `find_dates` found in it.

    A figure has `value`, or `low` and `high`: a range, or a vague plural
    ("thousands": from two of its unit to ten, modifier about). Percentages
    and fractions are counted as written: 12 % is 12, "la moitié" 0.5. Its
    span covers modifier, number and noun where they stand together.
    """
    text = plain(parsed.document.text)
    known = _Dates(dates)
    found: list[Figure] = []
    for sentence in parsed.sentences:
        pieces = split_pieces(text, sentence.start, sentence.end)
        row = Row(parsed.document.text, pieces, TokenFinder(sentence), lexicon)
        for figure in _read_sentence(row, known, sentence):
            found.append(replace(figure, id=f"f{len(found) + 1}"))
    return tuple(found)


class _Dates:
    """The dates of a document, by place."""

    def __init__(self, dates: Sequence[Date]) -> None:
        self._dates = sorted(dates, key=lambda date: date.start)
        self._starts = [date.start for date in self._dates]

    def cover(self, start: int, end: int) -> bool:
        """Whether a date stands on any of these code points."""
        place = bisect_right(self._starts, end - 1) - 1
        return place >= 0 and self._dates[place].end > start

    def within(self, start: int, end: int) -> list[Date]:
        """The dates that begin in this stretch."""
        return self._dates[bisect_right(self._starts, start - 1) : bisect_right(self._starts, end - 1)]


def _read_sentence(row: Row, dates: _Dates, sentence: Sentence) -> Iterator[Figure]:
    amounts = [_modified(amount, row) for amount in read_amounts(row)]
    listed = any(_counts_somebody(amount) for amount in amounts)
    kept = [amount for amount in amounts if _is_figure(amount, row, dates, listed=listed)]
    as_of = _find_as_of(row, dates, sentence) if kept else None
    zeros = [(row.pieces[place].start, figure) for place, figure in _find_zeros(row)]
    stated = []
    before: Amount | None = None
    for amount in kept:
        before = _inherited(amount, before, row)
        stated.append((row.pieces[before.first].start, _make_figure(before, row, as_of)))
    for _, figure in sorted(stated + zeros, key=lambda item: item[0]):
        yield figure


def _counts_somebody(amount: Amount) -> bool:
    """Whether an amount makes it likely that the bare numbers beside it count, too."""
    if amount.counted is not None:
        return not amount.measured and amount.value != 1
    value = amount.value or 0.0
    return amount.number.fraction or (amount.number.digits and value >= 100 and not 1_900 <= value <= 2_099)


def _make_figure(amount: Amount, row: Row, as_of: str | None) -> Figure:
    counted = amount.counted
    start, end = row.pieces[amount.first].start, row.pieces[amount.last - 1].end
    concept = amount.currency or (counted.concept if counted else None)
    if amount.number.fraction and concept is None and counted is None:
        concept = "share"
    money = amount.currency is not None
    return Figure(
        id="",
        start=start,
        end=end,
        value=amount.value,
        low=amount.low,
        high=amount.high,
        modifier=amount.modifier or (Modifier.ABOUT if amount.number.about else Modifier.EXACT),
        noun=row.text[counted.start : counted.end] if counted else None,
        concept=concept,
        event=None if money else find_event(bearer(amount, row), row.lexicon.code),
        as_of=as_of,
    )


def _is_figure(amount: Amount, row: Row, dates: _Dates, *, listed: bool) -> bool:
    start, end = row.pieces[amount.number.first].start, row.pieces[amount.number.last - 1].end
    concept = amount.counted.concept if amount.counted else None
    if dates.cover(start, end) and concept not in TIME_UNITS:
        return False
    return not is_rejected(amount, row, listed=listed)


# ---------------------------------------------------------------- precision


def _modified(amount: Amount, row: Row) -> Amount:
    """With the modifier before or behind it, which then belongs to its span."""
    code = row.lexicon.code
    if before := read_modifier_before(row.pieces, amount.first, code, article=amount.number.fraction):
        return replace(amount, modifier=before[0], first=before[1])
    single = amount.number.last - amount.number.first == 1 and row.norm(amount.number.first) in row.lexicon.figures.one
    if single or (amount.counted and _bare_noun_hides_modifier(amount, row)):
        return amount  # "un minimum de bon sens"
    for last in dict.fromkeys((amount.number.last, amount.last)):
        if after := read_modifier_after(row.pieces, last, code):
            return replace(amount, modifier=after[0], last=max(amount.last, after[1]))
    return amount


def _bare_noun_hides_modifier(amount: Amount, row: Row) -> bool:
    return row.norm(amount.number.last) in row.lexicon.figures.of


def _inherited(amount: Amount, before: Amount | None, row: Row) -> Amount:
    """A conversion in brackets and a second conjunct share the first one's modifier.

    "More than 7 miles (11 km)"; "pas moins de 10 généraux et 30 officiers ont
    été tués". Not "au moins 8 morts et 12 blessés", where each tells its own.
    """
    if before is None or before.modifier is None or amount.modifier is not None or amount.number.about:
        return amount
    between = [row.norm(place) for place in range(before.last, amount.first)]
    converted = between in (["("], ["/"]) and amount.measured
    return (
        replace(amount, modifier=before.modifier) if converted or _conjoined(before, amount, between, row) else amount
    )


def _conjoined(before: Amount, amount: Amount, between: list[str], row: Row) -> bool:
    if len(between) != 1 or between[0] not in row.lexicon.figures.range_and or before.modifier is not Modifier.AT_LEAST:
        return False
    if not (before.counted and before.counted.token and amount.counted and amount.counted.token):
        return False
    if before.measured or amount.measured:
        return False
    code = row.lexicon.code
    return name_event(before.counted.token, code) is None and name_event(amount.counted.token, code) is None


# ---------------------------------------------------------------- zero, and when


def _find_zeros(row: Row) -> Iterator[tuple[int, Figure]]:
    """ "Aucun mort", "no injuries": zero is a figure where it counts casualties."""
    words, code = row.lexicon.figures, row.lexicon.code
    for place, piece in enumerate(row.pieces[:-1]):
        if piece.norm not in words.none:
            continue
        token = row.tokens.at(row.pieces[place + 1].start)
        event = name_event(token, code)
        concept = find_concept(token, token.norm, code)
        if (
            token.pos in ("NOUN", "ADJ")
            and (event in words.casualties or concept == "victim")
            and not token.morph.get("Degree")
        ):
            yield place, Figure("", piece.start, token.end, value=0.0, noun=token.text, concept=concept, event=event)


@functools.cache
def _as_of_phrases(code: str) -> Endings[bool]:
    return Endings(dict.fromkeys(load_lexicon(code).figures.as_of, True))


def _find_as_of(row: Row, dates: _Dates, sentence: Sentence) -> str | None:
    """The date that a count is given for: "au 12 mars", "as of Monday"."""
    for date in dates.within(sentence.start, sentence.end):
        place = bisect_left(row.pieces, date.start, key=lambda piece: piece.start)
        if date.edtf and _as_of_phrases(row.lexicon.code).match(row.pieces, place):
            return date.edtf
    return None
