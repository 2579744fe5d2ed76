"""Where a text names somebody or something: runs of capitalised words, with the evidence of what they are.

The parser's own entities are one witness among several: its types are unsure,
and headlines in capitals mislead it. A run's kind is voted on by the words in
it and around it (McDonald's internal and external evidence, "Internal and
external evidence in the identification and semantic categorization of proper
names", 1996).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from selon.attribute.gazetteer import Gazetteer, Known, load_gazetteer
from selon.attribute.nouns import NounIndex, load_nouns
from selon.attribute.parse import Parsed, Sentence, Token
from selon.attribute.spelling import fold, phonetic
from selon.lang import Lexicon
from selon.lang.names import Gender, NameWords
from selon.types import EntityKind, Span

_CLOSED = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "ADV", "PRON", "AUX", "INTJ", "NUM", "PART", "PUNCT", "VERB", "ADJ"})
_AMBIGUOUS = frozenset({"de", "d'", "du", "des", "la", "le"})
_OF = frozenset({"de", "d'", "du", "des", "of"})
_KIND_OF_NER = {
    "PER": EntityKind.PERSON, "PERSON": EntityKind.PERSON, "LOC": EntityKind.PLACE, "GPE": EntityKind.PLACE,
    "FAC": EntityKind.PLACE, "ORG": EntityKind.BODY,
}  # fmt: skip


@dataclass(slots=True)
class Word:
    """One or several tokens that are one word of a name, such as the three of "Jong-un"."""

    first: Token
    last: Token
    text: str
    capital: bool


@dataclass(slots=True)
class Mention:
    """A name as it stands in the text; `span` takes in a civil title, `words` do not."""

    span: Span
    words: tuple[str, ...]
    tokens: tuple[Token, ...]
    title: str = ""
    gender: Gender = ""
    known: Known | None = None
    votes: Counter[EntityKind] = field(default_factory=Counter)
    parser_votes: Counter[EntityKind] = field(default_factory=Counter)

    @property
    def name(self) -> str:
        """The name as written, without title."""
        return " ".join(self.words).replace("' ", "'").replace("’ ", "’")

    @property
    def kind(self) -> EntityKind:
        """The kind most votes speak for; unknown without any."""
        return decide(self.votes, self.parser_votes)


def decide(votes: Counter[EntityKind], parser_votes: Counter[EntityKind]) -> EntityKind:
    """The kind that evidence speaks for, in which all the parser's votes count as two for what most of them say."""
    total = Counter(votes)
    if parser_votes:
        total[max(parser_votes, key=lambda kind: (parser_votes[kind], kind.value))] += 2
    ranked = sorted((-count, kind.value, kind) for kind, count in total.items() if count > 0)
    return ranked[0][2] if ranked else EntityKind.UNKNOWN


