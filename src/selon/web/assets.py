"""Style and script: each under an address that has its digest in it, so that browsers keep it for good.

The style is that of the HTML reports, with what only the reader needs after
it; so is the script that goes from claim to claim.
"""

from __future__ import annotations

import functools
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from types import MappingProxyType

_PARTS = {
    "style.css": (("selon.report", "templates/page.css"), ("selon.report", "templates/trace.css"),
                  ("selon.web", "static/reader.css")),
    "reader.js": (("selon.web", "static/reader.js"),),
    "claims.js": (("selon.report", "templates/page.js"),),
    "icon.svg": (("selon.web", "static/icon.svg"),),
}  # fmt: skip
_MEDIA = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class Asset:
    """A file: its bytes, media type, and the name it is asked for under."""

    content: bytes
    media: str
    served: str


@functools.cache
def assets() -> Mapping[str, Asset]:
    """All files by their plain names."""
    return MappingProxyType({name: _asset(name, parts) for name, parts in _PARTS.items()})


@functools.cache
def served() -> Mapping[str, Asset]:
    """The same by the names they are asked for under. Nothing else is ever served."""
    return MappingProxyType({asset.served: asset for asset in assets().values()})


def address_of_asset(name: str) -> str:
    """Where a file is served; `KeyError` for one that is not there."""
    return f"/static/{assets()[name].served}"


def _asset(name: str, parts: tuple[tuple[str, str], ...]) -> Asset:
    content = b"\n".join(resources.files(package).joinpath(path).read_bytes() for package, path in parts)
    stem, _, ending = name.rpartition(".")
    digest = hashlib.sha256(content).hexdigest()[:16]
    return Asset(content, _MEDIA[ending], f"{stem}.{digest}.{ending}")
