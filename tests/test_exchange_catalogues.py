"""FollowTheMoney, BibTeX and CSL-JSON: articles and entities for the programs that collect them."""

from __future__ import annotations

import json
import re
from collections import Counter
from dataclasses import replace
from typing import Any

import bibtexparser
import jsonschema
import pytest
from exchange_exports import NASTY, bare, exports, kept, kept_documents, nasty, stories, whole, written
from followthemoney import model
from followthemoney.proxy import EntityProxy
from hypothesis import HealthCheck, given, settings
from report_readings import TEXT, mine, standing_in_turn

from selon.report.exchange import Export
from selon.types import EntityHead, EntityKind, Kept, Standing, Story, StoryEntity, TracedStory

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")
"""A random export is large; its repr is needed only where a test fails."""

# ---------------------------------------------------------------- FollowTheMoney


def proxies(export: Export) -> list[EntityProxy]:
    """The entities of a file, each held against its schema; references lead to what is in the file and fits."""
    found = [model.get_proxy(json.loads(line)) for line in written("ftm", export).splitlines()]
    by_id = {proxy.id: proxy for proxy in found}
    assert len(by_id) == len(found)
    for proxy in found:
        proxy.schema.validate(proxy.to_dict())
        assert not proxy.schema.abstract
        assert all(proxy.has(name) for name in proxy.schema.required)
        for prop, value in proxy.itervalues():
            assert prop.validate([value]) is None
            if prop.type.name == "entity":
                assert prop.range is not None
                assert by_id[value].schema.is_a(prop.range)
    return found


def of_schema(found: list[EntityProxy], name: str) -> list[EntityProxy]:
    return [proxy for proxy in found if proxy.schema.name == name]


def test_an_article_with_its_people_and_claims() -> None:
    found = proxies(Export([kept(mine())]))
    assert Counter(proxy.schema.name for proxy in found) == {
        "Article": 1, "Person": 1, "Organization": 4, "Mention": 5, "Note": 6,
    }  # fmt: skip
    (article,) = of_schema(found, "Article")
    assert article.to_dict()["properties"] == {
        "title": ["Des mineurs auraient cessé le travail à Valbrune"],
        "publisher": ["La Gazette de Valbrune"],
        "language": ["fra"],
        "publishedAt": ["2021-05-04"],
        "retrievedAt": ["2024-03-01T08:40:00"],
        "fileName": ["valbrune.txt"],
        "processingAgent": ["selon 2.5.0"],
        "bodyText": [TEXT.strip().replace("\u202f", " ").replace("\xa0", " ")],
        "peopleMentioned": ["Lise Cormeau"],
        "companiesMentioned": ["la préfecture", "La direction", "Le porte-parole", "le syndicat"],
    }
    (person,) = of_schema(found, "Person")
    (note,) = (note for note in of_schema(found, "Note") if person.id in note.get("entity"))
    assert note.get("entity") == [article.id, person.id]
    assert note.get("summary") == ["Nous ne descendrons plus … tant que la direction se tait"]
    assert "standing: attributed" in note.get("keywords")
    assert note.first("description", quiet=False) is not None
    (mention,) = (mention for mention in of_schema(found, "Mention") if person.id in mention.get("resolved"))
    assert (mention.get("name"), mention.get("document")) == (["Lise Cormeau"], [article.id])


def test_who_is_one_in_the_ledger_is_one_here() -> None:
    found = proxies(whole())
    prefectures = [proxy for proxy in of_schema(found, "Organization") if "préfecture" in proxy.caption.casefold()]
    assert len(prefectures) == 1
    (prefecture,) = prefectures
    assert prefecture.get("name") == ["La préfecture"]
    assert prefecture.get("alias") == ["the prefecture"]
    documents = {mention.first("document") for mention in of_schema(found, "Mention")
                 if prefecture.id in mention.get("resolved")}  # fmt: skip
    assert len(documents) >= 5


def test_two_stories_may_call_two_people_the_same() -> None:
    (first, *_) = stories()
    reading = kept(mine())
    lise = StoryEntity("n2", "Lise Cormeau", EntityKind.PERSON, (("valbrune-1", "e1"),), ("Mme Cormeau",))
    other = Story("s9", ("valbrune-1",), entities=(lise,))
    documents = [*(kept(one) for one in first.readings), reading]
    found = proxies(Export(documents, [first, TracedStory(other, (mine(),), "")]))
    assert sorted(proxy.caption for proxy in of_schema(found, "Person")) == ["Jean Aubrac", "Lise Cormeau"]
    (person,) = (proxy for proxy in of_schema(found, "Person") if proxy.caption == "Lise Cormeau")
    assert person.get("alias") == ["Mme Cormeau"]


