"""The ledger's commands as a user types them."""

from __future__ import annotations

import csv
import json
import os
import shutil
import sys
from io import StringIO
from pathlib import Path

import jsonschema
import pytest
from ledger_articles import dam, dam_en, dam_later, fair
from typer.testing import CliRunner, Result

import selon
from ledger_crowd import write_articles
from selon.api.ledger import Ledger
from selon.cli import app
from selon.cli.keeping import ExportFormat
from selon.report.exchange import FORMATS

RUNNER = CliRunner()


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli") / "selon.db"
    with Ledger(path, meaning=False) as ledger:
        for reading in (dam(), fair(), dam_en(), dam_later()):
            ledger.add(reading)
    return path


def _run(*words: str, path: Path, fails: int = 0) -> Result:
    result = RUNNER.invoke(app, list(words), env={"SELON_LEDGER": str(path), "LC_ALL": "en_GB.UTF-8", "COLUMNS": "100"})
    assert result.exit_code == fails, result.output
    assert "Traceback" not in result.output
    return result


def test_adding_tells_what_became_of_each(tmp_path: Path) -> None:
    ledger, source = tmp_path / "new.db", write_articles(tmp_path / "articles.jsonl", 3)
    with source.open("a", encoding="utf-8") as stream:
        stream.write("no record\n")
    command = ("add", str(source), "--processes", "1", "--words-only")
    first = _run(*command, path=ledger, fails=1)
    assert "added: 3" in first.stdout
    assert "failed: 1" in first.stdout
    assert f"{source}:4: not JSON" in first.stderr
    again = _run(*command, "--format", "json", path=ledger, fails=1)
    assert json.loads(again.stdout)["outcomes"]["unchanged"] == 3


def test_stories_are_listed(path: Path) -> None:
    shown = _run("stories", path=path).stdout
    assert shown.index("s2  La foire aux fromages") < shown.index("s1  Le barrage de Vorlande")
    heads = json.loads(_run("stories", "--format", "json", "--size", "1", path=path).stdout)
    assert (heads["total"], [head["id"] for head in heads["stories"]]) == (2, ["s2"])


def test_a_story_shows_what_its_updates_changed(path: Path) -> None:
    shown = _run("story", "s1", "--words-only", path=path).stdout
    assert "40 habitants became 60 habitants" in shown
    told = json.loads(_run("story", "s1", "--words-only", "--format", "json", path=path).stdout)
    assert told["revisions"][0]["document"] == "dam-fr"
    schema = json.loads((Path(selon.__file__).parent / "report" / "schema" / "trace.schema.json").read_text("utf-8"))
    jsonschema.validate(told, schema)
    assert "<svg" in _run("story", "s1", "--words-only", "--format", "html", path=path).stdout


def test_search_and_its_filters(path: Path) -> None:
    assert "foire aux fromages" in _run("search", "FOIRES", path=path).stdout
    found = json.loads(_run("search", "--holder", "Korvanchenko", "--format", "json", path=path).stdout)
    assert {hit["document"]["id"] for hit in found["hits"]} == {"dam-fr", "dam-en"}
    none = _run("search", "Korvantschenko", "--no-variants", path=path).stdout
    assert "Nothing" in none
    documents = _run("search", "inspected", "--documents", path=path).stdout
    assert "dam-en" in documents


@pytest.mark.parametrize(
    ("words", "error"),
    [
        (("search", "x", "--standing", "proven"), "none of stated, attributed"),
        (("search", "x", "--since", "yesterday"), "is no date"),
        (("story", "s99"), "no such story"),
        (("story", "barrage"), "no such story"),
        (("who", "Nobody Whatever"), "nobody of that name"),
        (("figures",), "say which number"),
        (("judge", "merge", "s1", "n2"), "targets of one sort"),
        (("judge", "reject", "dam-fr#c99"), "no claim c99"),
        (("judge", "undo", "77"), "no such judgement"),
        (("export", "--story", "s99"), "no such story"),
        (("import", "nowhere.jsonl"), "no such file"),
    ],
)
def test_what_cannot_be_done_is_said(path: Path, words: tuple[str, ...], error: str) -> None:
    result = _run(*words, path=path, fails=2)
    assert error in " ".join(result.stderr.replace("│", " ").split())
    assert result.stdout == ""


def test_a_ledger_that_is_not_there(tmp_path: Path) -> None:
    result = _run("stories", path=tmp_path / "none.db", fails=2)
    assert "no such ledger; make one with `selon add SOURCE" in result.stderr
    assert not (tmp_path / "none.db").exists()


