"""Looking for claims and documents.

The index gives what matches, the newest first, and at most `_RANKED` of it is
ranked: a very common word costs no more than a rare one. What ranks is how the
words were met (as written, by stem, by sound), how much of the passage they
are, and how new it is; the answer says where only the newest were ranked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import apsw

from selon.lang.spelling import skeleton
from selon.ledger.database import row_number, rows_of
from selon.ledger.documents import document_heads
from selon.ledger.entities import find_entities, known_names, short_head
from selon.ledger.judgements import all_judgements, place_of
from selon.ledger.words import Term, expression, facet, folded, marks, span_facets, terms_of
from selon.types import Finding, Found, Hit, Query, Span, Standing, Target, Verdict

_RANKED = 400
"""Matches that are ranked: the newest."""
_AROUND = 160
"""Characters before and after the first mark of a document that its passage shows."""
_EXACT, _SHORT, _NEW = 1.0, 0.6, 0.4
"""What it counts that words stand as written, that the passage is short, and that it is new."""


@dataclass(frozen=True, slots=True)
class _Match:
    row: int
    version: int
    text: str
    lang: str
    start: int


_Matches = Callable[[apsw.Connection, Query, str, "_People"], Iterator[_Match]]
_Rejected = Mapping[str, Sequence[Target]]
"""The passages whose claims people rejected, by document."""
_Shown = Callable[[apsw.Connection, _Match, Sequence[Term], _Rejected], Hit]


def search_claims(connection: apsw.Connection, query: Query) -> Found:
    """The claims that a query finds, the best first, one page of them."""
    return _search(connection, query, _claim_matches, _claim_hit)


def search_documents(connection: apsw.Connection, query: Query) -> Found:
    """The documents that a query finds, the best first, one page of them."""
    return _search(connection, query, _document_matches, _document_hit)


def search_stories(connection: apsw.Connection, query: Query) -> list[str]:
    """The stories of the documents that a query finds, those of the best first: of one page of documents."""
    ranked, _ = _ranked(connection, query, terms_of(query), _document_matches)
    asked = "SELECT d.story FROM document d JOIN version v ON v.document = d.id WHERE v.id = ? AND d.story IS NOT NULL"
    stories = (rows_of(connection, asked, (match.version,)) for match in _page(ranked, query))
    return list(dict.fromkeys(f"s{rows[0][0]}" for rows in stories if rows))


def _search(connection: apsw.Connection, query: Query, matches: _Matches, hit: _Shown) -> Found:
    terms = terms_of(query)
    ranked, more = _ranked(connection, query, terms, matches)
    rejected = _rejected(connection)
    hits = tuple(hit(connection, match, terms, rejected) for match in _page(ranked, query))
    return Found(query, hits, len(ranked), more)


def _ranked(
    connection: apsw.Connection, query: Query, terms: Sequence[Term], matches: _Matches
) -> tuple[list[_Match], bool]:
    """What a query finds, the best first, and whether there is more than was ranked."""
    who = _people(connection, query)
    if who is None:
        return [], False
    words = _with_names(connection, expression(terms, _facets(query)), who)
    found = list(matches(connection, query, words, who))
    ranked = sorted(enumerate(found[:_RANKED]), key=lambda one: -_score(one[1], terms, one[0]))
    return [match for _, match in ranked], len(found) > _RANKED


def _page(ranked: Sequence[_Match], query: Query) -> Sequence[_Match]:
    first = (max(query.page, 1) - 1) * query.size
    return ranked[first : first + query.size]


def _score(match: _Match, terms: Sequence[Term], place: int) -> float:
    words = set(map(folded, match.text.split()))
    exact = sum(term.words[0] in words for term in terms) / len(terms) if terms else 0.0
    return _EXACT * exact + _SHORT / (1 + len(match.text) / 200) + _NEW / (1 + place / 50)


# ---------------------------------------------------------------- what is asked for


@dataclass(frozen=True, slots=True)
class _People:
    """Who is asked for, by row numbers; None for nobody in particular."""

    holder: frozenset[int] | None
    entity: frozenset[int] | None


def _people(connection: apsw.Connection, query: Query) -> _People | None:
    """Who is asked for; None where the ledger knows nobody of that name, so that nothing can be found."""
    found: list[frozenset[int] | None] = []
    for name in (query.holder, query.entity):
        if not name:
            found.append(None)
            continue
        homes = find_entities(connection, name, variants=query.variants)
        if not homes:
            return None
        signs = ", ".join("?" * len(homes))
        rows = rows_of(connection, f"SELECT id FROM entity WHERE home IN ({signs})", homes)
        found.append(frozenset(int(row[0]) for row in rows))
    return _People(*found)


def _facets(query: Query) -> list[list[str]]:
    groups = [
        [facet("outlet", one.casefold()) for one in query.outlet],
        [facet("lang", one) for one in query.lang],
        [facet("standing", one) for one in query.standing],
        [facet("kind", one) for one in query.kind],
        list(span_facets(query.since, query.until)),
    ]
    return [group for group in groups if group]


def _conditions(query: Query, who: _People, *, claims: bool) -> tuple[str, list[object]]:
    """What the index does not know, as SQL on `v`, `d` and, for claims, `c`."""
    parts: list[str] = ["v.latest"]
    values: list[object] = []
    for sql, value in (
        ("coalesce(v.published, '') >= ?", query.since),
        ("substr(v.published, 1, length(?)) <= ?", query.until),
        ("d.story = ?", row_number(query.story, "s") or 0 if query.story else None),
    ):
        if value is not None:
            parts.append(sql)
            values += [value] * sql.count("?")
    if who.holder is not None:
        chosen = ", ".join(map(str, sorted(who.holder)))
        parts.append(
            f"c.holder IN ({chosen})" if claims else
            f"EXISTS (SELECT 1 FROM claim c WHERE c.version = v.id AND c.holder IN ({chosen}))"
        )  # fmt: skip
    if who.entity is not None:
        chosen = ", ".join(map(str, sorted(who.entity)))
        parts.append(f"EXISTS (SELECT 1 FROM mention m WHERE m.version = v.id AND m.entity IN ({chosen}))")
    return " AND ".join(parts), values


# ---------------------------------------------------------------- claims


def _claim_matches(connection: apsw.Connection, query: Query, words: str, who: _People) -> Iterator[_Match]:
    where, values = _conditions(query, who, claims=True)
    joined = " JOIN version v ON v.id = c.version JOIN document d ON d.id = v.document"
    asked = 'SELECT c.id, v.id, substr(v.text, c.start + 1, min(c."end" - c.start, 1000)), v.lang, c.start'
    if words:
        sql = (
            f"{asked} FROM claim_words w JOIN claim c ON c.id = w.rowid{joined} WHERE w.claim_words MATCH ? AND {where}"
        )
        rows = rows_of(connection, f"{sql} ORDER BY w.rowid DESC LIMIT ?", (words, *values, _RANKED + 1))
    else:
        sql = f"{asked} FROM claim c{joined} WHERE {where} ORDER BY c.id DESC LIMIT ?"
        rows = rows_of(connection, sql, (*values, _RANKED + 1))
    for row in rows:
        yield _Match(*row)


def _with_names(connection: apsw.Connection, words: str, who: _People) -> str:
    """The index is also asked for how the names of who is asked for sound, so that it gives few to look through."""
    parts = [words] if words else []
    for asked in (who.holder, who.entity):
        sounds = {_longest(skeleton(known)) for known in known_names(connection, sorted(asked or ()))}
        if sounds and all(sounds):
            parts.append(" OR ".join(f'names : "z{sound.lower()}"' for sound in sorted(sounds)))
    return " AND ".join(f"({part})" for part in parts) if len(parts) > 1 or not words else words


def _longest(sounds: str) -> str:
    """The longest word of a name as it sounds; empty where it is too short to be in the index."""
    best = max(sounds.split(), key=len, default="")
    return best if len(best) > 2 else ""


def _claim_hit(connection: apsw.Connection, match: _Match, terms: Sequence[Term], rejected: _Rejected) -> Hit:
    row = rows_of(
        connection,
        'SELECT c.member, c.kind, c.standing, c.holder, c."end", v.text FROM claim c JOIN version v ON v.id = c.version'
        " WHERE c.id = ?",
        (match.row,),
    )[0]
    member, kind, standing, holder, end, whole = row
    head = next(document_heads(connection, "v.id = ?", (match.version,)))
    text = whole[match.start : end]
    return Hit(
        document=head,
        start=match.start,
        end=end,
        text=text,
        marks=marks(text, match.lang, terms),
        claim=member,
        kind=kind,
        standing=Standing(standing),
        holder=short_head(connection, holder) if holder else None,
        rejected=any(place_of(target, whole) == (match.start, end) for target in rejected.get(head.id, ())),
    )


def _rejected(connection: apsw.Connection) -> _Rejected:
    found: dict[str, list[Target]] = {}
    for judgement in all_judgements(connection, in_force=True):
        if judgement.about is Finding.CLAIM and judgement.verdict is Verdict.REJECT:
            for target in judgement.targets:
                found.setdefault(target.id, []).append(target)
    return found


# ---------------------------------------------------------------- documents


def _document_matches(connection: apsw.Connection, query: Query, words: str, who: _People) -> Iterator[_Match]:
    where, values = _conditions(query, who, claims=False)
    joined = " JOIN document d ON d.id = v.document"
    asked = "SELECT v.id, v.id, substr(v.text, 1, 1000), v.lang, 0"
    if words:
        sql = f"{asked} FROM document_words w JOIN version v ON v.id = w.rowid{joined} WHERE w.document_words MATCH ?"
        rows = rows_of(connection, f"{sql} AND {where} ORDER BY w.rowid DESC LIMIT ?", (words, *values, _RANKED + 1))
    else:
        sql = f"{asked} FROM version v{joined} WHERE {where} ORDER BY v.id DESC LIMIT ?"
        rows = rows_of(connection, sql, (*values, _RANKED + 1))
    for row in rows:
        yield _Match(*row)


def _document_hit(connection: apsw.Connection, match: _Match, terms: Sequence[Term], _: _Rejected) -> Hit:
    text = rows_of(connection, "SELECT text FROM version WHERE id = ?", (match.version,))[0][0]
    head = next(document_heads(connection, "v.id = ?", (match.version,)))
    met = marks(text, match.lang, terms)
    start, end = _window(text, met[0].start if met else 0)
    inside = tuple(Span(one.start - start, one.end - start) for one in met if start <= one.start and one.end <= end)
    return Hit(document=head, start=start, end=end, text=text[start:end], marks=inside)


def _window(text: str, at: int) -> tuple[int, int]:
    """A stretch of the text around a place that begins and ends between words."""
    start, end = max(0, at - _AROUND), min(len(text), at + _AROUND)
    while start and not text[start - 1].isspace():
        start -= 1
    while end < len(text) and not text[end].isspace():
        end += 1
    return start, end
