"""Articles written to harm: whatever carries scripts, markup or turned text is shown as text, everywhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient
from web_site import Seen, send, visiting

import selon
from selon import Ledger
from selon.types import Reading

EVIL = "<script>alert(1)</script><svg onload=alert(2)><img src=x onerror=alert(3)>{{ 7*7 }}"
TURNED = "abc\u202egnp.exe\u2066 \x1b[31m\x00"
LONG = "x" * 200_000
TEXT = (
    f"{EVIL} le pont est fermé\n\n"
    f"Le préfet Jean {EVIL} Aubrac a annoncé que 12 personnes étaient mortes. « {EVIL} », a déclaré le maire {TURNED}. "
    f"Selon {EVIL}, le pont {LONG} aurait cédé. <a href='javascript:alert(4)'>ici</a>"
)


def _hostile(name: str, text: str) -> Reading:
    return selon.read(
        text=text, lang="fr", id=name, url="javascript:alert(5)//" + EVIL, outlet=EVIL + TURNED, title=EVIL + TURNED,
        published="2031-04-08",
    )  # fmt: skip


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    path = tmp_path_factory.mktemp("web") / "evil.db"
    with Ledger(path, meaning=False) as ledger:
        ledger.add(_hostile("evil", TEXT))
        ledger.add(_hostile('e"><script>alert(6)</script>/../x?y#z%2e', TEXT.replace("12 personnes", "15 personnes")))
        ledger.follow()
    with visiting(path, write=True) as visitor:
        yield visitor


def _harmless(page: str, path: str) -> None:
    seen = Seen(page)
    assert (seen.wrong, seen.open) == ([], []), path
    assert all(one.get("src", "").startswith("/static/") for one in seen.all("script")), path
    assert not seen.all("img"), path
    assert not [name for _, attributes in seen.elements for name in attributes if name.startswith("on")], path
    assert all(link.startswith(("/", "#", "https://", "http://")) for link in seen.links), path
    assert not any(sign in page for sign in "\u202e\u2066\x1b\x00"), path
    assert "49" not in [word.strip() for word in seen.words], path


@pytest.fixture(scope="module")
def paths(client: TestClient) -> list[str]:
    first = ["/", "/stories", "/search?q=pont", "/search?q=pont&of=documents", "/figures?q=personnes", "/judgements"]
    found = dict.fromkeys(first)
    for path in first:
        for link in Seen(client.get(path).text).links:
            if link.startswith(("/stories/", "/documents/", "/who/")):
                found[link.partition("#")[0]] = None
    return list(found)


def test_no_page_runs_what_an_article_carries(client: TestClient, paths: list[str]) -> None:
    assert len([path for path in paths if path.startswith("/documents/")]) >= 2
    for path in paths:
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code == 200, path
        _harmless(answer.text, path)


def test_what_was_written_is_shown_as_text(client: TestClient) -> None:
    page = Seen(client.get("/documents/evil").text)
    assert "<script>alert(1)</script>" in page.text
    assert "{{ 7*7 }}" in page.text
    assert not any("javascript:" in link for link in page.links)


def test_a_pasted_article_is_as_harmless(client: TestClient) -> None:
    answer = send(client, "/read", {"text": TEXT})
    assert answer.status_code == 200
    _harmless(answer.text, "/read")


def test_a_page_with_scripts_is_as_harmless(client: TestClient) -> None:
    body = f"<h1>{EVIL}</h1><p>{'Le pont est fermé. ' * 40}</p><p>{EVIL}</p>"
    page = f"<!doctype html><title>{EVIL}</title><article>{body}</article>"
    answer = send(client, "/read", {}, files={"file": ('"><script>.html', page.encode(), "text/html")})
    assert answer.status_code == 200
    _harmless(answer.text, "/read")


@pytest.mark.parametrize(
    "path", ["/search?q=", "/stories?q=", "/figures?q=", "/who?name=", "/documents/", "/stories/", "/who/", "/nothing?"]
)
@pytest.mark.parametrize(
    "words", [EVIL, TURNED, '" OR 1=1 --', "%00%ff", "a" * 5000, '"', "outlet:" + EVIL, "NEAR(a b)", "story:s9"]
)
def test_no_address_does_harm(client: TestClient, path: str, words: str) -> None:
    from urllib.parse import quote

    answer = client.get(path + quote(words, safe="%"), follow_redirects=True)
    assert answer.status_code in (200, 404)
    if answer.headers["content-type"].startswith("text/html"):
        _harmless(answer.text, path)


def test_what_is_wrong_with_a_form_is_told_harmlessly(client: TestClient) -> None:
    answer = send(client, "/read", {"url": "javascript:alert(1)", "text": ""})
    assert answer.status_code == 422
    _harmless(answer.text, "/read")


@pytest.mark.parametrize("file", ["story.html", "lineage.svg"])
def test_a_file_that_is_taken_away_is_as_harmless(client: TestClient, paths: list[str], file: str) -> None:
    (story, *_) = [path for path in paths if path.startswith("/stories/")]
    answer = client.get(f"{story}/{file}")
    assert answer.status_code == 200
    assert answer.headers["content-disposition"].startswith("attachment")
    assert "<script>alert" not in answer.text
    assert "onload=alert" not in answer.text.replace("&lt;svg onload=alert", "")


def test_a_cell_is_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "formula.db"
    with Ledger(path, meaning=False) as ledger:
        ledger.add(
            selon.read(text="Le maire a dit que le pont est fermé.", lang="fr", outlet="=cmd()", title="@SUM(A1)")
        )
    with visiting(path) as visitor:
        text = visitor.get("/search.csv?q=pont").text
        assert '"\'=cmd()"' in text
        assert '"=cmd()"' not in text
