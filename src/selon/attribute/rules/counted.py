"""Figures laid to who counted them: "the agency counts 12 dead", "12 deaths confirmed by police", "the police toll"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace

from selon.attribute.cues import CueMatch
from selon.attribute.figures.befallen import name_event
from selon.attribute.parse import Token
from selon.attribute.phrases import noun_phrase, spans_of, words_of
from selon.attribute.rules.rule import attribution, places, plain_preposition
from selon.attribute.sources import find_source, is_finite
from selon.attribute.times import is_dated, without_time
from selon.attribute.view import View
from selon.lang.cues import Cue
from selon.types import Act, Attribution, Effect, Kind

_COUNTS = frozenset({"count", "toll"})
_TOLLS = frozenset({"case", "infection", "death", "injured", "victim"})
_STOPS = frozenset({".", ";", ":", "(", ")", "?", "!"})
_LEAD = 6
"""How many tokens behind a verb its number may stand: au moins une bonne douzaine."""
_NOUN = 4
"""How many tokens behind a number its noun may stand."""
_PUBLISHED = Cue(example="")
"""What the participle that says who published a toll is taken for, whatever verb it is."""
_TOLD = frozenset({Act.SAY, Act.KNOW})


def counted_content(view: View) -> Iterator[Attribution]:
    """A body that counts, or a count that is laid to a body: "the agency mentioned 31 cases".

    Also "12 deaths confirmed by the authorities" and "the toll published by the
    ministry is 12". The figure with what it counts is the content. Somebody who can be a source
    must be the subject, the agent, or whose toll it is.
    """
    for match in view.cues:
        if match.noun or match.negated or view.quoted[match.token.i] >= 0:
            continue
        made = _by_verb(view, match) if _COUNTS & match.cue.frames else None
        made = made or _by_participle(view, match)
        if made is not None:
            yield made
    yield from _tolls(view)


def _by_verb(view: View, match: CueMatch) -> Attribution | None:
    """A finite verb of counting or telling with a figure right behind it."""
    if match.passive or not is_finite(match.token) or _is_reflexive(view, match):
        return None
    tokens = match.token.sentence.tokens
    toll = "toll" in match.cue.frames
    content = _figure_phrase(view, tokens[match.last.i - tokens[0].i + 1 :], toll=toll)
    if not content:
        return None
    source = find_source(match, view.lexicon, places(content))
    match = replace(match, effect=Effect()) if toll else match
    return attribution(view, "counted-content", match, content, source=source) if can_speak(view, source) else None


def _by_participle(view: View, match: CueMatch) -> Attribution | None:
    """A figure that a past participle lays to an agent: douze décès *confirmés par* la préfecture."""
    token, frames = match.token, match.cue.frames
    told = match.cue.act in _TOLD and bool({"clause", "noun"} & frames)
    if not told or len(match.words) > 1 or token.morph.get("VerbForm") != "Part" or token.dep != "acl":
        return None
    head = token.head
    if head.i > token.i or not any(child.dep == "nummod" for child in head.children):
        return None
    source = find_source(replace(match, passive=True), view.lexicon)
    below = places(token.subtree())
    content = [word for word in noun_phrase(head, view.lexicon) if word.i not in below and word.i < token.i]
    if len(words_of(content)) < 2 or not can_speak(view, source):
        return None
    return attribution(view, "counted-content", match, content, source=source)


def _is_reflexive(view: View, match: CueMatch) -> bool:
    return any(child.norm in view.lexicon.grammar.reflexives for child in match.token.children)


def can_speak(view: View, source: list[Token]) -> bool:
    """Whether a noun phrase names somebody who counts, or what is written: no place and no thing."""
    cues = view.lexicon.cues
    inside = places(source)
    heads = [token for token in source if token.head.i not in inside or token.head is token]
    for token in heads:
        if token.lemma in cues.person_nouns or token.lemma in cues.document_nouns or token.lemma in cues.tallies:
            return True
        if token.pos == "PROPN":
            return token.ner not in ("LOC", "GPE", "PRODUCT", "")
        if token.pos == "NOUN" and token is source[0] and token.text[0].isupper():
            return any(word.pos == "PROPN" for word in source)  # a name of common nouns: Habitat Solidaire Morvane
    return False


# ---------------------------------------------------------------- what is counted


def _figure_phrase(view: View, behind: list[Token], *, toll: bool) -> list[Token]:
    """The words from a figure's modifier on to the end of its phrase, where they stand right behind a verb."""
    start = 0
    while start < len(behind) and behind[start].pos == "ADV" and behind[start].norm not in _modifiers(view):
        start += 1
    number = start
    while number < min(len(behind), _LEAD) and not is_number(view, behind[number]):
        if behind[number].norm not in _modifiers(view) and behind[number].pos not in ("DET", "ADJ"):
            return []
        number += 1
    rest = behind[number + 1 : number + 1 + _NOUN]
    if number >= min(len(behind), _LEAD) or not rest or is_dated(rest[0], view.lexicon):
        return []
    noun = next((token for token in rest if token.pos in ("NOUN", "ADJ", "SYM", "PROPN", "VERB")), None)
    if noun is None or (toll and not _is_toll(view, rest)):
        return []
    return _run(view, behind[start:])


