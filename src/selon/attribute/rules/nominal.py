"""Nouns as cues ("the claim that") and noun phrases as contents ("denounced a breach of the treaty")."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from selon.attribute.cues import CueMatch
from selon.attribute.parse import Token
from selon.attribute.phrases import is_noun, noun_phrase, words_of
from selon.attribute.rules.answered import is_relative
from selon.attribute.rules.rule import attribution, places, plain_preposition, within_relative
from selon.attribute.sources import find_source, is_finite
from selon.attribute.view import View
from selon.types import Act, Attribution

_NOMINAL_LINKS = frozenset({"prep", "nmod", "obl:arg", "acl"})
_NAMED = frozenset({"NOUN", "PROPN", "PRON", "DET", "ADJ", "NUM"})
_MARKS = ('"', "'")
_NAMING = 10
"""How many tokens behind a cue the quotation may begin that says what its object is called."""
_WHICH = frozenset({"laquelle", "lequel", "lesquelles", "lesquels"})


def noun_content(view: View) -> Iterator[Attribution]:
    """A verb of saying whose object is a noun phrase that carries a proposition: "denounced a breach of the treaty".

    A bare thing is no content ("criticised the file"): the noun must bring a
    complement, a clause or quoted words, or be made from a verb. In a passive
    ("the plan was rejected by the union") the subject is the content.
    """
    for match in view.cues:
        if match.noun or _is_purpose(view, match):
            continue
        named = _named(view, match) or _put_at(match)
        if named:
            yield attribution(view, "noun-content", match, named)
            continue
        if not ("noun" in match.cue.frames or match.cue.prepositions):
            continue
        head = _object(view, match)
        if head is None or not _carries_proposition(view, head):
            continue
        content = _clause_of_noun(view, head) or _phrase(view, match, head)
        denied = match.cue.act is Act.DENY and head.lemma.endswith(tuple(view.lexicon.grammar.event_suffixes))
        if len(words_of(content)) < 2 and not denied and not any(view.quoted[token.i] >= 0 for token in content):
            continue
        source = find_source(match, view.lexicon, places(content))
        if source or (match.passive and any(view.quoted[token.i] >= 0 for token in content)):
            yield attribution(view, "noun-content", match, content, source=source)


def noun_cue(view: View) -> Iterator[Attribution]:
    """A noun of saying with its content: "the claim that", "l'affirmation selon laquelle", "sa volonté de partir".

    The source is the noun's possessor, or the subject of the verb that the
    noun is the object of; often nobody is named.
    """
    for match in view.cues:
        if not match.noun or _is_object_of_cue(view, match):
            continue
        content = _noun_clause(view, match)
        source = _possessor(view, match, places(content))
        if content and (source or _brings_clause(view, content)):
            yield attribution(view, "noun-cue", match, content, source=source)


def _named(view: View, match: CueMatch) -> list[Token]:
    """A thing and what it is called in quotation marks: called *the plan "a folly"*, described *it* as *"mad"*."""
    if match.passive or "quote" not in match.cue.frames or {"clause", "person"} & match.cue.frames:
        return []
    sentence = match.token.sentence.tokens
    behind = sentence[match.last.i - sentence[0].i + 1 :][:_NAMING]
    object_ = list(itertools.takewhile(lambda token: token.pos in _NAMED and view.quoted[token.i] < 0, behind))
    rest = behind[len(object_) :]
    if rest and rest[0].norm in match.cue.prepositions | {"as"}:
        rest = rest[1:]
    while rest and (rest[0].norm in _MARKS or rest[0].pos == "DET") and view.quoted[rest[0].i] < 0:
        rest = rest[1:]
    if not object_ or not rest or view.quoted[rest[0].i] < 0:
        return []
    words = list(view.quotation_tokens(view.quotations[view.quoted[rest[0].i]]))
    return [*object_, *words] if words[-1].sentence is match.token.sentence else []


def _put_at(match: CueMatch) -> list[Token]:
    """A thing and its measure, behind a cue whose second word is a preposition: puts *the toll* at *17*."""
    last = match.last
    if match.passive or last is match.token or last.pos != "ADP":
        return []
    brought = [token for token in last.subtree() if token.i > last.i]
    if not any(token.pos == "NUM" for token in brought):
        return []
    tokens = match.token.sentence.tokens
    return [*tokens[match.token.i - tokens[0].i + 1 : last.i - tokens[0].i], *brought]


def _is_purpose(view: View, match: CueMatch) -> bool:
    """Whether a cue is an infinitive of purpose or manner, which says nothing was said: pour parler d'une panne."""
    return any(
        child.dep in view.lexicon.grammar.marker and child.norm in view.lexicon.grammar.purpose
        for child in match.token.children
    )


