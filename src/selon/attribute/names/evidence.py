"""What kind of thing a name names: the evidence of the words in it and around it.

The parser's own entities are one witness among several: its types are unsure,
and headlines in capitals mislead it (McDonald, "Internal and external evidence
in the identification and semantic categorization of proper names", 1996).
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass, field

from selon.attribute.names.gazetteer import Gazetteer, Known, load_gazetteer
from selon.attribute.names.nouns import NounIndex, load_nouns
from selon.attribute.names.words import Word
from selon.attribute.parse import Token
from selon.lang import Lexicon
from selon.lang.names import Gender, NameWords
from selon.lang.spelling import fold
from selon.types import EntityKind, Span

KIND_OF_NER = {
    "PER": EntityKind.PERSON, "PERSON": EntityKind.PERSON, "LOC": EntityKind.PLACE, "GPE": EntityKind.PLACE,
    "FAC": EntityKind.PLACE, "ORG": EntityKind.BODY,
}  # fmt: skip


@dataclass(slots=True)
class Mention:
    """A name as it stands in the text; `span` takes in a civil title, `words` do not."""

    span: Span
    words: tuple[str, ...]
    tokens: tuple[Token, ...]
    title: str = ""
    gender: Gender = ""
    known: Known | None = None
    votes: Counter[EntityKind] = field(default_factory=Counter)
    parser_votes: Counter[EntityKind] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The name as written, without title."""
        return " ".join(self.words).replace("' ", "'").replace("’ ", "’")

    @property
    def kind(self) -> EntityKind:
        """The kind most votes speak for; unknown without any."""
        return decide(self.votes, self.parser_votes)


def decide(votes: Counter[EntityKind], parser_votes: Counter[EntityKind]) -> EntityKind:
    """The kind that evidence speaks for, in which all the parser's votes count as two for what most of them say."""
    total = Counter(votes)
    if parser_votes:
        total[max(parser_votes, key=lambda kind: (parser_votes[kind], kind.value))] += 2
    ranked = sorted((-count, kind.value, kind) for kind, count in total.items() if count > 0)
    return ranked[0][2] if ranked else EntityKind.UNKNOWN


