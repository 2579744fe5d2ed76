"""One key for one name in several spellings.

A name that was transliterated from another script is spelt after the sound of
each language: Лукашенко is Loukachenko in French, Lukashenko in English,
Łukaszenka in Polish. The rules below undo what each language does to write a
sound; they hold for names in general and know no name. Two keys come of them:

- `phonetic` keeps the vowels: for one text, where one surname in two spellings
  is to be told from two surnames;
- `skeleton` keeps the consonants only: for finding candidates across documents
  and languages. It joins more than it should, so a match is never proof.

Consonant skeletons go back to Soundex; for the many writings of one sound see
Hsu & al., "Multilingual name matching" and the BGN/PCGN romanisation tables.
"""

from __future__ import annotations

import functools
import re

from anyascii import anyascii

_MARKED = str.maketrans({"š": "sh", "ś": "sh", "ş": "sh", "ș": "sh", "č": "ch", "ć": "ch", "ç": "s", "ž": "zh",
                         "ż": "zh", "ź": "zh", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "ñ": "ni",
                         "ł".upper(): "l", "ğ": "g", "ı": "i", "ĭ": "i", "ï": "i", "ü": "u", "ö": "o", "ø": "o",
                         "å": "o", "æ": "e", "œ": "e", "ё": "o"})  # fmt: skip

_SOUNDS = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"^[ck]?ha(?:dzh|dsch|dj|dz|zh|tz|ts|tj|j)(?=i|$)", "ats"),  # Greek Χατζη-, Hadji: a pilgrim's descendants
        (r"shch|chtch|schtsch|szcz|stsch|chch", "S"),
        (r"tch|tsch|tsh|sch|sh|sz|cz|ch", "S"),  # ch is tch in English and sh in French: one class
        (r"dzh|dsch|dj|dzs|zh|j(?=[aeiouy])", "Z"),
        (r"^x", "S"),
        (r"(?<=v)ic$", "iS"),  # -vic is -vić without its mark
        (r"ph", "f"),
        (r"kh|gh(?=[aeiouy])", "k"),
        (r"gu(?=[eiy])", "g"),
        (r"qu(?=[eiy])|q|ck|c(?![eiyS])", "k"),
        (r"c(?=[eiy])", "s"),
        (r"x", "ks"),
        (r"th", "t"),
        (r"tz|ts|tc", "ts"),
        (r"w|ff$|f$|ff", "v"),
        (r"v(?=$)", "v"),
        (r"oo|ou|u(?=$)", "u"),
        (r"yy|iy|yi|ij$|yj$|ii|ey$|ei$|ie$|y", "i"),
        (r"h", ""),
        (r"(?<=[^aeiou])e$", ""),  # mute: Poutine
        (r"ae|oe", "e"),
    ]
]
_VOWELS = re.compile(r"[aeiou]")
_DOUBLED = re.compile(r"(.)\1+")
_ENKO = re.compile(r"(?<=enk)[oa]$")  # Ukrainian -o, Belarusian -a
_STEM = 6
_INFLECTED = re.compile(
    r"(?:aient|ement|erait|eront|antes?|ants?|entes?|ents?|ions?|ees?|ers?|eurs?|euses?|ait|ais|ant|ing|ied|ies|ed|er|ez"
    r"|es|al|aux|ir|it|is|e|s|d|y|i)$"
)
_SHORTEST = 4
_WORD = re.compile(r"[^\W_]+")
_FINAL_I = re.compile(r"(?<=sk)(?:i|ij|yj|y)$")
_IOTA = re.compile(r"(?:^|(?<=[aeou]))[ij](?=[aeou])")


@functools.lru_cache(maxsize=8_192)
def fold(text: str) -> str:
    """`text` in lower-case ASCII with plain apostrophes, one space between words: "Élysée" is "elysee"."""
    lowered = text.lower()
    ascii_text = lowered if lowered.isascii() else anyascii(lowered).lower()
    return " ".join(ascii_text.split())


@functools.lru_cache(maxsize=8_192)
def stem(word: str) -> str:
    """The beginning of a word, by which those derived from one another are met: "malade" and "maladie" are "malad"."""
    folded = fold(word).strip("'-")
    short = folded[:_STEM]
    while len(short) > _SHORTEST and short[-1] in "aeiouy":
        short = short[:-1]
    return short


@functools.lru_cache(maxsize=16_384)
def root(word: str) -> str:
    """The beginning of a word without its inflection in French or English: "signé", "signer" and "signed" are "sign".

    At least four letters stay, so short words keep their endings.
    """
    folded = fold(word).strip("'-")
    ending = _INFLECTED.search(folded, min(_SHORTEST, len(folded)))
    short = folded[: ending.start()] if ending else folded
    return short[:_STEM]


@functools.lru_cache(maxsize=8_192)
def phonetic(word: str) -> str:
    """How a name's words sound, roughly: vowels kept, one letter a sound. "Poutine" and "Putin" are alike."""
    return " ".join(_sound(part) for part in _WORD.findall(_ascii(word)))


@functools.lru_cache(maxsize=8_192)
def skeleton(name: str) -> str:
    """The consonant skeleton of a name, a word for each of its words, to find its other spellings by.

    "Loukachenko", "Lukashenka" and "Łukaszenka" have one skeleton; so may names
    that have nothing to do with each other. A word that begins with a vowel
    begins with "a", so that "Oman" is not "Man". Empty for a name without letters.
    """
    words = (_skeleton_of(_sound(part)) for part in _WORD.findall(_ascii(name)))
    return " ".join(word for word in words if word)


def _ascii(name: str) -> str:
    """Lower-case ASCII that keeps what a mark tells of the sound; apostrophes and hyphens inside a word go."""
    marked = re.sub(r"(?<=\w)['’ʼ`-](?=\w)", "", name.lower()).translate(_MARKED)
    return marked if marked.isascii() else re.sub(r"[^\w\s]", "", anyascii(marked).lower())


def _sound(word: str) -> str:
    for pattern, sound in _SOUNDS:
        word = pattern.sub(sound, word)
    word = _DOUBLED.sub(r"\1", word)
    word = _FINAL_I.sub("i", word)
    word = _ENKO.sub("a", word)
    return _IOTA.sub("", word) or word


def _skeleton_of(sound: str) -> str:
    if not sound:
        return ""
    first = "a" if sound[0] in "aeiou" else ""
    return first + _VOWELS.sub("", sound).lower()  # S and s are one: marks get lost (Ceausescu, Ceaușescu)
