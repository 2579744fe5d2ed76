"""What tests in a real browser ask of the reader's pages."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from playwright.sync_api import ConsoleMessage, Dialog, Locator, Page, Request

WATCH = """
addEventListener("securitypolicyviolation", (event) =>
  console.error(`policy: ${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
"""
"""A script of ours in every page: what the policy refuses is told on the console."""
FOCUS_IS_SEEN = """
(element) => {
  const style = getComputedStyle(element);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}
"""
TOO_WIDE = """
() => {
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= wide) return [];
  return [...document.querySelectorAll("body *")]
    .filter((one) => one.getBoundingClientRect().right > wide + 1 && !one.closest(".scroll, .unseen, pre"))
    .map((one) => `${one.tagName.toLowerCase()}.${one.className}#${one.id}`).slice(0, 8);
}
"""


@dataclass(frozen=True, slots=True)
class Spot:
    """A page of the reader: a name, its address, and the status it answers with."""

    name: str
    path: str
    status: int = 200


@dataclass
class Window:
    """A page in the browser at one reader, and all that went wrong or out while it was open."""

    page: Page
    address: str
    refused: tuple[int, ...] = ()
    errors: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def watch(self) -> None:
        self.page.add_init_script(WATCH)
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.errors.append(f"error: {error}"))
        self.page.on("request", self._request)
        self.page.on("dialog", self._dialog)

    def go(self, path: str, status: int = 200) -> Page:
        if status >= 400:
            self.refused += (status,)
        answer = self.page.goto(f"{self.address}{path}", wait_until="load")
        assert answer is not None
        assert answer.status == status, path
        return self.page

    @property
    def path(self) -> str:
        parts = urlsplit(self.page.url)
        return parts.path + (f"?{parts.query}" if parts.query else "")

    def assert_calm(self) -> None:
        here = urlsplit(self.address).netloc
        elsewhere = [url for url in self.asked if not url.startswith("data:") and urlsplit(url).netloc != here]
        assert not self.errors, "\n".join(self.errors)
        assert not self.dialogs, self.dialogs
        assert not elsewhere, elsewhere

    def _console(self, message: ConsoleMessage) -> None:
        expected = any(f"the server responded with a status of {status} " in message.text for status in self.refused)
        if message.type in {"error", "warning"} and not expected:
            self.errors.append(f"{message.type}: {message.text}")

    def _request(self, request: Request) -> None:
        self.asked.append(request.url)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()


def until(seen: Callable[[], bool], seconds: float = 20.0) -> bool:
    """Whether something comes to be so within a time."""
    end = time.monotonic() + seconds
    while not seen():
        if time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def tab_to(page: Page, wanted: str, most: int = 60) -> Locator:
    """The element that a selector names, reached by the Tab key alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("(wanted) => document.activeElement.matches(wanted)", wanted):
            return page.locator(":focus")
    raise AssertionError(f"Tab does not reach {wanted}")


def axe_source() -> str:
    """The accessibility checker, as a package carries it."""
    from importlib import resources

    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")


def grave_faults(page: Page) -> list[str]:
    """The serious and critical faults that axe finds, a line each: the rule, and where."""
    page.evaluate(axe_source())
    found = page.evaluate("() => axe.run(document, { resultTypes: ['violations'], iframes: false })")
    return [
        f"{fault['id']} ({fault['impact']}): {len(fault['nodes'])} of {node['target']} {node['html'][:160]}"
        for fault in found["violations"]
        if fault["impact"] in {"serious", "critical"}
        for node in fault["nodes"][:3]
    ]
