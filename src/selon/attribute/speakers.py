"""Who the source of each attribution is.

A source is a name, a noun phrase or a pronoun. A name that stands in it, and
not as a complement, is the speaker; a noun is matched with what the text has
tied it to; a pronoun with the most salient speaker or subject that agrees with
it. Where the text does not tell, the answer is None.

What counts as a source's span follows PARC3 (Pareti, "PARC 3.0: A corpus of
attribution relations", 2016); how antecedents are weighed stands in
`referents`.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterator
from dataclasses import dataclass, replace

from selon.attribute.gazetteer import load_gazetteer
from selon.attribute.mentions import Mention
from selon.attribute.names import Named, find_named
from selon.attribute.nouns import Sense, load_nouns
from selon.attribute.parse import Parsed, Token
from selon.attribute.referents import Discourse, Event, Referent
from selon.attribute.roles import Phrase, Role, find_roles, is_complement, plain_norm, read_phrase, stem
from selon.attribute.spelling import fold
from selon.lang import Lexicon
from selon.lang.names import Gender, Pronoun
from selon.types import Attribution, BlockKind, Entity, EntityKind, Kind, Span

_PEOPLE = frozenset({EntityKind.PERSON, EntityKind.GROUP, EntityKind.UNKNOWN})
_THINGS = frozenset({EntityKind.BODY, EntityKind.PLACE, EntityKind.WORK, EntityKind.UNKNOWN})
_COUNTRY = Sense("country", EntityKind.PLACE, "", ())
_SOMEBODY = Sense("person", EntityKind.PERSON, "", ())
_COMPANY = frozenset({"company", "bank", "organisation", "party", "union", "agency", "medium", "commission", "team"})
_CAPTION = 8
"""Tokens up to which a paragraph without a verb between two quotations is taken for a caption."""


@dataclass(frozen=True, slots=True)
class Speakers:
    """The entities of a document with those that its sources add, and each attribution's speaker by entity id.

    `speakers` stands in the order of the attributions; None where the text
    does not tell who speaks.
    """

    entities: tuple[Entity, ...]
    speakers: tuple[str | None, ...]


def resolve_speakers(
    parsed: Parsed, lexicon: Lexicon, entities: tuple[Entity, ...], attributions: tuple[Attribution, ...]
) -> Speakers:
    """Who stands behind each attribution, as entity ids, and the entities extended by groups, roles and works.

    `entities` are those of `find_entities` for the same document. An
    attribution without a source gets a speaker only where a quotation carries
    on the one before it, with nothing but captions between.
    """
    resolver = _Resolver(parsed, lexicon, entities, attributions)
    for place in resolver.order:
        resolver.resolve(place)
    return Speakers(resolver.entities(), tuple(resolver.ids))


class _Resolver:
    """The state of one document's resolution, in text order."""

    def __init__(
        self, parsed: Parsed, lexicon: Lexicon, entities: tuple[Entity, ...], attributions: tuple[Attribution, ...]
    ) -> None:
        self.parsed, self.lexicon, self.given, self.attributions = parsed, lexicon, entities, attributions
        self.starts = [token.start for token in parsed.tokens]
        self.quoted = self._quoted()
        self.ids: list[str | None] = [None] * len(attributions)
        self.speakers: list[Referent | None] = [None] * len(attributions)
        self.order = sorted(range(len(attributions)), key=self._place_of)
        self.added: list[Referent] = []
        self.discourse = Discourse()
        self.mentions: list[tuple[Mention, Referent]] = []
        self.referents: dict[str, Referent] = {}
        self.pending = sorted(self._events(), key=lambda event: event.token.i)
        self.next_event = 0

    # ------------------------------------------------------------ what the text speaks of

    def _place_of(self, place: int) -> tuple[int, int]:
        attribution = self.attributions[place]
        depth, parent = 0, attribution.parent
        while parent is not None and depth < 9:
            depth, parent = depth + 1, self.attributions[parent].parent
        outer = attribution
        for _ in range(depth):
            outer = self.attributions[outer.parent or 0]
        spans = (outer.source or outer.cue or outer.content)[:1]
        own = (attribution.source or attribution.cue or attribution.content)[:1]
        return (spans[0].start if spans else 0), depth * 10_000_000 + (own[0].start if own else 0)

    def _quoted(self) -> bytearray:
        """For each token whether it stands in somebody's direct words."""
        flags = bytearray(len(self.parsed.tokens))
        for attribution in self.attributions:
            if attribution.kind is Kind.DIRECT:
                for span in attribution.content:
                    for i in range(*self._range(span)):
                        flags[i] = 1
        return flags

    def _range(self, span: Span) -> tuple[int, int]:
        return bisect.bisect_left(self.starts, span.start), bisect.bisect_left(self.starts, span.end)

    def tokens_of(self, spans: tuple[Span, ...]) -> list[Token]:
        """The tokens that begin in the spans."""
        return [token for span in spans for token in self.parsed.tokens[slice(*self._range(span))]]

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
                yield Event(first, referent, subject, bool(self.quoted[first.i]))
        self.mentions.sort(key=lambda entry: entry[0].tokens[0].i)
        self.mention_starts = [mention.tokens[0].i for mention, _ in self.mentions]
        yield from self._common_subjects(named_tokens)

    def _referent(self, named: Named) -> Referent:
        entity = next((e for e in self.given if e.id == named.id), None)
        kind = entity.kind if entity else named.kind
        referent = Referent(named.id, entity.name if entity else "", kind, named.gender, "s", named=True)
        nouns = load_nouns(self.lexicon)
        traits = frozenset(stem(token) for mention in named.mentions for token in mention.tokens)
        heads = {token.norm: token for mention in named.mentions for token in mention.tokens}
        for word, token in heads.items():
            sense = nouns.word(word)
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
        self.referents[named.id] = referent
        return referent

    def _gender_of_thing(self, named: Named) -> Gender:
        """The grammatical gender of a body's or place's name, from its first noun or the article before it."""
        if self.lexicon.code == "en":
            return ""
        for mention in named.mentions:
            first = mention.tokens[0]
            sense = load_nouns(self.lexicon).word(first.norm)
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
        nouns = load_nouns(self.lexicon)
        for token in self.parsed.tokens:
            if token.dep in self.lexicon.grammar.subject and token.pos == "NOUN" and token.i not in taken:
                sense = nouns.word(token.norm) or nouns.word(token.lemma)
                if sense is None:
                    continue
                run = self._short_phrase(token)
                phrase = read_phrase(run, self.lexicon)
                if phrase is not None and not any(t.i in taken for t in run[:-1]):
                    yield Event(token, self._from_phrase(phrase), True, bool(self.quoted[token.i]))

    def _short_phrase(self, head: Token) -> list[Token]:
        """A noun with the words that hang on it directly, without clauses."""
        last = head.i
        for child in head.children:
            if child.i > last and child.dep in ("nmod", "amod", "prep", "compound"):
                last = max(token.i for token in child.subtree())
        first = min((child.i for child in head.children if child.i < head.i and child.dep != "punct"), default=head.i)
        return self.parsed.tokens[first : min(last, first + 15) + 1]

    def _from_phrase(self, phrase: Phrase) -> Referent:
        sense = phrase.sense
        kind = sense.kind if sense else EntityKind.UNKNOWN
        if kind is EntityKind.PERSON and phrase.number == "p":
            kind = EntityKind.GROUP
        elif sense is None and phrase.number == "p":
            kind = EntityKind.GROUP
        roles = [Role(sense, phrase.traits, phrase.word)] if sense else []
        name = self._name_of(phrase)
        referent = Referent("", name, kind, phrase.gender, phrase.number, roles)
        referent.spans.append(Span(phrase.tokens[0].start, phrase.tokens[-1].end))
        return referent

    def _name_of(self, phrase: Phrase) -> str:
        """The phrase as written, without article and final comma."""
        tokens = list(phrase.tokens)
        determiner = self.lexicon.names.determiners.get(plain_norm(tokens[0]))
        if determiner is not None and len(tokens) > 1 and tokens[0].i != phrase.head.i and not tokens[0].norm.isdigit():
            numeral = tokens[0].pos == "NUM"
            tokens = tokens if numeral or determiner.kind == "possessive" else tokens[1:]
        return " ".join(self.parsed.document.text[tokens[0].start : tokens[-1].end].split()).strip(" ,")

    def _advance(self, at: Token) -> None:
        while self.next_event < len(self.pending) and self.pending[self.next_event].token.i < at.i:
            self.discourse.note(self.pending[self.next_event])
            self.next_event += 1

    # ------------------------------------------------------------ one attribution

    def resolve(self, place: int) -> None:
        """Find one attribution's speaker and enter him as spoken of."""
        attribution = self.attributions[place]
        tokens = self.tokens_of(attribution.source)
        if not tokens:
            referent = self._carried_on(place)
        else:
            self._advance(tokens[0])
            referent = self._speaker(tokens, place)
        if referent is None:
            return
        self.speakers[place] = referent
        self.ids[place] = self._id_of(referent)
        if tokens:
            nested = attribution.parent is not None
            self.discourse.note(Event(tokens[0], referent, True, bool(self.quoted[tokens[0].i]), not nested))

    def _id_of(self, referent: Referent) -> str:
        if not referent.id:
            referent.id = f"e{len(self.given) + len(self.added) + 1}"
            self.added.append(referent)
        return referent.id

    def _speaker(self, tokens: list[Token], place: int) -> Referent | None:
        pronoun = self._pronoun(tokens)
        if pronoun is not None:
            if pronoun.kind == "impersonal":
                rest = [token for token in tokens[1:] if token.pos != "PUNCT"]
                return self._noun_or_name(rest, place) if rest else None
            return self._antecedent(pronoun, tokens[0], place)
        return self._noun_or_name(tokens, place)

    def _pronoun(self, tokens: list[Token]) -> Pronoun | None:
        """The pronoun that a source is, or begins with where it takes no noun: "il", "ce dernier", "on ... à l'Elysée"."""
        words = [plain_norm(token).lstrip("-") for token in tokens]
        pronouns = self.lexicon.names.pronouns
        for text in (" ".join(words[:2]), "".join(words[:2])):
            if len(words) == 2 and text in pronouns:
                return pronouns[text]
        found = pronouns.get(words[0])
        if found is None or (len(words) > 1 and found.kind != "impersonal" and not _split_off(tokens)):
            return None
        if found.kind == "impersonal" and len(words) > 1 and tokens[1].i == tokens[0].i + 1:
            return None
        return found

    def _noun_or_name(self, tokens: list[Token], place: int) -> Referent | None:
        inside = self._mentions_in(tokens)
        heads = [(m, r) for m, r in inside if not is_complement(m, tokens, self.lexicon)]
        if len({id(r) for _, r in heads}) > 1 and self._coordinated(tokens, heads):
            return self._joint(tokens)
        open_heads = [(m, r) for m, r in heads if not self._in_brackets(m)]
        heads = open_heads or heads
        people = [r for _, r in heads if r.kind is EntityKind.PERSON]
        first = heads[0][1] if heads else None
        if people or first is not None:
            chosen = people[0] if people else first
            if chosen is not None:
                self._learn(tokens, chosen)
            return chosen
        phrase = read_phrase(tokens, self.lexicon)
        if phrase is None:
            return None
        return self._described(phrase, place) or self._from_phrase(phrase)

    def _in_brackets(self, mention: Mention) -> bool:
        first = mention.tokens[0].i
        return first > 0 and self.parsed.tokens[first - 1].norm == "("

    def _learn(self, tokens: list[Token], referent: Referent) -> None:
        """Note the role that a source gives a name: "le chef de la police, Paul Morel"."""
        phrase = read_phrase(tokens, self.lexicon)
        if phrase is not None and phrase.sense is not None:
            names = {fold(w) for m, r in self._mentions_in(tokens) if r is referent for w in m.words}
            referent.roles.append(Role(phrase.sense, frozenset(phrase.traits - names), phrase.word))
            if referent.kind is EntityKind.PERSON and not referent.gender and phrase.number == "s":
                referent.gender = phrase.gender

    def _mentions_in(self, tokens: list[Token]) -> list[tuple[Mention, Referent]]:
        low = bisect.bisect_left(self.mention_starts, tokens[0].i)
        high = bisect.bisect_right(self.mention_starts, tokens[-1].i)
        wanted = {token.i for token in tokens}
        return [entry for entry in self.mentions[low:high] if entry[0].tokens[0].i in wanted]

    def _coordinated(self, tokens: list[Token], heads: list[tuple[Mention, Referent]]) -> bool:
        first, last = heads[0][0].tokens[-1].i, heads[-1][0].tokens[0].i
        joiners = self.lexicon.names.coordinators
        between = [token for token in tokens if first < token.i < last]
        return any(token.norm in joiners for token in between) and len(between) < 12

    def _joint(self, tokens: list[Token]) -> Referent:
        """Several sources speaking together: one group, named as written."""
        text = self.parsed.document.text[tokens[0].start : tokens[-1].end]
        name = " ".join(text.split())
        found = next((r for r in self.added if r.name == name), None)
        return found or Referent("", name, EntityKind.GROUP, "", "p", [], [Span(tokens[0].start, tokens[-1].end)])

    # ------------------------------------------------------------ nouns

    def _described(self, phrase: Phrase, place: int) -> Referent | None:
        """What a definite noun phrase takes up again, if the text tells."""
        del place
        if phrase.determiner is not None and phrase.determiner.kind in ("indefinite", "possessive"):
            return None
        referent = self._same_noun(phrase) or (self._renamed(phrase) if phrase.definite else None)
        if referent is not None and not referent.named:
            referent.spans.append(Span(phrase.tokens[0].start, phrase.tokens[-1].end))
        return referent

    def _same_noun(self, phrase: Phrase) -> Referent | None:
        if phrase.sense is None:
            return self._same_words(phrase)

        def fits(referent: Referent) -> float | None:
            if referent.conflicts(phrase) or not referent.is_a(phrase):
                return None
            shared = max((len(phrase.traits & role.traits) for role in referent.roles), default=0)
            return 40.0 * min(shared, 2) + (5 if referent.id else 0)

        return self.discourse.best(phrase.tokens[0], fits)

    def _same_words(self, phrase: Phrase) -> Referent | None:
        name = fold(self._name_of(phrase))
        return next((r for r in self.added if fold(r.name) == name), None)

    def _renamed(self, phrase: Phrase) -> Referent | None:
        """Whom a new description fits: news calls the last subject by his office without saying so.

        "Paul Morel a présenté... Le président de la République a saisi...":
        the last subject or speaker, if nothing else is said of him.
        """
        sense = phrase.sense
        if sense is None and fold(phrase.head.norm) in load_gazetteer(self.lexicon.code).peoples:
            sense = _SOMEBODY
        if sense is None or phrase.number == "p":
            return None
        wanted = EntityKind.PLACE if sense.id == "country" else sense.kind

        def fits(referent: Referent) -> float | None:
            if not referent.named or referent.kind is not wanted or referent.conflicts(phrase):
                return None
            if wanted is EntityKind.BODY and (sense.id not in _COMPANY or phrase.traits & _described_by(referent)):
                return None
            other = [role for role in referent.roles if role.sense.kind is sense.kind]
            return 0.0 if sense is _SOMEBODY else None if any(not _related(role.sense, sense) for role in other) else 0.0

        found = self.discourse.best(phrase.tokens[0], fits)
        if found is None or wanted is EntityKind.PLACE:
            return found
        limit = phrase.tokens[0].sentence.i - 2
        recent = [e for e in self.discourse.before(phrase.tokens[0]) if e.referent is found]
        return found if any(e.token.sentence.i >= limit and (e.subject or e.speaker) for e in recent) else None

    # ------------------------------------------------------------ pronouns

    def _antecedent(self, pronoun: Pronoun, at: Token, place: int) -> Referent | None:
        if pronoun.person != 3:
            return self._enclosing_speaker(place, at) if pronoun.person == 1 else None
        parent = self._parent_speaker(place)
        quoted = bool(self.quoted[at.i])
        latest = next((e.referent for e in self.discourse.before(at) if self._fits(pronoun, e.referent) is not None), None)
        if pronoun.kind == "latter":
            return latest

        def fits(referent: Referent) -> float | None:
            extra = self._fits(pronoun, referent)
            if extra is None or (referent is parent and quoted):
                return None
            return extra + (25 if referent is parent else 0) + (8 if referent.named else 0)

        found = self.discourse.best(at, fits)
        if found is not None and found.kind is EntityKind.PERSON and not found.gender and pronoun.gender in ("m", "f"):
            if pronoun.kind == "personal":
                found.gender = pronoun.gender
        return found

    def _fits(self, pronoun: Pronoun, referent: Referent) -> float | None:
        """What speaks for a referent of a pronoun, or None where they do not agree."""
        if pronoun.number and referent.number and pronoun.number != referent.number:
            if not (pronoun.number == "p" and referent.kind is EntityKind.BODY and self.lexicon.code == "en"):
                return None
        human = referent.kind in _PEOPLE
        if self.lexicon.code == "en":
            if pronoun.gender in ("m", "f") and not human:
                return None
            if pronoun.gender == "n" and referent.kind not in _THINGS:
                return None
        if pronoun.gender in ("m", "f") and referent.gender and pronoun.gender != referent.gender:
            return None
        if pronoun.kind == "possessive" and self.lexicon.code == "fr":
            return 0.0
        if pronoun.gender == "n":
            return 0.0
        return 5.0 if referent.kind is EntityKind.UNKNOWN else 25.0 if human else 0.0

    def _parent_speaker(self, place: int) -> Referent | None:
        parent = self.attributions[place].parent
        return self.speakers[parent] if parent is not None else None

    def _enclosing_speaker(self, place: int, at: Token) -> Referent | None:
        """Whose "I" or "we" it is: the speaker of the quotation around it."""
        found = self._parent_speaker(place)
        if found is not None:
            return found
        for other, attribution in enumerate(self.attributions):
            if other != place and any(span.start <= at.start < span.end for span in attribution.content):
                return self.speakers[other]
        return None

    # ------------------------------------------------------------ quotations that carry on

    def _carried_on(self, place: int) -> Referent | None:
        """The speaker of the quotation just before, where nothing but captions lies between."""
        attribution = self.attributions[place]
        if attribution.kind is not Kind.DIRECT or attribution.cue or not attribution.content:
            return None
        start = attribution.content[0].start
        best: tuple[int, Referent] | None = None
        for other, speaker in zip(self.attributions, self.speakers, strict=True):
            if speaker is None or other.kind not in (Kind.DIRECT, Kind.MIXED) or other is attribution:
                continue
            ends = [s.end for s in (*other.content, *other.source, *other.cue) if s.end <= start]
            if ends and (best is None or max(ends) > best[0]):
                best = (max(ends), speaker)
        return best[1] if best and self._only_captions(best[0], start) else None

    def _only_captions(self, start: int, end: int) -> bool:
        tokens = self.parsed.tokens[slice(*self._range(Span(start, end)))]
        words = [token for token in tokens if token.pos != "PUNCT"]
        by_sentence: dict[int, list[Token]] = {}
        for token in words:
            by_sentence.setdefault(token.sentence.i, []).append(token)
        return all(self._is_caption(found) for found in by_sentence.values())

    def _is_caption(self, words: list[Token]) -> bool:
        if words[0].sentence.block.kind is BlockKind.CAPTION:
            return True
        return len(words) <= _CAPTION and not any(token.pos in ("VERB", "AUX") for token in words)

    def entities(self) -> tuple[Entity, ...]:
        """The given entities and those added, each with all its spans."""
        added = [
            Entity(r.id, r.name, r.kind, tuple(sorted(set(r.spans)))) for r in self.added
        ]  # fmt: skip
        return (*(replace(entity) for entity in self.given), *added)


def _split_off(tokens: list[Token]) -> bool:
    """Whether a source's tokens are not side by side, so that its first word stands by itself."""
    return tokens[1].i > tokens[0].i + 1


def _described_by(referent: Referent) -> frozenset[str]:
    del referent
    return frozenset()


def _related(one: Sense, other: Sense) -> bool:
    return bool(one.reach & other.reach)
