"""Words that two pages share because they stand under every article of a site: a notice on cookies is no lineage.

Such words have to do with neither article: what is left of each does not speak
of the same things as they do, nor as what is left of the other. A name, other
than the outlet's own, that stands in them and in what is left shows that they
belong there: a wire's paragraph within a report of one's own.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from selon.story.lineage.texts import Text
from selon.story.lineage.verbatim import Run
from selon.story.profile import Unit
from selon.story.terms import terms_of

_LEFT = 120
"""Characters that are left of an article beside its furniture."""
_OF_ANOTHER_MATTER = 0.1
"""Likeness of words below which what is shared does not belong to an article."""
_ALIKE = 0.2
"""Likeness of words from which on what is left of both articles tells of one thing."""


def is_furniture(a: Text, b: Text, runs: Sequence[Run]) -> bool:
    """Whether the runs that two texts share belong to neither of their articles."""
    shared, left = zip(*(_parted(text, spans) for text, spans in _spans(a, b, runs)), strict=True)
    if not runs or any(sum(len(unit.text) for unit in units) < _LEFT for units in left):
        return False
    own = frozenset().union(*(terms_of(text.profile.document.outlet or "").names for text in (a, b)))
    if (_named(unit for units in shared for unit in units) - own) & (_named(left[0]) | _named(left[1])):
        return False
    bags = [_bag(units) for units in left]
    belongs = max(_cosine(_bag(units), bag) for units, bag in zip(shared, bags, strict=True))
    return belongs < _OF_ANOTHER_MATTER and _cosine(*bags) < _ALIKE


def _spans(a: Text, b: Text, runs: Sequence[Run]) -> Iterator[tuple[Text, list[tuple[int, int]]]]:
    for text, firsts in ((a, [run.first for run in runs]), (b, [run.second for run in runs])):
        script = text.script
        pairs = zip(firsts, runs, strict=True)
        yield text, [(script.starts[first], script.ends[first + run.length - 1]) for first, run in pairs]


def _parted(text: Text, spans: Sequence[tuple[int, int]]) -> tuple[list[Unit], list[Unit]]:
    """The sentences mostly within the spans, and the others."""
    within: list[Unit] = []
    without: list[Unit] = []
    for unit in text.profile.units:
        covered = sum(max(0, min(end, unit.end) - max(start, unit.start)) for start, end in spans)
        (within if 2 * covered > unit.end - unit.start else without).append(unit)
    return within, without


def _named(units: Iterable[Unit]) -> frozenset[str]:
    return frozenset(name for unit in units for name in unit.terms.names)


def _bag(units: Sequence[Unit]) -> Counter[str]:
    return Counter(word for unit in units for word in unit.terms.words)


def _cosine(a: Counter[str], b: Counter[str]) -> float:
    lengths = math.sqrt(sum(many * many for many in a.values()) * sum(many * many for many in b.values()))
    return sum(many * b[word] for word, many in a.items() if word in b) / lengths if lengths else 0.0
