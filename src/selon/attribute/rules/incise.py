"""Contents interrupted or followed by an incise: "The road is closed, the mayor said"."""

from __future__ import annotations

from collections.abc import Iterator

from selon.attribute.cues import CueMatch, finite_forms
from selon.attribute.parse import Token
from selon.attribute.phrases import noun_phrase, words_of
from selon.attribute.rules.rule import attribution, places, plain_preposition
from selon.attribute.sources import find_source, is_participle, next_noun
from selon.attribute.view import View
from selon.types import Attribution


def incise_content(view: View) -> Iterator[Attribution]:
    """A short clause with a verb of saying set off by commas inside or behind the sentence it attributes.

    "La route est fermée, a précisé le maire", "The road, officials said, is
    closed": the sentence without the incise is the content.
    """
    finite = finite_forms(view.lexicon)
    for match in view.cues:
        if match.noun or "quote" not in match.cue.frames or match.passive:
            continue
        if view.quoted[match.token.i] >= 0 or match.token.dep in view.lexicon.grammar.relative:
            continue
        if match.token.morph.get("Tense") == "Pres" and is_participle(match.token) and not _has_subject(view, match):
            continue
        if view.lexicon.grammar.incise_inverts and is_participle(match.token) and match.token.norm not in finite:
            continue  # le bilan, *publié* samedi par la mairie, est lourd
        found = _incise(view, match)
        if found is None:
            continue
        incise, source = found
        inside = places(incise)
        content = [token for token in match.token.sentence.tokens if token.i not in inside]
        if len(words_of(content)) >= 3 - source[0].hyphened and not _is_circumstance(content[0], match):
            yield attribution(view, "incise", match, content, source=source)


def _is_circumstance(first: Token, match: CueMatch) -> bool:
    """Whether a participle opens the sentence that says when or how the cue's verb was done: *Asked* why, he nodded."""
    return first.dep == "advcl" and first.head is match.token and first.morph.get("VerbForm") == "Part"


def _has_subject(view: View, match: CueMatch) -> bool:
    return any(child.dep in view.lexicon.grammar.subject for child in match.token.children)


def _incise(view: View, match: CueMatch) -> tuple[list[Token], list[Token]] | None:
    """The tokens of the incise around a cue, with its source; None where the cue is the sentence's main verb."""
    source = find_source(match, view.lexicon) or next_noun(match, view.lexicon)
    if not source:
        return None
    sentence = match.token.sentence.tokens
    if view.lexicon.grammar.incise_inverts and source[0].i < match.first.i:
        return None
    core = sorted([*match.words, *source], key=lambda token: token.i)
    first, last = core[0].i, core[-1].i
    # the subject must stand beside its verb, and a comma before both
    if match.last.i - match.first.i > 8 or last - first > len(core) + 6:
        return None
    before = sentence[first - sentence[0].i - 1] if first > sentence[0].i else None
    if before is None or before.norm not in (",", "-", '"', "!", "?", "…", "..."):
        return None
    end = last
    for token in sentence[last - sentence[0].i + 1 :]:
        if token.norm in (",", "-", ".", ";", '"', ":", "!", "?"):
            break
        end = token.i
    if end - last > 12:
        return None
    following = sentence[end - sentence[0].i + 1 :]
    if len(following) > 2 and following[0].norm == "," and following[1].norm in view.lexicon.grammar.relative_pronouns:
        end = sentence[-1].i
    return [token for token in sentence if first <= token.i <= end], _teller(view, match, source) or source


def _teller(view: View, match: CueMatch, source: list[Token]) -> list[Token]:
    """Who told it to an impersonal "on": a-t-on appris auprès *du parquet*."""
    pronoun = view.lexicon.names.pronouns.get(source[0].norm)
    if not match.cue.tellers or pronoun is None or pronoun.kind != "impersonal":
        return []
    sentence = match.token.sentence.tokens
    behind = sentence[max(match.last.i, source[-1].i) + 1 - sentence[0].i :]
    if not behind or plain_preposition(view, behind[0].norm) not in match.cue.tellers:
        return []
    heads = [token for token in behind[1:4] if token.pos in ("NOUN", "PROPN")]
    return [token for token in noun_phrase(heads[0], view.lexicon) if token.i > behind[0].i] if heads else []
