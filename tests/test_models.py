"""The quick start of the French model gives every word the answer it had."""

from __future__ import annotations

import random

import pytest

from selon.attribute.models import QuickPattern, load_model


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
