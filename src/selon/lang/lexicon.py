"""Load and check one language's words.

A language is a folder `data/xx/` with one TOML file a section. Each section's
shape stands in the module named like it; a key that the shape does not know is
refused, so that a misspelt entry cannot be silently without effect.
"""

from __future__ import annotations

import functools
import tomllib
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any, TypeVar

import msgspec

from selon.errors import LexiconError
from selon.lang.contraries import ContraryWords
from selon.lang.cues import Cues
from selon.lang.dates import DateWords
from selon.lang.figures import FigureWords
from selon.lang.furniture import FurnitureWords
from selon.lang.grammar import Grammar
from selon.lang.headlines import HeadlineWords
from selon.lang.hedges import HedgeWords
from selon.lang.names import NameWords
from selon.lang.quantities import QuantityWords
from selon.lang.retelling import RetellingWords
from selon.types.threads import learnt


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `language.toml` says: the language's own name, the parser's package, and words to know a text by.

    `common` are frequent words that hardly another language has: a text in
    which every eighth word is one of them is in this language.
    """

    name: str
    model: str
    common: frozenset[str]


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language: its code (ISO 639-1), the parser's package, and a section a file."""

    code: str
    about: About
    grammar: Grammar
    cues: Cues
    hedges: HedgeWords
    figures: FigureWords
    dates: DateWords
    names: NameWords
    furniture: FurnitureWords
    headlines: HeadlineWords
    contraries: ContraryWords
    quantities: QuantityWords
    retelling: RetellingWords


_SECTIONS: dict[str, Any] = {
    "grammar": Grammar,
    "cues": Cues,
    "hedges": HedgeWords,
    "figures": FigureWords,
    "dates": DateWords,
    "names": NameWords,
    "headlines": HeadlineWords,
    "contraries": ContraryWords,
    "quantities": QuantityWords,
    "retelling": RetellingWords,
}
_Shape = TypeVar("_Shape")


@functools.cache
def languages() -> tuple[str, ...]:
    """The codes of the languages that have a lexicon, in order."""
    return tuple(sorted(entry.name for entry in _data().iterdir() if entry.is_dir() and len(entry.name) == 2))


@functools.cache
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a language.

    Raises `LexiconError` when there is none, or when a file of it is malformed.
    """
    if code not in languages():
        raise LexiconError(f"no lexicon for {code!r}; there is one for {', '.join(languages())}")
    return Lexicon(
        code=code,
        about=load_about(code),
        furniture=load_furniture(code),
        **{name: _load(code, name, shape) for name, shape in _SECTIONS.items()},
    )


@functools.cache
def load_about(code: str) -> About:
    """What a language is called, how it is parsed and known; raises `LexiconError` as `load_lexicon` does."""
    return _load(code, "language", About)


@functools.cache
def load_furniture(code: str) -> FurnitureWords:
    """A language's words for what is no article: every page asks for those of all languages, and for no more."""
    return _load(code, "furniture", FurnitureWords)


def _load(code: str, section: str, shape: type[_Shape]) -> _Shape:
    found = _read(_data() / code / f"{section}.toml")
    try:
        return msgspec.convert(found, learnt(shape))
    except msgspec.ValidationError as error:
        raise LexiconError(f"lexicon {code!r}, {section}.toml: {error}") from error


def _data() -> Traversable:
    return resources.files("selon.lang") / "data"


def _read(file: Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise LexiconError(f"{file} is missing") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: {error}") from error
