"""Score the two articles the project began from against the claims a reader expects of them.

    python quality/letter.py FOLDER [--selon COMMAND] [--json]

FOLDER holds the articles as text and `claims.jsonl`, one expected claim a
line. A claim is found when one of ours, and no other claim's, has

- the words: its content shares at least half of the words of both together
  (intersection over union, words by place). A headline that the page repeats
  is right at either place;
- the holder: nobody where the author speaks; else the source has the words of
  the expected source, or the entity behind it is named like it, spelling aside;
- the standing: of an author's claim `stated` for CT, `hedged` for PR and PS,
  `alleged` for Uu; of a sourced one `denied` after a cue of denial,
  `unverified` (or `alleged`) where a hedge says so, else `attributed`.

`clean` counts the articles in which no claim touches furniture, by selon's own
blocks, nor stands after the last claim that is expected.

`traced` counts what `selon trace` should say of the two: that they are one
story; that neither took from the other; that what one calls unverified hardened
in the other, with both passages; that they speak of one letter; that both
headlines go further than their articles; and that persons and places are joined.
"""

from __future__ import annotations

import argparse
import difflib
import json
import re
import shlex
import subprocess
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = dict[str, Any]

HALF = 0.5
LIKE = 0.8
"""How alike two names must be: above what one spelling or transliteration changes, below another name."""

