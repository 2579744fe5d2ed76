"""How long the command line takes, from nothing, for one short article.

python benchmarks/start.py [--rounds N]
"""

from __future__ import annotations

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from texts import make_text

TARGET = 4.0
"""Seconds that a reader should wait at most."""

WORDS = 150


def main() -> None:
    """Print the median and the best of some cold runs, and the CPU seconds of the leanest, a line a language."""
    parser = argparse.ArgumentParser(description="How long the command line takes for one short article.")
    parser.add_argument("--rounds", type=int, default=5, help="runs a language (5)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        for lang in ("en", "fr"):
            article = Path(folder) / f"{lang}.txt"
            article.write_text(make_text(lang, WORDS), "utf-8")
            walls, cpus = zip(*(run(article) for _ in range(rounds)), strict=True)
            print(
                f"{lang}  {WORDS} words  median {statistics.median(walls):.1f} s  best {min(walls):.1f} s  "
                f"(target {TARGET:.0f} s)  CPU {min(cpus):.1f} s"
            )


def run(article: Path) -> tuple[float, float]:
    """Wall-clock and CPU seconds of one `selon read`."""
    script = Path(sys.executable).with_name("selon")
    command = [str(script)] if script.exists() else [sys.executable, "-m", "selon"]
    start, used = time.perf_counter(), _children_seconds()
    subprocess.run([*command, "read", str(article)], check=True, capture_output=True)
    return time.perf_counter() - start, _children_seconds() - used


def _children_seconds() -> float:
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


if __name__ == "__main__":
    main()
