"""Run the rules: a parsed document and its lexicon to attributions."""

from __future__ import annotations

from selon.attribute.combine import combine, order
from selon.attribute.parse import Parsed
from selon.attribute.rules import OWN_VOICE, RULES
from selon.attribute.view import look_at
from selon.lang import Lexicon
from selon.types import Attribution


def find_attributions(parsed: Parsed, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """All attributions of a document in the order of their contents, each with its parent.

    What the rules lay to a source comes first; what is left is the author's.
    """
    view = look_at(parsed, lexicon)
    found = list(combine(view, (one for rule in RULES for one in rule.find(view))))
    for own in OWN_VOICE:
        found += list(own.find(view, found))
    return order(found)
