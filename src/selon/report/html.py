"""Readings as one HTML file that needs nothing beside it: the text with its claims marked, notes at the margin.

It works without script (each sign links to its note and back); the script
adds keys.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from selon.report.interface import Interface
from selon.report.markup import Mark, mark_text, passages_by_block
from selon.report.pages import Entry, render_page, safe_url
from selon.report.passages import displayable, one_line
from selon.report.sentences import say_again
from selon.report.view import ClaimView, OverclaimView, ReadingView, view_of
from selon.report.words import ENTITIES, KINDS, SIGNS
from selon.types import Block, BlockKind, Document, Notice, Reading, Span


@dataclass(frozen=True, slots=True)
class Note:
    """What the margin says of a claim.

    `key` is its standing's word, `mark` the id of its sign in the text; `details`
    are a label, words, and whether they are the document's; `about` is its kind, rule and id.
    """

    id: str
    mark: str
    number: int
    key: str
    sign: str
    standing: str
    depth: int
    who: str
    via: str
    words: str
    firmness: tuple[str, ...]
    details: tuple[tuple[str, str, bool], ...]
    about: tuple[str, ...]


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
    """One side of an overclaim: headline or body; without a note where there is no such claim."""

    label: str
    note: Note | None


@dataclass(frozen=True, slots=True)
class Over:
    """An overclaim with both of its passages."""

    sides: tuple[Side, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class Named:
    """An entity, how often it is mentioned, and the claims it is the source of."""

    name: str
    kind: str
    mentions: str
    claims: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """One document on the page. `titled` says that its headline is among the rows."""

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


def render_html(readings: Sequence[Reading], ui: Interface) -> str:
    """One self-contained HTML page of the readings, in the interface's language; UTF-8 throughout."""
    sheets = [_sheet(f"d{number}", view_of(reading, ui), ui) for number, reading in enumerate(readings, 1)]
    many = ui.count(len(sheets), "{n} article", "{n} articles")
    return render_page(
        "page.html.j2",
        ui,
        title=sheets[0].title if len(sheets) == 1 else many,
        styles=("page.css",),
        script="page.js",
        level=1 if len(sheets) == 1 else 2,
        readings=sheets,
    )


def _sheet(key: str, view: ReadingView, ui: Interface) -> Sheet:
    notes = {claim.id: _note(key, number, view, claim, ui) for number, claim in enumerate(view.claims, 1)}
    rows = _rows(view, notes)
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
    record = claim.claim
    reading = view.reading
    details = [
        (ui.say("source"), one_line(reading.text_of(record.source)), True),
        (ui.say("cue"), one_line(reading.text_of(record.cue)), True),
        (ui.say("hedged by"), ui.listed(claim.hedges), False),
        (ui.say("figures"), ui.listed(claim.figures), False),
        (ui.say("dates"), ui.listed(claim.dates), False),
        (ui.say("why"), one_line(ui.listed(say_again(ui, reason) for reason in record.reasons)), False),
    ]
    return Note(
        id=f"{key}-n{number}",
        mark=f"{key}-m{number}",
        number=number,
        key=record.standing.value,
        sign=claim.sign,
        standing=claim.standing,
        depth=min(claim.depth, 3),
        who=claim.who,
        via=", ".join(claim.via),
        words=one_line(reading.text_of(record.content)),
        firmness=claim.firmness,
        details=tuple(detail for detail in details if detail[1]),
        about=(ui.say(KINDS[record.kind]), one_line(record.rule), one_line(record.id)),
    )


def _over(over: OverclaimView, notes: dict[str, Note], ui: Interface) -> Over:
    headline = notes[over.claim.id] if over.claim else None
    body = notes[over.against.id] if over.against else None
    return Over((Side(ui.say("headline"), headline), Side(ui.say("article"), body)), over.reason)


def _entities(view: ReadingView, notes: dict[str, Note], ui: Interface) -> tuple[Named, ...]:
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


def _rows(view: ReadingView, notes: dict[str, Note]) -> tuple[Row, ...]:
    document = view.document
    blocks = tuple(whole_blocks(document))
    groups = passages_by_block([(block.start, block.end) for block in blocks], _marks(view, notes))
    heading = next((block for block in blocks if block.kind is BlockKind.HEADLINE), None)
    beginning = sorted((claim.start, place) for place, claim in enumerate(view.claims))
    rows, following = [], 0
    for block, marks in zip(blocks, groups, strict=True):
        first = following
        while following < len(beginning) and (beginning[following][0] < block.end or block is blocks[-1]):
            following += 1
        places = sorted(place for _, place in beginning[first:following])
        rows.append(
            Row(
                kind=block.kind.value,
                heading=block is heading,
                furniture=block.kind is BlockKind.FURNITURE,
                body=mark_text(document.text, marks, start=block.start, end=block.end),
                notes=tuple(notes[view.claims[place].id] for place in places),
            )
        )
    return tuple(rows)


def whole_blocks(document: Document) -> Iterable[Block]:
    """The document's blocks and, as paragraphs, the text that lies in none of them; blank text between is left out."""
    at = 0
    for block in document.blocks:
        yield from _paragraph(document.text, at, block.start)
        yield block
        at = max(at, block.end)
    yield from _paragraph(document.text, at, len(document.text))


def _paragraph(text: str, start: int, end: int) -> Iterable[Block]:
    if displayable(text[start:end]).strip():
        yield Block(BlockKind.PARAGRAPH, start, end)


def _marks(view: ReadingView, notes: dict[str, Note]) -> Iterable[Mark]:
    for claim in view.claims:
        note = notes[claim.id]
        for place, span in enumerate(claim.claim.content):
            yield _content_mark(span, note, first=place == 0)
        for span in claim.claim.source:
            yield _part_mark(span, "source", note)
        for span in claim.claim.cue:
            yield _part_mark(span, "cue", note)


_MARK = Markup('<mark class="s-{key}" data-of="{mark}">')
_SIGN = Markup(
    '<a class="sign" id="{mark}" href="#{id}-body" data-note="{id}" data-sign="{sign}{number}" '
    'aria-label="{number}, {standing}: {who}"></a>'
)
_PART = Markup('<span class="{role}" data-of="{mark}">')


def _content_mark(span: Span, note: Note, *, first: bool) -> Mark:
    opening = _MARK.format(key=note.key, mark=note.mark)
    sign = _SIGN.format(
        mark=note.mark, id=note.id, sign=note.sign, number=note.number, standing=note.standing, who=note.who
    )
    return Mark(span.start, span.end, opening + sign if first else opening, opening, Markup("</mark>"))


def _part_mark(span: Span, role: str, note: Note) -> Mark:
    opening = _PART.format(role=role, mark=note.mark)
    return Mark(span.start, span.end, opening, opening, Markup("</span>"))
