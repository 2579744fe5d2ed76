"""What the rules look at: the parsed document with its quotations and cues, and how to find one from the other."""

from __future__ import annotations

import bisect
from dataclasses import dataclass

from selon.attribute.cues import CueMatch, find_cues
from selon.attribute.parse import Parsed, Token
from selon.attribute.quotes import Quotation, find_quotations
from selon.attribute.repair import name_forms, repair, restore_verbs
from selon.lang import Lexicon
from selon.types import Span


@dataclass(frozen=True, slots=True)
class View:
    """A parsed document as the rules see it. `quoted[i]` is the place of the quotation token i stands in, or -1."""

    parsed: Parsed
    lexicon: Lexicon
    quotations: tuple[Quotation, ...]
    cues: tuple[CueMatch, ...]
    quoted: tuple[int, ...]
    cue_at: dict[int, CueMatch]
    starts: tuple[int, ...]

    @property
    def text(self) -> str:
        """The document's text."""
        return self.parsed.document.text

    @property
    def tokens(self) -> list[Token]:
        """All tokens of the document."""
        return self.parsed.tokens

    def tokens_in(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in `[start, end)`."""
        return self.tokens[bisect.bisect_left(self.starts, start) : bisect.bisect_left(self.starts, end)]

    def quotation_of(self, token: Token) -> Quotation | None:
        """The quotation a token stands in."""
        place = self.quoted[token.i]
        return self.quotations[place] if place >= 0 else None

    def quotation_tokens(self, quotation: Quotation) -> list[Token]:
        """The tokens inside the marks."""
        return [token for part in quotation.parts for token in self.tokens_in(part.start, part.end)]

    def is_quoted(self, span: Span) -> bool:
        """Whether a span lies in one quotation."""
        tokens = self.tokens_in(span.start, span.end)
        return bool(tokens) and self.quoted[tokens[0].i] == self.quoted[tokens[-1].i] >= 0


def look_at(parsed: Parsed, lexicon: Lexicon) -> View:
    """Find quotations and cues, once, for all rules."""
    quotations = find_quotations(parsed.document)
    quoted = [-1] * len(parsed.tokens)
    starts = tuple(token.start for token in parsed.tokens)
    for place, quotation in enumerate(quotations):
        if quotation.dash:
            continue
        for part in quotation.parts:
            for i in range(bisect.bisect_left(starts, part.start), bisect.bisect_left(starts, part.end)):
                quoted[i] = place
    name_forms(parsed.tokens, lexicon)
    restore_verbs(parsed, lexicon)
    cues = tuple(find_cues(parsed, lexicon))
    repair(cues, lexicon)
    return View(parsed, lexicon, quotations, cues, tuple(quoted), {cue.token.i: cue for cue in cues}, starts)
