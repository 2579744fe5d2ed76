"""The lineage as a tree to be written in lines: each retelling once, under the one that it took most from."""

from __future__ import annotations

from dataclasses import dataclass

from selon.report.trace.shelf import Retelling
from selon.report.trace.view import EdgeView, StoryView
from selon.types import Relation


@dataclass(frozen=True, slots=True)
class Branch:
    """A retelling in the tree: `depth` steps from its root, `edge` what ties it to the one above, `others` the rest."""

    depth: int
    retelling: Retelling
    edge: EdgeView | None
    others: tuple[EdgeView, ...]


def tree_of(story: StoryView) -> tuple[Branch, ...]:
    """The story's retellings in the order of the tree; whatever circles the edges make, each stands in it once."""
    edges = sorted(
        (edge for edge in story.lineage if edge.relation is not Relation.INDEPENDENT and edge.source != edge.target),
        key=lambda edge: list(Relation).index(edge.relation),
    )
    above: dict[int, EdgeView] = {}
    for edge in edges:
        lower = _lower(edge)
        if lower.number not in above and not _circles(above, edge, lower):
            above[lower.number] = edge
    below: dict[int, list[EdgeView]] = {}
    for number in sorted(above):
        below.setdefault(_upper(above[number]).number, []).append(above[number])
    others: dict[int, list[EdgeView]] = {}
    for edge in edges:
        if above.get(_lower(edge).number) is not edge:
            others.setdefault(_lower(edge).number, []).append(edge)
    branches: list[Branch] = []
    waiting = [(0, found, None) for found in reversed(story.retellings) if found.number not in above]
    stack: list[tuple[int, Retelling, EdgeView | None]] = list(waiting)
    while stack:
        depth, retelling, up = stack.pop()
        branches.append(Branch(depth, retelling, up, tuple(others.get(retelling.number, ()))))
        stack += [(depth + 1, _lower(edge), edge) for edge in reversed(below.get(retelling.number, []))]
    return tuple(branches)


def _lower(edge: EdgeView) -> Retelling:
    """The one that took; where that is not to be told, the later."""
    return edge.target if edge.directed else max(edge.source, edge.target, key=lambda found: found.number)


def _upper(edge: EdgeView) -> Retelling:
    return edge.source if _lower(edge) is edge.target else edge.target


def _circles(above: dict[int, EdgeView], edge: EdgeView, lower: Retelling) -> bool:
    at = _upper(edge).number
    while at in above:
        if at == lower.number:
            return True
        at = _upper(above[at]).number
    return at == lower.number
