"""What later versions of documents changed, with the passages of both."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from selon.api.ledger import Ledger
from selon.report.interface import Interface
from selon.report.ledger.revisions import RevisedChange, RevisedClaim, revision_view
from selon.report.ledger.subjects import OLDER
from selon.report.measures import moment_words
from selon.report.passages import clipped
from selon.report.trace.shelf import Quote
from selon.types import Revision
from selon.web.pages.cards import Card, Said, compared_of, said_of
from selon.web.urls import document_url, passage_url


@dataclass(frozen=True, slots=True)
class OneSided:
    """A claim that only one of two versions has."""

    key: str
    sign: str
    word: str
    said: Said


@dataclass(frozen=True, slots=True)
class Update:
    """What one version of a document changed in what the version before said."""

    label: str
    older: tuple[str, str]
    """The address of the older version, and when it was collected."""
    newer: tuple[str, str]
    """The same of the newer."""
    changes: tuple[Card, ...]
    gone: tuple[OneSided, ...]
    new: tuple[OneSided, ...]

    @property
    def empty(self) -> bool:
        """Whether the claims are the same in both."""
        return not (self.changes or self.gone or self.new)


def updates_of(ledger: Ledger, documents: Iterable[tuple[str, str]], ui: Interface) -> tuple[Update, ...]:
    """What the versions of some documents, each with what it is called, changed; the oldest first."""
    return tuple(
        _update(revision, clipped(label, 80), f"u{number}-{place}", ui)
        for number, (name, label) in enumerate(documents, 1)
        for place, revision in enumerate(ledger.revisions(name), 1)
    )


def _update(revision: Revision, label: str, key: str, ui: Interface) -> Update:
    view = revision_view(revision, ui)
    name = revision.document
    older, newer = revision.older, revision.newer

    def url(quote: Quote) -> str:
        version = older.version if quote.retelling.document.id == OLDER else newer.version
        return passage_url(name, quote.start, quote.end, version=version)

    def version_link(version: int, collected: str) -> tuple[str, str]:
        return document_url(name, version=version), moment_words(ui, collected)

    def one_sided(claim: RevisedClaim) -> OneSided:
        return OneSided(claim.standing.value, claim.sign, claim.word, said_of(claim.quote, url(claim.quote)))

    def card(place: int, change: RevisedChange) -> Card:
        words = ui.say("{label}: {words}", label=change.word, words=", ".join(change.kinds))
        return Card(f"{key}-{place}", change.direction.value, change.sign, words, "", compared_of(change.pairs, url))

    return Update(
        label=label,
        older=version_link(older.version, older.collected),
        newer=version_link(newer.version, newer.collected),
        changes=tuple(card(place, change) for place, change in enumerate(view.changes)),
        gone=tuple(one_sided(claim) for claim in view.gone),
        new=tuple(one_sided(claim) for claim in view.new),
    )
