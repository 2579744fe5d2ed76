"""A reader of a small ledger, and what tests ask of its pages."""

from __future__ import annotations

import functools
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from ledger_articles import dam, dam_en, dam_later, fair
from starlette.testclient import TestClient

from selon import Ledger
from selon.web import ServeSettings, create_app

HERE = "http://127.0.0.1:8765"
FROM_HERE = {"sec-fetch-site": "same-origin", "origin": HERE}
VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})


@functools.cache
def _kept() -> bytes:
    """A ledger of two stories, one of them with a document in two versions, followed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.db"
        with Ledger(path, meaning=False) as ledger:
            for reading in (dam(), dam_en(), dam_later(), fair()):
                ledger.add(reading)
            ledger.follow()
        return path.read_bytes()


def write_ledger(path: Path) -> Path:
    """The same ledger at a path."""
    path.write_bytes(_kept())
    return path


@contextmanager
def visiting(ledger: Path, *, languages: str = "en", base: str = HERE, **settings: Any) -> Iterator[TestClient]:
    """A browser at a reader of the ledger."""
    app = create_app(ServeSettings(ledger, meaning=False, **settings))
    with TestClient(app, base_url=base, headers={"accept-language": languages}, follow_redirects=False) as client:
        yield client


def proof_of(client: TestClient) -> str:
    """What a form on the first page carries."""
    found = re.search(r'name="proof" value="([0-9a-f]+)"', client.get("/").text)
    assert found
    return found[1]


def send(client: TestClient, path: str, fields: dict[str, Any], **more: Any) -> Any:
    """A form sent from a page of the reader."""
    return client.post(path, data={"proof": proof_of(client), **fields}, headers=FROM_HERE, **more)


class Seen(HTMLParser):
    """What stands in a page: its elements with their attributes, and the words between them."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.wrong: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.wrong.append(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return "".join(self.words)

    def all(self, tag: str) -> list[dict[str, str]]:
        return [attrs for name, attrs in self.elements if name == tag]

    def values(self, name: str) -> list[str]:
        return [attrs[name] for _, attrs in self.elements if name in attrs]

    @property
    def links(self) -> list[str]:
        return [attrs["href"] for attrs in self.all("a") if "href" in attrs]
