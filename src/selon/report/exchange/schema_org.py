"""schema.org `Claim` and `ClaimReview` (JSON-LD), as fact-checkers exchange them.

A `Claim` is a claim of a story, with the articles it appears in. A
`ClaimReview` is what a person judged of one, in that person's words: selon
has no rating of truth, so none has a `ratingValue`. Search engines ask for
more than is known here (the `url` of the published review); who publishes one
adds it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import BinaryIO

from selon.report.exchange.days import came_before, moment_in_utc, plain_date
from selon.report.exchange.export import Export
from selon.report.exchange.identity import document_uuid, urn_of, web_address
from selon.report.exchange.text import json_text, write_text
from selon.report.records import Record
from selon.types import (
    Document,
    Entity,
    EntityKind,
    Finding,
    Instance,
    Judgement,
    Reading,
    StoryClaim,
    StoryEntity,
    Target,
    TracedStory,
    Verdict,
)

CONTEXT = "https://schema.org"

ASPECT = "whether the article makes this claim as it was marked; not whether the claim is true"
"""What a judgement in the ledger is about."""

_TYPES = {EntityKind.PERSON: "Person", EntityKind.BODY: "Organization"}
_REVIEWING = {Verdict.CONFIRM: "confirmed", Verdict.REJECT: "rejected"}

Articles = dict[str, Document]
Passage = tuple[str, int | None, int | None]


def write_schema_org(out: BinaryIO, export: Export) -> int:
    """Write one object with all claims, then all reviews, in its `@graph`; both are counted."""
    write_text(out, f'{{"@context": {json_text(CONTEXT)}, "@graph": [')
    number = 0
    for node in nodes_of(export):
        write_text(out, (",\n" if number else "\n") + json_text(node))
        number += 1
    write_text(out, "\n]}\n")
    return number


def nodes_of(export: Export) -> Iterator[Record]:
    """The claims of the stories, then the reviews of the judgements that are in force."""
    judged = [judgement for judgement in export.judgements if _is_review(judgement)]
    passages = {_passage(target) for judgement in judged for target in judgement.targets}
    wanted = {document for document, _, _ in passages}
    articles: Articles = {}
    claims: dict[Passage, str] = {}
    for traced in export.stories:
        own = {reading.document.id: reading.document for reading in traced.readings}
        articles.update((name, document) for name, document in own.items() if name in wanted)
        for claim in traced.story.claims:
            node = claim_node(traced, claim)
            yield node
            spots = ((found.document, found.start, found.end) for found in claim.instances)
            claims.update((spot, str(node["@id"])) for spot in spots if spot in passages)
    if wanted:
        articles.update(_documents(export, wanted))
    for judgement in judged:
        yield review_node(judgement, articles, claims)


def _documents(export: Export, wanted: set[str]) -> Articles:
    """The judged documents, in their newest version among those given."""
    found: Articles = {}
    for kept in export.documents:
        document = kept.reading.document
        if document.id in wanted and (kept.latest or document.id not in found):
            found[document.id] = document
    return found


# ---------------------------------------------------------------- claims


def claim_node(traced: TracedStory, claim: StoryClaim) -> Record:
    """A story's claim; what is not known is left out.

    `firstAppearance` is there only where the dates of publication tell that
    one article came out before all the others, and none of them names a
    source that was not collected. A day of collection never tells.
    """
    readings = {reading.document.id: reading for reading in traced.readings}
    instances = [found for found in claim.instances if found.document in readings]
    holders = _holders(traced, instances, readings)
    known = [entity for entity in holders if entity.kind in _TYPES]
    others = [entity.name for entity in holders if entity.kind not in _TYPES]
    first = None if claim.origins.outside else _first([readings[found.document].document for found in instances])
    node: Record = {
        "@type": "Claim",
        "@id": _claim_urn(traced, claim),
        "text": claim.text,
        "author": [_agent(entity) for entity in known],
        "appearance": [_appearance(readings[found.document], found) for found in instances],
        "firstAppearance": article_node(first) if first else None,
        "description": _description(first, len({found.document for found in instances}), others),
    }
    return {key: value for key, value in node.items() if value}


def _claim_urn(traced: TracedStory, claim: StoryClaim) -> str:
    """By its words and the articles it is in as well, so that claims of two ledgers do not fall together."""
    documents = {reading.document.id: reading.document for reading in traced.readings}
    named = [found.document for found in claim.instances if found.document in documents]
    articles = sorted({str(document_uuid(documents[name])) for name in named})
    return urn_of("story-claim", traced.story.id, claim.id, claim.text, *articles)


def _description(first: Document | None, articles: int, others: list[str]) -> str:
    said = [f"Laid to {', '.join(others)}."] if others else []
    if first:
        said.append(
            f"firstAppearance is the earliest, by date of publication, of the {articles} articles collected: "
            "it need not be where the claim originated."
        )
    return " ".join(said)


def _first(documents: list[Document]) -> Document | None:
    """The document that the dates tell came out before all the others; None where they don't, or there is but one."""
    different = list({document.id: document for document in documents}.values())
    if len(different) < 2:
        return None
    for one in different:
        if all(other is one or came_before(one, other) for other in different):
            return one
    return None


