"""Who speaks through a statement or a toll: "un bilan *du ministère*", "the *ministry's* statement"."""

from __future__ import annotations

from selon.attribute.names.referents import Discourse, Referent
from selon.attribute.names.roles import Phrase, plain_norm, read_phrase
from selon.attribute.parse import Token
from selon.attribute.times import is_time
from selon.lang import Lexicon
from selon.types import EntityKind

_ISSUED = frozenset({"statement", "update"})
"""Senses of what somebody issues, and so says."""
_SPEAKERS = frozenset({EntityKind.BODY, EntityKind.PERSON, EntityKind.GROUP, EntityKind.UNKNOWN})
_SOURCE = "source"
_NEAR = 3
"""How many sentences before "the statement" its issuer must have spoken."""


def issuer_of(tokens: list[Token], lexicon: Lexicon) -> list[Token]:
    """The tokens of who issued the statement or toll that a source names; empty where nobody is named."""
    phrase = read_phrase(tokens, lexicon)
    if phrase is None or not _is_issued(phrase, lexicon):
        return []
    place = next(place for place, token in enumerate(tokens) if token is phrase.head)
    for mark, token in enumerate(tokens[:place]):
        if plain_norm(token) in lexicon.names.genitives:
            return tokens[:mark]
    return _behind_of(tokens, place, lexicon) or _compound(tokens[:place], lexicon)


def _is_issued(phrase: Phrase, lexicon: Lexicon) -> bool:
    issued = phrase.sense is not None and not _ISSUED.isdisjoint(phrase.sense.reach)
    return issued or phrase.head.lemma in lexicon.cues.tallies


def _behind_of(tokens: list[Token], head: int, lexicon: Lexicon) -> list[Token]:
    """The noun phrase behind "of", up to the next preposition that is not its own."""
    contractions = lexicon.grammar.contractions
    for place in range(head + 1, len(tokens) - 1):
        norm = plain_norm(tokens[place])
        if contractions.get(norm, norm) not in lexicon.dates.of:
            continue
        drawn_in = norm in contractions and contractions[norm] != norm and not norm.endswith("'")
        rest = tokens[place + 1 :]
        known = drawn_in or plain_norm(rest[0]) in lexicon.names.determiners or rest[0].pos == "PROPN"
        known = known and not is_time(rest[0], lexicon)
        return rest if known and _can_issue(rest, lexicon) else []
    return []


def _compound(before: list[Token], lexicon: Lexicon) -> list[Token]:
    """The nouns before an English head: an *Interior Ministry* count."""
    if lexicon.code != "en":
        return []
    last = before[-1] if before else None
    nouns = [token for token in before if token.pos in ("NOUN", "PROPN") or token.text[0].isupper()]
    nouns = [token for token in nouns if plain_norm(token) not in lexicon.names.determiners]
    return nouns if last is not None and nouns and last is nouns[-1] and _can_issue(nouns, lexicon) else []


def _can_issue(tokens: list[Token], lexicon: Lexicon) -> bool:
    phrase = read_phrase(tokens, lexicon)
    if phrase is None:
        return False
    people = lexicon.cues.person_nouns
    return phrase.head.lemma in people or phrase.head.norm in people or phrase.head.pos == "PROPN"


def taken_up(tokens: list[Token], lexicon: Lexicon, discourse: Discourse) -> Referent | None:
    """Whom "the same source" or "the statement" takes up: the last to speak; None for any other phrase."""
    phrase = read_phrase(tokens, lexicon)
    if phrase is None or phrase.sense is None:
        return None
    last = next((event for event in discourse.before(tokens[0]) if event.speaker), None)
    if last is None:
        return None
    if phrase.sense.id == _SOURCE:
        return last.referent if any(plain_norm(token) in lexicon.names.same for token in tokens) else None
    plain = phrase.definite and phrase.number == "s" and not phrase.traits and "statement" in phrase.sense.reach
    near = tokens[0].sentence.i - last.token.sentence.i <= _NEAR
    return last.referent if plain and near and last.referent.kind in _SPEAKERS else None
