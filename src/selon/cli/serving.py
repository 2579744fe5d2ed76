"""`selon serve`: the reader in a browser."""

from __future__ import annotations

import contextlib
import secrets
import socket
import threading
import webbrowser
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from selon.cli.ledgers import DEFAULT, ended
from selon.cli.options import LedgerPath, WordsOnly

if TYPE_CHECKING:
    from selon.web import ServeSettings

NOT_STARTED = 2
_MAKE_ONE = "-"
_CONNECTIONS = 200
"""Connections at a time; one more is told to come back."""
_IDLE = 20
"""Seconds that a connection may stay open without a request."""
_LAST = 10
"""Seconds that answers on their way have when the reader is ended."""

Host = Annotated[str, typer.Option("--host", metavar="ADDRESS", help="The address to listen at.")]
Port = Annotated[int, typer.Option("--port", min=1, max=65535, metavar="N", help="The port to listen at.")]
Write = Annotated[bool, typer.Option("--write", help="Let readers add documents and judge; else they only read.")]
Token = Annotated[
    str | None,
    typer.Option("--token", metavar="TEXT", envvar="SELON_TOKEN", help="What whoever writes must give; - makes one."),
]
Names = Annotated[
    list[str] | None, typer.Option("--name", metavar="HOST", help="A further host name it is asked for under.")
]
NoOpen = Annotated[bool, typer.Option("--no-open", help="Do not open a browser.")]


def serve_command(
    ledger: LedgerPath = DEFAULT,
    host: Host = "127.0.0.1",
    port: Port = 8765,
    write: Write = False,
    token: Token = None,
    name: Names = None,
    words_only: WordsOnly = False,
    no_open: NoOpen = False,
) -> None:
    """The ledger in a browser: read articles, stories, search, persons, figures; with --write also add and judge.

    It listens on this machine alone, unless --host says otherwise; then --write
    needs a --token. Nothing leaves the machine but what a reader asks to fetch.

    \b
    Examples:
      selon serve
      selon serve --ledger newsroom.db --write
      selon serve --host 0.0.0.0 --write --token - --name desk.example
    """
    from selon.web.settings import ServeSettings, may_be_served

    settings = ServeSettings(
        ledger=ledger,
        write=write,
        token=secrets.token_urlsafe(12) if token == _MAKE_ONE else token or None,
        host=host,
        port=port,
        names=tuple(name or ()),
        meaning=not words_only,
    )
    if not may_be_served(settings):
        _refused(f"{host} can be reached by others: add --token, so that not everybody may write (- makes one)")
    _check_ledger(settings)
    listening = _listen(host, port)
    address = address_of(settings)
    typer.echo(f"selon: {ledger} at {address} (Ctrl-C ends it)", err=True)
    if not no_open and settings.local:
        threading.Timer(1.0, webbrowser.open, [address]).start()
    _run(settings, listening)


def address_of(settings: ServeSettings) -> str:
    """Where the reader is found; with the token where there is one, so that it need not be typed."""
    host = "localhost" if settings.host in ("0.0.0.0", "::", "") else settings.host  # noqa: S104
    shown = f"[{host}]" if ":" in host else host
    entrance = f"/enter?token={settings.token}" if settings.write and settings.token else "/"
    return f"http://{shown}:{settings.port}{entrance}"


def _refused(message: str) -> None:
    ended(message)
    raise typer.Exit(NOT_STARTED)


def _check_ledger(settings: ServeSettings) -> None:
    """See that there is a ledger; with --write a new one is begun."""
    from selon.api.ledger import Ledger
    from selon.errors import LedgerError

    if not settings.write and not Path(settings.ledger).exists():
        _refused(
            f"{settings.ledger}: no such ledger; make one with `selon add SOURCE --ledger {settings.ledger}`, "
            "or begin an empty one with --write"
        )
    try:
        Ledger(settings.ledger, write=settings.write, meaning=False).close()
    except LedgerError as error:
        _refused(str(error))


def _listen(host: str, port: int) -> socket.socket:
    """A socket on which the reader listens; what is in the way is said in words.

    It is marked as TCP, or asyncio leaves Nagle's algorithm on and each answer waits 40 ms for the one before it.
    """
    try:
        family, _, _, _, address = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
        made = socket.create_server(address[:2], family=family)
        return socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP, fileno=made.detach())
    except OSError as error:
        _refused(
            f"{host}, port {port}: cannot listen there ({error.strerror or error}); another program, or another "
            "`selon serve`, may have it: give another with --port"
        )
        raise


def _run(settings: ServeSettings, listening: socket.socket) -> None:
    """Serve until it is interrupted; the parsers are loaded meanwhile, so that the first article is read at once."""
    import uvicorn

    from selon.web import create_app

    threading.Thread(target=_warm_up, args=(settings,), daemon=True).start()
    config = uvicorn.Config(
        create_app(settings),
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=_CONNECTIONS,
        timeout_keep_alive=_IDLE,
        timeout_graceful_shutdown=_LAST,
        proxy_headers=False,
    )
    with contextlib.suppress(KeyboardInterrupt):
        uvicorn.Server(config).run([listening])


def _warm_up(settings: ServeSettings) -> None:
    """Load what reading needs."""
    import selon

    for text, lang in (("Le pont est fermé, selon la mairie.", "fr"), ("The bridge is shut, the town said.", "en")):
        selon.read(text=text, lang=lang)
    if settings.meaning:
        from selon.story.encoder import load_encoder

        load_encoder()
