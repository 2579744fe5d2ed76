"""What a ledger answers as JSON objects: keys in the documented order, passages with their words.

Offsets are code points of the text of the document named beside them,
half-open; ids are the ledger's. The same answer gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from selon.report.kept import judging_record
from selon.report.ledger.adding import AddSummary
from selon.report.ledger.subjects import NEWER, OLDER, between_versions, trace_of_story
from selon.report.records import SCHEMA, Record, number_record
from selon.report.trace.records import (
    Texts,
    change_record,
    conflict_record,
    document_record,
    series_record,
    story_claim_record,
    story_entity_record,
    trace_record,
)
from selon.types import (
    Claim,
    Counted,
    DocumentHead,
    EntityHead,
    Fault,
    Found,
    Hit,
    Judgement,
    Kept,
    Outcome,
    Query,
    Reading,
    Revision,
    Stats,
    StoryHead,
    TracedStory,
    Who,
)


def stories_record(heads: Sequence[StoryHead], *, total: int | None = None, page: int = 1, size: int = 20) -> Record:
    """One page of stories; `total` counts all there are (as many as are given, if it is not)."""
    return {
        "schema": SCHEMA,
        "total": len(heads) if total is None else total,
        "page": page,
        "size": size,
        "stories": [story_head_record(head) for head in heads],
    }


def story_head_record(head: StoryHead) -> Record:
    """What lists say of a story; the counts from `origins` on are null as long as it was not traced."""
    low, high = head.origins or (None, None)
    return {
        "id": head.id,
        "title": head.title,
        "documents": head.documents,
        "outlets": list(head.outlets),
        "langs": list(head.langs),
        "first": head.first,
        "last": head.last,
        "origins": None if head.origins is None else {"low": low, "high": high},
        "hardened": head.hardened,
        "conflicts": head.conflicts,
        "overclaims": head.overclaims,
    }


def story_record(traced: TracedStory, revisions: Sequence[Revision] = ()) -> Record:
    """The trace's object of one story, with what updates of its documents changed and what people judged."""
    return {
        **trace_record(trace_of_story(traced)),
        "revisions": [revision_record(revision) for revision in revisions],
        "judgements": [judging_record(judgement) for judgement in traced.judged],
    }


def revision_record(revision: Revision) -> Record:
    """What a version changed: `from` in a reason is a passage of the older, `to` of the newer."""
    texts = {OLDER: revision.older.reading.text, NEWER: revision.newer.reading.text}
    return {
        "document": revision.document,
        "older": _version(revision.older),
        "newer": _version(revision.newer),
        "changes": [change_record(between_versions(change), texts) for change in revision.changes],
        "gone": _claims(revision.older.reading, revision.gone),
        "new": _claims(revision.newer.reading, revision.new),
    }


def _version(kept: Kept) -> Record:
    return {"version": kept.version, "collected": kept.collected, "read_by": kept.read_by, "address": kept.address}


def _claims(reading: Reading, names: Iterable[str]) -> list[Record]:
    claims = {claim.id: claim for claim in reading.claims}
    return [_claim(reading, claims[name]) for name in names if name in claims]


def _claim(reading: Reading, claim: Claim) -> Record:
    spans = [span for span in (*claim.source, *claim.cue, *claim.content) if span.start < span.end]
    start, end = min((span.start for span in spans), default=0), max((span.end for span in spans), default=0)
    return {
        "claim": claim.id,
        "standing": claim.standing.value,
        "start": start,
        "end": end,
        "text": reading.text[start:end],
    }


# ---------------------------------------------------------------- searching


def found_record(found: Found) -> Record:
    """One page of what was found; where `more` is true the best were told among the newest `total`."""
    return {
        "schema": SCHEMA,
        "query": query_record(found.query),
        "total": found.total,
        "more": found.more,
        "hits": [hit_record(hit) for hit in found.hits],
    }


def query_record(query: Query) -> Record:
    """What was looked for."""
    return {
        "words": query.words,
        "outlet": list(query.outlet),
        "lang": list(query.lang),
        "standing": list(query.standing),
        "kind": list(query.kind),
        "holder": query.holder,
        "entity": query.entity,
        "story": query.story,
        "since": query.since,
        "until": query.until,
        "variants": query.variants,
        "page": query.page,
        "size": query.size,
    }


