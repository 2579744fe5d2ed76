"""Two statements lay one act to somebody else, or have who did it and who suffered it the other way round."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass

from selon.lang import load_lexicon
from selon.lang.spelling import fold
from selon.story.conflicts.agreement import Pair
from selon.story.conflicts.reasons import reason_of
from selon.story.conflicts.statements import Statement
from selon.story.conflicts.words import Word, stem_of
from selon.types import Conflict, ConflictKind

_SAME_OTHERWISE = 0.7
"""The share of the words of each statement, the agent aside, that the other must have."""
_MASS = 2.0
_SWAPPED = "where one has ‘{first}’ do it, the other has ‘{second}’ do it"
_OTHER = "one lays it to ‘{first}’, the other to ‘{second}’"


@dataclass(frozen=True, slots=True)
class _Act:
    """Somebody's act on somebody: the keys of their names, and that of the word between."""

    agent: frozenset[str]
    act: str
    patient: frozenset[str]


def find_agents(pair: Pair) -> Conflict | None:
    """The conflict of two statements without negation that agree in all but who did it."""
    if pair.first.wording.rejections or pair.second.wording.rejections:
        return None
    return _swapped(pair) or _other_agent(pair)


def _swapped(pair: Pair) -> Conflict | None:
    """X struck Y, Y struck X: both names and the one word of matter between them, the other way round."""
    if pair.contained_both() < _SAME_OTHERWISE:
        return None
    for mine in _acts(pair.first):
        for theirs in _acts(pair.second):
            crossed = mine.agent & theirs.patient and mine.patient & theirs.agent
            if mine.act == theirs.act and crossed and not mine.agent & theirs.agent:
                first, second = _words(pair.first, mine.agent), _words(pair.second, theirs.agent)
                return _conflict(pair, first, second, "swapped-agent", _SWAPPED)
    return None


def _acts(statement: Statement) -> Iterator[_Act]:
    """Each name, the one word of matter behind it, and the name behind that with no more than an article between."""
    mutual, articles = _mutual(statement.lang), _articles(statement.lang)
    runs: list[list[Word]] = []
    for word in statement.wording.words:
        if word.told and not (word.name and runs and runs[-1][0].name):
            runs.append([word])
        elif runs:
            runs[-1].append(word)
    for who, act, whom in zip(runs, runs[1:], runs[2:], strict=False):
        direct = all(word.form in articles for word in act[1:])
        if who[0].name and whom[0].name and not act[0].name and direct and act[0].stem not in mutual:
            yield _Act(_keys(who), act[0].told, _keys(whom))


def _keys(words: list[Word]) -> frozenset[str]:
    return frozenset(word.told for word in words if word.told)


def _other_agent(pair: Pair) -> Conflict | None:
    """Taken by X, taken by Y: the passive with two names and otherwise the same words."""
    mine, theirs = _by_whom(pair.first), _by_whom(pair.second)
    if not mine or not theirs or pair.mass() < _MASS:
        return None
    if mine & pair.second.wording.told.keys() or theirs & pair.first.wording.told.keys():
        return None
    left = [pair.first.wording.told.keys() - mine, pair.second.wording.told.keys() - theirs]
    if any(pair.mass() < _SAME_OTHERWISE * pair.weights(keys) for keys in left):
        return None
    return _conflict(pair, _words(pair.first, mine), _words(pair.second, theirs), "other-agent", _OTHER)


def _by_whom(statement: Statement) -> frozenset[str]:
    """The name behind a word that brings who did it; empty where there is none or more than one such word."""
    words, by = statement.wording.words, _by(statement.lang)
    places = [place for place, word in enumerate(words) if word.form in by]
    if len(places) != 1:
        return frozenset()
    found = set()
    for word in words[places[0] + 1 :]:
        if word.name:
            found.add(word.told)
        elif word.told or found:
            break
    return frozenset(found)


def _words(statement: Statement, names: frozenset[str]) -> str:
    """The words of a name as they stand."""
    return " ".join(statement.text[word.start : word.end] for word in statement.wording.words if word.told in names)


@functools.cache
def _mutual(lang: str) -> frozenset[str]:
    return frozenset(stem_of(word, lang) for word in load_lexicon(lang).contraries.mutual)


@functools.cache
def _articles(lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_lexicon(lang).figures.articles)


@functools.cache
def _by(lang: str) -> frozenset[str]:
    return frozenset(fold(word) for word in load_lexicon(lang).grammar.by[:1])


def _conflict(pair: Pair, first: str, second: str, rule: str, message: str) -> Conflict:
    reason = reason_of(pair, rule, message, first=first, second=second, score=pair.contained_both())
    return Conflict((pair.first.document, pair.second.document), ConflictKind.AGENT, (reason,))
