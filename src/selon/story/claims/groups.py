"""Which propositions of a story are one claim.

Figures of one quantity are one claim, whatever their value: its updates and
conflicts are told of the figures. The rest is joined by average linkage over
the likeness of pairs (Sokal and Michener, 1958), so that a chain of half-alike
sentences does not become one claim. Only pairs that share something are
compared, so that time grows with what there is in common.
"""

from __future__ import annotations

import heapq
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np

from selon.story.claims.features import Matter, likeness
from selon.story.figures.quantities import Quantity

_COMMONEST = 60
"""How many propositions may share a key for it to bring pairs together."""
_NEAREST = 8
"""How many neighbours by meaning each proposition is compared with."""
_CHUNK = 1_024

Links = Mapping[tuple[int, int], float]


def find_groups(matter: Matter, quantities: Sequence[Quantity], links: Links) -> list[list[int]]:
    """The claims of a story, each as places in the list of propositions, in order of their first.

    `links` are the likenesses of `compare_pairs`.
    """
    counted = [quantity.members for quantity in quantities if len(_documents(matter, quantity.members)) > 1]
    taken = {place for members in counted for place in members}
    rest = [place for place in range(len(matter.propositions)) if place not in taken]
    free = {pair: value for pair, value in links.items() if taken.isdisjoint(pair)}
    return sorted(sorted(group) for group in (*counted, *join_by_average(rest, free, matter.same)))


def find_near(matter: Matter, claims: Sequence[Sequence[int]], links: Links) -> dict[int, tuple[int, ...]]:
    """Of each claim, those of the same matter in other documents that are not the same, by their places in `claims`."""
    home = {place: claim for claim, members in enumerate(claims) for place in members}
    found: dict[int, set[int]] = defaultdict(set)
    for (one, other), alike in links.items():
        if alike >= matter.near and home[one] != home[other] and len(_documents(matter, (one, other))) > 1:
            found[home[one]].add(home[other])
            found[home[other]].add(home[one])
    return {claim: tuple(sorted(others)) for claim, others in sorted(found.items())}


def compare_pairs(matter: Matter) -> dict[tuple[int, int], float]:
    """The likeness of the pairs of propositions that have anything in common; the smaller place first."""
    pairs = {*_by_keys(matter), *_by_meaning(matter)}
    return {pair: likeness(matter, *pair)[0] for pair in sorted(pairs)}


def join_by_average(places: Iterable[int], links: Links, least: float) -> list[list[int]]:
    """Groups of places: the two most alike are joined until no two are `least` alike on average.

    Pairs without a link count as 0.
    """
    members = {place: [place] for place in places}
    near: dict[int, dict[int, float]] = defaultdict(dict)
    for (one, other), value in links.items():
        near[one][other] = near[other][one] = value
    heap = [(-value, one, other) for (one, other), value in links.items() if value >= least]
    heapq.heapify(heap)
    while heap:
        value, one, other = heapq.heappop(heap)
        if one not in members or other not in members or near[one].get(other) != -value:
            continue
        _merge(members, near, one, other)
        for third, alike in near[one].items():
            if alike >= least:
                heapq.heappush(heap, (-alike, min(one, third), max(one, third)))
    return list(members.values())


def _merge(members: dict[int, list[int]], near: dict[int, dict[int, float]], one: int, other: int) -> None:
    """Let `one` take in `other`, with the sizes as weights."""
    size, added = len(members[one]), len(members[other])
    for third in sorted({*near[one], *near[other]} - {one, other}):
        value = (near[one].get(third, 0.0) * size + near[other].get(third, 0.0) * added) / (size + added)
        near[one][third] = near[third][one] = value
        near[third].pop(other, None)
    near[one].pop(other, None)
    near.pop(other)
    members[one] += members.pop(other)


def _by_keys(matter: Matter) -> Iterator[tuple[int, int]]:
    having: dict[str, list[int]] = defaultdict(list)
    for place, keys in enumerate(matter.keys.of):
        for key in keys:
            having[key].append(place)
    for key in sorted(having):
        if len(having[key]) <= _COMMONEST:
            yield from itertools.combinations(having[key], 2)


def _by_meaning(matter: Matter) -> Iterator[tuple[int, int]]:
    rows = matter.vectors
    if rows is None or len(rows) < 2:
        return
    many = min(_NEAREST + 1, len(rows))
    for start in range(0, len(rows), _CHUNK):
        alike = rows[start : start + _CHUNK] @ rows.T
        nearest = np.argpartition(-alike, many - 1, axis=1)[:, :many]
        for at, found in enumerate(nearest.tolist(), start):
            yield from ((min(at, other), max(at, other)) for other in found if other != at)


def _documents(matter: Matter, members: Iterable[int]) -> set[int]:
    return {matter.propositions[place].document for place in members}
