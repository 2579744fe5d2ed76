"""The records of what is kept: documents in a ledger, what is found among them, and what people judged.

Ids of documents, stories and entities here are the ledger's own and stay for
good. Days are EDTF, moments ISO 8601 in universal time.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from selon.types.reading import EntityKind, Notice, Page, Reading, Span, Standing
from selon.types.story import Change, Conflict, FigureSeries, Story, StoryClaim, StoryEntity

# ---------------------------------------------------------------- adding


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something in a source that is no news page and was not meant to be one: counted, not an error.

    `kind` is a stable word ("not-html", "no-response", ...), `source` names
    where it stood, `count` how many there were of them.
    """

    source: str
    kind: str
    message: str
    count: int = 1


class Outcome(StrEnum):
    """What became of one page on its way into a ledger."""

    ADDED = "added"
    UNCHANGED = "unchanged"
    NEW_VERSION = "new-version"
    SKIPPED = "skipped"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Added:
    """What became of one page: `notice` says why where it was skipped or failed.

    `document`, `version` and `story` are given where the page is in the ledger.
    """

    source: str
    outcome: Outcome
    document: str | None = None
    version: int | None = None
    story: str | None = None
    notice: Notice | None = None
    count: int = 1


# ---------------------------------------------------------------- what is kept


@dataclass(frozen=True, slots=True)
class Kept:
    """A document as a ledger keeps it.

    `reading` is what the program found in it, `version` counts from 1 and
    `latest` is true of the newest. `address` is what makes two pages two
    versions of one document: its URL, else the id given, else the path.
    `collected` is when it came in; it never stands for a day of publication.
    `read_by` is the version of the program that read it.
    """

    reading: Reading
    version: int
    latest: bool
    address: str
    collected: str
    read_by: str
    story: str | None = None
    page: Page | None = None


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What lists say of a document."""

    id: str
    version: int
    lang: str
    outlet: str | None = None
    title: str | None = None
    url: str | None = None
    published: str | None = None
    collected: str | None = None
    story: str | None = None
    claims: int = 0


@dataclass(frozen=True, slots=True)
class StoryHead:
    """What lists say of a story.

    `first` and `last` are the earliest and the latest day of publication that
    is known. The counts from `origins` on are None as long as the story was
    not traced since its last document came; `origins` is the range of the
    most widely told claim.
    """

    id: str
    title: str
    documents: int
    outlets: tuple[str, ...]
    langs: tuple[str, ...]
    first: str | None = None
    last: str | None = None
    origins: tuple[int, int] | None = None
    hardened: int | None = None
    conflicts: int | None = None
    overclaims: int | None = None


@dataclass(frozen=True, slots=True)
class StoryTally:
    """What lists count of a story that was traced.

    `origins` is the range of the most widely told claim, None where there is
    no claim; `hardened` counts claims, `conflicts` and `overclaims` what a
    report shows one by one.
    """

    origins: tuple[int, int] | None
    hardened: int
    conflicts: int
    overclaims: int


@dataclass(frozen=True, slots=True)
class EntityHead:
    """A person, body or place of the ledger under one name, with the names it was met under.

    `claims` counts the claims it holds, `documents` those that mention it.
    """

    id: str
    name: str
    kind: EntityKind
    variants: tuple[str, ...] = ()
    claims: int = 0
    documents: int = 0


@dataclass(frozen=True, slots=True)
class TracedStory:
    """A story traced, with the readings its passages stand in.

    `story.id` is the ledger's. `judged` names the judgements that were applied.
    """

    story: Story
    readings: tuple[Reading, ...]
    method: str
    judged: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Revision:
    """What one version of a document changed in what the version before it said.

    `changes` are between matched claims; `gone` are claims of the older
    version that the newer has no longer, `new` the other way round (both by id).
    """

    document: str
    older: Kept
    newer: Kept
    changes: tuple[Change, ...]
    gone: tuple[str, ...]
    new: tuple[str, ...]


# ---------------------------------------------------------------- searching


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for. Days are inclusive and of publication; lists mean any of them.

    `words` may hold "phrases in quotation marks"; all words must be met.
    With `variants` names are found under any spelling.
    """

    words: str = ""
    outlet: tuple[str, ...] = ()
    lang: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    holder: str | None = None
    entity: str | None = None
    story: str | None = None
    since: str | None = None
    until: str | None = None
    variants: bool = True
    page: int = 1
    size: int = 20


