"""Text and JSON as other programs can read them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import BinaryIO

_SURROGATE = re.compile("[\ud800-\udfff]")


def well_formed(text: str) -> str:
    """The text with each surrogate made a U+FFFD: of the same length in code points, and valid Unicode."""
    return _SURROGATE.sub("\ufffd", text)


def json_text(value: object) -> str:
    """JSON on one line, readable (no escapes for accents) and well-formed (RFC 8259, 8.2: no lone surrogates)."""
    return well_formed(json.dumps(value, ensure_ascii=False, allow_nan=False))


def write_text(out: BinaryIO, text: str) -> None:
    """Write text in UTF-8; it must be well-formed."""
    out.write(text.encode("utf-8"))


def write_lines(out: BinaryIO, values: Iterable[object]) -> int:
    """Write each value as a line of JSON; how many they were."""
    number = 0
    for value in values:
        write_text(out, json_text(value) + "\n")
        number += 1
    return number


def write_array(out: BinaryIO, values: Iterable[object]) -> int:
    """Write the values as one JSON array, an element a line, as they come; how many they were."""
    number = 0
    write_text(out, "[")
    for value in values:
        write_text(out, (",\n" if number else "\n") + json_text(value))
        number += 1
    write_text(out, "\n]" if number else "]")
    return number
