"""A search in words: what was looked for, within which limits, and what to try where nothing was found."""

from __future__ import annotations

from collections.abc import Iterator

from selon.report.interface import Interface
from selon.report.passages import clipped, one_line
from selon.report.words import KINDS, STANDINGS, language_words
from selon.types import Query

_LONGEST = 200


def query_words(ui: Interface, query: Query) -> str:
    """What was looked for: "‘mill blockade’; outlet: Sorvane Info; from 1 March 2021"."""
    words = clipped(query.words, _LONGEST)
    return ui.listed([*([ui.say("‘{words}’", words=words)] if words else []), *_limits(ui, query)])


def _limits(ui: Interface, query: Query) -> Iterator[str]:
    standings = {standing.value: ui.say(word) for standing, word in STANDINGS.items()}
    kinds = {kind.value: ui.say(word) for kind, word in KINDS.items()}
    listed = (
        (ui.say("outlet"), query.outlet),
        (ui.say("language"), tuple(language_words(ui, code) for code in query.lang)),
        (ui.say("standing"), tuple(standings.get(value, value) for value in query.standing)),
        (ui.say("kind"), tuple(kinds.get(value, value) for value in query.kind)),
        (ui.say("who says so"), (query.holder,) if query.holder else ()),
        (ui.say("who or what is named"), (query.entity,) if query.entity else ()),
        (ui.say("story"), (query.story,) if query.story else ()),
    )
    for label, values in listed:
        if values:
            said = ui.say(" or ").join(clipped(value, _LONGEST) for value in values)
            yield ui.say("{label}: {words}", label=label, words=said)
    for label, day in ((ui.say("since"), query.since), (ui.say("until"), query.until)):
        if day:
            yield ui.say("{label}: {words}", label=label, words=one_line(ui.date(day)))
    if not query.variants:
        yield ui.say("names as they are spelt")


def advice(ui: Interface, query: Query) -> Iterator[str]:
    """What to try where nothing was found, the likeliest to help first."""
    if '"' in query.words:
        yield ui.say("Words in quotation marks must stand together: try them without.")
    if len(query.words.split()) > 1:
        yield ui.say("All words must be met: try fewer.")
    if not query.variants:
        yield ui.say("Names were looked for as they are spelt: try without --no-variants.")
    options = _options(query)
    if options:
        yield ui.say("Try without {options}.", options=", ".join(options))
    if query.words and not options:
        yield ui.say("Claims keep the language of their article: try the word in the other language.")


def _options(query: Query) -> list[str]:
    given = {
        "--outlet": query.outlet,
        "--lang": query.lang,
        "--standing": query.standing,
        "--kind": query.kind,
        "--holder": query.holder,
        "--entity": query.entity,
        "--story": query.story,
        "--since": query.since,
        "--until": query.until,
    }
    return [option for option, value in given.items() if value]
