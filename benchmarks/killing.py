"""Kill `selon add` at random moments, run it again each time, and compare with a run nobody disturbed.

`python benchmarks/killing.py [--documents 2000] [--kills 50] [--processes 2]`.
The moments are spread over the whole of the run: each time the program is let
go on until the ledger has grown to the next of as many steps, and is killed
(SIGKILL, with its processes) a random moment later. Document for document and
claim for claim the two ledgers must be equal.
"""

from __future__ import annotations

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ledger_crowd import state_of, write_articles
from selon.api.ledger import Ledger
from selon.errors import LedgerError

_MOST_SECONDS = 300


def start(source: Path, ledger: Path, processes: int) -> subprocess.Popen[bytes]:
    """`selon add`, in a process group of its own."""
    command = [sys.executable, "-m", "selon", "add", str(source), "--ledger", str(ledger), "--words-only", "--quiet"]
    return subprocess.Popen(
        [*command, "--processes", str(processes)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        start_new_session=True,
    )  # fmt: skip


def documents(ledger: Path) -> int:
    """How many documents there are by now."""
    try:
        with Ledger(ledger, write=False) as opened:
            return opened.stats().documents
    except LedgerError:
        return 0


def kill_once(source: Path, ledger: Path, until: int, processes: int, chance: random.Random) -> tuple[int, int]:
    """Run until there are so many documents, kill a moment later; documents then, and faults found."""
    running, deadline = start(source, ledger, processes), time.monotonic() + _MOST_SECONDS
    while documents(ledger) < until and running.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(chance.random() * 0.4)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    with Ledger(ledger) as opened:
        return opened.stats().documents, len(list(opened.check()))


def main() -> int:
    """Print what came of it; 1 where the ledgers differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--processes", type=int, default=2)
    asked = parser.parse_args()
    chance = random.Random(1)
    with tempfile.TemporaryDirectory() as folder:
        source = write_articles(Path(folder, "articles.jsonl"), asked.documents)
        whole, ledger = Path(folder, "undisturbed.db"), Path(folder, "killed.db")
        begun = time.monotonic()
        start(source, whole, asked.processes).wait()
        print(f"undisturbed: {documents(whole):,} documents in {time.monotonic() - begun:.0f} s", flush=True)
        faults = 0
        for number in range(asked.kills):
            until = number * asked.documents // asked.kills
            held, found = kill_once(source, ledger, until, asked.processes, chance)
            faults += found
            print(f"kill {number + 1}: {held:,} documents, {found} faults", flush=True)
        start(source, ledger, asked.processes).wait()
        equal = state_of(whole) == state_of(ledger)
        print(f"{asked.kills} kills, {faults} faults; the ledgers are {'equal' if equal else 'NOT EQUAL'}")
    return 0 if equal and not faults else 1


if __name__ == "__main__":
    sys.exit(main())
