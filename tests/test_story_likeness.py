"""Whether two documents tell of the same event, and the reasons."""

from __future__ import annotations

from story_documents import profile

from selon.story.likeness import FEATURES, log_odds, same_story

FIRE = "A fire at the mill in Valmorin injured 45 people on Tuesday. Anne Morvec, who runs the mill, thanked the crews."
AGAIN = "In Valmorin, 45 people were hurt as the mill burned. The crews came at once, said Anne Morvec, the owner."
OTHER = (
    "The council of Osterhal has voted a budget of 3 million for its schools. Paul Drenn, the mayor, hailed the vote."
)


def test_same_event_is_more_likely_than_another() -> None:
    one, again, other = profile("a", FIRE), profile("b", AGAIN), profile("c", OTHER)
    assert same_story(one, again)[0] > 0.5 > same_story(one, other)[0]


def test_order_does_not_matter() -> None:
    one, again = profile("a", FIRE), profile("b", AGAIN)
    assert same_story(one, again)[0] == same_story(again, one)[0]


def test_across_languages_names_figures_and_cognates_count() -> None:
    french = profile(
        "b", "L'incendie du moulin de Valmorin a fait 45 blessés. Anne Morvec a remercié les équipes.", "fr"
    )
    other = profile("c", "Le conseil d'Osterhal a voté un budget de 3 millions pour ses écoles.", "fr")
    assert same_story(profile("a", FIRE), french)[0] > same_story(profile("a", FIRE), other)[0]


def test_reasons_show_passages_of_both() -> None:
    one, again = profile("a", FIRE), profile("b", AGAIN)
    _, reasons = same_story(one, again)
    assert reasons
    for reason in reasons:
        assert reason.text
        assert reason.source is not None
        assert reason.target is not None
        assert (reason.source.document, reason.target.document) == ("a", "b")


def test_strangers_get_a_reason_too() -> None:
    _, reasons = same_story(profile("a", "Rain."), profile("b", "Neige.", "fr"))
    assert [reason.rule for reason in reasons] == ["nothing"]


def test_empty_documents_are_compared() -> None:
    assert same_story(profile("a", ""), profile("b", FIRE))[0] < 0.5


def test_features_are_named_once_and_mean_over_groups() -> None:
    assert len({feature.name for feature in FEATURES}) == len(FEATURES)
    one, again = profile("a", FIRE), profile("b", AGAIN)
    assert log_odds(one.bags, again.bags) == log_odds(one.bags, again.bags, pairs=1)
