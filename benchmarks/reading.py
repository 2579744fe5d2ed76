"""What reading costs over parsing: selon beside the bare spaCy pipeline, same models, texts and batches.

    python benchmarks/reading.py [--rounds N]

The two take turns in one process, text by text, so that what else the machine
does falls on both alike; CPU seconds, the median of the rounds. The sample stories are
read as plain text, so extraction from HTML is not in the figure.
"""

from __future__ import annotations

import argparse
import functools
import resource
import statistics
import sys
import time
from collections.abc import Callable

import selon
from selon.attribute.models import load_model, multiply_with
from selon.attribute.parse import BATCH
from selon.lang import load_lexicon
from selon.types import BlockKind
from texts import sample_texts

TARGET = 1.3
"""Reading should take no more than this many times what parsing takes."""


def main() -> None:
    """Time both, turn by turn, and print a line a language."""
    parser = argparse.ArgumentParser(description="What reading costs over parsing.")
    parser.add_argument("--rounds", type=int, default=9, help="turns of each (9)")
    rounds = parser.parse_args().rounds
    texts = sample_texts()
    for lang in sorted({lang for _, lang in texts}):
        measure(lang, [text for text, other in texts if other == lang], rounds)
    print(f"peak memory {peak_megabytes():.0f} MB, both models loaded")


def measure(lang: str, texts: list[str], rounds: int) -> None:
    """Print the ratio, and how many words a CPU second are parsed and read."""
    nlp = load_model(load_lexicon(lang).about.model)
    words = sum(len(text.split()) for text in texts)
    pieces = {text: paragraphs(text, lang) for text in texts}

    def parse(text: str) -> None:
        multiply_with(nlp, blis=True)  # the bare parser: as spaCy comes
        for _ in nlp.pipe(pieces[text], batch_size=BATCH):
            pass

    def read(text: str) -> None:
        multiply_with(nlp, blis=False)
        selon.read(text=text, lang=lang)

    turns = [turn(texts, parse, read) for _ in range(rounds + 1)][1:]
    ratio = statistics.median(reading / parsing for parsing, reading in turns)
    parsing, reading = (statistics.median(side) for side in zip(*turns, strict=True))
    print(
        f"{lang}  {words} words  parse {words / parsing:.0f} words/CPU s  read {words / reading:.0f} words/CPU s  "
        f"ratio {ratio:.2f} (target {TARGET})"
    )


def turn(texts: list[str], parse: Callable[[str], None], read: Callable[[str], None]) -> tuple[float, float]:
    """CPU seconds of parsing and of reading, text by text in turn."""
    parsing = reading = 0.0
    for text in texts:
        parsing += cpu_seconds(functools.partial(parse, text))
        reading += cpu_seconds(functools.partial(read, text))
    return parsing, reading


def paragraphs(text: str, lang: str) -> list[str]:
    """The blocks that selon parses: all that is not furniture."""
    blocks = selon.read(text=text, lang=lang).document.blocks
    return [text[block.start : block.end] for block in blocks if block.kind is not BlockKind.FURNITURE]


def cpu_seconds(work: Callable[[], object]) -> float:
    """How long `work` keeps the processor busy."""
    start = time.process_time()
    work()
    return time.process_time() - start


def peak_megabytes() -> float:
    """The most memory this process has held; the kernel counts in kilobytes, in bytes on macOS."""
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (1_000_000 if sys.platform == "darwin" else 1_000)


if __name__ == "__main__":
    main()
