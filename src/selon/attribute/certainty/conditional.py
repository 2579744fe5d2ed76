"""The French conditional: where it stands, what it does, and the clause it governs.

Four uses share the form: reportative ("il aurait signé": others say so, the
author does not vouch for it; Dendale 1993), hypothetical ("s'il pleuvait, il
partirait"), modal or polite ("il pourrait", "je voudrais"), and the future seen from the
past ("il a dit qu'il viendrait"). `conditional_forms` tells the forms,
`conditional_uses` holds the rules that tell the uses.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from selon.attribute.certainty.conditional_forms import COPULA, Form, find_forms, future_stem
from selon.attribute.certainty.conditional_uses import Use, use_of
from selon.attribute.parse import Parsed, Token
from selon.attribute.phrases import spans_of
from selon.lang import Lexicon
from selon.types import Span

__all__ = ["Conditional", "Use", "clause_spans", "find_conditionals", "future_stem"]

_VERBS = frozenset({"VERB", "AUX"})
_NAMES = {
    Use.REPORTATIVE: "reportative conditional",
    Use.HYPOTHETICAL: "hypothetical conditional",
    Use.MODAL: "modal or polite conditional",
    Use.FUTURE_IN_PAST: "future in the past",
}
_MAIN = frozenset({"ROOT", "conj"})
_OUTSIDE = frozenset({"cc", "parataxis", "discourse"})


@dataclass(frozen=True, slots=True)
class Conditional:
    """A verb form in the conditional: `span` is the whole form, `verb` its finite word.

    `token` and `predicate` are the places of the finite word and of the head
    of its clause in `Parsed.tokens`, `aside` those of nouns in the clause that
    only say who says so ("selon X"); `stem` names the finite verb ("aur").
    `reason` is a sentence a reader can dispute; `unexplained` is a main clause
    in the present conditional of which nothing tells what it supposes.
    """

    span: Span
    verb: Span
    use: Use
    reason: str
    token: int
    predicate: int
    stem: str
    aside: frozenset[int]
    unexplained: bool = False


def find_conditionals(parsed: Parsed, lexicon: Lexicon) -> tuple[Conditional, ...]:
    """Every verb form in the conditional, in text order; none where the lexicon knows no such mood."""
    words = lexicon.hedges.conditional
    if words is None:
        return ()
    found: list[Conditional] = []
    last: tuple[int, Use] | None = None
    for form in find_forms(parsed.tokens, lexicon, words):
        place = form.verb.sentence.i
        earlier = last[1] if last and place - last[0] <= 1 else None
        use, reason = use_of(form, earlier)
        if reason:
            last = (place, use)
        made = _conditional(form, use, reason or "nothing shows that it reports what others say")
        found.append(replace(made, unexplained=not reason and use is Use.HYPOTHETICAL and form.predicate.dep in _MAIN))
    return tuple(found)


def _conditional(form: Form, use: Use, reason: str) -> Conditional:
    span = Span(form.verb.start, form.last.end)
    words = [form.verb, *form.participles]
    name = " ".join(word.text for word in words)
    text = f"‘{name}’ is a {_NAMES[use]}: {reason}"
    aside = frozenset(child.i for child in form.predicate.children if _names_source(child, form))
    return Conditional(span, form.verb.span, use, text, form.verb.i, form.predicate.i, form.stem, aside)


def _names_source(child: Token, form: Form) -> bool:
    cases = [c for c in child.children if c.dep in form.lexicon.grammar.case]
    return any(_opens_source(case, form) for case in cases)


def _opens_source(case: Token, form: Form) -> bool:
    """Whether a preposition begins words that name a source: selon, de source; not every "de"."""
    tokens = case.sentence.tokens
    place = case.i - tokens[0].i
    phrases = [phrase.split() for phrase in form.words.sources]
    return any([token.norm for token in tokens[place : place + len(words)]] == words for words in phrases)


def clause_spans(parsed: Parsed, conditional: Conditional) -> tuple[Span, ...]:
    """The clause that a conditional governs: subject, verb and complements, spans in text order.

    Left out are a leading conjunction, "selon X", coordinated clauses and the
    final stop. A relative clause begins at its pronoun.
    """
    predicate = parsed.tokens[conditional.predicate]
    kept, todo = {predicate}, [predicate]
    while todo:
        head = todo.pop()
        for child in head.children:
            if head is predicate and _is_outside(child, conditional):
                continue
            kept.add(child)
            todo.append(child)
    for token in parsed.tokens[conditional.token :]:
        if token.start >= conditional.span.end:
            break
        kept.add(token)
    return spans_of(kept)


def _is_outside(child: Token, conditional: Conditional) -> bool:
    if child.i in conditional.aside:
        return True
    if child.start < conditional.span.end and child.end > conditional.span.start:
        return False
    if child.dep in _OUTSIDE or (child.dep == "mark" and child.i < conditional.token):
        return True
    own = any(c.dep.startswith("nsubj") or c.dep == COPULA for c in child.children)
    return child.dep == "conj" and (child.pos in _VERBS or own)
