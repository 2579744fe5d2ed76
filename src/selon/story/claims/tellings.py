"""How each document tells one claim, and which of them tell it firmer than most."""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Mapping, Sequence

from selon.story.claims.firmness import modifier_of, standing_of
from selon.story.claims.propositions import Proposition


def tellings_of(propositions: Sequence[Proposition], members: Sequence[int]) -> dict[int, list[int]]:
    """The instances in each body; of figures those of its largest, because smaller ones are earlier counts."""
    found: dict[int, list[int]] = defaultdict(list)
    for place in members:
        if not propositions[place].headline:
            found[propositions[place].document].append(place)
    for document, own in found.items():
        largest = max(_value(propositions[place]) for place in own)
        found[document] = [place for place in own if _value(propositions[place]) == largest]
    return found


def daring_of(propositions: Sequence[Proposition], tellings: Mapping[int, Sequence[int]]) -> frozenset[int]:
    """The instances told as firmly by no more than half of the documents that tell the same, or the same figure."""
    softest: dict[float, list[tuple[int, int]]] = defaultdict(list)
    for own in tellings.values():
        softest[_value(propositions[own[0]])].append(min(_firmness(propositions[place]) for place in own))
    for firmnesses in softest.values():
        firmnesses.sort()
    return frozenset(
        place
        for own in tellings.values()
        for place in own
        if _is_above_half(softest[_value(propositions[place])], _firmness(propositions[place]))
    )


def _is_above_half(firmnesses: Sequence[tuple[int, int]], firmness: tuple[int, int]) -> bool:
    """Whether at most half of the firmnesses, which are sorted, are as firm."""
    as_firm = len(firmnesses) - bisect.bisect_left(firmnesses, firmness)
    return as_firm <= len(firmnesses) / 2


def _value(one: Proposition) -> float:
    return one.figure.value if one.figure and one.figure.value is not None else 0.0


def _firmness(one: Proposition) -> tuple[int, int]:
    return standing_of(one), modifier_of(one) or 0
