"""The shape of a language's `dates.toml`: the words of dates."""

from __future__ import annotations

from typing import Literal

import msgspec

PeriodUnit = Literal["hour", "day", "week", "weekend", "month", "quarter", "year", "decade", "century"]


class DateExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that a test reads as if published on `published`, with the EDTF of each date it holds."""

    example: str
    edtf: tuple[str, ...]
    published: str = "2022-07-10"


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases of dates, lower-case with plain apostrophes.

    Months are 1 to 12, weekdays 0 (Monday) to 6, `days` are days from the day
    of publication, seasons are EDTF's 21 (spring) to 24 (winter).
    Abbreviations count only beside a day or a year. `contracted` are articles
    joined with a preposition (au, du): they begin no date's span. `ahead` are
    words before a date that tell that it is still to come, `possible_auxiliaries`
    those with which a verb tells of what would or may come.
    """

    months: dict[str, int]
    month_abbreviations: dict[str, int]
    weekdays: dict[str, int]
    weekday_abbreviations: dict[str, int]
    days: dict[str, int]
    day_parts: frozenset[str]
    seasons: dict[str, int]
    units: dict[str, PeriodUnit]
    ordinal_suffixes: frozenset[str]
    ordinals: dict[str, int]
    previous: frozenset[str]
    next: frozenset[str]
    this: frozenset[str]
    articles: frozenset[str]
    contracted: frozenset[str]
    of: frozenset[str]
    conjunctions: frozenset[str]
    to: frozenset[str]
    phases: frozenset[str]
    ago_before: frozenset[str]
    ago_after: frozenset[str]
    hence_before: frozenset[str]
    every: frozenset[str]
    a: frozenset[str]
    indefinite: frozenset[str]
    not_after: frozenset[str]
    future_auxiliaries: frozenset[str]
    year_prepositions: frozenset[str]
    day_first: bool
    month_first: bool
    capital_months: bool
    seasonal: frozenset[str]
    ahead: frozenset[str] = frozenset()
    possible_auxiliaries: frozenset[str] = frozenset()
    season_needs_year: frozenset[str] = frozenset()
    examples: tuple[DateExample, ...] = ()
