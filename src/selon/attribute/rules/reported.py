"""The reportative conditional without a source: "auraient été tués", laid to somebody who is not named."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from selon.attribute.certainty.conditional import Use, clause_spans, find_conditionals
from selon.attribute.phrases import coverage
from selon.attribute.view import View
from selon.types import Attribution, Certainty, Effect, Kind, Polarity


def reported_conditional(view: View, found: Sequence[Attribution]) -> Iterator[Attribution]:
    """A clause whose verb stands in the French conditional of hearsay: the author passes it on and vouches for nothing.

    "La Russie aurait perdu cent chars": the verb form is the cue, the clause
    the content, and nobody is named. Inside what a source says, the
    conditional is that source's hedge and makes no claim of its own.
    """
    covered = coverage((span for one in found for span in one.content), len(view.text))
    cued = coverage((span for one in found for span in one.cue), len(view.text))
    for conditional in find_conditionals(view.parsed, view.lexicon):
        if cued[conditional.verb.end] > cued[conditional.verb.start]:
            continue
        inside = covered[conditional.span.start + 1] > covered[conditional.span.start]
        if conditional.use is not Use.REPORTATIVE or inside:
            continue
        effect = Effect(polarity=Polarity.POSITIVE, certainty=Certainty.UNKNOWN)
        content = clause_spans(view.parsed, conditional)
        yield Attribution(Kind.AUTHOR, "reported-conditional", (), (conditional.span,), content, effect)
