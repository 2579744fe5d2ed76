"""Whether time grows with length and no faster: one article of 10,000, 30,000 and 100,000 words.

python benchmarks/long.py [--lang fr|en]
"""

from __future__ import annotations

import argparse
import functools

import selon
from reading import cpu_seconds, peak_megabytes
from texts import make_text

LENGTHS = (10_000, 30_000, 100_000)

TARGET = 1.2
"""A word of the longest text should cost no more than this many times a word of the shortest."""


def main() -> None:
    """Print CPU seconds and words a second by length, and how the cost of a word grew."""
    parser = argparse.ArgumentParser(description="Whether time grows with length and no faster.")
    parser.add_argument("--lang", choices=("en", "fr"), help="one language only")
    only = parser.parse_args().lang
    for lang in [only] if only else ["en", "fr"]:
        measure(lang)
    print(f"peak memory {peak_megabytes():.0f} MB")


def measure(lang: str) -> None:
    """Read one text of each length."""
    selon.read(text=make_text(lang, 100), lang=lang)
    costs = []
    for length in LENGTHS:
        text = make_text(lang, length)
        words = len(text.split())
        seconds = cpu_seconds(functools.partial(selon.read, text=text, lang=lang))
        costs.append(seconds / words)
        print(f"{lang}  {words:7} words  {seconds:7.1f} CPU s  {words / seconds:6.0f} words/CPU s")
    print(f"{lang}  a word of the longest costs {costs[-1] / costs[0]:.2f} of one of the shortest (target {TARGET})")


if __name__ == "__main__":
    main()
