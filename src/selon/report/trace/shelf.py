"""The documents of a trace as a report names them, and passages of theirs.

Each document has one number on the whole report: stories in their order, and
in a story the earliest published first, undated ones last.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from selon.report.interface import Interface
from selon.report.passages import around, clipped, one_line
from selon.report.sentences import say_again
from selon.report.trace.wording import RELATIONS
from selon.report.view import title_of
from selon.report.words import STANDINGS, language_words
from selon.types import BlockKind, Claim, Document, Figure, Passage, Reading, Reason, Story, Trace


@dataclass(frozen=True, slots=True)
class Retelling:
    """A document with its `number` on the report and its `key` there; `day` is its date as a number, where known.

    `hour` is the minute it was published, as a key of order, where it is known; else it is empty.
    """

    key: str
    number: int
    name: str
    title: str
    date: str
    day: int | None
    hour: str
    language: str
    read: bool
    reading: Reading

    def __hash__(self) -> int:
        """Its key tells it from the others of its report; a whole reading would be hashed again and again."""
        return hash(self.key)

    @property
    def label(self) -> str:
        """Its name with its number, as sentences have it."""
        return f"{self.name} [{self.number}]"

    @property
    def document(self) -> Document:
        """The document itself."""
        return self.reading.document

    @property
    def lang(self) -> str:
        """The code of its language, on one line; empty where it is not known."""
        return one_line(self.document.lang)

    @property
    def about(self) -> tuple[str, ...]:
        """Date and language."""
        return self.date, self.language


@dataclass(frozen=True, slots=True)
class Segment:
    """Words of a passage; `marked` where they are what a reader should look at."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage of a retelling: its words, on one line, and where it stands."""

    retelling: Retelling
    start: int
    end: int
    segments: tuple[Segment, ...]

    @property
    def key(self) -> str:
        """What the passage is called on the report, the same wherever it is quoted."""
        return f"{self.retelling.key}-{self.start}-{self.end}"

    @property
    def words(self) -> str:
        """Its words without marks."""
        return "".join(segment.text for segment in self.segments)


_LONGEST_NAME = 40
_MOMENTS = frozenset({"when", "earlier", "later"})
_OF_OURS: dict[str, dict[str, str]] = {
    "standing": {standing.value: word for standing, word in STANDINGS.items()},
    "relation": {relation.value: word for relation, word in RELATIONS.items()},
}
"""Rules whose reasons have values of ours, not the documents' words."""


