"""Which words are in the French conditional, and what belongs to the verb form.

The parser's mood and tense are guesses for rare verbs, so a form is told by
its stem and ending, with the parse for the participle and the subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selon.attribute.parse import Token
from selon.lang import Lexicon
from selon.lang.hedges import ConditionalWords

COPULA = "cop"
_NOT_VERBS = frozenset({"NOUN", "ADJ", "DET"})
_REACH = 9
"""How many tokens may stand between the auxiliary and its participle."""


@dataclass(frozen=True, slots=True)
class Form:
    """A verb form in the conditional.

    `verb` is its finite word, `last` its last, `stem` the finite verb's future
    stem and `ending` what follows it; `predicate` is the head of the clause,
    `participles` are those after an auxiliary, in text order; `compound` says
    that the form is past ("aurait signé", "serait parti").
    """

    verb: Token
    last: Token
    stem: str
    ending: str
    predicate: Token
    participles: tuple[Token, ...]
    compound: bool
    subject: Token | None
    lexicon: Lexicon
    words: ConditionalWords


def find_forms(tokens: list[Token], lexicon: Lexicon, words: ConditionalWords) -> Iterator[Form]:
    """The verb forms in the conditional among tokens in text order."""
    for token in tokens:
        if token.norm.endswith(words.endings) and token.pos not in _NOT_VERBS:
            stem = future_stem(token.norm, words)
            if stem:
                yield _read_form(token, stem, lexicon, words)


def future_stem(word: str, words: ConditionalWords) -> str:
    """The future stem of a lower-case word in the conditional ("aur" of "auraient"), or "" if it is none.

    "préparait" and "courait" are imperfects: what is left of them without
    the ending (prépar, cour) is no stem of a future.
    """
    for ending in words.endings:
        if word.endswith(ending):
            stem = word[: len(word) - len(ending) + 1]
            if stem in words.other_stems:
                return ""
            return stem if stem in words.whole_stems or stem.endswith(words.stem_ends) else ""
    return ""


def after(token: Token, count: int = _REACH) -> list[Token]:
    """The tokens that follow in its sentence, at most `count`."""
    tokens = token.sentence.tokens
    place = token.i - tokens[0].i
    return tokens[place + 1 : place + 1 + count]


def before(token: Token, count: int) -> list[Token]:
    """The tokens that go before in its sentence, at most `count`, in text order."""
    tokens = token.sentence.tokens
    place = token.i - tokens[0].i
    return tokens[max(0, place - count) : place]


def is_participle(token: Token) -> bool:
    """Whether the parser takes it for a past participle."""
    return token.morph.get("VerbForm") == "Part" and token.morph.get("Tense") != "Pres"


def _read_form(verb: Token, stem: str, lexicon: Lexicon, words: ConditionalWords) -> Form:
    helps = verb.dep in lexicon.grammar.auxiliary or verb.dep == COPULA
    predicate = verb.head if helps and verb.head.i > verb.i else verb
    participles = tuple(_participles(verb, predicate, stem, words))
    compound = bool(participles) and (stem == words.have or _takes_be(verb, participles[-1], lexicon, words))
    last = participles[-1] if participles else verb
    for other in _joined(last):
        last = other
    subject = _subject(verb, predicate, lexicon)
    return Form(verb, last, stem, verb.norm[len(stem) :], predicate, participles, compound, subject, lexicon, words)


def _participles(verb: Token, predicate: Token, stem: str, words: ConditionalWords) -> list[Token]:
    """The participles that "aurait", "serait" open, by the parse or by what stands next."""
    if stem not in (words.have, words.be):
        return []
    found: list[Token] = []
    for token in after(verb):
        if token is predicate and is_participle(token):
            return [*found, token]
        first = stem == words.have and not found
        motion = _is_motion(token, words) and before(token, 1)[0].pos in ("VERB", "AUX", "ADV")
        if is_participle(token) or motion or (first and _looks_like_participle(token, words)):
            found.append(token)
        elif token.pos in ("VERB", "AUX") or (predicate is verb and not _can_intervene(token)):
            break
    if predicate is not verb and not is_participle(predicate):
        found = [token for token in found if token.i <= predicate.i]
    return found


def _looks_like_participle(token: Token, words: ConditionalWords) -> bool:
    """After avoir a word that looks like a participle is one, whatever the parser says."""
    return token.norm.endswith(words.participle_ends) and token.pos in ("VERB", "AUX", "ADJ", "ADP", "PROPN")


def _can_intervene(token: Token) -> bool:
    """Whether a word can stand between auxiliary and participle where the parse does not join them."""
    return token.pos in ("ADV", "PRON") or token.norm == '"'


def _takes_be(verb: Token, participle: Token, lexicon: Lexicon, words: ConditionalWords) -> bool:
    """Whether "serait" with a participle is a past ("serait parti", "se serait rendu") and no passive."""
    reflexive = any(token.norm in lexicon.grammar.reflexives and token.pos == "PRON" for token in before(verb, 2))
    return reflexive or _is_motion(participle, words)


def _is_motion(token: Token, words: ConditionalWords) -> bool:
    """Whether a word is the participle of a verb that takes être (parti, parties), whatever the parser says."""
    norm = token.norm
    forms = {norm, norm.removesuffix("s"), norm.removesuffix("e"), norm.removesuffix("es")}
    return not forms.isdisjoint(words.be_participles)


def _joined(participle: Token) -> Iterator[Token]:
    """Further participles of the same auxiliary: "auraient été retournés ou achetés"."""
    last = participle
    for child in participle.children:
        own = any(c.dep.startswith(("nsubj", "aux", "cop", "obj")) for c in child.children)
        if child.dep == "conj" and is_participle(child) and not own and child.i - last.i <= 6:
            last = child
            yield child


def _subject(verb: Token, predicate: Token, lexicon: Lexicon) -> Token | None:
    """The subject, of a relative clause its pronoun, of a coordinated clause that of the first."""
    head = predicate
    for _ in range(3):
        for child in head.children:
            if child.dep in lexicon.grammar.subject or child.dep == "expl:subj":
                return child
        if head.dep != "conj":
            break
        head = head.head
    pronouns = lexicon.grammar.personal_pronouns | lexicon.grammar.relative_pronouns
    for token in reversed(before(verb, 4)):
        if token.pos == "NOUN" or token.norm in pronouns:
            return token
    return None
