"""Stories of the ledger told: traced once, then as they were until something in them changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from selon.types import Judged, Reading, Story, StoryTally, TracedStory

if TYPE_CHECKING:
    from selon.ledger.store import Store
    from selon.story.encoder import Encoder

_MOST = 400
"""Documents of a story that are traced together: the earliest; time grows faster than their number."""


def tell(store: Store, story: str, *, meaning: bool) -> TracedStory:
    """A story whole, with the judgements that were applied. Raises `LookupError` where there is none."""
    documents, changed = store.story_documents(story)
    if not documents:
        raise LookupError(f"{story}: no document is in it any more")
    number = documents[0].story or story
    readings = tuple(kept.reading for kept in documents)
    judged, bearing = store.judged({reading.document.id: reading.document.text for reading in readings})
    encoder, method = _means(meaning=meaning)
    known = store.traced(number, method)
    told = known or _trace(number, readings, encoder, judged)
    traced = TracedStory(told, _in_order(readings, told), method, bearing)
    if known is None:
        store.remember_traced(told, method, changed, lambda: _tally(traced))
    return traced


def _trace(number: str, readings: tuple[Reading, ...], encoder: Encoder | None, judged: Judged) -> Story:
    from selon.story.furniture import without_furniture
    from selon.story.profile import profile_of
    from selon.story.times import time_order
    from selon.story.trace import tell_story

    profiles = sorted((profile_of(reading, encoder) for reading in readings), key=time_order)[:_MOST]
    return tell_story(number, without_furniture(profiles), encoder, judged)


def _tally(traced: TracedStory) -> StoryTally:
    """What lists count of a story: as its report does."""
    from selon.report.interface import load_interface
    from selon.report.ledger.subjects import trace_of_story
    from selon.report.trace.summary import tally_of
    from selon.report.trace.view import view_of

    return tally_of(view_of(trace_of_story(traced), load_interface("en")).stories[0])


def _means(*, meaning: bool) -> tuple[Encoder | None, str]:
    """What sentences are compared by, and what that is called."""
    from selon.story.encoder import load_encoder
    from selon.story.trace import WITHOUT_MEANING

    encoder = load_encoder() if meaning else None
    return encoder, f"{WITHOUT_MEANING}; {encoder.name}" if encoder else WITHOUT_MEANING


def _in_order(readings: tuple[Reading, ...], story: Story) -> tuple[Reading, ...]:
    by_id = {reading.document.id: reading for reading in readings}
    return tuple(by_id[name] for name in story.documents if name in by_id)
