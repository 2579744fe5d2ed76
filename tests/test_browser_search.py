"""Search in a real browser: results as one types, the state in the address, and the way back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from browser_reader import tab_to, until

if TYPE_CHECKING:
    from browser_fixtures import Opened

pytest_plugins = ("browser_fixtures",)
pytestmark = pytest.mark.browser


def test_results_come_as_one_types(opened: Opened, reader: str) -> None:
    window = opened(reader)
    page = window.go("/search")
    page.locator("#box").press_sequentially("ferry", delay=30)
    page.locator(".hit").first.wait_for()
    page.wait_for_url("**/search?q=ferry")
    assert page.evaluate("() => document.activeElement.id") == "box"
    assert page.locator(".hit .found").count() >= 1
    loads = [url for url in window.asked if re.fullmatch(r".*/search\?q=ferry", url)]
    assert loads == []
    before = page.locator("#summary").inner_text()
    page.locator("#box").press_sequentially(" denied-by-nobody", delay=10)
    assert until(lambda: page.locator(".hit").count() == 0)
    assert page.locator("#summary").inner_text() != before


def test_what_is_found_is_told_to_those_who_listen(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/search")
    page.locator("#box").press_sequentially("ferry", delay=30)
    assert until(lambda: bool(re.search(r"\d", page.locator("#told").text_content() or "")))
    assert page.locator("#told").get_attribute("role") == "status"


def test_an_address_shows_what_was_typed(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/search")
    page.locator("#box").press_sequentially("inspectors standing:denied", delay=5)
    page.wait_for_url(re.compile(r"q=inspectors\+standing%3Adenied$"))
    assert until(lambda: page.locator(".chips li").count() == 1)
    summary, address = page.locator("#summary").inner_text(), page.url
    other = opened(reader)
    assert other.go(address.removeprefix(reader)).locator("#summary").inner_text() == summary
    assert other.page.locator("#box").input_value() == "inspectors standing:denied"


def test_back_leads_to_what_was_found(opened: Opened, reader: str) -> None:
    window = opened(reader)
    page = window.go("/")
    page.locator("nav.places a[href='/search']").click()
    page.wait_for_url("**/search")
    page.locator("#box").press_sequentially("ferry", delay=30)
    page.wait_for_url("**q=ferry")
    found = page.locator(".hit-text").all_inner_texts()
    page.locator(".hit-text a").first.click()
    page.wait_for_url("**/documents/**")
    page.go_back()
    page.wait_for_url("**q=ferry")
    assert until(lambda: page.locator(".hit-text").all_inner_texts() == found)
    assert page.locator("#box").input_value() == "ferry"
    page.go_back()
    page.wait_for_url(f"{reader}/")


def test_limits_are_set_and_taken_off(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/search?q=inspectors")
    many = page.locator("#summary").inner_text()
    page.locator("details.limits summary").click()
    page.locator("input[name=standing][value=denied]").check()
    page.wait_for_url("**standing=denied**")
    assert until(lambda: page.locator("#summary").inner_text() != many)
    assert page.locator(".hit:not(.s-denied)").count() == 0
    page.locator(".chips a").click()
    page.wait_for_url(re.compile(r"/search\?q=inspectors$"))
    assert page.locator("#summary").inner_text() == many
    assert not page.locator("input[name=standing][value=denied]").is_checked()


def test_search_begins_on_any_page_by_keys_alone(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/figures")
    tab_to(page, "#box")
    page.keyboard.insert_text("ferry")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?q=ferry**")
    tab_to(page, ".hit-text a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/documents/**")
    assert page.locator("#passage").is_visible()


def test_documents_and_stories_are_found(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/search?q=ferry")
    page.locator(".kinds a").nth(1).click()
    page.wait_for_url("**of=documents**")
    assert page.locator(".hit").count() >= 2
    assert page.locator("#box").input_value() == "ferry"
    page.locator(".kinds a").nth(2).click()
    page.wait_for_url("**/stories?q=ferry**")
    assert page.locator("article.line").count() >= 1
    assert page.locator("#box").input_value() == "ferry"


def test_the_language_is_switched_with_what_was_typed(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/search")
    page.locator("#box").press_sequentially("ferry", delay=30)
    page.wait_for_url("**q=ferry")
    page.locator(".tongues a").click()
    page.wait_for_url("**lang=fr**")
    assert page.locator("#box").input_value() == "ferry"
    assert page.locator(".hit").count() >= 1


def test_search_works_without_script(opened: Opened, reader: str) -> None:
    page = opened(reader, java_script_enabled=False).go("/search")
    page.locator("#box").fill("ferry")
    page.locator("#seek button").click()
    page.wait_for_url("**q=ferry**")
    assert page.locator(".hit").count() >= 1


def test_figures_are_asked_for(opened: Opened, reader: str) -> None:
    page = opened(reader, locale="fr-FR").go("/figures")
    page.locator("#words").fill("blessés")
    page.keyboard.press("Enter")
    page.wait_for_url("**/figures?q=**")
    assert page.locator(".series").count() >= 1
    assert page.locator(".series svg").count() >= 1
    page.locator(".series td a").first.click()
    page.wait_for_url("**/documents/**")
    assert page.locator("#passage").is_visible()
