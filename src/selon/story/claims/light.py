"""Words that say how something is held, or of how many, but not what."""

from __future__ import annotations

import functools

from selon.lang import languages, load_lexicon
from selon.lang.spelling import stem


@functools.cache
def light_stems(lang: str) -> frozenset[str]:
    """The stems of words that say how something is held, or of how many, but not what; empty without a lexicon."""
    if lang not in languages():
        return frozenset()
    lexicon = load_lexicon(lang)
    phrases = (phrase for group in lexicon.hedges.groups for phrase in group.phrases)
    hedges = (word for phrase in phrases if " " not in phrase for word in phrase.strip("<>").split("|"))
    return frozenset(stem(word) for word in (*hedges, *lexicon.contraries.weak, *lexicon.headlines.some))
