"""The languages load, wrong files are named, and every cue's example shows the cue."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from importlib import resources
from pathlib import Path

import pytest

from selon.attribute.parse import Token, parse
from selon.errors import LexiconError
from selon.lang import Lexicon, concepts, languages, lexicon, load_lexicon
from selon.lang.cues import inflect, split_key
from selon.types import Block, BlockKind, Document

LANGUAGES = languages()


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the French files as the only language, "fr", which a test may spoil."""
    with resources.as_file(resources.files("selon.lang") / "data" / "fr") as french:
        shutil.copytree(french, tmp_path / "fr")
    monkeypatch.setattr(lexicon, "_data", lambda: tmp_path)
    load_lexicon.cache_clear()
    yield tmp_path / "fr"
    load_lexicon.cache_clear()


def test_there_are_two_languages() -> None:
    assert LANGUAGES == ("en", "fr")


@pytest.mark.parametrize("code", LANGUAGES)
def test_language_loads(code: str) -> None:
    words = load_lexicon(code)
    assert words.code == code
    assert min(len(words.cues.verbs), len(words.cues.nouns), len(words.cues.according)) > 20


def test_unknown_language_is_refused() -> None:
    with pytest.raises(LexiconError, match=r"'xx'.*en, fr"):
        load_lexicon("xx")


@pytest.mark.usefixtures("folder")
def test_copy_loads() -> None:
    assert load_lexicon("fr").cues.verbs


@pytest.mark.parametrize(
    ("added", "named"),
    [
        ('\n[verbs.test]\nexample = "x"\ncertanty = "probable"\n', "certanty"),
        ('\n[verbs.test]\nexample = "x"\nframes = ["clauses"]\n', "clauses"),
        ('\n[verbs.test]\nexample = "x"\nact = "sing"\n', "sing"),
        ("\n[verbs.test]\nframes = []\n", "example"),
        ('\n[verb.test]\nexample = "x"\n', "verb"),
    ],
)
def test_wrong_entry_is_refused(folder: Path, added: str, named: str) -> None:
    with (folder / "cues.toml").open("a", encoding="utf-8") as file:
        file.write(added)
    with pytest.raises(LexiconError, match=rf"'fr'.*{named}"):
        load_lexicon("fr")


def test_missing_file_is_named(folder: Path) -> None:
    (folder / "hedges.toml").unlink()
    with pytest.raises(LexiconError, match=r"hedges\.toml is missing"):
        load_lexicon("fr")


def test_malformed_file_is_named(folder: Path) -> None:
    (folder / "dates.toml").write_text("a = [\n", encoding="utf-8")
    with pytest.raises(LexiconError, match=r"dates\.toml: "):
        load_lexicon("fr")


@pytest.mark.parametrize(
    ("code", "lemma", "form"),
    [
        ("fr", "affirmer", "affirment"),
        ("fr", "dénoncer", "dénonçait"),
        ("fr", "juger", "jugea"),
        ("fr", "suggérer", "suggère"),
        ("fr", "appeler", "appelle"),
        ("fr", "balayer", "balaie"),
        ("en", "hope", "hopes"),
        ("en", "deny", "denied"),
        ("en", "say", "saying"),
        ("en", "stress", "stresses"),
    ],
)
def test_regular_verbs_are_inflected(code: str, lemma: str, form: str) -> None:
    words = load_lexicon(code)
    assert form in inflect(lemma, words.cues.endings)
    assert words.cues.verb_forms(words.grammar.reflexives)[form] == lemma


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_noun_is_both_a_source_and_none(code: str) -> None:
    cues = load_lexicon(code).cues
    assert cues.not_sources & (cues.person_nouns | cues.document_nouns) == set()


@pytest.mark.parametrize("code", LANGUAGES)
def test_examples_contain_their_cue(code: str) -> None:
    words = load_lexicon(code)
    verbs = [(key, cue.example) for key, cue in words.cues.verbs.items()]
    nouns = [(key, cue.example) for key, cue in words.cues.nouns.items()]
    sentences = _parsed([example for _, example in verbs + nouns], words)
    forms = words.cues.verb_forms(words.grammar.reflexives)
    missing = [
        key
        for (key, _), tokens in zip(verbs + nouns, sentences, strict=True)
        if not any(_stands_at(tokens, place, key, forms, words) for place in range(len(tokens)))
    ]
    assert missing == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_according_examples_contain_their_form(code: str) -> None:
    words = load_lexicon(code)
    entries = list(words.cues.according.items())
    sentences = _parsed([entry.example for _, entry in entries], words)
    missing = [key for (key, _), tokens in zip(entries, sentences, strict=True) if not _has_words(tokens, key)]
    assert missing == []


def _parsed(examples: list[str], words: Lexicon) -> list[list[Token]]:
    """The tokens of each example: one document, a block an example."""
    blocks, start = [], 0
    for example in examples:
        blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(example)))
        start += len(example) + 1
    parsed = parse(Document("examples", "\n".join(examples), words.code, tuple(blocks)), words)
    found: list[list[Token]] = [[] for _ in blocks]
    place = {block.start: number for number, block in enumerate(blocks)}
    for sentence in parsed.sentences:
        found[place[sentence.block.start]] += sentence.tokens
    return found


def _stands_at(tokens: list[Token], place: int, key: str, forms: dict[str, str], words: Lexicon) -> bool:
    """Whether the key's first word is this token, and its other words are near it."""
    parts = split_key(key)
    reflexive = parts[0] in words.grammar.reflexives
    head, *rest = parts[1:] if reflexive else parts
    token = tokens[place]
    if head not in (token.lemma, forms.get(token.norm)):
        return False
    if reflexive and not any(other.norm in words.grammar.reflexives for other in tokens[max(0, place - 3) : place]):
        return False
    near = tokens[place + 1 : place + 7]
    return all(any(part in (other.lemma, other.norm) for other in near) for part in rest)


def _has_words(tokens: list[Token], key: str) -> bool:
    """Whether the key's words stand in the sentence in order, contracted or whole, others between them at a star."""
    contracted = {"du": "de", "des": "de", "d'": "de"}
    rest = [part for part in split_key(key) if part != "*"]
    for token in tokens:
        if rest and rest[0] in (token.norm, contracted.get(token.norm)):
            rest.pop(0)
    return not rest


def test_a_language_that_concepts_have_no_words_of_yet_takes_none_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    english = load_lexicon("en")
    monkeypatch.setattr(concepts, "languages", lambda: ("xx",))
    monkeypatch.setattr(concepts, "load_lexicon", lambda _: english)
    found = concepts.concept_keys.__wrapped__("xx")
    assert found
    assert not {f"#{name}" for name in concepts.load_concepts().concepts} & set(found.values()) - {
        f"#{name}" for name in (*english.figures.events, *english.figures.concepts)
    }