def hit_record(hit: Hit) -> Record:
    """A claim or a document that was found; `marks` are offsets into `text`."""
    return {
        "document": document_head_record(hit.document),
        "claim": hit.claim,
        "kind": hit.kind,
        "standing": hit.standing.value if hit.standing else None,
        "holder": entity_head_record(hit.holder) if hit.holder else None,
        "start": hit.start,
        "end": hit.end,
        "text": hit.text,
        "marks": [{"start": mark.start, "end": mark.end} for mark in hit.marks],
        "rejected": hit.rejected,
    }


def document_head_record(head: DocumentHead) -> Record:
    """What lists say of a document."""
    return {
        "id": head.id,
        "version": head.version,
        "outlet": head.outlet,
        "lang": head.lang,
        "published": head.published,
        "title": head.title,
        "url": head.url,
        "collected": head.collected,
        "story": head.story,
        "claims": head.claims,
    }


def entity_head_record(head: EntityHead) -> Record:
    """A person, body or place of the ledger."""
    return {
        "id": head.id,
        "name": head.name,
        "kind": head.kind.value,
        "variants": list(head.variants),
        "claims": head.claims,
        "documents": head.documents,
    }


# ---------------------------------------------------------------- who said what, and how many


def who_record(who: Who) -> Record:
    """What somebody is said to have said."""
    texts = _texts(who.readings)
    return {
        "schema": SCHEMA,
        "entity": entity_head_record(who.entity),
        "documents": [document_record(reading) for reading in who.readings],
        "contradictions": [conflict_record(conflict, texts) for conflict in who.contradictions],
        "differing": [change_record(change, texts) for change in who.differing],
        "topics": [
            {
                "story": story_head_record(topic.story),
                "claims": [story_claim_record(claim, texts) for claim in topic.claims],
            }
            for topic in who.topics
        ],
        "others": [entity_head_record(other) for other in who.others],
        "more": who.more,
    }


def figures_record(counted: Counted) -> Record:
    """The figures that were asked for, a series a quantity."""
    texts = _texts(counted.readings)
    return {
        "schema": SCHEMA,
        "words": counted.words,
        "documents": [document_record(reading) for reading in counted.readings],
        "series": [series_record(series, texts) for series in counted.series],
        "entities": [story_entity_record(entity) for entity in counted.entities],
    }


def _texts(readings: Iterable[Reading]) -> Texts:
    return {reading.document.id: reading.document.text for reading in readings}


# ---------------------------------------------------------------- judging, adding, health


def judgements_record(judgements: Sequence[Judgement]) -> Record:
    """What people judged."""
    return {"schema": SCHEMA, "judgements": [judging_record(judgement) for judgement in judgements]}


def added_record(summary: AddSummary) -> Record:
    """What became of the pages of one run, in `seconds`."""
    return {
        "schema": SCHEMA,
        "seconds": number_record(round(summary.seconds, 3)),
        "pages": summary.pages,
        "outcomes": {outcome.value: summary.outcomes.get(outcome, 0) for outcome in Outcome},
        "whys": [
            {
                "outcome": why.outcome.value,
                "kind": why.kind,
                "message": why.message,
                "count": why.count,
                "example": why.example,
            }
            for why in summary.whys
        ],
    }


def stats_record(stats: Stats) -> Record:
    """How much a ledger holds; `size` is in bytes."""
    return {
        "schema": SCHEMA,
        "ledger_schema": stats.schema,
        "size": stats.size,
        "documents": stats.documents,
        "versions": stats.versions,
        "stories": stats.stories,
        "claims": stats.claims,
        "entities": stats.entities,
        "figures": stats.figures,
        "judgements": stats.judgements,
        "outlets": stats.outlets,
        "langs": dict(stats.langs),
        "read_by": dict(stats.read_by),
        "first": stats.first,
        "last": stats.last,
    }


def faults_record(faults: Sequence[Fault]) -> Record:
    """What is wrong in a ledger."""
    return {
        "schema": SCHEMA,
        "faults": [{"kind": fault.kind, "where": fault.where, "message": fault.message} for fault in faults],
    }
