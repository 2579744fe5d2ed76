"""CSL-JSON (Citation Style Language, csl-data.json) for articles: Zotero, Pandoc, citeproc."""

from __future__ import annotations

from typing import BinaryIO

from selon.report.exchange.citation import Citation, citations_of
from selon.report.exchange.export import Export
from selon.report.exchange.text import write_array, write_text
from selon.report.records import Record


def write_csl(out: BinaryIO, export: Export) -> int:
    """Write an array with an item for each document; the ids are the keys of the BibTeX entries."""
    number = write_array(out, map(item_of, citations_of(export)))
    write_text(out, "\n")
    return number


def item_of(citation: Citation) -> Record:
    """The item of an article; what is not known is left out.

    A byline and an uncertain date are `literal`: nobody took them apart.
    """
    item: Record = {
        "id": citation.key,
        "type": "article-newspaper" if citation.outlet or not citation.url else "webpage",
        "title": citation.title,
        "container-title": citation.outlet,
        "author": [{"literal": citation.byline}] if citation.byline else None,
        "issued": _issued(citation),
        "accessed": {"date-parts": [list(citation.collected)]} if citation.collected and citation.url else None,
        "URL": citation.url,
        "language": citation.lang,
    }
    return {key: value for key, value in item.items() if value}


def _issued(citation: Citation) -> Record | None:
    if citation.published:
        return {"date-parts": [list(citation.published)]}
    return {"literal": citation.edtf} if citation.edtf else None
