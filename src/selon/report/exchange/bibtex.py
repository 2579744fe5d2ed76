"""BibTeX (and biblatex) for articles: Zotero, JabRef, LaTeX."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from selon.report.exchange.citation import Citation, citations_of
from selon.report.exchange.export import Export
from selon.report.exchange.text import write_text

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")

_LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)


def write_bibtex(out: BinaryIO, export: Export) -> int:
    """Write an entry for each document, in UTF-8 (biber, and BibTeX with `inputenc`).

    `@article` where the outlet is known, else `@misc`. A plain date stands in
    `year`, `month` and `day`; `date`, which biblatex goes by, also has what is
    uncertain, since it is EDTF there too. Titles and names are in two pairs of
    braces, so that no style changes their letters or takes a byline apart.
    """
    number = 0
    for citation in citations_of(export):
        write_text(out, ("\n" if number else "") + entry_of(citation))
        number += 1
    return number


def entry_of(citation: Citation) -> str:
    """The entry of an article."""
    fields = "".join(f",\n  {name} = {value}" for name, value in _fields(citation))
    return f"@{'article' if citation.outlet else 'misc'}{{{citation.key}{fields}\n}}\n"


def _fields(citation: Citation) -> Iterator[tuple[str, str]]:
    for name, text in (("author", citation.byline), ("title", citation.title), ("journal", citation.outlet)):
        if text:
            yield name, f"{{{{{escaped(text)}}}}}"
    yield from _dates(citation)
    if citation.url:
        yield "url", f"{{{citation.url}}}"
    if citation.collected and citation.url:
        yield "urldate", f"{{{_iso(citation.collected)}}}"
    if citation.lang:
        yield "langid", f"{{{escaped(citation.lang)}}}"


def _dates(citation: Citation) -> Iterator[tuple[str, str]]:
    parts = citation.published
    if parts is None:
        if citation.edtf:
            yield "date", f"{{{escaped(citation.edtf)}}}"
        return
    yield "date", f"{{{_iso(parts)}}}"
    yield "year", f"{{{parts[0]:04}}}"
    if len(parts) > 1:
        yield "month", _MONTHS[parts[1] - 1]
    if len(parts) > 2:
        yield "day", f"{{{parts[2]}}}"


def _iso(parts: tuple[int, ...]) -> str:
    return "-".join(f"{part:02}" if place else f"{part:04}" for place, part in enumerate(parts))


def escaped(text: str) -> str:
    """The text as LaTeX shows it: no sign in it does anything, and its braces do not count."""
    return text.translate(_LATEX)
