"""A trace for the terminal: with colours and signs, or plain for pipes and files.

In two passages side by side the words to look at stand between *asterisks*,
because neither colour nor bold type reaches everybody. Plain output has no
escape codes, and no line is broken unless a width was asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from rich.text import Text

from selon.report.interface import Interface
from selon.report.passages import clipped
from selon.report.sheet import GLUE, Layout, Sheet
from selon.report.terminal import STYLES, notices_on
from selon.report.trace.characters import PLOT, plot_lines
from selon.report.trace.claims import ChangeView, ClaimView
from selon.report.trace.conflicts import ConflictView
from selon.report.trace.differing import Pair
from selon.report.trace.figures import SeriesView
from selon.report.trace.lines import add_matrix, add_pairs, heading, left_out, matrix_key, quote_text
from selon.report.trace.phrases import change_words, conflict_words, origins_words, point_words, tally
from selon.report.trace.summary import summary_text
from selon.report.trace.tree import Branch, tree_of
from selon.report.trace.view import Side, StoryView, TraceView, view_of
from selon.types import Standing, Trace

_FEW = 8
_FEW_OTHERS = 4
_DEEPEST = 6
_Any = TypeVar("_Any")


def render_trace(trace: Trace, ui: Interface, layout: Layout) -> str:
    """The terminal view of a trace, ending in a line end; stories told once come last, a line or two each."""
    view = view_of(trace, ui)
    page = Sheet(layout)
    page.rule()
    page.add(Text(ui.say("Compared by: {method}", method=view.method), style="dim"))
    for number, story in enumerate(view.told, 1):
        page.blank()
        _story(page, story, number if len(view.told) > 1 else None, ui)
    _alone(page, view, ui)
    if view.notices:
        page.blank()
        notices_on(page, view.notices, ui)
    return page.written()


def _story(page: Sheet, story: StoryView, number: int | None, ui: Interface) -> None:
    page.rule()
    title = story.title if number is None else ui.say("Story {number}: {title}", number=number, title=story.title)
    page.add(Text(title, style="bold"))
    page.blank()
    page.add(Text(summary_text(story, ui)))
    _lineage(page, story, ui)
    _matrix(page, story, ui)
    _changes(page, story.changes, ui)
    _conflicts(page, ui.say("Accounts that exclude each other"), story.conflicts, ui)
    figures = story.figures if page.layout.full else [series for series in story.figures if series.varied][:_FEW]
    for series in figures:
        _series(page, series, ui)
    if more := len(story.figures) - len(figures):
        heading(page, ui.say("Other figures"))
        left_out(page, more, ui)
    _overclaims(page, story, ui)
    _origins(page, story, ui)
    _named(page, story, ui)


def _some(page: Sheet, things: Sequence[_Any], few: int = _FEW) -> Sequence[_Any]:
    return things if page.layout.full else things[:few]


def _lineage(page: Sheet, story: StoryView, ui: Interface) -> None:
    heading(page, ui.say("Lineage"))
    for branch in tree_of(story):
        page.add(_branch(branch, ui, full=page.layout.full), indent=2 + 3 * min(branch.depth, _DEEPEST), hang=4)
    edges = [edge for edge in story.lineage if edge.pairs]
    for edge in _some(page, edges):
        page.blank()
        page.add(Text(f"{edge.sentence} ({edge.score})"), indent=2)
        add_pairs(page, edge.pairs if page.layout.full else _telling(edge.pairs), ui, indent=4)
    left_out(page, len(edges) - len(_some(page, edges)), ui)
    for citation in _some(page, story.citations):
        text = Text(ui.say("{document} names {outlet}", document=citation.retelling.label, outlet=citation.outlet))
        text.append(f" = {citation.cited.label}" if citation.cited else "")
        page.add(text.append(": ").append_text(quote_text(citation.quote, full=page.layout.full)), indent=2, hang=4)
    left_out(page, len(story.citations) - len(_some(page, story.citations)), ui)


def _telling(pairs: tuple[Pair, ...]) -> tuple[Pair, ...]:
    """The pair that shows most: a sentence of the text rather than a headline."""
    return (max(pairs, key=lambda pair: min(len(quote.words) if quote else 0 for quote in (pair.left, pair.right))),)


def _branch(branch: Branch, ui: Interface, *, full: bool) -> Text:
    text = Text()
    if branch.edge is not None:
        text.append(("→ " if branch.edge.directed else "– ") + branch.edge.word + GLUE, style="italic")
    text.append(f"[{branch.retelling.number}]{GLUE}")
    text.append(branch.retelling.name, style="bold")
    text.append(" · " + " · ".join(branch.retelling.about))
    others = branch.others if full else branch.others[:_FEW_OTHERS]
    for edge in others:
        other = edge.target if edge.source is branch.retelling else edge.source
        text.append(f"  ({edge.word}{GLUE}[{other.number}])", style="italic")
    if more := len(branch.others) - len(others):
        text.append(f"  ({ui.say('and {number} more', number=ui.number(more))})", style="italic")
    return text


def _matrix(page: Sheet, story: StoryView, ui: Interface) -> None:
    claims = story.claims if page.layout.full else story.shared[: _FEW + 4]
    if not claims:
        return
    heading(page, ui.say("Who makes which claim, and how firmly"))
    page.add(matrix_key(story.retellings, ui), indent=2)
    add_matrix(page, claims, story.retellings)
    left_out(page, len(story.claims) - len(claims), ui)


def _changes(page: Sheet, changes: tuple[ChangeView, ...], ui: Interface) -> None:
    if not changes:
        return
    heading(page, ui.say("What changed on the way"))
    page.add(Text(tally(ui, changes), style="dim"), indent=2)
    for change in _some(page, changes):
        page.blank()
        style = {"hardening": "bold red", "softening": "blue"}.get(change.direction.value, "bold")
        page.add(Text(f"{change.sign} {change.claim} {change_words(ui, change)}", style=style), indent=2, hang=2)
        add_pairs(page, change.pairs, ui, indent=4)
    left_out(page, len(changes) - len(_some(page, changes)), ui)


def _conflicts(page: Sheet, title: str, conflicts: tuple[ConflictView, ...], ui: Interface) -> None:
    if not conflicts:
        return
    heading(page, title)
    for conflict in _some(page, conflicts):
        page.blank()
        page.add(Text("≠ " + conflict_words(ui, conflict)), indent=2, hang=2)
        add_pairs(page, conflict.pairs, ui, indent=4)
    left_out(page, len(conflicts) - len(_some(page, conflicts)), ui)


def _series(page: Sheet, series: SeriesView, ui: Interface) -> None:
    heading(page, ui.say("Figures: {about}", about=series.about))
    points = _some(page, series.distinct, 2 * _FEW)
    for point, plot in zip(points, plot_lines(points), strict=True):
        if page.layout.width is not None and page.layout.width < 2.5 * PLOT:
            page.add(Text(point_words(ui, point)), indent=2, hang=2)
            continue
        line = Text(plot.replace(" ", GLUE) + 2 * GLUE, style="cyan")
        line.append(point_words(ui, point), style="")
        page.add(line, indent=2, hang=PLOT + 2)
    left_out(page, len(series.distinct) - len(points), ui)
    for update in _some(page, series.updates):
        words = ui.say("{target} counts later than {source}", target=update.target.label, source=update.source.label)
        page.add(Text("↑ " + words), indent=2, hang=2)
        add_pairs(page, update.pairs, ui, indent=4)
    _conflicts(page, ui.say("Who counts differently: {about}", about=series.about), series.disagreements, ui)


def _overclaims(page: Sheet, story: StoryView, ui: Interface) -> None:
    if not story.overclaims:
        return
    heading(page, ui.say("Headlines that go further than their article"))
    for over in _some(page, story.overclaims):
        page.add(Text("! " + over.retelling.label, style="bold red"), indent=2)
        for label, side in ((ui.say("headline"), over.headline), (ui.say("article"), over.body)):
            _side(page, label, side, ui)
        for sentence in (sentence for pair in over.pairs for sentence in pair.reasons):
            page.add(Text(ui.say("why: {reason}", reason=sentence), style="dim"), indent=4, hang=4)


def _side(page: Sheet, label: str, side: Side | None, ui: Interface) -> None:
    line = Text(ui.say("{label}:", label=label) + " ")
    if side is None:
        line.append(ui.say("no such claim"), style="italic")
    else:
        line.append(f"{side.sign} {side.word}  ", style=STYLES[Standing(side.key)])
        line.append_text(quote_text(side.quote, full=page.layout.full))
    page.add(line, indent=4, hang=4)


def _origins(page: Sheet, story: StoryView, ui: Interface) -> None:
    claims: Sequence[ClaimView] = story.claims if page.layout.full else story.shared
    if not claims:
        return
    heading(page, ui.say("How many origins each claim has"))
    for claim in _some(page, claims):
        line = Text(ui.say("{label}:", label=claim.id) + " ", style="bold")
        line.append(clipped(claim.text, 80), style="not bold italic")
        line.append(" – " + origins_words(ui, claim.origins), style="not bold")
        page.add(line, indent=2, hang=4)
        if page.layout.full or claim.origins.low != claim.origins.high:
            add_pairs(page, claim.origins.undetermined, ui, indent=4)
    left_out(page, len(story.claims) - len(_some(page, claims)), ui)


def _named(page: Sheet, story: StoryView, ui: Interface) -> None:
    if not story.entities:
        return
    heading(page, ui.say("Who is who"))
    known = [one for one in story.entities if len(one.named) > 1 or one.variants]
    shown = story.entities if page.layout.full else (known or story.entities)[: 2 * _FEW]
    for entity in shown:
        line = Text(entity.name, style="bold")
        line.append(f" ({entity.kind})", style="not bold")
        if entity.variants:
            line.append(" = " + ui.listed(entity.variants), style="not bold")
        line.append(" ").append(
            GLUE.join(f"[{quote.retelling.number}]" for quote in entity.named), style="not bold dim"
        )
        page.add(line, indent=2, hang=4)
    left_out(page, len(story.entities) - len(shown), ui)


def _alone(page: Sheet, view: TraceView, ui: Interface) -> None:
    if not view.alone:
        return
    heading(page, ui.say("Stories that stand alone"))
    for story in view.alone:
        (retelling,) = story.retellings
        line = Text(f"[{retelling.number}]{GLUE}")
        line.append(story.title, style="bold")
        names = () if story.title.startswith(retelling.name.rstrip("…")) else (retelling.name,)
        page.add(line.append(" · " + " · ".join((*names, *retelling.about))), indent=2, hang=4)
        if story.overclaims:
            page.add(Text("! " + ui.say("The headline goes further than the article")), indent=4)
    page.add(Text(ui.say("No other document tells of them."), style="dim"), indent=2)
