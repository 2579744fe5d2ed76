"""What of a text is met again in another: names across spellings and articles, numbers by their value."""

from __future__ import annotations

import pytest
from story_documents import profile

from selon.story.terms import capitalised, name_key, number_key, number_weight, terms_of
from selon.types import Document, Figure, Reading


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hier, l'Ukraine a répondu.", {"@UA"}),
        ("Yesterday Ukraine's envoy answered.", {"@UA"}),
        ("Des soldats ukrainiens sont arrivés.", {"@UA"}),
        ("Au moins deux maisons ont brûlé.", set()),
        ("Hier, l'UA et l'ONU ont protesté.", {"@AU", "@UN"}),
        ("On Monday the mayor met Mr Valsky.", {name_key("valsky")}),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    assert terms_of(text).names == names


def test_a_name_is_met_in_another_spelling() -> None:
    french, english = terms_of("Hier, Ivan Drenkov a parlé."), terms_of("Yesterday Ivan Drenkow spoke.")
    assert french.names == english.names


def test_hyphens_part_names() -> None:
    assert terms_of("Un feu à El-Mezrat.").names == terms_of("Un feu à El Mezrat.").names != frozenset()


def test_a_first_word_is_a_name_only_if_known_as_one() -> None:
    text = "Valmorin burns. The fire in Valmorin spreads. Rescue is near."
    assert terms_of("Valmorin burns.", capitalised(text)).names
    assert not terms_of("Rescue is near.", capitalised(text)).names


def test_capitals_in_a_shouted_or_titled_text_name_nobody() -> None:
    assert not terms_of("ON A VU UN FEU AU PORT").names
    assert not terms_of("Fire Closes Harbour Road", headline=True).names


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("2.012 maisons, 2,012 houses, 2 012 Häuser", {"2012"}),
        ("une hausse de 6,8 %", {"6.8"}),
        ("à 10h00, à 7:45, vers 22h", set()),
    ],
)
def test_numbers(text: str, numbers: set[str]) -> None:
    assert terms_of(text).numbers == numbers


def test_number_words_count_where_figures_are_read() -> None:
    text = "Douze maisons ont brûlé."
    found = profile("a", text)
    assert not found.terms.numbers
    read = Reading(Document("a", text, "fr", ()), figures=(Figure("f1", 0, 5, value=12.0),))
    from selon.story.profile import profile_of

    assert profile_of(read).terms.numbers == {"12"}


def test_long_numbers_tell_more_and_years_hardly() -> None:
    assert number_weight("2") < number_weight("45") < number_weight("2345")
    assert number_weight("2031") < number_weight("45")
    assert number_key("1 404") == "1404"


def test_scripts_without_spaces_give_pairs_of_signs() -> None:
    assert terms_of("大坝决口").words == ("大坝", "坝决", "决口")
    assert len(profile("a", "大坝决口。三人失踪。", "zh").units) == 2
