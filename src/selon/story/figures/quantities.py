"""Which figures of a story count the same thing: what befell whom, where, of the whole or of a part.

Figures are taken in the order given, and each joins the quantity it fits best;
what it must not differ in (event, place, whole or part) keeps it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from selon.story.claims.propositions import Proposition
from selon.story.figures.places import place_of
from selon.types import Figure

_GENERAL = frozenset({"person", "death", "victim", "injured", "case", "infection", ""})
"""Concepts that say no more than that people are counted."""
_TIMES = frozenset({"minute", "hour", "day", "week", "month", "year"})
"""Concepts that nothing befalls."""
_SHARE = "share"
_VAGUE = 5
"""From how many times its low end a range is no count: "dozens" is 24 to 120, "thousands" 2,000 to 10,000."""
GROWING = frozenset({"killed", "wounded", "missing", "infected", "displaced", "arrested", "buried", "captured", "lost"})
"""Events whose count grows while it is made."""
_COMMON_PLACE = 0.5
"""The share of documents that name a country from which it says nothing of where a figure was counted."""
_SAME_EVENT, _SAME_CONCEPT, _SAME_VALUE, _SAME_SMALL, _SAME_PLACE, _SAME_WORDS = 1.0, 0.5, 1.0, 0.5, 1.0, 0.6
"""What each speaks for one quantity; words at most, and a number below `_TELLING` less than another."""
_ENOUGH = 1.0
"""What together makes a figure one of a quantity: what befell them, the place, or a telling number does alone."""
_TELLING = 10
"""From which on the same number is hardly met by chance."""


@dataclass(slots=True)
class Quantity:
    """Figures of one thing: `members` are places in the list of propositions; the rest is what they have in common."""

    event: str | None
    concept: str
    scope: str
    part: bool
    members: list[int] = field(default_factory=list)
    values: set[float] = field(default_factory=set)
    words: Counter[str] = field(default_factory=Counter)

    @property
    def grows(self) -> bool:
        """Whether its count grows while it is made, as a toll does; so does a part of one at some place."""
        return self.event in GROWING or (self.event is None and bool(self.scope) and self.concept in _GENERAL)


@dataclass(frozen=True, slots=True)
class _Counted:
    """What one figure counts."""

    event: str | None
    concept: str
    scope: str
    part: bool
    value: float | None
    words: frozenset[str]


def find_quantities(propositions: Sequence[Proposition], documents: int) -> list[Quantity]:
    """The quantities that the figures among the propositions are of, in the order of their first figures.

    `propositions` are in the order of documents and text; `documents` is how
    many the story has. Quantities with a single figure are included.
    """
    common = _common_places(propositions, documents)
    found: list[Quantity] = []
    whole: Proposition | None = None
    for place, one in enumerate(propositions):
        if one.figure is None or _is_vague(one.figure):
            continue
        whole = one if not one.part or whole is None or whole.document != one.document else whole
        counted = _counted(one, one.figure, whole.figure, common)
        home = _best(found, counted)
        if home is None:
            home = Quantity(counted.event, counted.concept, counted.scope, counted.part)
            found.append(home)
        _join(home, place, counted)
    return found


def _best(quantities: Sequence[Quantity], counted: _Counted) -> Quantity | None:
    """The first of the quantities that a figure fits best; None where it fits none well enough."""
    fits = [_fit(counted, quantity) for quantity in quantities]
    best = max(fits, default=0.0)
    return quantities[fits.index(best)] if best >= _ENOUGH else None


def _is_vague(figure: Figure) -> bool:
    if figure.value is not None:
        return False
    return figure.low is None or figure.high is None or figure.high >= figure.low * _VAGUE


def _common_places(propositions: Sequence[Proposition], documents: int) -> frozenset[str]:
    seen: dict[str, set[int]] = {}
    for one in propositions:
        for name in one.terms.names:
            if name.startswith("@"):
                seen.setdefault(name, set()).add(one.document)
    return frozenset(name for name, where in seen.items() if len(where) >= _COMMON_PLACE * documents)


def _counted(one: Proposition, figure: Figure, whole: Figure | None, common: frozenset[str]) -> _Counted:
    value = figure.value if figure.value is not None else figure.low
    concept = _SHARE if value is not None and 0 < value < 1 else figure.concept or ""
    event = whole.event if one.part and whole and whole.event else figure.event
    scope = place_of(one, figure)
    return _Counted(
        event=None if concept in _TIMES or concept == _SHARE else event,
        concept=concept,
        scope="" if scope in common else scope,
        part=one.part,
        value=value,
        words=frozenset(one.terms.words),
    )


def _fit(counted: _Counted, quantity: Quantity) -> float:
    """How well a figure fits a quantity; 0 where it cannot be of it."""
    same_value = counted.value is not None and counted.value in quantity.values
    if counted.scope != quantity.scope or (counted.part != quantity.part and not same_value):
        return 0.0
    if counted.event != quantity.event and ((counted.event and quantity.event) or not (same_value or counted.scope)):
        return 0.0
    if not _concepts_agree(counted.concept, quantity.concept, same_value=same_value):
        return 0.0
    shared = sum(1 for word in counted.words if quantity.words[word])
    score = _SAME_EVENT if counted.event and counted.event == quantity.event else 0.0
    score += _SAME_CONCEPT if counted.concept and counted.concept == quantity.concept else 0.0
    score += (_SAME_VALUE if counted.value and counted.value >= _TELLING else _SAME_SMALL) if same_value else 0.0
    score += _SAME_PLACE if counted.scope else 0.0
    return score + _SAME_WORDS * min(1.0, shared / max(1, min(2, len(counted.words))))


def _concepts_agree(one: str, other: str, *, same_value: bool) -> bool:
    if one == other or (one in _GENERAL and other in _GENERAL):
        return True
    return same_value and _SHARE not in (one, other) and (one in _GENERAL or other in _GENERAL)


def _join(quantity: Quantity, place: int, counted: _Counted) -> None:
    if counted.concept not in _GENERAL:
        quantity.concept = counted.concept
    if not quantity.members or quantity.concept in _GENERAL:
        quantity.event = quantity.event or counted.event
    quantity.members.append(place)
    quantity.words.update(counted.words)
    if counted.value is not None:
        quantity.values.add(counted.value)
