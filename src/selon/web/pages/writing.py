"""What changes the ledger: adding an article, judging, taking a judgement back; and the token that allows it."""

from __future__ import annotations

import contextlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

from selon.api.ledger import Ledger
from selon.api.preparing import prepare, with_page
from selon.errors import SourceError
from selon.report.sentences import say_again
from selon.types import Added, Finding, Judgement, Outcome, Page, Target, Verdict
from selon.web.answering import back_to, set_session
from selon.web.desk import JUDGE, Visit
from selon.web.forms import Form
from selon.web.given import NothingGivenError, checked_length, page_of_form
from selon.web.pages.reading import problem_words, sent_back
from selon.web.rendering import render
from selon.web.urls import document_url

_YEAR = 31_536_000
_LONGEST_WHY = 500


def add(visit: Visit) -> Response:
    """Keep what a form gives, and show it as the ledger has it."""
    try:
        page = checked_length(page_of_form(visit.form, visit.settings), visit.settings)
    except (NothingGivenError, SourceError) as error:
        return sent_back(visit, problem_words(error, visit.ui))
    added = keep(visit, page)
    if added.document is None:
        return sent_back(visit, say_again(visit.ui, added.notice.message if added.notice else ""))
    return RedirectResponse(document_url(added.document), 303)


def keep(visit: Visit, page: Page) -> Added:
    """Read a page and keep it; what became of it. The story it is in is told anew."""
    seen = next((one for one in visit.ledger.unseen([page]) if isinstance(one, Added)), None)
    if seen is not None:
        return seen
    with visit.desk.heavy():
        # read before the ledger is held, so that others can write meanwhile
        ready = with_page(prepare(page), page)
        with visit.desk.ledgers.writing() as ledger:
            (added,) = ledger.keep([ready])
            if added.outcome in (Outcome.ADDED, Outcome.NEW_VERSION):
                tell_again(ledger, [added.story or ""])
    return added


def tell_again(ledger: Ledger, stories: Sequence[str]) -> None:
    """Trace stories now, while the ledger may be written, so that who reads them next need not wait."""
    for story in dict.fromkeys(stories):
        with contextlib.suppress(LookupError):
            ledger.story(story)


def judge(visit: Visit) -> Response:
    """Keep a judgement that a form gives."""
    try:
        verdict, about = Verdict(visit.form.first("verdict")), Finding(visit.form.first("about"))
    except ValueError as error:
        raise HTTPException(400) from error
    by, why = _signature(visit.form)
    targets = _targets(visit.form, about, visit.ledger)
    try:
        judged(visit, verdict, about, targets, by=by, why=why)
    except ValueError as error:
        raise HTTPException(400) from error
    return _signed(back_to(visit, "/judgements"), by)


def judged(
    visit: Visit, verdict: Verdict, about: Finding, targets: Sequence[Target], *, by: str, why: str
) -> Judgement:
    """Keep a judgement, and tell the stories anew in which it shows. Raises what `Ledger.judge` does."""
    with visit.desk.ledgers.writing() as ledger:
        made = ledger.judge(verdict, about, targets, by=by, why=why)
        tell_again(ledger, _stories(ledger, about, targets))
    return made


def undo(visit: Visit) -> Response:
    """Take back a judgement by a form."""
    by, _ = _signature(visit.form)
    taken_back(visit, numbered(visit.request.path_params["number"]), by=by)
    return _signed(back_to(visit, "/judgements"), by)


def numbered(given: str) -> int:
    """The number of a judgement in an address. Raises `LookupError` where it is none."""
    number = _number(given)
    if number is None:
        raise LookupError(f"{given[:20]}: no such judgement")
    return number


def taken_back(visit: Visit, number: int, *, by: str) -> Judgement:
    """Take a judgement back, and tell the stories anew in which it showed. Raises `LookupError` for none."""
    with visit.desk.ledgers.writing() as ledger:
        undone = ledger.undo(number, by=by)
        tell_again(ledger, _stories(ledger, undone.about, undone.targets))
    return undone


def _signature(form: Form) -> tuple[str, str]:
    return " ".join(form.first("by").split())[:80], " ".join(form.first("why").split())[:_LONGEST_WHY]


def _signed(response: Response, by: str) -> Response:
    """Remember under which name somebody judges."""
    if by:
        response.set_cookie(JUDGE, quote(by), max_age=_YEAR, samesite="strict", httponly=True)
    return response


def _targets(form: Form, about: Finding, ledger: Ledger) -> list[Target]:
    """What a form judges: whole things by id, passages by their places, parts by id or by name."""
    names = [name.strip() for name in form.fields.get("target", ()) if name.strip()]
    places = [form.fields.get(field, ()) for field in ("start", "end", "name")]
    if all(len(place) == len(names) for place in places):
        starts, ends, kinds = places
        targets = [
            Target(name, _number(start), _number(end), name=kind or None)
            for name, start, end, kind in zip(names, starts, ends, kinds, strict=True)
        ]
    else:
        targets = [Target(_id_of(name, ledger) if about is Finding.ENTITY else name) for name in names]
    targets += [Target(document) for document in form.all("part")]
    return targets + [Target("", name=name) for name in form.all("other")]


def _number(given: str) -> int | None:
    return int(given) if given.isascii() and given.isdecimal() and len(given) < 10 else None


def _id_of(name: str, ledger: Ledger) -> str:
    """The id of a person or body that was given by id or by name. Raises `LookupError` where nobody is known."""
    found = ledger.entities(name)
    if not found:
        raise LookupError(name)
    return found[0].id


def _stories(ledger: Ledger, about: Finding, targets: Sequence[Target]) -> list[str]:
    """The stories in which a judgement shows."""
    if about is Finding.STORY:
        return [target.id for target in targets if target.id]
    if about is Finding.ENTITY:
        return []
    stories = []
    for target in targets:
        with contextlib.suppress(LookupError):
            stories.append(ledger.document(target.id).story or "")
    return [story for story in stories if story]


@dataclass(frozen=True, slots=True)
class EnterPage:
    """The context of `enter.html.j2`."""

    template: ClassVar[str] = "enter.html.j2"
    parts: ClassVar[frozenset[str]] = frozenset()

    title: str
    """What the page is called."""
    wrong: bool
    """Whether a token was given that is not the one."""


def enter(visit: Visit) -> Response:
    """Where the token is given; an address that has it in it is left at once, so that it does not stay on show."""
    if token := visit.asked("token"):
        return _let_in(visit, token)
    return render(visit, EnterPage(visit.ui.say("Token"), wrong=False))


def entered(visit: Visit) -> Response:
    """A token that was given in the form."""
    return _let_in(visit, visit.form.first("token"))


def _let_in(visit: Visit, token: str) -> Response:
    trusted = visit.desk.sessions.trust(token.strip())
    if trusted is None:
        return render(visit, EnterPage(visit.ui.say("Token"), wrong=True), status=403)
    response = RedirectResponse("/", 303)
    set_session(visit, response, visit.desk.sessions.cookie(trusted))
    return response
