"""Names that are known beforehand: places, a few bodies and persons, looked up by their words."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from selon.lang.places import load_aliases, load_places
from selon.lang.spelling import fold
from selon.types import EntityKind

_ELISION = re.compile(r"(?<![\w'])([ld]')")
_ENDINGS = ("", "s", "e", "es", "ne", "nes", "que", "ques", "women", "men")


@dataclass(frozen=True, slots=True)
class Known:
    """A known name: its language-neutral id, its kind, and the name to show."""

    id: str
    kind: EntityKind
    name: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Known names of one language's texts.

    `first` leads from a folded first word to the names that begin with it,
    longest first; `peoples` holds the folded names of peoples in all forms,
    each with its country's id.
    """

    first: dict[str, tuple[tuple[tuple[str, ...], bool, Known], ...]]
    peoples: dict[str, str]

    def match(self, words: list[str], place: int) -> tuple[int, Known] | None:
        """The longest known name that begins at `words[place]`: how many words it takes, and what it is.

        Words are as written; an acronym must be written in capitals, because
        "US" is no pronoun, or with one where it is long enough: "Otan".
        """
        for name, acronym, known in self.first.get(fold(words[place]), ()):
            end = place + len(name)
            if end <= len(words) and all(fold(words[place + i]) == part for i, part in enumerate(name)):
                if acronym and not (words[place].isupper() or _is_written_out(words[place])):
                    continue
                return len(name), known
        return None


@functools.cache
def load_gazetteer(lang: str) -> Gazetteer:
    """The gazetteer for texts in that language; names of all languages are known, those of `lang` are shown."""
    first: dict[str, list[tuple[tuple[str, ...], bool, Known]]] = {}
    seen: set[tuple[str, ...]] = set()
    for key, kind, names in _entries():
        known = Known(key, kind, _shown(names, lang))
        for name in dict.fromkeys(names["fr"] + names["en"] if lang == "fr" else names["en"] + names["fr"]):
            words = split(name)
            if words and words not in seen:
                seen.add(words)
                acronym = len(words) == 1 and name.replace(".", "").isupper()
                first.setdefault(words[0], []).append((words, acronym, known))
    ordered = {word: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for word, found in first.items()}
    return Gazetteer(ordered, _peoples())


def split(name: str) -> tuple[str, ...]:
    """A name's folded words as `mentions` counts them: an elided article is a word, a hyphenated name is one."""
    return tuple(_ELISION.sub(r"\1 ", fold(name)).split())


def _is_written_out(acronym: str) -> bool:
    return len(acronym) > 3 and acronym[0].isupper()


def _shown(names: dict[str, tuple[str, ...]], lang: str) -> str:
    return names[lang if lang in names else "en"][0]


def _entries() -> list[tuple[str, EntityKind, dict[str, tuple[str, ...]]]]:
    places, aliases = load_places(), load_aliases()
    groups = (places.countries, places.capitals, places.regions, places.cities, places.seats)
    found = [(key, EntityKind.PLACE, {"fr": p.fr, "en": p.en}) for group in groups for key, p in group.items()]
    found += [(key, EntityKind.BODY, {"fr": a.fr, "en": a.en}) for key, a in aliases.bodies.items()]
    return found + [(key, EntityKind.PERSON, {"fr": a.fr, "en": a.en}) for key, a in aliases.persons.items()]


def _peoples() -> dict[str, str]:
    places = load_places()
    named = [(key, place.people_fr + place.people_en) for key, place in places.countries.items()]
    found: dict[str, str] = {}
    for key, names in [*named, ("", places.peoples.fr + places.peoples.en)]:
        for name in names:
            folded = fold(name)
            for ending in _ENDINGS:
                found.setdefault(folded + ending, key)
            if folded.endswith("c"):
                found.setdefault(folded[:-1] + "que", key)
                found.setdefault(folded[:-1] + "ques", key)
    return found
