"""Documents into stories: one event together, another apart, whatever order they come in."""

from __future__ import annotations

import random

from story_documents import counted, profile, reading

from selon.story.grouping import group
from selon.story.profile import Profile, profile_of
from selon.story.times import day_of

FIRE = [
    "A fire at the mill in Valmorin injured 45 people. Anne Morvec, who runs the mill, thanked the fire crews.",
    "In Valmorin 45 people were hurt when the mill burned down. The fire began at night, said Anne Morvec.",
    "The mill of Valmorin is in ashes after the fire; Anne Morvec promised to help the 45 injured people.",
]
VOTE = [
    "The council of Osterhal voted a budget of 312 million for schools. Paul Drenn, the mayor, hailed the vote.",
    "Paul Drenn, mayor of Osterhal, hailed the vote on the budget: schools will get 312 million.",
]


def stories(profiles: list[Profile]) -> list[list[str]]:
    return sorted(sorted(profiles[place].id for place in story) for story in group(profiles))


def test_one_event_together_another_apart() -> None:
    profiles = [profile(f"f{n}", text) for n, text in enumerate(FIRE)] + [
        profile(f"v{n}", text) for n, text in enumerate(VOTE)
    ]
    assert stories(profiles) == [["f0", "f1", "f2"], ["v0", "v1"]]


def test_order_of_input_does_not_matter() -> None:
    profiles = [profile(f"d{n}", text) for n, text in enumerate(FIRE + VOTE)]
    shuffled = list(profiles)
    random.Random(3).shuffle(shuffled)
    assert stories(shuffled) == stories(profiles)


def test_a_month_later_is_another_story() -> None:
    then = [profile(f"a{n}", text, published="2031-03-02") for n, text in enumerate(FIRE)]
    texts = [
        "A month after the fire at the mill in Valmorin, Anne Morvec has let the ruins be cleared.",
        "The ruins of the mill in Valmorin are being cleared; Anne Morvec wants to build anew by summer.",
        "Anne Morvec will build her mill anew: in Valmorin the ruins of the fire are gone.",
    ]
    later = [profile(f"b{n}", text, published=f"2031-04-0{n + 3}") for n, text in enumerate(texts)]
    assert stories(then + later) == [["a0", "a1", "a2"], ["b0", "b1", "b2"]]


def test_days_are_known_or_not() -> None:
    assert day_of(profile("a", "Rain.", published="2031-03-02")) is not None
    assert day_of(profile("a", "Rain.", published="2031-03")) is None
    assert day_of(profile("a", "Rain.", published="2031-02-31")) is None


def test_the_same_kind_of_event_elsewhere_is_another() -> None:
    here = [profile(f"a{n}", text) for n, text in enumerate(FIRE)]
    swapped = [
        text.replace("Valmorin", "Tresk").replace("Anne Morvec", "Ida Kolm").replace("45", "71") for text in FIRE
    ]
    there = [profile(f"b{n}", text) for n, text in enumerate(swapped)]
    assert stories(here + there) == [["a0", "a1", "a2"], ["b0", "b1", "b2"]]


def test_who_does_not_give_the_count_that_all_give_tells_of_something_else() -> None:
    told = [
        f"The syrup of the maker Lorvane is recalled: 3 killed and {ill} patients ill in {town}, the agency says. {end}"
        for ill, town, end in [
            (41, "Brielle", "Parents wait for news of the syrup."),
            (41, "Brielle", "The agency tests the syrup of Lorvane."),
            (44, "Tresk", "Lorvane stops its plant and recalls all syrup."),
            (44, "Tresk", "The agency asks for calm about the syrup."),
            (52, "Osterhal", "The maker Lorvane is sorry for the patients."),
            (52, "Osterhal", "Doctors in Osterhal saw the syrup's effects."),
            (60, "Valmorin", "The plant of Lorvane stays closed."),
            (60, "Valmorin", "Pharmacies send back the syrup of Lorvane."),
        ]
    ]
    another = "9 days in hospital: a patient blames a syrup of Lorvane of another kind; the agency sees a lone case."
    readings = [counted(reading(f"d{n}", text)) for n, text in enumerate([*told, another])]
    found = stories([profile_of(one) for one in readings])
    assert ["d8"] in found
    assert len(found) == 2


def test_nothing_and_one() -> None:
    assert group([]) == ()
    assert group([profile("a", "")]) == ((0,),)


def test_many_documents_are_met_by_what_is_rare() -> None:
    profiles = []
    for number in range(60):
        text = (
            FIRE[number % 3]
            .replace("Valmorin", f"Val{chr(97 + number // 3)}ost")
            .replace("45", str(101 + 7 * (number // 3)))
        )
        text = text.replace("Morvec", f"Mor{chr(97 + number // 3)}ek")
        profiles.append(profile(f"d{number:02}", text, published=f"2031-{1 + number // 6:02}-01"))
    extra = [profile(f"e{number:02}", VOTE[0], published="2031-12-01") for number in range(70)]
    found = group([*profiles, *extra])
    assert sorted(place for story in found for place in story) == list(range(130))
    assert any(len(story) == 70 for story in found)
