"""A trace as one HTML file that needs nothing beside it, and no script at all.

First what was found, in words; then the lineage as a drawing, the matrix, what
changed, what conflicts, the figures; at the end the documents' texts, to which
every passage on the page leads, with links back.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from selon.report.interface import Interface
from selon.report.pages import render_page
from selon.report.trace.claims import ClaimView
from selon.report.trace.drawing import Drawing
from selon.report.trace.figures import SeriesView
from selon.report.trace.graph import draw_lineage
from selon.report.trace.phrases import change_words, conflict_words, origins_words, tally
from selon.report.trace.plot import draw_series
from selon.report.trace.shelf import Retelling
from selon.report.trace.summary import Finding, findings_of
from selon.report.trace.texts import texts_of
from selon.report.trace.view import StoryView, TraceView, view_of
from selon.report.trace.wording import RELATIONS
from selon.types import Relation, Trace

_ROWS = 30
"""Claims in the matrix that are not folded away."""
_CARDS = 15
"""The same of changes and of conflicts."""
_COLUMNS = 20
"""Retellings side by side in one matrix; more are set below it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Some of the claims: the columns in groups, each `(first, end)` into the retellings."""

    claims: tuple[ClaimView, ...]
    groups: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One story on the page. `relations` are those that its lineage has, with their words.

    `plots` are the quantities whose figures differ, `alike` those on which all agree.
    """

    story: StoryView
    findings: tuple[Finding, ...]
    graph: Drawing
    relations: tuple[tuple[str, str], ...]
    matrix: Matrix
    others: Matrix
    plots: tuple[tuple[SeriesView, Drawing | None], ...]
    alike: tuple[tuple[SeriesView, Drawing | None], ...]


def render_trace_html(trace: Trace, ui: Interface) -> str:
    """One self-contained HTML page of the trace, in the interface's language; UTF-8 throughout."""
    view = view_of(trace, ui)
    chapters = [_chapter(story, ui) for story in view.told]
    texts = texts_of(view, ui)
    return render_page(
        "trace.html.j2",
        ui,
        title=_title(view, ui),
        styles=("page.css", "trace.css"),
        more_style="".join(drawing.style for chapter in chapters for drawing in _drawings(chapter)),
        view=view,
        chapters=chapters,
        level=1 if len(chapters) == 1 and not view.alone else 2,
        texts=texts,
        shown={text.retelling.number for text in texts},
        cards=_CARDS,
        change_words=change_words,
        conflict_words=conflict_words,
        origins_words=origins_words,
        tally=tally,
    )


def _drawings(chapter: Chapter) -> list[Drawing]:
    return [chapter.graph, *(plot for _, plot in chapter.plots if plot)]


def _title(view: TraceView, ui: Interface) -> str:
    if len(view.stories) == 1:
        return view.stories[0].title
    stories = ui.count(len(view.stories), "{n} story", "{n} stories")
    documents = ui.count(view.documents, "{n} document", "{n} documents")
    return ui.say("{stories} in {documents}", stories=stories, documents=documents)


def _chapter(story: StoryView, ui: Interface) -> Chapter:
    first = story.shared[:_ROWS] or story.claims[:_ROWS]
    kept = {claim.key for claim in first}
    kinds = dict.fromkeys(edge.relation for edge in story.lineage if edge.relation is not Relation.INDEPENDENT)
    if any(citation.cited is None for citation in story.citations):
        kinds[Relation.CITES] = None
    return Chapter(
        story=story,
        findings=findings_of(story, ui),
        graph=draw_lineage(story, ui),
        relations=tuple((kind.value, ui.say(RELATIONS[kind])) for kind in Relation if kind in kinds),
        matrix=_matrix(first, story.retellings),
        others=_matrix([claim for claim in story.claims if claim.key not in kept], story.retellings),
        plots=tuple((series, draw_series(series, ui)) for series in story.figures if series.varied),
        alike=tuple((series, None) for series in story.figures if not series.varied),
    )


def _matrix(claims: Sequence[ClaimView], columns: Sequence[Retelling]) -> Matrix:
    parts = -(-len(columns) // _COLUMNS)
    edges = [place * len(columns) // parts for place in range(parts + 1)] if parts else []
    return Matrix(tuple(claims), tuple(pairwise(edges)))
