"""The shape of a language's `headlines.toml`: words by which a headline goes further than its body."""

from __future__ import annotations

from typing import Literal

import msgspec


class HeadlineExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A headline that goes further than its body, for a test to read.

    What it `finds`: that the `headline` lays to the whole what in the `body` a
    part did ("part"), or makes a cause of a link ("cause").
    """

    headline: str
    body: str
    finds: Literal["part", "cause"]


class HeadlineWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words are lemmas, or forms where the parser leaves those, lower-case with plain apostrophes.

    - `parts`: nouns and pronouns that name a part of the whole behind them (a group of, members of, some of).
    - `some`: determiners of an unnamed part (some, several).
    - `links`: words that tie two things together and call neither the cause (a link, associated).
    - `effects`: verbs, nouns and adjectives of harm that a cause can follow (die, ill).
    - `causes`: words between such an effect and its cause (from, because); of phrases the first word.
    - `causing`: verbs whose subject is the cause (kill, trigger).
    - `because`: those words of cause that nothing but a cause follows (because).
    - `afterwards`: words that only say what came first (after, following).
    """

    parts: frozenset[str]
    some: frozenset[str]
    links: frozenset[str]
    effects: frozenset[str]
    causes: frozenset[str]
    causing: frozenset[str]
    because: frozenset[str]
    afterwards: frozenset[str]
    examples: tuple[HeadlineExample, ...]
