"""Articles written to harm, in a real browser: nothing of them runs, and all is shown as the text it is."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

import pytest
from browser_hostile import EVIL, IDS, TEXT, page
from browser_reader import TOO_WIDE, until

if TYPE_CHECKING:
    from pathlib import Path

    from browser_fixtures import Opened
    from browser_reader import Window

pytest_plugins = ("browser_fixtures",)
pytestmark = pytest.mark.browser

DOCUMENTS = tuple(f"/documents/{quote(name, safe='')}" for name in IDS)
PATHS = (
    "/", "/stories", "/search?q=Vorlande", "/search?q=Vorlande&of=documents", "/search?q=pont&sort=new",
    "/stories?q=Vorlande", "/figures?q=personnes", "/judgements", *DOCUMENTS,
    f"{DOCUMENTS[0]}?why=c1", f"{DOCUMENTS[0]}?at=5-60",
    f"/search?q={quote(EVIL)}", f"/figures?q={quote(EVIL)}", f"/stories?q={quote(EVIL)}",
    f"/search?q={quote('outlet:' + EVIL)}&outlet={quote(EVIL)}&since={quote(EVIL)}",
)  # fmt: skip
LOOK = """
() => ({
  ran: window.ran,
  foreign: [...document.querySelectorAll("script, iframe, img, object, embed, style, base")]
    .filter((one) => !(one.tagName === "SCRIPT" && new URL(one.src || "x:").pathname.startsWith("/static/")))
    .map((one) => one.outerHTML.slice(0, 100)),
  handlers: [...document.querySelectorAll("*")]
    .filter((one) => [...one.attributes].some((own) => /^on/i.test(own.name)))
    .map((one) => one.outerHTML.slice(0, 100)),
  schemes: [...new Set([...document.querySelectorAll("a, form, link, svg a")]
    .map((one) => one.href?.baseVal ?? one.href ?? one.action).filter(Boolean)
    .map((one) => new URL(one, location.href).protocol))],
  turned: /[\\u202a-\\u202e\\u2066-\\u2069\\u0000]/.test(document.documentElement.outerHTML),
  shown: getComputedStyle(document.body).display !== "none",
  computed: /(^|[^0-9])49([^0-9]|$)/.test(document.body.innerText.replace(/\\d+ (?=claim|word)/g, "")),
})
"""


def _assert_harmless(window: Window) -> None:
    seen = window.page.evaluate(LOOK)
    assert seen["ran"] is None
    assert seen["foreign"] == []
    assert seen["handlers"] == []
    assert set(seen["schemes"]) <= {"http:", "https:"}
    assert not seen["turned"]
    assert seen["shown"]
    assert not seen["computed"]
    assert window.dialogs == []


@pytest.mark.parametrize("path", PATHS)
def test_nothing_runs(path: str, opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    window.go(path)
    _assert_harmless(window)


def test_nothing_runs_on_the_stories_and_people_of_them(opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    found: dict[str, None] = {}
    for path in ("/stories?q=Vorlande", "/search?q=Vorlande", DOCUMENTS[0]):
        links = window.go(path).locator("main a").evaluate_all("(all) => all.map((one) => one.pathname)")
        found.update(dict.fromkeys(link for link in links if link.startswith(("/stories/", "/who/"))))
    shown = [link for link in found if link.count("/") == 2]
    assert any(link.startswith("/stories/") for link in shown)
    assert any(link.startswith("/who/") for link in shown)
    for link in shown[:12]:
        window.go(link)
        _assert_harmless(window)


def test_what_was_written_is_shown_as_text(opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    text = window.go(DOCUMENTS[0]).locator("main").inner_text()
    for part in (
        "<script>window.ran=1;alert(1)</script>",
        "<img src=x onerror=",
        "</textarea>",
        "{{7*7}}",
        "javascript:",
    ):
        assert part in text, part
    title = window.page.locator("h1").inner_text()
    assert "<script>" in title
    assert "exe" in window.page.locator("#d1-about").inner_text()


def test_clicking_about_runs_nothing(opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    page = window.go(DOCUMENTS[0])
    page.locator("#all").check()
    for sign in page.locator("a.sign").all()[:6]:
        sign.click()
    for place in page.locator("mark[data-of]").all()[:6]:
        place.click()
    assert window.path == DOCUMENTS[0]
    _assert_harmless(window)


def test_a_pasted_text_runs_nothing(opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    window.go("/").locator("#text").fill(TEXT)
    window.page.locator("#paste button[type=submit]").click()
    window.page.wait_for_url("**/read")
    _assert_harmless(window)
    assert "<script>" in window.page.locator("article.text").inner_text()


def test_what_is_sent_back_stays_in_its_box(opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    window.refused = (422,)
    page = window.go("/")
    page.evaluate("(form) => { document.getElementById('paste').noValidate = true; }")
    page.locator("#url").fill(f"javascript:1 {EVIL}")
    page.locator("#paste button[type=submit]").click()
    page.wait_for_url("**/read")
    assert page.locator("#url").input_value() == f"javascript:1 {EVIL}"
    _assert_harmless(window)


def test_a_hostile_page_is_read_harmlessly(opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    window.go("/").locator("#file").set_input_files(
        {"name": '"><script>window.ran=1</script>.html', "mimeType": "text/html", "buffer": page().encode()}
    )
    window.page.locator("#paste button[type=submit]").click()
    window.page.wait_for_url("**/read")
    _assert_harmless(window)
    window.page.locator("#add button").click()
    window.page.wait_for_url("**/documents/**")
    _assert_harmless(window)


@pytest.mark.parametrize("path", DOCUMENTS)
def test_another_language_shows_the_same_document(path: str, opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    title = window.go(path).locator("h1").inner_text()
    window.page.locator(".tongues a").click()
    window.page.wait_for_url("**lang=fr**")
    assert window.page.locator("h1").inner_text() == title


def test_names_of_judges_are_text(opened: Opened, hostile_reader: str) -> None:
    window = opened(hostile_reader)
    page = window.go(DOCUMENTS[1])
    page.locator("#all").check()
    judging = page.locator(".judge").first
    judging.locator("summary").click()
    judging.locator("input[name=verdict]").first.check()
    judging.locator("input[name=why]").fill(EVIL[:500])
    judging.locator("input[name=by]").fill("<script>window.ran=1</script>")
    judging.locator("button").click()
    page.locator("#judged .judgement").wait_for()
    assert urlsplit(page.url).path == DOCUMENTS[1]
    _assert_harmless(window)
    assert "<script>" in window.go("/judgements").locator(".judgement").first.inner_text()
    _assert_harmless(window)


@pytest.mark.parametrize("path", ["/", "/stories?q=Vorlande", "/search?q=Vorlande", *DOCUMENTS])
def test_a_word_without_an_end_breaks_no_page(path: str, opened: Opened, hostile_reader: str) -> None:
    page = opened(hostile_reader, viewport={"width": 390, "height": 844}).go(path)
    assert page.evaluate(TOO_WIDE) == []


def test_a_file_that_was_taken_away_runs_nothing(opened: Opened, hostile_reader: str, tmp_path: Path) -> None:
    window = opened(hostile_reader)
    window.go(DOCUMENTS[0])
    with window.page.expect_download() as taken:
        window.page.locator("a[download][href*='document.html']").click()
    file = tmp_path / "document.html"
    taken.value.save_as(file)
    other = opened(hostile_reader)
    other.page.goto(file.as_uri())
    assert until(lambda: other.page.evaluate("() => document.readyState") == "complete")
    assert other.page.evaluate("() => window.ran ?? null") is None
    assert other.page.evaluate("() => document.querySelectorAll('img, iframe').length") == 0
    other.asked.clear()
