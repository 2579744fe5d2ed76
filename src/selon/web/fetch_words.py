"""Why an address could not be read, in the reader's language.

The errors are made in English for the command line, with advice for it after
a semicolon; here each is known again, and one that is not is shown as it is.
"""

from __future__ import annotations

import functools
import re

from selon.errors import SourceError
from selon.report.interface import Interface, mark
from selon.report.passages import clipped
from selon.report.sentences import say_again

_LONGEST = 400
_KNOWN = (
    mark("the site answered {number}"),
    mark("{words} is an address of a private network or of this machine, which is refused"),
    mark("the host {words} was not found"),
    mark("the host {words} has no address"),
    mark("not done after {number} seconds"),
    mark("refused by the site's robots.txt"),
    mark("{words}/robots.txt cannot be had ({reason}), so the site is left alone"),
    mark("the certificate of {words} cannot be trusted"),
    mark("{words} cannot be reached or broke off ({reason})"),
    mark("the answer is empty"),
    mark("larger than {number} bytes"),
    mark("a name or password in the address is refused"),
    mark("content of type {words}"),
    mark("more than {number} redirects"),
)


def fetch_words(error: SourceError, ui: Interface) -> str:
    """What was wrong, for a reader."""
    said = str(error).removeprefix(f"{error.source}: ")
    for pattern, message in _patterns():
        if found := pattern.match(said):
            values = {name: clipped(value, 200) for name, value in found.groupdict().items()}
            why = ui.say(message, **values) if values else ui.say(message)
            return ui.say("{url} was not read: {why}.", url=clipped(error.source, _LONGEST), why=why)
    return clipped(say_again(ui, said), _LONGEST)


@functools.cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((_pattern_of(message), message) for message in _KNOWN)


def _pattern_of(message: str) -> re.Pattern[str]:
    parts = re.split(r"\{(\w+)\}", message)
    named = (f"(?P<{part}>[^;]{{1,300}}?)" if place % 2 else re.escape(part) for place, part in enumerate(parts))
    return re.compile("".join(named) + r"(?=;|$)")
