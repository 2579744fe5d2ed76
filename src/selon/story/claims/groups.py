"""Which propositions of a story are one claim.

Figures of one quantity are one claim, whatever their value: its updates and
conflicts are told of the figures. The rest is joined by average linkage over
the likeness of pairs (Sokal and Michener, 1958), so that a chain of half-alike
sentences does not become one claim. Only pairs that share something are
compared, so that time grows with what there is in common.

In a story of very many documents even what one sentence says is too common to
compare all that have it. There each meets the next few, and the groups that
come of it are joined in further rounds, each by the one of its members that is
most like the others.
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
"""How many propositions may share a key for it to bring all their pairs together."""
_NEXT = 12
"""How many of the next that share a commoner key each is compared with, in a story of more documents than that."""
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
    joined = _joined_again(matter, join_by_average(rest, free, matter.same), free)
    return sorted(sorted(group) for group in (*counted, *joined))


def _joined_again(matter: Matter, groups: list[list[int]], links: Links) -> list[list[int]]:
    """In a story of very many documents the groups joined by their likest members, as often as that joins any."""
    while len(matter.ids) > _COMMONEST:
        by_head = dict(zip(_heads(groups, links), groups, strict=True))
        heads = sorted(by_head)
        links = {pair: likeness(matter, *pair)[0] for pair in sorted(set(_by_keys(matter, heads)))}
        joined = join_by_average(heads, links, matter.same)
        if len(joined) == len(groups):
            break
        groups = [[place for head in found for place in by_head[head]] for found in joined]
    return groups


def _heads(groups: Sequence[Sequence[int]], links: Links) -> list[int]:
    """The member of each group that is most like its others, the first of equals."""
    home = {place: number for number, group in enumerate(groups) for place in group}
    alike: dict[int, float] = defaultdict(float)
    for (one, other), value in links.items():
        if home[one] == home[other]:
            alike[one] += value
            alike[other] += value
    return [max(sorted(group), key=lambda place: alike[place]) for group in groups]


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
    pairs = {*_by_keys(matter, range(len(matter.propositions))), *_by_meaning(matter)}
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


def _by_keys(matter: Matter, places: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The pairs among places, in order, that share a key."""
    having: dict[str, list[int]] = defaultdict(list)
    for place in places:
        for key in matter.keys.of[place]:
            having[key].append(place)
    for found in having.values():
        if len(found) <= _COMMONEST:
            yield from itertools.combinations(found, 2)
        elif len(matter.ids) > _COMMONEST:
            yield from ((one, other) for at, one in enumerate(found) for other in found[at + 1 : at + 1 + _NEXT])


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
