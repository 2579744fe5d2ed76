"""How fast `selon serve` answers on a ledger of 100,000 claims: page by page, then to fifty readers at once.

    python benchmarks/serving.py [--ledger FILE] [--claims N] [--readers N] [--seconds N] [--asked N]

The ledger is made in a temporary folder: short documents as `benchmarks/ledger.py` makes them, and one story of 40,
retellings of a sample article that lack some paragraphs each. With `--ledger` it is made there and stays, or is
used where it is there already; served is a copy in any case, so that every run measures the same.

The server is the real one, a process of its own. First it is asked one thing after the other, over one connection:
milliseconds from request to the last byte, median and 95th percentile, and what the first page weighs. Then the
readers ask, each for one page after the other without a pause, in an order of its own.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import http.client
import json
import os
import random
import re
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path
from urllib.parse import quote

import selon
from ledger import Press, fill
from selon.types import Finding, Stats, Target, Verdict

LISTS = 60
"""Milliseconds that a list or a search may take."""
STORY = 150
"""Milliseconds that the page of a story of 40 documents may take."""
WEIGHT = 200_000
"""Bytes that the first page may weigh, with all that it loads, as sent."""

_SEED = 3
_RETOLD = 40
_KEPT = 0.85
"""How likely a retelling is to have a paragraph of what it retells."""
_FEW = 12
"""Times that is asked what needs a change of the ledger before each."""
_PATIENCE = 120.0
"""Seconds that the server has to start, or to answer."""
_HERE = "127.0.0.1"


@dataclass(frozen=True, slots=True)
class Row:
    """Something that is asked: in words, how an address for it is chosen, and what it may take."""

    words: str
    address: Callable[[], str]
    target: int | None = None
    before: Callable[[], object] | None = None


# ---------------------------------------------------------------- the ledger


def make_ledger(path: Path, claims: int) -> None:
    """A ledger of so many claims in short documents, and a story of 40 documents, all traced."""
    with selon.Ledger(path, meaning=False) as ledger:
        fill(ledger, Press(_SEED), claims)
        for reading in _retellings():
            ledger.add(reading)
        ledger.follow()


def _retellings() -> Iterator[selon.Reading]:
    """Readings of a sample story's retellings, each five times, with other paragraphs left out."""
    chance = random.Random(1)
    folder = Path(str(resources.files("selon.samples").joinpath("kalvessos")))
    samples = [selon.read(path).document for path in sorted(folder.glob("*.html"))]
    for number in range(_RETOLD):
        sample = samples[number % len(samples)]
        first, *others = [part for part in sample.text.split("\n") if part.strip()]
        text = "\n\n".join([first, *(part for part in others if chance.random() < _KEPT)])
        yield selon.read(
            text=text,
            id=f"k{number}",
            lang=sample.lang,
            outlet=f"Outlet {number}",
            published=f"2023-10-{12 + number % 8:02}",
            url=f"https://outlet-{number}.example/letter",
        )


def big_story(path: Path) -> str:
    """The id of the story of 40 documents."""
    with selon.Ledger(path, write=False, meaning=False) as ledger:
        story = ledger.document("k0").story or ""
        if ledger.story_head(story).documents != _RETOLD:
            sys.exit(f"{path}: the retellings are not one story of {_RETOLD}; have the ledger made anew")
        return story


