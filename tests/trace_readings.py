"""A story told seven times, and one told once, made by hand; and traces at random, for the tests of what people see."""

from __future__ import annotations

from dataclasses import dataclass, replace

from hypothesis import strategies as st
from report_readings import odd_text, readings

from selon.types import (
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Citation,
    Claim,
    Conflict,
    ConflictKind,
    Direction,
    Document,
    Edge,
    Entity,
    EntityKind,
    Factuality,
    Figure,
    FigurePoint,
    FigureSeries,
    Hedge,
    HedgeKind,
    Instance,
    Kind,
    Layer,
    Modifier,
    Notice,
    Origins,
    Passage,
    Reading,
    Reason,
    Relation,
    Span,
    Standing,
    Story,
    StoryClaim,
    StoryEntity,
    StoryOverclaim,
    Trace,
    Update,
)

TEXTS = {
    "sorvane": (
        "Sorvane Info", "fr", "2021-03-02",
        ("Filature de Sorvane : la nuit de la colère ?\n\n"
        "Selon une lettre non signée, des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature. "
        "Notre rédaction n'a pas pu vérifier cette lettre. "
        "La préfecture compte au moins 12 blessés. "
        "La direction n'a pas répondu à nos questions.\n"),
    ),
    "courrier": (
        "Le Courrier des Vals", "fr", "2021-03-02",
        ("À Sorvane, une lettre trouble la filature\n\n"
        "Selon une lettre non signée, des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature. "
        "Le maire, Odile Marsac, appelle au calme.\n"),
    ),
    "valley": (
        "The Valley Post", "en", "2021-03-03",
        ("Workers block the Sorvane mill\n\n"
        "Workers of the night shift blocked the entrance of the mill, an open letter says. "
        "The prefecture counts 12 injured. The management did not answer our questions.\n"),
    ),
    "north": (
        "Northern Wire", "en", "2021-03-03",
        ("Sorvane's workers rise\n\n"
        "The workers of Sorvane have blocked the mill. There were 12 people hurt, according to the prefecture.\n"),
    ),
    "faro": (
        "El Faro", "es", "2021-03-04",
        ("La hilandería de Sorvane, bloqueada\n\n"
        "Según una carta sin firma, obreros del turno de noche bloquearon la entrada de la hilandería.\n"),
    ),
    "lune": (
        "Radio Lune", "fr", "2021-03-05",
        ("Sorvane : la préfecture dément tout blocage\n\n"
        "« Personne n'a bloqué l'entrée de la filature », a déclaré le préfet, Jean Aubrac. "
        "Il a porté le bilan à 15 blessés. Le syndicat en compte entre 20 et 25.\n"),
    ),
    "watch": (
        "Mill Watch", "en", None,
        ("Thirty hurt at the mill\n\n"
        "As The Valley Post first told, workers of the night shift blocked the mill. "
        "On 2 March 30 people were injured, the prefecture said.\n"),
    ),
    "garden": (
        "La Feuille", "fr", "2021-03-04",
        "Le jardin botanique rouvre\n\nLe jardin botanique de Maubrec rouvre dimanche, a annoncé la mairie.\n",
    ),
}  # fmt: skip

_FIRM = {
    Standing.STATED: Factuality.CERTAIN,
    Standing.DENIED: Factuality.COUNTER_CERTAIN,
}


def place(document: str, words: str) -> Passage:
    """Where the words stand in the document's text."""
    start = TEXTS[document][3].index(words)
    return Passage(document, start, start + len(words))


def _span(document: str, words: str) -> Span:
    found = place(document, words)
    return Span(found.start, found.end)


@dataclass(frozen=True, slots=True)
class _Said:
    """One claim to be made: its words, standing, source (with its entity) and cue, and what hedges it."""

    document: str
    words: str
    standing: Standing
    source: str = ""
    cue: str = ""
    entity: str | None = None
    hedge: str = ""
    figures: tuple[str, ...] = ()