def _is_object_of_cue(view: View, match: CueMatch) -> bool:
    """Whether a verb cue governs the noun, so that the verb's rule reports its content."""
    above = view.cue_at.get(match.token.head.i)
    return (
        above is not None
        and not above.noun
        and match.token.dep in view.lexicon.grammar.object
        and "noun" in above.cue.frames
    )


def _brings_clause(view: View, content: list[Token]) -> bool:
    """Whether what a noun brings is a finite clause, which is said by somebody even where nobody is named."""
    before = view.tokens[content[0].i - 1] if content[0].i else content[0]
    return before.norm in view.lexicon.grammar.that or before.norm in _WHICH


def _object(view: View, match: CueMatch) -> Token | None:
    """The noun that is the cue's content: object, object of a preposition of the lexicon, or subject of a passive."""
    grammar = view.lexicon.grammar
    for child in match.dependents:
        if match.passive and child.dep in grammar.passive_subject and is_noun(child) and child.pos != "PRON":
            return child if "noun" in match.cue.frames else None
        if child.i <= match.last.i or match.passive:
            continue
        if "noun" in match.cue.frames and child.dep in grammar.object and is_noun(child):
            return child
        if "noun" in match.cue.frames and child.dep in grammar.open_clause and _is_counted(child):
            return child
        found = _prepositional(view, match, child)
        if found is not None:
            return found
    return None


def _is_counted(token: Token) -> bool:
    """Whether a number stands with a word the parser took for a verb: évoque *douze habitants blessés*."""
    return not is_finite(token) and any(child.dep == "nummod" for child in token.children)


def _prepositional(view: View, match: CueMatch, child: Token) -> Token | None:
    """The noun below a preposition that the cue can take: "s'inquiète de la hausse", "warned of a strike"."""
    if not match.cue.prepositions:
        return None
    if child.dep == "prep" and child.norm in match.cue.prepositions:
        return next((grand for grand in child.children if grand.dep in view.lexicon.grammar.prepositional_object), None)
    if is_noun(child) and child.dep in view.lexicon.grammar.oblique:
        case = [
            plain_preposition(view, grand.norm) for grand in child.children if grand.dep == "case" and grand.i < child.i
        ]
        if any(word in match.cue.prepositions for word in case):
            return child
    return None


def _carries_proposition(view: View, head: Token) -> bool:
    if head.pos == "PRON" or (head.pos == "PROPN" and not head.children):
        return False
    inside = head.subtree()
    if any(view.quoted[token.i] >= 0 for token in inside):
        return True
    if head.pos == "PROPN" or head.ner in ("PER", "PERSON"):
        return False
    if any(child.dep == "nummod" for child in head.children):
        return True
    if head.lemma in view.lexicon.cues.person_nouns:
        return False
    if head.lemma.endswith(tuple(view.lexicon.grammar.event_suffixes)):
        return True
    if any(child.dep == "poss" or child.morph.get("Poss") == "Yes" for child in head.children):
        return True
    complements = [
        child for child in head.children if child.dep in _NOMINAL_LINKS or child.dep in view.lexicon.grammar.relative
    ]
    return bool(complements) and len(words_of(inside)) >= 3


def _clause_of_noun(view: View, head: Token) -> list[Token]:
    """The clause that a noun of saying brings when it is a cue's object: nie *les allégations selon lesquelles* … ."""
    inner = view.cue_at.get(head.i)
    content = _noun_clause(view, inner) if inner is not None and inner.noun else []
    return content if content and _brings_clause(view, content) else []


def _phrase(view: View, match: CueMatch, head: Token) -> list[Token]:
    """The whole noun phrase, with relative clauses, without the preposition that brings it."""
    cue = places(match.words)
    words = [token for token in head.subtree() if token.i not in cue and (match.passive or token.i > match.last.i)]
    while words and words[0].pos == "ADP" and words[0].dep in view.lexicon.grammar.case:
        words = words[1:]
    words = within_relative(view, match, words)
    return [*words, *_coordinated(view, match, words)]


