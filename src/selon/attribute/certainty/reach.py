"""How far "it could not be verified" reaches: what a clause says is not verified, and which claims that is said of."""

from __future__ import annotations

from selon.attribute.certainty.scope import Piece, Scene
from selon.attribute.parse import Token
from selon.types import Hedge, Span

_SUBORDINATE = frozenset({"advcl", "acl", "parataxis", "appos"})
_CLAUSES = frozenset({"VERB", "AUX"})


class Reach:
    """The clauses of one document that say that something is not verified."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene

    def is_said_beside(self, hedge: Hedge, *, strict: bool) -> bool:
        """Whether a clause says it of the claims of the sentences beside its own: "*this claim* could not be verified".

        A clause below another ("although …", "a video, which …") and one in
        brackets speak of their own sentence. `strict` asks for a noun that
        names what a claim rests on and a word that points to it; else one of
        the two is enough.
        """
        clause = self._clause(hedge)
        if self._is_below(clause) or self._opened(hedge) is not None:
            return False
        named, pointed = self._points(clause, hedge)
        return (named and pointed) or (not strict and (named or pointed))

    def is_said_of(self, hedge: Hedge, pieces: tuple[Piece, ...]) -> bool:
        """Whether a clause inside an author's claim says it of that claim, and not of a thing that it names itself.

        "The fort fell, though *this* could not be verified", but not "two died,
        though a link with the wells could not be established".
        """
        opened = self._opened(hedge)
        if opened is not None:
            before = [token for token in opened.sentence.tokens if token.i < opened.i and token.pos in _CLAUSES]
            return bool(before) and any(before[-1] is head for piece in pieces for head in piece.heads)
        return any(self._points(self._clause(hedge), hedge))

    def _clause(self, hedge: Hedge) -> Token:
        """The head of the clause that a hedge stands in."""
        grammar = self.scene.lexicon.grammar
        token = self.scene.parsed.tokens[self.scene.places(Span(hedge.start, hedge.end))[-1]]
        while token.head is not token:
            subject = any(child.dep in grammar.subject for child in token.children)
            if subject or token.dep in _SUBORDINATE | grammar.clause | grammar.relative or token.dep == "conj":
                return token
            token = token.head
        return token

    def _is_below(self, clause: Token) -> bool:
        lower = _SUBORDINATE | self.scene.lexicon.grammar.relative
        return any(above.dep in lower for above in (clause, *clause.ancestors()))

    def _opened(self, hedge: Hedge) -> Token | None:
        """The bracket that opens before a hedge in its sentence and is not closed before it."""
        places = self.scene.places(Span(hedge.start, hedge.end))
        found: Token | None = None
        for token in self.scene.parsed.tokens[places.start].sentence.tokens:
            if token.i >= places.start:
                break
            found = token if token.norm == "(" else None if token.norm == ")" else found
        return found

    def _points(self, clause: Token, hedge: Hedge) -> tuple[bool, bool]:
        """Whether a clause names what a claim rests on (this letter, the toll), and whether it points to it."""
        words, grammar = self.scene.lexicon.hedges, self.scene.lexicon.grammar
        tokens = [*([clause.head] if clause.dep in grammar.relative else []), *clause.subtree()]
        named = any(token.lemma in words.about and not self._is_between(token) for token in tokens)
        pointed = any(
            token.norm in words.demonstratives
            and token.end <= hedge.start
            and (named or token.dep in grammar.subject | grammar.object or token.pos == "PRON")
            for token in tokens
        )
        return named, pointed

    def _is_between(self, token: Token) -> bool:
        """Whether a noun tells of a link between things: le *rapport* avec les puits."""
        return any(
            below.norm in self.scene.lexicon.hedges.linking
            for child in token.children
            for below in (child, *child.children)
        )
