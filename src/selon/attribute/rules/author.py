"""What the author states in their own voice: every clause that is laid to nobody."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence

from selon.attribute.certainty.conditional_uses import is_condition
from selon.attribute.figures.befallen import befalls
from selon.attribute.parse import Sentence, Token
from selon.attribute.phrases import noun_phrase, spans_of, words_of
from selon.attribute.rules.counted import counts_noun, is_number
from selon.attribute.rules.rule import places
from selon.attribute.sources import is_finite
from selon.attribute.times import is_dated
from selon.attribute.view import View
from selon.types import Act, Attribution, BlockKind, Effect, Kind

_SHORTEST = 3
"""A clause of fewer words states nothing that could be compared."""
_LINKS = frozenset({"CCONJ", "SCONJ", "ADV", "ADP", "PUNCT"})
_CLOSING = frozenset('")]?!')
_CLAUSES = frozenset({"ROOT", "conj", "advcl", "parataxis", "ccomp"})
_TIED = frozenset({"relcl", "acl", "acl:relcl", "advcl", "conj", "parataxis", "ccomp"})
"""How a clause hangs on the one that it can be left out of."""
_EVENTS = frozenset({"infinitive", "noun-content"})
_ACTS = frozenset({Act.ACCUSE, Act.ORDER, Act.PROMISE, Act.REFUSE, Act.INTEND, Act.WARN})
"""Rules and acts of cues that are events of their own ("accuses", "refuses"), which a headline states."""


def author_clause(view: View, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """A clause that no source stands behind: the author says it.

    One claim a clause with a subject and a finite verb; a headline without a
    verb is one claim too. Clauses inside a quotation or an attributed content,
    and those that only name a source and a cue, are none.
    """
    taken = _attributed(view, found)
    cues = places(token for one in found for span in one.cue for token in view.tokens_in(span.start, span.end))
    laid = taken | cues  # once: a long text has as many of them as words
    for sentence in view.parsed.sentences:
        if sentence.block.kind in (BlockKind.CAPTION, BlockKind.BYLINE) or sentence.tokens[-1].norm == "?":
            continue
        clauses = [*_clauses(view, sentence, taken, cues), *_tolls(view, sentence, laid)]
        if not clauses and sentence.block.kind is BlockKind.HEADLINE:
            clauses = _headline(sentence, found)
        elif not clauses and _is_count(view, sentence, laid):
            clauses = [list(sentence.tokens)]
        for clause in clauses:
            spans = spans_of(clause)
            if spans:
                yield Attribution(Kind.AUTHOR, "author-clause", (), (), spans, Effect())


def _attributed(view: View, found: Sequence[Attribution]) -> frozenset[int]:
    """The places of all tokens inside a content or a quotation."""
    inside = {token.i for one in found for span in one.content for token in view.tokens_in(span.start, span.end)}
    return frozenset(inside)


def _clauses(view: View, sentence: Sentence, taken: frozenset[int], cues: frozenset[int]) -> Iterator[list[Token]]:
    """The clauses of a sentence that are the author's, each with what hangs on it.

    Left out of a clause are those coordinated to it and those below it that
    only name a source and a cue; both stand for themselves.
    """
    heads = [token for token in sentence.tokens if _heads_clause(view, token, cues)]
    if not heads and _has_root_predicate(sentence):
        heads = [sentence.root]
    if heads and is_condition(sentence.tokens, sentence.tokens[0].pos == "PUNCT", view.lexicon):
        heads = [sentence.root]  # what depends on a condition is one claim with it
    apart = [token for token in heads if token.dep == "conj" or token.i in cues or _is_conceded(view, token)]
    for head in heads:
        if head.i in taken or head.i in cues or (view.quoted[head.i] >= 0 and _mostly_quoted(view, head)):
            continue
        cut = places(
            word for other in apart if other is not head and _is_below(other, head) for word in other.subtree()
        )
        others = _of_others(head, taken, cues)
        clause = [word for word in head.subtree() if word.i not in cut | others]
        own = [word for word in words_of(clause) if word.i not in taken]
        shortest = _SHORTEST + 2 if others else _SHORTEST - any(is_number(view, word) for word in own)
        if len(own) >= shortest and len(own) * 2 > len(words_of(clause)):
            clause = _without_link(view, _before_speech(view, clause), head)
            if clause and clause[0].i not in cues:
                yield clause


def _tolls(view: View, sentence: Sentence, others: frozenset[int]) -> Iterator[list[Token]]:
    """A relative clause that tells how many something befell, with its noun: *a fire that killed two guards*."""
    grammar = view.lexicon.grammar
    for verb in sentence.tokens:
        if verb.dep not in grammar.relative or verb.i in others or view.quoted[verb.i] >= 0:
            continue
        below = verb.subtree()
        counted = any(is_number(view, word) and counts_noun(word) for word in below)
        pronoun = any(word.norm in grammar.relative_pronouns for word in below[:2])
        if counted and pronoun and befalls(verb, view.lexicon.code) and not others & places(below):
            yield [*[word for word in noun_phrase(verb.head, view.lexicon) if word.i < below[0].i], *below]


def _is_conceded(view: View, token: Token) -> bool:
    """Whether a clause behind a comma grants something beside the main one: …, *même si rien n'est prouvé*."""
    words = token.subtree()
    if token.dep != "advcl" or words[0].i == 0 or view.tokens[words[0].i - 1].norm != ",":
        return False
    opening = [word.norm for word in words[:2]]
    return any(opening[: len(phrase)] == phrase for phrase in map(str.split, view.lexicon.grammar.concessions))