def _holders(traced: TracedStory, instances: Iterable[Instance], readings: dict[str, Reading]) -> list[StoryEntity]:
    """Who the articles lay the claim to, each once, in the order they are met."""
    known = {member: entity for entity in traced.story.entities for member in entity.members}
    own = {(name, entity.id): entity for name, reading in readings.items() for entity in reading.entities}
    found: dict[tuple[str, EntityKind], StoryEntity] = {}
    for instance in instances:
        member = (instance.document, instance.holder or "")
        entity = known.get(member) or _alone(own.get(member), member)
        if entity and entity.name.strip():
            found.setdefault((entity.name, entity.kind), entity)
    return list(found.values())


def _alone(entity: Entity | None, member: tuple[str, str]) -> StoryEntity | None:
    return StoryEntity(entity.id, entity.name, entity.kind, (member,)) if entity else None


def _agent(entity: StoryEntity) -> Record:
    others = [name for name in entity.variants if name != entity.name]
    return {"@type": _TYPES[entity.kind], "name": entity.name, **({"alternateName": others} if others else {})}


def _appearance(reading: Reading, instance: Instance) -> Record:
    passage: Record = {
        "@type": "CreativeWork",
        "text": reading.text[instance.start : instance.end],
        "description": f"How the article presents the claim: {instance.standing.value}.",
    }
    return {**article_node(reading.document), "hasPart": passage}


def article_node(document: Document) -> Record:
    """An article; what is not known of it is left out, and so is a date that is not plain ISO 8601."""
    node: Record = {
        "@type": "NewsArticle",
        "@id": document_uuid(document).urn,
        "headline": document.title,
        "url": web_address(document.url),
        "publisher": {"@type": "Organization", "name": document.outlet} if document.outlet else None,
        "datePublished": moment_in_utc(document.published_at) or plain_date(document.published),
        "inLanguage": document.lang,
    }
    return {key: value for key, value in node.items() if value}


# ---------------------------------------------------------------- reviews


def _is_review(judgement: Judgement) -> bool:
    """Whether a person confirmed or rejected a claim, and has not taken it back."""
    return judgement.about is Finding.CLAIM and judgement.verdict in _REVIEWING and judgement.undone is None


def _passage(target: Target) -> Passage:
    return target.id, target.start, target.end


def review_node(judgement: Judgement, articles: Articles, claims: dict[Passage, str]) -> Record:
    """A person's judgement of a claim. Its rating is in words alone: what the person said why."""
    verdict = _REVIEWING[judgement.verdict]
    items = [_judged_claim(target, articles, claims) for target in judgement.targets]
    texts = [target.text for target in judgement.targets if target.text]
    rating: Record = {"@type": "Rating", "alternateName": judgement.why, "reviewAspect": ASPECT}
    node: Record = {
        "@type": "ClaimReview",
        "@id": urn_of("judgement", judgement.id, judgement.by, judgement.at),
        "name": f"Marked claim {verdict}",
        "author": {"@type": "Person", "name": judgement.by} if judgement.by else None,
        "datePublished": judgement.at,
        "claimReviewed": texts[0] if texts else None,
        "itemReviewed": items[0] if len(items) == 1 else items,
        "reviewAspect": ASPECT,
        "reviewBody": judgement.why,
        "reviewRating": rating if judgement.why.strip() else None,
    }
    return {key: value for key, value in node.items() if value}


def _judged_claim(target: Target, articles: Articles, claims: dict[Passage, str]) -> Record:
    article = articles.get(target.id)
    node: Record = {
        "@type": "Claim",
        "@id": claims.get(_passage(target)),
        "text": target.text,
        "appearance": [article_node(article)] if article else None,
    }
    return {key: value for key, value in node.items() if value}
