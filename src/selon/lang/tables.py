"""Loads the files that belong to no one language."""

from __future__ import annotations

import tomllib
from importlib import resources
from typing import TypeVar

import msgspec

from selon.errors import LexiconError
from selon.types.threads import learnt

T = TypeVar("T")


def load_table(name: str, shape: type[T]) -> T:
    """What a file of the language data holds, by its name. Raises `LexiconError` when it is malformed."""
    file = resources.files("selon.lang") / "data" / name
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), learnt(shape))
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LexiconError(f"{name}: {error}") from error
