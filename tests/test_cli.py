"""The command line: what it prints where, and the status it leaves."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from report_readings import TEXT, failed, mine
from typer.testing import CliRunner, Result

import selon
from selon.api import articles as api
from selon.cli import app
from selon.cli.options import Colour
from selon.cli.output import Output, layout_of, open_output
from selon.cli.progress import Progress
from selon.report.records import line_of
from selon.types import Document, Reading

ARTICLE = "Le pont de Brannes ferme lundi, a annoncé la mairie."


@pytest.fixture(autouse=True)
def without_parser(monkeypatch: pytest.MonkeyPatch) -> None:
    """The text made by hand has its claims; another text has none."""

    def claims(document: Document) -> Reading:
        return mine() if document.text == TEXT else Reading(document, notices=document.notices)

    monkeypatch.setattr(api, "_claims", claims)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "COLUMNS", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "valbrune-1.txt"
    path.write_text(TEXT, "utf-8")
    return path


@pytest.fixture
def other(tmp_path: Path) -> Path:
    path = tmp_path / "pont.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def run(*words: object, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(app, [str(word) for word in words], input=stdin)


def test_text_is_what_people_get(article: Path) -> None:
    done = run("read", article)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith("Des mineurs auraient cessé le travail à Valbrune\n")
    assert "» attributed  Lise Cormeau  c2" in done.stdout
    assert done.stdout.rstrip().endswith("selon why CLAIM --in SOURCE explains one claim.")


def test_jsonl_is_a_line_a_document(article: Path, other: Path) -> None:
    done = run("read", article, other, "--format", "jsonl")
    first, second = map(json.loads, done.stdout.splitlines())
    assert done.exit_code == 0
    assert (first["document"]["id"], second["document"]["text"]) == ("valbrune-1", ARTICLE)
    assert done.stdout.splitlines()[0] == line_of(mine())


def test_json_is_one_object(article: Path, other: Path) -> None:
    record = json.loads(run("read", article, other, "-f", "json").stdout)
    assert list(record) == ["schema", "readings"]
    assert [reading["document"]["id"] for reading in record["readings"]] == ["valbrune-1", "pont"]


def test_html_is_one_page(article: Path, other: Path) -> None:
    done = run("read", article, other, "--format", "html", "--ui-lang", "fr")
    assert done.stdout.startswith('<!DOCTYPE html>\n<html lang="fr">')
    assert done.stdout.count("<article") == 2


def test_markdown_has_a_rule_between_documents(article: Path, other: Path) -> None:
    done = run("read", article, other, "--format", "md")
    assert done.stdout.count("\n---\n") == 1
    assert done.stdout.startswith("# Des mineurs")


def test_the_locale_says_which_language_is_spoken(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert "» attribuée  Lise Cormeau" in run("read", article).stdout
    assert "» attributed  Lise Cormeau" in run("read", article, "--ui-lang", "en").stdout


def test_colour_is_for_terminals_unless_asked_for(article: Path) -> None:
    assert "\x1b[" not in run("read", article).stdout
    assert "\x1b[35m" in run("read", article, "--color", "always").stdout


@pytest.mark.parametrize("form", ["text", "jsonl", "json", "html", "md"])
def test_a_source_that_failed_is_named_and_the_rest_is_done(article: Path, tmp_path: Path, form: str) -> None:
    gone = tmp_path / "gone.html"
    done = run("read", gone, article, "--format", form, "--quiet")
    assert done.exit_code == 1
    (line,) = done.stderr.splitlines()
    assert line.startswith(f"selon: {gone}: ")
    assert line.count(str(gone)) == 1
    assert "Nous ne descendrons plus" in done.stdout


def test_all_failed(tmp_path: Path) -> None:
    done = run("read", tmp_path / "gone.html")
    assert (done.exit_code, done.stdout) == (1, "")


def test_notices_go_to_standard_error_with_data_and_not_when_quiet(article: Path) -> None:
    line = "selon: valbrune.txt: One sentence could not be parsed.\n"
    assert run("read", article, "--format", "jsonl").stderr == line
    assert run("read", article, "--format", "jsonl", "--quiet").stderr == ""


@pytest.mark.parametrize(
    ("words", "named"),
    [
        (["read"], "SOURCE"),
        (["read", "x", "--format", "xml"], "xml"),
        (["read", "x", "--lang", "de"], "reads en, fr"),
        (["read", "x", "--published", "10/7/22"], "2022-07-10"),
        (["read", "x", "--ui-lang", "de"], "de"),
        (["read", "x", "--nonsense"], "--nonsense"),
        (["why", "c1"], "--in"),
        (["reed"], "reed"),
    ],
)
def test_wrong_usage(words: list[str], named: str) -> None:
    done = run(*words)
    assert done.exit_code == 2
    assert named in done.stderr
    assert done.stdout == ""


def test_version_and_help() -> None:
    assert run("--version").stdout == f"selon {selon.__version__}\n"
    done = run("--help")
    assert done.exit_code == 0
    for command in ("read", "trace", "why", "demo"):
        assert re.search(rf"^  {command} ", done.stdout, re.MULTILINE)
    for example in re.findall(r"^    (selon .*)$", done.stdout, re.MULTILINE):
        assert run(example.split()[1], "--help").exit_code == 0


def test_a_file_is_there_whole_or_not_at_all(article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out.jsonl"
    out.write_text("before")
    out.chmod(0o600)

    def interrupted(_: Document) -> Reading:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(api, "_claims", interrupted)
        assert run("read", article, "--format", "jsonl", "-o", out).exit_code == 130
    assert out.read_text() == "before"
    done = run("read", article, "--format", "jsonl", "-o", out, "-q")
    assert (done.exit_code, done.stdout) == (0, "")
    assert json.loads(out.read_text("utf-8"))["document"]["id"] == "valbrune-1"
    assert out.stat().st_mode & 0o777 == 0o600
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "valbrune-1.txt"]


def test_a_link_stays_a_link(article: Path, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(tmp_path / "real")
    assert run("read", article, "-o", tmp_path / "link").exit_code == 0
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text("utf-8").startswith("Des mineurs")


def test_a_file_that_cannot_be_written_is_wrong_usage(article: Path, tmp_path: Path) -> None:
    done = run("read", article, "-o", tmp_path / "none" / "out.txt")
    assert done.exit_code == 2
    assert "cannot be written" in done.stderr


@pytest.mark.parametrize("suffix", ["json", "jsonl"])
def test_why_reads_what_was_printed(article: Path, tmp_path: Path, suffix: str) -> None:
    saved = tmp_path / f"saved.{suffix}"
    assert run("read", article, "-f", suffix, "-o", saved, "-q").exit_code == 0
    done = run("why", "c6", "--in", saved)
    assert (done.exit_code, done.stderr) == (0, "")
    assert "within the claim c5 of Le porte-parole" in done.stdout
    assert run("why", "c6", "--in", "-", stdin=saved.read_bytes()).stdout == done.stdout


def test_why_reads_an_article(article: Path) -> None:
    done = run("why", "c6", "--in", article, "--ui-lang", "fr")
    assert done.exit_code == 0
    assert "Trouvée par la règle according-phrase" in done.stdout
    assert run("why", "c6", "--in", "-", "--ui-lang", "fr", stdin=TEXT.encode()).stdout == done.stdout


def test_why_says_which_claims_there_are(article: Path, other: Path, tmp_path: Path) -> None:
    done = run("why", "c9", "--in", article)
    assert done.exit_code == 2
    assert "it has c1, c2, c3, c4, c5, c6" in done.stderr
    assert "no claims" in run("why", "c9", "--in", other).stderr
    assert run("why", "c9", "--in", tmp_path / "gone.html").exit_code == 1


def test_why_asks_which_document(tmp_path: Path) -> None:
    saved = tmp_path / "saved.jsonl"
    saved.write_text(f"{line_of(mine())}\n{line_of(mine()).replace('valbrune-1', 'copy')}\n", "utf-8")
    done = run("why", "c2", "--in", saved)
    assert done.exit_code == 2
    assert "add --document with one of: valbrune-1, copy" in done.stderr
    assert run("why", "c2", "--in", saved, "--document", "copy").exit_code == 0


def test_why_passes_over_what_failed_earlier(tmp_path: Path) -> None:
    saved = tmp_path / "saved.jsonl"
    saved.write_text(f"{line_of(failed())}\n{line_of(mine())}\n", "utf-8")
    done = run("why", "c2", "--in", saved)
    assert (done.exit_code, done.stderr) == (0, "")


def test_why_says_what_is_damaged(tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text(line_of(mine()).replace('"attributed"', '"true"'), "utf-8")
    done = run("why", "c2", "--in", saved)
    assert done.exit_code == 2
    assert "claims[1].standing" in done.stderr


def test_the_demo_reads_one_article_and_traces_its_story() -> None:
    done = run("demo", "--ui-lang", "en")
    assert done.exit_code == 0
    assert "An invented article" in done.stdout
    assert "8 retellings (English, French)" in done.stdout
    assert "Monde Éclair" in done.stdout


# ---------------------------------------------------------------- where output goes


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no /dev/full on this system")
def test_a_full_disk_is_said_in_one_line(article: Path) -> None:
    command = [sys.executable, "-m", "selon", "read", str(article)]
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("selon: standard output cannot be written: ")
    assert done.stderr.count("\n") == 1
    assert run("read", article, "-o", "/dev/full").exit_code == 2


class FakeStream:
    def __init__(self) -> None:
        self.written = b""
        self.flushed = 0

    def write(self, data: bytes) -> None:
        self.written += data

    def flush(self) -> None:
        self.flushed += 1


def test_each_write_is_flushed_and_always_encodes() -> None:
    stream = FakeStream()
    out = Output(stream, encoding="latin-1")  # type: ignore[arg-type]
    out.write("é ✗")
    out.write("\ud800")
    assert (stream.written, stream.flushed) == (b"\xe9 ??", 2)


@pytest.mark.parametrize(
    ("terminal", "choice", "environment", "coloured", "width"),
    [
        (False, Colour.AUTO, {}, False, None),
        (False, Colour.AUTO, {"COLUMNS": "40"}, False, 40),
        (False, Colour.AUTO, {"COLUMNS": "0"}, False, None),
        (False, Colour.ALWAYS, {}, True, None),
        (False, Colour.ALWAYS, {"NO_COLOR": "1"}, True, None),
        (False, Colour.AUTO, {"FORCE_COLOR": "1"}, True, None),
        (True, Colour.AUTO, {"COLUMNS": "100"}, True, 100),
        (True, Colour.AUTO, {"COLUMNS": "100", "NO_COLOR": "1"}, False, 100),
        (True, Colour.AUTO, {"COLUMNS": "100", "NO_COLOR": ""}, True, 100),
        (True, Colour.AUTO, {"COLUMNS": "100", "TERM": "dumb"}, False, 100),
        (True, Colour.NEVER, {"COLUMNS": "100"}, False, 100),
    ],
)
def test_the_layout(
    *, terminal: bool, choice: Colour, environment: dict[str, str], coloured: bool, width: int | None
) -> None:
    out = Output(FakeStream(), is_terminal=terminal)  # type: ignore[arg-type]
    layout = layout_of(out, choice, full=False, environment=environment)
    assert (layout.colour, layout.width) == (coloured, width)


def test_a_device_is_written_to() -> None:
    with open_output(Path(os.devnull)) as out:
        out.write("gone")
    assert not Path(os.devnull).is_file()


def test_a_line_a_minute_where_nobody_watches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = iter([0.0, 10.0, 61.0, 70.0])
    monkeypatch.setattr(time, "monotonic", lambda: next(clock))
    with Progress(quiet=False, shown=True) as progress:
        for failed in (False, True, False):
            progress.advance(failed=failed)
    assert capsys.readouterr().err == "selon: 1 read, 1 failed, 2.0 a minute\n"


# ---------------------------------------------------------------- as a process

SLOW = """
import sys, time
from selon.api import articles as api
from selon.types import Reading
def claims(document):
    if document.id.startswith("slow"):
        time.sleep(60)
    return Reading(document)
