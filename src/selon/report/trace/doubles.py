"""Claims of a story that a reader would take for one: what is said, and the figure in it, of the same passages.

The comparison keeps both, because one is matched by its words and the other by
its number. A report shows the row with the figure, with what changed in either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from selon.types import Change, Conflict, StoryClaim

_Spans = frozenset[tuple[str, int, int]]


def without_doubles(claims: Sequence[StoryClaim]) -> tuple[StoryClaim, ...]:
    """The claims without those whose every passage is one of a claim with figures, which takes over what changed."""
    figured = [(claim, _spans(claim)) for claim in claims if any(one.figure for one in claim.instances)]
    over: dict[str, list[StoryClaim]] = {}
    for claim in claims:
        if any(one.figure for one in claim.instances):
            continue
        spans = _spans(claim)
        home = next((other.id for other, held in figured if spans and spans <= held), None)
        if home is not None:
            over.setdefault(home, []).append(claim)
    gone = {claim.id: home for home, held in over.items() for claim in held}
    return tuple(_with(claim, over.get(claim.id, []), gone) for claim in claims if claim.id not in gone)


def _spans(claim: StoryClaim) -> _Spans:
    return frozenset((one.document, one.start, one.end) for one in claim.instances)


def _with(claim: StoryClaim, doubles: Iterable[StoryClaim], gone: dict[str, str]) -> StoryClaim:
    changes = {_change_key(change): change for change in reversed(claim.changes)}
    conflicts = {_conflict_key(conflict): conflict for conflict in reversed(claim.conflicts)}
    for double in doubles:
        changes = {_change_key(change): change for change in reversed(double.changes)} | changes
        conflicts = {_conflict_key(conflict): conflict for conflict in reversed(double.conflicts)} | conflicts
    near = dict.fromkeys(gone.get(other, other) for other in claim.near)
    return replace(
        claim,
        changes=tuple(reversed(changes.values())),
        conflicts=tuple(reversed(conflicts.values())),
        near=tuple(other for other in near if other != claim.id),
    )


def _change_key(change: Change) -> tuple[str, ...]:
    return change.kind.value, change.source, change.target


def _conflict_key(conflict: Conflict) -> tuple[str, ...]:
    return conflict.about.value, *sorted(conflict.between)
