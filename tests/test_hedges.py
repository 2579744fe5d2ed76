"""Hedges: each phrase of the lexicon in its example, tables of sentences, and words that only look like hedges."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from selon.attribute.certainty.hedges import certainty_of, find_graded, find_hedges
from selon.attribute.parse import Parsed, parse
from selon.lang import load_lexicon
from selon.lang.hedges import HedgeGroup
from selon.types import Block, BlockKind, Certainty, Document, HedgeKind

CASES = Path(__file__).parent / "cases"
LANGUAGES = ("fr", "en")


def read_text(text: str, lang: str) -> Parsed:
    document = Document("test", text, lang, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    return parse(document, load_lexicon(lang))


def found_in(text: str, lang: str) -> list[str]:
    hedges = find_hedges(read_text(text, lang), load_lexicon(lang))
    return [f"{hedge.kind}: {text[hedge.start : hedge.end]}" for hedge in hedges]


def cases() -> list[tuple[str, str, list[str]]]:
    rows = []
    for lang in LANGUAGES:
        table = tomllib.loads((CASES / lang / "hedges.toml").read_text("utf-8"))
        rows += [(lang, case["text"], case["hedges"]) for case in table["cases"]]
    return rows


def groups() -> list[tuple[str, HedgeGroup]]:
    return [(lang, group) for lang in LANGUAGES for group in load_lexicon(lang).hedges.groups]


@pytest.mark.parametrize(("lang", "text", "expected"), cases())
def test_sentence_has_these_hedges(lang: str, text: str, expected: list[str]) -> None:
    assert found_in(text, lang) == expected


@pytest.mark.parametrize(("lang", "group"), groups(), ids=lambda value: getattr(value, "example", value))
def test_lexicon_example_is_hedged(lang: str, group: HedgeGroup) -> None:
    assert any(found.startswith(f"{group.kind}: ") for found in found_in(group.example, lang))


@pytest.mark.parametrize(
    ("lang", "group"),
    [(lang, group) for lang, group in groups() if group.never],
    ids=lambda value: getattr(value, "never", value),
)
def test_lexicon_counterexample_is_not(lang: str, group: HedgeGroup) -> None:
    assert not any(found.startswith(f"{group.kind}: ") for found in found_in(group.never, lang))


@pytest.mark.parametrize(
    ("lang", "text", "certainty"),
    [
        ("fr", "Le navire est peut-être perdu.", Certainty.POSSIBLE),
        ("fr", "Le navire est probablement perdu.", Certainty.PROBABLE),
        ("fr", "Le navire pourrait couler.", Certainty.POSSIBLE),
        ("fr", "Le navire devrait arriver.", Certainty.PROBABLE),
        ("fr", "Le navire aurait coulé.", Certainty.UNKNOWN),
        ("en", "Perhaps the ship is lost.", Certainty.POSSIBLE),
        ("en", "The ship is probably lost.", Certainty.PROBABLE),
        ("en", "The ship has reportedly sunk.", Certainty.UNKNOWN),
    ],
)
def test_certainty_left(lang: str, text: str, certainty: Certainty) -> None:
    parsed, lexicon = read_text(text, lang), load_lexicon(lang)
    [(hedge, left)] = find_graded(parsed, lexicon)
    place = next(token.i for token in parsed.tokens if token.start == hedge.start)
    assert left is certainty
    assert certainty_of(parsed, hedge, place, lexicon) is certainty


@pytest.mark.parametrize("text", ["", "?", "\ud800\x00", '"' * 500, "Si si si si si.", "may may may could could"])
def test_odd_text_raises_nothing(text: str) -> None:
    for lang in LANGUAGES:
        for hedge in find_hedges(read_text(text, lang), load_lexicon(lang)):
            assert 0 <= hedge.start < hedge.end <= len(text)


def test_the_longest_phrase_stands() -> None:
    assert found_in("La route est très probablement coupée.", "fr") == ["adverb: très probablement"]


def test_first_words_of_phrases_are_words() -> None:
    for _, group in groups():
        for phrase in group.phrases:
            assert phrase.split()[0] != "*", phrase
            assert not phrase.split()[0].startswith("("), phrase


def test_kinds_are_all_found_in_both_languages() -> None:
    for lang in LANGUAGES:
        kinds = {group.kind for group in load_lexicon(lang).hedges.groups}
        assert kinds >= {HedgeKind.HEARSAY, HedgeKind.MODAL, HedgeKind.ADVERB, HedgeKind.VERB, HedgeKind.UNVERIFIED}