class Changes:
    """Changes to the ledger from outside, as `selon add` or `selon judge` beside the server would make them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._count = 0

    def elsewhere(self) -> None:
        """One more document, of another story."""
        self._count += 1
        with selon.Ledger(self._path, meaning=False) as ledger:
            reading = next(Press(1000 + self._count).articles(1))
            ledger.add(reading)

    def in_story(self) -> None:
        """A judgement on the story of 40, taken back: what was traced of it holds no longer."""
        with selon.Ledger(self._path, meaning=False) as ledger:
            made = ledger.judge(Verdict.CONFIRM, Finding.EDGE, [Target("k0"), Target("k8")], by="benchmark")
            ledger.undo(made.id, by="benchmark")


# ---------------------------------------------------------------- the server


@contextlib.contextmanager
def serving(ledger: Path) -> Iterator[int]:
    """`selon serve` on a ledger, as a user starts it; the port it listens at."""
    with socket.create_server((_HERE, 0)) as free:
        port = int(free.getsockname()[1])
    told = ["--ledger", str(ledger), "--port", str(port), "--no-open", "--words-only"]
    with subprocess.Popen([sys.executable, "-m", "selon", "serve", *told], stderr=subprocess.PIPE) as running:
        try:
            _await(port, running)
            yield port
        finally:
            running.send_signal(signal.SIGINT)
            running.wait(_PATIENCE)


def _await(port: int, running: subprocess.Popen[bytes]) -> None:
    """Wait until it answers, and has loaded its parsers, which would be in the way of what is measured."""
    until = time.monotonic() + _PATIENCE
    body = json.dumps({"text": "Le pont est fermé, selon la mairie.", "lang": "fr"})
    while True:
        try:
            connection = http.client.HTTPConnection(_HERE, port, timeout=_PATIENCE)
            connection.request("POST", "/api/v1/read", body, {"content-type": "application/json"})
            connection.getresponse().read()
        except OSError:
            if running.poll() is not None or time.monotonic() > until:
                running.kill()
                words = running.stderr.read().decode() if running.stderr else ""
                sys.exit(f"selon serve did not start ({running.returncode}): {words}")
            time.sleep(0.2)
        else:
            return


class Reader:
    """Somebody who asks over one connection, as a browser does."""

    def __init__(self, port: int) -> None:
        self._connection = http.client.HTTPConnection(_HERE, port, timeout=_PATIENCE)

    def get(self, address: str) -> tuple[int, bytes]:
        """The status and the body as it was sent."""
        headers = {"accept-encoding": "gzip", "accept-language": "en", "accept": "text/html"}
        self._connection.request("GET", address, headers=headers)
        answer = self._connection.getresponse()
        return answer.status, answer.read()

    def timed(self, address: str) -> float:
        """Milliseconds until the last byte. Exits where the answer is none."""
        begun = time.perf_counter()
        status, _ = self.get(address)
        took = (time.perf_counter() - begun) * 1000
        if status != http.HTTPStatus.OK:
            sys.exit(f"{address}: {status}")
        return took

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


# ---------------------------------------------------------------- what is asked


class Addresses:
    """Addresses of pages and of the API, chosen anew at each call."""

    def __init__(self, press: Press, stats: Stats, story: str, seed: int) -> None:
        self._press = press
        self._documents = stats.documents - _RETOLD
        self._people = stats.entities * 2 // 3
        self._some = random.Random(seed)
        self.story = story

    def rare(self) -> str:
        """A word that few claims have."""
        return quote(self._some.choice(self._press.words[1000:]))

    def common(self) -> str:
        """A word that every tenth claim has, or so."""
        return quote(self._press.words[self._some.randrange(20)])

    def place(self) -> int:
        """A page of a list."""
        return self._some.randrange(1, 50)

    def document(self) -> str:
        """A document's id."""
        return f"d{self._some.randrange(self._documents)}"

    def person(self) -> str:
        """A person's id."""
        return f"n{self._some.randrange(1, self._people)}"

    def pages(self) -> tuple[Row, ...]:
        """The pages that readers look at."""
        return (
            Row("the first page", lambda: "/"),
            Row("the stories", lambda: f"/stories?page={self.place()}", LISTS),
            Row("the stories with a common word", lambda: f"/stories?q={self.common()}", LISTS),
            Row("search, a rare word", lambda: f"/search?q={self.rare()}", LISTS),
            Row("search, a common word", lambda: f"/search?q={self.common()}", LISTS),
            Row("search, documents", lambda: f"/search?of=documents&q={self.rare()}", LISTS),
            Row("a document", lambda: f"/documents/{self.document()}"),
            Row("a person", lambda: f"/who/{self.person()}"),
            Row(f"a story of {_RETOLD} documents", lambda: f"/stories/{self.story}", STORY),
        )

    def changed(self, changes: Changes) -> tuple[Row, ...]:
        """The page of the big story after a change: in another story, and in itself, where it is traced anew."""
        page = f"/stories/{self.story}"
        return (
            Row("  the first time after a change", lambda: page, STORY, changes.elsewhere),
            Row("  the same, and not traced yet", lambda: page, None, changes.in_story),
        )

    def api(self) -> tuple[Row, ...]:
        """The same by the API, where it has them."""
        base = "/api/v1"
        return (
            Row("API: stories", lambda: f"{base}/stories?page={self.place()}", LISTS),
            Row("API: search, a rare word", lambda: f"{base}/search?q={self.rare()}", LISTS),
            Row("API: search, a common word", lambda: f"{base}/search?q={self.common()}", LISTS),
            Row("API: search, documents", lambda: f"{base}/search?of=documents&q={self.rare()}", LISTS),
            Row("API: a document", lambda: f"{base}/documents/{self.document()}"),
            Row("API: a person", lambda: f"{base}/who/{self.person()}"),
            Row(f"API: a story of {_RETOLD} documents", lambda: f"{base}/stories/{self.story}", STORY),
        )


_MIX = (1, 3, 2, 3, 3, 2, 4, 1, 3)
"""How often readers look at each of the pages, in their order."""


def percentiles(times: list[float]) -> tuple[float, float]:
    """The median and the 95th percentile."""
    return statistics.median(times), sorted(times)[int(len(times) * 0.95)]


