"""News agencies known in every language: `load_agencies()`. An id stands for the same agency in all of them."""

from __future__ import annotations

import functools

import msgspec

from selon.lang.tables import load_table


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
    return load_table("agencies.toml", Agencies)
