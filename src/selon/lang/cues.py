"""The shape of a language's `cues.toml`: the words that attribute."""

from __future__ import annotations

import msgspec

from selon.types import Act, Certainty, Polarity, Stance


class Cue(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A verb or noun that lays words to somebody.

    `frames` says what its content can be: "clause" (that, que), "infinitive",
    "question" (whether, si), "noun" (a noun phrase that carries a
    proposition), "gerund" (of doing, for doing), "quote" (it can stand beside
    a direct quotation), "person" (it takes a person and then the content:
    accuse X of, exiger de X que). The effect on factuality is that of
    `selon.types.Effect`. `example` is a sentence that a test reads.
    """

    example: str
    frames: frozenset[str] = frozenset({"clause", "quote"})
    act: Act = Act.SAY
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    stance: Stance = Stance.NEUTRAL


class Cues(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Cues by lemma (several words joined by a space where it takes a particle).

    Example::

        [verbs.nier]
        frames = ["clause", "infinitive", "noun"]
        act = "deny"
        polarity = "-"
        example = "Le maire nie avoir signé l'accord."
    """

    verbs: dict[str, Cue] = {}
    nouns: dict[str, Cue] = {}
