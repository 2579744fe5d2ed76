"""Judging in place: each judgement by the form that stands on its page, seen at once, and taken back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_site import Seen, send, visiting, write_ledger

from selon import Ledger
from selon.types import Judgement, Verdict

_HIDDEN = re.compile(r'<input type="hidden" name="([a-z]+)" value="([^"]*)"')


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write_ledger(tmp_path / "small.db")


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with visiting(ledger, write=True) as visitor:
        yield visitor


def _forms(page: str, about: str) -> list[dict[str, list[str]]]:
    """The hidden fields of the forms on a page that judge something of a kind."""
    forms = []
    for form in re.findall(r'<form action="/judgements" method="post">(.*?)</form>', page, re.DOTALL):
        fields: dict[str, list[str]] = {}
        for name, value in _HIDDEN.findall(form):
            fields.setdefault(name, []).append(unescape(value))
        if fields["about"] == [about]:
            forms.append(fields)
    return forms


def _made(ledger: Path) -> tuple[Judgement, ...]:
    with Ledger(ledger, write=False) as kept:
        return kept.judgements()


def test_a_claim_is_rejected_and_that_is_taken_back(client: TestClient, ledger: Path) -> None:
    path = "/documents/dam-fr"
    form = _forms(client.get(path).text, "claim")[0]
    sent = send(client, "/judgements", {**form, "verdict": "reject", "why": "c’est l’avocat", "by": "Élise"})
    assert (sent.status_code, sent.headers["location"]) == (303, path)
    page = client.get(path)
    assert "rejected by a person" in page.text
    assert "c’est l’avocat" in page.text
    assert 'value="Élise"' in page.text, "the name is remembered"
    (made,) = _made(ledger)
    assert (made.verdict, made.by, made.targets[0].id) == (Verdict.REJECT, "Élise", "dam-fr")
    assert "rejected" in client.get("/search?q=fissuré").text
    undone = send(client, f"/judgements/{made.id}/undo", {"by": "Élise", "back": path})
    assert (undone.status_code, undone.headers["location"]) == (303, path)
    assert _made(ledger)[0].undone_by == "Élise"
    assert "rejected by a person" not in client.get(path).text


@pytest.mark.parametrize("verdict", ["confirm", "reject"])
def test_a_claim_link_or_match_of_a_story_is_judged(client: TestClient, ledger: Path, verdict: str) -> None:
    page = client.get("/stories/s1").text
    forms = [form for about in ("edge", "match", "conflict") for form in _forms(page, about)]
    for form in forms:
        assert send(client, "/judgements", {**form, "verdict": verdict}).status_code == 303
    assert len(_made(ledger)) == len(forms)
    assert "What people judged, applied here" in client.get("/stories/s1").text or not forms


def test_two_documents_are_said_not_to_be_linked(client: TestClient) -> None:
    fields = {
        "about": "edge",
        "verdict": "reject",
        "target": ["dam-fr", "dam-en"],
        "start": ["", ""],
        "end": ["", ""],
        "name": ["", ""],
    }
    assert send(client, "/judgements", fields).status_code == 303
    listed = Seen(client.get("/judgements").text)
    assert "who took from whom" in listed.text
    assert "/documents/dam-en" in listed.links


def test_a_story_is_split_and_others_joined(client: TestClient) -> None:
    form = _forms(client.get("/stories/s1").text, "story")[0]
    assert send(client, "/judgements", {**form, "part": "dam-en", "why": "another dam"}).status_code == 303
    assert "1 document" in client.get("/stories/s1").text
    stories = {link for link in Seen(client.get("/stories").text).links if link.startswith("/stories/")}
    assert len(stories) == 3
    (new,) = stories - {"/stories/s1", "/stories/s2"}
    assert client.get(new).status_code == 200
    assert send(client, "/judgements/1/undo", {}).status_code == 303
    assert "2 documents" in client.get("/stories/s1").text
    merge = {"about": "story", "verdict": "merge", "target": ["s1", "s2"], "back": "/stories/s1"}
    assert send(client, "/judgements", merge).status_code == 303
    assert "3 documents" in client.get("/stories/s1").text


def test_persons_are_merged_by_name_and_parted_again(client: TestClient, ledger: Path) -> None:
    with Ledger(ledger, write=False) as kept:
        one, other = kept.entities("Korvantchenko")[0], kept.entities("Odile Trévenard")[0]
    fields = {"about": "entity", "verdict": "merge", "target": [one.id, "Trevenard"], "back": f"/who/{one.id}"}
    assert send(client, "/judgements", fields).status_code == 303
    page = client.get(f"/who/{one.id}").text
    assert "Odile Trévenard" in page
    split = {
        "about": "entity",
        "verdict": "split",
        "target": one.id,
        "other": "Odile Trévenard",
        "back": f"/who/{one.id}",
    }
    assert send(client, "/judgements", split).status_code == 303
    assert client.get(f"/who/{other.id}", follow_redirects=True).status_code == 200
    for made in _made(ledger)[::-1]:
        assert send(client, f"/judgements/{made.id}/undo", {}).status_code == 303
    assert all(made.undone for made in _made(ledger))


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({}, 400),
        ({"verdict": "true", "about": "claim"}, 400),
        ({"verdict": "merge", "about": "claim", "target": "dam-fr"}, 400),
        ({"verdict": "reject", "about": "claim", "target": "none", "start": "0", "end": "9", "name": ""}, 404),
        ({"verdict": "merge", "about": "story", "target": ["s1", "s999"]}, 404),
        ({"verdict": "merge", "about": "story", "target": ["s1", "x"]}, 404),
        ({"verdict": "merge", "about": "entity", "target": ["n1", "Nobody Atall"]}, 404),
    ],
)
def test_what_makes_no_sense_is_refused(
    client: TestClient, ledger: Path, fields: dict[str, object], status: int
) -> None:
    assert send(client, "/judgements", fields).status_code == status
    assert _made(ledger) == ()


def test_what_was_not_judged_cannot_be_taken_back(client: TestClient) -> None:
    assert send(client, "/judgements/7/undo", {}).status_code == 404


def test_a_form_that_leads_elsewhere_is_not_followed(client: TestClient) -> None:
    form = _forms(client.get("/documents/dam-fr").text, "claim")[0]
    sent = send(client, "/judgements", {**form, "verdict": "confirm", "back": "https://evil.example/"})
    assert sent.headers["location"] == "/judgements"
