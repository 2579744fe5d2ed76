"""Accounts that exclude each other, each once, with the passages of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selon.report.trace.differing import Pair, pairs_of
from selon.report.trace.shelf import Retelling, Shelf
from selon.report.trace.wording import CONFLICTS
from selon.types import Conflict, ConflictKind, Passage


@dataclass(frozen=True, slots=True)
class ConflictView:
    """Two accounts of one thing; `matter` says of what, `about` in which respect they part."""

    key: str
    matter: str
    about: str
    between: tuple[Retelling, Retelling]
    pairs: tuple[Pair, ...]


def conflicts_of(shelf: Shelf, key: str, conflicts: Iterable[tuple[str, Conflict]]) -> tuple[ConflictView, ...]:
    """The conflicts, each with the matter it is about; of those that rest on passages that overlap the first.

    A conflict about a figure is found with the claim and with the figure, and is one for a reader.
    `key` begins the keys of the views.
    """
    seen: dict[tuple[frozenset[str], ConflictKind], list[set[Passage]]] = {}
    views: list[ConflictView] = []
    for matter, conflict in conflicts:
        others = seen.setdefault((frozenset(conflict.between), conflict.about), [])
        passages = _passages(conflict)
        if any(_overlap(passages, other) for other in others):
            continue
        others.append(passages)
        first, second = conflict.between
        views.append(
            ConflictView(
                key=f"{key}{len(views) + 1}",
                matter=matter,
                about=shelf.ui.say(CONFLICTS[conflict.about]),
                between=(shelf.retelling(first), shelf.retelling(second)),
                pairs=pairs_of(shelf, conflict.reasons),
            )
        )
    return tuple(views)


def _passages(conflict: Conflict) -> set[Passage]:
    sides = (side for reason in conflict.reasons for side in (reason.source, reason.target))
    return {side for side in sides if side is not None}


def _overlap(some: set[Passage], others: set[Passage]) -> bool:
    """Whether each passage of the one lies over one of the other."""
    return all(
        any(one.document == other.document and one.start < other.end and other.start < one.end for other in others)
        for one in some
    )
