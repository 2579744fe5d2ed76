"""FollowTheMoney entities, a line of JSON each, for OpenAleph, Aleph and Datashare.

An article is an `Article`. Who is named in it is a `Person` or an
`Organization`; of a holder whose kind is not known, a `LegalEntity`. Whether a
body is a public one the text does not tell, so no `PublicBody` is made up;
groups, places and works are names the article mentions. A `Mention` links an
article to an entity, and a claim is a `Note` on its article and its holder.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any, BinaryIO

from selon.report.exchange.claims import claims_in_words
from selon.report.exchange.days import moment_in_utc, plain_date
from selon.report.exchange.export import Export, library
from selon.report.exchange.identity import document_uuid, uuid_of, web_address
from selon.report.exchange.text import well_formed, write_lines
from selon.types import Claim, Document, Entity, EntityHead, EntityKind, Kept, Reading, StoryEntity

_SCHEMATA = {EntityKind.PERSON: "Person", EntityKind.BODY: "Organization", EntityKind.UNKNOWN: "LegalEntity"}
_CUT = " […]"

Member = tuple[str, str]
Who = Entity | StoryEntity | EntityHead


def write_ftm(out: BinaryIO, export: Export) -> int:
    """Write the ledger's entities, then each document with what it mentions and its claims.

    Ids are the same in every run. All values go through the library, which
    cleans them, and drops what it does not take for valid.
    """
    return write_lines(out, (proxy.to_dict() for proxy in _proxies(export)))


def _proxies(export: Export) -> Iterator[Any]:
    maker = _Maker(export)
    for head in export.entities:
        if head.kind is not EntityKind.UNKNOWN or head.claims:
            yield from maker.entity(_ledger_id(head), head)
    for kept in export.documents:
        yield from maker.document(kept)


class _Maker:
    """Makes entities, each of the ledger's once, and knows who is who in it."""

    def __init__(self, export: Export) -> None:
        self.model = library("followthemoney").model
        self.known: dict[Member, tuple[str, Who]] = {}
        for traced in export.stories:
            for entity in traced.story.entities:
                name = _entity_id("story-entity", traced.story.id, entity.id, entity.name)
                self.known.update((member, (name, entity)) for member in entity.members)
        heads = {head.id: head for head in export.entities}
        for member, name in export.members.items():
            if name in heads:
                self.known[member] = (_ledger_id(heads[name]), heads[name])
        self.made: set[str] = set()

    def document(self, kept: Kept) -> Iterator[Any]:
        """An article, those it names that were not made yet, that it mentions them, and its claims."""
        reading = kept.reading
        article = self._article(kept)
        yield article
        holders = {claim.entity for claim in reading.claims}
        ids: dict[str, str] = {}
        for entity in reading.entities:
            if entity.id in ids or entity.kind not in _SCHEMATA:
                continue
            if entity.kind is not EntityKind.UNKNOWN or entity.id in holders:
                name, who = self._who(reading.document, entity)
                yield from self.entity(name, who)
                if name in self.made:
                    ids[entity.id] = name
                    yield from self._mention(article, reading, entity, name)
        for claim, sentence in claims_in_words(reading):
            yield self._note(article, kept, claim, sentence, ids.get(claim.entity or ""))

    def entity(self, name: str, who: Who) -> Iterator[Any]:
        """An entity, where it was not made before and has a name."""
        schema = _SCHEMATA.get(who.kind)
        if schema is None or name in self.made:
            return
        proxy = self.model.make_entity(schema)
        proxy.id = name
        _add(proxy, "name", who.name)
        if not proxy.has("name"):
            return
        for variant in getattr(who, "variants", ()):
            if variant != who.name:
                _add(proxy, "alias", variant)
        _add(proxy, "wikidataId", getattr(who, "wikidata", None))
        self.made.add(name)
        yield proxy

    def _who(self, document: Document, entity: Entity) -> tuple[str, Who]:
        """What an entity of a document goes by, and who it is in the ledger, else in its story, where that is known."""
        known = self.known.get((document.id, entity.id))
        if known and known[1].kind in _SCHEMATA:
            return known
        return _entity_id("entity", str(document_uuid(document)), entity.id), entity

    def _article(self, kept: Kept) -> Any:
        reading = kept.reading
        document = reading.document
        proxy = self.model.make_entity("Article")
        proxy.id = f"selon-document-{document_uuid(document).hex}{f'-v{kept.version}' if not kept.latest else ''}"
        for name, value in (
            ("title", document.title),
            ("author", document.byline),
            ("publisher", document.outlet),
            ("sourceUrl", web_address(document.url)),
            ("language", document.lang),
            ("publishedAt", _date(document.published, document.published_at)),
            ("retrievedAt", _date(kept.collected, kept.collected)),
            ("fileName", re.split(r"[/\\]", document.source)[-1]),
            ("processingAgent", f"selon {kept.read_by}"),
        ):
            _add(proxy, name, value)
        if document.published and not plain_date(document.published):
            _add(proxy, "notes", f"Date of publication as known (EDTF): {document.published}")
        for part in _parts(document.text, proxy.schema.get("bodyText").max_length):
            proxy.add("bodyText", part)
        _add_names(proxy, reading)
        return proxy

    def _mention(self, article: Any, reading: Reading, entity: Entity, name: str) -> Iterator[Any]:
        proxy = self.model.make_entity("Mention")
        proxy.id = f"selon-mention-{uuid_of('mention', article.id, name, entity.id).hex}"
        proxy.add("document", article.id)
        proxy.add("resolved", name)
        proxy.add("detectedSchema", _SCHEMATA[entity.kind])
        _add(proxy, "name", entity.name)
        for span in entity.mentions:
            _add(proxy, "name", reading.text_of(span))
        if proxy.has("name"):
            yield proxy

    def _note(self, article: Any, kept: Kept, claim: Claim, sentence: str, holder: str | None) -> Any:
        reading = kept.reading
        proxy = self.model.make_entity("Note")
        proxy.id = f"selon-claim-{uuid_of('claim', article.id, kept.version, claim.id).hex}"
        proxy.add("entity", [article.id, holder] if holder else article.id)
        proxy.add("proof", article.id)
        words = reading.text_of(claim.content)
        _add(proxy, "name", f"Claim, {claim.standing.value}: {words}" if words.strip() else "Claim")
        _add(proxy, "description", sentence)
        _add(proxy, "summary", words)
        for keyword in ("selon", f"standing: {claim.standing.value}", f"kind: {claim.kind.value}"):
            _add(proxy, "keywords", keyword)
        _add(proxy, "publisher", reading.document.outlet)
        _add(proxy, "sourceUrl", web_address(reading.document.url))
        return proxy


