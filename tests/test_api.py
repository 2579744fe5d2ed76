"""The public functions: what they take, give and raise; and that loading them is cheap."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from report_readings import mine

import selon
from selon.api import articles as api
from selon.attribute.rules import explanations
from selon.samples import story_pages
from selon.types import Document, Reading

REAL_CLAIMS = api._claims
ROOT = Path(__file__).resolve().parents[1]
ARTICLE = "Le pont de Brannes ferme lundi, a annoncé la mairie.\n\nLes travaux durent un mois."


@pytest.fixture(autouse=True)
def without_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pages are read as they are; claims are for the tests of the rules."""
    monkeypatch.setattr(api, "_claims", lambda document: Reading(document, notices=document.notices))


def _breaks(_: object) -> Document:
    raise ZeroDivisionError


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "pont.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def test_the_public_names() -> None:
    assert selon.__all__ == [
        "__version__",
        "Added",
        "Block",
        "Change",
        "ChangeKind",
        "Citation",
        "Claim",
        "Comparison",
        "Conflict",
        "ConflictKind",
        "Counted",
        "Date",
        "Direction",
        "Document",
        "DocumentHead",
        "Edge",
        "Entity",
        "EntityHead",
        "Factuality",
        "Fault",
        "FetchError",
        "FetchSettings",
        "Figure",
        "FigurePoint",
        "FigureSeries",
        "Finding",
        "Found",
        "Hedge",
        "Hit",
        "Instance",
        "Judgement",
        "Kept",
        "Kind",
        "Layer",
        "Ledger",
        "LedgerError",
        "LexiconError",
        "Match",
        "Notice",
        "Origins",
        "Outcome",
        "Overclaim",
        "PageError",
        "Passage",
        "Query",
        "Reading",
        "Reason",
        "RecordError",
        "Relation",
        "Revision",
        "SelonError",
        "SourceError",
        "Span",
        "Standing",
        "Stats",
        "Story",
        "StoryClaim",
        "StoryEntity",
        "StoryHead",
        "StoryOverclaim",
        "Target",
        "Topic",
        "Trace",
        "TracedStory",
        "Update",
        "Verdict",
        "Who",
        "compare",
        "explain",
        "languages",
        "read",
        "read_sources",
        "reading_from_record",
        "record_of",
        "trace",
    ]
    for name in selon.__all__:
        assert getattr(selon, name) is not None
    assert set(selon.__all__) <= set(dir(selon))


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'raed'"):
        selon.raed  # noqa: B018


def test_the_version_is_the_packages() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"] == selon.__version__


