"""What news is told of, in every language: `concept_of("fr", "grévistes")` is "#strike".

Like places, concepts belong to no one language, so a strike is met again
whether it is called "grève" or "walkout". What figures count and what befell
those counted have their words in each language's lexicon, under ids that are
the same in all of them.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable

import msgspec

from selon.lang.lexicon import languages, load_lexicon
from selon.lang.spelling import root
from selon.lang.tables import load_table


class Concept(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One matter with its words by language."""

    fr: tuple[str, ...]
    en: tuple[str, ...]


class Concepts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `concepts.toml` holds."""

    concepts: dict[str, Concept]


@functools.cache
def load_concepts() -> Concepts:
    """The concepts of `concepts.toml`. Raises `LexiconError` when the file is malformed."""
    return load_table("concepts.toml", Concepts)


def concept_of(lang: str, word: str) -> str | None:
    """The id of the concept that a word of a language names, behind "#"; None where it names none."""
    return concept_keys(lang).get(root(word))


@functools.cache
def concept_keys(lang: str) -> dict[str, str]:
    """The ids of concepts, each behind "#", by the roots of a language's words; empty where it has no lexicon.

    Where two concepts have words of one root the first keeps it, events before what is counted before the rest.
    """
    if lang not in languages():
        return {}
    figures = load_lexicon(lang).figures
    found: dict[str, str] = {}
    for name, event in figures.events.items():
        _enter(found, name, event.patient | event.agent | event.nouns)
    for name, concept in load_concepts().concepts.items():
        _enter(found, name, {"fr": concept.fr, "en": concept.en}.get(lang, ()))
    for name, words in figures.concepts.items():
        _enter(found, name, words)
    return found


def _enter(found: dict[str, str], name: str, words: Iterable[str]) -> None:
    for word in sorted(words):
        if " " not in word:
            found.setdefault(root(word), f"#{name}")
