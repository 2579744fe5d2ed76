"""The reader in a browser: `create_app` makes it for a ledger, `selon serve` runs it."""

from selon.web.app import create_app
from selon.web.settings import ServeSettings

__all__ = ["ServeSettings", "create_app"]
