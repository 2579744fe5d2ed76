"""Dates that a text mentions, resolved against its publication date.

`date_grammar` finds what looks like a date, the checks here take out what is
none, and `calendar` resolves the rest. A date's span is the expression with its
article, without a preposition ("le 6 mai", "mai 1988", "hier soir"). Clock times
and durations are no dates. A distance of weeks or longer is approximate in EDTF:
"two weeks ago" is "2022-06-26~"; "the past five years" is an interval up to the
day of publication, and "ces derniers jours" one whose start is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from selon.attribute.certainty.conditional_forms import future_stem
from selon.attribute.dates import calendar
from selon.attribute.dates.calendar import Published
from selon.attribute.dates.grammar import Match, Vocabulary, match_dates, read_vocabulary
from selon.attribute.parse import Parsed, Token, plain
from selon.attribute.pieces import TokenFinder
from selon.lang import Lexicon
from selon.lang.dates import DateWords
from selon.types import Date, Notice


@dataclass(frozen=True, slots=True)
class _Place:
    """Where an expression is looked at: the text, its language, its sentence, its publication date."""

    text: str
    words: DateWords
    lexicon: Lexicon
    vocabulary: Vocabulary
    published: Published
    tokens: TokenFinder

    def toward(self, match: Match) -> int:
        """Where the expression, or else the tense of its verb, points: -1 past, 1 future, 0 unknown."""
        token = self.tokens.at(match.units[0].start)
        return match.step or _looks_ahead(token, self.words.ahead) or find_tense(token, self.lexicon)


def find_dates(parsed: Parsed, lexicon: Lexicon) -> tuple[tuple[Date, ...], tuple[Notice, ...]]:
    """The dates of a document in text order, ids d1, d2, ..., and a notice of those left unresolved.

    `edtf` is None where a date cannot be resolved: the publication date is not
    known well enough (one `dates-unresolved` notice counts these), or the day
    and the month of a numeric date cannot be told apart.
    """
    published = calendar.read_published(parsed.document.published)
    vocabulary = read_vocabulary(lexicon.code)
    text = plain(parsed.document.text)
    dates: list[Date] = []
    waiting = 0
    for sentence in parsed.sentences:
        place = _Place(text, lexicon.dates, lexicon, vocabulary, published, TokenFinder(sentence))
        for found in match_dates(text, sentence.start, sentence.end, vocabulary):
            if match := _settle(found, place):
                edtf = _RESOLVERS[match.rule](match, place)
                waiting += edtf is None and match.rule != "numeric"
                dates.append(Date(f"d{len(dates) + 1}", match.units[0].start, match.units[-1].end, edtf))
    return tuple(dates), _notices(waiting, parsed.document.published)


def _notices(waiting: int, published: str | None) -> tuple[Notice, ...]:
    if not waiting:
        return ()
    known = f"is known only as {published}" if published else "is unknown"
    what = "1 date is" if waiting == 1 else f"{waiting} dates are"
    return (Notice("dates-unresolved", f"{what} left unresolved, because the publication date {known}"),)


def find_tense(token: Token, lexicon: Lexicon) -> int:
    """Whether the verb that governs a token tells of the past (-1) or the future (1); 0 where that is open."""
    future_auxiliaries = lexicon.dates.future_auxiliaries
    infinitive = False
    for _ in range(8):
        if token.pos in ("VERB", "AUX"):
            auxiliaries = [child for child in token.children[:40] if child.pos == "AUX"]
            marks = _tenses(token, auxiliaries, lexicon)
            ahead = any(not future_auxiliaries.isdisjoint((child.lemma, child.norm)) for child in auxiliaries)
            ahead = ahead or _is_possible(token, auxiliaries, lexicon)
            if "Fut" in marks or ahead or (token.lemma in future_auxiliaries and "Pres" in marks):
                return 1
            if _is_prospect(token, auxiliaries, lexicon):
                return 1
            if token.morph.get("VerbForm") != "Inf":
                return -1 if marks & {"Past", "Imp"} else int(infinitive)
            infinitive = infinitive or any(child.norm == "to" for child in token.children)
        if token.head is token:
            break
        token = token.head
    return 0


def _tenses(token: Token, auxiliaries: list[Token], lexicon: Lexicon) -> set[str | None]:
    """The tenses of a verb and its auxiliaries; the participle of a passive in the present tells of no past."""
    tenses = {auxiliary.morph.get("Tense") for auxiliary in auxiliaries if auxiliary.morph.get("VerbForm") == "Fin"}
    passive = any(child.dep in lexicon.grammar.passive_auxiliary for child in auxiliaries)
    if passive and tenses == {"Pres"} and len(auxiliaries) == 1:
        return tenses
    return {token.morph.get("Tense"), *(auxiliary.morph.get("Tense") for auxiliary in auxiliaries)}


def _is_possible(token: Token, auxiliaries: list[Token], lexicon: Lexicon) -> bool:
    """Whether a verb tells of what would or may come: "would reopen", not "would have reopened", "would not say"."""
    possible = any(child.norm in lexicon.dates.possible_auxiliaries for child in auxiliaries)
    perfect = token.morph.get("VerbForm") == "Part" and not any(
        child.dep in lexicon.grammar.passive_auxiliary for child in auxiliaries
    )
    negated = any(child.norm in lexicon.grammar.full_negators for child in token.children)
    return possible and not perfect and not negated


def _is_prospect(token: Token, auxiliaries: list[Token], lexicon: Lexicon) -> bool:
    """Whether a verb stands in the present conditional, as what is to come does in news: "débuterait", "serait lancé".

    A compound one ("aurait débuté", "serait parti") tells of the past.
    """
    words = lexicon.hedges.conditional
    if words is None:
        return False
    if not auxiliaries:
        return bool(future_stem(token.norm, words))
    stem = future_stem(auxiliaries[0].norm, words)
    return stem == words.be and not token.norm.startswith(tuple(words.be_participles))


def _looks_ahead(token: Token, ahead: frozenset[str]) -> int:
    """1 where a word right before a date points to what is to come, whatever the tense: d'*ici* au 15 mai."""
    tokens = token.sentence.tokens
    place = token.i - tokens[0].i
    return int(any(other.norm in ahead for other in tokens[max(0, place - 2) : place]))


