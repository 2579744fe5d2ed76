"""The shape of a language's `furniture.toml`."""

from __future__ import annotations

import msgspec


class FurnitureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `furniture.toml` holds."""
