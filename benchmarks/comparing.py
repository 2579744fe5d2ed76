"""What comparing two read documents takes: the first time, and with others that were compared before.

python benchmarks/comparing.py
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence

import selon
from selon.types import Reading
from tracing import make_readings

TARGETS = {False: 10.0, True: 30.0}
"""Milliseconds at the median, without and with the sentence encoder warm."""
_DOCUMENTS = 200
_PARAGRAPHS = 4
"""Short documents that are joined to one of about 1,000 characters."""


def main() -> None:
    """Print the median milliseconds of a comparison."""
    texts = [reading.document.text for reading in make_readings(_DOCUMENTS * _PARAGRAPHS)]
    joined = ["\n".join(texts[at : at + _PARAGRAPHS]) for at in range(0, len(texts), _PARAGRAPHS)]
    readings = [selon.read(text=text, lang="en", id=f"d{number}") for number, text in enumerate(joined)]
    print(f"documents of {statistics.median(map(len, joined)):.0f} characters at the median")
    for meaning, target in TARGETS.items():
        first = _milliseconds(list(zip(readings[::2], readings[1::2], strict=True)), meaning=meaning)
        again = _milliseconds(list(zip(readings[1::2], readings[2::2], strict=False)), meaning=meaning)
        kind = "with the encoder" if meaning else "without"
        print(f"{kind:18} the first time {first:5.1f} ms   compared before {again:5.1f} ms   target {target:.0f} ms")


def _milliseconds(pairs: Sequence[tuple[Reading, Reading]], *, meaning: bool) -> float:
    """The median over the second half of the pairs: the first half warms up."""
    took = []
    for one, other in pairs:
        before = time.perf_counter()
        selon.compare(one, other, meaning=meaning)
        took.append((time.perf_counter() - before) * 1_000)
    return statistics.median(took[len(took) // 2 :])


if __name__ == "__main__":
    main()
