"""Letters, recordings and the like that several retellings speak of: an origin that need not be collected.

A work is met by what kind of thing it is. Two retellings of one story that
speak of an open letter are taken to speak of one letter, unless each speaks of
several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from selon.lang.concepts import concept_of
from selon.story.profile import Profile
from selon.types import Passage

_WORKS = ("#letter", "#recording", "#video", "#photo", "#memo", "#document")
_WORD = re.compile(r"[^\W\d_]+")
_PLURAL = re.compile(r"(?:s|x)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Work:
    """A work by the word for it, with its mentions in the order of the documents."""

    name: str
    mentions: tuple[Passage, ...]

    @property
    def documents(self) -> frozenset[str]:
        """The documents that speak of it."""
        return frozenset(passage.document for passage in self.mentions)


def find_works(profiles: Sequence[Profile]) -> tuple[Work, ...]:
    """The works that at least two documents speak of, in the singular."""
    mentions: dict[str, list[tuple[str, Passage]]] = defaultdict(list)
    for profile in profiles:
        for unit in profile.units:
            for match in _WORD.finditer(unit.text):
                kind = concept_of(profile.document.lang, match.group())
                if kind in _WORKS and not _PLURAL.search(match.group()):
                    start = unit.start + match.start()
                    passage = Passage(profile.id, start, start + len(match.group()))
                    mentions[kind].append((match.group().lower(), passage))
    found = (Work(held[0][0], tuple(passage for _, passage in held)) for _, held in sorted(mentions.items()))
    return tuple(work for work in found if len(work.documents) > 1)
