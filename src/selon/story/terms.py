"""What can be met again in another retelling: words by their stems, names by their sound, numbers by their value.

Names and numbers keep their key across languages; words do so only where the
languages share them.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from selon.lang import languages
from selon.lang.lexicon import load_about
from selon.lang.places import load_aliases, load_places
from selon.lang.spelling import fold, skeleton

_TOKEN = re.compile(r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?|[^\W\d_]+(?:['’-][^\W\d_]+)*")
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)'(?=\w)")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
_STEM = 6
_SHORTEST_WORD = 4
_SHORTEST_NAME = 2


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a stretch of text: `words` are stems in text order, `names` and `numbers` keys."""

    words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def terms_of(text: str, known: frozenset[str] = frozenset()) -> Terms:
    """The terms of a text.

    `known` are folded words seen with a capital inside a sentence: a capital
    at the start of one says nothing by itself.
    """
    words: list[str] = []
    names: set[str] = set()
    numbers: set[str] = set()
    for match in _TOKEN.finditer(text):
        token = match.group()
        if token[0].isdigit():
            numbers.add(number_key(token))
        elif _CJK.match(token):
            words += [token[at : at + 2] for at in range(max(1, len(token) - 1))]
        else:
            folded = _ELIDED.sub("", fold(token))
            key = name_key(folded) if token[0].isupper() else people_keys().get(folded)
            if key and (key.startswith("@") or folded in known or not _begins(text, match.start())):
                names.add(key)
            if len(folded) >= _SHORTEST_WORD and folded not in _common():
                words.append(folded[:_STEM])
    return Terms(tuple(words), frozenset(names), frozenset(numbers))


def capitalised(text: str) -> frozenset[str]:
    """The folded words that stand with a capital inside a sentence of the text."""
    return frozenset(
        _ELIDED.sub("", fold(match.group()))
        for match in _TOKEN.finditer(text)
        if match.group()[0].isupper() and not _begins(text, match.start())
    )


def number_key(digits: str) -> str:
    """A number in digits by its value: "2.012", "2,012" and "2 012" are "2012", "6,8" is "6.8"."""
    if _GROUPED.fullmatch(digits):
        return re.sub(r"\D", "", digits)
    return re.sub(r"[\s\u00a0\u202f]", "", digits).replace(",", ".")


def name_key(folded: str) -> str | None:
    """The key of a capitalised word: the place it names, else how it sounds; None where too little is left of it."""
    place = place_keys().get(folded)
    if place:
        return place
    sound = skeleton(folded)
    return sound if len(sound) >= _SHORTEST_NAME else None


@functools.cache
def place_keys() -> dict[str, str]:
    """The keys of places, their peoples, and bodies known by several names, by each of their one-word names, folded."""
    places = load_places()
    found = dict(people_keys())
    for group in (places.countries, places.capitals, places.cities, places.regions, places.seats):
        for code, place in group.items():
            found |= {fold(name): f"@{code}" for name in (*place.fr, *place.en) if " " not in name}
    for code, body in load_aliases().bodies.items():
        found |= {fold(name): f"@{code}" for name in (*body.fr, *body.en) if " " not in name}
    return found


@functools.cache
def people_keys() -> dict[str, str]:
    """The keys of countries by what their people are called, which French and other languages write small."""
    return {
        fold(name): f"@{code}"
        for code, place in load_places().countries.items()
        for name in (*place.people_fr, *place.people_en)
        if " " not in name
    }


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(fold(word) for code in languages() for word in load_about(code).common)


def _begins(text: str, at: int) -> bool:
    """Whether a word at this place begins a sentence, a quotation or the text."""
    before = text[max(0, at - 3) : at].rstrip(" \u00a0\u202f")
    return not before or before[-1] in '.!?…:;«»“”"\n•—–-|'