def test_who_and_figures(path: Path, tmp_path: Path) -> None:
    shown = _run("who", "Korvantschenko", path=path).stdout
    assert "Anselme Korvantchenko (person)" in shown
    assert "Le barrage ne cédera pas" in shown
    table = _run("figures", "evacués", path=path).stdout
    assert "60 habitants" in table
    picture = tmp_path / "figures.svg"
    _run("figures", "évacués", "--format", "svg", "--output", str(picture), path=path)
    assert picture.read_text("utf-8").startswith("<svg")
    png = tmp_path / "figures.png"
    pytest.importorskip("resvg_py")
    result = RUNNER.invoke(
        app, ["figures", "évacués", "--format", "png", "--output", str(png)], env={"SELON_LEDGER": str(path)}
    )
    if result.exit_code == 2 and "no font" in result.stderr:
        pytest.skip("this machine has no font")
    assert png.read_bytes().startswith(b"\x89PNG")


def test_judging_listing_undoing(path: Path) -> None:
    made = _run("judge", "reject", "dam-fr", "dam-en", "--why", "both from the wire", "--by", "Ana", path=path).stdout
    assert "Ana" in made
    assert "both from the wire" in made
    listed = json.loads(_run("judge", "list", "--format", "json", path=path).stdout)
    number = listed["judgements"][-1]["id"]
    assert "undone" in _run("judge", "undo", str(number), "--by", "Bo", path=path).stdout


def test_the_formats_are_those_of_the_list() -> None:
    assert [one.value for one in ExportFormat] == list(FORMATS)


@pytest.mark.parametrize("name", list(FORMATS))
def test_every_format_is_written(path: Path, tmp_path: Path, name: str) -> None:
    written = tmp_path / f"out{FORMATS[name].ending}"
    told = _run("export", "--format", name, "--output", str(written), path=path).stderr
    assert "written to" in told
    assert written.stat().st_size > 100


def test_a_story_is_exported_alone(path: Path) -> None:
    rows = list(csv.DictReader(StringIO(_run("export", "--format", "csv", "--story", "s2", path=path).stdout)))
    assert {row["document"] for row in rows} == {"fair"}


def test_export_and_import_are_equal(path: Path, tmp_path: Path) -> None:
    written, copy = tmp_path / "all.jsonl", tmp_path / "copy.db"
    _run("export", "--output", str(written), path=path)
    _run("import", str(written), path=copy)
    again = tmp_path / "again.jsonl"
    _run("export", "--output", str(again), path=copy)
    assert again.read_bytes() == written.read_bytes()
    bad = tmp_path / "bad.jsonl"
    bad.write_bytes(b"{}\n" + written.read_bytes())
    result = _run("import", str(bad), path=tmp_path / "third.db", fails=1)
    assert f"{bad}:1:" in result.stderr


def test_health(path: Path) -> None:
    assert "No fault found" in _run("ledger", "check", path=path).stdout
    stats = json.loads(_run("ledger", "stats", "--format", "json", path=path).stdout)
    assert (stats["documents"], stats["versions"], stats["stories"]) == (3, 4, 2)


@pytest.mark.parametrize(
    "words", [("story", "s1"), ("figures", "évacués"), ("ledger", "check"), ("who", "Korvantchenko")]
)
def test_a_ledger_that_may_not_be_written_is_asked_and_stays_as_it_is(
    path: Path, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "selon.db"
    shutil.copy(path, closed)
    before = closed.read_bytes()
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)  # root, who may run this, may write anywhere
    assert _run(*words, path=closed).stdout.strip()
    assert closed.read_bytes() == before


def test_damage_is_found(path: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "damaged.db"
    damaged.write_bytes(path.read_bytes())
    with Ledger(damaged) as ledger:
        ledger._store._connection.execute("UPDATE version SET text = substr(text, 1, 20) WHERE latest")
        ledger._store._connection.execute("DELETE FROM claim WHERE id = (SELECT max(id) FROM claim)")
    shown = _run("ledger", "check", path=damaged, fails=1).stdout
    assert "lie outside of the text" in shown
    assert "without a claim" in shown


def test_french(path: Path) -> None:
    result = RUNNER.invoke(app, ["stories", "--ui-lang", "fr"], env={"SELON_LEDGER": str(path)})
    assert "Récits" in result.stdout or "Histoires" in result.stdout or "récits" in result.stdout


def test_help_has_examples() -> None:
    for words in (["add"], ["search"], ["who"], ["figures"], ["export"], ["judge"], ["ledger"], ["story"], ["import"]):
        shown = RUNNER.invoke(app, [*words, "--help"]).stdout
        assert "Examples:" in shown, words
    assert sys.version_info >= (3, 11)
