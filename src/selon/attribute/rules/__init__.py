"""The rules that find attributions: a visible list, tried in this order.

A rule is a function from a `View` to attributions, with a name that stands in
every claim it finds and an explanation that `selon why` shows. Where two rules
claim the same cue, the earlier one in the list wins; `combine.py` sees to it.
"""

from selon.attribute.rules.according import according_phrase
from selon.attribute.rules.clauses import clause_content, infinitive_content, question_content
from selon.attribute.rules.incise import incise_content
from selon.attribute.rules.nominal import noun_content, noun_cue
from selon.attribute.rules.quoted import quotation_alone, quotation_with_cue
from selon.attribute.rules.rule import Rule

RULES: tuple[Rule, ...] = (
    Rule("quotation-with-cue", quotation_with_cue),
    Rule("according-phrase", according_phrase),
    Rule("clause", clause_content),
    Rule("question", question_content),
    Rule("infinitive", infinitive_content),
    Rule("incise", incise_content),
    Rule("noun-cue", noun_cue),
    Rule("noun-content", noun_content),
    Rule("quotation-alone", quotation_alone),
)
