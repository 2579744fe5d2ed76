"""What is otherwise in one telling of a claim than in another: the visible list `SHIFTS`.

Each looks at two propositions that say the same and gives a change, or None.
`source` is the one that was taken from or came first.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selon.lang import languages, load_lexicon
from selon.lang.spelling import fold, root
from selon.story.claims.firmness import held_at, is_counter, modifier_of, standing_of
from selon.story.claims.propositions import Proposition
from selon.story.figures.quantities import GROWING
from selon.types import ChangeKind, Direction, EntityKind, Standing, StoryEntity

_NAMED = (EntityKind.BODY, EntityKind.PERSON, EntityKind.PLACE)
_LINKING = 3
"""Letters up to which a word only links others."""
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Told:
    """A proposition as one document tells it, with who holds it in the story, and what the document says near it."""

    proposition: Proposition
    holder: StoryEntity | None
    caveat: Proposition | None = None


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of kind `kind`: which way it goes, and a message with what fills it."""

    kind: ChangeKind
    direction: Direction
    message: str
    values: tuple[tuple[str, str], ...] = ()


def holder_lost(source: Told, target: Told) -> Shift | None:
    """Somebody held it; now the author says it."""
    if source.holder is None or target.proposition.standing is not Standing.STATED or target.holder is not None:
        return None
    if standing_of(source.proposition) >= standing_of(target.proposition) or _is_denied(source):
        return None
    message = "{holder} said it; here the author does"
    return Shift(ChangeKind.HOLDER_LOST, Direction.HARDENING, message, (("holder", source.holder.name),))


def standing(source: Told, target: Told) -> Shift | None:
    """It stands firmer, or less firm, in the outlet's own voice."""
    before, after = standing_of(source.proposition), standing_of(target.proposition)
    if before == after or _is_denied(source) or _is_denied(target):
        return None
    direction = Direction.HARDENING if after > before else Direction.SOFTENING
    values = (("before", source.proposition.standing.value), ("after", target.proposition.standing.value))
    return Shift(ChangeKind.STANDING, direction, "{before} before, {after} here", values)


def factuality(source: Told, target: Told) -> Shift | None:
    """Its holder is made surer, or less sure, than before."""
    before, after = held_at(source.proposition), held_at(target.proposition)
    same = source.holder is not None and target.holder is not None and source.holder.id == target.holder.id
    if before is None or after is None or before == after or not same:
        return None
    direction = Direction.HARDENING if after > before else Direction.SOFTENING
    name = source.holder.name if source.holder else ""
    message = "{holder} is made surer of it" if after > before else "{holder} is made less sure of it"
    return Shift(ChangeKind.STANDING, direction, message, (("holder", name),))


def holder_changed(source: Told, target: Told) -> Shift | None:
    """Somebody else is made to say it; firmer where it was a letter or the like, and not somebody by name."""
    before, after = source.holder, target.holder
    if before is None or after is None or before.id == after.id or _share_words(before, after):
        return None
    if after.kind not in _NAMED or before.kind not in (*_NAMED, EntityKind.WORK):
        return None
    values = (("before", before.name), ("after", after.name))
    direction = Direction.HARDENING if before.kind is EntityKind.WORK else Direction.OTHER
    return Shift(ChangeKind.HOLDER_CHANGED, direction, "{before} said it; here {after} does", values)


def subject_widened(source: Told, target: Told) -> Shift | None:
    """Some people said it, and now the whole body does: officers of one brigade, the army."""
    before, after = source.holder, target.holder
    if before is None or after is None or before.kind is not EntityKind.GROUP or after.kind is not EntityKind.BODY:
        return None
    if _share_words(before, after) or _is_turned(source, target):
        return None
    values = (("before", before.name), ("after", after.name))
    message = "said by a part, {before}; here by the whole, {after}"
    return Shift(ChangeKind.SUBJECT_WIDENED, Direction.HARDENING, message, values)


def figure(source: Told, target: Told) -> Shift | None:
    """It gives another number than the telling that it was taken from; of a toll, another number is a later count."""
    one, other = source.proposition.figure, target.proposition.figure
    if one is not None and other is not None and (one.event in GROWING or other.event in GROWING):
        return None
    if one is None or other is None or one.value is None or other.value is None or one.value == other.value:
        return None
    values = (("before", source.proposition.text), ("after", target.proposition.text))
    return Shift(ChangeKind.FIGURE, Direction.OTHER, "another number: {before} / {after}", values)


