"""One story of a ledger: its trace, what updates of its documents changed, and what people judged of it."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from selon.report.interface import Interface
from selon.report.ledger.documents import add_documents
from selon.report.ledger.judgements import add_judgement
from selon.report.ledger.lines import marked_text, short
from selon.report.ledger.revisions import RevisedClaim, RevisionView, revision_view
from selon.report.ledger.subjects import trace_of_story
from selon.report.measures import moment_words
from selon.report.passages import one_line
from selon.report.sheet import GLUE, Layout, Sheet
from selon.report.terminal import STYLES, render_reading
from selon.report.trace.lines import heading, left_out
from selon.report.trace.shelf import Quote, Shelf
from selon.report.trace.terminal import render_trace
from selon.types import Judgement, Kept, Revision, TracedStory

_FEW = 8


def render_story(traced: TracedStory, ui: Interface, layout: Layout, revisions: Sequence[Revision] = ()) -> str:
    """The terminal view of one story, ending in a line end; of one that was told once, what its document says."""
    trace = trace_of_story(traced)
    head = Sheet(layout)
    head.add(Text(ui.say("Story {id}", id=one_line(traced.story.id)), style="cyan"))
    after = Sheet(layout)
    shelf = Shelf(trace, ui)
    if len(traced.readings) == 1:
        head.add(Text(ui.say("No other document of the ledger tells of it.")))
        head.blank()
        middle = render_reading(traced.readings[0], ui, layout)
    else:
        middle = render_trace(trace, ui, layout)
        add_documents(after, shelf.all, ui)
    _revisions(after, shelf, [revision_view(revision, ui) for revision in revisions], ui)
    _judged(after, traced.judged, ui)
    return head.written() + middle + after.written()


def _judged(sheet: Sheet, judgements: Sequence[Judgement], ui: Interface) -> None:
    if not judgements:
        return
    heading(sheet, ui.say("What people judged, applied here"))
    for judgement in judgements:
        add_judgement(sheet, judgement, ui, indent=2)


def _revisions(sheet: Sheet, shelf: Shelf, views: Sequence[RevisionView], ui: Interface) -> None:
    if not views:
        return
    heading(sheet, ui.say("What updates of the documents changed"))
    for view in views:
        _revision(sheet, shelf, view, ui)


def _revision(sheet: Sheet, shelf: Shelf, view: RevisionView, ui: Interface) -> None:
    revision = view.revision
    sheet.blank()
    name = next((one.label for one in shelf.all if one.document.id == revision.document), one_line(revision.document))
    versions = ui.say("{first}, then {second}", first=_version(revision.older, ui), second=_version(revision.newer, ui))
    sheet.add(Text(ui.say("{label}: {words}", label=name, words=versions), style="bold"), indent=2, hang=2)
    if view.empty:
        sheet.add(Text(ui.say("No claim changed.")), indent=4)
    labels = (f"[v{revision.older.version}]", f"[v{revision.newer.version}]")
    for change in view.changes if sheet.layout.full else view.changes[:_FEW]:
        words = ui.say("{label}: {words}", label=change.word, words=", ".join(change.kinds))
        style = {"hardening": "bold red", "softening": "blue"}.get(change.direction.value, "bold")
        sheet.add(Text(f"{change.sign} {words}", style=style), indent=4, hang=2)
        for pair in change.pairs:
            _sides(sheet, labels, (pair.left, pair.right))
            for sentence in pair.reasons:
                sheet.add(Text(ui.say("why: {reason}", reason=sentence), style="dim"), indent=6, hang=4)
    left_out(sheet, 0 if sheet.layout.full else len(view.changes) - _FEW, ui)
    _claims(sheet, ui.say("no longer in it:"), labels[0], view.gone, ui)
    _claims(sheet, ui.say("new in it:"), labels[1], view.new, ui)


def _version(kept: Kept, ui: Interface) -> str:
    return ui.say("version {number} ({when})", number=kept.version, when=moment_words(ui, kept.collected))


def _sides(sheet: Sheet, labels: Sequence[str], quotes: Sequence[Quote | None]) -> None:
    for label, quote in zip(labels, quotes, strict=True):
        if quote is not None:
            sheet.add(marked_text(label, quote.segments, full=sheet.layout.full), indent=6, hang=4)


def _claims(sheet: Sheet, title: str, label: str, claims: Sequence[RevisedClaim], ui: Interface) -> None:
    if not claims:
        return
    sheet.add(Text(title), indent=4)
    for claim in claims if sheet.layout.full else claims[:_FEW]:
        line = Text(f"{label}{GLUE}")
        line.append(f"{claim.sign} {claim.word}  ", style=STYLES[claim.standing])
        line.append(short(claim.quote.words, full=sheet.layout.full))
        sheet.add(line, indent=6, hang=4)
    left_out(sheet, 0 if sheet.layout.full else len(claims) - _FEW, ui)
