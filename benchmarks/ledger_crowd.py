"""Many short articles about invented events, and the state of a ledger to compare: for killing, racing, counting."""

from __future__ import annotations

import json
import random
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from selon.api.ledger import Ledger

PLACES = ("Vorlande", "Estrignac", "Plouvern", "Marsigne", "Tarvenne", "Ostrelle", "Brive-la-Haute", "Corvaine")
PEOPLE = ("Odile Trévenard", "Anselme Korvantchenko", "Ivar Selmek", "Lise Carvaud", "Bastien Ormoy", "Nadège Vilcoq")
EVENTS = (
    "Un incendie a détruit {n} hangars à {place}, a annoncé {who} {day}.",
    "L’usine de {place} aurait supprimé {n} emplois, selon {who}.",
    "« Nous rouvrirons {n} classes à {place} », a promis {who} {day}.",
    "At least {n} houses in {place} were flooded, {who} said on Tuesday.",
)


def articles(count: int, seed: int = 7) -> Iterator[dict[str, str]]:
    """Articles as JSON Lines hold them; several tell of the same event."""
    chance = random.Random(seed)
    for number in range(count):
        event = chance.randrange(count // 2 + 1)
        inner = random.Random(f"{seed} {event}")
        told = inner.choice(EVENTS).format(
            n=inner.randrange(3, 400), place=inner.choice(PLACES), who=inner.choice(PEOPLE), day="mardi"
        )
        yield {
            "text": f"{told} Notre journal numéro {number} l’a appris.",
            "url": f"https://journal-{number % 9}.example/{number}",
            "outlet": f"Journal {number % 9}",
            "published": f"2031-03-{inner.randrange(1, 29):02}",
        }


def write_articles(path: Path, count: int, seed: int = 7) -> Path:
    """The articles as a file."""
    path.write_text("".join(json.dumps(article) + "\n" for article in articles(count, seed)), "utf-8")
    return path


def state_of(path: Path) -> list[object]:
    """What a ledger holds, but for moments: documents with their claims, stories, and who is who."""
    with Ledger(path, write=False, meaning=False) as ledger:
        documents = [
            (kept.reading, kept.version, kept.latest, kept.address, kept.story, kept.read_by) for kept in ledger.kept()
        ]
        stories = [
            (head.id, head.documents, head.title, head.outlets, head.first, head.last, head.origins, head.hardened)
            for head in ledger.stories(most=100_000)
        ]
        people = [ledger.entities(name) for name in PEOPLE]
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as connection:
        claims = connection.execute("SELECT version, member, kind, standing, holder FROM claim ORDER BY id").fetchall()
        mentions = connection.execute("SELECT * FROM mention ORDER BY version, member").fetchall()
    return [documents, stories, people, claims, mentions]
