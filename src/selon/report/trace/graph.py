"""The lineage of a story as a drawing: documents along a time axis, lines for what one took from another.

Line styles and words tell the relations apart, so that it reads in black and
white. An arrowhead points at the one that took; a line without one is
between two of which that is not to be told.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from selon.report.interface import Interface
from selon.report.trace.drawing import Drawing, arrow_head, fitted, svg, text_at
from selon.report.trace.layout import Layered, lay_out, steps_of
from selon.report.trace.shelf import Retelling
from selon.report.trace.view import CitationView, EdgeView, StoryView
from selon.types import Relation

_BOX = 192
_LEAST_HEIGHT = 46
_PORT = 17
_BETWEEN = 96
_MOST = 170
_TOP = 44
_EDGE = 12
_LETTERS = 22


@dataclass(frozen=True, slots=True)
class _Box:
    """A document, or an outlet that is named and was not collected (`retelling` is None)."""

    name: str
    retelling: Retelling | None
    href: str


@dataclass(frozen=True, slots=True)
class _Line:
    """From one box to another, by their places in the list."""

    source: int
    target: int
    relation: Relation
    word: str
    directed: bool
    href: str


def draw_lineage(story: StoryView, ui: Interface) -> Drawing:
    """The story's lineage, drawn; each box links to its text, each line to its evidence."""
    boxes, lines = _content(story)
    columns, layers = _layers(boxes, lines, ui)
    ports = [0] * len(boxes)
    for line in lines:
        ports[line.target] += 1
    heights = [float(max(_LEAST_HEIGHT, ports[place] * _PORT + 12)) for place in range(len(boxes))]
    placed = lay_out(layers, heights, [(line.source, line.target) for line in lines])
    xs = [_EDGE + x for x in steps_of([day for day, _ in columns], _BOX + _BETWEEN, _BOX + _MOST)]
    parts = [_column(x, label, placed.height) for x, label in _labels(xs, columns)]
    parts += _drawn_lines(lines, layers, heights, placed, xs)
    for place, box in enumerate(boxes):
        parts.append(_drawn_box(box, xs[layers[place]], _TOP + placed.middles[place], heights[place], ui))
    said = " ".join(f"{edge.sentence}." for edge in story.lineage) or ui.say(
        "None was found to have taken from another."
    )
    return svg(
        f"{story.key}-graph",
        ui.say("Lineage of the story, along its dates"),
        said,
        (xs[-1] + _BOX + _EDGE if xs else 2 * _EDGE, _TOP + placed.height + _EDGE),
        parts,
    )


def _content(story: StoryView) -> tuple[list[_Box], list[_Line]]:
    """The documents and the uncollected outlets they name, and the lines between them."""
    boxes = [_Box(found.name, found, f"#{found.key}") for found in story.retellings]
    at = {found.number: place for place, found in enumerate(story.retellings)}
    lines = [
        _line(edge, at)
        for edge in story.lineage
        if edge.relation is not Relation.INDEPENDENT
        and edge.source.number != edge.target.number
        and edge.source.number in at
        and edge.target.number in at
    ]
    outside: dict[str, int] = {}
    drawn: set[tuple[str, int]] = set()
    for citation in story.citations:
        name = citation.outlet.casefold()
        if (
            citation.cited is not None
            or (name, citation.retelling.number) in drawn
            or citation.retelling.number not in at
        ):
            continue
        drawn.add((name, citation.retelling.number))
        if name not in outside:
            outside[name] = len(boxes)
            boxes.append(_Box(citation.outlet, None, f"#{story.key}-cited"))
        lines.append(_named(citation, outside[name], at))
    return boxes, lines


def _line(edge: EdgeView, at: dict[int, int]) -> _Line:
    ends = at[edge.source.number], at[edge.target.number]
    source, target = ends if edge.directed else (min(ends), max(ends))
    return _Line(source, target, edge.relation, edge.word, edge.directed, f"#{edge.key}")


def _named(citation: CitationView, source: int, at: dict[int, int]) -> _Line:
    return _Line(source, at[citation.retelling.number], Relation.CITES, "", True, f"#{citation.quote.key}")


_Column = tuple[int | None, str]
"""A column's day, where it has one, and its label."""


def _layers(boxes: list[_Box], lines: list[_Line], ui: Interface) -> tuple[list[_Column], list[int]]:
    """The columns, and the column of each box: one a date, and more where documents of a date took from each other."""
    groups: dict[tuple[int, int, str], list[int]] = {}
    for place, box in enumerate(boxes):
        groups.setdefault(_group(box, ui), []).append(place)
    columns: list[_Column] = []
    layers = [0] * len(boxes)
    for kind, day, label in sorted(groups):
        members = groups[kind, day, label]
        depths = _depths(members, lines)
        for place in members:
            layers[place] = len(columns) + depths[place]
        columns += [(day if kind == 1 else None, label)] * (1 + max(depths.values()))
    return columns, layers


