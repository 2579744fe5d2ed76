"""Whether a judgement makes sense: its targets are there, and its verdict goes with what it is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from selon.types import ConflictKind, Finding, Target, Verdict

if TYPE_CHECKING:
    from selon.ledger.store import Store

_PARTS = frozenset({Verdict.MERGE, Verdict.SPLIT})
_WHOLES = frozenset({Finding.ENTITY, Finding.STORY})
_PAIRS = frozenset({Finding.EDGE, Finding.MATCH, Finding.CONFLICT})


def checked(store: Store, verdict: Verdict, about: Finding, targets: Sequence[Target]) -> tuple[Target, ...]:
    """The targets, with names filled in that a reader of the judgement will want.

    Raises `LookupError` where a target is not in the ledger, `ValueError` where
    the verdict does not go with what it is about, or targets are missing.
    """
    if (verdict in _PARTS) is not (about in _WHOLES):
        raise ValueError(f"{verdict.value} does not go with {about.value}: entities and stories are merged or split, "
                         "claims, edges, matches and conflicts are confirmed or rejected")  # fmt: skip
    least = 2 if about in _PAIRS or verdict in _PARTS else 1
    if len(targets) < least or (about in _PAIRS and len(targets) != 2):
        raise ValueError(
            f"{verdict.value} {about.value} takes {'two' if least == 2 else 'one'} of them, not {len(targets)}"
        )
    if about is Finding.CONFLICT and (targets[0].name or "") not in [kind.value for kind in ConflictKind]:
        raise ValueError(f"say what the conflict is about: {', '.join(kind.value for kind in ConflictKind)}")
    if about in _WHOLES:
        whole = [_whole(store, about, target) for target in (targets if verdict is Verdict.MERGE else targets[:1])]
        return (*whole, *(_part(store, target) for target in targets[len(whole) :]))
    return tuple(_passage(store, target, whole=about in (Finding.EDGE, Finding.CONFLICT)) for target in targets)


def _whole(store: Store, about: Finding, target: Target) -> Target:
    if about is Finding.STORY:
        head = store.story_head(target.id)
        return Target(head.id, name=head.title)
    found = store.entities(target.id)
    if not target.id.startswith("n") or not found or found[0].id != target.id:
        raise LookupError(f"{target.id}: no such person or body in the ledger; `selon who NAME` shows ids")
    return Target(target.id, name=found[0].name)


def _part(store: Store, target: Target) -> Target:
    """What is taken out of an entity or a story: a document, or a name."""
    return target if not target.id and target.name else Target(store.document(target.id).reading.document.id)


def _passage(store: Store, target: Target, *, whole: bool) -> Target:
    """A document, or a passage of one with its words."""
    reading = store.document(target.id).reading
    if whole or target.start is None or target.end is None:
        return replace(target, start=None, end=None, text=None)
    text = reading.document.text[target.start : target.end]
    if not text.strip():
        raise LookupError(f"{target.id}: nothing stands at {target.start} to {target.end}")
    return replace(target, text=text)
