"""Web Annotation, schema.org and PROV: each held against its own model."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import jsonschema
import prov.model
import pytest
import rdflib
from exchange_exports import bare, exports, judgements, kept, nasty, stories, whole, written
from hypothesis import HealthCheck, given, settings
from rdflib.namespace import RDF
from report_readings import TEXT, mine

from selon.report.exchange import Export
from selon.report.exchange.days import came_before, date_parts, moment_in_utc, plain_date
from selon.report.exchange.identity import web_address
from selon.types import Document, Edge, Origins, Relation, TracedStory, Verdict

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
"""A random export is large; its repr is needed only where a test fails."""

RDFLIB = pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated:DeprecationWarning:rdflib")
"""rdflib's own JSON-LD parser uses what rdflib has deprecated."""

OA = rdflib.Namespace("http://www.w3.org/ns/oa#")
AS = rdflib.Namespace("https://www.w3.org/ns/activitystreams#")
IRI = re.compile(r"(https?://[!#$%&'()*+,\-./0-9:;=?@A-Z_a-z~\[\]]+|urn:uuid:[0-9a-f-]{36})\Z")

CONTEXT = {
    "oa": str(OA),
    "as": str(AS),
    "id": "@id",
    "type": "@type",
    **{name: f"oa:{name}" for name in ("Annotation", "TextualBody", "SpecificResource", "TimeState")},
    **{name: f"oa:{name}" for name in ("TextQuoteSelector", "TextPositionSelector")},
    "Software": "as:Application",
    "AnnotationCollection": "as:OrderedCollection",
    "AnnotationPage": "as:OrderedCollectionPage",
    **{name: f"oa:{name}" for name in ("identifying", "tagging", "describing")},
    "body": {"@id": "oa:hasBody", "@type": "@id"},
    "target": {"@id": "oa:hasTarget", "@type": "@id"},
    "source": {"@id": "oa:hasSource", "@type": "@id"},
    "selector": {"@id": "oa:hasSelector", "@type": "@id"},
    "state": {"@id": "oa:hasState", "@type": "@id"},
    "renderedVia": {"@id": "oa:renderedVia", "@type": "@id"},
    "motivation": {"@id": "oa:motivatedBy", "@type": "@vocab"},
    "purpose": {"@id": "oa:hasPurpose", "@type": "@vocab"},
    "generator": {"@id": "as:generator", "@type": "@id"},
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    **{name: {"@id": f"as:{name}", "@type": "@id"} for name in ("first", "last", "partOf")},
    "total": "as:totalItems",
    "startIndex": "as:startIndex",
    "value": str(RDF.value),
    "format": "http://purl.org/dc/elements/1.1/format",
    "language": "http://purl.org/dc/elements/1.1/language",
    "name": "http://xmlns.com/foaf/0.1/name",
    "label": "http://www.w3.org/2000/01/rdf-schema#label",
    "sourceDate": "oa:sourceDate",
    **{name: f"oa:{name}" for name in ("exact", "prefix", "suffix", "start", "end")},
}
"""The terms of anno.jsonld that are used, since a test does not go to the network for it."""


# ---------------------------------------------------------------- Web Annotation


def collection(export: Export) -> Any:
    return json.loads(written("annotations", export))


def graph_of(export: Export) -> rdflib.Graph:
    found = collection(export)
    assert found["@context"] == "http://www.w3.org/ns/anno.jsonld"
    return rdflib.Graph().parse(data=json.dumps({**found, "@context": CONTEXT}), format="json-ld")


