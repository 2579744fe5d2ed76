"""Contents that are clauses: that they had left, whether they had left, to leave."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from selon.attribute.cues import CueMatch
from selon.attribute.parse import Token
from selon.attribute.rules.answered import answer_to
from selon.attribute.rules.rule import attribution, places, within_relative
from selon.attribute.sources import find_source, follows_comma
from selon.attribute.view import View
from selon.types import Act, Attribution

_INTERPOLATED = 18
"""How many tokens behind a cue its "that" may stand, when a phrase between commas comes first."""
_GERUND_PREPOSITIONS = frozenset({"of", "for", "about", "against", "on", "from"})
_MISTAKEN = frozenset({"xcomp", "advcl", "acl", "obj", "dep", "acl:relcl"})
"""What parsers call an object clause that they took for something else."""
_HELD = frozenset({Act.SAY, Act.BELIEVE, Act.KNOW, Act.FEAR, Act.ACCUSE, Act.DOUBT, Act.HOPE})
"""What a passive can do to its subject and an infinitive together, unlike an order, which takes a person."""
_FINITE = frozenset({"VERB", "AUX", "ADJ", "NOUN", "PROPN", "PRON", "ADV", "NUM"})


def clause_content(view: View) -> Iterator[Attribution]:
    """A verb of saying or thinking with a clause as object: "said that they had left", "dit qu'ils sont partis".

    The clause is the content, without the word that introduces it; the verb's
    subject is the source.
    """
    for match in view.cues:
        if match.noun or "clause" not in match.cue.frames:
            continue
        content = _clause(view, match) or _after_complementizer(view, match)
        if content:
            yield from _with_answer(view, "clause", match, content)


def question_content(view: View) -> Iterator[Attribution]:
    """A verb of asking or knowing with a question: "asked whether they had left", "ignore s'ils sont partis"."""
    for match in view.cues:
        if match.noun or "question" not in match.cue.frames:
            continue
        clause = _child_clause(view, match)
        if clause is not None:
            words = sorted(clause.subtree(), key=lambda token: token.i)
            if any(word.norm in view.lexicon.grammar.question_words for word in words[:3]):
                yield attribution(view, "question", match, _own(match, words))


def infinitive_content(view: View) -> Iterator[Attribution]:
    """A verb with an infinitive as its content: "pledged to resign", "assure avoir payé", "accused him of lying".

    Where the verb takes a person first (ask somebody to, accuser quelqu'un de),
    that person is not part of the content.
    """
    frames = {"infinitive", "gerund"}
    for match in view.cues:
        if match.noun or not (frames | {"clause"}) & match.cue.frames:
            continue
        raised = _raised(view, match)
        if raised:
            yield attribution(view, "infinitive", match, raised)
            continue
        head = _infinitive(view, match) if frames & match.cue.frames else None
        if head is None:
            content = _right_behind(view, match)
            if content:
                yield attribution(view, "infinitive", match, content)
        else:
            words = [word for word in head.subtree() if word.i > match.last.i]
            content = within_relative(view, match, _own(match, _without_lead(view, words)))
            content = _before_coordinated(view, match, content)
            yield from _with_answer(view, "infinitive", match, _complete(view, match, content))


def _with_answer(view: View, name: str, match: CueMatch, content: list[Token]) -> Iterator[Attribution]:
    """An attribution, and that of who answers it in the same breath: ", a charge he denies"."""
    kept, answer = answer_to(view, content)
    yield attribution(view, name, match, kept)
    if answer is not None and kept[0].i > match.last.i:
        yield attribution(view, name, answer, kept, source=find_source(answer, view.lexicon))


def _before_coordinated(view: View, match: CueMatch, words: list[Token]) -> list[Token]:
    """A content cut where a second cue of the same subject begins: affirme avoir signé *et se dit prête*."""
    for child in match.token.children:
        if child.dep == "conj" and child.i in view.cue_at and words and child.i > words[0].i:
            link = next((grand.i for grand in child.children if grand.pos == "CCONJ" and grand.i < child.i), child.i)
            return [word for word in words if word.i < link]
    return words


def _raised(view: View, match: CueMatch) -> list[Token]:
    """The subject of a passive with what is said of it: *the guard* is thought *to have fled*, is feared *dead*."""
    if not match.passive or match.cue.act not in _HELD:
        return []
    grammar = view.lexicon.grammar
    subject = next((child for child in match.token.children if child.dep in grammar.passive_subject), None)
    said = [
        child
        for child in match.token.children
        if child.i > match.last.i and (child.dep == "oprd" or (child.dep in grammar.open_clause and _has_to(child)))
    ]
    if subject is None or not said or (match.cue.act is Act.SAY and "person" in match.cue.frames):
        return []
    antecedent = subject.norm in grammar.relative_pronouns
    words = [] if antecedent else subject.subtree()
    behind = [word for child in said for word in child.subtree() if word.i > match.last.i]
    return [*words, *(_complete(view, match, behind) if view.quoted[behind[-1].i] >= 0 else behind)]


def _has_to(token: Token) -> bool:
    return any(child.pos == "PART" and child.i < token.i for child in token.children)


def _child_clause(view: View, match: CueMatch) -> Token | None:
    """The verb of the clause that hangs on a cue as its object."""
    grammar = view.lexicon.grammar
    for child in match.dependents:
        if child.dep in grammar.clause and child.pos in _FINITE and not _is_relative(view, match, child):
            return child
    for child in match.dependents:
        behind = child.i > match.last.i and child.dep in _MISTAKEN
        if behind and child.subtree()[0].norm in grammar.that:
            return child
    return None


def _is_relative(view: View, match: CueMatch, clause: Token) -> bool:
    """Whether the parse took a relative clause for an object: dit la ville, *dont …*; dit avoir un mot, *qu'il …*."""
    grammar = view.lexicon.grammar
    first = clause.subtree()[0]
    if first.norm in grammar.relative_pronouns - grammar.that - grammar.question_words:
        return True
    if first.norm != "," and first.i and view.tokens[first.i - 1].norm != ",":
        return False
    before = [child for child in match.dependents if match.last.i < child.i < clause.i]
    return any(child.dep in grammar.open_clause and _is_infinitive(child, match) for child in before)


def _clause(view: View, match: CueMatch) -> list[Token]:
    """The tokens of an object clause, before the cue or behind it."""
    clause = _child_clause(view, match)
    if clause is None:
        return []
    words = _own(match, clause.subtree())
    behind = [word for word in words if word.i > match.last.i]
    if len(words) == 1 and clause.pos != "VERB":
        return []
    if clause.i > match.token.i:
        behind = _without_day(view, behind)
        behind = [*_lost_subject(view, match, clause, behind), *behind]
        return _complete(view, match, within_relative(view, match, _without_lead(view, behind)))
    before = [word for word in words if word.i < match.first.i]
    return before if _set_off(view, match) else []


def _without_day(view: View, words: list[Token]) -> list[Token]:
    """A clause without "that", less the day of the saying before its subject: said *on Monday* they had left."""
    place = int(bool(words) and words[0].pos == "ADP")
    while place < len(words) and words[place].ner in ("DATE", "TIME"):
        place += 1
    rest = words[place:]
    day = place > int(words[0].pos == "ADP") if words else False
    subject = bool(rest) and (rest[0].pos in ("DET", "PRON", "PROPN", "NOUN", "NUM", "ADJ"))
    return rest if day and subject and words[0].norm not in view.lexicon.grammar.that else words


def _lost_subject(view: View, match: CueMatch, clause: Token, words: list[Token]) -> list[Token]:
    """The words between a cue and a finite clause without a subject, which the parse took from it: fear *worse* is."""
    grammar = view.lexicon.grammar
    has = any(child.dep in grammar.subject or child.dep.startswith("expl") for child in clause.children)
    if has or not words or clause.morph.get("VerbForm") != "Fin" or "person" in match.cue.frames:
        return []
    tokens = match.token.sentence.tokens
    between = tokens[match.last.i - tokens[0].i + 1 : words[0].i - tokens[0].i]
    plain = all(token.pos in ("ADJ", "NOUN", "PRON", "DET", "PROPN", "NUM") for token in between)
    return between if plain and words[0] is clause and view.quoted[clause.i] < 0 else []


def _set_off(view: View, match: CueMatch) -> bool:
    """Whether a clause before its cue is parted from it, as in "They left, he said"."""
    subject = [child.i for child in match.token.children if child.dep in view.lexicon.grammar.subject]
    first = min([match.first.i, *[i for i in subject if i < match.first.i]])
    lead = view.tokens[max(0, first - 8) : first]
    return any(token.norm in (",", '"', "-") for token in lead) and not any(token.norm in (":", ";") for token in lead)


def _after_complementizer(view: View, match: CueMatch) -> list[Token]:
    """What follows "que" or "that" behind a cue, where the parse did not hang it on the cue.

    It must stand right behind the cue, or behind a phrase between two commas.
    """
    grammar = view.lexicon.grammar
    sentence = match.token.sentence.tokens
    place = match.last.i - sentence[0].i + 1
    for token in sentence[place : place + _INTERPOLATED]:
        if token.norm in grammar.that and token.pos in ("SCONJ", "PRON", "ADP", "ADV"):
            if _is_restrictive(view, match):
                return []
            before = sentence[token.i - sentence[0].i - 1]
            between = sentence[place : token.i - sentence[0].i]
            parted = before.norm == "," and (between[0].norm == "," or not _has_object(view, match, between))
            if parted or _is_light(view, token, between):
                return within_relative(view, match, _without_lead(view, sentence[token.i - sentence[0].i :]))
            return []
        if token.pos in ("VERB", "AUX") or token.norm in ('"', ":", ";"):
            return []
    return []


def _has_object(view: View, match: CueMatch, between: list[Token]) -> bool:
    """Whether a cue has its object before a comma and "que", which then is relative: écrit *un mot*, qu'il cache."""
    return any(token.dep in view.lexicon.grammar.object and token.head is match.token for token in between)


def _is_light(view: View, that: Token, between: list[Token]) -> bool:
    """Whether adverbs or a short phrase alone stand between a cue and its "that": a dit *pour sa part* que."""
    if any(word.i in view.cue_at and view.cue_at[word.i].noun for word in between):
        return False
    if all(word.pos == "ADV" or word.norm in view.lexicon.grammar.before_that for word in between):
        return True
    return that.pos == "SCONJ" and between[0].pos == "ADP" and len(between) <= 5


def _is_restrictive(view: View, match: CueMatch) -> bool:
    """ "Ne … que" says "only": the first half of a negation, without the second, before the cue."""
    sentence = match.token.sentence.tokens
    near = [token.norm for token in sentence if match.first.i - 3 <= token.i <= match.last.i]
    grammar = view.lexicon.grammar
    return any(norm in grammar.half_negators for norm in near) and not any(
        norm in grammar.full_negators for norm in near
    )


def _infinitive(view: View, match: CueMatch) -> Token | None:
    """The infinitive (or gerund) that a cue governs, behind the cue."""
    grammar = view.lexicon.grammar
    deps = grammar.open_clause | grammar.clause | {"advcl", "acl", "obl:arg", "obl:mod", "prep"}
    for child in match.dependents:
        if child.i <= match.last.i or child.dep not in deps or child.subtree()[0].norm in grammar.times:
            continue
        below = _gerund(child)
        if below is not None:
            return below
        if child.dep != "prep" and _is_infinitive(child, match):
            return child
    if "person" in match.cue.frames:
        return _below_person(view, match)
    return None


def _right_behind(view: View, match: CueMatch) -> list[Token]:
    """An infinitive right behind the cue, negated or not, that the parse took for something else."""
    sentence = match.token.sentence.tokens
    behind = sentence[match.last.i - sentence[0].i + 1 :]
    between = [token.norm for token in behind[:3]]
    if between[::2] == [",", ","] and between[1] in view.lexicon.grammar.personal_pronouns:
        behind = behind[3:]  # "elle avoue, elle, ne pas savoir"
    lead = list(itertools.takewhile(lambda token: token.norm in view.lexicon.grammar.negators, behind))
    verb = behind[len(lead)] if len(lead) < len(behind) else None
    if verb is None or not _is_bare_infinitive(verb, negated=bool(lead)):
        return []
    return list(itertools.takewhile(lambda token: token.norm not in (",", ";", ":", "."), behind))


def _is_bare_infinitive(verb: Token, *, negated: bool) -> bool:
    """Whether a verb right behind a cue can only be its content: "avoir payé", "ne pas savoir"."""
    if verb.pos not in ("VERB", "AUX") or verb.morph.get("VerbForm") == "Fin":
        return False
    return negated or (verb.pos == "AUX" and verb.morph.get("VerbForm") == "Inf")


def _below_person(view: View, match: CueMatch) -> Token | None:
    """The infinitive that the parse hung on the person spoken to: appelle les habitants à rester."""
    for child in match.token.children:
        if child.i > match.last.i and child.dep in view.lexicon.grammar.object | {"obl:arg", "iobj", "nsubj"}:
            for grand in child.children:
                if grand.dep in ("acl", "xcomp", "advcl") and _is_infinitive(grand, match):
                    return grand
                below = _gerund(grand)
                if below is not None:
                    return below
    return None


def _gerund(preposition: Token) -> Token | None:
    """The verb below a preposition: accused him *of hiding*."""
    if preposition.dep != "prep" or preposition.norm not in _GERUND_PREPOSITIONS:
        return None
    return next(
        (below for below in preposition.children if below.dep == "pcomp" and below.pos in ("VERB", "AUX")), None
    )


def _is_infinitive(token: Token, match: CueMatch) -> bool:
    if token.pos not in ("VERB", "AUX", "ADJ", "NOUN"):
        return False
    form = token.morph.get("VerbForm")
    if form == "Inf":
        return all(child.dep != "det" for child in token.children)
    if any(
        child.i < token.i and (child.morph.get("VerbForm") == "Inf" or child.norm == "to") for child in token.children
    ):
        return True
    gerund = form == "Part" or token.norm.endswith("ing")
    return "gerund" in match.cue.frames and gerund and not follows_comma(token)


def _own(match: CueMatch, words: list[Token]) -> list[Token]:
    """Tokens less the cue's own words."""
    cue = places(match.words)
    return [word for word in words if word.i not in cue]


def _without_lead(view: View, words: list[Token]) -> list[Token]:
    """Tokens less a leading complementizer or infinitive marker."""
    place = 0
    if len(words) > 1 and words[0].pos == "ADV" and words[1].norm in view.lexicon.grammar.that:
        place = 1
    while place < len(words) and (words[place].norm in view.lexicon.grammar.leads or words[place].norm == ","):
        place += 1
    return list(words[place:])


def _to_mark(view: View, words: list[Token], rest: list[Token], quoted: int) -> list[Token]:
    """A content that breaks off in a quotation, completed to its closing mark where its opening one stands in it."""
    inside = list(itertools.takewhile(lambda token: view.quoted[token.i] == quoted, rest))
    opened = any(word.start >= view.quotations[quoted].start and view.quoted[word.i] < 0 for word in words)
    closing = rest[len(inside) : len(inside) + 1] if opened else []
    return [*words, *inside, *[token for token in closing if token.start < view.quotations[quoted].end]]


def _complete(view: View, match: CueMatch, words: list[Token]) -> list[Token]:
    """A content completed where the parse broke it off: in or before a quotation, or inside a phrase."""
    if not words:
        return []
    sentence = words[-1].sentence.tokens
    rest = sentence[words[-1].i - sentence[0].i + 1 :]
    quoted = view.quoted[words[-1].i]
    if quoted >= 0:
        return _to_mark(view, words, rest, quoted)
    if len(rest) > 2 and rest[0].norm == '"' and view.quoted[rest[1].i] >= 0:
        quoted = view.quoted[rest[1].i]
        return _to_mark(view, [*words, rest[0]], rest[1:], quoted)
    if (
        rest
        and rest[0].pos not in ("PUNCT", "CCONJ", "SCONJ", "PART")
        and words[-1].pos in ("ADP", "DET", "ADJ", "NOUN", "PROPN")
    ):
        cue = places(match.words)
        return [
            *words,
            *itertools.takewhile(lambda token: token.pos not in ("PUNCT", "CCONJ") and token.i not in cue, rest),
        ]
    return words
