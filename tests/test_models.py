"""What is quicker in the models gives every word the answer it had."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

import pytest

from selon.attribute import transitions
from selon.attribute.matching import QuickMatcher
from selon.attribute.models import QuickPattern, load_model, match_with
from selon.attribute.transitions import annotate

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Token


@pytest.fixture(scope="module")
def quick() -> QuickPattern:
    """What the French tokenizer holds in place of its huge pattern."""
    match = load_model("fr_core_news_md").tokenizer.token_match
    owner = match.__self__
    assert isinstance(owner, QuickPattern)
    return owner


def test_the_short_pattern_agrees_with_the_whole_one(quick: QuickPattern) -> None:
    chance = random.Random(7)
    letters = [chr(place) for place in range(0x20, 0x250) if not chr(place).isspace()] + list("-’'—·") * 40
    whole = quick.whole()
    for _ in range(20_000):
        middle = "".join(chance.choice(letters) for _ in range(chance.randint(1, 5)))
        word = chance.choice(["", "anti", "a-de-", "entr'", "arrière-", "ex-"]) + middle
        word += chance.choice(["", "-de-b", "-en-l'air", "s"])
        assert bool(quick.match(word)) == bool(whole.match(word)), word


@pytest.mark.parametrize(
    "word", ["arrière-pays", "saut-de-ski", "anti-правительство", "a-de-ж", "日本-語", "-il", "ಠ_ಠ"]
)
def test_single_words(quick: QuickPattern, word: str) -> None:
    assert bool(quick.match(word)) == bool(quick.whole().match(word))


TEXTS = {
    "fr": "À Sarvelle, la préfète Odile Ancelin a affirmé mardi que le pont tiendrait. Selon l’entreprise Barvaux,"
          " douze poutres auraient cédé. « Nous ne fermerons pas », a promis M. Tournel, maire de Cressan-sur-Loy.",
    "en": "In Halverton, Mayor Ruth Ashgrove said on Tuesday that the bridge would hold. Twelve beams reportedly"
          " failed, according to Barrow Steel Ltd. \"We won't close it,\" promised Mr Denholm of the River Authority.",
}  # fmt: skip
WORDS = ("is", "Was", "'s", "let", "gon", "na", "ai", "n't", "that", "which", "to", "une", "Korvane", "\n", "12", ".")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_rules_remembered_match_what_they_matched(language: str, request: pytest.FixtureRequest) -> None:
    model: Language = request.getfixturevalue(f"model_{language}")
    ruler: Any = model.get_pipe("attribute_ruler")
    quick = ruler.matcher
    assert isinstance(quick, QuickMatcher)
    kinds = [word for rule in ruler.patterns for pattern in rule["patterns"] for word in pattern]
    tags = [word["TAG"] for word in kinds if isinstance(word.get("TAG"), str)] or ["X"]
    parts = [word["POS"] for word in kinds if isinstance(word.get("POS"), str)] or ["NOUN", "AUX", "SPACE"]
    deps = [word["DEP"] for word in kinds if isinstance(word.get("DEP"), str)] or ["nsubj"]
    chance, found = random.Random(3), 0
    for _ in range(300):
        doc = model.make_doc(" ".join(chance.choices(WORDS, k=12)))
        for word in doc:
            word.tag_, word.pos_, word.dep_ = chance.choice(tags), chance.choice(parts), chance.choice(deps)
        whole = sorted(quick.whole(doc, allow_missing=True, as_spans=False))
        assert sorted(quick(doc, allow_missing=True, as_spans=False)) == whole
        found += len(whole)
    assert found > 1_000


@pytest.mark.parametrize("language", ["fr", "en"])
def test_documents_are_annotated_as_by_the_whole_pipeline(language: str, request: pytest.FixtureRequest) -> None:
    model: Language = request.getfixturevalue(f"model_{language}")
    chance = random.Random(5)
    texts = [f"{sentence}." for sentence in TEXTS[language].split(". ")] + [TEXTS[language]] * 3
    texts += [" ".join(chance.choices(WORDS, k=chance.randrange(1, 30))) for _ in range(60)]
    texts += [" ", "Oui."]
    mine, theirs = annotate(model, list(map(model.make_doc, texts))), list(model.pipe(texts))
    assert [list(map(_said_of, doc)) for doc in mine] == [list(map(_said_of, doc)) for doc in theirs]
    assert sum(len(doc.ents) for doc in mine) > 5


def _said_of(word: Token) -> tuple[object, ...]:
    return (word.text, word.tag_, word.pos_, str(word.morph), word.lemma_, word.dep_, word.head.i, word.ent_iob_,
            word.ent_type_, word.is_sent_start)  # fmt: skip


def test_a_component_that_keeps_several_ways_open_is_left_to_spacy(model_en: Language) -> None:
    ner: Any = model_en.get_pipe("ner")
    before = dict(ner.cfg)
    ner.cfg["beam_width"] = 2
    try:
        assert not transitions._is_greedy(ner)
    finally:
        ner.cfg.update(before)
    assert transitions._is_greedy(ner)


def test_the_matcher_can_be_had_as_spacy_has_it(model_en: Language) -> None:
    ruler: Any = model_en.get_pipe("attribute_ruler")
    quick = ruler.matcher
    match_with(model_en, quick=False)
    assert ruler.matcher is quick.whole
    match_with(model_en, quick=True)
    assert isinstance(ruler.matcher, QuickMatcher)