def test_entities_of_two_ledgers_do_not_fall_together() -> None:
    one, other = (proxies(Export(entities=[EntityHead("p1", name, EntityKind.PERSON)])) for name in ("Iria", "Léo"))
    assert one[0].id != other[0].id


def test_a_public_body_is_not_made_up() -> None:
    assert not of_schema(proxies(whole()), "PublicBody")


def test_a_holder_of_unknown_kind_is_a_legal_entity_and_a_place_is_none() -> None:
    heads = (
        EntityHead("n1", "Valbrune", EntityKind.PLACE, claims=3),
        EntityHead("n2", "Cormeau", EntityKind.UNKNOWN, claims=3),
        EntityHead("n3", "Machin", EntityKind.UNKNOWN),
        EntityHead("n4", "", EntityKind.PERSON),
    )
    found = proxies(Export(entities=heads))
    assert [(proxy.schema.name, proxy.caption) for proxy in found] == [("LegalEntity", "Cormeau")]


def test_a_long_text_is_kept_whole() -> None:
    text = "".join(f"La filature de Sorvane, ligne {number}.\n" for number in range(6_000)).strip()
    (article, *_) = proxies(Export([kept(standing_in_turn(Standing.STATED, text))]))
    parts = article.get("bodyText")
    assert len(parts) > 3
    assert "\n".join(parts) == text


@pytest.mark.parametrize(
    ("published", "at", "said"),
    [
        ("2021-05-04", None, ["2021-05-04"]),
        ("2021-05", None, ["2021-05"]),
        ("2021-05-04", "2021-05-04T08:40Z", ["2021-05-04T08:40"]),
        ("2021-05-04", "2021-05-04T08:40", ["2021-05-04"]),
        ("2021-05~", None, []),
        (None, None, []),
    ],
)
def test_the_day_of_publication(published: str | None, at: str | None, said: list[str]) -> None:
    document = replace(mine().document, published=published, published_at=at)
    (article, *_) = proxies(Export([kept(replace(mine(), document=document))]))
    assert article.get("publishedAt") == said
    assert bool(article.get("notes")) == (published == "2021-05~")


def test_the_worst_text_is_cleaned() -> None:
    (article, *_) = proxies(Export([kept(nasty())]))
    (publisher,) = article.get("publisher")
    assert publisher == re.sub("[\x00-\x1f]", "", NASTY).replace("\ud800", "\ufffd")
    assert article.first("sourceUrl", quiet=False)


def test_older_versions_are_articles_of_their_own() -> None:
    found = proxies(Export([kept(mine()), kept(mine(), 2, latest=False)]))
    assert len(of_schema(found, "Article")) == 2
    assert len(of_schema(found, "Person")) == 1


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(exports())
def test_any_export_is_valid(export: Export) -> None:
    documents = {document.reading.document.id: document for document in export.documents}
    proxies(replace(export, documents=tuple(documents.values())))


# ---------------------------------------------------------------- BibTeX


def library_of(export: Export) -> bibtexparser.Library:
    found = bibtexparser.parse_string(written("bibtex", export).decode("utf-8"))
    assert not found.failed_blocks
    assert not found.comments
    return found


def entry(document: Kept) -> dict[str, str]:
    (found,) = library_of(Export([document])).entries
    return {"type": found.entry_type, **{field.key: field.value for field in found.fields}}


def test_an_entry() -> None:
    document = replace(mine().document, url="https://gazette.example/50%25_a", byline="Par Iria Vasko & Léo Tal")
    assert entry(kept(replace(mine(), document=document))) == {
        "type": "article",
        "author": r"{Par Iria Vasko \& Léo Tal}",
        "title": "{Des mineurs auraient cessé le travail à Valbrune}",
        "journal": "{La Gazette de Valbrune}",
        "date": "2021-05-04",
        "year": "2021",
        "month": "may",
        "day": "4",
        "url": "https://gazette.example/50%25_a",
        "urldate": "2024-03-01",
        "langid": "fr",
    }