# ---------------------------------------------------------------- what only looks like a date


def _settle(match: Match, place: _Place) -> Match | None:
    """The match itself where it is a date, None where it is none; of "in March 12 people" the month."""
    if _is_date(match, place):
        return match
    day = match.units[-1]
    if match.rule == "day" and day.letter == "D" and len(match.units) > 1 and match.units[-2].letter in "Mm":
        month = replace(match, rule="month", units=match.units[-2:-1], after=[day])
        return month if _is_date(month, place) else None
    return None


def _is_date(match: Match, place: _Place) -> bool:
    after = match.after
    if len(after) > 1 and after[0].letter == "-" and match.pieces[after[1].piece].norm in place.words.not_after:
        return False
    check = _CHECKS.get(match.rule)
    return check is None or check(match, place)


def _is_day(match: Match, place: _Place) -> bool:
    first_number = next(k for k, unit in enumerate(match.units) if unit.letter in "DE")
    month_first = match.unit("MmDE").letter in "Mm"
    if month_first and match.units[-1].letter == "D" and first_number:
        # "in March 12 people": a count, not a day
        return place.words.month_first and not _counts_next(match, place)
    return not month_first or place.words.month_first


def _is_month(match: Match, place: _Place) -> bool:
    if match.has("Y"):
        return True
    name = match.unit("Mm")
    token = place.tokens.at(name.start)
    if place.words.capital_months:
        return token.pos not in ("AUX", "VERB") and token.ner != "PERSON" and token.head.ner != "PERSON"
    shown = place.text[name.start : name.end]
    named = shown[0].isupper() and not shown.isupper()
    return not named or token is token.sentence.tokens[0] or match.has("lxF") or match.previous == "en"


