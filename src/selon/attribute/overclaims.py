"""Headlines that stand firmer, or go further, than the body under them.

Four ways are looked for: the headline states what the body leaves open, its
figure is not the body's, it lays to a whole what a part of it did or said, and
it makes a cause of a link. Each holds a headline's claim against the body's
claim that is most like it, and nothing is said where none is like it, or where
another one bears the headline out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from selon.attribute.headline_causes import find_firmer_cause
from selon.attribute.headline_figures import find_other_figure
from selon.attribute.headline_subjects import find_wider_subject
from selon.attribute.headlines import Comparison, Headline, compare_headlines
from selon.attribute.parse import Parsed
from selon.attribute.resemblance import FEWEST
from selon.lang import Lexicon
from selon.types import Claim, Entity, Factuality, Figure, Hedge, HedgeKind, Kind, Overclaim, Span, Standing

_SURE = frozenset({Factuality.CERTAIN, Factuality.PROBABLE})
_OPEN = frozenset({Factuality.POSSIBLE, Factuality.COUNTER_POSSIBLE, Factuality.UNKNOWN})
_ACTS = frozenset({"infinitive", "noun-content", "noun-cue"})
"""Rules whose content is wanted, ordered or named and so open by itself; a headline that tells of the act is no firmer."""
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
    if not _states(headline.claim):
        return
    alike = headline.alike()
    reasons = [_weaker(comparison, headline, match.claim) for match in alike]
    if alike and all(reasons):
        yield Overclaim(
            headline.claim.id,
            alike[0].claim.id,
            f"the headline states ‘{comparison.text_of(headline.claim)}’, which the body {reasons[0]}: "
            f"‘{comparison.text_of(alike[0].claim)}’",
        )


_WAYS: tuple[Callable[[Comparison, Headline], Iterator[Overclaim]], ...] = (
    find_firmer,
    find_other_figure,
    find_wider_subject,
    find_firmer_cause,
)


def _states(claim: Claim) -> bool:
    first = claim.factuality[0].value if claim.factuality else Factuality.UNKNOWN
    return claim.kind is Kind.AUTHOR and claim.standing is Standing.STATED and not claim.hedges and first in _SURE


def _weaker(comparison: Comparison, headline: Headline, claim: Claim) -> str:
    """How the body leaves a claim open, or "" where it does not."""
    if not all(_bears_on(comparison, headline, hedge) for hedge in claim.hedges[:1] if claim.standing is Standing.HEDGED):
        return ""
    if claim.standing in _WEAKER:
        return _WEAKER[claim.standing]
    own = claim.factuality[-1].value if claim.factuality else Factuality.CERTAIN
    if claim.standing is not Standing.ATTRIBUTED or len(claim.factuality) < 2 or own not in _OPEN or claim.rule in _ACTS:
        return ""
    if any(not _bears_on(comparison, headline, hedge) for hedge in claim.hedges):
        return ""
    return "lays to a source that leaves it open"


def _bears_on(comparison: Comparison, headline: Headline, hedge: Hedge) -> bool:
    """Whether a hedge stands in the clause in which the body shares the headline's words."""
    tokens = comparison.words.tokens_in(Span(hedge.start, hedge.end))
    if hedge.kind is HedgeKind.UNVERIFIED or not tokens:
        return True
    head = next((token for token in (tokens[-1], *tokens[-1].ancestors()) if token.pos == "VERB"), tokens[-1].head)
    keys = {key for term in headline.terms for key in term}
    shared = [token for token in head.subtree() if keys & (comparison.words.term(token) or frozenset())]
    return len(shared) >= FEWEST
