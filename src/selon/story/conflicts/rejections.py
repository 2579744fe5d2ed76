"""What a statement says is not so: the words that negate, deny or call untrue, and the words they bear on."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from selon.lang import load_lexicon
from selon.lang.cues import Cues, inflect
from selon.lang.spelling import fold
from selon.story.conflicts.words import Word, stem_of

_BREAKS = frozenset(".;:!?…()[]")
_NEAR = 7
"""Words within which the two parts of a negation stand (ne ... pas)."""
_BESIDE = 2
"""Words within which a thing stands that was not there (sans la moindre arme)."""
_DENIED = 14
"""Words behind a denial that it can bear on."""


class How(StrEnum):
    """How a statement says that something is not so."""

    NEGATED = "negated"  # did not
    QUALIFIED = "qualified"  # not only, not always: less than the whole is negated
    ENDED = "ended"  # no longer, not yet: it was so, or will be
    DENIED = "denied"  # he denies that
    PRIVATIVE = "privative"  # without, the absence of, refuses to
    INSTEAD = "instead"  # and not, rather than
    UNTRUE = "untrue"  # it is false


@dataclass(frozen=True, slots=True)
class Rejection:
    """A cue, `[first, last]` by place in the sentence, the words it turns to their opposite (`heads`), and how."""

    first: int
    last: int
    heads: frozenset[int]
    kind: How


@dataclass(frozen=True, slots=True)
class _Cues:
    half: frozenset[str]
    full: frozenset[str]
    paired: frozenset[str]
    not_before: frozenset[str]
    without: frozenset[str]
    restricting: frozenset[str]
    breaks: frozenset[str]
    proofs: frozenset[str]
    refusals: frozenset[str]
    rejects: frozenset[str]
    untrue: frozenset[str]
    instead: tuple[tuple[str, ...], ...]
    qualifying: frozenset[str]
    limiting: frozenset[str]
    ending: frozenset[str]


def rejections_of(words: tuple[Word, ...], lang: str) -> tuple[Rejection, ...]:
    """All rejections in a sentence, in text order."""
    cues = _cues(lang)
    found = [*_negations(words, cues), *_denials(words, cues), *_instead(words, cues)]
    turned = {one.first for one in found if any(one.first in other.heads for other in found if other is not one)}
    turned |= {other.first for one in found if one.first in turned for other in found if one.first in other.heads}
    kept = [one for one in found if one.first not in turned]
    return tuple(sorted(kept, key=lambda one: (one.first, one.last, one.kind)))


def _negations(words: tuple[Word, ...], cues: _Cues) -> Iterator[Rejection]:
    half = -1
    for place, word in enumerate(words):
        if word.form in _BREAKS:
            half = -1
        if word.form in cues.half:
            half = place
            continue
        paired = half >= 0 and place - half <= _NEAR
        if word.form in cues.without:
            heads = frozenset(i for i in _next(words, place, cues, 1) if i - place <= _BESIDE)
            if heads:
                yield Rejection(place, place, heads, How.PRIVATIVE)
        elif word.form in cues.full or (word.form in cues.paired and paired):
            yield _negation(words, half if paired else -1, place, cues)
            half = -1


def _negation(words: tuple[Word, ...], half: int, place: int, cues: _Cues) -> Rejection:
    """The negation by the word at a place, and by the half negator at `half` where there is one."""
    between = frozenset(i for i in range(half, place) if words[i].stem) if half >= 0 else frozenset[int]()
    ahead = _next(words, place, cues, 1 if between else 2)
    if any(words[i].stem in cues.proofs for i in ahead | between):
        ahead |= _clause_after(words, place, cues)
    heads = between | ahead
    if half < 0:
        later = next((i for i in range(place + 1, min(len(words), place + _NEAR)) if words[i].form in cues.half), None)
        heads |= _next(words, later, cues, 1) if later is not None else frozenset()
    following = {word.form for word in words[place + 1 : place + 3]}
    adjacent = {word.form for word in words[place + 1 : place + 2]}
    if words[place].form in cues.ending or following & cues.ending:
        kind = How.ENDED
    elif between and adjacent & cues.restricting:
        heads, kind = heads | _clause_after(words, place, cues), How.NEGATED
    elif (
        following & cues.qualifying or adjacent & cues.not_before or any(words[i].form in cues.limiting for i in heads)
    ):
        kind = How.QUALIFIED
    else:
        kind = How.NEGATED
    return Rejection(half if half >= 0 else place, place, heads, kind)


def _denials(words: tuple[Word, ...], cues: _Cues) -> Iterator[Rejection]:
    for place, word in enumerate(words):
        if not word.stem:
            continue
        if word.form in cues.rejects:
            yield Rejection(place, place, _clause_after(words, place, cues), How.DENIED)
        elif word.form in cues.refusals:
            yield Rejection(place, place, _next(words, place, cues, 2), How.PRIVATIVE)
        elif word.form in cues.untrue:
            yield Rejection(
                place, place, frozenset(i for i, w in enumerate(words) if w.told and i != place), How.UNTRUE
            )


def _instead(words: tuple[Word, ...], cues: _Cues) -> Iterator[Rejection]:
    forms = [word.form for word in words]
    for phrase in cues.instead:
        for place in range(len(words) - len(phrase)):
            if tuple(forms[place : place + len(phrase)]) == phrase:
                last = place + len(phrase) - 1
                if {word.form for word in words[last + 1 : last + 3]} & (cues.qualifying | cues.not_before):
                    continue
                yield Rejection(place, last, _clause_after(words, last, cues), How.INSTEAD)


def _next(words: tuple[Word, ...], place: int, cues: _Cues, count: int) -> frozenset[int]:
    """The next words of matter in the clause."""
    found: list[int] = []
    for i in range(place + 1, min(len(words), place + 1 + _NEAR)):
        if words[i].form in _BREAKS or words[i].form in cues.breaks or len(found) == count:
            break
        if words[i].told:
            found.append(i)
    return frozenset(found)


def _clause_after(words: tuple[Word, ...], place: int, cues: _Cues) -> frozenset[int]:
    found = []
    for i in range(place + 1, min(len(words), place + 1 + _DENIED)):
        if words[i].form in _BREAKS or words[i].form in cues.breaks:
            break
        if words[i].told:
            found.append(i)
    return frozenset(found)


@functools.cache
def _cues(lang: str) -> _Cues:
    lexicon = load_lexicon(lang)
    grammar, hedges, own = lexicon.grammar, lexicon.hedges, lexicon.contraries
    full = _folded(grammar.full_negators | hedges.negative_words | own.negators)
    paired = _folded(own.paired)
    return _Cues(
        half=_folded(grammar.half_negators),
        full=full - paired,
        paired=paired,
        not_before=_folded(hedges.not_negation_before),
        without=_folded(own.without),
        restricting=_folded(own.restricting),
        breaks=_folded(own.breaks),
        proofs=frozenset(stem_of(word, lang) for word in own.proofs),
        refusals=_forms(own.refusals, lexicon.cues),
        rejects=_forms(own.rejects, lexicon.cues),
        untrue=_folded(own.untrue),
        instead=tuple(tuple(fold(phrase).replace("'", "' ").split()) for phrase in own.instead),
        qualifying=_folded(own.qualifying),
        limiting=_forms(own.limiting, lexicon.cues),
        ending=_folded(own.ending),
    )


def _folded(words: frozenset[str]) -> frozenset[str]:
    return frozenset(fold(word) for word in words)


def _forms(lemmas: frozenset[str], cues: Cues) -> frozenset[str]:
    """Words with the forms that they have as regular verbs."""
    return frozenset(fold(form) for lemma in lemmas for form in (lemma, *inflect(lemma, cues.endings)))
