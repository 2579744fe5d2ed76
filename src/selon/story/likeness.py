"""How far two documents tell of the same event: a visible list of features, each with its weight.

The weights are those of a logistic model over pairs of articles whose
likeness people had graded, once with an encoder and once without. What the
features are worth is recorded in docs/decisions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from selon.story.profile import Profile, Unit
from selon.types import Passage, Reason

_SHOWN = 6
"""Names, figures or words that a reason lists."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One thing two documents are compared by.

    `value` runs from 0 (nothing in common) to about 1; `weight` is what it
    counts for beside an encoder, `alone` without one; `explain` says in words
    what was found, with the passages.
    """

    name: str
    value: Callable[[Profile, Profile], float]
    weight: float
    alone: float
    explain: Callable[[Profile, Profile, float], Reason]


def same_story(a: Profile, b: Profile) -> tuple[float, tuple[Reason, ...]]:
    """How sure it is, 0 to 1, that two documents tell of the same event, and what weighed most in saying so."""
    shares = _shares(a, b)
    telling = sorted((share for share in shares if share[0] > _TELLING), key=lambda share: -share[0])
    reasons = tuple(feature.explain(a, b, value) for _, feature, value in telling)
    return _squashed(a, b, shares), reasons or (_nothing(a, b),)


def likeness(a: Profile, b: Profile) -> float:
    """The score of `same_story` without its reasons."""
    return _squashed(a, b, _shares(a, b))


def _squashed(a: Profile, b: Profile, shares: list[tuple[float, Feature, float]]) -> float:
    total = sum(share for share, *_ in shares) + (_BASE if _by_meaning(a, b) else _BASE_ALONE)
    return 1 / (1 + math.exp(-total))


def _shares(a: Profile, b: Profile) -> list[tuple[float, Feature, float]]:
    meaning = _by_meaning(a, b)
    found = []
    for feature in FEATURES:
        weight = feature.weight if meaning else feature.alone
        value = feature.value(a, b) if weight else 0.0
        found.append((weight * value, feature, value))
    return found


def _by_meaning(a: Profile, b: Profile) -> bool:
    return a.gist is not None and b.gist is not None


# ---------------------------------------------------------------- features


def meaning(a: Profile, b: Profile) -> float:
    """How near the documents are in meaning, the openings foremost; 0 without an encoder."""
    return max(0.0, float(a.gist @ b.gist)) if a.gist is not None and b.gist is not None else 0.0


def words_of_one_language(a: Profile, b: Profile) -> float:
    """How far two documents in one language use the same words."""
    return cosine(a.words, b.words) if a.document.lang == b.document.lang else 0.0


def words_across(a: Profile, b: Profile) -> float:
    """How far two documents in two languages use words that are alike in both."""
    return cosine(a.words, b.words) if a.document.lang != b.document.lang else 0.0


def one_language(a: Profile, b: Profile) -> float:
    """1 where two documents are in one language: words in common then say less."""
    return float(a.document.lang == b.document.lang)


def names(a: Profile, b: Profile) -> float:
    """How far two documents name the same people, bodies and places."""
    return _overlap(a.terms.names, b.terms.names, name_weight)


def numbers(a: Profile, b: Profile) -> float:
    """How far two documents give the same figures."""
    return _overlap(a.terms.numbers, b.terms.numbers, number_weight)


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The likeness of two weighted bags of length 1."""
    small, large = (a, b) if len(a) <= len(b) else (b, a)
    return math.fsum(weight * large[word] for word, weight in small.items() if word in large)


def name_weight(key: str) -> float:
    """How telling a name is, 0 to 1: countries and capitals are named in many stories, a short sound fits many names."""
    return 0.5 if key.startswith("@") else min(1.0, (len(key) - 1) / 4)


def number_weight(key: str) -> float:
    """How telling a number is, 0 to 1: the more digits the more, but a year hardly."""
    digits = sum(char.isdigit() for char in key)
    if digits == len(key) == 4 and 1900 <= int(key) <= 2100:
        return 0.3
    return (0.1, 0.1, 0.4, 0.8)[digits] if digits < 4 else 1.0