class Finder:
    """Finds the mentions of one document; what it holds is read only."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.names: NameWords = lexicon.names
        self.nouns: NounIndex = load_nouns(lexicon)
        self.gazetteer: Gazetteer = load_gazetteer(lexicon.code)
        self.lower = {token.norm for token in parsed.tokens if token.text[:1].islower()}
        names = lexicon.names
        articles = {word for word, determiner in names.determiners.items() if determiner.kind != "definite"}
        self._function_words = _folded(names.complements | names.coordinators | names.locatives | frozenset(articles))
        self.followers = _followers(parsed)
        self.subjects = lexicon.grammar.subject

    def find(self) -> list[Mention]:
        """All mentions in text order; those in headlines only where the rest of the text knows the name."""
        found: list[Mention] = []
        loud: list[Sentence] = []
        for sentence in self.parsed.sentences:
            if _is_loud(sentence):
                loud.append(sentence)
            else:
                found += self._in_sentence(sentence)
        found = _without_shouts(found)
        known = {tuple(fold(word) for word in mention.words) for mention in found}
        known |= {(words[-1],) for words in known if len(words) > 1}
        for sentence in loud:
            found += self._in_headline(sentence, known)
        return sorted(found, key=lambda mention: (mention.span.start, -mention.span.end))

    def _in_sentence(self, sentence: Sentence) -> Iterator[Mention]:
        words = _words(sentence.tokens, self.names.particles)
        texts = [word.text for word in words]
        i = 0
        while i < len(words):
            if not words[i].capital:
                i += 1
                continue
            end, mention = self._at(words, texts, i)
            if mention is not None:
                yield mention
            i = max(end, i + 1)

    def _at(self, words: list[Word], texts: list[str], i: int) -> tuple[int, Mention | None]:
        """The mention that begins at a capitalised word, and where to go on."""
        match = self.gazetteer.match(texts, i)
        end = self._run(words, i)
        if match and (i + match[0] >= end or not self._continues(words, i + match[0], end, match[1])):
            return i + match[0], self._known(words, i, match)
        if self._is_body(words, i):
            end = self._body(words, i, end)
        start = self._without_head(words, i, end)
        if start > i and start < end:
            return self._at(words, texts, start) if match is None or start >= i + match[0] else (end, None)
        end = self._settled(words, start, end)
        if start >= end or not self._is_name(words, start, end):
            return end, None
        return end, self._mention(words, start, end)

    def _settled(self, words: list[Word], start: int, end: int) -> int:
        """The end of a one-word name that always stands with the same adjective: Crédit | agricole."""
        if end - start != 1 or end >= len(words) or words[end].capital or words[end].first.pos not in ("ADJ", "NOUN"):
            return end
        after = self.followers.get(words[start].text, Counter())
        settled = after[words[end].first.norm] == sum(after.values()) > 1
        return end + 1 if settled else end

    def _continues(self, words: list[Word], after: int, end: int, known: Known) -> bool:
        """Whether a known name is only the beginning of a longer one: New York | Times, Paris | Hilton."""
        nxt = fold(words[after].text)
        if nxt in self.names.titles or self._is_given(nxt):
            return end - after == 1 and known.kind is not EntityKind.BODY
        return self.nouns.word(nxt) is None or self.nouns.words.get(nxt) is None or self._body_word(nxt)

    def _body_word(self, word: str) -> bool:
        sense = self.nouns.word(word)
        return sense is not None and sense.kind is EntityKind.BODY

    def _run(self, words: list[Word], i: int) -> int:
        """The end of the run of name words that begins at `words[i]`."""
        end = i + 1
        while end < len(words):
            if words[end].capital:
                if fold(words[end].text) in self.names.titles:
                    break
                end += 1
            elif (skip := self._particles(words, i, end)) > 0:
                end += skip + 1
            else:
                break
        return end

    def _particles(self, words: list[Word], start: int, at: int) -> int:
        """How many particles stand at `words[at]` before the name goes on; 0 if it does not."""
        count = 0
        while at + count < len(words) and count < 3 and fold(words[at + count].text) in self.names.particles:
            count += 1
        if count == 0 or at + count >= len(words) or not words[at + count].capital:
            return 0
        particle = fold(words[at].text)
        if particle not in _AMBIGUOUS or words[at].text[0].isupper():
            return count
        before, after = words[at - 1], words[at + count]
        if self._is_given(fold(after.text)):
            return 0
        person = self._is_given(fold(before.text))
        together = {before.last.ner, words[at].first.ner, after.first.ner} <= {"PER", "PERSON"}
        return count if at - start == 1 and (person or together) else 0

    def _is_body(self, words: list[Word], i: int) -> bool:
        if words[i].first.ner == "ORG":
            return True
        return self._body_word(fold(words[i].text)) and not self._is_given(fold(words[i].text))

    def _body(self, words: list[Word], i: int, end: int) -> int:
        """The end of a body's name, which goes on over "of" and adjectives: Organisation mondiale de la santé."""
        links = 0
        while end < len(words):
            word = words[end]
            if not word.capital and self._goes_on(words, i, end):
                end += 1
                continue
            skip = self._link(words, end)
            if not skip or links == 3:
                break
            links += 1
            end += skip
            while end < len(words) and words[end].capital:
                end += 1
        return end

    def _goes_on(self, words: list[Word], i: int, at: int) -> bool:
        """Whether an adjective goes on with a body's name: Parti communiste, Forces armées."""
        word = words[at].first
        participle = word.morph.get("VerbForm") == "Part" and word.pos == "VERB"
        if word.pos != "ADJ" and not participle:
            return False
        return self._body_word(fold(words[i].text)) or word.ner == "ORG"

    def _link(self, words: list[Word], at: int) -> int:
        """How many words from `words[at]` go on with a body's name: a linker, articles, and the noun after them."""
        first = fold(words[at].text)
        if first not in self.names.linkers or words[at].capital:
            return 0
        inside = words[at].first.ner == "ORG"
        if first not in _OF and not inside:
            return 0
        count = 1
        while at + count < len(words) and count < 3 and fold(words[at + count].text) in self.names.linkers:
            count += 1
        if at + count >= len(words):
            return 0
        noun = words[at + count]
        folded = fold(noun.text)
        if folded in self.names.titles or self._is_given(folded):
            return 0
        if noun.capital:
            return count + 1
        plain = noun.first.pos == "NOUN" and folded not in self.names.not_names and (inside or count == 1 or noun.first.ner == "ORG")
        return count + 1 if plain and self.lexicon.code != "en" else 0

    def _without_head(self, words: list[Word], i: int, end: int) -> int:
        """Where the name begins, after roles, portfolios, peoples and words that merely open the sentence."""
        start = i
        if self._opens(words[i]) and self._merely_opens(words, i):
            start += 1
            if start < end and not words[start].capital:
                return end
        if fold(words[i].text) in self.names.titles and i == start:
            return start if end - start > 1 else end
        bodily = any(self._body_word(fold(word.text)) for word in words[start + self._given_at(words, start) : end])
        if bodily:
            return start
        for k in range(end - 2, start - 1, -1):
            if self._is_role(words[k].text) or (k > start and self._begins_person(words, k)):
                return k + (1 if self._is_role(words[k].text) else 0)
        while start < end - 1 and self._is_prefix(words, start):
            start += 1
        return start if start == end or words[start].capital else end

    def _begins_person(self, words: list[Word], k: int) -> bool:
        """Whether a given name begins a new name after a body's or a place's: PS | Jean-Marc Ayrault."""
        before = words[k - 1]
        other = before.last.ner not in ("PER", "PERSON") or before.text.isupper() or not before.capital
        return other and self._given_at(words, k) and not self._given_at(words, k - 1) and len(before.text) > 2

    def _given_at(self, words: list[Word], at: int) -> bool:
        return self._is_given(fold(words[at].text))

    def _merely_opens(self, words: list[Word], i: int) -> bool:
        """Whether a sentence's first word owes its capital to its place: Selon | Paul, Follow | Anna."""
        word, folded = words[i], fold(words[i].text)
        if folded in self._function_words and not self._given_at(words, i):
            return True
        nxt = words[i + 1] if i + 1 < len(words) else None
        if nxt and nxt.capital and word.first.ner == "" and nxt.first.ner in ("PER", "PERSON"):
            return not self._given_at(words, i) and folded not in self.names.titles and not self._is_role(folded)
        return word.first.pos in _CLOSED and not self._speaks_for_name(word)

    def _speaks_for_name(self, word: Word) -> bool:
        given = fold(word.text).split("-")[0]
        return word.first.ner != "" and word.first.pos not in ("ADP", "DET", "CCONJ", "SCONJ", "PRON") or self._is_given(given)

    def _opens(self, word: Word) -> bool:
        """Whether the capital may be owed to the place: first in the sentence, or after a mark or a colon."""
        tokens = word.first.sentence.tokens
        place = word.first.i - tokens[0].i
        return place == 0 or tokens[place - 1].norm in ('"', ":", "-", "(", "'", "[", "...", "…") or (
            place == 1 and tokens[0].pos == "PUNCT"
        )

    def _is_role(self, word: str) -> bool:
        sense = self.nouns.word(word)
        return sense is not None and sense.kind is EntityKind.PERSON and len(word) > 2

    def _is_prefix(self, words: list[Word], k: int) -> bool:
        """Whether a capitalised word before a name is no part of it: Défense | Juan, Français | Noël."""
        folded, nxt = fold(words[k].text), fold(words[k + 1].text)
        following = nxt in self.names.titles or self._is_given(nxt) or self._is_role(nxt)
        if folded in self.gazetteer.peoples:
            return following or words[k + 1].first.ner in ("PER", "PERSON")
        if folded in self._portfolios:
            before = words[k - 1] if k else None
            after_of = before is not None and fold(before.text) in self.names.complements | self.names.linkers
            return following or after_of
        return False

    @property
    def _portfolios(self) -> frozenset[str]:
        return _folded(self.names.portfolios)

    def _is_given(self, word: str) -> bool:
        return bool(self._gender_of(word))

    def _gender_of(self, given: str) -> str:
        """The gender a given name tells, "mf" where it is both, empty for no given name known."""
        part = given.split("-")[0]
        return "m" * (part in self.names.given.m) + "f" * (part in self.names.given.f)

    def _is_name(self, words: list[Word], start: int, end: int) -> bool:
        """Whether a run names something at all."""
        first = words[start]
        folded = fold(first.text)
        if end - start > 1:
            return not all(self._is_common(word) for word in words[start:end]) or first.first.ner == "ORG"
        if self._is_common(first) or folded in self.names.titles or len(folded.strip(".'")) < 2:
            return False
        sense = self.nouns.word(folded)
        if sense is not None and sense.kind in (EntityKind.PLACE, EntityKind.WORK):
            return False
        if self._is_role(folded) and first.first.ner not in ("PER", "PERSON"):
            return False
        if folded in self._portfolios and not first.text.isupper():
            return False
        if not self._opens(first):
            return first.first.pos in ("PROPN", "NOUN", "X", "ADJ") or first.first.ner != ""
        lower = first.first.norm in self.lower or first.first.pos in _CLOSED
        return not lower and (first.first.pos == "PROPN" or first.first.ner in _KIND_OF_NER)

    def _is_common(self, word: Word) -> bool:
        folded = fold(word.text)
        return folded in self.names.not_names or folded in self.gazetteer.peoples

    def _known(self, words: list[Word], i: int, match: tuple[int, Known]) -> Mention | None:
        count, known = match
        first = words[i]
        if self._opens(first) and count == 1 and first.first.pos in _CLOSED and first.first.ner == "":
            return None
        mention = self._mention(words, i, i + count)
        titled = mention.title and known.kind is EntityKind.PLACE
        if not titled:
            mention.known = known
            mention.votes = Counter({known.kind: 9})
        return mention

    def _mention(self, words: list[Word], start: int, end: int) -> Mention:
        title, gender, begin = "", "", words[start].first.start
        if fold(words[start].text) in self.names.titles and end - start > 1:
            title, start = words[start].text, start + 1
        elif start and fold(words[start - 1].text) in self.names.titles:
            title, begin = words[start - 1].text, words[start - 1].first.start
        if title:
            gender = self.names.titles[fold(title)]
        run = words[start:end]
        first, last = run[0].first, run[-1].last
        tokens = tuple(self.parsed.tokens[first.i : last.i + 1])
        mention = Mention(Span(begin, last.end), tuple(word.text for word in run), tokens, title, gender or "")
        self._vote(mention, words, start, end)
        return mention

    def _vote(self, mention: Mention, words: list[Word], start: int, end: int) -> None:
        """Evidence of the kind, from within the name and from around it."""
        votes = mention.votes
        first, last = mention.tokens[0], mention.tokens[-1]
        for ner in {token.ner for token in mention.tokens} & _KIND_OF_NER.keys():
            mention.parser_votes[_KIND_OF_NER[ner]] += 1
        self._vote_inside(mention)
        if mention.title:
            votes[EntityKind.PERSON] += 5
        before = words[start - 1] if start else None
        if before is not None:
            kind = self._kind_before(words, start)
            if kind is not None:
                votes[kind] += 5
            if fold(before.text) in self.names.locatives:
                votes[EntityKind.PLACE] += 1
            if fold(before.text) in ("le", "la", "l'", "the", "du", "des", "les"):
                votes[EntityKind.BODY] += 1
                votes[EntityKind.PERSON] -= 1
        if end < len(words) and words[end].first.norm == ",":
            votes[EntityKind.PERSON] += 2 * self._role_follows(words, end + 1)
        verb = last.head if last.dep in self.subjects else first.head if first.dep in self.subjects else None
        if verb is not None and verb.lemma in self.lexicon.cues.verbs:
            votes[EntityKind.PERSON] += 2
            votes[EntityKind.BODY] += 1

    def _kind_before(self, words: list[Word], start: int) -> EntityKind | None:
        """What the noun says that the name stands beside: "le ministre colombien de la Défense Juan Santos"."""
        if fold(words[start - 1].text) in self.names.complements:
            return None
        found = None
        for word in reversed(words[max(0, start - 8) : start]):
            folded = fold(word.text)
            sense = self.nouns.word(folded)
            if sense is not None and (sense.kind is not EntityKind.PLACE or not word.capital):
                found = sense.kind
            elif sense is None and word.first.pos not in ("NOUN", "ADJ", "PROPN") and folded not in self.names.linkers:
                break
        return None if found is EntityKind.WORK else found

    def _vote_inside(self, mention: Mention) -> None:
        votes, words = mention.votes, mention.words
        folded = [fold(word) for word in words]
        rest = folded[self._is_given(folded[0]) :]
        if any(self._body_word(word) for word in rest) or folded[-1] in self.names.suffixes:
            votes[EntityKind.BODY] += 5
        elif any((sense := self.nouns.word(word)) and sense.kind is EntityKind.PLACE for word in folded):
            votes[EntityKind.PLACE] += 3
        elif len(words) > 1 and self._is_given(folded[0]):
            votes[EntityKind.PERSON] += 3
            mention.gender = mention.gender or self._gender(folded[0])
        elif 1 < len(words) < 5 or self._is_given(folded[0]):
            votes[EntityKind.PERSON] += 1
        elif words[0].isupper() and 1 < len(words[0].replace(".", "")) < 7:
            votes[EntityKind.BODY] += 2

    def _gender(self, given: str) -> Gender:
        found = self._gender_of(given)
        return "m" if found == "m" else "f" if found == "f" else ""

    def _role_follows(self, words: list[Word], at: int) -> bool:
        for word in words[at : at + 4]:
            if self._is_role(word.text):
                return True
            if word.first.pos not in ("DET", "ADJ", "ADP", "NOUN"):
                return False
        return False

    def _in_headline(self, sentence: Sentence, known: set[tuple[str, ...]]) -> Iterator[Mention]:
        """Names in a sentence whose capitals tell nothing: those known beforehand or from the rest of the text."""
        words = _words(sentence.tokens, self.names.particles)
        texts = [word.text for word in words]
        i = 0
        while i < len(words):
            match = self.gazetteer.match(texts, i) if words[i].capital else None
            length = match[0] if match else 0
            for size in (4, 3, 2, 1):
                if size > length and tuple(fold(text) for text in texts[i : i + size]) in known and words[i].capital:
                    yield self._mention(words, i, i + size)
                    i += size
                    break
            else:
                mention = self._known(words, i, match) if match else self._headline_person(words, i)
                if mention is not None:
                    yield mention
                    length = max(length, len(mention.words))
                i += max(length, 1)

    def _headline_person(self, words: list[Word], i: int) -> Mention | None:
        """A given name and the words after it that the parser too takes for a person."""
        end = i
        while end < len(words) and words[end].capital and words[end].first.ner in ("PER", "PERSON"):
            end += 1
        return self._mention(words, i, end) if end - i > 1 and self._given_at(words, i) else None


