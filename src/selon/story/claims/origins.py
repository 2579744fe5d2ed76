"""How many origins a claim has: whom it is laid to, and the documents that no other explains.

Whoever is named as its source is an origin, once, whatever the number of
communiqués and of outlets that repeat it; two persons are two, while bodies may
speak for one another and count as one. Where nobody is named anywhere, it may
be one or as many as the lineage has roots. What keeps the count open is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from selon.story.claims.propositions import Proposition
from selon.story.entities import Member
from selon.story.works import Work
from selon.types import Citation, Edge, EntityKind, Origins, Reason, Relation, StoryEntity

_TOOK = frozenset({Relation.COPY, Relation.TRANSLATION, Relation.REWRITE, Relation.CITES})


def find_origins(
    members: Sequence[Proposition],
    ids: Sequence[str],
    entities: Mapping[Member, StoryEntity],
    edges: Sequence[Edge],
    citations: Sequence[Citation],
    works: Sequence[Work] = (),
) -> Origins:
    """The origins of one claim.

    From its instances, the documents' ids by place, and the story's lineage,
    citations, and works that several documents speak of.
    """
    documents = list(dict.fromkeys(ids[one.document] for one in members))
    roots = _roots(documents, edges)
    cited = (citation.outlet for citation in citations if citation.document in documents and citation.cited is None)
    outside = tuple(dict.fromkeys((*_works(members, ids, works), *cited)))
    low = max(1, len(_persons(members, ids, entities)))
    anybody = any(one.holder is not None for one in members)
    high = low if anybody or len(outside) == 1 else max(low, len(roots))
    return Origins(low, high, tuple(roots), outside, _undetermined(members, ids))


def _works(members: Sequence[Proposition], ids: Sequence[str], works: Sequence[Work]) -> Iterator[str]:
    """The works that instances in at least two documents speak of themselves."""
    for work in works:
        speaking = {
            ids[one.document]
            for one in members
            for passage in work.mentions
            if passage.document == ids[one.document] and one.start <= passage.start < one.end
        }
        if len(speaking) > 1:
            yield work.name


def _roots(documents: Sequence[str], edges: Sequence[Edge]) -> list[str]:
    """The documents that took from none of the others; of those that hang together undirected, the first."""
    group = {document: document for document in documents}
    taken = set()
    for edge in edges:
        if edge.relation in _TOOK and edge.source in group and edge.target in group:
            if edge.directed:
                taken.add(edge.target)
            else:
                later, first = group[edge.target], group[edge.source]
                group = {key: first if value == later else value for key, value in group.items()}
    return [document for document in documents if document not in taken and group[document] == document]


def _persons(
    members: Sequence[Proposition], ids: Sequence[str], entities: Mapping[Member, StoryEntity]
) -> dict[str, StoryEntity]:
    """The persons, by their whole names, that the claim is laid to."""
    found: dict[str, StoryEntity] = {}
    for one in members:
        holder = entities.get((ids[one.document], one.holder.id)) if one.holder else None
        if holder is not None and holder.kind is EntityKind.PERSON and " " in holder.name:
            found[holder.id] = holder
    return found


def _undetermined(members: Sequence[Proposition], ids: Sequence[str]) -> tuple[Reason, ...]:
    unnamed = list(dict.fromkeys(ids[one.document] for one in members if one.holder is None))
    laid = {ids[one.document] for one in members if one.holder is not None}
    unnamed = [document for document in unnamed if document not in laid]
    if not unnamed:
        return ()
    message = "who names nobody may have it from anywhere: {documents}"
    return (Reason("unnamed", message, (("documents", ", ".join(unnamed)),)),)
