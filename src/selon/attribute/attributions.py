"""Run the rules: a parsed document and its lexicon to attributions."""

from __future__ import annotations

from selon.attribute.combine import combine
from selon.attribute.parse import Parsed
from selon.attribute.rules import RULES
from selon.attribute.view import look_at
from selon.lang import Lexicon
from selon.types import Attribution


def find_attributions(parsed: Parsed, lexicon: Lexicon) -> tuple[Attribution, ...]:
    """All attributions that name a source or a cue, in the order of their contents, with their parents."""
    view = look_at(parsed, lexicon)
    return combine(view, (one for rule in RULES for one in rule.find(view)))