def _is_year(match: Match, place: _Place) -> bool:
    year = match.units[-1]
    if len(match.units) > 1:
        return True
    if _counts_next(match, place) or place.text[year.end : year.end + 1] == "-":
        return False
    first = year.piece
    if match.before and match.before.letter in "eo" and match.pieces[max(first - 2, 0)].norm.isdecimal():
        first -= 2  # "between 1600 and 1700"
    if place.vocabulary.year_prepositions.match(match.pieces, first):
        return True
    return 1_900 <= int(year.value) <= 2_099


def _counts_next(match: Match, place: _Place) -> bool:
    """Whether the number at the end counts the plural noun after it."""
    last = match.units[-1]
    if not match.after or match.after[0].start > last.end + 1:
        return False
    following = place.tokens.at(match.after[0].start)
    if following.norm in place.vocabulary.counted or following.lemma in place.vocabulary.counted:
        return match.units[-1].letter == "Y" or following.morph.get("Number") != "Sing"
    return following.morph.get("Number") == "Plur" and following.pos in ("NOUN", "ADJ")


def _is_decade(match: Match, _: _Place) -> bool:
    if match.has("K"):
        return True
    return match.values("YDI")[-1] % 10 == 0 and match.unit("U").value == "year"


def _is_weekday(match: Match, place: _Place) -> bool:
    if match.before and match.before.letter == "E":
        return False  # "the first Sunday of Lent"
    first, last = match.units[0], match.units[-1]
    # "le lundi" is every Monday
    habit = first.letter == "W" and match.previous in place.words.articles and not match.has("lx")
    after = match.after[0].start if match.after else last.end
    # "Vendredi Saint"
    named = match.before is not None and place.text[first.start].isupper() and place.text[after : after + 1].isupper()
    return place.words.month_first or not (habit or named)


def _is_season(match: Match, place: _Place) -> bool:
    name = match.unit("S")
    if match.has("Y"):
        return True
    if place.tokens.at(name.start).pos != "NOUN" or place.text[name.start].isupper():
        return False
    if match.has("lxt"):
        return True
    if place.text[name.start : name.end] in place.words.season_needs_year:
        return False
    return match.previous in place.words.seasonal and not (match.after and match.after[0].letter in "Od")


def _is_period(match: Match, place: _Place) -> bool:
    # "many years to come" are no dated period, "les années passées" are
    plural = place.tokens.at(match.unit("U").start).morph.get("Number") == "Plur"
    return match.unit("U").value != "hour" and not (plural and match.units[0].letter == "U")


_CHECKS: dict[str, Callable[[Match, _Place], bool]] = {
    "day": _is_day,
    "month": _is_month,
    "year": _is_year,
    "decade": _is_decade,
    "weekday": _is_weekday,
    "season": _is_season,
    "century": lambda match, _: match.unit("U").value == "century",
    "ago": lambda match, _: match.unit("U").value != "hour",
    "hence": lambda match, _: match.unit("U").value != "hour",
    "period": _is_period,
    "numbered": lambda match, place: place.words.day_first and not _counts_next(match, place),
}


# ---------------------------------------------------------------- resolved


def _day(match: Match, place: _Place) -> str | None:
    day, month, year = match.first("DE"), match.first("Mm"), match.first("Y")
    if day is None or month is None:
        return None
    if year is not None:
        found = calendar.make_day(year, month, day)
        return found.isoformat() if found else None
    return calendar.find_day(place.published, day, month, match.first("Ww"), place.toward(match))


def _days(match: Match, place: _Place) -> str | None:
    (first, last), month, year = match.values("DE"), match.first("Mm"), match.first("Y")
    if month is None or first >= last:
        return None
    if year is None:
        end = calendar.find_day(place.published, last, month, None, place.toward(match))
    else:
        whole = calendar.make_day(year, month, last)
        end = whole.isoformat() if whole else None
    return f"{end[:8]}{first:02}/{end}" if end else None


def _month(match: Match, place: _Place) -> str | None:
    month, year = match.first("Mm"), match.first("Y")
    if month is None:
        return None
    if year is not None:
        return f"{year:04}-{month:02}"
    return calendar.find_month(place.published, month, place.toward(match), other=bool(match.step))


