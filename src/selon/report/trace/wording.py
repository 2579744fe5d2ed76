"""What the values of a trace are called for a reader, and the short signs of a figure.

None of the words says what is true: they say who took what from whom, and what became of it.
"""

from __future__ import annotations

from selon.report.interface import Interface, mark
from selon.types import (
    ChangeKind,
    ConflictKind,
    Direction,
    Figure,
    FigurePoint,
    Modifier,
    Relation,
)

RELATIONS = {
    Relation.COPY: mark("copy"),
    Relation.TRANSLATION: mark("translation"),
    Relation.REWRITE: mark("rewrite"),
    Relation.CITES: mark("cites"),
    Relation.INDEPENDENT: mark("independent"),
}

DERIVED = {
    Relation.COPY: mark("{target} copies {source}"),
    Relation.TRANSLATION: mark("{target} translates {source}"),
    Relation.REWRITE: mark("{target} rewrites {source}"),
    Relation.CITES: mark("{target} names {source} as where it has it from"),
    Relation.INDEPENDENT: mark("{target} and {source} tell of it independently"),
}

UNDIRECTED = {
    Relation.COPY: mark("{source} and {target} are copies; which took from which is undetermined"),
    Relation.TRANSLATION: mark("{source} and {target} are translations; which took from which is undetermined"),
    Relation.REWRITE: mark("{source} and {target} are rewrites; which took from which is undetermined"),
    Relation.CITES: mark("{source} and {target} name each other; which took from which is undetermined"),
    Relation.INDEPENDENT: mark("{target} and {source} tell of it independently"),
}

DIRECTIONS = {
    Direction.HARDENING: mark("hardened"),
    Direction.SOFTENING: mark("softened"),
    Direction.OTHER: mark("changed"),
}

DIRECTION_SIGNS = {Direction.HARDENING: "▲", Direction.SOFTENING: "▽", Direction.OTHER: "◇"}

CHANGES = {
    ChangeKind.STANDING: mark("how firmly it is said"),
    ChangeKind.HOLDER_LOST: mark("who says so is lost"),
    ChangeKind.HOLDER_CHANGED: mark("another is said to say so"),
    ChangeKind.SUBJECT_WIDENED: mark("whom it is said of is widened"),
    ChangeKind.SCOPE_LOST: mark("a limit is lost"),
    ChangeKind.CAUSE: mark("a time became a cause"),
    ChangeKind.CAVEAT_LOST: mark("a caveat is lost"),
    ChangeKind.FIGURE: mark("the figure"),
    ChangeKind.MODIFIER: mark("how exact the figure is"),
}

CONFLICTS = {
    ConflictKind.FIGURE: mark("about a figure"),
    ConflictKind.POLARITY: mark("about whether it is so"),
    ConflictKind.DATE: mark("about a date"),
    ConflictKind.AGENT: mark("about who did it"),
}

_SIGNS = {
    Modifier.EXACT: "",
    Modifier.ABOUT: "≈",
    Modifier.NEARLY: "≲",
    Modifier.AT_LEAST: "≥",
    Modifier.MORE_THAN: ">",
    Modifier.UP_TO: "≤",
    Modifier.AT_MOST: "≤",
    Modifier.LESS_THAN: "<",
}


def figure_sign(ui: Interface, figure: Figure | FigurePoint) -> str:
    """A figure in as few characters as can be: "≥30,000", "20–25", "≈40"; "–" where the number is not known."""
    sign = _SIGNS[figure.modifier]
    if figure.value is not None:
        return sign + ui.number(figure.value)
    if figure.low is not None and figure.high is not None:
        return f"{sign}{ui.number(figure.low)}–{ui.number(figure.high)}"
    if figure.low is not None:
        return "≥" + ui.number(figure.low)
    return "≤" + ui.number(figure.high) if figure.high is not None else "–"
