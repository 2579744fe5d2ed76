"""What a text can be speaking of at each place, and which of it a pronoun or a noun takes up again.

Candidates are weighed by how recently and how prominently they were mentioned
(Lappin and Leass, "An algorithm for pronominal anaphora resolution", 1994;
Hobbs, "Resolving pronoun references", 1978): the subject of a sentence and
the last speaker before others, words inside somebody's quotation last.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from selon.attribute.names.roles import Phrase, Role
from selon.attribute.parse import Token
from selon.lang.names import Gender, Number
from selon.types import EntityKind, Span

_WINDOW = 80
"""How many mentions back an antecedent is looked for, so that the search stays linear."""

_SENTENCE, _BLOCK, _SUBJECT, _SPEAKER, _QUOTED, _FAR = 14, 8, 24, 20, 60, 12


@dataclass(slots=True, eq=False)
class Referent:
    """Somebody or something spoken of: a named entity, or what a noun phrase stands for.

    `id` is empty for a noun phrase that no source has taken up so far; `owned`
    is one with a possessive, whose owner is the one spoken of ("sa mère").
    """

    id: str
    name: str
    kind: EntityKind
    gender: Gender = ""
    number: Number = ""
    roles: list[Role] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    named: bool = False
    owned: bool = False

    def is_a(self, phrase: Phrase) -> bool:
        """Whether a definite phrase can take this up: the same noun or a broader one, and no trait that differs."""
        if phrase.sense is None:
            return False
        for role in self.roles:
            if phrase.sense.id in role.sense.reach:
                same = role.word == phrase.word
                person = self.kind is EntityKind.PERSON
                if ((same or person) and _agree(role.traits, phrase.traits)) or phrase.traits <= role.traits:
                    return True
        return False

    def conflicts(self, phrase: Phrase) -> bool:
        """Whether gender or number forbid it."""
        people = self.kind in (EntityKind.PERSON, EntityKind.GROUP)
        if people and phrase.gender and self.gender and phrase.gender != self.gender:
            return True
        return bool(phrase.number and self.number and phrase.number != self.number)


def _agree(one: frozenset[str], other: frozenset[str]) -> bool:
    return not one or not other or bool(one & other)


@dataclass(frozen=True, slots=True)
class Event:
    """A mention of a referent: where, and how prominent."""

    token: Token
    referent: Referent
    subject: bool
    quoted: bool
    speaker: bool = False


@dataclass(slots=True)
class Discourse:
    """The mentions of a document up to a place, in text order."""

    events: list[Event] = field(default_factory=list)

    def before(self, at: Token) -> Iterator[Event]:
        """The mentions before a token, latest first, as far as the window goes."""
        seen = 0
        for event in reversed(self.events):
            if event.token.i >= at.i:
                continue
            yield event
            seen += 1
            if seen == _WINDOW:
                return

    def note(self, event: Event) -> None:
        """Enter a mention at its place."""
        place = len(self.events)
        while place and self.events[place - 1].token.i > event.token.i:
            place -= 1
        self.events.insert(place, event)

    def best(self, at: Token, fits: Callable[[Referent], float | None]) -> Referent | None:
        """The most salient referent mentioned before a token; `fits` adds to its weight, or rules it out with None."""
        weights: dict[int, tuple[float, int, Referent]] = {}
        for event in self.before(at):
            extra = fits(event.referent)
            if extra is None:
                continue
            weight = _salience(event, at) + extra
            old = weights.get(id(event.referent))
            if old is None or weight > old[0]:
                weights[id(event.referent)] = (weight, event.token.i, event.referent)
        ranked = sorted(weights.values(), key=lambda entry: (-entry[0], -entry[1]))
        return ranked[0][2] if ranked and ranked[0][0] > -_QUOTED else None


def _salience(event: Event, at: Token) -> float:
    sentences = at.sentence.i - event.token.sentence.i
    weight = -_SENTENCE * min(sentences, 8) - (_FAR if sentences > 4 else 0)
    if event.token.sentence.block is not at.sentence.block:
        weight -= _BLOCK
    return weight + _SUBJECT * event.subject + _SPEAKER * event.speaker - _QUOTED * event.quoted
