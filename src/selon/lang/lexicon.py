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

import msgspec

from selon.errors import LexiconError
from selon.lang.cues import Cues
from selon.lang.dates import DateWords
from selon.lang.figures import FigureWords
from selon.lang.furniture import FurnitureWords
from selon.lang.grammar import Grammar
from selon.lang.headlines import HeadlineWords
from selon.lang.hedges import HedgeWords
from selon.lang.names import NameWords


class Lexicon(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One language: its code (ISO 639-1), the parser's package, and a section a file."""

    code: str
    name: str
    model: str
    grammar: Grammar
    cues: Cues
    hedges: HedgeWords
    figures: FigureWords
    dates: DateWords
    names: NameWords
    furniture: FurnitureWords
    headlines: HeadlineWords


_SECTIONS = ("grammar", "cues", "hedges", "figures", "dates", "names", "furniture", "headlines")


def languages() -> tuple[str, ...]:
    """The codes of the languages that have a lexicon, in order."""
    return tuple(sorted(entry.name for entry in _data().iterdir() if entry.is_dir() and len(entry.name) == 2))


@functools.cache
def load_lexicon(code: str) -> Lexicon:
    """The lexicon of a language.

    Raises `LexiconError` when there is none, or when a file of it is malformed.
    """
    folder = _data() / code
    if code not in languages():
        raise LexiconError(f"no lexicon for {code!r}; there is one for {', '.join(languages())}")
    about = _read(folder / "language.toml")
    sections = {name: _read(folder / f"{name}.toml") for name in _SECTIONS}
    try:
        return msgspec.convert({"code": code, **about, **sections}, Lexicon)
    except msgspec.ValidationError as error:
        raise LexiconError(f"lexicon {code!r}: {error}") from error


def _data() -> Traversable:
    return resources.files("selon.lang") / "data"


def _read(file: Traversable) -> dict[str, object]:
    try:
        return tomllib.loads(file.read_text("utf-8"))
    except FileNotFoundError as error:
        raise LexiconError(f"{file} is missing") from error
    except tomllib.TOMLDecodeError as error:
        raise LexiconError(f"{file}: {error}") from error
