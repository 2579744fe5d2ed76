"""Documents kept, versions, stories as documents arrive, what is asked of them, reading again, elsewhere and back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from ledger_articles import DAM, dam, dam_en, dam_later, fair, page_of, reading_of

import selon
from selon.api.ledger import Ledger
from selon.types import ChangeKind, ConflictKind, Notice, Outcome, PassedOver, Query, Reading


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "selon.db", meaning=False) as opened:
        yield opened
        assert list(opened.check()) == []


@pytest.fixture
def three(ledger: Ledger) -> Ledger:
    for reading in (dam(), fair(), dam_en()):
        ledger.add(reading)
    return ledger


# ---------------------------------------------------------------- documents


def test_a_reading_comes_back_as_it_was(ledger: Ledger) -> None:
    added = ledger.add(dam())
    assert (added.outcome, added.document, added.version, added.story) == (Outcome.ADDED, "dam-fr", 1, "s1")
    kept = ledger.document("dam-fr")
    assert kept.reading == dam()
    assert kept.latest
    assert kept.read_by == selon.__version__


def test_adding_twice_changes_nothing(three: Ledger) -> None:
    before = three.stats()
    assert [three.add(reading).outcome for reading in (dam(), fair(), dam_en())] == [Outcome.UNCHANGED] * 3
    assert replace(three.stats(), size=before.size) == before


def test_another_text_at_an_address_is_a_new_version(three: Ledger) -> None:
    added = three.add(dam_later())
    assert (added.outcome, added.document, added.version) == (Outcome.NEW_VERSION, "dam-fr", 2)
    assert three.document("dam-fr").reading == dam_later()
    old = three.document("dam-fr", version=1)
    assert old.reading == dam()
    assert not old.latest
    assert three.stats().documents == 3
    assert len(three.search("évacués mercredi", of_documents=True)) == 1
    assert len(three.search('"annoncé mardi"', of_documents=True)) == 0


def test_what_an_update_changed(three: Ledger) -> None:
    three.add(dam_later())
    (revision,) = three.revisions("dam-fr")
    (change,) = [one for one in revision.changes if one.kind is ChangeKind.FIGURE]
    assert change.reasons[0].text == "40 habitants became 60 habitants"
    assert three.revisions("fair") == ()


def test_the_same_words_elsewhere_are_another_document(ledger: Ledger) -> None:
    ledger.add(dam())
    copied = replace(dam(), document=replace(dam().document, url="https://other.example/dam", outlet="Autre"))
    added = ledger.add(copied)
    assert (added.outcome, added.document) == (Outcome.ADDED, "dam-fr-2")
    assert added.story == "s1"
    assert ledger.document("dam-fr-2").reading.document.id == "dam-fr-2"


def test_without_an_address_the_words_tell(ledger: Ledger) -> None:
    bare = replace(dam(), document=replace(dam().document, url=None))
    assert ledger.add(bare).outcome is Outcome.ADDED
    assert ledger.add(bare).outcome is Outcome.UNCHANGED
    other = replace(dam_later(), document=replace(dam_later().document, url=None))
    assert ledger.add(other).outcome is Outcome.ADDED


def test_sources_are_added_and_named(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(DAM, "utf-8")
    (tmp_path / "b.txt").write_bytes(b"")
    outcomes = {
        Path(one.source).name: one.outcome for one in ledger.add_sources([tmp_path / "a.txt", tmp_path / "b.txt"])
    }
    assert outcomes == {"a.txt": Outcome.ADDED, "b.txt": Outcome.FAILED}
    (again,) = ledger.add_sources([tmp_path / "a.txt"])
    assert again.outcome is Outcome.UNCHANGED
    assert again.source.endswith("a.txt")


def test_what_is_passed_over_is_counted(ledger: Ledger) -> None:
    (added,) = ledger.unseen([PassedOver("crawl.warc", "not-html", "pictures and scripts", 7)])
    assert added.outcome is Outcome.SKIPPED
    assert (added.count, added.notice) == (7, Notice("not-html", "pictures and scripts"))


def test_unknown_names_are_told(ledger: Ledger) -> None:
    for ask in (ledger.document, ledger.story, ledger.who):
        with pytest.raises(LookupError):
            ask("s99")


# ---------------------------------------------------------------- stories


def test_documents_of_one_event_are_in_one_story(three: Ledger) -> None:
    assert [(head.id, head.documents, head.langs) for head in three.stories()] == [
        ("s2", 1, ("fr",)),
        ("s1", 2, ("fr", "en")),
    ]
    told = three.story("s1")
    assert told.story.documents == ("dam-fr", "dam-en")
    assert [edge.relation.value for edge in told.story.lineage] == ["translation"]


def test_a_list_tells_what_was_traced(three: Ledger) -> None:
    assert three.stories()[1].hardened is None
    assert three.follow() == 1
    head = three.stories()[1]
    assert (head.origins, head.hardened, head.conflicts) == ((1, 1), 0, 0)
    assert three.follow() == 0
    three.add(dam_later())
    assert three.stories()[1].hardened is None


LATE = (
    "Barrage de Vorlande : des fissures et 40 évacués\n\nLe ministre Anselme Korvantchenko et la préfecture de Vorlande"
    " avaient parlé mardi du barrage fissuré ; 40 habitants avaient été évacués, selon le syndicat des barragistes."
)


def test_a_late_document_joins_its_story(three: Ledger) -> None:
    for number in range(30):
        other = f"Une kermesse numéro {number} a réuni {200 + number} visiteurs à Plouvern-sur-Brive, selon la mairie."
        three.add(reading_of(other, name=f"k{number}", outlet="Kermesses", published=f"2031-05-{number % 28 + 1:02}"))
    added = three.add(reading_of(LATE, name="late", outlet="Tardif", published="2031-04-09"))
    assert added.story == "s1"


def test_a_bridge_joins_stories_and_old_ids_still_lead_there(tmp_path: Path) -> None:
    from selon.api.preparing import incoming_of
    from selon.ledger.store import Store
    from selon.ledger.stories import NearStory

    class Apart:
        """Says what it is told to."""

        def __init__(self) -> None:
            self.answers: list[tuple[int, ...]] = [(), (), (2, 1)]

        def place(self, _: bytes, __: list[NearStory]) -> tuple[int, ...]:
            return self.answers.pop(0)

    with Store(tmp_path / "selon.db") as store:
        placer = Apart()
        stories = [store.add(incoming_of(reading), placer).story for reading in (dam(), dam_en(), fair())]
        assert stories == ["s1", "s2", "s1"]
        assert store.story_head("s2").id == "s1"
        assert store.story_head("s1").documents == 3
        assert list(store.faults()) == []


# ---------------------------------------------------------------- questions

DRAGO = "Milos Dragovitch"
SAYINGS = [
    (
        "w1",
        f"Le président {DRAGO} a assuré lundi que son pays n'entrerait pas en guerre contre la Morvanie.",
        "2031-02-01",
    ),
    ("w2", f"{DRAGO} a déclaré jeudi que son pays entrerait en guerre contre la Morvanie.", "2031-02-20"),
    ("w3", "Le maire d’Estrignac, Odile Trévenard, a rouvert la piscine.", "2031-02-21"),
]


def _sayings(ledger: Ledger) -> None:
    for name, text, day in SAYINGS:
        ledger.add(reading_of(text, name=name, outlet=f"Journal {name}", published=day))


@pytest.mark.parametrize("name", [DRAGO, "dragovich", "Dragović", "Драгович", "DRAGOVITCH"])
def test_who_is_found_in_any_spelling(ledger: Ledger, name: str) -> None:
    _sayings(ledger)
    who = ledger.who(name)
    assert who.entity.name == DRAGO
    assert who.entity.claims == 2
    assert {instance.document for topic in who.topics for claim in topic.claims for instance in claim.instances} == {
        "w1",
        "w2",
    }


def test_spellings_can_be_switched_off(ledger: Ledger) -> None:
    _sayings(ledger)
    assert ledger.who(DRAGO, variants=False).entity.name == DRAGO
    with pytest.raises(LookupError):
        ledger.who("Dragovich", variants=False)


def test_who_contradicts_himself(ledger: Ledger) -> None:
    _sayings(ledger)
    (conflict,) = ledger.who(DRAGO).contradictions
    assert conflict.about is ConflictKind.POLARITY
    assert set(conflict.between) == {"w1", "w2"}
    assert conflict.reasons[0].source
    assert conflict.reasons[0].target


def test_figures_through_time(three: Ledger) -> None:
    (series,) = three.figures("évacués").series
    assert [(point.document, point.value) for point in series.points] == [("dam-fr", 40), ("dam-en", 40)]
    assert three.figures("girafes").series == ()


# ---------------------------------------------------------------- again


def test_reading_again_keeps_what_people_judged_and_fetches_nothing(ledger: Ledger) -> None:
    page = page_of(DAM, "https://fil.example/dam")
    ledger.add(selon.read(text=DAM, url=page.url, published=page.published, id="dam"), page=page)
    ledger.add(fair())
    ledger._store._connection.execute("UPDATE version SET read_by = '0.0.1'")
    outcomes = [(one.document, one.outcome) for one in ledger.reread()]
    assert outcomes == [("dam", Outcome.ADDED), ("fair", Outcome.SKIPPED)]
    assert ledger.document("dam").read_by == selon.__version__
    assert [one.outcome for one in ledger.reread()] == [Outcome.SKIPPED]
    assert ledger.stats().documents == 2
    assert len(ledger.search("barrage")) > 0


def _state(ledger: Ledger) -> tuple[object, ...]:
    kept = tuple(ledger.kept(pages=True))
    stories = tuple((head.id, head.documents, head.title, head.first, head.last) for head in ledger.stories(most=100))
    found = tuple(
        (hit.document.id, hit.claim, hit.holder and hit.holder.name) for hit in ledger.search(Query(size=500))
    )
    return kept, stories, found, ledger.judgements()


def test_elsewhere_and_back_is_equal(three: Ledger, tmp_path: Path) -> None:
    from selon.report.exchange import FORMATS, items_from_lines

    page = page_of(DAM.replace("Vorlande", "Marsigne"), "https://fil.example/marsigne")
    three.add(selon.read(text=str(page.content), url=page.url, published=page.published, id="m"), page=page)
    three.add(dam_later())
    written = tmp_path / "all.jsonl"
    with written.open("wb") as stream:
        FORMATS["jsonl"].write(stream, three.export(("documents", "judgements"), pages=True, history=True))
    with Ledger(tmp_path / "copy.db", meaning=False) as copy, written.open("rb") as lines:
        for item in items_from_lines(lines):
            assert copy.take_in(item).outcome in (Outcome.ADDED, Outcome.NEW_VERSION)
        assert _state(copy) == _state(three)
        assert list(copy.check()) == []


def test_a_ledger_takes_in_what_read_printed(ledger: Ledger) -> None:
    item: Reading = dam()
    assert ledger.take_in(item).outcome is Outcome.ADDED
