"""Standing: how the outlet presents a claim, in one word for readers."""

from __future__ import annotations

from dataclasses import dataclass

from selon.attribute.certainty.reach import Reach
from selon.attribute.certainty.scope import Piece, Scene, Scoped
from selon.attribute.parse import Sentence, Token
from selon.types import Act, Attribution, BlockKind, Hedge, HedgeKind, Kind, Polarity, Span, Stance, Standing

_REPORTS = frozenset({HedgeKind.CONDITIONAL, HedgeKind.HEARSAY})
_WEAKENS = frozenset({HedgeKind.MODAL, HedgeKind.ADVERB, HedgeKind.VERB})
_OVERLAP = 0.5
"""The share of the words of the shorter of two contents from which they are the same content."""

_LINK = 2
"""Words that may stand before a clause which answers the sentence before it; behind more it answers its own."""
_CLAUSE = 3
"""From so many words on, "not verified" is said in a clause and of the claim; less is an adjective's."""


@dataclass(frozen=True, slots=True)
class Presentation:
    """A standing, the reasons for it, and hedges outside the content that it rests on."""

    standing: Standing
    reasons: tuple[str, ...] = ()
    hedges: tuple[Hedge, ...] = ()


class Stage:
    """The claims of one document side by side: one can deny or doubt another."""

    def __init__(
        self, scene: Scene, attributions: tuple[Attribution, ...], pieces: tuple[tuple[Piece, ...], ...]
    ) -> None:
        self.scene = scene
        self.attributions = attributions
        self.pieces = pieces
        self.reach = Reach(scene)
        self.denials: dict[int, list[int]] = {}
        self.bare_denials: dict[int, int] = {}
        for i, attribution in enumerate(attributions):
            if _denies(attribution):
                for piece in pieces[i]:
                    self.denials.setdefault(piece.sentence.i, []).append(i)
                bare = not pieces[i] or all(self._points_back(head) for head in pieces[i][0].heads)
                if bare and attribution.cue:
                    for place in scene.places(attribution.cue[0])[:1]:
                        self.bare_denials[scene.parsed.tokens[place].sentence.i] = i
            elif attribution.kind is Kind.AUTHOR and len(pieces[i]) == 1 and self._only_denies(pieces[i][0]):
                if len(scene.places(Span(pieces[i][0].sentence.start, attribution.content[0].start))) > _LINK:
                    continue  # it answers what its own sentence says
                self.bare_denials[pieces[i][0].sentence.i] = i

    def present(self, i: int, scoped: tuple[Scoped, ...]) -> Presentation:
        """The standing of the claim at place `i`, given the hedges about its content."""
        attribution = self.attributions[i]
        unverified = self._unverified(i, scoped)
        if unverified is not None:
            checked = Presentation(Standing.UNVERIFIED, (f"‘{self._words(unverified)}’ is said of it",), (unverified,))
        else:
            checked = None
        kinds = {one.hedge.kind for one in scoped} | {hedge.kind for hedge in self._on_cue(attribution)}
        if attribution.kind is Kind.AUTHOR:
            return checked or self._of_author(attribution, kinds)
        denied = self._denied(i)
        if denied:
            return Presentation(Standing.DENIED, (denied,), checked.hedges if checked else ())
        if checked:
            return checked
        if attribution.effect.polarity is not Polarity.NEGATIVE and (kinds & _REPORTS or self._alleges(attribution)):
            reported = tuple(hedge for hedge in self._on_cue(attribution) if hedge.kind in _REPORTS)
            return Presentation(Standing.ALLEGED, ("it is told as what is being said",), reported)
        if attribution.effect.stance is Stance.DISTANCE:
            return Presentation(Standing.DISPUTED, (f"‘{self._cue(attribution)}’ keeps away from it",))
        if any(one.noun and one.hedge.kind in _WEAKENS for one in scoped):
            return Presentation(Standing.HEDGED)
        return Presentation(Standing.ATTRIBUTED)

    def _of_author(self, attribution: Attribution, kinds: set[HedgeKind]) -> Presentation:
        if kinds & _REPORTS:
            hedges = tuple(hedge for hedge in self._on_cue(attribution) if hedge.kind in _REPORTS)
            return Presentation(Standing.ALLEGED, ("the author does not vouch for it",), hedges)
        if kinds & _WEAKENS:
            return Presentation(Standing.HEDGED)
        return Presentation(Standing.STATED)

    # ------------------------------------------------------------ denied

    def _denied(self, i: int) -> str:
        attribution = self.attributions[i]
        if _denies(attribution):
            return f"‘{self._cue(attribution)}’ denies it"
        own = {place for piece in self.pieces[i] for place in piece.inside}
        for piece in self.pieces[i]:
            for other in self.denials.get(piece.sentence.i, ()):
                theirs = {place for far in self.pieces[other] for place in far.inside}
                if len(own & theirs) > _OVERLAP * min(len(own), len(theirs)) and len(own) < 3 * len(theirs):
                    return f"‘{self._cue(self.attributions[other])}’ denies it"
        if self.pieces[i]:
            bare = self.bare_denials.get(self.pieces[i][-1].sentence.i + 1)
            if bare is not None and attribution.parent is None:
                return f"‘{self._content(self.attributions[bare])}’ denies it"
        return ""

    def _only_denies(self, piece: Piece) -> bool:
        """Whether a clause says that somebody denied what was said before it: a démenti, a contesté ces propos."""
        lexicon, head = self.scene.lexicon, piece.heads[0]
        cue = lexicon.cues.verbs.get(head.lemma)
        negated = any(child.norm in lexicon.grammar.full_negators for child in head.children)
        if cue is None or cue.act is not Act.DENY or negated:
            return False
        contents = lexicon.grammar.object | lexicon.grammar.clause | lexicon.grammar.open_clause
        return all(
            self._points_back(child)
            for child in head.children
            if child.i > head.i and (child.dep in contents or child.dep in lexicon.grammar.oblique)
        )

    def _points_back(self, noun: Token) -> bool:
        """Whether a noun phrase takes up what was said before it: cela, ces propos, these claims."""
        words = self.scene.lexicon.hedges
        pointed = any(child.norm in words.demonstratives for child in noun.children)
        return noun.norm in words.demonstratives or (noun.lemma in words.about and pointed)

    # ------------------------------------------------------------ not verified

    def _unverified(self, i: int, scoped: tuple[Scoped, ...]) -> Hedge | None:
        """The words that say that the claim was not verified: in its sentences, or in the one before or after."""
        own_words = self.attributions[i].kind is Kind.AUTHOR
        for one in scoped:
            if one.hedge.kind is HedgeKind.UNVERIFIED and not (own_words and self._is_told(one)):
                return one.hedge
        sentences = self._sentences(i)
        said = (hedge for sentence in sentences for hedge in self._said_unverified(sentence))
        own = next((hedge for hedge in said if self._is_of_sentence(i, hedge)), None)
        return own or (self._around(i, sentences) if sentences else None)

    def _is_of_sentence(self, i: int, hedge: Hedge) -> bool:
        """Whether words in the claim's own sentence say it of the claim.

        Beside what a source says they do; beside or inside what the author
        says, a clause must point to it.
        """
        pieces, places = self.pieces[i], self.scene.places(Span(hedge.start, hedge.end))
        beside = all(places.start not in piece.inside for piece in pieces)
        if self.attributions[i].kind is not Kind.AUTHOR or len(places) < _CLAUSE:
            return beside
        told = any(head.i in places for piece in pieces for head in piece.heads)
        return not told and self.reach.is_said_of(hedge, pieces)

    def _around(self, i: int, sentences: list[Sentence]) -> Hedge | None:
        """The words in the sentence behind or before a claim's that say it of the claim."""
        strict = self.attributions[i].kind is Kind.AUTHOR
        behind = self._beside(sentences[-1].i + 1, strict=strict)
        if behind is not None:
            return behind
        before = sentences[0].i - 1
        leads = before >= 0 and self._same_block(before, sentences[0]) and self._rests_on(i)
        return self._beside(before, strict=strict) if leads else None

    def _rests_on(self, i: int) -> bool:
        """Whether a claim's source is something that can be verified, or points to it: *la lettre* dit, *it* says."""
        words, tokens = self.scene.lexicon.hedges, self.scene.parsed.tokens
        source = [tokens[place] for span in self.attributions[i].source for place in self.scene.places(span)]
        pronoun = len(source) == 1 and source[0].norm in words.demonstratives
        return pronoun or any(token.lemma in words.about for token in source)

    def _is_told(self, one: Scoped) -> bool:
        """Whether a clause states that something is not verified: then that much is stated."""
        places = self.scene.places(Span(one.hedge.start, one.hedge.end))
        return len(places) >= _CLAUSE and any(head.i in places for head in one.piece.heads)

    def _sentences(self, i: int) -> list[Sentence]:
        """The sentences of the content, and that of the cue."""
        found = {piece.sentence.i: piece.sentence for piece in self.pieces[i]}
        for span in self.attributions[i].cue[:1]:
            for place in self.scene.places(span)[:1]:
                sentence = self.scene.parsed.tokens[place].sentence
                found[sentence.i] = sentence
        return [found[key] for key in sorted(found)]

    def _said_unverified(self, sentence: Sentence) -> list[Hedge]:
        hedges = self.scene.hedges_in(sentence.start, sentence.end)
        return [hedge for hedge in hedges if hedge.kind is HedgeKind.UNVERIFIED]

    def _beside(self, place: int, *, strict: bool) -> Hedge | None:
        """The clause of a neighbouring sentence that says of this letter, these claims, that they are unverified."""
        sentences = self.scene.parsed.sentences
        if not 0 <= place < len(sentences) or sentences[place].block.kind is BlockKind.HEADLINE:
            return None
        for hedge in self._said_unverified(sentences[place]):
            if len(self.scene.places(Span(hedge.start, hedge.end))) < _CLAUSE:
                continue  # an adjective ("an unverified video") speaks of its noun only
            if self.reach.is_said_beside(hedge, strict=strict):
                return hedge
        return None

    def _same_block(self, place: int, sentence: Sentence) -> bool:
        """Whether the sentence at a place stands in the same paragraph as another: only there it can lead up to it."""
        return self.scene.parsed.sentences[place].block is sentence.block

    # ------------------------------------------------------------ alleged

    def _on_cue(self, attribution: Attribution) -> list[Hedge]:
        """The hedges that touch the cue or the source."""
        found: list[Hedge] = []
        for span in (*attribution.cue, *attribution.source):
            for place in self.scene.places(span):
                token = self.scene.parsed.tokens[place]
                found += self.scene.hedges_in(token.start, token.end)
        return found + self.scene.hedges_over(attribution)

    def _alleges(self, attribution: Attribution) -> bool:
        tokens = self.scene.parsed.tokens
        words = self.scene.lexicon.hedges.allegations
        return any(
            tokens[place].lemma in words
            for span in (*attribution.cue, *attribution.source)
            for place in self.scene.places(span)
        )

    def _cue(self, attribution: Attribution) -> str:
        return " ".join(self.scene.parsed.document.text[span.start : span.end] for span in attribution.cue)

    def _content(self, attribution: Attribution) -> str:
        spans = attribution.cue or attribution.content
        return " ".join(self.scene.parsed.document.text[span.start : span.end] for span in spans)

    def _words(self, hedge: Hedge) -> str:
        return self.scene.parsed.document.text[hedge.start : hedge.end]


def _denies(attribution: Attribution) -> bool:
    return attribution.effect.act is Act.DENY and attribution.effect.polarity is Polarity.NEGATIVE
