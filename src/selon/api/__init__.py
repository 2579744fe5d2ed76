"""The public functions, composed of the packages below: articles, and the ledger that keeps them."""

from selon.api.articles import compare, explain, read, read_sources, trace

__all__ = ["compare", "explain", "read", "read_sources", "trace"]
