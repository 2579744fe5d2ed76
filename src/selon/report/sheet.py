"""Lines for a terminal or a pipe, wrapped and coloured or neither."""

from __future__ import annotations

import io
from dataclasses import dataclass

from rich.console import Console
from rich.text import Text

GLUE = "\ufdd2"  # a space at which no line is broken
_UNBROKEN = 1_000_000


@dataclass(frozen=True, slots=True)
class Layout:
    """How to write: in colour or plain, `width` in cells (None: lines are never broken), quotations whole or not."""

    colour: bool = False
    width: int | None = None
    full: bool = False


class Sheet:
    """Lines on their way to a string, each wrapped at the width with a hanging indent."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._width = layout.width or _UNBROKEN
        self._out = io.StringIO()
        self._console = Console(
            file=self._out,
            width=self._width,
            force_terminal=layout.colour,
            color_system="standard" if layout.colour else None,
            no_color=not layout.colour,
            legacy_windows=False,
            markup=False,
            emoji=False,
            highlight=False,
            _environ={},
        )

    def add(self, text: Text, *, indent: int = 0, hang: int = 0) -> None:
        """Write a text, `indent` cells in, its further lines `hang` cells more."""
        indent = min(indent, self._width // 4)
        for held, free in _FIXED_BLANKS:
            text.plain = text.plain.replace(held, free)
        width = max(8, self._width - indent - hang)
        for number, line in enumerate(text.wrap(self._console, width)):
            line.rstrip()
            margin = " " * (indent + (hang if number else 0))
            self._console.print(Text(margin) + line, soft_wrap=True)

    def blank(self) -> None:
        """Write an empty line."""
        self._console.print()

    def rule(self) -> None:
        """Write a line across, in colour only: a pipe has no use for it."""
        if self.layout.colour:
            self._console.print(Text("─" * min(self._width, 100), style="dim"), soft_wrap=True)

    def written(self) -> str:
        """All that was written, ending in a line end."""
        text = self._out.getvalue()
        for held, free in _FIXED_BLANKS:
            text = text.replace(free, held)
        return text.replace(GLUE, " ")


# rich breaks lines at no-break spaces too; noncharacters (which `displayable` lets nobody else use) keep their place.
_FIXED_BLANKS = (("\u00a0", "\ufdd0"), ("\u202f", "\ufdd1"))