def _folded(words: frozenset[str]) -> frozenset[str]:
    found = _FOLDED.get(words)
    if found is None:
        found = _FOLDED[words] = frozenset(fold(word) for word in words)
    return found


_FOLDED: dict[frozenset[str], frozenset[str]] = {}


def _without_shouts(mentions: list[Mention]) -> list[Mention]:
    """Without single words in capitals that no other mention bears out: "une révolte MAJEURE"."""
    sounds = {phonetic(word) for mention in mentions for word in mention.words if not word.isupper()}
    return [
        mention for mention in mentions
        if len(mention.words) > 1 or mention.known or not mention.words[0].isupper() or len(mention.words[0]) < 6
        or mention.tokens[0].ner in _KIND_OF_NER or phonetic(mention.words[0]) in sounds
    ]  # fmt: skip


def _followers(parsed: Parsed) -> dict[str, Counter[str]]:
    """How often each capitalised word stands before each other word."""
    found: dict[str, Counter[str]] = {}
    for token, nxt in pairwise(parsed.tokens):
        if token.text[0].isupper() and token.pos != "PUNCT":
            found.setdefault(token.text, Counter())[nxt.norm] += 1
    return found


def _is_loud(sentence: Sentence) -> bool:
    """Whether most words are capitalised, so that capitals say nothing of names."""
    words = [token.text for token in sentence.tokens if token.pos != "PUNCT" and len(token.text) > 3]
    if any(token.pos in ("VERB", "AUX") and token.text.islower() for token in sentence.tokens):
        return False
    if len(words) > 1 and all(word.isupper() for word in words):
        return True
    return len(words) > 3 and sum(word[0].isupper() for word in words) > 0.75 * len(words)