class Shelf:
    """All documents of a trace, by id, with what the report looks up in them."""

    def __init__(self, trace: Trace, ui: Interface) -> None:
        self.ui = ui
        readings = {reading.document.id: reading for reading in trace.readings}
        placed: dict[str, Retelling] = {}
        for name in _in_order(trace.stories, readings):
            placed[name] = _retelling(readings[name], len(placed) + 1, ui)
        self._retellings = placed
        self._names = {
            member: one_line(entity.name)
            for story in trace.stories
            for entity in story.entities
            for member in entity.members
        }
        self._own = {
            (name, entity.id): one_line(entity.name) for name in readings for entity in readings[name].entities
        }
        self._mentions = {
            (name, entity.id): entity.mentions[0]
            for name in readings
            for entity in readings[name].entities
            if entity.mentions
        }
        self._claims = {(name, claim.id): claim for name in readings for claim in readings[name].claims}
        self._figures = {(name, figure.id): figure for name in readings for figure in readings[name].figures}

    @property
    def all(self) -> tuple[Retelling, ...]:
        """All documents in the order of their numbers."""
        return tuple(self._retellings.values())

    def retelling(self, document: str) -> Retelling:
        """The document with this id; `KeyError` where the trace has none."""
        return self._retellings[document]

    def of_story(self, story: Story) -> tuple[Retelling, ...]:
        """A story's documents in the order of their numbers."""
        return tuple(sorted((self.retelling(name) for name in story.documents), key=lambda found: found.number))

    def quote(self, document: str, start: int, end: int) -> Quote:
        """A passage of a document."""
        found = self.retelling(document)
        return Quote(found, start, end, (Segment(one_line(found.reading.text[start:end])),))

    def passage(self, passage: Passage | None) -> Quote | None:
        """The same of a passage that may be missing."""
        return self.quote(passage.document, passage.start, passage.end) if passage else None

    def in_sentence(self, passage: Passage) -> Quote:
        """A passage marked in the sentence around it, which says more than the name of an outlet alone."""
        quote = self.quote(passage.document, passage.start, passage.end)
        before, after = around(quote.retelling.document, passage.start, passage.end)
        segments = Segment(before), Segment(quote.words, marked=True), Segment(after)
        return replace(quote, segments=tuple(segment for segment in segments if segment.text))

    def claim(self, document: str, claim: str | None) -> Claim | None:
        """A document's claim, where it has one of this id."""
        return self._claims.get((document, claim or ""))

    def figure(self, document: str, figure: str | None) -> Figure | None:
        """A document's figure, where it has one of this id."""
        return self._figures.get((document, figure or ""))

    def holder(self, document: str, entity: str | None) -> str:
        """Who an entity of a document is: by the story's name, else the document's; empty where nobody is."""
        member = (document, entity or "")
        return self._names.get(member) or self._own.get(member, "")

    def why(self, reason: Reason) -> str:
        """A reason's sentence in the interface's language, on one line.

        Its values are the documents' words and stay as they are; but ids of documents become their labels,
        standings and relations our words for them, and dates and whole sentences are said in the language.
        """
        values = {f"{name}": self._value(reason.rule, name, value) for name, value in reason.values}
        return one_line(self._sentence(reason.message).format(**values))

    def _sentence(self, message: str) -> str:
        """The message in the language; one that is made of two, with a colon between, is said in two."""
        said = self.ui.say(message)
        head, colon, tail = message.partition(": ")
        return said if said != message or not colon else self.ui.say(head + colon) + self.ui.say(tail)

    def _value(self, rule: str, name: str, value: str) -> str:
        if name in ("document", "documents"):
            found = [self._retellings.get(document) for document in value.split(", ")]
            return ", ".join(one.label for one in found if one) if all(found) else value
        if rule in _OF_OURS:
            return self.ui.say(_OF_OURS[rule].get(value, value))
        if name in _MOMENTS:
            day, _, time = value.partition("T")
            return f"{self.ui.date(day)} {time[:5]}".rstrip()
        return say_again(self.ui, value) if name == "reason" else value

    def first_mention(self, document: str, entity: str) -> Quote | None:
        """Where a document first names one of its entities."""
        found = self._mentions.get((document, entity))
        return self.quote(document, found.start, found.end) if found else None

    def whole_claim(self, claim: Claim, document: str) -> Quote | None:
        """The passage from a claim's first word to its last, source and cue with it; None where it has no words."""
        spans = [span for span in (*claim.source, *claim.cue, *claim.content) if span.start < span.end]
        if not spans:
            return None
        return self.quote(document, min(span.start for span in spans), max(span.end for span in spans))

    def in_headline(self, quote: Quote) -> bool:
        """Whether a passage begins in a headline."""
        return any(
            block.kind is BlockKind.HEADLINE and block.start <= quote.start < block.end
            for block in quote.retelling.document.blocks
        )


def _in_order(stories: Iterable[Story], readings: dict[str, Reading]) -> list[str]:
    names: dict[str, None] = {}
    for story in stories:
        dated = {name: readings[name].document.published for name in story.documents}
        names.update(dict.fromkeys(sorted(dated, key=lambda name: _sorting(dated[name]))))
    names.update(dict.fromkeys(readings))
    return list(names)


def _sorting(published: str | None) -> tuple[bool, int, str]:
    day = day_of(published)
    return day is None, day or 0, published or ""


def _retelling(reading: Reading, number: int, ui: Interface) -> Retelling:
    document = reading.document
    title = title_of(document)
    return Retelling(
        key=f"d{number}",
        number=number,
        name=clipped(_name(document) or title, _LONGEST_NAME),
        title=title,
        date=one_line(ui.date(document.published)) if document.published else ui.say("date unknown"),
        day=day_of(document.published),
        hour=document.published_at or "",
        language=one_line(language_words(ui, document.lang)),
        read=was_read(reading),
        reading=reading,
    )


def _name(document: Document) -> str:
    """The outlet, else the headline; a text without either goes by its file."""
    file = re.split(r"[/\\]", document.source)[-1]
    return (document.outlet or document.title or "").strip() or ("" if file.startswith("-") else file)


def was_read(reading: Reading) -> bool:
    """Whether its claims were read: not so where the page failed, or no lexicon has its language."""
    notices = (*reading.document.notices, *reading.notices)
    return not any(notice.kind.endswith("failed") for notice in notices)


def day_of(edtf: str | None) -> int | None:
    """The first day of an EDTF date as a number (1 is 1 January of year 1); None where it has none that can be told."""
    found = _DAY.match(edtf or "")
    if not found:
        return None
    try:
        return date(int(found[1]), int(found[2] or 1), int(found[3] or 1)).toordinal()
    except ValueError:
        return None


_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?![\dX])")
