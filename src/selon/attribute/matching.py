"""spaCy's rules on single words, matched once a kind of word instead of once a word.

After the parser a component goes over every word with rules such as "a VBZ
'is' is an auxiliary". The matcher behind it holds nearly two hundred against
each word, which takes as long as the parser does. Nearly all of them look at
one word and a few of its attributes, so what holds for a word holds for every
other with the same ones, and is remembered.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.pipeline import AttributeRuler
    from spacy.tokens import Doc

_ATTRIBUTES = frozenset({"DEP", "IS_SPACE", "LOWER", "ORTH", "POS", "TAG"})
"""What a rule may look at to be remembered: what a word has by itself, or was given before."""

_MOST = 100_000
"""Kinds of word that are remembered, some 400 bytes each."""


class QuickMatcher:
    """Stands in for the matcher of spaCy's `AttributeRuler`, with the same matches, in another order."""

    def __init__(self, ruler: AttributeRuler) -> None:
        self.whole: Matcher = ruler.matcher
        make = type(self.whole)
        self._single, self._several = make(ruler.vocab), make(ruler.vocab)
        looked_at = {"POS", "TAG"}
        for number, rule in enumerate(ruler.patterns):
            patterns: list[list[dict[str, Any]]] = rule["patterns"]  # type: ignore[assignment]
            attributes = {attribute for pattern in patterns for word in pattern for attribute in word}
            alone = all(len(pattern) == 1 for pattern in patterns) and attributes <= _ATTRIBUTES
            (self._single if alone else self._several).add(str(number), patterns)
            looked_at |= attributes if alone else set()
        self._attributes: list[int | str] = sorted(looked_at)
        self._known: dict[tuple[int, ...], list[int]] = {}

    def get(self, key: str) -> Any:
        """What a rule is made of."""
        return self.whole.get(key)

    def __call__(self, doc: Doc, **options: Any) -> list[tuple[int, int, int]]:
        """The matches in a document: rule, first word, and the word behind the last."""
        found = list(self._several(doc, **options)) if len(self._several) else []
        for place, row in enumerate(map(tuple, doc.to_array(self._attributes).tolist())):
            rules = self._known.get(row)
            if rules is None:
                if len(self._known) >= _MOST:
                    self._known.clear()
                rules = self._known[row] = _rules_of(self._single(doc[place : place + 1], **options))
            found += [(rule, place, place + 1) for rule in rules]
        return found


def _rules_of(matches: Iterable[tuple[int, int, int]]) -> list[int]:
    return [rule for rule, _, _ in matches]
