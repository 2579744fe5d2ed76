"""The reader as an ASGI application: which address is answered by what."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio
from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from selon.errors import LedgerError
from selon.web.answering import form, page
from selon.web.api.docs import docs
from selon.web.api.routes import api_routes
from selon.web.assets import served
from selon.web.desk import Desk
from selon.web.guard import Guard
from selon.web.ledgers import Ledgers
from selon.web.pages.document import document
from selon.web.pages.figures import figures
from selon.web.pages.files import document_file, figures_file, person_file, search_file, story_file
from selon.web.pages.home import home
from selon.web.pages.judgements import judgements
from selon.web.pages.person import person, person_named
from selon.web.pages.reading import read, read_again
from selon.web.pages.search import search
from selon.web.pages.stories import stories
from selon.web.pages.story import story
from selon.web.pages.trouble import broken, refused
from selon.web.pages.writing import add, enter, entered, judge, undo
from selon.web.rendering import environment
from selon.web.sessions import Sessions
from selon.web.settings import ServeSettings, may_be_served

_FOREVER = "public, max-age=31536000, immutable"


def create_app(settings: ServeSettings) -> Starlette:
    """The reader of a ledger.

    Raises `ValueError` where others could write: with `write` on an address
    that is not this machine's own, and without a token.
    """
    if not may_be_served(settings):
        raise ValueError(f"{settings.host} can be reached by others: give a token, so that not everybody writes")
    app = Starlette(
        routes=_routes(),
        middleware=[Middleware(Guard, settings=settings)],
        exception_handlers={HTTPException: refused, Exception: broken},
        lifespan=_lifespan,
    )
    app.state.desk = Desk(
        settings=settings,
        ledgers=Ledgers(settings),
        sessions=Sessions(settings.token),
        templates=environment(),
        room=threading.BoundedSemaphore(settings.heavy),
    )
    return app


@asynccontextmanager
async def _lifespan(app: Starlette) -> AsyncIterator[None]:
    desk: Desk = app.state.desk
    app.state.limiter = anyio.CapacityLimiter(desk.settings.readers)
    if desk.settings.write:
        # an empty ledger is begun; one that cannot be opened is told of on every page
        with contextlib.suppress(LedgerError), desk.ledgers.writing():
            pass
    try:
        yield
    finally:
        desk.ledgers.close()


def _routes() -> list[Route]:
    return [
        Route("/", page(home)),
        Route("/read", page(read_again), methods=["GET"]),
        Route("/read", form(read, writes=False), methods=["POST"]),
        Route("/add", form(add), methods=["POST"]),
        Route("/stories", page(stories)),
        Route("/stories/{story}", page(story)),
        Route("/stories/{story}/{file}", page(story_file)),
        Route("/documents/{document:path}", page(document)),
        Route("/files/{document:path}/{file}", page(document_file)),
        Route("/who", page(person_named)),
        Route("/who/{entity}", page(person)),
        Route("/who/{entity}/claims.csv", page(person_file)),
        Route("/search", page(search)),
        Route("/search.{ending}", page(search_file)),
        Route("/figures", page(figures)),
        Route("/figures.{ending}", page(figures_file)),
        Route("/judgements", page(judgements), methods=["GET"]),
        Route("/judgements", form(judge), methods=["POST"]),
        Route("/judgements/{number}/undo", form(undo), methods=["POST"]),
        Route("/enter", page(enter), methods=["GET"]),
        Route("/enter", form(entered, writes=False), methods=["POST"]),
        Route("/api/docs", page(docs)),
        *api_routes(),
        Route("/static/{name}", _static),
    ]


async def _static(request: Request) -> Response:
    """A file of ours; what is not in the list is not there."""
    asset = served().get(request.path_params["name"])
    if asset is None:
        raise HTTPException(404)
    return Response(asset.content, media_type=asset.media, headers={"cache-control": _FOREVER})
