"""Quotations and who speaks them."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from selon.attribute.cues import CueMatch, cue_by_place
from selon.attribute.parse import Token
from selon.attribute.phrases import noun_phrase, spans_of, words_of
from selon.attribute.quotes import Quotation
from selon.attribute.rules.relayed import relayed_speaker
from selon.attribute.rules.rule import attribution, bare, places
from selon.attribute.sources import find_source, is_participle, next_noun
from selon.attribute.view import View
from selon.types import Act, Attribution, BlockKind, Effect, Kind, Polarity, Span

_ENDS_OPEN = frozenset(",?!…-")
_NEAR = 14
"""How many tokens behind a quotation its cue may stand."""
_INCISE = 200
"""How many code points an incise between two quotations may have."""
_REJECTS = frozenset({Act.DENY, Act.DOUBT, Act.REFUSE})
_SENTENCE = 6
"""How many words make a quotation without a cue more than a word used with distance."""


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A quotation with its cue: the words taken out of it (an incise), and the source."""

    match: CueMatch
    source: list[Token]
    incise: frozenset[int] = frozenset()


def quotation_with_cue(view: View) -> Iterator[Attribution]:
    """Words in quotation marks with a verb of saying right behind, inside or before them.

    "«On ferme», a dit le maire", "«On ferme, a dit le maire. Demain.»", "She
    said: “We close”". A second quotation that an incise parts from the first
    belongs to the same attribution.
    """
    place = 0
    while place < len(view.quotations):
        quotation = view.quotations[place]
        spoken = _spoken(view, place)
        used = 1
        if spoken is not None:
            group = [quotation]
            while _goes_on(view, group[-1], place + used, spoken.match) and not _has_own_cue(view, place + used):
                group.append(view.quotations[place + used])
                used += 1
            yield _direct(view, group, spoken)
        else:
            yield from _over_colon(view, quotation)
        place += used


def quotation_alone(view: View) -> Iterator[Attribution]:
    """A quotation of some length without a cue of its own, a paragraph at a time.

    Where the quotation before it, in the same or the last paragraph, has a
    speaker, the words are laid to that speaker; else the source stays unknown.
    A word or two in quotation marks are not taken for speech.
    """
    for part in (part for quotation in view.quotations if not quotation.dash for part in quotation.parts):
        tokens = view.tokens_in(part.start, part.end)
        if len(words_of(tokens)) < _SENTENCE:
            continue
        if not any(token.pos in ("VERB", "AUX") and token.morph.get("VerbForm") == "Fin" for token in tokens):
            continue
        yield bare("quotation-alone", spans_of(tokens))


def _over_colon(view: View, quotation: Quotation) -> Iterator[Attribution]:
    """A headline's opening quotation, a colon, and whoever speaks it: "I stay": Marlow shrugs off talk of a sale."""
    tokens = view.quotation_tokens(quotation)
    if not tokens or tokens[0].sentence.block.kind is not BlockKind.HEADLINE or not quotation.closed:
        return
    colon, *rest = view.tokens_in(quotation.end, tokens[0].sentence.block.end) or [tokens[0]]
    if colon.norm == '"' and rest:
        colon, *rest = rest
    if colon.norm != ":" or tokens[0].start > tokens[0].sentence.block.start + 2 or not rest:
        return
    head = next(iter(itertools.dropwhile(lambda token: token.pos in ("DET", "ADJ", "NUM", "ADV"), rest)), rest[0])
    while head.head.i > head.i and head.head.pos in ("NOUN", "PROPN") and head.dep == "compound":
        head = head.head
    source = [token for token in noun_phrase(head, view.lexicon) if token.i > colon.i]
    if head.pos in ("NOUN", "PROPN") and source:
        yield bare("quotation-with-cue", quotation.parts, spans_of(source), (Span(colon.start, colon.end),))


def _has_own_cue(view: View, place: int) -> bool:
    """Whether an incise behind a quotation says who speaks it: «…», a dit le maire. «…», a-t-il ajouté."""
    quotation = view.quotations[place]
    spoken = _behind(view, quotation, view.quotation_tokens(quotation))
    return spoken is not None and _is_inverted_pronoun(spoken)


def _is_inverted_pronoun(spoken: _Spoken) -> bool:
    return bool(spoken.source) and spoken.source[0].hyphened


def _direct(view: View, group: Sequence[Quotation], spoken: _Spoken) -> Attribution:
    tokens = [
        token for quotation in group for token in view.quotation_tokens(quotation) if token.i not in spoken.incise
    ]
    parts = tuple(span for quotation in group for span in _parts(view, quotation, spoken.incise))
    source = relayed_speaker(view, spoken.match) or spoken.source
    made = attribution(view, "quotation-with-cue", spoken.match, tokens, source=source, kind=Kind.DIRECT)
    effect = _put_forward(made.effect, spoken.match)
    return Attribution(made.kind, made.rule, made.source, made.cue, parts or made.content, effect)


