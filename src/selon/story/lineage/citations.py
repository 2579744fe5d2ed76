"""Which outlets a document names as where it has something from: agencies, and the outlets that were collected."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from selon.lang import languages, load_lexicon
from selon.lang.agencies import load_agencies
from selon.lang.spelling import fold
from selon.story.likeness import log_odds
from selon.story.profile import Profile, Unit
from selon.story.times import published_day
from selon.types import BlockKind, Citation

_CAPITALS = re.compile(r"[A-ZÀ-Þ][\w.&’'-]*(?:\s(?:[A-ZÀ-Þ0-9][\w.&’'-]*|de|du|des|of|the|and|et|la))*")
_AROUND = 60
"""Characters before and after a name in which words that lay something to it stand."""
_BRACKET = re.compile(r"\((?:[^()]{0,30}[\s,/–-])?$")
_CREDIT = re.compile(r"[/©|]\s*$|photo\s*:?\s*$", re.IGNORECASE)
_PICTURE = re.compile(r"\s*(?:file )?(?:photo|image|picture|handout)", re.IGNORECASE)
"""What is credited for a picture is no source of what is told."""
_SHORTEST = 4
"""Letters from which on an address tells its outlet's name: fewer are met by chance."""
_NO_NAMES = frozenset({"www", "amp", "com", "org", "net", "edition", "news", "blog"})

Collected = Mapping[str, tuple[int, ...]]
"""The places of each outlet's documents, by the outlet's names, squashed."""


@dataclass(frozen=True, slots=True)
class _Mention:
    start: int
    end: int
    outlet: str
    squashed: str


@dataclass(frozen=True, slots=True)
class _Cues:
    """What stands before and after the name of an outlet to which something is laid, and before that of a medium."""

    before: re.Pattern[str]
    after: re.Pattern[str]
    medium_before: re.Pattern[str]
    medium_after: re.Pattern[str]


def find_citations(profiles: Sequence[Profile]) -> tuple[Citation, ...]:
    """The outlets that a story's documents name, each once a document, where it first does; in the documents' order."""
    held: dict[str, list[int]] = {}
    for place, profile in enumerate(profiles):
        for name in sorted(own_names(profile)):
            held.setdefault(name, []).append(place)
    collected = {name: tuple(places) for name, places in held.items()}
    return tuple(found for place in range(len(profiles)) for found in _cited_by(place, profiles, collected))


def own_names(profile: Profile) -> frozenset[str]:
    """What a document's own outlet can be written as, squashed: "Le Monde" and www.lemonde.fr are "lemonde".

    In English the article may be left out: "a Quay reporter" is one of The Quay's.
    """
    document = profile.document
    found = set()
    for given in (document.outlet or "", urlsplit(document.url or "").hostname or ""):
        parts = [part for part in given.lower().split(".")[:-1] if part not in _NO_NAMES]
        is_address = "." in given and " " not in given
        found.add(_squashed(parts[-1] if is_address and parts else given))
        found.add(_squashed(given.removeprefix("The ")) if given.startswith("The ") and not is_address else "")
    return frozenset(name for name in found if len(name) >= _SHORTEST)