SAID = (
    _Said("sorvane", "la nuit de la colère", Standing.STATED),
    _Said("sorvane", "des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature", Standing.ALLEGED,
          "une lettre non signée", "Selon", "letter", "auraient"),
    _Said("sorvane", "au moins 12 blessés", Standing.ATTRIBUTED, "La préfecture", "compte", "prefecture",
          figures=("f1",)),
    _Said("courrier", "des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature", Standing.ALLEGED,
          "une lettre non signée", "Selon", "letter", "auraient"),
    _Said("valley", "Workers block the Sorvane mill", Standing.STATED),
    _Said("valley", "Workers of the night shift blocked the entrance of the mill", Standing.ATTRIBUTED,
          "an open letter", "says", "letter"),
    _Said("valley", "12 injured", Standing.ATTRIBUTED, "The prefecture", "counts", "prefecture", figures=("f1",)),
    _Said("north", "The workers of Sorvane have blocked the mill", Standing.STATED),
    _Said("north", "12 people hurt", Standing.ATTRIBUTED, "the prefecture", "according to", "prefecture",
          figures=("f1",)),
    _Said("lune", "Personne n'a bloqué l'entrée de la filature", Standing.DENIED, "le préfet, Jean Aubrac",
          "a déclaré", "prefect"),
    _Said("lune", "15 blessés", Standing.ATTRIBUTED, "Il", "a porté le bilan", "prefect", figures=("f1",)),
    _Said("lune", "entre 20 et 25", Standing.ATTRIBUTED, "Le syndicat", "compte", "union", figures=("f2",)),
    _Said("watch", "workers of the night shift blocked the mill", Standing.ATTRIBUTED, "The Valley Post", "told",
          "post"),
    _Said("watch", "30 people were injured", Standing.ATTRIBUTED, "the prefecture", "said", "prefecture",
          figures=("f1",)),
    _Said("garden", "Le jardin botanique de Maubrec rouvre dimanche", Standing.ATTRIBUTED, "la mairie", "a annoncé",
          "town"),
)  # fmt: skip

_FIGURES = {
    ("sorvane", "f1"): ("au moins 12 blessés", 12.0, None, None, Modifier.AT_LEAST, "prefecture", None),
    ("valley", "f1"): ("12 injured", 12.0, None, None, Modifier.EXACT, "prefecture", None),
    ("north", "f1"): ("12 people", 12.0, None, None, Modifier.EXACT, "prefecture", None),
    ("lune", "f1"): ("15 blessés", 15.0, None, None, Modifier.EXACT, "prefect", None),
    ("lune", "f2"): ("entre 20 et 25", None, 20.0, 25.0, Modifier.EXACT, "union", None),
    ("watch", "f1"): ("30 people", 30.0, None, None, Modifier.EXACT, "prefecture", "2021-03-02"),
}

_NAMES = {
    "letter": ("une lettre non signée", EntityKind.WORK),
    "prefecture": ("la préfecture", EntityKind.BODY),
    "prefect": ("Jean Aubrac", EntityKind.PERSON),
    "union": ("Le syndicat", EntityKind.BODY),
    "post": ("The Valley Post", EntityKind.BODY),
    "town": ("la mairie", EntityKind.BODY),
}


def _claim(number: int, said: _Said) -> Claim:
    author = Layer("author", _FIRM.get(said.standing, Factuality.UNKNOWN))
    layers = (author, Layer(said.entity, Factuality.CERTAIN)) if said.entity else (author,)
    hedge = _span(said.document, said.hedge) if said.hedge else None
    return Claim(
        f"c{number}",
        Kind.ACCORDING if said.entity else Kind.AUTHOR,
        "according-phrase",
        (_span(said.document, said.source),) if said.source else (),
        (_span(said.document, said.cue),) if said.cue else (),
        (_span(said.document, said.words),),
        said.standing,
        layers,
        entity=said.entity,
        hedges=(Hedge(HedgeKind.CONDITIONAL, hedge.start, hedge.end),) if hedge else (),
        figures=said.figures,
    )


def _reading(document: str) -> Reading:
    outlet, lang, published, text = TEXTS[document]
    headline, body = text.strip("\n").split("\n\n")
    claims = tuple(_claim(number, said) for number, said in enumerate(SAID) if said.document == document)
    blocks = (
        Block(BlockKind.HEADLINE, 0, len(headline)),
        Block(BlockKind.PARAGRAPH, len(headline) + 2, len(headline) + 2 + len(body)),
    )
    figures = tuple(
        Figure(key[1], place(document, words).start, place(document, words).end, value, low, high, modifier, as_of=day)
        for key, (words, value, low, high, modifier, _, day) in _FIGURES.items()
        if key[0] == document
    )
    return Reading(
        Document(
            document, text, lang, blocks, source=f"{document}.txt", outlet=outlet, title=headline, published=published,
            url=f"https://{document}.example/mill",
        ),
        claims,
        tuple(
            Entity(name, *_NAMES[name], (claim.source[0],))
            for name, claim in {claim.entity: claim for claim in claims if claim.entity}.items()
        ),
        figures,
        notices=(Notice("language-failed", "no claims read: there is no lexicon for the language 'es', only en, fr"),)
        if lang == "es"
        else (),
    )  # fmt: skip


