"""The subject behind the verb of an incise: "…, a annoncé samedi soir *le ministère*"."""

from __future__ import annotations

import itertools

from selon.attribute.cues import CueMatch
from selon.attribute.parse import Token
from selon.attribute.phrases import noun_phrase
from selon.attribute.times import is_time, past_time, without_time
from selon.lang import Lexicon

_OPENS = frozenset({",", '"', "-"})
_BREAKS = frozenset({",", ".", ";", ":", '"', "(", ")", "-", "!", "?"})
_HEAD = 4
"""How many tokens into its phrase the head may stand."""


def inverted_speaker(match: CueMatch, lexicon: Lexicon) -> list[Token]:
    """Who speaks in an incise that a comma opens, past the words that say when; empty where nobody can be meant.

    Parsers call the speaker an object, or hang it on the day before it, and
    take what is said for the subject. So the words decide: no subject that
    could speak before the verb, and behind it a noun or name that can.
    """
    if not lexicon.grammar.incise_inverts or match.passive or "quote" not in match.cue.frames:
        return []
    tokens = match.token.sentence.tokens
    before = match.first.i - tokens[0].i - 1
    if before < 1 or tokens[before].norm not in _OPENS or not _is_told(match) or _speaks_before(match, lexicon):
        return []
    start = past_time(tokens, match.last.i - tokens[0].i + 1, lexicon)
    start = past_time(tokens, _past_hearer(tokens, start, lexicon), lexicon)
    rest = list(itertools.takewhile(lambda token: token.norm not in _BREAKS, tokens[start:]))
    if any(token.pos in ("VERB", "AUX") and token.morph.get("VerbForm") == "Fin" for token in rest):
        return []
    phrase = without_time(_phrase(rest, lexicon), lexicon)
    return [*phrase, *_apposition(tokens, phrase, lexicon)] if phrase else []


def _apposition(tokens: list[Token], phrase: list[Token], lexicon: Lexicon) -> list[Token]:
    """The role behind a name and a comma, up to the end of the sentence: …, a dit Anne Morvec, *maire de Brunoy*."""
    behind = tokens[phrase[-1].i - tokens[0].i + 1 :]
    if len(behind) < 3 or behind[0].norm != "," or phrase[-1].pos != "PROPN":
        return []
    role = list(itertools.takewhile(lambda token: token.norm not in _BREAKS, behind[1:]))
    head = next((token for token in role if token.pos == "NOUN"), None)
    known = head is not None and head.lemma in lexicon.cues.person_nouns and head in role[:2]
    closed = len(role) + 1 < len(behind) and behind[len(role) + 1].norm in (".", ",")
    verb = any(token.pos in ("VERB", "AUX") and token.morph.get("VerbForm") == "Fin" for token in role)
    return behind[: len(role) + 1] if known and closed and not verb else []


def _past_hearer(tokens: list[Token], place: int, lexicon: Lexicon) -> int:
    """The place behind whom something is told to: a dit *à la presse* la préfète."""
    at = place + 1
    if place >= len(tokens) or lexicon.grammar.contractions.get(tokens[place].norm, tokens[place].norm) != "à":
        return place
    at += at < len(tokens) and tokens[at].pos == "DET"
    if at >= len(tokens) or at == place + 1 or tokens[at].pos not in ("NOUN", "PROPN"):
        return place
    following = [token.pos for token in tokens[at + 1 : at + 3]]
    return at + 1 + (following == ["PROPN", "DET"])  # à l'agence *Litora* le docteur


def _is_told(match: CueMatch) -> bool:
    """Whether a finite verb opens the cue, with nothing but its own words up to its end."""
    own = match.last.i - match.first.i + 1 == len(match.words)
    return own and match.first.morph.get("VerbForm") == "Fin"


def _speaks_before(match: CueMatch, lexicon: Lexicon) -> bool:
    """Whether the verb has a subject before it that can speak: Le maire, malade, *a annoncé*."""
    grammar = lexicon.grammar
    for child in match.token.children:
        if child.i < match.first.i and (child.dep in grammar.subject or child.norm in grammar.personal_pronouns):
            return child.pos != "NUM" and all(grand.dep != "nummod" for grand in child.children)
    return False


def _phrase(rest: list[Token], lexicon: Lexicon) -> list[Token]:
    """The noun phrase that opens some words, if its head can be a source."""
    cues = lexicon.cues
    if not rest or rest[0].pos not in ("DET", "NOUN", "PROPN", "ADJ", "NUM"):
        return []
    for token in rest[:_HEAD]:
        if token.text[0].isupper() and not is_time(token, lexicon):
            name = _name(rest, token, lexicon)
            return name if rest[0].pos == "DET" or token is rest[0] else []
        if token.pos == "NOUN":
            known = token.lemma in cues.person_nouns or token.lemma in cues.document_nouns
            return [word for word in noun_phrase(token, lexicon) if word.i >= rest[0].i] if known else []
        if token.pos not in ("DET", "ADJ", "NUM"):
            return []
    return []


def _name(rest: list[Token], first: Token, lexicon: Lexicon) -> list[Token]:
    """A name from its first word on: the words with a capital, and the small ones that join them."""
    end = place = first.i - rest[0].i + 1
    while place < len(rest):
        word = rest[place]
        if word.text[0].isupper() or (place == first.i - rest[0].i + 1 and word.pos == "ADJ"):
            end = place + 1
        elif word.norm not in lexicon.names.linkers and word.norm not in lexicon.names.determiners:
            break
        place += 1
    whole = [word for word in noun_phrase(first, lexicon) if word.i >= rest[0].i]
    return rest[:end] if len(whole) < end else whole
