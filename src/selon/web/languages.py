"""Which language a reader is spoken to in: the one they chose, else the first of their browser's that is known."""

from __future__ import annotations

import functools
from collections.abc import Iterable

from starlette.requests import Request

from selon.report.interface import LANGUAGES, Interface, load_interface

COOKIE = "selon_lang"
NAMES = {"en": "English", "fr": "Français"}
"""Each language by its own name."""


@functools.cache
def interface_in(code: str) -> Interface:
    """The interface in a language."""
    return load_interface(code)


def chosen_language(request: Request) -> str | None:
    """The language chosen in the address, where it is one of ours."""
    code = request.query_params.get("lang", "")
    return code if code in LANGUAGES else None


def language_of(request: Request) -> str:
    """The language chosen in the address or earlier, else the browser's, else English."""
    kept = request.cookies.get(COOKIE, "")
    given = (chosen_language(request), kept if kept in LANGUAGES else None)
    return next((code for code in given if code), None) or preferred(request.headers.get("accept-language", ""))


def preferred(header: str) -> str:
    """The first of our languages by an Accept-Language header; English where there is none."""
    wanted = sorted(_wanted(header), key=lambda one: -one[1])
    return next((code for code, weight in wanted if weight > 0 and code in LANGUAGES), "en")


def _wanted(header: str) -> Iterable[tuple[str, float]]:
    for part in header[:500].split(","):
        name, _, rest = part.strip().partition(";")
        weight = rest.strip().removeprefix("q=")
        try:
            yield name.lower().partition("-")[0], float(weight) if rest else 1.0
        except ValueError:
            continue
