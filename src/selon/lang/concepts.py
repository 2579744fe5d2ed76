"""What news is told of, in every language: `concept_keys("fr")` finds the id of a matter by the beginning of a word.

Like places, concepts belong to no one language, so a strike is met again
whether it is called "grève" or "walkout". What figures count and what befell
those counted have their words in each language's lexicon, under ids that are
the same in all of them.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec

from selon.errors import LexiconError
from selon.lang.lexicon import languages, load_lexicon
from selon.lang.spelling import stem


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
    file = resources.files("selon.lang") / "data" / "concepts.toml"
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Concepts)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LexiconError(f"concepts.toml: {error}") from error


@functools.cache
def concept_keys(lang: str) -> dict[str, str]:
    """The ids of concepts, each behind "#", by the stems of a language's words; empty where it has no lexicon.

    Where two concepts have words of one stem the first keeps it, events before what is counted before the rest.
    """
    if lang not in languages():
        return {}
    figures = load_lexicon(lang).figures
    found: dict[str, str] = {}
    for name, event in figures.events.items():
        for word in sorted(event.patient | event.agent | event.nouns):
            found.setdefault(stem(word), f"#{name}")
    for name, concept in load_concepts().concepts.items():
        for word in concept.fr if lang == "fr" else concept.en:
            found.setdefault(stem(word), f"#{name}")
    for name, words in figures.concepts.items():
        for word in sorted(words):
            found.setdefault(stem(word), f"#{name}")
    return found
