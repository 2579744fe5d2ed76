"""The shape of a language's `names.toml`: the words by which people, bodies and works are named and spoken of."""

from __future__ import annotations

from typing import Literal

import msgspec

Gender = Literal["m", "f", "n", ""]
Number = Literal["s", "p", ""]


class Noun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A common noun in the singular: masculine, feminine, or `both` forms.

    `broader` is the entry that can take this one up again later in a text: a
    letter is later "the document", officers are later "the soldiers".
    """

    m: tuple[str, ...] = ()
    f: tuple[str, ...] = ()
    both: tuple[str, ...] = ()
    broader: str = ""


class Determiner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A word that opens a noun phrase, with what it says of gender, number and whether the thing is known.

    `kind` is "definite", "demonstrative", "possessive" or "indefinite".
    """

    kind: Literal["definite", "demonstrative", "possessive", "indefinite"]
    gender: Gender = ""
    number: Number = ""


class Pronoun(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A pronoun, or a possessive that stands for one.

    `kind` is "personal", "latter" (ce dernier), "former", "possessive" or
    "impersonal" (on, one: nobody in particular).
    """

    kind: Literal["personal", "latter", "former", "possessive", "impersonal"] = "personal"
    person: Literal[1, 2, 3] = 3
    gender: Gender = ""
    number: Number = ""


class GivenNames(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Common given names by gender, lower-case without accents: a hint, not a register."""

    m: frozenset[str] = frozenset()
    f: frozenset[str] = frozenset()


class NameWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What `names.toml` holds. All words are lower-case with plain apostrophes, unless said otherwise.

    - `titles`: civil titles and what gender they tell; part of a mention.
    - `particles`: words inside a person's name that are not capitalised.
    - `linkers`: words that join the parts of a body's name ("of", "pour").
    - `complements`: prepositions after which another thing is named; `genitives` the marks that do so after it.
    - `coordinators`: words that join two sources into one.
    - `locatives`: prepositions that mostly stand before places.
    - `portfolios`: what ministries are for; a capital there begins no person's name.
    - `same`: words that take up what was named before ("the *same* source").
    - `suffixes`: legal forms and the like that end a company's name.
    - `not_names`: words with a capital that name nobody, such as months.
    - `role_prefixes`: what may stand before a role (ex-, former).
    - `persons`, `bodies`, `works`, `sites`: nouns by a language-neutral id.
    """

    titles: dict[str, Gender]
    particles: frozenset[str]
    linkers: frozenset[str]
    complements: frozenset[str]
    genitives: frozenset[str]
    coordinators: frozenset[str]
    locatives: frozenset[str]
    portfolios: frozenset[str]
    same: frozenset[str]
    suffixes: frozenset[str]
    not_names: frozenset[str]
    role_prefixes: frozenset[str]
    given: GivenNames
    determiners: dict[str, Determiner]
    pronouns: dict[str, Pronoun]
    persons: dict[str, Noun]
    bodies: dict[str, Noun]
    works: dict[str, Noun]
    sites: dict[str, Noun]
