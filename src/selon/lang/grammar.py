"""The shape of a language's `grammar.toml`: what the parser's labels mean, and closed word classes."""

from __future__ import annotations

import msgspec


class Grammar(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Dependency labels by what they mean, and words that only grammar needs.

    Labels differ from one parser to the next (`obj` here, `dobj` there); rules
    name the meaning. `phrase_breaks` are labels of what hangs on a noun without
    being part of its phrase; `prepositional_object` those of a noun below a
    preposition (where the noun itself carries the relation, it is empty). With
    `hyphen_joins` the parser takes two words joined by a hyphen for one;
    `infinitive_ends` end every infinitive, and no other form that is its own
    lemma; `times` bring an infinitive that tells when, and no content. `concessions`
    open a clause that grants something beside the main one (although). `that`
    are the words that introduce a finite object clause, `leads`
    those left out at the beginning of a content.
    Words are lower-case with plain apostrophes.
    """

    subject: frozenset[str]
    passive_subject: frozenset[str]
    object: frozenset[str]
    oblique: frozenset[str]
    agent: frozenset[str]
    clause: frozenset[str]
    open_clause: frozenset[str]
    relative: frozenset[str]
    auxiliary: frozenset[str]
    passive_auxiliary: frozenset[str]
    apposition: frozenset[str]
    marker: frozenset[str]
    case: frozenset[str]
    phrase_breaks: frozenset[str]
    prepositional_object: frozenset[str]
    particles: frozenset[str]
    that: frozenset[str]
    leads: frozenset[str]
    before_that: frozenset[str]
    purpose: frozenset[str]
    negators: frozenset[str]
    full_negators: frozenset[str]
    half_negators: frozenset[str]
    question_words: frozenset[str]
    reflexives: frozenset[str]
    copula: str
    by: tuple[str, ...]
    personal_pronouns: frozenset[str]
    first_persons: frozenset[str]
    clitics: frozenset[str]
    concessions: frozenset[str]
    incise_inverts: bool
    event_suffixes: tuple[str, ...]
    nonfinite_endings: tuple[str, ...]
    participle_endings: tuple[str, ...]
    contractions: dict[str, str]
    genitives: frozenset[str]
    relative_pronouns: frozenset[str]
    abbreviations: frozenset[str]
    hyphen_joins: bool = False
    infinitive_ends: tuple[str, ...] = ()
    times: frozenset[str] = frozenset()
