"""Where a text names somebody or something: runs of capitalised words.

A run begins at a capital that is not owed to the sentence's beginning, goes on
over particles and, in a body's name, over adjectives and "of", and gives up
roles and portfolios at its head. Names known beforehand are matched first.
What kind of thing a run names is told by `evidence`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from selon.attribute.names.evidence import KIND_OF_NER, Evidence, Mention
from selon.attribute.names.gazetteer import Known
from selon.attribute.names.words import Word, count_followers, find_capitals, find_words, is_loud
from selon.attribute.parse import Parsed, Sentence
from selon.lang import Lexicon
from selon.lang.names import Gender, NameWords
from selon.lang.spelling import fold, phonetic
from selon.types import EntityKind, Span

_CLOSED = frozenset(
    {"ADP", "DET", "CCONJ", "SCONJ", "ADV", "PRON", "AUX", "INTJ", "NUM", "PART", "PUNCT", "VERB", "ADJ"}
)
_AMBIGUOUS = frozenset({"de", "d'", "du", "des", "la", "le"})
_SHORT = 5
"""Letters up to which two words may sound alike without being one name."""

_OF = frozenset({"de", "d'", "du", "des", "of"})


class Finder:
    """Finds the mentions of one document; what it holds is read only."""

    def __init__(self, parsed: Parsed, lexicon: Lexicon) -> None:
        self.parsed = parsed
        self.lexicon = lexicon
        self.names: NameWords = lexicon.names
        self.evidence = Evidence(lexicon)
        self.nouns, self.gazetteer = self.evidence.nouns, self.evidence.gazetteer
        self.lower = {token.norm for token in parsed.tokens if token.text[:1].islower()}
        self.capitals = find_capitals(parsed)
        self.sounds = {phonetic(word) for word in self.capitals if len(word) > _SHORT}
        names = lexicon.names
        articles = {word for word, determiner in names.determiners.items() if determiner.kind != "definite"}
        self.function_words = {
            fold(word) for word in names.complements | names.coordinators | names.locatives | articles
        }
        self.followers = count_followers(parsed)

    def find(self) -> list[Mention]:
        """All mentions in text order; those in headlines only where the rest of the text knows the name."""
        found: list[Mention] = []
        loud: list[Sentence] = []
        for sentence in self.parsed.sentences:
            if is_loud(sentence):
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
        words = find_words(sentence.tokens, self.names.particles)
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
        if nxt in self.names.titles or self.evidence.is_given(nxt):
            return end - after == 1 and known.kind is not EntityKind.BODY
        return self.nouns.word(nxt) is None or self.nouns.words.get(nxt) is None or self.evidence.is_body_word(nxt)

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
        if fold(before.text) in self.names.titles:
            return count
        if before.text.isupper():
            return 0
        if self.evidence.is_given(fold(after.text)):
            return 0
        if at - start == 2:
            person = self.evidence.given_at(words, start) and after.first.ner in ("PER", "PERSON")
            return count if person and self.gazetteer.match([after.text], 0) is None else 0
        person = self.evidence.is_given(fold(before.text))
        if not person and self.evidence.opens(before):
            return 0
        together = {before.last.ner, words[at].first.ner, after.first.ner} <= {"PER", "PERSON"}
        return count if at - start == 1 and (person or together) else 0

    def _is_body(self, words: list[Word], i: int) -> bool:
        if words[i].first.ner == "ORG":
            return True
        return self.evidence.is_body_word(fold(words[i].text)) and not self.evidence.is_given(fold(words[i].text))

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
        return self.evidence.is_body_word(fold(words[i].text)) or word.ner == "ORG"

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
        if folded in self.names.titles or self.evidence.is_given(folded):
            return 0
        if noun.capital:
            return count + 1
        plain = (
            noun.first.pos == "NOUN"
            and folded not in self.names.not_names
            and (inside or count == 1 or noun.first.ner == "ORG")
        )
        return count + 1 if plain and self.lexicon.code != "en" else 0

    def _without_head(self, words: list[Word], i: int, end: int) -> int:
        """Where the name begins, after roles, portfolios, peoples and words that merely open the sentence."""
        start = i
        if self.evidence.opens(words[i]) and self._merely_opens(words, i):
            start += 1
            if start == end or not words[start].capital:
                return end
        if fold(words[i].text) in self.names.titles and i == start:
            return start if end - start > 1 else end
        while start < end - 1 and self._is_prefix(words, start):
            start += 1
        bodily = self._has_body_word(words, start + self.evidence.given_at(words, start), end)
        for k in range(end - 2, start - 1, -1):
            if not words[k + 1].capital or (bodily and self._has_body_word(words, k + 1, end)):
                continue
            if self.evidence.is_role(words[k].text):
                return k + 1
            if k > start and not bodily and self._begins_person(words, k):
                return k
        return start if start == end or words[start].capital else end

    def _has_body_word(self, words: list[Word], start: int, end: int) -> bool:
        return any(self.evidence.is_body_word(fold(word.text)) for word in words[start:end])

    def _begins_person(self, words: list[Word], k: int) -> bool:
        """Whether a given name begins a new name after a body's or a place's: PS | Jean-Marc Ayrault."""
        before = words[k - 1]
        other = before.last.ner not in ("PER", "PERSON") or before.text.isupper() or not before.capital
        return (
            other
            and self.evidence.given_at(words, k)
            and not self.evidence.given_at(words, k - 1)
            and not before.text.endswith(".")
        )

    def _merely_opens(self, words: list[Word], i: int) -> bool:
        """Whether a sentence's first word owes its capital to its place: Selon | Paul, Follow | Anna."""
        word, folded = words[i], fold(words[i].text)
        if folded in self.function_words and not self.evidence.given_at(words, i):
            return True
        if word.text in self.capitals or phonetic(word.text) in self.sounds:
            return False
        nxt = words[i + 1] if i + 1 < len(words) else None
        if nxt and nxt.capital and word.first.ner == "" and nxt.first.ner in ("PER", "PERSON"):
            return (
                not self.evidence.given_at(words, i)
                and folded not in self.names.titles
                and not self.evidence.is_role(folded)
            )
        return word.first.pos in _CLOSED and not self._speaks_for_name(word)

    def _speaks_for_name(self, word: Word) -> bool:
        given = fold(word.text).split("-")[0]
        return (
            word.first.ner != "" and word.first.pos not in ("ADP", "DET", "CCONJ", "SCONJ", "PRON")
        ) or self.evidence.is_given(given)

    def _is_prefix(self, words: list[Word], k: int) -> bool:
        """Whether a capitalised word before a name is no part of it: Défense | Juan, Français | Noël."""
        folded, nxt = fold(words[k].text), fold(words[k + 1].text)
        following = nxt in self.names.titles or self.evidence.is_given(nxt) or self.evidence.is_role(nxt)
        if folded in self.gazetteer.peoples:
            return following or words[k + 1].first.ner in ("PER", "PERSON")
        if folded in self.evidence.portfolios:
            before = words[k - 1] if k else None
            after_of = before is not None and fold(before.text) in self.names.complements | self.names.linkers
            return following or (after_of and not self.evidence.is_body_word(nxt))
        return False

    def _is_name(self, words: list[Word], start: int, end: int) -> bool:
        """Whether a run names something at all."""
        first = words[start]
        folded = fold(first.text)
        if end - start > 1:
            return not all(self.evidence.is_common(word) for word in words[start:end]) or first.first.ner == "ORG"
        if self.evidence.is_common(first) or folded in self.names.titles or len(folded.strip(".'")) < 2:
            return False
        sense = self.nouns.word(folded)
        if sense is not None and sense.kind in (EntityKind.PLACE, EntityKind.WORK):
            return False
        if self.evidence.is_role(folded) and first.first.ner not in ("PER", "PERSON"):
            return False
        if folded in self.evidence.portfolios and not first.text.isupper():
            return False
        if not self.evidence.opens(first):
            return first.first.pos in ("PROPN", "NOUN", "X", "ADJ") or first.first.ner != ""
        if first.text in self.capitals or phonetic(first.text) in self.sounds:
            return True
        lower = first.first.norm in self.lower or first.first.pos in _CLOSED
        return not lower and (first.first.pos == "PROPN" or first.first.ner in KIND_OF_NER)

    def _known(self, words: list[Word], i: int, match: tuple[int, Known]) -> Mention | None:
        count, known = match
        first = words[i]
        if self.evidence.opens(first) and count == 1 and first.first.pos in _CLOSED and first.first.ner == "":
            return None
        mention = self._mention(words, i, i + count)
        titled = mention.title and known.kind is EntityKind.PLACE
        if not titled:
            mention.known = known
            mention.votes = Counter({known.kind: 9})
        return mention

    def _mention(self, words: list[Word], start: int, end: int) -> Mention:
        title, begin = "", words[start].first.start
        gender: Gender = ""
        if fold(words[start].text) in self.names.titles and end - start > 1:
            title, start = words[start].text, start + 1
        elif start and fold(words[start - 1].text) in self.names.titles:
            title, begin = words[start - 1].text, words[start - 1].first.start
        if title:
            gender = self.names.titles[fold(title)]
        run = words[start:end]
        first, last = run[0].first, run[-1].last
        tokens = tuple(self.parsed.tokens[first.i : last.i + 1])
        mention = Mention(Span(begin, last.end), tuple(word.text for word in run), tokens, title, gender)
        self.evidence.vote(mention, words, start, end)
        return mention

    def _in_headline(self, sentence: Sentence, known: set[tuple[str, ...]]) -> Iterator[Mention]:
        """Names in a sentence whose capitals tell nothing: those known beforehand or from the rest of the text."""
        words = find_words(sentence.tokens, self.names.particles)
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
        return self._mention(words, i, end) if end - i > 1 and self.evidence.given_at(words, i) else None


def _without_shouts(mentions: list[Mention]) -> list[Mention]:
    """Without single words in capitals that no other mention bears out: "une révolte MAJEURE"."""
    sounds = {phonetic(word) for mention in mentions for word in mention.words if not word.isupper()}
    return [
        mention for mention in mentions
        if len(mention.words) > 1 or mention.known or not mention.words[0].isupper() or len(mention.words[0]) < 6
        or mention.tokens[0].ner in KIND_OF_NER or phonetic(mention.words[0]) in sounds
    ]  # fmt: skip
