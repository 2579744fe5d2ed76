"""The records of several retellings together: who took what from whom, and what became of each claim.

Every passage names its document, because offsets mean nothing without one.
Ids of claims, figures and entities are those of the document they stand in.
Sentences for readers are kept as a message in English with its `{names}`
apart, so that a report can say them in another language.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from selon.types.reading import EntityKind, Modifier, Notice, Reading, Standing

# ---------------------------------------------------------------- why


@dataclass(frozen=True, slots=True, order=True)
class Passage:
    """Code points `[start, end)` of the text of the document with this id."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why the program said so: the rule, a sentence, how much it weighs, and the passages compared.

    `message` is English with `{names}` that `values` fill; `source` is the
    passage on the side that was taken from (or named first), `target` the one
    on the other side; either may be missing.
    """

    rule: str
    message: str
    values: tuple[tuple[str, str], ...] = ()
    score: float | None = None
    source: Passage | None = None
    target: Passage | None = None

    @property
    def text(self) -> str:
        """The sentence in English."""
        return self.message.format(**dict(self.values))


# ---------------------------------------------------------------- lineage


class Relation(StrEnum):
    """How one document's text came of another's."""

    COPY = "copy"
    TRANSLATION = "translation"
    REWRITE = "rewrite"
    CITES = "cites"
    INDEPENDENT = "independent"


@dataclass(frozen=True, slots=True)
class Edge:
    """`target` took from `source`; where `directed` is false, which from which is not to be told."""

    source: str
    target: str
    relation: Relation
    score: float
    directed: bool
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Citation:
    """A document names an outlet or agency as where it has something from.

    `cited` is the document of that outlet where it is among those collected.
    """

    document: str
    outlet: str
    start: int
    end: int
    cited: str | None = None


# ---------------------------------------------------------------- claims across documents


@dataclass(frozen=True, slots=True)
class Instance:
    """A claim as one document has it: `claim`, `holder` and `figure` are ids in that document."""

    document: str
    start: int
    end: int
    standing: Standing
    claim: str | None = None
    holder: str | None = None
    figure: str | None = None


class Direction(StrEnum):
    """Which way a claim changed on its way from one document to another."""

    HARDENING = "hardening"
    SOFTENING = "softening"
    OTHER = "other"


class ChangeKind(StrEnum):
    """What changed."""

    STANDING = "standing"
    HOLDER_LOST = "holder_lost"
    HOLDER_CHANGED = "holder_changed"
    SUBJECT_WIDENED = "subject_widened"
    SCOPE_LOST = "scope_lost"
    CAUSE = "cause"
    CAVEAT_LOST = "caveat_lost"
    FIGURE = "figure"
    MODIFIER = "modifier"


@dataclass(frozen=True, slots=True)
class Change:
    """The claim stands otherwise in document `target` than in document `source`."""

    source: str
    target: str
    direction: Direction
    kind: ChangeKind
    reasons: tuple[Reason, ...]


class ConflictKind(StrEnum):
    """About what two accounts exclude each other."""

    FIGURE = "figure"
    POLARITY = "polarity"
    DATE = "date"
    AGENT = "agent"


@dataclass(frozen=True, slots=True)
class Conflict:
    """Two documents' accounts of one thing that cannot both hold."""

    between: tuple[str, str]
    about: ConflictKind
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Origins:
    """How many independent origins a claim has, `low` to `high`.

    `roots` are the documents that no other collected one explains, `outside`
    the sources beyond the collection that retellings name; `undetermined` says
    what keeps the range open.
    """

    low: int
    high: int
    roots: tuple[str, ...] = ()
    outside: tuple[str, ...] = ()
    undetermined: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryClaim:
    """One claim, wherever it is made.

    `text` is its fullest instance; `near` are claims of the same matter that are not the same.
    """

    id: str
    text: str
    instances: tuple[Instance, ...]
    origins: Origins
    changes: tuple[Change, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    near: tuple[str, ...] = ()


# ---------------------------------------------------------------- figures across documents


@dataclass(frozen=True, slots=True)
class FigurePoint:
    """A figure as one document gives it; `by` is the entity it is laid to, `as_of` the date it holds for (EDTF)."""

    document: str
    figure: str
    start: int
    end: int
    value: float | None
    low: float | None
    high: float | None
    modifier: Modifier
    by: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """A later count of the same thing: no contradiction."""

    source: str
    target: str
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class FigureSeries:
    """One quantity through time and outlets.

    `disagreements` are holders that count apart and stay apart (police and
    union): shown, but not held against either.
    """

    id: str
    about: str
    points: tuple[FigurePoint, ...]
    updates: tuple[Update, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    disagreements: tuple[Conflict, ...] = ()


# ---------------------------------------------------------------- the story


@dataclass(frozen=True, slots=True)
class StoryEntity:
    """Who is one and the same across documents: `members` are (document, entity id), `variants` the spellings seen."""

    id: str
    name: str
    kind: EntityKind
    members: tuple[tuple[str, str], ...]
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryOverclaim:
    """A headline that stands firmer, or goes further, than its own document's body."""

    document: str
    claim: str
    against: str | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents that tell of one event, with how they hang together."""

    id: str
    documents: tuple[str, ...]
    lineage: tuple[Edge, ...] = ()
    cited: tuple[Citation, ...] = ()
    claims: tuple[StoryClaim, ...] = ()
    figures: tuple[FigureSeries, ...] = ()
    entities: tuple[StoryEntity, ...] = ()
    overclaims: tuple[StoryOverclaim, ...] = ()


@dataclass(frozen=True, slots=True)
class Trace:
    """All stories of a run, over the readings they were found in.

    `method` says whether sentences were also compared by meaning, and with
    what. Iterating, indexing and `len` go over the stories.
    """

    readings: tuple[Reading, ...]
    stories: tuple[Story, ...]
    method: str
    notices: tuple[Notice, ...] = ()

    def __iter__(self) -> Iterator[Story]:
        return iter(self.stories)

    def __len__(self) -> int:
        return len(self.stories)

    def __getitem__(self, place: int) -> Story:
        return self.stories[place]


# ---------------------------------------------------------------- two documents


@dataclass(frozen=True, slots=True)
class Match:
    """A claim of the first document and one of the second that say the same (`near`: of the same matter only)."""

    first: str
    second: str
    score: float
    reasons: tuple[Reason, ...]
    near: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two documents held against each other.

    `same_story` and `relation_score` run from 0 to 1; `relation_score` says
    how sure the named relation is. `directed` is true where `source` is the
    document that was taken from.
    """

    documents: tuple[str, str]
    same_story: float
    relation: Relation
    relation_score: float
    directed: bool = False
    source: str | None = None
    matches: tuple[Match, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    changes: tuple[Change, ...] = ()
    reasons: tuple[Reason, ...] = ()
