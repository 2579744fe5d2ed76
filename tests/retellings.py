"""Short retellings, read as a user's would be, for the tests of stories."""

from __future__ import annotations

import selon
from selon.story.profile import Profile, profile_of
from selon.types import Reading


def read(text: str, name: str = "a", *, lang: str = "en", day: str | None = None, title: str | None = None) -> Reading:
    """One invented article, read."""
    return selon.read(text=text, lang=lang, id=name, published=day, title=title)


def profiles(*readings: Reading) -> list[Profile]:
    """The profiles of readings, without an encoder."""
    return [profile_of(reading) for reading in readings]
