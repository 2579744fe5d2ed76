"""What a person or body is said to have said; where it contradicts itself comes first."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from selon.report.interface import Interface
from selon.report.ledger.documents import add_documents
from selon.report.ledger.lines import hint, short
from selon.report.ledger.sayings import (
    Saying,
    TopicView,
    changes_of,
    contradiction_words,
    contradictions_of,
    topic_view,
)
from selon.report.ledger.subjects import trace_of_who
from selon.report.measures import days_words
from selon.report.passages import clipped, one_line
from selon.report.sheet import GLUE, Layout, Sheet
from selon.report.terminal import STYLES
from selon.report.trace.lines import add_pairs, heading, left_out
from selon.report.trace.phrases import change_words
from selon.report.trace.shelf import Shelf
from selon.report.words import ENTITIES
from selon.types import EntityHead, Who

_FEW = 8
_CLAIMS = 12
_OTHERS = 6
_LONGEST = 120


def render_who(who: Who, ui: Interface, layout: Layout) -> str:
    """The terminal view of what somebody said, ending in a line end; what contradicts itself comes first."""
    sheet = Sheet(layout)
    shelf = Shelf(trace_of_who(who), ui)
    _head(sheet, who, ui)
    _contradictions(sheet, shelf, who, ui)
    _differing(sheet, shelf, who, ui)
    topics = [view for topic in who.topics if (view := topic_view(shelf, topic)).claims]
    if topics:
        heading(sheet, ui.say("Through time, by story"))
    else:
        sheet.blank()
        sheet.add(Text(ui.say("No claim is laid to this name.")))
    for topic in topics:
        _topic(sheet, topic, ui)
    if not layout.full and any(len(claim) > 1 for topic in topics for claim in topic.claims):
        sheet.blank()
        hint(sheet, ui.say("--full shows in which words the others have it."))
    if who.more:
        sheet.blank()
        more = ui.count(who.more, "{n} older claim is left out", "{n} older claims are left out")
        sheet.add(Text(f"… {more}", style="dim"))
    if shelf.all:
        add_documents(sheet, shelf.all, ui)
    return sheet.written()


def _head(sheet: Sheet, who: Who, ui: Interface) -> None:
    entity = who.entity
    sheet.add(_name_text(entity, ui, style="bold"), hang=2)
    names = [name for name in dict.fromkeys(map(one_line, entity.variants)) if name != one_line(entity.name)]
    if names:
        shown = ui.listed(clipped(name, _LONGEST) for name in (names if sheet.layout.full else names[: 2 * _FEW]))
        sheet.add(Text(ui.say("{label}: {words}", label=ui.say("also written"), words=shown)), hang=2)
    counts = (
        ui.count(entity.claims, "{n} claim", "{n} claims"),
        ui.count(entity.documents, "{n} document", "{n} documents"),
    )
    sheet.add(Text(ui.say("{claims}; named in {documents}", claims=counts[0], documents=counts[1])))
    if who.others:
        sheet.add(Text(ui.say("Others of that name, not meant here:")))
        for other in who.others if sheet.layout.full else who.others[:_FEW]:
            sheet.add(_name_text(other, ui), indent=2, hang=2)
        left_out(sheet, 0 if sheet.layout.full else len(who.others) - _FEW, ui)
        hint(sheet, ui.say("selon who {id} asks for another.", id=one_line(who.others[0].id)))


def _name_text(entity: EntityHead, ui: Interface, style: str = "") -> Text:
    text = Text()
    text.append(clipped(entity.name, _LONGEST), style=style)
    text.append(f" ({ui.say(ENTITIES[entity.kind])})  ")
    text.append(one_line(entity.id), style="cyan")
    return text


def _contradictions(sheet: Sheet, shelf: Shelf, who: Who, ui: Interface) -> None:
    conflicts = contradictions_of(shelf, who)
    if not conflicts:
        return
    heading(sheet, ui.say("Where they contradict themselves"))
    shown = conflicts if sheet.layout.full else conflicts[:_FEW]
    for conflict in shown:
        sheet.blank()
        sheet.add(Text(f"≠ {contradiction_words(ui, conflict)}", style="bold red"), indent=2, hang=2)
        add_pairs(sheet, conflict.pairs, ui, indent=4)
    left_out(sheet, len(conflicts) - len(shown), ui)


def _differing(sheet: Sheet, shelf: Shelf, who: Who, ui: Interface) -> None:
    changes = changes_of(shelf, who.topics, who.differing)
    if not changes:
        return
    heading(sheet, ui.say("Where outlets report it differently"))
    shown = changes if sheet.layout.full else changes[:_FEW]
    for change in shown:
        sheet.blank()
        style = {"hardening": "bold red", "softening": "blue"}.get(change.direction.value, "bold")
        sheet.add(Text(f"{change.sign} {change_words(ui, change)}", style=style), indent=2, hang=2)
        add_pairs(sheet, change.pairs, ui, indent=4)
    left_out(sheet, len(changes) - len(shown), ui)


def _topic(sheet: Sheet, view: TopicView, ui: Interface) -> None:
    story = view.topic.story
    sheet.blank()
    line = Text(one_line(story.id), style="cyan")
    line.append("  ")
    line.append(clipped(story.title, _LONGEST), style="bold default")
    line.append(f"  {days_words(ui, story.first, story.last)}", style="dim default")
    sheet.add(line, indent=2, hang=4)
    shown = view.claims if sheet.layout.full else view.claims[-_CLAIMS:]
    left_out(sheet, len(view.claims) - len(shown), ui)
    head = ""
    for sayings in shown:
        where = _where(sayings[0])
        if where != head:
            sheet.add(Text(where), indent=4, hang=4)
            head = where
        _claim(sheet, sayings, ui)


def _where(saying: Saying) -> str:
    return f"{saying.quote.retelling.date} · {saying.quote.retelling.label}"


def _claim(sheet: Sheet, sayings: Sequence[Saying], ui: Interface) -> None:
    """The first saying with its passage, then where else it is said: by outlet, or with passages where all is shown."""
    first, *others = sayings
    _said(sheet, first, "", 6)
    if sheet.layout.full:
        for other in others:
            _said(sheet, other, f"{_where(other)} · ", 10)
        return
    if not others:
        return
    shown = [f"{one.quote.retelling.label} {one.sign}{GLUE}{one.word}" for one in others[:_OTHERS]]
    if more := len(others) - len(shown):
        shown.append(ui.say("and {number} more", number=ui.number(more)))
    words = ui.say("{label}: {words}", label=ui.say("also in"), words=ui.listed(dict.fromkeys(shown)))
    sheet.add(Text(words, style="dim"), indent=10, hang=2)


def _said(sheet: Sheet, saying: Saying, where: str, indent: int) -> None:
    """How it stands, how the source itself holds it, and the passage."""
    line = Text(where)
    line.append(f"{saying.sign}{GLUE}{saying.word}", style=STYLES[saying.standing])
    line.append(f", {saying.held}  " if saying.held else "  ")
    line.append(short(saying.quote.words, full=sheet.layout.full), style="bold")
    sheet.add(line, indent=indent, hang=4)
