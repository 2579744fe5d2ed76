"""Which of two documents appeared first, as far as that is known: by the minute, else by the day."""

from __future__ import annotations

import datetime
import re

from selon.story.profile import Profile

_LAST = "~"
"""Comes behind every moment."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def published_day(profile: Profile) -> str | None:
    """The day a document appeared; None where it is not known to the day."""
    published = profile.document.published or ""
    return published if _DAY.fullmatch(published) and _exists(published) else None


def day_of(profile: Profile) -> int | None:
    """The day a document appeared, counted from the year 1; None where it is not known to the day."""
    day = published_day(profile)
    return None if day is None else datetime.date.fromisoformat(day).toordinal()


def appeared_at(profile: Profile) -> str:
    """When a document appeared, as closely as it is known; empty where it is not."""
    return profile.document.published_at or profile.document.published or ""


def first_of(a: Profile, b: Profile) -> Profile | None:
    """The one that appeared first; None where that is not known, or they appeared together."""
    one, other = a.document.published_at or "", b.document.published_at or ""
    if not one or not other or one.endswith("Z") != other.endswith("Z"):
        one, other = published_day(a) or "", published_day(b) or ""
    if not one or not other or one == other:
        return None
    return a if one < other else b


def time_order(profile: Profile) -> tuple[bool, str, str, str]:
    """A key by which documents stand in the order of time: those of a known hour first in a day, the undated last."""
    document = profile.document
    return document.published is None, document.published or "", document.published_at or _LAST, profile.id


def _exists(day: str) -> bool:
    try:
        datetime.date.fromisoformat(day)
    except ValueError:
        return False
    return True
