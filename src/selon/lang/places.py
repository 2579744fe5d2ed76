"""Places and bodies known in every language: `load_places()` and `load_aliases()`.

Unlike a lexicon's sections, these files belong to no one language: an id
stands for the same country in all of them.
"""

from __future__ import annotations

import functools

import msgspec

from selon.lang.tables import load_table


class Place(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A place's names by language, the one to show first, and for a country its people's names."""

    fr: tuple[str, ...]
    en: tuple[str, ...]
    people_fr: tuple[str, ...] = ()
    people_en: tuple[str, ...] = ()


class Peoples(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Names of peoples, faiths and the like that belong to no one country."""

    fr: tuple[str, ...]
    en: tuple[str, ...]


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `places.toml` holds, by what kind of place it is; capitals and seats speak for who governs there."""

    peoples: Peoples
    countries: dict[str, Place]
    capitals: dict[str, Place]
    cities: dict[str, Place]
    regions: dict[str, Place]
    seats: dict[str, Place]


class Alias(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One name in several forms that no rule of spelling joins; the first of a language is shown."""

    fr: tuple[str, ...]
    en: tuple[str, ...]


class Aliases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `aliases.toml` holds."""

    persons: dict[str, Alias]
    bodies: dict[str, Alias]


@functools.cache
def load_places() -> Places:
    """The places of `places.toml`. Raises `LexiconError` when the file is malformed."""
    return load_table("places.toml", Places)


@functools.cache
def load_aliases() -> Aliases:
    """The aliases of `aliases.toml`. Raises `LexiconError` when the file is malformed."""
    return load_table("aliases.toml", Aliases)