def _instance(document: str, words: str) -> Instance:
    number, said = next(
        (number, said) for number, said in enumerate(SAID) if said.document == document and said.words.startswith(words)
    )
    found = place(document, said.words)
    figure = said.figures[0] if said.figures else None
    return Instance(document, found.start, found.end, said.standing, f"c{number}", said.entity, figure)


ALIGNED = "{number} of {total} sentences say the same, in the same order"
ALLEGED = "‘{words}’ leaves it open; ‘{other}’ does not"
SOURCE_LOST = "‘{words}’ is laid to nobody any more"
WIDER = "‘{words}’ became ‘{other}’"
NAMED = "it names ‘{outlet}’ as where it has this from"
EXCLUDE = "‘{words}’ and ‘{other}’ exclude each other"
LATER = "‘{other}’ is a later count than ‘{words}’"
LETTER = "both rest on a letter that nobody signed, and the letter is not among the documents"


def reason(rule: str, message: str, source: Passage | None, target: Passage | None, **values: str) -> Reason:
    """A reason with its passages, their words filled in."""
    for name, found in (("words", source), ("other", target)):
        if f"{{{name}}}" in message and found is not None:
            values[name] = TEXTS[found.document][3][found.start : found.end]
    return Reason(rule, message, tuple(values.items()), 0.9, source, target)


BLOCK_FR = "des ouvriers de l'équipe de nuit auraient bloqué l'entrée de la filature"
BLOCK_EN = "Workers of the night shift blocked the entrance of the mill"


def _lineage() -> tuple[Edge, ...]:
    letter = "Selon une lettre non signée, " + BLOCK_FR
    aligned = reason("aligned", ALIGNED, place("sorvane", letter), place("valley", BLOCK_EN), number="3", total="3")
    copied = reason("pasted", ALIGNED, place("sorvane", letter), place("courrier", letter), number="1", total="2")
    reworded = reason(
        "aligned", ALIGNED, place("valley", BLOCK_EN), place("north", "The workers of Sorvane have blocked the mill"),
        number="2", total="2",
    )  # fmt: skip
    spanish = "Según una carta sin firma, obreros del turno de noche bloquearon la entrada de la hilandería"
    foreign = reason("aligned", ALIGNED, place("courrier", letter), place("faro", spanish), number="1", total="1")
    named = reason("named", NAMED, None, place("watch", "As The Valley Post first told"), outlet="The Valley Post")
    return (
        Edge("sorvane", "courrier", Relation.COPY, 0.97, True, (copied,)),
        Edge("sorvane", "valley", Relation.TRANSLATION, 0.93, True, (aligned,)),
        Edge("valley", "north", Relation.REWRITE, 0.81, True, (reworded,)),
        Edge("courrier", "faro", Relation.TRANSLATION, 0.7, False, (foreign,)),
        Edge("valley", "watch", Relation.CITES, 0.9, True, (named,)),
    )  # fmt: skip


def _blocked() -> StoryClaim:
    alleged, attributed = place("sorvane", BLOCK_FR), place("valley", BLOCK_EN)
    stated = place("north", "The workers of Sorvane have blocked the mill")
    denied = place("lune", "Personne n'a bloqué l'entrée de la filature")
    return StoryClaim(
        "k1",
        BLOCK_FR,
        (
            _instance("sorvane", BLOCK_FR),
            _instance("courrier", BLOCK_FR),
            _instance("valley", "Workers block"),
            _instance("valley", BLOCK_EN),
            _instance("north", "The workers"),
            _instance("watch", "workers"),
        ),
        Origins(
            1, 2, ("sorvane",), ("The open letter",), (reason("outside", LETTER, alleged, None),)
        ),
        changes=(
            Change("sorvane", "valley", Direction.HARDENING, ChangeKind.STANDING,
                   (reason("standing", ALLEGED, alleged, attributed),)),
            Change("valley", "north", Direction.HARDENING, ChangeKind.HOLDER_LOST,
                   (reason("holder", SOURCE_LOST, attributed, stated),)),
            Change("valley", "north", Direction.HARDENING, ChangeKind.SUBJECT_WIDENED,
                   (reason("subject", WIDER, attributed, stated),)),
            Change("north", "watch", Direction.SOFTENING, ChangeKind.STANDING,
                   (reason("standing", WIDER, stated, place("watch", "workers of the night shift blocked the mill")),)),
        ),
        conflicts=(
            Conflict(("sorvane", "lune"), ConflictKind.POLARITY, (reason("polarity", EXCLUDE, alleged, denied),)),
        ),
        near=("k3",),
    )  # fmt: skip


