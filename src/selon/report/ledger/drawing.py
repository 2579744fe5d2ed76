"""Figures through time as a file of their own: an SVG that needs nothing beside it.

The drawings are those of the HTML report. A file of its own has no page to
take colours and lettering from, so these stand in it, with who each number in
brackets is, because it may be printed or pasted anywhere.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from selon.report.interface import Interface, mark
from selon.report.ledger.subjects import trace_of_figures
from selon.report.passages import clipped
from selon.report.trace.drawing import fitted, text_at
from selon.report.trace.figures import SeriesView, in_order, series_of
from selon.report.trace.phrases import point_words
from selon.report.trace.plot import draw_series
from selon.report.trace.shelf import Shelf
from selon.types import Counted

_FAMILIES = (
    '"DejaVu Sans", "Noto Sans", "Liberation Sans", Arial, Helvetica, "Segoe UI", Roboto, Ubuntu, Cantarell, '
    '"Open Sans", FreeSans, "Nimbus Sans", sans-serif'
)
_STYLE = (
    f"text {{ font-family: {_FAMILIES}; font-size: 12px; fill: #1a1a1a; }}\n"
    "text.title { font-size: 17px; font-weight: 700; }\n"
    "text.about { font-size: 14px; font-weight: 700; }\n"
    "text.when, text.tick, text.note { fill: #555; }\n"
    "text.tick { text-anchor: end; }\n"
    "text.label, text.not { paint-order: stroke; stroke: #fff; stroke-width: 4px; stroke-linejoin: round; }\n"
    "text.not { font-weight: 700; font-size: 15px; }\n"
    ".guide { fill: none; stroke: #ccc; stroke-width: 1; }\n"
    ".dot { fill: #1a1a1a; stroke: #1a1a1a; stroke-width: 1.8; }\n"
    ".dot.loose { fill: #fff; }\n"
    ".bar { fill: none; stroke: #1a1a1a; stroke-width: 2; }\n"
    ".leader { fill: none; stroke: #555; stroke-width: .8; }\n"
    ".update { fill: none; stroke: #555; stroke-width: 1.2; }\n"
    ".against { fill: none; stroke: #1a1a1a; stroke-width: 1.2; stroke-dasharray: 5 4; }\n"
)
_SVG = Markup(
    '<svg xmlns="http://www.w3.org/2000/svg" xml:lang="{lang}" role="img" aria-labelledby="title desc" '
    'width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">'
    '<title id="title">{title}</title><desc id="desc">{said}</desc><style>{style}</style>'
    '<rect width="100%" height="100%" fill="#fff"/>{parts}</svg>\n'
)
_EDGE = 20.0
_LINE = 17.0
_NARROWEST = 640.0
_CELLS = {"title": 11.0, "about": 9.0, "note": 6.9}
"""Pixels that a character of each kind of line takes at most on average, by which lines are cut to the width."""
_MOST = 50
"""Quantities that are drawn; of a picture that is longer nobody sees the end."""


def figures_svg(counted: Counted, ui: Interface) -> str:
    """The figures drawn one quantity under the other, as a whole SVG file; it says so where there is none to draw.

    Where figures of some quantities differ, those alone are drawn: the others show nothing that a number does not.
    """
    shelf = Shelf(trace_of_figures(counted), ui)
    series = in_order(series_of(shelf, f"q{number}", one) for number, one in enumerate(counted.series, 1))
    telling = [one for one in series if one.varied] or series
    drawn = [(one, plot.element) for one in telling if (plot := draw_series(one, ui)) is not None][:_MOST]
    sizes = [_size(element) for _, element in drawn]
    stack = _Stack(max([_NARROWEST, *(across for across, _ in sizes)]))
    title = ui.say("Figures for ‘{words}’", words=clipped(counted.words, 200))
    stack.write(title, "title", _LINE)
    for (one, element), (_, high) in zip(drawn, sizes, strict=True):
        stack.write(one.about, "about", 2 * _LINE)
        stack.draw(element, high)
    if more := len(series) - len(drawn):
        words = ui.count(
            more,
            "{n} quantity without a number or whose figures agree is not drawn",
            "{n} quantities without numbers or whose figures agree are not drawn",
        )
        stack.write(words, "note", 2 * _LINE)
    if drawn:
        stack.wrap([ui.say(SIGNS_SAID)], 2 * _LINE)
        stack.wrap([one.replace(" ", "\u00a0") for one in _documents([one for one, _ in drawn])], 1.5 * _LINE)
    said = (ui.say("{label}: {words}", label=one.about, words=_said(one, ui)) for one, _ in drawn)
    return stack.written(ui, title, "\n".join(said) or ui.say("No figures to draw."))


SIGNS_SAID = mark(
    "By the date the figure holds for, else by publication. Hollow: not exact. An arrow up: at least; down: at most. "
    "A bar: a range. A thin line: a later count; a broken one: the two exclude each other."
)


def _said(series: SeriesView, ui: Interface) -> str:
    return ui.listed(point_words(ui, point) for point in series.distinct)


def _documents(series: Sequence[SeriesView]) -> list[str]:
    """Who each number in brackets is, by number."""
    found = {point.retelling.number: point.retelling for one in series for point in one.points}
    return [f"[{number}] {found[number].name}, {found[number].date}" for number in sorted(found)]


@dataclass(slots=True)
class _Stack:
    """Parts of the picture on their way to one, each below the one before; `y` is where the last ended."""

    inner: float
    y: float = _EDGE
    parts: list[Markup] = field(default_factory=list)

    def write(self, words: str, kind: str, down: float) -> None:
        """A line of words, its foot so many pixels further down."""
        self.y += down
        self.parts.append(text_at(_EDGE, self.y, fitted(words, int(self.inner / _CELLS[kind])), kind))

    def wrap(self, words: Sequence[str], down: float) -> None:
        """Words in as many lines as they need; no-break spaces hold those together that belong together."""
        for line in textwrap.wrap(" · ".join(words), int(self.inner / _CELLS["note"]), drop_whitespace=True):
            self.write(line, "note", down)
            down = _LINE

    def draw(self, element: Markup, high: float) -> None:
        """A drawing; what its marks link to is not in this file, so they link to nothing."""
        self.y += 8
        without_links = _LINK.sub("<g>", element).replace("</a>", "</g>")
        placed = Markup('<svg overflow="visible" x="{x:.0f}" y="{y:.0f}" ').format(x=_EDGE, y=self.y)
        self.parts.append(Markup(without_links.replace("<svg ", placed, 1)))
        self.y += high

    def written(self, ui: Interface, title: str, said: str) -> str:
        """The whole file."""
        values = {"lang": ui.code, "title": title, "said": said, "style": Markup(_STYLE)}
        size = {"width": self.inner + 2 * _EDGE, "height": self.y + _EDGE}
        return str(_SVG.format(**values, **size, parts=Markup("").join(self.parts)))


_LINK = re.compile(r'<a href="[^"]*">')
_SIZE = re.compile(r'width="(\d+)" height="(\d+)"')


def _size(element: Markup) -> tuple[float, float]:
    found = _SIZE.search(element)
    return (float(found[1]), float(found[2])) if found else (0.0, 0.0)
