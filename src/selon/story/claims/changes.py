"""What became of each claim on its way: every retelling is held against the telling it most likely goes back to.

A retelling is compared once a claim, with one source: a document that lineage
says it took from, else one that does not come later, as far as is known of
either, and says the same.
Where several would do, the one with which most of its changes are explained is
taken, so that a retelling is not held against everybody. Without lineage only
hardening is told, only where the author says in the end what was somebody's or
unsure, or where doubts of the outlet are gone, because a source can itself grow
surer; and only of those who stand
firmer than most that tell the claim: what nearly all say as a fact has not been
hardened by one of them. Softening is told where lineage has a direction. A
document's softest telling is held against the firmest of its source.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.story.claims.features import Matter, likeness
from selon.story.claims.firmness import modifier_of, standing_of
from selon.story.claims.groups import Links
from selon.story.claims.propositions import Proposition
from selon.story.claims.shifts import Shift, Told, shifts_between
from selon.story.claims.tellings import daring_of, tellings_of
from selon.story.entities import Member
from selon.story.figures.quantities import GROWING
from selon.story.profile import Profile
from selon.story.times import day_of, first_of, published_day
from selon.types import Change, ChangeKind, Direction, Edge, Kind, Reason, Standing, StoryEntity

_CAVEATS = frozenset({Standing.HEDGED, Standing.UNVERIFIED, Standing.DISPUTED})
_OF_STANDING = frozenset({ChangeKind.STANDING, ChangeKind.HOLDER_LOST})
_DOUBTED = frozenset({Standing.UNVERIFIED, Standing.DISPUTED, Standing.ALLEGED})
_UNDIRECTED = 1.0
"""Up to which a step is one of two whose direction is not told."""
_TELLING = frozenset({ChangeKind.STANDING, ChangeKind.HOLDER_LOST, ChangeKind.MODIFIER, ChangeKind.CAVEAT_LOST})
"""What is told of documents that lineage does not join."""
_BESIDE = 200
"""Code points within which a caution stands beside a claim."""
_NEAREST = 40
"""Documents before a retelling, and after it, it is held against where lineage says nothing: the nearest in time."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A telling that a retelling may go back to, with what is otherwise, and how well it fits as its source."""

    claim: int
    source: int
    target: int
    shifts: tuple[Shift, ...]
    fit: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Retellings:
    """The propositions of a story, who is who by (document, entity), its edges, and its documents."""

    matter: Matter
    entities: Mapping[Member, StoryEntity]
    edges: Sequence[Edge]
    profiles: Sequence[Profile]

    def told(self, place: int) -> Told:
        """A proposition with its holder and the caution beside it."""
        one = self.matter.propositions[place]
        member = (self.matter.ids[one.document], one.holder.id) if one.holder else None
        return Told(one, self.entities.get(member) if member else None, self._caveat(place))

    def _caveat(self, place: int) -> Proposition | None:
        one = self.matter.propositions[place]
        if one.standing in _CAVEATS:
            return None
        own = self.matter.places_in(one.document)
        first = bisect.bisect_left(self.matter.propositions, one.end, own.start, own.stop, key=_start)
        behind = bisect.bisect_right(self.matter.propositions, one.end + _BESIDE, own.start, own.stop, key=_start)
        beside = self.matter.propositions[first:behind]
        return next((other for other in beside if _is_caveat(other)), None)


@dataclass(frozen=True, slots=True)
class _Search:
    """What changes are looked for in: the retellings, the likenesses of pairs, and the steps of lineage.

    `steps` says by document which others it may have been taken from, and how
    sure that is, above 1 where that is the direction; `undated` whether most
    documents have no date, so that their order is not asked for.
    """

    retellings: Retellings
    links: Links
    steps: Mapping[int, Mapping[int, float]]
    undated: bool

    def step(self, source: int, target: int) -> float:
        """How sure it is that a document took from another, above 1 where that is the direction; 0 for no lineage."""
        return self.steps.get(target, {}).get(source, 0.0)

    def likeness(self, one: int, other: int) -> float:
        """How alike two propositions are."""
        known = self.links.get((min(one, other), max(one, other)))
        return likeness(self.retellings.matter, one, other)[0] if known is None else known