def _ledger_id(head: EntityHead) -> str:
    """What an entity of the ledger goes by: by its name too, so that those of two ledgers do not fall together."""
    return _entity_id("ledger-entity", head.id, head.name)


def _entity_id(*parts: str) -> str:
    return f"selon-entity-{uuid_of(*parts).hex}"


def _date(day: str | None, moment: str | None) -> str | None:
    """The moment, else the plain day, as the library has dates: always universal time, and so without a "Z".

    It would cut off what makes a date uncertain, so it does not get to see any that is.
    """
    known = moment_in_utc(moment)
    return known.removesuffix("Z").partition(".")[0] if known else plain_date(day)


def _add_names(proxy: Any, reading: Reading) -> None:
    properties = {
        EntityKind.PERSON: "peopleMentioned",
        EntityKind.BODY: "companiesMentioned",
        EntityKind.PLACE: "locationMentioned",
    }
    for entity in reading.entities:
        _add(proxy, properties.get(entity.kind, "namesMentioned"), entity.name)


def _add(proxy: Any, name: str, value: str | None) -> None:
    """Add a value, cut with a visible mark where it is longer than the property holds."""
    text = unicodedata.normalize("NFC", well_formed(value or ""))
    longest = proxy.schema.get(name).max_length
    proxy.add(name, text if len(text) <= longest else text[: longest - len(_CUT)] + _CUT)


def _parts(text: str, longest: int) -> Iterator[str]:
    """A text in parts that a property can hold, cut between paragraphs or words where there are any."""
    rest = unicodedata.normalize("NFC", well_formed(text))
    while len(rest) > longest:
        cut = max(rest.rfind("\n", longest // 2, longest), 0) or max(rest.rfind(" ", longest // 2, longest), 0)
        cut = cut or longest
        yield rest[:cut]
        rest = rest[cut:]
    yield rest
