"""Relative dates against the day of publication, as EDTF (ISO 8601-2).

All is computed from the publication date, which can be known to the day, the
month or the year. What would need more than is known gives None: a date is
never guessed. Weeks are ISO weeks, Monday to Sunday. `toward` is -1 where the
text speaks of the past, 1 of the future, 0 where it does not tell.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_EDTF = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}


@dataclass(frozen=True, slots=True)
class Published:
    """The publication date, as far as it is known."""

    year: int | None = None
    month: int | None = None
    day: date | None = None


def read_published(edtf: str | None) -> Published:
    """The parts of an EDTF day, month or year; nothing of anything else."""
    found = _EDTF.fullmatch(edtf or "")
    if not found:
        return Published()
    year, month, day = (int(part) if part else None for part in found.groups())
    if year is None or not 1 <= year <= 9_990 or (month is not None and not 1 <= month <= 12):
        return Published()
    if month is None or day is None:
        return Published(year, month)
    whole = make_day(year, month, day)
    return Published(year, month, whole)


def make_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift_day(published: Published, days: int) -> str | None:
    """The day so many days from publication."""
    moved = _moved(published.day, days)
    return moved.isoformat() if moved else None


def find_weekday(published: Published, weekday: int, toward: int) -> str | None:
    """The nearest such weekday up to and including the day of publication; from it on where `toward` is 1."""
    if published.day is None:
        return None
    behind = (published.day.weekday() - weekday) % 7
    return shift_day(published, (7 - behind) % 7 if toward > 0 else -behind)


def find_other_weekday(published: Published, weekday: int, step: int) -> str | None:
    """Such a weekday before (`step` -1) or after (1) the day of publication itself."""
    if published.day is None:
        return None
    behind = (published.day.weekday() - weekday) % 7
    return shift_day(published, (7 - behind) if step > 0 else -(behind or 7))


def find_day(published: Published, day: int, month: int, weekday: int | None, toward: int) -> str | None:
    """A day and month without a year: the year in which it falls best.

    A weekday that is named decides. Else past tense takes the last such day,
    future the next; without tense the nearest, where a day ahead counts for five
    behind: news tells of what was.
    """
    if published.year is None:
        return None
    days = [found for year in range(-1, 2) if (found := make_day(published.year + year, month, day))]
    if weekday is not None:
        days = [found for found in days if found.weekday() == weekday] or days
    center = published.day or _center(published)
    if center is None:
        return days[len(days) // 2].isoformat() if len(days) == 1 else None
    ahead = [found for found in days if (found >= center if toward > 0 else found <= center)]
    pool = ahead if toward and ahead and weekday is None else days
    if not pool:
        return None
    return min(pool, key=lambda found: max((found - center).days * 5, (center - found).days)).isoformat()


def find_day_number(published: Published, day: int, weekday: int, toward: int) -> str | None:
    """ "jeudi 12": the nearest month whose 12th is a Thursday, in the direction the tense tells."""
    if published.day is None:
        return None
    for months in (0, -1, 1, -2, 2) if toward <= 0 else (0, 1, 2, -1, -2):
        year, month = _add_months(published.day.year, published.day.month, months)
        found = make_day(year, month, day)
        if found and found.weekday() == weekday:
            return found.isoformat()
    return None


def find_month(published: Published, month: int, toward: int, *, other: bool = False) -> str | None:
    """A month without a year: the last one up to publication, or the next from it on; `other` leaves out that month."""
    if published.year is None or published.month is None:
        return None
    if toward > 0:
        later = month < published.month or (other and month == published.month)
        return f"{published.year + later:04}-{month:02}"
    earlier = month > published.month or (other and month == published.month)
    return f"{published.year - earlier:04}-{month:02}"


def find_season(published: Published, season: int, toward: int, *, other: bool = False) -> str | None:
    """A season without a year, as `find_month`; a winter is named by the year it begins in."""
    if published.year is None or published.month is None:
        return None
    first, last = _SEASON_MONTHS[season]
    years = [published.year + step for step in (-2, -1, 0, 1, 2)]
    now = published.year * 12 + published.month
    if toward > 0:
        years = [year for year in years if (year * 12 + first > now if other else year * 12 + last >= now)]
    else:
        years = [year for year in years[::-1] if (year * 12 + last < now if other else year * 12 + first <= now)]
    return f"{years[0]:04}-{season}" if years else None


def find_period(published: Published, unit: str, step: int, toward: int = 0) -> str | None:
    """The period before (-1), of (0) or after (1) publication: last week, this year, next month."""
    if unit in ("day", "week", "weekend"):
        return shift_day(published, step) if unit == "day" else _week(published, unit, step, toward)
    if published.year is None:
        return None
    if unit == "year":
        return f"{published.year + step:04}"
    if unit == "decade":
        return f"{published.year // 10 + step:03}X"
    if unit == "century":
        return f"{published.year // 100 + step:02}XX"
    if published.month is None:
        return None
    if unit == "quarter":
        year, quarter = divmod(published.year * 4 + (published.month - 1) // 3 + step, 4)
        return f"{year:04}-{33 + quarter}"
    return "{:04}-{:02}".format(*_add_months(published.year, published.month, step)) if unit == "month" else None


def find_stretch(published: Published, unit: str, count: int | None, step: int) -> str | None:
    """The time up to (-1) or from (1) publication: "the past five years"; open where no number is given."""
    near = _format(published)
    if near is None:
        return None
    far = _away(published, unit, count * step) if count is not None else None
    if count is not None and far is None:
        return None
    return f"{far or ''}/{near}" if step < 0 else f"{near}/{far or ''}"


def find_distance(published: Published, unit: str, count: int, step: int) -> str | None:
    """ "Three days ago" is a day; longer units are only about ("~"): weeks to the day, months, years."""
    if unit == "day":
        return shift_day(published, count * step)
    far = _away(published, unit, count * step)
    if far is None or unit == "hour":
        return None if unit == "hour" else far
    return f"{far if unit == 'week' else far[:7] if unit == 'month' else far[:4]}~"


def _week(published: Published, unit: str, step: int, toward: int) -> str | None:
    if published.day is None:
        return None
    # "this weekend" on a Monday is the one just past, unless the text looks ahead
    back = unit == "weekend" and step == 0 and toward <= 0 and published.day.weekday() < 3
    # on a Sunday, "last weekend" is the one before the one that is ending
    monday = _moved(published.day, -published.day.weekday() + 7 * (-1 if back else step))
    sunday = _moved(monday, 6)
    if monday is None or sunday is None:
        return None
    return f"{monday + timedelta(days=5) if unit == 'weekend' else monday}/{sunday}"


def _moved(day: date | None, days: int) -> date | None:
    try:
        return day + timedelta(days=days) if day is not None else None
    except OverflowError:
        return None


def _away(published: Published, unit: str, count: int) -> str | None:
    """The publication date so many units away, as exact as it is itself known."""
    if published.year is None or abs(count) > 5_000:
        return None
    if unit == "hour":
        return shift_day(published, -(-abs(count) // 24) * (1 if count > 0 else -1))
    if unit in ("day", "week", "weekend"):
        return shift_day(published, count * (1 if unit == "day" else 7))
    months = count * {"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1_200}[unit]
    year, month = _add_months(published.year, published.month or 1, months)
    if not 1 <= year <= 9_999:
        return None
    if published.month is None:
        return f"{year:04}" if months % 12 == 0 else None
    if published.day is None:
        return f"{year:04}-{month:02}"
    return date(year, month, min(published.day.day, monthrange(year, month)[1])).isoformat()


def _format(published: Published) -> str | None:
    if published.day is not None:
        return published.day.isoformat()
    if published.year is None:
        return None
    return f"{published.year:04}-{published.month:02}" if published.month else f"{published.year:04}"


def _center(published: Published) -> date | None:
    return make_day(published.year, published.month, 15) if published.year and published.month else None


def _add_months(year: int, month: int, months: int) -> tuple[int, int]:
    total = year * 12 + month - 1 + months
    return total // 12, total % 12 + 1
