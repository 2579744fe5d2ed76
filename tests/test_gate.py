"""The quality gate is itself held to what it promises, with a scorer that says what each test wants."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

import floors
import gate
import letter

TEXT = "Le gué est ouvert, a assuré Anne Morvec. Le pont aurait cédé. Voir aussi"
HEAD = "# floors of a made-up set\n"


def claim(words: str, *, source: str = "", standing: str = "stated", **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    spans = [{"start": start, "end": start + len(words), "text": words}]
    sources = [{"start": 0, "end": 0, "text": source}] if source else []
    return {"id": words[:5], "content": spans, "source": sources, "entity": None, "standing": standing, **more}


def wanted(words: str, **more: Any) -> dict[str, Any]:
    start = TEXT.index(words)
    row = {"id": "w", "kind": "indirect", "source": None, "entity": None, "cue": None, "author": "Uu", "hedges": []}
    return {**row, "content": [{"start": start, "end": start + len(words), "text": words}], **more}


def reading(*claims: dict[str, Any], entities: tuple[dict[str, Any], ...] = ()) -> dict[str, Any]:
    blocks = [
        {"kind": "paragraph", "start": 0, "end": TEXT.index("Voir")},
        {"kind": "furniture", "start": TEXT.index("Voir"), "end": len(TEXT)},
    ]
    return {"document": {"text": TEXT, "blocks": blocks}, "claims": list(claims), "entities": list(entities)}


@pytest.fixture
def gold(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder like the external one, with one made-up gold file, and floors measured on it."""
    file = tmp_path / "gold.jsonl"
    file.write_text('{"id": "a"}\n', "utf-8")
    monkeypatch.setenv("SELON_SHARED", str(tmp_path))
    return file


@pytest.fixture
def floors_file(tmp_path: Path, gold: Path) -> Path:
    file = tmp_path / "floors.toml"
    file.write_text(HEAD, "utf-8")
    measure = floors.Measure("made-up", "dates", gold.name, floors.hash_gold(gold), {"F": floors.Floor(80.0, 0.5)})
    floors.write_floors(file, {"made-up": measure})
    return file


def run(floors_file: Path, *argv: str, **figures: float) -> int:
    return gate.main(list(argv), floors_file=floors_file, score=lambda _measure, _shared: figures)


@pytest.mark.parametrize(
    ("figures", "status"),
    [
        pytest.param({"F": 80.0}, 0, id="at the floor"),
        pytest.param({"F": 79.5}, 0, id="within the noise"),
        pytest.param({"F": 79.4}, 1, id="below the band"),
        pytest.param({"F": 95.0}, 0, id="above"),
        pytest.param({"G": 95.0}, 1, id="the figure is gone"),
    ],
)
def test_a_fallen_figure_fails(floors_file: Path, figures: dict[str, float], status: int) -> None:
    assert run(floors_file, **figures) == status


