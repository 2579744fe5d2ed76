"""Where sentences begin, found before parsing.

The parser's own sentence breaks fall inside "d'état-major" and at curly
quotation marks, and a broken sentence costs the attribution in it. So starts
are set by these rules, and the parser keeps to them.
"""

from __future__ import annotations

import re

_END = re.compile(
    r"[.!?…]+[\"')\]»”’]*[ \t\u2028]+(?=[\"'(\[«“‘—–-]*[ ]?[^\W_a-zß-öø-ÿ])|[\n\r\x0b\x0c\x85\u2028\u2029]+"
)
_BAR = re.compile(r"\s[-–—|]\s")
_LAST_WORD = re.compile(r"([^\s(\"'«“]+)$")
_INITIAL = re.compile(r"(?:[^\W\d_]\.)+$|^[A-ZÀ-Þ]$")

_DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ'’-]{2,}(?:[ /][A-ZÀ-Þ'’-]+)*(?:,[^—–()\n]{1,30})?(?:[ ]?\([^()\n]{2,30}\))?"
    r"|[A-ZÀ-Þ][^—–()\n]{1,40}\([^()\n]{2,30}\))[ ]?[,:]?[ ](?:[—–]|-{1,2})[ ]"
)
"""Where the news comes from, at the start of a paragraph: "ORVELL, 3 May (Litora) — "."""

LONGEST = 1_500
"""Code points after which a sentence is cut at the next space: it is a list, a table or no prose at all."""


def find_sentences(text: str, abbreviations: frozenset[str], *, headline: bool = False) -> list[tuple[int, int]]:
    """Half-open offsets of the sentences of `text`, which cover it without the white space between.

    `abbreviations` are lower-case words with their stop ("m.", "dr.") after
    which no sentence ends. In a headline a dash or a bar between spaces ends
    one too: two things are said there.
    """
    cuts = [match.end() for match in _END.finditer(text) if not _is_abbreviation(text, match, abbreviations)]
    dateline = None if headline else _DATELINE.match(text)
    if dateline is not None:
        cuts = sorted({*cuts, dateline.end()})
    if headline:
        cuts = sorted({*cuts, *(match.end() for match in _BAR.finditer(text))})
    sentences = []
    start = 0
    for cut in [*cuts, len(text)]:
        sentences += [piece for piece in _pieces(text, start, cut) if text[piece[0] : piece[1]].strip()]
        start = cut
    return [_strip(text, *piece) for piece in sentences]


def _is_abbreviation(text: str, match: re.Match[str], abbreviations: frozenset[str]) -> bool:
    if not match.group().startswith(". ") and match.group() != ".":
        return False
    word = _LAST_WORD.search(text, max(0, match.start() - 24), match.start())
    if word is None:
        return False
    return bool(_INITIAL.search(word.group())) or f"{word.group().lower()}." in abbreviations


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    pieces = []
    while end - start > LONGEST:
        space = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = space + 1 if space > 0 else start + LONGEST
        pieces.append((start, cut))
        start = cut
    return [*pieces, (start, end)]


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end
