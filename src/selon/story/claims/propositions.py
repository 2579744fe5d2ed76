"""What a document's claims put forward, one proposition at a time, as it can be matched with other documents'.

A claim is cut into its sentences, and a sentence with figures into a clause a
figure, so that the dead and the injured of one sentence are two propositions.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from selon.lang.concepts import concept_keys
from selon.lang.spelling import root
from selon.story.claims.light import light_roots, words_of
from selon.story.encoder import Encoder, Vectors
from selon.story.figures.clauses import clauses_of, parts_of
from selon.story.profile import Profile
from selon.story.terms import Terms, capitalised, terms_of
from selon.types import Claim, Entity, EntityKind, Figure, Kind, Span, Standing

_ENOUGH_WORDS = 4
"""Words besides its one figure that make a sentence a proposition of its own."""
_SHORTEST = 4
_TOLLS = frozenset({"#report", "#person", "#death", "#injured", "#victim"})
"""Matters that a count of people tells of anyway."""
_ENOUGH_AROUND = 7
"""Words before what is said that make the saying a proposition of its own."""
_OPENING = " \t\n\u00a0\u202f,:;«“\"‘'("
_FEW_WORDS = 2
_COVERS = 0.7
"""The share of a stretch that another must cover to stand for it."""
_SPEAKERS = frozenset({EntityKind.PERSON, EntityKind.BODY, EntityKind.GROUP, EntityKind.WORK, EntityKind.PLACE})


@dataclass(frozen=True, slots=True)
class Proposition:
    """What one document says in `[start, end)` of its text, who holds it, and how it stands.

    `document` is the profile's place in the story. `claim` is the claim it is
    of, None for a figure outside all claims; `figure` is set for the clause of
    a figure, which `part` says to be of the one before it.
    """

    document: int
    start: int
    end: int
    text: str
    lang: str
    standing: Standing
    terms: Terms
    claim: Claim | None = None
    holder: Entity | None = None
    figure: Figure | None = None
    part: bool = False
    headline: bool = False


@dataclass(frozen=True, slots=True)
class _Piece:
    """A claim's words within one sentence; without a claim, a sentence that none holds."""

    span: Span
    claim: Claim | None
    headline: bool


def propositions_of(profile: Profile, place: int) -> tuple[Proposition, ...]:
    """The propositions of a document, in text order; `place` is its profile's place in the story."""
    known = capitalised(profile.document.text)
    entities = {entity.id: entity for entity in profile.reading.entities}
    found: list[Proposition] = []
    for piece, figures in _with_figures(profile, _pieces(profile)):
        whole = _proposition(profile, place, piece, entities, known)
        found += _clauses(profile, whole, figures, known)
        if piece.claim and _says_more(whole, profile):
            found.append(whole)
    found += _acts(profile, place, known)
    return tuple(sorted(found, key=lambda one: (one.start, one.end, one.figure is None)))


def vectors_of(propositions: Sequence[Proposition], profile: Profile, encoder: Encoder) -> Vectors:
    """A unit vector a proposition of one document; a sentence's own serves the claim that is nearly all of it."""
    rows: list[Vectors | None] = [_sentence_row(one, profile) for one in propositions]
    missing = [at for at, row in enumerate(rows) if row is None]
    made = encoder.encode([propositions[at].text for at in missing])
    for at, row in zip(missing, made, strict=True):
        rows[at] = row
    return np.stack([row for row in rows if row is not None]) if rows else made


def _pieces(profile: Profile) -> list[_Piece]:
    """The claims cut into sentences, without those that an inner claim stands for, and the sentences of none."""
    speakers = frozenset(entity.id for entity in profile.reading.entities if entity.kind in _SPEAKERS)
    pieces = []
    for unit, said in zip(profile.units, _said_in(profile), strict=True):
        own = [
            _Piece(Span(max(span.start, unit.start), min(span.end, unit.end)), claim, unit.headline)
            for claim, span in said
        ]
        kept = [one for one in own if not any(_stands_for(other, one, speakers) for other in own)]
        pieces += kept or [_Piece(Span(unit.start, unit.end), None, unit.headline)]
    return pieces


def _acts(profile: Profile, place: int, known: frozenset[str]) -> Iterator[Proposition]:
    """What the author tells around the words of others: that officers wrote to the president, and in what letter.

    A sentence in which somebody says something also states that they did. That
    is a proposition where it says more than who speaks.
    """
    for unit, said in zip(profile.units, _said_in(profile), strict=True):
        end = max(min((span.start for claim, span in said if claim.source), default=unit.start), unit.start)
        text = profile.document.text[unit.start : end].rstrip(_OPENING)
        if sum(len(word) >= _SHORTEST and not word[0].isupper() for word in words_of(text)) < _ENOUGH_AROUND:
            continue
        yield Proposition(
            document=place,
            start=unit.start,
            end=unit.start + len(text),
            text=text,
            lang=profile.document.lang,
            standing=Standing.STATED,
            terms=terms_of(text, known),
            headline=unit.headline,
        )


