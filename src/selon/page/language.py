"""Which language a text is in: as given, else by its words, else as the page says of itself."""

from __future__ import annotations

import re
from collections.abc import Callable

from selon.lang import languages, load_about
from selon.types.threads import once

UNDETERMINED = "und"
"""ISO 639-2 for a text without words."""

_SURE, _GUESS, _NEAR = 0.9, 0.1, 0.4
_LONG_ENOUGH, _SAMPLE = 200, 20_000
_ENOUGH_WORDS, _MANY, _FEW = 25, 0.12, 0.03
_SOME, _DIFFERENT = 0.06, 6
"""The share of common words, and how many of them, that are plain enough where the page declares the same language."""
_NO_LANGUAGE = "zxx"
_LETTER = re.compile(r"[^\W\d_]")
_CODE = re.compile(r"[a-z]{2,3}")


def find_language(text: str, given: str | None = None, declared: str | None = None) -> str:
    """The language's code (ISO 639-1), or "und" for a text without letters.

    given: what came beside the text; it goes before everything. declared: what
    the page says of itself (`<html lang>`), believed where the text is too short
    to be sure of. py3langid (97 languages) tells the rest; of two it is unsure
    between, one that has a lexicon is taken.
    """
    if code := read_code(given):
        return code
    said = read_code(declared)
    first = _LETTER.search(text)
    if first is None:
        return said or UNDETERMINED
    sample = text[first.start() : first.start() + _SAMPLE]
    if code := _by_common_words(sample, said):
        return code
    ranked = _rank()(sample)
    code, share = ranked[0]
    if code == _NO_LANGUAGE:
        return said or UNDETERMINED
    if len(sample) >= _LONG_ENOUGH and share >= _GUESS:
        return code
    if share >= _SURE:
        return code
    if said:
        return said
    known = languages()
    near = next((other for other, chance in ranked if other in known and chance >= _NEAR * share), None)
    return near or (code if share >= _GUESS else UNDETERMINED)


def _by_common_words(sample: str, declared: str | None) -> str | None:
    """The language whose commonest words fill the text, where it is one of ours and plainly so.

    It spares the detector, which takes longer to load than a short article takes to read.
    """
    words = re.findall(r"[^\W\d_]+", sample.lower())
    if len(words) < _ENOUGH_WORDS:
        return None
    shares = sorted(((_share(words, load_about(code).common), code) for code in languages()), reverse=True)
    (most, code), (next_most, _) = shares[:2]
    if next_most >= _FEW:
        return None
    told = code == declared and len(load_about(code).common.intersection(words)) >= _DIFFERENT
    return code if most >= (_SOME if told else _MANY) else None


def _share(words: list[str], common: frozenset[str]) -> float:
    return sum(word in common for word in words) / len(words)


def read_code(name: str | None) -> str | None:
    """ISO 639 code of a language tag ("fr-CA", "FR_fr"), None where it is not one."""
    code = re.split(r"[-_.]", (name or "").strip().lower(), maxsplit=1)[0]
    return code if _CODE.fullmatch(code) and code != UNDETERMINED else None


@once
def _rank() -> Callable[[str], list[tuple[str, float]]]:
    """The detector, loaded when first needed: it takes a second."""
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    detector = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)

    def rank(text: str) -> list[tuple[str, float]]:
        return [(str(code), float(share)) for code, share in detector.rank(text.replace("\ufffd", " "))]

    return rank
