"""Who stands behind a cue: the noun phrase that is its source, by grammar."""

from __future__ import annotations

from selon.attribute.cues import CueMatch
from selon.attribute.inverted import inverted_speaker
from selon.attribute.parse import Token
from selon.attribute.phrases import is_noun, noun_phrase
from selon.attribute.times import without_time
from selon.lang import Lexicon

_NEAR = 14
"""How many tokens behind its verb an inverted subject may stand."""
_DEPTH = 4
"""How many verbs up a subject may be looked for."""


def find_source(match: CueMatch, lexicon: Lexicon, content: frozenset[int] = frozenset()) -> list[Token]:
    """The tokens of the source of a verb cue; empty where grammar names nobody.

    `content` are places of tokens that belong to the content and so cannot be
    the source's, whatever the parse says.
    """
    closing = inverted_speaker(match, lexicon)
    if closing and content.isdisjoint(token.i for token in closing):
        return closing
    head = source_head(match, lexicon, content)
    if head is None:
        return []
    without = content | {word.i for word in match.words}
    phrase = _whole_name(noun_phrase(head, lexicon, frozenset(without)), lexicon)
    if match.token.dep in lexicon.grammar.relative:
        phrase = [*_name_before(phrase), *phrase]
    return without_time([*phrase, *_name_behind(match, head, phrase, lexicon)], lexicon)


def _whole_name(phrase: list[Token], lexicon: Lexicon) -> list[Token]:
    """A phrase that begins or ends inside a name, with the parts of it that the parse hung elsewhere."""
    tokens = phrase[0].sentence.tokens
    place = phrase[-1].i - tokens[0].i + 1
    while phrase[-1].pos == "PROPN" and place < len(tokens) and tokens[place].pos == "PROPN":
        phrase = [*phrase, tokens[place]]
        place += 1
    place = phrase[0].i - tokens[0].i
    while phrase[0].text[0].isupper() and phrase[-1].pos == "PROPN" and place > 0:
        if not _is_named(tokens[place - 1], lexicon):
            break
        place -= 1
        phrase = [tokens[place], *phrase]
    return phrase


def _is_named(token: Token, lexicon: Lexicon) -> bool:
    """Whether a word before a name is part of it: *Habitat Solidaire* Morvane, where the parser took it for a noun."""
    named = token.pos in ("NOUN", "ADJ") and token.text[0].isupper() and token.ner != ""
    return token.pos == "PROPN" or (named and token.norm not in lexicon.names.not_names)


def _name_before(phrase: list[Token]) -> list[Token]:
    """The name with its comma that an apposition describes: *Rosa Klein*, une analyste, qui a averti."""
    tokens = phrase[0].sentence.tokens
    place = phrase[0].i - tokens[0].i
    if place < 2 or phrase[0].pos != "DET" or tokens[place - 1].norm != "," or tokens[place - 2].pos != "PROPN":
        return []
    first = place - 2
    while first > 0 and tokens[first - 1].pos == "PROPN":
        first -= 1
    return tokens[first:place]


def _name_behind(match: CueMatch, head: Token, phrase: list[Token], lexicon: Lexicon) -> list[Token]:
    """The name between commas that the parse took for a second subject: l'adjointe, *Rosa Klein*, a dit."""
    behind = match.token.sentence.tokens[phrase[-1].i + 1 - match.token.sentence.tokens[0].i :]
    if len(behind) < 3 or behind[0].norm != "," or behind[1].pos != "PROPN" or head.pos != "NOUN":
        return []
    name = behind[1]
    second = name.dep in lexicon.grammar.subject and name.head is head.head and name.i < match.first.i
    return [behind[0], *noun_phrase(name, lexicon)] if second else []


def source_head(match: CueMatch, lexicon: Lexicon, content: frozenset[int] = frozenset()) -> Token | None:
    """The noun or pronoun that heads the source."""
    if match.passive:
        return _agent(match.token, lexicon)
    found = (
        _relayed(match, lexicon)
        or _inverted_pronoun(match, lexicon)
        or _incise_before(match, lexicon, content)
        or _closing(match, lexicon, content)
        or _subject(match.token, lexicon, content, _DEPTH)
        or _inverted(match, lexicon, content)
        or _neighbour(match, lexicon, content)
    )
    return found if found is not None and found.i not in content else None


