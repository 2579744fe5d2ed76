"""A story told by the ledger, with its views: worked out once for each language as long as nothing changes."""

from __future__ import annotations

from dataclasses import dataclass

from selon.report.interface import Interface
from selon.report.ledger.subjects import trace_of_story
from selon.report.trace.drawing import Drawing
from selon.report.trace.graph import draw_lineage
from selon.report.trace.summary import Finding, findings_of
from selon.report.trace.view import StoryView, view_of
from selon.types import TracedStory
from selon.web.desk import Visit


@dataclass(frozen=True, slots=True)
class Told:
    """A story as it was traced, in views, with what was found and the lineage drawn."""

    traced: TracedStory
    view: StoryView
    method: str
    findings: tuple[Finding, ...]
    graph: Drawing


def traced_story(visit: Visit, story: str) -> TracedStory:
    """A story traced. Raises `LookupError` where there is none."""
    return visit.desk.ledgers.remembered(("story", story), lambda: visit.ledger.story(story))


def told_story(visit: Visit, story: str) -> Told:
    """The same in views, in the visit's language."""
    ui = visit.ui
    key, ledgers = ("told", story, ui.code), visit.desk.ledgers
    # tracing is known again at once where another story changed; the views of it take longer
    return ledgers.remembered(
        key, lambda: ledgers.made_of(key, traced_story(visit, story), lambda traced: told_of(traced, ui))
    )


def told_of(traced: TracedStory, ui: Interface) -> Told:
    """A traced story in views."""
    view = view_of(trace_of_story(traced), ui)
    story = view.stories[0]
    return Told(traced, story, view.method, findings_of(story, ui), draw_lineage(story, ui))
