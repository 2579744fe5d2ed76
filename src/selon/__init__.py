"""selon reads news articles, marks who says what and how firmly, and traces what became of it in retellings.

    >>> import selon
    >>> reading = selon.read(text="La mairie a annoncé la fermeture du pont.", lang="fr")
    >>> for claim in reading.claims:
    ...     print(reading.text_of(claim.source), "|", reading.text_of(claim.content))

Names are loaded when they are first used, so that `import selon` and
`selon --help` do not wait for the parsers.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selon.api import compare as compare
    from selon.api import explain as explain
    from selon.api import read as read
    from selon.api import read_sources as read_sources
    from selon.api import trace as trace
    from selon.api.ledger import Ledger as Ledger
    from selon.errors import FetchError as FetchError
    from selon.errors import LedgerError as LedgerError
    from selon.errors import LexiconError as LexiconError
    from selon.errors import PageError as PageError
    from selon.errors import RecordError as RecordError
    from selon.errors import SelonError as SelonError
    from selon.errors import SourceError as SourceError
    from selon.lang import languages as languages
    from selon.page import FetchSettings as FetchSettings
    from selon.report.parsing import reading_from_record as reading_from_record
    from selon.report.records import record_of as record_of
    from selon.types import Added as Added
    from selon.types import Block as Block
    from selon.types import Change as Change
    from selon.types import ChangeKind as ChangeKind
    from selon.types import Citation as Citation
    from selon.types import Claim as Claim
    from selon.types import Comparison as Comparison
    from selon.types import Conflict as Conflict
    from selon.types import ConflictKind as ConflictKind
    from selon.types import Counted as Counted
    from selon.types import Date as Date
    from selon.types import Direction as Direction
    from selon.types import Document as Document
    from selon.types import DocumentHead as DocumentHead
    from selon.types import Edge as Edge
    from selon.types import Entity as Entity
    from selon.types import EntityHead as EntityHead
    from selon.types import Factuality as Factuality
    from selon.types import Fault as Fault
    from selon.types import Figure as Figure
    from selon.types import FigurePoint as FigurePoint
    from selon.types import FigureSeries as FigureSeries
    from selon.types import Finding as Finding
    from selon.types import Found as Found
    from selon.types import Hedge as Hedge
    from selon.types import Hit as Hit
    from selon.types import Instance as Instance
    from selon.types import Judgement as Judgement
    from selon.types import Kept as Kept
    from selon.types import Kind as Kind
    from selon.types import Layer as Layer
    from selon.types import Match as Match
    from selon.types import Notice as Notice
    from selon.types import Origins as Origins
    from selon.types import Outcome as Outcome
    from selon.types import Overclaim as Overclaim
    from selon.types import Passage as Passage
    from selon.types import Query as Query
    from selon.types import Reading as Reading
    from selon.types import Reason as Reason
    from selon.types import Relation as Relation
    from selon.types import Revision as Revision
    from selon.types import Span as Span
    from selon.types import Standing as Standing
    from selon.types import Stats as Stats
    from selon.types import Story as Story
    from selon.types import StoryClaim as StoryClaim
    from selon.types import StoryEntity as StoryEntity
    from selon.types import StoryHead as StoryHead
    from selon.types import StoryOverclaim as StoryOverclaim
    from selon.types import Target as Target
    from selon.types import Topic as Topic
    from selon.types import Trace as Trace
    from selon.types import TracedStory as TracedStory
    from selon.types import Update as Update
    from selon.types import Verdict as Verdict
    from selon.types import Who as Who

__version__ = "0.1.0"

_HOME = {
    "selon.api": ("compare", "explain", "read", "read_sources", "trace"),
    "selon.api.ledger": ("Ledger",),
    "selon.errors": (
        "FetchError",
        "LedgerError",
        "LexiconError",
        "PageError",
        "RecordError",
        "SelonError",
        "SourceError",
    ),
    "selon.lang": ("languages",),
    "selon.page": ("FetchSettings",),
    "selon.report.parsing": ("reading_from_record",),
    "selon.report.records": ("record_of",),
    "selon.types": (
        "Added",
        "Block",
        "Change",
        "ChangeKind",
        "Citation",
        "Claim",
        "Comparison",
        "Conflict",
        "ConflictKind",
        "Counted",
        "Date",
        "Direction",
        "Document",
        "DocumentHead",
        "Edge",
        "Entity",
        "EntityHead",
        "Factuality",
        "Fault",
        "Figure",
        "FigurePoint",
        "FigureSeries",
        "Finding",
        "Found",
        "Hedge",
        "Hit",
        "Instance",
        "Judgement",
        "Kept",
        "Kind",
        "Layer",
        "Match",
        "Notice",
        "Origins",
        "Outcome",
        "Overclaim",
        "Passage",
        "Query",
        "Reading",
        "Reason",
        "Relation",
        "Revision",
        "Span",
        "Standing",
        "Stats",
        "Story",
        "StoryClaim",
        "StoryEntity",
        "StoryHead",
        "StoryOverclaim",
        "Target",
        "Topic",
        "Trace",
        "TracedStory",
        "Update",
        "Verdict",
        "Who",
    ),
}

_MODULES = {name: module for module, names in _HOME.items() for name in names}

__all__ = ["__version__", *sorted(_MODULES)]  # noqa: PLE0604


def __getattr__(name: str) -> object:
    if name not in _MODULES:
        raise AttributeError(f"module 'selon' has no attribute {name!r}")
    value = getattr(importlib.import_module(_MODULES[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
