"""What was found in a story, in a few plain sentences, each with where the report shows it.

It says what the documents do with each other's words, what remains
undetermined, and never what is true. The earliest document that was collected
is called just that.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from selon.report.interface import Interface
from selon.report.passages import clipped
from selon.report.trace.claims import ChangeView
from selon.report.trace.phrases import standing_label
from selon.report.trace.shelf import Retelling
from selon.report.trace.view import StoryView
from selon.report.trace.wording import RELATIONS
from selon.types import Direction, Relation

_NAMED = 3
"""How many changes or conflicts are told one by one; the others are counted."""
_LISTED = 5
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
        *_retellings(story, ui),
        *_lineage(story, ui),
        *_origins(story, ui),
        *_changes(story, ui),
        *_conflicts(story, ui),
        *_figures(story, ui),
        *_overclaims(story, ui),
        *_undetermined(story, ui),
    )


def summary_text(story: StoryView, ui: Interface) -> str:
    """The same as one paragraph."""
    return " ".join(finding.text for finding in findings_of(story, ui))


def _retellings(story: StoryView, ui: Interface) -> Iterator[Finding]:
    told = ui.count(len(story.retellings), "{n} retelling", "{n} retellings")
    languages = ", ".join(dict.fromkeys(retelling.language for retelling in story.retellings))
    dates = [retelling.date for retelling in story.retellings if retelling.day is not None]
    key = f"{story.key}-lineage"
    if not dates:
        yield Finding(ui.say("{told} ({languages}); none has a date.", told=told, languages=languages), key)
        return
    when = dates[0] if dates[0] == dates[-1] else ui.say("{begin} to {end}", begin=dates[0], end=dates[-1])
    yield Finding(ui.say("{told} ({languages}), dated {when}.", told=told, languages=languages, when=when), key)
    earliest = [found.label for found in story.retellings if found.date == dates[0]]
    yield Finding(ui.say("Earliest collected: {names}; earlier ones may exist.", names=_names(earliest, ui)), key)


def _lineage(story: StoryView, ui: Interface) -> Iterator[Finding]:
    key = f"{story.key}-lineage"
    counted: Counter[Relation] = Counter(
        edge.relation for edge in story.lineage if edge.relation is not Relation.INDEPENDENT
    )
    if not counted:
        yield Finding(ui.say("None was found to have taken from another."), key)
        return
    links = ", ".join(f"{ui.say(RELATIONS[kind])} {ui.number(counted[kind])}" for kind in Relation if counted[kind])
    yield Finding(ui.say("Links found between them: {links}.", links=links), key)
    roots = _names((root.label for root in story.roots), ui)
    yield Finding(ui.say("Not found to have taken from another: {names}.", names=roots), key)


def _origins(story: StoryView, ui: Interface) -> Iterator[Finding]:
    told = [claim for claim in story.claims if claim.told > 1]
    key = f"{story.key}-origins"
    if not told:
        yield Finding(ui.say("No claim was found in more than one of them."), f"{story.key}-matrix")
        return
    one = sum(claim.origins.high <= 1 and claim.origins.low > 0 for claim in told)
    several = sum(claim.origins.low > 1 for claim in told)
    unclear = len(told) - one - several
    parts = (
        (one, ui.count(one, "{n} rests on one origin", "{n} rest on one origin each")),
        (several, ui.count(several, "{n} has several origins", "{n} have several origins")),
        (unclear, ui.say("for {number} the number of origins is undetermined", number=ui.number(unclear))),
    )  # fmt: skip
    claims = ui.count(len(told), "{n} claim told more than once", "{n} claims told more than once")
    said = ui.listed(words for number, words in parts if number)
    yield Finding(ui.say("{claims}: {said}.", claims=claims, said=said), key)
    outside = dict.fromkeys(name for claim in told for name in claim.origins.outside)
    if outside:
        names = _names((clipped(name, 40) for name in outside), ui)
        yield Finding(ui.say("Sources named beyond these documents: {names}.", names=names), key)


def _changes(story: StoryView, ui: Interface) -> Iterator[Finding]:
    hardened = [change for change in story.changes if change.direction is Direction.HARDENING]
    key = f"{story.key}-changes"
    if not hardened and story.shared:
        yield Finding(ui.say("No claim was found to have hardened on the way."), f"{story.key}-matrix")
    by_claim: dict[str, list[ChangeView]] = {}
    for change in hardened:
        by_claim.setdefault(change.claim, []).append(change)
    for changes in list(by_claim.values())[:_NAMED]:
        steps = ui.listed(_step(change, ui) for change in changes[:_LISTED])
        claim = clipped(changes[0].text, _LONGEST_CLAIM)
        yield Finding(ui.say("‘{claim}’ hardened {steps}.", claim=claim, steps=steps), changes[0].key)
    if (more := len(by_claim) - _NAMED) > 0:
        yield Finding(ui.count(more, "{n} more claim hardened.", "{n} more claims hardened."), key)
    if softened := sum(change.direction is Direction.SOFTENING for change in story.changes):
        yield Finding(ui.count(softened, "{n} change softened a claim.", "{n} changes softened a claim."), key)


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
    if not story.conflicts and (story.shared or story.figures):
        yield Finding(ui.say("No accounts were found that exclude each other."), f"{story.key}-matrix")
    for conflict in story.conflicts[:_NAMED]:
        first, second = conflict.between
        said = ui.say(
            "{first} and {second} exclude each other {about}: ‘{matter}’.",
            first=first.label,
            second=second.label,
            about=conflict.about,
            matter=clipped(conflict.matter, _LONGEST_CLAIM),
        )
        yield Finding(said, conflict.key)
    if (more := len(story.conflicts) - _NAMED) > 0:
        yield Finding(ui.count(more, "{n} more conflict.", "{n} more conflicts."), f"{story.key}-conflicts")


def _figures(story: StoryView, ui: Interface) -> Iterator[Finding]:
    key = f"{story.key}-figures"
    if updates := sum(len(series.updates) for series in story.figures):
        yield Finding(
            ui.count(
                updates,
                "{n} figure was brought up to date by a later count, which is no conflict.",
                "{n} figures were brought up to date by later counts, which is no conflict.",
            ),
            key,
        )
    if apart := sum(len(series.disagreements) for series in story.figures):
        yield Finding(ui.count(apart, "{n} figure differs by who counts.", "{n} figures differ by who counts."), key)


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
    if undated and len(undated) < len(story.retellings):
        yield Finding(ui.say("No date is known of {names}.", names=_names(undated, ui)), f"{story.key}-lineage")
    if undirected:
        said = ui.say("Which took from which is undetermined: {names}.", names=_names(undirected, ui))
        yield Finding(said, f"{story.key}-lineage")
    if unread:
        said = ui.say("The claims of {names} were not read.", names=_names(unread, ui))
        yield Finding(said, f"{story.key}-matrix")


def _labels(retellings: Iterable[Retelling]) -> list[str]:
    return [retelling.label for retelling in retellings]


def _names(names: Iterable[str], ui: Interface) -> str:
    given = list(names)
    said = ui.listed(given[:_LISTED])
    return (
        said
        if len(given) <= _LISTED
        else ui.say("{names} and {number} more", names=said, number=ui.number(len(given) - _LISTED))
    )
