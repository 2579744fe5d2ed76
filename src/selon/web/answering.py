"""From a function that answers a visit to an endpoint: languages, sessions, threads, and every error in words.

The functions are plain and run in threads, at most so many at a time; what is
read of the request is read before.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Awaitable, Callable
from typing import TypeAlias
from urllib.parse import urlsplit

import anyio
import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from selon.errors import LedgerError
from selon.web import languages
from selon.web.desk import Desk, Visit
from selon.web.forms import Form, read_form
from selon.web.sessions import COOKIE

Handler: TypeAlias = Callable[[Visit], Response]
Endpoint: TypeAlias = Callable[[Request], Awaitable[Response]]

_log = logging.getLogger("selon.web")
_YEAR = 31_536_000


def page(handler: Handler) -> Endpoint:
    """An endpoint that shows a page."""

    async def endpoint(request: Request) -> Response:
        return await answered(request, handler, Form())

    return endpoint


def form(handler: Handler, *, writes: bool = True) -> Endpoint:
    """An endpoint that takes a form of our own pages; with `writes` only from those who may."""

    async def endpoint(request: Request) -> Response:
        desk: Desk = request.app.state.desk
        if not from_here(request):
            raise HTTPException(403)
        given = await read_form(request, desk.settings)
        session = desk.sessions.of(request.cookies)
        if not desk.sessions.is_proof(session, given.first("proof")):
            raise HTTPException(403)
        visit = visit_of(request, given)
        if writes and not visit.may_write:
            raise HTTPException(403)
        return await answered(request, handler, given)

    return endpoint


def from_here(request: Request) -> bool:
    """Whether a request was sent by a page of ours, by what the browser says of it (or by no browser at all).

    Browsers tell the site only over https and to this machine itself, else the origin alone.
    """
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    if origin is None:
        return True
    return urlsplit(origin).netloc.lower() == request.headers.get("host", "").lower()


def visit_of(request: Request, given: Form) -> Visit:
    """The visit that a request is."""
    desk: Desk = request.app.state.desk
    ui = languages.interface_in(languages.language_of(request))
    session = desk.sessions.of(request.cookies)
    return Visit(request, desk, ui, session, given)


async def answered(request: Request, handler: Handler, given: Form) -> Response:
    """What a handler answers, in a thread of its own; with the cookies that belong to it."""
    visit = visit_of(request, given)
    limiter: anyio.CapacityLimiter = request.app.state.limiter
    response = await anyio.to_thread.run_sync(lambda: _checked(handler, visit), limiter=limiter)
    _keep_cookies(visit, response)
    return response


def _checked(handler: Handler, visit: Visit) -> Response:
    """The answer; what is not there, and what is wrong with the ledger, as the status that it means."""
    try:
        return handler(visit)
    except HTTPException:
        raise
    except LedgerError as error:
        _log.warning("%s", error)
        raise HTTPException(503) from error
    except LookupError as error:
        # the ledger raises this very one for what it does not have; a KeyError or IndexError is a bug of ours
        if type(error) is not LookupError:
            raise HTTPException(500, error_id(error)) from error
        raise HTTPException(404) from error
    except Exception as error:
        raise HTTPException(500, error_id(error)) from error


def _keep_cookies(visit: Visit, response: Response) -> None:
    secure = visit.request.url.scheme == "https"
    if languages.chosen_language(visit.request):
        response.set_cookie(languages.COOKIE, visit.ui.code, max_age=_YEAR, samesite="strict", secure=secure)
    html = response.headers.get("content-type", "").startswith("text/html")
    if visit.session.fresh and html and f"{COOKIE}=" not in str(response.headers.getlist("set-cookie")):
        set_session(visit, response, visit.desk.sessions.cookie(visit.session))


def set_session(visit: Visit, response: Response, value: str) -> None:
    """Let the browser keep a session as long as it is open."""
    secure = visit.request.url.scheme == "https"
    response.set_cookie(COOKIE, value, httponly=True, samesite="strict", secure=secure)


def back_to(visit: Visit, default: str) -> RedirectResponse:
    """Back to the page that a form stood on, which must be one of ours."""
    return RedirectResponse(local_path(visit.form.first("back"), default), 303)


def local_path(given: str, default: str) -> str:
    """A path of ours as it was given, else the default: never an address elsewhere."""
    parts = urlsplit(given) if given.isascii() and given.isprintable() and "\\" not in given else None
    plain = parts is not None and not parts.scheme and not parts.netloc
    return given if plain and given.startswith("/") and not given.startswith("//") else default


def error_id(error: Exception) -> str:
    """Log an error of ours with its trace, under an id that its page shows instead."""
    name = secrets.token_hex(4)
    _log.error("error %s: %s", name, type(error).__name__, exc_info=error)
    return name
