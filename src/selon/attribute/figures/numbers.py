"""Numbers in digits and in words, read from pieces.

Own code rather than a number library: text2num breaks "deux millions et demi"
and "tens of thousands", leaves "une trentaine", and tells no places. A plural
without a number before it ("thousands", "des centaines de milliers") is a range
from two of its unit, which is what the plural says, to ten, where the next
greater word would begin.
"""

from __future__ import annotations

import functools
from collections.abc import Callable
from dataclasses import dataclass, replace

from selon.attribute.pieces import Phrases, Piece
from selon.lang import load_lexicon
from selon.lang.figures import FigureWords

_JOINING_SPACES = "\u00a0\u202f\u2009\u2007"
_GROUPS = 6
_GREATEST = 1e15
_VULGAR = {"½": 0.5, "¼": 0.25, "¾": 0.75, "⅓": 1 / 3, "⅔": 2 / 3, "⅛": 0.125}


@dataclass(frozen=True, slots=True)
class Number:
    """A number over the pieces `[first, last)`: `value`, or a vague one from `low` to `high`.

    `scale` is the word's that multiplies it, 1 without one. `noun` says that
    the number is itself a noun, with what it counts after "de" or "of".
    """

    first: int
    last: int
    value: float | None
    low: float | None = None
    high: float | None = None
    scale: float = 1
    about: bool = False
    noun: bool = False
    digits: bool = False
    fraction: bool = False


@dataclass(frozen=True, slots=True)
class _Tables:
    words: FigureWords
    fractions: Phrases[float]
    several: Phrases[bool]
    halves: Phrases[bool]
    starts: frozenset[str]


@functools.cache
def _tables(code: str) -> _Tables:
    words = load_lexicon(code).figures
    groups = (
        words.numbers,
        words.hundreds,
        words.scales,
        words.collectives,
        words.exact_collectives,
        words.vague,
        words.one,
    )
    starts = {word for group in groups for word in group}
    starts |= {phrase.split()[0].split("-")[0] for phrase in (*words.fractions, *words.several)}
    return _Tables(
        words,
        Phrases(words.fractions.items()),
        Phrases((phrase, True) for phrase in words.several),
        Phrases((phrase, True) for phrase in words.halves),
        frozenset(starts),
    )


def read_number(text: str, pieces: list[Piece], at: int, code: str) -> Number | None:
    """The number that begins at piece `at`, or None; `text` is the document's own."""
    tables, norm = _tables(code), pieces[at].norm
    if norm[0].isdecimal() or norm == ".":
        return _read_digits(text, pieces, at, tables)
    if norm not in tables.starts:
        return None
    for read in _READERS:
        if found := read(pieces, at, tables):
            return found
    return None


# ---------------------------------------------------------------- digits


def parse_digits(norm: str, decimal: str) -> float | None:
    """The value of digits with separators, None where they are no one number ("1.2.3", "03.83.74").

    Groups of three after any separator are thousands, unless it is the
    language's decimal mark and stands once.
    """
    if norm.isdecimal():
        return float(int(norm)) if len(norm) <= 15 and (norm[0] != "0" or norm == "0") else None
    marks = [char for char in norm if not char.isdecimal()]
    groups = norm.replace(",", ".").split(".")
    if len(norm) > 25:
        return None
    if len(marks) == 1:
        thousands = marks[0] != decimal and len(groups[1]) == 3 and len(groups[0]) <= 3 and groups[0][0] != "0"
        return float("".join(groups)) if thousands else float(".".join(groups))
    rest = groups[1:-1] if marks[-1] != marks[0] else groups[1:]
    if len(set(marks[:-1])) > 1 or any(len(group) != 3 for group in rest) or len(groups[0]) > 3 or groups[0][0] == "0":
        return None
    return float("".join(groups)) if marks[-1] == marks[0] else float("".join(groups[:-1]) + "." + groups[-1])


def _read_digits(text: str, pieces: list[Piece], at: int, tables: _Tables) -> Number | None:
    words = tables.words
    last, norm = at + 1, pieces[at].norm
    if norm == ".":  # ".5"
        if last >= len(pieces) or pieces[last].start != pieces[at].end or not pieces[last].norm.isdecimal():
            return None
        if at and pieces[at - 1].end == pieces[at].start:
            return None
        part = float("0." + pieces[last].norm[:15])
        return _scaled(Number(at, last + 1, part, digits=True), pieces, tables)
    if share := _read_share(pieces, at, words):
        return share
    if norm.isdecimal() and len(norm) <= 3 and norm[0] != "0":
        while last < len(pieces) and last - at < _GROUPS and _continues(text, pieces, last, words):
            norm += pieces[last].norm
            last += 1
    value = parse_digits(norm, words.decimal)
    if value is None:
        return None
    if last < len(pieces) and pieces[last].norm in _VULGAR and pieces[last].start - pieces[last - 1].end <= 1:
        value, last = value + _VULGAR[pieces[last].norm], last + 1
    return _scaled(Number(at, last, value, digits=True), pieces, tables)