def _subject(verb: Token, lexicon: Lexicon, content: frozenset[int], depth: int) -> Token | None:
    """The subject of a verb, its own or that of the verb it leans on."""
    grammar = lexicon.grammar
    below = [*verb.children, *(far for child in verb.children if child.pos == "AUX" for far in child.children)]
    own = [child for child in below if child.dep in grammar.subject and child.i not in content and child.pos != "PART"]
    if follows_comma(verb):
        own.sort(key=lambda child: child.i < verb.i)  # of two, an incise's stands behind it
    for child in own:
        if child.norm not in grammar.relative_pronouns:
            return child
    if own or verb.dep in grammar.relative:
        return _antecedent(verb, lexicon)
    head = verb.head
    if head is verb or depth == 0:
        return None
    if is_participle(verb) and follows_comma(verb):
        head = _finite_above(verb)
    elif verb.dep == "acl" and is_noun(head) and head.i < verb.i:
        return head
    if is_noun(head) or not (verb.dep == "conj" or not is_finite(verb)):
        return None
    return _subject(head, lexicon, content, depth - 1)


def is_finite(verb: Token) -> bool:
    """Whether a verb, or its auxiliary, is finite."""
    forms = [
        verb.morph.get("VerbForm"),
        *[child.morph.get("VerbForm") for child in verb.children if child.pos == "AUX"],
    ]
    return "Fin" in forms


def is_participle(verb: Token) -> bool:
    """Whether a verb is a participle without an auxiliary that is finite."""
    return verb.morph.get("VerbForm") == "Part" and not is_finite(verb)


def follows_comma(verb: Token) -> bool:
    """Whether a comma stands right before a verb and what belongs to it."""
    tokens = verb.sentence.tokens
    place = verb.i - tokens[0].i - 1
    while place >= 0 and tokens[place].pos in ("ADV", "AUX", "PART", "CCONJ"):
        place -= 1
    return place >= 0 and tokens[place].norm == ","


def _finite_above(verb: Token) -> Token:
    """The nearest finite verb a participle depends on, or its sentence's root."""
    last = verb.head
    for last in verb.ancestors():
        if last.pos in ("VERB", "AUX") and last.i < verb.i and is_finite(last):
            return last
    return last


def _antecedent(verb: Token, lexicon: Lexicon) -> Token | None:
    """The noun a relative clause hangs on: by the parse, or the noun phrase right before its pronoun."""
    head = verb
    while head.dep == "conj" and head.head.pos in ("VERB", "AUX"):
        head = head.head
    if is_noun(head.head) and head.head.i < verb.i:
        return head.head
    tokens = verb.sentence.tokens
    offset = tokens[0].i
    before = [token for token in tokens[: verb.i - offset] if token.norm in lexicon.grammar.relative_pronouns]
    place = before[-1].i - offset - 1 if before else -1
    while place >= 0 and tokens[place].pos == "PUNCT":
        place -= 1
    return climb(tokens[place], verb.i) if place >= 0 and is_noun(tokens[place]) else None


def climb(token: Token, before: int) -> Token:
    """The head of the noun phrase that a token ends, as far as it lies before the token at place `before`."""
    while token.head is not token and token.head.i < token.i < before:
        head = token.head.head if token.head.dep == "acl" and is_participle(token.head) else token.head
        if not (is_noun(head) or any(child.dep == "det" for child in head.children)) or head.i > token.i:
            break
        token = head
    return token


def _agent(verb: Token, lexicon: Lexicon) -> Token | None:
    """Who a passive says it is done by."""
    grammar = lexicon.grammar
    for child in verb.children:
        if child.dep in grammar.agent:
            below = [grand for grand in child.children if grand.dep in grammar.prepositional_object]
            return below[0] if below else (child if is_noun(child) else None)
        if child.i > verb.i and is_noun(child) and any(grand.norm in grammar.by[:1] for grand in child.children):
            return child
    return None


def _relayed(match: CueMatch, lexicon: Lexicon) -> Token | None:
    """Whom another source lets speak: quoted *the miner* as saying."""
    above = match.token.head.head
    cue = lexicon.cues.verbs.get(above.lemma)
    if match.token.dep != "pcomp" or cue is None or not cue.relays:
        return None
    return next((child for child in above.children if child.dep in lexicon.grammar.object and is_noun(child)), None)


def _inverted_pronoun(match: CueMatch, lexicon: Lexicon) -> Token | None:
    """The pronoun that a hyphen ties to the verb or its auxiliary: a-t-il dit, estime-t-elle."""
    tokens = match.token.sentence.tokens
    offset = tokens[0].i
    for word in match.words:
        for token in tokens[word.i - offset + 1 : word.i - offset + 3]:
            if token.norm in lexicon.grammar.personal_pronouns and token.hyphened:
                return token
            if token.pos != "PART":
                break
    return None


def _incise_before(match: CueMatch, lexicon: Lexicon, content: frozenset[int]) -> Token | None:
    """The pronoun of the incise that a present participle goes on: …, a-t-il dit, *ajoutant* que."""
    verb = match.token
    if not (is_participle(verb) and verb.morph.get("Tense") == "Pres" and follows_comma(verb)):
        return None
    before = verb.sentence.tokens[: verb.i - verb.sentence.tokens[0].i]
    for token in reversed(before[-_NEAR:]):
        if token.hyphened and token.norm in lexicon.grammar.personal_pronouns and token.i not in content:
            return token
    return None


