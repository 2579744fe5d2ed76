"""Parts of a trace in lines on a sheet: passages side by side, and the matrix."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from rich.text import Text

from selon.report.interface import Interface
from selon.report.passages import Piece, Role, shortened
from selon.report.sheet import GLUE, Sheet
from selon.report.terminal import STYLES
from selon.report.trace.characters import (
    ABSENT,
    UNREAD,
    by_standing,
    grid_line,
    grid_widths,
)
from selon.report.trace.claims import ClaimView
from selon.report.trace.differing import Pair
from selon.report.trace.shelf import Quote, Retelling
from selon.report.words import SIGNS, STANDINGS

_WIDEST = 100
"""Cells across: a line that is never broken may hold a matrix of this width."""


def heading(page: Sheet, words: str) -> None:
    """Write a heading with an empty line before it."""
    page.blank()
    page.add(Text(words, style="bold underline"))


def left_out(page: Sheet, number: int, ui: Interface) -> None:
    """Say how many there are that were not written, if any."""
    if number > 0:
        page.add(Text(ui.say("… and {number} more; --full shows all", number=ui.number(number)), style="dim"), indent=2)


def add_pairs(page: Sheet, pairs: Iterable[Pair], ui: Interface, *, indent: int) -> None:
    """Write pairs of passages under each other, each with its document's number, and why they are compared."""
    for pair in pairs:
        for quote in (pair.left, pair.right):
            if quote is not None:
                page.add(quote_text(quote, full=page.layout.full), indent=indent, hang=4)
        for sentence in pair.reasons:
            page.add(Text(ui.say("why: {reason}", reason=sentence), style="dim"), indent=indent, hang=4)


def quote_text(quote: Quote, *, full: bool) -> Text:
    """A passage with its document's number, the words to look at between asterisks."""
    text = Text(f"[{quote.retelling.number}]{GLUE}")
    for segment in quote.segments:
        (piece,) = shortened((Piece(Role.CONTENT, segment.text),), 10_000 if full else 280)
        if segment.marked:
            text.append(f"*{piece.text}*", style="bold")
        else:
            text.append(piece.text)
    return text


def add_matrix(page: Sheet, claims: Sequence[ClaimView], columns: Sequence[Retelling]) -> None:
    """Write the claims with where each is made and how firmly: a column a retelling where they fit, else by sign."""
    widths = grid_widths(claims, columns)
    across = sum(widths)
    if across > (page.layout.width or _WIDEST) * 0.6:
        _by_sign(page, claims)
        return
    numbers = "".join(str(column.number).ljust(width) for column, width in zip(columns, widths, strict=True))
    page.add(_held(Text(numbers.rstrip(), style="bold")), indent=2)
    for claim in claims:
        line = Text()
        for word, standing in grid_line(claim, widths):
            line.append(word, style=STYLES[standing] if standing else "dim")
        line = _held(line)
        line.append(claim.text)
        line.append(f"{GLUE}{GLUE}{claim.id}", style="dim")
        page.add(line, indent=2, hang=across)


def _held(text: Text) -> Text:
    text.plain = text.plain.replace(" ", GLUE)
    return text


def _by_sign(page: Sheet, claims: Sequence[ClaimView]) -> None:
    for claim in claims:
        line = Text(claim.text)
        line.append(f"  {claim.id}", style="dim")
        page.add(line, indent=2, hang=2)
        where = Text()
        for word, standing, numbers in by_standing(claim):
            said = f"{word} [{'] ['.join(map(str, numbers))}]"
            where.append(said, style=STYLES[standing])
            where.append("  ")
        page.add(where, indent=6, hang=2)


def sign_words(columns: Sequence[Retelling], ui: Interface) -> list[str]:
    """Each sign of the matrix with what it stands for."""
    words = [f"{SIGNS[standing]} {ui.say(word)}" for standing, word in STANDINGS.items()]
    words.append(f"{ABSENT} {ui.say('not there')}")
    if not all(column.read for column in columns):
        words.append(f"{UNREAD} {ui.say('claims not read')}")
    return words


def matrix_key(columns: Sequence[Retelling], ui: Interface) -> Text:
    """The same as one line."""
    return Text("  ".join(words.replace(" ", GLUE) for words in sign_words(columns, ui)), style="dim")
