"""Sentences on one change, conflict, figure or claim, the same in every format."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from selon.report.interface import Interface
from selon.report.passages import clipped
from selon.report.trace.claims import ChangeView, OriginsView
from selon.report.trace.conflicts import ConflictView
from selon.report.trace.figures import PointView

_LONGEST = 120


def change_words(ui: Interface, change: ChangeView) -> str:
    """What changed, from where to where: "hardened from A [1] (alleged) to B [3] (stated): ..."."""
    return ui.say(
        "{word} from {source} to {target}: {kinds}",
        word=change.word,
        source=standing_label(ui, change, before=True),
        target=standing_label(ui, change, before=False),
        kinds=", ".join(change.kinds),
    )


def tally(ui: Interface, changes: Sequence[ChangeView]) -> str:
    """How many changes there are of each direction: "▲ hardened: 3; ▽ softened: 1"."""
    counted = Counter((change.sign, change.word) for change in changes)
    said = (
        ui.say("{label}: {words}", label=f"{sign} {word}", words=ui.number(many))
        for (sign, word), many in counted.items()
    )
    return ui.listed(said)


def standing_label(ui: Interface, change: ChangeView, *, before: bool) -> str:
    """One side of a change with how the claim stands there: "A [1] (alleged)"."""
    retelling, seen = (change.source, change.before) if before else (change.target, change.after)
    return ui.say("{name} ({standing})", name=retelling.label, standing=seen.word) if seen else retelling.label


def conflict_words(ui: Interface, conflict: ConflictView, longest: int = _LONGEST) -> str:
    """Who parts from whom, and about what; the matter in at most so many characters."""
    first, second = conflict.between
    matter = clipped(conflict.matter, longest)
    if first is second:
        return ui.say("{first}, {about}: ‘{matter}’", first=first.label, about=conflict.about, matter=matter)
    return ui.say(
        "{first} and {second}, {about}: ‘{matter}’",
        first=first.label,
        second=second.label,
        about=conflict.about,
        matter=matter,
    )


def point_words(ui: Interface, point: PointView) -> str:
    """A figure, when, and who says so: "at least 12 · 2 March 2021 · A [1], the prefecture"."""
    who = ", ".join(filter(None, (point.retelling.label, point.who)))
    when = ui.say("as of {date}", date=point.when) if point.as_of else point.when
    return f"{point.words} · {when} · {who}"


def origins_words(ui: Interface, origins: OriginsView) -> str:
    """How many origins, which, and what keeps the number open."""
    if origins.high <= 0:
        said = ui.say("none found")
    elif origins.low == origins.high:
        said = ui.count(origins.low, "{n} origin", "{n} origins")
    else:
        said = ui.say("{range} origins, undetermined", range=origins.range)
    parts = [said]
    if origins.roots:
        roots = ", ".join(root.label for root in origins.roots)
        parts.append(ui.say("found first in {names}", names=roots))
    if origins.outside:
        parts.append(
            ui.say("outside the documents: {names}", names=", ".join(clipped(name, 60) for name in origins.outside))
        )
    return ui.listed(parts)