def _injured() -> StoryClaim:
    given, made = place("sorvane", "au moins 12 blessés"), place("valley", "12 injured")
    thirty = place("watch", "30 people were injured")
    return StoryClaim(
        "k2",
        "au moins 12 blessés",
        tuple(
            _instance(document, words)
            for document, words in (
                ("sorvane", "au moins 12"), ("valley", "12"), ("north", "12"), ("lune", "15"), ("watch", "30"),
            )
        ),
        Origins(1, 1, ("sorvane",), ("la préfecture",)),
        changes=(
            Change("sorvane", "valley", Direction.OTHER, ChangeKind.MODIFIER,
                   (reason("modifier", WIDER, given, made),)),
        ),
        conflicts=(
            Conflict(("sorvane", "watch"), ConflictKind.FIGURE, (reason("figure", EXCLUDE, given, thirty),)),
        ),
    )  # fmt: skip


def _series() -> FigureSeries:
    points = tuple(
        FigurePoint(document, figure, place(document, words).start, place(document, words).end, value, low, high,
                    modifier, by, day)
        for (document, figure), (words, value, low, high, modifier, by, day) in _FIGURES.items()
    )  # fmt: skip
    twelve, fifteen = place("north", "12 people"), place("lune", "15 blessés")
    thirty, union = place("watch", "30 people"), place("lune", "entre 20 et 25")
    return FigureSeries(
        "q1",
        "blessés",
        points,
        updates=(Update("north", "lune", (reason("later", LATER, twelve, fifteen),)),),
        conflicts=(
            Conflict(("sorvane", "watch"), ConflictKind.FIGURE,
                     (reason("figure", EXCLUDE, place("sorvane", "au moins 12 blessés"), thirty),)),
        ),
        disagreements=(
            Conflict(("lune", "lune"), ConflictKind.FIGURE, (reason("apart", EXCLUDE, fifteen, union),)),
        ),
    )  # fmt: skip


def _mill() -> Story:
    headline = "Workers block the Sorvane mill"
    return Story(
        "s1",
        ("sorvane", "courrier", "valley", "north", "faro", "lune", "watch"),
        _lineage(),
        (
            Citation("watch", "The Valley Post", *_ends("watch", "The Valley Post"), cited="valley"),
            Citation("valley", "Agence des Vals", *_ends("valley", "an open letter says")),
        ),
        (
            _blocked(),
            _injured(),
            StoryClaim("k3", "Personne n'a bloqué l'entrée de la filature", (_instance("lune", "Personne"),),
                       Origins(1, 1, ("lune",)), near=("k1",)),
            StoryClaim("k4", "la nuit de la colère", (_instance("sorvane", "la nuit"),), Origins(1, 1, ("sorvane",))),
        ),
        (_series(),),
        (
            StoryEntity("n1", "la préfecture", EntityKind.BODY,
                        (("sorvane", "prefecture"), ("valley", "prefecture"), ("north", "prefecture"),
                         ("watch", "prefecture")),
                        ("La préfecture", "The prefecture", "the prefecture")),
            StoryEntity("n2", "Jean Aubrac", EntityKind.PERSON, (("lune", "prefect"),), ("le préfet, Jean Aubrac",)),
        ),
        (
            StoryOverclaim("valley", "c4", "c5",
                           (reason("headline", ALLEGED, place("valley", headline), place("valley", BLOCK_EN)),)),
        ),
    )  # fmt: skip


def _ends(document: str, words: str) -> tuple[int, int]:
    found = place(document, words)
    return found.start, found.end


def told() -> Trace:
    """Seven retellings of one story in three languages (one of them not read, one undated), and another story."""
    return Trace(
        tuple(_reading(document) for document in TEXTS),
        (_mill(), Story("s2", ("garden",), claims=(
            StoryClaim("k1", "Le jardin botanique de Maubrec rouvre dimanche", (_instance("garden", "Le jardin"),),
                       Origins(1, 1, ("garden",))),
        ))),
        "names, figures, dates and words",
        (Notice("meaning-absent", "sentences were not compared by meaning: the model is not installed"),),
    )  # fmt: skip


def alone() -> Trace:
    """One document: a report on one."""
    return replace(told(), readings=told().readings[-1:], stories=told().stories[1:], notices=())


# ---------------------------------------------------------------- at random