def _group(box: _Box, ui: Interface) -> tuple[int, int, str]:
    if box.retelling is None:
        return 0, 0, ui.say("named, not collected")
    if box.retelling.day is None:
        return 2, 0, ui.say("date unknown")
    return 1, box.retelling.day, box.retelling.date


def _depths(members: list[int], lines: list[_Line]) -> dict[int, int]:
    """How many steps inside of the group lead to each member; circles are cut where they close."""
    inside = set(members)
    depths = dict.fromkeys(members, 0)
    within = [line for line in lines if line.source in inside and line.target in inside]
    for _ in members:
        moved = False
        for line in within:
            if depths[line.source] < len(members) - 1 and depths[line.target] <= depths[line.source]:
                depths[line.target] = depths[line.source] + 1
                moved = True
        if not moved:
            break
    return depths


def _labels(xs: list[float], columns: list[_Column]) -> list[tuple[float, str]]:
    """Each label once, over the first of its columns."""
    return [
        (x, label)
        for place, (x, (_, label)) in enumerate(zip(xs, columns, strict=True))
        if label != columns[place - 1][1] or place == 0
    ]


def _column(x: float, label: str, height: float) -> Markup:
    line = Markup('<path class="guide" d="M{x:g} {top:g}v{down:g}"/>').format(x=x - 6, top=8, down=_TOP + height - 8)
    return line + text_at(x, 20, fitted(label, _LETTERS + 4), "when")


def _drawn_lines(
    lines: list[_Line], layers: list[int], heights: list[float], placed: Layered, xs: list[float]
) -> list[Markup]:
    """Every line as a curve that comes in level at a port of its own, with its word over its end."""
    ports: dict[tuple[int, bool], list[tuple[float, int]]] = {}
    for number, line in enumerate(lines):
        forward = layers[line.target] > layers[line.source]
        ports.setdefault((line.target, forward), []).append((placed.routes[number][-2][1], number))
    enters: dict[int, float] = {}
    for (target, _), arriving in ports.items():
        room = heights[target] / (len(arriving) + 1)
        for row, (_, number) in enumerate(sorted(arriving), 1):
            enters[number] = placed.middles[target] - heights[target] / 2 + row * room
    return [
        _curve(line, placed.routes[number], enters[number], xs, forward=layers[line.target] > layers[line.source])
        for number, line in enumerate(lines)
    ]


def _curve(
    line: _Line, route: tuple[tuple[int, float], ...], enter: float, xs: list[float], *, forward: bool
) -> Markup:
    sign = 1 if forward else -1
    x, y = xs[route[0][0]] + (_BOX if forward else 0), _TOP + route[0][1]
    path = f"M{x:.1f} {y:.1f}"
    for layer, middle in route[1:-1]:
        path += _bend(x, y, xs[layer] + (0 if forward else _BOX), _TOP + middle)
        x, y = xs[layer] + (_BOX if forward else 0), _TOP + middle
        path += f"H{x:.1f}"
    end = xs[route[-1][0]] + (0 if forward else _BOX)
    stop = end - sign * (9 if line.directed else 0)
    path += _bend(x, y, stop - sign * 4, _TOP + enter) + f"H{stop:.1f}"
    drawn = Markup('<path class="line r-{kind}" d="{path}"/>').format(kind=line.relation.value, path=path)
    if line.directed:
        drawn += arrow_head(end, _TOP + enter, sign)
    if line.word:
        drawn += text_at(end - sign * 13, _TOP + enter - 4, line.word, "word" if forward else "word back")
    return Markup('<a href="{href}">{drawn}</a>').format(href=line.href, drawn=drawn)


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    middle = (x + to_x) / 2
    return f"C{middle:.1f} {y:.1f} {middle:.1f} {to_y:.1f} {to_x:.1f} {to_y:.1f}"


def _drawn_box(box: _Box, x: float, y: float, height: float, ui: Interface) -> Markup:
    kind = "box" if box.retelling else "box outside"
    shape = Markup('<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width}" height="{height:g}" rx="4"/>').format(
        kind=kind, x=x, y=y - height / 2, width=_BOX, height=height
    )
    if box.retelling is None:
        words = text_at(x + 8, y + 4, fitted(box.name, _LETTERS), "name")
    else:
        name = fitted(f"{box.retelling.number} {box.name}", _LETTERS)
        more = box.retelling.language if box.retelling.read else f"{box.retelling.language}, {ui.say('not read')}"
        words = text_at(x + 8, y - 3, name, "name") + text_at(x + 8, y + 14, fitted(more, _LETTERS + 4), "more")
    return Markup('<a href="{href}">{shape}{words}</a>').format(href=box.href, shape=shape, words=words)
