"""Contents laid to somebody by a phrase: selon la préfecture, according to police, in her view."""

from __future__ import annotations

import functools
import itertools
from collections.abc import Iterator
from dataclasses import dataclass

from selon.attribute.parse import Sentence, Token
from selon.attribute.phrases import noun_phrase, spans_of, words_of
from selon.attribute.rules.rule import places
from selon.attribute.times import without_time
from selon.attribute.view import View
from selon.lang import load_lexicon
from selon.lang.cues import According
from selon.types import Attribution, Effect, Kind

_STAR = 8
"""How many tokens a star in a key may stand for: "in the committee chairman's view"."""
_MODIFIERS = frozenset({"amod", "nmod", "appos", "flat:name", "compound", "acl", "acl:relcl", "relcl", "prep", "poss"})


@dataclass(frozen=True, slots=True)
class _Phrase:
    """An according form in the text: its own words, its source, and all tokens that are not content."""

    entry: According
    cue: tuple[Token, ...]
    source: tuple[Token, ...]
    tokens: frozenset[int]

    @property
    def first(self) -> int:
        """The place of its leftmost token."""
        return min(self.tokens)

    @property
    def last(self) -> int:
        """The place of its rightmost token."""
        return max(self.tokens)


def according_phrase(view: View) -> Iterator[Attribution]:
    """A phrase that lays its sentence to somebody: "selon la préfecture", "according to police", "in her view".

    "Selon la loi" and "selon les jours" are no attributions: the noun must be
    one that can say something. What the phrase stands with is the content: the
    whole sentence where it opens or closes it, else its clause.
    """
    forms = _forms(view.lexicon.code)
    for sentence in view.parsed.sentences:
        for place, token in enumerate(sentence.tokens):
            for words, entry in forms.get(token.norm, ()):
                phrase = _phrase(view, sentence, place, words, entry)
                if phrase is not None:
                    content = _content(view, sentence, phrase)
                    if len(words_of(content)) >= 2:
                        yield _attribution(phrase, content)
                    break


def _attribution(phrase: _Phrase, content: list[Token]) -> Attribution:
    entry = phrase.entry
    return Attribution(
        Kind.ACCORDING,
        "according-phrase",
        spans_of(phrase.source),
        spans_of(phrase.cue),
        spans_of(content),
        Effect(act=entry.act, certainty=entry.certainty, stance=entry.stance),
    )


_Form = tuple[tuple[str, ...], According]


@functools.cache
def _forms(code: str) -> dict[str, tuple[_Form, ...]]:
    """The lexicon's forms by the words that can begin them, the longest first."""
    index: dict[str, list[_Form]] = {}
    lexicon = load_lexicon(code)
    for key, entry in lexicon.cues.according.items():
        words = tuple(key.replace("'", "' ").split())
        drawn_in = [norm for norm, bare in lexicon.grammar.contractions.items() if bare == words[0]]
        for first in (words[0], *drawn_in):
            index.setdefault(first, []).append((words, entry))
    return {first: tuple(sorted(found, key=lambda form: -len(form[0]))) for first, found in index.items()}


def _phrase(view: View, sentence: Sentence, place: int, words: tuple[str, ...], entry: According) -> _Phrase | None:
    """The form at a place of a sentence, if it stands there and has a source."""
    found = _match(sentence.tokens, place, words, view.lexicon.grammar.contractions)
    if found is None:
        return None
    cue, starred = found
    if entry.whole:
        if _is_checked(view, sentence, cue[0]):
            return None
        whole = (*cue, *starred)
        return _Phrase(entry, cue, whole, places(whole))
    source = _possessor(view, starred) if "*" in words else _source(view, sentence, cue[-1])
    if not source or not _can_say(view, source, entry):
        return None
    return _Phrase(entry, cue, tuple(source), _phrase_places(view, sentence, cue, source))


def _is_checked(view: View, sentence: Sentence, first: Token) -> bool:
    """Whether the words say by whom a thing was checked: n'a pas été *vérifié* de source indépendante."""
    before = sentence.tokens[: first.i - sentence.tokens[0].i]
    verb = next((token for token in reversed(before[-3:]) if token.pos == "VERB"), None)
    if verb is None or verb.lemma not in view.lexicon.cues.checking_verbs:
        return False
    return any(token.norm in view.lexicon.grammar.full_negators for token in before[-_STAR:])


def _possessor(view: View, starred: tuple[Token, ...]) -> list[Token]:
    """What a star stands for, if it is a possessor other than the author: "à son avis", "in the mayor's view"."""
    first, last = starred[0], starred[-1]
    if last.norm in ("'s", "'"):
        return list(starred[:-1])
    if first.morph.get("Poss") != "Yes" and first.dep != "poss":
        alone = first.pos in ("PRON", "PROPN") or first.norm in view.lexicon.grammar.clitics
        return list(starred) if alone and len(starred) == 1 else []
    own = first.norm in view.lexicon.grammar.first_persons
    return [] if own and view.quoted[first.i] < 0 else [first]


