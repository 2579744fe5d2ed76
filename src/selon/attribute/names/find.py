"""Who and what a text names: its mentions brought together under one name each.

Two mentions are one entity when nothing tells them apart and their words say
so: the same known name, the same full name in any spelling, a surname that a
full name ends in, an acronym. Persons are looked up by how their surname
sounds, so the work is linear in the number of mentions.

A bare surname that several persons share goes to the one whose gender the
title fits; where that leaves several, to the one mentioned last before it.
It never makes one person of two.
"""

from __future__ import annotations

import bisect
import functools
import re
from collections import Counter
from dataclasses import dataclass, field

from selon.attribute.names.evidence import Mention, decide
from selon.attribute.names.gazetteer import load_gazetteer
from selon.attribute.names.mentions import Finder
from selon.attribute.parse import Parsed
from selon.lang import Lexicon, load_lexicon
from selon.lang.names import Gender
from selon.lang.spelling import fold, phonetic, skeleton
from selon.types import Entity, EntityKind

_ARTICLES = frozenset({"le", "la", "les", "l'", "the", "du", "des", "de", "d'"})
_OPENING = re.compile(r" ?\(")
_BRACKET = 3
"""Code points that an opening bracket and the spaces at it take."""

_LONG = 4
"""Consonants from which two given names with one skeleton are one name in two spellings."""


@dataclass(slots=True, eq=False)
class Named:
    """What one entity's mentions say of it; `id` is set when all are known."""

    mentions: list[Mention] = field(default_factory=list)
    gender: Gender = ""
    id: str = ""
    cores: dict[tuple[str, ...], None] = field(default_factory=dict)
    starts: list[int] = field(default_factory=list)

    @property
    def kind(self) -> EntityKind:
        """The kind that the mentions' votes add up to."""
        votes: Counter[EntityKind] = Counter()
        parser_votes: Counter[EntityKind] = Counter()
        for mention in self.mentions:
            votes.update(mention.votes)
            parser_votes.update(mention.parser_votes)
        return decide(votes, parser_votes)

    def add(self, mention: Mention) -> None:
        """Take a mention in, with what it tells of gender."""
        self.mentions.append(mention)
        self.cores[_core(mention)] = None
        bisect.insort(self.starts, mention.span.start)
        self.gender = self.gender or mention.gender

    def fits(self, gender: Gender) -> bool:
        """Whether it may be of that gender."""
        return not gender or not self.gender or gender == self.gender


@dataclass(slots=True)
class _Register:
    """What has been named, by the keys under which a shorter name finds it again."""

    known: dict[str, Named] = field(default_factory=dict)
    exact: dict[tuple[str, ...], Named] = field(default_factory=dict)
    surnames: dict[str, list[Named]] = field(default_factory=dict)
    givens: dict[str, list[Named]] = field(default_factory=dict)
    bodies: dict[str, list[Named]] = field(default_factory=dict)
    acronyms: dict[str, Named] = field(default_factory=dict)
    all: list[Named] = field(default_factory=list)

    def new(self, mention: Mention) -> Named:
        """A new entity for a mention."""
        named = Named()
        named.add(mention)
        self.all.append(named)
        return named


def find_entities(parsed: Parsed, lexicon: Lexicon) -> tuple[Entity, ...]:
    """The persons, bodies and places that a document names, in order of first mention, with ids e1, e2...

    Each has one canonical name and all its mentions' spans, sorted; a civil
    title directly before a name is in the span, a role noun is not. Offsets
    are those of `parsed.document.text`.
    """
    return tuple(as_entity(named) for named in find_named(parsed, lexicon))


def find_named(parsed: Parsed, lexicon: Lexicon) -> list[Named]:
    """The same before it is made into records: with mentions' tokens and gender.

    The last document's are kept, because speakers are resolved right after
    names are found; they are not to be changed.
    """
    return _find_named(parsed, lexicon.code)


@functools.lru_cache(maxsize=1)
def _find_named(parsed: Parsed, code: str) -> list[Named]:
    lexicon = load_lexicon(code)
    mentions = Finder(parsed, lexicon).find()
    register = _Register()
    for mention in [mention for mention in mentions if not _register(register, mention, lexicon)]:
        _resolve(register, mention)
    _tie_acronyms(register, parsed.document.text)
    found = sorted(register.all, key=lambda named: min(mention.span for mention in named.mentions))
    for place, named in enumerate(found, start=1):
        named.id = f"e{place}"
        named.mentions.sort(key=lambda mention: mention.span)
    return found


