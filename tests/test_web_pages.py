"""The pages: each in both languages, whole and well-formed, with nothing in them that the policy forbids."""

from __future__ import annotations

import ast
import dataclasses
import inspect
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2.meta
import jinja2.nodes
import pytest
from markupsafe import Markup
from starlette.testclient import TestClient
from web_site import Seen, visiting, write_ledger

from selon.report.interface import LANGUAGES, load_interface
from selon.web.api.docs import DocsPage
from selon.web.pages.document import DocumentPage
from selon.web.pages.figures import FiguresPage
from selon.web.pages.figures_shown import Quantity
from selon.web.pages.home import HomePage
from selon.web.pages.judgements import JudgementsPage
from selon.web.pages.person import PersonPage
from selon.web.pages.reading import ReadingPage
from selon.web.pages.search import SearchPage
from selon.web.pages.stories import StoriesPage
from selon.web.pages.story import StoryPage
from selon.web.pages.trouble import TroublePage
from selon.web.pages.writing import EnterPage
from selon.web.rendering import Shell, environment

CONTEXTS: tuple[Any, ...] = (
    DocsPage,
    DocumentPage,
    EnterPage,
    FiguresPage,
    HomePage,
    JudgementsPage,
    PersonPage,
    ReadingPage,
    SearchPage,
    StoriesPage,
    StoryPage,
    TroublePage,
)
PAGES = (
    "/",
    "/stories",
    "/stories?q=barrage",
    "/stories/s1",
    "/stories/s1?all=1",
    "/stories/s2",
    "/documents/dam-fr",
    "/documents/dam-fr?version=1",
    "/documents/dam-fr?at=10-40&why=c1",
    "/search",
    "/search?q=barrage+standing:attributed",
    "/search?q=dam&of=documents&since=2031",
    "/search?q=zzzz",
    "/who/n1",
    "/figures",
    "/figures?q=évacués",
    "/figures?q=zzzz",
    "/judgements",
    "/enter",
    "/api/docs",
)
EXEMPT = {"shell", "ui", "say", "asset", "quote_url", "range", "loop"}
"""What every template has beside its context."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with visiting(write_ledger(tmp_path_factory.mktemp("web") / "small.db")) as visitor:
        yield visitor


@pytest.fixture(scope="module")
def writer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with visiting(write_ledger(tmp_path_factory.mktemp("web") / "small.db"), write=True) as visitor:
        yield visitor


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("path", PAGES)
def test_a_page_is_whole(writer: TestClient, path: str, code: str) -> None:
    answer = writer.get(path, headers={"accept-language": code})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
    seen = Seen(answer.text)
    assert (seen.wrong, seen.open) == ([], [])
    assert seen.all("html") == [{"lang": code}]
    assert [len(seen.all(tag)) for tag in ("main", "header", "h1")] == [1, 1, 1]
    ids = seen.values("id")
    assert len(ids) == len(set(ids)), [one for one in ids if ids.count(one) > 1]


@pytest.mark.parametrize("path", PAGES)
def test_nothing_in_a_page_is_against_its_policy(writer: TestClient, path: str) -> None:
    seen = Seen(writer.get(path).text)
    for tag, attributes in seen.elements:
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "srcdoc")], (
            tag,
            attributes,
        )
        for name in ("src", "href", "action", "formaction"):
            if tag != "a" and name in attributes and tag != "image":
                assert attributes[name].startswith(("/", "#")), (tag, attributes)
    assert not seen.all("style")
    assert all(script.get("src", "").startswith("/static/") for script in seen.all("script"))


@pytest.mark.parametrize("path", PAGES)
def test_what_can_be_filled_in_has_a_label(writer: TestClient, path: str) -> None:
    page = writer.get(path).text
    seen = Seen(page)
    labelled = set(seen.values("for"))
    fields = [one for tag in ("input", "textarea", "select") for one in seen.all(tag) if one.get("type") != "hidden"]
    around = page.count("<label>") + page.count('<label class="choice">')
    assert len([one for one in fields if one.get("id") not in labelled]) <= around
    named = set(seen.values("id"))
    for attribute in ("aria-labelledby", "aria-describedby"):
        for value in seen.values(attribute):
            assert set(value.split()) <= named, value


def test_every_link_within_leads_somewhere(client: TestClient) -> None:
    waiting, done = ["/"], set()
    while waiting and len(done) < 400:
        path = waiting.pop(0)
        if path in done:
            continue
        done.add(path)
        answer = client.get(path, follow_redirects=True)
        assert answer.status_code in (200, 501), path
        if not answer.headers["content-type"].startswith("text/html") or "attachment" in str(answer.headers):
            continue
        seen = Seen(answer.text)
        for link in seen.links:
            assert link.startswith(("/", "#", "http://", "https://")), (path, link)
            if link.startswith("#"):
                assert link[1:] in seen.values("id"), (path, link)
            elif link.startswith("/") and "lang=" not in link:
                waiting.append(link.partition("#")[0])
    assert {"/stories/s1", "/documents/dam-fr", "/judgements", "/api"} <= done


def test_a_passage_that_is_pointed_at_is_marked(client: TestClient) -> None:
    page = client.get("/documents/dam-fr?at=10-40").text
    assert '<mark class="passage" id="passage"' in page
    assert 'id="passage"' not in client.get("/documents/dam-fr?at=9999999-10").text


def test_a_reader_chooses_their_language(client: TestClient) -> None:
    client.cookies.clear()
    assert Seen(client.get("/", headers={"accept-language": "de, fr;q=0.8, en;q=0.5"}).text).all("html")[0] == {
        "lang": "fr"
    }
    switched = client.get("/stories?page=1&lang=fr", headers={"accept-language": "en"})
    assert Seen(switched.text).all("html")[0] == {"lang": "fr"}
    assert Seen(client.get("/", headers={"accept-language": "en"}).text).all("html")[0] == {"lang": "fr"}
    assert "/stories?page=1&lang=en" in Seen(switched.text).links
    client.cookies.clear()


def test_a_page_that_is_known_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/stories?part=stories")
    again = client.get("/stories?part=stories", headers={"if-none-match": first.headers["etag"]})
    assert (first.status_code, again.status_code, again.content) == (200, 304, b"")


@pytest.mark.parametrize(("path", "part"), [("/", "newest"), ("/stories", "stories"), ("/search?q=dam", "results")])
def test_a_part_is_what_stands_in_the_page(client: TestClient, path: str, part: str) -> None:
    whole = client.get(path).text
    piece = client.get(f"{path}{'&' if '?' in path else '?'}part={part}").text
    assert f'id="{part}"' in piece
    assert piece.strip() in whole


def test_style_and_script_are_kept_by_their_content(client: TestClient) -> None:
    seen = Seen(client.get("/documents/dam-fr").text)
    addresses = [one["href"] for one in seen.all("link")] + [one["src"] for one in seen.all("script")]
    assert len(addresses) == 4
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code == 200
        assert "immutable" in answer.headers["cache-control"]


def test_the_first_page_is_light(client: TestClient) -> None:
    page = client.get("/")
    seen = Seen(page.text)
    others = [one["href"] for one in seen.all("link")] + [one["src"] for one in seen.all("script")]
    assert len(page.content) + sum(len(client.get(address).content) for address in others) < 200_000


def test_an_empty_ledger_says_what_to_do(tmp_path: Path) -> None:
    with visiting(tmp_path / "new.db", write=True) as visitor:
        answer = visitor.get("/")
        assert answer.status_code == 200
        assert "The ledger is empty." in answer.text
        assert visitor.get("/stories").status_code == visitor.get("/search?q=a").status_code == 200


def test_a_ledger_that_is_not_there_is_told_in_words(tmp_path: Path) -> None:
    with visiting(tmp_path / "none.db") as visitor:
        answer = visitor.get("/")
        assert answer.status_code == 503
        assert "Not just now" in answer.text


# ---------------------------------------------------------------- contexts


@pytest.mark.parametrize("context", CONTEXTS, ids=lambda one: one.__name__)
def test_a_template_uses_what_its_context_has(context: Any) -> None:
    made = environment()
    names = {one.name for one in dataclasses.fields(context)}
    parts = [f"_{part}.html.j2" for part in context.parts]
    used: set[str] = set()
    for template in (context.template, "base.html.j2", *parts):
        assert made.loader is not None
        tree = made.parse(made.loader.get_source(made, template)[0])
        used |= jinja2.meta.find_undeclared_variables(tree) - EXEMPT - _own_names(tree)
    assert used == names, (used - names, names - used)


def _own_names(tree: jinja2.nodes.Template) -> set[str]:
    """The macros that a template has, from itself or another."""
    names = {one.name for one in tree.find_all(jinja2.nodes.Macro)}
    names |= {one.target for one in tree.find_all(jinja2.nodes.Import)}
    imported = (name for one in tree.find_all(jinja2.nodes.FromImport) for name in one.names)
    return names | {name if isinstance(name, str) else name[1] for name in imported}


def test_every_template_has_one_context() -> None:
    own = {name for name in environment().list_templates() if not name.startswith(("_", "report/"))}
    whole = own - {"base.html.j2"}
    assert sorted(one.template for one in CONTEXTS) == sorted(whole)


@pytest.mark.parametrize("context", [*CONTEXTS, Shell], ids=lambda one: one.__name__)
def test_every_field_of_a_context_is_documented(context: Any) -> None:
    source = Path(inspect.getfile(context)).read_text("utf-8")
    (tree,) = [one for one in ast.parse(source).body if isinstance(one, ast.ClassDef) and one.name == context.__name__]
    documented = set()
    for line, following in zip(tree.body, tree.body[1:], strict=False):
        said = isinstance(following, ast.Expr) and isinstance(following.value, ast.Constant)
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and said:
            documented.add(line.target.id)
    assert documented == {one.name for one in dataclasses.fields(context)}


@pytest.mark.parametrize(("drawn", "explained"), [((True, True), 1), ((False, True), 1), ((False, False), 0)])
def test_what_a_drawing_shows_is_explained_once(drawn: tuple[bool, ...], explained: int) -> None:
    plot = Markup("<svg></svg>")
    quantities = tuple(Quantity(f"q{n}", "x", plot if one else None, (), ()) for n, one in enumerate(drawn))
    ui = load_interface("en")
    page = (
        environment()
        .get_template("_quantities.html.j2")
        .render(words="x", quantities=quantities, exports=(), more=0, shell=None, ui=ui, say=ui.say)
    )
    assert page.count("<figcaption") == explained
