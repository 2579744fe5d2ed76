"""What a search found: each claim with how it stands, who holds it, and the passage with the words looked for."""

from __future__ import annotations

from rich.text import Text

from selon.report.interface import Interface
from selon.report.ledger.asked import advice, query_words
from selon.report.ledger.excerpt import excerpt
from selon.report.ledger.lines import hint, range_words
from selon.report.passages import clipped, one_line
from selon.report.sheet import GLUE, Layout, Sheet
from selon.report.terminal import STYLES
from selon.report.words import SIGNS, STANDINGS
from selon.types import DocumentHead, Found, Hit

_LONGEST_NAME = 60
_LONGEST_TITLE = 72


def render_found(found: Found, ui: Interface, layout: Layout) -> str:
    """The terminal view of one page of what was found, ending in a line end."""
    sheet = Sheet(layout)
    if asked := query_words(ui, found.query):
        sheet.add(Text(ui.say("Searched for: {query}", query=asked)), hang=2)
    if not found.hits:
        _nothing(sheet, found, ui)
        return sheet.written()
    sheet.add(Text(found_words(ui, found), style="bold"))
    for hit in found.hits:
        sheet.blank()
        _hit(sheet, hit, ui)
    sheet.blank()
    _hints(sheet, found, ui)
    return sheet.written()


def found_words(ui: Interface, found: Found) -> str:
    """How many were found, and which of them are shown."""
    query = found.query
    if found.more:
        first = (query.page - 1) * query.size + 1
        shown = ui.say("{low} to {high}", low=ui.number(first), high=ui.number(first + len(found.hits) - 1))
        return ui.say(
            "Found: {range} of the best among the newest {number}; there are more",
            range=shown,
            number=ui.number(found.total),
        )
    return ui.say("Found: {range}", range=range_words(ui, query.page, query.size, len(found.hits), found.total))


def _nothing(sheet: Sheet, found: Found, ui: Interface) -> None:
    if found.total:
        sheet.add(Text(ui.say("Nothing on this page: there are {number}.", number=ui.number(found.total))))
        return
    sheet.add(Text(ui.say("Nothing found."), style="bold"))
    for words in advice(ui, found.query):
        sheet.add(Text(f"- {words}"), indent=2, hang=2)


def _hit(sheet: Sheet, hit: Hit, ui: Interface) -> None:
    line = Text()
    style = STYLES[hit.standing] if hit.standing else ""
    if hit.standing is not None:
        line.append(f"{SIGNS[hit.standing]}{GLUE}{ui.say(STANDINGS[hit.standing])}", style=style)
    else:
        line.append(f"¶{GLUE}{ui.say('document')}")
    if hit.holder is not None:
        line.append("  ")
        line.append(clipped(hit.holder.name, _LONGEST_NAME), style="bold")
    line.append("  " + ", ".join(where_words(ui, hit.document)))
    line.append("  ")
    line.append(GLUE.join(_names(hit)), style="dim")
    if hit.rejected:
        line.append("  ")
        line.append(ui.say("(rejected by a person)"), style="italic")
    sheet.add(line, hang=4)
    passage = Text()
    for piece in excerpt(hit.text, hit.marks, full=sheet.layout.full):
        passage.append(piece.text, style="bold underline" if piece.marked else "")
    sheet.add(passage, indent=4)
    title = clipped(hit.document.title or "", _LONGEST_TITLE)
    if title and title not in one_line(hit.text):
        sheet.add(Text(title, style="dim italic"), indent=4)


def where_words(ui: Interface, document: DocumentHead, longest: int = _LONGEST_NAME) -> tuple[str, str]:
    """The outlet, in at most so many characters, and the day of publication."""
    outlet = clipped(document.outlet or "", longest) or ui.say("outlet unknown")
    return outlet, one_line(ui.date(document.published)) if document.published else ui.say("date unknown")


def _names(hit: Hit) -> list[str]:
    """What the story is called in the ledger, and the document or its claim as `selon judge` takes it."""
    target = f"{hit.document.id}#{hit.claim}" if hit.claim else hit.document.id
    return [one_line(name) for name in (hit.document.story, target) if name]


def _hints(sheet: Sheet, found: Found, ui: Interface) -> None:
    query = found.query
    story = next((hit.document.story for hit in found.hits if hit.document.story), None)
    if story:
        hint(sheet, ui.say("selon story {id} shows the story of the first whole.", id=one_line(story)))
    if (query.page - 1) * query.size + len(found.hits) < found.total:
        hint(sheet, ui.say("--page {number} shows the next.", number=query.page + 1))
    if found.more:
        hint(sheet, ui.say("Narrower words, --since or --until reach the older ones."))
