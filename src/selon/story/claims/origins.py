"""How many origins a claim has: whom it is laid to, and the documents that no other explains.

Whoever is named as its source is an origin, once, whatever the number of
communiqués and of outlets that repeat it; two persons are two, while bodies may
speak for one another and count as one. Where nobody is named anywhere, it may
be one or as many as the lineage has roots. What keeps the count open is said.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from selon.story.claims.propositions import Proposition
from selon.story.entities import Member
from selon.story.works import Work
from selon.types import Citation, Edge, EntityKind, Origins, Reason, Relation, StoryEntity

_TOOK = frozenset({Relation.COPY, Relation.TRANSLATION, Relation.REWRITE, Relation.CITES})


@dataclass(frozen=True, slots=True)
class Grounds:
    """What tells of origins in a story.

    Its documents' ids, who is who by (document, entity), its lineage by the
    document that took, its citations by the document that cites, and the works
    that several documents speak of.
    """

    ids: Sequence[str]
    entities: Mapping[Member, StoryEntity]
    taken: Mapping[str, Sequence[Edge]]
    cited: Mapping[str, Sequence[Citation]]
    works: Sequence[Work]


def grounds_of(
    ids: Sequence[str],
    entities: Mapping[Member, StoryEntity],
    edges: Sequence[Edge] = (),
    citations: Sequence[Citation] = (),
    works: Sequence[Work] = (),
) -> Grounds:
    """What tells of origins, to be looked up by document: once for all claims of a story."""
    taken: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        if edge.relation in _TOOK:
            taken[edge.target].append(edge)
    cited: dict[str, list[Citation]] = defaultdict(list)
    for citation in citations:
        cited[citation.document].append(citation)
    return Grounds(ids, entities, taken, cited, works)


def find_origins(members: Sequence[Proposition], grounds: Grounds) -> Origins:
    """The origins of one claim, from its instances."""
    documents = list(dict.fromkeys(grounds.ids[one.document] for one in members))
    roots = _roots(documents, grounds)
    cited = (one.outlet for document in documents for one in grounds.cited.get(document, ()) if one.cited is None)
    outside = tuple(dict.fromkeys((*_works(members, grounds), *cited)))
    low = max(1, len(_persons(members, grounds)))
    anybody = any(one.holder is not None for one in members)
    high = low if anybody or len(outside) == 1 else max(low, len(roots))
    return Origins(low, high, tuple(roots), outside, _undetermined(members, grounds.ids))


def _works(members: Sequence[Proposition], grounds: Grounds) -> Iterator[str]:
    """The works that instances in at least two documents speak of themselves."""
    for work in grounds.works:
        speaking = {one.document for one in members if _speaks(one, work.mentions.get(grounds.ids[one.document], ()))}
        if len(speaking) > 1:
            yield work.name


def _speaks(one: Proposition, places: Sequence[int]) -> bool:
    """Whether one of the places, in text order, is in the proposition."""
    at = bisect.bisect_left(places, one.start)
    return at < len(places) and places[at] < one.end


def _roots(documents: Sequence[str], grounds: Grounds) -> list[str]:
    """The documents that took from none of the others; of those that hang together undirected, the first.

    Where each took from another, the first.
    """
    order = {document: at for at, document in enumerate(documents)}
    group = list(range(len(documents)))
    taken = set()
    for document in documents:
        for edge in grounds.taken.get(document, ()):
            if edge.source in order and edge.directed:
                taken.add(document)
            elif edge.source in order:
                one, other = _first(group, order[edge.source]), _first(group, order[document])
                group[max(one, other)] = min(one, other)
    roots = [document for at, document in enumerate(documents) if document not in taken and group[at] == at]
    return roots or list(documents[:1])


def _first(group: list[int], at: int) -> int:
    """The first of those that a document hangs together with; the way there is kept short."""
    while group[at] != at:
        group[at] = group[group[at]]
        at = group[at]
    return at


def _persons(members: Sequence[Proposition], grounds: Grounds) -> set[str]:
    """The ids of the persons with a whole name that the claim is laid to."""
    held = ((grounds.ids[one.document], one.holder.id) for one in members if one.holder)
    holders = (grounds.entities.get(member) for member in held)
    return {one.id for one in holders if one and one.kind is EntityKind.PERSON and " " in one.name}


def _undetermined(members: Sequence[Proposition], ids: Sequence[str]) -> tuple[Reason, ...]:
    unnamed = list(dict.fromkeys(ids[one.document] for one in members if one.holder is None))
    laid = {ids[one.document] for one in members if one.holder is not None}
    unnamed = [document for document in unnamed if document not in laid]
    if not unnamed:
        return ()
    message = "who names nobody may have it from anywhere: {documents}"
    return (Reason("unnamed", message, (("documents", ", ".join(unnamed)),)),)