class Evidence:
    """What one language's words tell of the capitalised words of a text."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon
        self.names: NameWords = lexicon.names
        self.nouns: NounIndex = load_nouns(lexicon)
        self.gazetteer: Gazetteer = load_gazetteer(lexicon.code)
        self.portfolios = _folded(self.names.portfolios)

    def is_body_word(self, word: str) -> bool:
        """Whether a word is a noun for a body: ministère, bank."""
        sense = self.nouns.word(word)
        return sense is not None and sense.kind is EntityKind.BODY

    def is_role(self, word: str) -> bool:
        """Whether a word is a noun for a person: ministre, spokesman."""
        sense = self.nouns.word(word)
        return sense is not None and sense.kind is EntityKind.PERSON and len(word) > 2

    def is_given(self, word: str) -> bool:
        """Whether a folded word is a known given name, or begins with one and a hyphen."""
        return bool(self._genders(word))

    def _genders(self, given: str) -> str:
        """The gender a given name tells, "mf" where it is both, empty for no given name known."""
        part = given.split("-", maxsplit=1)[0]
        return "m" * (part in self.names.given.m) + "f" * (part in self.names.given.f)

    def gender(self, given: str) -> Gender:
        """The gender a given name tells; empty where it tells none."""
        found = self._genders(given)
        return "m" if found == "m" else "f" if found == "f" else ""

    def given_at(self, words: list[Word], at: int) -> bool:
        """Whether a given name stands at `words[at]`."""
        return self.is_given(fold(words[at].text))

    def is_common(self, word: Word) -> bool:
        """Whether a capitalised word names nobody in particular: a people, a month."""
        folded = fold(word.text)
        return folded in self.names.not_names or folded in self.gazetteer.peoples

    def opens(self, word: Word) -> bool:
        """Whether the capital may be owed to the place: first in the sentence, or after a mark or a colon."""
        tokens = word.first.sentence.tokens
        place = word.first.i - tokens[0].i
        return (
            place == 0
            or tokens[place - 1].norm in ('"', ":", "-", "(", "'", "[", "...", "…")
            or (place == 1 and tokens[0].pos == "PUNCT")
        )

    def vote(self, mention: Mention, words: list[Word], start: int, end: int) -> None:
        """Evidence of the kind, from within the name and from around it."""
        votes = mention.votes
        first, last = mention.tokens[0], mention.tokens[-1]
        for ner in {token.ner for token in mention.tokens} & KIND_OF_NER.keys():
            mention.parser_votes[KIND_OF_NER[ner]] += 1
        self._vote_inside(mention)
        if mention.title:
            votes[EntityKind.PERSON] += 5
        before = words[start - 1] if start else None
        if before is not None:
            kind = self._kind_before(words, start)
            if kind is EntityKind.PERSON and mention.words[0].isupper() and len(mention.words[0]) < 7:
                votes[EntityKind.BODY] += 5  # le député PS, le sénateur UMP
            elif kind is not None:
                votes[kind] += 5
            if fold(before.text) in self.names.locatives:
                votes[EntityKind.PLACE] += 1
            determiner = self.names.determiners.get(fold(before.text))
            if determiner is not None and determiner.kind == "definite":
                votes[EntityKind.BODY] += 1
                votes[EntityKind.PERSON] -= 1
        if end < len(words) and words[end].first.norm == ",":
            votes[EntityKind.PERSON] += 2 * self._role_follows(words, end + 1)
        verb = (
            last.head
            if last.dep in self.lexicon.grammar.subject
            else first.head
            if first.dep in self.lexicon.grammar.subject
            else None
        )
        if verb is not None and verb.lemma in self.lexicon.cues.verbs:
            votes[EntityKind.PERSON] += 2
            votes[EntityKind.BODY] += 1

    def _kind_before(self, words: list[Word], start: int) -> EntityKind | None:
        """What the noun says that the name stands beside: "le ministre colombien de la Défense Juan Santos"."""
        if fold(words[start - 1].text) in self.names.complements | self.names.determiners.keys():
            return None
        found = None
        if not self._qualifies(words, start - 1):
            return None
        for word in reversed(words[max(0, start - 8) : start]):
            folded = fold(word.text)
            sense = self.nouns.word(folded)
            if word.first.lemma in self.lexicon.cues.verbs:
                break
            if sense is not None and (sense.kind is not EntityKind.PLACE or not word.capital):
                found = sense.kind
            elif sense is None and word.first.pos not in ("NOUN", "ADJ", "PROPN") and folded not in self.names.linkers:
                break
        return None if found is EntityKind.WORK else found

    def _qualifies(self, words: list[Word], at: int) -> bool:
        """Whether the word before a name belongs to a noun phrase with it, and is not a verb that the tagger missed."""
        folded = fold(words[at].text)
        if self.nouns.word(folded) or folded in self.gazetteer.peoples or folded in self.portfolios:
            return True
        return at > 0 and (words[at].first.pos == "ADJ" or fold(words[at - 1].text) in self.names.linkers)

    def _vote_inside(self, mention: Mention) -> None:
        votes, words = mention.votes, mention.words
        folded = [fold(word) for word in words]
        rest = folded[self.is_given(folded[0]) :]
        if any(self.is_body_word(word) for word in rest) or folded[-1] in self.names.suffixes:
            votes[EntityKind.BODY] += 5
        elif any((sense := self.nouns.word(word)) and sense.kind is EntityKind.PLACE for word in folded):
            votes[EntityKind.PLACE] += 3
        elif len(words) > 1 and self.is_given(folded[0]):
            votes[EntityKind.PERSON] += 3
            mention.gender = mention.gender or self.gender(folded[0])
        elif 1 < len(words) < 5 or self.is_given(folded[0]):
            votes[EntityKind.PERSON] += 1
        elif words[0].isupper() and 1 < len(words[0].replace(".", "")) < 7:
            votes[EntityKind.BODY] += 2

    def _role_follows(self, words: list[Word], at: int) -> bool:
        for word in words[at : at + 4]:
            if self.is_role(word.text):
                return True
            if word.first.pos not in ("DET", "ADJ", "ADP", "NOUN"):
                return False
        return False


@functools.cache
def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)
