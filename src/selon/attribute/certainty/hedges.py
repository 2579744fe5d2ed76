"""Hedges: the words of a text that make a claim less than certain.

Phrases are data (`hedges.toml`); what stands here is how a phrase is matched,
the conditionals that report (`selon.attribute.certainty.conditional`), the words that
open a condition, and the modal that says what somebody was able to do.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable
from dataclasses import dataclass

from selon.attribute.certainty.conditional import Conditional, Use, find_conditionals, future_stem
from selon.attribute.certainty.conditional_uses import is_condition
from selon.attribute.parse import Parsed, Token
from selon.lang import Lexicon
from selon.lang.hedges import HedgeGroup
from selon.types import Certainty, Hedge, HedgeKind

ANY_WORDS = 3
"""How many words a `*` of a phrase stands for at most."""


@dataclass(frozen=True, slots=True)
class _Word:
    """One word of a phrase: what it can be. `any` is `*`; `context` must be there and is no part of the hedge."""

    norms: frozenset[str] = frozenset()
    lemmas: frozenset[str] = frozenset()
    optional: bool = False
    any: bool = False
    context: bool = False


@dataclass(frozen=True, slots=True)
class _Phrase:
    group: HedgeGroup
    words: tuple[_Word, ...]

    @property
    def context(self) -> int:
        """How many words at its end are no part of the hedge."""
        return sum(word.context for word in self.words)


def find_hedges(parsed: Parsed, lexicon: Lexicon) -> tuple[Hedge, ...]:
    """Every hedge of the text, by place; where phrases overlap the longest stands.

    A conditional's span is the whole verb form, a condition's the word that
    opens it. Which claim a hedge is about is for `factuality.rate` to find.
    """
    return tuple(hedge for hedge, _ in find_graded(parsed, lexicon))


def find_graded(parsed: Parsed, lexicon: Lexicon) -> tuple[tuple[Hedge, Certainty], ...]:
    """Every hedge with the certainty it leaves of what it stands with."""
    found = list(_phrases(parsed, lexicon))
    found += [graded for c in find_conditionals(parsed, lexicon) for graded in _of_conditional(c, lexicon)]
    taken: list[tuple[Hedge, Certainty]] = []
    for hedge, certainty in sorted(found, key=lambda graded: (graded[0].start, -graded[0].end)):
        if not taken or hedge.start >= taken[-1][0].end or hedge.kind is HedgeKind.CONDITIONAL:
            taken.append((hedge, certainty))
    return tuple(taken)


def certainty_of(parsed: Parsed, hedge: Hedge, place: int, lexicon: Lexicon) -> Certainty:
    """What a hedge, whose first token is at `place`, leaves of the certainty of what it stands with."""
    if hedge.kind is HedgeKind.CONDITIONAL:
        return Certainty.UNKNOWN
    token = parsed.tokens[place]
    tokens, start = token.sentence.tokens, place - token.sentence.tokens[0].i
    by_norm, by_lemma = _index(lexicon.code)
    for phrase in by_norm.get(token.norm, ()) + by_lemma.get(token.lemma, ()):
        end = _match(tokens, start, phrase.words)
        if phrase.group.kind is not hedge.kind or end is None:
            continue
        if tokens[end - 1 - phrase.context].end == hedge.end:
            return phrase.group.certainty
    words = lexicon.hedges.conditional
    if hedge.kind is HedgeKind.MODAL and words is not None:
        return words.modals.get(future_stem(token.norm, words), Certainty.POSSIBLE)
    return Certainty.CERTAIN if hedge.kind is HedgeKind.CONDITION else Certainty.UNKNOWN


def _of_conditional(conditional: Conditional, lexicon: Lexicon) -> Iterable[tuple[Hedge, Certainty]]:
    span, words = conditional.span, lexicon.hedges.conditional
    if conditional.use is Use.REPORTATIVE:
        yield Hedge(HedgeKind.CONDITIONAL, span.start, span.end), Certainty.UNKNOWN
    elif conditional.unexplained:
        yield Hedge(HedgeKind.MODAL, span.start, span.end), Certainty.POSSIBLE
    elif words is not None and words.modals.get(conditional.stem, Certainty.CERTAIN) is not Certainty.CERTAIN:
        yield Hedge(HedgeKind.MODAL, span.start, span.end), words.modals[conditional.stem]


# ---------------------------------------------------------------- phrases


def _phrases(parsed: Parsed, lexicon: Lexicon) -> Iterable[tuple[Hedge, Certainty]]:
    by_norm, by_lemma = _index(lexicon.code)
    for sentence in parsed.sentences:
        tokens = sentence.tokens
        for place, token in enumerate(tokens):
            candidates = by_norm.get(token.norm, ()) + by_lemma.get(token.lemma, ())
            for phrase in candidates:
                end = _match(tokens, place, phrase.words)
                if end is not None and _fits(tokens, place, end, phrase.group, lexicon):
                    last = tokens[end - 1 - phrase.context]
                    yield Hedge(phrase.group.kind, token.start, last.end), phrase.group.certainty
                    break
            if is_condition(tokens, place, lexicon):
                yield Hedge(HedgeKind.CONDITION, token.start, token.end), Certainty.CERTAIN


@functools.cache
def _index(code: str) -> tuple[dict[str, tuple[_Phrase, ...]], dict[str, tuple[_Phrase, ...]]]:
    """The phrases by what their first word can be, as norm and as lemma, the longest first."""
    from selon.lang import load_lexicon

    norms: dict[str, list[_Phrase]] = {}
    lemmas: dict[str, list[_Phrase]] = {}
    for group in load_lexicon(code).hedges.groups:
        for text in group.phrases:
            phrase = _Phrase(group, tuple(_word(word) for word in text.split()))
            for norm in phrase.words[0].norms:
                norms.setdefault(norm, []).append(phrase)
            for lemma in phrase.words[0].lemmas:
                lemmas.setdefault(lemma, []).append(phrase)
    return _longest_first(norms), _longest_first(lemmas)


def _longest_first(index: dict[str, list[_Phrase]]) -> dict[str, tuple[_Phrase, ...]]:
    return {key: tuple(sorted(found, key=lambda phrase: -len(phrase.words))) for key, found in index.items()}


def _word(text: str) -> _Word:
    if text == "*":
        return _Word(any=True)
    context = text.startswith("(")
    text = text.strip("()")
    optional = text.endswith("?")
    choices = text.rstrip("?").split("|")
    lemmas = frozenset(choice.strip("<>") for choice in choices if choice.startswith("<"))
    norms = frozenset(choice for choice in choices if not choice.startswith("<"))
    return _Word(norms, lemmas, optional, context=context)


def _match(tokens: list[Token], place: int, words: tuple[_Word, ...]) -> int | None:
    """The place after the phrase that begins at `place`, or None."""
    if not words:
        return place
    word, rest = words[0], words[1:]
    if word.any:
        for skipped in range(ANY_WORDS + 1):
            if skipped and (place + skipped > len(tokens) or tokens[place + skipped - 1].pos == "PUNCT"):
                return None
            end = _match(tokens, place + skipped, rest)
            if end is not None:
                return end
        return None
    if place < len(tokens) and (tokens[place].norm in word.norms or tokens[place].lemma in word.lemmas):
        end = _match(tokens, place + 1, rest)
        if end is not None:
            return end
    return _match(tokens, place, rest) if word.optional else None


def _fits(tokens: list[Token], place: int, end: int, group: HedgeGroup, lexicon: Lexicon) -> bool:
    """Whether the words around a phrase leave it a hedge."""
    if group.pos and tokens[place].pos not in group.pos:
        return False
    if group.modifies and (tokens[place].dep != "amod" or _is_along(tokens[place], group.not_with)):
        return False
    before = tokens[place - 1].norm if place else ""
    after = tokens[end].norm if end < len(tokens) else ""
    if before in group.not_after or after in group.not_before:
        return False
    if group.before and not _is_followed(tokens, end, group.before):
        return False
    return group.kind is not HedgeKind.MODAL or not _is_ability(tokens, place, lexicon)


def _is_along(token: Token, words: frozenset[str]) -> bool:
    """Whether one of some words stands on the noun that an adjective modifies: *tous* les moyens possibles."""
    phrase = [*token.children, *token.head.children, *(far for child in token.head.children for far in child.children)]
    return bool(words) and any(word.norm in words for word in phrase)


def _is_followed(tokens: list[Token], end: int, wanted: frozenset[str]) -> bool:
    for token in tokens[end : end + ANY_WORDS]:
        if token.norm in wanted or token.pos in wanted:
            return True
        if token.pos not in ("ADV", "PART", "PRON"):
            return False
    return False


def _is_ability(tokens: list[Token], place: int, lexicon: Lexicon) -> bool:
    """Whether a modal says what somebody was able, allowed or asked to do ("could hear", "could not", "may I")."""
    modal = tokens[place]
    after = tokens[place + 1] if place + 1 < len(tokens) else None
    if modal.norm in lexicon.hedges.ability_modals:
        if modal.head.lemma in lexicon.hedges.ability_verbs:
            return True
        if after is not None and after.norm in lexicon.grammar.full_negators:
            return True
    if after is None or modal.pos != "AUX":
        return False
    return after.norm in lexicon.grammar.personal_pronouns and after.dep in lexicon.grammar.subject
