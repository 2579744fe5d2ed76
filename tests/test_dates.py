"""Dates: tables of sentences, the lexicon's examples, and what is said where the publication date is unknown."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.attribute.dates.calendar import read_published
from selon.attribute.dates.find import find_dates
from selon.attribute.parse import parse
from selon.lang import load_lexicon
from selon.lang.dates import DateExample
from selon.types import Block, BlockKind, Date, Document, Notice

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("fr", "en")
PUBLISHED = "2022-07-10"
EDTF = re.compile(r"/?\d{1,4}[\dX]*(-\d\d)?(-\d\d)?~?(/(\d{4}(-\d\d)?(-\d\d)?)?)?")


def dates_in(text: str, lang: str, published: str | None) -> tuple[tuple[Date, ...], tuple[Notice, ...]]:
    document = Document("test", text, lang, (Block(BlockKind.PARAGRAPH, 0, len(text)),), published=published)
    lexicon = load_lexicon(lang)
    return find_dates(parse(document, lexicon), lexicon)


def shown(text: str, lang: str, published: str | None) -> list[str]:
    return [f"{text[date.start : date.end]} = {date.edtf}" for date in dates_in(text, lang, published)[0]]


def cases() -> list[tuple[str, str, str, list[str]]]:
    rows = []
    for lang in LANGUAGES:
        table = tomllib.loads((CASES / lang / "dates.toml").read_text("utf-8"))
        rows += [(lang, case["text"], case.get("published", PUBLISHED), case["dates"]) for case in table["cases"]]
    return rows


@pytest.mark.parametrize(("lang", "text", "published", "expected"), cases())
def test_sentence_has_these_dates(lang: str, text: str, published: str, expected: list[str]) -> None:
    assert shown(text, lang, published) == expected


@pytest.mark.parametrize(
    ("lang", "entry"), [(lang, entry) for lang in LANGUAGES for entry in load_lexicon(lang).dates.examples]
)
def test_lexicon_example_resolves(lang: str, entry: DateExample) -> None:
    found, _ = dates_in(entry.example, lang, entry.published)
    assert tuple(date.edtf for date in found) == entry.edtf


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_month_weekday_and_season_is_read(lang: str) -> None:
    words = load_lexicon(lang).dates
    for month, number in words.months.items():
        day = f"3 {month.title() if words.capital_months else month} 2021"
        assert shown(day, lang, None) == [f"{day} = 2021-{number:02}-03"]
    for weekday in words.weekdays:
        assert len(shown(f"Paul Ormont, {weekday.title() if words.month_first else weekday}", lang, PUBLISHED)) == 1
    for season, number in words.seasons.items():
        assert shown(f"{season} 2019", lang, None) == [f"{season} 2019 = 2019-{number}"]


def test_unknown_publication_date_leaves_relative_dates_open_and_says_so() -> None:
    dates, notices = dates_in("Jeudi, puis le 10 juin 2021, le maire a parlé ; hier, il s'est tu.", "fr", None)
    assert [date.edtf for date in dates] == [None, "2021-06-10", None]
    assert [notice.kind for notice in notices] == ["dates-unresolved"]
    assert "2 dates are" in notices[0].message
    assert "unknown" in notices[0].message


@pytest.mark.parametrize(
    ("published", "expected"),
    [
        ("2022-07", ["mars = 2022-03", "l'an dernier = 2021", "jeudi = None"]),
        ("2022", ["mars = None", "l'an dernier = 2021", "jeudi = None"]),
        ("202X", ["mars = None", "l'an dernier = None", "jeudi = None"]),
    ],
)
def test_no_more_is_resolved_than_the_publication_date_allows(published: str, expected: list[str]) -> None:
    assert shown("En mars, l'an dernier et jeudi, il a plu.", "fr", published) == expected


def test_an_ambiguous_numeric_date_is_no_fault_of_the_publication_date() -> None:
    dates, notices = dates_in("A file dated 03/04/2022 was lost.", "en", None)
    assert [date.edtf for date in dates] == [None]
    assert notices == ()


def test_ids_follow_the_text() -> None:
    dates, _ = dates_in("Hier, lundi et le 3 mai 2021.", "fr", PUBLISHED)
    assert [date.id for date in dates] == ["d1", "d2", "d3"]
    assert [date.start for date in dates] == sorted(date.start for date in dates)


@pytest.mark.parametrize("published", ["9999-12-31", "0001-01-01", "2022-02-31", "2022-13", "", "0000"])
def test_the_ends_of_the_calendar_raise_nothing(published: str) -> None:
    text = "Demain, l'an prochain, la semaine prochaine, il y a 4000 ans, hier et l'été dernier."
    dates_in(text, "fr", published)


def test_published_takes_a_time_of_day() -> None:
    day = read_published("2022-07-10T08:30:00+02:00").day
    assert day is not None
    assert day.isoformat() == PUBLISHED


WORDS = (
    "le",
    "l'",
    "12",
    "31",
    "2019",
    "mars",
    "mardi",
    "dernier",
    "prochain",
    "ans",
    "/",
    "-",
    ",",
    "du",
    "au",
    "hier",
)


@given(st.lists(st.sampled_from([*WORDS, "il y a", "\x00"])))
def test_any_row_of_date_words_gives_sound_spans_and_edtf(words: list[str]) -> None:
    text = " ".join(words)
    for date in dates_in(text, "fr", PUBLISHED)[0]:
        assert 0 <= date.start < date.end <= len(text)
        assert date.edtf is None or EDTF.fullmatch(date.edtf), date.edtf
