"""A headline that makes a cause of what the body calls a link.

To tell association as causation is the commonest exaggeration of news about
health (Sumner et al., "The association between exaggeration in health related
science news and academic press releases", BMJ 2014).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from selon.attribute.headlines.resemblance import Term
from selon.attribute.headlines.sides import Comparison, Headline
from selon.attribute.parse import Token
from selon.types import Claim, Kind, Overclaim, Standing

_BETWEEN = frozenset({"DET", "ADJ", "PROPN", "NOUN", "NUM", "ADP"})
"""What may stand between a word of cause and the noun that is the cause."""


def find_firmer_cause(comparison: Comparison, headline: Headline) -> Iterator[Overclaim]:
    """Where the headline lays harm to something that the body only links with it."""
    claim = headline.claim
    if claim.kind is not Kind.AUTHOR or claim.standing is not Standing.STATED or _links(comparison, headline.tokens):
        return
    for cause in _causes(comparison, headline.tokens):
        term = comparison.words.term(cause)
        told = [other for other in comparison.body.claims if term and _tells_of(comparison, other, term)]
        linked = [other for other in told if _links(comparison, _tokens(comparison, other))]
        caused = [other for other in told if _names_cause(comparison, other, term)]
        if linked and not caused:
            yield Overclaim(
                claim.id,
                linked[0].id,
                f"the headline makes ‘{cause.text}’ the cause, the body speaks of a link: "
                f"‘{comparison.text_of(linked[0])}’",
            )
            return


def _tokens(comparison: Comparison, claim: Claim) -> list[Token]:
    return comparison.words.tokens_of((*claim.source, *claim.cue, *claim.content))


def _tells_of(comparison: Comparison, claim: Claim, term: Term) -> bool:
    return any(term & (comparison.words.term(token) or frozenset()) for token in _tokens(comparison, claim))


def _links(comparison: Comparison, tokens: Iterable[Token]) -> bool:
    words = comparison.lexicon.headlines.links
    return any(token.lemma in words or token.norm in words for token in tokens)


def _names_cause(comparison: Comparison, claim: Claim, term: Term | None) -> bool:
    causes = _causes(comparison, _tokens(comparison, claim))
    return any((term or frozenset()) & (comparison.words.term(cause) or frozenset()) for cause in causes)


def _causes(comparison: Comparison, tokens: Iterable[Token]) -> list[Token]:
    """The nouns that harm is laid to: "ill from the water", "the water has killed"."""
    found: list[Token] = []
    for token in tokens:
        if token.pos not in ("NOUN", "PROPN"):
            continue
        if _acts(comparison, token) or _follows_cause(comparison, token):
            found.append(token)
    return found


def _acts(comparison: Comparison, token: Token) -> bool:
    """Whether a noun is the subject of a verb of causing that has an object."""
    grammar, words, verb = comparison.lexicon.grammar, comparison.lexicon.headlines, token.head
    causing = verb.lemma in words.causing or verb.norm in words.causing
    return causing and token.dep in grammar.subject and any(child.dep in grammar.object for child in verb.children)


def _follows_cause(comparison: Comparison, token: Token) -> bool:
    """Whether a word of cause stands before a noun's phrase, and an effect before that word."""
    words = comparison.lexicon.headlines
    sentence = token.sentence.tokens
    own = token.i - sentence[0].i
    if own + 1 < len(sentence) and sentence[own + 1].pos in ("NOUN", "PROPN"):
        return False  # the noun behind it heads the phrase
    place = own - 1
    while place >= 0 and sentence[place].pos in _BETWEEN and sentence[place].norm not in words.causes:
        place -= 1
    if place < 0 or sentence[place].norm not in words.causes:
        return False
    return any(other.lemma in words.effects or other.norm in words.effects for other in sentence[:place])