def _words(tokens: list[Token], particles: frozenset[str]) -> list[Word]:
    """The words of a sentence, hyphenated names and O'Brien put together again; punctuation stays, in lower case."""
    words: list[Word] = []
    i = 0
    while i < len(tokens):
        last = i
        if tokens[i].text[0].isupper() or tokens[i].norm in particles:
            last = _glued(tokens, i)
        first = tokens[i]
        text = "".join(token.text for token in tokens[i : last + 1])
        capital = first.text[0].isupper() or (last > i and any(token.text[0].isupper() for token in tokens[i : last + 1]))
        words.append(Word(first, tokens[last], text, capital and first.pos != "PUNCT"))
        i = last + 1
    return words


def _glued(tokens: list[Token], i: int) -> int:
    """The last token that belongs to the word begun at `tokens[i]` by a hyphen or an apostrophe without space."""
    last = i
    while last + 1 < len(tokens) and tokens[last + 1].start == tokens[last].end:
        nxt = tokens[last + 1]
        if tokens[last].norm in ("o'", "n'", "m'", "d'") and tokens[last].text[0].isupper() and nxt.text[0].isupper():
            last += 1
        elif nxt.text in ("-", "‑") and last + 2 < len(tokens) and _follows_hyphen(tokens, i, last + 2):
            last += 2
        else:
            break
    return last


def _follows_hyphen(tokens: list[Token], i: int, at: int) -> bool:
    nxt = tokens[at]
    if nxt.start != tokens[at - 1].end or not nxt.text[0].isalpha():
        return False
    if nxt.text[0].isupper():
        return True
    return (i > 0 and tokens[i - 1].text[0].isupper() and len(nxt.text) < 5) or (
        at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 2].text[0].isupper()
    )