@pytest.mark.parametrize(
    ("published", "fields"),
    [
        ("2021", {"date": "2021", "year": "2021"}),
        ("2021-12", {"date": "2021-12", "year": "2021", "month": "dec"}),
        ("2021-05~", {"date": r"2021-05\textasciitilde{}"}),
        (None, {}),
    ],
)
def test_dates_in_bibtex(published: str | None, fields: dict[str, str]) -> None:
    found = entry(kept(replace(mine(), document=replace(mine().document, published=published))))
    assert {name: found[name] for name in ("date", "year", "month", "day") if name in found} == fields


def test_nothing_in_a_title_does_anything() -> None:
    title = entry(kept(nasty()))["title"]
    assert r"\textbraceleft{}\textbackslash{}\textbraceright{}\%" in title
    assert title.count("{") == title.count("}")


def test_what_is_not_known_is_left_out() -> None:
    assert entry(kept(bare())) == {"type": "misc", "title": "{bare}"}


def test_keys_are_unique_and_plain() -> None:
    keys = [found.key for found in library_of(whole()).entries]
    assert len(keys) == len(set(keys)) == len(list(whole().documents))
    assert all(key.isascii() and key.replace("-", "").isalnum() for key in keys)
    assert sum(key.endswith("-v2") for key in keys) == 1
    alone = [found.key for found in library_of(Export([kept(mine())])).entries]
    assert set(alone) < set(keys)


@settings(max_examples=30, deadline=None)
@given(kept_documents, kept_documents)
def test_any_documents_are_entries(one: Kept, other: Kept) -> None:
    assert len(library_of(Export([one, other, one])).entries) == 3


# ---------------------------------------------------------------- CSL-JSON

NUMBERS = {"type": "array", "minItems": 1, "maxItems": 3, "items": {"type": "integer"}}
CSL_DATE = {
    "type": "object",
    "minProperties": 1,
    "properties": {
        "date-parts": {"type": "array", "minItems": 1, "maxItems": 2, "items": NUMBERS},
        "literal": {"type": "string"},
    },
    "additionalProperties": False,
}
CSL_NAME = {"type": "object", "properties": {"literal": {"type": "string"}}, "additionalProperties": False}
CSL = jsonschema.Draft202012Validator(
    {
        "type": "array",
        "items": {
            "type": "object",
            "required": ["id", "type"],
            "properties": {
                "id": {"type": "string"},
                "type": {"enum": ["article-newspaper", "webpage"]},
                **{name: {"type": "string"} for name in ("title", "container-title", "URL", "language")},
                "author": {"type": "array", "items": CSL_NAME},
                "issued": CSL_DATE,
                "accessed": CSL_DATE,
            },
            "additionalProperties": False,
        },
    }
)
"""The part of csl-data.json that is used."""


def items(export: Export) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(written("csl", export))
    CSL.validate(found)
    return found


def test_an_item() -> None:
    document = replace(mine().document, url="https://gazette.example/é", byline="Iria Vasko")
    (item,) = items(Export([kept(replace(mine(), document=document))]))
    assert item == {
        "id": item["id"],
        "type": "article-newspaper",
        "title": "Des mineurs auraient cessé le travail à Valbrune",
        "container-title": "La Gazette de Valbrune",
        "author": [{"literal": "Iria Vasko"}],
        "issued": {"date-parts": [[2021, 5, 4]]},
        "accessed": {"date-parts": [[2024, 3, 1]]},
        "URL": "https://gazette.example/%C3%A9",
        "language": "fr",
    }


def test_a_page_without_an_outlet_is_a_webpage() -> None:
    document = replace(mine().document, url="https://gazette.example/", outlet=None, published="2021-05~")
    (item,) = items(Export([kept(replace(mine(), document=document))]))
    assert (item["type"], item["issued"]) == ("webpage", {"literal": "2021-05~"})


def test_items_are_called_as_the_entries_are() -> None:
    assert [item["id"] for item in items(whole())] == [found.key for found in library_of(whole()).entries]


def test_the_worst_title_is_seen() -> None:
    assert items(Export([kept(nasty())]))[0]["title"].startswith(NASTY[:16])


@settings(max_examples=30, deadline=None)
@given(kept_documents)
def test_any_document_is_an_item(document: Kept) -> None:
    assert len(items(Export([document]))) == 1
