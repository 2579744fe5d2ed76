"""The reader of the sample stories in a real browser; a plugin of the tests that drive one."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import browser_hostile
import pytest

import screenshots

if TYPE_CHECKING:
    from browser_reader import Window
    from playwright.sync_api import Browser

    Opened = Callable[..., Window]

_MILLISECONDS = 30_000


@pytest.fixture(scope="session")
def sample_documents(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A ledger of both sample stories, and the story that each of its documents is in."""
    path = tmp_path_factory.mktemp("browser") / "samples.db"
    return path, screenshots.fill(path)


@pytest.fixture(scope="session")
def sample_stories(sample_documents: tuple[Path, dict[str, str]]) -> dict[str, str]:
    """The ids of the sample stories, by their names."""
    return screenshots.stories_of(sample_documents[1])


@pytest.fixture(scope="session")
def reader(sample_documents: tuple[Path, dict[str, str]]) -> Iterator[str]:
    """Where the samples are read and nothing is written."""
    with screenshots.serving(screenshots.ServeSettings(sample_documents[0], meaning=False)) as address:
        yield address


@pytest.fixture
def writer(sample_documents: tuple[Path, dict[str, str]], tmp_path: Path) -> Iterator[str]:
    """Where a copy of the samples is read and written."""
    copy = Path(shutil.copy(sample_documents[0], tmp_path / "written.db"))
    with screenshots.serving(screenshots.ServeSettings(copy, write=True, meaning=False)) as address:
        yield address


@pytest.fixture(scope="session")
def hostile_reader(
    sample_documents: tuple[Path, dict[str, str]], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Where articles stand that were written to harm, beside the samples; it may be written too."""
    from selon import Ledger

    copy = Path(shutil.copy(sample_documents[0], tmp_path_factory.mktemp("browser") / "hostile.db"))
    with Ledger(copy, meaning=False) as ledger:
        for reading in browser_hostile.readings():
            ledger.add(reading)
        ledger.follow()
    with screenshots.serving(screenshots.ServeSettings(copy, write=True, meaning=False)) as address:
        yield address


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser, one for all tests."""
    pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if screenshots.chromium() is None:
        pytest.skip("there is no chromium here (SELON_CHROMIUM names one)")
    with screenshots.browsing() as browser:
        yield browser


@pytest.fixture
def opened(browser: Browser) -> Iterator[Opened]:
    """Opens a window at a reader; once the test is over, nothing must have gone wrong in it or out of it."""
    from browser_reader import Window

    windows: list[Window] = []

    def open_window(address: str, *, locale: str = "en-GB", **options: Any) -> Window:
        options.setdefault("viewport", {"width": 1280, "height": 900})
        context = browser.new_context(locale=locale, **options)
        context.set_default_timeout(_MILLISECONDS)
        window = Window(context.new_page(), address)
        window.watch()
        windows.append(window)
        return window

    yield open_window
    for window in windows:
        window.page.context.close()
    for window in windows:
        window.assert_calm()
