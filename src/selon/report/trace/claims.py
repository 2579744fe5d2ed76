"""The claims of a story as a report shows them: the matrix's rows, and what changed on the way."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selon.report.passages import one_line
from selon.report.trace.differing import Pair, pairs_of
from selon.report.trace.doubles import without_doubles
from selon.report.trace.shelf import Quote, Retelling, Shelf
from selon.report.trace.wording import CHANGES, DIRECTION_SIGNS, DIRECTIONS, figure_sign
from selon.report.words import SIGNS, STANDINGS
from selon.types import Change, ChangeKind, Direction, Instance, Origins, Standing, StoryClaim


@dataclass(frozen=True, slots=True)
class InstanceView:
    """A claim as one retelling has it. `figure` is the figure in short, empty where the claim is about none."""

    quote: Quote
    standing: Standing
    sign: str
    word: str
    who: str
    figure: str
    headline: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """A claim in one retelling: its instances in text order; none where the retelling does not make it."""

    retelling: Retelling
    instances: tuple[InstanceView, ...]


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A claim on its way from one retelling to another; `kinds` says what changed, `weight` how much it bears."""

    key: str
    claim: str
    text: str
    source: Retelling
    target: Retelling
    direction: Direction
    sign: str
    word: str
    kinds: tuple[str, ...]
    weight: int
    before: InstanceView | None
    after: InstanceView | None
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class OriginsView:
    """How many origins a claim has: roots among the documents, sources beyond them, and what is undetermined."""

    low: int
    high: int
    range: str
    roots: tuple[Retelling, ...]
    outside: tuple[str, ...]
    undetermined: tuple[Pair, ...]
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A row of the matrix. `told` counts the retellings that make the claim, `near` are claims of the same matter."""

    key: str
    id: str
    text: str
    lang: str
    cells: tuple[Cell, ...]
    told: int
    origins: OriginsView
    changes: tuple[ChangeView, ...]
    conflicts: int
    near: tuple[tuple[str, str], ...]

    @property
    def shared(self) -> bool:
        """Whether there is something to compare: several retellings, a change or a conflict."""
        return self.told > 1 or bool(self.changes) or self.conflicts > 0


def claim_words(text: str) -> str:
    """A claim's words on one line, without the comma or colon at which they were parted from their sentence."""
    return one_line(text).rstrip(" ,;:")


def claims_of(
    shelf: Shelf, key: str, claims: tuple[StoryClaim, ...], columns: Iterable[Retelling]
) -> tuple[ClaimView, ...]:
    """The claims, those that are told, changed and contradicted most first; `key` begins the keys of the views."""
    order = sorted(without_doubles(claims), key=_weight, reverse=True)
    keys = {claim.id: f"{key}-claim{number}" for number, claim in enumerate(order, 1)}
    shown = tuple(columns)
    return tuple(_claim(shelf, keys, claim, shown) for claim in order)


def _weight(claim: StoryClaim) -> int:
    changed = {(change.source, change.target) for change in claim.changes}
    return len({instance.document for instance in claim.instances}) + len(changed) + 2 * len(claim.conflicts)


def _claim(shelf: Shelf, keys: dict[str, str], claim: StoryClaim, columns: tuple[Retelling, ...]) -> ClaimView:
    cells = _cells(shelf, claim, columns)
    fullest = next(
        (i for i in claim.instances if shelf.quote(i.document, i.start, i.end).words == one_line(claim.text)), None
    )
    first = fullest or next(iter(claim.instances), None)
    return ClaimView(
        key=keys[claim.id],
        id=one_line(claim.id),
        text=claim_words(claim.text),
        lang=shelf.retelling(first.document).lang if first else "",
        cells=cells,
        told=sum(bool(cell.instances) for cell in cells),
        origins=_origins(shelf, claim.origins),
        changes=_changes(shelf, keys[claim.id], claim),
        conflicts=len(claim.conflicts),
        near=tuple((keys[near], one_line(near)) for near in claim.near if near in keys),
    )


def _cells(shelf: Shelf, claim: StoryClaim, columns: tuple[Retelling, ...]) -> tuple[Cell, ...]:
    found: dict[str, dict[InstanceView, None]] = {}
    for instance in sorted(claim.instances, key=lambda one: (one.start, one.end)):
        found.setdefault(instance.document, {})[_instance(shelf, instance)] = None
    return tuple(Cell(column, tuple(found.get(column.document.id, ()))) for column in columns)


def _instance(shelf: Shelf, instance: Instance) -> InstanceView:
    quote = shelf.quote(instance.document, instance.start, instance.end)
    figure = shelf.figure(instance.document, instance.figure)
    return InstanceView(
        quote=quote,
        standing=instance.standing,
        sign=SIGNS[instance.standing],
        word=shelf.ui.say(STANDINGS[instance.standing]),
        who=shelf.holder(instance.document, instance.holder),
        figure=figure_sign(shelf.ui, figure) if figure else "",
        headline=shelf.in_headline(quote),
    )


