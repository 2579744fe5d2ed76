"""Two readings held against each other: what matches, what changed, what excludes what, and who took from whom."""

from __future__ import annotations

import pytest
from retellings import read
from story_documents import reading

import selon
from selon.types import ChangeKind, Comparison, ConflictKind, Direction, Reading, Relation

WIRE = (
    "The prefecture of Vorenne said on Tuesday that the dyke at Tassigny had broken and that 31 houses were destroyed. "
    "“Nobody is hurt,” said Anne Morvec, the mayor of Tassigny. "
    "The director of the dam was reportedly warned on Monday by two of the men who tend its sluices."
)
TAKEN = WIRE.replace("was reportedly warned", "was warned")
OTHER = "The Brelling orchestra cancelled its autumn tour on Friday because its conductor, Pavel Draskov, is ill."


def compared(first: Reading, second: Reading) -> Comparison:
    return selon.compare(first, second, meaning=False)


def pairs(first: Reading, second: Reading, *, near: bool = False) -> list[tuple[str, str]]:
    """The words of the claims that match, or that are near."""
    words = [{claim.id: one.text_of(claim.content) for claim in one.claims} for one in (first, second)]
    found = compared(first, second).matches
    return [(words[0][match.first], words[1][match.second]) for match in found if match.near is near]


def test_a_claim_matches_its_translation() -> None:
    first = read("The union said that the ferry inspectors would stop signing safety papers.", "a")
    second = read(
        "Selon le syndicat, les inspecteurs de ferries cesseront de signer les papiers de sécurité.", "b", lang="fr"
    )
    [(one, other)] = pairs(first, second)
    assert "ferry inspectors" in one
    assert "inspecteurs de ferries" in other


def test_the_same_figure_matches_without_a_word_in_common() -> None:
    first = read("The landslide killed 12 people, the prefecture said.", "a")
    second = read("On compte 15 morts, selon Anne Morvec.", "b", lang="fr")
    assert len(pairs(first, second)) == 1


def test_another_matter_is_neither_the_same_nor_near() -> None:
    first, second = read(WIRE, "a"), read(OTHER, "b")
    assert compared(first, second).matches == ()


def test_every_match_is_once_and_scored() -> None:
    found = compared(read(WIRE, "a"), read(TAKEN, "b")).matches
    assert len({(match.first, match.second) for match in found}) == len(found)
    assert all(0 <= match.score <= 1 for match in found)
    assert any(not match.near and match.reasons for match in found)


def test_a_copy_that_came_later_is_one_and_lost_its_hedge() -> None:
    found = compared(read(WIRE, "a", day="2024-03-05"), read(TAKEN, "b", day="2024-03-06"))
    assert (found.relation, found.directed, found.source) == (Relation.COPY, True, "a")
    assert found.same_story > 0.5
    lost = {(change.source, change.target) for change in found.changes if change.kind is ChangeKind.STANDING}
    assert lost == {("a", "b")}
    assert {change.direction for change in found.changes} == {Direction.HARDENING}


def test_who_came_first_is_the_source_whatever_the_order() -> None:
    first, second = read(WIRE, "a", day="2024-03-05"), read(TAKEN, "b", day="2024-03-06")
    one, other = compared(first, second), compared(second, first)
    assert (one.relation, one.source, one.relation_score) == (other.relation, other.source, other.relation_score)
    assert {(change.source, change.target) for change in other.changes} == {("a", "b")}


def test_without_dates_a_copy_has_no_direction() -> None:
    found = compared(read(WIRE, "a"), read(WIRE, "b"))
    assert (found.relation, found.directed, found.source) == (Relation.COPY, False, None)
    assert found.changes == ()


def test_documents_of_one_id_are_told_apart() -> None:
    found = compared(read(WIRE, "a"), read(TAKEN, "a"))
    assert found.documents == ("a", "a-2")
    assert found.matches


def test_independent_documents_are_so() -> None:
    found = compared(read(WIRE, "a"), read(OTHER, "b"))
    assert (found.relation, found.directed, found.source) == (Relation.INDEPENDENT, False, None)
    assert (found.conflicts, found.changes) == ((), ())
    assert found.same_story < 0.5


def test_what_one_says_and_the_other_says_is_not_so_conflicts() -> None:
    first = read("The dyke at Tassigny has broken.", "a", day="2024-03-05")
    second = read("The dyke at Tassigny has not broken.", "b", day="2024-03-05")
    found = compared(first, second).conflicts
    assert [(conflict.between, conflict.about) for conflict in found] == [(("a", "b"), ConflictKind.POLARITY)]


def test_two_counts_of_one_hour_conflict() -> None:
    first = read("The collapse had killed 12 people at 8 a.m. on Friday.", "a", day="2024-03-02")
    second = read("The collapse had killed 19 people at 8 a.m. on Friday.", "b", day="2024-03-02")
    assert ConflictKind.FIGURE in {conflict.about for conflict in compared(first, second).conflicts}


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (reading("a", ""), reading("b", "")),
        (reading("a", ""), read(WIRE, "b")),
        (reading("a", "Nincs itt semmi. Senki sem szólt 31 házról.", "hu"), read(WIRE, "b")),
        (reading("a", "…"), reading("b", "堤防が決壊した。", "ja")),
    ],
    ids=["two empty", "one empty", "no lexicon", "no words"],
)
def test_documents_without_claims_are_compared_all_the_same(first: Reading, second: Reading) -> None:
    found = compared(first, second)
    assert found.documents == ("a", "b")
    assert found.matches == ()


def test_the_same_input_gives_the_same_output() -> None:
    one = compared(read(WIRE, "a", day="2024-03-05"), read(TAKEN, "b", day="2024-03-06"))
    other = compared(read(WIRE, "a", day="2024-03-05"), read(TAKEN, "b", day="2024-03-06"))
    assert repr(one) == repr(other)
