"""A document as pages show it: its text with the claims marked, and a note at the margin for each.

The views and marks are those of the HTML report; what comes to them here is
what only a ledger knows, and a passage that an address points at.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from selon.report.html import whole_blocks
from selon.report.interface import Interface
from selon.report.markup import Mark, mark_text, passages_by_block
from selon.report.pages import safe_url
from selon.report.passages import clipped, one_line
from selon.report.sentences import say_again
from selon.report.view import ClaimView, OverclaimView, ReadingView, view_of
from selon.report.words import ENTITIES, KINDS, SIGNS
from selon.types import BlockKind, Claim, Notice, Reading, Span
from selon.web.pages.cards import Judging
from selon.web.pages.lists import Sign
from selon.web.rendering import Link

_KEY = "d1"
_LONGEST_ADDRESS = 300


@dataclass(frozen=True, slots=True)
class Detail:
    """A label and words; `lang` where they are the document's."""

    label: str
    words: str
    lang: str = ""


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
class Note:
    """What the margin says of a claim; `mark` is the id of its sign in the text."""

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
    beside: Beside


@dataclass(frozen=True, slots=True)
class Row:
    """A block of the text, and the notes of the claims whose content begins in it."""

    kind: str
    heading: bool
    furniture: bool
    body: Markup
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class OverSide:
    """One side of an overclaim, headline or article; without a note where there is no such claim."""

    label: str
    note: Note | None


