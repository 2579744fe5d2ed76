"""Letters and the like that several documents speak of."""

from __future__ import annotations

from retellings import profiles, read
from story_documents import profile

from selon.story.claims.origins import find_origins, grounds_of
from selon.story.trace import matter_of
from selon.story.works import find_works


def test_a_letter_that_two_speak_of_is_one_work_by_its_first_word() -> None:
    first, second = "Une lettre circule. La lettre est signée.", "Officers wrote a letter to Anne Morvec."
    [work] = find_works([profile("a", first, "fr"), profile("b", second)])
    assert work.name == "lettre"
    assert {name: list(places) for name, places in work.mentions.items()} == {
        "a": [first.index("lettre"), first.rindex("lettre")],
        "b": [second.index("letter")],
    }


def test_what_one_document_speaks_of_is_no_common_work() -> None:
    assert find_works([profile("a", "A letter and one more letter came."), profile("b", "Nothing came.")]) == ()


def test_several_letters_are_no_one_work() -> None:
    assert find_works([profile("a", "Letters came."), profile("b", "The letters came.")]) == ()


def test_words_of_a_language_without_a_lexicon_name_no_work() -> None:
    assert find_works([profile("a", "A letter came.", "xx"), profile("b", "The letter came.", "xx")]) == ()
    assert find_works([]) == ()


def test_a_claim_has_the_work_that_its_instances_speak_of() -> None:
    held = profiles(
        read("The inspectors wrote a letter about the rusty harbour gates. The mill is closed.", "a"),
        read("The inspectors wrote their letter about the rusty harbour gates. The mill is closed.", "b"),
    )
    matter, works = matter_of(held, None), find_works(held)
    grounds = grounds_of(matter.ids, {}, works=works)
    speaking = [one for one in matter.propositions if "letter" in one.text]
    silent = [one for one in matter.propositions if "mill" in one.text]
    assert find_origins(speaking, grounds).outside == ("letter",)
    assert find_origins(silent, grounds).outside == ()
