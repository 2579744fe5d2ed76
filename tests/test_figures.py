"""Figures: tables of sentences, the lexicon's examples, numbers in words, and what is no figure."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.attribute.dates.find import find_dates
from selon.attribute.figures.find import find_figures
from selon.attribute.figures.numbers import parse_digits, read_number
from selon.attribute.parse import parse
from selon.attribute.pieces import split_pieces
from selon.lang import load_lexicon
from selon.lang.figures import EventWords, FigureExample
from selon.types import Block, BlockKind, Document, Figure, Modifier

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("fr", "en")


def figures_in(text: str, lang: str, published: str | None = "2022-07-10") -> tuple[Figure, ...]:
    document = Document("test", text, lang, (Block(BlockKind.PARAGRAPH, 0, len(text)),), published=published)
    lexicon = load_lexicon(lang)
    parsed = parse(document, lexicon)
    return find_figures(parsed, lexicon, find_dates(parsed, lexicon)[0])


def amount(figure: Figure) -> str:
    value = f"{figure.value!r}" if figure.value is not None else f"{figure.low!r}-{figure.high!r}"
    return f"{value.replace('.0', '')} {figure.modifier}"


def shown(text: str, lang: str) -> list[str]:
    return [f"{amount(item)} | {item.concept or '-'} | {item.event or '-'}" for item in figures_in(text, lang)]


def cases() -> list[tuple[str, str, list[str]]]:
    rows = []
    for lang in LANGUAGES:
        table = tomllib.loads((CASES / lang / "figures.toml").read_text("utf-8"))
        rows += [(lang, case["text"], case["figures"]) for case in table["cases"]]
    return rows


@pytest.mark.parametrize(("lang", "text", "expected"), cases())
def test_sentence_has_these_figures(lang: str, text: str, expected: list[str]) -> None:
    assert shown(text, lang) == expected


@pytest.mark.parametrize(
    ("lang", "entry"), [(lang, entry) for lang in LANGUAGES for entry in load_lexicon(lang).figures.examples]
)
def test_lexicon_example_is_read(lang: str, entry: FigureExample) -> None:
    assert tuple(amount(figure) for figure in figures_in(entry.example, lang)) == entry.figures


@pytest.mark.parametrize(
    ("lang", "name", "entry"),
    [(lang, name, entry) for lang in LANGUAGES for name, entry in load_lexicon(lang).figures.events.items()],
)
def test_lexicon_event_befalls_its_example(lang: str, name: str, entry: EventWords) -> None:
    assert [figure.event for figure in figures_in(entry.example, lang)] == [name]


@pytest.mark.parametrize(
    ("lang", "modifier", "phrase"),
    [
        (lang, modifier, phrase)
        for lang in LANGUAGES
        for modifier, phrases in load_lexicon(lang).figures.before.items()
        for phrase in sorted(phrases)
    ],
)
def test_every_modifier_is_read_before_a_number(lang: str, modifier: Modifier, phrase: str) -> None:
    gap = "" if phrase.endswith("'") else " "
    assert [figure.modifier for figure in figures_in(f"{phrase}{gap}35 %", lang)] == [modifier]


@pytest.mark.parametrize(
    ("lang", "words", "value"),
    [
        ("fr", "deux millions et demi", 2_500_000),
        ("fr", "quatre-vingt-dix-sept mille", 97_000),
        ("fr", "soixante et onze", 71),
        ("fr", "trois cent quatre-vingt-quatre", 384),
        ("fr", "mille deux cents", 1_200),
        ("fr", "1,2 million", 1_200_000),
        ("fr", "30\u202f000", 30_000),
        ("fr", "30\u00a0000", 30_000),
        ("fr", "12 300 000,5", 12_300_000.5),
        ("fr", "une dizaine de milliers", 10_000),
        ("fr", "deux tiers", 2 / 3),
        ("en", "two hundred and fifty", 250),
        ("en", "one hundred and twenty thousand", 120_000),
        ("en", "twenty-five", 25),
        ("en", "one and a half million", 1_500_000),
        ("en", "half a dozen", 6),
        ("en", "4 hundred million", 400_000_000),
        ("en", "1,293,000", 1_293_000),
        ("en", "13.6M", 13_600_000),
        ("en", "5½", 5.5),
        ("en", ".5", 0.5),
    ],
)
def test_number(lang: str, words: str, value: float) -> None:
    pieces = split_pieces(words, 0, len(words))
    number = read_number(words, pieces, 0, lang)
    assert number is not None
    assert number.value == pytest.approx(value)
    assert number.last == len(pieces)


@pytest.mark.parametrize(
    ("digits", "decimal", "value"),
    [
        ("12.000", ",", 12_000.0),
        ("6.8", ",", 6.8),
        ("1,5", ",", 1.5),
        ("1,200", ".", 1_200.0),
        ("1,200.75", ".", 1_200.75),
        ("1.404", ".", 1.404),
        ("1.2.3", ".", None),
        ("03", ",", None),
        ("03.99.12", ",", None),
        ("9" * 5_000, ",", None),
    ],
)
def test_separators(digits: str, decimal: str, value: float | None) -> None:
    assert parse_digits(digits, decimal) == value


def test_span_covers_modifier_number_and_noun() -> None:
    text = "On compte pas moins de 30 000 soldats blessés ce matin."
    figure = figures_in(text, "fr")[0]
    assert text[figure.start : figure.end].startswith("pas moins de 30 000 soldats")
    assert figure.noun is not None
    assert figure.noun.startswith("soldats")


def test_a_count_given_for_a_day_says_so() -> None:
    assert [figure.as_of for figure in figures_in("Au 12 mars, on comptait 58 cas.", "fr")] == ["2022-03-12"]
    assert [figure.as_of for figure in figures_in("As of Monday, 58 cases were known.", "en")] == ["2022-07-04"]
    assert [figure.as_of for figure in figures_in("On Monday, 58 cases were known.", "en")] == [None]


def test_at_least_holds_for_both_that_share_a_verb() -> None:
    shared = "Pas moins de 10 médecins et 30 enseignants ont été arrêtés."
    assert [figure.modifier for figure in figures_in(shared, "fr")] == [Modifier.AT_LEAST, Modifier.AT_LEAST]
    apart = "On déplore au moins 8 morts et 12 blessés."
    assert [figure.modifier for figure in figures_in(apart, "fr")] == [Modifier.AT_LEAST, Modifier.EXACT]


def test_digits_of_a_date_are_no_figure_but_its_count_of_years_is() -> None:
    assert shown("Il l'a dit le 12 mars 2021.", "fr") == []
    assert shown("Over the past five years the town shrank.", "en") == ["5 exact | year | -"]


def test_ids_follow_the_text() -> None:
    figures = figures_in("Aucun mort, 3 blessés et 12 disparus.", "fr")
    assert [figure.id for figure in figures] == ["f1", "f2", "f3"]
    assert [figure.start for figure in figures] == sorted(figure.start for figure in figures)


DIGITS = ("12", "000", "3,5", "50", "%", "€", "$", "(", ")", ".", "/", "-", "h", "ans", "½", "\x00")
WORDS = (
    "un",
    "deux",
    "cent",
    "mille",
    "et",
    "à",
    "de",
    "entre",
    "morts",
    "sixième",
    "environ",
    "million",
    "moitié",
    "la",
)


@given(st.lists(st.sampled_from(DIGITS + WORDS)), st.sampled_from(["", " "]))
def test_any_row_of_number_words_gives_sound_figures(words: list[str], gap: str) -> None:
    text = gap.join(words)
    for figure in figures_in(text, "fr"):
        assert 0 <= figure.start < figure.end <= len(text)
        assert (figure.value is None) == (figure.low is not None and figure.high is not None)