def _put_forward(effect: Effect, match: CueMatch) -> Effect:
    """What a verb does to the words quoted: whoever denies or refuses in words of his own puts these words forward."""
    if effect.act in _REJECTS and effect.polarity is Polarity.NEGATIVE:
        return Effect(stance=effect.stance)
    if effect.polarity is Polarity.OPEN and match.cue.act is Act.SAY and match.token.morph.get("VerbForm") == "Inf":
        return Effect()  # "il refuse de répondre : «…»"
    return effect


def _parts(view: View, quotation: Quotation, incise: frozenset[int]) -> Iterator[Span]:
    """The words of a quotation a paragraph at a time, less an incise, with the stop that ends them left in."""
    for part in quotation.parts:
        tokens = view.tokens_in(part.start, part.end)
        if not incise & places(tokens):
            yield part
            continue
        yield from spans_of([token for token in tokens if token.i not in incise])


def _spoken(view: View, place: int) -> _Spoken | None:
    """The cue of a quotation, looked for after a colon, behind, inside, then before it."""
    quotation = view.quotations[place]
    tokens = view.quotation_tokens(quotation)
    if not tokens:
        return None
    lead = _lead(view, place, tokens[0])
    if quotation.dash:
        return _inside(view, tokens)
    if lead and lead[-1].norm == ":":
        behind = _behind(view, quotation, tokens)
        if behind is not None and _is_inverted_pronoun(behind):
            return behind
        return _before(view, lead, tokens) or _behind(view, quotation, tokens) or _by_colon(view, lead)
    if _is_part(lead):
        return _inside(view, tokens) or _before(view, lead, tokens)
    return (
        _behind(view, quotation, tokens)
        or _inside(view, tokens)
        or _before(view, lead, tokens)
        or _by_place(view, quotation, tokens)
    )


def _by_colon(view: View, lead: list[Token]) -> _Spoken | None:
    """The main verb of what a colon closes, whatever verb it is: Le maire s'emporte : «…»."""
    root = lead[0].sentence.root
    subject = view.lexicon.grammar.subject
    own = [token for token in lead if token.pos == "VERB" and any(child.dep in subject for child in token.children)]
    if root.i not in places(lead) and len(own) != 1:
        return None
    match = cue_by_place(root if root.i in places(lead) else own[0], view.lexicon)
    source = find_source(match, view.lexicon) if match is not None else []
    return _Spoken(match, source) if match is not None and source and _is_somebody(view, source) else None


def _by_place(view: View, quotation: Quotation, tokens: list[Token]) -> _Spoken | None:
    """A verb and its subject alone between a quotation's comma and the next stop, whatever verb it is."""
    following = _following(view, quotation, tokens)
    until = list(itertools.takewhile(lambda token: token.norm not in (",", ".", ";", ":", '"', "("), following))
    verbs = [token for token in until if token.pos == "VERB"]
    if len(verbs) != 1 or len(until) > _NEAR:
        return None
    match = cue_by_place(verbs[0], view.lexicon)
    if match is None:
        return None
    source = find_source(match, view.lexicon, places(tokens)) or next_noun(match, view.lexicon)
    inverted = bool(source) and source[0].i > match.first.i
    if not source or (view.lexicon.grammar.incise_inverts and not inverted) or not _is_somebody(view, source):
        return None
    own = places([*match.words, *source])
    return _Spoken(match, source) if until[0].i in own else None


def _is_somebody(view: View, source: list[Token]) -> bool:
    """Whether a source is a person, a body or a pronoun, and no thing."""
    grammar, cues = view.lexicon.grammar, view.lexicon.cues
    return any(
        token.pos == "PROPN" or token.norm in grammar.personal_pronouns or token.lemma in cues.person_nouns
        for token in source
    )


def _is_part(lead: list[Token]) -> bool:
    """Whether the marks stand around the end of a sentence only, so that what attributes it attributes all of it."""
    words = words_of(lead)
    return len(words) >= 2 and lead[-1].norm not in (",", ":") and not any(token.pos == "CCONJ" for token in words[:1])


def _lead(view: View, place: int, first: Token) -> list[Token]:
    """The tokens before a quotation: of its sentence, or of the sentence before when that ends with a colon."""
    floor = view.quotations[place - 1].end if place else 0
    sentence = first.sentence
    lead = [token for token in sentence.tokens if token.i < first.i and token.start >= floor]
    while lead and lead[-1].norm == '"':
        lead.pop()
    if not lead and sentence.i > 0:
        previous = view.parsed.sentences[sentence.i - 1].tokens
        if previous[-1].norm == ":":
            lead = [token for token in previous if token.start >= floor]
    return lead


def _behind(view: View, quotation: Quotation, tokens: list[Token]) -> _Spoken | None:
    """A cue behind the closing mark, with nothing between but its own words, its subject and a comma."""
    following = _following(view, quotation, tokens)
    for offset, token in enumerate(following[:_NEAR]):
        match = view.cue_at.get(token.i)
        if match is not None and not match.noun and "quote" in match.cue.frames and view.quoted[token.i] < 0:
            source = find_source(match, view.lexicon, places(tokens)) or next_noun(match, view.lexicon)
            own = places([*match.words, *source])
            between = words_of(following[:offset])
            if all(word.i in own or word.pos in ("ADV", "PRON", "PART") for word in between):
                return _Spoken(match, source)
            return None
        if token.norm in (".", ";", ":"):
            return None
    return None


