"""What a ledger might answer on the story of `trace_readings`, made by hand, for the tests of what people see."""

from __future__ import annotations

from dataclasses import replace

from trace_readings import ALLEGED, BLOCK_EN, BLOCK_FR, EXCLUDE, TEXTS, WIDER, place, reason, told

from selon.types import (
    Added,
    Block,
    BlockKind,
    Change,
    ChangeKind,
    Claim,
    Conflict,
    ConflictKind,
    Counted,
    Direction,
    Document,
    DocumentHead,
    EntityHead,
    EntityKind,
    Factuality,
    Fault,
    Finding,
    Found,
    Hit,
    Judgement,
    Kept,
    Kind,
    Layer,
    Notice,
    Outcome,
    Passage,
    Query,
    Reading,
    Reason,
    Revision,
    Span,
    Standing,
    Stats,
    StoryHead,
    Target,
    Topic,
    TracedStory,
    Verdict,
    Who,
)

EVIL = "un\x1b]0;titre\x07 \u202eà l'envers\r\n\x9b2J"

MILL = StoryHead(
    "s12", "Filature de Sorvane : la nuit de la colère ?", 7,
    ("El Faro", "Le Courrier des Vals", "Mill Watch", "Northern Wire", "Radio Lune", "Sorvane Info"),
    ("fr", "en", "es"), "2021-03-02", "2021-03-05", (1, 2), 3, 2, 1,
)  # fmt: skip
GARDEN = StoryHead("s9", "Le jardin botanique rouvre", 1, ("La Feuille",), ("fr",), "2021-03-04", "2021-03-04")
WHY = "The Orlane bridge will stay shut until the autumn, and nobody in the valley has been told why"
BRIDGE = StoryHead("s101", WHY, 1204, (), ("en",), None, None, (1, 1), 0, 0, 0)
HEADS = (MILL, GARDEN, BRIDGE)

JUDGED = (
    Judgement(
        3, Verdict.REJECT, Finding.CONFLICT,
        (
            Target("d1", 10, 30, "au moins 12 blessés", "figure"),
            Target("d7", 5, 29, "30 people were injured", "figure"),
        ),
        "Ana Lorme", "the thirty are from another day", "2021-03-07T10:15:30Z",
    ),
    Judgement(
        4, Verdict.MERGE, Finding.ENTITY, (Target("n4", name="Jean Aubrac"), Target("n9", name="J. Aubrac")),
        "bot", "", "2021-03-08T09:00:00Z", "2021-03-09T09:00:00Z", "Ana Lorme",
    ),
)  # fmt: skip


def traced() -> TracedStory:
    """The story of the mill, with one judgement applied."""
    trace = told()
    story = replace(trace.stories[0], id="s12")
    readings = tuple(reading for reading in trace.readings if reading.document.id in story.documents)
    return TracedStory(story, readings, trace.method, JUDGED[:1])


def traced_alone() -> TracedStory:
    """A story told once."""
    trace = told()
    return TracedStory(replace(trace.stories[1], id="s9"), trace.readings[-1:], trace.method)


# ---------------------------------------------------------------- a revision

_FIRST = (
    "Sorvane: night shift may have blocked the mill\n\nWorkers may have blocked the gate. The mayor was not there.\n"
)
_SECOND = "Sorvane: night shift blocks the mill\n\nWorkers blocked the gate. Nine of them were heard.\n"


def _kept(version: int, text: str, claims: tuple[tuple[str, str, Standing], ...]) -> Kept:
    headline, body = text.strip("\n").split("\n\n")
    blocks = (
        Block(BlockKind.HEADLINE, 0, len(headline)),
        Block(BlockKind.PARAGRAPH, len(headline) + 2, len(headline) + 2 + len(body)),
    )
    made = tuple(
        Claim(name, Kind.AUTHOR, "author", (), (), (Span(text.index(words), text.index(words) + len(words)),), standing,
              (Layer("author", Factuality.CERTAIN),))
        for name, words, standing in claims
    )  # fmt: skip
    document = Document("valley", text, "en", blocks, outlet="The Valley Post", title=headline, published="2021-03-03")
    return Kept(Reading(document, made), version, version == 2, "https://valley.example/mill",
                f"2021-03-0{version + 2}T08:00:00Z", "0.2.0")  # fmt: skip


def revision() -> Revision:
    """What the second version of an article changed: a claim hardened, one went, one came."""
    gate, shut = "Workers may have blocked the gate", "Workers blocked the gate"
    start, other = _FIRST.index(gate), _SECOND.index(shut)
    why = Reason("standing", ALLEGED, (("words", gate), ("other", shut)), 0.9,
                 Passage("valley", start, start + len(gate)), Passage("valley", other, other + len(shut)))  # fmt: skip
    return Revision(
        "valley",
        _kept(1, _FIRST, (("c1", gate, Standing.HEDGED), ("c2", "The mayor was not there", Standing.STATED))),
        _kept(2, _SECOND, (("c1", shut, Standing.STATED), ("c2", "Nine of them were heard", Standing.STATED))),
        (Change("valley", "valley", Direction.HARDENING, ChangeKind.STANDING, (why,)),),
        ("c2",),
        ("c2",),
    )


