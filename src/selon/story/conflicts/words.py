"""The words of a sentence as statements are held against each other: each by its stem, with what it is a name of."""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass

from selon.lang import load_lexicon
from selon.lang.spelling import fold
from selon.story.terms import name_key, number_key, people_keys

_TOKEN = re.compile(
    r"\d+(?:[.,\u00a0\u202f ]\d{3})*(?:[.,]\d+)?"  # a number, its thousands apart
    r"|n['’]t\b|[^\W\d_]+?(?=n['’]t\b)"  # did|n't
    r"|[^\W\d_]+(?:-[^\W\d_]+)*['’]?"  # a word, an elided one with its apostrophe
    r"|[,;:.!?…()\[\]«»“”\"–—]"
)
_LETTERS = re.compile(r"[^\W\d_]+")
_FEWEST_OF_TITLE = 4
_STEM = 6
_SHORTEST_STEM = 3
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Word:
    """A word or mark, `[start, end)` of its sentence.

    `form` is folded. `stem` is empty for what says nothing of a statement's
    matter; `name` is the key of a proper name, `number` that of a number.
    """

    start: int
    end: int
    form: str
    stem: str = ""
    name: str = ""
    number: str = ""

    @property
    def told(self) -> str:
        """The key by which the word is met in another statement: a capital at its beginning makes no name of a word."""
        return self.name if self.name.startswith("@") else self.number or self.stem


@functools.lru_cache(maxsize=8_192)
def stem_of(word: str, lang: str) -> str:
    """The beginning of a word, by which its forms are met: "menacer" and "menacé" are "menac"."""
    folded = fold(word).replace("'", "")
    bare = _endings(lang).sub("", folded)
    short = (bare if len(bare) >= _SHORTEST_STEM else folded)[:_STEM]
    while len(short) > _SHORTEST_STEM and short[-1] in "aeiouy":
        short = short[:-1]
    return short


@functools.cache
def _endings(lang: str) -> re.Pattern[str]:
    endings = sorted(load_lexicon(lang).contraries.endings, key=lambda ending: (-len(ending), ending))
    return re.compile(f"(?:{'|'.join(re.escape(ending) for ending in endings)})$")


@functools.lru_cache(maxsize=4_096)
def words_of(text: str, lang: str) -> tuple[Word, ...]:
    """The words and marks of a sentence in a language that has a lexicon, in order."""
    weak, found = _weak(lang), list[Word]()
    matches = list(_TOKEN.finditer(text))
    shouted = _is_title(text, weak)
    for place, match in enumerate(matches):
        token, (start, end) = match.group(), match.span()
        form = fold(token)
        if token[0].isdigit():
            found.append(Word(start, end, form, number=number_key(token)))
        elif not token[0].isalpha() or len(form) < _SHORTEST or form in weak or form.endswith("'"):
            found.append(Word(start, end, form))
        else:
            begins = not any(word.form[0].isalnum() for word in found)
            following = matches[place + 1].group() if place + 1 < len(matches) else ""
            sure = not shouted and (not begins or following[:1].isupper())
            found.append(Word(start, end, form, stem_of(form, lang), _name(token, form, sure=sure)))
    return tuple(found)


def _name(token: str, form: str, *, sure: bool) -> str:
    """The key of a name; where the capital tells nothing, only of a place that is known."""
    key = (name_key(form) if token[0].isupper() else people_keys().get(form)) or ""
    return key if sure or key.startswith("@") else ""


def _is_title(text: str, weak: frozenset[str]) -> bool:
    """Whether every word of matter has a capital, as in some headlines."""
    words = [word for word in _LETTERS.findall(text) if len(word) >= _SHORTEST and fold(word) not in weak]
    return len(words) >= _FEWEST_OF_TITLE and all(word[0].isupper() for word in words)


@functools.cache
def _weak(lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_lexicon(lang).contraries.weak)
