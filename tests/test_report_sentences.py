"""Reasons and notices, made in English below, shown in the reader's language."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import selon
from selon.report import sentences
from selon.report.interface import load_interface
from selon.report.sentences import say_again

FR, EN = load_interface("fr"), load_interface("en")
MESSAGES = [message for _, message in sentences._patterns()]
FILLED = {"words": "aurait cédé", "other": "3 ponts : « oui »", "number": "4", "date": "2024", "codes": "en, fr"}


@pytest.mark.parametrize("message", MESSAGES)
def test_each_is_known_again_with_the_articles_words_in_it(message: str) -> None:
    names = re.findall(r"{(\w+)}", message)
    sentence = message.format(**FILLED)
    said = say_again(FR, sentence)
    assert said == FR.say(message, **{name: FILLED[name] for name in names})
    assert said != sentence
    assert all(FILLED[name] in said for name in names)
    assert say_again(EN, sentence) == sentence


def test_what_is_not_known_is_shown_as_it_stands() -> None:
    for sentence in ("a reason of a later version", "", "‘" * 20_000 + "’ denies it"):
        assert say_again(FR, sentence) == sentence


@pytest.mark.parametrize("message", MESSAGES)
def test_each_is_still_made(message: str) -> None:
    """Its longest stretch between the article's words stands in the code of a package below."""
    package = Path(selon.__file__).parent
    code = " ".join(
        path.read_text("utf-8") for name in ("page", "attribute") for path in package.rglob(f"{name}/**/*.py")
    )
    plain = re.sub(r"\"\s*f?\"", "", " ".join(code.split()))
    words = max(
        re.split(r"{\w+}|[‘’:]|which the body|lone|^1 date is| dates are|the publication date", message), key=len
    )
    assert words.strip(" ,;") in plain
