"""Two readings held against each other: the same story or not, taken from one another or not, and claim by claim."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator, Sequence

from selon.story.claims.changes import Retellings, find_changes
from selon.story.claims.features import Matter, likeness
from selon.story.claims.groups import Links, compare_pairs, find_groups
from selon.story.conflicts.find import find_conflicts
from selon.story.encoder import load_encoder
from selon.story.entities import by_member, find_story_entities
from selon.story.figures.quantities import find_quantities
from selon.story.figures.series import Counting, find_series
from selon.story.likeness import same_story
from selon.story.lineage.find import relation_of
from selon.story.profile import Profile, profile_of
from selon.story.trace import matter_of
from selon.types import Comparison, Edge, Match, Reading, Relation


def compare_readings(first: Reading, second: Reading, *, meaning: bool) -> Comparison:
    """Compare two readings, whose documents' ids must differ; with `meaning` by the encoder too, where there is one."""
    known = _with_meaning if meaning else _by_words
    return compare_profiles(known(first), known(second))


@functools.lru_cache(maxsize=256)
def _by_words(reading: Reading) -> Profile:
    """A reading's profile, kept for a while: who compares one article compares it with many."""
    return profile_of(reading)


@functools.lru_cache(maxsize=256)
def _with_meaning(reading: Reading) -> Profile:
    """The same with the encoder there is."""
    return profile_of(reading, load_encoder())


def compare_profiles(first: Profile, second: Profile) -> Comparison:
    """Compare two documents by their profiles.

    Their claims are compared by words alone: to encode each would take ten
    times as long as all the rest.
    """
    score, reasons = same_story(first, second)
    relation, certainty, directed, source, evidence = relation_of(first, second)
    profiles = (first, second)
    matter = matter_of(profiles, None)
    links = compare_pairs(matter)
    quantities = find_quantities(matter.propositions, 2)
    claims = find_groups(matter, quantities, links)
    entities = by_member(find_story_entities(profiles))
    edges = _edges(profiles, relation, certainty, source)
    changes = find_changes(Retellings(matter, entities, edges, profiles), claims, links)
    series = find_series(Counting(profiles, matter.propositions, quantities, entities))
    return Comparison(
        documents=(first.id, second.id),
        same_story=score,
        relation=relation,
        relation_score=certainty,
        directed=directed,
        source=source,
        matches=tuple(_matches(matter, claims, links)),
        conflicts=(*find_conflicts(first, second), *(one for found in series for one in found.conflicts)),
        changes=tuple(change for found in changes.values() for change in found),
        reasons=(*reasons, *evidence),
    )


def _edges(profiles: Sequence[Profile], relation: Relation, score: float, source: str | None) -> tuple[Edge, ...]:
    if relation is Relation.INDEPENDENT:
        return ()
    one, other = profiles[0].id, profiles[1].id
    if source == other:
        one, other = other, one
    return (Edge(one, other, relation, score, source is not None, ()),)


def _matches(matter: Matter, claims: Sequence[Sequence[int]], links: Links) -> Iterator[Match]:
    """The pairs of claims of the two documents that are the same, or near; the best pair of propositions for each.

    Figures of one thing are the same claim though they may have no word in common.
    """
    home = {place: claim for claim, members in enumerate(claims) for place in members}
    best: dict[tuple[str, str], tuple[float, bool, int, int]] = {}
    pairs = {*links, *(pair for members in claims for pair in itertools.combinations(sorted(members), 2))}
    for one, other in sorted(pairs):
        alike = links.get((one, other), 0.0)
        first, second = matter.propositions[one], matter.propositions[other]
        same = home[one] == home[other]
        if first.document == second.document or first.claim is None or second.claim is None:
            continue
        if same or alike >= matter.near:
            pair = (first.claim.id, second.claim.id)
            best[pair] = max(best.get(pair, (-1.0, False, 0, 0)), (alike, same, one, other), key=lambda b: (b[1], b[0]))
    for (first_id, second_id), (alike, same, one, other) in sorted(best.items()):
        reasons = likeness(matter, one, other)[1]
        yield Match(first_id, second_id, round(max(alike, matter.same if same else 0.0), 4), reasons, near=not same)
