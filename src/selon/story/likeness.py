"""How far two documents tell of the same event: a visible list of features, each with its weight.

The weights are those of a logistic model over pairs of articles whose
likeness people had graded, once with an encoder and once without.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from selon.story.profile import Bags, Profile, Unit
from selon.story.terms import bare, name_weight, number_weight, stem_of
from selon.types import Passage, Reason

_MARKS = ' .,;:!?…«»“”"()[]'
_SHOWN = 6
"""Figures or words that a reason lists."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing two documents are compared by.

    `value` is a dot product of what is in their bags, 0 (nothing in common)
    to 1, so that the mean over the pairs of two groups is the value of the
    groups' middles. `weight` is what it counts for, in log odds, beside an
    encoder and `alone` without one. `explain` says what was found, with the passages.
    """

    name: str
    value: Callable[[Bags, Bags], float]
    weight: float
    alone: float
    explain: Callable[[Profile, Profile], Reason]


def same_story(a: Profile, b: Profile) -> tuple[float, tuple[Reason, ...]]:
    """How sure it is, 0 to 1, that two documents tell of the same event, and what weighed most in saying so."""
    shares = _shares(a.bags, b.bags)
    telling = sorted((pair for pair in shares if pair[1] > _TELLING), key=lambda pair: -pair[1])
    reasons = tuple(feature.explain(a, b) for feature, _ in telling)
    return logistic(_odds(a.bags, b.bags, shares)), reasons or (_nothing(a, b),)


def log_odds(a: Bags, b: Bags, pairs: int = 1) -> float:
    """The log odds that two documents tell of the same event.

    For two groups, given by the sums of their bags, the mean over their pairs.
    """
    return _odds(a, b, _shares(a, b), pairs)


def logistic(odds: float) -> float:
    """The probability, 0 to 1, that log odds stand for."""
    return 1 / (1 + math.exp(-odds)) if odds > -700 else 0.0


def _odds(a: Bags, b: Bags, shares: Iterable[tuple[Feature, float]], pairs: int = 1) -> float:
    return math.fsum(share for _, share in shares) / pairs + (_BASE if _by_meaning(a, b) else _BASE_ALONE)


def _shares(a: Bags, b: Bags) -> list[tuple[Feature, float]]:
    by_meaning = _by_meaning(a, b)
    weights = [(feature, feature.weight if by_meaning else feature.alone) for feature in FEATURES]
    return [(feature, weight * feature.value(a, b)) for feature, weight in weights if weight]


def _by_meaning(a: Bags, b: Bags) -> bool:
    return a.gist is not None and b.gist is not None


# ---------------------------------------------------------------- features


def meaning(a: Bags, b: Bags) -> float:
    """How near the documents are in meaning, the openings foremost; 0 without an encoder."""
    return float(a.gist @ b.gist) if a.gist is not None and b.gist is not None else 0.0


def words(a: Bags, b: Bags) -> float:
    """How far two documents use the same words, or in two languages words that are spelt alike."""
    return dot(a.words, b.words)


def one_language(a: Bags, b: Bags) -> float:
    """1 where two documents are in one language: words in common then say less."""
    return dot(a.langs, b.langs)


def names(a: Bags, b: Bags) -> float:
    """How far two documents name the same people, bodies and places."""
    return dot(a.names, b.names)


def numbers(a: Bags, b: Bags) -> float:
    """How far two documents give the same figures."""
    return dot(a.numbers, b.numbers)


def dot(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The dot product of two bags: of bags of length 1, how alike they are."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(weight * large[key] for key, weight in small.items() if key in large)


# ---------------------------------------------------------------- in words


def _explain_meaning(a: Profile, b: Profile) -> Reason:
    one, other = _nearest(a, b)
    values = {"likeness": f"{meaning(a.bags, b.bags):.2f}"}
    return _reason("meaning", "the two are near in meaning: {likeness} of 1", values, (a, one), (b, other))


def _explain_words(a: Profile, b: Profile) -> Reason:
    one, other = a.bags.words, b.bags.words
    shared = sorted(set(one) & set(other), key=lambda word: (-one[word] * other[word], word))
    values = {"words": ", ".join(_spelt(a, word) for word in shared[:_SHOWN])}
    return _reason("words", "the two share words: {words}", values, _holding(a, shared), _holding(b, shared))


def _explain_language(a: Profile, b: Profile) -> Reason:
    return _reason("one-language", "the two are in one language", {}, (a, None), (b, None))


def _explain_names(a: Profile, b: Profile) -> Reason:
    shared = sorted(a.terms.names & b.terms.names, key=lambda key: (-name_weight(key), key))
    values = {"count": str(len(shared))}
    return _reason("names", "the two share names: {count}", values, _holding(a, shared), _holding(b, shared))


def _explain_numbers(a: Profile, b: Profile) -> Reason:
    shared = sorted(a.terms.numbers & b.terms.numbers, key=lambda key: (-number_weight(key), key))
    values = {"figures": ", ".join(shared[:_SHOWN])}
    return _reason("numbers", "the two share figures: {figures}", values, _holding(a, shared), _holding(b, shared))


def _nothing(a: Profile, b: Profile) -> Reason:
    return _reason("nothing", "the two have next to nothing in common", {}, (a, None), (b, None))


_Place = tuple[Profile, Unit | None]


def _reason(rule: str, message: str, values: dict[str, str], source: _Place, target: _Place) -> Reason:
    return Reason(rule, message, tuple(values.items()), None, _passage(*source), _passage(*target))


def _passage(profile: Profile, unit: Unit | None) -> Passage | None:
    return Passage(profile.id, unit.start, unit.end) if unit else None


def _nearest(a: Profile, b: Profile) -> tuple[Unit | None, Unit | None]:
    if a.vectors is None or b.vectors is None or not a.units or not b.units:
        return None, None
    best = int((a.vectors @ b.vectors.T).argmax())
    return a.units[best // len(b.units)], b.units[best % len(b.units)]


def _holding(profile: Profile, keys: Iterable[str]) -> _Place:
    """The sentence that holds most of these keys."""
    wanted = set(keys)

    def held(unit: Unit) -> int:
        return len(wanted & {*unit.terms.words, *unit.terms.names, *unit.terms.numbers})

    return profile, max(profile.units, key=held, default=None)


def _spelt(profile: Profile, stem: str) -> str:
    """A word of the document that has this stem, as it is written there."""
    words = (bare(word.strip(_MARKS)) for word in profile.document.text.split())
    return next((word for word in words if stem_of(word) == stem), stem)


FEATURES = (
    Feature("meaning", meaning, 5.6, 0.0, _explain_meaning),
    Feature("words", words, 2.2, 8.2, _explain_words),
    Feature("one-language", one_language, -0.5, -1.2, _explain_language),
    Feature("names", names, 0.2, 0.7, _explain_names),
    Feature("numbers", numbers, 0.3, 0.5, _explain_numbers),
)
"""What documents are compared by."""

_BASE = -2.8
_BASE_ALONE = -1.1
_TELLING = 0.2
"""What a feature must weigh, in log odds, to be given as a reason."""
