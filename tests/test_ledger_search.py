"""Searching claims and documents: accents, case, elision, endings, phrases, names in any spelling, filters, pages."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from ledger_articles import dam, dam_en, fair, reading_of

from selon.api.ledger import Ledger
from selon.ledger.words import indexed, marks, span_facets, stem, terms_of
from selon.types import Query


@pytest.fixture(scope="module")
def ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger(tmp_path_factory.mktemp("search") / "selon.db", meaning=False) as opened:
        for reading in (dam(), fair(), dam_en()):
            opened.add(reading)
        opened.add(
            reading_of(
                "L’armée aurait perdu 300 soldats, a affirmé l’état-major d’Ostrénie.",
                name="army", outlet="Le Fil de Vorlande", published="2031-06-02",
            )
        )  # fmt: skip
        yield opened


def _ids(ledger: Ledger, query: Query | str, *, documents: bool = False) -> set[str]:
    return {hit.document.id for hit in ledger.search(query, of_documents=documents)}


@pytest.mark.parametrize("words", ["foire", "evacues", "Vorlande", "soldats", "nothing of the kind", '"caves sont"'])
def test_stories_are_those_of_the_documents_found(ledger: Ledger, words: str) -> None:
    query = Query(words)
    found = (hit.document.story for hit in ledger.search(query, of_documents=True).hits)
    assert ledger.search_stories(query) == tuple(dict.fromkeys(found))


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("foire", {"fair"}),
        ("FOIRES", {"fair"}),
        ("evacues", {"dam-fr", "dam-en"}),
        ("EVACUEES", {"dam-fr", "dam-en"}),
        ("fissure", {"dam-fr"}),
        ("l'armée", {"army"}),
        ("armee soldat", {"army"}),
        ("d’Ostrénie", {"army"}),
        ("residents", {"dam-en"}),
        ("inspections", {"dam-en"}),
        ("Korvantschenko", {"dam-fr", "dam-en"}),
        ('"foire aux fromages"', {"fair"}),
        ("«foire aux fromages»", {"fair"}),
        ('"fromages aux foire"', set()),
        ("fromages aux foire", {"fair"}),
        ("foire barrage", set()),
        ("OR NOT NEAR", set()),
        ('foire" (', {"fair"}),
        ("facets : x", set()),
        ("œuf", set()),
    ],
)
def test_words(ledger: Ledger, words: str, found: set[str]) -> None:
    assert _ids(ledger, words, documents=True) == found


def test_nothing_but_punctuation_finds_all(ledger: Ledger) -> None:
    assert _ids(ledger, "… ! ?", documents=True) == {"dam-fr", "dam-en", "fair", "army"}


def test_spellings_can_be_switched_off(ledger: Ledger) -> None:
    assert _ids(ledger, Query("Korvantschenko", variants=False), documents=True) == set()
    assert _ids(ledger, Query("Korvantchenko", variants=False), documents=True) == {"dam-fr"}


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(outlet=("le fil de vorlande",)), {"dam-fr", "army"}),
        (Query(outlet=("Le Fil de Vorlande", "The Vale Herald")), {"dam-fr", "army", "dam-en"}),
        (Query(lang=("en",)), {"dam-en"}),
        (Query(since="2031-04-09", until="2031-04-10"), {"dam-en", "fair"}),
        (Query(since="2031-05"), {"army"}),
        (Query(until="2031-04-08"), {"dam-fr"}),
        (Query(since="2031", until="2031"), {"dam-fr", "dam-en", "fair", "army"}),
        (Query(since="1999", until="2029"), set()),
        (Query(kind=("direct",)), {"dam-fr", "dam-en", "fair"}),
        (Query(standing=("alleged",)), {"army"}),
        (Query(holder="Korvanchenko"), {"dam-fr", "dam-en"}),
        (Query(holder="Trevenard"), {"fair"}),
        (Query(holder="nobody at all"), set()),
        (Query("cédera", holder="Korvantchenko"), {"dam-fr"}),
        (Query("caves", holder="Korvantchenko"), set()),
        (Query(story="s1"), {"dam-fr", "dam-en"}),
        (Query(entity="Odile Trévenard"), {"fair"}),
    ],
)
def test_filters(ledger: Ledger, query: Query, found: set[str]) -> None:
    assert _ids(ledger, query) == found


def test_a_hit_shows_its_passage(ledger: Ledger) -> None:
    hit = ledger.search("cèdera").hits[0]
    assert hit.text == ledger.document(hit.document.id).reading.text[hit.start : hit.end]
    assert [hit.text[mark.start : mark.end] for mark in hit.marks] == ["cédera"]
    assert hit.holder is not None
    assert hit.holder.name == "Anselme Korvantchenko"


def test_pages_of_results_do_not_overlap(ledger: Ledger) -> None:
    pages = [ledger.search(Query(page=page, size=3)) for page in (1, 2, 3)]
    shown = [(hit.document.id, hit.claim) for page in pages for hit in page]
    assert len(shown) == len(set(shown)) == 9
    assert {page.total for page in pages} == {pages[0].total}


def test_the_newest_are_ranked_and_that_is_said(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("selon.ledger.search._RANKED", 3)
    found = ledger.search(Query())
    assert (found.total, found.more, len(found)) == (3, True, 3)


def test_a_text_is_indexed_in_three_ways() -> None:
    found = indexed("L’armée de Loukachenko", "fr", ["Alexandre Loukachenko"])
    assert found.words == "l armee de loukachenko"
    assert "zlksnk" in found.names.split()
    assert stem("officiers", "fr") == stem("officier", "fr")
    assert stem("wörter", "de") == "worter"


def test_months_and_years_of_a_span() -> None:
    assert len(span_facets("2031-11-10", "2032-02-01")) == 4
    assert len(span_facets("2021-11-10", "2032-02-01")) == 12
    assert span_facets(None, "2031-01-01") == ()


def test_marks_do_not_overlap() -> None:
    text = "Le barrage, le barrage fissuré"
    found = marks(text, "fr", terms_of(Query('barrage "barrage fissuré"')))
    assert [text[span.start : span.end] for span in found] == ["barrage", "barrage fissuré"]
