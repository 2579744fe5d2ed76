"""The shape of a language's `hedges.toml`."""

from __future__ import annotations

import msgspec


class HedgeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `hedges.toml` holds."""
