"""The shape of a language's `contraries.toml`: words by which one statement excludes another."""

from __future__ import annotations

from typing import Literal

import msgspec


class Opposites(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words of which the `one` side excludes the `other` side when all else is the same (open, closed)."""

    one: tuple[str, ...]
    other: tuple[str, ...]


class ContraryExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Two statements, `first` and `second`, for a test to read.

    What it `finds` is what they conflict about, or "none" where both can hold.
    """

    first: str
    second: str
    finds: Literal["polarity", "figure", "date", "agent", "none"]


class ContraryWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words are written as they stand in a text, accents or not; they are met by their stems but where it says forms.

    - `weak`: forms that say nothing of what a statement is about (auxiliaries, modals, adverbs of degree).
    - `breaks`: forms behind which another clause begins (but, whereas).
    - `negators`: forms that negate what follows, besides those of `grammar.toml` and `hedges.toml` (cannot).
    - `qualifying`: forms behind a negator with which less than the whole is negated (not necessarily, not always).
    - `limiting`: verbs that, negated, say that there is more (ne se limite pas à).
    - `ending`: forms that negate only from a time on (ne ... plus, no longer, not yet).
    - `until`: forms that end at a time what is said (before, jusqu'à).
    - `paired`: forms that negate only together with a half negator (plus, personne).
    - `without`: forms before a thing that was not there or not done (sans).
    - `restricting`: forms behind a negated verb that open what is said not to be so (n'indique pas que).
    - `proofs`: nouns of what would bear a statement out: where there is none, the statement is rejected.
    - `refusals`: verbs and nouns that say that what follows was not done, or is not there.
    - `rejects`: verbs and nouns that call what follows untrue.
    - `untrue`: words that call the statement they stand with untrue (false, unfounded).
    - `instead`: phrases before what is not so (et non, plutôt que).
    - `mutual`: verbs of what two do to each other, so that who comes first does not matter.
    - `endings`: ends of words that tell forms of one word apart, cut off for its stem.
    - `prefixes`: beginnings that turn a word to its opposite (in-, un-).
    - `opposites`: words that exclude each other, in pairs of two sides.
    """

    weak: frozenset[str]
    breaks: frozenset[str]
    negators: frozenset[str]
    qualifying: frozenset[str]
    limiting: frozenset[str]
    ending: frozenset[str]
    until: frozenset[str]
    paired: frozenset[str]
    without: frozenset[str]
    restricting: frozenset[str]
    proofs: frozenset[str]
    refusals: frozenset[str]
    rejects: frozenset[str]
    untrue: frozenset[str]
    instead: tuple[str, ...]
    mutual: frozenset[str]
    endings: frozenset[str]
    prefixes: tuple[str, ...]
    opposites: tuple[Opposites, ...]
    examples: tuple[ContraryExample, ...]
