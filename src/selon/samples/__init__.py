"""The sample stories that ship with selon.

Each story is a folder of eight retellings of one event, as web pages in French
and English, and a ``story.toml`` that records for every page its outlet,
language, date and what it was taken from, and for the story what a careful
reader should find in it. People, places, outlets and events are all invented.
"""

from __future__ import annotations

from pathlib import Path

__all__ = ["story_names", "story_pages"]

_HERE = Path(__file__).resolve().parent


def story_names() -> tuple[str, ...]:
    """Return the names of the sample stories, sorted."""
    return tuple(sorted(record.parent.name for record in _HERE.glob("*/story.toml")))


def story_pages(name: str) -> tuple[Path, ...]:
    """Return the pages of the sample story ``name``, in the order of their numbers.

    Raises:
        ValueError: no sample story has that name; the message lists those there are.
    """
    known = story_names()
    if name not in known:
        raise ValueError(f"no sample story is called {name!r}; there are: {', '.join(known)}")
    return tuple(sorted((_HERE / name).glob("*.html")))
