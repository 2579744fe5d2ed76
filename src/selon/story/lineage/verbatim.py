"""Runs of words that two documents have in common, word for word: what was copied, and where it stands in each.

Words within quotation marks are set apart: whoever heard the same speaker
quotes the same words, and took them from nobody.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from selon.lang.spelling import fold
from selon.story.profile import Profile

_CJK = r"\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af"
_WORD = re.compile(rf"[{_CJK}]|(?:(?![{_CJK}])[^\W_])+")
_QUOTED = re.compile(r"«[^«»]{2,2000}»|“[^“”]{2,2000}”|„[^“”„]{2,2000}[“”]|\"[^\"\n]{2,2000}\"")
_SHORTEST = 8
"""Words of a run that is no accident: shorter ones are set phrases."""
_GRAM = 5
_SAME_WORDS_AT = 12
"""Places at which a beginning is looked up: what stands more often is a refrain."""


@dataclass(frozen=True, slots=True)
class Script:
    """A document's words in order: each folded, with where it stands and whether it is quoted."""

    words: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    quoted: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """Words `[first, first + length)` of one script that stand word for word at `second` in the other."""

    first: int
    second: int
    length: int
    unquoted: int


def quotations(text: str) -> list[tuple[int, int]]:
    """Where words stand in quotation marks, marks included, in text order."""
    return [match.span() for match in _QUOTED.finditer(text)]


def script_of(profile: Profile) -> Script:
    """The words of a document's sentences; furniture and bylines are no part of them."""
    text = profile.document.text
    quoted = quotations(text)
    found = [match for unit in profile.units for match in _WORD.finditer(text, unit.start, unit.end)]
    inside, at = [], 0
    for match in found:
        while at < len(quoted) and quoted[at][1] <= match.start():
            at += 1
        inside.append(at < len(quoted) and quoted[at][0] <= match.start())
    return Script(
        tuple(fold(match.group()) for match in found),
        tuple(match.start() for match in found),
        tuple(match.end() for match in found),
        tuple(inside),
    )


def runs_of(a: Script, b: Script) -> tuple[Run, ...]:
    """The runs of at least eight words that two scripts share, in the order of the second, none overlapping in it."""
    held: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for at in range(len(a.words) - _GRAM + 1):
        places = held[a.words[at : at + _GRAM]]
        if len(places) < _SAME_WORDS_AT:
            places.append(at)
    runs: list[Run] = []
    at = 0
    while at <= len(b.words) - _GRAM:
        best = max((_extended(a, b, start, at) for start in held.get(b.words[at : at + _GRAM], ())), default=(0, 0))
        length, start = best[0], -best[1]
        if length >= _SHORTEST:
            runs.append(Run(start, at, length, length - sum(_inside(a, b, start, at, length))))
            at += length
        else:
            at += 1
    return tuple(runs)


def _extended(a: Script, b: Script, start: int, at: int) -> tuple[int, int]:
    """How far two scripts agree from two places on, and the first place, negative, so that of equals the first wins."""
    length = _GRAM
    limit = min(len(a.words) - start, len(b.words) - at)
    while length < limit and a.words[start + length] == b.words[at + length]:
        length += 1
    return length, -start


def _inside(a: Script, b: Script, start: int, at: int, length: int) -> list[bool]:
    """Which words of a run are quoted in either document."""
    return [a.quoted[start + step] or b.quoted[at + step] for step in range(length)]


def shared(a: Script, b: Script, runs: Sequence[Run]) -> float:
    """The share of the shorter script that runs cover; quoted words only where there is little else."""
    own = [sum(not quoted for quoted in script.quoted) for script in (a, b)]
    shorter = min(own)
    if shorter < _SHORTEST:
        whole = min(len(a.words), len(b.words))
        return min(1.0, sum(run.length for run in runs) / whole) if whole else 0.0
    return min(1.0, sum(run.unquoted for run in runs) / shorter)
