"""A sentence as it is held against one of another document: its words, what it rejects, what it only supposes."""

from __future__ import annotations

import functools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from selon.lang import languages, load_lexicon
from selon.lang.spelling import fold
from selon.story.conflicts.rejections import Rejection, rejections_of
from selon.story.conflicts.words import Word, words_of
from selon.story.profile import Profile, Unit
from selon.types import Date, Figure, HedgeKind, Passage, Reading

_OPEN = frozenset(HedgeKind) - {HedgeKind.CONDITION}
_BREAKS = frozenset(".;:!?…()[],")


@dataclass(frozen=True, slots=True)
class Wording:
    """What the words of a sentence are, whatever document it stands in.

    `told` has the places of each key, `rejected` those that a rejection bears
    on, `supposed` those in a condition; `clause` is the number of each word's
    clause. `asks` is true of a question.
    """

    words: tuple[Word, ...]
    rejections: tuple[Rejection, ...]
    told: dict[str, tuple[int, ...]]
    rejected: frozenset[int]
    supposed: frozenset[int]
    clause: tuple[int, ...]
    asks: bool


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence, `[start, end)` of its document, with the figures and dates in it.

    `hedged` is true where a hedge stands in it, or it is a claim that the
    document only has from something unverified; `vector` is its meaning, None
    without an encoder. `telling` are the ids of dates on which something was
    said: "said on Saturday" does not date what is said.
    """

    document: str
    start: int
    end: int
    text: str
    lang: str
    wording: Wording
    figures: tuple[Figure, ...] = ()
    dates: tuple[Date, ...] = ()
    hedged: bool = False
    vector: NDArray[np.float32] | None = None
    telling: frozenset[str] = frozenset()

    @property
    def passage(self) -> Passage:
        """Where it stands."""
        return Passage(self.document, self.start, self.end)


def statements_of(profile: Profile) -> tuple[Statement, ...]:
    """The sentences of a document in a language that has a lexicon; none for another language."""
    reading, lang = profile.reading, profile.document.lang
    if lang not in _languages():
        return ()
    hedges = sorted({hedge.start for claim in reading.claims for hedge in claim.hedges if hedge.kind in _OPEN})
    return tuple(
        Statement(
            document=profile.id,
            start=unit.start,
            end=unit.end,
            text=unit.text,
            lang=lang,
            wording=wording_of(unit.text, lang),
            figures=tuple(figure for figure in reading.figures if unit.start <= figure.start < unit.end),
            dates=tuple(date for date in reading.dates if unit.start <= date.start < unit.end),
            hedged=any(unit.start <= start < unit.end for start in hedges),
            vector=None if profile.vectors is None else profile.vectors[place],
            telling=_telling(profile.reading, unit),
        )
        for place, unit in enumerate(profile.units)
    )


def _telling(reading: Reading, unit: Unit) -> frozenset[str]:
    """The dates of a sentence that lays something to somebody, without those in what is laid."""
    laid = [claim for claim in reading.claims if any(unit.start <= cue.start < unit.end for cue in claim.cue)]
    held = {date for claim in laid for date in claim.dates}
    dates = [date.id for date in reading.dates if unit.start <= date.start < unit.end]
    return frozenset(date for date in dates if date not in held) if laid else frozenset()


@functools.lru_cache(maxsize=4_096)
def wording_of(text: str, lang: str) -> Wording:
    """The wording of a sentence in a language that has a lexicon."""
    words = words_of(text, lang)
    rejections = rejections_of(words, lang)
    told: dict[str, tuple[int, ...]] = {}
    for place, word in enumerate(words):
        if word.told:
            told[word.told] = (*told.get(word.told, ()), place)
    clause = _clauses(words, lang)
    return Wording(
        words=words,
        rejections=rejections,
        told=told,
        rejected=frozenset(place for one in rejections for place in one.heads),
        supposed=_supposed(words, clause, lang),
        clause=clause,
        asks=text.rstrip(" \u00a0\u202f\"'»”)").endswith("?"),
    )


def _clauses(words: tuple[Word, ...], lang: str) -> tuple[int, ...]:
    opening = _opening(lang)
    number, found = 0, []
    for word in words:
        number += word.form in opening
        found.append(number)
    return tuple(found)


@functools.cache
def _opening(lang: str) -> frozenset[str]:
    """The marks and words that open a clause; those that open an object clause go with its verb."""
    lexicon = load_lexicon(lang)
    words = lexicon.contraries.breaks | (lexicon.grammar.relative_pronouns - lexicon.grammar.that)
    return _BREAKS | {fold(word) for word in words}


@functools.cache
def _languages() -> frozenset[str]:
    return frozenset(languages())


def _supposed(words: tuple[Word, ...], clause: tuple[int, ...], lang: str) -> frozenset[int]:
    """The places in clauses that a condition opens."""
    lexicon = load_lexicon(lang)
    hedges, pronouns = lexicon.hedges, lexicon.grammar.personal_pronouns
    opened = set()
    for place, word in enumerate(words):
        if word.form not in hedges.if_words or (place and words[place - 1].form in hedges.not_if_after):
            continue
        following = words[place + 1].form if place + 1 < len(words) else ""
        if not word.form.endswith("'") or following in pronouns:  # "s'il", and not "s'étend"
            opened.add(clause[place])
    return frozenset(place for place, number in enumerate(clause) if number in opened)
