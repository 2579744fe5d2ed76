"""What BibTeX and CSL-JSON have in common: an article as something to be cited."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from anyascii import anyascii

from selon.report.exchange.days import Parts, date_parts
from selon.report.exchange.export import Export
from selon.report.exchange.identity import document_uuid, web_address
from selon.report.exchange.text import well_formed
from selon.report.passages import one_line
from selon.report.view import title_of
from selon.types import Kept

_NOT_OF_A_KEY = re.compile("[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Citation:
    """An article to be cited: every text is on one line, and empty where it is not known.

    `published` has the parts of a plain date; `edtf` is the date as it stands.
    """

    key: str
    title: str
    outlet: str
    byline: str
    url: str
    lang: str
    edtf: str
    published: Parts | None
    collected: Parts | None


def citations_of(export: Export) -> Iterator[Citation]:
    """The articles of an export, each with a key that no other has.

    A key is made from outlet, year and the document alone, so that it stays
    the same when others are added. Another version of a document has its
    number behind it.
    """
    used: set[str] = set()
    for kept in export.documents:
        key = _key(kept)
        if key in used:
            key = f"{key}-v{kept.version}"
        number, base = 2, key
        while key in used:
            key = f"{base}-{number}"
            number += 1
        used.add(key)
        yield _citation(kept, key)


def _citation(kept: Kept, key: str) -> Citation:
    document = kept.reading.document
    return Citation(
        key=key,
        title=_line(title_of(document)),
        outlet=_line(document.outlet),
        byline=_line(document.byline),
        url=web_address(document.url) or "",
        lang=_line(document.lang),
        edtf=_line(document.published),
        published=date_parts(document.published),
        collected=date_parts(kept.collected),
    )


def _line(text: str | None) -> str:
    return well_formed(one_line(text or "")).strip()


def _key(kept: Kept) -> str:
    """ASCII letters and digits, as every program of the BibTeX family takes them."""
    document = kept.reading.document
    outlet = _NOT_OF_A_KEY.sub("", anyascii(well_formed(document.outlet or "")).lower())[:24] or "article"
    year = date_parts(document.published)
    return f"{outlet}{year[0] if year else ''}-{document_uuid(document).hex[:8]}"
