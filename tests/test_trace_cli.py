"""`selon trace`, as a user runs it, on short articles of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from selon.cli import app

FIRST = (
    "La préfecture de Vorenne a annoncé mardi que la digue avait cédé à Tassigny et que 31 maisons étaient détruites. "
    "« Personne n'est blessé », a déclaré Anne Morvec, la maire de Tassigny. Le directeur du barrage aurait été averti "
    "lundi, selon deux salariés."
)
SECOND = (
    "La digue de Tassigny a cédé et 31 maisons sont détruites, a annoncé mardi la préfecture de Vorenne. "
    "« Personne n'est blessé », a déclaré la maire, Anne Morvec. Le directeur du barrage a été averti lundi."
)
OTHER = (
    "The Brelling orchestra cancelled its autumn tour on Friday, citing the illness of its conductor, Pavel Draskov."
)


@pytest.fixture(autouse=True)
def plain(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    rows = [
        {
            "id": "depeche",
            "outlet": "Agence Lune",
            "lang": "fr",
            "published": "2024-03-05T08:00:00+01:00",
            "text": FIRST,
        },
        {"id": "reprise", "outlet": "Le Soir", "lang": "fr", "published": "2024-03-05T11:00:00+01:00", "text": SECOND},
        {"id": "autre", "outlet": "The Quay", "lang": "en", "published": "2024-03-08", "text": OTHER},
    ]
    path = tmp_path / "articles.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return path


def run(*words: object, stdin: str | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def traced(*words: object) -> dict[str, Any]:
    done = run("trace", "--format", "json", *words)
    assert done.exit_code == 0, done.stderr
    printed: dict[str, Any] = json.loads(done.stdout)
    return printed


def test_every_document_is_in_one_story(articles: Path) -> None:
    stories = [set(story["documents"]) for story in traced(articles)["stories"]]
    assert stories == [{"depeche", "reprise"}, {"autre"}]


def test_the_same_whatever_the_order(articles: Path, tmp_path: Path) -> None:
    turned = tmp_path / "turned.jsonl"
    turned.write_text("\n".join(reversed(articles.read_text("utf-8").splitlines())), "utf-8")
    assert traced(articles)["stories"] == traced(turned)["stories"]


def test_a_hedge_is_lost_and_both_passages_are_shown(articles: Path) -> None:
    [story, _] = traced(articles)["stories"]
    changes = [change for claim in story["claims"] for change in claim["changes"]]
    lost = [change for change in changes if "aurait été averti" in json.dumps(change, ensure_ascii=False)]
    assert [(change["from"], change["to"], change["direction"]) for change in lost][:1] == [
        ("depeche", "reprise", "hardening")
    ]


def test_standard_input_and_what_read_printed_are_sources(articles: Path, tmp_path: Path) -> None:
    expected = traced(articles)["stories"]
    done = run("trace", "--format", "json", "-", stdin=articles.read_text("utf-8"))
    assert json.loads(done.stdout)["stories"] == expected
    saved = tmp_path / "read.jsonl"
    saved.write_text(run("read", articles, "--format", "jsonl").stdout, "utf-8")
    assert traced(saved)["stories"] == expected


def test_what_was_compared_by_is_said(articles: Path) -> None:
    assert traced(articles, "--words-only")["method"] == "names, figures, dates and words"


def test_one_document_is_a_story_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST, "utf-8")
    [story] = traced(path, "--lang", "fr")["stories"]
    assert story["documents"] == ["a"]
    assert story["lineage"] == []
    assert run("trace", path, "--lang", "fr").exit_code == 0


def test_the_same_file_twice_is_a_copy(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(FIRST, "utf-8")
    [story] = traced(path, path, "--lang", "fr")["stories"]
    assert [(edge["relation"], edge["directed"]) for edge in story["lineage"]] == [("copy", False)]
    assert sorted(story["documents"]) == ["a", "a-2"]


def test_two_of_many_that_cannot_be_read_cost_themselves(articles: Path, tmp_path: Path) -> None:
    empty = tmp_path / "empty.txt"
    empty.write_text("", "utf-8")
    done = run("trace", "--format", "json", articles, empty, tmp_path / "gone.txt")
    assert done.exit_code == 1
    assert "empty.txt" in done.stderr
    assert "gone.txt" in done.stderr
    printed = json.loads(done.stdout)
    assert sum(len(story["documents"]) for story in printed["stories"]) == 3
    assert len([notice for notice in printed["notices"] if notice["kind"].endswith("failed")]) == 2


def test_a_language_without_a_lexicon_takes_part(tmp_path: Path) -> None:
    rows = [
        {
            "id": "en",
            "lang": "en",
            "text": "Anne Morvec, mayor of Tassigny, said on 5 March 2024 that 3,141 left Vorenne.",
        },
        {
            "id": "es",
            "lang": "es",
            "text": "Anne Morvec, alcaldesa de Tassigny, dijo el 5 de marzo de 2024 que 3.141 dejaron Vorenne.",
        },
    ]
    path = tmp_path / "two.jsonl"
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    printed = traced(path)
    assert [sorted(story["documents"]) for story in printed["stories"]] == [["en", "es"]]
    assert [notice["kind"] for notice in printed["notices"]] == ["claims-unread"]


def test_documents_without_dates_are_traced(articles: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in articles.read_text("utf-8").splitlines()]
    path = tmp_path / "undated.jsonl"
    path.write_text("\n".join(json.dumps({k: v for k, v in row.items() if k != "published"}) for row in rows), "utf-8")
    assert {"depeche", "reprise"} in [set(story["documents"]) for story in traced(path)["stories"]]


@pytest.mark.parametrize("written", ["text", "md", "html"])
def test_each_format_names_the_change_and_its_passages(articles: Path, written: str) -> None:
    done = run("trace", articles, "--format", written, "--ui-lang", "fr")
    assert done.exit_code == 0
    assert "aurait" in done.stdout
    assert "Le Soir" in done.stdout


def test_what_read_printed_is_taken_from_standard_input(articles: Path) -> None:
    for written in ("jsonl", "json"):
        printed = run("read", articles, "--format", written).stdout
        done = run("trace", "-", "--format", "json", stdin=printed)
        assert done.exit_code == 0, done.stderr
        assert json.loads(done.stdout)["stories"] == traced(articles)["stories"]


def test_articles_on_standard_input_are_read_whole(articles: Path) -> None:
    done = run("trace", "-", "--format", "json", stdin=articles.read_text("utf-8"))
    assert sorted(one["id"] for one in json.loads(done.stdout)["documents"]) == ["autre", "depeche", "reprise"]


def test_an_article_among_what_read_printed_is_refused_with_what_to_do(articles: Path, tmp_path: Path) -> None:
    mixed = tmp_path / "mixed.jsonl"
    mixed.write_text(run("read", articles, "--format", "jsonl").stdout + articles.read_text("utf-8"), "utf-8")
    done = run("trace", mixed)
    assert done.exit_code == 2
    assert "SOURCE" in done.stderr
    assert "keep articles in a file of their own" in " ".join(done.stderr.split())


def test_a_failed_source_is_named_once_in_a_notice(articles: Path, tmp_path: Path) -> None:
    done = run("trace", articles, tmp_path / "gone.txt")
    [line] = [line for line in done.stdout.splitlines() if "no such file" in line]
    assert line.count("gone.txt") == 1


def test_wrong_usage_is_said() -> None:
    done = run("trace")
    assert done.exit_code == 2
