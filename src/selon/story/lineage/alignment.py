"""Which sentence of one document answers which of another, in order: the evidence of lineage, and what is shown.

A text that was copied, translated or rewritten keeps its facts and their
order. So the sentences are aligned without crossing, as in bilingual text
alignment (Gale and Church 1993), and beside it each is matched to its best
counterpart wherever that stands: where the two agree, the order is kept.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selon.story.profile import Profile, Unit
from selon.story.terms import name_weight, number_weight

_LONGEST = 60
"""Sentences of a document that are aligned."""
_MATCHED = 0.45
"""Likeness from which on two sentences are a pair."""
_KEYED = 0.6
"""What names, figures and words say of two sentences, beside their meaning where that is known."""

Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Pair:
    """Sentence `first` of one document and `second` of the other, by their places, and how alike they are."""

    first: int
    second: int
    likeness: float


@dataclass(frozen=True, slots=True)
class Alignment:
    """How two documents' sentences answer each other.

    `pairs` do not cross. `first` and `second` say which share of each
    document's text is in a pair, weighted by likeness; `order` how much of
    what answers at all answers in order, 0 to 1.
    """

    pairs: tuple[Pair, ...]
    first: float
    second: float
    order: float


def align(a: Profile, b: Profile) -> Alignment:
    """The alignment of two documents' sentences."""
    units, others = a.units[:_LONGEST], b.units[:_LONGEST]
    if not units or not others:
        return Alignment((), 0.0, 0.0, 0.0)
    table = likenesses(a, b)
    table = np.where(table >= _MATCHED, table, 0.0)
    lengths, other_lengths = _lengths(units), _lengths(others)
    pairs = _in_order(table, np.sqrt(np.outer(lengths, other_lengths)))
    free = float((table.max(axis=1) * lengths).sum() + (table.max(axis=0) * other_lengths).sum())
    kept = math.fsum(pair.likeness * (lengths[pair.first] + other_lengths[pair.second]) for pair in pairs)
    return Alignment(
        pairs,
        math.fsum(pair.likeness * lengths[pair.first] for pair in pairs) / float(lengths.sum()),
        math.fsum(pair.likeness * other_lengths[pair.second] for pair in pairs) / float(other_lengths.sum()),
        min(1.0, kept / free) if free else 0.0,
    )


def likenesses(a: Profile, b: Profile) -> Matrix:
    """How alike each sentence of one document is to each of another, 0 to 1."""
    units, others = a.units[:_LONGEST], b.units[:_LONGEST]
    keyed = _keyed(units, others)
    if a.vectors is None or b.vectors is None:
        return keyed
    meant = np.clip(a.vectors[: len(units)] @ b.vectors[: len(others)].T, 0.0, 1.0).astype(np.float64)
    known = np.outer(_is_encoded(a, len(units)), _is_encoded(b, len(others)))
    return np.where(known, np.maximum(keyed * _KEYED + meant * (1 - _KEYED), meant * 0.9), keyed)


def _is_encoded(profile: Profile, count: int) -> NDArray[np.bool_]:
    assert profile.vectors is not None  # noqa: S101 - both callers have looked
    return np.asarray(np.abs(profile.vectors[:count]).sum(axis=1) > 0)


def _keyed(units: Sequence[Unit], others: Sequence[Unit]) -> Matrix:
    """Likeness by shared names, figures and words: twice what is shared by what both have."""
    bags, other_bags = [_bag(unit) for unit in units], [_bag(unit) for unit in others]
    sums, other_sums = [math.fsum(bag.values()) for bag in bags], [math.fsum(bag.values()) for bag in other_bags]
    table = np.zeros((len(units), len(others)))
    for row, bag in enumerate(bags):
        for column, other in enumerate(other_bags):
            shared = math.fsum(weight for key, weight in bag.items() if key in other)
            if shared:
                table[row, column] = 2 * shared / (sums[row] + other_sums[column])
    return table


def _bag(unit: Unit) -> Mapping[str, float]:
    names = {f"~{name}": name_weight(name) for name in sorted(unit.terms.names)}
    numbers = {f"={number}": 2 * number_weight(number) for number in sorted(unit.terms.numbers)}
    return names | numbers | dict.fromkeys(unit.terms.words, 0.5)


def _lengths(units: Sequence[Unit]) -> NDArray[np.float64]:
    return np.array([max(1, unit.end - unit.start) for unit in units], dtype=np.float64)


def _in_order(table: Matrix, weights: Matrix) -> tuple[Pair, ...]:
    """The pairs of greatest likeness by length that do not cross, one counterpart a sentence."""
    rows, columns = table.shape
    gains = table * weights
    best = np.zeros((rows + 1, columns + 1))
    for row in range(1, rows + 1):
        taken = best[row - 1, :-1] + gains[row - 1]
        # the best of a row so far is a running maximum: a sentence may be skipped on either side
        best[row, 1:] = np.maximum.accumulate(np.maximum(taken, best[row - 1, 1:]))
    found = []
    row, column = rows, columns
    while row and column:
        if best[row, column] == best[row - 1, column]:
            row -= 1
        elif best[row, column] == best[row, column - 1]:
            column -= 1
        else:
            row, column = row - 1, column - 1
            found.append(Pair(row, column, float(table[row, column])))
    return tuple(reversed([pair for pair in found if pair.likeness > 0]))