@dataclass(frozen=True, slots=True)
class Hit:
    """A claim or a document that was found.

    `text` is the passage `[start, end)` of the document that shows it, and
    `marks` are the stretches of `text` that were looked for (offsets into
    `text`). `claim`, `kind`, `standing` and `holder` are None for a document.
    """

    document: DocumentHead
    start: int
    end: int
    text: str
    marks: tuple[Span, ...]
    claim: str | None = None
    kind: str | None = None
    standing: Standing | None = None
    holder: EntityHead | None = None
    rejected: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One page of what was found; iterating and `len` go over its hits.

    `total` is how many there are in all; where that was not counted to the
    end, `more` is true and the best are told among the newest `total`.
    """

    query: Query
    hits: tuple[Hit, ...]
    total: int
    more: bool = False

    def __iter__(self) -> Iterator[Hit]:
        return iter(self.hits)

    def __len__(self) -> int:
        return len(self.hits)


# ---------------------------------------------------------------- who said what, and how many


@dataclass(frozen=True, slots=True)
class Topic:
    """What somebody said in one story: claims in the order of time, each with its instances."""

    story: StoryHead
    claims: tuple[StoryClaim, ...]


@dataclass(frozen=True, slots=True)
class Who:
    """What a person or body is said to have said.

    `contradictions` are pairs of its own claims that cannot both hold,
    `differing` the changes between outlets' reports of one claim; both with
    the passages on either side. `readings` are the documents they stand in.
    """

    entity: EntityHead
    topics: tuple[Topic, ...]
    contradictions: tuple[Conflict, ...]
    differing: tuple[Change, ...]
    readings: tuple[Reading, ...]
    others: tuple[EntityHead, ...] = ()
    """Others of that name, who were not meant."""

    more: int = 0
    """Claims that were left out because there are too many; the newest are shown."""


@dataclass(frozen=True, slots=True)
class Counted:
    """Numbers of what the words ask for, a series a quantity, over the readings and entities they refer to."""

    words: str
    series: tuple[FigureSeries, ...]
    entities: tuple[StoryEntity, ...]
    readings: tuple[Reading, ...]


# ---------------------------------------------------------------- judging


class Verdict(StrEnum):
    """What a person can do about a finding. Never about what is true."""

    MERGE = "merge"
    SPLIT = "split"
    CONFIRM = "confirm"
    REJECT = "reject"


class Finding(StrEnum):
    """What a judgement is about."""

    ENTITY = "entity"
    STORY = "story"
    CLAIM = "claim"
    EDGE = "edge"
    MATCH = "match"
    CONFLICT = "conflict"


@dataclass(frozen=True, slots=True)
class Target:
    """What is judged, in a way that outlives another analysis.

    `id` is that of a story, an entity or a document; with `start`, `end` and
    `text` it is the passage of the document. `name` is the entity's name, or
    the word for what a conflict is about.
    """

    id: str
    start: int | None = None
    end: int | None = None
    text: str | None = None
    name: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a person judged, when and why; `undone` is when it was taken back."""

    id: int
    verdict: Verdict
    about: Finding
    targets: tuple[Target, ...]
    by: str
    why: str
    at: str
    undone: str | None = None
    undone_by: str | None = None


@dataclass(frozen=True, slots=True)
class Judged:
    """The judgements in force that bear on one story, in the form that tracing takes.

    Documents by id; passages as (document, start, end).
    """

    edges_rejected: frozenset[frozenset[str]] = frozenset()
    edges_confirmed: frozenset[frozenset[str]] = frozenset()
    conflicts_rejected: frozenset[tuple[frozenset[str], str]] = frozenset()
    claims_rejected: frozenset[tuple[str, int, int]] = frozenset()
    matches_rejected: frozenset[frozenset[tuple[str, int, int]]] = frozenset()
    matches_confirmed: frozenset[frozenset[tuple[str, int, int]]] = frozenset()


# ---------------------------------------------------------------- the ledger's health


@dataclass(frozen=True, slots=True)
class Stats:
    """How much a ledger holds. `size` is in bytes, `schema` the number of its last migration."""

    schema: int
    size: int
    documents: int
    versions: int
    stories: int
    claims: int
    entities: int
    figures: int
    judgements: int
    outlets: int
    langs: tuple[tuple[str, int], ...]
    read_by: tuple[tuple[str, int], ...]
    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong in a ledger: `kind` is a stable word, `where` names the row."""

    kind: str
    where: str
    message: str