def _is_count(view: View, sentence: Sentence, others: frozenset[int]) -> bool:
    """Whether a sentence without a verb tells a figure of something: "Près de 40 blessés, dont 12 graves."."""
    tokens = sentence.tokens
    if tokens[-1].norm != "." or any(token.morph.get("VerbForm") == "Fin" or token.i in others for token in tokens):
        return False
    counted = [token for token in tokens if is_number(view, token) and counts_noun(token)]
    return bool(counted) and len(words_of(tokens)) >= _SHORTEST and not any(is_dated(t, view.lexicon) for t in tokens)


def _before_speech(view: View, clause: list[Token]) -> list[Token]:
    """A clause without the quotation that a colon opens in it, which is somebody's."""
    for place, token in enumerate(clause[:-2]):
        if token.norm == ":" and view.quoted[clause[place + 2].i] >= 0 > view.quoted[token.i]:
            return clause[:place]
    return clause


def _of_others(head: Token, taken: frozenset[int], cues: frozenset[int]) -> frozenset[int]:
    """The places of what others say inside a clause: the clauses of their cues, and those that are their content."""
    cut: set[int] = set()
    for token in head.subtree():
        verb = token.pos in ("VERB", "AUX") and token.dep in _TIED
        if token is head or not verb or token.i in cut or not (token.i in cues or token.i in taken):
            continue
        if token.head.i in cues:
            continue  # what a noun or an infinitive brings stays with it
        below = token.subtree()
        if token.i in taken or any(word.i in taken for word in below):
            cut |= places(below)
    return frozenset(cut)


def _heads_clause(view: View, token: Token, cues: frozenset[int]) -> bool:
    """Whether a token is the predicate of a clause with its own subject that is no cue's content."""
    if token.dep not in _CLAUSES or token.pos not in ("VERB", "AUX", "ADJ", "NOUN", "PROPN"):
        return False
    if token.dep == "ccomp" and (token.head.i in cues or _opens_with(token, view.lexicon.grammar.that)):
        return False
    if token.dep != "ROOT" and _opens_with(token, view.lexicon.hedges.if_words):
        return False
    if token.dep == "ccomp" and any(word.norm in view.lexicon.grammar.question_words for word in token.subtree()[:2]):
        return False  # an indirect question
    has_subject = any(
        child.dep in view.lexicon.grammar.subject or child.dep.startswith("expl") for child in token.children
    )
    has_verb = is_finite(token) or any(child.dep == "cop" for child in token.children)
    return has_subject and has_verb


def _opens_with(token: Token, words: Container[str]) -> bool:
    """Whether a word that ties a clause to another opens it: what is supposed or possible is not stated."""
    return any(child.norm in words for child in token.children if child.i < token.i)


def _has_root_predicate(sentence: Sentence) -> bool:
    root = sentence.root
    if root.morph.get("VerbForm") == "Inf":
        return any(token.morph.get("VerbForm") == "Fin" for token in sentence.tokens)
    return is_finite(root) or any(child.dep == "cop" for child in root.children)


def _is_below(token: Token, head: Token) -> bool:
    return any(above is head for above in token.ancestors())


def _mostly_quoted(view: View, head: Token) -> bool:
    words = words_of(head.subtree())
    return 2 * sum(view.quoted[word.i] >= 0 for word in words) > len(words)


def _without_link(view: View, clause: list[Token], head: Token) -> list[Token]:
    """A clause without the conjunction that ties it to the one before or behind: et, mais, alors que, as.

    A conjunction at its start that opens a clause below it stays: *if* asked, they leave.
    """
    place = 0
    for number, token in enumerate(clause[:3]):
        links = all(word.pos in _LINKS for word in clause[:number])
        if token.norm in view.lexicon.grammar.that and token.pos != "PRON" and links:
            place = number + 1
    while place < len(clause) and clause[place].pos in ("CCONJ", "SCONJ", "PUNCT") and clause[place].norm != '"':
        opens = clause[place].head
        if clause[place].norm in view.lexicon.hedges.if_words | view.lexicon.grammar.full_negators:
            break
        if clause[place].pos == "SCONJ" and opens is not head and opens.pos in ("VERB", "AUX", "ADJ", "NOUN"):
            break
        place += 1
    end = len(clause)
    while end > place and clause[end - 1].pos in ("CCONJ", "PUNCT") and clause[end - 1].norm not in _CLOSING:
        end -= 1
    return clause[place:end]


def _headline(sentence: Sentence, found: Sequence[Attribution]) -> list[list[Token]]:
    """A headline as one claim: where it has no clause, or where its verb is an event as well as a cue."""
    words = words_of(sentence.tokens)
    inside = [one for one in found if sentence.start <= one.content[0].start < sentence.end]
    if len(words) < _SHORTEST or any(one.rule not in _EVENTS or one.effect.act not in _ACTS for one in inside):
        return []
    return [list(sentence.tokens)]