def _said_in(profile: Profile) -> list[list[tuple[Claim, Span]]]:
    """The content of claims that reaches into each unit, in the order of the claims."""
    found: list[list[tuple[Claim, Span]]] = [[] for _ in profile.units]
    for claim in profile.reading.claims:
        for span in claim.content:
            first = bisect.bisect_right(profile.units, span.start, key=lambda unit: unit.end)
            behind = bisect.bisect_left(profile.units, span.end, key=lambda unit: unit.start)
            for at in range(first, behind):
                found[at].append((claim, span))
    return found


def _stands_for(inner: _Piece, outer: _Piece, speakers: frozenset[str]) -> bool:
    """Whether an inner claim says nearly all of an outer one, and somebody says it."""
    if inner is outer or inner.claim is None or outer.claim is None or inner.span == outer.span:
        return False
    inside = outer.span.start <= inner.span.start and inner.span.end <= outer.span.end
    if not inside or _length(inner.span) < _COVERS * _length(outer.span):
        return False
    return inner.claim.kind is Kind.AUTHOR or inner.claim.entity in speakers


def _with_figures(profile: Profile, pieces: list[_Piece]) -> Iterator[tuple[_Piece, list[Figure]]]:
    """The pieces with the figures in each; a figure is of the shortest piece that holds it."""
    shortest = sorted(pieces, key=lambda piece: (_length(piece.span), piece.span))
    held: dict[int, list[Figure]] = {}
    for figure in sorted(profile.reading.figures, key=lambda figure: (figure.start, figure.end)):
        if _counts(figure, profile.document.text):
            home = next((p for p in shortest if p.span.start <= figure.start and figure.end <= p.span.end), None)
            if home:
                held.setdefault(id(home), []).append(figure)
    for piece in pieces:
        yield piece, held.get(id(piece), [])


def _counts(figure: Figure, text: str) -> bool:
    """Whether a figure is a count that can be met again, and neither the article "un" nor out of all bounds."""
    known = [number for number in (figure.value, figure.low, figure.high) if number is not None]
    if not known or not all(map(math.isfinite, known)):
        return False
    return figure.value != 1 or any(letter.isdigit() for letter in text[figure.start : figure.end])


def _clauses(
    profile: Profile, whole: Proposition, figures: list[Figure], known: frozenset[str]
) -> Iterable[Proposition]:
    text, lang = profile.document.text, profile.document.lang
    clauses = clauses_of(text, Span(whole.start, whole.end), figures, lang) if figures else ()
    parts = [
        at > 0 and (parts_of(text, figure, clause, lang) or _is_bare(text, figure, clause))
        for at, (figure, clause) in enumerate(zip(figures, clauses, strict=True))
    ]
    for at, figure in enumerate(figures):
        last = at
        while not parts[at] and last + 1 < len(parts) and parts[last + 1]:
            last += 1  # a whole is told with its parts: "60, dont 9 lourdement"
        words = text[clauses[at].start : clauses[at].end]
        yield replace(
            whole,
            start=clauses[at].start,
            end=clauses[last].end,
            text=text[clauses[at].start : clauses[last].end],
            terms=terms_of(words, known),
            figure=figure,
            part=parts[at],
        )


def _is_bare(text: str, figure: Figure, clause: Span) -> bool:
    """Whether a figure stands with no more than a word or two that names no place: "60 hurt, 9 badly"."""
    behind = text[figure.end : clause.end].split()
    bare = figure.noun is None and figure.event is None and figure.start - clause.start <= 1
    return bare and len(behind) <= _FEW_WORDS and not any(word[:1].isupper() for word in behind)


def _says_more(whole: Proposition, profile: Profile) -> bool:
    """Whether a sentence says something besides its figures, those of inner claims included."""
    text = profile.document.text
    inside = [f for f in profile.reading.figures if whole.start <= f.start and f.end <= whole.end and _counts(f, text)]
    if len(inside) != 1:
        return not inside
    told = {f"#{inside[0].event}", f"#{inside[0].concept}", *_TOLLS}
    rest = text[whole.start : inside[0].start] + " " + text[inside[0].end : whole.end]
    words = {root(word) for word in words_of(rest) if len(word) >= _SHORTEST} - light_roots(whole.lang)
    known = concept_keys(whole.lang)
    return sum(known.get(word) not in told for word in words) >= _ENOUGH_WORDS


def _proposition(
    profile: Profile, place: int, piece: _Piece, entities: dict[str, Entity], known: frozenset[str]
) -> Proposition:
    text, claim = profile.document.text[piece.span.start : piece.span.end], piece.claim
    return Proposition(
        document=place,
        start=piece.span.start,
        end=piece.span.end,
        text=text,
        lang=profile.document.lang,
        standing=claim.standing if claim else Standing.STATED,
        terms=terms_of(text, known),
        claim=claim,
        holder=entities.get(claim.entity) if claim and claim.entity else None,
        headline=piece.headline,
    )


def _sentence_row(one: Proposition, profile: Profile) -> Vectors | None:
    if profile.vectors is None or one.figure is not None:
        return None
    at = bisect.bisect_right(profile.units, one.start, key=lambda unit: unit.start) - 1
    unit = profile.units[at] if at >= 0 else None
    if unit is None or one.end > unit.end or one.end - one.start < _COVERS * (unit.end - unit.start):
        return None
    row: Vectors = profile.vectors[at]
    return row if row.any() else None


def _length(span: Span) -> int:
    return span.end - span.start