def modifier(source: Told, target: Told) -> Shift | None:
    """The same number vouches for more, or for less, than before: up to, about, at least, exact."""
    one, other = source.proposition.figure, target.proposition.figure
    before, after = modifier_of(source.proposition), modifier_of(target.proposition)
    if one is None or other is None or before is None or after is None or before == after or one.value != other.value:
        return None
    direction = Direction.HARDENING if after > before else Direction.SOFTENING
    values = (("before", source.proposition.text), ("after", target.proposition.text))
    return Shift(ChangeKind.MODIFIER, direction, "the number is kept, its bounds are not: {before} / {after}", values)


def scope(source: Told, target: Told) -> Shift | None:
    """It was said of some, and is said of all."""
    kept = _scope_words(target.proposition)
    lost = _scope_words(source.proposition)
    if not lost or kept or target.proposition.figure is not None or _is_turned(source, target):
        return None
    values = (("words", ", ".join(sorted(lost))),)
    return Shift(ChangeKind.SCOPE_LOST, Direction.HARDENING, "said of some ({words}); here of all", values)


def cause(source: Told, target: Told) -> Shift | None:
    """What was a link, or came before, is made the cause."""
    loose = _words_in(source.proposition, _loose(source.proposition.lang))
    causes = _words_in(target.proposition, _causes(target.proposition.lang))
    still = _words_in(target.proposition, _loose(target.proposition.lang))
    already = _words_in(source.proposition, _causes(source.proposition.lang))
    if not loose or not causes or still or already:
        return None
    values = (("before", ", ".join(sorted(loose))), ("after", ", ".join(sorted(causes))))
    message = "no more than a link or an order in time ({before}) is made a cause ({after})"
    return Shift(ChangeKind.CAUSE, Direction.HARDENING, message, values)


def caveat_lost(source: Told, target: Told) -> Shift | None:
    """The document warned beside it that it is not sure; this one does not."""
    if source.caveat is None or target.caveat is not None:
        return None
    values = (("words", source.caveat.text),)
    return Shift(ChangeKind.CAVEAT_LOST, Direction.HARDENING, "the warning beside it is gone: {words}", values)


SHIFTS: tuple[Callable[[Told, Told], Shift | None], ...] = (
    holder_lost,
    standing,
    factuality,
    holder_changed,
    subject_widened,
    figure,
    modifier,
    scope,
    cause,
    caveat_lost,
)


def shifts_between(source: Told, target: Told) -> tuple[Shift, ...]:
    """All that is otherwise in `target` than in `source`, in the order of the list.

    That somebody said it, and now the author does, is told once: as the lost holder.
    """
    found = [shift for look in SHIFTS if (shift := look(source, target))]
    told = any(shift.kind is ChangeKind.HOLDER_LOST for shift in found)
    once = told and source.proposition.standing is Standing.ATTRIBUTED
    return tuple(shift for shift in found if not (once and shift.kind is ChangeKind.STANDING))


def _is_denied(told: Told) -> bool:
    """Whether it is told as not so: to say so, or that it is so, is another claim and no firmer one."""
    return told.proposition.standing is Standing.DENIED


def _is_turned(source: Told, target: Told) -> bool:
    """Whether one says that it is so and the other that it is not: then no limit was dropped."""
    return is_counter(source.proposition) != is_counter(target.proposition)


def _share_words(before: StoryEntity, after: StoryEntity) -> bool:
    """Whether one's name is part of the other's: a ministry and the toll of that ministry."""
    stems = [{root(word.group()) for word in _WORD.finditer(entity.name)} for entity in (before, after)]
    return bool({word for word in stems[0] & stems[1] if len(word) > _LINKING})


def _words_in(one: Proposition, roots: frozenset[str]) -> frozenset[str]:
    return _found(one.text, roots, root)


def _scope_words(one: Proposition) -> frozenset[str]:
    return _found(one.text, _some(one.lang), fold)


@functools.lru_cache(maxsize=16_384)
def _found(text: str, wanted: frozenset[str], key: Callable[[str], str]) -> frozenset[str]:
    """The words of a text whose key is wanted: asked for each pair that one of its sentences is in."""
    return frozenset(word.group() for word in _WORD.finditer(text) if key(word.group()) in wanted)


@functools.cache
def _some(lang: str) -> frozenset[str]:
    return _folded(load_lexicon(lang).headlines.some) if lang in languages() else frozenset()


@functools.cache
def _loose(lang: str) -> frozenset[str]:
    """The roots of words for a link, or for what came first."""
    if lang not in languages():
        return frozenset()
    words = load_lexicon(lang).headlines
    return _roots(words.links | words.afterwards)


@functools.cache
def _causes(lang: str) -> frozenset[str]:
    if lang not in languages():
        return frozenset()
    words = load_lexicon(lang).headlines
    return _roots(words.causing | words.because)


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _roots(words: Iterable[str]) -> frozenset[str]:
    return frozenset(root(word) for word in words)
