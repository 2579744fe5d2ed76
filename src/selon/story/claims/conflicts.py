"""Where accounts of one claim exclude each other: one holds it, another has it denied or says the contrary."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from selon.story.claims.features import Matter, is_negated, likeness
from selon.story.claims.propositions import Proposition
from selon.story.conflicts.find import find_conflicts
from selon.story.profile import Profile
from selon.types import Conflict, ConflictKind, Factuality, Passage, Reason, Standing

_MOST_PAIRS = 2_000
"""How many pairs of documents of one story are compared: of a larger one, those of the earliest documents."""
_SURE = 0.45
"""The likeness from which a denial is taken to be of just that: a false alarm is worse than a miss."""
_AGAINST = frozenset({Factuality.COUNTER_CERTAIN, Factuality.COUNTER_PROBABLE})
_FOR = frozenset({Factuality.CERTAIN, Factuality.PROBABLE})


def find_denials(matter: Matter, claims: Sequence[Sequence[int]]) -> Mapping[int, tuple[Conflict, ...]]:
    """The denials of each claim against those who hold it, by its place among `claims`."""
    found = {claim: tuple(_denials(matter, members)) for claim, members in enumerate(claims)}
    return {claim: conflicts for claim, conflicts in found.items() if conflicts}


def find_contraries(
    matter: Matter, profiles: Sequence[Profile], claims: Sequence[Sequence[int]]
) -> Mapping[int, tuple[Conflict, ...]]:
    """The statements of two documents that exclude each other, by the claim that holds the first of their passages.

    Documents are compared where they share a claim. What figures exclude is told of the series of figures.
    """
    home = {place: claim for claim, members in enumerate(claims) for place in members}
    found: dict[int, list[Conflict]] = defaultdict(list)
    for one, other in sorted(_pairs(matter, claims)):
        for conflict in find_conflicts(profiles[one], profiles[other]):
            passages = _passages(conflict)
            first, second = _place_of(matter, one, passages[0]), _place_of(matter, other, passages[1])
            if first is None or second is None or conflict.about is ConflictKind.FIGURE:
                continue
            firm = all(_is_firm(matter.propositions[place]) for place in (first, second))
            if firm and likeness(matter, first, second)[0] >= matter.near:
                found[home[first]].append(conflict)
    return {claim: tuple(conflicts) for claim, conflicts in sorted(found.items())}


def _pairs(matter: Matter, claims: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The pairs of documents that share a claim, by the later of the two, up to `_MOST_PAIRS`."""
    tellers = [sorted({matter.propositions[place].document for place in members}) for members in claims]
    told: dict[int, list[list[int]]] = defaultdict(list)
    for documents in tellers:
        for document in documents[1:]:
            told[document].append(documents)
    found: list[tuple[int, int]] = []
    for later in sorted(told):
        earlier = {one for documents in told[later] for one in documents[: bisect.bisect_left(documents, later)]}
        found += ((one, later) for one in sorted(earlier))
        if len(found) >= _MOST_PAIRS:
            break
    return found[:_MOST_PAIRS]


def _passages(conflict: Conflict) -> tuple[Passage | None, Passage | None]:
    return conflict.reasons[0].source, conflict.reasons[0].target


def _place_of(matter: Matter, document: int, passage: Passage | None) -> int | None:
    """The proposition of a document that covers most of a passage in it."""
    if passage is None:
        return None
    best, most = None, 0
    for place in matter.places_in(document):
        one = matter.propositions[place]
        covered = min(one.end, passage.end) - max(one.start, passage.start)
        if covered > most:
            best, most = place, covered
    return best


def _is_firm(one: Proposition) -> bool:
    """Whether it is put forward as so: what may be excludes nothing."""
    return one.claim is not None and not one.claim.hedges and one.standing in (Standing.STATED, Standing.ATTRIBUTED)


def _denials(matter: Matter, members: Sequence[int]) -> Iterator[Conflict]:
    """Each document in which it is denied, once, against the first other that has it held."""
    holding = [place for place in members if _is_held(matter.propositions[place])]
    seen: set[int] = set()
    for place in members:
        one = matter.propositions[place]
        if one.document in seen or not is_denied(one):
            continue
        against = next((other for other in holding if _is_same(matter, other, place)), None)
        if against is not None:
            seen.add(one.document)
            yield _conflict(matter, against, place)


def _is_same(matter: Matter, holding: int, denying: int) -> bool:
    """Whether it is just what the other document holds, of figures the same one, and not negated there too."""
    one, other = matter.propositions[holding], matter.propositions[denying]
    if one.document == other.document or _number(one) != _number(other):
        return False
    if is_negated(one) and is_negated(other):
        return False
    return likeness(matter, holding, denying)[0] >= max(matter.same, _SURE)


def _number(one: Proposition) -> float | None:
    return one.figure.value if one.figure else None


def is_denied(one: Proposition) -> bool:
    """Whether somebody denies just this, or the outlet says that it is not so."""
    if one.standing is Standing.DENIED:
        return True
    return one.claim is not None and one.claim.entity is not None and _own(one) in _AGAINST and _denying(one)


def _denying(one: Proposition) -> bool:
    """Whether the denial is in the words that lay it to somebody, and not in what is said."""
    return one.claim is not None and any("denies" in reason for reason in one.claim.reasons)


def _is_held(one: Proposition) -> bool:
    if one.headline or one.claim is None or is_denied(one) or one.standing is Standing.DISPUTED:
        return False
    return _own(one) in _FOR


def _own(one: Proposition) -> Factuality | None:
    return one.claim.factuality[-1].value if one.claim and one.claim.factuality else None


def _conflict(matter: Matter, holding: int, denying: int) -> Conflict:
    one, other = matter.passage(holding), matter.passage(denying)
    who = matter.propositions[denying].holder
    values = (("who", who.name if who else matter.ids[matter.propositions[denying].document]),)
    reason = Reason("denied", "held by one, denied by {who}", values, None, one, other)
    return Conflict((one.document, other.document), ConflictKind.POLARITY, (reason,))
