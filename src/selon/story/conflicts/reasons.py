"""Why two statements are said to exclude each other, in a sentence, with both passages."""

from __future__ import annotations

from selon.story.conflicts.agreement import Pair
from selon.story.conflicts.statements import Statement
from selon.types import Reason


def reason_of(pair: Pair, rule: str, message: str, score: float, **values: str) -> Reason:
    """The reason of a rule for a pair; `values` fill the names in `message`."""
    return Reason(
        rule=rule,
        message=message,
        values=tuple(values.items()),
        score=round(score, 3),
        source=pair.first.passage,
        target=pair.second.passage,
    )


def quote(statement: Statement, first: int, last: int) -> str:
    """The words of a statement from one place to another, as they stand."""
    words = statement.wording.words
    return statement.text[words[first].start : words[last].end]
