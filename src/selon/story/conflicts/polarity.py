"""One statement puts forward what the other says is not so."""

from __future__ import annotations

from collections.abc import Callable

from selon.lang import load_lexicon
from selon.lang.spelling import fold
from selon.story.conflicts.agreement import Pair, clause_keys
from selon.story.conflicts.reasons import quote, reason_of
from selon.story.conflicts.rejections import How, Rejection
from selon.story.conflicts.statements import Wording
from selon.types import Conflict, ConflictKind

_ABOUT_ONE_THING = 0.3
"""The share of the words of one statement that the other must have, where the negated word itself is met."""
_MASS = 2.5
"""The weight of words in common from which it is."""
_CLAUSE_MET = 0.4
"""The share of the words of a negated clause that the other must have, where the negated word is put otherwise."""
_CLAUSE_MASS = 2.0
"""The weight of words in common with a negated clause from which it is about the same."""
_ALIKE = 0.6
"""The likeness of meaning from which one word in common with the clause is enough."""


def find_polarity(pair: Pair) -> Conflict | None:
    """The conflict of a statement with one that negates, denies or calls untrue what it says."""
    for side in (pair, pair.turned()):
        for rejection in side.first.wording.rejections:
            test = _TESTS.get(rejection.kind)
            if test is not None and not _is_idle(side, rejection) and test(side, rejection):
                return _conflict(pair, side, rejection)
    return None


def _is_idle(pair: Pair, rejection: Rejection) -> bool:
    """Whether nothing can follow from a rejection: in a condition, up to a time, of another number, or not alone."""
    wording, other = pair.first.wording, pair.second.wording
    if not rejection.heads or rejection.last in wording.supposed or other.rejections:
        return True
    if rejection.kind is not How.NEGATED:
        return False
    until = {fold(word) for word in load_lexicon(pair.first.lang).contraries.until}
    number = wording.clause[rejection.last]
    clause = [word for i, word in enumerate(wording.words) if wording.clause[i] == number]
    return any(word.form in until or (word.number and word.number not in other.told) for word in clause)


def _negates(pair: Pair, rejection: Rejection) -> bool:
    wording, other = pair.first.wording, pair.second.wording
    met = _met(wording, rejection, other)
    if met:
        return _is_about_one_thing(pair) and bool(met - _kept(wording))
    clause = clause_keys(wording, rejection.last)
    common = pair.weights(clause & other.told.keys())
    if common >= 1.0 and pair.likeness() >= _ALIKE:
        return True
    return common >= _CLAUSE_MASS and common >= _CLAUSE_MET * pair.weights(clause)


def _denies(pair: Pair, rejection: Rejection) -> bool:
    met = _met(pair.first.wording, rejection, pair.second.wording)
    return bool(met) and _is_about_one_thing(pair)


def _replaces(pair: Pair, rejection: Rejection) -> bool:
    wording = pair.first.wording
    met = _met(wording, rejection, pair.second.wording) - _kept(wording)
    return 2 * len(met) >= len(rejection.heads) and _is_about_one_thing(pair)


def _is_about_one_thing(pair: Pair) -> bool:
    return pair.mass() >= _MASS and pair.contained() >= _ABOUT_ONE_THING


def _kept(wording: Wording) -> frozenset[str]:
    """The words that a statement also has outside what it rejects."""
    return frozenset(word.told for i, word in enumerate(wording.words) if word.told and i not in wording.rejected)


_TESTS: dict[How, Callable[[Pair, Rejection], bool]] = {
    How.NEGATED: _negates,
    How.DENIED: _denies,
    How.UNTRUE: lambda pair, _: _is_about_one_thing(pair),
    How.INSTEAD: _replaces,
}


def _met(wording: Wording, rejection: Rejection, other: Wording) -> frozenset[str]:
    """The rejected words that the other statement has."""
    return frozenset(wording.words[i].told for i in rejection.heads) & other.told.keys()


def _conflict(pair: Pair, side: Pair, rejection: Rejection) -> Conflict:
    wording = side.first.wording
    last = max(rejection.heads, default=rejection.last)
    rejected = quote(side.first, min(rejection.first, *rejection.heads), max(rejection.last, last))
    common = [word for word in side.second.wording.words if word.told and word.told in wording.told]
    said = " ".join(side.second.text[word.start : word.end] for word in common)
    reason = reason_of(
        pair,
        "opposite-polarity",
        "one says ‘{said}’, of which the other says ‘{rejected}’",
        said=said,
        rejected=rejected,
        score=pair.contained(),
    )
    return Conflict((pair.first.document, pair.second.document), ConflictKind.POLARITY, (reason,))
