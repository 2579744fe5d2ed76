"""A page made ready for the ledger: all that takes long, so that it can be done in a process of its own."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from selon.api.articles import reading_or_notice
from selon.types import Notice, Page, Reading

if TYPE_CHECKING:
    from selon.ledger.store import Incoming


@dataclass(frozen=True, slots=True)
class Prepared:
    """A page read. `notice` says why where it could not be; else `incoming` is what is kept of it."""

    source: str
    incoming: Incoming | None = None
    notice: Notice | None = None


def prepare(page: Page) -> Prepared:
    """Read a page, and find what it is placed and known again by. Nothing is raised for a bad page."""
    reading = reading_or_notice(page)
    failed = next((one for one in (*reading.notices, *reading.document.notices) if one.kind.endswith("failed")), None)
    if failed is not None and not reading.document.text.strip():
        return Prepared(page.source, notice=failed)
    return Prepared(page.source, incoming=incoming_of(reading))


def with_page(prepared: Prepared, page: Page) -> Prepared:
    """What was prepared, with the page it was read from, which is kept to be read again."""
    from selon.ledger.packing import digest_of_page

    if prepared.incoming is None:
        return prepared
    return replace(prepared, incoming=replace(prepared.incoming, page=page, digest=digest_of_page(page)))


def incoming_of(reading: Reading) -> Incoming:
    """A reading with what it is placed by and its entities are known again by."""
    from selon.ledger.store import Incoming, Known
    from selon.story.identity import identity_of
    from selon.story.place import sketch_of, sketch_to_bytes
    from selon.story.profile import profile_of

    sketch = sketch_of(profile_of(reading))
    identities = {entity.id: identity_of(entity, reading.document.lang) for entity in reading.entities}
    known = {member: Known(one.key, one.whole, one.surname) for member, one in identities.items()}
    return Incoming(reading, sketch_to_bytes(sketch), sketch.keys, sketch.day, known)
