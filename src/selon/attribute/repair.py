"""Known mistakes of the parsers, mended in the tree before the rules look at it.

Each repair is true of grammar, not of a word: it moves a token to the head it
must have, and is idle with a parser that no longer makes the mistake.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from selon.attribute.cues import CueMatch, finite_forms
from selon.attribute.parse import Parsed, Token
from selon.attribute.phrases import is_noun
from selon.attribute.sources import climb, follows_comma, is_finite, is_participle
from selon.lang import Lexicon


def name_forms(tokens: Sequence[Token], lexicon: Lexicon) -> None:
    """Call verb forms by their names, in place.

    A verb is what the parser called an adjective or noun behind a finite
    auxiliary ("a-t-il *martelé*", "a *botté*"); an infinitive is a verb that
    is its own lemma and ends like one ("*Faire* une pause pourrait aider").
    """
    for token in tokens:
        if token.pos == "VERB" and token.norm == token.lemma and token.norm.endswith(lexicon.grammar.infinitive_ends):
            token.morph = {"VerbForm": "Inf"}
        if token.pos not in ("ADJ", "NOUN") or not token.norm.endswith(lexicon.grammar.participle_endings):
            continue
        auxiliary = next((child for child in token.children if child.dep in lexicon.grammar.auxiliary), None)
        if auxiliary is None or not 0 < token.i - auxiliary.i <= _FAR or auxiliary.lemma == lexicon.grammar.copula:
            continue
        if auxiliary.morph.get("VerbForm") == "Fin":
            token.pos = "VERB"
            token.morph = {**token.morph, "VerbForm": "Part", "Tense": "Past"}


_FAR = 5
"""How many tokens before its participle an auxiliary may stand."""

_MISTAGGED = frozenset({"ADV", "ADJ", "NOUN", "PROPN", "X", "ADP"})
_ENDS_PHRASE = frozenset({"NOUN", "PROPN", "PRON", "ADJ"})


def restore_verbs(parsed: Parsed, lexicon: Lexicon) -> None:
    """Give a sentence without a finite verb the one that the tagger missed, in place: le ministre *dément* avoir menti.

    It is a finite form of a cue between a noun phrase and what a verb would
    bring; it becomes the root, the noun its subject, what follows its complement.
    """
    forms = finite_forms(lexicon)
    for sentence in parsed.sentences:
        if any(token.morph.get("VerbForm") == "Fin" for token in sentence.tokens):
            continue
        for before, token in itertools.pairwise(sentence.tokens):
            if token.norm in forms and token.pos in _MISTAGGED and before.pos in _ENDS_PHRASE:
                _make_root(before, token)
                break


def _make_root(before: Token, verb: Token) -> None:
    """Hang a sentence on a verb that the parser took for something else."""
    root, subject = verb.sentence.root, climb(before, verb.i)
    verb.pos, verb.morph = "VERB", {"VerbForm": "Fin"}
    loose = [child for child in subject.children if child.i > verb.i]
    for token in dict.fromkeys([subject, root, *loose]):
        if token is not verb:
            _hang(token, verb, "nsubj" if token is subject else _relation(token))
    _hang(verb, verb, "ROOT")


def _relation(token: Token) -> str:
    """What a complement is to a verb, told by its own form."""
    if token.pos in ("VERB", "AUX", "ADJ"):
        return "ccomp" if token.subtree()[0].pos == "SCONJ" else "xcomp"
    return "obj" if is_noun(token) and not any(child.dep == "case" for child in token.children) else token.dep


def _hang(token: Token, head: Token, dep: str) -> None:
    """Put a token under a head, under this relation."""
    if token.head is not token:
        token.head.children.remove(token)
    token.head, token.dep = head, dep
    if head is not token:
        head.children.append(token)
        head.children.sort(key=lambda child: child.i)


def repair(cues: Sequence[CueMatch], lexicon: Lexicon) -> None:
    """Mend the trees around cues, in place."""
    matched = {match.token.i: match for match in cues if not match.noun}
    for match in cues:
        if not match.noun:
            _lift_coordination(match, matched, lexicon)
            _lift_participle(match, matched, lexicon)


def _lift_coordination(match: CueMatch, matched: dict[int, CueMatch], lexicon: Lexicon) -> None:
    """ "Ont affirmé que les urnes étaient vides et ont exigé un vote": "ont exigé" goes with "ont affirmé".

    A second cue coordinated to the verb of the first one's content, without a
    subject of its own, in the first one's form and not in the content's.
    """
    contents = lexicon.grammar.clause | lexicon.grammar.open_clause
    for clause in [child for child in match.token.children if child.dep in contents]:
        for token in clause.subtree():
            if token.dep != "conj" or token.i not in matched or _has_subject(token, lexicon):
                continue
            bare = clause.dep in lexicon.grammar.open_clause and not is_finite(clause)
            if bare and _is_surely_finite(token, lexicon):
                _move(token, match.token)
                continue
            if _form(token) == _form(match.token) != _form(clause):
                _move(token, match.token)


def _lift_participle(match: CueMatch, matched: dict[int, CueMatch], lexicon: Lexicon) -> None:
    """ "Said the road was open, adding that …": "adding" goes with "said", not with "was"."""
    token = match.token
    if not (is_participle(token) and follows_comma(token)) or _has_subject(token, lexicon):
        return
    above = [matched[head.i] for head in token.ancestors() if head.i in matched and head.i < token.i]
    inside = [head for head in token.ancestors() if head.dep in lexicon.grammar.clause and head.head.i in matched]
    if above and inside and above[-1].token.i < inside[-1].i:
        _move(token, above[-1].token)


def _is_surely_finite(token: Token, lexicon: Lexicon) -> bool:
    """Whether a verb is finite; so is what the parser took for a participle that has its own "se" and no auxiliary."""
    alone = all(child.dep not in lexicon.grammar.auxiliary for child in token.children)
    own = any(child.norm in lexicon.grammar.reflexives and child.i == token.i - 1 for child in token.children)
    return is_finite(token) or (own and alone and token.morph.get("VerbForm") == "Part")


def _has_subject(token: Token, lexicon: Lexicon) -> bool:
    return any(child.dep in lexicon.grammar.subject for child in token.children)


def _form(token: Token) -> tuple[str | None, str | None, str | None]:
    """Tense, number and finiteness of a verb, told by its auxiliary where it has one."""
    auxiliary = next(
        (child for child in token.children if child.pos == "AUX" and child.dep != "cop" and child.i < token.i), None
    )
    carrier = auxiliary or token
    kind = "compound" if auxiliary is not None else carrier.morph.get("VerbForm")
    tense = carrier.morph.get("Tense")
    told = kind == "Fin" and tense in ("Pres", "Past")  # "dit" and "avertit" are both
    return "told" if told else tense, carrier.morph.get("Number"), kind


def _move(token: Token, head: Token) -> None:
    """Hang a token, with the conjunction and comma right before it, on another head."""
    links = [
        child
        for child in token.head.children
        if child.i < token.i and child.i >= token.i - 3 and child.dep in ("cc", "punct")
    ]
    for moved in [token, *links]:
        _hang(moved, head, moved.dep)
