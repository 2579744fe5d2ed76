"""What can be met again in another retelling: words by their stems, names by their sound, numbers by their value.

Names and numbers keep their key across languages; words do so only where the
languages share them.
"""

from __future__ import annotations

import functools
import operator
import re
from collections.abc import Iterator
from dataclasses import dataclass

from selon.lang import languages, load_lexicon
from selon.lang.lexicon import load_about
from selon.lang.places import load_aliases, load_places
from selon.lang.spelling import fold, skeleton

_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_TOKEN = re.compile(
    r"(?P<clock>\b\d{1,2}(?:[h:]\d\d|\s?h)\b)"
    r"|(?P<number>\d+(?:[.,\u00a0\u202f ]\d{3}(?!\d))*(?:[.,]\d+)?)"
    rf"|(?P<cjk>[{_CJK}]+)"
    rf"|(?P<word>(?:(?![{_CJK}])[^\W\d_])+(?:['’](?:(?![{_CJK}])[^\W\d_])+)*)"
)
_GROUPED = re.compile(r"\d{1,3}(?:[.,\u00a0\u202f ]\d{3})+")
_ELIDED = re.compile(r"^(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quelqu)['’](?=\w)", re.IGNORECASE)
_GENITIVE = re.compile(r"['’]s?$")
_STEM = 6
_SHORTEST_WORD = 4
_SHORTEST_NAME = 3
_SHORTEST_SOUND = 2
_SHOUTED = 0.7
"""The share of capitals among letters from which on a capital says nothing."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a stretch of text: `words` are stems in text order, `names` and `numbers` keys."""

    words: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    numbers: frozenset[str] = frozenset()


def terms_of(text: str, known: frozenset[str] = frozenset(), *, headline: bool = False) -> Terms:
    """The terms of a text.

    `known` are folded words seen with a capital inside a sentence: a capital
    at the start of one says nothing by itself, nor does any in a headline
    whose words all begin with one.
    """
    words: list[str] = []
    names: set[str] = set()
    numbers: set[str] = set()
    shouted = _is_shouted(text)
    for match in _TOKEN.finditer(text):
        token = match.group()
        if match.lastgroup == "number":
            numbers.add(number_key(token))
        elif match.lastgroup == "cjk":
            words += [token[at : at + 2] for at in range(max(1, len(token) - 1))]
        elif match.lastgroup == "word":
            word = bare(token)
            key = _name(word) if not shouted or len(word) >= _SHORTEST_WORD else None
            loose = shouted or headline or _begins(text, match.start())
            if key and (key.startswith("@") or fold(word) in known or not loose):
                names.add(key)
            stem = stem_of(word)
            if stem:
                words.append(stem)
    return Terms(tuple(words), frozenset(names), frozenset(numbers))


@functools.lru_cache(maxsize=256)
def capitalised(text: str) -> frozenset[str]:
    """The folded words that stand with a capital inside a sentence of the text."""
    if _is_shouted(text):
        return frozenset()
    found = ((bare(match.group()), match.start()) for match in _TOKEN.finditer(text) if match.lastgroup == "word")
    return frozenset(fold(word) for word, at in found if word[0].isupper() and not _begins(text, at))


def bare(token: str) -> str:
    """A word without an elided article before it or a genitive after it: "l'Ukraine" is "Ukraine"."""
    if "'" not in token and "’" not in token:
        return token
    return _GENITIVE.sub("", _ELIDED.sub("", token)) or token


@functools.lru_cache(maxsize=32_768)
def stem_of(word: str) -> str | None:
    """The stem a word is met again by; None for short and for very common words."""
    folded = fold(word)
    return folded[:_STEM] if len(folded) >= _SHORTEST_WORD and folded not in _common() else None


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
    if len(folded) < _SHORTEST_NAME or folded in _nameless():
        return None
    sound = skeleton(folded)
    return sound if len(sound) >= _SHORTEST_SOUND else None


def name_weight(key: str) -> float:
    """How telling a name is, 0 to 1: countries are named in many stories, a short sound fits many names."""
    return 0.5 if key.startswith("@") else min(1.0, (len(key) - 1) / 4)


def number_weight(key: str) -> float:
    """How telling a number is, 0 to 1: the more digits the more, but a year hardly."""
    digits = sum(char.isdigit() for char in key)
    if digits == len(key) == 4 and 1900 <= int(key) <= 2100:
        return 0.3
    return (0.1, 0.1, 0.4, 0.8)[digits] if digits < 4 else 1.0


@functools.cache
def place_keys() -> dict[str, str]:
    """The keys of places, their peoples, and bodies known by several names, by each of their one-word names, folded.

    Bodies of two letters are not among them: see `short_keys`.
    """
    places = load_places()
    found = dict(people_keys())
    for group in (places.countries, places.capitals, places.cities, places.regions, places.seats):
        for code, place in group.items():
            found |= {fold(name): f"@{code}" for name in (*place.fr, *place.en) if " " not in name}
    return found | {fold(name): key for name, key in _body_names() if len(name) >= _SHORTEST_NAME}


@functools.cache
def short_keys() -> dict[str, str]:
    """The keys of bodies by their two-letter names, which are theirs in capitals only: "au" is no African Union."""
    return {name: key for name, key in _body_names() if len(name) < _SHORTEST_NAME}


@functools.cache
def people_keys() -> dict[str, str]:
    """The keys of countries by what their people are called, with a capital or without."""
    return {
        fold(name): f"@{code}"
        for code, place in load_places().countries.items()
        for name in (*place.people_fr, *place.people_en)
        if " " not in name
    }


@functools.cache
def small_people_keys() -> dict[str, str]:
    """The keys of countries by what their people are called in French, which writes it small."""
    return {fold(name): f"@{code}" for code, place in load_places().countries.items() for name in place.people_fr}


@functools.lru_cache(maxsize=32_768)
def _name(word: str) -> str | None:
    if not word[0].isupper():
        return _people_in_small(fold(word))
    return short_keys().get(word) or name_key(fold(word))


def _people_in_small(folded: str) -> str | None:
    """The country of a people written small, as in French, in any of its forms: ukrainien, ukrainiennes."""
    known = small_people_keys()
    forms = (folded.removesuffix(ending) for ending in ("", "s", "e", "es", "ne", "nes"))
    return next((known[form] for form in forms if form in known), None)


def _body_names() -> Iterator[tuple[str, str]]:
    for code, body in load_aliases().bodies.items():
        for name in (*body.fr, *body.en):
            if " " not in name and "." not in name:
                yield name, f"@{code}"


@functools.cache
def _common() -> frozenset[str]:
    return frozenset(fold(word) for code in languages() for word in load_about(code).common)


@functools.cache
def _nameless() -> frozenset[str]:
    """Words that bear a capital and name nobody: months, days, titles."""
    lexicons = [load_lexicon(code) for code in languages()]
    words = {fold(word) for lexicon in lexicons for word in (*lexicon.names.not_names, *lexicon.names.titles)}
    return frozenset(words) | _common()


@functools.lru_cache(maxsize=256)
def _is_shouted(text: str) -> bool:
    capitals: int = sum(map(operator.ne, text, text.lower()))
    small: int = sum(map(operator.ne, text, text.upper()))
    return bool(capitals) and capitals >= _SHOUTED * (capitals + small)


def _begins(text: str, at: int) -> bool:
    """Whether a word at this place begins a sentence, a quotation or the text."""
    before = text[max(0, at - 3) : at]
    spaced = before.rstrip(" \u00a0\u202f")
    return not spaced or spaced[-1] in '.!?…:;«»“”"\n•—–|' or (spaced[-1] == "-" and spaced != before)
