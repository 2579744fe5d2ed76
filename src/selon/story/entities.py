"""Who is one and the same in several documents, under whatever spelling.

Persons are joined by the sound of their surnames, as long as their given names
do not part them; bodies by what their names mean, so that "ministère de
l'Intérieur" and "Interior Ministry" are one; and a short form goes to the only
longer one that it can stand for. A name that could be two is left alone.
"""

from __future__ import annotations

import functools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from selon.lang import languages, load_lexicon
from selon.lang.concepts import concept_of
from selon.lang.spelling import fold, root, skeleton
from selon.story.profile import Profile
from selon.story.terms import place_keys
from selon.types import Entity, EntityKind, StoryEntity

_WORD = re.compile(r"[^\W_]+")
_LINKING = 3
"""Letters up to which a word in small letters only links the words of a name: of, de, the."""
_BEGINNING = 5
"""Letters by which a word of a body's name is met in another language: public, publique."""
_LONG_ENDING = 7
"""Letters at the end of two surnames that one transcription may give another beginning: Hadjikostrou, Chatzikostrou."""
_NAMED = frozenset({EntityKind.PERSON, EntityKind.BODY, EntityKind.PLACE, EntityKind.GROUP, EntityKind.WORK})

Member = tuple[str, str]
"""A document's id and the id of an entity in it."""


@dataclass(frozen=True, slots=True)
class _Named:
    member: Member
    entity: Entity
    lang: str
    key: frozenset[str]


def find_story_entities(profiles: Sequence[Profile]) -> tuple[StoryEntity, ...]:
    """The persons, bodies, places, groups and works of a story, in the order of their first mention.

    Each entity of each document is in exactly one, alone if need be.
    """
    named = [
        _Named((profile.id, entity.id), entity, profile.document.lang, meaning_of(entity.name, profile.document.lang))
        for profile in profiles
        for entity in profile.reading.entities
        if entity.kind in _NAMED or entity.kind is EntityKind.UNKNOWN
    ]
    others = {one.key for one in named if one.entity.kind is not EntityKind.PERSON}
    persons = [
        one for one in named if one.entity.kind is EntityKind.PERSON and one.key not in others and _is_apart(one)
    ]
    apart = {one.member for one in persons}
    groups = [*_joined_persons(persons), *_joined_bodies([one for one in named if one.member not in apart])]
    order = {one.member: at for at, one in enumerate(named)}
    groups.sort(key=lambda group: order[group[0].member])
    texts = {profile.id: profile.document.text for profile in profiles}
    return tuple(_story_entity(f"h{number}", group, texts) for number, group in enumerate(groups, 1))


def by_member(entities: Iterable[StoryEntity]) -> dict[Member, StoryEntity]:
    """The story's entities by their members."""
    return {member: entity for entity in entities for member in entity.members}


def _is_apart(one: _Named) -> bool:
    """Whether a person's name has no country in it: "Public Health Brelland" is an agency, whatever the parser said."""
    return not any(part.startswith("@") for part in one.key)


def meaning_of(name: str, lang: str) -> frozenset[str]:
    """What the words of a body's or a place's name mean, whatever the language: "Interior Ministry" in any."""
    found = set()
    for word in _WORD.findall(name):
        folded = fold(word)
        if len(folded) <= _LINKING and word.islower():
            continue
        found.add(place_keys().get(folded) or concept_of(lang, folded) or root(folded)[:_BEGINNING])
    whole = place_keys().get(fold(name))
    return frozenset({whole} if whole else found)


def _joined_persons(named: list[_Named]) -> list[list[_Named]]:
    by_surname: dict[str, list[_Named]] = defaultdict(list)
    for one in named:
        by_surname[sounds_of(one.entity.name)[-1] if sounds_of(one.entity.name) else one.entity.name].append(one)
    groups: list[list[_Named]] = []
    for surname in sorted(by_surname):
        groups += _by_given_names(by_surname[surname])
    return _joined_spellings(groups)


