"""A headline that tells what the body has only from something it calls unverified."""

from __future__ import annotations

from collections.abc import Iterator

from selon.attribute.headlines.sides import Comparison, Headline, find_subjects, states
from selon.attribute.parse import Token
from selon.types import Claim, Overclaim, Standing


def find_unverified_ground(comparison: Comparison, headline: Headline) -> Iterator[Overclaim]:
    """Where no claim of the body is like the headline's, and an unverified letter or video tells of its subject.

    The headline's deed is then the headline's own: most of its verbs stand
    nowhere in the body.
    """
    if not states(headline.claim) or headline.alike() or _names_work(comparison, headline.tokens):
        return
    verbs = [comparison.words.term(token) for token in headline.tokens if token.pos == "VERB"]
    own = [term for term in verbs if term and not comparison.body.has(term)]
    if not verbs or 2 * len(own) <= len(verbs):
        return
    keys = {key for head in find_subjects(comparison, headline.claim) for key in comparison.words.term(head) or ()}
    ground = next((claim for claim in comparison.body.claims if keys and _is_ground(comparison, claim, keys)), None)
    if ground is not None:
        yield Overclaim(
            headline.claim.id,
            ground.id,
            f"no claim of the body is ‘{comparison.text_of(headline.claim)}’; "
            f"what it tells on it is called unverified: ‘{comparison.text_of(ground)}’",
        )


def _is_ground(comparison: Comparison, claim: Claim, keys: set[str]) -> bool:
    """Whether a claim is unverified, speaks of a work, and of the headline's subject."""
    if claim.standing is not Standing.UNVERIFIED:
        return False
    tokens = comparison.words.tokens_of((*claim.source, *claim.cue, *claim.content))
    shared = any(keys & (comparison.words.term(token) or frozenset()) for token in tokens)
    return shared and _names_work(comparison, tokens)


def _names_work(comparison: Comparison, tokens: list[Token] | tuple[Token, ...]) -> bool:
    about = comparison.lexicon.hedges.about
    return any(token.lemma in about or token.norm in about for token in tokens)
