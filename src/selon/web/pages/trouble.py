"""What went wrong, in words: never a trace, only what it was and what to do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from selon.report.interface import Interface, mark
from selon.web.answering import error_id, visit_of
from selon.web.api.routes import problem
from selon.web.forms import Form
from selon.web.rendering import render

_WORDS = {
    400: (mark("This cannot be understood"), mark("Something in the address or the form is not as it must be.")),
    403: (
        mark("This was not allowed"),
        mark(
            "The form did not come from a page of this reader, or is too old, or you may not write here. "
            "Go back, load the page again, and try once more."
        ),
    ),
    404: (mark("There is nothing here"), mark("It may have been joined with another, or the address is mistyped.")),
    405: (mark("This cannot be done here"), mark("Something in the address or the form is not as it must be.")),
    408: (mark("That took too long"), mark("The form did not arrive in time; try again.")),
    413: (mark("That is too large"), mark("Give an article, in at most 2 MB.")),
    500: (mark("Something broke"), mark("This is a mistake of the program; please report it with this number: {id}")),
    501: (mark("This machine cannot make it"), mark("A PNG needs selon[picture] and a font; take the SVG instead.")),
    503: (mark("Not just now"), mark("The reader is busy, or the ledger cannot be read; try again in a moment.")),
}
_OTHER = 400


@dataclass(frozen=True, slots=True)
class TroublePage:
    """The context of `trouble.html.j2`."""

    template: ClassVar[str] = "trouble.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset()

    title: str
    """What went wrong, in few words."""
    words: str
    """What to do about it."""
    ways: tuple[tuple[str, str], ...]
    """Where to go on: addresses and words."""


def trouble_page(ui: Interface, status: int, error: str = "") -> TroublePage:
    """What is said of a status; `error` is the number under which it was logged."""
    title, words = _WORDS.get(status, _WORDS[503 if status >= 500 else _OTHER])
    return TroublePage(
        title=ui.say(title),
        words=ui.say(words, id=error) if "{" in words else ui.say(words),
        ways=(("/", ui.say("Start page")), ("/stories", ui.say("Stories")), ("/search", ui.say("Search"))),
    )


async def refused(request: Request, error: Exception) -> Response:
    """The page of an error that was meant; for programs a record."""
    status = error.status_code if isinstance(error, HTTPException) else 400
    number = error.detail if isinstance(error, HTTPException) and status == 500 else ""
    visit = visit_of(request, Form())
    shown = trouble_page(visit.ui, status, number)
    response = problem(status, shown.title) if _asked_by_program(request) else render(visit, shown, status=status)
    for name, value in (getattr(error, "headers", None) or {}).items():
        response.headers[name] = value
    return response


async def broken(request: Request, error: Exception) -> Response:
    """The page of an error that was not."""
    visit = visit_of(request, Form())
    return render(visit, trouble_page(visit.ui, 500, error_id(error)), status=500)


def _asked_by_program(request: Request) -> bool:
    return request.url.path.startswith("/api/") and "text/html" not in request.headers.get("accept", "")