def _overlap(a: frozenset[str], b: frozenset[str], weigh: Callable[[str], float]) -> float:
    shared = a & b
    if not shared:
        return 0.0
    return _sum(shared, weigh) / math.sqrt(_sum(a, weigh) * _sum(b, weigh))


def _sum(keys: Iterable[str], weigh: Callable[[str], float]) -> float:
    return math.fsum(weigh(key) for key in keys)


# ---------------------------------------------------------------- in words


def _explain_meaning(a: Profile, b: Profile, value: float) -> Reason:
    one, other = _nearest(a, b)
    return _reason("meaning", "they are near in meaning ({likeness})", {"likeness": f"{value:.2f}"}, (a, one), (b, other))


def _explain_words(a: Profile, b: Profile, _: float) -> Reason:
    shared = sorted(set(a.words) & set(b.words), key=lambda word: (-a.words[word] * b.words[word], word))
    one, other = _holding(a, shared, _words), _holding(b, shared, _words)
    listed = ", ".join(f"{word}…" if len(word) >= 6 else word for word in shared[:_SHOWN])
    return _reason("words", "they share words: {words}", {"words": listed}, (a, one), (b, other))


def _explain_language(a: Profile, b: Profile, _: float) -> Reason:
    return _reason("one-language", "they are in one language", {}, (a, None), (b, None))


def _explain_names(a: Profile, b: Profile, _: float) -> Reason:
    shared = sorted(a.terms.names & b.terms.names, key=lambda key: (-name_weight(key), key))
    one, other = _holding(a, shared, _names), _holding(b, shared, _names)
    return _reason("names", "they name the same people or places ({count})", {"count": str(len(shared))}, (a, one), (b, other))


def _explain_numbers(a: Profile, b: Profile, _: float) -> Reason:
    shared = sorted(a.terms.numbers & b.terms.numbers, key=lambda key: (-number_weight(key), key))
    one, other = _holding(a, shared, _numbers), _holding(b, shared, _numbers)
    listed = ", ".join(shared[:_SHOWN])
    return _reason("numbers", "they give the same figures: {figures}", {"figures": listed}, (a, one), (b, other))


def _nothing(a: Profile, b: Profile) -> Reason:
    return _reason("nothing", "they have next to nothing in common", {}, (a, None), (b, None))


def _reason(
    rule: str, message: str, values: dict[str, str], source: tuple[Profile, Unit | None], target: tuple[Profile, Unit | None]
) -> Reason:
    return Reason(rule, message, tuple(values.items()), None, passage_of(*source), passage_of(*target))


def passage_of(profile: Profile, unit: Unit | None) -> Passage | None:
    """Where a sentence of a document stands."""
    return Passage(profile.id, unit.start, unit.end) if unit else None


def _nearest(a: Profile, b: Profile) -> tuple[Unit | None, Unit | None]:
    if a.vectors is None or b.vectors is None or not a.units or not b.units:
        return None, None
    best = int((a.vectors @ b.vectors.T).argmax())
    return a.units[best // len(b.units)], b.units[best % len(b.units)]


def _holding(profile: Profile, keys: list[str], get: Callable[[Unit], Iterable[str]]) -> Unit | None:
    """The sentence that holds most of these keys."""
    wanted = set(keys)
    return max(profile.units, key=lambda unit: len(wanted & set(get(unit))), default=None)


def _words(unit: Unit) -> Iterable[str]:
    return unit.terms.words


def _names(unit: Unit) -> Iterable[str]:
    return unit.terms.names


def _numbers(unit: Unit) -> Iterable[str]:
    return unit.terms.numbers


FEATURES = (
    Feature("meaning", meaning, 5.5, 0.0, _explain_meaning),
    Feature("words", words_of_one_language, 2.1, 7.7, _explain_words),
    Feature("words-across", words_across, 7.7, 17.0, _explain_words),
    Feature("one-language", one_language, -0.1, -0.6, _explain_language),
    Feature("names", names, 0.1, 0.5, _explain_names),
    Feature("numbers", numbers, 0.3, 0.5, _explain_numbers),
)
"""What documents are compared by."""

_BASE = -3.1
_BASE_ALONE = -1.6
_TELLING = 0.4
"""What a feature must weigh, in log odds, to be given as a reason."""