def _changes(shelf: Shelf, key: str, claim: StoryClaim) -> tuple[ChangeView, ...]:
    """The changes between the same two documents in the same direction as one, hardening first."""
    grouped: dict[tuple[str, str, Direction], list[Change]] = {}
    for change in claim.changes:
        grouped.setdefault((change.source, change.target, change.direction), []).append(change)
    order = sorted(grouped, key=lambda group: list(Direction).index(group[2]))
    return tuple(_change(shelf, f"{key}-change{n}", claim, grouped[group]) for n, group in enumerate(order, 1))


def _change(shelf: Shelf, key: str, claim: StoryClaim, changes: list[Change]) -> ChangeView:
    first = changes[0]
    pairs = pairs_of(shelf, [reason for change in changes for reason in change.reasons])
    before, after = (_seen_in(shelf, claim, first, pairs, side) for side in (0, 1))
    if not any(pair.left and pair.right for pair in pairs) and before and after:
        pairs = (*pairs, Pair(before.quote, after.quote, ()))
    return ChangeView(
        key=key,
        claim=one_line(claim.id),
        text=claim_words(claim.text),
        source=shelf.retelling(first.source),
        target=shelf.retelling(first.target),
        direction=first.direction,
        sign=DIRECTION_SIGNS[first.direction],
        word=shelf.ui.say(DIRECTIONS[first.direction]),
        kinds=tuple(dict.fromkeys(shelf.ui.say(CHANGES[kind]) for kind in _kinds(changes))),
        weight=_weight_of(_kinds(changes), before, after),
        before=before,
        after=after,
        pairs=pairs,
    )


def _kinds(changes: list[Change]) -> list[ChangeKind]:
    return [change.kind for change in changes]


_WEIGHTS = {
    ChangeKind.CAUSE: 5,
    ChangeKind.CAVEAT_LOST: 5,
    ChangeKind.SUBJECT_WIDENED: 4,
    ChangeKind.SCOPE_LOST: 4,
    ChangeKind.HOLDER_LOST: 3,
    ChangeKind.MODIFIER: 3,
    ChangeKind.FIGURE: 2,
    ChangeKind.STANDING: 2,
    ChangeKind.HOLDER_CHANGED: 1,
}
_DOUBTED = frozenset({Standing.HEDGED, Standing.ALLEGED, Standing.UNVERIFIED, Standing.DISPUTED})
_FIRMED = 6
"""What it weighs that doubt became a plain statement."""


def _weight_of(kinds: Iterable[ChangeKind], before: InstanceView | None, after: InstanceView | None) -> int:
    """How much a change bears for a reader: doubt that became a plain statement first, then causes and lost caveats."""
    if before and after and before.standing in _DOUBTED and after.standing is Standing.STATED:
        return _FIRMED
    return max((_WEIGHTS[kind] for kind in kinds), default=0)


def _seen_in(
    shelf: Shelf, claim: StoryClaim, change: Change, pairs: tuple[Pair, ...], side: int
) -> InstanceView | None:
    """The instance that a change is about: the one under the passages compared, else the document's first."""
    document = (change.source, change.target)[side]
    quotes = [quote for pair in pairs if (quote := (pair.left, pair.right)[side]) is not None]
    own = [instance for instance in claim.instances if instance.document == document]
    touching = (one for one in own for quote in quotes if one.start < quote.end and quote.start < one.end)
    found = next(touching, None) or next(iter(own), None)
    return _instance(shelf, found) if found else None


def _origins(shelf: Shelf, origins: Origins) -> OriginsView:
    ui = shelf.ui
    exact = origins.low == origins.high
    return OriginsView(
        low=origins.low,
        high=origins.high,
        range=ui.number(origins.low)
        if exact
        else ui.say("{low} to {high}", low=ui.number(origins.low), high=ui.number(origins.high)),
        roots=tuple(shelf.retelling(root) for root in dict.fromkeys(origins.roots)),
        outside=tuple(one_line(name) for name in dict.fromkeys(origins.outside)),
        undetermined=pairs_of(shelf, origins.undetermined),
        why=tuple(dict.fromkeys(shelf.why(reason) for reason in origins.undetermined)),
    )


def without_repeats(changes: Iterable[ChangeView]) -> tuple[ChangeView, ...]:
    """The changes without those that say the same again of passages that overlap: claims that were not matched."""
    kept: dict[tuple[int, int, Direction], list[ChangeView]] = {}
    shown: list[ChangeView] = []
    for change in changes:
        others = kept.setdefault((change.source.number, change.target.number, change.direction), [])
        if not any(set(change.kinds) <= set(other.kinds) and _overlap(change, other) for other in others):
            others.append(change)
            shown.append(change)
    return tuple(shown)


def _overlap(one: ChangeView, other: ChangeView) -> bool:
    """Whether the passages of two changes lie over each other on both sides."""
    sides = zip(_sides(one), _sides(other), strict=True)
    return all(a and b and a.start < b.end and b.start < a.end for a, b in sides)


def _sides(change: ChangeView) -> tuple[Quote | None, Quote | None]:
    """The passages compared, else the claim as it stands on both sides."""
    pair = next((pair for pair in change.pairs if pair.left and pair.right), None)
    if pair is not None:
        return pair.left, pair.right
    return (change.before.quote if change.before else None), (change.after.quote if change.after else None)