def find_changes(
    retellings: Retellings, claims: Sequence[Sequence[int]], links: Links
) -> dict[int, tuple[Change, ...]]:
    """The changes of each claim, by its place among `claims` (groups of places in the list of propositions).

    `links` are the likenesses of pairs: along lineage a sentence is held
    against what became of it even where the two are not one claim.
    """
    undated = sum(published_day(profile) is None for profile in retellings.profiles) > len(retellings.profiles) / 2
    search = _Search(retellings, links, _steps(retellings.edges, retellings.matter.ids), undated)
    by_target: dict[int, list[_Candidate]] = defaultdict(list)
    for claim, members in [*enumerate(claims), *_heirs(search, claims)]:
        for candidate in _candidates(search, claim, members):
            by_target[retellings.matter.propositions[candidate.target].document].append(candidate)
    found: dict[int, list[Change]] = defaultdict(list)
    for target in sorted(by_target):
        for candidate in _chosen(retellings, by_target[target]):
            found[candidate.claim] += _changes(retellings.matter, candidate)
    return {claim: tuple(changes) for claim, changes in sorted(found.items())}


def _start(one: Proposition) -> int:
    return one.start


def _is_caveat(one: Proposition) -> bool:
    """Whether it is the outlet's own caution, by words in it that hedge."""
    if one.claim is None or one.claim.source or one.figure is not None or one.standing not in _CAVEATS:
        return False
    return any(one.start <= hedge.start < one.end for hedge in one.claim.hedges)


def _heirs(search: _Search, claims: Sequence[Sequence[int]]) -> Iterator[tuple[int, tuple[int, int]]]:
    """Pairs along lineage that are each other's likest and no claim together, with the claim of the first."""
    matter = search.retellings.matter
    home = {place: claim for claim, members in enumerate(claims) for place in members}
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for (one, other), alike in search.links.items():
        documents = (matter.propositions[one].document, matter.propositions[other].document)
        if search.step(*documents) or search.step(*documents[::-1]):
            for place, mate, document in ((one, other, documents[1]), (other, one, documents[0])):
                best[place, document] = max(best.get((place, document), (0.0, 0)), (alike, mate))
    for (place, _), (alike, mate) in sorted(best.items()):
        mutual = best.get((mate, matter.propositions[place].document), (0.0, -1))[1] == place
        if mutual and alike >= matter.near and home[place] != home[mate] and place < mate:
            yield home[place], (place, mate)


def _steps(edges: Iterable[Edge], ids: Sequence[str]) -> Mapping[int, Mapping[int, float]]:
    place = {document: at for at, document in enumerate(ids)}
    found: dict[int, dict[int, float]] = defaultdict(dict)
    for edge in edges:
        one, other = place[edge.source], place[edge.target]
        if edge.directed:
            found[other][one] = _UNDIRECTED + edge.score
        else:
            found[other][one] = found[one][other] = edge.score
    return found


def _candidates(search: _Search, claim: int, members: Sequence[int]) -> Iterator[_Candidate]:
    retellings, matter = search.retellings, search.retellings.matter
    tellings = tellings_of(matter.propositions, members)
    daring = daring_of(matter.propositions, tellings)
    documents = sorted(tellings)
    for target_document in documents:
        own = tellings[target_document]
        for document in _sources(search, documents, target_document, lineage_only=daring.isdisjoint(own)):
            step = search.step(document, target_document)
            least = matter.near if step > _UNDIRECTED else matter.same
            others = tellings[document]
            pairs = ((_alike(search, one, other, least), -one, -other) for one in others for other in own)
            alike, source, target = max(pairs)
            if not alike or not (step or -target in daring):
                continue
            shifts = _told_shifts(retellings, tellings, -source, -target, step)
            if shifts:
                fit = _fit(retellings, -source, step, len(shifts))
                yield _Candidate(claim, -source, -target, shifts, fit)


def _sources(search: _Search, documents: Sequence[int], target: int, *, lineage_only: bool) -> Iterator[int]:
    """The documents that one may go back to, in order: those of its lineage, and the nearest of the others."""
    at = bisect.bisect_left(documents, target)
    near = () if lineage_only else documents[max(0, at - _NEAREST) : at + 1 + _NEAREST]
    linked = search.steps.get(target, {}).keys() & set(documents)
    for document in sorted(linked | set(near)):
        if document != target and _may_precede(search, document, target):
            yield document


