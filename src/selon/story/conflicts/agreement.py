"""How far two statements are about one thing: the words that they share, weighed by how few sentences have them.

The measure is containment (Broder, 1997) of the words of one in the other's, each way.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.story.conflicts.statements import Statement, Wording


@dataclass(frozen=True, slots=True)
class Weights:
    """What a word tells: the less, the more sentences of one document have it."""

    counts: Mapping[str, int]

    def __call__(self, keys: Iterable[str]) -> float:
        """The weight of words together."""
        return sum(1.0 / self.counts.get(key, 1) for key in keys)


ALIKE = Weights({})
"""Every word tells as much as another: for statements without a document around them."""


def weights_of(*documents: Sequence[Statement]) -> Weights:
    """What words tell between documents."""
    counts: Counter[str] = Counter()
    for statements in documents:
        counts |= Counter(key for statement in statements for key in statement.wording.told)
    return Weights(counts)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two statements side by side, `first` of the document named first."""

    first: Statement
    second: Statement
    weights: Weights = ALIKE

    def turned(self) -> Pair:
        """The other way round."""
        return Pair(self.second, self.first, self.weights)

    def shared(self) -> frozenset[str]:
        """The words that both have."""
        return frozenset(self.first.wording.told.keys() & self.second.wording.told.keys())

    def mass(self) -> float:
        """The weight of the words that both have."""
        return self.weights(self.shared())

    def contained(self) -> float:
        """The share of the one's weight that the other has, of the one of which it has more."""
        return max(self._shares())

    def contained_both(self) -> float:
        """The share of the one's weight that the other has, of the one of which it has less."""
        return min(self._shares())

    def likeness(self) -> float:
        """How near the two are in meaning, 0 to 1, where there is an encoder; 0 without."""
        if self.first.vector is None or self.second.vector is None:
            return 0.0
        return float(self.first.vector @ self.second.vector)

    def _shares(self) -> list[float]:
        common = self.mass()
        sides = [self.weights(statement.wording.told) for statement in (self.first, self.second)]
        return [common / side if side else 0.0 for side in sides]


def clause_keys(wording: Wording, place: int) -> frozenset[str]:
    """The words of matter in the clause in which a word stands."""
    number = wording.clause[place]
    return frozenset(word.told for i, word in enumerate(wording.words) if word.told and wording.clause[i] == number)
