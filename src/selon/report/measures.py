"""Days, moments, durations and sizes in words."""

from __future__ import annotations

import re

from selon.report.interface import Interface
from selon.report.passages import one_line

_MINUTE = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|\+00:?00)?")
_FULL_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def moment_words(ui: Interface, moment: str) -> str:
    """A moment to the minute: "2 March 2021, 10:15 UTC"; one that cannot be read as it is."""
    found = _MINUTE.fullmatch(moment)
    if not found:
        return one_line(ui.date(moment))
    zone = " UTC" if found[3] else ""
    return f"{one_line(ui.date(found[1]))}, {found[2]}{zone}"


def days_words(ui: Interface, first: str | None, last: str | None) -> str:
    """From the first day to the last in as few words as tell it: "2–5 March 2021", "28 February – 3 March 2021"."""
    if first is None or last is None or first == last:
        known = first or last
        return one_line(ui.date(known)) if known else ui.say("date unknown")
    begin, end = one_line(ui.date(first)), one_line(ui.date(last))
    if _FULL_DAY.fullmatch(first) and _FULL_DAY.fullmatch(last) and first[:4] == last[:4]:
        if first[:7] == last[:7]:
            return f"{begin.partition(' ')[0]}–{end}"
        begin = begin.removesuffix(f" {first[:4]}")
    return f"{begin} – {end}"


def duration_words(ui: Interface, seconds: float) -> str:
    """How long something took: "0.4 s", "42 s", "3 min 20 s", "2 h 5 min"."""
    if seconds < 10:
        return f"{ui.number(round(seconds, 1))}\u00a0s"
    minutes, rest = divmod(round(seconds), 60)
    if minutes == 0:
        return f"{rest}\u00a0s"
    if minutes < 60:
        return f"{minutes}\u00a0min {rest}\u00a0s" if rest else f"{minutes}\u00a0min"
    hours, left = divmod(minutes, 60)
    return f"{ui.number(hours)}\u00a0h {left}\u00a0min" if left else f"{ui.number(hours)}\u00a0h"


def size_words(ui: Interface, size: int) -> str:
    """A size in bytes as people say it: "812 kB", "1.4 GB"."""
    if size < 1000:
        return ui.count(size, "{n} byte", "{n} bytes")
    units = (ui.say("kB"), ui.say("MB"), ui.say("GB"), ui.say("TB"))
    power = next((power for power in range(1, len(units)) if size < 999.5 * 1000**power), len(units))
    value = size / 1000**power
    return f"{ui.number(round(value, 1) if value < 100 else round(value))}\u00a0{units[power - 1]}"
