"""Who took from whom, as PROV-JSON (W3C PROV data model): documents, outlets, and how one came of another."""

from __future__ import annotations

from collections.abc import Iterable
from typing import BinaryIO

from selon.report.exchange.days import plain_date
from selon.report.exchange.export import Export
from selon.report.exchange.identity import VOCABULARY, document_uuid, uuid_of, web_address
from selon.report.exchange.text import json_text, write_text
from selon.report.records import Record
from selon.report.view import title_of
from selon.types import Citation, Document, Edge, Relation, TracedStory

PREFIXES = {
    "prov": "http://www.w3.org/ns/prov#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "dcterms": "http://purl.org/dc/terms/",
    "uuid": "urn:uuid:",
    "selon": VOCABULARY,
}

_SUBTYPES = {Relation.COPY: "prov:Quotation", Relation.TRANSLATION: "prov:Revision", Relation.REWRITE: "prov:Revision"}
"""PROV-DM 5.2: a quotation repeats some or all of an entity; a revision has substantial content of it.

A citation is neither, and not `prov:PrimarySource` either: that an outlet is
named does not make it one that knows at first hand.
"""

_UNDIRECTED = frozenset({Relation.COPY, Relation.TRANSLATION, Relation.REWRITE})


def write_prov(out: BinaryIO, export: Export) -> int:
    """Write one PROV-JSON object of all stories; its documents are what is counted.

    Each document is an entity (its URI is the `urn:uuid:` that other formats
    call it by), attributed to its outlet. An edge whose direction is known is
    a derivation; where it is not, the two are alternates of each other, which
    has no direction. An outlet that a document names without that anything of
    it was collected influenced it. What is independent has no edge.
    """
    graph = _Graph()
    for traced in export.stories:
        graph.add(traced)
    sections = {name: section for name, section in graph.sections.items() if section}
    write_text(out, json_text({"prefix": PREFIXES, **sections}) + "\n")
    return len(graph.sections["entity"])


class _Graph:
    """The sections of a PROV-JSON object as they fill: its records, by identifier."""

    def __init__(self) -> None:
        names = ("entity", "agent", "wasAttributedTo", "wasDerivedFrom", "alternateOf", "wasInfluencedBy")
        self.sections: dict[str, Record] = {name: {} for name in names}

    def add(self, traced: TracedStory) -> None:
        """Add a story's documents and how they hang together."""
        documents = {reading.document.id: reading.document for reading in traced.readings}
        for name in traced.story.documents:
            if name in documents:
                self._document(documents[name])
        joined = set()
        for edge in traced.story.lineage:
            if edge.source in documents and edge.target in documents:
                self._edge(edge, documents)
                joined.add(frozenset((edge.source, edge.target)))
        for citation in traced.story.cited:
            if citation.document in documents:
                self._citation(citation, documents, joined)

    def _document(self, document: Document) -> None:
        name = _entity(document)
        url = web_address(document.url)
        issued = document.published
        attributes: Record = {
            "prov:type": _qualified("selon:Document"),
            "prov:label": title_of(document),
            "selon:document": document.id,
            "dcterms:language": document.lang or None,
            "dcterms:issued": (plain_date(issued) or issued) if issued else None,
            "prov:location": {"$": url, "type": "xsd:anyURI"} if url else None,
        }
        self.sections["entity"][name] = {key: value for key, value in attributes.items() if value is not None}
        if document.outlet:
            agent = self._outlet(document.outlet)
            self._relate("wasAttributedTo", {"prov:entity": name, "prov:agent": agent})

    def _outlet(self, outlet: str) -> str:
        name = f"uuid:{uuid_of('outlet', outlet)}"
        self.sections["agent"][name] = {"prov:type": _qualified("prov:Organization"), "prov:label": outlet}
        return name

    def _edge(self, edge: Edge, documents: dict[str, Document]) -> None:
        source, target = _entity(documents[edge.source]), _entity(documents[edge.target])
        if edge.directed and edge.relation is not Relation.INDEPENDENT:
            types = [f"selon:{edge.relation.value}", _SUBTYPES.get(edge.relation)]
            self._relate(
                "wasDerivedFrom",
                {
                    "prov:generatedEntity": target,
                    "prov:usedEntity": source,
                    "prov:type": _many(_qualified(name) for name in types if name),
                    "selon:score": {"$": repr(edge.score), "type": "xsd:double"},
                    **_reasons(reason.text for reason in edge.reasons),
                },
            )
        elif edge.relation in _UNDIRECTED:
            self._relate("alternateOf", {"prov:alternate1": target, "prov:alternate2": source})

    def _citation(self, citation: Citation, documents: dict[str, Document], joined: set[frozenset[str]]) -> None:
        own = documents[citation.document]
        words = own.text[citation.start : citation.end]
        named = {"prov:type": _qualified("selon:cites"), **_reasons([words] if words else [])}
        if citation.cited is None:
            influence = {"prov:influencee": _entity(own), "prov:influencer": self._outlet(citation.outlet)}
            self._relate("wasInfluencedBy", {**influence, **named})
        elif citation.cited in documents and frozenset((citation.document, citation.cited)) not in joined:
            derived = {"prov:generatedEntity": _entity(own), "prov:usedEntity": _entity(documents[citation.cited])}
            self._relate("wasDerivedFrom", {**derived, **named})

    def _relate(self, section: str, relation: Record) -> None:
        """Add a relation under a blank name made from what it says, so that none is there twice."""
        self.sections[section][f"_:{section}-{uuid_of(json_text(relation)).hex[:16]}"] = relation


def _entity(document: Document) -> str:
    return f"uuid:{document_uuid(document)}"


def _qualified(name: str) -> Record:
    return {"$": name, "type": "prov:QUALIFIED_NAME"}


def _many(values: Iterable[object]) -> object:
    """One value as it is, several as an array, as PROV-JSON has attributes."""
    found = list(values)
    return found[0] if len(found) == 1 else found


def _reasons(said: Iterable[str]) -> Record:
    words = list(dict.fromkeys(said))
    return {"selon:reason": _many(words)} if words else {}
