"""What `selon read` printed earlier, as `selon why` and `selon trace` take it; else an article is read afresh."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import BinaryIO

import typer

import selon
from selon.errors import RecordError
from selon.types import Reading

_LISTED = 12


def earlier_readings(source: str, hint: str = "--in") -> tuple[Reading, ...] | None:
    """The readings that a .json or .jsonl file holds; None where it holds something else.

    Raises `typer.BadParameter` where it is our output, but damaged; `hint`
    names what was typed.
    """
    path = Path(source)
    if path.suffix not in (".json", ".jsonl") or not path.is_file():
        return None
    return parsed_output(path.read_text("utf-8", "replace"), source, hint)


def printed_on_stdin(hint: str) -> tuple[Reading, ...] | None:
    """The readings on standard input, where it begins as our output does; else None, and nothing of it is used up."""
    stream = sys.stdin.buffer if sys.stdin is not None else None
    if stream is None or not _OURS.match(_first_bytes(stream)):
        return None
    return parsed_output(stream.read().decode("utf-8", "replace"), "-", hint)


def _first_bytes(stream: BinaryIO) -> bytes:
    if isinstance(stream, io.BufferedReader):
        return stream.peek(_PEEKED)
    if not stream.seekable():
        return b""
    place, first = stream.tell(), stream.read(_PEEKED)
    stream.seek(place)
    return first


_PEEKED = 64
_OURS = re.compile(rb"\s*\{\s*\"schema\"\s*:")


def read_stdin() -> tuple[Reading, ...]:
    """The readings on standard input: earlier output, else one article, HTML or plain text."""
    written = sys.stdin.buffer.read()
    text = written.decode("utf-8", "replace")
    earlier = parsed_output(text, "-")
    if earlier is not None:
        return earlier
    return (selon.read(html=written) if text.lstrip("\ufeff \t\r\n").startswith("<") else selon.read(text=text),)


def parsed_output(written: str, source: str, hint: str = "--in") -> tuple[Reading, ...] | None:
    """The readings in a text that is output of ours, else None."""
    from selon.report.parsing import readings_from_json

    if not _is_ours(written):
        return None
    try:
        return readings_from_json(written)
    except RecordError as error:
        advice = "write it anew with selon read, and keep articles in a file of their own"
        raise typer.BadParameter(f"{source}: {error}; {advice}", param_hint=hint) from error


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
