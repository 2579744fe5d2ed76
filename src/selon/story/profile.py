"""A reading as retellings are compared: its sentences, with what can be met again in each."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from selon.lang.sentences import find_sentences
from selon.story.encoder import Encoder, Vectors
from selon.story.terms import Terms, capitalised, name_weight, number_weight, terms_of
from selon.types import Block, BlockKind, Document, Figure, Reading

_LEFT_OUT = frozenset({BlockKind.FURNITURE, BlockKind.BYLINE})
_STOPS = re.compile(r"[^。！？؟।]+[。！？؟।]*")
"""Sentences of scripts whose stops the rules for Latin letters do not know."""
_ENCODED = 500
"""Characters of a document that are compared by meaning: encoding costs by the character."""
_ENCODED_LEAST = 30
_ENCODED_UNIT = 220
"""Characters of one sentence that are: what a sentence is about stands in its beginning."""
_FADING = 0.4
"""How fast sentences lose weight in what a document is about: an article tells its story at once, then around it."""
_FULL = 120
"""Characters from which on a sentence has its full weight."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, `[start, end)` of the document's text, with its terms."""

    start: int
    end: int
    text: str
    headline: bool
    terms: Terms


@dataclass(frozen=True, slots=True)
class Bags:
    """What a document, or the middle of several, is compared by: each a direction, whose dot products are likenesses.

    `words`, `names` and `numbers` are keys by weight, `langs` languages by
    their share. `gist` is the meaning, None without an encoder. For one
    document each is of length 1, or empty.
    """

    words: Mapping[str, float]
    names: Mapping[str, float]
    numbers: Mapping[str, float]
    langs: Mapping[str, float]
    gist: Vectors | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """A document as it is compared.

    `terms` are those of all its units together. Where there is an encoder,
    `vectors` has a row for each unit, of zeros for the units beyond those that
    are compared by meaning.
    """

    reading: Reading
    units: tuple[Unit, ...]
    terms: Terms
    bags: Bags
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
    units = tuple(_with_figures(_units(reading.document), reading.figures))
    return _profile(reading, units, _vectors(units, encoder) if encoder else None)


def without_units(profile: Profile, gone: Collection[int]) -> Profile:
    """The profile without some of its sentences, given by their numbers."""
    kept = [number for number in range(len(profile.units)) if number not in gone]
    vectors = None if profile.vectors is None else profile.vectors[kept]
    return _profile(profile.reading, tuple(profile.units[number] for number in kept), vectors)


def _profile(reading: Reading, units: tuple[Unit, ...], vectors: Vectors | None) -> Profile:
    terms = Terms(
        tuple(word for unit in units for word in unit.terms.words),
        frozenset[str]().union(*(unit.terms.names for unit in units)),
        frozenset[str]().union(*(unit.terms.numbers for unit in units)),
    )
    bags = Bags(
        words=unit_length({word: 1 + math.log(many) for word, many in Counter(terms.words).items()}),
        names=unit_length({key: math.sqrt(name_weight(key)) for key in sorted(terms.names)}),
        numbers=unit_length({key: math.sqrt(number_weight(key)) for key in sorted(terms.numbers)}),
        langs={reading.document.lang: 1.0},
        gist=_gist(units, vectors) if vectors is not None else None,
    )
    return Profile(reading, units, terms, bags, vectors)


def _units(document: Document) -> Iterator[Unit]:
    blocks = document.blocks or (Block(BlockKind.PARAGRAPH, 0, len(document.text)),)
    known = capitalised(document.text)
    alone = all(block.kind is BlockKind.HEADLINE for block in blocks)
    for block in blocks:
        if block.kind in _LEFT_OUT:
            continue
        headline = block.kind is BlockKind.HEADLINE
        for start, end in _sentences(document.text, block):
            text = document.text[start:end]
            yield Unit(start, end, text, headline, terms_of(text, known, headline=headline and not alone))


def _sentences(text: str, block: Block) -> Iterator[tuple[int, int]]:
    headline = block.kind is BlockKind.HEADLINE
    for start, end in find_sentences(text[block.start : block.end], frozenset(), headline=headline):
        for match in _STOPS.finditer(text, block.start + start, block.start + end):
            if match.group().strip():
                yield match.start(), match.end()


def _with_figures(units: Iterator[Unit], figures: Sequence[Figure]) -> Iterator[Unit]:
    """The units with the values of the figures read in them, so that "twelve" is met again as 12."""
    waiting = sorted(figures, key=lambda figure: figure.start)
    for unit in units:
        inside = [figure for figure in waiting if unit.start <= figure.start < unit.end]
        values = {f"{one.value:.15g}" for one in inside if one.value is not None and one.value > 1}
        if not values <= unit.terms.numbers:
            yield replace(unit, terms=replace(unit.terms, numbers=unit.terms.numbers | values))
        else:
            yield unit


def _vectors(units: Sequence[Unit], encoder: Encoder) -> Vectors:
    texts, left = [], _ENCODED
    for unit in units:
        if left < _ENCODED_LEAST:
            break
        texts.append(unit.text[: min(left, _ENCODED_UNIT)])
        left -= len(texts[-1])
    rows = encoder.encode(texts)
    return np.concatenate([rows, np.zeros((len(units) - len(texts), rows.shape[1]), dtype=np.float32)])


def _gist(units: Sequence[Unit], vectors: Vectors) -> Vectors:
    """The direction in which a document's sentences point together, the first and the full ones foremost."""
    lengths = np.array([min(len(unit.text), _FULL) for unit in units])
    weights = np.exp(-_FADING * np.arange(len(units))) * np.sqrt(lengths / _FULL)
    gist = np.asarray(weights @ vectors, dtype=np.float32)
    length = float(np.linalg.norm(gist))
    return gist / length if length else gist


def unit_length(weights: Mapping[str, float]) -> dict[str, float]:
    """The weights made a direction: of length 1, or empty."""
    length = math.sqrt(math.fsum(weight * weight for weight in weights.values()))
    return {key: weight / length for key, weight in weights.items()}
