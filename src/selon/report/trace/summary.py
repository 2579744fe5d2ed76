"""What was found in a story, in at most about six plain sentences, each with where the report shows it.

It says what the documents do with each other's words, what remains
undetermined, and never what is true. The earliest document that was collected
is called just that. What is not told here stands in the sections below.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selon.report.interface import Interface
from selon.report.measures import days_words
from selon.report.passages import clipped
from selon.report.trace.claims import ChangeView
from selon.report.trace.phrases import conflict_words, standing_label
from selon.report.trace.shelf import Retelling
from selon.report.trace.view import StoryView
from selon.report.trace.wording import RELATIONS
from selon.types import Direction, Relation, StoryTally

_NAMED = 2
"""How many hardenings or conflicts are told one by one; the others are counted."""
_LISTED = 3
"""How many documents are named in a row."""
_LONGEST_CLAIM = 90


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence, and the key of the part of the report that shows what it rests on."""

    text: str
    key: str


def findings_of(story: StoryView, ui: Interface) -> tuple[Finding, ...]:
    """The sentences on a story, in the order in which a reader asks."""
    if story.alone:
        return (Finding(ui.say("It stands alone: no other document tells of it."), f"{story.key}"),)
    return (
        _retellings(story, ui),
        _lineage(story, ui),
        _origins(story, ui),
        *_changes(story, ui),
        *_conflicts(story, ui),
        *_overclaims(story, ui),
        *_undetermined(story, ui),
    )


def summary_text(story: StoryView, ui: Interface) -> str:
    """The same as one paragraph."""
    return " ".join(finding.text for finding in findings_of(story, ui))


def tally_of(story: StoryView) -> StoryTally:
    """What lists count of a story: what its report shows, so that both say the same."""
    widest = max(story.claims, key=lambda claim: (claim.told, claim.id), default=None)
    return StoryTally(
        origins=(widest.origins.low, widest.origins.high) if widest else None,
        hardened=len({change.claim for change in _hardening(story)}),
        conflicts=len(story.conflicts),
        overclaims=len(story.overclaims),
    )


def _hardening(story: StoryView) -> list[ChangeView]:
    return [change for change in story.changes if change.direction is Direction.HARDENING]


def _retellings(story: StoryView, ui: Interface) -> Finding:
    told = ui.count(len(story.retellings), "{n} retelling", "{n} retellings")
    languages = ", ".join(dict.fromkeys(retelling.language for retelling in story.retellings))
    published = [retelling.document.published or "" for retelling in story.retellings if retelling.day is not None]
    dates = [one.partition("T")[0] for one in published]
    key = f"{story.key}-lineage"
    if not dates:
        return Finding(ui.say("{told} ({languages}); none has a date.", told=told, languages=languages), key)
    when = days_words(ui, dates[0], dates[-1])
    said = ui.say(
        "{told} ({languages}), dated {when}; earliest collected: {names}, earlier ones may exist.",
        told=told,
        languages=languages,
        when=when,
        names=_names(_labels(_earliest(story)), ui),
    )
    return Finding(said, key)


def _earliest(story: StoryView) -> list[Retelling]:
    """The retellings of the first day; of those whose hour is known, the first alone."""
    first = next(found for found in story.retellings if found.day is not None)
    of_day = [found for found in story.retellings if found.date == first.date]
    hours = [found.hour for found in of_day if found.hour]
    if len({hour.endswith("Z") for hour in hours}) > 1:  # clocks that cannot be compared
        return of_day
    return [found for found in of_day if not found.hour or found.hour == min(hours)]


def _lineage(story: StoryView, ui: Interface) -> Finding:
    key = f"{story.key}-lineage"
    counted: Counter[Relation] = Counter(
        edge.relation for edge in story.lineage if edge.relation is not Relation.INDEPENDENT
    )
    if not counted:
        return Finding(ui.say("None was found to have taken from another."), key)
    links = ", ".join(f"{ui.say(RELATIONS[kind])} {ui.number(counted[kind])}" for kind in Relation if counted[kind])
    undetermined = {side.label for edge in story.lineage if not edge.directed for side in (edge.source, edge.target)}
    roots = [root.label for root in story.roots if root.label not in undetermined]
    if not roots:
        return Finding(ui.say("Links found between them: {links}.", links=links), key)
    names = _names(roots, ui)
    said = ui.say(
        "Links found between them: {links}; not found to have taken from another: {names}.", links=links, names=names
    )
    return Finding(said, key)


