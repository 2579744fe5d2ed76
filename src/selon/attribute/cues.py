"""Cues: the verbs and nouns of a text that may lay words to somebody."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selon.attribute.parse import Parsed, Token
from selon.lang import Lexicon, load_lexicon
from selon.lang.cues import Cue, split_key
from selon.types import Act, BlockKind, Certainty, Effect, Polarity

_VERBS = frozenset({"VERB", "AUX"})
_PREDICATES = frozenset({"NOUN", "ADJ", "VERB"})
_REACH = 6
"""How many tokens to the right of a verb its particle or second word may stand."""


_SPEECH = Cue(example="")
"""What a verb is taken for that the lexicon does not know and that stands beside a quotation."""


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
    def dependents(self) -> list[Token]:
        """What hangs on the words of the cue, in text order: "has no *idea* who", "est *sûr* que"."""
        inside = {word.i for word in self.words}
        heads = [word for word in self.words if word is self.token or word.pos in _PREDICATES]
        found = {child.i: child for head in heads for child in head.children if child.i not in inside}
        return [found[i] for i in sorted(found)]

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
    index = _index(lexicon.code)
    found: list[CueMatch] = []
    for token in parsed.tokens:
        here = list(_verb_cues(token, _entries(token, index, lexicon), lexicon))
        if not here and token.lemma in index.predicates:
            here = list(_predicate_cues(token, index.predicates[token.lemma], lexicon))
        if not here and token.pos == "NOUN" and token.lemma in index.nouns:
            here = list(_noun_cues(token, index.nouns[token.lemma]))
        found += here
    return _under_refusals(found)


def _under_refusals(found: list[CueMatch]) -> list[CueMatch]:
    """What a refused or denied saying says is left open: declined *to say* whether, denies *ordering*."""
    by_place = {match.token.i: match for match in found if not match.noun}
    made = []
    for one in found:
        match = one
        above = by_place.get(match.token.head.i) if match.token.dep in ("xcomp", "pcomp") else None
        if (
            above is not None
            and above is not match
            and above.effect.polarity is Polarity.NEGATIVE
            and not match.negated
        ):
            match = replace(match, effect=effect_of(match.cue, negated=True), negated=True)
        made.append(match)
    return made


def effect_of(cue: Cue, *, negated: bool = False) -> Effect:
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


@dataclass(frozen=True, slots=True)
class _Index:
    """The cues of a language by head word, and its verbs' lemmas by inflected form."""

    verbs: dict[str, tuple[_Entry, ...]]
    predicates: dict[str, tuple[_Entry, ...]]
    nouns: dict[str, tuple[_Entry, ...]]
    lemmas: dict[str, str]


@functools.cache
def _index(code: str) -> _Index:
    lexicon = load_lexicon(code)
    copula, reflexives = lexicon.grammar.copula, lexicon.grammar.reflexives
    verbs: dict[str, list[_Entry]] = {}
    predicates: dict[str, list[_Entry]] = {}
    for key, cue in lexicon.cues.verbs.items():
        words = split_key(key)
        reflexive = words[0] in reflexives
        words = words[1:] if reflexive else words
        if words[0] == copula and len(words) == 2:
            predicates.setdefault(words[1], []).append(_Entry(cue, False, ()))
        else:
            verbs.setdefault(words[0], []).append(_Entry(cue, reflexive, tuple(words[1:])))
    nouns: dict[str, list[_Entry]] = {}
    for key, cue in lexicon.cues.nouns.items():
        words = split_key(key)
        nouns.setdefault(words[0], []).append(_Entry(cue, False, tuple(words[1:])))
    lemmas = lexicon.cues.verb_forms(reflexives)
    return _Index(_ranked(verbs), _ranked(predicates), _ranked(nouns), lemmas)


def _ranked(index: dict[str, list[_Entry]]) -> dict[str, tuple[_Entry, ...]]:
    """The most demanding entries first, so that "se dire" goes before "dire"."""
    return {head: tuple(sorted(found, key=lambda e: (-len(e.rest), not e.reflexive))) for head, found in index.items()}


def finite_forms(lexicon: Lexicon) -> frozenset[str]:
    """The inflected forms of the lexicon's verbs that are neither infinitive nor participle."""
    return _finite_forms(lexicon.code)


@functools.cache
def _finite_forms(code: str) -> frozenset[str]:
    endings = tuple(load_lexicon(code).grammar.nonfinite_endings)
    return frozenset(
        form for form, lemma in _index(code).lemmas.items() if form != lemma and not form.endswith(endings)
    )


def _entries(token: Token, index: _Index, lexicon: Lexicon) -> tuple[_Entry, ...]:
    """The entries of a token that is a verb, or that the parser took for something else where a verb must stand."""
    if token.pos in _VERBS:
        return index.verbs.get(token.lemma) or index.verbs.get(index.lemmas.get(token.norm, ""), ())
    lemma = index.lemmas.get(token.norm)
    return index.verbs.get(lemma, ()) if lemma is not None and _stands_as_verb(token, lexicon) else ()


