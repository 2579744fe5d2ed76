"""A headline's claims side by side with the body's."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selon.attribute.headlines.resemblance import Body, Match, Term, Words, letters
from selon.attribute.parse import Parsed, Token
from selon.lang import Lexicon
from selon.types import Block, BlockKind, Claim, Entity, Factuality, Figure, Kind, Span, Standing

_SURE = frozenset({Factuality.CERTAIN, Factuality.PROBABLE})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})

ENOUGH = 0.5
"""The share of the weight of the headline's words that the body has from which a claim tells of the same."""
ENOUGH_OF_ALL = 0.25
"""The share of the weight of all of the headline's words from which it does, given `ENOUGH_WORDS` of them."""
ENOUGH_WORDS = 3
ENOUGH_OF_FEW = 0.6
"""The share of all from which a claim with fewer words in common does."""
ABOUT_AS_WELL = 0.75
"""The part of the best match's share from which another claim matches about as well."""


@dataclass(frozen=True, slots=True)
class Headline:
    """A claim of a headline with its tokens, its terms, and the body's claims alike, the best first."""

    claim: Claim
    tokens: tuple[Token, ...]
    terms: tuple[Term, ...]
    matches: tuple[Match, ...]

    def alike(self) -> list[Match]:
        """The best match and those that match about as well; empty where none matches well."""
        likely = [match for match in self.matches if match.share >= ENOUGH and match.whole >= _needed(match)]
        return [match for match in likely if match.share >= ABOUT_AS_WELL * likely[0].share]


def _needed(match: Match) -> float:
    return ENOUGH_OF_ALL if match.words >= ENOUGH_WORDS else ENOUGH_OF_FEW


@dataclass(frozen=True, slots=True)
class Comparison:
    """A document with its headline's claims and its body's."""

    parsed: Parsed
    lexicon: Lexicon
    words: Words
    body: Body
    headlines: tuple[Headline, ...]
    figures: tuple[Figure, ...]
    entities: dict[str, Entity]

    def text_of(self, claim: Claim) -> str:
        """The words of a claim, with who says them where the text tells."""
        text = self.parsed.document.text
        return " … ".join(text[span.start : span.end] for span in claim.content)

    def quote(self, span: Span | Figure | Token) -> str:
        """The words of a place in the text."""
        return self.parsed.document.text[span.start : span.end]


def compare_headlines(
    parsed: Parsed,
    lexicon: Lexicon,
    claims: tuple[Claim, ...],
    figures: tuple[Figure, ...],
    entities: tuple[Entity, ...],
) -> Comparison | None:
    """The document's headline claims with what of the body is like them; None where it has no headline or no body.

    Headlines that ask claim nothing, and are left out.
    """
    blocks = [block for block in parsed.document.blocks if block.kind is BlockKind.HEADLINE]
    above = [claim for claim in claims if _stands_in(claim, blocks)]
    if not above or len(above) == len(claims):
        return None
    words = Words(parsed, entities)
    repeated = frozenset(letters(words.tokens_in(Span(block.start, block.end))) for block in blocks)
    inside = {claim.id for claim in above}
    body = Body(words, [claim for claim in claims if claim.id not in inside], repeated)
    headlines = [_read_headline(words, body, claim) for claim in above if not _asks(words, claim)]
    by_id = {entity.id: entity for entity in entities}
    return Comparison(parsed, lexicon, words, body, tuple(headlines), figures, by_id)


def _read_headline(words: Words, body: Body, claim: Claim) -> Headline:
    tokens = tuple(words.tokens_of((*claim.source, *claim.cue, *claim.content)))
    terms = words.terms(tokens)
    return Headline(claim, tokens, terms, tuple(body.matches(terms)))


def _stands_in(claim: Claim, blocks: Iterable[Block]) -> bool:
    return any(block.start <= span.start < block.end for span in claim.content[:1] for block in blocks)


def _asks(words: Words, claim: Claim) -> bool:
    tokens = words.tokens_of(claim.content)
    return any(token.norm.endswith("?") for token in tokens[-1:] for token in token.sentence.tokens)


def states(claim: Claim) -> bool:
    """Whether a claim is the author's own, without a hedge."""
    first = claim.factuality[0].value if claim.factuality else Factuality.UNKNOWN
    return claim.kind is Kind.AUTHOR and claim.standing is Standing.STATED and not claim.hedges and first in _SURE


def find_subjects(comparison: Comparison, claim: Claim) -> list[Token]:
    """The noun that heads a claim's source, or where it has none the subjects in its content."""
    grammar = comparison.lexicon.grammar
    tokens = comparison.words.tokens_of(claim.source or claim.content)
    nouns = [token for token in tokens if token.pos in _NOUNS]
    if not claim.source:
        return [token for token in nouns if token.dep in grammar.subject]
    inside = {token.i for token in tokens}
    return [token for token in nouns if token.head.i not in inside or token.head is token][:1]
