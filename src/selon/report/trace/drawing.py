"""Parts of a drawing: an SVG element with its title and description, words, arrowheads. No style stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from markupsafe import Markup
from rich.cells import cell_len

_SVG = Markup(
    '<svg id="{key}" role="group" aria-labelledby="{key}-title {key}-desc" '
    'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">'
    '<title id="{key}-title">{title}</title><desc id="{key}-desc">{said}</desc>{parts}</svg>'
)
_LEAST = 0.8
"""How far a drawing is made smaller to fit; one that is wider still is scrolled."""
_BROAD = 1000


@dataclass(frozen=True, slots=True)
class Drawing:
    """An SVG element, and the rule of style that keeps it from being made too small to read.

    `broad` says that on paper it wants a page the other way round.
    """

    element: Markup
    style: str
    broad: bool


def svg(key: str, title: str, said: str, size: tuple[float, float], parts: Iterable[Markup]) -> Drawing:
    """A drawing of a width and height in pixels; `said` is what it shows, in words."""
    width, height = size
    element = _SVG.format(
        key=key,
        width=width,
        height=height,
        title=title,
        said=said,
        parts=Markup("").join(parts),
    )
    return Drawing(element, f"#{key} {{ min-width: {width * _LEAST:.0f}px; }}\n", width > _BROAD)


def text_at(x: float, y: float, words: str, kind: str) -> Markup:
    """Words from a point on; `kind` is their class."""
    return Markup('<text class="{kind}" x="{x:.1f}" y="{y:.1f}">{words}</text>').format(
        kind=kind, x=x, y=y, words=words
    )


def arrow_head(x: float, y: float, sign: int) -> Markup:
    """A level arrowhead whose point is at x, y; `sign` is 1 to the right, -1 to the left."""
    return Markup('<path class="head" d="M{x:.1f} {y:.1f}l{back} -5v10z"/>').format(x=x, y=y, back=-10 * sign)


def fitted(words: str, cells: int) -> str:
    """The words, cut with "…" where they take more than so many character cells."""
    if cell_len(words) <= cells:
        return words
    kept, width = "", 0
    for letter in words:
        width += cell_len(letter)
        if width > cells - 1:
            break
        kept += letter
    return kept.rstrip() + "…"
