"""What only the reader knows of a document, to lie beside the sheet that the HTML report shows as well."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from selon.report.markup import Mark
from selon.report.passages import clipped, one_line
from selon.report.view import ReadingView
from selon.types import Claim, Span
from selon.web.pages.cards import Judging
from selon.web.rendering import Link

KEY = "d1"
"""What the ids in a page of one document begin with."""

_LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Beside:
    """What the ledger knows of a claim: who holds it, where else it stands, whether a person rejected it."""

    holder: str = ""
    elsewhere: tuple[Link, ...] = ()
    rejected: bool = False
    why_url: str = ""
    why: str = ""
    judging: Judging | None = None


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside a sheet.

    `beside` is by the numbers of the sheet's notes; `urls` say where each of
    its entities is shown, in their order; `rules` are those that found its claims.
    """

    address: str
    beside: Mapping[int, Beside]
    urls: tuple[str, ...]
    rules: tuple[tuple[str, str], ...]


def known_of(view: ReadingView, beside: Mapping[str, Beside], urls: Mapping[str, str]) -> Known:
    """What lies beside the sheet of a view: of each claim by its id, and of each entity where it is shown."""
    from selon.attribute.rules import explanations

    rules = explanations()
    used = dict.fromkeys(claim.claim.rule for claim in view.claims)
    return Known(
        address=clipped(view.document.url or "", _LONGEST_ADDRESS),
        beside={number: beside.get(claim.id, Beside()) for number, claim in enumerate(view.claims, 1)},
        urls=tuple(urls.get(entity.id, "") for entity in view.reading.entities),
        rules=tuple((one_line(rule), one_line(rules[rule])) for rule in used if rule in rules),
    )


_PASSAGE = Markup('<mark class="passage" id="passage" tabindex="-1">')
_PASSAGE_AGAIN = Markup('<mark class="passage">')


def passage_mark(passage: Span | None) -> Iterable[Mark]:
    """The mark of the passage that an address points at."""
    if passage is not None:
        yield Mark(passage.start, passage.end, _PASSAGE, _PASSAGE_AGAIN, Markup("</mark>"))


def spans_of(claim: Claim) -> tuple[Span, ...]:
    """The spans by which a claim is judged: its content, else its source."""
    return claim.content or claim.source
