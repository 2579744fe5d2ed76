"""Cues: the verbs and nouns of a text that may lay words to somebody."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from selon.attribute.parse import Parsed, Token
from selon.lang import Lexicon
from selon.lang.cues import Cue
from selon.types import Act, Certainty, Effect, Polarity

_VERBS = frozenset({"VERB", "AUX"})
_REACH = 6
"""How many tokens to the right of a verb its particle or second word may stand."""


@dataclass(frozen=True, slots=True)
class CueMatch:
    """A verb or noun of the lexicon in the text.

    `words` is what the cue's span covers: auxiliaries, negation, adverbs
    between them, particle and verb; `effect` what it does to its content, with
    the negation taken into account.
    """

    token: Token
    cue: Cue
    effect: Effect
    words: tuple[Token, ...]
    noun: bool = False
    negated: bool = False
    passive: bool = False

    @property
    def first(self) -> Token:
        """The leftmost word of the cue."""
        return self.words[0]

    @property
    def last(self) -> Token:
        """The rightmost word of the cue."""
        return self.words[-1]


@dataclass(frozen=True, slots=True)
class _Entry:
    """A lexicon key taken apart: head lemma, whether it is reflexive, what must follow."""

    cue: Cue
    reflexive: bool
    rest: tuple[str, ...]


def find_cues(parsed: Parsed, lexicon: Lexicon) -> list[CueMatch]:
    """Every verb and noun cue, in text order; whether it attributes anything is for the rules to find."""
    verbs = _index(lexicon.code, "verbs")
    nouns = _index(lexicon.code, "nouns")
    found = []
    for token in parsed.tokens:
        if token.pos in _VERBS:
            found += _verb_cues(token, verbs.get(token.lemma) or _by_form(token.norm, verbs, lexicon), lexicon)
        elif token.pos == "NOUN" and token.lemma in nouns:
            found += [CueMatch(token, entry.cue, effect_of(entry.cue), (token,), noun=True) for entry in nouns[token.lemma][:1]]
    return found


def _by_form(norm: str, verbs: dict[str, tuple[_Entry, ...]], lexicon: Lexicon) -> tuple[_Entry, ...]:
    """The entries of a regular verb whose lemma the parser missed, by its ending."""
    for ending, infinitive in lexicon.grammar.verb_endings:
        if norm.endswith(ending):
            found = verbs.get(norm.removesuffix(ending) + infinitive)
            if found:
                return found
    return ()


def effect_of(cue: Cue, negated: bool = False) -> Effect:
    """What a cue does to factuality; a negated one neither affirms nor denies, and a negated denial grants."""
    polarity, certainty, stance = cue.polarity, cue.certainty, cue.stance
    if negated:
        if polarity is Polarity.NEGATIVE:
            polarity, certainty = Polarity.POSITIVE, Certainty.POSSIBLE
        elif cue.act in (Act.BELIEVE, Act.INTEND, Act.HOPE, Act.PROMISE):
            polarity = Polarity.NEGATIVE
        else:
            polarity, certainty = Polarity.OPEN, Certainty.UNKNOWN
    return Effect(cue.act, polarity, certainty, stance)


@functools.cache
def _index(code: str, section: str) -> dict[str, tuple[_Entry, ...]]:
    from selon.lang import load_lexicon

    lexicon = load_lexicon(code)
    cues: dict[str, Cue] = getattr(lexicon.cues, section)
    index: dict[str, list[_Entry]] = {}
    for key, cue in cues.items():
        words = key.replace("s'", "s' ").split()
        reflexive = words[0] in lexicon.grammar.reflexives
        words = words[1:] if reflexive else words
        index.setdefault(words[0], []).append(_Entry(cue, reflexive, tuple(words[1:])))
    # the most demanding first, so that "se dire" goes before "dire"
    return {head: tuple(sorted(found, key=lambda e: (-len(e.rest), not e.reflexive))) for head, found in index.items()}


def _verb_cues(token: Token, entries: tuple[_Entry, ...], lexicon: Lexicon) -> Iterator[CueMatch]:
    for entry in entries:
        rest = _following(token, entry.rest)
        reflexive = [child for child in token.children if child.norm in lexicon.grammar.reflexives]
        if rest is not None and (reflexive or not entry.reflexive):
            yield _verb_cue(token, entry.cue, [*reflexive, *rest] if entry.reflexive else rest, lexicon)
            return


def _following(token: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """The tokens right of the verb that the key's further words are; None if one is missing."""
    if not rest:
        return []
    todo = list(rest)
    place = token.sentence.tokens.index(token)
    found = []
    for other in token.sentence.tokens[place + 1 : place + 1 + _REACH]:
        if todo and todo[0] in (other.lemma, other.norm):
            found.append(other)
            todo.pop(0)
    return None if todo else found


def _verb_cue(token: Token, cue: Cue, more: list[Token], lexicon: Lexicon) -> CueMatch:
    grammar = lexicon.grammar
    auxiliaries = [child for child in token.children if child.dep in grammar.auxiliary and child.i < token.i]
    negations = [child for child in token.children if child.norm in grammar.negators and child.i <= token.i + 2]
    particles = [child for child in token.children if child.dep in grammar.particles]
    words = {token, *auxiliaries, *negations, *particles, *more}
    first = min(word.i for word in [token, *auxiliaries])
    words |= {child for child in token.children if child.pos == "ADV" and first < child.i < token.i}
    negated = any(word.norm in grammar.full_negators for word in negations)
    passive = any(child.dep in grammar.passive_auxiliary for child in auxiliaries)
    ordered = tuple(sorted(words, key=lambda word: word.i))
    return CueMatch(token, cue, effect_of(cue, negated), ordered, negated=negated, passive=passive)
