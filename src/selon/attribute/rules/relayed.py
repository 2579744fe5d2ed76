"""What one source has another say: "The road is closed, the paper quoted the mayor as saying"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from selon.attribute.cues import CueMatch
from selon.attribute.parse import Token
from selon.attribute.phrases import is_noun, noun_phrase, spans_of, words_of
from selon.attribute.rules.counted import can_speak
from selon.attribute.rules.rule import attribution, kind_of, places
from selon.attribute.sources import find_source, is_finite
from selon.attribute.times import without_time
from selon.attribute.view import View
from selon.types import Attribution, Effect

_FEWEST = 3
"""How many words make what stands before a relaying incise a content."""
_STOPS = frozenset({",", ".", ";", ":", '"', "(", ")"})


def relayed_content(view: View) -> Iterator[Attribution]:
    """A verb that relays with the speaker as its object: "…, the agency cited the ministry as saying".

    Two attributions: the speaker's, and around it the medium's that relays it.
    """
    for match in view.cues:
        if not match.cue.relays or match.noun or match.negated or view.quoted[match.token.i] >= 0:
            continue
        speaker = relayed_speaker(view, match)
        content = _before(view, match, speaker) if speaker else []
        if not content:
            continue
        saying = _saying(match)
        medium = _behind_comma(find_source(match, view.lexicon, places([*content, *speaker])), match)
        yield attribution(view, "relayed", match, [*content, *speaker, *saying], source=medium)
        cue = spans_of(saying[-1:])
        yield Attribution(kind_of(view, content), "relayed", spans_of(speaker), cue, spans_of(content), Effect())


def relayed_speaker(view: View, match: CueMatch) -> list[Token]:
    """Whom a relaying verb lets speak: its object, if it can be a source."""
    if not match.cue.relays or match.passive or not is_finite(match.token):
        return []
    head = next(
        (child for child in match.token.children if child.dep in view.lexicon.grammar.object and is_noun(child)), None
    )
    if head is None or head.i < match.last.i:
        return []
    speaker = without_time([token for token in noun_phrase(head, view.lexicon) if token.i > match.last.i], view.lexicon)
    return speaker if can_speak(view, speaker) else []


def _saying(match: CueMatch) -> list[Token]:
    """The words "as saying" behind the speaker."""
    for child in match.token.children:
        below = next((grand for grand in child.children if grand.dep == "pcomp"), None)
        if child.i > match.last.i and child.dep == "prep" and below is not None:
            return [child, below]
    return []


def _before(view: View, match: CueMatch, speaker: list[Token]) -> list[Token]:
    """The sentence before an incise that the verb, its subject and the speaker fill, and that ends the sentence."""
    tokens = match.token.sentence.tokens
    offset = tokens[0].i
    ends = max(token.i for token in [*speaker, *_saying(match)])
    rest = list(itertools.takewhile(lambda token: token.norm not in _STOPS, tokens[ends + 1 - offset :]))
    commas = [token.i for token in tokens if token.norm == "," and token.i < match.first.i]
    if not commas or len(words_of(rest)) > _FEWEST:
        return []
    between = tokens[commas[-1] + 1 - offset : match.first.i - offset]
    content = tokens[: commas[-1] - offset]
    quoted = any(view.quoted[token.i] >= 0 for token in content[-2:])
    verbs = any(token.pos in ("VERB", "AUX") and is_finite(token) for token in between)
    told = any(token.pos in ("VERB", "AUX", "NUM") for token in content)
    return [] if verbs or quoted or not between or not told or len(words_of(content)) < _FEWEST else content


def _behind_comma(source: list[Token], match: CueMatch) -> list[Token]:
    """The medium, less what the parse added to it from before the comma that opens the incise."""
    tokens = match.token.sentence.tokens
    commas = [token.i for token in tokens if token.norm == "," and token.i < match.first.i]
    return [token for token in source if token.i > commas[-1]] if commas else source