def test_a_changed_gold_is_refused(floors_file: Path, gold: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gold.write_text('{"id": "b"}\n', "utf-8")
    assert run(floors_file, F=99.0) == 2
    assert "refused" in capsys.readouterr().out


def test_a_changed_gold_raises_nothing(floors_file: Path, gold: Path) -> None:
    gold.write_text('{"id": "b"}\n', "utf-8")
    run(floors_file, "--raise", F=99.0)
    assert floors.read_floors(floors_file)["made-up"].floors["F"].value == 80.0


def test_an_absent_gold_is_skipped_with_a_reason(
    floors_file: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    gold.unlink()
    assert run(floors_file, F=0.0) == 0
    assert "skipped made-up: gold.jsonl is not at hand" in capsys.readouterr().out


def test_a_broken_scorer_is_no_verdict(floors_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def score(_measure: floors.Measure, _shared: Path) -> dict[str, float]:
        raise gate.ScoringError("no such command")

    assert gate.main([], floors_file=floors_file, score=score) == 2
    assert "broken  made-up: no such command" in capsys.readouterr().out


def test_raise_lifts_and_never_lowers(floors_file: Path) -> None:
    assert run(floors_file, "--raise", F=84.27) == 0
    lifted = floors.read_floors(floors_file)["made-up"]
    assert lifted.floors["F"] == floors.Floor(84.2, 0.5)
    assert lifted.date
    assert run(floors_file, "--raise", F=84.0) == 0
    assert floors.read_floors(floors_file)["made-up"] == lifted
    assert run(floors_file, "--raise", F=10.0) == 1
    assert floors.read_floors(floors_file)["made-up"] == lifted


def test_lower_takes_back_and_keeps_the_reason(floors_file: Path) -> None:
    assert run(floors_file, "--lower", 'the gold "improved"', F=70.0) == 0
    lowered = floors.read_floors(floors_file)["made-up"]
    assert lowered.floors["F"].value == 70.0
    assert lowered.lowered[0].endswith('F from 80.0 to 70.0: the gold "improved"')


def test_lower_leaves_what_holds(floors_file: Path) -> None:
    before = floors_file.read_text("utf-8")
    assert run(floors_file, "--lower", "no need", F=79.9) == 0
    assert floors_file.read_text("utf-8") == before


def test_floors_are_written_as_they_are_read(tmp_path: Path) -> None:
    copy = tmp_path / "floors.toml"
    copy.write_text(gate.FLOORS.read_text("utf-8"), "utf-8")
    floors.write_floors(copy, floors.read_floors(copy))
    assert copy.read_text("utf-8") == gate.FLOORS.read_text("utf-8")


@pytest.mark.parametrize(
    ("argv", "measured"),
    [
        pytest.param((), False, id="left out"),
        pytest.param(("--all",), True, id="all"),
        pytest.param(("made-up",), True, id="named"),
    ],
)
def test_a_slow_measure_waits_to_be_asked(
    floors_file: Path, capsys: pytest.CaptureFixture[str], argv: tuple[str, ...], *, measured: bool
) -> None:
    measures = floors.read_floors(floors_file)
    floors.write_floors(floors_file, {"made-up": replace(measures["made-up"], slow=True)})
    assert run(floors_file, *argv, F=81.0) == 0
    assert ("made-up" in capsys.readouterr().out) == measured


def test_the_table_has_the_figures_with_floors(floors_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(floors_file, "--table", F=81.25, G=1.0) == 0
    shown = capsys.readouterr().out
    assert "| made-up | F | 81.2 |" in shown
    assert "| G |" not in shown


def test_an_unknown_measure_is_wrong_usage(floors_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(floors_file, "no-such") == 2
    assert "there are made-up" in capsys.readouterr().err


def test_the_external_scorer_is_called_and_its_figures_count(
    floors_file: Path, gold: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    script = gold.parent / "score" / "score.py"
    script.parent.mkdir()
    script.write_text(f"print({json.dumps({'figures': {'F': 12.5}})!r})", "utf-8")
    assert gate.main([], floors_file=floors_file) == 1
    assert "12.5  floor 80.0, band 0.5  BELOW" in capsys.readouterr().out
    script.write_text("import sys; sys.exit('out of time')", "utf-8")
    assert gate.main([], floors_file=floors_file) == 2
    assert "out of time" in capsys.readouterr().out


def test_a_folder_hash_sees_names_and_contents(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", "utf-8")
    first = floors.hash_gold(tmp_path)
    (tmp_path / "a").rename(tmp_path / "b")
    second = floors.hash_gold(tmp_path)
    (tmp_path / "b").write_text("2", "utf-8")
    assert len({first, second, floors.hash_gold(tmp_path)}) == 3


# ---------------------------------------------------------------- the two articles


MORVEC = {"id": "e1", "name": "Anne Morvec", "mentions": [{"text": "Anne Morvec"}]}


@pytest.mark.parametrize(
    ("row", "ours", "why"),
    [
        pytest.param(
            wanted("Le gué est ouvert", source="Mme Morveck"),
            claim("Le gué est ouvert", source="elle", standing="attributed", entity="e1"),
            None,
            id="holder by entity, spelt anew",
        ),
        pytest.param(
            wanted("Le gué est ouvert", source="Anne Morvec"),
            claim("est ouvert", source="Anne Morvec", standing="attributed"),
            None,
            id="half of the words",
        ),
        pytest.param(
            wanted("Le gué est ouvert", source="Anne Morvec"),
            claim("ouvert", source="Anne Morvec", standing="attributed"),
            "no claim has these words",
            id="a quarter of the words",
        ),
        pytest.param(
            wanted("Le gué est ouvert", source="Anne Morvec"),
            claim("Le gué est ouvert", source="Paul Drenn", standing="attributed"),
            "holder Paul Drenn",
            id="another holder",
        ),
        pytest.param(
            wanted("Le gué est ouvert", source="Anne Morvec"),
            claim("Le gué est ouvert", source="Anne Morvec", standing="stated"),
            "standing stated, not attributed",
            id="another standing",
        ),
        pytest.param(
            wanted("Le pont aurait cédé", kind="author"),
            claim("Le pont aurait cédé", standing="alleged"),
            None,
            id="alleged by the author",
        ),
        pytest.param(
            wanted("Le pont aurait cédé", kind="author"),
            claim("Le pont aurait cédé", source="Anne Morvec", standing="alleged"),
            "holder Anne Morvec",
            id="the author's, given to another",
        ),
        pytest.param(
            wanted("Le pont aurait cédé", source="elle", cue="a démenti"),
            claim("Le pont aurait cédé", source="Elle", standing="denied"),
            None,
            id="denied, by a pronoun",
        ),
    ],
)
def test_letter_claims(row: dict[str, Any], ours: dict[str, Any], why: str | None) -> None:
    misses = letter.find_misses([row], reading(ours, entities=(MORVEC,)))
    assert (misses == []) if why is None else (len(misses) == 1 and why in misses[0].why)


def test_one_claim_is_found_once() -> None:
    row = wanted("Le pont aurait cédé", kind="author")
    misses = letter.find_misses(
        [row, {**row, "id": "again"}], reading(claim("Le pont aurait cédé", standing="alleged"))
    )
    assert [miss.id for miss in misses] == ["again"]


@pytest.mark.parametrize(("words", "dirt"), [("Le pont aurait cédé", []), ("Voir aussi", ["Voir aussi"])])
def test_claims_in_furniture_are_dirt(words: str, dirt: list[str]) -> None:
    assert letter.find_dirt([wanted("Le pont aurait cédé")], reading(claim(words))) == dirt
