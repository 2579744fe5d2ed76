"""The passages that show a relation, side by side: verbatim runs of a copy, aligned sentences of what was reworded."""

from __future__ import annotations

from collections.abc import Iterator

from selon.story.lineage.signs import Signs
from selon.story.lineage.texts import Text
from selon.types import Passage, Reason, Relation

_SHOWN = 6
"""Pairs of passages that are shown of one relation."""
_QUOTED_LIKENESS = 0.5
"""Likeness from which on two sentences are shown as answering each other."""
_ANSWERS = {
    Relation.TRANSLATION: "a sentence and its translation, in the same place in the order",
    Relation.REWRITE: "a sentence and what became of it, in the same place in the order",
}


def evidence_of(relation: Relation, source: Text, target: Text, signs: Signs) -> tuple[Reason, ...]:
    """Why a relation is named; `signs` are of `source` and `target`, in this order."""
    if relation is Relation.COPY:
        return tuple(_runs(source, target, signs))
    return tuple(_aligned(relation, source, target, signs))


def _runs(source: Text, target: Text, signs: Signs) -> Iterator[Reason]:
    longest = sorted(signs.runs, key=lambda run: (-run.length, run.second))[:_SHOWN]
    for run in sorted(longest, key=lambda run: run.second):
        first, last = run.first, run.first + run.length - 1
        second, end = run.second, run.second + run.length - 1
        yield Reason(
            "verbatim",
            "{count} words in a row are the same",
            (("count", str(run.length)),),
            None,
            Passage(source.profile.id, source.script.starts[first], source.script.ends[last]),
            Passage(target.profile.id, target.script.starts[second], target.script.ends[end]),
        )


def _aligned(relation: Relation, source: Text, target: Text, signs: Signs) -> Iterator[Reason]:
    pairs = sorted(signs.alignment.pairs, key=lambda pair: (-pair.likeness, pair.first))
    best = [pair for pair in pairs if pair.likeness >= _QUOTED_LIKENESS][:_SHOWN] or pairs[:1]
    for pair in sorted(best, key=lambda pair: pair.first):
        one, other = source.profile.units[pair.first], target.profile.units[pair.second]
        yield Reason(
            "aligned",
            _ANSWERS[relation],
            (),
            round(pair.likeness, 4),
            Passage(source.profile.id, one.start, one.end),
            Passage(target.profile.id, other.start, other.end),
        )
