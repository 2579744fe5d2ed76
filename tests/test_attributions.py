"""The attributions that texts of our own must be read as: tables of cases, a language a file."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from selon.attribute.attributions import find_attributions
from selon.attribute.parse import parse
from selon.lang import load_lexicon
from selon.page.plain import read_plain
from selon.types import Attribution, Document, Kind, Span

CASES = Path(__file__).parent / "cases"


def cases() -> list[Any]:
    """Every case as a pytest parameter."""
    found = []
    for file in sorted(CASES.glob("*/attributions.toml")):
        for case in tomllib.loads(file.read_text("utf-8"))["case"]:
            marks = [pytest.mark.xfail(reason=case["xfail"], strict=True)] if "xfail" in case else []
            found.append(pytest.param(file.parent.name, case, id=f"{file.parent.name}: {case['name']}", marks=marks))
    return found


def read(lang: str, text: str) -> tuple[Document, tuple[Attribution, ...]]:
    """A text's attributions, without its author's plain statements."""
    lexicon = load_lexicon(lang)
    document = Document("case", text, lang, read_plain(text, lang).blocks)
    return document, find_attributions(parse(document, lexicon), lexicon)


def written(document: Document, one: Attribution) -> str:
    """An attribution in the notation of the case files."""

    def words(spans: tuple[Span, ...]) -> str:
        return " … ".join(document.text[span.start : span.end] for span in spans)

    return " | ".join([one.kind.value, words(one.source), words(one.cue), words(one.content)])


@pytest.mark.parametrize(("lang", "case"), cases())
def test_attributions(lang: str, case: dict[str, Any]) -> None:
    document, found = read(lang, case["text"])
    lines = [written(document, one) for one in found]
    if case.get("none"):
        assert [written(document, one) for one in found if one.kind is not Kind.AUTHOR] == []
    for expected in case.get("expect", []):
        assert expected in lines
    if case.get("only"):
        assert sorted(lines) == sorted(case["expect"])


def test_every_span_shows_words_of_the_text() -> None:
    for lang in ("fr", "en"):
        for case in tomllib.loads((CASES / lang / "attributions.toml").read_text("utf-8"))["case"]:
            document, found = read(lang, case["text"])
            for one in found:
                for span in (*one.source, *one.cue, *one.content):
                    assert 0 <= span.start < span.end <= len(document.text)
                    assert document.text[span.start : span.end].strip()