# ---------------------------------------------------------------- search

PREFECT = EntityHead("n4", "Jean Aubrac", EntityKind.PERSON, ("le préfet, Jean Aubrac", "M. Aubrac"), 3, 2)


def head_of(document: str) -> DocumentHead:
    outlet, lang, published, _ = TEXTS[document]
    title = TEXTS[document][3].split("\n")[0]
    return DocumentHead(document, 1, lang, outlet, title, f"https://{document}.example/mill", published,
                        "2021-03-06T00:00:00Z", "s12", 3)  # fmt: skip


def hit(document: str, words: str, marked: str, standing: Standing | None, claim: str | None = None) -> Hit:
    found = place(document, words)
    start = words.index(marked)
    return Hit(head_of(document), found.start, found.end, words, (Span(start, start + len(marked)),), claim,
               "according" if claim else None, standing)  # fmt: skip


HITS = (
    hit("sorvane", BLOCK_FR, "filature", Standing.ALLEGED, "c1"),
    replace(
        hit("lune", "Personne n'a bloqué l'entrée de la filature", "filature", Standing.DENIED, "c9"), holder=PREFECT
    ),
    replace(hit("valley", BLOCK_EN, "mill", Standing.ATTRIBUTED, "c5"), rejected=True),
    hit("garden", "Le jardin botanique rouvre", "jardin", None),
)
FOUND = Found(Query("filature bloqué", lang=("fr",), since="2021-03-01", size=4), HITS, 143)
NOTHING = Found(Query('"grève générale" filature', outlet=("Radio Lune",), variants=False), (), 0)


# ---------------------------------------------------------------- who


def who() -> Who:
    """What the prefecture is said to have said, with one contradiction and one change between outlets."""
    trace = told()
    story = trace.stories[0]
    given, thirty = place("sorvane", "au moins 12 blessés"), place("watch", "30 people were injured")
    change = Change("sorvane", "valley", Direction.HARDENING, ChangeKind.MODIFIER,
                    (reason("modifier", WIDER, given, place("valley", "12 injured")),))  # fmt: skip
    conflict = Conflict(("sorvane", "watch"), ConflictKind.FIGURE, (reason("figure", EXCLUDE, given, thirty),))
    garden = trace.stories[1].claims[0]
    return Who(
        EntityHead(
            "n2", "la préfecture", EntityKind.BODY, ("La préfecture", "the prefecture", "la préfecture"), 34, 12
        ),
        (Topic(MILL, (story.claims[1],)), Topic(GARDEN, (garden,))),
        (conflict,),
        (change,),
        trace.readings,
        (EntityHead("n44", "la préfecture maritime", EntityKind.BODY, (), 3, 2),),
        5,
    )


def nobody() -> Who:
    """Somebody to whom no claim is laid."""
    return Who(EntityHead("n7", "Odile Marsac", EntityKind.PERSON), (), (), (), ())


# ---------------------------------------------------------------- figures


def counted() -> Counted:
    """Who counted how many injured."""
    story = told().stories[0]
    readings = tuple(reading for reading in told().readings if reading.document.id in story.documents)
    return Counted("blessés filature", story.figures, story.entities, readings)


# ---------------------------------------------------------------- adding and health

ADDED = (
    Added("a.html", Outcome.ADDED, "d1", 1, "s1", count=1180),
    Added("b.html", Outcome.UNCHANGED, "d2", 1, "s1", count=20),
    Added("c.html", Outcome.NEW_VERSION, "d3", 2, "s2"),
    Added("crawl.warc.gz", Outcome.SKIPPED, notice=Notice("not-html", "this is an image, no page"), count=312),
    Added("https://lune.example/1", Outcome.FAILED, notice=Notice("fetch-failed", "https://lune.example/1: HTTP 404")),
    Added("https://lune.example/2", Outcome.FAILED, notice=Notice("fetch-failed", "https://lune.example/2: HTTP 404")),
    Added("leer.txt", Outcome.FAILED, notice=Notice("page-failed", "the file is empty")),
)

STATS = Stats(3, 1_234_567_890, 120_345, 130_001, 40_000, 900_000, 30_000, 250_000, 12, 310,
              (("fr", 70_000), ("en", 50_345)), (("0.2.0", 120_000), ("0.1.0", 345)),
              "2019-01-01", "2021-03-05")  # fmt: skip
FAULTS = (
    Fault("claim-without-document", "claims 17", "its document 9 is gone"),
    Fault("claim-without-document", "claims 18", "its document 9 is gone"),
    Fault("index", "search", "it is behind by 3 documents"),
)
