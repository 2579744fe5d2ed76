"""The words of a text, and which of them say how something is held, or of how many, but not what."""

from __future__ import annotations

import functools
import itertools
import re

from selon.lang import languages, load_lexicon
from selon.lang.spelling import root

_WORD = re.compile(r"(?:(?<=['’])|\b)[^\W\d_\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}(?!['’])")
_RUNS = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]{2,}")


@functools.cache
def light_roots(lang: str) -> frozenset[str]:
    """The roots of words that say how something is held, or of how many, but not what; empty without a lexicon."""
    if lang not in languages():
        return frozenset()
    lexicon = load_lexicon(lang)
    phrases = (phrase for group in lexicon.hedges.groups for phrase in group.phrases)
    hedges = (word for phrase in phrases if " " not in phrase for word in phrase.strip("<>").split("|"))
    return frozenset(root(word) for word in (*hedges, *lexicon.contraries.weak, *lexicon.headlines.some))


def words_of(text: str) -> list[str]:
    """The words of a text, without elided articles; of scripts without spaces, pairs of characters."""
    return [
        *_WORD.findall(text),
        *(pair for run in _RUNS.findall(text) for pair in map("".join, itertools.pairwise(run))),
    ]
