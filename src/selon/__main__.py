"""`python -m selon` is `selon`."""

from selon.cli import main

main()
