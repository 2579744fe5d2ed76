"""The French conditional: its forms, its uses, the clause it governs, and how well uses are told on the gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from selon.attribute.certainty.conditional import Conditional, Use, clause_spans, find_conditionals, future_stem
from selon.attribute.parse import Parsed, parse
from selon.lang import Lexicon, load_lexicon
from selon.types import Block, BlockKind, Document

FLOOR = 85.0


def read_text(text: str, lang: str = "fr") -> Parsed:
    document = Document("test", text, lang, (Block(BlockKind.PARAGRAPH, 0, len(text)),))
    return parse(document, load_lexicon(lang))


def conditionals(text: str) -> tuple[Conditional, ...]:
    return find_conditionals(read_text(text), load_lexicon("fr"))


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("aurait", "aur"),
        ("seraient", "ser"),
        ("équivaudrait", "équivaudr"),
        ("avoisineraient", "avoisiner"),
        ("finirait", "finir"),
        ("vendrait", "vendr"),
        ("viendrions", "viendr"),
        ("mettriez", "mettr"),
        ("connaîtrait", "connaîtr"),
        ("recevrait", "recevr"),
        ("courrait", "courr"),
        ("mourrait", "mourr"),
        ("conclurait", "conclur"),
        ("irait", "ir"),
        ("éliraient", "élir"),
        ("dirais", "dir"),
    ],
)
def test_form_is_conditional(word: str, stem: str, lexicon_fr: Lexicon) -> None:
    assert lexicon_fr.hedges.conditional is not None
    assert future_stem(word, lexicon_fr.hedges.conditional) == stem


IMPERFECTS = """préparait entraient mourait courait tirait désirait espérait assurait déclarait ouvrait souffrait
consacrait ignorait pleurait montrait engendrait effondrait serrait enterrait livrait éclairait inspirait"""
NOUNS = "frais vrais portrait retrait attrait extrait marais prions"


@pytest.mark.parametrize("word", [*IMPERFECTS.split(), *NOUNS.split()])
def test_imperfect_and_noun_are_none(word: str, lexicon_fr: Lexicon) -> None:
    assert lexicon_fr.hedges.conditional is not None
    assert future_stem(word, lexicon_fr.hedges.conditional) == ""


USES = [
    # reportative: others say so
    ("Le directeur aurait signé un accord secret.", "aurait signé", Use.REPORTATIVE),
    ("Douze soldats auraient été tués dans la vallée.", "auraient été tués", Use.REPORTATIVE),
    ("Le suspect se serait enfui par les toits.", "serait enfui", Use.REPORTATIVE),
    ("La secrétaire serait partie en Suisse.", "serait partie", Use.REPORTATIVE),
    ("Le trésorier serait en fuite.", "serait", Use.REPORTATIVE),
    ("La secte compterait trois cents membres.", "compterait", Use.REPORTATIVE),
    ("Le notaire détiendrait deux comptes à l'étranger.", "détiendrait", Use.REPORTATIVE),
    ("Selon la radio locale, le maire quitterait son parti.", "quitterait", Use.REPORTATIVE),
    ("Le général a nié que ses hommes auraient pillé le village.", "auraient pillé", Use.REPORTATIVE),
    ("La police cherche un homme qui aurait été vu près du port.", "aurait été vu", Use.REPORTATIVE),
    ("Des rumeurs font état d'otages qui seraient détenus dans une cave.", "seraient détenus", Use.REPORTATIVE),
    ("Il aurait quitté la ville et n'oserait plus rentrer.", "oserait", Use.REPORTATIVE),
    ("Le nom du village viendrait d'un mot latin.", "viendrait", Use.REPORTATIVE),
    ("Le montant de la fraude s'élèverait à trois millions d'euros.", "élèverait", Use.REPORTATIVE),
    ("Le tableau, qui serait une copie, a été retiré de la vente.", "serait", Use.REPORTATIVE),
    ("D'après le parquet, l'argent proviendrait d'un trafic.", "proviendrait", Use.REPORTATIVE),
    # hypothetical: a case is supposed
    ("S'il pleuvait, le match serait annulé.", "serait annulé", Use.HYPOTHETICAL),
    ("Le pont aurait tenu si on l'avait réparé.", "aurait tenu", Use.HYPOTHETICAL),
    ("Dans ce cas, la mairie serait responsable.", "serait", Use.HYPOTHETICAL),
    ("Sans son courage, l'équipage aurait péri.", "aurait péri", Use.HYPOTHETICAL),
    ("Le blessé aurait pu mourir.", "aurait pu", Use.HYPOTHETICAL),
    ("La commune aurait dû fermer la plage.", "aurait dû", Use.HYPOTHETICAL),
    ("Ce serait une bonne nouvelle.", "serait", Use.HYPOTHETICAL),
    ("Une telle décision aurait de lourdes conséquences.", "aurait", Use.HYPOTHETICAL),
    ("Fermer l'école serait une faute.", "serait", Use.HYPOTHETICAL),
    ("Il serait utile de consulter les habitants.", "serait", Use.HYPOTHETICAL),
    ("La toiture aurait besoin de travaux.", "aurait", Use.HYPOTHETICAL),
    ("Je dirais que tout va bien.", "dirais", Use.HYPOTHETICAL),
    ("Nous aurions gagné du temps.", "aurions gagné", Use.HYPOTHETICAL),
    ("Le village réclame une route qui contournerait le bourg.", "contournerait", Use.HYPOTHETICAL),
    ("Le ministre serait-il malade ?", "serait", Use.HYPOTHETICAL),
    ("Dans le cas contraire, le contrat serait rompu.", "serait rompu", Use.HYPOTHETICAL),
    ("Cette mesure permettrait de créer mille emplois.", "permettrait", Use.HYPOTHETICAL),
    # modal or polite
    ("Le préfet pourrait interdire la marche.", "pourrait", Use.MODAL),
    ("Le train devrait arriver ce soir.", "devrait", Use.MODAL),
    ("Il faudrait réparer la digue.", "faudrait", Use.MODAL),
    ("La veuve voudrait vendre la maison.", "voudrait", Use.MODAL),
    # the future seen from the past
    ("Le ministre a dit qu'il viendrait lundi.", "viendrait", Use.FUTURE_IN_PAST),
    ("La reine avait promis qu'elle abdiquerait.", "abdiquerait", Use.FUTURE_IN_PAST),
    ("Elle attendait l'heure, lorsque le roi viendrait, de parler.", "viendrait", Use.FUTURE_IN_PAST),
    ("On ne savait pas si le navire partirait.", "partirait", Use.FUTURE_IN_PAST),
    ("Le club a annoncé mardi soir que le gardien serait absent deux mois.", "serait", Use.FUTURE_IN_PAST),
]


@pytest.mark.parametrize(("text", "words", "use"), USES)
def test_use(text: str, words: str, use: Use) -> None:
    found = {text[c.span.start : c.span.end]: c for c in conditionals(text)}
    assert words in found
    assert found[words].use is use, found[words].reason
    assert found[words].reason


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("Douze soldats auraient été tués hier.", ["Douze soldats auraient été tués hier"]),
        ("Le juge a libéré deux hommes qui auraient menti.", ["qui auraient menti"]),
        ("Selon deux témoins, le garde aurait dormi.", ["le garde aurait dormi"]),
        ("Le comptable serait en fuite.", ["Le comptable serait en fuite"]),
        (
            "Le maire aurait vendu sa maison et son frère aurait quitté le pays.",
            ["Le maire aurait vendu sa maison", "son frère aurait quitté le pays"],
        ),
    ],
)
def test_clause(text: str, clauses: list[str]) -> None:
    parsed = read_text(text)
    found = find_conditionals(parsed, load_lexicon("fr"))
    spans = [clause_spans(parsed, conditional) for conditional in found if conditional.use is Use.REPORTATIVE]
    assert [" … ".join(text[s.start : s.end] for s in clause) for clause in spans] == clauses


def test_finite_word_stands_in_the_form() -> None:
    text = "Les meubles auraient, dit-on, été vendus."
    [conditional] = conditionals(text)
    assert text[conditional.verb.start : conditional.verb.end] == "auraient"
    assert conditional.span.start == conditional.verb.start


def test_english_has_none(lexicon_en: Lexicon) -> None:
    assert find_conditionals(read_text("He would have signed.", "en"), lexicon_en) == ()


def test_odd_text_raises_nothing() -> None:
    for text in ("aurait", "serait aurait serait", "Aurait ? Serait !", "qu'aurait", "S'il"):
        for conditional in conditionals(text):
            assert text[conditional.span.start : conditional.span.end]


def test_reportative_on_gold(shared: Path) -> None:
    """F of the reportative conditional, ambiguous items left out."""
    said = right = wanted = 0
    for line in (shared / "gold" / "conditional-fr-dev.jsonl").read_text("utf-8").splitlines():
        item = json.loads(line)
        if item["label"] == "ambiguous":
            continue
        start, end = _offsets(item["span"])
        touched = [c for c in conditionals(item["text"]) if c.span.start < end and start < c.span.end]
        reported = any(c.use is Use.REPORTATIVE for c in touched)
        said += reported
        wanted += item["label"] == "reportative"
        right += reported and item["label"] == "reportative"
    assert 200 * right / (said + wanted) >= FLOOR


def _offsets(span: dict[str, int] | list[int]) -> tuple[int, int]:
    return (span["start"], span["end"]) if isinstance(span, dict) else (span[0], span[1])
