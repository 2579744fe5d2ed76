"""Many readings to stories: who belongs together, who took what from whom, and what became of each claim."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from selon.story.claims.changes import Retellings, find_changes
from selon.story.claims.conflicts import find_contraries, find_denials
from selon.story.claims.features import Matter
from selon.story.claims.groups import compare_pairs, find_groups, find_near
from selon.story.claims.keys import Keys
from selon.story.claims.origins import Grounds, find_origins, grounds_of
from selon.story.claims.propositions import Proposition, propositions_of, vectors_of
from selon.story.encoder import Encoder
from selon.story.entities import by_member, find_story_entities
from selon.story.figures.quantities import find_quantities
from selon.story.figures.series import Counting, find_series
from selon.story.furniture import without_furniture
from selon.story.grouping import group
from selon.story.judged import judged_conflicts, judged_edges, judged_groups, judged_propositions
from selon.story.lineage.citations import find_citations
from selon.story.lineage.find import find_lineage
from selon.story.profile import Profile, profile_of
from selon.story.times import time_order
from selon.story.works import find_works
from selon.types import (
    Change,
    Claim,
    Conflict,
    Instance,
    Judged,
    Notice,
    Passage,
    Reading,
    Reason,
    Story,
    StoryClaim,
    StoryOverclaim,
    Trace,
)

_NOTHING = Judged()
WITHOUT_MEANING = "names, figures, dates and words"
"""What documents are compared by where no encoder is installed."""

Told = Callable[[int, int], None]
"""Is told, as the work goes on, how many documents are done of how many."""


def trace_readings(readings: Sequence[Reading], encoder: Encoder | None, told: Told = lambda *_: None) -> Trace:
    """The stories of readings, those with most documents first; ids of documents must differ.

    Readings that failed take no part and are named in the notices. `told` is
    called with the documents profiled and their number. The same readings give
    the same stories, in whatever order they come.
    """
    usable = [reading for reading in readings if not is_lost(reading)]
    profiles = []
    for done, reading in enumerate(usable, 1):
        profiles.append(profile_of(reading, encoder))
        told(done, len(usable))
    profiles.sort(key=time_order)
    profiles = without_furniture(profiles)
    groups = [[profiles[place] for place in places] for places in group(profiles)]
    groups.sort(key=lambda found: (-len(found), time_order(found[0])))
    stories = tuple(tell_story(f"s{number}", found, encoder) for number, found in enumerate(groups, 1))
    method = f"{WITHOUT_MEANING}; {encoder.name}" if encoder else WITHOUT_MEANING
    return Trace(tuple(readings), stories, method, _notices(readings))


def tell_story(
    story_id: str,
    profiles: Sequence[Profile],
    encoder: Encoder | None,
    judged: Judged = _NOTHING,
    *,
    lineage: bool = True,
) -> Story:
    """One story, from the profiles of its documents in the order of time.

    `judged` is what people judged of it. Without `lineage` nobody is asked who
    took from whom: for claims that are followed through many stories.
    """
    ids = tuple(profile.id for profile in profiles)
    edges = judged_edges(find_lineage(profiles), judged) if lineage else ()
    citations = find_citations(profiles) if lineage else ()
    entities = find_story_entities(profiles)
    matter = matter_of(profiles, encoder, judged)
    quantities = find_quantities(matter.propositions, len(profiles))
    links = compare_pairs(matter)
    claims = judged_groups(find_groups(matter, quantities, links), matter, judged)
    who = by_member(entities)
    findings = _Findings(
        find_changes(Retellings(matter, who, edges, profiles), claims, links),
        (find_denials(matter, claims), find_contraries(matter, profiles, claims)),
        find_near(matter, claims, links),
    )
    grounds = grounds_of(ids, who, edges, citations, find_works(profiles))
    return Story(
        id=story_id,
        documents=ids,
        lineage=edges,
        cited=citations,
        claims=tuple(
            replace(claim, conflicts=judged_conflicts(claim.conflicts, judged))
            for claim in _claims(matter, claims, findings, grounds)
        ),
        figures=tuple(
            replace(series, conflicts=judged_conflicts(series.conflicts, judged))
            for series in find_series(Counting(profiles, matter.propositions, quantities, who))
        ),
        entities=entities,
        overclaims=tuple(_overclaims(profiles)),
    )


@dataclass(frozen=True, slots=True)
class _Findings:
    """What is told of a story's claims besides their instances, each by the claim's place in the list."""

    changes: Mapping[int, tuple[Change, ...]]
    conflicts: Sequence[Mapping[int, tuple[Conflict, ...]]]
    near: Mapping[int, tuple[int, ...]]


def _claims(
    matter: Matter, claims: Sequence[Sequence[int]], findings: _Findings, grounds: Grounds
) -> Iterator[StoryClaim]:
    for number, members in enumerate(claims):
        held = [matter.propositions[place] for place in members]
        yield StoryClaim(
            id=f"k{number + 1}",
            text=_fullest(held).text,
            instances=tuple(_instance(one, matter.ids) for one in held),
            origins=find_origins(held, grounds),
            changes=findings.changes.get(number, ()),
            conflicts=tuple(one for found in findings.conflicts for one in found.get(number, ())),
            near=tuple(f"k{other + 1}" for other in findings.near.get(number, ())),
        )


def matter_of(profiles: Sequence[Profile], encoder: Encoder | None, judged: Judged = _NOTHING) -> Matter:
    """The propositions of documents, but for those a person rejected, with what is needed to compare them."""
    propositions: list[Proposition] = []
    rows = []
    for place, profile in enumerate(profiles):
        own = judged_propositions(propositions_of(profile, place), profile.id, judged)
        propositions += own
        if encoder:
            rows.append(vectors_of(own, profile, encoder))
    vectors = np.concatenate(rows) if rows else None
    return Matter(propositions, Keys(propositions, len(profiles)), vectors, tuple(profile.id for profile in profiles))


def _fullest(held: Sequence[Proposition]) -> Proposition:
    """The instance that shows a claim: the fullest of the earliest body that has it; of a figure, the plainest."""
    body = [one for one in held if not one.headline] or list(held)
    first = [one for one in body if one.document == body[0].document]
    if held[0].figure is not None:
        return max(first, key=lambda one: (one.figure is not None and one.figure.noun is not None, -len(one.text)))
    return max(first, key=lambda one: (one.claim is not None, len(one.terms.words)))


def _instance(one: Proposition, ids: Sequence[str]) -> Instance:
    return Instance(
        document=ids[one.document],
        start=one.start,
        end=one.end,
        standing=one.standing,
        claim=one.claim.id if one.claim else None,
        holder=one.holder.id if one.holder else None,
        figure=one.figure.id if one.figure else None,
    )


def _overclaims(profiles: Iterable[Profile]) -> Iterator[StoryOverclaim]:
    for profile in profiles:
        claims = {claim.id: claim for claim in profile.reading.claims}
        for overclaim in profile.reading.overclaims:
            body, headline = (
                _content_of(profile, claims.get(name or "")) for name in (overclaim.against, overclaim.claim)
            )
            reason = Reason("headline", "{reason}", (("reason", overclaim.reason),), None, body, headline)
            yield StoryOverclaim(profile.id, overclaim.claim, overclaim.against, (reason,))


def _content_of(profile: Profile, claim: Claim | None) -> Passage | None:
    """Where a claim's content begins and ends."""
    if claim is None or not claim.content:
        return None
    return Passage(profile.id, claim.content[0].start, claim.content[-1].end)


def _notices(readings: Iterable[Reading]) -> tuple[Notice, ...]:
    """Which documents were not read, and of which only the text was: it takes part all the same."""
    return tuple(
        Notice(notice.kind if is_lost(reading) else "claims-unread", notice.message, document=reading.document.id)
        for reading in readings
        for notice in dict.fromkeys((*reading.document.notices, *reading.notices))
        if notice.kind.endswith("failed")
    )


def is_lost(reading: Reading) -> bool:
    """Whether nothing of a document could be read."""
    return not reading.document.text.strip()
