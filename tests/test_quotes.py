"""Quotations from their marks: every shape, odd, missing, reversed and mixed marks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selon.attribute.quotes import find_quotations
from selon.types import Block, BlockKind, Document


def document(text: str) -> Document:
    """A text with a paragraph a line, a line of one word being a caption."""
    blocks = []
    place = 0
    for line in text.split("\n"):
        if line.strip():
            start = place + len(line) - len(line.lstrip())
            kind = BlockKind.CAPTION if len(line.split()) == 1 else BlockKind.PARAGRAPH
            blocks.append(Block(kind, start, place + len(line.rstrip())))
        place += len(line) + 1
    return Document("case", text, "fr", tuple(blocks))


def quoted(text: str) -> list[list[str]]:
    """The words of each quotation, a string a part."""
    return [[text[part.start : part.end] for part in one.parts] for one in find_quotations(document(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Il a dit « bonjour à tous » hier.", [["bonjour à tous"]]),
        ("Il a dit “bonjour à tous” hier.", [["bonjour à tous"]]),
        ('Il a dit "bonjour à tous" hier.', [["bonjour à tous"]]),
        ("He said ‘good day to all’ yesterday.", [["good day to all"]]),
        ("'Good day to all,' he said.", [["Good day to all,"]]),
        ("„Guten Tag“, sagte sie.", [["Guten Tag"]]),
        ("Elle l'a appelé »le brave« hier.", [["le brave"]]),
        ("On dit ''le brave'' de lui.", [["le brave"]]),
        ('Un "mot et un "autre mot" ici.', [["autre mot"]]),
        ('Elle a dit "A "b" c" hier.', [['A "b" c']]),
        ("« Il a dit “pars” et je suis parti »", [["Il a dit “pars” et je suis parti"]]),
        ("” On verra bien, a-t-il dit.", [["On verra bien, a-t-il dit."]]),
        ("L'aîné d'une famille aujourd'hui dispersée.", []),
        ("The workers' union and the miners' hall are shut.", []),
        ("«Un», «deux» et «trois»", [["Un"], ["deux"], ["trois"]]),
        ("Il a dit : « Nous verrons.\nLe lendemain, rien.", [["Nous verrons."]]),
        ("“Premier point.\n“Deuxième point.\n“Fin.” Et voilà tout.", [["Premier point.", "Deuxième point.", "Fin."]]),
        ("“Premier point.\nLégende\n“Deuxième point.”", [["Premier point.", "Deuxième point."]]),
        ("— On ferme, dit-elle.", [["On ferme, dit-elle."]]),
    ],
)
def test_quotations(text: str, expected: list[list[str]]) -> None:
    assert quoted(text) == expected


def test_a_caption_inside_a_quotation_is_no_part_of_it() -> None:
    text = "“Premier point.\nLégende\n“Deuxième point.”"
    (one,) = find_quotations(document(text))
    assert "Légende" not in "".join(text[part.start : part.end] for part in one.parts)


@pytest.mark.parametrize("mark", ['"', "«", "”", "'", "“"])
def test_a_page_of_marks_takes_no_time(mark: str) -> None:
    text = mark * 1_000_000
    started = time.process_time()
    find_quotations(Document("case", text, "fr", (Block(BlockKind.PARAGRAPH, 0, len(text)),)))
    assert time.process_time() - started < 5


@given(st.text(alphabet="ab .,:«»“”\"'‘’—\n", max_size=80))
def test_parts_lie_inside_the_marks(text: str) -> None:
    for one in find_quotations(document(text)):
        assert 0 <= one.start <= one.parts[0].start
        assert one.parts[-1].end <= one.end <= len(text)
        assert all(part.start <= part.end for part in one.parts)
