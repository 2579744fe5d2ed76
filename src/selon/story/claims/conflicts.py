"""Where accounts of one claim exclude each other: one holds it, another has it denied."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from selon.story.claims.features import Matter
from selon.story.claims.propositions import Proposition
from selon.types import Conflict, ConflictKind, Factuality, Reason, Standing

_AGAINST = frozenset({Factuality.COUNTER_CERTAIN, Factuality.COUNTER_PROBABLE})
_FOR = frozenset({Factuality.CERTAIN, Factuality.PROBABLE})


def find_denials(matter: Matter, claims: Sequence[Sequence[int]]) -> Mapping[int, tuple[Conflict, ...]]:
    """The denials of each claim against those who hold it, by its place among `claims`."""
    found = {claim: tuple(_denials(matter, members)) for claim, members in enumerate(claims)}
    return {claim: conflicts for claim, conflicts in found.items() if conflicts}


def _denials(matter: Matter, members: Sequence[int]) -> Iterator[Conflict]:
    """Each document in which it is denied, once, against the first other that has it held."""
    holding = [place for place in members if _is_held(matter.propositions[place])]
    seen: set[int] = set()
    for place in members:
        one = matter.propositions[place]
        if one.document in seen or not is_denied(one):
            continue
        against = next((other for other in holding if matter.propositions[other].document != one.document), None)
        if against is not None:
            seen.add(one.document)
            yield _conflict(matter, against, place)


def is_denied(one: Proposition) -> bool:
    """Whether somebody denies just this, or the outlet says that it is not so."""
    if one.standing is Standing.DENIED:
        return True
    return one.claim is not None and one.claim.entity is not None and _own(one) in _AGAINST and _denying(one)


def _denying(one: Proposition) -> bool:
    """Whether the denial is in the words that lay it to somebody, and not in what is said."""
    return one.claim is not None and any("denies" in reason for reason in one.claim.reasons)


def _is_held(one: Proposition) -> bool:
    if one.claim is None or is_denied(one) or one.standing is Standing.DISPUTED:
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