def as_entity(named: Named) -> Entity:
    """The record of one entity."""
    spans = tuple(dict.fromkeys(mention.span for mention in named.mentions))
    return Entity(named.id, canonical_name(named), named.kind, spans)


def canonical_name(named: Named) -> str:
    """The fullest name, spelt as most often; of a known place or body, its usual name in the text's language."""
    known = next((m.known for m in named.mentions if m.known), None)
    if known and (known.kind is not EntityKind.PERSON or all(len(m.words) == 1 for m in named.mentions)):
        return known.name
    counts = Counter(mention.name for mention in named.mentions)
    shouted = {name for name in counts if name.isupper() and len(name) > 6}
    names = [name for name in counts if name not in shouted] or [name.title() for name in counts]
    best = max(names, key=lambda name: (len(name.split()), counts[name], -names.index(name)))
    titled = next((m.title for m in named.mentions if m.title), "")
    return f"{titled} {best}" if named.gender == "f" and titled and " " not in best else best


def _register(register: _Register, mention: Mention, lexicon: Lexicon) -> bool:
    """Enter a mention that stands for itself; false for a bare name, which waits until all full ones are known."""
    if mention.known is not None:
        named = register.known.get(mention.known.id)
        if named is None:
            named = register.known[mention.known.id] = register.new(mention)
        else:
            named.add(mention)
        if mention.known.kind is EntityKind.PERSON:
            _index_person(register, named, mention)
        return True
    core = _core(mention)
    same = register.exact.get(core)
    if same is not None and len(core) > 1 and same.fits(mention.gender):
        same.add(mention)
        return True
    if mention.kind is EntityKind.BODY and len(mention.words) > 1:
        register.exact[core] = _enter_body(register, mention, lexicon)
        return True
    if len(core) < 2:
        return False
    register.exact[core] = _enter_person(register, mention)
    return True


def _core(mention: Mention) -> tuple[str, ...]:
    """The folded words of a name without particles at its beginning: "de Villepin" is known by "villepin"."""
    words = [fold(word) for word in mention.words]
    while len(words) > 1 and words[0] in _ARTICLES:
        words.pop(0)
    return tuple(words)


def _enter_body(register: _Register, mention: Mention, lexicon: Lexicon) -> Named:
    peoples = load_gazetteer(lexicon.code).peoples
    words = [fold(word) for word in mention.words]
    key = " ".join(word for word in words if word not in _ARTICLES and word not in peoples)
    traits = {word for word in words if word in peoples}
    for named in register.bodies.setdefault(key, []):
        other = {fold(word) for m in named.mentions for word in m.words if fold(word) in peoples}
        if not traits or not other or traits & other:
            named.add(mention)
            return named
    named = register.new(mention)
    register.bodies[key].append(named)
    for initials in sorted(_initials(words)):
        register.acronyms.setdefault(initials, named)
    return named


def _initials(words: list[str]) -> set[str]:
    """The acronyms a name could have: its words' first letters, with and without the small ones."""
    if len(words) < 2:
        return set()
    parts = [part for word in words for part in re.split(r"[-' ]", word) if part]
    long = [part for part in parts if part not in _SMALL]
    return {"".join(part[0] for part in some) for some in (parts, long) if len(some) > 1}


_SMALL = frozenset({"de", "d", "du", "des", "la", "le", "les", "l", "et", "of", "the", "for", "and", "on", "in", "to",
                    "pour", "sur", "sans", "en", "a", "au", "aux"})  # fmt: skip


def _enter_person(register: _Register, mention: Mention) -> Named:
    core = _core(mention)
    for part in _surname_parts(core[-1]):
        for named in register.surnames.get(phonetic(part), ()):
            if named.fits(mention.gender) and any(_same_person(core, other) for other in named.cores):
                named.add(mention)
                _index_person(register, named, mention)
                return named
    named = register.new(mention)
    _index_person(register, named, mention)
    for initials in sorted(_initials([fold(word) for word in mention.words])):
        if len(initials) > 2:
            register.acronyms.setdefault(initials, named)
    return named


def _index_person(register: _Register, named: Named, mention: Mention) -> None:
    core = _core(mention)
    tables = [(register.surnames, phonetic(part)) for part in _surname_parts(core[-1])]
    if len(core) > 1:
        tables += [(register.givens, phonetic(core[0])), (register.surnames, phonetic(" ".join(core[1:])))]
    for table, key in tables:
        entries = table.setdefault(key, [])
        if named not in entries[-4:]:
            entries.append(named)


