"""A headline's subject against the body's: the whole, or a part of it."""

from __future__ import annotations

from collections.abc import Iterator

from selon.attribute.headlines.resemblance import FEWEST
from selon.attribute.headlines.sides import ABOUT_AS_WELL, ENOUGH, Comparison, Headline, find_subjects
from selon.attribute.names.nouns import load_nouns
from selon.attribute.parse import Token
from selon.attribute.phrases import noun_phrase
from selon.lang.spelling import stem
from selon.types import BlockKind, Claim, EntityKind, Overclaim

_DEFINITE = frozenset({"definite", "demonstrative", "possessive"})
_CONCERN = frozenset({"NOUN", "PROPN", "VERB", "ADJ"})


def find_wider_subject(comparison: Comparison, headline: Headline) -> Iterator[Overclaim]:
    """Where the headline lays a deed or words to a whole, and the body's claim most like it to a part of it."""
    for head in find_subjects(comparison, headline.claim):
        phrase = noun_phrase(head, comparison.lexicon)
        if not _is_whole(comparison, head, phrase):
            continue
        own = {token.i for token in phrase}
        deed = comparison.words.terms(token for token in headline.tokens if token.i not in own)
        likely = [match for match in comparison.body.matches(deed) if match.whole >= ENOUGH and match.words >= FEWEST]
        rivals = [match for match in likely if match.share >= likely[0].share * ABOUT_AS_WELL]
        entities = dict.fromkeys(match.claim.entity for match in rivals)
        named = {entity: _named_before(comparison, entity) for entity in entities}
        parts = [_part(comparison, match.claim, head, named[match.claim.entity]) for match in rivals]
        if parts and all(parts):
            yield Overclaim(
                headline.claim.id,
                rivals[0].claim.id,
                f"the headline lays it to ‘{_text(comparison, phrase)}’, the body to a part: ‘{parts[0]}’",
            )
            return


def _is_whole(comparison: Comparison, head: Token, phrase: list[Token]) -> bool:
    """Whether a phrase names a body or all of a kind: "l'armée", "the teachers", and "teachers" who say something.

    A headline that leaves the article out may mean some only ("protesters
    arrested"), but not where it has them speak, refuse or demand.
    """
    if head.pos != "NOUN" or _limited(comparison, head, phrase):
        return False
    sense = load_nouns(comparison.lexicon).word(head.norm)
    body = sense is not None and sense.kind is EntityKind.BODY
    kinds = {_kind_of_determiner(comparison, child) for child in head.children if child.i < head.i} - {""}
    if not body and head.morph.get("Number") != "Plur":
        return False
    return bool(kinds & _DEFINITE) or (not kinds and (body or _speaks(comparison, head)))


def _speaks(comparison: Comparison, head: Token) -> bool:
    """Whether a noun is the subject of a verb that lays words or a will to somebody."""
    verb = head.head
    return head.dep in comparison.lexicon.grammar.subject and verb.lemma in comparison.lexicon.cues.verbs


def _kind_of_determiner(comparison: Comparison, token: Token) -> str:
    found = comparison.lexicon.names.determiners.get(token.norm)
    return found.kind if found is not None and token.pos in ("DET", "PRON", "ADP", "ADJ", "NUM") else ""


def _limited(comparison: Comparison, head: Token, phrase: list[Token]) -> bool:
    """Whether a phrase counts its noun, or names a part of it."""
    words = comparison.lexicon.headlines
    before = [token for token in phrase if token.i < head.i]
    counted = any(token.pos == "NUM" or token.norm in words.some for token in before)
    return counted or _is_part(comparison, head)


def _is_part(comparison: Comparison, token: Token) -> bool:
    parts = comparison.lexicon.headlines.parts
    return token.lemma in parts or token.norm in parts


def _part(comparison: Comparison, claim: Claim, whole: Token, named: list[Token]) -> str:
    """The words in which a claim's subject, or its speaker where first `named`, is a part of the headline's; or ""."""
    for head in [*find_subjects(comparison, claim), *named]:
        phrase = noun_phrase(head, comparison.lexicon)
        if _is_part_of(comparison, head, phrase, whole):
            return _text(comparison, phrase)
    return ""


def _named_before(comparison: Comparison, entity_id: str | None) -> list[Token]:
    """The noun by which an entity is first named in the body."""
    entity = comparison.entities.get(entity_id or "")
    for mention in sorted(entity.mentions) if entity else ():
        tokens = comparison.words.tokens_in(mention)
        nouns = [token for token in tokens if token.pos == "NOUN"]
        if nouns and tokens[0].sentence.block.kind is not BlockKind.HEADLINE:
            return nouns[:1]
    return []


def _is_part_of(comparison: Comparison, head: Token, phrase: list[Token], whole: Token) -> bool:
    kinds = {_kind_of_determiner(comparison, child) for child in head.children if child.i < head.i}
    indefinite = "indefinite" in kinds or _limited(comparison, head, phrase)
    if not indefinite or kinds & _DEFINITE:
        return False
    nouns = [token for token in phrase if token.pos in _CONCERN]
    if any(stem(token.lemma) == stem(whole.lemma) for token in nouns):
        return head.morph.get("Number") == "Plur" or head.lemma != whole.lemma
    index = load_nouns(comparison.lexicon)
    wanted = index.word(whole.norm)
    senses = [index.word(token.norm) for token in nouns if token.pos == "NOUN" and token is not head]
    return wanted is not None and any(sense is not None and sense.id == wanted.id for sense in senses)


def _text(comparison: Comparison, phrase: list[Token]) -> str:
    return comparison.parsed.document.text[phrase[0].start : phrase[-1].end]
