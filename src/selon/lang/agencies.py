"""News agencies known in every language: `load_agencies()`. An id stands for the same agency in all of them."""

from __future__ import annotations

import functools
import tomllib
from importlib import resources

import msgspec

from selon.errors import LexiconError


class Agency(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An agency's names, the one to show first; `plain` names are also other things."""

    names: tuple[str, ...]
    plain: tuple[str, ...] = ()


class Agencies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `agencies.toml` holds."""

    agencies: dict[str, Agency]


@functools.cache
def load_agencies() -> Agencies:
    """The agencies of `agencies.toml`. Raises `LexiconError` when the file is malformed."""
    file = resources.files("selon.lang") / "data" / "agencies.toml"
    try:
        return msgspec.convert(tomllib.loads(file.read_text("utf-8")), Agencies)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as error:
        raise LexiconError(f"agencies.toml: {error}") from error
