"""How firmly a claim stands, according to each who stands behind it.

The values are FactBank's (Saurí and Pustejovsky, "FactBank: a corpus
annotated with event factuality", LRE 43, 2009): certain, probable or possible,
each plus or minus, and underspecified, always relative to a source. The author
is one source, whoever relays the claim another, the claim's own source the last.

What the cue does (`Effect`) and what hedges and negation inside the content's
main clause do are combined: the least certain of them decides. The value says
how the source stands to the words as quoted, so a negation inside quotation
marks does not turn it; one in reported words does ("he said that he had no
plan" is CT-).
A condition narrows what is claimed and is listed, but lowers nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.attribute.certainty.conditional_forms import future_stem
from selon.attribute.certainty.scope import Piece, Scene, Scoped, combine, least
from selon.attribute.certainty.standing import Stage
from selon.attribute.parse import Parsed, Token
from selon.lang import Lexicon
from selon.types import (
    Act,
    Attribution,
    Certainty,
    Factuality,
    Hedge,
    HedgeKind,
    Kind,
    Layer,
    Polarity,
    Span,
    Stance,
    Standing,
)

AUTHOR = "author"
UNRESOLVED = "source"
"""Who holds a layer when the source is named and no entity is known for it."""

_VALUES = {
    (Certainty.CERTAIN, True): Factuality.CERTAIN,
    (Certainty.PROBABLE, True): Factuality.PROBABLE,
    (Certainty.POSSIBLE, True): Factuality.POSSIBLE,
    (Certainty.CERTAIN, False): Factuality.COUNTER_CERTAIN,
    (Certainty.PROBABLE, False): Factuality.COUNTER_PROBABLE,
    (Certainty.POSSIBLE, False): Factuality.COUNTER_POSSIBLE,
}
_LEFT = {
    Certainty.PROBABLE: "leaves it probable",
    Certainty.POSSIBLE: "leaves it possible",
    Certainty.UNKNOWN: "vouches for nothing",
}


@dataclass(frozen=True, slots=True)
class Rating:
    """How a claim stands: the reader's word, FactBank's values layer by layer, hedges, and why.

    `hedges` are all in its content, in a relative clause too, and those beside
    it on which the standing rests; only those in the main clause lower values.
    """

    standing: Standing
    factuality: tuple[Layer, ...]
    hedges: tuple[Hedge, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Content:
    """What a content says by itself.

    Of the hedges `inside`, the `scoped` ones are about its main clauses;
    `attested` is its level without the hedges that a denial takes up.
    """

    pieces: tuple[Piece, ...]
    inside: tuple[Scoped, ...]
    scoped: tuple[Scoped, ...]
    level: Certainty
    attested: Certainty
    positive: bool
    reasons: tuple[str, ...]


def rate(
    parsed: Parsed,
    lexicon: Lexicon,
    attributions: tuple[Attribution, ...],
    speakers: tuple[str | None, ...],
    hedges: tuple[Hedge, ...],
) -> tuple[Rating, ...]:
    """The rating of each attribution, in their order.

    `speakers` are the ids of the attributions' sources, None where nobody is
    named or known; `hedges` are those of `find_hedges`. Layers are the
    author's, then those of the enclosing attributions from the outermost, then
    the source's own; a named source that is not known is "source".
    """
    scene = Scene(parsed, lexicon, hedges)
    attributions = tuple(_weakened(scene, attribution) for attribution in attributions)
    nested: dict[int, list[Attribution]] = {}
    for child in attributions:
        if child.parent is not None:
            nested.setdefault(child.parent, []).append(child)
    contents = tuple(_read_content(scene, a, nested.get(i, [])) for i, a in enumerate(attributions))
    stage = Stage(scene, attributions, tuple(content.pieces for content in contents))
    ratings = []
    for i, attribution in enumerate(attributions):
        content = contents[i]
        presented = stage.present(i, content.scoped)
        layers = _layers(i, attributions, speakers, content)
        reasons = dict.fromkeys((*_cue_reasons(parsed, attribution), *content.reasons, *presented.reasons))
        found = {scoped.hedge for scoped in content.inside} | set(presented.hedges)
        ordered = tuple(sorted(found, key=lambda hedge: (hedge.start, hedge.end)))
        ratings.append(Rating(presented.standing, layers, ordered, tuple(reasons)))
    return tuple(ratings)


def _weakened(scene: Scene, attribution: Attribution) -> Attribution:
    """An attribution whose cue itself is hedged: what a video only appears to show, the author has not taken over."""
    over = scene.hedges_over(attribution)
    if not over:
        return attribution
    effect = attribution.effect
    certainty = least(effect.certainty, *(scene.certainty(hedge) for hedge in over))
    return replace(attribution, effect=replace(effect, certainty=certainty, stance=Stance.NEUTRAL))


def _read_content(scene: Scene, attribution: Attribution, nested: list[Attribution]) -> _Content:
    pieces = scene.pieces(attribution.content)
    inside = scene.hedges_of(pieces, nested)
    scoped = tuple(one for one in inside if one.main)
    by_piece: dict[int, list[Scoped]] = {}
    for one in scoped:
        by_piece.setdefault(one.piece.first, []).append(one)
    levels, attested, signs, reasons = [], [], [], []
    for piece in pieces:
        here = by_piece.get(piece.first, [])
        asked = _is_question(scene, attribution, piece)
        left = (_left(scene, attribution, scoped) for scoped in here)
        levels.append(Certainty.UNKNOWN if asked else least(Certainty.CERTAIN, *left))
        attested.append(least(Certainty.CERTAIN, *(s.certainty for s in here if s.hedge.kind not in _REPORTS)))
        denier = _denier(scene, attribution, piece)
        signs.append(denier is None)
        reasons += [_hedge_reason(scene, one) for one in here if one.certainty is not Certainty.CERTAIN]
        reasons += [f"‘{denier.text}’ denies the clause it stands in"] if denier else []
        reasons += ["it is a question"] if asked else []
    positive = 2 * sum(signs) >= len(signs) if len(signs) != 2 else signs[0]
    return _Content(pieces, inside, scoped, combine(levels), combine(attested), positive, tuple(reasons))


_REPORTS = frozenset({HedgeKind.CONDITIONAL, HedgeKind.HEARSAY})


def _left(scene: Scene, attribution: Attribution, scoped: Scoped) -> Certainty:
    """What a hedge leaves: in reported words the conditional is the reporter's, so the source may be sure of it.

    A conditional that supposes something unsaid ("la mesure coûterait cher") leaves
    the author's own clause possible; whoever is quoted with it weighs a case and is sure.
    """
    words = scene.lexicon.hedges.conditional
    if scoped.hedge.kind is HedgeKind.MODAL and words is not None and attribution.kind is not Kind.AUTHOR:
        token = scene.parsed.tokens[scene.places(Span(scoped.hedge.start, scoped.hedge.end)).start]
        stem = future_stem(token.norm, words)
        if stem and stem not in words.modals:
            return Certainty.CERTAIN
    if scoped.hedge.kind is HedgeKind.CONDITIONAL and attribution.kind not in (Kind.DIRECT, Kind.AUTHOR):
        return Certainty.POSSIBLE
    return scoped.certainty


def _denier(scene: Scene, attribution: Attribution, piece: Piece) -> Token | None:
    """The word that turns a piece into its contrary, unless it is among the words quoted."""
    if attribution.kind is Kind.DIRECT:
        return None
    found = scene.negated(piece)
    return None if found is None or (attribution.kind is Kind.MIXED and scene.is_quoted(found)) else found


def _is_question(scene: Scene, attribution: Attribution, piece: Piece) -> bool:
    if attribution.kind not in (Kind.DIRECT, Kind.AUTHOR):
        return False
    last = max(piece.inside)
    return any(token.norm.endswith("?") for token in scene.parsed.tokens[last : last + 2])


def _layers(
    i: int, attributions: tuple[Attribution, ...], speakers: tuple[str | None, ...], content: _Content
) -> tuple[Layer, ...]:
    """The author's layer, those of enclosing attributions from the outermost, the source's own."""
    attribution = attributions[i]
    if attribution.kind is Kind.AUTHOR:
        return (Layer(AUTHOR, _value(content.level, positive=content.positive)),)
    chain = []
    parent, seen = attribution.parent, {i}
    while parent is not None and parent not in seen and 0 <= parent < len(attributions):
        chain.append(parent)
        seen.add(parent)
        parent = attributions[parent].parent
    endorsed = _endorses(attribution)
    through = [endorsed]
    for place in chain:
        through.append(through[-1] and (_endorses(attributions[place]) or attributions[place].kind is Kind.AUTHOR))
    own = _by(attribution, speakers[i])
    sign = content.positive == (attribution.effect.polarity is not Polarity.NEGATIVE)
    vouched = _value(content.level, positive=sign)
    layers = [Layer(AUTHOR, vouched if through[-1] else Factuality.UNKNOWN)]
    for depth, place in reversed(list(enumerate(chain))):
        by = _by(attributions[place], speakers[place])
        if by is not None:
            layers.append(Layer(by, vouched if through[depth] else Factuality.UNKNOWN))
    return (*layers, Layer(own, _own_value(attribution, content))) if own is not None else tuple(layers)


def _by(attribution: Attribution, speaker: str | None) -> str | None:
    return speaker if speaker is not None else (UNRESOLVED if attribution.source else None)


def _endorses(attribution: Attribution) -> bool:
    effect = attribution.effect
    if effect.polarity is Polarity.OPEN or effect.certainty is not Certainty.CERTAIN:
        return False
    return effect.stance is Stance.ENDORSE


def _own_value(attribution: Attribution, content: _Content) -> Factuality:
    """The source's value: of a denied allegation the denial counts, not that it was alleged."""
    effect = attribution.effect
    if effect.polarity is Polarity.OPEN:
        return Factuality.UNKNOWN
    denied = effect.polarity is Polarity.NEGATIVE
    level = least(effect.certainty, content.attested if denied else content.level)
    if effect.act is Act.WARN and _is_infinitive(content):
        level = least(level, Certainty.POSSIBLE)  # a threat
    return _value(level, positive=content.positive is not denied)


