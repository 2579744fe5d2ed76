"""By what a person, body or place is known again in another story.

Within a story `entities` decides with all its documents at hand. Across
stories only a whole name is enough: a given name with a surname, under any
spelling, or the name of a body or a place. Whoever is named by less belongs to
the story.
"""

from __future__ import annotations

from dataclasses import dataclass

from selon.lang.spelling import fold
from selon.story.entities import meaning_of, sounds_of
from selon.types import Entity, EntityKind

_KINDS = {
    EntityKind.PERSON: "person",
    EntityKind.GROUP: "group",
    EntityKind.WORK: "work",
}


@dataclass(frozen=True, slots=True)
class Identity:
    """`key` is one for all spellings of a name; `whole` tells whether it is enough to be known by in any story.

    `surname` is how a person's last name sounds, empty for others.
    """

    key: str
    whole: bool
    surname: str = ""


def identity_of(entity: Entity, lang: str) -> Identity:
    """By what an entity of a document in this language is known again."""
    sort = _KINDS.get(entity.kind, "body")
    if entity.kind is EntityKind.PERSON:
        sounds = sounds_of(entity.name)
        if len(sounds) > 1 and len(sounds[0]) > 1:
            return Identity(f"person {sounds[0]} {sounds[-1]}", True, sounds[-1])
        return Identity(f"person {fold(entity.name)}", False, sounds[-1] if sounds else "")
    parts = " ".join(sorted(meaning_of(entity.name, lang))) or fold(entity.name)
    named = any(word[:1].isupper() for word in entity.name.split())  # "the prefecture" is another one in each story
    return Identity(f"{sort} {parts}", entity.kind in _KNOWN_ANYWHERE and named)


_KNOWN_ANYWHERE = frozenset({EntityKind.BODY, EntityKind.PLACE, EntityKind.UNKNOWN})
