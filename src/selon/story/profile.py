"""A reading as retellings are compared: its sentences, with what can be met again in each."""

from __future__ import annotations

from dataclasses import dataclass

from selon.lang.sentences import find_sentences
from selon.story.encoder import Encoder, Vectors
from selon.story.terms import Terms, capitalised, terms_of
from selon.types import Block, BlockKind, Document, Reading

_LEFT_OUT = frozenset({BlockKind.FURNITURE, BlockKind.BYLINE})


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, `[start, end)` of the document's text, with its terms."""

    start: int
    end: int
    text: str
    headline: bool
    terms: Terms


@dataclass(frozen=True, slots=True)
class Profile:
    """A document as it is compared; `vectors` has a row for each unit where there is an encoder."""

    reading: Reading
    units: tuple[Unit, ...]
    vectors: Vectors | None = None

    @property
    def document(self) -> Document:
        """The document."""
        return self.reading.document

    @property
    def id(self) -> str:
        """The document's id."""
        return self.reading.document.id


def profile_of(reading: Reading, encoder: Encoder | None = None) -> Profile:
    """What of a reading is compared with other readings. `encoder` adds the vectors of its sentences."""
    units = _units(reading.document)
    vectors = encoder.encode([unit.text for unit in units]) if encoder else None
    return Profile(reading, units, vectors)


def _units(document: Document) -> tuple[Unit, ...]:
    blocks = document.blocks or (Block(BlockKind.PARAGRAPH, 0, len(document.text)),)
    known = capitalised(document.text)
    units = []
    for block in blocks:
        if block.kind in _LEFT_OUT:
            continue
        headline = block.kind is BlockKind.HEADLINE
        for start, end in find_sentences(document.text[block.start : block.end], frozenset(), headline=headline):
            text = document.text[block.start + start : block.start + end]
            units.append(Unit(block.start + start, block.start + end, text, headline, terms_of(text, known)))
    return tuple(units)
