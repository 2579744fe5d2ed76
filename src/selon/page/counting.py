"""How many pages local sources hold, before they are read."""

from __future__ import annotations

from collections.abc import Sequence

from selon.page.settings import FetchSettings
from selon.page.sources import find_pages
from selon.types import Page, PassedOver


def count_pages(sources: Sequence[str], settings: FetchSettings) -> int | None:
    """The pages of files, folders and archives; None where a source leads to pages that are yet to be fetched."""
    count = 0
    for found in find_pages(sources, settings, follow=False):
        if isinstance(found, PassedOver) and found.kind == "list":
            return None
        count += isinstance(found, Page)
    return count
