"""What an update of a document changed in what it says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selon.story.compare import compare_readings
from selon.types import Change, ChangeKind, Claim, Direction, Figure, Passage, Reading, Reason


@dataclass(frozen=True, slots=True)
class Revised:
    """`changes` are between claims that both versions have; `gone` and `new`, claims that only one has, by id."""

    changes: tuple[Change, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


def revise(older: Reading, newer: Reading) -> Revised:
    """What the newer version of a document says otherwise; their ids must differ."""
    found = compare_readings(older, newer, meaning=False)
    matched = [match for match in found.matches if not match.near]
    before, after = ({claim.id: claim for claim in one.claims} for one in (older, newer))
    pairs = [(before[match.first], after[match.second]) for match in matched]
    counted = (change for one, other in pairs for change in _recounted(older, newer, one, other))
    kept, still = {one.id for one, _ in pairs}, {other.id for _, other in pairs}
    return Revised(
        (*found.changes, *counted),
        tuple(claim.id for claim in older.claims if claim.id not in kept),
        tuple(claim.id for claim in newer.claims if claim.id not in still),
    )


def _recounted(older: Reading, newer: Reading, one: Claim, other: Claim) -> Iterator[Change]:
    """The figures of a claim that count the same and say another number."""
    later = {_counts(figure): figure for figure in newer.figures if figure.id in other.figures}
    for figure in (figure for figure in older.figures if figure.id in one.figures):
        updated = later.get(_counts(figure))
        if updated is not None and _number(updated) != _number(figure):
            yield _change(older, newer, figure, updated)


def _counts(figure: Figure) -> tuple[str, str]:
    return figure.concept or figure.noun or "", figure.event or ""


def _number(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.low, figure.high, figure.modifier


def _change(older: Reading, newer: Reading, figure: Figure, updated: Figure) -> Change:
    before, after = (
        Passage(reading.document.id, one.start, one.end) for reading, one in ((older, figure), (newer, updated))
    )
    words = (("before", older.text[figure.start : figure.end]), ("after", newer.text[updated.start : updated.end]))
    reason = Reason("recounted", "{before} became {after}", words, None, before, after)
    return Change(older.document.id, newer.document.id, Direction.OTHER, ChangeKind.FIGURE, (reason,))
