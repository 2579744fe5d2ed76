"""The records of one document, read. Frozen, typed, without input or output.

Every offset is a code point of `Document.text`, half-open: `[start, end)`.
`text[start:end]` is what is shown, always.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

# ---------------------------------------------------------------- the page


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes (or text) with what is known of them before they are read.

    `source` is what the user named ("letter.html", a URL, "-", "news.jsonl:3").
    `content` is text where a record gave text, else bytes. `media` is
    "text/html" or "text/plain". All else was given beside the content, and
    goes before what the content says of itself. `headers` are lower-case.
    """

    source: str
    content: bytes | str
    media: str
    id: str | None = None
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    published: str | None = None
    lang: str | None = None
    fetched: str | None = None
    headers: tuple[tuple[str, str], ...] = ()


# ---------------------------------------------------------------- the document


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Code points `[start, end)` of the document's text (W3C TextPositionSelector)."""

    start: int
    end: int


class BlockKind(StrEnum):
    """What a stretch of the text is on the page."""

    HEADLINE = "headline"
    STANDFIRST = "standfirst"
    PARAGRAPH = "paragraph"
    QUOTATION = "quotation"
    CAPTION = "caption"
    BYLINE = "byline"
    FURNITURE = "furniture"


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the text of one kind; blocks are in order and do not overlap."""

    kind: BlockKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader of the result should know.

    `kind` is a stable word; one that ends in `failed` means that the document
    was not read. `start` and `end` are given where it points at a passage,
    `document` where it stands apart from the document it is about.
    """

    kind: str
    message: str
    start: int | None = None
    end: int | None = None
    document: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The immutable clean text of one article, with its blocks and metadata.

    `published` is EDTF or unknown; the day of collection never stands in for
    it. `published_at` is its minute where that is known, in universal time
    ("2024-03-01T08:40Z") or as written without an offset. `text_offset` says
    where the text that was given begins, when a title given apart was put
    before it.
    """

    id: str
    text: str
    lang: str
    blocks: tuple[Block, ...]
    source: str = ""
    url: str | None = None
    outlet: str | None = None
    title: str | None = None
    byline: str | None = None
    published: str | None = None
    text_offset: int = 0
    notices: tuple[Notice, ...] = ()
    published_at: str | None = None


# ---------------------------------------------------------------- attribution


class Kind(StrEnum):
    """How words are laid to a source (PARC3, extended by `according` and `author`)."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"
    ACCORDING = "according"
    AUTHOR = "author"


class Act(StrEnum):
    """What the source does with the content."""

    SAY = "say"
    BELIEVE = "believe"
    KNOW = "know"
    DENY = "deny"
    DOUBT = "doubt"
    ASK = "ask"
    ORDER = "order"
    PROMISE = "promise"
    INTEND = "intend"
    ACCUSE = "accuse"
    HOPE = "hope"
    FEAR = "fear"
    WARN = "warn"
    REFUSE = "refuse"


class Polarity(StrEnum):
    """Whether the source puts the content forward, rejects it, or leaves it open."""

    POSITIVE = "+"
    NEGATIVE = "-"
    OPEN = "0"


class Certainty(StrEnum):
    """How sure the source is said to be."""

    CERTAIN = "certain"
    PROBABLE = "probable"
    POSSIBLE = "possible"
    UNKNOWN = "unknown"


class Stance(StrEnum):
    """What the cue says of the author: takes the content over, or keeps away from it."""

    NEUTRAL = "neutral"
    ENDORSE = "endorse"
    DISTANCE = "distance"


@dataclass(frozen=True, slots=True)
class Effect:
    """What a cue does to its content."""

    act: Act = Act.SAY
    polarity: Polarity = Polarity.POSITIVE
    certainty: Certainty = Certainty.CERTAIN
    stance: Stance = Stance.NEUTRAL


@dataclass(frozen=True, slots=True)
class Attribution:
    """Words (`content`) laid to somebody (`source`) by words (`cue`).

    Each is a tuple of spans in text order, because an incise, a caption or a
    paragraph break can interrupt it. `rule` names the rule that found it;
    `parent` is the place of the enclosing attribution in the list it stands in.
    """

    kind: Kind
    rule: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    effect: Effect = Effect()
    parent: int | None = None


# ---------------------------------------------------------------- certainty


