"""The `selon` command: parse, call the api, print.

Data goes to standard output; progress and notices go to standard error. Exit
status 0 done, 1 some sources failed, 2 wrong usage; 130 interrupted, 141 the
reader of the output went away. What takes long to load is imported by the
command that needs it.
"""

import os
import sys

from selon.cli.commands import app


def main() -> None:
    """Run the command line, and leave without taking the models apart, which would take another half second."""
    try:
        app(prog_name="selon")
    except SystemExit as end:
        if isinstance(end.code, int) and _flushed():
            os._exit(end.code)
        raise


def _flushed() -> bool:
    """Whether all that was printed has gone out."""
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return False
    return True


__all__ = ["app", "main"]
