"""The shape of a language's `dates.toml`."""

from __future__ import annotations

import msgspec


class DateWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `dates.toml` holds."""
