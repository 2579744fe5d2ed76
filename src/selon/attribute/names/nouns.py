"""Common nouns by which people, bodies and works are spoken of, indexed for one language."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from selon.attribute.parse import Token
from selon.lang import Lexicon, load_lexicon
from selon.lang.names import Gender, Noun
from selon.lang.spelling import fold
from selon.types import EntityKind


@dataclass(frozen=True, slots=True)
class Sense:
    """What a common noun says: its entry's id and all broader ones, the kind of thing, and its gender."""

    id: str
    kind: EntityKind
    gender: Gender
    broader: tuple[str, ...]

    @property
    def reach(self) -> frozenset[str]:
        """The ids by which this noun can be taken up again: its own and the broader ones."""
        return frozenset((self.id, *self.broader))


@dataclass(frozen=True, slots=True)
class NounIndex:
    """Senses by folded noun; `phrases` are nouns of several words, by their first word."""

    words: dict[str, Sense]
    phrases: dict[str, tuple[tuple[tuple[str, ...], Sense], ...]]

    def sense(self, tokens: list[Token], i: int) -> tuple[int, Sense] | None:
        """The noun that begins at `tokens[i]`: how many tokens it takes, and its sense."""
        word = fold(tokens[i].norm)
        for phrase, found in self.phrases.get(word, ()):
            if i + len(phrase) <= len(tokens) and all(fold(tokens[i + k].norm) == w for k, w in enumerate(phrase)):
                return len(phrase), found
        sense = self.word(word) or self.words.get(fold(tokens[i].lemma))
        return (1, sense) if sense is not None else None

    def word(self, word: str) -> Sense | None:
        """The sense of one word, in the singular or the plural, with or without a prefix such as ex-."""
        folded = fold(word)
        found = self.words.get(folded) or self.words.get(_singular(folded))
        if found is None and "-" in folded:
            tail = folded.split("-", 1)[1]
            found = self.words.get(tail) or self.words.get(_singular(tail))
        return found


def load_nouns(lexicon: Lexicon) -> NounIndex:
    """The index of a lexicon's nouns."""
    return _load(lexicon.code)


@functools.cache
def _load(code: str) -> NounIndex:
    names = load_lexicon(code).names
    words: dict[str, Sense] = {}
    phrases: dict[str, list[tuple[tuple[str, ...], Sense]]] = {}
    kinds = (
        (names.persons, EntityKind.PERSON),
        (names.bodies, EntityKind.BODY),
        (names.works, EntityKind.WORK),
        (names.sites, EntityKind.PLACE),
    )
    for table, kind in kinds:
        for key, noun in table.items():
            for form, gender in _forms(noun):
                sense = Sense(key, kind, gender, _broader(key, table))
                parts = tuple(fold(form).replace("'", "' ").split())
                if len(parts) == 1:
                    words.setdefault(parts[0], sense)
                else:
                    phrases.setdefault(parts[0], []).append((parts, sense))
    ordered = {word: tuple(sorted(found, key=lambda entry: -len(entry[0]))) for word, found in phrases.items()}
    return NounIndex(words, ordered)


def _forms(noun: Noun) -> list[tuple[str, Gender]]:
    """A noun's forms with their gender; a form listed as both tells none."""
    both = set(noun.both) | (set(noun.m) & set(noun.f))
    found: list[tuple[str, Gender]] = [(form, "") for form in sorted(both)]
    found += [(form, "m") for form in noun.m if form not in both]
    return found + [(form, "f") for form in noun.f if form not in both]


def _broader(key: str, table: dict[str, Noun]) -> tuple[str, ...]:
    found: list[str] = []
    while (key := table[key].broader) and key not in found:
        found.append(key)
    return tuple(found)


def _singular(word: str) -> str:
    if word.endswith("aux"):
        return word[:-3] + "al"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith("men") and len(word) > 4:
        return word[:-3] + "man"
    return word[:-1] if word.endswith(("s", "x")) else word
