"""Words that stand under every page of a site bring no documents together."""

from __future__ import annotations

import pytest
from retellings import profiles, read

from selon.story.furniture import without_furniture
from selon.story.profile import Profile
from selon.story.trace import trace_readings
from selon.types import Reading

NOTICE = (
    "We use small files and similar tools to keep this site safe and to measure how it is read. You may accept all "
    "of them, refuse all of them or choose at any time under the link at the foot of every page. Our partners may "
    "store and read information on your device for the same purposes."
)
PAGES = [
    (
        "The council of Torvel voted on Tuesday to close the old swimming hall, whose roof had leaked for years. "
        "Mayor Ilse Brandt said the money would go to the school in Rue Haute."
    ),
    (
        "A freight train left the rails near Vorenne on Monday night and blocked the line for nine hours. Nobody was "
        "hurt, the railway company Lorrix said, and the cause was being looked into."
    ),
    (
        "The painter Anton Merel has died at the age of 91 in his house above the bay. His gallery said that a show of "
        "his late drawings would open in spring as planned."
    ),
]


def texts(found: list[Profile]) -> list[list[str]]:
    return [[unit.text for unit in profile.units] for profile in found]


def pages(pattern: str) -> list[Reading]:
    return [read(pattern.format(page=page, notice=NOTICE), f"d{n}") for n, page in enumerate(PAGES)]


@pytest.mark.parametrize("pattern", ["{notice} {page}", "{page} {notice}"], ids=["above", "below"])
def test_one_notice_on_unrelated_pages_makes_no_story(pattern: str) -> None:
    trace = trace_readings(pages(pattern), None)
    assert [story.documents for story in trace.stories] == [("d0",), ("d1",), ("d2",)]


def test_only_the_notice_is_left_out() -> None:
    bare = profiles(*(read(page, f"d{n}") for n, page in enumerate(PAGES)))
    assert texts(without_furniture(profiles(*pages("{page} {notice}")))) == texts(bare)


def test_a_pasted_sentence_of_the_story_stays() -> None:
    wire = "The mill of Valmorin had been closed twice since 2019 because its dust collectors did not work."
    told = profiles(
        read(
            f"Fire crews fought all night to save the village of Valmorin, and two were hurt at the mill. {wire}", "a"
        ),
        read(f"Unions in Valmorin want the owner of the mill, Anne Morvec, tried for what burned down. {wire}", "b"),
    )
    assert texts(without_furniture(told)) == texts(told)


def test_copies_of_one_text_stay_whole() -> None:
    told = profiles(*(read(PAGES[0], name) for name in "ab"))
    assert texts(without_furniture(told)) == texts(told)
