"""Documentation is under test: commands, lexicon keys, links, the Python in the README, and what no file may name."""

from __future__ import annotations

import functools
import inspect
import re
import subprocess
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest
from typer.main import get_command

from selon import cli
from selon.lang import Lexicon
from selon.lang.cues import Cues
from selon.lang.lexicon import About

ROOT = Path(__file__).resolve().parents[1]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])
BINARY = {".db", ".gif", ".gz", ".ico", ".jpg", ".mo", ".npz", ".parquet", ".png", ".warc", ".webp", ".whl", ".woff2"}

# Spelt so that this file does not name what it looks for
HOSTS = re.compile(r"\b(?:files\.python" r"hosted|py" r"pi|registry\.npm" r"js|deb\.deb" r"ian)\.(?:org|com|net)\b")
PATHS = re.compile(r"(?<![\w.:/])/(?:work|farm|root|home/\w+|Users/\w+|opt/(?:wheels|py" r"pi\S*))/")


def read(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def fenced(text: str, language: str) -> list[str]:
    """The code blocks of a page in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def commands() -> set[str]:
    """The commands that `selon --help` lists."""
    return {name for name, command in get_command(cli.app).commands.items() if not command.hidden}  # type: ignore[attr-defined]


def shapes() -> Iterator[type[msgspec.Struct]]:
    """Every shape that a lexicon is made of, found from its root."""
    seen: set[type] = set()
    todo: list[object] = [Lexicon]
    while todo:
        shape = todo.pop()
        todo += list(getattr(shape, "__args__", ()))
        if isinstance(shape, type) and issubclass(shape, msgspec.Struct) and shape not in seen:
            seen.add(shape)
            todo += [field.type for field in msgspec.structs.fields(shape)]
            yield shape


def lexicon_keys() -> list[tuple[type[msgspec.Struct], str]]:
    found = [(shape, field.encode_name) for shape in shapes() for field in msgspec.structs.fields(shape)]
    return sorted(found, key=lambda pair: (pair[0].__module__, pair[0].__name__, pair[1]))


@functools.cache
def reference() -> dict[str, set[str]]:
    """The keys that docs/lexicon.md tells of, by the shape that its headings name."""
    parts = re.split(r"^#+ .*`(\w+)`.*$", read("docs/lexicon.md"), flags=re.MULTILINE)[1:]
    keys = (set(re.findall(r"^\| `(\w+)`", part, re.MULTILINE)) for part in parts[1::2])
    return dict(zip(parts[::2], keys, strict=True))


def project_files() -> list[str]:
    """What is, or would be, under version control."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    try:
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("this is no checkout, so git cannot list the project's files")
    return [name for name in done.stdout.splitlines() if (ROOT / name).is_file() and Path(name).suffix not in BINARY]


def test_readme_names_commands_that_exist() -> None:
    shown = set(
        re.findall(r"^\s*(?:\$ )?(?:\S+/)?selon ([a-z]+)", "\n".join(fenced(read("README.md"), "\\w*")), re.MULTILINE)
    )
    assert shown
    assert shown <= commands()


def test_every_command_is_in_the_readme() -> None:
    assert {name for name in commands() if f"selon {name}" not in read("README.md")} == set()


def test_readme_names_make_targets_that_exist() -> None:
    targets = set(re.findall(r"^([a-z]+):", read("Makefile"), re.MULTILINE))
    shown = {word for name in ("README.md", "CONTRIBUTING.md") for word in re.findall(r"\bmake ([a-z]+)", read(name))}
    assert "demo" in shown
    assert "test" in shown
    assert shown <= targets | {"it"}


@pytest.mark.parametrize("code", fenced(read("README.md"), "python"))
def test_readme_python_runs(code: str, capsys: pytest.CaptureFixture[str]) -> None:
    exec(compile(code, "README.md", "exec"), {})  # noqa: S102  (our own page, as its reader would run it)
    assert capsys.readouterr().out


def test_the_worked_examples_pass_their_own_tests() -> None:
    names: dict[str, Any] = {}
    for code in fenced(read("CONTRIBUTING.md"), "python"):
        exec(compile(code, "CONTRIBUTING.md", "exec"), names)  # noqa: S102  (the same)
    cases = [function for name, function in names.items() if name.startswith("test_")]
    assert len(cases) == 4
    for case in cases:
        case()


def test_the_worked_example_of_a_language_has_the_shapes() -> None:
    about, cues = (tomllib.loads(code) for code in fenced(read("CONTRIBUTING.md"), "toml"))
    assert msgspec.convert(about, About).model
    assert msgspec.convert(cues, Cues).verbs


@pytest.mark.parametrize(("shape", "key"), lexicon_keys(), ids=lambda value: getattr(value, "__name__", value))
def test_every_lexicon_key_is_documented(shape: type[msgspec.Struct], key: str) -> None:
    """In its shape's docstring (in backticks, or in the example), in words beside it, or in docs/lexicon.md."""
    said = inspect.getdoc(shape) or ""
    in_words = re.search(rf"`{key}`|^\s+(?:\[+(?:\w+\.)*)?{key}\b", said, re.MULTILINE)
    beside = re.search(rf'^    {key}: [^\n]*?(?:  # \w|\n    """)', inspect.getsource(shape), re.MULTILINE)
    assert in_words or beside or key in reference().get(shape.__name__, set()) | reference()["ALL"]


def test_the_reference_names_no_key_that_is_gone() -> None:
    known: dict[str, set[str]] = {"ALL": {key for _, key in lexicon_keys()}}
    for shape, key in lexicon_keys():
        known.setdefault(shape.__name__, set()).add(key)
    gone = {name: keys - known.get(name, set()) for name, keys in reference().items()}
    assert {name: keys for name, keys in gone.items() if keys} == {}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:|mailto:|#)([^)#\s]+)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


def test_the_changelog_tells_of_this_version() -> None:
    version = tomllib.loads(read("pyproject.toml"))["project"]["version"]
    assert f"## [{version}]" in read("CHANGELOG.md")


def test_no_file_names_a_registry_or_a_machine() -> None:
    found = []
    for name in project_files():
        for number, line in enumerate((ROOT / name).read_text("utf-8", errors="replace").splitlines(), 1):
            found += [f"{name}:{number}: {hit.group()}" for hit in [HOSTS.search(line) or PATHS.search(line)] if hit]
    assert found == []


def test_what_no_file_may_name_is_recognised() -> None:
    assert HOSTS.search("from https://files.python" + "hosted.org/x")
    assert PATHS.search("cd /" + "work" + "/main")
    assert not PATHS.search("https://port.example/" + "work/dockers.html")


def test_locks_carry_hashes_and_no_places() -> None:
    for name in ("run", "dev"):
        lock = read(f"requirements/{name}.txt")
        pins = [line for line in lock.splitlines() if re.match(r"[a-z0-9]", line)]
        assert pins
        assert all("==" in pin and pin.endswith("\\") for pin in pins)
        assert not re.search(r"://|--find-links|--index|--extra-index", lock)
