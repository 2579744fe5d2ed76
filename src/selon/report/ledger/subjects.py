"""What a ledger answers as a trace, so that everything that reports a trace's parts can report these too."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from selon.types import Change, Counted, Story, StoryClaim, Trace, TracedStory, Who


def trace_of_story(traced: TracedStory) -> Trace:
    """One story as a trace of that alone."""
    return Trace(traced.readings, (traced.story,), traced.method)


def trace_of_who(who: Who) -> Trace:
    """What somebody said: each topic a story of the documents its claims stand in."""
    known = {reading.document.id for reading in who.readings}
    stories = tuple(Story(topic.story.id, _documents(topic.claims, known), claims=topic.claims) for topic in who.topics)
    return Trace(who.readings, stories, "")


def _documents(claims: Iterable[StoryClaim], known: set[str]) -> tuple[str, ...]:
    found = dict.fromkeys(instance.document for claim in claims for instance in claim.instances)
    return tuple(document for document in found if document in known)


def trace_of_figures(counted: Counted) -> Trace:
    """Figures as the one story of all documents they stand in."""
    documents = tuple(reading.document.id for reading in counted.readings)
    story = Story("", documents, figures=counted.series, entities=counted.entities)
    return Trace(counted.readings, (story,), "")


OLDER, NEWER = "older", "newer"
"""The two versions in a revision: both have the document's id, and their passages must be told apart."""


def between_versions(change: Change) -> Change:
    """A revision's change with its passages laid to the version of their side."""
    reasons = tuple(
        replace(
            reason,
            source=replace(reason.source, document=OLDER) if reason.source else None,
            target=replace(reason.target, document=NEWER) if reason.target else None,
        )
        for reason in change.reasons
    )
    return replace(change, source=OLDER, target=NEWER, reasons=reasons)
