"""What a hedge or a negation is about: the main clause of a content, and what lies in it.

A hedge is about a content when it stands in it and the path through the parse
from the hedge to the content's main predicate crosses no clause of its own: a
"may" inside "he thinks that it may rain" hedges the rain, not the thinking.
"""

from __future__ import annotations

import bisect
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from selon.attribute.certainty.hedges import certainty_of
from selon.attribute.parse import Parsed, Sentence, Token
from selon.attribute.quotes import find_quotations
from selon.lang import Lexicon
from selon.types import Attribution, Certainty, Hedge, HedgeKind, Span

LEVELS = (Certainty.UNKNOWN, Certainty.POSSIBLE, Certainty.PROBABLE, Certainty.CERTAIN)
"""From the least to the most certain."""

_GOVERNING = frozenset({HedgeKind.VERB, HedgeKind.HEARSAY})
_ASIDE = frozenset({"acl", "appos", "parataxis", "csubj", "amod", "nummod", "nmod"})
_CLAUSES = frozenset({"VERB", "AUX"})


@dataclass(frozen=True, slots=True)
class Piece:
    """What a content has of one sentence: its tokens' places and the heads of its main clause."""

    sentence: Sentence
    first: int
    inside: frozenset[int]
    heads: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Scoped:
    """A hedge in a content: the certainty it leaves, its piece, and whether it is about the main clause.

    `noun` says that it stands on the noun that is the whole content: un lien *possible*.
    """

    hedge: Hedge
    certainty: Certainty
    piece: Piece
    main: bool
    noun: bool = False


class Scene:
    """A parsed document with its hedges, for many questions about the same text."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon, hedges: tuple[Hedge, ...]) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.starts = [token.start for token in parsed.tokens]
        self.hedges = tuple(sorted(hedges, key=lambda hedge: (hedge.start, hedge.end)))
        self.hedge_starts = [hedge.start for hedge in self.hedges]
        self.hedged = frozenset(i for hedge in self.hedges for i in self.places(Span(hedge.start, hedge.end)))
        self._grades: dict[Hedge, Certainty] = {}
        self._quoted: frozenset[int] | None = None

    def places(self, span: Span) -> range:
        """The places of the tokens that begin in a span."""
        return range(bisect.bisect_left(self.starts, span.start), bisect.bisect_left(self.starts, span.end))

    def hedges_in(self, start: int, end: int) -> tuple[Hedge, ...]:
        """The hedges that begin in `[start, end)`."""
        first = bisect.bisect_left(self.hedge_starts, start)
        return self.hedges[first : bisect.bisect_left(self.hedge_starts, end)]

    def hedges_over(self, attribution: Attribution) -> list[Hedge]:
        """The hedges that govern a cue: *appears* to show, *is said* to have told."""
        tokens = [self.parsed.tokens[place] for span in attribution.cue for place in self.places(span)]
        above = [token.head for token in tokens if token.dep in self.lexicon.grammar.open_clause]
        return [
            hedge
            for token in above
            if token not in tokens
            for hedge in self.hedges_in(token.sentence.start, token.sentence.end)
            if hedge.start <= token.start < hedge.end and hedge.kind in _GOVERNING
        ]

    def certainty(self, hedge: Hedge) -> Certainty:
        """What a hedge leaves of the certainty of what it stands with."""
        if hedge not in self._grades:
            place = self.places(Span(hedge.start, hedge.end)).start
            self._grades[hedge] = certainty_of(self.parsed, hedge, place, self.lexicon)
        return self._grades[hedge]

    def is_quoted(self, token: Token) -> bool:
        """Whether a token stands in quotation marks."""
        if self._quoted is None:
            parts = (part for quotation in find_quotations(self.parsed.document) for part in quotation.parts)
            self._quoted = frozenset(i for part in parts for i in self.places(part))
        return token.i in self._quoted

    def pieces(self, spans: Iterable[Span]) -> tuple[Piece, ...]:
        """A content sentence by sentence; sentences of which it has no word are left out."""
        members: dict[int, list[Token]] = {}
        for span in spans:
            for i in self.places(span):
                token = self.parsed.tokens[i]
                members.setdefault(token.sentence.i, []).append(token)
        pieces = []
        for tokens in members.values():
            heads = _heads(tokens)
            if heads:
                inside = frozenset(token.i for token in tokens)
                pieces.append(Piece(tokens[0].sentence, tokens[0].i, inside, heads))
        return tuple(pieces)

    def hedges_of(self, pieces: tuple[Piece, ...], nested: Iterable[Attribution]) -> tuple[Scoped, ...]:
        """The hedges in a content that are not in a content `nested` in it."""
        inner = frozenset(i for child in nested for span in child.content for i in self.places(span))
        found = []
        for piece in pieces:
            inside = frozenset(token.i for token in piece.heads) <= inner
            for hedge in self.hedges_in(piece.sentence.start, piece.sentence.end):
                places = self.places(Span(hedge.start, hedge.end))
                if not places or places[0] not in piece.inside or (places[0] in inner and not inside):
                    continue
                noun = self._on_noun(places, piece)
                main = noun or self._reaches(hedge, places, piece)
                found.append(Scoped(hedge, self.certainty(hedge), piece, main, noun))
        return tuple(found)

    def _on_noun(self, places: range, piece: Piece) -> bool:
        """Whether an adjective stands on the noun that heads a content without a verb."""
        token = self._anchor(places)
        return token.dep == "amod" and token.head in piece.heads and token.head.pos == "NOUN"

    def _on_event(self, token: Token, piece: Piece) -> bool:
        """Whether an adjective stands on an event or a link that the main verb is about: point to a *possible* link."""
        noun, grammar, words = token.head, self.lexicon.grammar, self.lexicon.hedges
        event = noun.lemma in words.relations or noun.lemma.endswith(grammar.event_suffixes)
        if token.dep != "amod" or noun.pos != "NOUN" or not event:
            return False
        if noun.dep in grammar.object:
            return noun.head in piece.heads
        if noun.dep in grammar.prepositional_object:
            return noun.head.norm in words.towards and noun.head.head in piece.heads
        case = [child.norm for child in noun.children if child.dep in grammar.case]
        return noun.head in piece.heads and any(grammar.contractions.get(norm, norm) in words.towards for norm in case)

    def _reaches(self, hedge: Hedge, places: range, piece: Piece) -> bool:
        """Whether the way from the hedge up to the main predicate crosses no clause of its own."""
        token = self._anchor(places)
        if self._on_event(token, piece):
            return True
        if hedge.kind is HedgeKind.MODAL and self._is_without_verb(piece):
            return True
        grammar = self.lexicon.grammar
        barriers = grammar.clause | grammar.relative | _ASIDE
        way = {"advcl"} if hedge.kind is HedgeKind.CONDITION else set()
        if token not in piece.heads and len(places) > 1 and self._is_incise(places):
            token = token.head
        while token not in piece.heads:
            if token.dep in barriers or token.head is token or token.i not in piece.inside:
                return False
            if token.dep == "advcl":
                if token.dep not in way:
                    return False
                way.discard("advcl")
            if token.dep == "conj" and _is_own_clause(token, self.lexicon):
                return False
            token = token.head
        return True

    def _is_without_verb(self, piece: Piece) -> bool:
        """Whether a piece's heads are no finite verbs, so that its modal is the main one: Dormir *pourrait* aider."""
        return all(head.pos in _CLAUSES and head.morph.get("VerbForm") == "Inf" for head in piece.heads)

    def _is_incise(self, places: range) -> bool:
        """Whether a phrase stands between commas ("dit-on"), which puts it beside its clause, not below it."""
        tokens = self.parsed.tokens
        ends = (places.start - 1, places.stop)
        return all(0 <= end < len(tokens) and tokens[end].pos == "PUNCT" for end in ends)

    def _anchor(self, places: range) -> Token:
        """The word of a phrase on which its other words hang."""
        words = [self.parsed.tokens[i] for i in places]
        return next((word for word in words if word.head is word or word.head.i not in places), words[0])

    def negated(self, piece: Piece) -> Token | None:
        """The word that denies the main clause of a piece, if one does."""
        verbs = [head for head in piece.heads if head.pos in _CLAUSES] or list(piece.heads)
        nodes = [verbs[0]]
        if verbs[0].i in self.hedged:
            nodes += [child for child in verbs[0].children if child.dep in self.lexicon.grammar.open_clause]
        for node in nodes:
            for token in _near(node):
                if token.i in piece.inside and token.i not in self.hedged and self._denies(token, node):
                    return token
        return None

    def _denies(self, token: Token, node: Token) -> bool:
        grammar, words = self.lexicon.grammar, self.lexicon.hedges
        following = token.i + 1
        if following < len(self.parsed.tokens) and self.parsed.tokens[following].norm in words.not_negation_before:
            return False
        if token.norm in words.lone_negators:
            return self._is_lone(node)
        if words.lone_negators and not any(near.norm in words.lone_negators for near in _around(token)):
            return False  # "mise au pas", "mis au point": without its "ne" the word denies nothing
        return token.norm in grammar.full_negators or (token.norm in words.negative_words and token.pos != "NOUN")

    def _is_lone(self, node: Token) -> bool:
        """Whether a bare "ne" denies: with plus, or with the verbs that need no second word ("ne peut")."""
        words, grammar = self.lexicon.hedges, self.lexicon.grammar
        others = {child.norm for child in node.children}
        if others & grammar.that:
            return False
        return "plus" in others or bool(words.lone_negator_verbs & {node.lemma, node.norm})