_DENIAL = re.compile(r"\b(nie|nié|démen|réfut|récus|rejet|contest)", re.IGNORECASE)
_UNVERIFIED = re.compile(r"\bnon (vérifié|confirmé|authentifié)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_OF_AUTHOR = {"CT": "stated", "PR": "hedged", "PS": "hedged", "Uu": "alleged"}


@dataclass(frozen=True)
class Miss:
    """An expected claim that was not found, and what the claim nearest in words has wrong."""

    id: str
    words: str
    why: str


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command: a table of misses, or JSON."""
    parser = argparse.ArgumentParser(description="Score the two articles against the claims expected of them.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--selon", default=f"{shlex.quote(sys.executable)} -m selon", help="the command to measure")
    parser.add_argument("--json", action="store_true", help="print JSON instead of a table")
    args = parser.parse_args(argv)
    expected = [json.loads(line) for line in (args.folder / "claims.jsonl").read_text("utf-8").splitlines()]
    articles = sorted({row["article"] for row in expected})
    readings = read_articles(shlex.split(args.selon), [args.folder / f"{name}.txt" for name in articles])
    misses, dirty = [], []
    for name, reading in zip(articles, readings, strict=True):
        wanted = [row for row in expected if row["article"] == name]
        misses += find_misses(wanted, reading)
        dirty += [f"{name}: {words}" for words in find_dirt(wanted, reading)]
    checks = check_trace(trace_articles(shlex.split(args.selon), [args.folder / f"{name}.txt" for name in articles]))
    figures = {
        "traced": float(sum(checks.values())),
        "found": float(len(expected) - len(misses)),
        "clean": float(len(articles) - len({line.split(":")[0] for line in dirty})),
    }
    if args.json:
        print(json.dumps({"figures": figures, "failed": {}}))
    else:
        print("\n".join([*(f"MISS {miss.id}  {miss.why}\n     {miss.words}" for miss in misses), *_dirt_lines(dirty)]))
        print("\n".join(f"TRACE {name}: missing" for name, held in checks.items() if not held))
        print(f"traced {figures['traced']:.0f} of {len(checks)}")
        print(f"found {figures['found']:.0f} of {len(expected)}, clean {figures['clean']:.0f} of {len(articles)}")
    return 0


def read_articles(command: list[str], files: list[Path]) -> list[Row]:
    """What `selon read` says of each file, in their order."""
    call = [*command, "read", "--format", "jsonl", *map(str, files)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    if len(readings) != len(files):
        sys.exit(f"letter: {shlex.join(call)} read {len(readings)} of {len(files)} articles\n{done.stderr[-2_000:]}")
    return readings


def trace_articles(command: list[str], files: list[Path]) -> Row:
    """What `selon trace` says of the files together."""
    call = [*command, "trace", "--format", "json", "--lang", "fr", *map(str, files)]
    done = subprocess.run(call, capture_output=True, text=True, check=False)
    try:
        traced: Row = json.loads(done.stdout)
    except ValueError:
        sys.exit(f"letter: {shlex.join(call)} printed no JSON\n{done.stderr[-2_000:]}")
    return traced


def check_trace(traced: Row) -> dict[str, bool]:
    """What should be said of the two articles together, and whether it is."""
    story = max(traced["stories"], key=lambda one: len(one["documents"]))
    changes = [change for claim in story["claims"] for change in claim["changes"]]
    joined = [one for one in story["entities"] if len({member["document"] for member in one["members"]}) > 1]
    return {
        "one story": len(traced["stories"]) == 1,
        "no lineage": not story["lineage"],
        "hardening": any(_is_hardening(change) for change in changes),
        "one letter": any("lettre" in claim["origins"]["outside"] for claim in story["claims"]),
        "headlines": len({one["document"] for one in story["overclaims"]}) == 2,
        "who is who": {"person", "place"} <= {one["kind"] for one in joined},
    }


def _is_hardening(change: Row) -> bool:
    """Whether a change goes from an unverified passage to one that says so, and shows both."""
    shown = [reason for reason in change["reasons"] if reason.get("from") and reason.get("to")]
    unverified = [reason for reason in shown if "unverified" in reason["text"]]
    return change["direction"] == "hardening" and bool(unverified)


def find_misses(expected: list[Row], reading: Row) -> list[Miss]:
    """The expected claims of one article that no claim of the reading is. Pairs are one to one, best first."""
    text, claims = reading["document"]["text"], reading["claims"]
    entities = {entity["id"]: entity for entity in reading["entities"]}
    words = {claim["id"]: _words(text, claim["content"]) for claim in claims}
    overlaps = {row["id"]: {key: _overlap(row, text, ours) for key, ours in words.items()} for row in expected}
    pairs = [
        (overlaps[row["id"]][claim["id"]], row["id"], claim["id"])
        for row in expected
        for claim in claims
        if overlaps[row["id"]][claim["id"]] >= HALF and not _faults(row, claim, entities)
    ]
    found: dict[str, str] = {}
    for _, wanted, ours in sorted(pairs, key=lambda pair: -pair[0]):
        if wanted not in found and ours not in found.values():
            found[wanted] = ours
    return [_miss(row, claims, overlaps[row["id"]], entities) for row in expected if row["id"] not in found]


def find_dirt(expected: list[Row], reading: Row) -> list[str]:
    """The words of the claims that touch furniture, or stand after the last claim that is expected."""
    text = reading["document"]["text"]
    last = max(span["end"] for row in expected for span in row["content"])
    furniture = [block for block in reading["document"]["blocks"] if block["kind"] == "furniture"]
    found = []
    for claim in reading["claims"]:
        for span in claim["content"]:
            inside = any(span["start"] < block["end"] and block["start"] < span["end"] for block in furniture)
            if inside or span["start"] >= last:
                found.append(text[span["start"] : span["end"]])
    return found


def expected_standings(row: Row) -> frozenset[str]:
    """The standings that are right for an expected claim."""
    if row["kind"] == "author":
        return frozenset({_OF_AUTHOR[row["author"][:2]]})
    if _DENIAL.search(row["cue"] or ""):
        return frozenset({"denied"})
    if any(_UNVERIFIED.search(hedge) for hedge in row["hedges"]):
        return frozenset({"unverified", "alleged"})
    return frozenset({"attributed"})


def is_holder(row: Row, claim: Row, entities: dict[str, Row]) -> bool:
    """Whether a claim is laid to whom it should be."""
    source = " ".join(span["text"] for span in claim["source"])
    if row["kind"] == "author":
        return not source
    entity = entities.get(claim["entity"] or "", {"name": "", "mentions": []})
    ours = [entity["name"], *(mention["text"] for mention in entity["mentions"])]
    wanted = [name for name in (row["source"], row["entity"]) if name]
    if source and row["source"] and _same_words(source, row["source"]):
        return True
    return any(_alike(name, other) for name in ours for other in wanted)


def _miss(row: Row, claims: list[Row], overlap: dict[str, float], entities: dict[str, Row]) -> Miss:
    shown = " … ".join(span["text"] for span in row["content"])
    near = max(claims, key=lambda claim: overlap[claim["id"]], default=None)
    if near is None or overlap[near["id"]] < HALF:
        best = overlap[near["id"]] if near else 0.0
        return Miss(row["id"], shown[:100], f"no claim has these words (nearest {best:.2f})")
    faults = _faults(row, near, entities) or ["its claim is already another's"]
    return Miss(row["id"], shown[:100], "; ".join(faults))


def _faults(row: Row, claim: Row, entities: dict[str, Row]) -> list[str]:
    faults = []
    if not is_holder(row, claim, entities):
        source = " ".join(span["text"] for span in claim["source"]) or "nobody"
        name = entities[claim["entity"]]["name"] if claim["entity"] in entities else "no entity"
        faults.append(f"holder {source} ({name}), not {row['source'] or row['entity'] or 'nobody'}")
    if claim["standing"] not in (right := expected_standings(row)):
        faults.append(f"standing {claim['standing']}, not {' or '.join(sorted(right))}")
    return faults


def _overlap(row: Row, text: str, ours: frozenset[int]) -> float:
    places = [row["content"]]
    if row["kind"] == "author" and len(row["content"]) == 1:
        shown = row["content"][0]["text"]
        places = [[{"start": m.start(), "end": m.end()}] for m in re.finditer(re.escape(shown), text)] or places
    return max(_share(_words(text, place), ours) for place in places)


def _words(text: str, spans: Iterable[Row]) -> frozenset[int]:
    return frozenset(m.start() for span in spans for m in _WORD.finditer(text, span["start"], span["end"]))


def _share(one: frozenset[int], other: frozenset[int]) -> float:
    return len(one & other) / len(one | other) if one | other else 0.0


def _same_words(one: str, other: str) -> bool:
    """Whether the longer words of either are among the other's; pronouns must be the same."""
    ours, theirs = _folded(one), _folded(other)
    long_ours, long_theirs = ({word for word in words if len(word) > 3} for words in (ours, theirs))
    return ours == theirs or bool(long_ours & long_theirs)


def _alike(one: str, other: str) -> bool:
    """Whether the last names are the same but for spelling."""
    ours, theirs = _folded(one), _folded(other)
    if not ours or not theirs or min(len(ours[-1]), len(theirs[-1])) <= 3:
        return ours == theirs != []
    return difflib.SequenceMatcher(None, ours[-1], theirs[-1], autojunk=False).ratio() >= LIKE


def _folded(name: str) -> list[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    return _WORD.findall("".join(char for char in plain if not unicodedata.combining(char)))


def _dirt_lines(dirty: list[str]) -> list[str]:
    return [f"DIRT {line[:120]}" for line in dirty]


if __name__ == "__main__":
    sys.exit(main())
