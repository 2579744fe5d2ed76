"""Lines that several answers have: headings with a count, pages of a list, columns, hints, passages with marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.text import Text

from selon.report.interface import Interface
from selon.report.passages import Piece, Role, shortened
from selon.report.sheet import GLUE, Sheet
from selon.report.trace.shelf import Segment

_LAST = 16
"""Cells that a last column has at least."""
_LONGEST = 280
_WHOLE = 10_000
"""Characters of a passage where all is wanted: more is not read in a terminal."""


def hint(page: Sheet, words: str) -> None:
    """Write what can be typed next."""
    page.add(Text(words, style="dim"), hang=2)


def cut_short(page: Sheet, number: int, ui: Interface) -> None:
    """Say how many there are that were not written, if any, where no option of the command shows them here."""
    if number > 0:
        words = ui.say("… and {number} more; --format json shows all", number=ui.number(number))
        page.add(Text(words, style="dim"), indent=2)


def range_words(ui: Interface, page: int, size: int, shown: int, total: int) -> str:
    """Which of how many are shown: "21–40 of 143"; "143" where all are."""
    first = (page - 1) * size + 1
    if first == 1 and shown == total:
        return ui.number(total)
    if shown == 1:
        return ui.say("{number} of {total}", number=ui.number(first), total=ui.number(total))
    return ui.say(
        "{first}–{last} of {total}",
        first=ui.number(first),
        last=ui.number(first + shown - 1),
        total=ui.number(total),
    )


def columns_of(rows: Sequence[Sequence[str]]) -> list[int]:
    """How many cells each column takes."""
    return [max(map(cell_len, column)) for column in zip(*rows, strict=True)] if rows else []


def in_columns(words: Sequence[str], widths: Sequence[int], *, right: Iterable[int] = ()) -> list[str]:
    """The words, each as wide as its column; those whose place is in `right` stand at its right end."""
    to_right = frozenset(right)
    blanks = (" " * (width - cell_len(word)) for word, width in zip(words, widths, strict=True))
    return [
        blank + word if place in to_right else word + blank
        for place, (word, blank) in enumerate(zip(words, blanks, strict=True))
    ]


def add_row(
    page: Sheet, words: Sequence[str], widths: Sequence[int], *, indent: int, right: Iterable[int] = ()
) -> None:
    """Write words in columns, the last in as many lines as it needs; in a row where the sheet is too narrow."""
    before = sum(widths[:-1]) + 2 * (len(widths) - 1)
    room = None if page.layout.width is None else page.layout.width - indent - before
    if room is not None and room < _LAST:
        page.add(Text(" · ".join(word for word in words if word)), indent=indent, hang=2)
        return
    columns = in_columns(words, widths, right=right)[:-1]
    margin = "".join(f"{column}  " for column in columns)
    for line in _packed(words[-1], room):
        page.add(_held(Text(f"{margin}{line}".rstrip())), indent=indent)
        margin = " " * before


def _packed(words: str, room: int | None) -> list[str]:
    """The words in lines of at most so many cells, as far as no word is longer."""
    if room is None:
        return [words]
    lines = [""]
    for word in words.split(" "):
        longer = f"{lines[-1]} {word}".lstrip(" ")
        if lines[-1] and cell_len(longer) > room:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


def _held(text: Text) -> Text:
    """The text with blanks at which no line is broken."""
    text.plain = text.plain.replace(" ", GLUE)
    return text


def marked_text(label: str, segments: Iterable[Segment], *, full: bool) -> Text:
    """A passage after its label, the words to look at between asterisks; overlong pieces without their middle."""
    text = Text(label and f"{label}{GLUE}")
    for segment in segments:
        words = short(segment.text, full=full)
        text.append(f"*{words}*" if segment.marked else words, style="bold" if segment.marked else "")
    return text


def short(words: str, *, full: bool) -> str:
    """A passage without its middle where it is overlong, unless all is wanted."""
    (piece,) = shortened((Piece(Role.CONTENT, words),), _WHOLE if full else _LONGEST)
    return piece.text
