"""What people judged of a story, applied over what was found: lineage, claims that are one, conflicts.

A passage is judged by its words; what the program found is meant by it where
the two overlap by more than half of the shorter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from selon.story.claims.features import Matter
from selon.story.claims.propositions import Proposition
from selon.types import Conflict, Edge, Judged, Reason, Relation

Anchor = tuple[str, int, int]
"""A document's id and the stretch of its text that was judged."""

_COVERED = 0.5


def judged_edges(edges: Iterable[Edge], judged: Judged) -> tuple[Edge, ...]:
    """The edges without those that a person rejected; those confirmed say so."""
    kept = (edge for edge in edges if frozenset((edge.source, edge.target)) not in judged.edges_rejected)
    return tuple(
        replace(edge, reasons=(*edge.reasons, Reason("judged", "a person confirmed it")))
        if frozenset((edge.source, edge.target)) in judged.edges_confirmed and edge.relation is not Relation.INDEPENDENT
        else edge
        for edge in kept
    )


def judged_propositions(propositions: Sequence[Proposition], document: str, judged: Judged) -> list[Proposition]:
    """The propositions of a document without those that a person rejected."""
    anchors = [anchor for anchor in judged.claims_rejected if anchor[0] == document]
    return [one for one in propositions if not any(_covers(anchor, one) for anchor in anchors)]


def judged_groups(groups: Sequence[Sequence[int]], matter: Matter, judged: Judged) -> list[list[int]]:
    """The claims with what was judged of their matches: those rejected apart, those confirmed together."""
    kept = [list(group) for group in groups]
    for pair in sorted(map(sorted, judged.matches_rejected)):
        kept = _parted(kept, matter, pair)
    for pair in sorted(map(sorted, judged.matches_confirmed)):
        kept = _joined(kept, matter, pair)
    return sorted(kept)


def judged_conflicts(conflicts: Iterable[Conflict], judged: Judged) -> tuple[Conflict, ...]:
    """The conflicts without those that a person rejected."""
    return tuple(one for one in conflicts if (frozenset(one.between), one.about.value) not in judged.conflicts_rejected)


def _parted(groups: list[list[int]], matter: Matter, pair: Sequence[Anchor]) -> list[list[int]]:
    """Where both passages are in one claim, the second is taken out of it."""
    if len(pair) != 2:
        return groups
    one, other = (_places(matter, anchor) for anchor in pair)
    parted: list[list[int]] = []
    for group in groups:
        out = [place for place in group if place in other] if one & set(group) else []
        parted += [part for part in ([place for place in group if place not in out], out) if part]
    return parted


def _joined(groups: list[list[int]], matter: Matter, pair: Sequence[Anchor]) -> list[list[int]]:
    """The claims that have one of the passages become one."""
    meant = {place for anchor in pair for place in _places(matter, anchor)}
    together = sorted(place for group in groups if meant & set(group) for place in group)
    rest = [group for group in groups if not meant & set(group)]
    return [*rest, together] if together else rest


def _places(matter: Matter, anchor: Anchor) -> set[int]:
    return {
        place
        for place, one in enumerate(matter.propositions)
        if matter.ids[one.document] == anchor[0] and _covers(anchor, one)
    }


def _covers(anchor: Anchor, one: Proposition) -> bool:
    _, start, end = anchor
    return min(end, one.end) - max(start, one.start) > _COVERED * min(end - start, one.end - one.start)