def _read_share(pieces: list[Piece], at: int, words: FigureWords) -> Number | None:
    """ "1/16 of": a share in digits."""
    if at + 3 >= len(pieces) or pieces[at + 1].norm not in "/⁄" or pieces[at + 3].norm not in words.of | {"d"}:
        return None
    upper, lower = pieces[at].norm, pieces[at + 2].norm
    if not (upper.isdecimal() and lower.isdecimal() and len(lower) <= 4 and 0 < int(upper) < int(lower)):
        return None
    return Number(at, at + 3, int(upper) / int(lower), noun=True, digits=True, fraction=True)


def _continues(text: str, pieces: list[Piece], at: int, words: FigureWords) -> bool:
    """Whether piece `at` is a further group of three digits after a thousands space."""
    before, piece = pieces[at - 1], pieces[at]
    if piece.start != before.end + 1 or not (piece.norm[:3].isdecimal() and len(piece.norm[:3]) == 3):
        return False
    if not piece.norm.isdecimal() and piece.norm[3:4] != words.decimal:
        return False
    if piece.norm.isdecimal() and len(piece.norm) != 3:
        return False
    if not before.norm.isdecimal():
        return False
    gap = text[before.end]
    return gap in _JOINING_SPACES or (words.spaced_thousands and gap == " ")


def _scaled(number: Number, pieces: list[Piece], tables: _Tables) -> Number:
    """With the words that multiply it: "1,2 million", "3bn", "two and a half million", "deux millions et demi"."""
    words, last, value = tables.words, number.last, number.value
    if value is None:
        return number
    half = tables.halves.match(pieces, last) if last < len(pieces) else None
    if half:
        value, last = value + 0.5, half[1]
    scale, end = _scale_at(pieces, last, words)
    if scale != 1:
        last = end
        if last < len(pieces) and (half_after := tables.halves.match(pieces, last)):
            value, last = value + 0.5, half_after[1]
    collective = words.exact_collectives.get(pieces[last].norm) if last < len(pieces) and scale == 1 else None
    if collective:
        return replace(number, value=value * collective, last=last + 1, scale=collective, noun=False)
    return replace(
        number, value=value * scale, last=last, scale=max(scale, number.scale), noun=scale >= 1e6 or number.noun
    )


def _scale_at(pieces: list[Piece], at: int, words: FigureWords) -> tuple[float, int]:
    """What the piece multiplies by, and the piece after; 1 where it does not."""
    scale, end = 1.0, at
    while end < len(pieces) and scale < _GREATEST:
        norm, before = pieces[end].norm, pieces[end - 1]
        glued = pieces[end].start == before.end
        factor = words.scales.get(norm)
        hundreds = end + 1 < len(pieces) and norm in words.hundreds and pieces[end + 1].norm in words.scales
        if hundreds and scale == 1 and before.norm.isdecimal():
            factor = 100.0  # "4 hundred million"
        if factor is None and scale == 1 and before.norm[0].isdecimal() and norm in words.suffixes:
            # "5m" can be metres: a long scale is settled by who reads what follows
            factor = words.suffixes[norm] if (norm not in ("m", "b", "k") or glued) else None
        if factor is None:
            if norm == "-" and glued and end + 1 < len(pieces) and pieces[end + 1].norm in words.scales:
                end += 1
                continue
            break
        scale, end = scale * factor, end + 1
    return scale, end


# ---------------------------------------------------------------- words


def _read_fraction(pieces: list[Piece], at: int, tables: _Tables) -> Number | None:
    found = tables.fractions.match(pieces, at)
    if not found:
        return None
    value, last = found
    after = pieces[last].norm if last < len(pieces) else ""
    if after in ("a", "an") and last + 1 < len(pieces):  # "half a million"
        scale, end = _scale_at(pieces, last + 1, tables.words)
        scale = tables.words.exact_collectives.get(pieces[last + 1].norm, scale)
        if scale != 1:
            return Number(at, max(end, last + 2), value * scale, scale=scale)
    if after == "-" or (after and after in tables.words.hundreds):
        return None
    return Number(at, last, value, noun=True, fraction=True)


