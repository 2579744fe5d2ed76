"""How firmly a proposition stands in its document: by the outlet, by its holder, and by its figure's modifier."""

from __future__ import annotations

from selon.story.claims.propositions import Proposition
from selon.types import Factuality, Modifier, Standing

_STANDINGS = {
    Standing.DENIED: 0,
    Standing.DISPUTED: 1,
    Standing.UNVERIFIED: 1,
    Standing.ALLEGED: 2,
    Standing.HEDGED: 2,
    Standing.ATTRIBUTED: 3,
    Standing.STATED: 4,
}
"""From the least to the most that an outlet vouches for."""

_HELD = {
    Factuality.POSSIBLE: 1,
    Factuality.COUNTER_POSSIBLE: 1,
    Factuality.PROBABLE: 2,
    Factuality.COUNTER_PROBABLE: 2,
    Factuality.CERTAIN: 3,
    Factuality.COUNTER_CERTAIN: 3,
}

_COUNTER = frozenset({Factuality.COUNTER_POSSIBLE, Factuality.COUNTER_PROBABLE, Factuality.COUNTER_CERTAIN})

_MODIFIERS = {
    Modifier.UP_TO: 0,
    Modifier.AT_MOST: 0,
    Modifier.LESS_THAN: 0,
    Modifier.ABOUT: 1,
    Modifier.NEARLY: 1,
    Modifier.AT_LEAST: 2,
    Modifier.MORE_THAN: 2,
    Modifier.EXACT: 3,
}
"""From a ceiling, which vouches for nothing, over a round and a least number to an exact one."""


def standing_of(one: Proposition) -> int:
    """How firmly the outlet puts it forward, from 0 to 4."""
    return _STANDINGS[one.standing]


def held_at(one: Proposition) -> int | None:
    """How sure its holder is, from 1 to 3; None where nobody holds it or it is left open."""
    if one.claim is None or one.holder is None:
        return None
    own = next((layer.value for layer in one.claim.factuality if layer.by == one.claim.entity), None)
    return _HELD.get(own) if own else None


def is_counter(one: Proposition) -> bool:
    """Whether it is put forward as not so, by whoever holds it or by the outlet."""
    own = one.claim.factuality[-1].value if one.claim and one.claim.factuality else None
    return one.standing is Standing.DENIED or own in _COUNTER


def modifier_of(one: Proposition) -> int | None:
    """How much its figure vouches for, from 0 to 3; None without a figure."""
    return _MODIFIERS[one.figure.modifier] if one.figure else None