def _match(
    tokens: list[Token], place: int, words: tuple[str, ...], contractions: dict[str, str]
) -> tuple[tuple[Token, ...], tuple[Token, ...]] | None:
    """The tokens of a form's own words and of its star."""
    second = tokens[place + 1].norm if place + 1 < len(tokens) else ""
    if len(words) > 1 and words[1] not in ("*", second, contractions.get(second)):
        return None
    cue: list[Token] = []
    starred: list[Token] = []
    for number, word in enumerate(words):
        if word == "*":
            following = words[number + 1] if number + 1 < len(words) else None
            while place < len(tokens) and len(starred) < _STAR and tokens[place].norm != following:
                if following is None and tokens[place].pos in ("PUNCT", "VERB", "AUX"):
                    break
                starred.append(tokens[place])
                place += 1
            if not starred or starred[-1].pos == "PUNCT":
                return None
            continue
        if place >= len(tokens) or word not in (tokens[place].norm, contractions.get(tokens[place].norm)):
            return None
        cue.append(tokens[place])
        place += 1
    return tuple(cue), tuple(starred)


def _source(view: View, sentence: Sentence, last: Token) -> list[Token]:
    """The noun phrase behind a form's last word."""
    grammar = view.lexicon.grammar
    below = [child for child in last.children if child.dep in grammar.prepositional_object]
    head = below[0] if below else last.head
    if head.i <= last.i or head.pos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X"):
        following = sentence.tokens[last.i - sentence.tokens[0].i + 1 :]
        head = next((token for token in following[:4] if token.pos in ("NOUN", "PROPN", "PRON")), last)
    if head is last:
        return []
    source = [token for token in noun_phrase(head, view.lexicon) if token.i > last.i]
    edge = _clause_edge(view, sentence, last)
    source = [token for token in source if token.i < edge] if edge is not None else source
    return without_time(source, view.lexicon)


def _clause_edge(view: View, sentence: Sentence, last: Token) -> int | None:
    """Where the main clause begins behind a form that opens its sentence: at the comma before the clause's subject.

    Where the parse found no subject, it put it into the phrase: then the
    phrase ends with its last comma before the verb.
    """
    tokens = sentence.tokens
    if last.i - tokens[0].i > 3:
        return None
    grammar = view.lexicon.grammar
    root = _main_verb(sentence, last)
    subjects = [child for child in root.children if child.dep in grammar.subject or child.dep.startswith("expl")]
    edges = [min(word.i for word in subject.subtree()) for subject in subjects if subject.i > last.i]
    limit = min(edges, default=root.i)
    commas = [token.i for token in tokens if token.norm == "," and last.i < token.i <= limit]
    return commas[-1] if commas else None


def _main_verb(sentence: Sentence, last: Token) -> Token:
    """The head of the main clause; where the parse made the source the root, of the clause with the first finite verb.

    "Selon l'agence, 75 cas sont à l'étude": *étude* may hang on *agence*.
    """
    root = sentence.root
    if root.pos not in ("NOUN", "PROPN") or not last.i < root.i <= last.i + 3:
        return root
    behind = sentence.tokens[root.i + 1 - sentence.tokens[0].i :]
    verb = next((token for token in behind if token.morph.get("VerbForm") == "Fin"), None)
    if verb is None:
        return root
    return verb.head if verb.dep.startswith(("cop", "aux")) else verb


def _can_say(view: View, source: list[Token], entry: According) -> bool:
    """Whether a noun phrase can be a source at all, and for a risky form whether it surely is one."""
    cues = view.lexicon.cues
    head = next(
        (token for token in source if token.dep not in ("det", "amod", "nummod") and token.pos != "DET"), source[-1]
    )
    named = any(token.pos == "PROPN" or token.ner for token in source)
    known = head.lemma in cues.person_nouns or head.lemma in cues.document_nouns
    if head.norm in view.lexicon.grammar.relative_pronouns or head.norm in view.lexicon.grammar.that:
        return False
    if head.lemma in cues.not_sources or head.norm in cues.not_sources:
        return False
    if _varies(view, head):
        return False
    if not entry.risky:
        return True
    pronoun = head.norm in view.lexicon.grammar.personal_pronouns
    return (known or (named and head.pos == "PROPN" and head.ner != "LOC") or pronoun) and _set_off(source)


def _varies(view: View, head: Token) -> bool:
    """ "Selon les sources, le total varie": the plural with its article, and a verb that says that it depends."""
    if head.morph.get("Number") != "Plur" or any(child.dep in _MODIFIERS for child in head.children):
        return False
    return any(token.lemma in view.lexicon.cues.varying_verbs for token in head.sentence.tokens)


