"""Dates of publication (EDTF) for formats that know only plain ones; what is uncertain stays out of those."""

from __future__ import annotations

import calendar
import re
from datetime import date

from selon.types import Document

Parts = tuple[int, ...]
"""Year; year and month; or year, month and day."""

_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?", re.ASCII)
_MINUTE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?Z", re.ASCII)


def date_parts(edtf: str | None) -> Parts | None:
    """The parts of a plain date (EDTF level 0: a year, month or day); None for all others, and for none."""
    found = _PLAIN.fullmatch(edtf or "")
    if not found:
        return None
    parts = tuple(int(part) for part in found.groups() if part)
    try:
        date(*parts, *(1, 1)[len(parts) - 1 :])
    except ValueError:
        return None
    return parts


def plain_date(edtf: str | None) -> str | None:
    """A plain date as ISO 8601 writes it: "2021", "2021-05", "2021-05-04"; None for all others."""
    parts = date_parts(edtf)
    if parts is None:
        return None
    return "-".join(f"{part:04}" if place == 0 else f"{part:02}" for place, part in enumerate(parts))


def moment_in_utc(written: str | None) -> str | None:
    """A moment in universal time ("2024-03-01T08:40Z"), as it stands; None where it is of another form."""
    return written if written and _MINUTE.fullmatch(written) and date_parts(written) else None


def came_before(one: Document, other: Document) -> bool:
    """Whether the dates tell that one document came out before the other.

    By the minute where both have one, else by the day; two of the same day, a
    day in a month of which no more is known, and what has no plain date, they
    do not tell apart.
    """
    moments = moment_in_utc(one.published_at), moment_in_utc(other.published_at)
    if moments[0] and moments[1]:
        return moments[0][:16] < moments[1][:16]
    first, second = _days(one.published), _days(other.published)
    return first is not None and second is not None and first[1] < second[0]


def _days(published: str | None) -> tuple[date, date] | None:
    """The first and the last day that a plain date can be."""
    parts = date_parts(published)
    if parts is None:
        return None
    if len(parts) == 3:
        return date(*parts), date(*parts)
    year, first, last = parts[0], parts[-1] if len(parts) == 2 else 1, parts[-1] if len(parts) == 2 else 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
