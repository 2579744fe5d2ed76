"""Measure selon against the gold and fail where it fell below its floors.

    python quality/gate.py [NAME ...] [--raise] [--lower REASON] [--table] [--selon COMMAND]

The gold and its scorer stand outside the project, in the folder that the
environment variable SELON_SHARED names (default `../shared` beside the
checkout). Where they are absent, the measure is skipped and says so. Figures
are the scorer's; `floors.toml` says which count. Exit status: 0 all hold or
are skipped; 1 a figure fell; 2 nothing could be said (the gold is not the one
the floors were measured on, or the scorer broke down).
"""

from __future__ import annotations

import argparse
import datetime
import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from floors import Fall, Measure, find_falls, hash_gold, lower_floors, raise_floors, read_floors, write_floors

HERE = Path(__file__).resolve().parent
FLOORS = HERE / "floors.toml"

Scorer = Callable[[Measure, Path], dict[str, float]]
"""Scores one measure, given the folder of the gold and scorer: figures by name."""


class ScoringError(Exception):
    """The scorer broke down; the message is what it said."""


@dataclass(frozen=True)
class Verdict:
    """What became of one measure: `holds`, `fell`, `skipped`, `refused` or `broken`, and why."""

    name: str
    state: str
    reason: str = ""
    figures: dict[str, float] | None = None
    falls: tuple[Fall, ...] = ()


def main(argv: Sequence[str] | None = None, *, floors_file: Path = FLOORS, score: Scorer | None = None) -> int:
    """Run the command; `score` stands in for the external scorer in tests."""
    args = _arguments(argv)
    measures = read_floors(floors_file)
    unknown = sorted(set(args.names) - set(measures))
    if unknown:
        print(f"gate: no measure is named {', '.join(unknown)}; there are {', '.join(measures)}", file=sys.stderr)
        return 2
    run = score or _external(args.selon)
    shared, today = shared_folder(), datetime.datetime.now(datetime.UTC).date().isoformat()
    verdicts = []
    for name in args.names or [name for name in measures if args.all or not measures[name].slow]:
        verdict = judge(measures[name], shared, run)
        verdicts.append(verdict)
        print(_told(measures[name], verdict), flush=True)
        if verdict.figures is not None:
            if args.lower:
                measures[name] = lower_floors(measures[name], verdict.figures, today, args.lower)
            if args.raise_:
                measures[name] = raise_floors(measures[name], verdict.figures, today)
    if args.lower or args.raise_:
        write_floors(floors_file, measures)
    if args.table:
        print(markdown_table(verdicts, measures, today))
    return _status(verdicts, lowered=bool(args.lower))


def markdown_table(verdicts: list[Verdict], measures: dict[str, Measure], today: str) -> str:
    """The figures that have floors, as docs/measurements.md shows them."""
    rows = [
        f"| {today} | {verdict.name} | {figure} | {verdict.figures[figure]:.1f} |"
        for verdict in verdicts
        if verdict.figures is not None
        for figure in measures[verdict.name].floors
        if figure in verdict.figures
    ]
    return "\n".join(["| date | set | figure | measured |", "|---|---|---|---|", *rows])


def shared_folder() -> Path:
    """The folder of gold and scorer: SELON_SHARED, else `shared` beside the checkout."""
    return Path(os.environ.get("SELON_SHARED") or HERE.parents[1] / "shared")


def judge(measure: Measure, shared: Path, score: Scorer) -> Verdict:
    """Score one measure, if its gold is there and is the one its floors were measured on."""
    gold = shared / measure.gold
    if not gold.exists():
        return Verdict(measure.name, "skipped", f"{measure.gold} is not at hand (SELON_SHARED names its folder)")
    if measure.sha256 != (found := hash_gold(gold)):
        return Verdict(
            measure.name,
            "refused",
            f"{measure.gold} is not the gold that the floors were measured on: its sha256 is {found}. "
            "Put that into floors.toml, set the floors to 0 and measure anew with --raise.",
        )
    try:
        figures = score(measure, shared)
    except ScoringError as error:
        return Verdict(measure.name, "broken", str(error))
    falls = tuple(find_falls(measure, figures))
    return Verdict(measure.name, "fell" if falls else "holds", figures=figures, falls=falls)


def gold_parts(measure: Measure, shared: Path) -> list[Path]:
    """What the scorer is given: the gold, or of several traced stories each story's folder."""
    gold = shared / measure.gold
    stories = sorted(file.parent for file in gold.glob("*/articles.jsonl")) if measure.task == "trace" else []
    return stories or [gold]


def selon_command() -> list[str]:
    """The command that belongs to this interpreter."""
    script = Path(sys.executable).with_name("selon")
    return [str(script)] if script.exists() else [sys.executable, "-m", "selon"]


def _external(selon: str | None) -> Scorer:
    command = selon or shlex.join(selon_command())

    def score(measure: Measure, shared: Path) -> dict[str, float]:
        script = HERE / "letter.py" if measure.task == "letter" else shared / "score" / "score.py"
        task = [] if measure.task == "letter" else [measure.task]
        golds = map(str, gold_parts(measure, shared))
        call = [sys.executable, str(script), *task, *golds, "--json", "--selon", command]
        done = subprocess.run([*call, *measure.options], capture_output=True, text=True, check=False)
        if done.returncode:
            raise ScoringError((done.stderr or done.stdout).strip()[-2_000:] or "it ended without a word")
        scored = json.loads(done.stdout)
        figures: dict[str, float] = scored["figures"]
        return figures

    return score


def _told(measure: Measure, verdict: Verdict) -> str:
    lines = [f"{verdict.state:8}{verdict.name}" + (f": {verdict.reason}" if verdict.reason else "")]
    fallen = {fall.figure for fall in verdict.falls}
    if verdict.figures is not None:
        for name, floor in measure.floors.items():
            measured = f"{verdict.figures[name]:6.1f}" if name in verdict.figures else "  none"
            mark = "  BELOW" if name in fallen else ""
            lines.append(f"        {name:24}{measured}  floor {floor.value:.1f}, band {floor.band:.1f}{mark}")
    return "\n".join(lines)


def _status(verdicts: list[Verdict], *, lowered: bool) -> int:
    states = {verdict.state for verdict in verdicts}
    if states & {"refused", "broken"}:
        return 2
    return int("fell" in states and not lowered)


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure selon against the gold; fail where it fell below its floors.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="measures of floors.toml (all but the slow)")
    parser.add_argument("--all", action="store_true", help="the slow ones too, which take minutes each")
    parser.add_argument("--raise", dest="raise_", action="store_true", help="lift the floors to what is measured")
    parser.add_argument("--lower", metavar="REASON", help="take fallen floors back, and keep the reason")
    parser.add_argument("--table", action="store_true", help="print the figures as the table of docs/measurements.md")
    parser.add_argument("--selon", metavar="COMMAND", help="the command to measure (the one of this interpreter)")
    return parser.parse_args(argv)


if __name__ == "__main__":
    sys.exit(main())