def _surname_parts(surname: str) -> list[str]:
    """A surname, and each part of one with a hyphen."""
    parts = [part for part in surname.split("-") if len(part) > 2]
    return [surname, *parts] if len(parts) > 1 else [surname]


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two full names whose surnames sound alike can be one person's."""
    if len(one) < 2 or len(other) < 2:
        return False
    short, long = sorted((one[:-1], other[:-1]), key=len)
    if not _same_given(short[0], long[0], one[-1] == other[-1]):
        return False
    rest = list(long[1:])
    return all(any(_same_given(word, have, alike=True) for have in rest) for word in short[1:])


def _same_given(one: str, other: str, alike: bool) -> bool:  # noqa: FBT001 a fact about the surnames
    """Whether two given names are one: alike, an initial, or two spellings.

    Where the surname is spelt the same, so would the given name be, and Michel
    is not Michèle; a second spelling is likely only of a name that is long.
    """
    if one == other or (min(len(one.strip(".")), len(other.strip("."))) == 1 and one[0] == other[0]):
        return True
    if one.endswith("a") != other.endswith("a") or skeleton(one) != skeleton(other):
        return False
    heard = phonetic(one) == phonetic(other)
    if alike and heard and one.endswith("e") != other.endswith("e"):
        return False  # a mute e makes the feminine
    return len(skeleton(one)) > _LONG or heard or (not alike and len(skeleton(one)) > 1)


def _tie_acronyms(register: _Register, text: str) -> None:
    """Take names and acronyms that the text puts in brackets after one another as one."""
    at = {mention.span.start: (named, mention) for named in register.all for mention in named.mentions}
    gone: set[int] = set()
    for start, (named, mention) in sorted(at.items()):
        opening = _OPENING.match(text, mention.span.end)
        inner, inside = at.get(opening.end(), (None, None)) if opening else (None, None)
        if inner is None or inside is None or inner is named or text[inside.span.end : inside.span.end + 1] != ")":
            continue
        if not gone & {id(named), id(inner)} and start < inside.span.start and _tie(named, inner):
            gone.add(id(inner))
    register.all[:] = [named for named in register.all if id(named) not in gone]


def _tie(named: Named, inner: Named) -> bool:
    """Make one entity of a name and what stands in brackets behind it, where one is short for the other."""
    names = [mention.words for mention in (named.mentions[0], inner.mentions[0])]
    short, long = sorted(names, key=len)
    letters = fold("".join(short)).replace(".", "")
    first_letters = "".join(sorted(_initials([fold(word) for word in long]), key=len))
    upper = sum(char.isupper() for char in "".join(short)) > 1
    if len(short) > 1 or not upper or named.kind is EntityKind.PERSON or not letters or letters[0] not in first_letters:
        return False
    for mention in inner.mentions:
        named.add(mention)
    return True


def _resolve(register: _Register, mention: Mention) -> None:
    """Give a bare name to the entity it is short for, or make it one."""
    core = _core(mention)
    word = fold(core[-1])
    acronym = register.acronyms.get(word.replace(".", ""))
    upper = sum(char.isupper() for char in mention.words[0]) > 1
    if acronym is not None and (upper or _stands_in_brackets(mention, acronym)):
        acronym.add(mention)
        return
    key = phonetic(word)
    for table in (register.surnames, register.givens):
        if table is register.givens and mention.title:
            continue
        fitting = [named for named in table.get(key, ()) if named.fits(mention.gender)]
        whole = [named for named in fitting if any(phonetic(other[-1]) == key for other in named.cores)]
        fitting = whole if table is register.surnames and whole else fitting
        if fitting:
            _nearest(fitting, mention).add(mention)
            return
    _index_person(register, register.new(mention), mention)


def _stands_in_brackets(mention: Mention, named: Named) -> bool:
    """Whether a mention stands in brackets right behind a name, or the name behind it: "Cnil (Commission...)"."""
    place = bisect.bisect_left(named.starts, mention.span.end)
    after = place < len(named.starts) and named.starts[place] - mention.span.end <= _BRACKET
    return after or any(0 < mention.span.start - m.span.end <= _BRACKET for m in named.mentions[:1])


def _nearest(fitting: list[Named], mention: Mention) -> Named:
    """The one mentioned last before a mention, else the one named first after it."""

    def distance(named: Named) -> tuple[bool, int]:
        before = bisect.bisect_left(named.starts, mention.span.start)
        return (not before, -named.starts[before - 1] if before else named.starts[0])

    return min(fitting, key=distance) if len(fitting) > 1 else fitting[0]