def _joined_spellings(groups: list[list[_Named]]) -> list[list[_Named]]:
    """People whose given names sound alike and whose surnames differ in how they begin only."""
    kept: list[tuple[list[str], list[_Named]]] = []
    for group in groups:
        whole = _whole(group)
        home = next((at for at, (other, _) in enumerate(kept) if _spelt_alike(other, whole)), None)
        if home is None:
            kept.append((whole, group))
        else:
            joined = kept[home][1] + group
            kept[home] = (_whole(joined), joined)
    return [group for _, group in kept]


def _whole(group: list[_Named]) -> list[str]:
    return max((fold(one.entity.name).split() for one in group), key=len)


def _spelt_alike(one: list[str], other: list[str]) -> bool:
    if len(one) < 2 or len(other) < 2 or skeleton(one[0]) != skeleton(other[0]):
        return False
    ending = one[-1][-_LONG_ENDING:]
    return len(ending) == _LONG_ENDING and other[-1].endswith(ending) and abs(len(one[-1]) - len(other[-1])) <= 2


def _by_given_names(people: list[_Named]) -> list[list[_Named]]:
    """People of one surname by their given names; an initial, or the surname alone, goes to the only one it can."""
    given: dict[str, list[_Named]] = defaultdict(list)
    for one in people:
        given[sounds_of(one.entity.name)[0] if len(sounds_of(one.entity.name)) > 1 else ""].append(one)
    groups = {name: given[name] for name in sorted(given) if len(name) > 1}
    for short in sorted(given.keys() - groups.keys(), reverse=True):
        home = [name for name in groups if name.startswith(short)]
        groups.setdefault(home[0] if len(home) == 1 else short, []).extend(given[short])
    return list(groups.values())


def sounds_of(name: str) -> list[str]:
    """How the words of a person's name sound, without civil titles."""
    words = [word for word in name.split() if fold(word).rstrip(".") not in _titles()]
    return [sound for sound in skeleton(" ".join(words)).split() if sound]


@functools.cache
def _titles() -> frozenset[str]:
    return frozenset(fold(title).rstrip(".") for lang in languages() for title in load_lexicon(lang).names.titles)


def _joined_bodies(named: list[_Named]) -> list[list[_Named]]:
    by_key: dict[frozenset[str], list[_Named]] = defaultdict(list)
    for one in named:
        by_key[one.key or frozenset({one.entity.name})].append(one)
    keys = sorted(by_key, key=lambda key: (-len(key), sorted(key)))
    homes: dict[frozenset[str], frozenset[str]] = {}
    for key in keys:
        longer = {homes[other] for other in homes if key < other}
        homes[key] = next(iter(longer)) if len(longer) == 1 and _stands_for(key) else key
    groups: dict[frozenset[str], list[_Named]] = defaultdict(list)
    for key in keys:
        groups[homes[key]] += by_key[key]
    return list(groups.values())


def _stands_for(key: frozenset[str]) -> bool:
    """Whether a name says enough to stand for a longer one: a place alone does not stand for what is there."""
    return any(not part.startswith("@") for part in key)


def _story_entity(entity_id: str, group: list[_Named], texts: Mapping[str, str]) -> StoryEntity:
    names = Counter(one.entity.name for one in group)
    name = max(names, key=lambda name: (len(name.split()) > 1, names[name], len(name), name))
    variants = {
        texts[one.member[0]][span.start : span.end]: None
        for one in group
        for span in one.entity.mentions
        if texts[one.member[0]][span.start : span.start + 1].isupper() or one.entity.kind is not EntityKind.PERSON
    }
    kinds = Counter(one.entity.kind for one in group)
    kind = max(kinds, key=lambda kind: (kinds[kind], kind.value))
    if kind is EntityKind.PERSON and not all(_is_apart(one) for one in group):
        kind = EntityKind.BODY
    members = tuple(one.member for one in group)
    return StoryEntity(entity_id, name, kind, members, tuple(dict.fromkeys((name, *variants))))
