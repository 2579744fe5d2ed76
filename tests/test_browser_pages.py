"""Every page in a real browser: it opens and is whole, for every reader: narrow, dark, printed, by axe."""

from __future__ import annotations

import re
import subprocess
from typing import TYPE_CHECKING, Literal

import pytest
from browser_reader import FOCUS_IS_SEEN, TOO_WIDE, Spot, grave_faults, tab_to

if TYPE_CHECKING:
    from pathlib import Path

    from browser_fixtures import Opened
    from playwright.sync_api import Page

pytest_plugins = ("browser_fixtures",)
pytestmark = pytest.mark.browser

SPOTS = (
    Spot("home", "/"),
    Spot("stories", "/stories"),
    Spot("stories found", "/stories?q=ferry"),
    Spot("story", "/stories/{kalvessos}"),
    Spot("French story", "/stories/{port-gildric}"),
    Spot("document", "/documents/kalvessos-02"),
    Spot("French document", "/documents/port-gildric-05"),
    Spot("explained document", "/documents/kalvessos-02?why=c3"),
    Spot("person", "/who?name=Hadjikostrou"),
    Spot("search", "/search?q=inspectors"),
    Spot("limits", "/search?q=inspectors&standing=denied&language=en&of=documents"),
    Spot("nothing found", "/search?q=quetzalcoatl"),
    Spot("figures", "/figures?q=inspectors"),
    Spot("figures asked", "/figures"),
    Spot("judgements", "/judgements"),
    Spot("API", "/api/docs"),
    Spot("no such page", "/nowhere", 404),
    Spot("no such story", "/stories/s999", 404),
    Spot("no such document", "/documents/nobody", 404),
)
MAIN = tuple(
    spot for spot in SPOTS if spot.name in {"home", "stories", "story", "document", "person", "search", "figures"}
)
Colours = Literal["light", "dark"]
TWICE = """
() => [...document.querySelectorAll("[id]")].map((one) => one.id)
  .filter((name, place, all) => all.indexOf(name) !== place)
"""
"""Ids that stand twice."""
LOST = """
() => [...document.querySelectorAll('a[href^="#"]')].map((one) => one.getAttribute("href").slice(1))
  .filter((name) => name && !document.getElementById(decodeURIComponent(name)))
"""
"""Links into the page that lead nowhere."""
LANGUAGES = {"en": "en-GB", "fr": "fr-FR"}
every = pytest.mark.parametrize("spot", SPOTS, ids=lambda spot: spot.name.replace(" ", "-"))
of_the_main = pytest.mark.parametrize("spot", MAIN, ids=lambda spot: spot.name)
in_each_language = pytest.mark.parametrize("lang", LANGUAGES)


@every
@in_each_language
def test_a_page_is_whole(spot: Spot, lang: str, opened: Opened, reader: str, sample_stories: dict[str, str]) -> None:
    page = opened(reader, locale=LANGUAGES[lang]).go(spot.path.format_map(sample_stories), spot.status)
    assert page.locator("html").get_attribute("lang") == lang
    assert page.locator("h1").count() == 1
    assert page.locator("h1").inner_text().strip()
    for landmark in ("banner", "main", "contentinfo", "search"):
        assert page.get_by_role(landmark, include_hidden=True).count() == 1, landmark
    assert page.get_by_role("navigation").count() >= 2
    assert page.title().endswith(" – selon")
    assert page.evaluate(TWICE) == []
    assert page.evaluate(LOST) == []
    _skip_to_the_text(page)


def _skip_to_the_text(page: Page) -> None:
    page.keyboard.press("Tab")
    skip = page.locator(":focus")
    assert "skip" in (skip.get_attribute("class") or "")
    box = skip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("() => document.activeElement.id") == "main"


