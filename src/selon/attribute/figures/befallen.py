"""What befell those a figure counts (killed, lost, arrested), found through the parse.

The noun can name it itself ("30 morts"), bear it as a participle ("soldats
tués"), be the subject or object of its verb, or stand with a noun that names
it ("un bilan de 12", "the death toll rose to 40").
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from selon.attribute.parse import Token
from selon.lang import load_lexicon
from selon.lang.grammar import Grammar

_STEPS = 6
_NEAR = 40
"""Dependants looked at: a head with more of them is no sentence, and must not cost the square of its length."""


@dataclass(frozen=True, slots=True)
class _Tables:
    grammar: Grammar
    patient: dict[str, str]
    agent: dict[str, str]
    nouns: dict[str, str]
    casualties: frozenset[str]
    quantities: frozenset[str]


@functools.cache
def _tables(code: str) -> _Tables:
    lexicon = load_lexicon(code)
    events = lexicon.figures.events.items()
    return _Tables(
        lexicon.grammar,
        {verb: name for name, event in events for verb in event.patient},
        {verb: name for name, event in events for verb in event.agent},
        {noun: name for name, event in events for noun in event.nouns},
        lexicon.figures.casualties,
        frozenset((*lexicon.figures.vague, *lexicon.figures.collectives, *lexicon.figures.exact_collectives)),
    )


def name_event(token: Token, code: str) -> str | None:
    """The event that a noun names by itself."""
    nouns = _tables(code).nouns
    return nouns.get(token.norm) or nouns.get(token.lemma) or nouns.get(token.norm.removesuffix("s"))


def befalls(verb: Token, code: str) -> bool:
    """Whether a verb tells by itself what befell somebody: kill, die, perdre."""
    tables = _tables(code)
    return verb.lemma in tables.patient or verb.lemma in tables.agent


def find_event(token: Token, code: str) -> str | None:
    """What befell the counted noun `token` (or the number, where no noun stands), None where nothing tells."""
    tables = _tables(code)
    named = name_event(token, code)
    if named in tables.casualties:
        return named
    for child in token.children[:_NEAR]:
        if child.i > token.i and (found := _participle(child, tables)):
            return found
    for place in _governed(token, tables):
        if found := _from_head(place, tables, code):
            return found
    return named


def _participle(child: Token, tables: _Tables) -> str | None:
    """ "Soldats tués", "people killed in the blast", "miners who died"."""
    if child.pos not in ("VERB", "ADJ"):
        return None
    passive = child.morph.get("VerbForm") == "Part" or child.pos == "ADJ" or child.morph.get("Voice") == "Pass"
    active = child.morph.get("Tense") == "Pres"
    relative = child.dep in tables.grammar.relative
    subjects = [kid for kid in child.children if kid.dep in tables.grammar.subject]
    if relative and subjects and all(kid.norm not in tables.grammar.relative_pronouns for kid in subjects):
        return None  # "12 miners, of whom 3 died"
    if relative and not any(kid.dep in tables.grammar.passive_auxiliary for kid in child.children):
        return tables.agent.get(child.lemma)
    return tables.patient.get(child.lemma) if passive and not (active and not relative) else None


def _governed(token: Token, tables: _Tables) -> Iterator[Token]:
    """The token, then what it is coordinated or set beside to: "lost 3 tanks, 2 jets"."""
    yield token
    for _ in range(_STEPS):
        if token.head.pos == "ADP" and _is_quantity(token.head.head, tables):
            token = token.head.head  # "14 of the miners", "tens of thousands of miners"
            yield token
            continue
        beside = (
            token.dep in ("conj", "appos", "nummod", "nmod", "det", "quantmod")
            or token.dep in tables.grammar.apposition
        )
        if token.head is token or not beside or token.head.pos in ("VERB", "AUX"):
            return
        token = token.head
        yield token


def _from_head(token: Token, tables: _Tables, code: str) -> str | None:
    grammar, head = tables.grammar, token.head
    if head is token:
        return None
    if head.pos in ("ADP", "SCONJ") and head.head is not head:
        return _behind_preposition(head, tables, code)
    if head.pos in ("NOUN", "PROPN") or (head.pos == "ADJ" and token.dep in grammar.subject):
        return name_event(head, code)
    if token.dep in grammar.object:
        return tables.patient.get(head.lemma) or _subject_event(head, tables, code)
    if token.dep in grammar.subject:
        passive = token.dep in grammar.passive_subject or any(
            child.dep in grammar.passive_auxiliary for child in head.children[:_NEAR]
        )
        # headlines leave out the auxiliary: "40 houses destroyed", "30 wounded"
        bare = not any(child.pos == "AUX" or child.dep in grammar.object for child in head.children[:_NEAR])
        shortened = bare and head.morph.get("Tense") == "Past"
        suffered = tables.patient.get(head.lemma) if passive or shortened else None
        return suffered or (None if _has_object(head, grammar) else tables.agent.get(head.lemma))
    return _subject_event(head, tables, code)


def _is_quantity(token: Token, tables: _Tables) -> bool:
    return token.pos == "NUM" or token.norm in tables.quantities


def _has_object(verb: Token, grammar: Grammar) -> bool:
    """Whether somebody "demonstrated that", which is no demonstration."""
    return any(child.dep in grammar.object or child.dep in grammar.clause for child in verb.children[:_NEAR])


def _behind_preposition(preposition: Token, tables: _Tables, code: str) -> str | None:
    """ "A toll of 40", "the death of 40 miners", "rose to 40"."""
    head = preposition.head
    if head.pos in ("NOUN", "PROPN"):
        return name_event(head, code)
    if head.pos == "ADP" and head.head is not head:
        head = head.head
    return _subject_event(head, tables, code)


def _subject_event(verb: Token, tables: _Tables, code: str) -> str | None:
    """What the subject of "rose to", "s'élève à" names: "the death toll", "le nombre de blessés"."""
    for child in verb.children[:_NEAR]:
        if child.dep in tables.grammar.subject and child.pos == "NOUN":
            inside = [kid for kid in child.children if kid.pos in ("NOUN", "ADJ")]
            deeper = [kid for part in child.children if part.pos == "ADP" for kid in part.children]
            for part in (*inside, *deeper, child):
                if named := name_event(part, code):
                    return named
    return None
