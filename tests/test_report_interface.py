"""The interface's languages: catalogues that are whole and compiled, numbers and dates as each writes them."""

from __future__ import annotations

import gettext
import io
import string
from pathlib import Path

import pytest
from catalogue_messages import find_messages
from hypothesis import given
from hypothesis import strategies as st

from selon.report import words
from selon.report.interface import LANGUAGES, catalogue_of, load_interface, preferred_language
from selon.types import (
    BlockKind,
    EntityKind,
    Factuality,
    Figure,
    HedgeKind,
    Kind,
    Layer,
    Modifier,
    Standing,
)

LOCALE = Path(words.__file__).parent / "locale"
TRANSLATED = [code for code in LANGUAGES if code != "en"]
FR, EN = load_interface("fr"), load_interface("en")


@pytest.mark.parametrize("code", TRANSLATED)
def test_every_message_is_translated_and_none_is_left_over(code: str) -> None:
    pofile = pytest.importorskip("babel.messages.pofile", reason="babel reads the catalogues")
    catalogue = pofile.read_po(_source(code))
    translated = set()
    for message in catalogue:
        if message.id:
            one, many = message.id if isinstance(message.id, tuple) else (message.id, None)
            translated.add((message.context, one, many))
            assert all(message.string if isinstance(message.string, tuple) else [message.string]), message.id
            assert not message.fuzzy, message.id
    assert translated == find_messages()


@pytest.mark.parametrize("code", TRANSLATED)
def test_the_catalogue_is_compiled(code: str) -> None:
    pofile = pytest.importorskip("babel.messages.pofile", reason="babel compiles the catalogues")
    from babel.messages.mofile import write_mo

    compiled = io.BytesIO()
    write_mo(compiled, pofile.read_po(_source(code), locale=code))
    fresh, kept = (gettext.GNUTranslations(io.BytesIO(data)) for data in (compiled.getvalue(), _kept(code)))
    assert kept._catalog == fresh._catalog  # type: ignore[attr-defined]


def _source(code: str) -> io.BytesIO:
    return io.BytesIO((LOCALE / code / "LC_MESSAGES" / "selon.po").read_bytes())


def _kept(code: str) -> bytes:
    return catalogue_of(code).read_bytes()


@pytest.mark.parametrize("code", TRANSLATED)
def test_a_translation_fills_in_the_same_names(code: str) -> None:
    ui = load_interface(code)
    for context, one, many in find_messages():
        if context is None and many is None:
            assert _names(ui.say(one)) == _names(one), one


def _names(message: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(message) if name is not None}


def test_every_value_has_a_word() -> None:
    assert words.SIGNS.keys() == words.STANDINGS.keys() == words.MEANINGS.keys() == set(Standing)
    assert words.KINDS.keys() == set(Kind)
    assert words.HEDGES.keys() == set(HedgeKind)
    assert words.ENTITIES.keys() == set(EntityKind)
    assert words.BLOCKS.keys() == set(BlockKind)
    assert len(set(words.SIGNS.values())) == len(Standing)
    for value in Factuality:
        for ui in (FR, EN):
            assert words.layer_words(ui, Layer("author", value), "")
            assert "Zoé" in words.layer_words(ui, Layer("e1", value), "Zoé")


@pytest.mark.parametrize(
    ("value", "english", "french"),
    [
        (30000, "30,000", "30\u202f000"),
        (1234567.5, "1,234,567.5", "1\u202f234\u202f567,5"),
        (0.25, "0.25", "0,25"),
        (-3, "-3", "-3"),
        (0, "0", "0"),
        (float("inf"), "–", "–"),
    ],
)
def test_numbers(value: float, english: str, french: str) -> None:
    assert (EN.number(value), FR.number(value)) == (english, french)


@pytest.mark.parametrize(
    ("edtf", "english", "french"),
    [
        ("2022-07-10", "10 July 2022", "10 juillet 2022"),
        ("2022-08-01", "1 August 2022", "1er août 2022"),
        ("2022-07-10T12:00:00Z", "10 July 2022", "10 juillet 2022"),
        ("2022-07", "July 2022", "juillet 2022"),
        ("2022", "2022", "2022"),
        ("2022?", "perhaps 2022", "peut-être 2022"),
        ("2022-07~", "about July 2022", "vers juillet 2022"),
        ("2022-07-01/2022-07-10", "1 July 2022 to 10 July 2022", "1er juillet 2022 – 10 juillet 2022"),
        ("../2022-07", "until July 2022", "jusqu’à juillet 2022"),
        ("2022-07/..", "from July 2022", "à partir de juillet 2022"),
        ("2022-21", "2022-21", "2022-21"),
        ("197X", "197X", "197X"),
        ("hier", "hier", "hier"),
    ],
)
def test_dates(edtf: str, english: str, french: str) -> None:
    assert (EN.date(edtf), FR.date(edtf)) == (english, french)


@given(st.text(max_size=20))
def test_a_date_is_never_a_reason_to_break_down(edtf: str) -> None:
    assert isinstance(FR.date(edtf), str)


@pytest.mark.parametrize(
    ("figure", "english", "french"),
    [
        (Figure("f", 0, 0, 30000, modifier=Modifier.AT_LEAST, noun="soldats"), "at least 30,000 soldats",
         "au moins 30\u202f000 soldats"),
        (Figure("f", 0, 0, 3, noun="tués", event="killed"), "3 tués (killed)", "3 tués"),
        (Figure("f", 0, 0, 3, noun="people", event="killed"), "3 people (killed)", "3 people (tués)"),
        (Figure("f", 0, 0, low=10, high=20), "10 to 20", "10 à 20"),
        (Figure("f", 0, 0, low=10), "10 or more", "10 ou plus"),
        (Figure("f", 0, 0, high=20), "20 or fewer", "20 ou moins"),
        (Figure("f", 0, 0), "an unknown number", "un nombre inconnu"),
        (Figure("f", 0, 0, 3, event="moved", as_of="2022-07-10"), "3 (moved), as of 10 July 2022",
         "3 (moved), au 10 juillet 2022"),
    ],
)  # fmt: skip
def test_figures(figure: Figure, english: str, french: str) -> None:
    assert (words.figure_words(EN, figure), words.figure_words(FR, figure)) == (english, french)


@pytest.mark.parametrize(
    ("environment", "code"),
    [
        ({}, "en"),
        ({"LANG": "fr_FR.UTF-8"}, "fr"),
        ({"LANG": "fr_CA@euro"}, "fr"),
        ({"LANG": "fr_FR.UTF-8", "LC_ALL": "C.UTF-8"}, "en"),
        ({"LANG": "en_GB", "LC_MESSAGES": "fr_FR"}, "fr"),
        ({"LANG": "de_DE"}, "en"),
        ({"LANG": "frp"}, "en"),
        ({"LC_ALL": "", "LANG": "fr"}, "fr"),
    ],
)
def test_the_reader_is_spoken_to_in_their_language(environment: dict[str, str], code: str) -> None:
    assert preferred_language(environment) == code


def test_a_language_without_a_catalogue_is_english() -> None:
    assert load_interface("xx").code == "en"
    assert load_interface("../fr").code == "en"
