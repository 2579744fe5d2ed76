"""Lines that say who wrote an article and when: "Par Jeanne Morel", "Published March 3, 2024".

Months and weekdays are those of the Unicode CLDR, read through babel.
"""

from __future__ import annotations

import datetime
import functools
import re
from dataclasses import dataclass

from selon.lang import languages
from selon.page.phrases import compile_phrases, fold, furniture_words

_LONGEST = 160
_TOKEN = re.compile(r"[^\s,;|()•·–—]+")
_NUMBERISH = re.compile(r"\d{1,4}(?:[:h./-]\d{0,4}){0,3}(?:er|st|nd|rd|th|h|min|am|pm|p\.m\.|a\.m\.)?z?", re.IGNORECASE)
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_SLASHED = re.compile(r"(?<!\d)(\d{1,2})[/.](\d{1,2})[/.](\d{4})(?!\d)")
_ELIDED = re.compile(r"^[dl]'")
_CUT = re.compile(r"[,|(;•·–—]|\d| - ")


@dataclass(frozen=True, slots=True)
class DatelineWords:
    """The byline words of all languages, compiled; `joints` may stand between names and dates."""

    leads: re.Pattern[str]
    published: re.Pattern[str]
    updated: re.Pattern[str]
    ago: re.Pattern[str]
    joints: frozenset[str]
    times: frozenset[str]
    nobody: frozenset[str]
    months: dict[str, int]
    weekdays: frozenset[str]
    spelt_day: re.Pattern[str]


def is_byline(line: str) -> bool:
    """Whether a line does nothing but name its writer, its agency or its time."""
    if len(line) > _LONGEST or (line.rstrip().endswith((".", "?", "!")) and not line.rstrip().endswith("m.")):
        return False
    words, folded = _words(), fold(line)
    bare = folded.rstrip(" :")
    if words.leads.fullmatch(bare) or bare in words.nobody:
        return True
    return _is_dated(folded, words) or _is_signed(line, folded, words) or _is_dated_and_signed(line, folded, words)


def is_empty_byline(line: str) -> bool:
    """Whether a line is a byline's lead with nobody after it: "par", "By:"."""
    return len(line) <= 40 and line[:1].isalpha() and _words().leads.fullmatch(fold(line).rstrip(" :")) is not None


def read_byline(line: str) -> str | None:
    """The persons a byline names, as written; None for an agency, a desk, or a line that names nobody."""
    words = _words()
    plain = " ".join(line.split())
    folded = fold(plain)
    day = words.spelt_day.search(folded)
    lead = words.leads.match(folded) or (words.leads.search(folded, day.end()) if day else None)
    rest = plain[len(plain) - len(folded) + lead.end() :] if lead and len(folded) <= len(plain) else plain
    rest = rest.strip(" :")
    cut = _CUT.search(rest)
    named = rest[: cut.start()] if cut else rest
    for stop in ("avec", "pour", "with", "for", "in", "à"):
        named = re.split(rf"\s{stop}\s", f"{named} ", maxsplit=1, flags=re.IGNORECASE)[0]
    named = named.strip()
    return named if is_person(named) else None


def is_person(name: str) -> bool:
    """Whether a byline's name can be a person's: two words or more, capitals, none of the bodies known."""
    words, folded = _words(), fold(name)
    if not folded or folded in words.nobody or len(name) > 120 or "@" in name or "http" in folded or "www." in folded:
        return False
    parts = name.split()
    if len(parts) < 2 or any(part[0].isdigit() for part in parts):
        return False
    if any(fold(part) in words.nobody for part in parts) or any(folded.startswith(f"{body} ") for body in words.nobody):
        return False
    return parts[0][0].isupper() and parts[-1][0].isupper()


def read_published(line: str, lang: str) -> str | None:
    """The day of publication that a byline gives, EDTF `YYYY-MM-DD`; None for "two hours ago" or an update's day."""
    words, folded = _words(), fold(line)
    if words.ago.search(folded):
        return None
    found = words.published.search(folded)
    if found is None and words.updated.search(folded):
        return None
    rest = folded[found.end() :] if found else folded
    update = words.updated.search(rest)
    return read_day(rest[: update.start()] if update else rest, lang)


def read_day(folded: str, lang: str) -> str | None:
    """The first day written out in a folded line, EDTF; None where day and month cannot be told apart."""
    if match := _ISO.search(folded):
        return _day(int(match[1]), int(match[2]), int(match[3]))
    words = _words()
    if match := words.spelt_day.search(folded):
        month = words.months[match["month"] or match["month2"]]
        return _day(int(match["year"] or match["year2"]), month, int(match["day"] or match["day2"]))
    if match := _SLASHED.search(folded):
        first, second, year = int(match[1]), int(match[2]), int(match[3])
        if first > 12 or lang == "fr" or first == second:
            return _day(year, second, first)
        return _day(year, first, second) if second > 12 else None
    return None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return datetime.date(year, month, day).isoformat()
    except ValueError:
        return None


