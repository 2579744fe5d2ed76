"""The way back: a `Reading` from the JSON that `selon read` printed.

msgspec does the checking of shapes (it is the library that checks the
lexicons too); what it cannot know is checked here: that spans lie in the
text and show the words that they say.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import TypeVar

import msgspec

from selon.errors import RecordError
from selon.report.records import SCHEMA
from selon.types import Reading
from selon.types.threads import learnt

T = TypeVar("T")


def reading_from_record(record: object) -> Reading:
    """The reading of a JSON object as `record_of` makes it, without loss.

    Unknown keys are passed over, so that a later version's additions do no
    harm. Raises `RecordError` that names the field when a field is missing,
    of another type, or a span lies outside of the text or shows other words.
    """
    if not isinstance(record, dict):
        raise RecordError(f"expected an object, got {type(record).__name__}")
    if record.get("schema") != SCHEMA:
        raise RecordError(f"schema: this version reads {SCHEMA}, got {record.get('schema')!r}")
    for name in _REQUIRED:
        if name not in record:
            raise RecordError(f"{name}: missing")
    reading = converted(record, Reading)
    _check_passages(record, reading.document.text)
    return reading


def readings_from_json(written: str) -> tuple[Reading, ...]:
    """The readings in a text: one object, the object of `--format json`, or JSON Lines.

    Raises `RecordError` that names the line, the reading and the field.
    """
    return tuple(_readings(written))


def _readings(written: str) -> Iterator[Reading]:
    for place, value in _values(written):
        many = value.get("readings") if isinstance(value, dict) else None
        records = many if isinstance(many, list) else [value]
        for number, record in enumerate(records):
            within = f"{place}readings[{number}]: " if records is many else place
            try:
                yield reading_from_record(record)
            except RecordError as error:
                raise RecordError(f"{within}{error}") from error


def _values(written: str) -> Iterator[tuple[str, object]]:
    lines = [(number, line) for number, line in enumerate(written.split("\n"), 1) if line.strip()]
    if len(lines) < 2 or not _is_whole(lines[0][1]):
        lines = [(0, written)]  # one object, over one line or many
    for number, line in lines:
        place = f"line {number}: " if number else ""
        try:
            value = json.loads(line)
        except (ValueError, RecursionError) as error:
            raise RecordError(f"{place}not JSON: {error}") from error
        yield place, value


def _is_whole(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


_REQUIRED = ("document", "claims", "entities", "figures", "dates", "overclaims", "notices")


def converted(record: object, shape: type[T]) -> T:
    """An object as a record; else `RecordError`, the field first: "claims[0].standing: Invalid enum value 'x'"."""
    try:
        return msgspec.convert(record, learnt(shape))
    except msgspec.ValidationError as error:
        message, _, path = str(error).partition(" - at `$")
        field = path.rstrip("`").removeprefix(".")
        raise RecordError(f"{field}: {message}" if field else message) from error


def _check_passages(record: object, text: str) -> None:
    """Hold every object with offsets to the text; iterative, since JSON can be deep."""
    waiting: list[tuple[str, object]] = [("", record)]
    while waiting:
        path, value = waiting.pop()
        if isinstance(value, dict):
            _check_passage(path, value, text)
            waiting.extend((f"{path}.{key}" if path else str(key), inner) for key, inner in value.items())
        elif isinstance(value, list):
            waiting.extend((f"{path}[{place}]", inner) for place, inner in enumerate(value))


def _check_passage(path: str, value: dict[str, object], text: str) -> None:
    start, end = value.get("start"), value.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return
    if not 0 <= start <= end <= len(text):
        raise RecordError(f"{path}: [{start}, {end}) lies outside of the text, which has {len(text)} characters")
    shown = value.get("text", text[start:end])
    if shown != text[start:end]:
        raise RecordError(f"{path}.text: says {shown!r}, but the document has {text[start:end]!r} there")
