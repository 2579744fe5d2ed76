"""What a rule is, and what rules share."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from selon.attribute.cues import CueMatch
from selon.attribute.parse import Token
from selon.attribute.phrases import spans_of, words_of
from selon.attribute.sources import find_source
from selon.attribute.view import View
from selon.types import Attribution, Effect, Kind, Span


@dataclass(frozen=True, slots=True)
class Rule:
    """A named way to find attributions; its function's docstring is the explanation readers get."""

    name: str
    find: Callable[[View], Iterable[Attribution]]

    @property
    def explanation(self) -> str:
        """What the rule looks for, in a paragraph."""
        return _paragraph(self.find)


@dataclass(frozen=True, slots=True)
class OwnVoiceRule:
    """A named way to find what the author says, in what the attributions found before it leave over."""

    name: str
    find: Callable[[View, Sequence[Attribution]], Iterable[Attribution]]

    @property
    def explanation(self) -> str:
        """What the rule looks for, in a paragraph."""
        return _paragraph(self.find)


def _paragraph(function: Callable[..., object]) -> str:
    return " ".join((inspect.getdoc(function) or "").split())


_SPEECH = 4
"""How many tokens make a quotation more than a word or two taken over."""


def places(tokens: Iterable[Token]) -> frozenset[int]:
    """The places of tokens in the document."""
    return frozenset(token.i for token in tokens)


def plain_preposition(view: View, norm: str) -> str:
    """A preposition without the article it has drawn in."""
    return view.lexicon.grammar.contractions.get(norm, norm)


def kind_of(view: View, content: Sequence[Token]) -> Kind:
    """Direct when all words stand in quotation marks, mixed when some do, indirect when none does."""
    words = words_of(content)
    quoted = sum(view.quoted[token.i] >= 0 for token in words)
    if not quoted:
        return Kind.INDIRECT
    return Kind.DIRECT if quoted == len(words) else Kind.MIXED


def within_relative(view: View, match: CueMatch, words: list[Token]) -> list[Token]:
    """A content cut where the relative clause of its cue ends: ", qui affirme que tout va bien, *a quitté* …".

    A relative clause that a comma opens, a comma closes.
    """
    tokens = match.token.sentence.tokens
    opened = any(
        token.norm in view.lexicon.grammar.relative_pronouns and tokens[place].norm == ","
        for place, token in enumerate(tokens[1:])
        if match.first.i - 4 <= token.i < match.first.i
    )
    if match.token.dep not in view.lexicon.grammar.relative or not opened:
        return words
    for place, word in enumerate(words):
        if word.norm == "," and view.quoted[word.i] < 0:
            return words[:place]
    return words


def _without_comment(view: View, content: Sequence[Token]) -> Sequence[Token]:
    """A content less what its author says of it at its end: affirme que tout va bien, *ce que le maire conteste*."""
    grammar, words = view.lexicon.grammar, view.lexicon.hedges.demonstratives
    for place, token in enumerate(content[:-2]):
        if token.norm != "," or view.quoted[token.i] >= 0 or not place:
            continue
        aside = content[place + 1].norm in words and content[place + 2].norm in grammar.relative_pronouns
        if aside and any(word.i in view.cue_at for word in content[place + 3 : place + 9]):
            return content[:place]
    return content


def _inside_marks(view: View, match: CueMatch, content: Sequence[Token]) -> Sequence[Token]:
    """A content kept to the quotation that its cue stands in: who is quoted says no more than that."""
    place = view.quoted[match.token.i]
    if place < 0 or len(view.quotation_tokens(view.quotations[place])) < _SPEECH:
        return content
    return [token for token in content if view.quoted[token.i] == place]


def attribution(
    view: View,
    name: str,
    match: CueMatch,
    content: Sequence[Token],
    *,
    source: Sequence[Token] | None = None,
    kind: Kind | None = None,
) -> Attribution:
    """An attribution from a cue and its content; the source is looked up by grammar unless given."""
    content = _inside_marks(view, match, _without_comment(view, content))
    if source is None:
        source = find_source(match, view.lexicon, places(content))
    return Attribution(
        kind=kind or kind_of(view, content),
        rule=name,
        source=spans_of(source),
        cue=spans_of(match.words),
        content=spans_of(content),
        effect=match.effect,
    )


def bare(
    name: str, content: tuple[Span, ...], source: tuple[Span, ...] = (), cue: tuple[Span, ...] = ()
) -> Attribution:
    """A direct attribution without a cue of its own."""
    return Attribution(Kind.DIRECT, name, source, cue, content, Effect())
