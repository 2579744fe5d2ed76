"""Judging in a real browser: in place where one may write, taken back, and no sign of it where one may not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser_reader import grave_faults, tab_to

if TYPE_CHECKING:
    from browser_fixtures import Opened
    from playwright.sync_api import Page

pytest_plugins = ("browser_fixtures",)
pytestmark = pytest.mark.browser

TEXT = (
    "La foire aux fromages d’Estrignac annulée\n\n"
    "La mairie d’Estrignac a annulé la foire aux fromages prévue samedi. "
    "« Les caves sont inondées », a expliqué Odile Trévenard, la maire."
)


def _judge_first(page: Page) -> None:
    page.locator(".note summary").first.click()
    note = page.locator(".note").first
    note.locator(".judge summary").click()
    note.get_by_label("It is wrong").check()
    note.locator("input[name=why]").fill("It is a question.")
    note.locator("input[name=by]").fill("Odile")
    note.locator(".judge button").click()


def test_a_claim_is_rejected_in_place_and_taken_back(opened: Opened, writer: str) -> None:
    window = opened(writer)
    page = window.go("/documents/kalvessos-02")
    _judge_first(page)
    page.locator(".note.rejected").first.wait_for()
    assert window.path.startswith("/documents/kalvessos-02")
    assert page.locator(".note.rejected .tag").first.is_visible()
    judgement = page.locator("#judged .judgement")
    assert judgement.count() == 1
    assert "Odile" in judgement.inner_text()
    assert "It is a question." in judgement.inner_text()
    assert judgement.locator("input[name=by]").input_value() == "Odile"
    assert grave_faults(page) == []
    judgement.locator("button").click()
    page.locator(".judgement.undone").wait_for()
    assert window.path.startswith("/documents/kalvessos-02")
    assert page.locator(".note.rejected").count() == 0
    assert window.go("/judgements").locator(".judgement.undone").count() == 1


def test_a_claim_is_judged_by_keys_alone(opened: Opened, writer: str) -> None:
    page = opened(writer).go("/documents/kalvessos-02")
    page.keyboard.press("n")
    page.keyboard.press("Enter")
    tab_to(page, ".judge summary")
    page.keyboard.press("Enter")
    tab_to(page, ".judge input[type=radio]")
    page.keyboard.press("Space")
    tab_to(page, ".judge button")
    page.keyboard.press("Enter")
    page.locator("#judged .judgement").wait_for()


def test_what_is_judged_on_a_story_page_comes_back_there(
    opened: Opened, writer: str, sample_stories: dict[str, str]
) -> None:
    window = opened(writer)
    path = f"/stories/{sample_stories['kalvessos']}"
    page = window.go(path)
    edge = page.locator("details.edge").first
    edge.locator("summary").first.click()
    edge.locator(".judge summary").click()
    edge.locator("input[name=verdict]").last.check()
    edge.locator(".judge button").click()
    page.locator(".judgement").first.wait_for()
    assert window.path == path
    page.locator(".judgement .undo button, .judgement button").first.click()
    page.wait_for_function("() => !document.querySelector('.judgement:not(.undone)')")
    assert window.path == path


def test_an_article_that_was_read_is_added(opened: Opened, writer: str) -> None:
    window = opened(writer)
    page = window.go("/")
    page.locator("#text").fill(TEXT)
    page.locator("#paste button[type=submit]").click()
    page.locator("#add button").click()
    page.wait_for_url("**/documents/**")
    assert "foire aux fromages" in page.locator("h1").inner_text()
    assert "foire aux fromages" in window.go("/stories").locator("main").inner_text()


@pytest.mark.parametrize(
    "path", ["/documents/kalvessos-02", "/stories/{kalvessos}", "/who?name=Hadjikostrou", "/judgements"]
)
def test_pages_to_write_on_have_no_grave_faults(
    path: str, opened: Opened, writer: str, sample_stories: dict[str, str]
) -> None:
    page = opened(writer, reduced_motion="reduce").go(path.format_map(sample_stories))
    page.evaluate("() => document.querySelectorAll('details').forEach((one) => (one.open = true))")
    assert grave_faults(page) == []


def test_whoever_only_reads_sees_nothing_to_write(opened: Opened, reader: str, sample_stories: dict[str, str]) -> None:
    window = opened(reader)
    paths = ["/", "/judgements", "/documents/kalvessos-02", f"/stories/{sample_stories['kalvessos']}"]
    for path in [*paths, "/who?name=Hadjikostrou"]:
        page = window.go(path)
        posting = page.locator("form[method=post]").evaluate_all(
            "(all) => all.map((one) => one.getAttribute('action'))"
        )
        assert set(posting) <= {"/read"}, path
        assert page.locator(".judge, .undo").count() == 0, path


def test_a_form_of_another_site_changes_nothing(opened: Opened, writer: str) -> None:
    window = opened(writer)
    page = window.go("/judgements")
    answer = page.request.post(f"{writer}/judgements", form={"verdict": "reject", "about": "claim", "target": "x"})
    assert answer.status == 403
