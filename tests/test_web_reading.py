"""Reading what is pasted, dropped or pointed at, and adding it by one button; nothing private is ever fetched."""

from __future__ import annotations

import ipaddress
import re
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from page_site import Site, answer
from starlette.testclient import TestClient
from web_site import Seen, send, visiting, write_ledger

from selon import FetchSettings, Ledger

TEXT = (
    "Le pont de Sarvelle est fermé\n\n"
    "La mairie a annoncé la fermeture du pont. « Il est fissuré », a déclaré Berthe Aumarre."
)
PAGE = (
    f"<!doctype html><html lang=fr><title>Pont fermé</title><article><h1>Le pont est fermé</h1><p>{TEXT}</p></article>"
)


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write_ledger(tmp_path / "small.db")


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with visiting(ledger, write=True) as visitor:
        yield visitor


@pytest.fixture
def numbers_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """Addresses in figures stand for themselves; nobody is asked for others."""

    def lookup(host: str, port: int, *_: object, **__: object) -> list[tuple[object, ...]]:
        number = {"127.1": "127.0.0.1"}.get(host, str(ipaddress.ip_address(host)))
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (number, port))]

    monkeypatch.setattr("socket.getaddrinfo", lookup)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


def _local() -> FetchSettings:
    return FetchSettings(allow_private=True, delay=0.0, timeout=5.0)


def test_a_text_is_read_and_not_kept(client: TestClient, ledger: Path) -> None:
    before = _documents(ledger)
    page = send(client, "/read", {"text": TEXT})
    assert page.status_code == 200
    seen = Seen(page.text)
    assert "La mairie a annoncé la fermeture du pont." in seen.text
    assert [one for one in seen.all("mark") if one.get("class", "").startswith("s-")]
    assert seen.all("details")
    assert _documents(ledger) == before


def test_a_file_is_read(client: TestClient) -> None:
    page = send(
        client, "/read", {"text": ""}, files={"file": ("C:\\artikel\\pont.html", PAGE.encode("utf-16"), "text/html")}
    )
    assert page.status_code == 200
    assert "Berthe Aumarre" in Seen(page.text).text


def test_the_source_of_a_page_can_be_pasted(client: TestClient) -> None:
    page = Seen(send(client, "/read", {"text": PAGE}).text)
    assert "Le pont est fermé" in page.text
    assert "<article>" not in page.text


def test_one_button_adds_what_was_read(client: TestClient, ledger: Path) -> None:
    page = send(client, "/read", {"text": TEXT}).text
    carried = dict(re.findall(r'<input type="hidden" name="(content|media|source|fetched)" value="([^"]*)"', page))
    added = send(client, "/add", carried)
    assert added.status_code == 303
    assert "Berthe Aumarre" in Seen(client.get(added.headers["location"]).text).text
    again = send(client, "/add", carried)
    assert again.headers["location"] == added.headers["location"]
    with Ledger(ledger, write=False) as kept:
        assert sum("Sarvelle" in (head.title or "") for head in kept.documents(most=50)) <= 1
        assert len(kept.documents(most=50)) == 4


def test_a_list_shows_what_came_in(client: TestClient) -> None:
    before = client.get("/stories?part=stories")
    send(client, "/add", {"text": TEXT})
    after = client.get("/stories?part=stories", headers={"if-none-match": before.headers["etag"]})
    assert after.status_code == 200
    assert "Sarvelle" in after.text
    assert "Sarvelle" not in before.text


def test_an_address_is_fetched_and_read(ledger: Path, site: Site) -> None:
    site.replies["/a"] = answer(200, PAGE)
    with visiting(ledger, write=True, fetch=_local()) as visitor:
        page = send(visitor, "/read", {"url": site.url("/a")})
        assert page.status_code == 200
        assert "Berthe Aumarre" in page.text
        assert send(visitor, "/read", {"text": f"  {site.url('/a')}\n"}).status_code == 200
        carried = dict(
            re.findall(r'<input type="hidden" name="(content|media|source|fetched)" value="([^"]*)"', page.text)
        )
        assert carried["fetched"] == site.url("/a")
        added = send(visitor, "/add", carried)
        assert site.url("/a") in visitor.get(added.headers["location"]).text


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://127.1:80/x",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://10.1.2.3/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0.0.0.0/",
        "http://user:password@127.0.0.1/",
        "file:///etc/passwd",
        "/etc/passwd",
        "ftp://127.0.0.1/",
        "javascript:alert(1)",
        "https://",
        "-",
    ],
)
@pytest.mark.usefixtures("numbers_only")
def test_nothing_private_is_fetched(client: TestClient, url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_: object, **__: object) -> None:
        pytest.fail("it was connected to")

    monkeypatch.setattr("urllib3.connection.HTTPConnection.connect", never)
    page = send(client, "/read", {"url": url})
    assert page.status_code == 422
    assert "root:" not in page.text
    assert 'role="alert"' in page.text


@pytest.mark.usefixtures("numbers_only")
def test_a_redirect_to_what_is_private_is_refused(ledger: Path, site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    import selon.page.fetch

    site.replies["/a"] = answer(302, Location="http://169.254.169.254/latest/")
    lookup = selon.page.fetch.find_address

    def only_the_site(url: str, host: str, port: int, *, allow_private: bool) -> str:
        return lookup(url, host, port, allow_private=allow_private or port == site.port)

    monkeypatch.setattr("selon.page.fetch.find_address", only_the_site)
    with visiting(ledger, fetch=FetchSettings(delay=0.0, timeout=5.0)) as visitor:
        page = send(visitor, "/read", {"url": site.url("/a")})
        assert page.status_code == 422
        (problem,) = re.findall(r'role="alert"[^>]*>(.*?)</p>', page.text)
        assert "private network" in problem
        assert site.paths() == ["/robots.txt", "/a"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "  "}, "There is nothing to read"),
        ({"url": "news.example/a"}, "This is no address of the web"),
        ({"content": "no base64 é"}, "There is nothing to read"),
        ({"text": "mot " * 100_000}, "longer than an article"),
    ],
)
def test_what_is_wrong_is_said(client: TestClient, fields: dict[str, str], words: str) -> None:
    page = send(client, "/read", fields)
    assert page.status_code == 422
    assert words in Seen(page.text).text


def test_what_is_wrong_is_said_in_french(ledger: Path, site: Site) -> None:
    site.replies["/gone"] = answer(410)
    with visiting(ledger, languages="fr", fetch=_local()) as visitor:
        assert "le site a répondu 410." in Seen(send(visitor, "/read", {"url": site.url("/gone")}).text).text
        assert "Il n’y a rien à lire" in Seen(send(visitor, "/read", {"text": ""}).text).text


def test_readers_wait_for_each_other_only_so_long(ledger: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.web.desk._WAIT", 0.01)
    with visiting(ledger, heavy=1) as visitor:
        desk = visitor.app.state.desk  # type: ignore[attr-defined]
        with desk.heavy():
            assert send(visitor, "/read", {"text": TEXT}).status_code == 503
        assert send(visitor, "/read", {"text": TEXT}).status_code == 200


def test_the_address_of_a_reading_leads_to_where_one_is_made(client: TestClient) -> None:
    assert client.get("/read").headers["location"] == "/#desk"


def _documents(ledger: Path) -> int:
    with Ledger(ledger, write=False) as kept:
        return kept.stats().documents
