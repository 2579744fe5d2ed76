"""W3C Web Annotation (JSON-LD): each claim an annotation of its article.

The file is one `AnnotationCollection` with its only page embedded (Web
Annotation Data Model, section 5). What a client such as Hypothesis shows is
to be had from each annotation alone: the address is `target.source`, the text
the body whose purpose is "describing", the tags those of purpose "tagging".
"""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from typing import BinaryIO

from selon.report.exchange.claims import claims_in_words, holder_name
from selon.report.exchange.days import moment_in_utc
from selon.report.exchange.export import Export
from selon.report.exchange.identity import document_uuid, iri_of, urn_of
from selon.report.exchange.text import json_text, write_text
from selon.report.passages import one_line
from selon.report.records import Record
from selon.types import Claim, Kept, Span

CONTEXT = "http://www.w3.org/ns/anno.jsonld"

REACH = 32
"""Characters of the text that a quotation has before and after it, as Hypothesis has them."""


def write_annotations(out: BinaryIO, export: Export) -> int:
    """Write the collection; the annotations are what is counted.

    They come as the documents come, so `total` and the ids, which are made
    from the annotations, stand behind them: the order of keys means nothing.
    """
    title = json_text({"@context": CONTEXT, "type": "AnnotationCollection", "label": "Claims marked by selon"})
    write_text(out, title[:-1] + ', "first": {"type": "AnnotationPage", "startIndex": 0, "items": [')
    number = 0
    digest = sha256()
    for annotation in annotations_of(export):
        write_text(out, (",\n" if number else "\n") + json_text(annotation))
        digest.update(str(annotation["id"]).encode("ascii"))
        number += 1
    collection = urn_of("collection", digest.hexdigest())
    page = urn_of("page", digest.hexdigest())
    last = f'"partOf": {json_text(collection)}, "id": {json_text(page)}}}'
    write_text(out, f'\n], {last}, "last": {json_text(page)}, "total": {number}, "id": {json_text(collection)}}}\n')
    return number


def annotations_of(export: Export) -> Iterator[Record]:
    """The annotations of an export, document by document, each whole in itself but for its `@context`."""
    for kept in export.documents:
        for claim, sentence in claims_in_words(kept.reading):
            yield _annotation(kept, claim, sentence)


def _annotation(kept: Kept, claim: Claim, sentence: str) -> Record:
    holder = one_line(holder_name(kept.reading, claim))
    tags = [
        f"standing: {claim.standing.value}",
        f"kind: {claim.kind.value}",
        *([f"holder: {holder}"] if holder else []),
    ]
    described: Record = {
        "type": "TextualBody",
        "purpose": "describing",
        "value": sentence,
        "format": "text/plain",
        "language": "en",
    }
    return {
        "id": urn_of("claim", str(document_uuid(kept.reading.document)), kept.version, claim.id),
        "type": "Annotation",
        "motivation": ["identifying", "tagging"],
        "generator": _generator(kept),
        "body": [described, *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags)],
        "target": _targets(kept, claim),
    }


def _generator(kept: Kept) -> Record:
    return {"id": urn_of("software", kept.read_by), "type": "Software", "name": f"selon {kept.read_by}".strip()}


def _targets(kept: Kept, claim: Claim) -> list[Record]:
    """A target for each stretch of the content; the whole article where a claim has no words."""
    spans = [span for span in claim.content or (*claim.source, *claim.cue) if span.start < span.end]
    targets = [{**_article(kept), "selector": _selectors(kept.reading.text, span)} for span in spans]
    return targets or [_article(kept)]


def _article(kept: Kept) -> Record:
    """The article as it was read: at its address, when it was collected, by the text that selon made of it."""
    target: Record = {"type": "SpecificResource", "source": iri_of(kept.reading.document)}
    if moment_in_utc(kept.collected):
        target["state"] = {"type": "TimeState", "sourceDate": kept.collected}
    return {**target, "renderedVia": _generator(kept)}


def _selectors(text: str, span: Span) -> list[Record]:
    """Two ways to find the words: by what they are, and by where they stand in the text (in code points, from 0).

    Positions count in the clean text, not in a page's HTML: with those alone, a browser would miss.
    """
    return [
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[max(0, span.start - REACH) : span.start],
            "suffix": text[span.end : span.end + REACH],
        },
        {"type": "TextPositionSelector", "start": span.start, "end": span.end},
    ]
