"""Whether the time to trace grows with the number of documents and no faster: 100, 1,000 and 5,000 short ones.

python benchmarks/tracing.py [--meaning]

The documents are made here: stories of an invented event each, told by five
outlets, one in its own words, one copied, one reworded, two with later news.
`--meaning` also compares sentences by meaning, where the package is installed.
"""

from __future__ import annotations

import argparse
import functools
import random
import re

import selon
from reading import cpu_seconds, peak_megabytes
from selon.types import Block, BlockKind, Claim, Document, Factuality, Figure, Kind, Layer, Reading, Span, Standing

SIZES = (100, 1_000, 5_000)

TARGET = 1.5
"""A document among the most should cost no more than this many times one among the fewest."""

_TOLD = 5
_SYLLABLES = (
    "bar",
    "dre",
    "gil",
    "hol",
    "kem",
    "lur",
    "mor",
    "nes",
    "ost",
    "pel",
    "rud",
    "sav",
    "tren",
    "ulm",
    "vor",
    "wex",
)
_EVENTS = (
    "A fire at the {thing} in {place} injured {hurt} people and drove {out} from their homes.",
    "Flood water reached the {thing} in {place}, where {hurt} people were hurt and {out} left their homes.",
    "An explosion at the {thing} of {place} hurt {hurt} people; {out} were moved to safety.",
    "A strike has closed the {thing} in {place}: {hurt} arrests were made and {out} people marched.",
)
_THINGS = ("harbour", "mill", "market", "station", "tannery", "school", "ferry", "quarry", "theatre", "depot")
_SAID = (
    "“We had {hours} hours and no warning,” said {name}, who runs the {thing}.",
    "{name} told reporters that the {thing} had been inspected {hours} months before.",
    "{name} asked for help from {other}, {hours} kilometres away.",
)
_REWORDED = "At the {thing} of {place}, {hurt} were hurt and {out} had to go, the authorities say."
_LATER = "Two days on, the number of injured at the {thing} in {place} stands at {more}."


def main() -> None:
    """Print CPU seconds and documents a second by size, and how the cost of a document grew."""
    parser = argparse.ArgumentParser(description="Whether the time to trace grows with the number of documents.")
    parser.add_argument("--meaning", action="store_true", help="compare sentences by meaning too")
    meaning = parser.parse_args().meaning
    selon.trace(make_readings(50), meaning=meaning)
    costs = []
    for size in SIZES:
        readings = make_readings(size)
        seconds = cpu_seconds(functools.partial(selon.trace, readings, meaning=meaning))
        costs.append(seconds / size)
        print(f"{size:6} documents  {seconds:7.1f} CPU s  {size / seconds:6.0f} documents/CPU s")
    print(f"a document among the most costs {costs[-1] / costs[0]:.2f} of one among the fewest (target {TARGET})")
    print(f"peak memory {peak_megabytes():.0f} MB")


def make_readings(count: int) -> list[Reading]:
    """That many short documents, the same at every call: five to a story."""
    chance = random.Random(count)
    return [_reading(number, text, day) for number, (text, day) in enumerate(_texts(count, chance))]


def _texts(count: int, chance: random.Random) -> list[tuple[str, str]]:
    texts: list[tuple[str, str]] = []
    while len(texts) < count:
        facts = {
            "place": _name(chance),
            "other": _name(chance),
            "name": f"{_name(chance)} {_name(chance)}",
            "thing": chance.choice(_THINGS),
            "hurt": chance.randrange(11, 99),
            "out": chance.randrange(101, 9_999),
            "more": chance.randrange(100, 300),
            "hours": chance.randrange(3, 60),
        }
        first, said = chance.choice(_EVENTS), chance.choice(_SAID)
        day = f"2031-{chance.randrange(1, 13):02}-{chance.randrange(1, 25):02}"
        told = (
            f"{first}\n{said}",
            f"{first}\n{said}",
            f"{said}\n{_REWORDED}",
            f"{_LATER}\n{first}",
            f"{_LATER}\n{_REWORDED}",
        )
        texts += [(text.format(**facts), day) for text in told]
    return texts[:count]


def _name(chance: random.Random) -> str:
    return "".join(chance.choices(_SYLLABLES, k=chance.randrange(2, 4))).capitalize()


def _reading(number: int, text: str, day: str) -> Reading:
    """The document with a claim a sentence and a figure a number: what it takes to read it is not measured here."""
    document = Document(f"d{number}", text, "en", (Block(BlockKind.PARAGRAPH, 0, len(text)),), published=day)
    found = re.finditer(r"\d+", text)
    figures = tuple(
        Figure(f"f{at}", one.start(), one.end(), float(one.group()), noun=_next_word(text, one.end()))
        for at, one in enumerate(found)
    )
    claims = tuple(
        Claim(
            f"c{at}",
            Kind.AUTHOR,
            "author",
            (),
            (),
            (Span(line.start(), line.end()),),
            Standing.STATED,
            (Layer("author", Factuality.CERTAIN),),
            figures=tuple(one.id for one in figures if line.start() <= one.start < line.end()),
        )
        for at, line in enumerate(re.finditer(r".+", text))
    )
    return Reading(document, claims, figures=figures)


def _next_word(text: str, at: int) -> str | None:
    found = re.match(r" (\w+)", text[at:])
    return found.group(1) if found else None


if __name__ == "__main__":
    main()
