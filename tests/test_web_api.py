"""The HTTP API: every answer as documented, every refusal a problem in JSON, writing only for who may."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from starlette.testclient import TestClient
from web_site import visiting, write_ledger

from selon.web.api.endpoints import ENDPOINTS
from selon.web.api.openapi import BASE, openapi

ARTICLE = {"text": "La mairie de Sarvelle a annoncé la fermeture du pont.", "lang": "fr", "published": "2031-04-08"}


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write_ledger(tmp_path / "small.db")


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with visiting(ledger, write=True) as visitor:
        yield visitor


def _check(answer: Any, name: str) -> None:
    schema = {"$ref": f"#/components/schemas/{name}", "components": openapi()["components"]}
    jsonschema.Draft202012Validator(schema).validate(answer.json())


def _is_problem(answer: Any, status: int) -> None:
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    _check(answer, "Problem")
    assert answer.json()["status"] == status


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/stats", "Stats"),
        ("/stories", "Stories"),
        ("/stories?page=2&size=1", "Stories"),
        ("/stories/s1", "Story"),
        ("/stories/s2", "Story"),
        ("/documents", "Documents"),
        ("/documents?story=s1", "Documents"),
        ("/documents/dam-fr", "Document"),
        ("/documents/dam-fr?version=1", "Document"),
        ("/search?q=barrage", "Found"),
        ("/search?q=dam&of=documents&language=en&language=fr&since=2031", "Found"),
        ("/search?standing=attributed&kind=indirect&holder=Korvantchenko", "Found"),
        ("/search", "Found"),
        ("/entities?name=Korvanchenko", "Entities"),
        ("/entities?name=nobody&variants=false", "Entities"),
        ("/who/n1", "Who"),
        ("/who/Korvanchenko", "Who"),
        ("/figures?q=habitants", "Figures"),
        ("/judgements?in_force=true", "Judgements"),
    ],
)
def test_an_answer_is_as_documented(client: TestClient, path: str, name: str) -> None:
    answer = client.get(BASE + path)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/json"
    _check(answer, name)


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/stories?page=0", 400),
        ("/stories?page=1.5", 400),
        ("/stories?page=1&page=2", 400),
        ("/stories?size=1000000", 400),
        ("/search?standing=true", 400),
        ("/search?of=words", 400),
        ("/search?since=yesterday", 400),
        ("/search?story=12", 400),
        ("/search?variants=yes", 400),
        (f"/search?q={'a' * 501}", 400),
        ("/figures", 400),
        ("/entities?name=", 400),
        ("/documents/dam-fr?version=0", 400),
        ("/documents/none", 404),
        ("/documents/dam-fr?version=9", 404),
        ("/stories/s99", 404),
        ("/stories/x", 404),
        ("/who/Nobody%20Atall", 404),
        ("/none", 404),
    ],
)
def test_what_cannot_be_asked_is_a_problem(client: TestClient, path: str, status: int) -> None:
    _is_problem(client.get(BASE + path), status)


@pytest.mark.parametrize(
    "digits", ["9" * 19, "9" * 5000, "²", "١"], ids=["too large", "far too large", "raised", "arabic"]
)
def test_an_id_that_no_row_can_have_is_not_there(client: TestClient, digits: str) -> None:
    _is_problem(client.get(f"{BASE}/stories/s{digits}"), 404)
    _is_problem(client.get(f"{BASE}/who/n{digits}"), 404)
    _is_problem(client.post(f"{BASE}/judgements/{digits}/undo", json={}), 404)
    body = {"verdict": "merge", "about": "story", "targets": [{"id": "s1"}, {"id": f"s{digits[:400]}"}]}
    _is_problem(client.post(f"{BASE}/judgements", json=body), 404)
    assert client.get(f"{BASE}/search", params={"holder": f"n{digits[:400]}"}).json()["hits"] == []
    assert client.get(f"/stories/s{digits}").status_code == client.get(f"/who/n{digits}").status_code == 404


@pytest.mark.parametrize("name", ["since", "language", "story"])
def test_a_line_break_after_what_is_asked_is_refused(client: TestClient, name: str) -> None:
    sound = {"since": "2031", "language": "fr", "story": "s1"}[name]
    assert client.get(f"{BASE}/search", params={name: sound}).status_code == 200
    _is_problem(client.get(f"{BASE}/search", params={name: f"{sound}\n"}), 400)


@pytest.mark.parametrize(
    ("path", "allowed"),
    [("/documents", {"GET", "HEAD", "POST"}), ("/judgements", {"GET", "HEAD", "POST"}), ("/stats", {"GET", "HEAD"}),
     ("/read", {"POST"})],
)  # fmt: skip
@pytest.mark.parametrize("method", ["PUT", "DELETE", "OPTIONS"])
def test_another_method_is_told_which_there_are(client: TestClient, path: str, allowed: set[str], method: str) -> None:
    answer = client.request(method, BASE + path)
    _is_problem(answer, 405)
    assert {one.strip() for one in answer.headers["allow"].split(",")} == allowed


def test_an_article_is_read(client: TestClient) -> None:
    answer = client.post(f"{BASE}/read", json=ARTICLE)
    assert answer.status_code == 200
    _check(answer, "read.reading")
    assert answer.json()["document"]["published"] == "2031-04-08"
    assert client.post(f"{BASE}/read", json={"html": f"<p>{ARTICLE['text']}</p>"}).status_code == 200


@pytest.mark.parametrize(
    "body",
    [
        {},
        [],
        [None],
        "text",
        {"text": ""},
        {"text": "a", "html": "b"},
        {"text": 3},
        {"text": "a", "unknown": 1},
        {"text": "a", "published": "yesterday"},
        {"text": "a", "published": "2031-13"},
        {"text": "a", "published": "2031-02-30"},
        {"text": "a", "published": "0000"},
        {"text": "a", "published": "2031\n"},
        {"text": "a", "lang": "fr\n"},
        {"text": "a", "title": "a" * 501},
        {"url": "file:///etc/passwd"},
        {"url": "http://127.0.0.1/"},
        {"url": "http://[::1]/"},
    ],
)
def test_what_is_no_article_is_a_problem(client: TestClient, body: object) -> None:
    _is_problem(client.post(f"{BASE}/read", json=body), 400)
    _is_problem(client.post(f"{BASE}/documents", json=body), 400)


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"\xff", b"[" * 100_000, b"NaN", b'{"text": "half a \\ud800 character"}', b'{"text": "\xed\xa0\x80"}'],
)
def test_what_is_no_json_is_a_problem(client: TestClient, content: bytes) -> None:
    headers = {"content-type": "application/json"}
    _is_problem(client.post(f"{BASE}/read", content=content, headers=headers), 400)
    _is_problem(client.post(f"{BASE}/read", content=content, headers={"content-type": "text/plain"}), 415)


@pytest.mark.parametrize(
    ("body", "words"),
    [({"url": "https://news.example/\n"}, "an address of the web"), ({"text": "long " * 70_000}, "longer than"),
     ({"text": "a", "html": "b"}, "exactly one of text, html and url")],
)  # fmt: skip
def test_why_there_is_no_article_is_said(client: TestClient, body: dict[str, str], words: str) -> None:
    assert words in client.post(f"{BASE}/read", json=body).json()["detail"]


def test_an_article_is_added_once(client: TestClient) -> None:
    first, again = (client.post(f"{BASE}/documents", json=ARTICLE) for _ in range(2))
    assert first.status_code == again.status_code == 201
    _check(first, "Added")
    assert (first.json()["outcome"], again.json()["outcome"]) == ("added", "unchanged")
    assert client.get(f"{BASE}/documents/{first.json()['document']}").status_code == 200


def test_a_judgement_is_made_and_taken_back(client: TestClient) -> None:
    body = {"verdict": "reject", "about": "edge", "targets": [{"id": "dam-fr"}, {"id": "dam-en"}], "by": "Élise"}
    made = client.post(f"{BASE}/judgements", json=body)
    assert made.status_code == 201
    _check(made, "Judgements")
    number = made.json()["judgements"][0]["id"]
    undone = client.post(f"{BASE}/judgements/{number}/undo", json={"by": "Élise"})
    assert undone.json()["judgements"][0]["undone_by"] == "Élise"
    _is_problem(client.post(f"{BASE}/judgements/{number}/undo", json={}), 404)
    _is_problem(client.post(f"{BASE}/judgements/x/undo", json={}), 404)
    _is_problem(client.post(f"{BASE}/judgements", json={**body, "verdict": "merge"}), 400)
    _is_problem(client.post(f"{BASE}/judgements", json={**body, "targets": []}), 400)


WRITES = [one for one in ENDPOINTS if one.writes]


@pytest.mark.parametrize("endpoint", WRITES, ids=lambda one: one.name)
def test_only_who_may_writes(ledger: Path, endpoint: Any) -> None:
    path = BASE + endpoint.path.replace("{number}", "1")
    with visiting(ledger) as visitor:
        _is_problem(visitor.post(path, json=ARTICLE), 403)
    with visiting(ledger, write=True, token="rain-on-slate") as visitor:
        for given in ("", "Bearer rain", "Basic rain-on-slate", "rain-on-slate"):
            _is_problem(visitor.post(path, json=ARTICLE, headers={"authorization": given}), 403)
        let_in = visitor.post(path, json=ARTICLE, headers={"authorization": "Bearer rain-on-slate"})
        assert let_in.status_code in (201, 400)


@pytest.mark.parametrize("headers", [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}])
def test_a_page_of_another_site_cannot_write(client: TestClient, headers: dict[str, str]) -> None:
    _is_problem(client.post(f"{BASE}/documents", json=ARTICLE, headers=headers), 403)
    answer = client.options(f"{BASE}/documents", headers={**headers, "access-control-request-method": "POST"})
    assert answer.status_code == 405
    assert "access-control-allow-origin" not in answer.headers


# ---------------------------------------------------------------- the document


def test_the_document_tells_of_every_endpoint(client: TestClient) -> None:
    document = client.get("/api").json()
    assert document["openapi"].startswith("3.1")
    told = {(method.upper(), path) for path, methods in document["paths"].items() for method in methods}
    assert told == {(one.method, BASE + one.path) for one in ENDPOINTS}
    page = client.get("/api/docs").text
    assert all(f'id="{one.name}"' in page for one in ENDPOINTS)


def test_every_shape_is_there_and_sound() -> None:
    schemas = openapi()["components"]["schemas"]
    for name, schema in schemas.items():
        jsonschema.Draft202012Validator.check_schema(schema)
        for used in _refs(schema):
            assert used.removeprefix("#/components/schemas/") in schemas, name
    for one in ENDPOINTS:
        assert one.answer in schemas
        assert one.body is None or one.body.__name__ in schemas


@pytest.mark.parametrize("given", [(), ("text",), ("html",), ("url",), ("text", "url"), ("text", "html", "url")])
def test_the_document_says_that_an_article_is_given_one_way(given: tuple[str, ...]) -> None:
    schema = {"$ref": "#/components/schemas/ArticleBody", "components": openapi()["components"]}
    body = {"text": None, "html": None, "url": None} | dict.fromkeys(given, "https://news.example/")
    assert jsonschema.Draft202012Validator(schema).is_valid(body) == (len(given) == 1)


def _refs(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        if isinstance(schema.get("$ref"), str):
            yield schema["$ref"]
        for part in schema.values():
            yield from _refs(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _refs(part)
