"""Words as names count them, and what a text's capitals tell of them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from selon.attribute.parse import Parsed, Sentence, Token


@dataclass(slots=True)
class Word:
    """One or several tokens that are one word of a name, such as the three of "Jong-un"."""

    first: Token
    last: Token
    text: str
    capital: bool


def find_words(tokens: list[Token], particles: frozenset[str]) -> list[Word]:
    """The words of a sentence, hyphenated names and O'Brien put together again; punctuation stays, in lower case."""
    words: list[Word] = []
    i = 0
    while i < len(tokens):
        last = i
        if tokens[i].text[0].isupper() or tokens[i].norm in particles:
            last = _glued(tokens, i)
        first = tokens[i]
        text = "".join(token.text for token in tokens[i : last + 1])
        capital = first.text[0].isupper() or (
            last > i and any(token.text[0].isupper() for token in tokens[i : last + 1])
        )
        words.append(Word(first, tokens[last], text, capital and first.pos != "PUNCT"))
        i = last + 1
    return words


def _glued(tokens: list[Token], i: int) -> int:
    """The last token that belongs to the word begun at `tokens[i]` by a hyphen or an apostrophe without space."""
    last = i
    while last + 1 < len(tokens) and tokens[last + 1].start == tokens[last].end:
        nxt = tokens[last + 1]
        if tokens[last].norm in ("o'", "n'", "m'", "d'") and tokens[last].text[0].isupper() and nxt.text[0].isupper():
            last += 1
        elif nxt.text in ("-", "‑") and last + 2 < len(tokens) and _follows_hyphen(tokens, i, last + 2):
            last += 2
        else:
            break
    return last


def _follows_hyphen(tokens: list[Token], i: int, at: int) -> bool:
    nxt = tokens[at]
    if nxt.start != tokens[at - 1].end or not nxt.text[0].isalpha():
        return False
    if nxt.text[0].isupper():
        return True
    return (i > 0 and tokens[i - 1].text[0].isupper() and len(nxt.text) < 5) or (
        at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 2].text[0].isupper()
    )


def find_capitals(parsed: Parsed) -> set[str]:
    """Words that stand with a capital where only a name has one: inside a sentence, and tagged as a name."""
    found = set()
    for sentence in parsed.sentences:
        for before, token in pairwise(sentence.tokens[1:]):
            if token.pos == "PROPN" and token.text[0].isupper() and before.pos != "PUNCT":
                found.add(token.text)
    return found


def count_followers(parsed: Parsed) -> dict[str, Counter[str]]:
    """How often each capitalised word stands before each other word."""
    found: dict[str, Counter[str]] = {}
    for token, nxt in pairwise(parsed.tokens):
        if token.text[0].isupper() and token.pos != "PUNCT":
            found.setdefault(token.text, Counter())[nxt.norm] += 1
    return found


def is_loud(sentence: Sentence) -> bool:
    """Whether most words are capitalised, so that capitals say nothing of names."""
    words = [token.text for token in sentence.tokens if token.pos != "PUNCT" and len(token.text) > 3]
    if any(token.pos in ("VERB", "AUX") and token.text.islower() for token in sentence.tokens):
        return False
    if len(words) > 1 and all(word.isupper() for word in words):
        return True
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.75 * len(words)