def _is_dated(folded: str, words: DatelineWords) -> bool:
    """All of the line is a time, with a date or a word of publication in it."""
    tokens = [token.strip(":").rstrip(".") for token in _TOKEN.findall(folded)]
    ago = words.ago.search(folded)
    said = words.published.match(folded) or words.updated.match(folded)
    bare = words.updated.sub(" ", words.published.sub(" ", folded))
    left = tokens if not said else [token.strip(":") for token in _TOKEN.findall(bare)]
    if not left or len(left) > 16 or not any(token[:1].isdigit() for token in left):
        return False
    if not said and not ago and not any(day.search(folded) for day in (words.spelt_day, _ISO, _SLASHED)):
        return False
    return all(_is_time(token, words) or bool(ago and token in ago.group()) for token in left if token)


def _is_dated_and_signed(line: str, folded: str, words: DatelineWords) -> bool:
    """A day, then a lead and names: "Tuesday 9 April 2024, by Ann Field"."""
    day, lead = words.spelt_day.search(folded), None
    if day is not None:
        lead = words.leads.search(folded, day.end())
    if lead is None or not _is_dated(folded[: lead.start()], words):
        return False
    plain = " ".join(line.split())
    return len(plain) == len(folded) and _is_signed(plain[lead.start() :], folded[lead.start() :], words)


def _is_time(token: str, words: DatelineWords) -> bool:
    bare = token.rstrip(".")
    if bare in words.times or token in words.times or bare in words.months or bare in words.weekdays:
        return True
    return any(pattern.fullmatch(token) for pattern in (_NUMBERISH, words.published, words.updated))


def _is_signed(line: str, folded: str, words: DatelineWords) -> bool:
    """A lead, then nothing but names, joints and times."""
    lead = words.leads.match(folded)
    if lead is None or lead.end() == len(folded):
        return False
    if folded[lead.end() :].strip(" :") in words.nobody:
        return True
    plain = " ".join(line.split())
    count = len(_TOKEN.findall(folded[: lead.end()]))
    tokens = [token.replace("’", "'").strip(":") for token in _TOKEN.findall(plain.replace(":", ": "))][count:]
    tokens = [token for token in tokens if token]
    if not 1 <= len(tokens) <= 18:
        return False
    first = fold(tokens[0])
    if first in words.weekdays or first in words.months or first[:1].isdigit():
        return False
    capitals = sum(token[:1].isupper() for token in tokens)
    return capitals >= 1 and all(_may_sign(token, words) for token in tokens)


def _may_sign(token: str, words: DatelineWords) -> bool:
    bare = _ELIDED.sub("", token)
    folded = fold(bare)
    return bare[:1].isupper() or folded in words.joints or folded in words.nobody or _is_time(folded, words)


@functools.cache
def _words() -> DatelineWords:
    bylines = [words.bylines for words in furniture_words()]
    months, weekdays = _calendar()
    spelt = "|".join(re.escape(month) for month in sorted(months, key=lambda month: (-len(month), month)))
    day = r"(?<!\d){0}(?:er|st|nd|rd|th)?"
    return DatelineWords(
        leads=compile_phrases((word for part in bylines for word in part.leads), bounded=True),
        published=compile_phrases((word for part in bylines for word in part.published), bounded=True),
        updated=compile_phrases((word for part in bylines for word in part.updated), bounded=True),
        ago=compile_phrases((word for part in bylines for word in part.ago), bounded=True),
        joints=frozenset(word for part in bylines for word in part.joints),
        times=frozenset(word for part in bylines for word in part.times),
        nobody=frozenset(word for part in bylines for word in part.nobody),
        months=months,
        weekdays=weekdays,
        spelt_day=re.compile(
            day.format(r"(?P<day>\d{1,2})") + rf" (?:of )?(?P<month>{spelt})\.?,? (?P<year>\d{{4}})(?!\d)"
            rf"|(?<!\w)(?P<month2>{spelt})\.? (?P<day2>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<year2>\d{{4}})(?!\d)"
        ),
    )


def _calendar() -> tuple[dict[str, int], frozenset[str]]:
    """The names of months, with their numbers, and of weekdays, in every language that has a lexicon."""
    from babel import Locale

    months: dict[str, int] = {}
    weekdays: set[str] = set()
    for code in languages():
        locale = Locale.parse(code)
        for width in ("wide", "abbreviated"):
            months.update({fold(name).rstrip("."): number for number, name in locale.months["format"][width].items()})
            weekdays.update(fold(name).rstrip(".") for name in locale.days["format"][width].values())
    return months, frozenset(weekdays)
