"""What became of the pages that were added: counted by outcome, with why some were skipped or failed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from rich.text import Text

from selon.report.interface import Interface
from selon.report.ledger.lines import cut_short
from selon.report.ledger.words import OUTCOMES
from selon.report.measures import duration_words
from selon.report.passages import clipped, one_line
from selon.report.sentences import say_again
from selon.report.sheet import Layout, Sheet
from selon.types import Added, Outcome

_FEW = 10
"""Reasons told one by one; of the others the pages are counted."""
_MOST = 500
"""Messages told apart while pages come in: a later one joins the first of its kind, so that memory does not grow."""
_LONGEST = 300


@dataclass(frozen=True, slots=True)
class Why:
    """Why pages were skipped or failed: the notice's `kind` and `message`, how many, and the first they befell."""

    outcome: Outcome
    kind: str
    message: str
    count: int
    example: str


@dataclass(frozen=True, slots=True)
class AddSummary:
    """What became of the pages of one run: `seconds` it took, pages by outcome, reasons with the most pages first."""

    seconds: float
    outcomes: Mapping[Outcome, int]
    whys: tuple[Why, ...] = ()

    @property
    def pages(self) -> int:
        """All pages of the run."""
        return sum(self.outcomes.values())


@dataclass(slots=True)
class AddTally:
    """Counts what became of pages as they come: `take` each, then ask for the `summary`."""

    _outcomes: Counter[Outcome] = field(default_factory=Counter)
    _whys: dict[tuple[Outcome, str, str], tuple[int, str]] = field(default_factory=dict)

    def take(self, added: Added) -> None:
        """Count one page (or as many as it stands for)."""
        self._outcomes[added.outcome] += added.count
        if added.notice is None or added.outcome not in (Outcome.SKIPPED, Outcome.FAILED):
            return
        key: tuple[Outcome, str, str] = (
            added.outcome,
            added.notice.kind,
            added.notice.message.removeprefix(f"{added.source}: "),
        )
        if key not in self._whys and len(self._whys) >= _MOST:
            key = next((known for known in self._whys if known[:2] == key[:2]), key)
        count, example = self._whys.get(key, (0, added.source))
        self._whys[key] = (count + added.count, example)

    def summary(self, seconds: float) -> AddSummary:
        """What was counted, after so many seconds."""
        whys = (Why(*key, count=count, example=example) for key, (count, example) in self._whys.items())
        return AddSummary(seconds, dict(self._outcomes), tuple(sorted(whys, key=lambda why: -why.count)))


def summary_of(added: Iterable[Added], seconds: float) -> AddSummary:
    """What became of pages, after so many seconds."""
    tally = AddTally()
    for one in added:
        tally.take(one)
    return tally.summary(seconds)


def render_added(summary: AddSummary, ui: Interface, layout: Layout) -> str:
    """The terminal view of what became of the pages, ending in a line end."""
    sheet = Sheet(layout)
    sheet.add(Text(_first_line(summary, ui), style="bold"))
    for outcome, word in OUTCOMES.items():
        many = summary.outcomes.get(outcome, 0)
        if many or outcome is Outcome.ADDED:
            style = "red" if outcome is Outcome.FAILED else ""
            sheet.add(
                Text(ui.say("{label}: {words}", label=ui.say(word), words=ui.number(many)), style=style), indent=2
            )
            _reasons(sheet, [why for why in summary.whys if why.outcome is outcome], ui)
    return sheet.written()


def _first_line(summary: AddSummary, ui: Interface) -> str:
    pages = ui.count(summary.pages, "{n} page", "{n} pages")
    said = ui.say("{pages} in {time}", pages=pages, time=duration_words(ui, summary.seconds))
    return f"{said} ({rate})" if (rate := _rate(summary, ui)) else said


def _rate(summary: AddSummary, ui: Interface) -> str:
    """Pages a second, or a minute where they are slow; nothing of a run too short to tell."""
    if summary.seconds < 1 or not summary.pages:
        return ""
    rate = summary.pages / summary.seconds
    if rate >= 1:
        return ui.say("{number} a second", number=ui.number(round(rate, 1 if rate < 10 else 0)))
    return ui.say("{number} a minute", number=ui.number(round(60 * rate, 1)))


def _reasons(sheet: Sheet, whys: Sequence[Why], ui: Interface) -> None:
    shown = whys if sheet.layout.full else whys[:_FEW]
    for why in shown:
        message = clipped(say_again(ui, why.message), _LONGEST)
        sheet.add(Text(f"{ui.number(why.count)} × {message} [{one_line(why.kind)}]"), indent=4, hang=4)
        words = ui.say("for example {source}", source=clipped(why.example, _LONGEST))
        sheet.add(Text(words if why.count > 1 else clipped(why.example, _LONGEST), style="dim"), indent=8, hang=2)
    cut_short(sheet, len(whys) - len(shown), ui)