@every
@pytest.mark.parametrize(("lang", "colours"), [("en", "light"), ("fr", "dark")])
def test_axe_finds_nothing_grave(
    spot: Spot, lang: str, colours: Colours, opened: Opened, reader: str, sample_stories: dict[str, str]
) -> None:
    window = opened(reader, locale=LANGUAGES[lang], color_scheme=colours, reduced_motion="reduce")
    page = window.go(spot.path.format_map(sample_stories), spot.status)
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert grave_faults(page) == []


@every
def test_nothing_is_wider_than_a_phone(spot: Spot, opened: Opened, reader: str, sample_stories: dict[str, str]) -> None:
    page = opened(reader, viewport={"width": 390, "height": 844}, has_touch=True).go(
        spot.path.format_map(sample_stories), spot.status
    )
    assert page.evaluate(TOO_WIDE) == []
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate(TOO_WIDE) == []


@of_the_main
def test_dark_is_dark(spot: Spot, opened: Opened, reader: str, sample_stories: dict[str, str]) -> None:
    page = opened(reader, color_scheme="light").go(spot.path.format_map(sample_stories))

    def brightness() -> float:
        colour = page.evaluate("() => getComputedStyle(document.body).backgroundColor")
        return sum(float(part) for part in re.findall(r"[\d.]+", colour)[:3]) / 3

    assert brightness() > 200
    page.emulate_media(color_scheme="dark")
    assert brightness() < 60


@of_the_main
def test_nothing_moves_where_motion_is_unwanted(
    spot: Spot, opened: Opened, reader: str, sample_stories: dict[str, str]
) -> None:
    page = opened(reader, reduced_motion="reduce").go(spot.path.format_map(sample_stories))
    moving = page.evaluate(
        "() => [...document.querySelectorAll('*')].filter((one) => {"
        "const style = getComputedStyle(one);"
        "return style.transitionDuration.split(',').some((time) => parseFloat(time) > 0.01)"
        " || style.animationName !== 'none' || style.scrollBehavior === 'smooth';"
        "}).map((one) => one.tagName)"
    )
    assert moving == []


@of_the_main
def test_a_page_can_be_printed(
    spot: Spot, opened: Opened, reader: str, sample_stories: dict[str, str], tmp_path: Path
) -> None:
    page = opened(reader).go(spot.path.format_map(sample_stories))
    title = " ".join(page.locator("h1").inner_text().split())
    path = tmp_path / "page.pdf"
    page.pdf(path=path)
    assert path.read_bytes().startswith(b"%PDF")
    words = _words_of(path)
    if words is None:
        assert path.stat().st_size > 8_000
        return
    printed = words.split()  # beside a headline stand its notes, which a reader of PDF takes for words of the same line
    assert [word for word in re.findall(r"[^\W\d]{3,}", title) if not any(word in one for one in printed)] == []


def _words_of(path: Path) -> str | None:
    """The words of a PDF; None where there is no program to take them out."""
    try:
        told = subprocess.run(["pdftotext", str(path), "-"], check=True, capture_output=True, timeout=60)  # noqa: S607
    except FileNotFoundError:
        return None
    return told.stdout.decode("utf-8", "replace")


def test_claims_are_printed_with_their_notes(opened: Opened, reader: str, tmp_path: Path) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    last = page.locator(".note .firm").last.text_content()
    page.pdf(path=tmp_path / "page.pdf")
    words = _words_of(tmp_path / "page.pdf")
    if words is None:
        pytest.skip("there is no pdftotext")
    assert last
    assert "".join(last.split())[:20] in "".join(words.split())


@of_the_main
def test_focus_is_seen(spot: Spot, opened: Opened, reader: str, sample_stories: dict[str, str]) -> None:
    page = opened(reader).go(spot.path.format_map(sample_stories))
    unseen = []
    for _ in range(25):
        page.keyboard.press("Tab")
        focused = page.locator(":focus")
        if focused.count() and not focused.evaluate(FOCUS_IS_SEEN):
            unseen.append(focused.evaluate("(one) => one.outerHTML.slice(0, 120)"))
    assert unseen == []


