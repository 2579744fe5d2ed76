"""The HTTP API held to its own document, by Schemathesis, which asks for what the document allows and what it does not.

Every answer has a status, a type and a shape that the document names, and none is a failure of the server. What the
document allows is taken, what it forbids refused, and another method is told which there are.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, settings
from schemathesis.checks import CHECKS, load_all_checks
from schemathesis.config import SchemathesisConfig
from web_site import write_ledger

from selon.page.fetch import Fetcher
from selon.types import Page
from selon.web import ServeSettings, create_app
from selon.web.api.endpoints import ENDPOINTS

HOST = "testserver"
"""The host that Schemathesis asks for."""
UNTOLD = frozenset({"add", "judge"})
"""What can be refused for what no schema says: a page without words, a verdict that does not go with its targets."""
THERE = {
    "path.story": ("s1", "s2"),
    "path.document": ("dam-fr", "dam-en", "fair"),
    "path.entity": ("n1", "n2", "Korvantchenko", "prefecture"),
    "path.number": (1,),
    "query.story": ("s1", "s2"),
    "query.q": ("barrage", "dam", '"not been inspected"', "habitants"),
    "query.holder": ("Korvanchenko", "n1"),
    "query.name": ("Korvanchenko", "n1"),
    "body.targets[*].id": ("s1", "s2", "n1", "n2", "dam-fr", "dam-en"),
}
"""What is in the ledger, so that answers are given and not only refused; asked for every other time."""


def config() -> SchemathesisConfig:
    names = {place: place.replace(".", "-").replace("[*]", "") for place in THERE}
    return SchemathesisConfig.from_dict(
        {
            "dictionaries": {names[place]: {"values": list(values)} for place, values in THERE.items()},
            "parameters": {place: {"dictionary": name, "probability": 0.5} for place, name in names.items()},
        }
    )


def app_of(ledger: Path, **more: Any) -> Any:
    return create_app(ServeSettings(ledger, meaning=False, names=(HOST,), **more))


load_all_checks()
DOCUMENT = schemathesis.openapi.from_asgi("/api", app_of(Path("none.db")), config=config())
ACCEPTANCE = CHECKS.get_one("positive_data_acceptance")
# the same cases in every run, here as in CI: what is looked for is where the API and its document part
some = settings(max_examples=12, derandomize=True, database=None, suppress_health_check=list(HealthCheck))


@pytest.fixture(autouse=True)
def no_fetching(monkeypatch: pytest.MonkeyPatch) -> None:
    page = Page(source="x", content="La mairie de Sarvelle a annoncé la fermeture du pont.", media="text/plain")
    monkeypatch.setattr(Fetcher, "fetch", lambda _self, _url: page)


@pytest.fixture(scope="module")
def read_only(tmp_path_factory: pytest.TempPathFactory) -> Any:
    return app_of(write_ledger(tmp_path_factory.mktemp("read") / "small.db"))


@pytest.fixture
def writable(tmp_path: Path) -> Any:
    return app_of(write_ledger(tmp_path / "small.db"), write=True)


def hold_to_document(case: Any, app: Any) -> None:
    left_out = [ACCEPTANCE] if case.operation.definition.raw["operationId"] in UNTOLD else []
    case.call_and_validate(app=app, excluded_checks=left_out)


@DOCUMENT.parametrize()
@some
def test_a_reader_that_only_reads_answers_as_documented(case: Any, read_only: Any) -> None:
    hold_to_document(case, read_only)


@DOCUMENT.parametrize()
@some
def test_a_reader_that_is_written_to_answers_as_documented(case: Any, writable: Any) -> None:
    hold_to_document(case, writable)


def test_everything_that_can_be_asked_is_held_to_it() -> None:
    asked = {result.ok().definition.raw["operationId"] for result in DOCUMENT.get_all_operations()}
    assert asked == {one.name for one in ENDPOINTS}
