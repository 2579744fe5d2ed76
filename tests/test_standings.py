"""What the claims of texts of our own must stand as: tables of cases, a language a file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import selon

CASES = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    """Every case with its language, as a pytest parameter."""
    return [
        pytest.param(file.parent.name, case, id=f"{file.parent.name}: {case['text'][:50]}")
        for file in sorted(CASES.glob("*/standings.toml"))
        for case in tomllib.loads(file.read_text("utf-8"))["case"]
    ]


@pytest.mark.parametrize(("lang", "case"), cases())
def test_claims_stand_as_told(lang: str, case: dict[str, Any]) -> None:
    reading = selon.read(text=case["text"], lang=lang)
    found = [f"{claim.standing.value} | {reading.text_of(claim.content)}" for claim in reading.claims]
    assert [claim for claim in case["claims"] if claim not in found] == [], found
