"""Numbers that are no figures: clock times, ages, ordinals, addresses, telephone numbers, scores, and names.

Each rejection says why a number is none; `REJECTIONS` lists them all.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass

from selon.attribute.figures.amounts import Amount, Row
from selon.attribute.figures.befallen import find_event, name_event
from selon.attribute.figures.counted import find_concept
from selon.attribute.parse import Token
from selon.attribute.pieces import Endings, Phrases
from selon.lang import load_lexicon


@dataclass(frozen=True, slots=True)
class _Phrases:
    ages: Endings[bool]
    clock: Endings[bool]
    after_clock: Phrases[bool]
    labels: Endings[bool]


@functools.cache
def _endings(code: str) -> _Phrases:
    words = load_lexicon(code).figures
    ages, clock, labels = (
        Endings(dict.fromkeys(group, True)) for group in (words.ages_before, words.clock_before, words.labels)
    )
    return _Phrases(ages, clock, Phrases((phrase, True) for phrase in words.clock_after), labels)


@dataclass(frozen=True, slots=True)
class _Candidate:
    amount: Amount
    row: Row
    listed: bool  # whether the sentence counts things elsewhere: "290 morts à Lys, 190 à Orme"

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


def is_rejected(amount: Amount, row: Row, *, listed: bool) -> bool:
    """Whether a number is no figure; `listed` says that its sentence counts things elsewhere."""
    candidate = _Candidate(amount, row, listed)
    return any(reject(candidate) for reject in REJECTIONS)


def bearer(amount: Amount, row: Row) -> Token:
    """The token whose place in the sentence tells what befell those counted: the noun, else the number."""
    if amount.counted and amount.counted.token:
        return amount.counted.token
    return row.tokens.at(row.pieces[amount.number.last - 1].start)


def _is_glued(it: _Candidate) -> bool:
    """ "F16", "COVID-19", "x2", "12345-B": digits that are part of a name."""
    row, amount = it.row, it.amount
    if not amount.number.digits or amount.currency or (amount.value or 0) < 0:
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
    beside = (it.before() == ":" and it.before(2).isdecimal()) or (it.after() == ":" and it.after(1).isdecimal())
    if beside and (it.row.glued(it.first) or it.row.glued(it.last)):
        return True
    if it.last < len(it.row.pieces) and _endings(it.row.lexicon.code).after_clock.match(it.row.pieces, it.last):
        return True
    if amount.counted and amount.counted.concept == "hour" and (amount.value or 99) <= 24 and words.hours_are_clock:
        behind = it.row.norm(amount.counted.last)
        if it.after() == "h" and behind.isdecimal():
            return True
        clock = _endings(it.row.lexicon.code).clock.match(it.row.pieces, it.first)
        return amount.modifier is None and behind not in ("de", "d") and clock is not None
    return it.before() == "h" and it.before(2).isdecimal()


def _is_age(it: _Candidate) -> bool:
    """ "Âgé de 45 ans", "a 45-year-old", "Smith, 45,", "un homme de 45 ans"."""
    words, amount = it.row.lexicon.figures, it.amount
    years = amount.counted is not None and amount.counted.concept == "year"
    if (amount.value or 0) > 120:
        return False  # bedrock, not people
    if _endings(it.row.lexicon.code).ages.match(it.row.pieces, amount.first):
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
    before = row.norm(amount.first - 1)
    if before in (",", "(") and (years or amount.counted is None) and amount.first >= 2:
        owner = row.tokens.at(row.pieces[amount.first - 2].start)
        return owner.pos == "PROPN" and (
            before == "(" or row.norm(amount.last) in (",", ".", "", ")", "-", "who", "qui")
        )
    if years and before in row.lexicon.figures.age_prepositions:
        if before == "à" and row.norm(amount.last) not in ("de", "d"):
            return True
        if amount.first >= 2:
            owner = row.tokens.at(row.pieces[amount.first - 1 - (before == "'")].start - 1)
            concept = find_concept(owner, owner.norm, row.lexicon.code)
            return concept in row.lexicon.figures.people or owner.pos == "PROPN"
    return False


def _is_label(it: _Candidate) -> bool:
    """ "Page 12", "n° 12", "Boeing 737", "Big 12": a number that follows what it names."""
    amount, row = it.amount, it.row
    if amount.measured or not it.first or amount.modifier is not None:
        return False
    if _endings(row.lexicon.code).labels.match(row.pieces, it.first):
        return True
    if not amount.number.digits or amount.number.scale > 1 or it.before() in ".,;:!?()\"'":
        return False
    before = row.tokens.at(row.pieces[it.first - 1].start)
    capital = before.text[:1].isupper() and before is not before.sentence.tokens[0] and before.pos == "NOUN"
    if before.pos != "PROPN" and not capital:
        return False
    noun = amount.counted.token if amount.counted else None
    directly = (
        noun is not None
        and noun.pos == "NOUN"
        and noun.morph.get("Number") == "Plur"
        and noun.start <= (row.pieces[it.last - 1].end + 1)
    )
    return not directly or before.head is noun


def _is_year(it: _Candidate) -> bool:
    amount = it.amount
    if amount.measured or not amount.number.digits or amount.number.last - amount.number.first != 1:
        return False
    norm = it.row.norm(it.first)
    return norm.isdecimal() and len(norm) == 4 and 1_900 <= int(norm) <= 2_099 and amount.counted is None


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
        if row.norm(near) == "." and row.glued(near):
            return True
    alone = row.norm(it.first).isdecimal() and amount.counted is None and amount.currency is None
    return alone and (it.before().isdecimal() or it.after().isdecimal())


def _is_score(it: _Candidate) -> bool:
    """ "S'imposer 93 à 83": two bare numbers, the greater first."""
    words = it.row.lexicon.figures
    if it.amount.measured or it.amount.value is None or it.amount.value > 200:
        return False
    joins = words.range_to | {"-"}
    return (it.after() in joins and it.after(1).isdecimal() and it.before() not in ("de", "from")) or (
        it.before() in joins
        and it.before(2).isdecimal()
        and it.before(3) not in ("de", "from")
        and it.amount.counted is None
    )


def _is_address(it: _Candidate) -> bool:
    row, words = it.row, it.row.lexicon.figures
    if it.amount.measured:
        return False
    place = it.last + (it.after() == ",")
    if words.street_first:
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
        return row.lexicon.figures.one_is_article
    token = amount.counted.token
    if row.lexicon.figures.one_is_article:
        return name_event(token, row.lexicon.code) not in row.lexicon.figures.casualties or token.pos == "VERB"
    return find_event(token, row.lexicon.code) is None


def _is_bare(it: _Candidate) -> bool:
    """A number with no noun, modifier or event near is a name, a rank or a list's mark."""
    amount, row = it.amount, it.row
    if amount.ratio:
        return False
    if amount.number.fraction and not amount.modifier and it.after() not in row.lexicon.figures.of | {"d"}:
        return row.norm(it.first) in row.lexicon.figures.one | {"le", "half"}  # "un sixième mandat", "this half"
    if amount.number.fraction:
        return False
    if amount.measured or amount.counted or amount.modifier or amount.number.scale > 1 or amount.value is None:
        return False
    if find_event(bearer(amount, row), row.lexicon.code):
        return False
    if not amount.number.digits or (it.first == 0 and it.after() in ".)"):
        return True
    before = row.tokens.at(row.pieces[it.first - 1].start) if it.first else None
    if not row.norm(it.first).isdecimal():
        return False  # decimals and numbers with separators are no names
    if it.last < len(row.pieces) and _is_name(row.tokens.at(row.pieces[it.last].start)):
        return True
    if before is None:
        return not it.listed
    return before.pos not in ("ADP", "VERB", "AUX", "PART", "SCONJ", "ADV") and not it.listed


def _is_name(token: Token) -> bool:
    """ "Dreamliner", but not "JPY"."""
    return token.pos == "PROPN" and token.text[:1].isupper() and not token.text.isupper()


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
