"""An SVG of ours as a PNG, for where pictures are pasted. It needs resvg_py, the extra `picture`.

The letters come from the fonts of the machine. Where there are none, resvg
leaves out all words and says nothing; a picture without its numbers would
mislead, so that is an error here. So is a drawing too large: resvg would end
the whole program when there is no memory for its pixels.
"""

from __future__ import annotations

import math
import re

from selon.errors import SelonError

_ZOOM = 2.0
"""Pixels of the picture for one of the drawing, so that it can be printed; fewer where it is large."""
_MOST_PIXELS = 60_000_000
"""What takes a quarter of a gigabyte to draw."""
_PROBE = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20">'
    '<text x="2" y="15" font-family="sans-serif" font-size="14" fill="#000">{words}</text></svg>'
)
_SIZE = re.compile(r'<svg [^>]*?width="(\d+)" height="(\d+)"')


def figures_png(svg: str) -> bytes:
    """A drawing of `figures_svg` as a PNG on white, with twice as many pixels across and down.

    Raises `SelonError` where resvg_py is not installed, where the machine has
    no font to write with, and where the drawing is too large or none of ours.
    """
    zoom = _zoom(svg)
    try:
        import resvg_py
    except ImportError as error:
        raise SelonError(
            "a PNG needs resvg_py; install it with `pip install 'selon[picture]'`, or write an .svg"
        ) from error
    written, blank = (resvg_py.svg_to_bytes(svg_string=_PROBE.format(words=words)) for words in ("8", ""))
    if written == blank:
        raise SelonError(
            "no font was found to write the numbers with; install one (DejaVu Sans or Noto Sans), or write an .svg"
        )
    try:
        return bytes(resvg_py.svg_to_bytes(svg_string=svg, background="#ffffff", zoom=zoom))
    except ValueError as error:
        raise SelonError(f"the drawing could not be made a PNG ({error}); write an .svg") from error


def _zoom(svg: str) -> float:
    found = _SIZE.match(svg)
    pixels = int(found[1]) * int(found[2]) if found else 0
    if not pixels:
        raise SelonError("this is no drawing of figures; give what `figures_svg` made")
    zoom = min(_ZOOM, math.sqrt(_MOST_PIXELS / pixels))
    if zoom < 1:
        raise SelonError("the drawing is too large for a PNG; ask for fewer figures, or write an .svg")
    return zoom
