"""When a figure holds, as far as its sentence tells."""

from __future__ import annotations

import bisect
import re

from selon.story.profile import Profile, Unit
from selon.types import Date, Figure

_CLOCK = re.compile(
    r"(?<![\d.,:])\b(\d{1,2})(?:\s?h(?:eures?)?(?:\s?([0-5]\d))?\b|:([0-5]\d)(?::[0-5]\d)?\b(?:\s?[ap]\.?m\b)?"
    r"|\.([0-5]\d)\s?[ap]\.?m\b|\s?(?:[ap]\.?m\b|o['’]clock))",
    re.IGNORECASE,
)
"""A time of day; 8.30 is one only with a.m. or p.m."""
_MORNING, _AFTERNOON = re.compile(r"a\.?m", re.IGNORECASE), re.compile(r"p\.?m", re.IGNORECASE)
_NOON = 12
_LEAD = 14
"""How far from the start of its sentence a date may stand that holds for all of it: "On Monday, ..."."""
_DAY = len("2024-03-01")


def moment_of(profile: Profile, figure: Figure) -> str | None:
    """The EDTF date a figure holds for, with the hour where its sentence gives one; None where it tells none.

    A date behind the figure, or one that opens the sentence before a comma, is
    when it was counted; any other may be the event's.
    """
    unit = _unit_at(profile, figure.start)
    day = figure.as_of or _date_in(profile, figure, unit)
    if day is None or unit is None or len(day) != _DAY:
        return day
    hour = _hour(unit.text)
    return f"{day}T{hour}" if hour else day


def _unit_at(profile: Profile, place: int) -> Unit | None:
    at = bisect.bisect_right(profile.units, place, key=lambda unit: unit.start) - 1
    return profile.units[at] if at >= 0 and place < profile.units[at].end else None


def _date_in(profile: Profile, figure: Figure, unit: Unit | None) -> str | None:
    if unit is None:
        return None
    known = [d for d in profile.reading.dates if d.edtf and unit.start <= d.start < unit.end and len(d.edtf) == _DAY]
    holding = [date for date in known if date.start >= figure.end or _opens(profile, date, figure, unit)]
    return holding[-1].edtf if holding else None


def _opens(profile: Profile, date: Date, figure: Figure, unit: Unit) -> bool:
    return date.start - unit.start <= _LEAD and "," in profile.document.text[date.end : figure.start]


def _hour(text: str) -> str | None:
    found = _CLOCK.search(text)
    if not found:
        return None
    hour, minute = int(found.group(1)), found.group(2) or found.group(3) or found.group(4) or "00"
    if _AFTERNOON.search(found.group()) and hour < _NOON:
        hour += _NOON
    elif _MORNING.search(found.group()) and hour == _NOON:
        hour = 0
    return f"{hour:02}:{minute}" if hour < 24 else None
