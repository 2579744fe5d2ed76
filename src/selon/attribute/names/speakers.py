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
from dataclasses import dataclass

from selon.attribute.names.evidence import Mention
from selon.attribute.names.gazetteer import load_gazetteer
from selon.attribute.names.issuers import issuer_of, taken_up
from selon.attribute.names.nouns import Sense
from selon.attribute.names.referents import Discourse, Event, Referent
from selon.attribute.names.roles import Phrase, Role, is_complement, plain_norm, read_phrase
from selon.attribute.names.spoken import Spoken
from selon.attribute.parse import Parsed, Token
from selon.lang import Lexicon
from selon.lang.names import Pronoun
from selon.lang.spelling import fold
from selon.types import Attribution, BlockKind, Entity, EntityKind, Kind, Span

_PEOPLE = frozenset({EntityKind.PERSON, EntityKind.GROUP, EntityKind.UNKNOWN})
_THINGS = frozenset({EntityKind.BODY, EntityKind.PLACE, EntityKind.WORK, EntityKind.UNKNOWN})
_SOMEBODY = Sense("person", EntityKind.PERSON, "", ())
_COMPANY = frozenset({"company", "bank", "organisation", "party", "union", "agency", "medium", "commission", "team"})
_PARENT, _NAMED, _OWNED = 25, 8, 30
"""What speaks for a pronoun's antecedent: the enclosing source, a name; and against it: a possessive."""

