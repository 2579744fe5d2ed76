"""The lexicons' furniture phrases, compiled: they tell what kind of line one is, if it is not prose.

The phrases of all languages are tried on every line, since pages mix them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from dataclasses import dataclass

from selon.lang import languages, load_furniture
from selon.lang.furniture import FurnitureWords, Phrases
from selon.types import BlockKind

LONGEST = 600
"""Code points: a longer line is never tried, it is prose or nothing we know."""

_GROUPS = (
    "related",
    "read_also",
    "sharing",
    "newsletter",
    "cookies",
    "copyright",
    "comments",
    "navigation",
    "advertising",
    "paywall",
    "credits",
)
_MARKS = str.maketrans({**dict.fromkeys("’‘‛′ʼ", "'"), **dict.fromkeys("\u00a0\u202f\u2009\u2007\t\n\r", " ")})
_BULLETS = " »›>→▶►▸•·*|–—-_#"
_QUOTES = frozenset('«»“”„"')
_SPACE_BEFORE = re.compile(r" +([:;?!])")
_NUMBER = r"\d[\d .,]{0,12}"


def fold(line: str) -> str:
    """A line as phrases are compared: lower-case, plain apostrophes, single spaces, no bullet before it."""
    plain = " ".join(line.translate(_MARKS).casefold().split())
    return _SPACE_BEFORE.sub(r"\1", plain.lstrip(_BULLETS))


@dataclass(frozen=True, slots=True)
class PhraseGroup:
    """One group's phrases as three patterns over folded lines."""

    name: str
    whole: re.Pattern[str]
    leads: re.Pattern[str]
    inside: re.Pattern[str]

    def matches(self, folded: str, *, quoted: bool) -> bool:
        """Whether the folded line is one of the group; `quoted` when it holds quotation marks."""
        if self.whole.fullmatch(folded.rstrip(" .:…!»>→|-")) or self.whole.fullmatch(folded):
            return True
        words = folded.count(" ") + 1
        if words <= 40 and self.leads.match(folded):
            return self.name != "credits" or not (words > 8 and folded.endswith("."))
        if words > 60 or quoted or not self.inside.search(folded):
            return False
        return self.name != "credits" or not folded.endswith(".")


@functools.lru_cache(maxsize=4096)
def find_phrase_group(line: str) -> str | None:
    """The name of the furniture group a line belongs to ("sharing", "credits"...), or None for prose."""
    if len(line) > LONGEST or not any(map(str.isalnum, line)):
        return None
    folded, quoted = fold(line), not _QUOTES.isdisjoint(line)
    if not folded:
        return None
    return next((group.name for group in phrase_groups() if group.matches(folded, quoted=quoted)), None)


def find_line_kind(line: str) -> BlockKind | None:
    """`CAPTION` for a picture's credit, `FURNITURE` for another furniture phrase, None for prose."""
    group = find_phrase_group(line)
    if group is None:
        return None
    return BlockKind.CAPTION if group == "credits" else BlockKind.FURNITURE


@functools.cache
def furniture_words() -> tuple[FurnitureWords, ...]:
    """The furniture section of every language."""
    return tuple(load_furniture(code) for code in languages())


@functools.cache
def phrase_groups() -> tuple[PhraseGroup, ...]:
    """Every group, over all languages, in the order in which they are tried."""
    return tuple(_compile_group(name, [getattr(words, name) for words in furniture_words()]) for name in _GROUPS)


def _compile_group(name: str, parts: list[Phrases]) -> PhraseGroup:
    return PhraseGroup(
        name,
        compile_phrases(phrase for part in parts for phrase in part.whole),
        compile_phrases((phrase for part in parts for phrase in part.leads), bounded=True),
        compile_phrases((phrase for part in parts for phrase in part.inside), bounded=True),
    )


def compile_phrases(phrases: Iterable[str], *, bounded: bool = False) -> re.Pattern[str]:
    """One pattern for phrases in which `*` is up to five words and `#` a number; longest first.

    `bounded` keeps a phrase from matching the beginning or the end of a longer word.
    """
    tidy = {_SPACE_BEFORE.sub(r"\1", phrase) for phrase in phrases}
    ordered = sorted(tidy, key=lambda phrase: (-len(phrase), phrase))
    body = "|".join(_pattern_of(phrase, bounded=bounded) for phrase in ordered)
    return re.compile(f"(?:{body})" if body else r"(?!)")


def _pattern_of(phrase: str, *, bounded: bool) -> str:
    pattern = " ".join(
        r"\S+(?: \S+){0,4}" if word == "*" else re.escape(word).replace(r"\#", _NUMBER) for word in phrase.split(" ")
    )
    if not bounded:
        return pattern
    before = r"(?<!\w)" if phrase[:1].isalnum() else ""
    after = r"(?!\w)" if phrase[-1:].isalnum() else ""
    return f"{before}{pattern}{after}"
