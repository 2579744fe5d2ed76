"""Where `selon why` looks for a claim: in what `selon read` printed earlier, else in an article read afresh."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable
from pathlib import Path

import typer

import selon
from selon.errors import RecordError
from selon.types import Reading

_LISTED = 12


def earlier_readings(source: str) -> tuple[Reading, ...] | None:
    """The readings that a .json or .jsonl file holds; None where it holds something else.

    Raises `typer.BadParameter` where it is our output, but damaged.
    """
    path = Path(source)
    if path.suffix not in (".json", ".jsonl") or not path.is_file():
        return None
    return parsed_output(path.read_text("utf-8", "replace"), source)


def read_stdin() -> tuple[Reading, ...]:
    """The readings on standard input: earlier output, else one article, HTML or plain text."""
    written = sys.stdin.buffer.read()
    text = written.decode("utf-8", "replace")
    earlier = parsed_output(text, "-")
    if earlier is not None:
        return earlier
    return (selon.read(html=written) if text.lstrip("\ufeff \t\r\n").startswith("<") else selon.read(text=text),)


def parsed_output(written: str, source: str) -> tuple[Reading, ...] | None:
    """The readings in a text that is output of ours, else None."""
    from selon.report.parsing import readings_from_json

    if not _is_ours(written):
        return None
    try:
        return readings_from_json(written)
    except RecordError as error:
        raise typer.BadParameter(f"{source}: {error}; write it anew with selon read", param_hint="--in") from error


def _is_ours(written: str) -> bool:
    if not written.lstrip().startswith("{"):
        return False
    try:
        first, _ = json.JSONDecoder().raw_decode(written.lstrip())
    except (ValueError, RecursionError):
        return False
    return isinstance(first, dict) and "schema" in first and ("claims" in first or "readings" in first)


def reading_with(readings: Iterable[Reading], claim: str, document: str | None, source: str) -> Reading:
    """The one reading that has the claim.

    Raises `typer.BadParameter` when none has it, or several documents have.
    """
    among = [reading for reading in readings if document in (None, reading.document.id)]
    found = [reading for reading in among if any(one.id == claim for one in reading.claims)]
    if len(found) == 1:
        return found[0]
    if found:
        ids = ", ".join(reading.document.id for reading in found[:_LISTED])
        raise typer.BadParameter(f"{claim} is in several documents; add --document with one of: {ids}")
    known = [one.id for reading in among for one in reading.claims]
    if not known:
        raise typer.BadParameter(f"{source} has no claims" + (f" in a document {document}" if document else ""))
    listed = ", ".join(known[:_LISTED]) + (" …" if len(known) > _LISTED else "")
    raise typer.BadParameter(f"{source} has no claim {claim}; it has {listed}", param_hint="CLAIM")
