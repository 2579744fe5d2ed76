"""Claims across documents: what is one claim, and what became of it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from retellings import profiles, read

from selon.story.claims.changes import Retellings, find_changes
from selon.story.claims.conflicts import find_denials
from selon.story.claims.features import FEATURES, Matter, likeness
from selon.story.claims.groups import compare_pairs, find_groups, find_near, join_by_average
from selon.story.claims.origins import find_origins, grounds_of
from selon.story.claims.propositions import propositions_of
from selon.story.entities import by_member, find_story_entities
from selon.story.figures.quantities import find_quantities
from selon.story.times import published_day
from selon.story.trace import matter_of
from selon.types import (
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Claim,
    Direction,
    Document,
    Edge,
    Factuality,
    Kind,
    Layer,
    Reading,
    Relation,
    Span,
    Standing,
)


def matter(*readings: Reading) -> Matter:
    return matter_of(profiles(*readings), None)


def groups(*readings: Reading) -> list[set[str]]:
    """The texts of each claim that stands in more than one document."""
    held = matter(*readings)
    found = find_groups(held, find_quantities(held.propositions, len(readings)), compare_pairs(held))
    return [
        {held.propositions[place].text for place in members}
        for members in found
        if len({held.propositions[place].document for place in members}) > 1
    ]


def changes(*readings: Reading, edges: tuple[Edge, ...] = ()) -> list[Change]:
    held, all_profiles = matter(*readings), profiles(*readings)
    links = compare_pairs(held)
    claims = find_groups(held, find_quantities(held.propositions, len(readings)), links)
    told = Retellings(held, by_member(find_story_entities(all_profiles)), edges, all_profiles)
    return [change for found in find_changes(told, claims, links).values() for change in found]


def took(source: str, target: str) -> Edge:
    return Edge(source, target, Relation.REWRITE, 0.9, directed=True, reasons=())


def kinds(*found: Change) -> set[tuple[ChangeKind, Direction]]:
    return {(change.kind, change.direction) for change in found}


# ---------------------------------------------------------------- propositions


def test_a_quotation_is_cut_into_its_sentences() -> None:
    text = "“The dam will hold. The lake is low. Nobody needs to leave,” said Anne Morvec."
    [profile] = profiles(read(text))
    assert [one.text for one in propositions_of(profile, 0)] == [
        "The dam will hold.",
        "The lake is low.",
        "Nobody needs to leave,",
    ]


def test_a_figure_outside_every_claim_is_a_proposition_without_one() -> None:
    [profile] = profiles(read("In detail: 290 dead in Vorenne."))
    assert [one.figure.value for one in propositions_of(profile, 0) if one.figure] == [290]


def test_every_proposition_is_its_passage() -> None:
    text = "The ministry said that 12 people died and 40 were hurt. “We mourn,” said Anne Morvec, “with all of you.”"
    [profile] = profiles(read(text))
    assert all(profile.document.text[one.start : one.end] == one.text for one in propositions_of(profile, 0))


# ---------------------------------------------------------------- one claim or several


def test_one_claim_quoted_reworded_and_translated() -> None:
    found = groups(
        read("The union said that the ferry inspectors would stop signing safety papers.", "a"),
        read("Ferry inspectors will stop signing the safety papers, according to the union.", "b"),
        read(
            "Selon le syndicat, les inspecteurs de ferries cesseront de signer les papiers de sécurité.", "c", lang="fr"
        ),
    )
    assert [len(texts) for texts in found] == [3]


def test_another_matter_is_another_claim() -> None:
    assert (
        groups(
            read("The union said that the inspectors would strike on Monday.", "a"),
            read("The mayor said that the new bridge would open in May.", "b"),
        )
        == []
    )


def test_a_figure_that_grew_is_still_the_same_claim() -> None:
    found = groups(
        read("The landslide killed 12 people, the prefecture said.", "a"),
        read("The landslide has killed 15 people, the prefecture said.", "b"),
    )
    assert [len(texts) for texts in found] == [2]


def test_two_persons_who_say_it_are_not_one_claim_as_readily() -> None:
    same = matter(
        read("Anne Morvec said that the harbour wall would hold.", "a"),
        read("Anne Morvec said that the harbour wall would hold.", "b"),
    )
    other = matter(
        read("Anne Morvec said that the harbour wall would hold.", "a"),
        read("Sarah Bell said that the harbour wall would hold.", "b"),
    )
    assert likeness(other, 0, 1)[0] < likeness(same, 0, 1)[0]
    assert [reason.rule for reason in likeness(other, 0, 1)[1]] == ["words", "holders"]


def test_a_negation_speaks_against_one_claim() -> None:
    held = matter(
        read("The minister said that the country would join the war.", "a"),
        read("The minister said that the country would never join the war.", "b"),
    )
    assert "polarity" in [reason.rule for reason in likeness(held, 0, 1)[1]]


def test_near_claims_are_named() -> None:
    held = matter(
        read("The union said that the inspectors would stop signing papers for ferries.", "a"),
        read("The union said that the inspectors wanted new boots, ferries and papers, gloves and hats.", "b"),
    )
    links = compare_pairs(held)
    assert find_near(held, [[0], [1]], links) in ({}, {0: (1,), 1: (0,)})


def test_features_are_a_list_with_names_and_weights() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    assert all(feature.weight and feature.compare.__doc__ for feature in FEATURES)


def test_average_linkage_makes_no_chains() -> None:
    chain = {(0, 1): 0.9, (1, 2): 0.5, (2, 3): 0.9}
    assert join_by_average(range(4), chain, 0.3) == [[0, 1], [2, 3]]


# ---------------------------------------------------------------- changes

SAID = "Selon la préfecture, le barrage de Vorenne a cédé dans la nuit."


def test_a_lost_holder_along_lineage() -> None:
    found = changes(
        read(SAID, "a", lang="fr", day="2024-03-01"),
        read("Le barrage de Vorenne a cédé dans la nuit.", "b", lang="fr", day="2024-03-02"),
        edges=(took("a", "b"),),
    )
    assert kinds(*found) == {(ChangeKind.HOLDER_LOST, Direction.HARDENING)}
    assert [(change.source, change.target) for change in found] == [("a", "b")]


def test_a_lost_conditional() -> None:
    found = changes(
        read("Le directeur aurait signé trois faux certificats à Vorenne.", "a", lang="fr", day="2024-03-01"),
        read("Le directeur a signé trois faux certificats à Vorenne.", "b", lang="fr", day="2024-03-02"),
        edges=(took("a", "b"),),
    )
    assert (ChangeKind.STANDING, Direction.HARDENING) in kinds(*found)


def test_softening_is_told_along_lineage_only() -> None:
    firm = read("Le barrage de Vorenne a cédé dans la nuit.", "a", lang="fr", day="2024-03-01")
    soft = read("Le barrage de Vorenne aurait cédé dans la nuit.", "b", lang="fr", day="2024-03-02")
    assert changes(firm, soft) == []
    assert (ChangeKind.STANDING, Direction.SOFTENING) in kinds(*changes(firm, soft, edges=(took("a", "b"),)))


def test_up_to_becomes_at_least() -> None:
    found = changes(
        read("Jusqu'à 300 certificats ont été signés, selon la lettre.", "a", lang="fr", day="2024-03-01"),
        read("Au moins 300 certificats ont été signés, selon la lettre.", "b", lang="fr", day="2024-03-02"),
        edges=(took("a", "b"),),
    )
    assert kinds(*found) == {(ChangeKind.MODIFIER, Direction.HARDENING)}


def test_a_link_is_made_a_cause() -> None:
    found = changes(
        read("The agency said that the syrup was linked to the illness of the infants.", "a", day="2024-03-01"),
        read("The agency said that the syrup caused the illness of the infants.", "b", day="2024-03-02"),
        edges=(took("a", "b"),),
    )
    assert (ChangeKind.CAUSE, Direction.HARDENING) in kinds(*found)


def test_some_becomes_all() -> None:
    found = changes(
        read("The agency said that several wells in Vorenne were polluted.", "a", day="2024-03-01"),
        read("The agency said that the wells in Vorenne were polluted.", "b", day="2024-03-02"),
        edges=(took("a", "b"),),
    )
    assert (ChangeKind.SCOPE_LOST, Direction.HARDENING) in kinds(*found)


def test_a_denial_of_what_some_would_do_has_lost_no_limit() -> None:
    found = changes(
        read("The agency said that some soldiers would refuse to cross the river.", "a"),
        read("The ministry denied that the soldiers would refuse to cross the river.", "b"),
        edges=(took("a", "b"),),
    )
    assert ChangeKind.SCOPE_LOST not in {change.kind for change in found}


def test_what_came_first_is_made_a_cause() -> None:
    found = changes(
        read("The agency said that three infants fell ill after taking the syrup.", "a", day="2024-03-01"),
        read("The agency said that three infants fell ill because of the syrup.", "b", day="2024-03-02"),
        edges=(took("a", "b"),),
    )
    assert (ChangeKind.CAUSE, Direction.HARDENING) in kinds(*found)


def test_officers_become_the_army() -> None:
    found = changes(
        read("Officers of the third brigade said that the war was lost in Vorenne.", "a", day="2024-03-01"),
        read("The Brelling Army said that the war was lost in Vorenne.", "b", day="2024-03-02"),
        edges=(took("a", "b"),),
    )
    assert (ChangeKind.SUBJECT_WIDENED, Direction.HARDENING) in kinds(*found)


def test_another_person_is_made_to_say_it() -> None:
    found = changes(
        read("Anne Morvec said that the harbour wall would hold until May.", "a", day="2024-03-01"),
        read("Sarah Bell said that the harbour wall would hold until May.", "b", day="2024-03-02"),
        edges=(took("a", "b"),),
    )
    assert (ChangeKind.HOLDER_CHANGED, Direction.OTHER) in kinds(*found)


def test_a_number_changes_along_lineage_only() -> None:
    one = read("The prefecture said that 31 houses in Tassigny were destroyed.", "a", day="2024-03-01")
    other = read("The prefecture said that 13 houses in Tassigny were destroyed.", "b", day="2024-03-01")
    assert changes(one, other) == []
    assert kinds(*changes(one, other, edges=(took("a", "b"),))) == {(ChangeKind.FIGURE, Direction.OTHER)}


def test_what_most_say_as_a_fact_has_not_been_hardened() -> None:
    plain = "Le barrage de Vorenne a cédé dans la nuit."
    found = changes(
        read(SAID, "a", lang="fr", day="2024-03-01"),
        *(read(plain, name, lang="fr", day="2024-03-02") for name in "bcde"),
    )
    assert found == []


def test_a_retelling_that_came_before_is_no_source() -> None:
    found = changes(
        read("Le barrage de Vorenne a cédé dans la nuit.", "a", lang="fr", day="2024-03-01"),
        read(SAID, "b", lang="fr", day="2024-03-02"),
    )
    assert found == []


def test_both_passages_are_shown() -> None:
    readings = (
        read(SAID, "a", lang="fr", day="2024-03-01"),
        read("Le barrage de Vorenne a cédé dans la nuit.", "b", lang="fr", day="2024-03-02"),
    )
    [change] = changes(*readings, edges=(took("a", "b"),))
    [reason] = change.reasons
    texts = {reading.document.id: reading.text for reading in readings}
    assert reason.source is not None
    assert reason.target is not None
    assert "cédé" in texts[reason.source.document][reason.source.start : reason.source.end]
    assert "cédé" in texts[reason.target.document][reason.target.start : reason.target.end]
    assert "{" not in reason.text


# ---------------------------------------------------------------- denials, origins


@pytest.mark.parametrize(
    ("first", "second", "lang"),
    [
        (
            "The union said that the minister had ordered the sailing.",
            "The minister denied having ordered the sailing.",
            "en",
        ),
        (
            "Le syndicat affirme que le directeur a ordonné le départ.",
            "Le directeur nie avoir ordonné le départ.",
            "fr",
        ),
    ],
)
def test_a_denial_conflicts_with_what_it_denies(first: str, second: str, lang: str) -> None:
    held = matter(read(first, "a", lang=lang), read(second, "b", lang=lang))
    found = find_denials(held, [list(range(len(held.propositions)))])
    assert [conflict.between for conflict in found[0]] == [("a", "b")]


def test_a_negative_statement_is_no_denial() -> None:
    held = matter(
        read("The minister said that the country would not join.", "a"),
        read("The union said that the country would not join.", "b"),
    )
    assert find_denials(held, [[0, 1]]) == {}


def test_two_that_say_the_same_is_not_so_do_not_exclude_each_other() -> None:
    held = matter(
        read("We did not swear an oath to that man, the officers wrote.", "a"),
        read('"We did not swear an oath to that man," they wrote.', "b"),
    )
    assert find_denials(held, [list(range(len(held.propositions)))]) == {}


def origins(*readings: Reading, edges: tuple[Edge, ...] = ()) -> tuple[int, int, tuple[str, ...], int]:
    held, all_profiles = matter(*readings), profiles(*readings)
    entities = by_member(find_story_entities(all_profiles))
    found = find_origins(held.propositions, grounds_of([one.id for one in all_profiles], entities, edges))
    return found.low, found.high, found.roots, len(found.undetermined)


def test_one_authority_is_one_origin_however_many_repeat_it() -> None:
    one, other = read(SAID, "a", lang="fr"), read(SAID, "b", lang="fr")
    assert origins(one, other, edges=(took("a", "b"),)) == (1, 1, ("a",), 0)


def test_two_persons_are_two_origins() -> None:
    found = origins(
        read("Anne Morvec said that the harbour wall would hold.", "a"),
        read("Sarah Bell said that the harbour wall would hold.", "b"),
    )
    assert found[:2] == (2, 2)


def test_who_names_nobody_is_said_to_be_undetermined() -> None:
    found = origins(read(SAID, "a", lang="fr"), read("Le barrage de Vorenne a cédé dans la nuit.", "b", lang="fr"))
    assert found[3] == 1


def step(source: str, target: str) -> Edge:
    """Two that hang together, without a direction."""
    return Edge(source, target, Relation.COPY, 0.9, directed=False, reasons=())


def test_of_those_that_hang_together_the_first_is_the_root() -> None:
    plain = [read("Le barrage de Vorenne a cédé dans la nuit.", name, lang="fr") for name in "abc"]
    assert origins(*plain, edges=(step("a", "c"), step("b", "c")))[2] == ("a",)
    assert origins(*plain, edges=(step("b", "c"), step("a", "c")))[2] == ("a",)


def test_there_is_a_root_even_where_each_took_from_another() -> None:
    plain = [read("Le barrage de Vorenne a cédé dans la nuit.", name, lang="fr") for name in "ab"]
    assert origins(*plain, edges=(took("a", "b"), took("b", "a")))[2] == ("a",)


# ---------------------------------------------------------------- very many documents


def telling(name: str, *lines: str) -> Reading:
    """A document whose author says each line, as it would be read."""
    text = "\n".join(lines)
    spans = [Span(match.start(), match.end()) for match in re.finditer(".+", text)]
    claims = tuple(
        Claim(f"c{at}", Kind.AUTHOR, "author", (), (), (span,), Standing.STATED, (Layer("author", Factuality.CERTAIN),))
        for at, span in enumerate(spans)
    )
    return Reading(Document(name, text, "en", (Block(BlockKind.PARAGRAPH, 0, len(text)),)), claims)


def test_a_claim_that_very_many_tell_is_one() -> None:
    odd = ("calmly", "slowly", "barely", "partly", "nearly", "mostly", "quietly")
    readings = [
        telling(
            f"d{number:03}",
            f"The inspectors {odd[number % 7]} found rust on the harbour gates of Vorenne.",
            f"Bakers of Tassigny {odd[number % 5]} baked bread for the stranded sailors.",
        )
        for number in range(150)
    ]
    found = groups(*readings)
    assert sorted(len({"rust" in text for text in texts}) for texts in found) == [1, 1]
    assert sorted(len(texts) for texts in found) == [5, 7]


def test_what_covers_a_passage_is_found_in_its_own_document() -> None:
    held = matter(
        telling("a", "One came.", "Two went."), telling("b", "Nobody came."), telling("c"), telling("d", "X.")
    )
    assert [list(held.places_in(document)) for document in range(4)] == [[0, 1], [2], [], [3]]


def test_the_words_around_a_quotation_do_not_reach_into_another() -> None:
    text = "A long letter to the president came late. It names the mayor and several of the officers, who wrote it."
    quoted = Claim(
        "c0", Kind.DIRECT, "quote", (Span(0, 1),), (), (Span(7, 60),), Standing.ATTRIBUTED,
        (Layer("author", Factuality.UNKNOWN),),
    )  # fmt: skip
    later = replace(quoted, id="c1", content=(Span(text.index("who wrote"), len(text) - 1),))
    document = Document("a", text, "en", (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    [profile] = profiles(Reading(document, (quoted, later)))
    around = [one for one in propositions_of(profile, 0) if one.claim is None]
    assert not any(one.start < 60 and one.end > 42 for one in around)


def test_documents_without_claims_or_words_have_no_changes() -> None:
    empty = Reading(Document("a", "", "en", ()))
    foreign = Reading(Document("b", "Nincs itt semmi.", "hu", (Block(BlockKind.PARAGRAPH, 0, 16),)))
    bare = Reading(Document("c", "It rains.", "en", ()), (replace(telling("x", "It").claims[0], content=()),))
    assert changes(empty, foreign, bare) == []


@pytest.mark.parametrize("day", ["2024-02-31", "0000-00-00", "2024-03", "soon"])
def test_a_day_that_does_not_exist_is_no_day(day: str) -> None:
    dated = [
        replace(found, document=replace(found.document, published=day))
        for found in (telling("a", SAID), telling("b", SAID))
    ]
    assert [published_day(one) for one in profiles(*dated)] == [None, None]
    assert changes(*dated, edges=(took("a", "b"),)) == []
