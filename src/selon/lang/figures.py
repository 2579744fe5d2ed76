"""The shape of a language's `figures.toml`: number words, what is counted, and what befell it."""

from __future__ import annotations

import msgspec

from selon.types import Modifier


class EventWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The words that say what befell those counted.

    `patient` verbs befall their object ("tuer"), `agent` verbs their subject
    ("mourir"); `nouns` name those it befell ("blessé") or the event ("décès",
    "bilan"); all are lemmas, or forms where the parser leaves those.
    """

    example: str
    patient: frozenset[str] = frozenset()
    agent: frozenset[str] = frozenset()
    nouns: frozenset[str] = frozenset()


class FigureExample(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence that a test reads, with the value and modifier of each figure ("30000 at_least")."""

    example: str
    figures: tuple[str, ...]


class FigureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words and phrases of figures, lower-case with plain apostrophes.

    `numbers` add up (vingt, twelve), `hundreds` and `scales` multiply what
    stands before them. `collectives` are round numbers as nouns in the singular
    (une trentaine), `exact_collectives` those that are meant exactly (a dozen),
    `vague` their plurals, which stand for an unknown multiple (des milliers).
    `fractions` are phrases. `before` and `after` are the modifiers around the
    figure; a phrase of `not_modifiers` is no modifier though it ends like one.
    `labels` make the number behind them a name (page 12). `units` and
    `concepts` give the language-neutral name of what is counted its words
    here; `people` are the concepts that have an age.

    What differs by grammar: `behind_and` are the words that go on a number
    behind "and" (none: all do behind a hundred); a street's word follows its
    number (`street_first`), adjectives their noun (`head_first`); "one" is also
    the article (`one_is_article`); hours behind a preposition of `clock_before`
    are the clock's (`hours_are_clock`); years behind one of `age_prepositions`
    can be an age.
    """

    decimal: str
    spaced_thousands: bool
    numbers: dict[str, int]
    hundreds: frozenset[str]
    scales: dict[str, float]
    suffixes: dict[str, float]
    collectives: dict[str, float]
    exact_collectives: dict[str, float]
    vague: dict[str, float]
    several: frozenset[str]
    one: frozenset[str]
    halves: frozenset[str]
    fractions: dict[str, float]
    number_and: frozenset[str]
    behind_and: frozenset[str]
    of: frozenset[str]
    articles: frozenset[str]
    none: frozenset[str]
    range_to: frozenset[str]
    range_and: frozenset[str]
    range_or: frozenset[str]
    between: frozenset[str]
    ratios: frozenset[str]
    minus: frozenset[str]
    change_verbs: frozenset[str]
    before: dict[Modifier, frozenset[str]]
    after: dict[Modifier, frozenset[str]]
    not_modifiers: frozenset[str]
    labels: frozenset[str]
    streets: frozenset[str]
    street_first: bool
    head_first: bool
    one_is_article: bool
    hours_are_clock: bool
    age_prepositions: frozenset[str]
    ordinal_suffixes: frozenset[str]
    ages_before: frozenset[str]
    ages_after: frozenset[str]
    clock_before: frozenset[str]
    clock_after: frozenset[str]
    as_of: frozenset[str]
    people: frozenset[str]
    casualties: frozenset[str]
    currencies_before: dict[str, str]
    units: dict[str, frozenset[str]]
    concepts: dict[str, frozenset[str]]
    events: dict[str, EventWords]
    examples: tuple[FigureExample, ...] = ()
