"""The shape of a language's `names.toml`."""

from __future__ import annotations

import msgspec


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `names.toml` holds."""
