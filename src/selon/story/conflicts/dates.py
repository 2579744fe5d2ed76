"""Two statements lay one event to days, months or years that exclude each other."""

from __future__ import annotations

import re

from selon.story.conflicts.agreement import Pair
from selon.story.conflicts.reasons import reason_of
from selon.story.conflicts.statements import Statement
from selon.types import Conflict, ConflictKind, Date

_ABOUT_ONE_THING = 0.5
"""The share of the words of one statement that the other must have for their dates to be of one event."""
_MASS = 2.5
_PLAIN = re.compile(r"\d{4}(?:-\d{2})?(?:-\d{2})?")


def find_dates(pair: Pair) -> Conflict | None:
    """The conflict of two statements that each give one date, and not the same, for what is otherwise the same."""
    mine, theirs = _only_date(pair.first), _only_date(pair.second)
    if mine is None or theirs is None or pair.contained_both() < _ABOUT_ONE_THING or pair.mass() < _MASS:
        return None
    if pair.first.wording.rejections or pair.second.wording.rejections:
        return None
    first, second = mine.edtf or "", theirs.edtf or ""
    if first.startswith(second) or second.startswith(first):
        return None
    reason = reason_of(
        pair,
        "other-date",
        "one dates it ‘{first}’, the other ‘{second}’",
        first=_words(pair.first, mine),
        second=_words(pair.second, theirs),
        score=pair.contained(),
    )
    return Conflict((pair.first.document, pair.second.document), ConflictKind.DATE, (reason,))


def _only_date(statement: Statement) -> Date | None:
    dates = [date for date in statement.dates if date.edtf and date.id not in statement.telling]
    return dates[0] if len(dates) == 1 and _PLAIN.fullmatch(dates[0].edtf or "") else None


def _words(statement: Statement, date: Date) -> str:
    return statement.text[date.start - statement.start : date.end - statement.start]
