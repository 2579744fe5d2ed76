"""The shape of a language's `quantities.toml`: the words around a figure that say what it is a count of."""

from __future__ import annotations

import msgspec


class QuantityExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence for a test to read; `clauses` are those of its figures, in text order."""

    example: str
    clauses: tuple[str, ...]


class QuantityWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases, lower-case with plain apostrophes.

    - `breaks`: conjunctions between two figures, where the clause of the second may begin.
    - `part_before`, `part_after`: a figure beside one of these counts a part of the one before ("dont", "of them").
    - `places`: prepositions behind a figure after which a name says where it was counted.
    - `places_of_bare`: those that do so only behind a figure without a noun ("321 de Taverny", but "26 cas de grippe").
    """

    breaks: frozenset[str]
    part_before: frozenset[str]
    part_after: frozenset[str]
    places: frozenset[str]
    places_of_bare: frozenset[str]
    examples: tuple[QuantityExample, ...] = ()
