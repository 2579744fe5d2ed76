"""The one box: words and limits taken apart, in both languages; a limit taken off is gone wherever it stood."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.web.asking import Asked, asked_from, without


@pytest.mark.parametrize(
    ("text", "words", "limits"),
    [
        ("barrage fissuré", "barrage fissuré", ()),
        ("barrage lang:fr", "barrage", (("language", "fr"),)),
        ("langue:fr barrage", "barrage", (("language", "fr"),)),
        ('média:"Radio Lune" pont', "pont", (("outlet", "Radio Lune"),)),
        ('outlet:"Radio Lune', "", (("outlet", "Radio Lune"),)),
        ("standing:denied standing:hedged", "", (("standing", "denied"), ("standing", "hedged"))),
        ("since:2031-04 until:2032 pont", "pont", (("since", "2031-04"), ("until", "2032"))),
        ("par:Trévenard histoire:s12", "", (("holder", "Trévenard"), ("story", "s12"))),
        ("a:b pont", "a:b pont", ()),
        ("https://x.example/a:b", "https://x.example/a:b", ()),
        ('"le pont" outlet:', '"le pont" outlet:', ()),
        ("", "", ()),
    ],
)
def test_a_box_is_taken_apart(text: str, words: str, limits: tuple[tuple[str, str], ...]) -> None:
    asked = asked_from(text, ())
    assert (asked.query.words, asked.limits) == (words, limits)


@pytest.mark.parametrize(
    ("text", "bad"),
    [("standing:true", "standing"), ("since:yesterday", "since"), ("story:12", "story"), ("lang:french", "language")],
)
def test_what_means_nothing_is_told(text: str, bad: str) -> None:
    asked = asked_from(text, ())
    assert [name for name, _ in asked.bad] == [bad]
    assert asked.limits == ()


def test_limits_beside_the_box_count_as_those_in_it() -> None:
    asked = asked_from("pont standing:denied", [("standing", "denied"), ("outlet", "Radio Lune")])
    assert asked.query.standing == ("denied",)
    assert asked.query.outlet == ("Radio Lune",)


def test_a_limit_is_taken_off_wherever_it_stood() -> None:
    asked = asked_from("pont standing:denied", [("standing", "denied"), ("since", "2031")])
    assert without(asked.params, "standing", "denied") == (("q", "pont"), ("since", "2031"))


@given(
    st.text(max_size=60),
    st.lists(st.tuples(st.sampled_from(["standing", "since", "outlet"]), st.text(max_size=9)), max_size=4),
)
def test_whatever_is_asked_can_be_asked_again(text: str, given_limits: list[tuple[str, str]]) -> None:
    asked = asked_from(text, given_limits)
    assert isinstance(asked, Asked)
    told = [(name, value) for name, value in asked.params if name not in ("q", "variants")]
    again = asked_from(dict(asked.params).get("q", ""), told)
    assert again.query == asked.query
    for name, value in asked.limits:
        assert (name, value) not in asked_from("", without(told, name, value)).limits
