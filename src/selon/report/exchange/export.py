"""What every exporter takes and is: the `Export`, the `ExchangeFormat`, and the error for a library that is missing."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import ModuleType
from typing import BinaryIO

from selon.errors import SelonError
from selon.types import EntityHead, Judgement, Kept, TracedStory

INSTALL = "pip install 'selon[exchange]'"


class MissingLibraryError(SelonError):
    """A format needs a library that is not installed; the message says which, and what installs it."""

    def __init__(self, name: str) -> None:
        super().__init__(f"this format needs the library {name}, which is not installed: {INSTALL}")
        self.name = name


@dataclass(frozen=True, slots=True)
class Export:
    """What is to be written; each format takes its part of it (`ExchangeFormat.takes`) and leaves the rest.

    `documents` and `stories` may be generators: each is gone through once, in
    its order. `members` says which of `entities` an entity of a document is,
    by (document, entity of the document); it goes before what stories say.
    """

    documents: Iterable[Kept] = ()
    stories: Iterable[TracedStory] = ()
    judgements: Sequence[Judgement] = ()
    entities: Sequence[EntityHead] = ()
    members: Mapping[tuple[str, str], str] = field(default_factory=dict)


Write = Callable[[BinaryIO, Export], int]
"""Writes an export into a stream that stays open, and gives the number of objects it wrote.

The same export gives the same bytes. `MissingLibraryError` where a library is not installed.
"""


@dataclass(frozen=True, slots=True)
class ExchangeFormat:
    """A format: `takes` names the fields of `Export` that it uses; `binary` ones must not go to a terminal.

    `ending` is that of files, with its point; `media` is the media type.
    """

    name: str
    ending: str
    media: str
    description: str
    takes: tuple[str, ...]
    write: Write
    binary: bool = False


def library(name: str) -> ModuleType:
    """An optional library's module by its full name; `MissingLibraryError` where it is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        root = name.partition(".")[0]
        if (error.name or "").partition(".")[0] != root:
            raise  # the library is there, and lacks something itself
        raise MissingLibraryError(root) from error
