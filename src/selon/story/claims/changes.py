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

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from selon.story.claims.features import Matter, likeness
from selon.story.claims.firmness import modifier_of, standing_of
from selon.story.claims.groups import Links
from selon.story.claims.propositions import Proposition
from selon.story.claims.shifts import Shift, Told, shifts_between
from selon.story.entities import Member
from selon.story.figures.quantities import GROWING
from selon.story.profile import Profile
from selon.story.times import first_of, published_day
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

    @property
    def undated(self) -> bool:
        """Whether most documents have no date, so that their order is not asked for."""
        return sum(published_day(profile) is None for profile in self.profiles) > len(self.profiles) / 2

    def told(self, place: int) -> Told:
        """A proposition with its holder and the caution beside it."""
        one = self.matter.propositions[place]
        member = (self.matter.ids[one.document], one.holder.id) if one.holder else None
        return Told(one, self.entities.get(member) if member else None, self._caveat(place))

    def _caveat(self, place: int) -> Proposition | None:
        one = self.matter.propositions[place]
        if one.standing in _CAVEATS:
            return None
        found = (
            other
            for other in self.matter.propositions
            if other.document == one.document
            and other.claim is not None
            and not other.claim.source
            and other.standing in _CAVEATS
            and any(other.start <= hedge.start < other.end for hedge in other.claim.hedges)
            and other.figure is None
            and 0 <= other.start - one.end <= _BESIDE
        )
        return next(found, None)


def find_changes(
    retellings: Retellings, claims: Sequence[Sequence[int]], links: Links
) -> dict[int, tuple[Change, ...]]:
    """The changes of each claim, by its place among `claims` (groups of places in the list of propositions).

    `links` are the likenesses of pairs: along lineage a sentence is held
    against what became of it even where the two are not one claim.
    """
    steps = _steps(retellings.edges, retellings.matter.ids)
    by_target: dict[int, list[_Candidate]] = defaultdict(list)
    alone = _heirs(retellings.matter, claims, links, steps)
    for claim, members in [*enumerate(claims), *alone]:
        for candidate in _candidates(retellings, claim, members, steps):
            by_target[retellings.matter.propositions[candidate.target].document].append(candidate)
    found: dict[int, list[Change]] = defaultdict(list)
    for target in sorted(by_target):
        for candidate in _chosen(retellings, by_target[target]):
            found[candidate.claim] += _changes(retellings.matter, candidate)
    return {claim: tuple(changes) for claim, changes in sorted(found.items())}


def _heirs(
    matter: Matter, claims: Sequence[Sequence[int]], links: Links, steps: Mapping[tuple[int, int], float]
) -> Iterator[tuple[int, tuple[int, int]]]:
    """Pairs along lineage that are each other's likest and no claim together, with the claim of the first."""
    home = {place: claim for claim, members in enumerate(claims) for place in members}
    best: dict[tuple[int, int], tuple[float, int]] = {}
    for (one, other), alike in links.items():
        documents = (matter.propositions[one].document, matter.propositions[other].document)
        if documents in steps or documents[::-1] in steps:
            for place, mate, document in ((one, other, documents[1]), (other, one, documents[0])):
                best[place, document] = max(best.get((place, document), (0.0, 0)), (alike, mate))
    for (place, _), (alike, mate) in sorted(best.items()):
        mutual = best.get((mate, matter.propositions[place].document), (0.0, -1))[1] == place
        if mutual and alike >= matter.near and home[place] != home[mate] and place < mate:
            yield home[place], (place, mate)


def _steps(edges: Iterable[Edge], ids: Sequence[str]) -> dict[tuple[int, int], float]:
    """How sure it is that the second document took from the first, above 1 where that is the direction."""
    place = {document: at for at, document in enumerate(ids)}
    found: dict[tuple[int, int], float] = {}
    for edge in edges:
        one, other = place[edge.source], place[edge.target]
        if edge.directed:
            found[one, other] = 1 + edge.score
        else:
            found[one, other] = found[other, one] = edge.score
    return found


