"""Documents of invented events, as the tests of stories take them: read without a parser."""

from __future__ import annotations

import re

from selon.story.profile import Profile, profile_of
from selon.types import Block, BlockKind, Document, Figure, Modifier, Reading

_NUMBER = re.compile(r"\d[\d,]*")
_EVENTS = {"injured": "wounded", "hurt": "wounded", "killed": "killed", "dead": "killed", "died": "killed"}


def reading(name: str, text: str, lang: str = "en", **known: str) -> Reading:
    """A reading of the text, without claims; `title` comes first, as a headline. `known` is what the document has."""
    title = known.get("title")
    whole = f"{title}\n\n{text}" if title else text
    blocks = [Block(BlockKind.HEADLINE, 0, len(title))] if title else []
    start = len(whole) - len(text)
    for line in text.split("\n"):
        if line:
            blocks.append(Block(BlockKind.PARAGRAPH, start, start + len(line)))
        start += len(line) + 1
    return Reading(Document(name, whole, lang, tuple(blocks), **known))


def profile(name: str, text: str, lang: str = "en", **known: str) -> Profile:
    """The profile of `reading(...)`, without an encoder."""
    return profile_of(reading(name, text, lang, **known))


def counted(found: Reading) -> Reading:
    """The reading with its numbers as figures, and what befell those counted by the word that follows."""
    figures = []
    for match in _NUMBER.finditer(found.document.text):
        after = re.findall(r"[a-z]+", found.document.text[match.end() : match.end() + 30])
        event = next((_EVENTS[word] for word in after if word in _EVENTS), None)
        value = float(match.group().replace(",", ""))
        figures.append(Figure(f"f{len(figures)}", *match.span(), value=value, modifier=Modifier.EXACT, event=event))
    return Reading(found.document, figures=tuple(figures))
