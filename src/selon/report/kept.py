"""What only a ledger knows, as the JSON objects that its answers and its exports share."""

from __future__ import annotations

from selon.report.records import Record
from selon.types import Judgement, Kept, Target


def keeping_record(kept: Kept) -> Record:
    """How a document is kept: all but what was read in it, and its page."""
    return {
        "version": kept.version,
        "latest": kept.latest,
        "address": kept.address,
        "collected": kept.collected,
        "read_by": kept.read_by,
        "story": kept.story,
    }


def judging_record(judgement: Judgement) -> Record:
    """What a person judged, when and why; `undone` is null as long as it is in force."""
    return {
        "id": judgement.id,
        "verdict": judgement.verdict.value,
        "about": judgement.about.value,
        "targets": [_target(target) for target in judgement.targets],
        "by": judgement.by,
        "why": judgement.why,
        "at": judgement.at,
        "undone": judgement.undone,
        "undone_by": judgement.undone_by,
    }


def _target(target: Target) -> Record:
    return {
        "id": target.id,
        "start": target.start,
        "end": target.end,
        "text": target.text,
        "name": target.name,
    }
