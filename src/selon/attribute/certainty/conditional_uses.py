"""What a French conditional does: rules, of which the first that gives a reason decides."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import StrEnum

from selon.attribute.certainty.conditional_forms import Form, after, before, is_participle
from selon.attribute.parse import Token
from selon.lang import Lexicon

_VERBS = frozenset({"VERB", "AUX"})
_IMPERSONAL = frozenset({"expl:subj"})


class Use(StrEnum):
    """What a conditional does."""

    REPORTATIVE = "reportative"
    HYPOTHETICAL = "hypothetical"
    MODAL = "modal"
    FUTURE_IN_PAST = "future_in_past"


def use_of(form: Form, earlier: Use | None) -> tuple[Use, str]:
    """The use of a form and the reason. `earlier` is that of a conditional just before, where one is near."""
    for rule, use in RULES:
        reason = rule(form)
        if reason:
            if rule is _state and earlier is Use.HYPOTHETICAL:
                return earlier, "the sentence before supposes a case"
            return use, reason
    if earlier is Use.REPORTATIVE and _governor(form) is None:
        return earlier, "the conditional before it reports what others say"
    return Use.HYPOTHETICAL, ""


def _modal(form: Form) -> str:
    if form.stem in form.words.modals:
        return "a modal verb"
    return "a wish" if form.stem in form.words.wishes else ""


def _future_in_past(form: Form) -> str:
    if form.compound:
        return ""
    opener = next((child for child in form.predicate.children if child.norm in form.words.time_words), None)
    if opener is not None and opener.i < form.verb.i:
        return f"‘{opener.text}’ speaks of a time still to come"
    cue = _governor(form)
    if cue is None or cue.lemma in form.words.denials or not _is_past(cue, form.lexicon, form.words.past_endings):
        return ""
    return f"it depends on ‘{cue.text}’, which is past"


def _own_person(form: Form) -> str:
    return "" if form.ending in ("ait", "aient") else "nobody reports of himself"


def _condition(form: Form) -> str:
    tokens = form.verb.sentence.tokens
    for place, token in enumerate(tokens):
        if is_condition(tokens, place, form.lexicon):
            return f"it depends on ‘{token.text}’"
    return ""


def _opener(form: Form) -> str:
    found = _phrase(form, form.words.unreal_openers)
    if found:
        return f"‘{found}’ supposes a case"
    for token, following in zip(form.verb.sentence.tokens, form.verb.sentence.tokens[1:], strict=False):
        if token.norm not in form.words.without or following.norm in form.words.indefinites:
            continue
        if following.pos in ("PRON", "DET") and (token.i == token.sentence.tokens[0].i or form.compound):
            return f"‘{token.text} {following.text}’ supposes a case"
    return ""


def _source(form: Form) -> str:
    found = _phrase(form, form.words.sources)
    return f"‘{found}’ says that others say so" if found else ""


def _report(form: Form) -> str:
    cue = _governor(form)
    if cue is not None and cue.lemma in form.words.denials:
        return f"‘{cue.text}’ takes up what others say"
    for token in _antecedents(form):
        if token.lemma in form.words.report_nouns or token.norm in form.words.report_nouns:
            return f"‘{token.text}’ is what others say"
    return ""


def _unreal_past(form: Form) -> str:
    if not form.compound:
        return ""
    first = form.participles[0]
    if first.norm in form.words.unreal_participles:
        return f"‘{first.text}’ says what did not happen"
    near = [*before(form.verb, 2), *after(form.verb, first.i - form.verb.i)]
    for token in near:
        if token.norm in form.words.unreal_adverbs:
            return f"‘{token.text}’ weighs what did not happen"
    return ""


def _unreal_subject(form: Form) -> str:
    subject = form.subject
    if subject is None or _opens_with_act(form):
        return "" if subject is None else "its subject is an act, not a fact"
    if subject.dep == "csubj" or subject.morph.get("VerbForm") == "Inf":
        return "its subject is an act, not a fact"
    if subject.norm in form.words.unreal_subjects and not form.compound:
        return f"‘{subject.text}’ takes up what is supposed"
    previous = before(subject, 1)
    relative = subject.norm in form.lexicon.grammar.relative_pronouns
    if relative and previous and previous[0].norm in form.words.unreal_antecedents:
        return f"‘{previous[0].text} {subject.text}’ takes up what is supposed"
    indefinites = form.words.indefinites
    been = form.compound and form.participles[-1].norm == form.words.been
    equated = been and any(token.norm in indefinites for token in after(form.last, 2))
    for child in subject.children:
        if child.norm in form.words.unreal_determiners or (equated and child.norm in indefinites):
            return f"‘{child.text} {subject.text}’ names no one case"
    return ""


def _opens_with_act(form: Form) -> bool:
    """Whether an infinitive opens the sentence and the form is its first verb: "Partir serait lâche"."""
    words = [token for token in form.verb.sentence.tokens if token.pos != "PUNCT" and token.i <= form.verb.i]
    opens = words[0].pos in _VERBS and words[0].morph.get("VerbForm") == "Inf"
    return opens and not any(token.pos in _VERBS and token.morph.get("VerbForm") == "Fin" for token in words[1:-1])


def _unreal_present(form: Form) -> str:
    if form.compound:
        return ""
    following = after(form.verb)
    if form.verb.sentence.tokens[-1].norm == "?" or (following and following[0].hyphened):
        return "a question"
    if form.stem in form.words.unreal_stems:
        return "it says what ought to be"
    if form.stem == form.words.be and form.subject is not None and form.subject.dep in _IMPERSONAL:
        return "it weighs what would be"
    wanted = {form.words.have: form.words.unreal_complements, form.words.be: form.words.unreal_predicates}
    for token in following:
        if token.norm in wanted.get(form.stem, ()):
            return f"‘{token.text}’ weighs what would be"
        if token.norm in form.lexicon.grammar.that and form.stem == form.words.be:
            return "it weighs what would be"
        if form.stem == form.words.be and token.morph.get("VerbForm") == "Inf":
            return f"its complement ‘{token.text}’ is an act, not a fact"
        if token.pos not in ("ADV", "DET", "ADP", "PUNCT"):
            return ""
    return ""


def _past(form: Form) -> str:
    return "a past conditional without a condition" if form.compound else ""


def _state(form: Form) -> str:
    if form.stem not in form.words.state_stems and form.stem not in (form.words.have, form.words.be):
        return ""
    following = after(form.verb, 1)
    if following and following[0].morph.get("VerbForm") == "Inf":
        return ""  # "viendrait aider" is no origin
    return "a present state that is not vouched for"


Rule = Callable[[Form], str]
RULES: tuple[tuple[Rule, Use], ...] = (
    (_modal, Use.MODAL),
    (_future_in_past, Use.FUTURE_IN_PAST),
    (_own_person, Use.HYPOTHETICAL),
    (_condition, Use.HYPOTHETICAL),
    (_opener, Use.HYPOTHETICAL),
    (_source, Use.REPORTATIVE),
    (_report, Use.REPORTATIVE),
    (_unreal_past, Use.HYPOTHETICAL),
    (_unreal_subject, Use.HYPOTHETICAL),
    (_unreal_present, Use.HYPOTHETICAL),
    (_past, Use.REPORTATIVE),
    (_state, Use.REPORTATIVE),
)
"""Each rule gives a reason or "". What none decides goes with the conditional before it, else is hypothetical."""


def is_condition(tokens: list[Token], place: int, lexicon: Lexicon) -> bool:
    """Whether the word at a place of a sentence's tokens opens a condition.

    Not so where "if", "si" opens a question that depends on a verb ("ask if"),
    heightens an adjective, or comes after a word that makes it a concession or comparison.
    """
    token, hedges = tokens[place], lexicon.hedges
    if token.norm not in hedges.if_words or token.pos not in ("SCONJ", "ADV", "CCONJ"):
        return False
    earlier = next((word for word in reversed(tokens[max(0, place - 2) : place]) if word.pos != "PUNCT"), None)
    if earlier is not None and (earlier.norm in hedges.not_if_after or earlier.lemma in hedges.question_verbs):
        return False
    if place + 1 < len(tokens) and tokens[place + 1].norm in hedges.not_if_before:
        return False
    if token.dep in lexicon.grammar.marker:
        head = token.head
        return head.dep not in lexicon.grammar.clause or head.head.lemma not in hedges.question_verbs
    return token.dep == "advmod" and token.head.pos in _VERBS and token.head.i > token.i + 1


def _governor(form: Form) -> Token | None:
    """The verb or noun whose complement clause ("que ...", "si ...") holds the form."""
    grammar = form.lexicon.grammar
    token = form.predicate
    for _ in range(5):
        if token.dep in grammar.clause or token.dep == "acl":
            if any(child.dep in grammar.marker for child in token.children):
                return token.head
            break
        if token.dep not in ("conj", "xcomp", "advcl", *grammar.relative) or token.head is token:
            break
        token = token.head
    return _governor_before(form)


def _governor_before(form: Form) -> Token | None:
    """The same by what stands before, where the parse has it wrong: verb, a few words, "que", no further verb."""
    that: Token | None = None
    for token in reversed(before(form.verb, 24)):
        if token.pos in _VERBS and token.morph.get("VerbForm") != "Inf":
            return token if that is not None and that.i - token.i <= 8 else None
        if token.norm in form.lexicon.grammar.that and token.dep in form.lexicon.grammar.marker and that is None:
            that = token
    return None


def _antecedents(form: Form) -> Iterator[Token]:
    """The nouns on which the form's clause hangs, and what they hang on, at most three steps up."""
    token = form.predicate
    for _ in range(3):
        if token.dep in form.lexicon.grammar.relative or token.dep in ("acl", *form.lexicon.grammar.clause):
            yield token.head
            yield from (child for child in token.head.children if child.dep in ("nmod", "acl"))
        token = token.head


def _is_past(cue: Token, lexicon: Lexicon, past_endings: tuple[str, ...]) -> bool:
    """Whether a verb is past; a gerund, infinitive or noun is what the verb above it is."""
    for token in (cue, *cue.ancestors()):
        if token.pos not in _VERBS:
            continue
        if is_participle(token):
            if any(child.dep in lexicon.grammar.auxiliary for child in token.children):
                return True
            continue
        if token.norm.endswith(past_endings) or token.morph.get("Tense") in ("Imp", "Past"):
            return True
        if token.morph.get("VerbForm") == "Fin":
            return False
    return False


def _phrase(form: Form, phrases: tuple[str, ...]) -> str:
    """The first of the phrases that stands in the form's sentence."""
    text = f" {' '.join(token.norm for token in form.verb.sentence.tokens)} "
    return next((phrase for phrase in phrases if f" {phrase} " in text), "")