def hold_to_the_model(found: Any) -> None:
    """What the Web Annotation Data Model says MUST be."""
    page = found["first"]
    assert (found["type"], page["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert page["partOf"] == found["id"]
    assert found["last"] == page["id"]
    assert (found["total"], page["startIndex"]) == (len(page["items"]), 0)
    for name in (found["id"], page["id"], *(item["id"] for item in page["items"])):
        assert IRI.match(name)
    for item in page["items"]:
        assert item["type"] == "Annotation"
        assert item["target"]
        for body in item["body"]:
            assert body["type"] == "TextualBody"
            assert isinstance(body["value"], str)
            assert isinstance(body["purpose"], str)
        for target in item["target"]:
            assert IRI.match(target["source"])
            for selector in target.get("selector", ()):
                if selector["type"] == "TextPositionSelector":
                    assert 0 <= selector["start"] < selector["end"]
                else:
                    assert selector["exact"]


def test_each_claim_is_an_annotation() -> None:
    export = Export([kept(mine())])
    found = collection(export)
    hold_to_the_model(found)
    items = {item["body"][-1]["value"]: item for item in found["first"]["items"]}
    item = items["holder: Lise Cormeau"]
    assert item["motivation"] == ["identifying", "tagging"]
    text, *tags = item["body"]
    assert [tag["value"] for tag in tags] == ["standing: attributed", "kind: direct", "holder: Lise Cormeau"]
    assert text["value"].startswith(
        "Lise Cormeau (direct quotation). Presented as attributed. The outlet lays it to a source"
    )
    first, second = item["target"]
    quote, position = first["selector"]
    assert quote["exact"] == "Nous ne descendrons plus"
    assert quote["prefix"].endswith("« ")
    assert quote["suffix"].startswith(" », a déclaré")
    assert TEXT[position["start"] : position["end"]] == quote["exact"]
    assert quote["prefix"] + quote["exact"] + quote["suffix"] in TEXT
    assert second["selector"][0]["exact"] == "tant que la direction se tait"
    assert first["state"] == {"type": "TimeState", "sourceDate": "2024-03-01T08:40:00Z"}
    assert first["renderedVia"]["name"] == "selon 2.5.0"
    assert first["source"].startswith("urn:uuid:")


@RDFLIB
def test_annotations_are_rdf() -> None:
    export = whole()
    graph = graph_of(export)
    claims = sum(len(document.reading.claims) for document in export.documents)
    annotations = list(graph.subjects(RDF.type, OA.Annotation))
    assert len(annotations) == claims
    for annotation in annotations:
        assert {OA.identifying, OA.tagging} == set(graph.objects(annotation, OA.motivatedBy))
        for target in graph.objects(annotation, OA.hasTarget):
            assert (target, RDF.type, OA.SpecificResource) in graph
            assert len(list(graph.objects(target, OA.hasSource))) == 1
            kinds = {graph.value(found, RDF.type) for found in graph.objects(target, OA.hasSelector)}
            assert kinds <= {OA.TextQuoteSelector, OA.TextPositionSelector}
    (whole_collection,) = graph.subjects(RDF.type, AS.OrderedCollection)
    assert graph.value(whole_collection, AS.totalItems) == rdflib.Literal(claims)


def test_a_claim_without_words_is_about_the_article() -> None:
    claim = replace(mine().claims[0], content=(), source=(), cue=())
    (item,) = collection(Export([kept(replace(mine(), claims=(claim,)))]))["first"]["items"]
    assert "selector" not in item["target"][0]


def test_versions_have_annotations_of_their_own() -> None:
    found = collection(Export([kept(mine()), kept(mine(), 2)]))["first"]["items"]
    assert len({item["id"] for item in found}) == len(found) == 2 * len(mine().claims)
    assert len({item["target"][0]["source"] for item in found}) == 1


def test_a_moment_that_is_none_is_no_state() -> None:
    (item, *_) = collection(Export([kept(mine(), collected="yesterday")]))["first"]["items"]
    assert "state" not in item["target"][0]


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(exports())
def test_any_export_holds_to_the_model(export: Export) -> None:
    hold_to_the_model(collection(export))


# ---------------------------------------------------------------- addresses and days


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://vals.example/a?b=1#c", "https://vals.example/a?b=1#c"),
        ("https://vals.example/é b", "https://vals.example/%C3%A9%20b"),
        ("https://vals.example/%C3%A9", "https://vals.example/%C3%A9"),
        ("https://vals.example/\ud800<x>", "https://vals.example/%EF%BF%BD%3Cx%3E"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("https://", None),
        ("http://[bad", None),
        ("http://a:b/", None),
        ("https://vals.example/a[1]", "https://vals.example/a%5B1%5D"),
        ("vals.example", None),
        ("", None),
        (None, None),
    ],
)
def test_web_address(url: str | None, address: str | None) -> None:
    assert web_address(url) == address


@pytest.mark.parametrize(
    ("edtf", "parts", "plain"),
    [
        ("2021-05-04", (2021, 5, 4), "2021-05-04"),
        ("2021-05", (2021, 5), "2021-05"),
        ("0999", (999,), "0999"),
        ("2021-05-04T10:00Z", (2021, 5, 4), "2021-05-04"),
        ("2021-02-30", None, None),
        ("2021-21", None, None),
        ("0000", None, None),
        ("2021~", None, None),
        ("2021-05?", None, None),
        ("2021-05-01/2021-05-04", None, None),
        ("٢٠٢١", None, None),
        ("", None, None),
        (None, None, None),
    ],
)
def test_plain_dates(edtf: str | None, parts: tuple[int, ...] | None, plain: str | None) -> None:
    assert (date_parts(edtf), plain_date(edtf)) == (parts, plain)


@pytest.mark.parametrize(
    ("moment", "same"),
    [("2024-03-01T08:40Z", True), ("2024-03-01T08:40:12.5Z", True), ("2024-03-01T08:40", False), ("2024-03-01", False),
     ("2024-13-01T08:40Z", False), (None, False)],
)  # fmt: skip
def test_moments(moment: str | None, same: bool) -> None:  # noqa: FBT001
    assert moment_in_utc(moment) == (moment if same else None)


@pytest.mark.parametrize(
    ("one", "other", "before"),
    [
        (("2021-05-04", None), ("2021-05-05", None), True),
        (("2021-05-05", None), ("2021-05-04", None), False),
        (("2021-05-04", None), ("2021-05-04", None), False),
        (("2021-04", None), ("2021-05-04", None), True),
        (("2021-05", None), ("2021-05-04", None), False),
        (("2020", None), ("2021-05", None), True),
        (("2021-05-04~", None), ("2021-06-01", None), False),
        (("2021-05-04", None), (None, None), False),
        (("2021-05-04", "2021-05-04T08:00Z"), ("2021-05-04", "2021-05-04T09:00Z"), True),
        (("2021-05-04", "2021-05-04T09:00Z"), ("2021-05-04", "2021-05-04T08:00Z"), False),
        (("2021-05-04", "2021-05-04T09:00Z"), ("2021-05-04", "2021-05-04T09:00"), False),
    ],
)
def test_came_before(one: tuple[str | None, str | None], other: tuple[str | None, str | None], before: bool) -> None:  # noqa: FBT001
    first, second = (Document("d", "", "", (), published=day, published_at=minute) for day, minute in (one, other))
    assert came_before(first, second) is before


# ---------------------------------------------------------------- schema.org

TEXT_ = {"type": "string"}
URL = {"type": "string", "pattern": "^(https?://|urn:uuid:)"}
DAY = {"type": "string", "pattern": r"^\d{4}(-\d\d(-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?Z)?)?)?$"}


def thing(kind: str | list[str], **properties: object) -> dict[str, Any]:
    """An object of schema.org: `properties` are all that the vocabulary gives it here, beside those of Thing."""
    kinds = [kind] if isinstance(kind, str) else kind
    of_all = {"@type": {"enum": kinds}, "@id": URL, "name": TEXT_, "description": TEXT_, "url": URL}
    return {
        "type": "object",
        "required": ["@type"],
        "properties": {**of_all, "alternateName": {}, **properties},
        "additionalProperties": False,
    }


AGENT = thing(["Person", "Organization"], alternateName={"type": "array", "items": TEXT_})
ARTICLE = thing(
    "NewsArticle", headline=TEXT_, publisher=AGENT, datePublished=DAY, inLanguage=TEXT_,
    hasPart=thing("CreativeWork", text=TEXT_),
)  # fmt: skip
CLAIM = thing(
    "Claim", text=TEXT_, author={"type": "array", "items": AGENT}, appearance={"type": "array", "items": ARTICLE},
    firstAppearance=ARTICLE,
)  # fmt: skip
RATING = thing("Rating", alternateName=TEXT_, reviewAspect=TEXT_)  # no ratingValue: a person's words only
REVIEW = thing(
    "ClaimReview", author=thing("Person"), datePublished=TEXT_, claimReviewed=TEXT_, reviewBody=TEXT_,
    reviewAspect=TEXT_, reviewRating=RATING,
    itemReviewed={"anyOf": [CLAIM, {"type": "array", "items": CLAIM}]},
)  # fmt: skip
VALIDATOR = jsonschema.Draft202012Validator(
    {
        "type": "object",
        "required": ["@context", "@graph"],
        "properties": {
            "@context": {"const": "https://schema.org"},
            "@graph": {"type": "array", "items": {"anyOf": [CLAIM, REVIEW]}},
        },
        "additionalProperties": False,
    }
)


def nodes(export: Export, kind: str) -> list[Any]:
    found = json.loads(written("schema-org", export))
    VALIDATOR.validate(found)
    return [node for node in found["@graph"] if node["@type"] == kind]


def test_claims_of_stories() -> None:
    found = nodes(whole(), "Claim")
    assert len(found) == 5
    blocked, injured, denied, *_ = found
    assert blocked["text"].startswith("des ouvriers")
    assert [article["publisher"]["name"] for article in blocked["appearance"]][:2] == [
        "Sorvane Info", "Le Courrier des Vals",
    ]  # fmt: skip
    assert blocked["appearance"][0]["hasPart"] == {
        "@type": "CreativeWork",
        "text": "des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature",
        "description": "How the article presents the claim: alleged.",
    }
    assert injured["author"] == [
        {"@type": "Organization", "name": "la préfecture",
         "alternateName": ["La préfecture", "The prefecture", "the prefecture"]},
        {"@type": "Person", "name": "Jean Aubrac", "alternateName": ["le préfet, Jean Aubrac"]},
    ]  # fmt: skip
    assert denied["author"][0]["@type"] == "Person"
    assert "Laid to une lettre non signée" in blocked["description"]


def _dated(days: dict[str, str | None], origins: Origins | None = None) -> Any:
    """The first claim of the story, told on these days by these documents alone."""
    (traced, *_) = stories()
    (claim, *_) = traced.story.claims
    instances = tuple(instance for instance in claim.instances if instance.document in days)
    readings = tuple(
        replace(reading, document=replace(reading.document, published=days[reading.document.id]))
        for reading in traced.readings
        if reading.document.id in days
    )
    claim = replace(claim, instances=instances, origins=origins or Origins(1, 1))
    story = replace(traced.story, claims=(claim,))
    (node,) = nodes(Export(stories=[TracedStory(story, readings, "")]), "Claim")
    return node


@pytest.mark.parametrize(
    ("days", "first"),
    [
        ({"sorvane": "2021-03-02", "valley": "2021-03-03", "north": "2021-03-04"}, "Sorvane Info"),
        ({"sorvane": "2021-03-05", "valley": "2021-03-03", "north": "2021-03-04"}, "The Valley Post"),
        ({"sorvane": "2021-03-02", "valley": "2021-03-02"}, None),
        ({"sorvane": "2021-03-02", "valley": None}, None),
        ({"sorvane": "2021-03", "valley": "2021-03-03"}, None),
        ({"sorvane": "2021-03-02~", "valley": "2021-03-09"}, None),
        ({"sorvane": "2021-03-02"}, None),
        ({"valley": "2021-03-02"}, None),
    ],
)
def test_first_appearance_is_what_dates_tell(days: dict[str, str | None], first: str | None) -> None:
    node = _dated(days)
    assert node.get("firstAppearance", {}).get("publisher", {}).get("name") == first
    assert ("need not be where the claim originated" in node.get("description", "")) == bool(first)


def test_no_first_appearance_where_an_article_has_it_from_elsewhere() -> None:
    days = {"sorvane": "2021-03-02", "valley": "2021-03-03"}
    assert "firstAppearance" in _dated(days)
    assert "firstAppearance" not in _dated(days, Origins(1, 2, (), ("The open letter",)))


def test_reviews_are_a_persons() -> None:
    confirmed, rejected = nodes(whole(), "ClaimReview")
    assert confirmed["author"] == {"@type": "Person", "name": "Inès Valdor"}
    assert confirmed["datePublished"] == "2024-04-01T09:00:00Z"
    assert confirmed["reviewBody"] == "Read it twice: it is there."
    assert confirmed["reviewRating"]["alternateName"] == "Read it twice: it is there."
    assert "ratingValue" not in json.dumps([confirmed, rejected])
    assert confirmed["claimReviewed"] == "The workers of Sorvane have blocked the mill"
    claims = {node["@id"] for node in nodes(whole(), "Claim")}
    assert confirmed["itemReviewed"]["@id"] in claims
    assert confirmed["itemReviewed"]["appearance"][0]["publisher"]["name"] == "Northern Wire"
    assert "reviewRating" not in rejected
    assert "reviewBody" not in rejected
    assert "not whether the claim is true" in confirmed["reviewAspect"]


def test_a_judged_document_is_found_without_its_story() -> None:
    export = replace(whole(), stories=())
    confirmed, _ = nodes(export, "ClaimReview")
    assert confirmed["itemReviewed"]["appearance"][0]["publisher"]["name"] == "Northern Wire"
    assert "@id" not in confirmed["itemReviewed"]


@pytest.mark.parametrize("verdict", [Verdict.MERGE, Verdict.SPLIT])
def test_no_review_of_other_judgements(verdict: Verdict) -> None:
    assert nodes(Export(judgements=[replace(judgements()[0], verdict=verdict)]), "ClaimReview") == []


@RDFLIB
def test_schema_org_is_rdf() -> None:
    found = json.loads(written("schema-org", whole()))
    found["@context"] = {"@vocab": "https://schema.org/"}
    graph = rdflib.Graph().parse(data=json.dumps(found), format="json-ld")
    kinds = Counter(str(kind).rpartition("/")[2] for kind in graph.objects(None, RDF.type))
    assert kinds["Claim"] >= 5
    assert kinds["ClaimReview"] == 2


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(exports())
def test_any_export_is_schema_org(export: Export) -> None:
    VALIDATOR.validate(json.loads(written("schema-org", export)))


# ---------------------------------------------------------------- PROV


def provenance(export: Export) -> prov.model.ProvDocument:
    return prov.model.ProvDocument.deserialize(content=written("prov", export).decode("utf-8"), format="json")


def _label(document: prov.model.ProvDocument, name: prov.model.QualifiedName) -> str:
    (record, *_) = document.get_record(name)
    return str(record.label)


def test_lineage_is_provenance() -> None:
    found = provenance(whole())
    kinds = Counter(type(record).__name__ for record in found.records)
    assert kinds == {
        "ProvEntity": 8, "ProvAgent": 9, "ProvAttribution": 8, "ProvDerivation": 4, "ProvAlternate": 1,
        "ProvInfluence": 1,
    }  # fmt: skip
    derived = {
        (_label(found, record.args[0]), _label(found, record.args[1])): {
            str(value) for value in record.get_attribute("prov:type")
        }
        for record in found.get_records(prov.model.ProvDerivation)
    }
    assert derived == {
        ("À Sorvane, une lettre trouble la filature", "Filature de Sorvane : la nuit de la colère ?"): {
            "selon:copy", "prov:Quotation",
        },
        ("Workers block the Sorvane mill", "Filature de Sorvane : la nuit de la colère ?"): {
            "selon:translation", "prov:Revision",
        },
        ("Sorvane's workers rise", "Workers block the Sorvane mill"): {"selon:rewrite", "prov:Revision"},
        ("Thirty hurt at the mill", "Workers block the Sorvane mill"): {"selon:cites"},
    }  # fmt: skip
    (influence,) = found.get_records(prov.model.ProvInfluence)
    assert _label(found, influence.args[1]) == "Agence des Vals"
    assert influence.get_attribute("selon:reason") == {"an open letter says"}


def test_reasons_and_scores_are_with_the_edges() -> None:
    found = provenance(whole())
    (copy,) = (
        record
        for record in found.get_records(prov.model.ProvDerivation)
        if "selon:copy" in {str(value) for value in record.get_attribute("prov:type")}
    )
    assert copy.get_attribute("selon:score") == {0.97}
    assert copy.get_attribute("selon:reason") == {"1 of 2 sentences say the same, in the same order"}


@pytest.mark.parametrize("relation", Relation)
def test_what_has_no_direction_gets_none(relation: Relation) -> None:
    (traced, *_) = stories()
    edge = Edge("courrier", "faro", relation, 0.5, False, ())
    story = replace(traced.story, lineage=(edge,), cited=())
    found = provenance(Export(stories=[replace(traced, story=story)]))
    assert not list(found.get_records(prov.model.ProvDerivation))
    shared = relation in {Relation.COPY, Relation.TRANSLATION, Relation.REWRITE}
    assert len(list(found.get_records(prov.model.ProvAlternate))) == shared


def test_independence_is_no_edge() -> None:
    (traced, *_) = stories()
    story = replace(traced.story, lineage=(Edge("courrier", "faro", Relation.INDEPENDENT, 0.5, True, ()),), cited=())
    found = provenance(Export(stories=[replace(traced, story=story)]))
    assert not list(found.get_records(prov.model.ProvDerivation))


def test_documents_are_called_the_same_everywhere() -> None:
    export = whole()
    names = {name.removeprefix("uuid:") for name in json.loads(written("prov", export))["entity"]}
    articles = {
        article["@id"].removeprefix("urn:uuid:") for claim in nodes(export, "Claim") for article in claim["appearance"]
    }
    assert articles <= names


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(exports())
def test_any_story_is_provenance(export: Export) -> None:
    provenance(export)


def test_nothing_known_is_said_by_none() -> None:
    export = Export([kept(bare()), kept(nasty())], stories=[])
    assert json.loads(written("prov", export)).keys() == {"prefix"}
    hold_to_the_model(collection(export))