def _stands_as_verb(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word the parser called a noun or adjective is followed by "que", or inverted behind a quotation."""
    tokens = token.sentence.tokens
    place = token.i - tokens[0].i
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is None:
        return False
    leads = following.norm == ":" and [other.norm for other in tokens[place + 2 : place + 3]] == ['"']
    if following.norm in lexicon.grammar.that or following.hyphened or (leads and token.pos == "ADJ"):
        return place > 0 and tokens[place - 1].pos not in ("DET", "ADP")
    before = [other.norm for other in tokens[max(0, place - 2) : place]]
    return before == ['"', ","] and following.pos in ("DET", "PROPN", "PRON", "NOUN")


def _verb_cues(token: Token, entries: tuple[_Entry, ...], lexicon: Lexicon) -> Iterator[CueMatch]:
    for entry in entries:
        rest = _following(token, entry.rest)
        reflexive = [child for child in token.children if child.norm in lexicon.grammar.reflexives]
        if rest is not None and (reflexive or not entry.reflexive):
            yield _verb_cue(token, entry.cue, [*reflexive, *rest] if entry.reflexive else rest, lexicon)
            return


def cue_by_place(token: Token, lexicon: Lexicon) -> CueMatch | None:
    """A finite verb taken for one of speech because of where it stands, whatever verb it is: «…», s'emporte-t-il."""
    auxiliary = any(child.dep in lexicon.grammar.auxiliary for child in token.children)
    if token.pos not in _VERBS or not (auxiliary or token.morph.get("VerbForm") == "Fin"):
        return None
    reflexive = [child for child in token.children if child.norm in lexicon.grammar.reflexives and child.i < token.i]
    match = _verb_cue(token, _SPEECH, reflexive, lexicon)
    return None if match.passive else match


def _predicate_cues(token: Token, entries: tuple[_Entry, ...], lexicon: Lexicon) -> Iterator[CueMatch]:
    """ "Is afraid", "est persuadé": the adjective heads, the copula is part of the cue."""
    grammar = lexicon.grammar
    copulas = [child for child in token.children if child.lemma == grammar.copula and child.i < token.i]
    if not copulas and token.head.lemma == grammar.copula and token.head.i < token.i:
        copulas = [token.head]
    if copulas:
        made = _verb_cue(token, entries[0].cue, copulas[:1], lexicon)
        yield replace(made, passive=False)


def _noun_cues(token: Token, entries: tuple[_Entry, ...]) -> Iterator[CueMatch]:
    for entry in entries:
        rest = _following(token, entry.rest)
        if rest is not None:
            yield CueMatch(token, entry.cue, effect_of(entry.cue), (token, *rest), noun=True)
            return


def _following(token: Token, rest: tuple[str, ...]) -> list[Token] | None:
    """The tokens right of the verb that the key's further words are; None if one is missing."""
    if not rest:
        return []
    todo = list(rest)
    place = token.sentence.tokens.index(token)
    found = []
    far = [child for child in token.children if child.i > token.i + _REACH]
    for other in [*token.sentence.tokens[place + 1 : place + 1 + _REACH], *far]:
        if todo and todo[0] in (other.lemma, other.norm):
            found.append(other)
            todo.pop(0)
        elif other.pos == "SCONJ" or (other.pos in _VERBS and other.morph.get("VerbForm") == "Fin"):
            break  # another clause begins
    return None if todo else found


def _is_adverb(token: Token) -> bool:
    """Whether a word is an adverb by itself, and not the head of a set phrase: *quant* à lui."""
    return token.pos == "ADV" and all(child.dep != "fixed" for child in token.children)


def _has_no_subject(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb's subject is nobody or nothing: rien ne prouve que, aucun expert ne pense que, nobody said."""
    for child in token.children:
        if child.dep in lexicon.grammar.subject and child.i < token.i:
            words = [child, *[below for below in child.children if below.dep == "det"]]
            if any(word.norm in lexicon.hedges.negative_words for word in words):
                return True
    return False


def _is_told(token: Token, lexicon: Lexicon) -> bool:
    """Whether a past form without an auxiliary says what its noun is told or accused of, not what it tells.

    "Asked whether he would go, the mayor left", "Minister accused of lying": no
    person follows the verb; and a headline, which tells in the present tense,
    has no other past form ("Residents urged to leave").
    """
    if token.morph.get("Tense") != "Past":
        return False
    if any(child.i > token.i and child.dep in lexicon.grammar.object | {"dative", "iobj"} for child in token.children):
        return False
    if token.morph.get("VerbForm") == "Part":
        return not any(child.dep in lexicon.grammar.subject for child in token.children)
    following = token.sentence.tokens[token.i - token.sentence.tokens[0].i + 1 :]
    return token.sentence.block.kind is BlockKind.HEADLINE and bool(following) and following[0].pos in ("PART", "ADP")


def _verb_cue(token: Token, cue: Cue, more: list[Token], lexicon: Lexicon) -> CueMatch:
    grammar = lexicon.grammar
    auxiliaries = [child for child in token.children if child.dep in grammar.auxiliary and child.i < token.i]
    negations = [child for child in token.children if child.norm in grammar.negators and child.i <= token.i + 2]
    particles = [child for child in token.children if child.dep in grammar.particles]
    words = {token, *auxiliaries, *negations, *particles, *more}
    first = min(word.i for word in [token, *auxiliaries])
    words |= {child for child in token.children if _is_adverb(child) and first < child.i < token.i}
    negated = any(word.norm in grammar.full_negators for word in negations) or _has_no_subject(token, lexicon)
    passive = any(child.dep in grammar.passive_auxiliary for child in auxiliaries)
    passive = passive or (not auxiliaries and "person" in cue.frames and _is_told(token, lexicon))
    ordered = tuple(sorted(words, key=lambda word: word.i))
    return CueMatch(token, cue, effect_of(cue, negated=negated), ordered, negated=negated, passive=passive)