def _origins(story: StoryView, ui: Interface) -> Finding:
    told = [claim for claim in story.claims if claim.told > 1]
    if not told:
        return Finding(ui.say("No claim was found in more than one of them."), f"{story.key}-matrix")
    one = sum(claim.origins.high <= 1 and claim.origins.low > 0 for claim in told)
    several = sum(claim.origins.low > 1 for claim in told)
    unclear = len(told) - one - several
    outside = dict.fromkeys(name for claim in told for name in claim.origins.outside)
    named = _names((clipped(name, 40) for name in outside), ui)
    parts = (
        (one, ui.count(one, "{n} rests on one origin", "{n} rest on one origin each")),
        (several, ui.count(several, "{n} has several origins", "{n} have several origins")),
        (unclear, ui.say("for {number} the number of origins is undetermined", number=ui.number(unclear))),
        (len(outside), ui.say("sources named beyond these documents: {names}", names=named)),
    )  # fmt: skip
    claims = ui.count(len(told), "{n} claim told more than once", "{n} claims told more than once")
    said = ui.listed(words for number, words in parts if number)
    return Finding(ui.say("{claims}: {said}.", claims=claims, said=said), f"{story.key}-origins")


def _changes(story: StoryView, ui: Interface) -> Iterator[Finding]:
    hardened = _hardening(story)
    if not hardened and story.shared:
        yield Finding(ui.say("No claim was found to have hardened on the way."), f"{story.key}-matrix")
    by_claim: dict[str, list[ChangeView]] = {}
    for change in hardened:
        by_claim.setdefault(change.claim, []).append(change)
    if not by_claim:
        return
    shown = [_hardened(changes, ui) for changes in list(by_claim.values())[:_NAMED]]
    counted = ui.count(len(by_claim), "{n} claim hardened on the way", "{n} claims hardened on the way")
    yield Finding(_told(counted, shown, len(by_claim), ui), hardened[0].key)


def _hardened(changes: list[ChangeView], ui: Interface) -> str:
    claim = clipped(changes[0].text, _LONGEST_CLAIM)
    return ui.say("‘{claim}’ {step}", claim=claim, step=_step(changes[0], ui))


def _step(change: ChangeView, ui: Interface) -> str:
    if change.before and change.after and change.before.standing is not change.after.standing:
        source, target = (standing_label(ui, change, before=before) for before in (True, False))
        return ui.say("from {source} to {target}", source=source, target=target)
    return ui.say(
        "from {source} to {target} ({kinds})",
        source=change.source.label,
        target=change.target.label,
        kinds=", ".join(change.kinds),
    )


def _conflicts(story: StoryView, ui: Interface) -> Iterator[Finding]:
    if not story.conflicts:
        if story.shared or story.figures:
            yield Finding(ui.say("No accounts were found that exclude each other."), f"{story.key}-matrix")
        return
    many = len(story.conflicts)
    shown = [conflict_words(ui, conflict, _LONGEST_CLAIM) for conflict in story.conflicts[:_NAMED]]
    counted = ui.count(many, "Accounts exclude each other in {n} point", "Accounts exclude each other in {n} points")
    yield Finding(_told(counted, shown, many, ui), story.conflicts[0].key)


def _told(counted: str, shown: list[str], many: int, ui: Interface) -> str:
    """How many there are, and the first of them."""
    if more := many - len(shown):
        shown = [*shown, ui.say("and {number} more", number=ui.number(more))]
    return ui.say("{claims}: {said}.", claims=counted, said=ui.listed(shown))


def _overclaims(story: StoryView, ui: Interface) -> Iterator[Finding]:
    over = dict.fromkeys(found.retelling.label for found in story.overclaims)
    if over:
        said = ui.say("The headline goes further than the article in {names}.", names=_names(over, ui))
        yield Finding(said, f"{story.key}-overclaims")


def _undetermined(story: StoryView, ui: Interface) -> Iterator[Finding]:
    undated = _labels(retelling for retelling in story.retellings if retelling.day is None)
    unread = _labels(retelling for retelling in story.retellings if not retelling.read)
    undirected = dict.fromkeys(
        f"{edge.source.label} – {edge.target.label}" for edge in story.lineage if not edge.directed
    )
    parts = []
    if undirected:
        parts.append(ui.say("which took from which, of {names}", names=_names(undirected, ui)))
    if undated and len(undated) < len(story.retellings):
        parts.append(ui.say("the date of {names}", names=_names(undated, ui)))
    if unread:
        parts.append(ui.say("the claims of {names}, which were not read", names=_names(unread, ui)))
    if parts:
        yield Finding(ui.say("Undetermined: {parts}.", parts=ui.listed(parts)), f"{story.key}-lineage")


def _labels(retellings: Iterable[Retelling]) -> list[str]:
    return [retelling.label for retelling in retellings]


def _names(names: Iterable[str], ui: Interface) -> str:
    given = list(names)
    said = ", ".join(given[:_LISTED])
    return (
        said
        if len(given) <= _LISTED
        else ui.say("{names} and {number} more", names=said, number=ui.number(len(given) - _LISTED))
    )
