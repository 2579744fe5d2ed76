"""The API as routes: parameters checked, bodies bounded, every answer a record and every refusal a problem in JSON."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from http import HTTPStatus

import anyio
import anyio.to_thread
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selon.errors import LedgerError
from selon.report.records import Record, to_json
from selon.web.answering import Endpoint as Asgi
from selon.web.answering import error_id, from_here, visit_of
from selon.web.api.asked import BadRequestError
from selon.web.api.endpoints import ENDPOINTS, Call, Endpoint
from selon.web.api.openapi import BASE, openapi
from selon.web.desk import Desk, Visit
from selon.web.forms import Form, read_json

_log = logging.getLogger("selon.web")


def api_routes() -> list[Route]:
    """All routes of the API, one a path, so that each can say what it allows; and the document that describes them."""
    answers: dict[str, dict[str, Asgi]] = {}
    for one in ENDPOINTS:
        answers.setdefault(_path(one), {})[one.method] = _answering(one)
    routes = [Route(path, _by_method(methods), methods=[*methods]) for path, methods in answers.items()]
    return [Route("/api", _document), *routes]


def _by_method(methods: Mapping[str, Asgi]) -> Asgi:
    async def answer(request: Request) -> Response:
        return await methods["GET" if request.method == "HEAD" else request.method](request)

    return answer


def _path(endpoint: Endpoint) -> str:
    path = BASE + endpoint.path
    return path.replace("{document}", "{document:path}").replace("{entity}", "{entity:path}")


async def _document(request: Request) -> Response:
    del request
    return json_response(openapi())


def json_response(record: Record | bytes, status: int = 200, media: str = "application/json") -> Response:
    """A record as an answer, or what was written of it before."""
    headers = {"cache-control": "private, no-cache"}
    content = record if isinstance(record, bytes) else to_json(record).encode()
    return Response(content, status, media_type=media, headers=headers)


def problem(status: int, detail: str) -> Response:
    """Why there is no answer, as RFC 9457 has it."""
    record: Record = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status, "detail": detail}
    return json_response(record, status, "application/problem+json")


def _answering(endpoint: Endpoint) -> Asgi:
    async def answer(request: Request) -> Response:
        try:
            return await _answer(endpoint, request)
        except BadRequestError as error:
            return problem(400, str(error))
        except HTTPException as error:
            return problem(error.status_code, _DETAILS.get(error.status_code, error.detail))
        except Exception as error:  # noqa: BLE001  (whatever broke is logged, and told only by its number)
            return problem(500, f"a mistake of the program; please report it with this number: {error_id(error)}")

    return answer


_DETAILS = {
    400: "the body is no JSON in UTF-8",
    403: "the reader may not be written to from here: start it with --write, and give its token as a bearer token",
    408: "the body did not arrive in time",
    413: "the body is too large",
    415: "send JSON, with Content-Type: application/json",
    503: "the reader is busy; try again in a moment",
}


async def _answer(endpoint: Endpoint, request: Request) -> Response:
    desk: Desk = request.app.state.desk
    body = None
    if endpoint.body is not None:
        if not from_here(request):
            raise HTTPException(403)
        body = await read_json(request, desk.settings)
    visit = visit_of(request, Form())
    if endpoint.writes and not _may_write(visit):
        raise HTTPException(403)
    call = Call(visit, {one.name: one.read(request) for one in endpoint.parameters}, body)
    limiter: anyio.CapacityLimiter = request.app.state.limiter
    return await anyio.to_thread.run_sync(lambda: _run(endpoint, call), limiter=limiter)


def _may_write(visit: Visit) -> bool:
    """Whether a program may write: by its token, or where none is asked for. A page's cookie counts as little here.

    A page of another site cannot send JSON without asking first, and is never allowed to.
    """
    if not visit.settings.write:
        return False
    scheme, _, token = visit.request.headers.get("authorization", "").partition(" ")
    return not visit.settings.token or (scheme.lower() == "bearer" and visit.desk.sessions.is_token(token.strip()))


def _run(endpoint: Endpoint, call: Call) -> Response:
    try:
        return json_response(endpoint.run(call), endpoint.status)
    except LedgerError as error:
        _log.warning("%s", error)
        return problem(503, "the ledger cannot be read or written just now")
    except LookupError as error:
        if type(error) is not LookupError:
            raise
        return problem(404, str(error.args[0] if error.args else "there is no such thing"))
