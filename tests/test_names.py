"""Names: spellings that are one name, tables of texts with their entities, and texts that are hardly texts."""

from __future__ import annotations

import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from selon.attribute.names.find import find_entities
from selon.attribute.names.gazetteer import load_gazetteer
from selon.attribute.names.nouns import load_nouns
from selon.attribute.parse import parse
from selon.errors import LexiconError
from selon.lang import load_lexicon, places
from selon.lang.spelling import fold, phonetic, skeleton
from selon.types import Block, BlockKind, Document, Entity

CASES = Path(__file__).parent / "cases"

ONE_NAME = [
    "Hadjiev Hadzhiev Hadžiev Khadjiev Khadzhiev Хаджиев",
    "Hadj Hadji Hadzhi Haji",
    "Hadjimarkou Hatzimarkou Chatzimarkou Khatzimarkou Hadzimarkou Hajimarkou Χατζημάρκου",
    "Loukachenko Lukashenko Lukashenka Loukachenka Łukaszenka Lukašenko Lukaschenko Лукашенко",
    "Zelensky Zelenskyy Zelenskiï Zelenski Zelenskyj Зеленський",
    "Poutine Putin Путин",
    "Porochenko Poroshenko",
    "Khrouchtchev Khrushchev",
    "Gorbatchev Gorbachev Gorbatschow",
    "Tymochenko Timoshenko",
    "Prigojine Prigozhin",
    "Netanyahou Netanyahu",
    "Ianoukovitch Yanukovych",
    "Eltsine Yeltsin",
    "Milošević Milosevic Milochevitch",
    "Ceausescu Ceaușescu",
    "Erdogan Erdoğan",
    "Bourkhatchov Burkhachov",
    "Dragounov Dragunov Dragunow",
    "Chtcherbina Shcherbina",
]
TWO_NAMES = ["Macron Marcon", "Kerdal Kerval", "Oman Man", "Vasseur Vassal", "Marlow Barlow", "Dupont Dupond"]


def read_text(text: str, lang: str) -> tuple[Entity, ...]:
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    lexicon = load_lexicon(lang)
    return find_entities(parse(Document("test", text, lang, tuple(blocks)), lexicon), lexicon)


def cases() -> list[Any]:
    rows = []
    for lang in ("fr", "en"):
        for case in tomllib.loads((CASES / lang / "names.toml").read_text("utf-8"))["names"]:
            marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
            rows.append(pytest.param(lang, case["text"], case["entities"], marks=marks))
    return rows


@pytest.mark.parametrize(("lang", "text", "expected"), cases())
def test_text_names_these(lang: str, text: str, expected: list[str]) -> None:
    entities = read_text(text, lang)
    shown = [" | ".join(text[span.start : span.end] for span in entity.mentions) for entity in entities]
    found = [f"{entity.kind}: {entity.name}: {mentions}" for entity, mentions in zip(entities, shown, strict=True)]
    assert found == expected
    assert [entity.id for entity in entities] == [f"e{i}" for i in range(1, len(entities) + 1)]


@pytest.mark.parametrize("spellings", ONE_NAME)
def test_spellings_have_one_skeleton(spellings: str) -> None:
    assert len({skeleton(name) for name in spellings.split()}) == 1


@pytest.mark.parametrize("names", TWO_NAMES)
def test_different_names_have_different_skeletons(names: str) -> None:
    assert len({skeleton(name) for name in names.split()}) == 2


@pytest.mark.parametrize("names", ["Morel Morille", "Martin Merten", "Blanc Bellanca"])
def test_vowels_tell_names_apart_within_a_text(names: str) -> None:
    assert len({phonetic(name) for name in names.split()}) == 2


@pytest.mark.parametrize("name", ["", " ", "...", "1984", "\ud800", "\0", "北京", "ʼ", "🙂"])
def test_skeleton_of_anything(name: str) -> None:
    assert isinstance(skeleton(name) + phonetic(name) + fold(name), str)


def test_skeleton_keeps_words_apart() -> None:
    assert skeleton("Alexandre Loukachenko") == "alksndr lksnk"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "…",
        "Selon",
        "Mais",
        "A" * 400,
        "Le\0 Kerdal\ud800 dit",
        "A" * 5_000,
        "« " * 3_000,
        "Kerdal-" * 2_000,
        "M. " * 2_000,
    ],
)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_odd_text_raises_nothing(text: str, lang: str) -> None:
    for entity in read_text(text, lang):
        assert all(0 <= span.start < span.end <= len(text) for span in entity.mentions)


def test_time_grows_with_length_alone() -> None:
    text = "Paul Kerdal et Luc Kerdal ont vu Kerdal. M. Kerdal a dit à Kerdal que Kerdal viendra.\n"
    lexicon = load_lexicon("fr")
    seconds = []
    for times in (20, 200):
        document = Document("test", text * times, "fr", (Block(BlockKind.PARAGRAPH, 0, len(text) * times),))
        parsed = parse(document, lexicon)
        begun = time.perf_counter()
        find_entities(parsed, lexicon)
        seconds.append(time.perf_counter() - begun)
    assert seconds[1] < 40 * seconds[0]


@pytest.mark.parametrize(
    ("lang", "word"), [("fr", "colombienne"), ("fr", "grecques"), ("en", "russians"), ("en", "republican")]
)
def test_peoples_are_known_in_all_forms(lang: str, word: str) -> None:
    assert word in load_gazetteer(lang).peoples


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_broader_nouns_exist(lang: str) -> None:
    names = load_lexicon(lang).names
    for table in (names.persons, names.bodies, names.works, names.sites):
        assert {noun.broader for noun in table.values()} - {""} <= set(table)


def test_officer_is_a_soldier() -> None:
    sense = load_nouns(load_lexicon("fr")).word("officiers")
    assert sense is not None
    assert sense.reach == {"officer", "soldier"}


def test_malformed_places_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "places.toml").write_text("[towns]\n", "utf-8")
    monkeypatch.setattr("importlib.resources.files", lambda _: tmp_path)
    places.load_places.cache_clear()
    with pytest.raises(LexiconError, match=r"places\.toml"):
        places.load_places()
    monkeypatch.undo()
    places.load_places.cache_clear()
