"""The lineage of a story as a picture of its own, which needs nothing beside it."""

from __future__ import annotations

import re

from markupsafe import Markup

from selon.report.interface import Interface
from selon.report.passages import clipped
from selon.report.trace.drawing import fitted, text_at
from selon.web.pages.chapters import Told

_STYLE = (
    'text { font-family: "DejaVu Sans", "Noto Sans", "Liberation Sans", Arial, Helvetica, sans-serif;'
    " font-size: 12px; fill: #1c1e22; }\n"
    "text.title { font-size: 17px; font-weight: 700; }\n"
    "text.name { font-weight: 700; font-size: 13px; }\n"
    "text.when, text.more, text.note { fill: #555a63; }\n"
    "text.word { text-anchor: end; font-size: 11.5px; font-style: italic; }\n"
    "text.word.back { text-anchor: start; }\n"
    "text.word { paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }\n"
    ".guide { stroke: #cfcbc0; stroke-width: 1; fill: none; }\n"
    ".box { fill: #f4f2ec; stroke: #1c1e22; stroke-width: 1.2; }\n"
    ".box.outside { fill: #fff; stroke-dasharray: 4 3; }\n"
    ".line { fill: none; stroke: #1c1e22; stroke-width: 2; }\n"
    ".r-copy { stroke-width: 3.5; }\n"
    ".r-translation { stroke-dasharray: 9 5; }\n"
    ".r-rewrite { stroke-dasharray: 10 4 2 4; }\n"
    ".r-cites { stroke-dasharray: 1.5 4; stroke-linecap: round; }\n"
    ".head { fill: #1c1e22; }\n"
)
_SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{lang}" role="img" aria-labelledby="title" '
    'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">'
    '<title id="title">{title}</title><style>{style}</style>'
    '<rect width="100%" height="100%" fill="#fff"/>{parts}</svg>\n'
)
_EDGE = 20
_HEAD = 44
_FOOT = 30
_LINK = re.compile(r'<a href="[^"]*">')
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')
_NARROWEST = 640.0


def lineage_svg(told: Told, ui: Interface) -> str:
    """The lineage as a whole SVG file, with the story's title over it and what its lines mean below."""
    element = str(told.graph.element)
    size = _SIZE.search(element)
    across, high = (float(size[1]), float(size[2])) if size else (_NARROWEST, 0.0)
    width = max(across, _NARROWEST) + 2 * _EDGE
    without_links = _LINK.sub("<g>", element).replace("</a>", "</g>")
    placed = Markup('<svg x="{x}" y="{y}" ').format(x=_EDGE, y=_HEAD)
    title = clipped(told.view.title, 200)
    words = ui.say(
        "An arrow points at the one that took; a line without one leaves open which. "
        "Distances between dates are not to scale, and places within one date are no order in time."
    )
    cells = int((width - 2 * _EDGE) / 7)
    parts = (
        text_at(_EDGE, 28, fitted(title, int(cells * 0.62)), "title"),
        Markup(without_links.replace("<svg ", placed, 1)),
        text_at(_EDGE, _HEAD + high + 20, fitted(words, cells), "note"),
    )
    return str(
        _SVG.format(
            lang=ui.code,
            title=title,
            style=Markup(_STYLE),
            width=width,
            height=_HEAD + high + _FOOT,
            parts=Markup("").join(parts),
        )
    )