def is_number(view: View, token: Token) -> bool:
    """Whether a word is a figure, or a round number as a noun; not "one", which is mostly an article."""
    figures = view.lexicon.figures
    if token.norm in figures.collectives or token.norm in figures.vague or token.norm in figures.exact_collectives:
        return True
    return (token.pos == "NUM" or token.text[0].isdigit()) and token.norm not in figures.one


def counts_noun(number: Token) -> bool:
    """Whether a common noun that a number counts stands with it."""
    if number.pos != "NUM" and not number.text[0].isdigit():
        return any(child.pos == "NOUN" or child.dep == "prep" for child in number.children)
    noun = number.head
    return (
        number.dep in ("nummod", "det") and noun.pos in ("NOUN", "ADJ") and noun.i > number.i and noun.text[0].isalpha()
    )


def _modifiers(view: View) -> frozenset[str]:
    """The words of the modifiers before a figure: au, moins, près, de."""
    phrases = itertools.chain.from_iterable(view.lexicon.figures.before.values())
    return frozenset(word for phrase in phrases for word in phrase.replace("'", "' ").split())


def _is_toll(view: View, words: list[Token]) -> bool:
    """Whether what is counted befell people, or is a case."""
    code, concepts = view.lexicon.code, view.lexicon.figures.concepts
    nouns = frozenset(noun for name in _TOLLS for noun in concepts.get(name, ()))
    return any(name_event(token, code) or token.lemma in nouns or token.norm in nouns for token in words)


def _run(view: View, words: list[Token]) -> list[Token]:
    """Some words up to the end of their phrase: a stop, a clause of its own, a comma that no share follows."""
    for place, token in enumerate(words):
        following = words[place + 1 : place + 3]
        if token.norm in _STOPS or (token.norm == "," and not _is_share(view, following)):
            return words[:place]
        clause = itertools.takewhile(lambda word: word.norm not in _STOPS | {","}, words[place + 1 :])
        if token.pos in ("CCONJ", "SCONJ") and any(is_finite(word) for word in clause if word.pos in ("VERB", "AUX")):
            return words[:place]
    return words


def _is_share(view: View, words: list[Token]) -> bool:
    """Whether words behind a comma go on with the figure: , *dont* douze graves; , *12 of* them; , *including* two."""
    pronouns = view.lexicon.grammar.relative_pronouns
    return bool(words) and (words[0].norm in pronouns | {"including"} or words[0].pos == "NUM")


# ---------------------------------------------------------------- whose toll it is


def _tolls(view: View) -> Iterator[Attribution]:
    """A clause about a toll that somebody published, or that is somebody's, and its figure."""
    grammar = view.lexicon.grammar
    for token in view.tokens:
        leads = token.dep in grammar.subject or token.dep == "dep"
        if token.lemma not in view.lexicon.cues.tallies or not leads or token.pos == "PROPN":
            continue
        clause = token.head
        subjects = [child for child in clause.children if child.dep in grammar.subject]
        if clause.i < token.i or clause.i in view.cue_at or view.quoted[token.i] >= 0 or len(subjects) > 1:
            continue
        said = clause.subtree()
        behind = [word for word in said if word.i > token.i]
        numbered = any(
            is_number(view, word) and not is_dated(other, view.lexicon) for word, other in itertools.pairwise(behind)
        )
        issued = _issued(view, token) or _owned(view, token)
        if issued is None or not numbered:
            continue
        cue, source, aside = issued
        content = [word for word in said if word.i not in aside]
        yield Attribution(
            Kind.INDIRECT, "counted-content", spans_of(source), spans_of(cue), spans_of(content), Effect()
        )


def _issued(view: View, toll: Token) -> tuple[list[Token], list[Token], frozenset[int]] | None:
    """The participle with its agent behind a toll: le bilan *publié samedi par la préfecture*."""
    for child in toll.children:
        if (
            not toll.i < child.i < toll.head.i
            or child.morph.get("VerbForm") != "Part"
            or not child.dep.startswith("acl")
        ):
            continue
        match = CueMatch(child, view.lexicon.cues.verbs.get(child.lemma) or _PUBLISHED, Effect(), (child,))
        source = without_time(find_source(replace(match, passive=True), view.lexicon), view.lexicon)
        if can_speak(view, source):
            return [child], source, places(child.subtree())
    return None


def _owned(view: View, toll: Token) -> tuple[list[Token], list[Token], frozenset[int]] | None:
    """Whose toll it is: le bilan *de la préfecture*, *the ministry's* toll."""
    grammar = view.lexicon.grammar
    for child in toll.children:
        head = next((below for below in child.children if below.dep in grammar.prepositional_object), child)
        case = [plain_preposition(view, below.norm) for below in child.children if below.dep == "case"]
        genitive = child.dep in ("nmod", "prep") and ({*case, child.norm} & {"de", "d'", "of"})
        if not genitive and child.dep != "poss":
            continue
        source = noun_phrase(head, view.lexicon)
        if can_speak(view, source):
            return [], source, places(child.subtree())
    return None
