"""The shape of a language's `furniture.toml`: what a page carries that is not the article.

A phrase is lower-case with plain apostrophes; `*` stands for up to five words,
`#` for a number. Pages mix languages ("This website uses cookies" under a French
article), so `selon.page` tries the phrases of all languages on every page.
"""

from __future__ import annotations

import msgspec


class Phrases(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Phrases by where in a line they have to stand to tell that it is not prose.

    `whole`: the line is nothing else. `leads`: it begins with the phrase.
    `inside`: the phrase stands anywhere in a line without quotation marks.
    `examples` are lines that the group must catch, `prose` are sentences of
    articles that it must leave alone; a test tries both.
    """

    whole: frozenset[str] = frozenset()
    leads: frozenset[str] = frozenset()
    inside: frozenset[str] = frozenset()
    examples: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()


class Bylines(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Who wrote it and when: `leads` stand before a name, `joints` between names.

    `published` stands before the day of publication, `updated` before a later
    one, `ago` in a time told from the reader's now, which is no date. `times`
    are the other words of such a line. `nobody` are bylines that name no person.
    """

    leads: frozenset[str] = frozenset()
    joints: frozenset[str] = frozenset()
    published: frozenset[str] = frozenset()
    updated: frozenset[str] = frozenset()
    times: frozenset[str] = frozenset()
    ago: frozenset[str] = frozenset()
    nobody: frozenset[str] = frozenset()
    examples: tuple[str, ...] = ()
    prose: tuple[str, ...] = ()


class FurnitureWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `furniture.toml` holds.

    `home` opens a breadcrumb and `separators` part it. `related` heads a list
    of links, `read_also` stands before one link. `credits` belong to pictures
    (their lines are captions). `paywall` says that the text goes on elsewhere.
    The quotation marks `quotes` are what a browser shows around `<q>`.
    """

    quotes: tuple[str, str]
    home: frozenset[str]
    separators: frozenset[str]
    bylines: Bylines
    related: Phrases
    read_also: Phrases
    sharing: Phrases
    newsletter: Phrases
    cookies: Phrases
    copyright: Phrases
    comments: Phrases
    navigation: Phrases
    advertising: Phrases
    credits: Phrases
    paywall: Phrases
