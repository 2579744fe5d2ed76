"""A claim as a row, and a document as a row: what CSV and XLSX have in common.

Every column has its name, which is the same in Parquet, and a sentence that
says what it means.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from selon.report.exchange.claims import author_factuality, holder_name, source_factuality, whole_span
from selon.report.interface import Interface
from selon.report.words import figure_words
from selon.types import Claim, Date, Figure, Kept

Cell = str | int | None

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with the document it stands in, and the figures and dates that it names."""

    kept: Kept
    claim: Claim
    figures: tuple[Figure, ...]
    dates: tuple[Date, ...]
    ui: Interface

    @property
    def text(self) -> str:
        """The document's text."""
        return self.kept.reading.text


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column: its name, what it means, its cell in a row, and how many characters wide it is shown."""

    name: str
    meaning: str
    cell: Callable[[T], Cell]
    width: int = 14


def claim_rows(kept: Kept, ui: Interface) -> Iterator[ClaimRow]:
    """The claims of a document in their order; a document without claims has none."""
    figures = {figure.id: figure for figure in kept.reading.figures}
    dates = {date.id: date for date in kept.reading.dates}
    for claim in kept.reading.claims:
        yield ClaimRow(
            kept,
            claim,
            tuple(figures[name] for name in claim.figures if name in figures),
            tuple(dates[name] for name in claim.dates if name in dates),
            ui,
        )


def _start(row: ClaimRow) -> Cell:
    span = whole_span(row.claim)
    return span.start if span else None


def _end(row: ClaimRow) -> Cell:
    span = whole_span(row.claim)
    return span.end if span else None


def _hedges(row: ClaimRow) -> Cell:
    return "; ".join(f"{row.text[hedge.start : hedge.end]} ({hedge.kind.value})" for hedge in row.claim.hedges)


def _figures(row: ClaimRow) -> Cell:
    return "; ".join(figure_words(row.ui, figure) for figure in row.figures)


def _dates(row: ClaimRow) -> Cell:
    return "; ".join(f"{row.text[date.start : date.end]} ({date.edtf or 'not resolved'})" for date in row.dates)


def _relayed_by(row: ClaimRow) -> Cell:
    names = {entity.id: entity.name for entity in row.kept.reading.entities}
    return "; ".join(names.get(entity, entity) for entity in row.claim.via)


DOCUMENT_COLUMNS: tuple[Column[Kept], ...] = (
    Column("document", "The document's id in the ledger.", lambda kept: kept.reading.document.id, 16),
    Column("version", "Which version of the document it is, counted from 1.", lambda kept: kept.version, 8),
    Column("outlet", "Who published it, where known.", lambda kept: kept.reading.document.outlet, 20),
    Column("title", "Its headline, where there is one.", lambda kept: kept.reading.document.title, 40),
    Column("url", "Its address on the web, where known.", lambda kept: kept.reading.document.url, 30),
    Column(
        "published",
        "When it was published (EDTF), where the page says so; never the day it was collected.",
        lambda kept: kept.reading.document.published,
        12,
    ),
    Column("collected", "When it came into the ledger, in universal time.", lambda kept: kept.collected, 20),
    Column("lang", "The language of its text (ISO 639-1).", lambda kept: kept.reading.document.lang, 6),
    Column("story", "The id of the story it belongs to, in the ledger.", lambda kept: kept.story, 16),
)


def _of_its_document(column: Column[Kept]) -> Column[ClaimRow]:
    """The column in the rows of claims."""
    return Column(column.name, column.meaning, lambda row: column.cell(row.kept), column.width)


CLAIM_COLUMNS: tuple[Column[ClaimRow], ...] = (
    *map(_of_its_document, DOCUMENT_COLUMNS),
    Column("claim", "The claim's id within its document.", lambda row: row.claim.id, 8),
    Column("parent", "The id of the claim it stands in, if any.", lambda row: row.claim.parent, 8),
    Column(
        "kind",
        "How the words are laid to a source: direct, indirect, mixed, according, or author (nobody is named).",
        lambda row: row.claim.kind.value,
    ),
    Column(
        "standing",
        "How the outlet presents it: stated, attributed, hedged, alleged, unverified, disputed or denied. "
        "Not whether it is true.",
        lambda row: row.claim.standing.value,
    ),
    Column("source", "The words that name who says it.", lambda row: row.kept.reading.text_of(row.claim.source), 30),
    Column("cue", "The words that lay it to the source.", lambda row: row.kept.reading.text_of(row.claim.cue), 16),
    Column(
        "content",
        "The words of the claim; where something interrupts them, … stands between.",
        lambda row: row.kept.reading.text_of(row.claim.content),
        60,
    ),
    Column(
        "holder", "Who says it, by name where the text tells.", lambda row: holder_name(row.kept.reading, row.claim), 24
    ),
    Column("relayed_by", "Through whom the outlet has it, outermost first.", _relayed_by, 20),
    Column(
        "factuality_author",
        "How firmly the author holds it (FactBank): CT certain, PR probable, PS possible, with + or - for so or not; "
        "CTu known and not told, Uu neither confirmed nor denied.",
        lambda row: author_factuality(row.claim),
        10,
    ),
    Column(
        "factuality_source",
        "How firmly its own source holds it, in the same letters; empty where there is none.",
        lambda row: source_factuality(row.claim),
        10,
    ),
    Column("hedges", "The words that make it less than certain, each with its kind.", _hedges, 24),
    Column("figures", "The numbers it gives, as they were understood.", _figures, 24),
    Column("dates", "The dates it gives, each with its EDTF date.", _dates, 24),
    Column("start", "Where its content begins: a character of the document's text, counted from 0.", _start, 8),
    Column("end", "The character after its last.", _end, 8),
)

MORE_OF_DOCUMENTS: tuple[Column[Kept], ...] = (
    *DOCUMENT_COLUMNS,
    Column("byline", "Who signed it, as written.", lambda kept: kept.reading.document.byline, 24),
    Column("claims", "How many claims were found in it.", lambda kept: len(kept.reading.claims), 8),
    Column("latest", "Whether it is the newest version: yes or no.", lambda kept: "yes" if kept.latest else "no", 8),
    Column("address", "What makes two pages two versions of one document.", lambda kept: kept.address, 30),
    Column("read_by", "The version of the program that read it.", lambda kept: kept.read_by, 10),
)