def _months(match: Match, place: _Place) -> str | None:
    (first, last), year = match.values("Mm"), match.first("Y")
    end = f"{year:04}-{last:02}" if year else calendar.find_month(place.published, last, place.toward(match))
    return f"{int(end[:4]) - (first > last):04}-{first:02}/{end}" if end else None


def _years(match: Match, _: _Place) -> str | None:
    first, last = match.values("YDI")
    last += first // 100 * 100 if last < 100 else 0
    return f"{first:04}/{last:04}" if first < last else None


def _decade(match: Match, place: _Place) -> str | None:
    year = match.values("YDIK")[-1]
    if year < 100:  # "les années 60", "the 90s": the last ones so called
        year += 1_900 if place.published.year is None or year + 2_000 > place.published.year else 2_000
    return f"{year // 10:03}X"


def _relative(match: Match, place: _Place) -> str | None:
    night = match.step < 0 and not match.has("R")
    return calendar.shift_day(place.published, (match.first("R") or 0) - night)


def _weekday(match: Match, place: _Place) -> str | None:
    weekday = match.first("W")
    if weekday is None:
        return None
    if match.step:
        return calendar.find_other_weekday(place.published, weekday, match.step)
    return calendar.find_weekday(place.published, weekday, place.toward(match))


def _night(match: Match, place: _Place) -> str | None:
    """ "La nuit de lundi à mardi": from the one day to the other."""
    last = calendar.find_weekday(place.published, match.values("W")[-1], place.toward(match))
    first = calendar.read_published(last).day
    return f"{calendar.shift_day(calendar.Published(day=first), -1)}/{last}" if first else None


def _numbered(match: Match, place: _Place) -> str | None:
    day, weekday = match.first("DE"), match.first("W")
    if day is None or weekday is None:
        return None
    return calendar.find_day_number(place.published, day, weekday, place.toward(match))


def _season(match: Match, place: _Place) -> str | None:
    season, year = match.first("S"), match.first("Y")
    if season is None:
        return None
    if year is not None:
        return f"{year:04}-{season}"
    return calendar.find_season(place.published, season, place.toward(match), other=bool(match.step))


def _stretch(match: Match, place: _Place) -> str | None:
    unit = str(match.unit("U").value)
    return calendar.find_stretch(place.published, unit, match.first("DIn"), match.step)


def _period(match: Match, place: _Place) -> str | None:
    unit = match.unit("U")
    plural = place.tokens.at(unit.start).morph.get("Number") == "Plur"
    if match.step and plural and unit.value != "weekend":
        return calendar.find_stretch(place.published, str(unit.value), None, match.step)
    return calendar.find_period(place.published, str(unit.value), match.step, place.toward(match))


def _distance(match: Match, place: _Place, step: int) -> str | None:
    count = match.first("DInq")
    return calendar.find_distance(place.published, str(match.unit("U").value), count or 1, step)


def _numeric(match: Match, place: _Place) -> str | None:
    parts = [int(part) for part in re.split("[-/.]", str(match.units[0].value))]
    if "-" in str(match.units[0].value):
        year, month, day = parts
    else:
        day, month, year = parts if place.words.day_first or parts[0] > 12 else (parts[1], parts[0], parts[2])
        if not place.words.day_first and day <= 12 and day != month:
            return None  # 03/04: of March or of April
        year += 2_000 if year < 70 else 1_900 if year < 100 else 0
    found = calendar.make_day(year, month, day)
    return found.isoformat() if found else None


_RESOLVERS: dict[str, Callable[[Match, _Place], str | None]] = {
    "numeric": _numeric,
    "day": _day,
    "days": _days,
    "month": _month,
    "months": _months,
    "year": lambda match, _: f"{match.values('Y')[-1]:04}",
    "years": _years,
    "decade": _decade,
    "relative": _relative,
    "weekday": _weekday,
    "night": _night,
    "numbered": _numbered,
    "season": _season,
    "century": lambda match, _: f"{(match.first('E') or 1) - 1:02}XX",
    "stretch": _stretch,
    "period": _period,
    "ago": lambda match, place: _distance(match, place, -1),
    "hence": lambda match, place: _distance(match, place, 1),
}
