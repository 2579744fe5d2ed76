"""Letters, recordings and the like that several retellings speak of: an origin that need not be collected.

A work is met by what kind of thing it is. Two retellings of one story that
speak of an open letter are taken to speak of one letter, unless each speaks of
several.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selon.lang.concepts import concept_of
from selon.story.profile import Profile

_WORKS = ("#letter", "#recording", "#video", "#photo", "#memo", "#document")
_WORD = re.compile(r"[^\W\d_]+")
_PLURAL = re.compile(r"(?:s|x)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Work:
    """A work by the first word for it, with the places where each document speaks of it, in text order."""

    name: str
    mentions: Mapping[str, Sequence[int]]


def find_works(profiles: Sequence[Profile]) -> tuple[Work, ...]:
    """The works that at least two documents speak of, in the singular."""
    names: dict[str, str] = {}
    mentions: dict[str, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    for profile in profiles:
        for unit in profile.units:
            for match in _WORD.finditer(unit.text):
                kind = concept_of(profile.document.lang, match.group())
                if kind in _WORKS and not _PLURAL.search(match.group()):
                    names.setdefault(kind, match.group().lower())
                    mentions[kind][profile.id].append(unit.start + match.start())
    return tuple(Work(names[kind], held) for kind, held in sorted(mentions.items()) if len(held) > 1)
