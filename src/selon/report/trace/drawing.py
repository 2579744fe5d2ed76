"""Parts of a drawing: an SVG element with its title and description, words, arrowheads. No style stands in it."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup
from rich.cells import cell_len

_SVG = Markup(
    '<svg class="{size}" id="{key}" role="group" aria-labelledby="{key}-title {key}-desc" '
    'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">'
    '<title id="{key}-title">{title}</title><desc id="{key}-desc">{said}</desc>{parts}</svg>'
)
_WIDE, _VAST = 720, 1500


def svg(key: str, title: str, said: str, size: tuple[float, float], parts: Iterable[Markup]) -> Markup:
    """An SVG element of a width and height in pixels; `said` is what it shows, in words."""
    width, height = size
    return _SVG.format(
        size="vast" if width > _VAST else "wide" if width > _WIDE else "small",
        key=key,
        width=width,
        height=height,
        title=title,
        said=said,
        parts=Markup("").join(parts),
    )


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
