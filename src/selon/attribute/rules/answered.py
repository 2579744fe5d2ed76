"""What somebody else makes of a content, in apposition to it: "said they had won, a claim that the rebels denied"."""

from __future__ import annotations

from dataclasses import replace

from selon.attribute.cues import CueMatch
from selon.attribute.parse import Token
from selon.attribute.phrases import words_of
from selon.attribute.sources import is_participle
from selon.attribute.view import View

_NOUN_WITHIN = 4
"""How many tokens behind the comma the noun of saying may stand: *a sweeping new claim*."""


def answer_to(view: View, content: list[Token]) -> tuple[list[Token], CueMatch | None]:
    """A content without the apposition that takes it up with a noun of saying, and the verb that answers it there.

    "Accused him of lying, a charge he rejects" gives "lying" and "rejects". The
    verb is None where the apposition has none that takes a content.
    """
    if not content:
        return content, None
    sentence = content[0].sentence.tokens
    offset = sentence[0].i
    for comma in sentence[content[0].i - offset + 2 :]:
        behind = sentence[comma.i - offset + 1 :][:_NOUN_WITHIN]
        if comma.norm != "," or view.quoted[comma.i] >= 0 or not behind:
            continue
        plural = behind[0].pos == "NOUN" and behind[0].morph.get("Number") == "Plur"
        if not plural and behind[0].norm not in _articles(view):
            continue
        noun = next((token for token in behind[not plural :] if token.lemma in view.lexicon.cues.nouns), None)
        if noun is None:
            continue
        verb = next((_answer(view, token, noun) for token in sentence if _answer(view, token, noun)), None)
        if verb is not None:
            kept = [token for token in content if token.i < comma.i]
            return (kept, verb) if len(words_of(kept)) > 1 else (content, None)
    return content, None


def _answer(view: View, token: Token, noun: Token) -> CueMatch | None:
    """The verb cue below a noun that has it for its object: a claim *they deny*, a claim *denied* by them."""
    if token.i <= noun.i:
        return None
    match = view.cue_at.get(token.i)
    if match is not None and not match.noun and token.head is noun and is_participle(token):
        by = any(child.dep in view.lexicon.grammar.agent for child in token.children)
        return replace(match, passive=True) if by else None
    return match if is_relative(view, token, noun) else None


def is_relative(view: View, verb: Token, noun: Token) -> bool:
    """Whether a verb cue in a clause below a noun has no content of its own, so that the noun is its object."""
    match = view.cue_at.get(verb.i)
    if match is None or match.noun or noun not in (verb.head, verb.head.head):
        return False
    grammar = view.lexicon.grammar
    below = grammar.clause | grammar.open_clause | grammar.object
    own = [child for child in verb.children if child.dep in below and child.norm not in grammar.relative_pronouns]
    subject = any(child.dep in grammar.subject and child.i > noun.i for child in verb.children)
    return not own and subject


def _articles(view: View) -> frozenset[str]:
    return frozenset(norm for norm, word in view.lexicon.names.determiners.items() if word.kind == "indefinite")
