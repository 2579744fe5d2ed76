"""Reasons and notices in the reader's language.

They are made in English, where a page or a claim is read, and stand so in the
records. Here each is known again by its English, with the article's words in
it left as they are; one that is not known is shown as it stands.
"""

from __future__ import annotations

import functools
import re

from selon.report.interface import Interface, mark

_LONGEST = 5_000
"""Code points: a longer sentence is shown as it stands."""

_REASONS = (
    mark("‘{words}’ leaves open whether it is so"),
    mark("‘{words}’ says that it is not so"),
    mark("‘{words}’ leaves it probable"),
    mark("‘{words}’ leaves it possible"),
    mark("‘{words}’ vouches for nothing"),
    mark("‘{words}’ takes it for true"),
    mark("‘{words}’ is a reportative conditional: nobody named vouches for it"),
    mark("‘{words}’ is said of it"),
    mark("‘{words}’ keeps away from it"),
    mark("‘{words}’ denies it"),
    mark("‘{words}’ denies the clause it stands in"),
    mark("it is told as what is being said"),
    mark("the author does not vouch for it"),
    mark("it is a question"),
)
_OVERCLAIMS = (
    mark("the headline states ‘{words}’, which the body hedges: ‘{other}’"),
    mark("the headline states ‘{words}’, which the body only gives as alleged: ‘{other}’"),
    mark("the headline states ‘{words}’, which the body calls unverified: ‘{other}’"),
    mark("the headline states ‘{words}’, which the body keeps its distance from: ‘{other}’"),
    mark("the headline states ‘{words}’, which the body has denied: ‘{other}’"),
    mark("the headline states ‘{words}’, which the body lays to a source that leaves it open: ‘{other}’"),
    mark("no claim of the body is ‘{words}’; what it tells on it is called unverified: ‘{other}’"),
    mark("the headline's figure is not the body's: ‘{words}’ is less than ‘{other}’"),
    mark("the headline's figure is larger than the body's: ‘{words}’ against at most ‘{other}’"),
    mark("the headline is surer of its figure than the body: ‘{words}’ against ‘{other}’"),
    mark("the headline makes ‘{words}’ the cause, the body speaks of a link: ‘{other}’"),
    mark("the headline lays it to ‘{words}’, the body to a part: ‘{other}’"),
)
_NOTICES = (
    mark("1 date is left unresolved, because the publication date is unknown"),
    mark("{number} dates are left unresolved, because the publication date is unknown"),
    mark("1 date is left unresolved, because the publication date is known only as {date}"),
    mark("{number} dates are left unresolved, because the publication date is known only as {date}"),
    mark("the page keeps the article for subscribers: what was read may be only its beginning"),
    mark("the page shows several articles, and what was read may be one of them or several; give the address of one"),
    mark("some bytes did not fit the page's encoding and were guessed"),
    mark("{number} lone surrogates were replaced by U+FFFD, one for one"),
    mark("the date given, {words}, is no EDTF (ISO 8601) date; write it as 2022-07-10, 2022-07 or 2022"),
    mark("no claims read: there is no lexicon for the language {words}, only {codes}"),
    mark("the file is empty"),
    mark("no such file or folder; check the path"),
    mark("nothing in it but white space; give an article"),
    mark("nothing in it; give an article"),
    mark("this is {words}; give HTML, plain text or JSON Lines"),
    mark("no articles in this folder; it may hold {words}"),
    mark("not JSON ({words}); give one JSON object a line"),
    mark("not a JSON object; give one object a line with `text` or `html`"),
    mark("neither `text` nor `html` in it; give one of them"),
)


def say_again(ui: Interface, sentence: str) -> str:
    """A reason or a notice, made in English, in the interface's language."""
    if ui.code == "en" or len(sentence) > _LONGEST:
        return sentence
    for pattern, message in _patterns():
        if found := pattern.fullmatch(sentence):
            return ui.say(message, **found.groupdict())
    return sentence


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern_of(message), message) for message in (*_REASONS, *_OVERCLAIMS, *_NOTICES))


def _pattern_of(message: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", message)
    named = (f"(?P<{part}>.+?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile("".join(named), re.DOTALL)
