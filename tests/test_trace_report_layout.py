"""Where the boxes of the lineage stand: never on each other, in the order of time, whatever the lines."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from selon.report.interface import load_interface
from selon.report.trace.layout import lay_out, steps_of
from selon.report.trace.shelf import day_of
from selon.report.trace.tree import tree_of
from selon.report.trace.view import view_of
from selon.types import Document, Edge, Reading, Relation, Story, Trace

EN = load_interface("en")


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_boxes_do_not_touch(data: st.DataObject) -> None:
    layers = data.draw(st.lists(st.integers(0, 4), min_size=1, max_size=9))
    heights = [float(data.draw(st.integers(40, 90))) for _ in layers]
    place = st.integers(0, len(layers) - 1)
    lines = data.draw(st.lists(st.tuples(place, place).filter(lambda ends: ends[0] != ends[1]), max_size=9))
    placed = lay_out(layers, heights, lines)
    for layer in set(layers):
        inside = sorted((placed.middles[box], heights[box]) for box, found in enumerate(layers) if found == layer)
        for (upper, above), (lower, below) in pairwise(inside):
            assert lower - below / 2 >= upper + above / 2 - 0.01
    for (source, target), route in zip(lines, placed.routes, strict=True):
        assert route[0] == (layers[source], placed.middles[source])
        assert route[-1] == (layers[target], placed.middles[target])
    assert all(-0.01 <= middle <= placed.height + 0.01 for middle in placed.middles)


def test_columns_stand_the_further_apart_the_more_days_lie_between() -> None:
    near, far, farther = (steps_of([1, 1 + days], 100, 300)[1] for days in (1, 5, 400))
    assert 100 == near < far < farther <= 300
    assert steps_of([1, None], 100, 300) == [0, 100]
    assert steps_of([], 100, 300) == []


def test_the_day_of_a_date() -> None:
    assert day_of("2021-03-02") == day_of("2021-03-02T10:00:00Z") == day_of("2021-03-02/2021-03-05")
    assert day_of("2021-03") == day_of("2021-03-01")
    assert day_of("2021") == day_of("2021-01-01")
    assert [day_of(odd) for odd in (None, "", "202X", "2021-13-01", "hier", "9999-99-99")] == [None] * 6


def _circle() -> Trace:
    names = ("a", "b", "c")
    ends = (("a", "b"), ("b", "c"), ("c", "a"), ("a", "a"))
    edges = tuple(Edge(one, other, Relation.COPY, 1.0, True, ()) for one, other in ends)
    return Trace(tuple(Reading(Document(name, name, "fr", ())) for name in names), (Story("s", names, edges),), "")


def test_a_circle_of_copies_still_makes_a_tree() -> None:
    branches = tree_of(view_of(_circle(), EN).stories[0])
    assert [branch.retelling.name for branch in branches] == ["a", "b", "c"]
    assert [branch.depth for branch in branches] == [0, 1, 2]
