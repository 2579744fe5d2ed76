"""The trail of links before a headline: "Home » World » The mayor resigns"."""

from __future__ import annotations

import re

from selon.page.phrases import fold, furniture_words

_CRUMB_WORDS = 4
_LONGEST = 400


def find_breadcrumb(line: str, after: str | None = None) -> int | None:
    """How many code points at a line's beginning are a breadcrumb; all of them when no headline follows in it.

    The trail has to begin with a word for the home page, or what follows a
    separator has to be said again by the next line, `after`. None: no breadcrumb.
    """
    if len(line) > _LONGEST:
        return None
    separators = frozenset().union(*(words.separators for words in furniture_words()))
    parts = list(re.finditer(r"\s+(" + "|".join(re.escape(mark) for mark in sorted(separators)) + r")\s+", line))
    if not parts:
        return None
    if after is not None:
        doubled = next((part.end() for part in parts if fold(line[part.end() :]) == fold(after)), None)
        if doubled is not None:
            return doubled
    homes = frozenset().union(*(words.home for words in furniture_words()))
    if fold(line[: parts[0].start()]) not in homes:
        return None
    return _end_of_trail(line, [part for part in parts if part[1] == parts[0][1]])


def _end_of_trail(line: str, parts: list[re.Match[str]]) -> int:
    """Where the crumbs end: at the first part that is too long for one, or that opens a quotation."""
    end = parts[0].end()
    for here, there in zip(parts, [*parts[1:], None], strict=True):
        crumb = line[here.end() : there.start() if there else len(line)]
        if "«" in crumb or len(crumb.split()) > _CRUMB_WORDS:
            return here.end()
        end = there.end() if there else len(line)
    return end
