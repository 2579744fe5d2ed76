"""A `Trace` as the JSON object that `selon trace` prints.

The contract is `schema/trace.schema.json`, explained field by field in
docs/output.md. Keys stand in the documented order, passages carry their
words, and the same trace gives the same bytes.
"""

from __future__ import annotations

from selon.report.interface import load_interface
from selon.report.records import SCHEMA, Record, notice_record, number_record
from selon.report.trace.shelf import was_read
from selon.report.trace.summary import summary_text
from selon.report.trace.view import view_of
from selon.types import (
    Change,
    Citation,
    Conflict,
    Edge,
    FigurePoint,
    FigureSeries,
    Instance,
    Origins,
    Passage,
    Reading,
    Reason,
    Story,
    StoryClaim,
    StoryEntity,
    StoryOverclaim,
    Trace,
    Update,
)

Texts = dict[str, str]
"""The text of each document by its id."""


def trace_record(trace: Trace) -> Record:
    """The JSON object of a trace, in the documented order of keys; sentences in it are English.

    Offsets are code points of the text of the document that is named beside them, half-open.
    """
    texts = {reading.document.id: reading.document.text for reading in trace.readings}
    ui = load_interface("en")
    summaries = [summary_text(story, ui) for story in view_of(trace, ui).stories]
    return {
        "schema": SCHEMA,
        "method": trace.method,
        "documents": [document_record(reading) for reading in trace.readings],
        "stories": [_story(story, said, texts) for story, said in zip(trace.stories, summaries, strict=True)],
        "notices": [{**notice_record(notice), "document": notice.document} for notice in trace.notices],
    }


def document_record(reading: Reading) -> Record:
    """What a trace says of a document, as its JSON object."""
    document = reading.document
    return {
        "id": document.id,
        "outlet": document.outlet,
        "lang": document.lang,
        "published": document.published,
        "title": document.title,
        "url": document.url,
        "source": document.source,
        "read": was_read(reading),
    }


def _story(story: Story, summary: str, texts: Texts) -> Record:
    return {
        "id": story.id,
        "documents": list(story.documents),
        "summary": summary,
        "lineage": [_edge(edge, texts) for edge in story.lineage],
        "cited": [_citation(citation, texts) for citation in story.cited],
        "claims": [story_claim_record(claim, texts) for claim in story.claims],
        "figures": [series_record(series, texts) for series in story.figures],
        "entities": [story_entity_record(entity) for entity in story.entities],
        "overclaims": [_overclaim(overclaim, texts) for overclaim in story.overclaims],
    }


def _edge(edge: Edge, texts: Texts) -> Record:
    return {
        "from": edge.source,
        "to": edge.target,
        "relation": edge.relation.value,
        "score": number_record(edge.score),
        "directed": edge.directed,
        "reasons": _reasons(edge.reasons, texts),
    }


def _citation(citation: Citation, texts: Texts) -> Record:
    return {
        "document": citation.document,
        "outlet": citation.outlet,
        "cited": citation.cited,
        **_words(citation.document, citation.start, citation.end, texts),
    }


def story_claim_record(claim: StoryClaim, texts: Texts) -> Record:
    """A claim wherever it is made, as its JSON object."""
    return {
        "id": claim.id,
        "text": claim.text,
        "origins": _origins(claim.origins, texts),
        "instances": [_instance(instance, texts) for instance in claim.instances],
        "changes": [change_record(change, texts) for change in claim.changes],
        "conflicts": [conflict_record(conflict, texts) for conflict in claim.conflicts],
        "near": list(claim.near),
    }


def _origins(origins: Origins, texts: Texts) -> Record:
    return {
        "low": origins.low,
        "high": origins.high,
        "roots": list(origins.roots),
        "outside": list(origins.outside),
        "undetermined": _reasons(origins.undetermined, texts),
    }


def _instance(instance: Instance, texts: Texts) -> Record:
    return {
        "document": instance.document,
        "claim": instance.claim,
        **_words(instance.document, instance.start, instance.end, texts),
        "standing": instance.standing.value,
        "holder": instance.holder,
        "figure": instance.figure,
    }


def change_record(change: Change, texts: Texts) -> Record:
    """A change of a claim, as its JSON object."""
    return {
        "from": change.source,
        "to": change.target,
        "direction": change.direction.value,
        "kind": change.kind.value,
        "reasons": _reasons(change.reasons, texts),
    }


def conflict_record(conflict: Conflict, texts: Texts) -> Record:
    """Two accounts that cannot both hold, as its JSON object."""
    return {
        "between": list(conflict.between),
        "about": conflict.about.value,
        "reasons": _reasons(conflict.reasons, texts),
    }


def series_record(series: FigureSeries, texts: Texts) -> Record:
    """A quantity through time and outlets, as its JSON object."""
    return {
        "id": series.id,
        "about": series.about,
        "points": [_point(point, texts) for point in series.points],
        "updates": [_update(update, texts) for update in series.updates],
        "conflicts": [conflict_record(conflict, texts) for conflict in series.conflicts],
        "disagreements": [conflict_record(conflict, texts) for conflict in series.disagreements],
    }


def _point(point: FigurePoint, texts: Texts) -> Record:
    return {
        "document": point.document,
        "figure": point.figure,
        "value": number_record(point.value),
        "low": number_record(point.low),
        "high": number_record(point.high),
        "modifier": point.modifier.value,
        "by": point.by,
        "as_of": point.as_of,
        **_words(point.document, point.start, point.end, texts),
    }


def _update(update: Update, texts: Texts) -> Record:
    return {"from": update.source, "to": update.target, "reasons": _reasons(update.reasons, texts)}


def story_entity_record(entity: StoryEntity) -> Record:
    """Who is one and the same across documents, as its JSON object."""
    return {
        "id": entity.id,
        "name": entity.name,
        "kind": entity.kind.value,
        "members": [{"document": document, "entity": member} for document, member in entity.members],
        "variants": list(entity.variants),
    }


def _overclaim(overclaim: StoryOverclaim, texts: Texts) -> Record:
    return {
        "document": overclaim.document,
        "claim": overclaim.claim,
        "against": overclaim.against,
        "reasons": _reasons(overclaim.reasons, texts),
    }


def _reasons(reasons: tuple[Reason, ...], texts: Texts) -> list[Record]:
    return [
        {
            "rule": reason.rule,
            "text": reason.text,
            "score": number_record(reason.score),
            "from": _passage(reason.source, texts),
            "to": _passage(reason.target, texts),
        }
        for reason in reasons
    ]


def _passage(passage: Passage | None, texts: Texts) -> Record | None:
    if passage is None:
        return None
    return {"document": passage.document, **_words(passage.document, passage.start, passage.end, texts)}


def _words(document: str, start: int, end: int, texts: Texts) -> Record:
    return {"start": start, "end": end, "text": texts.get(document, "")[start:end]}
