"""The `selon` command: parse, call the api, print.

Data goes to standard output; progress and notices go to standard error. Exit
status 0 done, 1 some sources failed, 2 wrong usage; 130 interrupted, 141 the
reader of the output went away. What takes long to load is imported by the
command that needs it.
"""

from selon.cli.commands import app


def main() -> None:
    """Run the command line."""
    app(prog_name="selon")


__all__ = ["app", "main"]
