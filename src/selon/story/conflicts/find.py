"""What of one document excludes what another says.

Every statement of the one is held against those of the other that share its
words. A question states nothing; what one document supposes, hedges or only
rejects is held against nothing either.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from selon.story.conflicts.agents import find_agents
from selon.story.conflicts.agreement import ALIKE, Pair, Weights, weights_of
from selon.story.conflicts.dates import find_dates
from selon.story.conflicts.figures import find_figures
from selon.story.conflicts.opposites import find_opposites
from selon.story.conflicts.polarity import find_polarity
from selon.story.conflicts.statements import Statement, statements_of
from selon.story.profile import Profile
from selon.types import Conflict, ConflictKind, Passage

_FEWEST = 2
"""Words in common below which two statements are about different things."""


def find_conflicts(a: Profile, b: Profile) -> tuple[Conflict, ...]:
    """What two documents say that cannot both hold, in the order of the first document's text."""
    if a.document.lang != b.document.lang:
        return ()
    mine, theirs = statements_of(a), statements_of(b)
    weights = weights_of(mine, theirs)
    found = []
    for one, other in _pairs(mine, theirs):
        conflict = statements_conflict(one, other, weights)
        if conflict and not _takes_back(one, other, mine) and not _takes_back(other, one, theirs):
            found.append(conflict)
    return _one_a_statement(found)


def _one_a_statement(conflicts: Sequence[Conflict]) -> tuple[Conflict, ...]:
    """The conflicts without those of a statement that has a surer one of the same kind, in the order given."""
    kept: list[Conflict] = []
    taken: set[tuple[ConflictKind, Passage | None]] = set()
    for conflict in sorted(conflicts, key=lambda one: -(one.reasons[0].score or 0.0)):
        sides = {(conflict.about, conflict.reasons[0].source), (conflict.about, conflict.reasons[0].target)}
        if not sides & taken:
            kept.append(conflict)
        taken |= sides
    return tuple(conflict for conflict in conflicts if conflict in kept)


def _takes_back(statement: Statement, against: Statement, document: Sequence[Statement]) -> bool:
    """Whether a document rejects elsewhere what one of its statements puts forward, as the other document does."""
    if statement.wording.rejections or not against.wording.rejections:
        return False
    others = (other for other in document if other is not statement and other.wording.rejections)
    return any(find_polarity(Pair(statement, other)) for other in others)


def statements_conflict(first: Statement, second: Statement, weights: Weights = ALIKE) -> Conflict | None:
    """The conflict between two statements in one language, or None; `weights` say what their words tell."""
    if first.lang != second.lang or first.wording.asks or second.wording.asks or (first.hedged and second.hedged):
        return None
    pair = Pair(first, second, weights)
    return next((conflict for find in _WAYS if (conflict := find(pair)) is not None), None)


_WAYS: tuple[Callable[[Pair], Conflict | None], ...] = (
    find_polarity,
    find_opposites,
    find_figures,
    find_dates,
    find_agents,
)


def _pairs(mine: Sequence[Statement], theirs: Sequence[Statement]) -> Iterator[tuple[Statement, Statement]]:
    for one in mine:
        for other in theirs:
            if len(one.wording.told.keys() & other.wording.told.keys()) >= _FEWEST:
                yield one, other
