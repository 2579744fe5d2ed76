"""selon reads news articles and marks every claim: who says it, in which words, how firmly.

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
    from selon.api import explain as explain
    from selon.api import read as read
    from selon.api import read_sources as read_sources
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
    from selon.types import Claim as Claim
    from selon.types import Date as Date
    from selon.types import Document as Document
    from selon.types import Entity as Entity
    from selon.types import Factuality as Factuality
    from selon.types import Figure as Figure
    from selon.types import Hedge as Hedge
    from selon.types import Kind as Kind
    from selon.types import Layer as Layer
    from selon.types import Notice as Notice
    from selon.types import Overclaim as Overclaim
    from selon.types import Reading as Reading
    from selon.types import Span as Span
    from selon.types import Standing as Standing

__version__ = "0.1.0"

_HOME = {
    "selon.api": ("explain", "read", "read_sources"),
    "selon.errors": ("FetchError", "LexiconError", "PageError", "RecordError", "SelonError", "SourceError"),
    "selon.lang": ("languages",),
    "selon.page": ("FetchSettings",),
    "selon.report.parsing": ("reading_from_record",),
    "selon.report.records": ("record_of",),
    "selon.types": (
        "Block",
        "Claim",
        "Date",
        "Document",
        "Entity",
        "Factuality",
        "Figure",
        "Hedge",
        "Kind",
        "Layer",
        "Notice",
        "Overclaim",
        "Reading",
        "Span",
        "Standing",
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
