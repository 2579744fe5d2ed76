"""Texts as they are indexed, and queries as they are looked up: accents and case ignored, French elision, stems, names.

Each text is kept in three columns: its words as written, their stems in the
text's language, and how its names sound, so that Loukachenko finds Lukashenko.
Stems are Snowball's (Porter, http://snowball.tartarus.org), sounds those of
`lang.spelling`.
"""

from __future__ import annotations

import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import Stemmer

from selon.lang.spelling import fold, skeleton
from selon.types import Query, Span

_WORD = re.compile(r"\w+")
_QUOTED = re.compile(r'"([^"]*)"|«([^»]*)»|“([^”]*)”')
_ELISION = frozenset({"c", "d", "j", "l", "m", "n", "s", "t", "qu", "jusqu", "lorsqu", "puisqu", "quoiqu"})
_STEMMERS = {"fr": "french", "en": "english"}
_SHORTEST_SOUND = 3
"""Sounds with fewer letters fit too many names."""
_LONGEST_WORD = 64
"""Characters of a word that are indexed; nobody looks for the rest."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """A text as it is indexed, each column a string of words."""

    words: str
    stems: str
    names: str


def indexed(text: str, lang: str, names: Iterable[str] = ()) -> Indexed:
    """The three columns of a text; `names` are the names of those who are mentioned in it."""
    found = [match.group() for match in _WORD.finditer(text)]
    sounds = sorted({sound for name in names for sound in skeleton(name).split() if len(sound) >= _SHORTEST_SOUND})
    return Indexed(
        " ".join(map(folded, found)), " ".join(stem(word, lang) for word in found), " ".join(map(_sound, sounds))
    )


@functools.lru_cache(maxsize=65_536)
def folded(word: str) -> str:
    """A word without case and accents, in Latin letters: one token, and never an operator of the index's language."""
    short = word[:_LONGEST_WORD]
    plain = fold(short)
    return re.sub(r"[^a-z0-9]+", "", plain) or short.lower()


@functools.lru_cache(maxsize=65_536)
def stem(word: str, lang: str) -> str:
    """The stem of a word, folded; in languages without a stemmer the word itself.

    A last e goes as well, so that what was typed without accents has the same stem.
    """
    stemmer = _stemmer(lang)
    if stemmer is None:
        return folded(word)
    short = folded(stemmer.stemWord(word[:_LONGEST_WORD].lower()))
    return short.rstrip("e") or short


@functools.cache
def _stemmer(lang: str) -> Stemmer.Stemmer | None:
    return Stemmer.Stemmer(_STEMMERS[lang]) if lang in _STEMMERS else None


def _sound(sound: str) -> str:
    return f"z{sound.lower()}"


# ---------------------------------------------------------------- facets


@functools.lru_cache(maxsize=4_096)
def facet(name: str, value: str) -> str:
    """A word of the index that stands for a property: language, outlet, standing."""
    return f"x{name}{hashlib.blake2b(value.encode(), digest_size=6).hexdigest()}"


def month_facets(published: str | None) -> tuple[str, ...]:
    """The month and the year of publication, as far as they are known."""
    if not published or not re.match(r"\d{4}", published):
        return ()
    parts = (published[:4], published[:7]) if re.match(r"\d{4}-\d\d", published) else (published[:4],)
    return tuple(facet("when", part) for part in parts)


def span_facets(since: str | None, until: str | None) -> tuple[str, ...]:
    """The months, and over longer times the years, that lie between two days; empty where an end is open."""
    if not since or not until or since > until:
        return ()
    first, last = int(since[:4]), int(until[:4])
    if last - first > 1:
        return tuple(facet("when", f"{year:04}") for year in range(first, last + 1)) if last - first < 200 else ()
    start, end = first * 12 + int(since[5:7] or 1) - 1, last * 12 + int(until[5:7] or 12) - 1
    return tuple(facet("when", f"{month // 12:04}-{month % 12 + 1:02}") for month in range(start, end + 1))


# ---------------------------------------------------------------- queries


@dataclass(frozen=True, slots=True)
class Term:
    """A word or a phrase that is looked for: its folded words, and for a word the stems and sounds that will do."""

    words: tuple[str, ...]
    stems: frozenset[str] = frozenset()
    sounds: frozenset[str] = frozenset()
    unfinished: bool = False


def terms_of(query: Query) -> tuple[Term, ...]:
    """What a query looks for; nothing but punctuation is nothing."""
    return tuple(_terms(query.words, variants=query.variants))


def _terms(words: str, *, variants: bool) -> Iterator[Term]:
    for quoted in _QUOTED.finditer(words):
        phrase = tuple(folded(match.group()) for match in _WORD.finditer(next(filter(None, quoted.groups()), "")))
        if phrase:
            yield Term(phrase)
    for match in _WORD.finditer(_QUOTED.sub(" ", words)):
        word = folded(match.group())
        if word in _ELISION:
            continue
        sounds = {_sound(one) for one in skeleton(match.group()).split() if len(one) >= _SHORTEST_SOUND}
        yield Term(
            (word,), frozenset(stem(match.group(), lang) for lang in _STEMMERS), frozenset(sounds if variants else ())
        )


def expression(terms: Iterable[Term], facets: Iterable[Iterable[str]]) -> str:
    """The query in the language of FTS5: every term, and of each group of facets one. Empty for no query at all."""
    parts = [_one(term) for term in terms]
    parts += [f"facets : ({' OR '.join(group)})" for found in facets if (group := tuple(found))]
    return " AND ".join(f"({part})" for part in parts)


def _one(term: Term) -> str:
    words = " ".join(term.words)
    if len(term.words) > 1 or not term.stems:
        return f'words : "{words}"'
    ways = [f'words : "{words}"', *(f'stems : "{one}"' for one in sorted(term.stems))]
    return " OR ".join([*ways, *(f'names : "{one}"' for one in sorted(term.sounds))])


# ---------------------------------------------------------------- what to mark


def marks(text: str, lang: str, terms: Iterable[Term]) -> tuple[Span, ...]:
    """The stretches of a text that a query met: words, phrases, and names that sound alike."""
    words = [(match.start(), match.end(), folded(match.group())) for match in _WORD.finditer(text)]
    found: set[tuple[int, int]] = set()
    for term in terms:
        for place, (start, end, word) in enumerate(words):
            if len(term.words) > 1:
                stretch = words[place : place + len(term.words)]
                if tuple(one[2] for one in stretch) == term.words:
                    found.add((start, stretch[-1][1]))
            elif word == term.words[0] or stem(text[start:end], lang) in term.stems or _sounds(text[start:end], term):
                found.add((start, end))
    return tuple(Span(start, end) for start, end in _apart(sorted(found, key=lambda one: (one[0], -one[1]))))


def _sounds(word: str, term: Term) -> bool:
    if not term.sounds or not word[:1].isupper():
        return False
    return any(_sound(one) in term.sounds for one in skeleton(word).split())


def _apart(found: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches without those that overlap an earlier one."""
    last = 0
    for start, end in found:
        if start >= last:
            yield start, end
            last = end
