"""The shape of a language's `cues.toml`: the words that attribute, and the nouns that can be a source."""

from __future__ import annotations

from enum import StrEnum

import msgspec

from selon.types import Act, Certainty, Polarity, Stance


class Frame(StrEnum):
    """What the content of a cue can be."""

    CLAUSE = "clause"  # that, que; of a noun cue, also its own clause
    INFINITIVE = "infinitive"  # bare or after to, de, à
    QUESTION = "question"  # whether, si, and the question words
    NOUN = "noun"  # an object that carries a proposition; of a noun cue, what of, de bring
    COUNT = "count"  # an object with a figure, of somebody who can be a source: signale douze cas
    TOLL = "toll"  # the same, where what is counted befell people or is a case: compte douze morts
    GERUND = "gerund"  # doing, of doing, for doing
    QUOTE = "quote"  # it can stand beside a direct quotation
    PERSON = "person"  # a person and then the content: accuse X of, exiger de X que


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb or noun that lays words to somebody.

    `frames` says what its content can be, `prepositions` which ones can bring
    a noun phrase as its content ("warn of", "s'inquiéter de") without being
    part of the cue, `relays` that its object can be who says it ("quoted the
    mayor as saying"), `tellers` the prepositions that bring who told it to "on" ("a-t-on appris
    auprès du parquet"), `forms` inflected forms that `Cues.endings` do not give. The
    other fields are those of `selon.types.Effect`.
    `example` is a sentence that a test reads.
    """

    example: str
    frames: frozenset[Frame] = frozenset({Frame.CLAUSE, Frame.QUOTE})
    prepositions: frozenset[str] = frozenset()
    tellers: frozenset[str] = frozenset()
    relays: bool = False
    forms: frozenset[str] = frozenset()
    act: Act = Act.SAY
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    stance: Stance = Stance.NEUTRAL


class According(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words other than a verb's that lay a clause to a source: selon, according to.

    The source follows them, or stands where the key has a star ("in * view",
    "à * avis"). Of `whole` forms the words found are the source themselves
    ("de source policière", a star standing for what qualifies it). The last
    word of a key stands for its contracted forms too (de: du, des, d').
    `risky` forms have more usual senses (for, per) and attribute only with a
    noun that can be a source.
    """

    example: str
    risky: bool = False
    whole: bool = False
    act: Act = Act.SAY
    certainty: Certainty = Certainty.CERTAIN
    stance: Stance = Stance.NEUTRAL


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cues by lemma, several words joined by a space where it takes more than one.

    A word of a verb's key beside the first can be its particle ("point out"),
    the pronoun it is always used with ("se dire", "s'engager"), its infinitive
    ("faire savoir"), a set phrase ("mettre en garde") or what is said of the
    source ("être sûr", "be afraid"), by lemma too ("être persuader"). `not_sources` are
    nouns after which an according form does not attribute ("selon la loi"),
    `person_nouns` and `document_nouns` those that name who or what can be a
    source, `tallies` those of what is counted (bilan, toll); `varying_verbs` make
    of "selon les sources" no attribution ("selon les sources, le total varie"),
    and `checking_verbs` of "de source indépendante" none ("n'a pas été vérifié de
    source indépendante"). All hold lemmas, lower-case.

    Example::

        [verbs.nier]
        frames = ["clause", "infinitive", "noun"]
        act = "deny"
        polarity = "-"
        example = "Le maire nie avoir signé l'accord."
    """

    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
    according: dict[str, According] = {}
    not_sources: frozenset[str] = frozenset()
    person_nouns: frozenset[str] = frozenset()
    document_nouns: frozenset[str] = frozenset()
    tallies: frozenset[str] = frozenset()
    varying_verbs: frozenset[str] = frozenset()
    checking_verbs: frozenset[str] = frozenset()
    endings: dict[str, tuple[str, ...]] = {}

    def verb_forms(self, reflexives: frozenset[str]) -> dict[str, str]:
        """Each inflected form of the verbs' first words, lower-case, to its lemma; of two lemmas the first by name.

        The parsers' lemmatizers miss some of the commonest ("estime", "hopes").
        `reflexives` are the pronouns of `Grammar.reflexives`, which keys may begin with.
        """
        found: dict[str, str] = {}
        for key in sorted(self.verbs):
            words = split_key(key)
            lemma = words[1] if words[0] in reflexives else words[0]
            for form in (*inflect(lemma, self.endings), *self.verbs[key].forms):
                found.setdefault(form, lemma)
        return found


def split_key(key: str) -> list[str]:
    """The words of a key as the parsers' tokenizers have them: "s'", "engager"; "être", "d'", "avis"."""
    return key.replace("'", "' ").split()


def inflect(lemma: str, endings: dict[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The forms of a regular verb: the endings of the longest entry that ends its lemma, on what goes before."""
    fitting = [ending for ending in endings if lemma.endswith(ending)]
    if not fitting:
        return ()
    longest = max(fitting, key=len)
    stem = lemma[: len(lemma) - len(longest)]
    return tuple(stem + ending for ending in endings[longest])
