"""What a text speaks of before any source is resolved: its names with their roles, and the nouns that are subjects."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.attribute.names.evidence import Mention
from selon.attribute.names.find import Named, canonical_name, find_named
from selon.attribute.names.nouns import Sense, load_nouns
from selon.attribute.names.referents import Event, Referent
from selon.attribute.names.roles import Phrase, Role, find_roles, plain_norm, read_phrase, stem
from selon.attribute.parse import Parsed, Token
from selon.lang import Lexicon
from selon.lang.names import Gender
from selon.lang.spelling import fold
from selon.types import EntityKind, Span

_COUNTRY = Sense("country", EntityKind.PLACE, "", ())
_LONGEST = 15
"""Tokens of a noun phrase that are read after its head."""
_LOOSE = frozenset({"ADV", "PART", "ADP", "CCONJ", "PUNCT", "DET"})
"""What a name does not end with, where a clause was cut off behind it."""


class Spoken:
    """The mentions of a document's names, in text order, and what its noun phrases stand for.

    `quoted` tells for each token whether it stands in somebody's direct words.
    """

    def __init__(self, parsed: Parsed, lexicon: Lexicon, quoted: Sequence[int]) -> None:
        self.parsed, self.lexicon, self.quoted = parsed, lexicon, quoted
        self.nouns = load_nouns(lexicon)
        self.mentions: list[tuple[Mention, Referent]] = []
        self.events = sorted(self._events(), key=lambda event: event.token.i)
        self.mentions.sort(key=lambda entry: entry[0].tokens[0].i)

    def _events(self) -> Iterator[Event]:
        """Every mention of a name, and every subject that a known noun heads."""
        named_tokens: set[int] = set()
        for named in find_named(self.parsed, self.lexicon):
            referent = self._referent(named)
            for mention in named.mentions:
                self.mentions.append((mention, referent))
                found = find_roles(mention, self.parsed, self.lexicon)
                referent.roles += [role for role in found if role.sense.kind is referent.kind]
                named_tokens.update(token.i for token in mention.tokens)
                subject = any(self._is_subject(token) for token in (mention.tokens[0], mention.tokens[-1]))
                first = mention.tokens[0]
                yield Event(first, referent, subject, self.quoted[first.i] >= 0)
        yield from self._common_subjects(named_tokens)

    def _referent(self, named: Named) -> Referent:
        kind = named.kind
        referent = Referent(named.id, canonical_name(named), kind, named.gender, "s", named=True)
        traits = frozenset(stem(token) for mention in named.mentions for token in mention.tokens)
        heads = {token.norm: token for mention in named.mentions for token in mention.tokens}
        for word, token in heads.items():
            sense = self.nouns.word(word)
            if sense is not None and sense.kind is kind:
                referent.roles.append(Role(sense, traits - {stem(token)}, stem(token)))
        if kind is EntityKind.PLACE and any(m.known and len(m.known.id) == 2 for m in named.mentions):
            referent.roles.append(Role(_COUNTRY, traits, "pay"))
        if kind is not EntityKind.PERSON:
            referent.gender = self._gender_of_thing(named)
        elif not referent.gender and all(len(mention.words) == 1 for mention in named.mentions):
            given = self.lexicon.names.given
            word = fold(named.mentions[0].words[0])
            referent.gender = "m" if word in given.m - given.f else "f" if word in given.f - given.m else ""
        return referent

    def _gender_of_thing(self, named: Named) -> Gender:
        """The grammatical gender of a body's or place's name, from its first noun or the article before it."""
        if self.lexicon.code == "en":
            return ""
        for mention in named.mentions:
            first = mention.tokens[0]
            sense = self.nouns.word(first.norm)
            if sense is not None and sense.gender:
                return sense.gender
            before = self.parsed.tokens[first.i - 1] if first.i else first
            determiner = self.lexicon.names.determiners.get(plain_norm(before))
            if determiner is not None and determiner.gender in ("m", "f") and before is not first:
                return determiner.gender
        return ""

    def _is_subject(self, token: Token) -> bool:
        if token.dep in self.lexicon.grammar.subject:
            return True
        return token.dep in ("appos", "flat:name", "compound") and token.head.dep in self.lexicon.grammar.subject

    def _common_subjects(self, taken: set[int]) -> Iterator[Event]:
        for token in self.parsed.tokens:
            if token.dep in self.lexicon.grammar.subject and token.pos == "NOUN" and token.i not in taken:
                sense = self.nouns.word(token.norm) or self.nouns.word(token.lemma)
                if sense is None:
                    continue
                run = self._short_phrase(token)
                phrase = read_phrase(run, self.lexicon)
                if phrase is not None and not any(t.i in taken for t in run[:-1]):
                    yield Event(token, self.refer_to(phrase), True, self.quoted[token.i] >= 0)

    def _short_phrase(self, head: Token) -> list[Token]:
        """A noun with the words that hang on it directly, without clauses."""
        last = head.i
        for child in head.children:
            if child.i > last and child.dep in ("nmod", "amod", "prep", "compound"):
                last = max(token.i for token in child.subtree())
        first = min((child.i for child in head.children if child.i < head.i and child.dep != "punct"), default=head.i)
        return self.parsed.tokens[first : min(last, first + _LONGEST) + 1]

    def refer_to(self, phrase: Phrase) -> Referent:
        """A new referent for a noun phrase."""
        sense = phrase.sense
        kind = sense.kind if sense else EntityKind.UNKNOWN
        if phrase.number == "p" and kind in (EntityKind.PERSON, EntityKind.UNKNOWN):
            kind = EntityKind.GROUP
        roles = [Role(sense, phrase.traits, phrase.word)] if sense else []
        name = self.name_of(phrase)
        referent = Referent("", name, kind, phrase.gender, phrase.number, roles)
        referent.owned = phrase.determiner is not None and phrase.determiner.kind == "possessive"
        referent.spans.append(Span(phrase.tokens[0].start, phrase.tokens[-1].end))
        return referent

    def name_of(self, phrase: Phrase) -> str:
        """The phrase as written, without its article and without the clauses that hang on it."""
        tokens, names = list(phrase.tokens), self.lexicon.names
        determiner = names.determiners.get(plain_norm(tokens[0]))
        if determiner is not None and len(tokens) > 1 and tokens[0].i != phrase.head.i:
            counts = tokens[0].pos == "NUM" or plain_norm(tokens[1]) in names.complements
            tokens = tokens if counts or determiner.kind == "possessive" else tokens[1:]
        for place, token in enumerate(tokens):
            if token.i > phrase.head.i and self._opens_clause(token):
                tokens = tokens[:place]
                while len(tokens) > 1 and tokens[-1].pos in _LOOSE:  # "lettre non" of "lettre non vérifiée"
                    tokens.pop()
                break
        return " ".join(self.parsed.document.text[tokens[0].start : tokens[-1].end].split()).strip(" ,")

    def _opens_clause(self, token: Token) -> bool:
        relative = plain_norm(token) in self.lexicon.grammar.relative_pronouns
        return relative or token.pos == "VERB" or token.norm == ","
