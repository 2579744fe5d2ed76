"""A document parsed: tokens and sentences with offsets into the document's text.

spaCy is met here and nowhere else. Rules see `Token`, so that they can be
read, tested and kept when the parser changes, and because attribute access on
spaCy's own tokens would cost more than the rules do.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from selon.attribute.models import load_model
from selon.attribute.transitions import annotate
from selon.lang import Lexicon
from selon.lang.sentences import find_sentences
from selon.types import Block, BlockKind, Document, Span

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.strings import StringStore
    from spacy.tokens import Doc

BATCH, _BATCH_CHARACTERS = 32, 24_000
"""Paragraphs, and characters, parsed at a time: more take more memory and are no faster, fewer short ones slower."""

_PLAIN = str.maketrans(
    {
        **dict.fromkeys("«»“”„‟″", '"'),
        **dict.fromkeys("’‘‛′ʼ", "'"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " "),
        **dict.fromkeys("–—―‒‑", "-"),
        # half of a pair is no character: no parser takes it
        **dict.fromkeys(map(chr, range(0xD800, 0xE000)), "\ufffd"),
    }
)


@dataclass(slots=True, eq=False)
class Token:
    """One word or mark. Filled once by `parse`, then only read.

    `start` and `end` are offsets into the document's text, `text` is as it
    stands there, `norm` is lower-case with plain quotation marks, `lemma` is
    lower-case, `pos` is the universal part of speech, `dep` the parser's own
    label (`lexicon.grammar` says what each means), `ner` the parser's entity
    type or "", `hyphened` whether a hyphen ties it to the word before ("a-t-il").
    The head of a sentence's root is the root itself.
    """

    i: int
    start: int
    end: int
    text: str
    norm: str
    lemma: str
    pos: str
    dep: str
    ner: str
    morph: dict[str, str]
    hyphened: bool = False
    head: Token = field(init=False, repr=False)
    children: list[Token] = field(init=False, default_factory=list, repr=False)
    sentence: Sentence = field(init=False, repr=False)

    @property
    def span(self) -> Span:
        """Where the token stands."""
        return Span(self.start, self.end)

    def subtree(self) -> list[Token]:
        """The token and all that hangs on it, in text order."""
        found, todo = [], [self]
        while todo:
            token = todo.pop()
            found.append(token)
            todo.extend(token.children)
        return sorted(found, key=lambda token: token.i)

    def ancestors(self) -> Iterator[Token]:
        """Its head, the head's head, up to the sentence's root."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence of one block; `tokens` in text order."""

    i: int
    start: int
    end: int
    block: Block
    tokens: list[Token]

    @property
    def root(self) -> Token:
        """The token that hangs on no other (the first, should there be several)."""
        return next(token for token in self.tokens if token.head is token)


@dataclass(slots=True, eq=False)
class Parsed:
    """A document with its tokens and sentences; furniture is not parsed."""

    document: Document
    sentences: list[Sentence]
    tokens: list[Token]


def parse(document: Document, lexicon: Lexicon) -> Parsed:
    """Parse what is not furniture with the language's model."""
    nlp = load_model(lexicon.about.model)
    text = plain(document.text)
    abbreviations = frozenset(lexicon.grammar.abbreviations)
    units = []
    for block in document.blocks:
        if block.kind is not BlockKind.FURNITURE:
            headline = block.kind is BlockKind.HEADLINE
            found = find_sentences(text[block.start : block.end], abbreviations, headline=headline)
            units += [(block, unit) for unit in _units(found, block.start) if _has_words(text, unit)]
    joined = lexicon.grammar.hyphen_joins
    parsed = Parsed(document, [], [])
    for batch in _batches(units):
        docs = annotate(nlp, [_prepare(nlp, text, unit, joined=joined) for _, unit in batch])
        for (block, unit), doc in zip(batch, docs, strict=True):
            _append(parsed, block, unit, doc)
    return parsed


_Units = list[tuple[Block, list[tuple[int, int]]]]
"""Groups of sentences with the block they stand in."""


def _batches(units: _Units) -> Iterator[_Units]:
    """The groups of sentences in batches that are parsed at once."""
    batch: _Units = []
    length = 0
    for block, unit in units:
        size = unit[-1][1] - unit[0][0]
        if batch and (len(batch) == BATCH or length + size > _BATCH_CHARACTERS):
            yield batch
            batch, length = [], 0
        batch.append((block, unit))
        length += size
    if batch:
        yield batch


def plain(text: str) -> str:
    """`text` with plain quotation marks, apostrophes, dashes and spaces, one for one, so that offsets hold."""
    return text.translate(_PLAIN)


_HEADLINE = 3
"""How many words in capitals may still be a name."""
_UNIT = 3_000


def _units(sentences: list[tuple[int, int]], offset: int) -> list[list[tuple[int, int]]]:
    """Sentences of one block in groups short enough to be parsed at once, offsets into the text."""
    units: list[list[tuple[int, int]]] = []
    for start, end in sentences:
        piece = (start + offset, end + offset)
        if units and piece[1] - units[-1][0][0] <= _UNIT:
            units[-1].append(piece)
        else:
            units.append([piece])
    return units


