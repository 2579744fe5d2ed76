"""What somebody is said to have said, as it is shown: claims through time by story, and what outlets made of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from selon.report.interface import Interface
from selon.report.ledger.words import HELD
from selon.report.trace.claims import ChangeView, claims_of, without_repeats
from selon.report.trace.conflicts import ConflictView, conflicts_of
from selon.report.trace.shelf import Quote, Shelf
from selon.report.words import SIGNS, STANDINGS
from selon.types import Change, Claim, Instance, Origins, Passage, Standing, StoryClaim, Topic, Who


@dataclass(frozen=True, slots=True)
class Saying:
    """A claim as one document has it: `held` says how the source itself holds it, empty where that is not known."""

    quote: Quote
    standing: Standing
    sign: str
    word: str
    held: str

    @property
    def day(self) -> tuple[bool, int, int]:
        """Its place in time, undated ones last."""
        found = self.quote.retelling
        return found.day is None, found.day or 0, found.number


@dataclass(frozen=True, slots=True)
class TopicView:
    """What was said in one story: each claim with its sayings in the order of time."""

    topic: Topic
    claims: tuple[tuple[Saying, ...], ...]


def topic_view(shelf: Shelf, topic: Topic) -> TopicView:
    """A topic as it is shown; claims stand in the order of their first saying."""
    claims = (sayings_of(shelf, claim) for claim in topic.claims)
    return TopicView(topic, tuple(sorted((one for one in claims if one), key=lambda one: one[0].day)))


def sayings_of(shelf: Shelf, claim: StoryClaim) -> tuple[Saying, ...]:
    """Every passage that has the claim, the earliest first."""
    found = dict.fromkeys(_saying(shelf, instance) for instance in claim.instances)
    return tuple(sorted(found, key=lambda saying: (saying.day, saying.quote.start)))


def _saying(shelf: Shelf, instance: Instance) -> Saying:
    claim = shelf.claim(instance.document, instance.claim)
    return Saying(
        quote=shelf.quote(instance.document, instance.start, instance.end),
        standing=instance.standing,
        sign=SIGNS[instance.standing],
        word=shelf.ui.say(STANDINGS[instance.standing]),
        held=_held(shelf, claim) if claim else "",
    )


def _held(shelf: Shelf, claim: Claim) -> str:
    """How the source holds it: its own layer of factuality, which is the last; the author's is in the standing."""
    own = [layer for layer in claim.factuality if layer.by != "author"]
    layer = next((layer for layer in own if layer.by == claim.entity), own[-1] if own else None)
    return shelf.ui.say(HELD[layer.value]) if layer else ""


def contradictions_of(shelf: Shelf, who: Who) -> tuple[ConflictView, ...]:
    """Where somebody's own claims cannot both hold, as it is shown."""
    return conflicts_of(shelf, "c", (("", conflict) for conflict in who.contradictions))


def contradiction_words(ui: Interface, conflict: ConflictView) -> str:
    """Which of its reports do so, when they are from, and in which respect."""
    first, second = (f"{one.label} ({one.date})" for one in conflict.between)
    if first == second:
        return ui.say("{first}, {about}", first=first, about=conflict.about)
    return ui.say("{first} and {second}, {about}", first=first, second=second, about=conflict.about)


def changes_of(shelf: Shelf, topics: Iterable[Topic], changes: Iterable[Change]) -> tuple[ChangeView, ...]:
    """The changes as they are shown, each with the standing of the claim it is about; of the same, one."""
    claims = [claim for topic in topics for claim in topic.claims]
    by_claim: dict[int, list[Change]] = {}
    for change in changes:
        by_claim.setdefault(_claim_of(claims, change), []).append(change)
    views: list[ChangeView] = []
    for place, held in by_claim.items():
        claim = claims[place] if place >= 0 else _NONE
        carrier = replace(claim, changes=tuple(held), conflicts=(), near=())
        views += (view for row in claims_of(shelf, f"k{place}", (carrier,), ()) for view in row.changes)
    return without_repeats(views)


_NONE = StoryClaim("", "", (), Origins(0, 0))
"""Carries changes whose claim is not among those shown."""


def _claim_of(claims: list[StoryClaim], change: Change) -> int:
    """The place of the claim that stands under the passages of a change in most of them; -1 where none does."""
    passages = [side for reason in change.reasons for side in (reason.source, reason.target) if side is not None]
    touched = [sum(_touches(claim, passage) for passage in passages) for claim in claims]
    best = max(touched, default=0)
    return touched.index(best) if best else -1


def _touches(claim: StoryClaim, passage: Passage) -> bool:
    return any(
        one.document == passage.document and one.start < passage.end and passage.start < one.end
        for one in claim.instances
    )
