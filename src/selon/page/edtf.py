"""Dates of publication as EDTF (ISO 8601-2): a day, a month or a year; and the moment, where an hour is told."""

from __future__ import annotations

import datetime
import re
from email.utils import parsedate_to_datetime

_EDTF = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?([?~%]?)")
_DATETIME = re.compile(r"(\d{4})-?(\d{2})-?(\d{2})(?:[T ]\s?\d{2}.{0,24})?")


def read_edtf(value: str) -> str | None:
    """EDTF for a date, a month, a year, an ISO date-time (its day as written) or an RFC 5322 date; else None."""
    value = value.strip()
    if (match := _EDTF.fullmatch(value)) and _exists(match[1], match[2], match[3]):
        return value
    if (match := _DATETIME.fullmatch(value)) and _exists(match[1], match[2], match[3]):
        return f"{match[1]}-{match[2]}-{match[3]}"
    if not 11 <= len(value) <= 60:
        return None
    try:
        return parsedate_to_datetime(value).date().isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def read_moment(value: str) -> str | None:
    """The minute of an ISO date-time: in universal time ("2024-03-01T08:40Z") with an offset, else as written.

    None where it tells no hour, or is no date-time.
    """
    if "T" not in value.strip().replace(" ", "T"):
        return None
    try:
        moment = datetime.datetime.fromisoformat(value.strip())
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.strftime("%Y-%m-%dT%H:%M")
    try:
        return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%MZ")
    except OverflowError:
        return None


def _exists(year: str, month: str | None, day: str | None) -> bool:
    try:
        datetime.date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return False
    return True