def test_importing_and_asking_for_help_load_no_parser() -> None:
    code = (
        "import sys, selon, selon.cli\n"
        "slow = {'spacy', 'trafilatura', 'jinja2', 'rich.console', 'lxml', 'numpy', 'py3langid'} & set(sys.modules)\n"
        "sys.exit(', '.join(sorted(slow)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_a_text_is_read_as_it_is() -> None:
    reading = selon.read(
        text=ARTICLE, lang="fr", published="2022-07", outlet="La Rive", id="pont", url="https://rive.example/a"
    )
    document = reading.document
    assert (document.text, document.lang, document.published) == (ARTICLE, "fr", "2022-07")
    assert (document.id, document.outlet, document.url) == ("pont", "La Rive", "https://rive.example/a")


def test_a_title_given_apart_comes_first() -> None:
    document = selon.read(text=ARTICLE, title="Un pont ferme", lang="fr").document
    assert document.text[document.text_offset :] == ARTICLE
    assert document.text.startswith("Un pont ferme")


@pytest.mark.parametrize("kind", [str, bytes])
def test_html_is_read(kind: type) -> None:
    html = f"<html lang='fr'><body><article><h1>Un pont ferme</h1><p>{ARTICLE * 3}</p></article></body></html>"
    assert "a annoncé la mairie" in selon.read(html=html if kind is str else html.encode()).text


@pytest.mark.parametrize("make", [str, Path])
def test_a_file_is_read(article: Path, make: Callable[[Path], str | Path]) -> None:
    reading = selon.read(make(article), lang="fr")
    assert reading.text == ARTICLE
    assert reading.document.source == str(article)


@pytest.mark.parametrize(
    "given", [{}, {"text": "a", "html": "b"}, {"source": "x", "text": "a"}, {"source": "x", "html": b"a", "text": ""}]
)
def test_exactly_one_thing_is_read(given: dict[str, str]) -> None:
    with pytest.raises(TypeError, match="exactly one"):
        selon.read(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize("published", ["10/07/2022", "2022-13", "2022-02-30", "hier", ""])
def test_a_date_that_is_none_is_refused(published: str) -> None:
    with pytest.raises(ValueError, match="2022-07-10"):
        selon.read(text=ARTICLE, published=published)
    with pytest.raises(ValueError, match="2022-07-10"):
        selon.read_sources([], published=published)


def test_a_source_that_cannot_be_read_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(selon.SourceError) as caught:
        selon.read(tmp_path / "gone.html")
    assert caught.value.source == str(tmp_path / "gone.html")
    with pytest.raises(selon.SourceError, match="white space"):
        selon.read(text="  \n")


def test_a_source_of_several_articles_is_an_error(tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    lines.write_text(f'{{"text": "{ARTICLE[:52]}"}}\n' * 2, "utf-8")
    with pytest.raises(selon.SourceError, match="read_sources"):
        selon.read(lines)


def test_sources_are_read_in_order_and_a_bad_one_costs_itself(article: Path, tmp_path: Path) -> None:
    gone = tmp_path / "gone.html"
    readings = list(selon.read_sources([article, gone, article], lang="fr"))
    assert [reading.document.id for reading in readings] == ["pont", str(gone), "pont-2"]
    failed = readings[1]
    assert (failed.text, failed.claims, failed.document.source) == ("", (), str(gone))
    assert [notice.kind.endswith("failed") for notice in failed.notices] == [True]


def test_ids_are_given_once(tmp_path: Path) -> None:
    lines = tmp_path / "news.jsonl"
    ids = ["a", "a", "a-2", "a", "a-2", "b"]
    lines.write_text("".join(f'{{"id": "{one}", "text": "Le pont ferme, dit-on."}}\n' for one in ids), "utf-8")
    found = [reading.document.id for reading in selon.read_sources([lines], lang="fr")]
    assert found == ["a", "a-2", "a-2-2", "a-3", "a-2-3", "b"]


def test_many_equal_ids_take_no_time() -> None:
    ids = api._Ids()
    assert [ids.claim("a") for _ in range(50_000)][-1] == "a-50000"


def test_reading_is_lazy(article: Path) -> None:
    first = next(selon.read_sources([article, article], lang="fr"))
    assert first.document.id == "pont"


def test_a_fault_of_ours_costs_that_document(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(document: Document) -> Reading:
        if document.id == "pont":
            raise ZeroDivisionError("no way out")
        return Reading(document)

    monkeypatch.setattr(api, "_claims", breaks)
    first, second = selon.read_sources([article, article], lang="fr")
    assert (first.document.id, first.text, first.document.source) == ("pont", "", str(article))
    assert first.notices[0].kind == "internal-failed"
    assert "ZeroDivisionError: no way out" in first.notices[0].message
    assert second.text == ARTICLE


def test_a_fault_in_reading_the_page_costs_that_page(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.page.read_page", _breaks)
    (reading,) = selon.read_sources([article])
    assert [notice.kind for notice in reading.notices] == ["internal-failed"]


def test_an_interruption_ends_the_run(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(_: Document) -> Reading:
        raise KeyboardInterrupt

    monkeypatch.setattr(api, "_claims", interrupted)
    with pytest.raises(KeyboardInterrupt):
        list(selon.read_sources([article]))


def test_a_fault_is_logged_with_its_traceback(
    article: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("selon.page.read_page", _breaks)
    with caplog.at_level("DEBUG", logger="selon"):
        list(selon.read_sources([article]))
    assert "ZeroDivisionError" in caplog.text
    assert "Traceback" in caplog.text


def test_a_claim_is_explained_with_the_rules_own_words() -> None:
    shown = selon.explain(mine(), "c2", ui_lang="fr")
    assert "Trouvée par la règle quotation-with-cue" in shown
    assert explanations()["quotation-with-cue"] in shown
    with pytest.raises(LookupError):
        selon.explain(mine(), "c99")


def test_every_rule_has_an_explanation() -> None:
    for name, explanation in explanations().items():
        assert len(explanation) > 20, name


def test_a_sample_of_each_language_from_page_to_explanation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(api, "_claims", REAL_CLAIMS)
    pages = [story_pages("port-gildric")[0], story_pages("kalvessos")[0]]
    readings = list(selon.read_sources(pages))
    assert [reading.document.lang for reading in readings] == ["fr", "en"]
    for reading in readings:
        assert len(reading.claims) > 5
        assert selon.reading_from_record(selon.record_of(reading)) == reading
        for claim in reading.claims:
            assert claim.rule in explanations()
            assert "no explanation" not in selon.explain(reading, claim.id)


def test_there_and_back() -> None:
    assert selon.reading_from_record(selon.record_of(mine())) == mine()
    with pytest.raises(selon.RecordError):
        selon.reading_from_record(replace(mine()))