def _shouts(words: str) -> bool:
    """Whether several words are written in capitals throughout, in which taggers see nothing but names."""
    return words.isupper() and len(words.split()) > _HEADLINE


def _calm(words: str) -> str:
    """The words in small letters, one for one, so that offsets hold."""
    return "".join(small if len(small := char.lower()) == 1 else char for char in words)


def _has_words(text: str, unit: list[tuple[int, int]]) -> bool:
    return any(char.isalnum() for char in text[unit[0][0] : unit[-1][1]])


def _prepare(nlp: Language, text: str, unit: list[tuple[int, int]], *, joined: bool) -> Doc:
    """The unit's words with sentence starts set, which the parser keeps."""
    first = unit[0][0]
    words = text[first : unit[-1][1]]
    doc = nlp.make_doc(_calm(words) if _shouts(words) else words)
    if joined:
        _join_hyphens(doc)
    starts = iter([start - first for start, _ in unit])
    wanted: int | None = next(starts)
    for token in doc:
        token.is_sent_start = wanted is not None and token.idx >= wanted
        while wanted is not None and token.idx >= wanted:
            wanted = next(starts, None)
    return doc


def _join_hyphens(doc: Doc) -> None:
    """Make one word of those that the tokenizer cuts at a hyphen and the parser was taught whole: état-major."""
    with doc.retokenize() as retokenizer:
        end = 0
        for token in list(doc)[1:-1]:
            if token.text != "-" or token.whitespace_ or doc[token.i - 1].whitespace_ or token.i - 1 < end:
                continue
            left, right = doc[token.i - 1].text, doc[token.i + 1].text
            chained = any(0 <= place < len(doc) and doc[place].text == "-" for place in (token.i - 2, token.i + 2))
            if left.isalpha() and right.isalpha() and len(left) > 2 and not chained:
                end = token.i + 2
                retokenizer.merge(doc[token.i - 1 : end])


_ATTRIBUTES = ("LEMMA", "POS", "DEP", "MORPH", "ENT_TYPE", "SENT_START", "HEAD")
_SENT_START, _HEAD = 5, 6


class _Names(dict[int, str]):
    """The strings of spaCy's ids, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        super().__init__()
        self.strings = strings

    def __missing__(self, number: int) -> str:
        name = self[number] = self.strings[number]
        return name


@functools.lru_cache(maxsize=8)
def _names_of(strings: StringStore) -> _Names:
    return _Names(strings)


def _append(parsed: Parsed, block: Block, unit: list[tuple[int, int]], doc: Doc) -> None:
    """Turn spaCy's tokens into ours at the end of `parsed`; white space is no token of ours."""
    array = doc.to_array(list(_ATTRIBUTES))
    rows = array.tolist()
    heads = array[:, _HEAD].astype("int64").tolist()
    tokens = list(_tokens(parsed.document.text, unit[0][0], doc, rows))
    members: list[Token] = []
    for place, (row, token, distance) in enumerate(zip(rows, tokens, heads, strict=True)):
        token.head = head = tokens[place + distance]
        if row[_SENT_START] == 1:
            _close(parsed, block, members)
            members = []
        if token.pos != "SPACE":
            members.append(token)
            if distance:
                head.children.append(token)
    _close(parsed, block, members)


def _tokens(text: str, offset: int, doc: Doc, rows: list[list[int]]) -> Iterator[Token]:
    names = _names_of(doc.vocab.strings)
    for (lemma, pos, dep, morph, ner, _, _), word in zip(rows, doc, strict=True):
        start = offset + word.idx
        end = start + len(word)
        norm = word.lower_
        hyphened = norm[0] == "-" and norm[1:2].isalpha()
        if hyphened:
            # "-t-il" comes as "-t" and "-il"; the hyphen is no part of the word
            start, norm = start + 1, norm[1:]
        yield Token(
            i=-1,
            start=start,
            end=end,
            text=text[start:end],
            norm=norm,
            lemma=names[lemma].lower().removeprefix("-") or norm,
            pos="PART" if norm == "t" else names[pos],
            dep=names[dep],
            ner=names[ner],
            morph=_morph(names[morph]),
            hyphened=hyphened,
        )


def _close(parsed: Parsed, block: Block, members: list[Token]) -> None:
    """Number the tokens and make them a sentence."""
    if not members:
        return
    sentence = Sentence(len(parsed.sentences), members[0].start, members[-1].end, block, members)
    for i, token in enumerate(members, start=len(parsed.tokens)):
        token.i, token.sentence = i, sentence
    parsed.sentences.append(sentence)
    parsed.tokens.extend(members)


@functools.lru_cache(maxsize=4_096)
def _morph(features: str) -> dict[str, str]:
    return dict(feature.split("=", 1) for feature in features.split("|") if "=" in feature)
