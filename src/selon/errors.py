"""Everything selon raises on purpose.

    SelonError
    ├── SourceError            a source cannot be read: which one, why, what to do
    │   ├── FetchError         a URL was refused, timed out, or answered with an error
    │   └── PageError          bytes arrived, but hold no article that can be read
    ├── LexiconError           a language file is wrong or missing
    ├── RecordError            JSON that is not a record of ours
    └── LedgerError            a ledger cannot be opened, read or written: which, why, what to do

A bad source is reported and the others are done: `api.read_sources` turns a
`SourceError` into a notice. Nothing here is raised for a bad sentence or a
language without a lexicon; that leaves a `Notice` in the reading.
"""


class SelonError(Exception):
    """The base of all errors that selon raises on purpose."""


class SourceError(SelonError):
    """A source cannot be read.

    `source` is what the user named, `kind` a stable word for the notice (it
    ends in `failed`), and the message says what was wrong and what to do.
    """

    kind = "source-failed"

    def __init__(self, source: str, message: str) -> None:
        super().__init__(message)
        self.source = source


class FetchError(SourceError):
    """A URL was refused, timed out, or answered with an error."""

    kind = "fetch-failed"


class PageError(SourceError):
    """The bytes hold no article that can be read."""

    kind = "page-failed"


class LexiconError(SelonError):
    """A language's file is missing, malformed or has an unknown key."""


class RecordError(SelonError):
    """JSON that is not a record as `selon read` prints it."""


class LedgerError(SelonError):
    """A ledger cannot be opened, read or written.

    `path` is the ledger, and the message says what was wrong, what became of
    it (nothing, as a rule), and what to do.
    """

    def __init__(self, path: str, message: str) -> None:
        super().__init__(message)
        self.path = path
