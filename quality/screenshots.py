"""Pictures of the reader for the documentation, taken of the sample stories in Debian's Chromium.

`python quality/screenshots.py` writes `docs/screenshots/{en,fr}-PAGE-{wide,phone}.png`: the top of each page, in both
languages, on a desk and in a hand. What the tests in a browser need as well stands here too: a ledger of the samples,
the reader served from a thread, and a browser that reaches nothing but this machine.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import socket
import sys
import tempfile
import threading
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

import selon
from selon import Ledger
from selon.api.preparing import Prepared, incoming_of
from selon.samples import story_names, story_pages
from selon.types import Reading
from selon.web import ServeSettings, create_app

if TYPE_CHECKING:
    import uvicorn
    from playwright.sync_api import Browser, Page, Playwright

FOLDER = Path(__file__).resolve().parents[1] / "docs" / "screenshots"
COLLECTED = "2024-03-14T08:00:00Z"
"""When the samples are said to have been collected: the same in every run, because pages show it."""
SIZES = MappingProxyType({"wide": (1280, 900), "phone": (390, 844)})
LOCALES = MappingProxyType({"en": "en-GB", "fr": "fr-FR"})
OPTIONS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-lcd-text",
    "--font-render-hinting=none",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
_SECONDS = 60.0
"""How long the reader may take to start or to end."""
_MILLISECONDS = 60_000


@dataclass(frozen=True, slots=True)
class Scene:
    """A page that is shown: its name, and its address in each language."""

    name: str
    en: str
    fr: str


def scenes(stories: dict[str, str]) -> tuple[Scene, ...]:
    """The pages of which pictures are taken; `stories` are the ids of the samples' stories."""
    return (
        Scene("home", "/", "/"),
        Scene("stories", "/stories", "/stories"),
        Scene("story", f"/stories/{stories['kalvessos']}", f"/stories/{stories['port-gildric']}"),
        Scene("document", "/documents/kalvessos-02", "/documents/port-gildric-05"),
        Scene("person", "/who?name=Hadjikostrou", "/who?name=Lantenay"),
        Scene("search", "/search?q=inspectors", "/search?q=bless%C3%A9s"),
        Scene("figures", "/figures?q=inspectors", "/figures?q=bless%C3%A9s"),
    )


def chromium() -> str | None:
    """Where the browser is: `SELON_CHROMIUM`, else Debian's; None where there is none."""
    return os.environ.get("SELON_CHROMIUM") or shutil.which("chromium")


def sample_readings() -> Iterator[Reading]:
    """The pages of the sample stories, read at their addresses; `kalvessos-02` is the second page of that story."""
    for story in story_names():
        record = tomllib.loads((story_pages(story)[0].parent / "story.toml").read_text(encoding="utf-8"))
        addresses = {page["file"]: page["url"] for page in record["pages"]}
        for page in story_pages(story):
            yield selon.read(page, id=f"{story}-{page.name[:2]}", url=addresses[page.name])


def fill(path: Path, *more: Reading) -> dict[str, str]:
    """Put the samples into a ledger, and `more`; the id of the story that each document is in."""
    with Ledger(path, meaning=False) as ledger:
        readings = (*sample_readings(), *more)
        ready = (replace(incoming_of(reading), collected=COLLECTED) for reading in readings)
        names = [added.document or "" for added in ledger.keep(Prepared("sample", incoming=one) for one in ready)]
        ledger.follow()
        return {name: ledger.document(name).story or "" for name in names}


def stories_of(documents: dict[str, str]) -> dict[str, str]:
    """The id under which the ledger has each sample story: that of its first page."""
    return {story: documents[f"{story}-01"] for story in story_names()}


@contextlib.contextmanager
def serving(settings: ServeSettings) -> Iterator[str]:
    """The reader at a free port of this machine, as long as the block lasts; yields its address without a path."""
    import uvicorn

    with contextlib.closing(socket.socket()) as listening:
        listening.bind(("127.0.0.1", 0))
        port = listening.getsockname()[1]
        app = create_app(replace(settings, port=port))
        config = uvicorn.Config(app, log_level="error", access_log=False, timeout_graceful_shutdown=5, ws="none")
        server = uvicorn.Server(config)
        thread = threading.Thread(target=server.run, args=([listening],), daemon=True)
        thread.start()
        _wait_for(server, thread)
        try:
            yield f"http://127.0.0.1:{port}"
        finally:
            server.should_exit = True
            thread.join(_SECONDS)


def _wait_for(server: uvicorn.Server, thread: threading.Thread) -> None:
    waited = threading.Event()
    for _ in range(int(_SECONDS / 0.05)):
        if server.started:
            return
        if not thread.is_alive():
            break
        waited.wait(0.05)
    raise RuntimeError("the reader did not start")


@contextlib.contextmanager
def browsing() -> Iterator[Browser]:
    """Chromium without a window; what it asks of other machines than this one is not found."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, contextlib.closing(launch(playwright)) as browser:
        yield browser


def launch(playwright: Playwright) -> Browser:
    """Start the browser."""
    return playwright.chromium.launch(executable_path=chromium(), args=list(OPTIONS), timeout=_MILLISECONDS)


def take(browser: Browser, address: str, found: dict[str, str], folder: Path) -> Iterator[Path]:
    """Write the pictures; yields each file."""
    for lang, locale in LOCALES.items():
        for size, (width, height) in SIZES.items():
            with browser.new_context(
                locale=locale,
                viewport={"width": width, "height": height},
                color_scheme="light",
                reduced_motion="reduce",
                timezone_id="UTC",
            ) as context:
                page = context.new_page()
                page.set_default_timeout(_MILLISECONDS)
                for scene in scenes(found):
                    yield _taken(page, f"{address}{getattr(scene, lang)}", folder / f"{lang}-{scene.name}-{size}.png")


def _taken(page: Page, url: str, path: Path) -> Path:
    answer = page.goto(url, wait_until="load")
    if answer is None or not answer.ok:
        raise RuntimeError(f"{url} is not there")
    page.evaluate("document.fonts.ready.then(() => true)")
    page.screenshot(path=path, animations="disabled", caret="hide")
    return path


def main() -> int:
    """Take all pictures."""
    if chromium() is None:
        print("there is no chromium here: install it, or name one in SELON_CHROMIUM", file=sys.stderr)
        return 2
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = Path(folder) / "samples.db"
        found = stories_of(fill(ledger))
        with serving(ServeSettings(ledger, meaning=False)) as address, browsing() as browser:
            for path in take(browser, address, found, FOLDER):
                print(f"{path.name}: {path.stat().st_size // 1000} kB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
