"""Two statements say opposite things of what is otherwise the same: opened and closed, valid and invalid."""

from __future__ import annotations

import functools

from selon.lang import load_lexicon
from selon.lang.spelling import fold
from selon.story.conflicts.agreement import Pair
from selon.story.conflicts.reasons import reason_of
from selon.story.conflicts.words import Word, stem_of
from selon.types import Conflict, ConflictKind

_ABOUT_ONE_THING = 0.5
"""The share of the words of one statement that the other must have."""
_BOTH_WAYS = 0.3
"""The share of the words of the other that it must have in turn."""
_MASS = 2.0
_SHORTEST_ROOT = 4


def find_opposites(pair: Pair) -> Conflict | None:
    """The conflict of two statements without negation, of which one has the opposite of a word of the other."""
    if pair.first.wording.rejections or pair.second.wording.rejections:
        return None
    if pair.mass() < _MASS or pair.contained() < _ABOUT_ONE_THING or pair.contained_both() < _BOTH_WAYS:
        return None
    mine, theirs = _own(pair), _own(pair.turned())
    for one in mine:
        for other in theirs:
            if _are_opposite(one, other, pair.first.lang):
                return _conflict(pair, one, other)
    return None


def _own(pair: Pair) -> list[Word]:
    """The words of the first statement that the second does not have."""
    other = pair.second.wording.told
    return [word for word in pair.first.wording.words if word.stem and not word.name and word.told not in other]


def _are_opposite(one: Word, other: Word, lang: str) -> bool:
    table = _table(lang)
    sides = table.get(one.stem, frozenset())
    if any((number, not side) in table.get(other.stem, frozenset()) for number, side in sides):
        return True
    return _negates(one.form, other.form, lang) or _negates(other.form, one.form, lang)


def _negates(form: str, root: str, lang: str) -> bool:
    """Whether a word is another with a beginning that turns it to its opposite."""
    if len(root) < _SHORTEST_ROOT:
        return False
    stem = stem_of(root, lang)
    return any(form.startswith(p) and stem_of(form[len(p) :], lang) == stem for p in _prefixes(lang))


@functools.cache
def _prefixes(lang: str) -> tuple[str, ...]:
    return tuple(fold(prefix) for prefix in load_lexicon(lang).contraries.prefixes)


@functools.cache
def _table(lang: str) -> dict[str, frozenset[tuple[int, bool]]]:
    """The sides on which a stem stands: the number of the pair, and whether it is the one or the other."""
    found: dict[str, frozenset[tuple[int, bool]]] = {}
    for number, pair in enumerate(load_lexicon(lang).contraries.opposites):
        for side, words in ((True, pair.one), (False, pair.other)):
            for word in words:
                stem = stem_of(word, lang)
                found[stem] = found.get(stem, frozenset()) | {(number, side)}
    return found


def _conflict(pair: Pair, one: Word, other: Word) -> Conflict:
    reason = reason_of(
        pair,
        "opposite-words",
        "where one says ‘{first}’, the other says ‘{second}’",
        first=pair.first.text[one.start : one.end],
        second=pair.second.text[other.start : other.end],
        score=pair.contained(),
    )
    return Conflict((pair.first.document, pair.second.document), ConflictKind.POLARITY, (reason,))
