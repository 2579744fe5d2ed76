"""How many pages local sources hold, before they are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from selon.page.settings import FetchSettings
from selon.page.sources import find_pages
from selon.types import Page

_LEAD_ELSEWHERE = (".xml", ".rss", ".atom", ".json", ".urls", ".xml.gz")


def count_pages(sources: Sequence[str], settings: FetchSettings) -> int | None:
    """The pages of files and folders; None where a source may lead to pages that are yet to be fetched."""
    if any("://" in source or source == "-" or source.lower().endswith(_LEAD_ELSEWHERE) for source in sources):
        return None
    if any(_lists_addresses(source) for source in sources):
        return None
    return sum(isinstance(found, Page) for found in find_pages(sources, settings))


def _lists_addresses(source: str) -> bool:
    path = Path(source)
    if not path.is_file() or path.suffix not in ("", ".txt"):
        return False
    with path.open("rb") as stream:
        return stream.read(4096).lstrip().startswith((b"http://", b"https://", b"#"))
