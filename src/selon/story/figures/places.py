"""Where a figure was counted, when its clause names the place: "290 à Vorenne", "Vorenne (290)"."""

from __future__ import annotations

import functools
import re

from selon.lang import languages, load_lexicon
from selon.lang.spelling import fold, skeleton
from selon.story.claims.propositions import Proposition
from selon.story.terms import place_keys
from selon.types import Figure

_NAME = r"[^\W\d_a-zà-öø-ÿ][\w'’]*(?:[ -](?:d[eu]s?[ -]|l[ae]s?[ -])?[^\W\d_a-zà-öø-ÿ][\w'’]*)*"
_ARTICLE = r"(?:l['’]|la |le |les |the )?"
_BEFORE = re.compile(rf"(?:^|[\s,;])({_NAME})\s*[:(]\s*$")
_BETWEEN = r"[^,;:.]{0,60}?"
"""What may stand between a figure and the preposition before its place: its noun and a few words more."""


def place_of(one: Proposition, figure: Figure) -> str:
    """The key of the place that a figure's clause counts it at; empty where it names none."""
    start, end = figure.start - one.start, figure.end - one.start
    behind = _behind(one.lang, bare=figure.noun is None).match(one.text, end)
    if behind:
        return _key(behind.group(1))
    before = _BEFORE.search(one.text, 0, start)
    return _key(before.group(1)) if before and _is_name(one, before.group(1)) else ""


def _is_name(one: Proposition, name: str) -> bool:
    return bool(re.search(r"[ -]", name)) or _key(name) in one.terms.names or name.isupper()


def _key(name: str) -> str:
    folded = re.sub(r"[\W_]+", "", fold(name))
    return place_keys().get(fold(name)) or skeleton(folded)


@functools.cache
def _behind(lang: str, *, bare: bool) -> re.Pattern[str]:
    if lang not in languages():
        return re.compile(r"(?!)")
    words = load_lexicon(lang).quantities
    before = words.places | (words.places_of_bare if bare else frozenset())
    phrases = "|".join(re.escape(word) for word in sorted(before, key=lambda word: (-len(word), word)))
    return re.compile(rf"{_BETWEEN}(?<!\w)(?:{phrases})(?:\s|(?<=['’])){_ARTICLE}({_NAME})")