class Factuality(StrEnum):
    """FactBank's values: certain, probable, possible; plus, minus, underspecified."""

    CERTAIN = "CT+"
    PROBABLE = "PR+"
    POSSIBLE = "PS+"
    COUNTER_CERTAIN = "CT-"
    COUNTER_PROBABLE = "PR-"
    COUNTER_POSSIBLE = "PS-"
    CERTAIN_UNKNOWN = "CTu"
    UNKNOWN = "Uu"


class Standing(StrEnum):
    """How the outlet presents a claim, a word for readers."""

    STATED = "stated"
    ATTRIBUTED = "attributed"
    HEDGED = "hedged"
    ALLEGED = "alleged"
    UNVERIFIED = "unverified"
    DISPUTED = "disputed"
    DENIED = "denied"


class HedgeKind(StrEnum):
    """What kind of words make a claim less than certain."""

    CONDITIONAL = "conditional"  # the reportative conditional: "aurait signé"
    HEARSAY = "hearsay"  # reportedly, allegedly, présumé, dit-on
    MODAL = "modal"  # pourrait, may, might
    ADVERB = "adverb"  # probablement, perhaps
    VERB = "verb"  # semble, appears
    CONDITION = "condition"  # if, s'il est possible que
    UNVERIFIED = "unverified"  # non vérifié, could not be independently verified


@dataclass(frozen=True, slots=True)
class Hedge:
    """A span that makes what it stands with less than certain."""

    kind: HedgeKind
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Layer:
    """The factuality of a claim according to `by`: "author" or an entity's id."""

    by: str
    value: Factuality


# ---------------------------------------------------------------- what claims mention


class Modifier(StrEnum):
    """What the text says of a figure's precision."""

    EXACT = "exact"
    ABOUT = "about"
    NEARLY = "nearly"
    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    UP_TO = "up_to"
    AT_MOST = "at_most"
    LESS_THAN = "less_than"


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of something: `value`, or a range from `low` to `high`.

    `noun` is the counted noun as written, `concept` its language-neutral name
    (soldier, person, tank, euro), `event` what befell them (killed, wounded,
    lost), `as_of` an EDTF date when the text gives one.
    """

    id: str
    start: int
    end: int
    value: float | None = None
    low: float | None = None
    high: float | None = None
    modifier: Modifier = Modifier.EXACT
    noun: str | None = None
    concept: str | None = None
    event: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Date:
    """A date the text mentions; `edtf` is None where it cannot be resolved."""

    id: str
    start: int
    end: int
    edtf: str | None = None


class EntityKind(StrEnum):
    """What an entity is."""

    PERSON = "person"
    BODY = "body"
    PLACE = "place"
    GROUP = "group"  # people named by a role or a trait: "les officiers", "two residents"
    WORK = "work"  # a letter, a report, a recording
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, body, place or group under one name, with where it is mentioned."""

    id: str
    name: str
    kind: EntityKind
    mentions: tuple[Span, ...]
    wikidata: str | None = None


# ---------------------------------------------------------------- claims


@dataclass(frozen=True, slots=True)
class Claim:
    """An attribution in a document, with what it says and how firmly.

    `entity` is who the source is, when the text tells; `via` are the entities
    that relay it, outermost first; `parent` is the id of the enclosing claim.
    `factuality` has the author's layer first, then each relaying source's,
    then the source's own. `reasons` are sentences that a reader can dispute.
    """

    id: str
    kind: Kind
    rule: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    standing: Standing
    factuality: tuple[Layer, ...]
    entity: str | None = None
    via: tuple[str, ...] = ()
    parent: str | None = None
    hedges: tuple[Hedge, ...] = ()
    figures: tuple[str, ...] = ()
    dates: tuple[str, ...] = ()
    entities: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Overclaim:
    """A headline's claim that stands firmer, or goes further, than the body's claim `against`.

    Where the body has no such claim at all, `against` is None and the reason says so.
    """

    claim: str
    against: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Reading:
    """One document, read."""

    document: Document
    claims: tuple[Claim, ...] = ()
    entities: tuple[Entity, ...] = ()
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    overclaims: tuple[Overclaim, ...] = ()
    notices: tuple[Notice, ...] = ()

    @property
    def text(self) -> str:
        """The document's text."""
        return self.document.text

    def text_of(self, spans: Span | tuple[Span, ...]) -> str:
        """The words of a span, or of several joined by an ellipsis, as they stand in the text."""
        parts = (spans,) if isinstance(spans, Span) else spans
        return " … ".join(self.document.text[s.start : s.end] for s in parts)
