"""The language in which selon speaks to its reader: words, numbers and dates.

It is chosen apart from the language of the documents: an English reader may
look at a French article. Messages are English in the code and come from
gettext catalogues under `locale/`; locale/README.md says how to add one.
"""

from __future__ import annotations

import gettext
import io
import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from importlib import resources
from importlib.resources.abc import Traversable

LANGUAGES = ("en", "fr")


def mark(message: str) -> str:
    """The message as it is; so that the catalogue finds those that are translated where they are used."""
    return message


@dataclass(frozen=True, slots=True)
class Interface:
    """One interface language: `code` is ISO 639-1."""

    code: str
    _catalogue: gettext.NullTranslations = field(repr=False, compare=False)

    def say(self, message: str, **values: object) -> str:
        """The message in this language, its `{names}` filled in."""
        said = self._catalogue.gettext(message)
        return said.format(**values) if values else said

    def count(self, number: int, one: str, many: str) -> str:
        """One of two messages, by this language's plural; `{n}` is the number as it is written here."""
        return self._catalogue.ngettext(one, many, number).format(n=self.number(number))

    def listed(self, words: Iterable[str]) -> str:
        """Several phrases as one, with semicolons as this language sets them."""
        return self._catalogue.pgettext("between phrases", "; ").join(words)

    def number(self, value: float) -> str:
        """A number with this language's separators: "30,000.5", "30 000,5" (narrow no-break space)."""
        plain = f"{value:,.6f}".rstrip("0").rstrip(".") if math.isfinite(value) else "–"
        separators = {
            ",": self._catalogue.pgettext("thousands separator", ","),
            ".": self._catalogue.pgettext("decimal separator", "."),
        }
        return "".join(separators.get(letter, letter) for letter in plain)

    def date(self, edtf: str) -> str:
        """An EDTF date in words: "10 July 2022", "about July 2022", "1 to 3 May 2022"; unread ones as they are."""
        begin, slash, end = edtf.partition("/")
        if not slash:
            return self._moment(edtf)
        if begin in ("", ".."):
            return self.say("until {date}", date=self._moment(end))
        if end in ("", ".."):
            return self.say("from {date}", date=self._moment(begin))
        return self.say("{begin} to {end}", begin=self._moment(begin), end=self._moment(end))

    def _moment(self, edtf: str) -> str:
        found = _MOMENT.fullmatch(edtf)
        if not found:
            return edtf
        year, month, day, qualifier = found["year"], found["month"], found["day"], found["qualifier"]
        if month is not None and not 1 <= int(month) <= 12:
            return edtf
        said = self._day(year, month, day)
        return self.say(_QUALIFIERS[qualifier], date=said) if qualifier else said

    def _day(self, year: str, month: str | None, day: str | None) -> str:
        if month is None:
            return year
        name = self.say(_MONTHS[int(month) - 1])
        if day is None:
            return self.say("{month} {year}", month=name, year=year)
        if int(day) == 1:
            return self._catalogue.pgettext("first day of a month", "1 {month} {year}").format(month=name, year=year)
        return self.say("{day} {month} {year}", day=int(day), month=name, year=year)


_MOMENT = re.compile(
    r"(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T[\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?)?)?(?P<qualifier>[~?%])?"
)

_QUALIFIERS = {"~": mark("about {date}"), "?": mark("perhaps {date}"), "%": mark("perhaps about {date}")}

_MONTHS = (
    mark("January"),
    mark("February"),
    mark("March"),
    mark("April"),
    mark("May"),
    mark("June"),
    mark("July"),
    mark("August"),
    mark("September"),
    mark("October"),
    mark("November"),
    mark("December"),
)


def load_interface(code: str) -> Interface:
    """The interface in a language; English where there is no catalogue for it."""
    file = catalogue_of(code)
    if not file.is_file():
        return Interface("en", gettext.NullTranslations())
    return Interface(code, gettext.GNUTranslations(io.BytesIO(file.read_bytes())))


def catalogue_of(code: str) -> Traversable:
    """The compiled catalogue of a language, which may not exist."""
    return resources.files("selon.report") / "locale" / code / "LC_MESSAGES" / "selon.mo"


def preferred_language(environment: Mapping[str, str]) -> str:
    """The reader's language by LC_ALL, LC_MESSAGES and LANG, the first that is set; else English."""
    names = (environment.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    chosen = next((name for name in names if name), "")
    code = re.split(r"[_.@-]", chosen.lower(), maxsplit=1)[0]
    return code if code in LANGUAGES else "en"
