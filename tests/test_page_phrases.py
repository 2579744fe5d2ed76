"""Every example of the furniture lexicons is caught, and every sentence of prose beside them is left alone."""

from __future__ import annotations

import pytest

from selon.lang import languages, load_lexicon
from selon.lang.furniture import Phrases
from selon.page.dateline import is_byline, is_person, read_byline, read_day, read_published
from selon.page.phrases import compile_phrases, find_line_kind, find_phrase_group, fold
from selon.types import BlockKind

GROUPS = [name for name, shape in load_lexicon("fr").furniture.__annotations__.items() if shape in (Phrases, "Phrases")]
CASES = [(code, name) for code in languages() for name in GROUPS]


def group_of(code: str, name: str) -> Phrases:
    found = getattr(load_lexicon(code).furniture, name)
    assert isinstance(found, Phrases)
    return found


@pytest.mark.parametrize(("code", "name"), CASES)
def test_examples_are_caught(code: str, name: str) -> None:
    examples = group_of(code, name).examples
    assert examples
    for example in examples:
        assert find_phrase_group(example) == name, example


@pytest.mark.parametrize(("code", "name"), CASES)
def test_prose_is_left_alone(code: str, name: str) -> None:
    prose = group_of(code, name).prose
    assert prose
    for sentence in prose:
        assert find_line_kind(sentence) is None, sentence
        assert not is_byline(sentence), sentence


@pytest.mark.parametrize(("code", "name"), CASES)
def test_phrases_are_folded(code: str, name: str) -> None:
    group = group_of(code, name)
    for phrase in group.whole | group.leads | group.inside:
        assert phrase == phrase.casefold() == " ".join(phrase.split()), phrase
        assert "’" not in phrase


@pytest.mark.parametrize("code", languages())
def test_bylines(code: str) -> None:
    bylines = load_lexicon(code).furniture.bylines
    for example in bylines.examples:
        assert is_byline(example), example
    for sentence in bylines.prose:
        assert not is_byline(sentence), sentence
        assert find_line_kind(sentence) is None, sentence


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Par Jeanne Morel", "Jeanne Morel"),
        ("PAR JEANNE MOREL", "JEANNE MOREL"),
        ("Par Jeanne Morel et Louis Fabre", "Jeanne Morel et Louis Fabre"),
        ("Par Jeanne Morel avec AFP", "Jeanne Morel"),
        ("By Ann Field, Reuters", "Ann Field"),
        ("Propos recueillis par Louis Fabre", "Louis Fabre"),
        ("Par La rédaction", None),
        ("Par La rédaction avec AFP", None),
        ("Avec AFP", None),
        ("By staff writers", None),
        ("By the Associated Press", None),
        ("par", None),
    ],
)
def test_read_byline(line: str, name: str | None) -> None:
    assert is_byline(line)
    assert read_byline(line) == name


@pytest.mark.parametrize(
    ("line", "lang", "day"),
    [
        ("Publié le 3 mars 2024 à 10h", "fr", "2024-03-03"),
        ("Publié le 1er août 2023 à 18h05, mis à jour le 2 août 2023", "fr", "2023-08-01"),
        ("Mis à jour le 2 août 2023", "fr", None),
        ("Published March 3, 2024 at 10:15 a.m. EST", "en", "2024-03-03"),
        ("Published on 3 March 2024", "en", "2024-03-03"),
        ("Publié le 03/04/2024", "fr", "2024-04-03"),
        ("Published 03/04/2024", "en", None),
        ("Published 03/24/2024", "en", "2024-03-24"),
        ("Publié il y a 2 heures", "fr", None),
        ("Posted 3 hours ago", "en", None),
        ("Publié le 31 février 2024", "fr", None),
    ],
)
def test_read_published(line: str, lang: str, day: str | None) -> None:
    assert is_byline(line)
    assert read_published(line, lang) == day


@pytest.mark.parametrize(
    "name", ["AFP", "La rédaction", "x@example.org", "Morel", "https://example.org/a b", "", "AFP Paris"]
)
def test_no_person(name: str) -> None:
    assert not is_person(name)


def test_fold_and_wildcards() -> None:
    assert fold("  » L’ÉTÉ\u00a0:  dernier ") == "l'été: dernier"
    pattern = compile_phrases({"follow * on x", "# comments"}, bounded=True)
    assert pattern.match("follow ann field on x")
    assert pattern.match("1,200 comments")
    assert not pattern.match("follow one two three four five six on x")
    assert not compile_phrases(()).search("anything")


def test_long_lines_are_prose() -> None:
    assert find_phrase_group("Partager sur Facebook " + "mot " * 200) is None
    assert read_day("2024-13-01", "fr") is None


def test_credits_are_captions() -> None:
    assert find_line_kind("© Agence du Nord") is BlockKind.CAPTION
    assert find_line_kind("© 2024 Le Quotidien") is BlockKind.FURNITURE
