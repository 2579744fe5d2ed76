"""Where one group of documents tells of two events: the same people and words, other facts.

What a document is about does not tell one event from the next around the same
people; what befell how many, and who and what else is named, do.
"""

from __future__ import annotations

import itertools
import math
from collections import Counter
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from selon.story.profile import Profile

_ENOUGH = 8
"""Documents from which on a group can be said to agree, or to hold two events."""
_AGREED = 0.75
"""The share of documents that make a count one the story is known by."""
_SHARE = 0.4
"""The least share of a group that its second event has: fewer are strays."""
_PARTED = 0.58
"""Two events, where the documents of one are that much less like those of the other than like each other."""
_FACTS = 10
"""Facts a document has at least, on average, where they are to part a group."""
_SEEDS = 24
"""Documents by which a division is begun, in turn."""
_ROUNDS = 8

Likenesses = NDArray[np.float64]
Sides = NDArray[np.int64]


def outsiders(profiles: Sequence[Profile], members: Sequence[int]) -> list[int]:
    """Members that do not give the count which nearly all others give, though they give figures of their own.

    A count is a number with what befell those counted: the two killed that
    every retelling of one accident gives.
    """
    counts = {at: _counts(profiles[at]) for at in members}
    given = Counter(count for found in counts.values() for count in found)
    core = {count for count, many in given.items() if many >= _AGREED * len(members)}
    if len(members) < _ENOUGH or not core:
        return []
    return [at for at in members if not core & counts[at] and _has_figures(profiles[at])]


def _counts(profile: Profile) -> frozenset[tuple[float, str]]:
    figures = profile.reading.figures
    return frozenset((one.value, one.event) for one in figures if one.event and one.value is not None and one.value > 1)


def _has_figures(profile: Profile) -> bool:
    return any(figure.value is not None and figure.value > 1 for figure in profile.reading.figures)


def two_events(profiles: Sequence[Profile], members: Sequence[int], known: Mapping[str, int]) -> list[list[int]]:
    """The members in two lists where their facts and words fall clearly in two, else in one.

    Facts are names and numbers; `known` says how many documents of the whole
    collection have each fact and word. Where most documents are dated, days
    have parted them already, and other facts are later news of one event.
    """
    facts = [_facts(profiles[at]) for at in members]
    dated = sum(profiles[at].document.published is not None for at in members)
    few = sum(len(own) for own in facts) < _FACTS * len(members)
    if len(members) < _ENOUGH or few or 2 * dated > len(members):
        return [list(members)]
    words = [Counter(profiles[at].terms.words) for at in members]
    both = [_likenesses(bags, known, len(profiles)) for bags in (facts, words)]
    best = _best_division(np.asarray(sum(both)))
    if best is None:
        return [list(members)]
    return [[at for at, side in zip(members, best, strict=True) if side == which] for which in (0, 1)]


def how_common(profiles: Sequence[Profile]) -> Counter[str]:
    """How many documents have each fact and word."""
    return Counter(key for profile in profiles for key in {*_facts(profile), *profile.terms.words})


def _facts(profile: Profile) -> Counter[str]:
    found: Counter[str] = Counter()
    for unit in profile.units:
        found.update(f"~{name}" for name in unit.terms.names)
        found.update(f"={number}" for number in unit.terms.numbers)
    return found


def _likenesses(bags: Sequence[Counter[str]], known: Mapping[str, int], total: int) -> Likenesses:
    """How alike each two bags are, rare keys foremost, by how alike two are on average."""
    keys = sorted({key for bag in bags for key in bag if known[key] > 1})
    column = {key: at for at, key in enumerate(keys)}
    table = np.zeros((len(bags), len(keys)))
    for row, bag in enumerate(bags):
        for key, many in bag.items():
            if key in column:
                table[row, column[key]] = (1 + math.log(many)) * math.log((1 + total) / known[key])
    lengths = np.linalg.norm(table, axis=1, keepdims=True)
    table /= np.where(lengths > 0, lengths, 1.0)
    found = table @ table.T
    mean = (found.sum() - np.trace(found)) / max(1, len(found) * (len(found) - 1))
    return np.asarray(found / mean) if mean > 0 else np.zeros_like(found)


def _best_division(likenesses: Likenesses) -> Sides | None:
    """The sides of the division that parts best, None where none parts them clearly."""
    count = len(likenesses)
    seeds = sorted({round(at * (count - 1) / (_SEEDS - 1)) for at in range(_SEEDS)})
    best, best_ratio = None, _PARTED
    for one, other in itertools.combinations(seeds, 2):
        sides = _settle(likenesses, one, other)
        if _SHARE * count <= sides.sum() <= (1 - _SHARE) * count:
            ratio = _ratio(likenesses, sides)
            if ratio < best_ratio - 1e-9:
                best, best_ratio = sides, ratio
    return best


def _settle(likenesses: Likenesses, one: int, other: int) -> Sides:
    """Every document on the side it is nearer to, starting from two of them, until none changes sides."""
    apart = ~np.eye(len(likenesses), dtype=bool)
    sides: Sides = (likenesses[other] > likenesses[one]).astype(np.int64)
    sides[one], sides[other] = 0, 1
    for _ in range(_ROUNDS):
        nearness = []
        for side in (0, 1):
            peers = (sides == side)[None] & apart
            nearness.append((likenesses * peers).sum(axis=1) / np.maximum(peers.sum(axis=1), 1))
        moved: Sides = (nearness[1] > nearness[0]).astype(np.int64)
        if (moved == sides).all():
            break
        sides = moved
    return sides


def _ratio(likenesses: Likenesses, sides: Sides) -> float:
    """The mean likeness across the two sides by that within them."""
    same = sides[:, None] == sides[None]
    within = likenesses[same & ~np.eye(len(sides), dtype=bool)]
    return float(likenesses[~same].mean() / within.mean()) if within.size and within.mean() > 0 else 1.0