api._claims = claims
from selon.cli import main
main()
"""


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    lines = [json.dumps({"id": f"a{number}", "text": ARTICLE}) for number in range(2)]
    lines.append(json.dumps({"id": "slow", "text": ARTICLE}))
    path = tmp_path / "news.jsonl"
    path.write_text("\n".join(lines), "utf-8")
    return path


def start(*words: object) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-c", SLOW, *map(str, words)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_documents_stream_and_an_interruption_keeps_them(articles: Path) -> None:
    with start("read", articles, "--format", "jsonl", "--lang", "fr", "-q") as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline())["document"]["id"] == "a0"
        assert json.loads(process.stdout.readline())["document"]["id"] == "a1"
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)
    assert (process.returncode, errors) == (130, b"")


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    many = tmp_path / "news.jsonl"
    many.write_text("\n".join(json.dumps({"id": f"a{n}", "text": ARTICLE * 200}) for n in range(200)), "utf-8")
    with start("read", many, "--format", "jsonl", "--lang", "fr", "-q") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        errors = process.stderr.read()
        process.wait(timeout=30)
    assert (process.returncode, errors) == (141, b"")


def test_python_m_selon_is_selon_and_help_is_quick() -> None:
    times = []
    for _ in range(3):
        begun = time.perf_counter()
        done = subprocess.run([sys.executable, "-m", "selon", "--help"], capture_output=True, text=True, check=False)
        times.append(time.perf_counter() - begun)
        assert (done.returncode, done.stderr) == (0, "")
        assert done.stdout.startswith("Usage: selon ")
    assert min(times) < 0.5
