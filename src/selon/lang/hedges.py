"""The shape of a language's `hedges.toml`: the words that make a claim less than certain, and the conditional."""

from __future__ import annotations

import msgspec

from selon.types import Certainty, HedgeKind


class HedgeGroup(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases that hedge in the same way.

    A phrase is written in words as the parser cuts them ("n' a pu", "dit on" for dit-on),
    in lower-case with plain apostrophes. A word can be alternatives
    (`may|might`), a lemma (`<sembler>`), a word that may be missing (`pas?`),
    or `*` for up to three words of any kind; the first is a word or lemma.
    Words at the end in brackets, `(que|qu')`, must follow and are no part of it.

    `certainty` is what the phrase leaves of its content's. `pos` is what the
    parser must say of the first word, where other readings exist. `before` is
    what must follow (a word, or a part of speech in capitals; adverbs between
    do not matter), `modifies` that its first word must modify a noun, `not_with`
    words on the same noun with which it is no hedge (every possible way),
    `not_before` and `not_after` are neighbours with which it is no hedge.
    `example` has the phrase as a hedge, `never` a sentence where it is none.
    """

    kind: HedgeKind
    phrases: tuple[str, ...]
    example: str
    certainty: Certainty = Certainty.UNKNOWN
    pos: frozenset[str] = frozenset()
    modifies: bool = False
    not_with: frozenset[str] = frozenset()
    before: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    not_after: frozenset[str] = frozenset()
    never: str = ""


class ConditionalWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How the conditional is formed, and the words that tell its uses apart.

    A form is a future stem and an ending. `stem_ends` are ends of future
    stems, `whole_stems` stems that count only whole, `other_stems` stems that
    end like a future's and are none. Verbs are named by the stem of their
    conditional (`pourr`), because lemmas of rare forms are the parser's
    guesses. `modals` say what certainty they leave. `state_stems` report in the
    present conditional; what is `unreal_` shows that a case is supposed, not
    reported (`without` does before a definite noun); `sources`, `report_nouns`
    and `denials` (lemmas) show that others say so. `past_endings` are those of
    verbs after which, `time_words` those in whose clause, the form is a future
    seen from the past.
    """

    endings: tuple[str, ...]
    stem_ends: tuple[str, ...]
    whole_stems: frozenset[str]
    other_stems: frozenset[str]
    participle_ends: tuple[str, ...]
    have: str
    be: str
    been: str
    modals: dict[str, Certainty]
    wishes: frozenset[str]
    state_stems: frozenset[str]
    be_participles: frozenset[str]
    unreal_participles: frozenset[str]
    unreal_adverbs: frozenset[str]
    unreal_stems: frozenset[str]
    unreal_complements: frozenset[str]
    unreal_predicates: frozenset[str]
    unreal_openers: tuple[str, ...]
    unreal_subjects: frozenset[str]
    unreal_determiners: frozenset[str]
    unreal_antecedents: frozenset[str]
    indefinites: frozenset[str]
    past_endings: tuple[str, ...]
    time_words: frozenset[str]
    without: frozenset[str]
    sources: tuple[str, ...]
    report_nouns: frozenset[str]
    denials: frozenset[str]


class HedgeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `hedges.toml` holds.

    `if_words` open a condition; after one of `not_if_after` (even if) or before
    one of `not_if_before` (if not, if any) they do not. `question_verbs` are
    lemmas under which such a clause is an indirect question. `about` are nouns
    that name what a claim rests on (letter, toll), unless one of `linking`
    (with, between) makes it a link of things: a sentence about one of them,
    said to be unverified, speaks of the claim beside it, and `demonstratives`
    point to it. `relations` are nouns of a link or a cause, which can be
    possible only, as events can, and `towards` prepositions by which a verb is
    about one (point to, enquêter sur). `allegations` are lemmas of cues and
    sources that only allege (rumour, to suspect).

    `negative_words` deny a clause by being its subject, object or determiner
    (nobody, aucun), `not_negation_before` follow a negator that denies nothing
    (not only). `lone_negators` (ne) go with the others and deny alone only
    with one of `lone_negator_verbs`. `ability_modals` with one of
    `ability_verbs` (could hear) or a negator say what somebody was able to do.
    """

    groups: tuple[HedgeGroup, ...] = ()
    if_words: frozenset[str] = frozenset()
    not_if_after: frozenset[str] = frozenset()
    not_if_before: frozenset[str] = frozenset()
    question_verbs: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    demonstratives: frozenset[str] = frozenset()
    relations: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()
    allegations: frozenset[str] = frozenset()
    negative_words: frozenset[str] = frozenset()
    not_negation_before: frozenset[str] = frozenset()
    lone_negators: frozenset[str] = frozenset()
    lone_negator_verbs: frozenset[str] = frozenset()
    ability_verbs: frozenset[str] = frozenset()
    ability_modals: frozenset[str] = frozenset()
    conditional: ConditionalWords | None = None
