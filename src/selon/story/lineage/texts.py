"""A document's text made ready for all its comparisons with others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from selon.story.lineage.verbatim import Script, script_of
from selon.story.lineage.wording import Wording, how_common, wording_of
from selon.story.profile import Profile


@dataclass(frozen=True, slots=True)
class Text:
    """A document with what its text is compared by: its words in order, and its turns of phrase."""

    profile: Profile
    script: Script
    wording: Wording


def text_of(profile: Profile) -> Text:
    """A document's text, made ready."""
    return Text(profile, script_of(profile), wording_of(profile))


def common_wording(texts: Iterable[Text]) -> Counter[tuple[str, ...]]:
    """How many of the texts have each turn of phrase."""
    return how_common([text.wording for text in texts])
