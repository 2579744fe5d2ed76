"""Known mistakes of the parsers, mended in the tree before the rules look at it.

Each repair is true of grammar, not of a word: it moves a token to the head it
must have. A parser that makes the mistake no longer loses nothing by it.
"""

from __future__ import annotations

from collections.abc import Sequence

from selon.attribute.cues import CueMatch
from selon.attribute.parse import Token
from selon.attribute.sources import follows_comma, is_participle
from selon.lang import Lexicon


def repair(cues: Sequence[CueMatch], lexicon: Lexicon) -> None:
    """Mend the trees around cues, in place."""
    matched = {match.token.i: match for match in cues if not match.noun}
    for match in cues:
        if not match.noun:
            _lift_coordination(match, matched, lexicon)
            _lift_participle(match, matched, lexicon)


def _lift_coordination(match: CueMatch, matched: dict[int, CueMatch], lexicon: Lexicon) -> None:
    """ "Ont affirmé que les urnes étaient vides et ont exigé un vote": "ont exigé" goes with "ont affirmé".

    A second cue coordinated to the verb of the first one's content, without a
    subject of its own, in the first one's form and not in the content's.
    """
    for clause in [child for child in match.token.children if child.dep in lexicon.grammar.clause]:
        for token in clause.subtree():
            if token.dep != "conj" or token.i not in matched or _has_subject(token, lexicon):
                continue
            if _form(token) == _form(match.token) != _form(clause):
                _move(token, match.token)


def _lift_participle(match: CueMatch, matched: dict[int, CueMatch], lexicon: Lexicon) -> None:
    """ "Said the road was open, adding that …": "adding" goes with "said", not with "was"."""
    token = match.token
    if not (is_participle(token) and follows_comma(token)) or _has_subject(token, lexicon):
        return
    above = [matched[head.i] for head in token.ancestors() if head.i in matched and head.i < token.i]
    inside = [head for head in token.ancestors() if head.dep in lexicon.grammar.clause and head.head.i in matched]
    if above and inside and above[-1].token.i < inside[-1].i:
        _move(token, above[-1].token)


def _has_subject(token: Token, lexicon: Lexicon) -> bool:
    return any(child.dep in lexicon.grammar.subject for child in token.children)


def _form(token: Token) -> tuple[str | None, str | None, str | None]:
    """Tense, number and finiteness of a verb, told by its auxiliary where it has one."""
    auxiliary = next(
        (child for child in token.children if child.pos == "AUX" and child.dep != "cop" and child.i < token.i), None
    )
    carrier = auxiliary or token
    kind = "compound" if auxiliary is not None else carrier.morph.get("VerbForm")
    return carrier.morph.get("Tense"), carrier.morph.get("Number"), kind


def _move(token: Token, head: Token) -> None:
    """Hang a token, with the conjunction and comma right before it, on another head."""
    links = [
        child
        for child in token.head.children
        if child.i < token.i and child.i >= token.i - 3 and child.dep in ("cc", "punct")
    ]
    for moved in [token, *links]:
        moved.head.children.remove(moved)
        moved.head = head
        head.children.append(moved)
    head.children.sort(key=lambda child: child.i)
