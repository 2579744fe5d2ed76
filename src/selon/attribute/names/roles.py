"""What a noun phrase says of who is meant: its head, number and gender, and which names a text ties a role to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from selon.attribute.names.evidence import Mention
from selon.attribute.names.nouns import NounIndex, Sense, load_nouns
from selon.attribute.parse import Parsed, Token
from selon.lang import Lexicon
from selon.lang.names import Determiner, Gender, NameWords, Number
from selon.lang.spelling import fold
from selon.types import EntityKind

_LEFT = 10
"""How many tokens before a name its role is looked for."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase: where its head stands, what the head says, and the other words that tell it from its like."""

    tokens: tuple[Token, ...]
    head: Token
    sense: Sense | None
    determiner: Determiner | None
    gender: Gender
    number: Number
    traits: frozenset[str]

    @property
    def word(self) -> str:
        """The head without endings."""
        return stem(self.head)

    @property
    def definite(self) -> bool:
        """Whether the phrase presents its thing as known."""
        return self.determiner is not None and self.determiner.kind in ("definite", "demonstrative")


@dataclass(frozen=True, slots=True)
class Role:
    """A role that the text ties to a name."""

    sense: Sense
    traits: frozenset[str]
    word: str


def read_phrase(tokens: list[Token], lexicon: Lexicon) -> Phrase | None:
    """The noun phrase that a run of tokens makes; None where no noun is in it."""
    names, nouns = lexicon.names, load_nouns(lexicon)
    core = _before_complement(tokens, names)
    head, sense = _head(tokens, core, nouns, lexicon.code)
    if head is None:
        head, sense = _head(tokens, tokens, nouns, "")
    if head is None:
        return None
    determiner = names.determiners.get(plain_norm(tokens[0]))
    gender = (sense.gender if sense else "") or (determiner.gender if determiner else "") or _morph_gender(head)
    plural = head.morph.get("Number") == "Plur"
    number: Number = (determiner.number if determiner and determiner.number else "") or ("p" if plural else "s")
    if lexicon.code == "en" and plural:
        number = "p"
    skip = {head.i} | {t.i for t in tokens if t.pos not in ("NOUN", "PROPN", "ADJ", "NUM")}
    traits = frozenset(stem(token) for token in tokens if token.i not in skip)
    return Phrase(tuple(tokens), head, sense, determiner, gender, number, traits)


def plain_norm(token: Token) -> str:
    """A token's lower-case form with a plain apostrophe."""
    return token.norm.replace("’", "'")


def stem(token: Token) -> str:
    """A word without accents and without the endings of gender and number: "chinoise" is "chinois"."""
    word = fold(token.norm)
    for ending in ("es", "s", "e"):
        if word.endswith(ending) and len(word) > len(ending) + 3:
            return word[: -len(ending)].rstrip("s") if ending != "e" else word[:-1].rstrip("s")
    return word.rstrip("s") if len(word) > 4 else word


def _morph_gender(token: Token) -> Gender:
    found = token.morph.get("Gender")
    return "m" if found == "Masc" else "f" if found == "Fem" else ""


def _before_complement(tokens: list[Token], names: NameWords) -> list[Token]:
    """The tokens up to the first preposition, comma, relative or genitive that is not at the beginning."""
    start = 0
    for place, token in enumerate(tokens):
        norm = plain_norm(token)
        if norm in names.genitives:
            start = place + 1  # Martin's lawyer: the head comes after
            continue
        opens = place > start and (norm not in names.determiners or tokens[place - 1].pos in ("NOUN", "ADJ", "PROPN"))
        mark = token.pos == "PUNCT" and norm != "-"
        if place > start and (mark or norm in ("qui", "que", "dont", "who", "that", "which")):
            return tokens[start:place]
        if place > start and norm in names.complements and (opens or token.pos == "ADP"):
            return tokens[start:place]
    return tokens[start:]


def _head(tokens: list[Token], core: list[Token], nouns: NounIndex, lang: str) -> tuple[Token | None, Sense | None]:
    """The head noun: the first that is known in French, the last of those before a complement in English."""
    places = {token.i: place for place, token in enumerate(tokens)}
    found = [(token, nouns.sense(tokens, places[token.i])) for token in core if token.pos != "DET"]
    known = [(token, hit[1]) for token, hit in found if hit and (token.pos in ("NOUN", "PROPN", "ADJ") or hit[0] > 1)]
    plain = [token for token, _ in found if token.pos in ("NOUN", "PROPN")]
    if lang == "en":
        if plain and known and known[-1][0].i >= plain[-1].i - (plain[-1].pos == "PROPN"):
            return known[-1]
        return (plain[-1], None) if plain else known[-1] if known else (None, None)
    if known and (not plain or known[0][0].i <= plain[0].i):
        return known[0]
    if plain:
        return next(((token, sense) for token, sense in known if token.i == plain[0].i), (plain[0], None))
    return known[0] if known else (None, None)


