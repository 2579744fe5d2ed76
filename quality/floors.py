"""The floors that quality must not fall below: read, compare, write."""

from __future__ import annotations

import hashlib
import math
import tomllib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Floor:
    """A figure must reach `value`, less `band` for noise; both in the figure's own unit."""

    value: float
    band: float

    @property
    def least(self) -> float:
        """What still passes."""
        return self.value - self.band


@dataclass(frozen=True)
class Measure:
    """One gold set, the task it is scored by, and a floor a figure.

    `sha256` is of the gold the floors were measured on, `date` the day that
    was done, `lowered` tells of every floor that was taken back, and why; a
    `slow` one is measured only when it is asked for.
    """

    name: str
    task: str
    gold: str
    sha256: str
    floors: dict[str, Floor]
    date: str = ""
    options: tuple[str, ...] = ()
    lowered: tuple[str, ...] = field(default=())
    slow: bool = False


@dataclass(frozen=True)
class Fall:
    """A figure that is below what passes; `measured` is None where it is not there at all."""

    figure: str
    floor: Floor
    measured: float | None


def read_floors(file: Path) -> dict[str, Measure]:
    """The measures of a floors file by name, in its order."""
    tables: dict[str, dict[str, Any]] = tomllib.loads(file.read_text("utf-8"))
    return {name: _measure(name, table) for name, table in tables.items()}


def write_floors(file: Path, measures: dict[str, Measure]) -> None:
    """Write the tables anew under the comment that the file begins with."""
    head = []
    for line in file.read_text("utf-8").splitlines():
        if not line.startswith("#"):
            break
        head.append(line)
    tables = [_table(measure) for measure in measures.values()]
    file.write_text("\n".join([*head, "", "\n".join(tables)]), "utf-8")


def find_falls(measure: Measure, figures: dict[str, float]) -> list[Fall]:
    """The figures that are below what passes, or missing."""
    return [
        Fall(name, floor, figures.get(name))
        for name, floor in measure.floors.items()
        if figures.get(name, -math.inf) < floor.least
    ]


def raise_floors(measure: Measure, figures: dict[str, float], today: str) -> Measure:
    """The measure with each floor lifted to what was measured, none lowered."""
    floors = {name: replace(floor, value=_lifted(floor, figures.get(name))) for name, floor in measure.floors.items()}
    return measure if floors == measure.floors else replace(measure, floors=floors, date=today)


def lower_floors(measure: Measure, figures: dict[str, float], today: str, reason: str) -> Measure:
    """The measure with each fallen floor taken back to what was measured, and the reason kept."""
    floors, lowered = dict(measure.floors), list(measure.lowered)
    for fall in find_falls(measure, figures):
        if fall.measured is not None:
            floors[fall.figure] = replace(fall.floor, value=_whole_tenths(fall.measured))
            change = f"{fall.floor.value} to {floors[fall.figure].value}"
            lowered.append(f"{today} {fall.figure} from {change}: {reason}")
    if floors == measure.floors:
        return measure
    return replace(measure, floors=floors, lowered=tuple(lowered), date=today)


def hash_gold(gold: Path) -> str:
    """SHA-256 of a file, or of a folder's file names and contents in order."""
    digest = hashlib.sha256()
    if gold.is_file():
        digest.update(gold.read_bytes())
    else:
        for file in sorted(path for path in gold.rglob("*") if path.is_file()):
            digest.update(f"{file.relative_to(gold).as_posix()}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
    return digest.hexdigest()


def _measure(name: str, table: dict[str, Any]) -> Measure:
    floors = {figure: Floor(**values) for figure, values in table.pop("floors").items()}
    options, lowered = tuple(table.pop("options", ())), tuple(table.pop("lowered", ()))
    return Measure(name=name, floors=floors, options=options, lowered=lowered, **table)


def _lifted(floor: Floor, measured: float | None) -> float:
    return floor.value if measured is None else max(floor.value, _whole_tenths(measured))


def _whole_tenths(value: float) -> float:
    """Rounded down, so that what was measured passes its own floor; a hair is forgiven to floating point."""
    return math.floor(value * 10 + 1e-6) / 10


def _table(measure: Measure) -> str:
    lines = [f"[{measure.name}]"]
    lines += [f"{key} = {_quoted(getattr(measure, key))}" for key in ("task", "gold", "sha256")]
    if measure.options:
        lines.append(f"options = [{', '.join(map(_quoted, measure.options))}]")
    if measure.slow:
        lines.append("slow = true")
    if measure.date:
        lines.append(f"date = {_quoted(measure.date)}")
    if measure.lowered:
        lines += ["lowered = [", *(f"    {_quoted(entry)}," for entry in measure.lowered), "]"]
    lines += ["", f"[{measure.name}.floors]"]
    lines += [
        f"{_quoted(name)} = {{ value = {floor.value}, band = {floor.band} }}" for name, floor in measure.floors.items()
    ]
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ") + '"'
