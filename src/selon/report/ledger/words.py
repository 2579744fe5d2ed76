"""What the values of a ledger are called."""

from __future__ import annotations

from selon.report.interface import mark
from selon.types import Factuality, Finding, Outcome, Verdict

VERDICTS = {
    Verdict.MERGE: mark("merge"),
    Verdict.SPLIT: mark("split"),
    Verdict.CONFIRM: mark("confirm"),
    Verdict.REJECT: mark("reject"),
}

FINDINGS = {
    Finding.ENTITY: mark("persons and bodies"),
    Finding.STORY: mark("stories"),
    Finding.CLAIM: mark("a claim"),
    Finding.EDGE: mark("who took from whom"),
    Finding.MATCH: mark("two claims as one"),
    Finding.CONFLICT: mark("accounts that exclude each other"),
}

OUTCOMES = {
    Outcome.ADDED: mark("added"),
    Outcome.NEW_VERSION: mark("new version"),
    Outcome.UNCHANGED: mark("unchanged"),
    Outcome.SKIPPED: mark("skipped"),
    Outcome.FAILED: mark("failed"),
}
"""In the order in which a summary tells them."""

HELD = {
    Factuality.CERTAIN: mark("held as certain"),
    Factuality.PROBABLE: mark("held as probable"),
    Factuality.POSSIBLE: mark("held as possible"),
    Factuality.COUNTER_CERTAIN: mark("held as certain, in the negative"),
    Factuality.COUNTER_PROBABLE: mark("held as probable, in the negative"),
    Factuality.COUNTER_POSSIBLE: mark("held as possible, in the negative"),
    Factuality.CERTAIN_UNKNOWN: mark("known, and not told"),
    Factuality.UNKNOWN: mark("not said whether it is so"),
}
"""How the source itself holds a claim, where the source is named beside."""