def test_targets_are_large_enough_to_touch(opened: Opened, reader: str, sample_stories: dict[str, str]) -> None:
    window = opened(reader, viewport={"width": 390, "height": 844}, has_touch=True)
    for spot in MAIN:
        page = window.go(spot.path.format_map(sample_stories))
        small = page.evaluate(
            "() => [...document.querySelectorAll('button, summary, input:not([type=hidden]), nav a')]"
            ".filter((one) => one.offsetParent && !one.closest('.unseen, label'))"
            ".filter((one) => one.getBoundingClientRect().height < 24)"
            ".map((one) => one.outerHTML.slice(0, 100))"
        )
        assert small == [], spot.name


@pytest.mark.parametrize(
    "path", ["/stories/{kalvessos}", "/stories/{port-gildric}", "/figures?q=inspectors", "/api/docs"]
)
def test_no_row_of_a_table_fills_a_phone(
    path: str, opened: Opened, reader: str, sample_stories: dict[str, str]
) -> None:
    page = opened(reader, viewport={"width": 390, "height": 844}).go(path.format_map(sample_stories))
    tall = page.locator("tr").evaluate_all(
        "(all) => all.filter((one) => one.getBoundingClientRect().height > 420)"
        ".map((one) => `${Math.round(one.getBoundingClientRect().height)} px: ${one.textContent.slice(0, 60)}`)"
    )
    assert tall == []


def test_the_browser_says_the_language(opened: Opened, reader: str) -> None:
    assert "Stories" in opened(reader, locale="en-GB").go("/stories").locator("h1").inner_text()
    assert "Histoires" in opened(reader, locale="fr-CA").go("/stories").locator("h1").inner_text()
    assert "Stories" in opened(reader, locale="de-DE").go("/stories").locator("h1").inner_text()


def test_the_language_is_switched_and_kept(opened: Opened, reader: str) -> None:
    window = opened(reader, locale="en-GB")
    page = window.go("/search?q=inspectors")
    tab_to(page, ".tongues a")
    page.keyboard.press("Enter")
    page.wait_for_url("**lang=fr**")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("#box").input_value() == "inspectors"
    assert window.go("/stories").locator("html").get_attribute("lang") == "fr"
    page.locator(".tongues a").click()
    page.wait_for_url("**lang=en**")
    assert window.go("/").locator("html").get_attribute("lang") == "en"


def test_every_link_of_a_story_leads_somewhere(opened: Opened, reader: str, sample_stories: dict[str, str]) -> None:
    window = opened(reader)
    page = window.go(f"/stories/{sample_stories['kalvessos']}")
    links = page.evaluate(
        "() => [...new Set([...document.querySelectorAll('main a')]"
        ".map((one) => one.getAttribute('href').split('#')[0]))]"
    )
    shown = [link for link in links if link.startswith(("/documents/", "/who", "/stories/", "/search"))]
    assert len(shown) > 20
    answers = {link: page.request.get(f"{reader}{link}").status for link in shown[:: max(1, len(shown) // 25)]}
    assert {link: status for link, status in answers.items() if status != 200} == {}


def test_a_list_counts_as_the_story_does(opened: Opened, reader: str, sample_stories: dict[str, str]) -> None:
    window = opened(reader)
    for story in sample_stories.values():
        listed = window.go("/stories").locator(f"article[aria-labelledby='line-{story}'] .f-hardening").inner_text()
        told = window.go(f"/stories/{story}").locator("#summary").inner_text()
        hardened = re.search(r"(\d+) claims hardened", told)
        assert hardened is not None
        assert re.findall(r"\d+", listed) == [hardened[1]], story


def test_what_the_marks_mean_unfolds(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/")
    page.locator("#legend summary").click()
    assert page.locator("#legend dd").first.is_visible()
    assert page.locator("#legend dd").count() >= 7