@st.composite
def traces(draw: st.DrawFn) -> Trace:
    """Any trace at all over odd readings: passages that lie anywhere in their texts, ids that need not exist."""
    given = tuple(
        replace(reading, document=replace(reading.document, id=f"d{number}"))
        for number, reading in enumerate(draw(st.lists(readings(), min_size=1, max_size=4)))
    )
    lengths = {reading.document.id: len(reading.text) for reading in given}
    stories = tuple(
        draw(_stories(f"s{number}", tuple(ids), lengths))
        for number, ids in enumerate((list(lengths)[:3], list(lengths)[3:]))
        if ids
    )
    return Trace(
        given, stories, draw(odd_text), tuple(draw(st.lists(st.builds(Notice, odd_text, odd_text), max_size=1)))
    )


@st.composite
def _stories(draw: st.DrawFn, name: str, ids: tuple[str, ...], lengths: dict[str, int]) -> Story:
    passages = st.sampled_from(ids).flatmap(
        lambda one: st.tuples(st.integers(0, lengths[one]), st.integers(0, lengths[one])).map(
            lambda ends: Passage(one, min(ends), max(ends))
        )
    )
    reasons = st.builds(
        Reason,
        rule=st.sampled_from(["rule", "standing", "relation"]),
        message=st.just(WIDER),
        values=odd_text.map(lambda words: (("words", words), ("other", words), ("documents", words))),
        score=st.none() | st.floats(0, 1),
        source=st.none() | passages,
        target=st.none() | passages,
    )
    documents, why = st.sampled_from(ids), st.lists(reasons, max_size=2).map(tuple)
    some = st.sampled_from(["c1", "c2", "e1", "e2", "f1", "gone"])
    instances = st.builds(
        lambda at, standing, ids: Instance(at.document, at.start, at.end, standing, *ids),
        passages,
        st.sampled_from(Standing),
        st.tuples(*[st.none() | some] * 3),
    )
    changes = st.builds(Change, documents, documents, st.sampled_from(Direction), st.sampled_from(ChangeKind), why)
    conflicts = st.builds(Conflict, st.tuples(documents, documents), st.sampled_from(ConflictKind), why)
    number = st.none() | st.floats(allow_nan=False, allow_infinity=False)
    points = st.builds(
        lambda at, figure, value, low, high, modifier, by, day: FigurePoint(
            at.document, figure, at.start, at.end, value, low, high, modifier, by, day
        ),
        passages, some, number, number, number, st.sampled_from(Modifier), st.none() | some,
        st.none() | st.sampled_from(["2021-03-02", "2021-03", "2021/..", "9999-99-99", "?"]),
    )  # fmt: skip
    claims = st.builds(
        StoryClaim,
        id=st.sampled_from(["k1", "k2", "k3"]),
        text=odd_text,
        instances=st.lists(instances, max_size=4).map(tuple),
        origins=st.builds(
            Origins, st.integers(0, 2), st.integers(2, 4), st.lists(documents, max_size=2).map(tuple),
            st.lists(odd_text, max_size=2).map(tuple), why,
        ),
        changes=st.lists(changes, max_size=3).map(tuple),
        conflicts=st.lists(conflicts, max_size=2).map(tuple),
        near=st.lists(st.sampled_from(["k1", "k2", "gone"]), max_size=2).map(tuple),
    )  # fmt: skip
    series = st.builds(
        FigureSeries, id=st.just("q1"), about=odd_text, points=st.lists(points, max_size=4).map(tuple),
        updates=st.lists(st.builds(Update, documents, documents, why), max_size=1).map(tuple),
        conflicts=st.lists(conflicts, max_size=1).map(tuple), disagreements=st.lists(conflicts, max_size=1).map(tuple),
    )  # fmt: skip
    edges = st.builds(Edge, documents, documents, st.sampled_from(Relation), st.floats(0, 1), st.booleans(), why)
    cited = st.builds(
        lambda at, outlet, known: Citation(at.document, outlet, at.start, at.end, known),
        passages, odd_text, st.none() | documents,
    )  # fmt: skip
    entities = st.builds(
        StoryEntity, some, odd_text, st.sampled_from(EntityKind),
        st.lists(st.tuples(documents, some), max_size=2).map(tuple), st.lists(odd_text, max_size=2).map(tuple),
    )  # fmt: skip
    return Story(
        name, ids, tuple(draw(st.lists(edges, max_size=4))), tuple(draw(st.lists(cited, max_size=2))),
        tuple(draw(st.lists(claims, max_size=3, unique_by=lambda claim: claim.id))),
        tuple(draw(st.lists(series, max_size=1))), tuple(draw(st.lists(entities, max_size=2))),
        tuple(draw(st.lists(st.builds(StoryOverclaim, documents, some, st.none() | some, why), max_size=1))),
    )  # fmt: skip