def _inverted(match: CueMatch, lexicon: Lexicon, content: frozenset[int]) -> Token | None:
    """The noun right behind the verb of an incise, which parsers call its object: «…», a prévenu le ministre."""
    verb = match.token
    if not _is_incise(match):
        return None
    for child in verb.children:
        if child.i > match.last.i and is_noun(child) and child.i not in content:
            between = range(match.last.i + 1, child.i)
            if len(between) <= 4 and not any(grand.dep in lexicon.grammar.case for grand in child.children):
                return child
    return None


def _closing(match: CueMatch, lexicon: Lexicon, content: frozenset[int]) -> Token | None:
    """The noun of an incise that ends its sentence and that the parse coordinated to it: …, a indiqué la mairie."""
    verb = match.token
    if not lexicon.grammar.incise_inverts or verb.dep != "conj" or any(child.dep == "cc" for child in verb.children):
        return None
    head = _inverted(match, lexicon, content)
    if head is None or "quote" not in match.cue.frames:
        return None
    last = head.subtree()[-1].i
    rest = verb.sentence.tokens[last + 1 - verb.sentence.tokens[0].i :]
    return head if all(token.pos == "PUNCT" for token in rest) else None


def next_noun(match: CueMatch, lexicon: Lexicon) -> list[Token]:
    """The noun phrase behind an inverted verb, past a phrase with a preposition: «…», assure à l'agence le maire."""
    sentence = match.token.sentence.tokens
    tokens = sentence[match.last.i - sentence[0].i + 1 :][:_NEAR]
    place = 0
    while place < len(tokens):
        token = tokens[place]
        if token.pos in ("NOUN", "PROPN", "PRON"):
            return [word for word in noun_phrase(token, lexicon) if word.i >= tokens[0].i]
        if token.pos == "ADP":
            place = _past_phrase(tokens, place)
        elif token.pos not in ("DET", "ADJ", "NUM", "ADV", "PART"):
            return []
        else:
            place += 1
    return []


def _past_phrase(tokens: list[Token], place: int) -> int:
    """The place behind a preposition and the noun it brings, with the name right behind a common noun."""
    while place < len(tokens) and tokens[place].pos not in ("NOUN", "PROPN", "PRON"):
        place += 1
    common = place < len(tokens) and tokens[place].pos == "NOUN"
    place += 1
    return place + 1 if common and place < len(tokens) and tokens[place].pos == "PROPN" else place


def _neighbour(match: CueMatch, lexicon: Lexicon, content: frozenset[int]) -> Token | None:
    """The noun phrase right before a finite verb, whatever the parse made of it: d'autres pensent."""
    if match.token.morph.get("VerbForm") == "Inf" or (
        match.token.morph.get("Tense") == "Pres" and match.token.dep == "acl"
    ):
        return None
    sentence = match.token.sentence.tokens
    place = match.first.i - sentence[0].i - 1
    while place >= 0 and (sentence[place].pos == "ADV" or sentence[place].norm in lexicon.grammar.clitics):
        place -= 1
    place = _before_apposition(sentence, place)
    if (
        place < 0
        or sentence[place].pos not in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "DET")
        or sentence[place].i in content
    ):
        return None
    head = climb(sentence[place], match.first.i)
    if any(token.norm == "," for token in sentence[head.i - sentence[0].i : place]):
        head = sentence[place] if sentence[place].head.i > place else _first_name(sentence[place])
    return head if head.norm not in lexicon.grammar.relative_pronouns else None


def _before_apposition(sentence: list[Token], place: int) -> int:
    """The place before a short phrase between commas that ends at a place: Jeanne Martin, 58 ans, *a nié*."""
    if place < 0 or sentence[place].norm != ",":
        return place
    for before in range(place - 1, max(-1, place - _NEAR), -1):
        if sentence[before].norm == ",":
            return before - 1 if before > 0 and sentence[before - 1].pos == "PROPN" else place
        if sentence[before].pos in ("VERB", "AUX") and sentence[before].morph.get("VerbForm") == "Fin":
            return place
    return place


def _first_name(token: Token) -> Token:
    """The first word of the name that a token ends."""
    while token.dep.startswith("flat") and token.head.i < token.i:
        token = token.head
    return token


def _is_incise(match: CueMatch) -> bool:
    """Whether a cue stands right behind a comma or a closing mark, as an incise does."""
    sentence = match.token.sentence.tokens
    place = match.first.i - sentence[0].i
    if place == 0:
        return True
    return sentence[place - 1].norm in (",", '"', "-", "!", "?", "»", "...", "…")