def _is_infinitive(content: _Content) -> bool:
    return bool(content.pieces) and all(
        head.morph.get("VerbForm") == "Inf" or any(child.norm == "to" for child in head.children)
        for head in content.pieces[0].heads
    )


def _value(level: Certainty, *, positive: bool) -> Factuality:
    return _VALUES.get((level, positive), Factuality.UNKNOWN)


def _cue_reasons(parsed: Parsed, attribution: Attribution) -> list[str]:
    effect = attribution.effect
    if not attribution.cue or attribution.kind is Kind.AUTHOR:
        return []
    cue = " ".join(parsed.document.text[span.start : span.end] for span in attribution.cue)
    if effect.polarity is Polarity.OPEN or effect.certainty is Certainty.UNKNOWN:
        return [f"‘{cue}’ leaves open whether it is so"]
    reasons = []
    if effect.polarity is Polarity.NEGATIVE:
        reasons.append(f"‘{cue}’ says that it is not so")
    if effect.certainty in _LEFT:
        reasons.append(f"‘{cue}’ {_LEFT[effect.certainty]}")
    if effect.stance is Stance.ENDORSE:
        reasons.append(f"‘{cue}’ takes it for true")
    return reasons


def _hedge_reason(scene: Scene, scoped: Scoped) -> str:
    hedge = scoped.hedge
    words = scene.parsed.document.text[hedge.start : hedge.end]
    if hedge.kind is HedgeKind.CONDITIONAL:
        return f"‘{words}’ is a reportative conditional: nobody named vouches for it"
    return f"‘{words}’ {_LEFT[scoped.certainty]}"
