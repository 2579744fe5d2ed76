"""How two propositions are compared: the visible, weighted list `FEATURES`.

Each feature looks at a pair and gives a reason with a score from 0 to 1, or
None where it has nothing to say. The likeness of the pair is the sum of the
scores by their weights, of what could be compared at all: without an encoder
the rest decides. Named and weighted comparisons follow Fellegi and Sunter, "A
theory for record linkage" (1969); that no embedding decides alone follows from
measurements: a sentence lies as near its negation as its translation.
"""

from __future__ import annotations

import bisect
import functools
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selon.lang import languages, load_lexicon
from selon.lang.spelling import fold, skeleton
from selon.story.claims.keys import Keys
from selon.story.claims.propositions import Proposition
from selon.story.encoder import Vectors
from selon.types import Entity, EntityKind, Passage, Reason

_SAME, _SAME_AT_MOST = 0.12, 0.3
_FEW, _DOUBLED = 8, 0.09
"""Propositions a document up to which the lower bound holds, and what it rises with each doubling."""
_NEAR = 0.65
"""The part of the bound of the same from which two propositions are of the same matter."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")


@dataclass(frozen=True, slots=True)
class Matter:
    """The propositions of a story, in the order of documents and text, with what is needed to compare them.

    `ids` are the documents'.
    """

    propositions: Sequence[Proposition]
    keys: Keys
    vectors: Vectors | None
    ids: Sequence[str]

    @property
    def same(self) -> float:
        """The likeness from which two propositions say the same.

        The more the documents say, the more of it is alike by chance, so the
        bound rises with the propositions a document.
        """
        said = len(self.propositions) / max(len(self.ids), 1)
        risen = _DOUBLED * math.log2(said / _FEW) if said > _FEW else 0.0
        return min(_SAME + risen, _SAME_AT_MOST)

    @property
    def near(self) -> float:
        """The likeness from which two propositions are of the same matter."""
        return _NEAR * self.same

    def places_in(self, document: int) -> range:
        """The places of a document's propositions."""
        first, behind = (bisect.bisect_left(self.propositions, at, key=_document) for at in (document, document + 1))
        return range(first, behind)

    def passage(self, place: int) -> Passage:
        """Where a proposition stands."""
        one = self.propositions[place]
        return Passage(self.ids[one.document], one.start, one.end)


def _document(one: Proposition) -> int:
    return one.document


@dataclass(frozen=True, slots=True)
class Feature:
    """A named comparison. `weight` below 0 speaks against; a feature that `needs` vectors counts only with them."""

    name: str
    weight: float
    compare: Callable[[Matter, int, int], Reason | None]
    needs_vectors: bool = False


def meaning(matter: Matter, one: int, other: int) -> Reason | None:
    """Their sentences lie near one another in the encoder's space."""
    if matter.vectors is None:
        return None
    near = float(matter.vectors[one] @ matter.vectors[other])
    return _reason(matter, one, other, "meaning", "the sentences are near in meaning ({score})", near)


def words(matter: Matter, one: int, other: int) -> Reason | None:
    """They share words, matters, names and numbers: cosine by weight; one key counts half, two count 2/3, and so on."""
    shared = matter.keys.of[one] & matter.keys.of[other]
    if not shared:
        return None
    whole = (matter.keys.total[one] * matter.keys.total[other]) ** 0.5
    score = matter.keys.weigh(shared) / whole * len(shared) / (len(shared) + 1) if whole else 0.0
    listed = ", ".join(sorted(key.lstrip("#@=") for key in shared))
    return _reason(matter, one, other, "words", "both have: {words} ({score})", score, words=listed)


def polarity(matter: Matter, one: int, other: int) -> Reason | None:
    """One is negated, the other is not."""
    first, second = matter.propositions[one], matter.propositions[other]
    if is_negated(first) == is_negated(second):
        return None
    return _reason(matter, one, other, "polarity", "one is in the negative, the other is not", 1.0)


def holders(matter: Matter, one: int, other: int) -> Reason | None:
    """They are held by two different persons, each named."""
    first, second = matter.propositions[one].holder, matter.propositions[other].holder
    if first is None or second is None or not _are_two_persons(first, second):
        return None
    names = {"first": first.name, "second": second.name}
    return _reason(matter, one, other, "holders", "{first} holds the one, {second} the other", 1.0, **names)


FEATURES: tuple[Feature, ...] = (
    Feature("meaning", 0.3, meaning, needs_vectors=True),
    Feature("words", 0.7, words),
    Feature("polarity", -0.15, polarity),
    Feature("holders", -0.3, holders),
)


def likeness(matter: Matter, one: int, other: int) -> tuple[float, tuple[Reason, ...]]:
    """How alike two propositions are, about 0 to 1, and the reasons for and against, in the list's order."""
    usable = [feature for feature in FEATURES if matter.vectors is not None or not feature.needs_vectors]
    whole = sum(feature.weight for feature in usable if feature.weight > 0)
    found = [(feature, feature.compare(matter, one, other)) for feature in usable]
    total = sum(feature.weight * (reason.score or 0.0) for feature, reason in found if reason)
    return total / whole, tuple(reason for _, reason in found if reason)


def is_negated(one: Proposition) -> bool:
    """Whether a proposition's words negate it: "pas", "never"; the French "ne" alone does not."""
    return _has_negator(one.text, one.lang)


@functools.lru_cache(maxsize=16_384)
def _has_negator(text: str, lang: str) -> bool:
    negators = _negators(lang)
    words = (fold(word.group()) for word in _WORD.finditer(text))
    return any(word in negators or (word.endswith("n't") and "n't" in negators) for word in words)


@functools.cache
def _negators(lang: str) -> frozenset[str]:
    if lang not in languages():
        return frozenset()
    return frozenset(fold(word) for word in load_lexicon(lang).grammar.full_negators)


def _are_two_persons(first: Entity, second: Entity) -> bool:
    persons = first.kind is EntityKind.PERSON and second.kind is EntityKind.PERSON
    return persons and not set(skeleton(first.name).split()) & set(skeleton(second.name).split())


def _reason(matter: Matter, one: int, other: int, rule: str, message: str, score: float, **values: str) -> Reason:
    score = max(0.0, min(1.0, score))
    filled = (*values.items(), ("score", f"{score:.2f}"))
    return Reason(rule, message, filled, score, matter.passage(one), matter.passage(other))
