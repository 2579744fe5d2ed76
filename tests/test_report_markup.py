"""Marks over a text: whatever way they lie over each other, the markup is well formed and the text stays."""

from __future__ import annotations

import time
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup
from report_readings import odd_text

from selon.report.markup import DEEPEST, Mark, mark_text, passages_by_block
from selon.report.passages import around, displayable
from selon.types import Block, BlockKind, Document


def mark(start: int, end: int, name: str) -> Mark:
    opening = Markup('<b class="{}">').format(name)
    return Mark(start, end, opening, Markup('<b class="{}" again>').format(name), Markup("</b>"))


class Parsed(HTMLParser):
    """The text, what covers each character, and whether the tags were balanced."""

    def __init__(self, markup: Markup) -> None:
        super().__init__(convert_charrefs=True)
        self.text, self.cover, self.open, self.deepest, self.balanced = "", [], [], 0, True
        self.feed(str(markup))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.open.append(dict(attrs)["class"])
        self.deepest = max(self.deepest, len(self.open))

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002
        self.balanced &= bool(self.open)
        if self.open:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        self.text += data
        self.cover += [frozenset(self.open)] * len(data)


@given(odd_text, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=12))
def test_the_text_between_the_tags_is_the_text(text: str, places: list[tuple[int, int]]) -> None:
    marks = [mark(start, end, str(number)) for number, (start, end) in enumerate(places)]
    parsed = Parsed(mark_text(text, marks))
    assert parsed.text == displayable(text)
    assert parsed.balanced
    assert not parsed.open
    for place, names in enumerate(parsed.cover):
        assert names == {str(n) for n, (start, end) in enumerate(places) if start <= place < min(end, len(text))}


@given(odd_text, st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), max_size=8), st.integers(0, 60))
def test_a_text_cut_in_two_is_the_same_text(text: str, places: list[tuple[int, int]], cut: int) -> None:
    cut = min(cut, len(text))
    marks = [mark(start, end, str(number)) for number, (start, end) in enumerate(places)]
    halves = Parsed(mark_text(text, marks, end=cut) + mark_text(text, marks, start=cut))
    assert (halves.text, halves.cover) == ((whole := Parsed(mark_text(text, marks))).text, whole.cover)


def test_what_nests_nests_and_what_crosses_is_cut() -> None:
    assert mark_text("abcdef", [mark(1, 3, "in"), mark(0, 6, "out")]) == ('<b class="out">a<b class="in">bc</b>def</b>')
    assert mark_text("abcdef", [mark(0, 4, "x"), mark(2, 6, "y")]) == (
        '<b class="x">ab<b class="y">cd</b></b><b class="y" again>ef</b>'
    )


def test_the_first_piece_alone_has_the_opening_tag() -> None:
    cut = mark(0, 4, "x")
    assert mark_text("abcd", [cut], start=2) == '<b class="x" again>cd</b>'


def test_the_text_is_escaped() -> None:
    assert mark_text("<i>&\"'", []) == "&lt;i&gt;&amp;&#34;&#39;"


def test_depth_is_bounded() -> None:
    parsed = Parsed(mark_text("x" * 300, [mark(n, 300, str(n)) for n in range(200)]))
    assert parsed.deepest == DEEPEST
    assert parsed.text == "x" * 300


def test_time_is_linear() -> None:
    marks = [mark(n, n + 40, str(n)) for n in range(0, 200_000, 10)]
    begun = time.perf_counter()
    mark_text("mot " * 50_010, marks)
    assert time.perf_counter() - begun < 5


def test_each_block_has_the_marks_that_touch_it() -> None:
    marks = [mark(0, 30, "all"), mark(12, 18, "second"), mark(10, 12, "edge")]
    groups = passages_by_block([(0, 10), (10, 20), (20, 30)], marks)
    assert [[one.opening for one in group] for group in groups] == [
        [marks[0].opening],
        [marks[0].opening, marks[2].opening, marks[1].opening],
        [marks[0].opening],
    ]


@pytest.mark.parametrize(
    ("text", "words", "before", "after"),
    [
        ("« Non. » Elle parle de fuites. Il pleut.", "fuites", "Elle parle de", "."),
        ("« Non.\u00a0» Elle parle de fuites. Il pleut.", "fuites", "Elle parle de", "."),
        ("He left. «\u00a0Fuites\u00a0» was all. It rained.", "Fuites", "«", "» was all."),
        ('She said: "No." They left the quay.', "left", "They", "the quay."),
    ],
)
def test_a_sentence_begins_behind_the_marks_that_close_the_one_before(
    text: str, words: str, before: str, after: str
) -> None:
    document = Document("d", text, "fr", (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    at = text.index(words)
    assert tuple(side.strip() for side in around(document, at, at + len(words))) == (before, after)