def combine(levels: Iterable[Certainty]) -> Certainty:
    """What most sentences of a content have; of equally many the less certain."""
    counts = Counter(levels)
    if not counts:
        return Certainty.CERTAIN
    return min(counts, key=lambda level: (-counts[level], LEVELS.index(level)))


def least(*levels: Certainty) -> Certainty:
    """The least certain of some."""
    return min(levels, key=LEVELS.index)


def _heads(tokens: list[Token]) -> tuple[Token, ...]:
    """The tokens that hang on none of the others, verbs and what has a subject before anything else."""
    inside = {token.i for token in tokens}
    tops = [t for t in tokens if (t.head is t or t.head.i not in inside) and t.pos not in ("PUNCT", "SPACE")]
    clauses = [t for t in tops if t.pos in _CLAUSES or any(child.dep.startswith("nsubj") for child in t.children)]
    return tuple(clauses or tops)


def _is_own_clause(token: Token, lexicon: Lexicon) -> bool:
    grammar = lexicon.grammar
    return any(child.dep in grammar.subject or child.dep in grammar.auxiliary for child in token.children)


def _around(token: Token) -> list[Token]:
    """The words of the sentence close before and after a negator, where its "ne" stands."""
    tokens = token.sentence.tokens
    place = token.i - tokens[0].i
    return tokens[max(0, place - 6) : place + 6]


def _near(node: Token) -> Iterable[Token]:
    """What can deny a clause: the predicate's modifiers, and the determiners of its subject and object."""
    for child in sorted(node.children, key=lambda token: token.i):
        yield child
        if child.pos == "ADV":
            yield from child.children
        if child.pos in ("NOUN", "PRON", "PROPN") and not child.dep.startswith(("obl", "nmod", "conj", "prep")):
            yield from (c for c in child.children if c.dep == "det")
