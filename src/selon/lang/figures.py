"""The shape of a language's `figures.toml`."""

from __future__ import annotations

import msgspec


class FigureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `figures.toml` holds."""
