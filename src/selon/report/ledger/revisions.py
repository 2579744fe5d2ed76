"""What later versions of a document changed in what earlier ones said."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from selon.report.interface import Interface
from selon.report.ledger.subjects import NEWER, OLDER, between_versions
from selon.report.trace.differing import Pair, pairs_of
from selon.report.trace.shelf import Quote, Shelf
from selon.report.trace.wording import CHANGES, DIRECTION_SIGNS, DIRECTIONS
from selon.report.words import SIGNS, STANDINGS
from selon.types import Change, Direction, Kept, Passage, Reading, Revision, Standing, Trace


@dataclass(frozen=True, slots=True)
class RevisedClaim:
    """A claim that only one of the versions has."""

    quote: Quote
    standing: Standing
    sign: str
    word: str


@dataclass(frozen=True, slots=True)
class RevisedChange:
    """A claim that stands otherwise in the newer version; `left` of a pair is of the older, `right` of the newer."""

    direction: Direction
    sign: str
    word: str
    kinds: tuple[str, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class RevisionView:
    """A revision in words."""

    revision: Revision
    changes: tuple[RevisedChange, ...]
    gone: tuple[RevisedClaim, ...]
    new: tuple[RevisedClaim, ...]

    @property
    def empty(self) -> bool:
        """Whether the claims are the same in both versions."""
        return not (self.changes or self.gone or self.new)


def revision_view(revision: Revision, ui: Interface) -> RevisionView:
    """A revision as it is shown: what hardened first, then what is gone, then what is new."""
    readings = (_named(revision.older, OLDER), _named(revision.newer, NEWER))
    shelf = Shelf(Trace(readings, (), ""), ui)
    changes = [_change(shelf, held) for held in _grouped(revision.changes)]
    return RevisionView(
        revision,
        tuple(sorted(changes, key=lambda change: list(Direction).index(change.direction))),
        _claims(shelf, OLDER, revision.gone),
        _claims(shelf, NEWER, revision.new),
    )


def _named(kept: Kept, name: str) -> Reading:
    return replace(kept.reading, document=replace(kept.reading.document, id=name))


def _grouped(changes: Iterable[Change]) -> list[list[Change]]:
    """Changes of one direction that compare the same passages, together."""
    grouped: dict[tuple[Direction, frozenset[tuple[Passage | None, Passage | None]]], list[Change]] = {}
    for change in changes:
        passages = frozenset((reason.source, reason.target) for reason in change.reasons)
        grouped.setdefault((change.direction, passages), []).append(change)
    return list(grouped.values())


def _change(shelf: Shelf, changes: Sequence[Change]) -> RevisedChange:
    direction = changes[0].direction
    reasons = [reason for change in changes for reason in between_versions(change).reasons]
    return RevisedChange(
        direction=direction,
        sign=DIRECTION_SIGNS[direction],
        word=shelf.ui.say(DIRECTIONS[direction]),
        kinds=tuple(dict.fromkeys(shelf.ui.say(CHANGES[change.kind]) for change in changes)),
        pairs=pairs_of(shelf, reasons),
    )


def _claims(shelf: Shelf, version: str, names: Iterable[str]) -> tuple[RevisedClaim, ...]:
    found: list[RevisedClaim] = []
    for name in names:
        claim = shelf.claim(version, name)
        quote = shelf.whole_claim(claim, version) if claim else None
        if claim is None or quote is None:
            continue
        standing = claim.standing
        found.append(RevisedClaim(quote, standing, SIGNS[standing], shelf.ui.say(STANDINGS[standing])))
    return tuple(sorted(found, key=lambda claim: claim.quote.start))
