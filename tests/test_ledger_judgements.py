"""What people judge: applied over what was found, kept apart from it, undone, outliving another analysis."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from ledger_articles import DAM, dam, dam_en, fair, page_of, reading_of

import selon
from selon.api.ledger import Ledger
from selon.types import Finding, Outcome, Query, Target, TracedStory, Verdict


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    with Ledger(tmp_path / "selon.db", meaning=False) as opened:
        for reading in (dam(), fair(), dam_en()):
            opened.add(reading)
        yield opened
        assert list(opened.check()) == []


def _stories(ledger: Ledger) -> list[tuple[str, int]]:
    return [(head.id, head.documents) for head in ledger.stories()]


def _claim(ledger: Ledger, document: str, words: str) -> Target:
    reading = ledger.document(document).reading
    at = reading.text.index(words)
    return Target(document, at, at + len(words))


def _told(traced: TracedStory, words: str) -> set[str]:
    return {one.document for claim in traced.story.claims if words in claim.text for one in claim.instances}


# ---------------------------------------------------------------- stories


def test_stories_merged_and_apart_again(ledger: Ledger) -> None:
    before = _stories(ledger)
    judged = ledger.judge(Verdict.MERGE, Finding.STORY, [Target("s1"), Target("s2")], by="Ana", why="same flood")
    assert (judged.id, judged.by, judged.why, judged.undone) == (1, "Ana", "same flood", None)
    assert [target.name for target in judged.targets] == ["Le barrage de Vorlande est fissuré, selon la préfecture",
                                                          "La foire aux fromages d’Estrignac annulée"]  # fmt: skip
    assert _stories(ledger) == [("s1", 3)]
    assert ledger.story("s2").story.id == "s1"
    undone = ledger.undo(1, by="Bo")
    assert undone.undone is not None
    assert undone.undone_by == "Bo"
    assert _stories(ledger) == before
    assert ledger.judgements(in_force=True) == ()
    assert ledger.judgements() == (undone,)


def test_a_document_taken_out_of_a_story_stays_out(ledger: Ledger) -> None:
    ledger.judge(Verdict.SPLIT, Finding.STORY, [Target("s1"), Target("dam-en")], why="another dam")
    assert _stories(ledger) == [("s2", 1), ("s3", 1), ("s1", 1)]
    later = reading_of(DAM + " Un second expert est attendu.", name="expert", outlet="Expert", published="2031-04-08")
    assert ledger.add(later).story == "s1"
    assert dict(_stories(ledger)) == {"s1": 2, "s2": 1, "s3": 1}
    ledger.undo(1)
    assert dict(_stories(ledger)) == {"s1": 3, "s2": 1}


@pytest.mark.parametrize(("other", "left"), [("s1", {"s1": 2, "s2": 1}), ("s2", {"s1": 1, "s2": 2})])
def test_a_part_is_merged_with_what_it_was_taken_from_or_with_another(
    ledger: Ledger, other: str, left: dict[str, int]
) -> None:
    ledger.judge(Verdict.SPLIT, Finding.STORY, [Target("s1"), Target("dam-en")])
    apart = dict(_stories(ledger))
    ledger.judge(Verdict.MERGE, Finding.STORY, [Target("s3"), Target(other)])
    assert dict(_stories(ledger)) == left
    assert ledger.story("s3").story.id == other
    ledger.undo(2)
    assert dict(_stories(ledger)) == apart


def test_later_documents_follow_a_merge(ledger: Ledger) -> None:
    ledger.judge(Verdict.MERGE, Finding.STORY, [Target("s2"), Target("s1")])
    added = ledger.add(reading_of(DAM + " Fin.", name="again", outlet="Encore", published="2031-04-08"))
    assert added.story == "s1"
    assert _stories(ledger) == [("s1", 4)]


# ---------------------------------------------------------------- persons and bodies


def test_two_persons_are_one_and_two_again(ledger: Ledger) -> None:
    minister, mayor = ledger.who("Korvantchenko").entity, ledger.who("Trévenard").entity
    ledger.judge(Verdict.MERGE, Finding.ENTITY, [Target(minister.id), Target(mayor.id)])
    both = ledger.who("Trévenard").entity
    assert both.claims == minister.claims + mayor.claims
    assert both.id == min(minister.id, mayor.id)
    assert {hit.document.id for hit in ledger.search(Query(holder="Trévenard"))} == {"dam-fr", "dam-en", "fair"}
    ledger.undo(1)
    assert ledger.who("Trévenard").entity == mayor


def test_a_name_that_means_another(ledger: Ledger) -> None:
    minister = ledger.who("Korvantchenko").entity
    ledger.judge(Verdict.SPLIT, Finding.ENTITY, [Target(minister.id), Target("", name="Anselm Korvanchenko")])
    found = ledger.entities("Korvantchenko")
    assert sorted((one.name, one.claims) for one in found) == [("Anselm Korvanchenko", 1), ("Anselme Korvantchenko", 1)]
    again = reading_of("“It holds,” Anselm Korvanchenko said.", name="more", outlet="More", published="2031-04-09")
    ledger.add(again)
    assert {one.name: one.documents for one in ledger.entities("Korvantchenko")}["Anselm Korvanchenko"] == 2
    ledger.undo(1)
    assert [one.documents for one in ledger.entities("Korvantchenko")] == [3]


def test_an_entity_is_split_by_documents(ledger: Ledger) -> None:
    minister = ledger.who("Korvantchenko").entity
    ledger.judge(Verdict.SPLIT, Finding.ENTITY, [Target(minister.id), Target("dam-en")])
    assert {one.documents for one in ledger.entities("Korvantchenko")} == {1}


# ---------------------------------------------------------------- claims, links, matches, conflicts


def test_a_claim_rejected_is_shown_as_such_and_not_counted(ledger: Ledger) -> None:
    quote = _claim(ledger, "dam-fr", "Le barrage ne cédera pas")
    assert "dam-fr" in _told(ledger.story("s1"), "cédera")
    judged = ledger.judge(Verdict.REJECT, Finding.CLAIM, [quote], why="he was quoted wrongly")
    assert judged.targets[0].text == "Le barrage ne cédera pas"
    assert _told(ledger.story("s1"), "cédera") == set()
    assert ledger.story("s1").judged == (judged,)
    assert [hit.rejected for hit in ledger.search('"ne cédera pas"')] == [True]
    ledger.undo(judged.id)
    assert "dam-fr" in _told(ledger.story("s1"), "cédera")
    assert [hit.rejected for hit in ledger.search('"ne cédera pas"')] == [False]


SQUARE = "Une canalisation a rompu place Ducasse à Estrignac. L’eau a envahi douze caves et deux boulangeries mardi."


def test_a_link_rejected_makes_two_origins(ledger: Ledger) -> None:
    for name, day in (("first", "2031-05-06"), ("copy", "2031-05-07")):
        ledger.add(reading_of(SQUARE, name=name, outlet=f"Gazette {name}", published=day))
    story = ledger.document("first").story or ""
    told = ledger.story(story).story
    assert [edge.relation.value for edge in told.lineage] == ["copy"]
    assert {claim.origins.high for claim in told.claims} == {1}
    ledger.judge(Verdict.REJECT, Finding.EDGE, [Target("first"), Target("copy")])
    told = ledger.story(story).story
    assert told.lineage == ()
    assert {claim.origins.high for claim in told.claims} == {2}


def test_a_link_confirmed_says_so(ledger: Ledger) -> None:
    ledger.judge(Verdict.CONFIRM, Finding.EDGE, [Target("dam-fr"), Target("dam-en")])
    assert ledger.story("s1").story.lineage[0].reasons[-1].rule == "judged"


def test_a_match_rejected_and_one_confirmed(ledger: Ledger) -> None:
    quotes = [
        _claim(ledger, "dam-fr", "Le barrage ne cédera pas"),
        _claim(ledger, "dam-en", "The dam will not give way"),
    ]
    ledger.judge(Verdict.CONFIRM, Finding.MATCH, quotes)
    assert _told(ledger.story("s1"), "cédera") == {"dam-fr", "dam-en"}
    ledger.undo(1)
    ledger.judge(Verdict.REJECT, Finding.MATCH, quotes)
    assert _told(ledger.story("s1"), "cédera") == {"dam-fr"}


DENIED = [
    ("y", "Milos Dragovitch entrera en guerre contre la Morvanie, a annoncé lundi le président Milos Dragovitch."),
    ("n", "Le président Milos Dragovitch a déclaré lundi qu'il n'entrerait pas en guerre contre la Morvanie."),
]


def test_a_conflict_rejected_is_gone(ledger: Ledger) -> None:
    for name, text in DENIED:
        ledger.add(reading_of(text, name=name, outlet=f"Journal {name}", published="2031-09-02"))
    story = ledger.document("y").story or ""
    assert {one.about.value for claim in ledger.story(story).story.claims for one in claim.conflicts} == {"polarity"}
    ledger.judge(Verdict.REJECT, Finding.CONFLICT, [Target("y", name="polarity"), Target("n", name="polarity")])
    assert [one for claim in ledger.story(story).story.claims for one in claim.conflicts] == []


# ---------------------------------------------------------------- sense and nonsense


@pytest.mark.parametrize(
    ("verdict", "about", "targets", "error"),
    [
        (Verdict.MERGE, Finding.CLAIM, [Target("dam-fr", 0, 5)], ValueError),
        (Verdict.CONFIRM, Finding.STORY, [Target("s1")], ValueError),
        (Verdict.MERGE, Finding.STORY, [Target("s1")], ValueError),
        (Verdict.MERGE, Finding.STORY, [Target("s1"), Target("s77")], LookupError),
        (Verdict.MERGE, Finding.ENTITY, [Target("n1"), Target("n999")], LookupError),
        (Verdict.SPLIT, Finding.STORY, [Target("s1"), Target("nothing")], LookupError),
        (Verdict.REJECT, Finding.CLAIM, [Target("nothing", 0, 5)], LookupError),
        (Verdict.REJECT, Finding.CLAIM, [Target("dam-fr", 9_000, 9_005)], LookupError),
        (Verdict.REJECT, Finding.EDGE, [Target("dam-fr")], ValueError),
        (Verdict.REJECT, Finding.CONFLICT, [Target("dam-fr"), Target("dam-en")], ValueError),
    ],
)
def test_what_makes_no_sense_is_refused(
    ledger: Ledger, verdict: Verdict, about: Finding, targets: list[Target], error: type[Exception]
) -> None:
    with pytest.raises(error):
        ledger.judge(verdict, about, targets)
    assert ledger.judgements() == ()


def test_undoing_twice_is_refused(ledger: Ledger) -> None:
    ledger.judge(Verdict.MERGE, Finding.STORY, [Target("s1"), Target("s2")])
    ledger.undo(1)
    with pytest.raises(LookupError, match="undone already"):
        ledger.undo(1)
    with pytest.raises(LookupError, match="no such judgement"):
        ledger.undo(7)


def test_judgements_outlive_another_analysis(tmp_path: Path) -> None:
    page = page_of(DAM, "https://fil.example/dam")
    with Ledger(tmp_path / "again.db", meaning=False) as ledger:
        ledger.add(selon.read(text=DAM, url=page.url, published=page.published, id="dam"), page=page)
        ledger.add(dam_en())
        quote = _claim(ledger, "dam", "Le barrage ne cédera pas")
        ledger.judge(Verdict.REJECT, Finding.CLAIM, [quote])
        ledger.judge(Verdict.SPLIT, Finding.ENTITY, [Target(ledger.who("Korvantchenko").entity.id), Target("dam-en")])
        people = sorted(one.id for one in ledger.entities("Korvantchenko"))
        assert [one.outcome for one in ledger.reread(everything=True)] == [Outcome.ADDED, Outcome.SKIPPED]
        assert _told(ledger.story("s1"), "cédera") == set()
        assert sorted(one.id for one in ledger.entities("Korvantchenko")) == people
        assert list(ledger.check()) == []


def test_a_passage_that_moved_is_found_again() -> None:
    from selon.ledger.judgements import place_of

    target = Target("d", 10, 14, "pont")
    assert place_of(target, "xxxxxxxxxxpont") == (10, 14)
    assert place_of(target, "le pont, et le pont") == (15, 19)
    assert place_of(target, "plus rien") is None
    assert place_of(Target("d"), "pont") is None
