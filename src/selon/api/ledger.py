"""The ledger: documents kept, stories followed, claims searched, judgements made.

What is kept is the file's business (`selon.ledger`), what it means that of
`selon.story`; this brings the two together.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from selon.api.articles import pages_of
from selon.api.placing import StoryPlacer
from selon.api.preparing import Prepared, incoming_of, prepare, with_page
from selon.api.questions import find_counted, find_revisions, find_who
from selon.api.telling import tell
from selon.errors import SourceError
from selon.types import (
    Added,
    Counted,
    DocumentHead,
    EntityHead,
    Fault,
    Finding,
    Found,
    Judgement,
    Kept,
    Notice,
    Outcome,
    Page,
    PassedOver,
    Query,
    Reading,
    Revision,
    Stats,
    StoryHead,
    Target,
    TracedStory,
    Verdict,
    Who,
)

if TYPE_CHECKING:
    from selon.page import FetchSettings
    from selon.report.exchange import Export

_BATCH, _SECONDS = 64, 2.0
"""Documents, and seconds of work, that are written in one transaction."""


class Ledger:
    """A ledger: one SQLite file. A context manager.

    `path` is made where there is none, unless `create` is false; with `write`
    false nothing in it is changed. `meaning` is whether sentences are compared
    by the encoder when stories are told, where its package is installed.

    Raises `LedgerError` where the file cannot be opened, read or written.
    """

    def __init__(self, path: str | Path, *, write: bool = True, create: bool = True, meaning: bool = True) -> None:
        from selon.ledger.store import Store

        self.path = Path(path)
        self.meaning = meaning
        self._store = Store(self.path, write=write, create=create)
        self._placer = StoryPlacer()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close the file; closing twice does no harm."""
        self._store.close()

    # ------------------------------------------------------------ adding

    def add(self, reading: Reading, *, page: Page | None = None) -> Added:
        """Keep one document; `page` is what it was read from, kept for reading it again.

        Adding the same thing twice changes nothing; another text at the same
        address is a new version.
        """
        from selon.ledger.packing import digest_of_page

        digest = digest_of_page(page) if page is not None else None
        return self._store.add(replace(incoming_of(reading), page=page, digest=digest), self._placer)

    def add_sources(
        self,
        sources: Iterable[str | Path],
        *,
        settings: FetchSettings | None = None,
        lang: str | None = None,
        published: str | None = None,
    ) -> Iterator[Added]:
        """Keep the articles of many sources; what became of each, once it is safely in the file.

        `selon.run.add_sources` does the same in several processes.
        """
        ready = self.unseen(pages_of(sources, settings=settings, lang=lang, published=published))
        return self.keep(with_page(prepare(one), one) if isinstance(one, Page) else one for one in ready)

    def unseen(self, pages: Iterable[Page | SourceError | PassedOver]) -> Iterator[Page | Added]:
        """The pages that are yet to be read; for those that are known already, and for errors, what became of them."""
        from selon.ledger.packing import digest_of_page

        for page in pages:
            if isinstance(page, SourceError):
                yield Added(page.source, Outcome.FAILED, notice=Notice(page.kind, str(page)))
            elif isinstance(page, PassedOver):
                yield Added(page.source, Outcome.SKIPPED, notice=Notice(page.kind, page.message), count=page.count)
            else:
                seen = self._store.seen(digest_of_page(page))
                yield page if seen is None else replace(seen, source=page.source)

    def keep(self, ready: Iterable[Prepared | Added]) -> Iterator[Added]:
        """Write what was prepared, some documents at a time; each comes out once it is safely in the file."""
        batch: list[Prepared | Added] = []
        since = time.monotonic()
        for one in ready:
            batch.append(one)
            if len(batch) >= _BATCH or time.monotonic() - since > _SECONDS:
                yield from self._write(batch)
                batch, since = [], time.monotonic()
        yield from self._write(batch)

    def _write(self, batch: Sequence[Prepared | Added]) -> list[Added]:
        if not any(isinstance(one, Prepared) and one.incoming for one in batch):
            return [self._kept(one) for one in batch]
        with self._store.writing():
            return [self._kept(one) for one in batch]

    def _kept(self, one: Prepared | Added) -> Added:
        if isinstance(one, Added):
            return one
        if one.incoming is None:
            return Added(one.source, Outcome.FAILED, notice=one.notice)
        return replace(self._store.add(one.incoming, self._placer), source=one.source)

    def follow(self, told: Callable[[int, int], None] = lambda *_: None) -> int:
        """Trace every story in which something changed; how many. `told` is called with those done and their number."""
        stale = self._store.stale_stories()
        for done, (story, _) in enumerate(stale, 1):
            tell(self._store, story, meaning=self.meaning)
            told(done, len(stale))
        return len(stale)

    # ------------------------------------------------------------ what is in it

    def documents(self, *, story: str | None = None, most: int = 20, skip: int = 0) -> tuple[DocumentHead, ...]:
        """What lists say of documents: those of a story in the order of time, else the newest first."""
        return self._store.heads(story=story, most=most, skip=skip)

    def document(self, name: str, *, version: int | None = None, page: bool = False) -> Kept:
        """A document by its id, the latest version unless a number is given; with `page` what it was read from.

        Raises `LookupError` where there is none.
        """
        return self._store.document(name, version, pages=page)

    def kept(self, *, all_versions: bool = True, pages: bool = False) -> Iterator[Kept]:
        """Every document, in the order they came."""
        return self._store.kept(all_versions=all_versions, pages=pages)

    def stories(self, *, most: int = 20, skip: int = 0) -> tuple[StoryHead, ...]:
        """What lists say of stories, the newest first."""
        return self._store.stories(most=most, skip=skip)

    def count_stories(self) -> int:
        """How many stories there are."""
        return self._store.count_stories()

    def story(self, story: str) -> TracedStory:
        """A story whole, traced. Raises `LookupError` where there is none."""
        return tell(self._store, story, meaning=self.meaning)

    def story_head(self, story: str) -> StoryHead:
        """What lists say of one story. Raises `LookupError` where there is none."""
        return self._store.story_head(story)

    def named_in(self, document: str) -> dict[str, str]:
        """The ledger's persons and bodies in a document, by the ids that they have in it."""
        return self._store.named_in(document)

    def revisions(self, document: str) -> tuple[Revision, ...]:
        """What each update of a document changed in its claims, the oldest first."""
        return find_revisions(self._store, document)

    # ------------------------------------------------------------ questions

    def search(self, query: Query | str, *, of_documents: bool = False) -> Found:
        """The claims, or the documents, that a query finds; the best first, a page at a time."""
        asked = Query(words=query) if isinstance(query, str) else query
        return self._store.search(asked, of_documents=of_documents)

    def search_stories(self, query: Query) -> tuple[str, ...]:
        """The ids of the stories of the documents that a page of `search` finds, those of the best first."""
        return self._store.search_stories(query)

    def entities(self, name: str, *, variants: bool = True) -> tuple[EntityHead, ...]:
        """Who a name, in any spelling, or an id can mean."""
        return self._store.entities(name, variants=variants)

    def who(self, name: str, *, variants: bool = True) -> Who:
        """What a person or body is said to have said, through time. Raises `LookupError` where nobody is known."""
        return find_who(self._store, name, variants=variants, meaning=self.meaning)

    def figures(self, words: str) -> Counted:
        """A number through time, by source and outlet."""
        return find_counted(self._store, words, meaning=self.meaning)

    # ------------------------------------------------------------ judgements

    def judge(
        self, verdict: Verdict, about: Finding, targets: Sequence[Target], *, by: str = "", why: str = "", at: str = ""
    ) -> Judgement:
        """Keep what a person judged, and apply it.

        Raises `LookupError` where a target is not there, `ValueError` where the
        verdict does not go with what it is about.
        """
        from selon.api.judging import checked
        from selon.ledger.database import now

        sound = checked(self._store, verdict, about, targets)
        return self._store.judge(Judgement(0, verdict, about, sound, by or _somebody(), why, at or now()))

    def undo(self, number: int, *, by: str = "") -> Judgement:
        """Take a judgement back. Raises `LookupError` where there is none, or it was undone before."""
        return self._store.undo(number, by or _somebody())

    def judgements(self, *, in_force: bool = False) -> tuple[Judgement, ...]:
        """All judgements in the order they were made, with `in_force` those that were not undone."""
        return self._store.judgements(in_force=in_force)

    # ------------------------------------------------------------ again, elsewhere, sound

    def reread(
        self, *, everything: bool = False, told: Callable[[int, int], None] = lambda *_: None
    ) -> Iterator[Added]:
        """Read kept pages again with this version of the program: those that another read, or all.

        Nothing is fetched. Judgements stay and are applied again.
        """
        from selon.ledger.database import program_version

        names = self._store.names() if everything else self._store.read_by_others(program_version())
        for done, name in enumerate(names, 1):
            yield self._reread(name)
            told(done, len(names))

    def _reread(self, name: str) -> Added:
        kept = self._store.document(name, pages=True)
        if kept.page is None:
            notice = Notice("no-page", "it was added without its page, so there is nothing to read again")
            return Added(name, Outcome.SKIPPED, name, kept.version, kept.story, notice)
        read = prepare(kept.page)
        if read.incoming is None:
            return Added(name, Outcome.FAILED, name, kept.version, kept.story, read.notice)
        self._store.reread(name, read.incoming)
        return Added(name, Outcome.ADDED, name, kept.version, kept.story)

    def export(
        self, takes: Collection[str], *, story: str | None = None, pages: bool = False, history: bool = False
    ) -> Export:
        """What an exchange format takes (`report.exchange.FORMATS`), of the whole ledger or of one story.

        With `pages` what documents were read from, with `history` their older
        versions as well. Raises `LookupError` where there is no such story.
        """
        from selon.api.exporting import export_of

        return export_of(self._store, self.story, takes, story=story, pages=pages, history=history)

    def take_in(self, item: Kept | Reading | Judgement) -> Added:
        """Keep what another ledger had: a document with its address, version, moment and story, or a judgement.

        A bare reading, as `selon read` prints it, is added as if it were read now.
        """
        from selon.api.exporting import incoming_from

        if isinstance(item, Judgement):
            kept = self._store.judge(replace(item, id=0))
            return Added(f"judgement {item.id}", Outcome.ADDED, notice=Notice("judgement", str(kept.id)))
        if isinstance(item, Reading):
            return self.add(item)
        return self._store.add(incoming_from(item), self._placer)

    def stats(self) -> Stats:
        """How much the ledger holds."""
        return self._store.stats()

    def check(self) -> Iterator[Fault]:
        """What is wrong with the ledger: nothing, as a rule."""
        return self._store.faults()


def _somebody() -> str:
    """Who judges where nobody was named: the user of this machine."""
    return os.environ.get("SELON_USER") or os.environ.get("USER") or os.environ.get("USERNAME") or "unknown"