def _squashed(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", fold(name))


def _cited_by(place: int, profiles: Sequence[Profile], collected: Collected) -> Iterator[Citation]:
    profile = profiles[place]
    own, seen = own_names(profile), set()
    for mention in sorted(_mentions(profile, collected), key=lambda one: (one.start, -one.end)):
        if mention.squashed in own or mention.outlet in seen:
            continue
        seen.add(mention.outlet)
        others = [at for at in collected.get(mention.squashed, ()) if at != place]
        cited = _likeliest(profile, [profiles[at] for at in others])
        yield Citation(profile.id, mention.outlet, mention.start, mention.end, cited.id if cited else None)


def _likeliest(profile: Profile, others: Sequence[Profile]) -> Profile | None:
    """The cited outlet's document that is most like the citing one and did not appear after it."""
    day = published_day(profile) or "9999"
    earlier = [other for other in others if (published_day(other) or "") <= day]
    return max(earlier, key=lambda other: (log_odds(profile.bags, other.bags), other.id), default=None)


def _mentions(profile: Profile, collected: Collected) -> Iterator[_Mention]:
    """The names of outlets to which the document lays something."""
    text, cues = profile.document.text, _cues(profile.document.lang)
    captions = [(block.start, block.end) for block in profile.document.blocks if block.kind is BlockKind.CAPTION]
    for unit in profile.units:
        if any(start <= unit.start < end for start, end in captions):
            continue
        for match in _agency_names().finditer(text, unit.start, unit.end):
            name, certain = _agencies()[match.group()]
            if _CREDIT.search(text[unit.start : match.start()]) or _PICTURE.match(text, match.end()):
                continue
            if certain or _is_cited(text, match.start(), match.end(), unit, cues):
                yield _Mention(match.start(), match.end(), name, _squashed(match.group()))
        yield from _others(text, unit, cues, collected)


def _others(text: str, unit: Unit, cues: _Cues, collected: Collected) -> Iterator[_Mention]:
    """Names of collected outlets, and those introduced as a medium's: "the daily X", "X newspaper"."""
    for match in _CAPITALS.finditer(text, unit.start, unit.end):
        if _agency_names().search(match.group()):
            continue
        for start, end in _stretches(match):
            name = text[start:end]
            whole = end == match.start() + len(match.group().rstrip(".")) and start - match.start() in {0, len("The ")}
            known = _squashed(name) in collected or (whole and _is_medium(text, start, end, unit, cues))
            if known and _is_cited(text, start, end, unit, cues):
                yield _Mention(start, end, name, _squashed(name))
                break


def _stretches(match: re.Match[str]) -> Iterator[tuple[int, int]]:
    """A run of words with capitals without an article before it, then ever shorter parts of it."""
    words = [found.span() for found in re.finditer(r"[^\s.]+(?:\.[^\s.]+)*", match.group())]
    if match.group().startswith("The "):
        words = words[1:]
    for size in range(min(len(words), 6), 0, -1):
        for at in range(len(words) - size + 1):
            yield match.start() + words[at][0], match.start() + words[at + size - 1][1]


def _is_cited(text: str, start: int, end: int, unit: Unit, cues: _Cues) -> bool:
    before = _plain(text[max(unit.start, start - _AROUND) : start])
    after = _plain(text[end : min(unit.end, end + _AROUND)])
    bracketed = _BRACKET.search(before) is not None and after.startswith((")", " )", ",", "/"))
    return bracketed or cues.before.search(before) is not None or cues.after.match(after) is not None


def _is_medium(text: str, start: int, end: int, unit: Unit, cues: _Cues) -> bool:
    before = _plain(text[max(unit.start, start - _AROUND) : start])
    return bool(cues.medium_before.search(before) or cues.medium_after.match(_plain(text[end : end + _AROUND])))


def _plain(text: str) -> str:
    return text.lower().replace("’", "'").replace("\u00a0", " ")


@functools.cache
def _cues(lang: str) -> _Cues:
    """The cues of a language, or of all languages together for one without a lexicon."""
    words = [load_lexicon(code).retelling for code in (languages() if lang not in languages() else (lang,))]
    before = _any(phrase for one in words for phrase in (*one.before, *one.after))
    after = _any(phrase for one in words for phrase in one.after)
    media = _any(noun for one in words for noun in one.media)
    between = _any({word for one in words for word in (*one.between, *one.media)})
    gap = rf"(?:(?:{between})\s*)*"
    return _Cues(
        re.compile(rf"(?:^|\W)(?:{before})\s*:?\s+{gap}[«“\"]?$"),
        re.compile(rf"[»”\"]?[,)]?\s+(?:(?:{media}|news)\s+)*(?:(?:has|had|also|later|first)\s+)?(?:{after})\b"),
        re.compile(rf"(?:^|\W)(?:{media})\s+[«“\"]?$"),
        re.compile(rf"[»”\"]?\s+(?:news\s+)?(?:{media})\b"),
    )


def _any(phrases: Iterable[str]) -> str:
    return "|".join(re.escape(phrase) for phrase in sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase)))


@functools.cache
def _agencies() -> Mapping[str, tuple[str, bool]]:
    """Each name of each agency: the name to show, and whether it is nothing else."""
    found: dict[str, tuple[str, bool]] = {}
    for agency in load_agencies().agencies.values():
        found |= dict.fromkeys(agency.names, (agency.names[0], True))
        found |= dict.fromkeys(agency.plain, (agency.names[0], False))
    return found


@functools.cache
def _agency_names() -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-])(?:{_any(_agencies())})(?![\w-])")
