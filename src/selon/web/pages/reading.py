"""An article that is read and shown without being kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from starlette.responses import RedirectResponse, Response

from selon.api.articles import reading_or_notice
from selon.errors import SourceError
from selon.report.interface import Interface, mark
from selon.report.marked import Sheet, sheet_of
from selon.report.sentences import say_again
from selon.report.view import view_of
from selon.types import Page, Reading
from selon.web.desk import Visit
from selon.web.fetch_words import fetch_words
from selon.web.given import Carried, NothingGivenError, carried, checked_length, page_of_form
from selon.web.pages.home import home_page
from selon.web.pages.sheets import KEY, Known, known_of
from selon.web.rendering import render

PROBLEMS = {
    "empty": mark("There is nothing to read: paste a text, choose a file or give an address."),
    "address": mark("This is no address of the web: it begins with http:// or https://."),
    "large": mark("That is longer than an article; read it with selon read on the command line."),
}


@dataclass(frozen=True, slots=True)
class ReadingPage:
    """The context of `reading.html.j2`."""

    template: ClassVar[str] = "reading.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset()

    title: str
    """The document's title."""
    sheet: Sheet
    """Its text with the claims marked, and the notes."""
    known: Known
    """What is known of the rules that found them."""
    carried: Carried | None
    """The page, to be added by one button; None where nothing may be added."""


def read(visit: Visit) -> Response:
    """The page of what a form gave to read."""
    try:
        page = checked_length(page_of_form(visit.form, visit.settings), visit.settings)
    except (NothingGivenError, SourceError) as error:
        return sent_back(visit, problem_words(error, visit.ui))
    with visit.desk.heavy():
        reading = reading_or_notice(page)
    failed = next((one for one in reading.document.notices + reading.notices if one.kind.endswith("failed")), None)
    if failed is not None and not reading.document.text.strip():
        return sent_back(visit, say_again(visit.ui, failed.message))
    return render(visit, reading_page(reading, page, visit))


def reading_page(reading: Reading, page: Page, visit: Visit) -> ReadingPage:
    """What the page of an article that is not kept shows."""
    view = view_of(reading, visit.ui)
    sheet = sheet_of(KEY, view, visit.ui)
    return ReadingPage(sheet.title, sheet, known_of(view, {}, {}), carried(page) if visit.may_write else None)


def problem_words(error: Exception, ui: Interface) -> str:
    """What is wrong with what was given, in words."""
    if isinstance(error, NothingGivenError):
        return ui.say(PROBLEMS[error.kind])
    if isinstance(error, SourceError):
        return fetch_words(error, ui)
    raise error


def sent_back(visit: Visit, problem: str) -> Response:
    """The first page again, with what was given and what is wrong with it."""
    text, url = visit.form.first("text"), visit.form.first("url")
    return render(visit, home_page(visit, problem=problem, text=text[:20_000], url=url[:2000]), status=422)


def read_again(visit: Visit) -> Response:
    """A reading is not kept, so that its address leads to where one is made."""
    del visit
    return RedirectResponse("/#desk", 303)
