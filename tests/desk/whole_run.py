"""A clerk's whole way at the desk in Chromium, keyboard alone: keys and minutes counted, nothing of YAML ever on the screen."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.desk.doorkeeper import Doorkeeper
from tests.desk.served import chosen_in_window, served_desk
from tests.desk.test_in_a_browser import CODE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

PATIENT = 180_000  # milliseconds: a site is built while the browser waits
NAME = "() => (document.activeElement.innerText || '').replace(/\\s+/g, '')"


class Run:
    """What is pressed, and where it leads."""

    def __init__(self, page: Page, keeper: Doorkeeper) -> None:
        self.page, self.keeper, self.pressed, self.began = page, keeper, 0, time.monotonic()

    @property
    def text(self) -> str:
        return self.page.inner_text("main")

    def press(self, key: str, times: int = 1) -> None:
        for _ in range(times):
            self.page.keyboard.press(key)
        self.pressed += times

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.pressed += len(text)

    def reach(self, id: str = "", name: str = "") -> None:
        """Tab to what has that id, or is called so from its first word on."""
        for _ in range(500):
            here = self.page.evaluate("() => document.activeElement.id") if id else self.page.evaluate(NAME)
            if here == id if id else here.startswith(name.replace(" ", "")):
                return
            self.press("Tab")
        pytest.fail(f"no key leads to {id or name} on {self.page.url}:\n{self.text[:2000]}")

    def go(self, name: str = "", *, id: str = "", key: str = "Enter") -> None:
        """Along a link or by a button."""
        if name or id:
            self.reach(id, name)
        with self.page.expect_navigation(timeout=PATIENT):
            self.press(key)
        text = self.text
        seen = CODE.search(text)
        assert not seen, f"{self.page.url}: {seen and text[max(seen.start() - 80, 0) : seen.end() + 80]}"

    def fill(self, id: str, text: str) -> None:
        """Over what stands there."""
        self.reach(id)
        self.press("Control+a")
        self.type(text)

    def pick(self, id: str, first: str, words: str) -> None:
        """Of a list, by its first characters, then down to what has those words."""
        self.reach(id)
        self.type(first)
        chosen = f"() => document.getElementById('{id}').selectedOptions[0].textContent"
        for _ in range(50):
            if words in self.page.evaluate(chosen):
                return
            self.press("ArrowDown")
        pytest.fail(f"no key leads to {words}")

    def choose(self, id: str, file: Path) -> None:
        """A file in the system's own window, whose keys are not counted."""
        self.reach(id)
        chosen_in_window(self, file)

    def download(self, name: str, into: Path) -> Path:
        self.reach(name=name)
        with self.page.expect_download() as started:
            self.press("Enter")
        started.value.save_as(into)
        return into

    # ---- What several runs have in common

    def compared(self, by: str) -> int:
        """Every place of an imported document, by Enter; how many there were."""
        self.reach("by")
        self.type(by)
        self.go(key="Enter")
        places = 0
        while self.page.query_selector("#agree"):
            self.go(id="agree")
            places += 1
        assert "都核对过了" in self.text
        return places

    def made_ready(self, published: str) -> None:
        self.go("定稿")
        self.fill("published", published)
        self.go("定稿")
        assert "已定稿" in self.text, self.text

    def published(self, live: Path) -> None:
        """Built and put into the folder that the web server reads."""
        self.go("公布")
        self.go("生成网站")
        self.waited("生成网站：做完了")
        self.fill("folder", str(live))
        self.go("发布到这个文件夹")
        self.waited("发布到线上文件夹：做完了")

    def waited(self, said: str) -> None:
        while self.page.query_selector("#outcome") and "看看做完没有" in self.text:
            self.go("看看做完没有")
        assert said in self.text, self.text

    def told(self, what: str) -> None:
        print(f"{what}: {self.pressed} keys, {(time.monotonic() - self.began) / 60:.1f} minutes")


@contextmanager
def sitting_down(browser: Browser, data: Path) -> Iterator[Run]:
    """At the overview of that county, in a window that was opened as the starter opens it."""
    with served_desk(data) as keeper:
        context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
        page = context.new_page()
        page.goto(keeper.address())
        page.wait_for_url(f"{keeper.origin}/")
        yield Run(page, keeper)
        context.close()


def live_page(live: Path, address: str) -> str:
    """A page as it was put live."""
    return (live / "current/site" / address / "index.html").read_text("utf-8")