def _candidates(
    retellings: Retellings, claim: int, members: Sequence[int], steps: Mapping[tuple[int, int], float]
) -> Iterable[_Candidate]:
    propositions = retellings.matter.propositions
    tellings = _tellings(propositions, members)
    for target_document, own in sorted(tellings.items()):
        for document, others in sorted(tellings.items()):
            step = steps.get((document, target_document), 0.0)
            if document == target_document or not _may_precede(retellings, document, target_document, steps):
                continue
            least = retellings.matter.near if step > _UNDIRECTED else retellings.matter.same
            pairs = ((_alike(retellings.matter, one, other, least), -one, -other) for one in others for other in own)
            alike, source, target = max(pairs)
            shifts = _told_shifts(retellings, tellings, -source, -target, step) if alike else ()
            if shifts:
                fit = _fit(retellings, -source, step, len(shifts))
                yield _Candidate(claim, -source, -target, shifts, fit)


def _tellings(propositions: Sequence[Proposition], members: Sequence[int]) -> dict[int, list[int]]:
    """The instances in each body; of figures those of its largest, because smaller ones are earlier counts."""
    found: dict[int, list[int]] = defaultdict(list)
    for place in members:
        if not propositions[place].headline:
            found[propositions[place].document].append(place)
    for document, own in found.items():
        largest = max(_value(propositions[place]) for place in own)
        found[document] = [place for place in own if _value(propositions[place]) == largest]
    return found


def _value(one: Proposition) -> float:
    return one.figure.value if one.figure and one.figure.value is not None else 0.0


def _firmness(one: Proposition) -> tuple[int, int]:
    return standing_of(one), modifier_of(one) or 0


def _may_precede(retellings: Retellings, one: int, other: int, steps: Mapping[tuple[int, int], float]) -> bool:
    """Whether the second can go back to the first: by lineage, else by their days, where days are known at all."""
    forth, back = steps.get((one, other), 0.0), steps.get((other, one), 0.0)
    if forth or back:
        return forth >= back
    before, after = retellings.profiles[one], retellings.profiles[other]
    known = {published_day(before) is not None, published_day(after) is not None}
    if known == {False}:
        return retellings.undated
    return known == {True} and first_of(before, after) is not after


def _alike(matter: Matter, source: int, target: int, least: float) -> float:
    """How alike they are; 0 where that is less than `least`.

    Of figures, another number is another count, unless lineage, for which
    `least` is lower, says that it is what became of this one, and it is no toll.
    """
    one, other = matter.propositions[source].figure, matter.propositions[target].figure
    alike = likeness(matter, source, target)[0]
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
    """The shifts worth telling: along lineage all, else those that harden what most leave softer."""
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
    return hardened if hardened and own_words and _against_the_grain(propositions, tellings, target) else ()


def _against_the_grain(propositions: Sequence[Proposition], tellings: Mapping[int, Sequence[int]], target: int) -> bool:
    """Whether no more than half of the documents that tell the same, or give the same figure, tell it as firmly."""
    one = propositions[target]
    softest = [
        min(_firmness(propositions[place]) for place in own)
        for own in tellings.values()
        if _value(propositions[own[0]]) == _value(one)
    ]
    return sum(firmness >= _firmness(one) for firmness in softest) <= len(softest) / 2


def _fit(retellings: Retellings, source: int, step: float, shifts: int) -> tuple[float, ...]:
    """What is preferred in a source, first things first; larger is better.

    Of equals, one that quotes goes before one that rewords, then the last day's earliest.
    """
    one = retellings.matter.propositions[source]
    quotes = one.claim is not None and one.claim.kind is Kind.DIRECT
    day = date.fromisoformat(published_day(retellings.profiles[one.document]) or "0001-01-01").toordinal()
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
