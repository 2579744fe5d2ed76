"""How a ledger behaves as it grows: insertion, size and search at 10,000, 100,000 and 1,000,000 claims.

`python benchmarks/ledger.py [CLAIMS...]`. Documents are made here, with their
claims: nothing is parsed. Each ledger is filled as `selon add` fills it, and
asked what people ask: milliseconds, the median and the 95th of a hundred.
"""

from __future__ import annotations

import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from selon.api.ledger import Ledger
from selon.api.preparing import Prepared, incoming_of
from selon.types import (
    Block,
    BlockKind,
    Claim,
    Document,
    Entity,
    EntityKind,
    Factuality,
    Figure,
    Kind,
    Layer,
    Query,
    Reading,
    Span,
    Standing,
)

_SIZES = (10_000, 100_000, 1_000_000)
_CLAIMS = 8
"""Claims of a document."""
_PEOPLE, _PLACES, _WORDS = 3_000, 800, 6_000
_ASKED = 100
_COMMON = 40
"""Words so common that a tenth of all claims has one."""


class Press:
    """Makes documents about invented events; words are as frequent as in a language (Zipf)."""

    def __init__(self, seed: int) -> None:
        self.chance = random.Random(seed)
        self.words = [self._word(2, 4) for _ in range(_WORDS)]
        self.people = [f"{self._word(2, 3).title()} {self._word(2, 4).title()}" for _ in range(_PEOPLE)]
        self.places = [self._word(2, 4).title() for _ in range(_PLACES)]
        self.weights = [1 / (rank + _COMMON) for rank in range(_WORDS)]

    def _word(self, least: int, most: int) -> str:
        syllables = self.chance.randrange(least, most + 1)
        return "".join(
            self.chance.choice("bcdfglmnprstv") + self.chance.choice(("a", "e", "i", "o", "u", "é"))
            for _ in range(syllables)
        )

    def articles(self, count: int) -> Iterator[Reading]:
        """Documents, some of which tell of the same event."""
        for number in range(count):
            event = random.Random(self.chance.randrange(count // 3 + 1))
            yield self._article(
                number, event.sample(self.people, 3), event.choice(self.places), event.randrange(3, 900)
            )

    def _article(self, number: int, people: list[str], place: str, figure: int) -> Reading:
        text, claims, figures, mentions = "", [], [], {name: list[Span]() for name in people}
        for at in range(_CLAIMS):
            who = people[at % 3]
            said = " ".join(self.chance.choices(self.words, self.weights, k=14))
            start = len(text)
            text += f"{said} {figure + at} {place}, selon {who}. "
            end = start + len(said)
            mentions[who].append(Span(len(text) - len(who) - 2, len(text) - 2))
            figures.append(
                Figure(f"f{at}", end + 1, end + 1 + len(str(figure + at)), float(figure + at), noun="habitants")
            )
            claims.append(_claim(at, start, end, mentions[who][-1], people.index(who)))
        entities = tuple(
            Entity(f"e{at}", name, EntityKind.PERSON, tuple(mentions[name])) for at, name in enumerate(people)
        )
        document = Document(
            id=f"d{number}",
            text=text,
            lang=self.chance.choice(("fr", "en")),
            blocks=(Block(BlockKind.PARAGRAPH, 0, len(text)),),
            url=f"https://journal-{number % 50}.example/{number}",
            outlet=f"Journal {number % 50}",
            published=f"20{25 + number % 5}-{number % 12 + 1:02}-{number % 28 + 1:02}",
        )
        return Reading(document, tuple(claims), entities, tuple(figures))


def _claim(at: int, start: int, end: int, source: Span, holder: int) -> Claim:
    return Claim(
        id=f"c{at}",
        kind=Kind.INDIRECT,
        rule="benchmark",
        source=(source,),
        cue=(),
        content=(Span(start, end),),
        standing=Standing.ATTRIBUTED,
        factuality=(Layer("author", Factuality.UNKNOWN), Layer(f"e{holder}", Factuality.CERTAIN)),
        entity=f"e{holder}",
        figures=(f"f{at}",),
    )


def fill(ledger: Ledger, press: Press, claims: int) -> tuple[float, float]:
    """Add documents up to so many claims, as `selon add` does; CPU milliseconds a document, first and last tenth."""
    count = claims // _CLAIMS
    tenth, times = max(1, count // 10), []
    ready = (Prepared(reading.document.source, incoming_of(reading)) for reading in press.articles(count))
    begun = time.process_time()
    for number, _ in enumerate(ledger.keep(ready), 1):
        if number % tenth == 0:
            times.append((time.process_time() - begun) / tenth * 1000)
            begun = time.process_time()
    return times[0], times[-1]


def timed(ask: Callable[[], object]) -> tuple[float, float]:
    """The median and the 95th percentile in milliseconds."""
    times = []
    for _ in range(_ASKED):
        begun = time.perf_counter()
        ask()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times), sorted(times)[int(_ASKED * 0.95)]


def questions(ledger: Ledger, press: Press) -> Iterator[tuple[str, Callable[[], object]]]:
    """What people ask."""
    some = random.Random(5)

    def rare() -> str:
        return some.choice(press.words[1000:])

    def common() -> str:
        return press.words[some.randrange(20)]

    yield "a rare word", lambda: ledger.search(rare())
    yield "a very common word", lambda: ledger.search(common())
    yield "three words", lambda: ledger.search(f"{common()} {rare()} {common()}")
    yield "a phrase", lambda: ledger.search(f'"{common()} {common()}"')
    yield "a name, in another spelling", lambda: ledger.search(some.choice(press.people).replace("c", "k"))
    yield (
        "a common word and filters",
        lambda: ledger.search(Query(common(), outlet=("Journal 7",), lang=("fr",), since="2026-01", until="2026-06")),
    )
    yield "what somebody says of a word", lambda: ledger.search(Query(common(), holder=some.choice(press.people)))
    yield "documents", lambda: ledger.search(f"{rare()} {rare()}", of_documents=True)
    yield "the newest stories", ledger.stories


def main(sizes: list[int]) -> None:
    """Print a table a size."""
    for claims in sizes:
        with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "selon.db"), meaning=False) as ledger:
            press = Press(3)
            first, last = fill(ledger, press, claims)
            stats = ledger.stats()
            print(f"{stats.claims:,} claims in {stats.documents:,} documents, {stats.stories:,} stories")
            print(f"  insertion: {first:.2f} CPU ms a document in the first tenth, {last:.2f} in the last")
            print(f"  size: {stats.size / stats.claims:,.0f} bytes a claim, {stats.size / 1e6:,.0f} MB")
            for words, ask in questions(ledger, press):
                median, slow = timed(ask)
                print(f"  {words}: {median:.1f} ms, 95th {slow:.1f}", flush=True)


if __name__ == "__main__":
    main([int(size.replace("_", "").replace(",", "")) for size in sys.argv[1:]] or list(_SIZES))
