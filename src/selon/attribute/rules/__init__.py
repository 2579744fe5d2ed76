"""The rules that find attributions: a visible list, tried in this order.

A rule is a function from a `View` to attributions, with a name that stands in
every claim it finds and an explanation that `selon why` shows. Where two rules
claim the same cue, the earlier one in the list wins; `combine.py` sees to it.
What `RULES` lay to nobody is for `OWN_VOICE`: the author's own claims.
"""

from selon.attribute.rules.according import according_phrase
from selon.attribute.rules.author import author_clause
from selon.attribute.rules.clauses import clause_content, infinitive_content, question_content
from selon.attribute.rules.counted import counted_content
from selon.attribute.rules.incise import incise_content
from selon.attribute.rules.nominal import noun_content, noun_cue
from selon.attribute.rules.quoted import quotation_alone, quotation_with_cue
from selon.attribute.rules.relayed import relayed_content
from selon.attribute.rules.reported import reported_conditional
from selon.attribute.rules.rule import OwnVoiceRule, Rule

RULES: tuple[Rule, ...] = (
    Rule("quotation-with-cue", quotation_with_cue),
    Rule("according-phrase", according_phrase),
    Rule("relayed", relayed_content),
    Rule("clause", clause_content),
    Rule("question", question_content),
    Rule("infinitive", infinitive_content),
    Rule("incise", incise_content),
    Rule("noun-cue", noun_cue),
    Rule("noun-content", noun_content),
    Rule("counted-content", counted_content),
    Rule("quotation-alone", quotation_alone),
)

OWN_VOICE: tuple[OwnVoiceRule, ...] = (
    OwnVoiceRule("reported-conditional", reported_conditional),
    OwnVoiceRule("author-clause", author_clause),
)


def explanations() -> dict[str, str]:
    """What each rule looks for, in a paragraph, by the rule's name."""
    own = {rule.name: rule.explanation for rule in OWN_VOICE}
    return {rule.name: rule.explanation for rule in RULES} | own
