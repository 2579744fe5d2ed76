"""The shape of a language's `retelling.toml`: words by which an article names another outlet as its source."""

from __future__ import annotations

import msgspec


class RetellingExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A `text` for a test to read, and the outlets it `cites`, in order; none, where it only speaks of one."""

    text: str
    cites: tuple[str, ...]


class RetellingWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases are lower-case with plain apostrophes.

    - `before`: phrases before an outlet's name that lay what is told to it (according to, cited by, told).
    - `between`: words that may stand between such a phrase and the name (the, agency, newspaper).
    - `after`: phrases behind an outlet's name that do the same (reported, a rapporté).
    - `media`: nouns beside which a name is an outlet's ("the daily X", "X newspaper").
    """

    before: tuple[str, ...]
    between: frozenset[str]
    after: tuple[str, ...]
    media: frozenset[str]
    examples: tuple[RetellingExample, ...]