_BARE = 20
"""What speaks for a noun without attributes for one without: "the council" is not "the parish council"."""
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
        self.spoken = Spoken(parsed, lexicon, self.quoted)
        self.mention_starts = [mention.tokens[0].i for mention, _ in self.spoken.mentions]
        self.ids: list[str | None] = [None] * len(attributions)
        self.speakers: list[Referent | None] = [None] * len(attributions)
        self.order = sorted(range(len(attributions)), key=self._place_of)
        self.added: list[Referent] = []
        self.by_name: dict[str, Referent] = {}
        self.by_place: dict[tuple[int, int], Referent] = {}
        self.said: list[tuple[int, int]] = []
        self.discourse = Discourse()
        self.next_event = 0

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

    def _quoted(self) -> list[int]:
        """For each token the place of the attribution in whose direct words it stands, innermost, or -1."""
        places = [-1] * len(self.parsed.tokens)
        direct = [place for place, a in enumerate(self.attributions) if a.kind is Kind.DIRECT]
        for place in sorted(direct, key=lambda place: self.attributions[place].parent is not None):
            for span in self.attributions[place].content:
                low, high = self._range(span)
                places[low:high] = [place] * (high - low)
        return places

    def _range(self, span: Span) -> tuple[int, int]:
        return bisect.bisect_left(self.starts, span.start), bisect.bisect_left(self.starts, span.end)

    def tokens_of(self, spans: tuple[Span, ...]) -> list[Token]:
        """The tokens that begin in the spans."""
        return [token for span in spans for token in self.parsed.tokens[slice(*self._range(span))]]

    def _advance(self, at: Token) -> None:
        events = self.spoken.events
        while self.next_event < len(events) and events[self.next_event].token.i < at.i:
            self.discourse.note(events[self.next_event])
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
            words = (tokens[0].i, tokens[-1].i)
            referent = self.by_place.get(words) or self._speaker(tokens, place)
            if referent is not None:
                self.by_place[words] = referent
        if referent is None:
            return
        self.speakers[place] = referent
        self.ids[place] = self._id_of(referent)
        if attribution.kind in (Kind.DIRECT, Kind.MIXED):
            for span in (*attribution.content, *attribution.source, *attribution.cue):
                bisect.insort(self.said, (span.end, place))
        if tokens:
            outer = attribution.parent is None
            self.discourse.note(Event(tokens[0], referent, True, self.quoted[tokens[0].i] >= 0, outer))

    def _id_of(self, referent: Referent) -> str:
        if not referent.id:
            referent.id = f"e{len(self.given) + len(self.added) + 1}"
            self.added.append(referent)
            self.by_name.setdefault(fold(referent.name), referent)
        return referent.id

    def _speaker(self, tokens: list[Token], place: int) -> Referent | None:
        pronoun = self._pronoun(tokens)
        if pronoun is not None:
            if pronoun.kind == "impersonal":
                rest = [token for token in tokens[1:] if token.pos != "PUNCT"]
                return self._noun_or_name(rest) if rest else None
            return self._antecedent(pronoun, tokens[0], place)
        again = taken_up(tokens, self.lexicon, self.discourse)
        return again or self._noun_or_name(issuer_of(tokens, self.lexicon) or tokens)

    def _pronoun(self, tokens: list[Token]) -> Pronoun | None:
        """The pronoun that a source is, or begins with where it takes no noun: "il", "on ... à l'Elysée"."""
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

    def _noun_or_name(self, tokens: list[Token]) -> Referent | None:
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
        return self._described(phrase) or self.spoken.refer_to(phrase)

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
        return [entry for entry in self.spoken.mentions[low:high] if entry[0].tokens[0].i in wanted]

    def _coordinated(self, tokens: list[Token], heads: list[tuple[Mention, Referent]]) -> bool:
        first, last = heads[0][0].tokens[-1].i, heads[-1][0].tokens[0].i
        joiners = self.lexicon.names.coordinators
        between = [token for token in tokens if first < token.i < last]
        return any(token.norm in joiners for token in between) and len(between) < 12

    def _joint(self, tokens: list[Token]) -> Referent:
        """Several sources speaking together: one group, named as written."""
        text = self.parsed.document.text[tokens[0].start : tokens[-1].end]
        name = " ".join(text.split())
        found = self.by_name.get(fold(name))
        return found or Referent("", name, EntityKind.GROUP, "", "p", [], [Span(tokens[0].start, tokens[-1].end)])

    # ------------------------------------------------------------ nouns

    def _described(self, phrase: Phrase) -> Referent | None:
        """What a definite noun phrase takes up again, if the text tells."""
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
            """How well the noun fits what is spoken of, None where it cannot mean it."""
            if referent.conflicts(phrase) or not referent.is_a(phrase):
                return None
            shared = max((len(phrase.traits & role.traits) for role in referent.roles), default=0)
            bare = not phrase.traits and any(not role.traits for role in referent.roles)
            bare = bare and referent.kind is EntityKind.BODY
            return 40.0 * min(shared, 2) + _BARE * bare + (5 if referent.id else 0)

        return self.discourse.best(phrase.tokens[0], fits) or self._only(phrase)

    def _only(self, phrase: Phrase) -> Referent | None:
        """The one speaker a definite noun can mean, however long ago: "the union", where there is no second union."""
        fitting = [r for r in self.added if not r.named and not r.conflicts(phrase) and r.is_a(phrase)]
        return fitting[0] if phrase.definite and not phrase.traits and len(fitting) == 1 else None

    def _same_words(self, phrase: Phrase) -> Referent | None:
        return self.by_name.get(fold(self.spoken.name_of(phrase)))

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
            """Whether the description can be the other's, None where it cannot."""
            if not referent.named or referent.kind is not wanted or referent.conflicts(phrase):
                return None
            if wanted is EntityKind.BODY and sense.id not in _COMPANY:
                return None
            other = [role for role in referent.roles if role.sense.kind is sense.kind]
            ruled_out = sense is not _SOMEBODY and any(_is_other_office(role, phrase, sense) for role in other)
            return None if ruled_out else 0.0

        found = self.discourse.best(phrase.tokens[0], fits)
        if found is None or wanted is EntityKind.PLACE:
            return found
        limit = phrase.tokens[0].sentence.i - 3
        recent = [e for e in self.discourse.before(phrase.tokens[0]) if e.referent is found]
        return found if any(e.token.sentence.i >= limit and (e.subject or e.speaker) for e in recent) else None

    # ------------------------------------------------------------ pronouns

    def _antecedent(self, pronoun: Pronoun, at: Token, place: int) -> Referent | None:
        if pronoun.person != 3:
            return self._enclosing_speaker(place, at) if pronoun.person == 1 else None
        parent = self._parent_speaker(place)
        quoted = self.quoted[at.i] >= 0
        if pronoun.kind == "latter":
            agreeing = (e.referent for e in self.discourse.before(at) if self._fits(pronoun, e.referent) is not None)
            return next(agreeing, None)

        def fits(referent: Referent) -> float | None:
            extra = self._fits(pronoun, referent)
            if extra is None or (referent is parent and quoted):
                return None
            return extra + _PARENT * (referent is parent) + _NAMED * referent.named - _OWNED * referent.owned

        found = self.discourse.best(at, fits)
        known = found is None or found.kind is not EntityKind.PERSON or found.gender
        if found is not None and not known and pronoun.gender in ("m", "f") and pronoun.kind == "personal":
            found.gender = pronoun.gender
        return found

    def _fits(self, pronoun: Pronoun, referent: Referent) -> float | None:
        """What speaks for a referent of a pronoun, or None where they do not agree."""
        human, english = referent.kind in _PEOPLE, self.lexicon.code == "en"
        if pronoun.number and referent.number and pronoun.number != referent.number:
            return 0.0 if pronoun.number == "p" and referent.kind is EntityKind.BODY and english else None
        if english and pronoun.gender and referent.kind not in (_THINGS if pronoun.gender == "n" else _PEOPLE):
            return None
        if pronoun.gender in ("m", "f") and referent.gender and pronoun.gender != referent.gender:
            return None
        if pronoun.gender == "n" or (pronoun.kind == "possessive" and not english):
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
        around = self.quoted[at.i]
        return self.speakers[around] if around not in (-1, place) else None

    # ------------------------------------------------------------ quotations that carry on

    def _carried_on(self, place: int) -> Referent | None:
        """The speaker of the quotation just before, where nothing but captions lies between."""
        attribution = self.attributions[place]
        if attribution.kind is not Kind.DIRECT or attribution.cue or not attribution.content:
            return None
        start = attribution.content[0].start
        last = bisect.bisect_right(self.said, (start, len(self.attributions))) - 1
        if last < 0 or not self._only_captions(self.said[last][0], start):
            return None
        return self.speakers[self.said[last][1]]

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
        added = [Entity(r.id, r.name, r.kind, tuple(sorted(set(r.spans)))) for r in self.added]
        return (*self.given, *added)


def _split_off(tokens: list[Token]) -> bool:
    """Whether a source's tokens are not side by side, so that its first word stands by itself."""
    return tokens[1].i > tokens[0].i + 1


def _is_other_office(role: Role, phrase: Phrase, sense: Sense) -> bool:
    """Whether a description names another office than a role: of no kind in common, or narrower and of another field.

    The minister of education is not "the head of government".
    """
    narrower = sense.id not in role.sense.reach
    other_field = bool(role.traits) and not role.traits & phrase.traits
    return not _related(role.sense, sense) or (narrower and other_field)


def _related(one: Sense, other: Sense) -> bool:
    return bool(one.reach & other.reach)