def _following(view: View, quotation: Quotation, tokens: list[Token]) -> list[Token]:
    """The tokens behind a closing mark in the same paragraph, unless a new sentence begins there."""
    following = view.tokens_in(quotation.end, quotation.end + 240)
    while following and following[0].pos == "PUNCT" and following[0].norm in (",", '"', "-", ".", ")"):
        following = following[1:]
    if not following or following[0].sentence.block is not tokens[-1].sentence.block:
        return []
    opened = tokens[-1].norm[-1] in _ENDS_OPEN
    comma = view.text[quotation.end : following[0].start].strip().startswith((",", "-", "–", "—"))
    return following if opened or comma or following[0].text[:1].islower() else []


def _inside(view: View, tokens: list[Token]) -> _Spoken | None:
    """An incise inside the marks: a comma, an inverted verb of saying, its subject, a comma or stop."""
    inside = places(tokens)
    for token in tokens[2:]:
        match = view.cue_at.get(token.i)
        if match is None or match.noun or "quote" not in match.cue.frames or match.negated:
            continue
        if match.token.morph.get("VerbForm") == "Inf" or view.tokens[match.first.i - 1].norm not in (
            ",",
            "!",
            "?",
            "…",
            "-",
        ):
            continue
        source = find_source(match, view.lexicon)
        if not source or (source[0].i < match.first.i and source[-1].i != match.first.i - 1):
            source = next_noun(match, view.lexicon)
        if not source or not places(source) <= inside or source[0].i < match.first.i - 1:
            continue
        if source[0].norm in view.lexicon.grammar.first_persons:
            continue
        end = max(match.last.i, source[-1].i)
        following = view.tokens[end + 1] if end + 1 < len(view.tokens) else None
        if following is None or following.i not in inside or following.norm in (",", ".", ":", "!", "?", "-", ";"):
            return _Spoken(match, source, frozenset(range(match.first.i - 1, end + 1)))
    return None


def _before(view: View, lead: list[Token], tokens: list[Token]) -> _Spoken | None:
    """A cue before the opening mark: behind a colon anywhere in the sentence, else right beside the mark."""
    if not lead:
        return None
    colon = lead[-1].norm == ":"
    for match in reversed([view.cue_at[token.i] for token in lead if token.i in view.cue_at]):
        if match.noun or "quote" not in match.cue.frames or _is_aside(match):
            continue
        between = [token for token in lead if token.i > match.last.i]
        words = [word for word in words_of(between) if word.norm not in view.lexicon.grammar.that]
        if colon or len(words) == 0 or (lead[-1].norm == "," and len(words) <= 6):
            if not colon and (_is_object(match, tokens, view) or _brings_subject(view, between, tokens)):
                return None
            if not colon and _is_own_content(view, match):
                continue
            source = find_source(match, view.lexicon, places(tokens))
            return _Spoken(match, source)
        return None
    return None


def _is_aside(match: CueMatch) -> bool:
    """Whether a cue is a past participle alone, which says what was done to somebody: Interrogée, elle rit : «…»."""
    token = match.token
    return len(match.words) == 1 and is_participle(token) and token.morph.get("Tense") == "Past"


def _brings_subject(view: View, between: list[Token], tokens: list[Token]) -> bool:
    """Whether the subject of the words quoted stands before them: said the mayor "was aware" of it."""
    inside = places(tokens)
    subjects = [
        child
        for token in tokens
        for child in token.children
        if child.dep in view.lexicon.grammar.subject and token.head.i not in inside
    ]
    return bool(subjects) and not any(child.i in inside for child in subjects) and subjects[0].i in places(between)


def _is_own_content(view: View, match: CueMatch) -> bool:
    """Whether a cue is the infinitive another cue brings, and so part of what is said: vowed to *go on*."""
    above = view.cue_at.get(match.token.head.i)
    return match.token.dep in view.lexicon.grammar.open_clause and above is not None and not above.noun


def _is_object(match: CueMatch, tokens: list[Token], view: View) -> bool:
    """Whether the marks stand around a part of a longer content: said "never" would happen again."""
    sentence = tokens[-1].sentence.tokens
    rest = words_of(sentence[tokens[-1].i - sentence[0].i + 1 :])
    content = [child for child in match.token.children if child.dep in view.lexicon.grammar.clause]
    inside = places(tokens)
    return bool(rest) and any(child.i not in inside for child in content)


def _goes_on(view: View, last: Quotation, place: int, match: CueMatch) -> bool:
    """Whether only the cue's incise stands between a quotation and the next, so that its speaker goes on."""
    if place >= len(view.quotations):
        return False
    following = view.quotations[place]
    between = view.text[last.end : following.start]
    if len(between) > _INCISE or "\n" in between or not between.rstrip().endswith((",", ":", ".")):
        return False
    if not last.end <= match.first.start < following.start:
        return False
    return all(token.sentence is match.token.sentence for token in view.tokens_in(last.end, following.start))
