"""Who is one and the same in several documents."""

from __future__ import annotations

from retellings import profiles, read

from selon.story.entities import find_story_entities
from selon.types import Reading


def names(*readings: Reading) -> list[set[str]]:
    """The names, as their documents have them, that are taken for one."""
    held = profiles(*readings)
    known = {(p.id, entity.id): entity.name for p in held for entity in p.reading.entities}
    return [{known[member] for member in entity.members} for entity in find_story_entities(held)]


def test_one_surname_in_several_spellings() -> None:
    found = names(
        read("Leonidas Hadjikostrou said the letter was staged.", "a"),
        read("Leonidas Chatzikostrou said the letter was real.", "b"),
    )
    assert {"Leonidas Hadjikostrou", "Leonidas Chatzikostrou"} in found


def test_a_surname_alone_goes_to_the_only_one_who_bears_it() -> None:
    found = names(
        read("Anne Morvec said that the dam would hold.", "a"),
        read("Mme Morvec a déclaré que le barrage tiendrait.", "b", lang="fr"),
    )
    assert any(len(names) == 2 for names in found)


def test_two_given_names_are_two_persons() -> None:
    found = names(
        read("Tamsin Orrell said that the league would sue.", "a"),
        read("Giles Orrell said that the harbour was safe.", "b"),
    )
    assert {"Tamsin Orrell"} in found
    assert {"Giles Orrell"} in found


def test_a_ministry_is_one_in_two_languages() -> None:
    found = names(
        read("The Ministry of Health said that 12 people were ill.", "a"),
        read("Le ministère de la Santé a déclaré que 12 personnes étaient malades.", "b", lang="fr"),
    )
    assert any(len(names) == 2 for names in found)


def test_two_ministries_are_two() -> None:
    found = names(
        read("The Ministry of Health said that 12 people were ill.", "a"),
        read("The Ministry of Justice said that 3 people were arrested.", "b"),
    )
    assert all(len(names) == 1 for names in found)


def test_every_entity_is_in_exactly_one() -> None:
    held = profiles(read("Anne Morvec met the union in Vorenne. The union said it would strike.", "a"))
    members = [member for entity in find_story_entities(held) for member in entity.members]
    assert len(members) == len(set(members))
    assert sorted(members) == sorted(("a", entity.id) for entity in held[0].reading.entities)


def test_an_initial_that_could_be_two_is_left_alone() -> None:
    found = names(
        read("Anne Morvec said that the dam would hold.", "a"),
        read("Alice Morvec said that the mill was closed.", "b"),
        read("A. Morvec said that the road was open.", "c"),
    )
    assert {"Anne Morvec"} in found
    assert {"Alice Morvec"} in found
    assert not any({"Anne Morvec", "Alice Morvec"} <= names for names in found)


def test_an_initial_goes_to_the_only_one_it_can_stand_for() -> None:
    found = names(
        read("Tamsin Orrell said that the league would sue.", "a"),
        read("T. Orrell said that the harbour was safe.", "b"),
    )
    assert {"Tamsin Orrell", "T. Orrell"} in found
