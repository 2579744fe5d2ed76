"""A document that arrives alone: which of the stories already there it belongs to.

The ledger keeps a sketch of each document: what it is compared by, and the few
keys under which it is looked up. A new document meets only those that share a
key with it and appeared about the same time, so that the cost does not grow
with the number of stories. The measure is that of `grouping`, by names,
figures, dates and words; sentences are compared by meaning when a story is
told (decision 013).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec

from selon.story.grouping import Group, joined_from, odds_between, spanned, sum_of
from selon.story.likeness import names
from selon.story.profile import Bags, Profile
from selon.story.terms import name_weight, number_weight
from selon.story.times import day_of

_NAMES, _NUMBERS, _WORDS = 14, 6, 12
"""Keys of each sort that a document is looked up by: names tell most, then figures, then words."""
_TELLING_NUMBER = 0.4
_BRIDGED = 0.4
"""Log odds, above those by which a document joins, from which on it joins two stories: what was joined stays joined."""

_STRANGE, _ACQUAINTED = 5.0, 0.11
"""What is taken from the log odds of a document and a story that name nobody and no place in common, and the likeness
of names from which on nothing is: bulletins of one make tell of other places each time."""
_ENOUGH_NAMES = 3


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a kept document is placed by; `keys` are those it is looked up by, the most telling first."""

    bags: Bags
    day: int | None
    keys: tuple[str, ...]


def sketch_of(profile: Profile) -> Sketch:
    """The sketch of a document."""
    bags = profile.bags
    return Sketch(Bags(bags.words, bags.names, bags.numbers, bags.langs), day_of(profile), _keys(profile))


def gather(sketches: Sequence[Sketch]) -> Group:
    """The middle of some documents of a story; at least one."""
    groups = (Group([0], sketch.bags, None if sketch.day is None else (sketch.day, sketch.day)) for sketch in sketches)
    return functools.reduce(_joined, groups)


def place(new: Sketch, stories: Mapping[int, Group]) -> tuple[int, ...]:
    """The stories that a document belongs to, by their numbers, the best first.

    `stories` are those with documents near it. Empty: it is a story of its
    own. Several: it joins the first, and shows that the others are one with it.
    """
    own = gather((new,))
    least = joined_from(own)
    odds = {number: _odds(own, found) for number, found in stories.items()}
    fitting = sorted((number for number in odds if odds[number] >= least), key=lambda at: (-odds[at], at))
    if not fitting:
        return ()
    first = stories[fitting[0]]
    return (fitting[0], *(at for at in fitting[1:] if _odds(first, stories[at]) >= least + _BRIDGED))


def sketch_to_bytes(sketch: Sketch) -> bytes:
    """A sketch as it is kept (MessagePack); `sketch_from_bytes` is the way back, with weights to five digits."""
    bags = sketch.bags
    weights = [
        {key: round(weight, 5) for key, weight in bag.items()}
        for bag in (bags.words, bags.names, bags.numbers, bags.langs)
    ]
    return msgspec.msgpack.encode((weights, sketch.day, sketch.keys))


def sketch_from_bytes(kept: bytes) -> Sketch:
    """The sketch of `sketch_to_bytes`. Raises `msgspec.DecodeError` where it is none."""
    (words, names, numbers, langs), day, keys = _DECODER.decode(kept)
    return Sketch(Bags(words, names, numbers, langs), day, tuple(keys))


_Weights = dict[str, float]
_Kept = tuple[tuple[_Weights, _Weights, _Weights, _Weights], int | None, list[str]]
_DECODER = msgspec.msgpack.Decoder(_Kept)


def _keys(profile: Profile) -> tuple[str, ...]:
    """What a document is looked up by: names and figures that tell, and the words it uses most."""
    terms, words = profile.terms, profile.bags.words
    names = sorted(terms.names, key=lambda key: (-name_weight(key), key))[:_NAMES]
    numbers = sorted(terms.numbers, key=lambda key: (-number_weight(key), key))[:_NUMBERS]
    told = [f"={number}" for number in numbers if number_weight(number) >= _TELLING_NUMBER]
    return (*(f"~{name}" for name in names), *told, *sorted(words, key=lambda key: (-words[key], key))[:_WORDS])


def _odds(one: Group, other: Group) -> float:
    if min(len(one.bags.names), len(other.bags.names)) < _ENOUGH_NAMES:
        return odds_between(one, other)
    shared = names(one.bags, other.bags) / (len(one.members) * len(other.members))
    return odds_between(one, other) - _STRANGE * max(0.0, 1 - shared / _ACQUAINTED)


def _joined(one: Group, other: Group) -> Group:
    bags = sum_of(one.bags, other.bags, fresh=True)
    return Group([*one.members, *other.members], bags, spanned(one.days, other.days))
