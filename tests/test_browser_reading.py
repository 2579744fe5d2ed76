"""Reading in a real browser: a text that is pasted or dropped, and going from claim to claim by keys alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser_reader import FOCUS_IS_SEEN, tab_to, until

if TYPE_CHECKING:
    from pathlib import Path

    from browser_fixtures import Opened
    from playwright.sync_api import Page

pytest_plugins = ("browser_fixtures",)
pytestmark = pytest.mark.browser

TEXT = (
    "Vorlande dam may give way, union says\n\n"
    "The Vorlande dam has cracked and 40 residents were evacuated, the Vorlande prefecture said on Tuesday. "
    "“The dam will not give way,” minister Anselm Korvanchenko said."
)
DROP = """
([name, media, text]) => {
  const data = new DataTransfer();
  if (name) data.items.add(new File([text], name, { type: media }));
  else data.setData("text/plain", text);
  const desk = document.getElementById("desk");
  for (const kind of ["dragenter", "dragover", "drop"])
    desk.dispatchEvent(new DragEvent(kind, { dataTransfer: data, bubbles: true, cancelable: true }));
}
"""


def _is_marked(page: Page) -> None:
    page.wait_for_url("**/read")
    assert page.locator("h1").inner_text().endswith("union says")
    assert "40 residents were evacuated" in " ".join(page.locator("article.text mark").all_inner_texts())
    assert page.locator(".note").count() >= 3
    assert page.locator("#add").count() == 0


def test_a_pasted_text_is_read_and_marked(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/")
    page.get_by_label("Paste a text").fill(TEXT)
    page.locator("#paste button[type=submit]").click()
    _is_marked(page)


def test_a_text_is_pasted_and_read_by_keys_alone(opened: Opened, reader: str) -> None:
    page = opened(reader, locale="fr-FR").go("/")
    tab_to(page, "#text")
    page.keyboard.insert_text(TEXT)
    tab_to(page, "#paste button[type=submit]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/read")
    assert page.locator("html").get_attribute("lang") == "fr"
    assert page.locator("article.text").get_attribute("lang") == "en"
    assert page.locator("article.text mark").count() >= 3


def test_a_chosen_file_is_read(opened: Opened, reader: str, tmp_path: Path) -> None:
    file = tmp_path / "dam.txt"
    file.write_text(TEXT, encoding="utf-8")
    page = opened(reader).go("/")
    page.locator("#file").set_input_files(file)
    page.locator("#paste button[type=submit]").click()
    _is_marked(page)


@pytest.mark.parametrize(("name", "media"), [("dam.txt", "text/plain"), ("", "")], ids=["file", "words"])
def test_what_is_dropped_is_read(name: str, media: str, opened: Opened, reader: str) -> None:
    page = opened(reader).go("/")
    page.evaluate(DROP, [name, media, TEXT])
    _is_marked(page)


def test_a_page_that_is_dropped_is_read(opened: Opened, reader: str) -> None:
    paragraphs = "".join(f"<p>{part}</p>" for part in TEXT.split("\n\n")[1:] * 4)
    page = opened(reader).go("/")
    markup = (
        f"<!doctype html><html lang=en><title>Dam</title><article><h1>Vorlande dam</h1>{paragraphs}</article></html>"
    )
    page.evaluate(DROP, ["dam.html", "text/html", markup])
    page.wait_for_url("**/read")
    assert "Vorlande dam" in page.locator("h1").inner_text()
    assert page.locator("article.text mark").count() >= 2


def test_nothing_given_is_told_where_it_is_mended(opened: Opened, reader: str) -> None:
    window = opened(reader)
    page = window.go("/")
    window.refused = (422,)
    page.locator("#paste button[type=submit]").click()
    page.wait_for_url("**/read")
    assert page.get_by_role("alert").is_visible()
    assert page.locator("#text").get_attribute("aria-describedby") == "problem"
    page.get_by_label("Paste a text").fill(TEXT)
    page.locator("#paste button[type=submit]").click()
    page.locator("article.text").wait_for()
    _is_marked(page)


def test_back_from_a_reading_leads_to_what_was_pasted(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/")
    page.get_by_label("Paste a text").fill(TEXT)
    page.locator("#paste button[type=submit]").click()
    page.wait_for_url("**/read")
    page.go_back()
    button = page.locator("#paste button[type=submit]")
    assert button.is_enabled()
    button.click()
    page.wait_for_url("**/read")


def test_keys_lead_from_claim_to_claim(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    signs = page.locator("a.sign").evaluate_all("(all) => all.map((one) => one.id)")
    assert len(signs) > 5
    here = "() => document.activeElement.id"
    for sign in signs[:3]:
        page.keyboard.press("n")
        assert page.evaluate(here) == sign
        assert page.locator(":focus").evaluate(FOCUS_IS_SEEN)
    page.keyboard.press("p")
    assert page.evaluate(here) == signs[1]
    page.keyboard.press("Enter")
    note = page.locator(f".note[data-mark='{signs[1]}']")
    assert note.get_attribute("open") is not None
    assert note.evaluate("(one) => one.contains(document.activeElement)")
    page.keyboard.press("Escape")
    assert note.get_attribute("open") is None
    assert page.evaluate(here) == signs[1]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(here) == signs[2]


def test_keys_can_be_turned_off(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    page.locator("#keys").uncheck()
    page.locator("main").focus()
    page.keyboard.press("n")
    assert page.evaluate("() => document.activeElement.id") == "main"


def test_letters_in_a_box_stay_there(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    page.locator("#box").press_sequentially("nnp")
    assert page.locator("#box").input_value() == "nnp"
    assert page.evaluate("() => document.activeElement.id") == "box"


def test_all_claims_are_reached_by_tab(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    first = tab_to(page, "a.sign")
    assert first.get_attribute("aria-label")
    assert first.evaluate(FOCUS_IS_SEEN)


def test_a_claim_and_its_note_are_lit_together(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    page.locator("mark[data-of]").nth(2).click()
    assert page.locator(".note.on").count() == 1
    assert page.locator(".note.on").get_attribute("open") is not None


def test_all_notes_open_at_once(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    page.locator("#all").check()
    assert page.locator(".note:not([open])").count() == 0


def test_a_passage_in_the_address_is_in_sight(opened: Opened, reader: str) -> None:
    page = opened(reader, viewport={"width": 1280, "height": 500}).go("/documents/kalvessos-02?at=900-940#passage")
    passage = page.locator("#passage")
    assert until(lambda: passage.evaluate("(one) => one.getBoundingClientRect().top < innerHeight"))
    box = passage.bounding_box()
    assert box is not None
    assert 0 <= box["y"] < 500


def test_why_a_claim_was_found_is_told_in_full(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    page.locator("#all").check()
    page.locator(".note a[href*='why=']").nth(1).click()
    page.wait_for_url("**why=**")
    assert page.locator("#why").is_visible()
    assert len(page.locator("#why").inner_text()) > 100


def test_a_file_is_taken_away(opened: Opened, reader: str) -> None:
    page = opened(reader).go("/documents/kalvessos-02")
    with page.expect_download() as taken:
        page.locator("a[download][href*='document.html']").click()
    assert taken.value.suggested_filename.endswith(".html")
    taken.value.cancel()
