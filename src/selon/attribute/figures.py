"""Figures: every number of something that a text states, with its precision, what it counts and what befell them.

No figures are dates, years and clock times, ages, ordinals, addresses,
telephone numbers, scores of games, and numbers that are names ("page 12",
"F-16", "Channel 4"): what is left out, and why, stands in `REJECTIONS`.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from selon.attribute.amounts import Amount, Row, read_amounts
from selon.attribute.befallen import find_event, name_event
from selon.attribute.counted import find_concept
from selon.attribute.modifiers import read_modifier_after, read_modifier_before
from selon.attribute.parse import Parsed, Sentence, Token, plain
from selon.attribute.pieces import Endings, TokenFinder, split_pieces
from selon.lang import Lexicon
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
    kept = [amount for amount in amounts if _is_figure(amount, row, dates)]
    as_of = _find_as_of(row, dates, sentence) if kept else None
    zeros = [(row.pieces[place].start, figure) for place, figure in _find_zeros(row)]
    stated = []
    for place, amount in enumerate(kept):
        amount = _inherited(amount, kept[place - 1] if place else None, row)
        kept[place] = amount
        stated.append((row.pieces[amount.first].start, _make_figure(amount, row, as_of)))
    for _, figure in sorted(stated + zeros, key=lambda item: item[0]):
        yield figure


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
        event=None if money else find_event(_bearer(amount, row), row.lexicon.code),
        as_of=as_of,
    )


def _bearer(amount: Amount, row: Row) -> Token:
    """The token whose place in the sentence tells what befell those counted: the noun, else the number."""
    if amount.counted and amount.counted.token:
        return amount.counted.token
    return row.tokens.at(row.pieces[amount.number.last - 1].start)


# ---------------------------------------------------------------- precision


def _modified(amount: Amount, row: Row) -> Amount:
    """With the modifier before or behind it, which then belongs to its span."""
    code = row.lexicon.code
    if before := read_modifier_before(row.pieces, amount.first, code, article=amount.number.fraction):
        return replace(amount, modifier=before[0], first=before[1])
    if amount.counted and _bare_noun_hides_modifier(amount, row):
        return amount
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
    return replace(amount, modifier=before.modifier) if converted or _conjoined(before, amount, between, row) else amount


def _conjoined(before: Amount, amount: Amount, between: list[str], row: Row) -> bool:
    if len(between) != 1 or between[0] not in row.lexicon.figures.range_and or before.modifier is not Modifier.AT_LEAST:
        return False
    if not (before.counted and before.counted.token and amount.counted and amount.counted.token):
        return False
    if before.measured or amount.measured:
        return False
    code = row.lexicon.code
    return name_event(before.counted.token, code) is None and name_event(amount.counted.token, code) is None


# ---------------------------------------------------------------- what is no figure


@dataclass(frozen=True, slots=True)
class _Candidate:
    amount: Amount
    row: Row

    @property
    def first(self) -> int:
        """The first piece of the number itself."""
        return self.amount.number.first

    @property
    def last(self) -> int:
        """The piece after the number itself."""
        return self.amount.number.last

    def before(self, step: int = 1) -> str:
        """A piece before the number."""
        return self.row.norm(self.first - step)

    def after(self, step: int = 0) -> str:
        """A piece after the number."""
        return self.row.norm(self.last + step)


def _is_figure(amount: Amount, row: Row, dates: _Dates) -> bool:
    start, end = row.pieces[amount.number.first].start, row.pieces[amount.number.last - 1].end
    concept = amount.counted.concept if amount.counted else None
    if dates.cover(start, end) and concept not in TIME_UNITS:
        return False
    candidate = _Candidate(amount, row)
    return not any(reject(candidate) for reject in REJECTIONS)


def _is_glued(it: _Candidate) -> bool:
    """ "F16", "COVID-19", "x2", "12345-B": digits that are part of a name."""
    row, amount = it.row, it.amount
    if not amount.number.digits or amount.currency:
        return False
    if row.glued(it.first) and (it.before().isalnum() or it.before() in "#_@&"):
        return True
    hyphen = it.before() == "-" and row.glued(it.first) and row.glued(it.first - 1)
    if hyphen and it.before(2).isalnum() and amount.value is not None:
        return True
    suffixed = row.glued(it.last) and it.after().isalpha()
    return suffixed and not (amount.counted and amount.counted.measure)


def _is_ordinal(it: _Candidate) -> bool:
    return it.row.glued(it.last) and it.after() in it.row.lexicon.figures.ordinal_suffixes


def _is_clock(it: _Candidate) -> bool:
    """ "14:30", "10.45pm", "à 15 heures", "at 5 o'clock"."""
    words, amount = it.row.lexicon.figures, it.amount
    if ":" in (it.before(), it.after()) and (it.before(2).isdecimal() or it.after(1).isdecimal()):
        if it.row.glued(it.first) or it.row.glued(it.last):
            return True
    rest = " ".join(it.row.norm(it.last + k) for k in range(4))
    if any(rest.startswith(mark) and not rest[len(mark) :][:1].isalpha() for mark in _spaced(words.clock_after)):
        return True
    if amount.counted and amount.counted.concept == "hour" and (amount.value or 99) <= 24 and it.row.lexicon.code == "fr":
        behind = it.row.norm(amount.counted.last)
        if it.after() == "h" and behind.isdecimal():
            return True
        prepositions = Endings(dict.fromkeys(words.clock_before, True))
        return amount.modifier is None and behind not in ("de", "d") and prepositions.match(it.row.pieces, it.first) is not None
    return it.before() == "h" and it.before(2).isdecimal()


def _spaced(marks: frozenset[str]) -> list[str]:
    return sorted(" ".join(split.norm for split in split_pieces(mark, 0, len(mark))) for mark in marks)


def _is_age(it: _Candidate) -> bool:
    """ "Âgé de 45 ans", "a 45-year-old", "Smith, 45,", "un homme de 45 ans"."""
    words, amount = it.row.lexicon.figures, it.amount
    years = amount.counted is not None and amount.counted.concept == "year"
    if (amount.value or 0) > 120:
        return False  # bedrock, not people
    if Endings(dict.fromkeys(words.ages_before, True)).match(it.row.pieces, amount.first):
        return years or amount.counted is None
    if years and amount.counted:
        behind = it.row.norm(amount.counted.last)
        if behind in words.ages_after or (behind == "-" and it.row.norm(amount.counted.last + 1) in words.ages_after):
            return True
    return _is_age_of_person(it, years=years)


def _is_age_of_person(it: _Candidate, *, years: bool) -> bool:
    amount, row = it.amount, it.row
    if amount.value is None or not 1 <= amount.value <= 120 or amount.currency:
        return False
    start = row.pieces[amount.first].start
    before = row.norm(amount.first - 1)
    if before in (",", "(") and (years or amount.counted is None) and amount.first >= 2:
        owner = row.tokens.at(row.pieces[amount.first - 2].start)
        return owner.pos == "PROPN" and (before == "(" or row.norm(amount.last) in (",", ".", "", ")", "-", "who", "qui"))
    if years and row.lexicon.code == "fr":
        if before == "à" and row.norm(amount.last) not in ("de", "d"):
            return True
        if before in ("de", "d", "'") and amount.first >= 2:
            owner = row.tokens.at(start - 3)
            concept = find_concept(owner, owner.norm, row.lexicon.code)
            return concept in row.lexicon.figures.people or owner.pos == "PROPN"
    return False


def _is_label(it: _Candidate) -> bool:
    """ "Page 12", "n° 12", "Boeing 737", "Big 12": a number that follows what it names."""
    amount, row = it.amount, it.row
    if amount.measured or not it.first or amount.modifier is not None:
        return False
    if Endings(dict.fromkeys(row.lexicon.figures.labels, True)).match(row.pieces, it.first):
        return True
    if not amount.number.digits or amount.number.scale > 1 or it.before() in ".,;:!?()\"'":
        return False
    before = row.tokens.at(row.pieces[it.first - 1].start)
    return before.pos == "PROPN" or (before.text[:1].isupper() and before is not before.sentence.tokens[0] and before.pos == "NOUN")


def _is_year(it: _Candidate) -> bool:
    amount = it.amount
    if amount.measured or not amount.number.digits or amount.number.last - amount.number.first != 1:
        return False
    norm = it.row.norm(it.first)
    return norm.isdecimal() and len(norm) == 4 and 1_000 <= int(norm) <= 2_199 and amount.counted is None


def _is_code(it: _Candidate) -> bool:
    """Telephone numbers, "24/7", "3-1", "4-4-2", "M21 9AB"."""
    amount, row = it.amount, it.row
    if not amount.number.digits:
        return False
    for step, near in ((-1, it.first - 1), (1, it.last)):
        other = row.norm(near + step)
        if not other[:1].isdecimal() or amount.measured:
            continue
        if row.norm(near) in ("/", "-", "_", ":") and row.glued(near) and row.glued(near + 1):
            return True
        if row.norm(near) in "." and row.glued(near):
            return True
    alone = row.norm(it.first).isdecimal() and amount.counted is None and amount.currency is None
    return alone and (it.before().isdecimal() or it.after().isdecimal())


def _is_score(it: _Candidate) -> bool:
    """ "S'imposer 93 à 83": two bare numbers, the greater first."""
    row, words = it.row, it.row.lexicon.figures
    if it.amount.measured or it.amount.value is None or it.amount.value > 200:
        return False
    joins = words.range_to | {"-"}
    return (it.after() in joins and it.after(1).isdecimal() and it.before() not in ("de", "from")) or (
        it.before() in joins and it.before(2).isdecimal() and it.before(3) not in ("de", "from") and it.amount.counted is None
    )


def _is_address(it: _Candidate) -> bool:
    row, words = it.row, it.row.lexicon.figures
    if it.amount.measured:
        return False
    place = it.last + (it.after() == ",")
    if row.lexicon.code == "fr":
        return row.norm(place) in words.streets and row.norm(place) != "place"
    following = [row.norm(place + k) for k in range(1, 4)]
    upper = place < len(row.pieces) and row.text[row.pieces[place].start].isupper()
    return upper and any(word in words.streets for word in following)


def _is_pronoun(it: _Candidate) -> bool:
    """ "Un", "a" and "one" that count nobody in particular."""
    amount, row = it.amount, it.row
    single = it.last - it.first == 1 and it.row.norm(it.first) in row.lexicon.figures.one
    if amount.number.digits or not single or amount.modifier is not None:
        return False
    if amount.counted is None or amount.counted.token is None or row.norm(it.last) in row.lexicon.figures.of:
        return True
    if amount.counted.measure:
        return row.lexicon.code == "fr"
    token = amount.counted.token
    if row.lexicon.code == "fr":
        return name_event(token, "fr") not in row.lexicon.figures.casualties or token.pos == "VERB"
    return find_event(token, row.lexicon.code) is None


def _is_bare(it: _Candidate) -> bool:
    """A number with no noun, modifier or event near is a name, a rank or a list's mark."""
    amount, row = it.amount, it.row
    if amount.number.fraction and not amount.modifier and it.after() not in row.lexicon.figures.of | {"d"}:
        return amount.counted is None and it.row.norm(it.first) not in row.lexicon.figures.articles
    if amount.measured or amount.counted or amount.modifier or amount.number.scale > 1 or amount.value is None:
        return False
    if find_event(_bearer(amount, row), row.lexicon.code):
        return False
    if not amount.number.digits or it.after() == "." and it.last == len(row.pieces) - 1 and it.first == 0:
        return True
    token = row.tokens.at(row.pieces[it.first].start)
    before = row.tokens.at(row.pieces[it.first - 1].start) if it.first else None
    if not row.norm(it.first).isdecimal():
        return False  # decimals and numbers with separators are no names
    if it.last < len(row.pieces) and row.tokens.at(row.pieces[it.last].start).pos == "PROPN":
        return True
    return before is None or before.pos not in ("ADP", "VERB", "AUX", "PART", "SCONJ", "ADV") or token.pos != "NUM"


REJECTIONS: tuple[Callable[[_Candidate], bool], ...] = (
    _is_glued,
    _is_ordinal,
    _is_clock,
    _is_age,
    _is_label,
    _is_year,
    _is_code,
    _is_score,
    _is_address,
    _is_pronoun,
    _is_bare,
)
"""Each says why a number is no figure; the first that holds takes it out."""


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
        if token.pos in ("NOUN", "ADJ") and (event in words.casualties or concept == "victim") and not token.morph.get("Degree"):
            yield place, Figure("", piece.start, token.end, value=0.0, noun=token.text, concept=concept, event=event)


def _find_as_of(row: Row, dates: _Dates, sentence: Sentence) -> str | None:
    """The date that a count is given for: "au 12 mars", "as of Monday"."""
    for date in dates.within(sentence.start, sentence.end):
        place = next((k for k, piece in enumerate(row.pieces) if piece.start >= date.start), 0)
        if date.edtf and Endings(dict.fromkeys(row.lexicon.figures.as_of, True)).match(row.pieces, place):
            return date.edtf
    return None
