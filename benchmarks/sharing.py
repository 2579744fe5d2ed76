"""One process that writes, eight that read: how long a reader waits, and whether one ever sees half a document.

`python benchmarks/sharing.py [--documents 600]`. Each reader lists the newest
documents, opens one, searches, and counts its claims, over and over; what is
told is how long a read took, of all readers, while the writer was at work.
What a read takes when nobody writes is told first.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import statistics
import tempfile
import time
from multiprocessing.synchronize import Event
from pathlib import Path

from ledger import Press
from selon.api.ledger import Ledger
from selon.api.preparing import Prepared, incoming_of

TARGET = 100
"""Milliseconds that no reader should have to wait for the writer."""
_READERS = 8
_FILLED = 400
_ALONE_SECONDS = 5.0
_EVERY = 0.05


def look(path: Path, done: Event, told: multiprocessing.Queue[tuple[list[float], int]]) -> None:
    """Read until told to stop; how long each read took, and how many documents were seen half."""
    waits, half = [], 0
    with Ledger(path, write=False, meaning=False) as ledger:
        while not done.is_set():
            begun = time.perf_counter()
            head = ledger.documents(most=1)[0]
            waits.append((time.perf_counter() - begun) * 1000)
            half += len(ledger.document(head.id).reading.claims) != head.claims
            time.sleep(_EVERY)
    told.put((waits, half))


def watch(path: Path, work: float | list[Prepared], ledger: Ledger) -> tuple[list[float], int]:
    """What the readers tell of a time in which this process writes, or only waits."""
    done, told = multiprocessing.Event(), multiprocessing.Queue()  # type: ignore[var-annotated]
    readers = [multiprocessing.Process(target=look, args=(path, done, told)) for _ in range(_READERS)]
    for reader in readers:
        reader.start()
    time.sleep(2)
    if isinstance(work, float):
        time.sleep(work)
    else:
        list(ledger.keep(work))
    done.set()
    answers = [told.get() for _ in readers]
    for reader in readers:
        reader.join()
    return [wait for waits, _ in answers for wait in waits], sum(half for _, half in answers)


def main() -> None:
    """Print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=600)
    many = parser.parse_args().documents
    multiprocessing.set_start_method("spawn")
    with tempfile.TemporaryDirectory() as folder, Ledger(Path(folder, "x.db"), meaning=False) as ledger:
        ready = [Prepared("", incoming_of(reading)) for reading in Press(4).articles(_FILLED + many)]
        list(ledger.keep(ready[:_FILLED]))
        for words, work in (("nobody writes", _ALONE_SECONDS), ("one writes", ready[_FILLED:])):
            waits, half = watch(ledger.path, work, ledger)
            slow = sorted(waits)[int(len(waits) * 0.99)]
            print(f"{words}: {len(waits)} reads by {_READERS} on {os.cpu_count()} cores, {half} of half a document")
            told = f"median {statistics.median(waits):.1f} ms, 99th {slow:.1f}, longest {max(waits):.1f}"
            print(f"  {told} (at most {TARGET})")


if __name__ == "__main__":
    main()
