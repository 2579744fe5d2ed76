"""Headlines that stand firmer, or go further, than the body under them.

Five ways are looked for: the headline states what the body leaves open, or what
the body has from something unverified only, its figure is not the body's, it
lays to a whole what a part of it did or said, and it makes a cause of a link.
Each holds a headline's claim against the body's claim that is most like it,
and nothing is said where another one bears the headline out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selon.attribute.headlines.causes import find_firmer_cause
from selon.attribute.headlines.figures import find_other_figure
from selon.attribute.headlines.grounds import find_unverified_ground
from selon.attribute.headlines.resemblance import FEWEST, Match
from selon.attribute.headlines.sides import ENOUGH, Comparison, Headline, compare_headlines, states
from selon.attribute.headlines.subjects import find_wider_subject
from selon.attribute.parse import Parsed
from selon.lang import Lexicon
from selon.lang.cues import split_key
from selon.lang.spelling import stem
from selon.types import Act, Claim, Entity, Factuality, Figure, Hedge, HedgeKind, Overclaim, Span, Standing

_DENIALS = frozenset({Act.DENY, Act.DOUBT, Act.REFUSE})
_OPEN = frozenset({Factuality.POSSIBLE, Factuality.COUNTER_POSSIBLE, Factuality.UNKNOWN})
_ACTS = frozenset({"infinitive", "noun-content", "noun-cue"})
"""Rules whose content is wanted, ordered or named and so open by itself: a headline that tells of it is no firmer."""
_WEAKER = {
    Standing.HEDGED: "hedges",
    Standing.ALLEGED: "only gives as alleged",
    Standing.UNVERIFIED: "calls unverified",
    Standing.DISPUTED: "keeps its distance from",
    Standing.DENIED: "has denied",
}


def find_overclaims(
    parsed: Parsed,
    lexicon: Lexicon,
    claims: tuple[Claim, ...],
    figures: tuple[Figure, ...],
    entities: tuple[Entity, ...],
) -> tuple[Overclaim, ...]:
    """The claims of the document's headlines that go further than its body, each with the body's claim and a reason.

    `claims`, `figures` and `entities` are all of the document's. Of one
    sentence of a headline each way of going further is told once.
    """
    comparison = compare_headlines(parsed, lexicon, claims, figures, entities)
    if comparison is None:
        return ()
    found: dict[tuple[int, int], Overclaim] = {}
    for headline in comparison.headlines:
        for way, find in enumerate(_WAYS):
            place = (headline.tokens[0].sentence.i if headline.tokens else -1, way)
            if place not in found:
                found.update((place, one) for one in find(comparison, headline))
    return tuple(found.values())


def find_firmer(comparison: Comparison, headline: Headline) -> Iterator[Overclaim]:
    """Where the headline states what the body's claims most like it leave open."""
    if not states(headline.claim):
        return
    alike = headline.alike()
    reasons = [_weaker(comparison, headline, match) for match in alike]
    if alike and all(reasons):
        yield Overclaim(
            headline.claim.id,
            alike[0].claim.id,
            f"the headline states ‘{comparison.text_of(headline.claim)}’, which the body {reasons[0]}: "
            f"‘{comparison.text_of(alike[0].claim)}’",
        )


_WAYS: tuple[Callable[[Comparison, Headline], Iterator[Overclaim]], ...] = (
    find_firmer,
    find_unverified_ground,
    find_other_figure,
    find_wider_subject,
    find_firmer_cause,
)


def _weaker(comparison: Comparison, headline: Headline, match: Match) -> str:
    """How the body leaves a claim open, or "" where it does not."""
    claim = match.claim
    if claim.standing in (Standing.ALLEGED, Standing.UNVERIFIED):
        return _WEAKER[claim.standing]
    if claim.standing in (Standing.DENIED, Standing.DISPUTED):
        return "" if _denies(comparison, headline, claim) else _WEAKER[claim.standing]
    if match.whole < ENOUGH or not _shares_verb(comparison, headline, claim):
        return ""
    if not all(_bears_on(comparison, headline, hedge) for hedge in claim.hedges):
        return ""
    if claim.standing is Standing.HEDGED:
        return _WEAKER[claim.standing]
    own = claim.factuality[-1].value if len(claim.factuality) > 1 else Factuality.CERTAIN
    if claim.standing is Standing.ATTRIBUTED and own in _OPEN and claim.rule not in _ACTS:
        return "lays to a source that leaves it open"
    return ""


def _denies(comparison: Comparison, headline: Headline, claim: Claim) -> bool:
    """Whether the headline tells of the denial itself."""
    verbs = comparison.lexicon.cues.verbs
    words = {split_key(key)[0] for key, cue in verbs.items() if cue.act in _DENIALS}
    words.update(word for token in comparison.words.tokens_of(claim.cue) for word in (token.lemma, token.norm))
    stems = {stem(word) for word in words}
    return any(stem(word) in stems for token in headline.tokens for word in (token.lemma, token.norm))


def _shares_verb(comparison: Comparison, headline: Headline, claim: Claim) -> bool:
    """Whether a claim tells of what the headline says was done, and not only of the same things."""
    tokens = comparison.words.tokens_of(claim.content)
    keys = {key for token in tokens for key in comparison.words.term(token) or ()}
    verbs = [token for token in headline.tokens if token.pos == "VERB" and not token.dep.startswith("acl")]
    return any(keys & (comparison.words.term(token) or frozenset()) for token in verbs)


def _bears_on(comparison: Comparison, headline: Headline, hedge: Hedge) -> bool:
    """Whether a hedge stands in the clause in which the body shares the headline's words."""
    tokens = comparison.words.tokens_in(Span(hedge.start, hedge.end))
    if hedge.kind is HedgeKind.UNVERIFIED or not tokens:
        return True
    head = next((token for token in (tokens[-1], *tokens[-1].ancestors()) if token.pos == "VERB"), tokens[-1].head)
    keys = {key for term in headline.terms for key in term}
    shared = [token for token in head.subtree() if keys & (comparison.words.term(token) or frozenset())]
    return len(shared) >= FEWEST
