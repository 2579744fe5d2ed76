"""Where data goes: standard output, or a file that is there whole or not at all."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

import typer

from selon.cli.options import Colour

if TYPE_CHECKING:
    from selon.report.sheet import Layout

INTERRUPTED, PIPE_CLOSED, NOT_WRITTEN = 130, 141, 1


class OutputError(Exception):
    """The data cannot be written; the message says why."""


class Output:
    """Bytes on their way out, flushed with each write so that what was printed stays."""

    def __init__(self, stream: BinaryIO, *, encoding: str = "utf-8", is_terminal: bool = False) -> None:
        self.is_terminal = is_terminal
        self._stream = stream
        self._encoding = encoding

    def write(self, text: str) -> None:
        """Write and flush; what the encoding cannot hold becomes a question mark.

        Raises `OutputError` when there is no room, `BrokenPipeError` when nobody reads any more.
        """
        self.write_bytes(text.encode(self._encoding, "replace"))

    def write_bytes(self, data: bytes) -> None:
        """Write bytes as they are, and flush; errors as for `write`."""
        try:
            self._stream.write(data)
            self._stream.flush()
        except BrokenPipeError:
            raise
        except OSError as error:
            raise OutputError(error.strerror or str(error)) from error

    def binary(self) -> BinaryIO:
        """The stream itself, for what writes bytes of its own; flush it by a last `write_bytes(b"")`."""
        return self._stream


@contextmanager
def open_output(path: Path | None) -> Iterator[Output]:
    """Standard output, or the file, which changes only once everything has been written.

    Raises `typer.BadParameter` when the file cannot be written.
    """
    if path is None:
        terminal = sys.stdout.isatty()
        # Data in a pipe is UTF-8 whatever the locale; a terminal shows what it can.
        yield Output(sys.stdout.buffer, encoding=sys.stdout.encoding if terminal else "utf-8", is_terminal=terminal)
        return
    try:
        with _replacing(Path(os.path.realpath(path))) as stream:
            yield Output(stream)
    except BrokenPipeError:
        raise
    except (OSError, OutputError) as error:
        why = error.strerror if isinstance(error, OSError) else error
        raise typer.BadParameter(
            f"{path} cannot be written: {why}; give a file in a folder where you may write", param_hint="--output"
        ) from error


@contextmanager
def _replacing(path: Path) -> Iterator[BinaryIO]:
    if path.exists() and not path.is_file():  # a device or a pipe: there is nothing to keep
        with path.open("wb") as stream:
            yield stream
        return
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("xb") as stream:
            yield stream
        if path.exists():
            shutil.copymode(path, part)
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def quiet_ends() -> Iterator[None]:
    """An interruption and a reader that went away end the program without a word, with their usual status.

    Standard output that cannot be written to, a full disk say, ends it with a line on standard error.
    """
    try:
        yield
    except BrokenPipeError:
        _let_go()
        raise typer.Exit(PIPE_CLOSED) from None
    except OutputError as error:
        _let_go()
        typer.echo(f"selon: standard output cannot be written: {error}; write it to another place", err=True)
        raise typer.Exit(NOT_WRITTEN) from None
    except KeyboardInterrupt:
        raise typer.Exit(INTERRUPTED) from None


def _let_go() -> None:
    """Python flushes standard output once more at exit, and would complain."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def layout_of(out: Output, colour: Colour, *, full: bool, environment: Mapping[str, str] = os.environ) -> Layout:
    """How to write for people.

    In colour on a terminal, unless NO_COLOR is set or TERM is dumb; in a pipe
    plain, and unbroken unless COLUMNS says how wide.
    """
    from selon.report.sheet import Layout

    coloured = colour is Colour.ALWAYS
    if colour is Colour.AUTO:
        wanted = out.is_terminal or bool(environment.get("FORCE_COLOR"))
        coloured = wanted and not environment.get("NO_COLOR") and environment.get("TERM") != "dumb"
    columns = environment.get("COLUMNS", "")
    if columns.isdecimal() and int(columns) > 0:
        return Layout(coloured, int(columns), full)
    return Layout(coloured, shutil.get_terminal_size().columns if out.is_terminal else None, full)
