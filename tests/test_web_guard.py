"""What keeps others out: headers, host names, forms from elsewhere, tokens, long bodies, errors without traces."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient
from web_site import FROM_HERE, HERE, proof_of, send, visiting, write_ledger

from selon import Ledger
from selon.web import ServeSettings, create_app
from selon.web.answering import local_path
from selon.web.guard import Guard
from selon.web.settings import is_loopback

TEXT = "La mairie a annoncé la fermeture du pont."


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return write_ledger(tmp_path / "small.db")


@pytest.fixture
def client(ledger: Path) -> Iterator[TestClient]:
    with visiting(ledger, write=True) as visitor:
        yield visitor


@pytest.mark.parametrize(
    "path", ["/", "/stories/s1", "/nothing", "/static/none", "/api", "/api/v1/stories", "/stories/s1/claims.csv"]
)
def test_every_answer_has_the_headers(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["cross-origin-opener-policy"] == "same-origin"
    assert "camera=()" in headers["permissions-policy"]
    assert "access-control-allow-origin" not in headers


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("127.0.0.1:8765", 200),
        ("localhost:8765", 200),
        ("[::1]:8765", 200),
        ("192.168.1.4:8765", 200),
        ("rebound.example", 421),
        ("127.0.0.1.rebound.example:8765", 421),
        ("localhost.evil.example", 421),
        ("", 421),
    ],
)
def test_only_our_own_names_are_answered_to(client: TestClient, host: str, status: int) -> None:
    assert client.get("/", headers={"host": host}).status_code == status


def test_a_name_can_be_added(ledger: Path) -> None:
    guard = Guard(None, ServeSettings(ledger, host="0.0.0.0", names=("Desk.Example",)))  # type: ignore[arg-type]
    assert guard.is_ours("desk.example:443")
    assert not guard.is_ours("0.example")


@pytest.mark.parametrize(
    ("host", "own"),
    [("127.0.0.1", True), ("localhost", True), ("::1", True), ("127.4.0.9", True), ("0.0.0.0", False), ("::", False),
     ("192.168.0.2", False), ("desk.example", False), ("", False)],
)  # fmt: skip
def test_loopback(host: str, *, own: bool) -> None:
    assert is_loopback(host) is own


# ---------------------------------------------------------------- forms


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
    ],
)
def test_a_form_from_elsewhere_is_refused(client: TestClient, headers: dict[str, str]) -> None:
    data = {"proof": proof_of(client), "text": TEXT}
    assert client.post("/read", data=data, headers=headers).status_code == 403
    assert client.post("/add", data=data, headers=headers).status_code == 403


@pytest.mark.parametrize("proof", ["", "0" * 64, "é"])
def test_a_form_without_its_proof_is_refused(client: TestClient, proof: str) -> None:
    proof_of(client)
    assert client.post("/read", data={"proof": proof, "text": TEXT}, headers=FROM_HERE).status_code == 403


def test_a_proof_is_of_one_browser(client: TestClient) -> None:
    proof = proof_of(client)
    client.cookies.clear()
    assert client.post("/read", data={"proof": proof, "text": TEXT}, headers=FROM_HERE).status_code == 403
    proof_of(client)
    assert client.post("/read", data={"proof": proof, "text": TEXT}, headers=FROM_HERE).status_code == 403


def test_the_cookie_is_for_this_site_alone(client: TestClient) -> None:
    client.cookies.clear()
    cookie = client.get("/").headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


def test_nothing_is_changed_by_looking(client: TestClient) -> None:
    for path in ("/add", "/judgements/1/undo"):
        assert client.get(path).status_code == 405


def test_nobody_writes_unless_it_was_said(ledger: Path) -> None:
    with visiting(ledger) as visitor:
        assert send(visitor, "/add", {"text": TEXT}).status_code == 403
        assert send(visitor, "/judgements", {"verdict": "reject", "about": "claim"}).status_code == 403
        assert 'action="/add"' not in send(visitor, "/read", {"text": TEXT}).text
        assert 'action="/judgements"' not in visitor.get("/stories/s1").text


# ---------------------------------------------------------------- the token


def test_others_cannot_write_without_a_token(ledger: Path) -> None:
    with pytest.raises(ValueError, match="token"):
        create_app(ServeSettings(ledger, write=True, host="0.0.0.0"))
    create_app(ServeSettings(ledger, write=True, host="0.0.0.0", token="t"))
    create_app(ServeSettings(ledger, host="0.0.0.0"))


def test_a_token_lets_in(ledger: Path) -> None:
    with visiting(ledger, write=True, token="rain-on-slate") as visitor:
        assert send(visitor, "/add", {"text": TEXT}).status_code == 403
        wrong = send(visitor, "/enter", {"token": "rain"})
        assert (wrong.status_code, "That is not the token." in wrong.text) == (403, True)
        assert send(visitor, "/enter", {"token": "rain-on-slate"}).status_code == 303
        assert send(visitor, "/add", {"text": TEXT}).status_code == 303
        assert "rain-on-slate" not in visitor.get("/").text


def test_an_address_with_the_token_is_left_at_once(ledger: Path) -> None:
    with visiting(ledger, write=True, token="rain-on-slate") as visitor:
        answer = visitor.get("/enter?token=rain-on-slate")
        assert (answer.status_code, answer.headers["location"]) == (303, "/")
        assert 'action="/judgements"' in visitor.get("/stories/s1").text
        assert visitor.get("/enter?token=other").status_code == 403


# ---------------------------------------------------------------- bodies and errors


def test_a_body_without_end_is_cut_off(client: TestClient) -> None:
    def long() -> Iterator[bytes]:
        # without a Content-Length, so that it is only found out as it comes
        yield from (b"x" * 65_536 for _ in range(120))

    headers = {**FROM_HERE, "content-type": "application/x-www-form-urlencoded"}
    assert client.post("/read", content=long(), headers=headers).status_code == 413
    headers["content-type"] = "application/json"
    assert client.post("/api/v1/read", content=long(), headers=headers).status_code == 413


def test_a_file_that_is_too_large_is_refused(client: TestClient) -> None:
    large = {"file": ("large.txt", b"x" * 2_000_001, "text/plain")}
    assert send(client, "/read", {}, files=large).status_code in (400, 413)


@pytest.mark.parametrize(
    "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain", ""]
)
@pytest.mark.parametrize("body", [b"", b"\xff\xfe\x00", b"--b\r\nContent-Disposition: form-data\r\n\r\nx", b"=" * 300])
def test_a_body_that_is_no_form(client: TestClient, kind: str, body: bytes) -> None:
    assert client.post("/read", content=body, headers={**FROM_HERE, "content-type": kind}).status_code in (400, 403)


def test_a_mistake_of_ours_is_told_by_its_number_alone(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*_: Any, **__: Any) -> None:
        raise RuntimeError("secret of the machine")

    monkeypatch.setattr(Ledger, "stories", broken)
    for path in ("/", "/stories", "/api/v1/stories"):
        answer = client.get(path)
        assert answer.status_code == 500
        assert "secret" not in answer.text
        assert "Traceback" not in answer.text
        number = caplog.records[-1].getMessage().split()[1].rstrip(":")
        assert number in answer.text
    assert "secret of the machine" in caplog.text


@pytest.mark.parametrize(
    "path",
    [
        "/static",
        "/static/",
        "/static/..%2fapp.py",
        "/static/../app.py",
        "/static/style.css",
        "/templates/base.html.j2",
        "/.git/config",
    ],
)
def test_no_folder_is_ever_listed(client: TestClient, path: str) -> None:
    assert client.get(path, follow_redirects=True).status_code == 404


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ("/stories/s1?all=1", "/stories/s1?all=1"),
        ("//evil.example/", "/"),
        ("https://evil.example/", "/"),
        ("/\\evil.example", "/"),
        ("javascript:alert(1)", "/"),
        ("/a\r\nset-cookie: x=1", "/"),
        ("stories", "/"),
        ("", "/"),
    ],
)
def test_a_form_leads_back_to_a_page_of_ours(given: str, path: str) -> None:
    assert local_path(given, "/") == path


def test_a_form_is_known_by_its_own_address(client: TestClient) -> None:
    assert (
        client.post("/read", data={"proof": proof_of(client), "text": TEXT}, headers={"origin": HERE}).status_code
        == 200
    )
