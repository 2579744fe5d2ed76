"""What things are called outside of selon: identifiers that are the same in every format and every run.

A document goes by its own URL where it has one that is an address on the web;
everything else by a `urn:uuid:` (RFC 9562, version 5: made from names), which
needs no registration and no domain.
"""

from __future__ import annotations

import json
from urllib.parse import quote, urlsplit
from uuid import UUID, uuid5

from selon.report.exchange.text import well_formed
from selon.types import Document

_OURS = UUID("5e10a9b2-6c0d-5a52-9d4e-1f0a6b0c7e35")

VOCABULARY = "urn:selon:vocabulary:"
"""Where words of ours stand in formats that want each word to have a namespace."""


def uuid_of(*parts: str | int) -> UUID:
    """The UUID of a thing by the parts of its name; any text will do, lone surrogates too."""
    return uuid5(_OURS, json.dumps(parts))


def urn_of(*parts: str | int) -> str:
    """The same as a URN."""
    return uuid_of(*parts).urn


def document_uuid(document: Document) -> UUID:
    """The UUID of a document: by its id and URL, so that documents of two ledgers do not fall together."""
    return uuid_of("document", document.id, document.url or "")


def web_address(url: str | None) -> str | None:
    """A URL as RFC 3986 wants it, what may not stand in one percent-encoded; None where it is no address on the web."""
    if not url:
        return None
    written = well_formed(url.strip())
    try:
        parts = urlsplit(written)
        _ = parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not parts.hostname or "[" in parts.netloc:
        return None
    return quote(written, safe="%:/?#@!$&'()*+,;=~-._")


def iri_of(document: Document) -> str:
    """What a document is called: its URL, else a URN of ours."""
    return web_address(document.url) or document_uuid(document).urn
