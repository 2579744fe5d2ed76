"""What of a proposition can be met again in another document, whatever its language, and how much that tells.

Words that stand for a known matter go by the matter's key, so that "grève" and
"walkout" meet; others by their stem, names by their sound, numbers by value.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from selon.lang.concepts import concept_of
from selon.lang.spelling import root
from selon.story.claims.light import light_roots, words_of
from selon.story.claims.propositions import Proposition

_SHORTEST = 4
"""Letters below which a word tells something only if it names a known matter: law, war, tie."""
_PEOPLE = 0.3
"""What a key tells that says no more than that people or things are counted or meant."""
_GENERAL = frozenset({"#person", "#man", "#woman", "#child", "#case", "#member", "#report", "#authority", "#company"})


class Keys:
    """The keys of a story's propositions, and the weight of each.

    A word weighs less the more of the story's documents have it: what all are
    about tells nothing. A known matter keeps its weight: it is what a sentence
    says, and not only what the story is about.
    """

    def __init__(self, propositions: Sequence[Proposition], documents: int) -> None:
        self.of = tuple(keys_of(one) for one in propositions)
        seen: dict[str, set[int]] = {}
        for one, keys in zip(propositions, self.of, strict=True):
            for key in keys:
                seen.setdefault(key, set()).add(one.document)
        self._weights = {key: _weight(key, len(where), max(documents, 2)) for key, where in seen.items()}
        self.total = tuple(self.weigh(keys) for keys in self.of)

    def weigh(self, keys: Iterable[str]) -> float:
        """The weight of keys together."""
        return math.fsum(self._weights.get(key, 1.0) for key in keys)


def keys_of(one: Proposition) -> frozenset[str]:
    """The keys of one proposition, without the words that only hedge it, negate it or hold it together."""
    light = light_roots(one.lang)
    found = set(one.terms.names) | {f"={number}" for number in one.terms.numbers}
    for word in words_of(one.text):
        known = concept_of(one.lang, word)
        if known:
            found.add(known)
        elif len(word) >= _SHORTEST and root(word) not in light:
            found.add(root(word))
    return frozenset(found)


def _weight(key: str, having: int, documents: int) -> float:
    if key in _GENERAL:
        return _PEOPLE
    return 1.0 if key.startswith("#") else math.log(1 + documents / having) / math.log(1 + documents)