def _set_off(source: list[Token]) -> bool:
    """Whether the phrase opens its sentence and a comma closes it, or stands between commas."""
    sentence = source[0].sentence.tokens
    offset = sentence[0].i
    after = source[-1].i - offset + 1
    before = source[0].i - offset - 2
    closed = after >= len(sentence) or sentence[after].norm in (",", ".", '"', ":")
    if before > 0 and sentence[before].norm == "," and sentence[before - 1].pos == "PROPN":
        return False  # whom somebody speaks for: "asked Paul Orrin, for the union, if"
    opened = before < 0 or sentence[before].norm == "," or (before == 0 and sentence[before].pos in ("CCONJ", "PUNCT"))
    return closed and opened


def _phrase_places(view: View, sentence: Sentence, cue: tuple[Token, ...], source: list[Token]) -> frozenset[int]:
    """All that belongs to the phrase and so not to the content: with the relative clause behind its noun."""
    found = places([*cue, *source])
    clause = _relative(view, sentence, cue, source)
    if clause:
        return frozenset(range(min(found), clause[-1].i + 1))
    edge = _clause_edge(view, sentence, cue[-1])
    if edge is not None:
        return frozenset(range(min(found), edge + 1))
    head = next((token for token in source if token.head.i not in places(source)), source[0])
    below = {token.i for token in head.subtree() if token.i > source[-1].i} if len(source) < 40 else set()
    last = sentence.tokens[-1].i
    if below and max(below) >= last - 1 and min(found) > sentence.tokens[0].i + 2:
        found |= frozenset(range(source[-1].i, max(below) + 1))
    return found | frozenset(range(min(found), max(found) + 1))


def _relative(view: View, sentence: Sentence, cue: tuple[Token, ...], source: list[Token]) -> list[Token]:
    """A relative clause between commas behind a phrase that opens its sentence: Selon elle, *qui …*, tout va."""
    tokens = sentence.tokens
    place = (words_of(source) or source)[-1].i - tokens[0].i + 1
    opening = [token.norm for token in tokens[place : place + 2]]
    if cue[0].i - tokens[0].i > 2 or len(opening) < 2 or opening[0] != ",":
        return []
    if opening[1] not in view.lexicon.grammar.relative_pronouns:
        return []
    verbs = 0
    for token in tokens[place + 2 :]:
        verbs += token.pos in ("VERB", "AUX")
        if token.norm == "," and verbs:
            return tokens[place : token.i - tokens[0].i + 1]
    return []


def _content(view: View, sentence: Sentence, phrase: _Phrase) -> list[Token]:
    """What the phrase stands with: its sentence or clause, and the whole of a quotation that ends in it."""
    tokens = sentence.tokens
    before = words_of(token for token in tokens if token.i < phrase.first)
    after = words_of(token for token in tokens if token.i > phrase.last)
    scope = tokens
    if before and after and not _is_parenthesis(phrase):
        scope = _clause(phrase, tokens)
    content = [token for token in _between_semicolons(view, phrase, scope) if token.i not in phrase.tokens]
    quotation = view.quotation_of(content[-1]) if content else None
    if quotation is not None and quotation.start < sentence.start and view.quoted[phrase.first] < 0:
        inside = view.quotation_tokens(quotation)
        content = [*inside, *[token for token in content if token.start >= quotation.end]]
    return content


def _between_semicolons(view: View, phrase: _Phrase, tokens: list[Token]) -> list[Token]:
    """What stands on the phrase's side of a semicolon: Selon la police, ils sont dix ; *le maire en compte vingt*."""
    that = view.lexicon.grammar.that
    marks = [
        token.i
        for token, following in itertools.pairwise(tokens)
        if token.norm == ";" and view.quoted[token.i] < 0 and following.norm not in that
    ]
    low = max((mark for mark in marks if mark < phrase.first), default=-1)
    high = min((mark for mark in marks if mark > phrase.last), default=len(view.tokens))
    return [token for token in tokens if low < token.i < high]


def _is_parenthesis(phrase: _Phrase) -> bool:
    """Whether it hangs on the sentence's main clause."""
    governor = phrase.source[-1]
    while governor.i in phrase.tokens and governor.head is not governor:
        governor = governor.head
    return governor.head is governor or governor.dep in ("ROOT", "conj")


def _clause(phrase: _Phrase, tokens: list[Token]) -> list[Token]:
    """The clause of the verb that the phrase hangs on."""
    token = phrase.source[-1]
    while token.i in phrase.tokens and token.head is not token:
        token = token.head
    while token.pos not in ("VERB", "AUX") and token.head is not token:
        token = token.head
    clause = [word for word in token.subtree() if word.i not in phrase.tokens]
    while clause and (clause[0].dep == "mark" or clause[0].norm in ("que", "qu'", "that", ",")):
        clause = clause[1:]
    return clause if len(words_of(clause)) >= 3 else tokens
