"""The `selon` command: parse, call the api, print.

Data goes to standard output; progress and notices go to standard error. Exit
status 0 done, 1 some sources failed, 2 wrong usage; 130 interrupted, 141 the
reader of the output went away. What takes long to load is imported by the
command that needs it.
"""

import os
import sys

for _library in ("OMP", "OPENBLAS", "MKL", "BLIS"):
    # read when they are loaded; a sentence's matrices are too small to be shared out
    os.environ.setdefault(f"{_library}_NUM_THREADS", "1")

from selon.cli.asking import figures_command, search_command, stories_command, story_command, who_command
from selon.cli.commands import app
from selon.cli.health import ledger
from selon.cli.judging import judge
from selon.cli.keeping import add_command, export_command, import_command, reread_command
from selon.cli.serving import serve_command

for _name, _command in (
    ("add", add_command),
    ("stories", stories_command),
    ("story", story_command),
    ("search", search_command),
    ("who", who_command),
    ("figures", figures_command),
    ("export", export_command),
    ("import", import_command),
    ("reread", reread_command),
    ("serve", serve_command),
):
    app.command(_name)(_command)
app.add_typer(judge, name="judge")
app.add_typer(ledger, name="ledger")


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
