"""A document as pages show it: its text with the claims marked, and a note at the margin for each.

The HTML report and the reader in a browser show the same sheet; what the
reader knows besides lies beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup

from selon.report.interface import Interface
from selon.report.markup import Mark, marked_blocks
from selon.report.pages import Entry, safe_url
from selon.report.passages import one_line
from selon.report.sentences import say_again
from selon.report.view import ClaimView, OverclaimView, ReadingView
from selon.report.words import ENTITIES, KINDS, SIGNS
from selon.types import BlockKind, Notice, Span


@dataclass(frozen=True, slots=True)
class Detail:
    """A label and words; `foreign` where they are the document's."""

    label: str
    words: str
    foreign: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says of a claim.

    `number` counts the claims from 1 in the view's order, `claim` is the claim's
    id, `key` its standing's word, `mark` the id of its sign in the text.
    """

    id: str
    mark: str
    number: int
    claim: str
    key: str
    sign: str
    standing: str
    depth: int
    who: str
    via: str
    words: str
    firmness: tuple[str, ...]
    details: tuple[Detail, ...]
    kind: str
    rule: str


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the text as markup, and the notes of the claims whose content begins in it."""

    kind: str
    heading: bool
    furniture: bool
    body: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One side of an overclaim, headline or article; without a note where there is no such claim."""

    label: str
    note: Note | None


@dataclass(frozen=True, slots=True)
class Over:
    """A headline that goes further than its article."""

    sides: tuple[Side, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """Who or what is named, how often, and the claims it is the source of."""

    name: str
    kind: str
    mentions: str
    claims: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document. `key` begins the ids of its elements, `titled` says that its headline is among the rows."""

    key: str
    id: str
    lang: str
    url: str | None
    title: str
    titled: bool
    about: tuple[str, ...]
    totals: tuple[str, ...]
    counts: tuple[Entry, ...]
    rows: tuple[Row, ...]
    overclaims: tuple[Over, ...]
    entities: tuple[Named, ...]
    notices: tuple[Notice, ...]


def sheet_of(key: str, view: ReadingView, ui: Interface, *, more: Iterable[Mark] = ()) -> Sheet:
    """A reading as a sheet, with `more` marked in its text than the claims; entities in the reading's order."""
    notes = {claim.id: _note(key, number, view, claim, ui) for number, claim in enumerate(view.claims, 1)}
    rows = _rows(view, notes, [*_marks(view, notes), *more])
    document = view.document
    return Sheet(
        key=key,
        id=one_line(document.id),
        lang=one_line(document.lang),
        url=safe_url(document.url),
        title=view.title,
        titled=any(row.heading for row in rows),
        about=view.about,
        totals=view.totals,
        counts=tuple(
            Entry(standing.value, SIGNS[standing], word, number=ui.number(number))
            for standing, word, number in view.counts
        ),
        rows=rows,
        overclaims=tuple(_over(over, notes, ui) for over in view.overclaims),
        entities=_entities(view, notes, ui),
        notices=tuple(Notice(one_line(notice.kind), one_line(notice.message)) for notice in view.notices),
    )


def _note(key: str, number: int, view: ReadingView, claim: ClaimView, ui: Interface) -> Note:
    record, reading = claim.claim, view.reading
    details = (
        Detail(ui.say("source"), one_line(reading.text_of(record.source)), foreign=True),
        Detail(ui.say("cue"), one_line(reading.text_of(record.cue)), foreign=True),
        Detail(ui.say("hedged by"), ui.listed(claim.hedges)),
        Detail(ui.say("figures"), ui.listed(claim.figures)),
        Detail(ui.say("dates"), ui.listed(claim.dates)),
        Detail(ui.say("why"), one_line(ui.listed(say_again(ui, reason) for reason in record.reasons))),
    )
    return Note(
        id=f"{key}-n{number}",
        mark=f"{key}-m{number}",
        number=number,
        claim=one_line(record.id),
        key=record.standing.value,
        sign=claim.sign,
        standing=claim.standing,
        depth=min(claim.depth, 3),
        who=claim.who,
        via=", ".join(claim.via),
        words=one_line(reading.text_of(record.content)),
        firmness=claim.firmness,
        details=tuple(detail for detail in details if detail.words),
        kind=ui.say(KINDS[record.kind]),
        rule=one_line(record.rule),
    )


def _over(over: OverclaimView, notes: Mapping[str, Note], ui: Interface) -> Over:
    headline = notes[over.claim.id] if over.claim else None
    body = notes[over.against.id] if over.against else None
    return Over((Side(ui.say("headline"), headline), Side(ui.say("article"), body)), over.reason)


def _entities(view: ReadingView, notes: Mapping[str, Note], ui: Interface) -> tuple[Named, ...]:
    said: dict[str, list[Note]] = {}
    for claim in view.claims:
        if claim.claim.entity is not None:
            said.setdefault(claim.claim.entity, []).append(notes[claim.id])
    return tuple(
        Named(
            name=one_line(entity.name),
            kind=ui.say(ENTITIES[entity.kind]),
            mentions=ui.number(len(entity.mentions)),
            claims=tuple(said.get(entity.id, ())),
        )
        for entity in view.reading.entities
    )


def _rows(view: ReadingView, notes: Mapping[str, Note], marks: Iterable[Mark]) -> tuple[Row, ...]:
    blocks = marked_blocks(view.document, marks)
    heading = next((block for block, _ in blocks if block.kind is BlockKind.HEADLINE), None)
    beginning = sorted((claim.start, place) for place, claim in enumerate(view.claims))
    rows, following = [], 0
    for block, body in blocks:
        first = following
        while following < len(beginning) and (beginning[following][0] < block.end or block is blocks[-1][0]):
            following += 1
        places = sorted(place for _, place in beginning[first:following])
        rows.append(
            Row(
                kind=block.kind.value,
                heading=block is heading,
                furniture=block.kind is BlockKind.FURNITURE,
                body=body,
                notes=tuple(notes[view.claims[place].id] for place in places),
            )
        )
    return tuple(rows)


_MARK = Markup('<mark class="s-{key}" data-of="{mark}">')
_SIGN = Markup(
    '<a class="sign" id="{mark}" href="#{id}-body" data-note="{id}" data-sign="{sign}{number}" '
    'aria-label="{number}, {standing}: {who}"></a>'
)
_PART = Markup('<span class="{role}" data-of="{mark}">')


def _marks(view: ReadingView, notes: Mapping[str, Note]) -> Iterable[Mark]:
    for claim in view.claims:
        note = notes[claim.id]
        for place, span in enumerate(claim.claim.content):
            yield _content_mark(span, note, first=place == 0)
        for span in claim.claim.source:
            yield _part_mark(span, "source", note)
        for span in claim.claim.cue:
            yield _part_mark(span, "cue", note)


def _content_mark(span: Span, note: Note, *, first: bool) -> Mark:
    opening = _MARK.format(key=note.key, mark=note.mark)
    sign = _SIGN.format(
        mark=note.mark, id=note.id, sign=note.sign, number=note.number, standing=note.standing, who=note.who
    )
    return Mark(span.start, span.end, opening + sign if first else opening, opening, Markup("</mark>"))


def _part_mark(span: Span, role: str, note: Note) -> Mark:
    opening = _PART.format(role=role, mark=note.mark)
    return Mark(span.start, span.end, opening, opening, Markup("</span>"))