def _may_precede(search: _Search, one: int, other: int) -> bool:
    """Whether the second can go back to the first: by lineage, else by their days, where days are known at all."""
    forth, back = search.step(one, other), search.step(other, one)
    if forth or back:
        return forth >= back
    before, after = search.retellings.profiles[one], search.retellings.profiles[other]
    known = {published_day(before) is not None, published_day(after) is not None}
    if known == {False}:
        return search.undated
    return known == {True} and first_of(before, after) is not after


def _alike(search: _Search, source: int, target: int, least: float) -> float:
    """How alike they are; 0 where that is less than `least`.

    Of figures, another number is another count, unless lineage, for which
    `least` is lower, says that it is what became of this one, and it is no toll.
    """
    matter = search.retellings.matter
    one, other = matter.propositions[source].figure, matter.propositions[target].figure
    alike = search.likeness(source, target)
    if one is None and other is None:
        return alike if alike >= least else 0.0
    if one is None or other is None or one.value is None or other.value is None:
        return 0.0
    if one.value == other.value:
        return alike + matter.same
    counted = GROWING & {one.event, other.event}
    return alike if least < matter.same <= alike and not counted else 0.0


def _told_shifts(
    retellings: Retellings, tellings: Mapping[int, Sequence[int]], source: int, target: int, step: float
) -> tuple[Shift, ...]:
    """The shifts worth telling: along lineage all, of two in either direction and of others those that harden."""
    propositions = retellings.matter.propositions
    firmest = max(standing_of(propositions[place]) for place in tellings[propositions[source].document])
    softest = min(standing_of(propositions[place]) for place in tellings[propositions[target].document])
    found = shifts_between(retellings.told(source), retellings.told(target))
    if firmest >= softest:
        found = tuple(
            shift for shift in found if shift.kind not in _OF_STANDING or shift.direction is not Direction.HARDENING
        )
    if step > _UNDIRECTED:
        return found
    hardened = tuple(shift for shift in found if shift.direction is Direction.HARDENING)
    if step:
        return hardened
    hardened = tuple(shift for shift in hardened if shift.kind in _TELLING)
    one, other = propositions[source], propositions[target]
    own_words = other.standing is Standing.STATED or modifier_of(other) is not None or one.standing in _DOUBTED
    return hardened if hardened and own_words else ()


def _fit(retellings: Retellings, source: int, step: float, shifts: int) -> tuple[float, ...]:
    """What is preferred in a source, first things first; larger is better.

    Of equals, one that quotes goes before one that rewords, then the last day's earliest.
    """
    one = retellings.matter.propositions[source]
    quotes = one.claim is not None and one.claim.kind is Kind.DIRECT
    day = day_of(retellings.profiles[one.document]) or 0
    return step if step > _UNDIRECTED else 0.0, shifts, float(quotes), day, -one.document


def _chosen(retellings: Retellings, candidates: list[_Candidate]) -> list[_Candidate]:
    """One candidate a claim, from as few documents as possible."""
    propositions = retellings.matter.propositions
    todo, chosen = {candidate.claim for candidate in candidates}, []
    while todo:
        best: dict[int, dict[int, _Candidate]] = defaultdict(dict)
        for candidate in candidates:
            document = propositions[candidate.source].document
            held = best[document].get(candidate.claim)
            if candidate.claim in todo and (held is None or candidate.fit > held.fit):
                best[document][candidate.claim] = candidate
        document = max(best, key=lambda at: (len(best[at]), max((c.fit for c in best[at].values()), default=()), -at))
        chosen += [best[document][claim] for claim in sorted(best[document])]
        todo -= best[document].keys()
    return sorted(chosen, key=lambda candidate: candidate.claim)


def _changes(matter: Matter, candidate: _Candidate) -> Iterable[Change]:
    one, other = matter.passage(candidate.source), matter.passage(candidate.target)
    for shift in candidate.shifts:
        reason = Reason(shift.kind.value, shift.message, shift.values, None, one, other)
        yield Change(one.document, other.document, shift.direction, shift.kind, (reason,))
