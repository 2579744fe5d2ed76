"""What people judged: what about, who, when and why, and whether it still holds."""

from __future__ import annotations

from collections.abc import Sequence

from rich.text import Text

from selon.report.interface import Interface
from selon.report.ledger.lines import hint, short
from selon.report.ledger.words import FINDINGS, VERDICTS
from selon.report.measures import moment_words
from selon.report.passages import one_line
from selon.report.sheet import GLUE, Layout, Sheet
from selon.report.trace.wording import CONFLICTS
from selon.types import ConflictKind, Finding, Judgement, Target


def render_judgements(judgements: Sequence[Judgement], ui: Interface, layout: Layout) -> str:
    """The terminal view of judgements in the order they are given, ending in a line end."""
    sheet = Sheet(layout)
    if not judgements:
        sheet.add(Text(ui.say("Nothing has been judged.")))
        return sheet.written()
    sheet.add(Text(ui.count(len(judgements), "{n} judgement", "{n} judgements"), style="bold"))
    for judgement in judgements:
        sheet.blank()
        add_judgement(sheet, judgement, ui, indent=0)
    standing = next((judgement for judgement in judgements if judgement.undone is None), None)
    if standing is not None:
        sheet.blank()
        hint(sheet, ui.say("selon judge undo {number} takes one back.", number=standing.id))
    return sheet.written()


def add_judgement(sheet: Sheet, judgement: Judgement, ui: Interface, *, indent: int) -> None:
    """Write one judgement: its number and verdict, what it is about, who gave it and why."""
    undone = judgement.undone is not None
    line = Text(f"#{judgement.id}{GLUE}", style="dim" if undone else "bold")
    line.append(ui.say("{label}: {words}", label=_verdict(ui, judgement), words=ui.say(FINDINGS[judgement.about])))
    line.append("  ")
    line.append(undone_words(ui, judgement) or ui.say("in force"), style="not bold italic")
    sheet.add(line, indent=indent, hang=4)
    for target in judgement.targets:
        sheet.add(_target_text(target, judgement, ui, full=sheet.layout.full), indent=indent + 4, hang=4)
    sheet.add(Text(_given(ui, judgement), style="dim"), indent=indent + 4, hang=4)


def _verdict(ui: Interface, judgement: Judgement) -> str:
    return ui.say(VERDICTS[judgement.verdict])


def undone_words(ui: Interface, judgement: Judgement) -> str:
    """When a judgement was taken back, and by whom; empty where it is in force."""
    if judgement.undone is None:
        return ""
    when = moment_words(ui, judgement.undone)
    if judgement.undone_by:
        return ui.say("undone by {who}, {when}", who=one_line(judgement.undone_by), when=when)
    return ui.say("undone {when}", when=when)


def _target_text(target: Target, judgement: Judgement, ui: Interface, *, full: bool) -> Text:
    """What is judged: the id, the name, and the passage, as far as there are any."""
    text = Text(one_line(target.id), style="cyan")
    if target.name:
        text.append("  ")
        text.append(_name(target.name, judgement, ui), style="default")
    if target.text:
        text.append("  ")
        text.append(short(one_line(target.text), full=full), style="default")
    return text


def _name(name: str, judgement: Judgement, ui: Interface) -> str:
    """What a target is called: an entity's name, or what a conflict is about in words."""
    if judgement.about is Finding.CONFLICT and name in frozenset(ConflictKind):
        return ui.say(CONFLICTS[ConflictKind(name)])
    return one_line(name)


def _given(ui: Interface, judgement: Judgement) -> str:
    """Who, when and why; a reason that was not given is not made up."""
    by = f"{one_line(judgement.by) or ui.say('nobody named')}, {moment_words(ui, judgement.at)}"
    why = one_line(judgement.why).strip()
    return ui.say("{label}: {words}", label=by, words=why) if why else by
