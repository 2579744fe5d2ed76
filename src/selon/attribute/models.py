"""Load a language's spaCy model, quickly.

A command that reads one article spends most of its time here, so three things
are spared: the garbage collector's visits to a million new objects that stay,
spaCy's own command line, which `import spacy` brings along, and letters.
spaCy's French tokenizer compiles one pattern of 400 alternatives, in each of
which the alphabet is spelt out in some 250 ranges of letters: most of the time
it takes to load the model. Here the same pattern is compiled with the ranges
of the Latin letters alone, and the whole one only for a word that has other
letters, so that every word gets the answer it got before (a test compares).

Then rules on single words are matched once a kind of word (`matching`), and
matrices are multiplied by NumPy's library: the one that spaCy brings falls back to its
slowest kernels on processors that it does not know, and takes a third of the
time of parsing there (decision 019).
"""

from __future__ import annotations

import functools
import gc
import importlib
import re
import sys
import types
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from selon.attribute.matching import QuickMatcher
from selon.types.threads import once

if TYPE_CHECKING:
    from spacy.language import Language

LATIN = 0x250
"""The first code point behind the Latin letters that the short pattern knows."""
_JOINERS = frozenset("-–—―‐‑~'’")
"""Hyphens and apostrophes: every alternative of the pattern needs one."""
_HUGE = 200_000


@once
def load_model(name: str) -> Language:
    """The spaCy model of that package name, loaded once a process."""
    with _no_collection(), _without_commands(), _quick_patterns():
        model: Language = importlib.import_module(name).load()
    multiply_with(model, blis=False)
    match_with(model, quick=True)
    return model


def multiply_with(model: Language, *, blis: bool) -> None:
    """Whether the model multiplies matrices by BLIS, as spaCy has it, or by NumPy's library."""
    for _, pipe in model.pipeline:
        network = getattr(pipe, "model", None)  # what works by rules has none
        for layer in network.walk() if network else ():
            layer.ops.use_blis = blis


def match_with(model: Language, *, quick: bool) -> None:
    """Whether rules on single words are matched once a kind of word, or once a word, as spaCy does."""
    if "attribute_ruler" not in model.pipe_names:
        return
    ruler: Any = model.get_pipe("attribute_ruler")
    if quick and not isinstance(ruler.matcher, QuickMatcher):
        ruler.matcher = QuickMatcher(ruler)
    elif not quick and isinstance(ruler.matcher, QuickMatcher):
        ruler.matcher = ruler.matcher.whole


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep the garbage collector away while nothing becomes garbage."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@contextmanager
def _without_commands() -> Iterator[None]:
    """Let `import spacy` do without `spacy.cli`, of which it wants one function that prints."""
    names = ("spacy.cli", "spacy.cli.info")
    if "spacy" in sys.modules:
        yield
        return
    for name in names:
        sys.modules[name] = types.ModuleType(name)
    vars(sys.modules[names[1]])["info"] = None
    try:
        yield
    finally:
        for name in names:
            sys.modules.pop(name, None)


class QuickPattern:
    """A pattern that is compiled with the Latin letters only, and whole when a word needs it.

    Stands in for a compiled pattern where only `match` and `pattern` are used.
    """

    def __init__(self, pattern: str, flags: int, compile_: Callable[..., re.Pattern[str]]) -> None:
        self.pattern = pattern
        self._latin = compile_(_in_latin(pattern), flags)
        self.whole = functools.cache(lambda: compile_(pattern, flags))

    def match(self, text: str) -> re.Match[str] | None:
        """What the whole pattern would match."""
        if _JOINERS.isdisjoint(text) or all(ord(char) < LATIN or not char.isalpha() for char in text):
            return self._latin.match(text)
        return self.whole().match(text)


def _in_latin(pattern: str) -> str:
    """The pattern with every spelt-out alphabet cut to its Latin letters."""
    from spacy.lang.char_classes import ALPHA, ALPHA_LOWER, ALPHA_UPPER

    for letters in (ALPHA, ALPHA_LOWER, ALPHA_UPPER):
        pattern = pattern.replace(letters, _latin_ranges(letters))
    return pattern


@functools.cache
def _latin_ranges(letters: str) -> str:
    """The Latin letters that a character class holds when case is ignored, as short ranges."""
    held = re.compile(f"[{letters}]", re.IGNORECASE)
    places = [place for place in range(LATIN) if held.match(chr(place))]
    ranges: list[list[int]] = []
    for place in places:
        if ranges and place == ranges[-1][1] + 1:
            ranges[-1][1] = place
        else:
            ranges.append([place, place])
    return "".join(chr(first) if first == last else f"{chr(first)}-{chr(last)}" for first, last in ranges)


@contextmanager
def _quick_patterns() -> Iterator[None]:
    """While a model is imported and loaded, let `re.compile` give huge patterns a `QuickPattern`."""
    compile_ = re.compile
    made: dict[str, QuickPattern] = {}

    def quick(pattern: Any, flags: int = 0) -> Any:
        if not isinstance(pattern, str) or len(pattern) < _HUGE or not pattern.startswith("(?iu)"):
            return compile_(pattern, flags)
        if pattern not in made:
            made[pattern] = QuickPattern(pattern, flags, compile_)
        return made[pattern]

    re.compile = quick
    try:
        yield
    finally:
        re.compile = compile_
