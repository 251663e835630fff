"""A real browser: Debian's Chromium, driven by Playwright, with its network watched."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.chromium import MISSING, QUIET, chromium


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = chromium()
    if path is None:
        pytest.fail(MISSING, False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


class Watched:
    """A page, what its console said, and where it asked for something."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.said: list[str] = []
        self.asked: list[str] = []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("dialog", lambda dialog: self.said.append(dialog.message))
        page.on("request", lambda request: self.asked.append(request.url))

    def assert_quiet(self) -> None:
        """The page said nothing, and asked for itself only."""
        assert self.said == []
        assert {url.partition("#")[0] for url in self.asked} == {self.page.url.partition("#")[0]}


Opened = Callable[..., Watched]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opened]:
    """Open a page of this text from a file; `anchor` is where in it."""
    contexts = []

    def open_text(text: str, anchor: str = "", script: bool = True, **more: Any) -> Watched:
        file = tmp_path / f"page-{len(contexts)}.html"
        file.write_text(text, encoding="utf-8", errors="backslashreplace", newline="")
        contexts.append(browser.new_context(**({"viewport": {"width": 1280, "height": 900}} | more)))
        watched = Watched(contexts[-1].new_page())
        watched.page.goto(f"{file.as_uri()}{anchor}")
        if script:
            watched.page.wait_for_function("document.documentElement.dataset.ready")
        return watched

    yield open_text
    for context in contexts:
        context.close()