@dataclass(frozen=True, slots=True)
class Over:
    """A headline that goes further than its article."""

    sides: tuple[OverSide, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class NamedLine:
    """Who or what is named, and the claims it is the source of."""

    name: str
    url: str
    kind: str
    mentions: str
    claims: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Sheet:
    """A document. `titled` says that its headline is among the rows."""

    title: str
    titled: bool
    lang: str
    id: str
    url: str | None
    address: str
    about: tuple[str, ...]
    totals: tuple[str, ...]
    counts: tuple[Sign, ...]
    rows: tuple[Row, ...]
    overclaims: tuple[Over, ...]
    named: tuple[NamedLine, ...]
    rules: tuple[tuple[str, str], ...]
    notices: tuple[Notice, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """What is known beside a reading: of each claim by its id, of each entity where it is shown, and the rules."""

    beside: Mapping[str, Beside] = field(default_factory=dict)
    entities: Mapping[str, str] = field(default_factory=dict)
    rules: Mapping[str, str] = field(default_factory=dict)
    passage: Span | None = None


def sheet_of(reading: Reading, ui: Interface, known: Known) -> Sheet:
    """A reading as it is shown."""
    view = view_of(reading, ui)
    notes = {
        claim.id: _note(number, view, claim, ui, known.beside.get(claim.id, Beside()))
        for number, claim in enumerate(view.claims, 1)
    }
    document = view.document
    used = dict.fromkeys(claim.claim.rule for claim in view.claims)
    rows = _rows(view, notes, known.passage)
    return Sheet(
        title=view.title,
        titled=any(row.heading for row in rows),
        lang=one_line(document.lang),
        id=one_line(document.id),
        url=safe_url(document.url),
        address=clipped(document.url or "", _LONGEST_ADDRESS),
        about=view.about,
        totals=view.totals,
        counts=tuple(
            Sign(standing.value, SIGNS[standing], f"{word} {ui.number(number)}")
            for standing, word, number in view.counts
        ),
        rows=rows,
        overclaims=tuple(_over(over, notes, ui) for over in view.overclaims),
        named=_named(view, notes, ui, known.entities),
        rules=tuple((one_line(rule), one_line(known.rules[rule])) for rule in used if rule in known.rules),
        notices=tuple(Notice(one_line(notice.kind), one_line(notice.message)) for notice in view.notices),
    )


def _note(number: int, view: ReadingView, claim: ClaimView, ui: Interface, beside: Beside) -> Note:
    record, reading = claim.claim, view.reading
    lang = one_line(view.document.lang)
    details = (
        Detail(ui.say("source"), one_line(reading.text_of(record.source)), lang),
        Detail(ui.say("cue"), one_line(reading.text_of(record.cue)), lang),
        Detail(ui.say("hedged by"), ui.listed(claim.hedges)),
        Detail(ui.say("figures"), ui.listed(claim.figures)),
        Detail(ui.say("dates"), ui.listed(claim.dates)),
        Detail(ui.say("why"), one_line(ui.listed(say_again(ui, reason) for reason in record.reasons))),
    )
    return Note(
        id=f"{_KEY}-n{number}",
        mark=f"{_KEY}-m{number}",
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
        beside=beside,
    )


def _over(over: OverclaimView, notes: Mapping[str, Note], ui: Interface) -> Over:
    headline = notes[over.claim.id] if over.claim else None
    body = notes[over.against.id] if over.against else None
    return Over((OverSide(ui.say("headline"), headline), OverSide(ui.say("article"), body)), over.reason)


def _named(
    view: ReadingView, notes: Mapping[str, Note], ui: Interface, urls: Mapping[str, str]
) -> tuple[NamedLine, ...]:
    said: dict[str, list[Note]] = {}
    for claim in view.claims:
        if claim.claim.entity is not None:
            said.setdefault(claim.claim.entity, []).append(notes[claim.id])
    return tuple(
        NamedLine(
            name=one_line(entity.name),
            url=urls.get(entity.id, ""),
            kind=ui.say(ENTITIES[entity.kind]),
            mentions=ui.number(len(entity.mentions)),
            claims=tuple(said.get(entity.id, ())),
        )
        for entity in view.reading.entities
    )


def _rows(view: ReadingView, notes: Mapping[str, Note], passage: Span | None) -> tuple[Row, ...]:
    document = view.document
    blocks = tuple(whole_blocks(document))
    marks = [*_marks(view.claims, notes), *_passage_mark(passage)]
    groups = passages_by_block([(block.start, block.end) for block in blocks], marks)
    heading = next((block for block in blocks if block.kind is BlockKind.HEADLINE), None)
    beginning = sorted((claim.start, place) for place, claim in enumerate(view.claims))
    rows, following = [], 0
    for block, group in zip(blocks, groups, strict=True):
        first = following
        while following < len(beginning) and (beginning[following][0] < block.end or block is blocks[-1]):
            following += 1
        places = sorted(place for _, place in beginning[first:following])
        rows.append(
            Row(
                kind=block.kind.value,
                heading=block is heading,
                furniture=block.kind is BlockKind.FURNITURE,
                body=mark_text(document.text, group, start=block.start, end=block.end),
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
_PASSAGE = Markup('<mark class="passage" id="passage" tabindex="-1">')
_PASSAGE_AGAIN = Markup('<mark class="passage">')


def _marks(claims: Sequence[ClaimView], notes: Mapping[str, Note]) -> Iterable[Mark]:
    for claim in claims:
        note = notes[claim.id]
        opening = _MARK.format(key=note.key, mark=note.mark)
        sign = _SIGN.format(
            mark=note.mark, id=note.id, sign=note.sign, number=note.number, standing=note.standing, who=note.who
        )
        for place, span in enumerate(claim.claim.content):
            yield Mark(span.start, span.end, opening if place else opening + sign, opening, Markup("</mark>"))
        for role, spans in (("source", claim.claim.source), ("cue", claim.claim.cue)):
            part = _PART.format(role=role, mark=note.mark)
            yield from (Mark(span.start, span.end, part, part, Markup("</span>")) for span in spans)


def _passage_mark(passage: Span | None) -> Iterable[Mark]:
    if passage is not None:
        yield Mark(passage.start, passage.end, _PASSAGE, _PASSAGE_AGAIN, Markup("</mark>"))


def spans_of(claim: Claim) -> tuple[Span, ...]:
    """The spans by which a claim is judged: its content, else its source."""
    return claim.content or claim.source
