"""Speakers: tables of attributions with who stands behind each, and the gold where it is at hand."""

from __future__ import annotations

import json
import re
import time
import tomllib
from pathlib import Path
from typing import Any

import pytest

from selon.attribute.names.find import find_entities
from selon.attribute.names.speakers import Speakers, resolve_speakers
from selon.attribute.parse import Parsed, parse
from selon.lang import load_lexicon
from selon.lang.spelling import fold
from selon.types import Attribution, Block, BlockKind, Document, EntityKind, Kind, Span

CASES = Path(__file__).parent / "cases"
FLOOR = 82
"""Per cent of the gold's named speakers found with its spans given: 83.9 when this was written."""

_KINDS = {"bare": Kind.DIRECT, "conditional": Kind.AUTHOR}


def read_text(text: str, lang: str) -> Parsed:
    lines = [Block(BlockKind.PARAGRAPH, match.start(), match.end()) for match in re.finditer(r"[^\n]+", text)]
    return parse(Document("test", text, lang, tuple(lines)), load_lexicon(lang))


def speakers_of(parsed: Parsed, attributions: tuple[Attribution, ...]) -> Speakers:
    lexicon = load_lexicon(parsed.document.lang)
    return resolve_speakers(parsed, lexicon, find_entities(parsed, lexicon), attributions)


def names_of(result: Speakers) -> list[str]:
    names = {entity.id: entity.name for entity in result.entities}
    return [names[speaker] if speaker else "" for speaker in result.speakers]


def span_of(text: str, words: str, nth: int = 1) -> tuple[Span, ...]:
    if not words:
        return ()
    start = [match.start() for match in re.finditer(re.escape(words), text)][nth - 1]
    return (Span(start, start + len(words)),)


def attributions_of(text: str, rows: list[list[Any]], nth: list[int]) -> tuple[Attribution, ...]:
    return tuple(
        Attribution(
            Kind(kind), "test", span_of(text, source, times), (), span_of(text, content), parent=(*parent, None)[0]
        )
        for (kind, source, content, *parent), times in zip(rows, nth, strict=True)
    )


def cases() -> list[Any]:
    rows = []
    for lang in ("fr", "en"):
        for case in tomllib.loads((CASES / lang / "names.toml").read_text("utf-8"))["speakers"]:
            marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
            rows.append(pytest.param(lang, case, marks=marks, id=case["text"][:40]))
    return rows


@pytest.mark.parametrize(("lang", "case"), cases())
def test_attributions_have_these_speakers(lang: str, case: dict[str, Any]) -> None:
    text, rows = case["text"], case["attributions"]
    attributions = attributions_of(text, rows, case.get("nth", [1] * len(rows)))
    assert names_of(speakers_of(read_text(text, lang), attributions)) == case["speakers"]


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Les officiers", EntityKind.GROUP),
        ("Un témoin", EntityKind.PERSON),
        ("La lettre", EntityKind.WORK),
        ("Le gouvernement", EntityKind.BODY),
    ],
)
def test_source_without_name_has_a_kind(source: str, kind: EntityKind) -> None:
    text = f"{source} parle de fuites."
    result = speakers_of(read_text(text, "fr"), (Attribution(Kind.INDIRECT, "test", span_of(text, source), (), ()),))
    assert [(entity.id, entity.kind) for entity in result.entities] == [("e1", kind)]
    assert result.entities[0].mentions == span_of(text, source)


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("Une lettre non signée", "lettre"),
        ("Le rapport encore non publié", "rapport"),
        ("La lettre, signée de douze noms,", "lettre"),
    ],
)
def test_a_name_ends_before_the_clause_behind_it_and_what_leads_to_that(source: str, name: str) -> None:
    text = f"{source} parle de fuites."
    result = speakers_of(read_text(text, "fr"), (Attribution(Kind.INDIRECT, "test", span_of(text, source), (), ()),))
    assert [entity.name for entity in result.entities] == [name]


def test_entities_given_keep_their_ids_and_come_first() -> None:
    text = "Paul Kerdal est là. Un témoin parle de fuites."
    parsed, lexicon = read_text(text, "fr"), load_lexicon("fr")
    given = find_entities(parsed, lexicon)
    result = resolve_speakers(
        parsed, lexicon, given, (Attribution(Kind.INDIRECT, "test", span_of(text, "Un témoin"), (), ()),)
    )
    assert result.entities[: len(given)] == given
    assert result.speakers == ("e2",)


def test_no_attributions() -> None:
    assert speakers_of(read_text("", "fr"), ()) == Speakers((), ())


def test_speakers_are_the_same_every_time() -> None:
    text = "Des témoins parlent. Jeanne Vasseur doute. Elle ment."
    attributions = attributions_of(text, [["indirect", "Des témoins", "parlent"], ["indirect", "Elle", "ment"]], [1, 1])
    assert speakers_of(read_text(text, "fr"), attributions) == speakers_of(read_text(text, "fr"), attributions)


def test_time_grows_with_length_alone() -> None:
    line = "« Nous partons », dit Yves Kerdal. Il a dit non. Le maire a dit oui.\n"
    seconds = []
    for times in (20, 200):
        text = line * times
        rows = []
        for place in range(0, len(text), len(line)):
            for source, start in (("Yves Kerdal", 22), ("Il", 35), ("Le maire", 50)):
                span = Span(place + start, place + start + len(source))
                rows.append(Attribution(Kind.DIRECT, "test", (span,), (), (Span(place + 2, place + 14),)))
        parsed = read_text(text, "fr")
        begun = time.perf_counter()
        speakers_of(parsed, tuple(rows))
        seconds.append(time.perf_counter() - begun)
    assert seconds[1] < 40 * seconds[0]


def test_gold_speakers(shared: Path) -> None:
    right = total = 0
    for line in (shared / "gold" / "attribution-fr-dev.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        attributions = tuple(_from_gold(item) for item in row["attributions"])
        found = names_of(speakers_of(read_text(row["text"], "fr"), attributions))
        for item, name in zip(row["attributions"], found, strict=True):
            if item.get("speaker"):
                total += 1
                right += _same_name(item["speaker"], name)
    assert 100 * right / total >= FLOOR


def _from_gold(item: dict[str, Any]) -> Attribution:
    spans = {part: tuple(Span(*span) for span in item.get(part) or ()) for part in ("source", "cue", "content")}
    kind = _KINDS.get(item["kind"]) or Kind(item["kind"])
    return Attribution(kind, "gold", spans["source"], spans["cue"], spans["content"], parent=item.get("parent"))


def _same_name(one: str, other: str) -> bool:
    a, b = (set(re.findall(r"\w+", fold(name))) for name in (one, other))
    return bool(a and b) and (a <= b or b <= a)