def is_complement(mention: Mention, phrase: list[Token], lexicon: Lexicon) -> bool:
    """Whether a name in a phrase only tells whose or which its head is: "le porte-parole de Paul", "Paul's lawyer"."""
    names = lexicon.names
    inside = {token.i: place for place, token in enumerate(phrase)}
    last = inside.get(mention.tokens[-1].i)
    place = inside.get(mention.tokens[0].i)
    if place is None or _modifies(phrase, last, lexicon):
        return True
    if any(plain_norm(token) in lexicon.grammar.relative_pronouns for token in phrase[1:place]):
        return True
    listed = place > 1 and (phrase[place - 1].norm in names.coordinators or phrase[place - 1].norm == ",")
    if listed and mention.kind is EntityKind.PLACE:
        return any(plain_norm(token) in names.complements for token in phrase[:place])
    return _after_complement(phrase, place - 1 - bool(mention.title and place), lexicon, mention.kind)


def _modifies(phrase: list[Token], last: int | None, lexicon: Lexicon) -> bool:
    """Whether a name that ends at `phrase[last]` stands before its head: "Paul's lawyer", "one Florida strategist"."""
    if last is None:
        return False
    for place in range(last + 1, len(phrase)):
        token = phrase[place]
        if plain_norm(token) in lexicon.names.genitives:
            return place + 1 < len(phrase)
        if lexicon.code != "en" or token.pos not in ("NOUN", "PROPN", "ADJ"):
            return False
        if token.pos == "NOUN" or (token.pos == "ADJ" and not token.text[0].isupper()):
            return True
    return False


def _after_complement(phrase: list[Token], place: int, lexicon: Lexicon, kind: EntityKind) -> bool:
    """Whether a preposition governs what comes after `phrase[place]`, over articles, adjectives and role nouns.

    A role noun is of the name's own kind: "l'institut Opinéa", but not "la sénatrice d'opposition Maud Quérel".
    """
    names, nouns = lexicon.names, load_nouns(lexicon)
    passed_noun = False
    while place >= 0:
        token = phrase[place]
        norm = plain_norm(token)
        if norm in names.complements:
            return True
        sense = nouns.word(norm)
        role = token.pos == "NOUN" and sense is not None and sense.kind is kind and place > 1 and not passed_noun
        if role:
            passed_noun = True
        elif token.pos not in ("DET", "ADJ") and norm not in names.determiners:
            return False
        place -= 1
    return False


def find_roles(mention: Mention, parsed: Parsed, lexicon: Lexicon) -> Iterator[Role]:
    """The roles that stand beside a name: before it, in apposition, or after "is"."""
    tokens = parsed.tokens
    sentence = mention.tokens[0].sentence
    first, last = mention.tokens[0].i - bool(mention.title), mention.tokens[-1].i
    left = _phrase_before(tokens, first, sentence.tokens[0].i, lexicon.names)
    right = _phrase_after(tokens, last, sentence.tokens[-1].i, lexicon)
    for run in (left, right):
        phrase = read_phrase(run, lexicon) if run else None
        if phrase is not None and phrase.sense is not None:
            yield Role(phrase.sense, phrase.traits, phrase.word)


def _phrase_before(tokens: list[Token], first: int, start: int, names: NameWords) -> list[Token]:
    """The noun phrase directly before a name, or before the comma in front of it."""
    i = first - 1
    comma = i >= start and tokens[i].norm == ","
    i -= comma
    end = i + 1
    if i < start or plain_norm(tokens[i]) in names.complements or plain_norm(tokens[i]) in names.determiners:
        return []
    while i >= start and end - i <= _LEFT and _in_phrase(tokens[i], names):
        i -= 1
    run = tokens[i + 1 : end]
    own = [place for place, token in enumerate(run) if _is_possessive(token, names)]
    run = run[own[-1] :] if own else run  # la grange de *son voisin*, Paul Morel
    while run and plain_norm(run[0]) in names.complements:
        run = run[1:]
    if run and _is_elided(run[0]):
        run = run[1:]
    return [] if comma and (not run or plain_norm(run[0]) not in names.determiners) else run


def _is_possessive(token: Token, names: NameWords) -> bool:
    determiner = names.determiners.get(plain_norm(token))
    return determiner is not None and determiner.kind == "possessive"


def _is_elided(token: Token) -> bool:
    return token.norm in ("d'", "d’")


def _in_phrase(token: Token, names: NameWords) -> bool:
    norm = plain_norm(token)
    if norm in names.complements:
        return norm in names.linkers
    return token.pos in ("NOUN", "ADJ", "PROPN", "DET", "NUM") or norm in names.determiners


def _phrase_after(tokens: list[Token], last: int, end: int, lexicon: Lexicon) -> list[Token]:
    """The noun phrase after a name and a comma, or after a form of "to be"."""
    i = last + 1
    if i > end or not (tokens[i].norm in (",", "(") or tokens[i].lemma in ("être", "be", "devenir", "become")):
        return []
    run: list[Token] = []
    for token in tokens[i + 1 : min(i + 9, end + 1)]:
        if not (_in_phrase(token, lexicon.names) or plain_norm(token) in lexicon.names.role_prefixes):
            break
        run.append(token)
    known = bool(run) and (plain_norm(run[0]) in lexicon.names.determiners or run[0].pos in ("NOUN", "ADJ"))
    return run if known and plain_norm(run[0]) not in lexicon.names.complements else []
