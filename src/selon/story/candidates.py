"""Which documents are worth comparing: those that share what few others have.

With few documents all pairs are. With many, each document meets those it
shares its rarest names, figures and words with, and those nearest in meaning,
so that the number of comparisons grows with the number of documents.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from selon.story.profile import Profile
from selon.story.terms import number_weight

_ALL_PAIRS = 120
"""Documents up to which every pair is compared."""
_KEYS = 30
"""Rarest keys of a document by which it meets others."""
_MET = 24
"""Documents that one meets through one key: the nearest by date, then by id."""
_BY_KEYS = 16
_BY_MEANING = 8
"""Candidates of a document that are kept."""
_MEANING_UP_TO = 6_000
"""Documents up to which all gists are held against each other: the one step whose time grows with the square."""
_ROWS = 512
_TELLING_NUMBER = 0.4


def candidate_pairs(profiles: Sequence[Profile]) -> list[tuple[int, int]]:
    """Pairs of places in `profiles`, lower one first, in order."""
    count = len(profiles)
    if count <= _ALL_PAIRS:
        return [(a, b) for a in range(count) for b in range(a + 1, count)]
    pairs = {*_by_keys(profiles), *_by_meaning(profiles)}
    return sorted(pairs)


def _by_keys(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    keys = [_keys(profile) for profile in profiles]
    held: dict[str, list[int]] = defaultdict(list)
    for place in sorted(range(len(profiles)), key=lambda at: (profiles[at].document.published or "", at)):
        for key in keys[place]:
            held[key].append(place)
    rarity = {key: math.log(1 + len(profiles) / len(places)) for key, places in held.items() if len(places) > 1}
    met: list[dict[int, float]] = [defaultdict(float) for _ in profiles]
    rarest = [set(sorted(rarity.keys() & own, key=lambda key: (-rarity[key], key))[:_KEYS]) for own in keys]
    for key, weight in rarity.items():
        places = held[key]
        for at, place in enumerate(places):
            if key in rarest[place]:
                for other in (*places[max(0, at - _MET // 2) : at], *places[at + 1 : at + 1 + _MET // 2]):
                    met[place][other] += weight
    for place, others in enumerate(met):
        best = sorted(others, key=lambda other: (-round(others[other], 6), other))[:_BY_KEYS]
        yield from ((min(place, other), max(place, other)) for other in best)


def _keys(profile: Profile) -> frozenset[str]:
    numbers = {f"={number}" for number in profile.terms.numbers if number_weight(number) >= _TELLING_NUMBER}
    return frozenset({f"~{name}" for name in profile.terms.names} | numbers | set(profile.terms.words))


def _by_meaning(profiles: Sequence[Profile]) -> Iterator[tuple[int, int]]:
    gists = [profile.bags.gist for profile in profiles if profile.bags.gist is not None]
    if len(gists) != len(profiles) or len(gists) > _MEANING_UP_TO:
        return
    table = np.stack(gists)
    for first in range(0, len(table), _ROWS):
        near = table[first : first + _ROWS] @ table.T
        for row in range(len(near)):
            place = first + row
            near[row, place] = -1.0
            best = np.argpartition(-near[row], _BY_MEANING)[:_BY_MEANING]
            yield from ((min(place, int(other)), max(place, int(other))) for other in best)