def measure(reader: Reader, row: Row, asked: int) -> None:
    """Ask so many times, and print what it took."""
    reader.timed(row.address())
    times = []
    for _ in range(asked if row.before is None else _FEW):
        if row.before is not None:
            row.before()
        times.append(reader.timed(row.address()))
    median, slow = percentiles(times)
    print(f"  {row.words:36}{median:8.1f}{slow:8.1f}   {_verdict(median, row.target, 'ms')}", flush=True)


def _verdict(found: float, most: float | None, unit: str) -> str:
    if most is None:
        return ""
    return f"target {most:,.0f} {unit}{'' if found <= most else ': MISSED'}"


def weigh(reader: Reader) -> None:
    """Print what the first page weighs, with all that it loads."""
    _, page = reader.get("/")
    text = _unpacked(page)
    sent, whole = len(page), len(text)
    for address in sorted(set(re.findall(r'(?:href|src)="(/static/[^"]+)"', text.decode()))):
        _, asset = reader.get(address)
        sent, whole = sent + len(asset), whole + len(_unpacked(asset))
    told = f"{sent:,} bytes as sent, {whole:,} unpacked"
    print(f"the first page with all it loads: {told} ({_verdict(sent, WEIGHT, 'bytes')})")


def _unpacked(content: bytes) -> bytes:
    return gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content


# ---------------------------------------------------------------- many readers


@dataclass(slots=True)
class Told:
    """What readers tell: how long each answer took, and what was none."""

    times: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def crowd(port: int, readers: list[Addresses], seconds: float) -> None:
    """Let readers ask for so many seconds, and print what came of it."""
    told = Told()
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_read, args=(port, one, until, told)) for one in readers]
    begun = time.monotonic()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took = time.monotonic() - begun
    median, slow = percentiles(told.times)
    print(
        f"{len(readers)} readers for {took:.0f} s: {len(told.times):,} answers, {len(told.times) / took:.0f} a second"
    )
    print(f"  median {median:.0f} ms, 95th {slow:.0f}, longest {max(told.times):.0f}")
    print(f"  {len(told.errors)} errors ({_verdict(len(told.errors), 0, 'errors')})")
    for error in sorted(set(told.errors))[:5]:
        print(f"    {error}")


def _read(port: int, addresses: Addresses, until: float, told: Told) -> None:
    pages, chance = addresses.pages(), random.Random(addresses.document())
    reader = Reader(port)
    while time.monotonic() < until:
        (row,) = chance.choices(pages, _MIX)
        address = row.address()
        begun = time.perf_counter()
        try:
            status, _ = reader.get(address)
        except (OSError, http.client.HTTPException) as error:
            told.errors.append(f"{address}: {error!r}")
            reader.close()
            reader = Reader(port)
            continue
        told.times.append((time.perf_counter() - begun) * 1000)
        if status != http.HTTPStatus.OK:
            told.errors.append(f"{address}: {status}")
    reader.close()


def main() -> None:
    """Print a table of what is asked, what the first page weighs, and how fifty readers fared."""
    parser = argparse.ArgumentParser(description="How fast `selon serve` answers.")
    parser.add_argument("--ledger", type=Path, help="a ledger made by this script; it is made there if it is not")
    parser.add_argument("--claims", type=int, default=100_000, help="claims in the ledger (100,000)")
    parser.add_argument("--readers", type=int, default=50, help="readers at once (50)")
    parser.add_argument("--seconds", type=float, default=60, help="how long they read (60)")
    parser.add_argument("--asked", type=int, default=100, help="how often each thing is asked before that (100)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        kept = options.ledger or Path(folder, "made.db")
        if not kept.exists():
            make_ledger(kept, options.claims)
        path = Path(shutil.copy(kept, Path(folder, "served.db")))
        run(path, options)


def run(path: Path, options: argparse.Namespace) -> None:
    """Measure on a ledger."""
    story, press = big_story(path), Press(_SEED)
    with selon.Ledger(path, write=False, meaning=False) as ledger:
        stats = ledger.stats()
    load = os.getloadavg()[0]
    print(f"{stats.claims:,} claims in {stats.documents:,} documents, {stats.stories:,} stories")
    print(f"{os.cpu_count()} cores, load before {load:.1f}; milliseconds, median and 95th of {options.asked}")
    with serving(path) as port:
        addresses = Addresses(press, stats, story, 5)
        reader = Reader(port)
        for row in (*addresses.pages(), *addresses.changed(Changes(path)), *addresses.api()):
            measure(reader, row, options.asked)
        weigh(reader)
        reader.close()
        crowd(port, [Addresses(press, stats, story, 100 + n) for n in range(options.readers)], options.seconds)


if __name__ == "__main__":
    main()