def _coordinated(view: View, match: CueMatch, words: list[Token]) -> list[Token]:
    """A second noun phrase behind "and" that the parse hung elsewhere; nothing where a clause follows."""
    if not words or match.passive:
        return []
    sentence = words[-1].sentence.tokens
    rest = sentence[words[-1].i - sentence[0].i + 1 :]
    while rest and rest[0].norm == '"':
        rest = rest[1:]
    if not rest or rest[0].pos != "CCONJ":
        return []
    more = list(itertools.takewhile(lambda token: token.norm not in (",", ";", ".", ":"), rest))
    if any(token.pos in ("VERB", "AUX") and view.quoted[token.i] < 0 for token in more):
        return []
    return more


def _noun_clause(view: View, match: CueMatch) -> list[Token]:
    """What a noun of saying brings: a clause with that, an infinitive, or the noun after of."""
    grammar = view.lexicon.grammar
    frames = match.cue.frames
    for child in sorted(match.token.children, key=lambda token: token.i):
        if child.i <= match.token.i:
            continue
        words = child.subtree()
        lead = [word.norm for word in words[:4]]
        if (
            "clause" in frames
            and any(word in grammar.that or word in _WHICH for word in lead[:3])
            and _is_clause(child)
            and not is_relative(view, child, match.token)
        ):
            return _behind_lead(view, words)
        if "infinitive" in frames and child.dep in ("acl", "xcomp", "advcl", "ccomp", "nmod") and _infinitive(child):
            return _behind_lead(view, words)
        if "noun" in frames and lead[0] in view.lexicon.grammar.genitives and _carries_noun(view, child):
            return _behind_lead(view, words)
    return _behind_which(match) if "clause" in frames else []


def _behind_which(match: CueMatch) -> list[Token]:
    """What "selon laquelle" brings where the parse hung it elsewhere: up to the verb that follows its own."""
    sentence = match.token.sentence.tokens
    place = match.last.i - sentence[0].i + 1
    if not any(token.norm in _WHICH for token in sentence[place : place + 2]):
        return []
    content: list[Token] = []
    verbs = 0
    for token in sentence[place + 2 :]:
        finite = token.morph.get("VerbForm") == "Fin" and token.pos in ("VERB", "AUX")
        verbs += finite
        if verbs > 1 and finite and content[-1].pos not in ("PRON", "SCONJ"):
            break
        content.append(token)
    return content


def _is_clause(token: Token) -> bool:
    return (
        token.pos in ("VERB", "AUX", "ADJ", "NOUN") and token.dep not in ("relcl", "nmod", "prep")
    ) or token.dep == "acl:relcl"


def _infinitive(token: Token) -> bool:
    if token.morph.get("VerbForm") == "Inf" and token.pos in ("VERB", "AUX"):
        return True
    return any(
        child.norm == "to" or child.morph.get("VerbForm") == "Inf" for child in token.children if child.i < token.i
    )


def _carries_noun(view: View, child: Token) -> bool:
    head = child if child.dep != "prep" else next((t for t in child.children if t.dep == "pobj"), child)
    return head.lemma not in view.lexicon.cues.person_nouns and _carries_proposition(view, head)


def _behind_lead(view: View, words: list[Token]) -> list[Token]:
    """Tokens less "that", "selon laquelle", "de", "of" before them."""
    grammar = view.lexicon.grammar
    place = 0
    while place < len(words) and (
        words[place].norm in grammar.leads
        or words[place].norm in _WHICH
        or words[place].norm in ("selon", "du", "des", "whether", "sur")
    ):
        place += 1
    return words[place:]


def _possessor(view: View, match: CueMatch, content: frozenset[int]) -> list[Token]:
    """Whose saying a noun names."""
    grammar = view.lexicon.grammar
    noun = match.token
    for child in noun.children:
        if child.dep == "poss" or child.morph.get("Poss") == "Yes":
            return noun_phrase(child, view.lexicon, content)
    for child in noun.children:
        if child.i in content or child.i < noun.i:
            continue
        head = (
            child
            if child.dep == "nmod"
            else next((t for t in child.children if t.dep in grammar.prepositional_object), None)
        )
        if head is not None and (head.lemma in view.lexicon.cues.person_nouns or head.pos == "PROPN"):
            return noun_phrase(head, view.lexicon, content)
    verb = noun.head
    if noun.dep in grammar.object and verb.pos == "VERB":
        governing = CueMatch(verb, match.cue, match.effect, (verb,))
        return find_source(governing, view.lexicon, content | {noun.i})
    return []
