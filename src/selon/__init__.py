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
    from selon.errors import FetchError as FetchError
    from selon.errors import LexiconError as LexiconError
    from selon.errors import PageError as PageError
    from selon.errors import RecordError as RecordError
    from selon.errors import SelonError as SelonError
    from selon.errors import SourceError as SourceError
    from selon.lang import languages as languages
    from selon.page import FetchSettings as FetchSettings
    from selon.report.parsing import reading_from_record as reading_from_record
    from selon.report.records import record_of as record_of
    from selon.types import Block as Block
    from selon.types import Change as Change
    from selon.types import ChangeKind as ChangeKind
    from selon.types import Citation as Citation
    from selon.types import Claim as Claim
    from selon.types import Comparison as Comparison
    from selon.types import Conflict as Conflict
    from selon.types import ConflictKind as ConflictKind
    from selon.types import Date as Date
    from selon.types import Direction as Direction
    from selon.types import Document as Document
    from selon.types import Edge as Edge
    from selon.types import Entity as Entity
    from selon.types import Factuality as Factuality
    from selon.types import Figure as Figure
    from selon.types import FigurePoint as FigurePoint
    from selon.types import FigureSeries as FigureSeries
    from selon.types import Hedge as Hedge
    from selon.types import Instance as Instance
    from selon.types import Kind as Kind
    from selon.types import Layer as Layer
    from selon.types import Match as Match
    from selon.types import Notice as Notice
    from selon.types import Origins as Origins
    from selon.types import Overclaim as Overclaim
    from selon.types import Passage as Passage
    from selon.types import Reading as Reading
    from selon.types import Reason as Reason
    from selon.types import Relation as Relation
    from selon.types import Span as Span
    from selon.types import Standing as Standing
    from selon.types import Story as Story
    from selon.types import StoryClaim as StoryClaim
    from selon.types import StoryEntity as StoryEntity
    from selon.types import StoryOverclaim as StoryOverclaim
    from selon.types import Trace as Trace
    from selon.types import Update as Update

__version__ = "0.1.0"

_HOME = {
    "selon.api": ("compare", "explain", "read", "read_sources", "trace"),
    "selon.errors": ("FetchError", "LexiconError", "PageError", "RecordError", "SelonError", "SourceError"),
    "selon.lang": ("languages",),
    "selon.page": ("FetchSettings",),
    "selon.report.parsing": ("reading_from_record",),
    "selon.report.records": ("record_of",),
    "selon.types": (
        "Block",
        "Change",
        "ChangeKind",
        "Citation",
        "Claim",
        "Comparison",
        "Conflict",
        "ConflictKind",
        "Date",
        "Direction",
        "Document",
        "Edge",
        "Entity",
        "Factuality",
        "Figure",
        "FigurePoint",
        "FigureSeries",
        "Hedge",
        "Instance",
        "Kind",
        "Layer",
        "Match",
        "Notice",
        "Origins",
        "Overclaim",
        "Passage",
        "Reading",
        "Reason",
        "Relation",
        "Span",
        "Standing",
        "Story",
        "StoryClaim",
        "StoryEntity",
        "StoryOverclaim",
        "Trace",
        "Update",
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
