"""Where the boxes and lines of the lineage stand: layers from left to right, in the order of time.

The usual layered drawing (Sugiyama's): a line that passes a layer gets a place
there, places in a layer are ordered so that lines cross little, then moved
towards their neighbours. Everything is a plain function of its input.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log2

_SWEEPS = 6
_GAP = 22
"""Pixels between two places of a layer, one above the other."""


@dataclass(slots=True)
class Place:
    """Room in a layer: of a box (`height` pixels), or of a line that passes (no height). `y` is its middle."""

    layer: int
    height: float
    y: float = 0.0
    before: list[int] = field(default_factory=list)
    after: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Layered:
    """Boxes and lines in place: the middle of each box, and the places of each line from its source to its target."""

    middles: tuple[float, ...]
    routes: tuple[tuple[tuple[int, float], ...], ...]
    height: float


def lay_out(layers: Sequence[int], heights: Sequence[float], lines: Sequence[tuple[int, int]]) -> Layered:
    """Boxes, each with its layer and height, and lines between two boxes of different layers, put in place."""
    places = [Place(layer, height) for layer, height in zip(layers, heights, strict=True)]
    routes = [_route(places, source, target) for source, target in lines]
    ranks: dict[int, list[int]] = {}
    for number, place in enumerate(places):
        ranks.setdefault(place.layer, []).append(number)
    order = [ranks[layer] for layer in sorted(ranks)]
    _arrange(places, order)
    for rank in order:
        _stack(places, rank)
    for _ in range(_SWEEPS):
        for rank in (*order, *reversed(order)):
            _pull(places, rank)
    top = min((place.y - place.height / 2 for place in places), default=0.0)
    bottom = max((place.y + place.height / 2 for place in places), default=0.0)
    return Layered(
        tuple(place.y - top for place in places[: len(layers)]),
        tuple(tuple((places[stop].layer, places[stop].y - top) for stop in route) for route in routes),
        bottom - top,
    )


def _route(places: list[Place], source: int, target: int) -> list[int]:
    """The places from source to target, with new ones in the layers between."""
    first, last = places[source].layer, places[target].layer
    step = 1 if last > first else -1
    route = [source]
    for layer in range(first + step, last, step):
        places.append(Place(layer, 0.0))
        route.append(len(places) - 1)
    route.append(target)
    for one, other in pairwise(route):
        low, high = (one, other) if step == 1 else (other, one)
        places[low].after.append(high)
        places[high].before.append(low)
    return route


def _arrange(places: list[Place], order: list[list[int]]) -> None:
    """Order each layer by where its neighbours stand, from left to right and back, some times over."""
    at = {number: float(row) for rank in order for row, number in enumerate(rank)}
    for sweep in range(_SWEEPS):
        forward = sweep % 2 == 0
        for rank in order if forward else reversed(order):
            wanted = {}
            for number in rank:
                near = places[number].before if forward else places[number].after
                wanted[number] = sum(at[other] for other in near) / len(near) if near else at[number]
            rank.sort(key=lambda number: (wanted[number], at[number]))
            at.update({number: float(row) for row, number in enumerate(rank)})


def _stack(places: list[Place], rank: list[int]) -> None:
    y = 0.0
    for number in rank:
        places[number].y = y + places[number].height / 2
        y += places[number].height + _GAP


def _pull(places: list[Place], rank: list[int]) -> None:
    """Move a layer's places towards their neighbours without changing their order or letting them touch."""
    wanted = []
    for number in rank:
        near = [places[other].y for other in (*places[number].before, *places[number].after)]
        wanted.append(sum(near) / len(near) if near else places[number].y)
    tops: list[float] = []
    least = float("-inf")
    for number, middle in zip(rank, wanted, strict=True):
        y = max(middle, least + places[number].height / 2)
        tops.append(y)
        least = y + places[number].height / 2 + _GAP
    drift = sum(y - middle for y, middle in zip(tops, wanted, strict=True)) / len(rank)
    for number, y in zip(rank, tops, strict=True):
        places[number].y = y - drift


def steps_of(days: Sequence[int | None], least: float, most: float) -> list[float]:
    """How far each column of a time axis stands from the first, given its day.

    Columns of different days stand the further apart the more days lie between, though less and
    less so, from `least` to `most` pixels; those without a day (None) follow at the least distance.
    """
    at = [0.0]
    for day, following in pairwise(days):
        between = following - day if day is not None and following is not None else 0
        at.append(at[-1] + min(most, least + 14 * log2(max(1, between))))
    return at[: len(days)]
