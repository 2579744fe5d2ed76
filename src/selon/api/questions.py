"""What is asked of a ledger across stories: who said what, how a number went, what an update changed."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from selon.api.telling import tell
from selon.types import (
    Conflict,
    Counted,
    FigureSeries,
    Kept,
    Query,
    Reading,
    Revision,
    Story,
    StoryClaim,
    StoryEntity,
    StoryHead,
    Topic,
    Who,
)

if TYPE_CHECKING:
    from selon.ledger.store import Store
    from selon.ledger.words import Term

_CLAIMS = 200
"""Claims of one person that are followed: the newest."""
_MEANT = 40
"""Documents up to which a person's claims are also compared by meaning, which takes long."""
_STORIES = 12
"""Stories whose figures are looked through: those with most of what was found."""
_FOUND = 200


def find_who(store: Store, name: str, *, variants: bool = True, meaning: bool = True) -> Who:
    """What a person or body is said to have said. Raises `LookupError` where the ledger knows nobody of that name."""
    found = store.entities(name, variants=variants)
    if not found:
        how = "in any spelling" if variants else "in that spelling"
        raise LookupError(f"{name}: nobody of that name, {how}, is in the ledger")
    entity, *others = found
    held, more = store.claims_held(entity.id, most=_CLAIMS)
    kept = {document: store.document(document) for document in held}
    readings = tuple(_only(one.reading, held[document]) for document, one in kept.items())
    story = _follow(readings, meaning=meaning and len(readings) <= _MEANT)
    stories = {document: one.story or "" for document, one in kept.items()}
    return Who(
        entity=entity,
        topics=tuple(_topics(store, story, stories)),
        contradictions=tuple(_contradictions(story)),
        differing=tuple(change for claim in story.claims for change in claim.changes),
        readings=tuple(one.reading for one in kept.values()),
        others=tuple(others),
        more=more,
    )


def _only(reading: Reading, claims: set[str]) -> Reading:
    """A reading with some of its claims, and the figures that are in them."""
    held = tuple(claim for claim in reading.claims if claim.id in claims)
    figures = {figure for claim in held for figure in claim.figures}
    return replace(
        reading,
        claims=held,
        figures=tuple(figure for figure in reading.figures if figure.id in figures),
        overclaims=(),
    )


def _follow(readings: Sequence[Reading], *, meaning: bool) -> Story:
    """The claims of some readings matched with each other, whatever story each is in."""
    from selon.story.encoder import load_encoder
    from selon.story.profile import profile_of
    from selon.story.times import time_order
    from selon.story.trace import tell_story

    encoder = load_encoder() if meaning else None
    profiles = sorted((profile_of(reading, encoder) for reading in readings), key=time_order)
    return tell_story("s0", profiles, encoder, lineage=False)


def _topics(store: Store, told: Story, stories: dict[str, str]) -> Iterator[Topic]:
    """The claims by the story of their first instance, the stories with the newest first."""
    by_story: dict[str, list[StoryClaim]] = {}
    for claim in told.claims:
        held = tuple(one for one in claim.instances if one.claim is not None)
        if held:
            by_story.setdefault(stories[held[0].document], []).append(replace(claim, instances=held))
    heads = [store.story_head(story) for story in by_story]
    for head in sorted(heads, key=_newest, reverse=True):
        yield Topic(head, tuple(by_story[head.id]))


def _newest(head: StoryHead) -> tuple[str, int]:
    return head.last or "", int(head.id[1:])


def _contradictions(told: Story) -> Iterator[Conflict]:
    """The conflicts among somebody's own claims, one for two documents and what it is about."""
    found = [conflict for claim in told.claims for conflict in claim.conflicts]
    found += [conflict for series in told.figures for conflict in series.conflicts]
    first = {(frozenset(one.between), one.about): one for one in reversed(found)}
    yield from reversed(first.values())


# ---------------------------------------------------------------- figures


def find_counted(store: Store, words: str, *, meaning: bool) -> Counted:
    """The numbers that words ask for: the series of stories that have them, by the sentences the numbers stand in."""
    from selon.ledger.words import terms_of

    query = Query(words=words, size=_FOUND)
    hits = store.search(query, of_documents=True).hits
    terms = terms_of(query)
    stories = list(dict.fromkeys(hit.document.story for hit in hits if hit.document.story))[:_STORIES]
    series: list[FigureSeries] = []
    entities: list[StoryEntity] = []
    readings: dict[str, Reading] = {}
    for traced in (tell(store, story, meaning=meaning) for story in stories):
        texts = {reading.document.id: reading for reading in traced.readings}
        found = [
            one
            for one in traced.story.figures
            if any(_is_asked(texts[point.document], point.start, point.end, terms) for point in one.points)
        ]
        series += [replace(one, id=f"{traced.story.id}-{one.id}") for one in found]
        entities += traced.story.entities if found else ()
        readings |= texts if found else {}
    return Counted(words, tuple(series), tuple(entities), tuple(readings.values()))


def _is_asked(reading: Reading, start: int, end: int, terms: Sequence[Term]) -> bool:
    """Whether all the words stand around a figure, in its sentence."""
    from selon.ledger.words import marks

    text, lang = reading.document.text, reading.document.lang
    first = max(text.rfind(stop, 0, start) for stop in (". ", "\n", "! ", "? ")) + 1
    last = min((at for stop in (". ", "\n", "! ", "? ") if (at := text.find(stop, end)) >= 0), default=len(text))
    sentence = text[first:last]
    return bool(terms) and all(marks(sentence, lang, (term,)) for term in terms)


# ---------------------------------------------------------------- versions


def find_revisions(store: Store, document: str) -> tuple[Revision, ...]:
    """What each version of a document changed in what the one before it said, the oldest first."""
    versions = store.versions(document)
    return tuple(_revision(older, newer) for older, newer in itertools.pairwise(versions))


def _revision(older: Kept, newer: Kept) -> Revision:
    from selon.story.revision import revise

    name = newer.reading.document.id
    one, other = (
        replace(kept.reading, document=replace(kept.reading.document, id=f"{name}@{kept.version}"))
        for kept in (older, newer)
    )
    found = revise(one, other)
    return Revision(
        name, replace(older, reading=one), replace(newer, reading=other), found.changes, found.gone, found.new
    )
