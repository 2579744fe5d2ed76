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
_ENDINGS = re.compile(r"(?:ements?|ations?|ees|ee|es|er|ent|ant|ed|ing|s|x|e|r)$")
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
        """The key by which the word is met in another statement."""
        return self.name or self.number or self.stem


@functools.lru_cache(maxsize=8_192)
def stem_of(word: str) -> str:
    """The beginning of a word, by which its forms are met: "menacer" and "menacé" are "menac"."""
    folded = fold(word).replace("'", "")
    bare = _ENDINGS.sub("", folded)
    short = (bare if len(bare) >= _SHORTEST_STEM else folded)[:_STEM]
    while len(short) > _SHORTEST_STEM and short[-1] in "aeiouy":
        short = short[:-1]
    return short


@functools.lru_cache(maxsize=4_096)
def words_of(text: str, lang: str) -> tuple[Word, ...]:
    """The words and marks of a sentence in a language that has a lexicon, in order."""
    weak = _weak(lang)
    found = []
    for match in _TOKEN.finditer(text):
        token = match.group()
        start, end = match.span()
        form = fold(token)
        if token[0].isdigit():
            found.append(Word(start, end, form, number=number_key(token)))
        elif not token[0].isalpha() or len(form) < _SHORTEST or form in weak or form.endswith("'"):
            found.append(Word(start, end, form))
        else:
            first = not any(word.form[0].isalnum() for word in found)
            name = (name_key(form) if token[0].isupper() and not first else people_keys().get(form)) or ""
            if token[0].isupper() and first and (key := name_key(form)) and key.startswith("@"):
                name = key
            found.append(Word(start, end, form, stem_of(form), name))
    return tuple(found)


@functools.cache
def _weak(lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_lexicon(lang).contraries.weak)
