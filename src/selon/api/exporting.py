"""A ledger on its way elsewhere, and back."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from selon.api.preparing import incoming_of
from selon.types import EntityHead, Judgement, Kept, TracedStory

if TYPE_CHECKING:
    from selon.ledger.store import Incoming, Store
    from selon.report.exchange import Export

Told = Callable[[str], TracedStory]
_STORIES = 200
"""Stories that are looked up at a time."""


def export_of(
    store: Store, told: Told, takes: Collection[str], *, story: str | None, pages: bool, history: bool
) -> Export:
    """What a format takes of a ledger, or of one story of it; documents and stories come as they are asked for.

    `told` gives a story traced, by its id.
    """
    from selon.report.exchange import Export

    if story is not None:
        store.story_head(story)
    entities, members = _entities(store) if "members" in takes else ((), {})
    return Export(
        documents=_documents(store, story, pages=pages, history=history),
        stories=_stories(store, told, story) if "stories" in takes else (),
        judgements=_judgements(store, story),
        entities=entities,
        members=members,
    )


def _documents(store: Store, story: str | None, *, pages: bool, history: bool) -> Iterator[Kept]:
    home = store.story_head(story).id if story is not None else None
    for kept in store.kept(all_versions=history, pages=pages):
        if home in (None, kept.story):
            yield kept


def _stories(store: Store, told: Told, story: str | None) -> Iterator[TracedStory]:
    if story is not None:
        yield told(story)
        return
    for first in range(0, store.count_stories(), _STORIES):
        for head in store.stories(most=_STORIES, skip=first):
            yield told(head.id)


def _judgements(store: Store, story: str | None) -> tuple[Judgement, ...]:
    """All judgements, or those that bear on the documents of a story."""
    if story is None:
        return store.judgements()
    documents = {kept.reading.document.id for kept in store.story_documents(story)[0]} | {store.story_head(story).id}
    return tuple(one for one in store.judgements() if any(target.id in documents for target in one.targets))


def _entities(store: Store) -> tuple[tuple[EntityHead, ...], dict[tuple[str, str], str]]:
    members = {(name, member): entity for name in store.names() for member, entity in store.named_in(name).items()}
    ids = sorted(set(members.values()), key=lambda one: int(one[1:]))
    return tuple(head for one in ids for head in store.entities(one)[:1]), members


def incoming_from(kept: Kept) -> Incoming:
    """A document as another ledger had it, ready to be kept."""
    from selon.ledger.packing import digest_of_page

    return replace(
        incoming_of(kept.reading),
        page=kept.page,
        digest=digest_of_page(kept.page) if kept.page else None,
        collected=kept.collected,
        read_by=kept.read_by,
        address=kept.address,
        story=kept.story,
    )
