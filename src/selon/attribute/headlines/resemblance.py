"""Which of a document's claims tell of the same thing as a headline: shared words, weighed by how rare they are.

The measure is containment (Broder, "On the resemblance and containment of
documents", 1997) of the headline's words in a claim's, each weighed by inverse
document frequency (Spärck Jones, 1972) with the body's sentences as documents.
"""

from __future__ import annotations

import bisect
import math
from collections.abc import Iterable
from dataclasses import dataclass

from selon.attribute.parse import Parsed, Token
from selon.lang.spelling import stem
from selon.types import BlockKind, Claim, Entity, EntityKind, Span

FEWEST = 2
"""Words in common below which nothing is said to be alike."""

_CONTENT = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_NAMED = frozenset({EntityKind.PERSON, EntityKind.BODY, EntityKind.PLACE})

Term = frozenset[str]
"""One word with all keys it can be met under again: its stem, and the entity it names."""


@dataclass(frozen=True, slots=True)
class Match:
    """A body claim with the share of a headline's weight that it holds: of words that the body has, and of all."""

    claim: Claim
    share: float
    whole: float
    words: int


class Words:
    """The tokens of a document by place, and the entity each stands in."""

    def __init__(self, parsed: Parsed, entities: Iterable[Entity]) -> None:
        self.parsed = parsed
        self.starts = [token.start for token in parsed.tokens]
        self.entity_at: dict[int, str] = {}
        for entity in entities:
            if entity.kind in _NAMED:
                for mention in entity.mentions:
                    for token in self.tokens_in(mention):
                        self.entity_at[token.i] = entity.id

    def tokens_in(self, span: Span) -> list[Token]:
        """The tokens that begin in the span."""
        first, last = (bisect.bisect_left(self.starts, place) for place in (span.start, span.end))
        return self.parsed.tokens[first:last]

    def tokens_of(self, spans: Iterable[Span]) -> list[Token]:
        """The tokens that begin in any of the spans, each once, in text order."""
        found = {token.i: token for span in spans for token in self.tokens_in(span)}
        return [found[i] for i in sorted(found)]

    def term(self, token: Token) -> Term | None:
        """The term a token stands for; None for function words and marks."""
        if token.pos not in _CONTENT or not any(char.isalnum() for char in token.norm):
            return None
        if token.dep in ("aux", "aux:tense", "aux:pass", "cop"):
            return None
        keys = {stem(token.lemma), stem(token.norm)}
        if token.i in self.entity_at:
            keys.add(f"@{self.entity_at[token.i]}")
        return frozenset(keys)

    def terms(self, tokens: Iterable[Token]) -> tuple[Term, ...]:
        """The terms of tokens; the words of one name, and of one stem, are one term."""
        found: list[set[str]] = []
        by_key: dict[str, set[str]] = {}
        for token in tokens:
            term = self.term(token)
            if term is None:
                continue
            known = next((by_key[key] for key in sorted(term) if key in by_key), None)
            if known is None:
                known = set()
                found.append(known)
            known.update(term)
            by_key.update((key, known) for key in term)
        return tuple(frozenset(term) for term in found)


class Body:
    """The claims of a document's body by the words in them."""

    def __init__(self, words: Words, claims: Iterable[Claim], headlines: frozenset[str]) -> None:
        self.words = words
        self.claims = [claim for claim in claims if not _repeats(words, claim, headlines)]
        self.by_key: dict[str, set[int]] = {}
        for place, claim in enumerate(self.claims):
            for key in self._keys(claim):
                self.by_key.setdefault(key, set()).add(place)
        self.sentences: dict[str, int] = {}
        self.count = 0
        for sentence in words.parsed.sentences:
            if sentence.block.kind is not BlockKind.HEADLINE:
                self.count += 1
                for key in {key for token in sentence.tokens for key in words.term(token) or ()}:
                    self.sentences[key] = self.sentences.get(key, 0) + 1

    def _keys(self, claim: Claim) -> set[str]:
        tokens = self.words.tokens_of((*claim.source, *claim.cue, *claim.content))
        keys = {key for token in tokens for key in self.words.term(token) or ()}
        return keys | ({f"@{claim.entity}"} if claim.entity else set())

    def weight(self, term: Term) -> float:
        """How much a term tells: the more, the fewer sentences of the body have it."""
        held = max((self.sentences.get(key, 0) for key in term), default=0)
        return math.log(1 + self.count / max(held, 1)) if self.count else 0.0

    def has(self, term: Term) -> bool:
        """Whether the body has the term at all."""
        return any(key in self.sentences for key in term)

    def matches(self, terms: tuple[Term, ...]) -> list[Match]:
        """The claims that share words with a headline's terms, the most alike first, then in text order."""
        met: dict[int, list[float]] = {}
        for term in terms:
            weight = self.weight(term)
            for place in {place for key in term for place in self.by_key.get(key, ())}:
                met.setdefault(place, []).append(weight)
        present = sum(self.weight(term) for term in terms if self.has(term))
        whole = sum(self.weight(term) for term in terms)
        found = [
            Match(self.claims[place], sum(weights) / present, sum(weights) / whole, len(weights))
            for place, weights in met.items()
            if len(weights) >= FEWEST and present > 0
        ]
        places = {claim.id: place for place, claim in enumerate(self.claims)}
        return sorted(found, key=lambda match: (-match.share, places[match.claim.id]))


def _repeats(words: Words, claim: Claim, headlines: frozenset[str]) -> bool:
    """Whether a claim stands in a sentence that only repeats a headline."""
    tokens = words.tokens_in(claim.content[0]) if claim.content else []
    return bool(tokens) and letters(tokens[0].sentence.tokens) in headlines


def letters(tokens: Iterable[Token]) -> str:
    """The words of tokens, for telling whether one text repeats another."""
    return " ".join(token.norm for token in tokens if token.norm[:1].isalnum())