def _read_vague(pieces: list[Piece], at: int, tables: _Tables) -> Number | None:
    """ "Thousands", "des centaines de milliers", "several hundred", "quelques dizaines"."""
    words = tables.words
    several = tables.several.match(pieces, at)
    last = several[1] if several else at
    if last >= len(pieces):
        return None
    unit = words.vague.get(pieces[last].norm)
    if unit is None and several and pieces[at].norm != "des":
        hundreds = 100.0 if pieces[last].norm in words.hundreds else None
        unit = hundreds or words.scales.get(pieces[last].norm) or words.exact_collectives.get(pieces[last].norm)
    if unit is None:
        return None
    last += 1
    while last + 1 < len(pieces) and unit < _GREATEST and pieces[last].norm in ("de", "d", "of"):
        step = last + (2 if pieces[last].norm == "d" else 1)
        factor = words.vague.get(pieces[step].norm) if step < len(pieces) else None
        factor = factor or (words.scales.get(pieces[step].norm) if step < len(pieces) else None)
        if factor is None:
            break
        unit, last = unit * factor, step + 1
    return Number(at, last, None, 2 * unit, 10 * unit, scale=unit, about=True, noun=True)


def _read_collective(pieces: list[Piece], at: int, tables: _Tables) -> Number | None:
    """ "Une trentaine", "un millier", "a dozen", "une dizaine de milliers"."""
    words = tables.words
    place = at + (pieces[at].norm in words.one)
    if place >= len(pieces):
        return None
    norm = pieces[place].norm
    exact = words.exact_collectives.get(norm)
    value = words.collectives.get(norm) or exact
    if value is None or (norm == "score" and place == at):
        return None
    last, scale = place + 1, 1.0
    if not exact and last + 1 < len(pieces) and pieces[last].norm in ("de", "d"):
        scale = words.vague.get(pieces[last + 1].norm, 1.0)
        last += 2 if scale != 1 else 0
    return Number(at, last, value * scale, scale=scale, about=not exact, noun=not exact)


def _read_words(pieces: list[Piece], at: int, tables: _Tables) -> Number | None:
    """ "Quatre-vingt-dix-sept mille", "two hundred and fifty"; "un", "a" and "one" alone are left to `one`."""
    words = tables.words
    total, current, place, counted = 0.0, 0.0, at, 0
    if pieces[at].norm in words.one and pieces[at].norm not in words.numbers:
        follower = pieces[at + 1].norm if at + 1 < len(pieces) else ""
        if follower not in words.hundreds and follower not in words.scales:
            return None
        current, place, counted = 1, at + 1, 1
    last = place
    while place < len(pieces):
        norm = pieces[place].norm
        step = _add_word(norm, current, words)
        if step is None and norm in words.scales and words.scales[norm] <= 1e3 and (counted or norm == "mille"):
            total, step = total + max(current, 1) * words.scales[norm], 0
        if step is None:
            joins = counted and (norm in words.number_and or norm == "-") and place == last
            if not joins or not _and_continues(pieces, place, current, words):
                break
            place += 1
            continue
        current, counted, place = step, counted + 1, place + 1
        last = place
    if not counted:
        return None
    return _scaled(Number(at, last, total + current), pieces, tables)


def _add_word(norm: str, current: float, words: FigureWords) -> float | None:
    """`current` with one more word, or None where the word does not go on the number."""
    if norm in words.hundreds:
        return max(current, 1) * 100 if current < 100 else None
    value = words.numbers.get(norm)
    if value is None:
        return None
    rest = current % 100
    if value == 20 and rest == 4:
        return current + 76  # quatre-vingts
    if rest == 0:
        return current + value if not (current == 0 and value == 0) else 0.0
    if value < 10 and rest >= 20 and rest % 10 == 0:
        return current + value
    if value < 10 and rest in (70, 90, 10) and norm in ("sept", "huit", "neuf"):
        return current + value  # dix-sept, soixante-dix-sept
    return current + value if 10 <= value < 20 and rest in (60, 80) else None


def _and_continues(pieces: list[Piece], at: int, current: float, words: FigureWords) -> bool:
    """Whether the number goes on behind a hyphen or an "and": "twenty-five", "vingt et un", "hundred and six"."""
    if at + 1 >= len(pieces):
        return False
    norm = pieces[at + 1].norm
    if pieces[at].norm == "-":
        glued = pieces[at].start == pieces[at - 1].end and pieces[at + 1].start == pieces[at].end
        return glued and (_add_word(norm, current, words) is not None or norm in words.scales)
    allowed = norm in words.behind_and and current % 100 >= 20 if words.behind_and else current % 100 == 0
    return allowed and current > 0 and _add_word(norm, current, words) is not None and norm not in words.hundreds


_READERS: tuple[Callable[[list[Piece], int, _Tables], Number | None], ...] = (
    _read_fraction,
    _read_vague,
    _read_collective,
    _read_words,
)
