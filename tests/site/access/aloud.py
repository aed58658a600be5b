"""朗读, played by a voice that notes what it is given."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

# It is done with each sentence at once, or never, as `silent` says.
STAND_IN = """(language) => {
  window.said = [];
  window.cancelled = 0;
  window.SpeechSynthesisUtterance = function (text) { this.text = text; };
  const speech = {
    getVoices: () => language ? [{lang: 'en-US'}, {lang: language}] : [{lang: 'en-US'}],
    speak: words => { said.push(words.text); if (!window.silent) setTimeout(() => words.onend && words.onend(), 0); },
    cancel: () => { cancelled += 1; },
    addEventListener: () => {},
  };
  Object.defineProperty(window, 'speechSynthesis', {value: speech, configurable: true});
}"""


@contextmanager
def voiced(browser: Browser, address: str, language: str) -> Iterator[Page]:
    """A page in a browser with a voice of that language; without any Chinese one where it is empty."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.add_init_script(f"({STAND_IN})({language!r})")
    page.goto(address, wait_until="load")
    yield page
    context.close()


def read(page: Page, section: str) -> list[str]:
    """What is said when the reader asks for a section."""
    page.evaluate("said.length = 0")
    page.get_by_role("button", name=f"朗读：{section}", exact=True).click()
    page.wait_for_function("() => !document.querySelector('.gk-aloud[aria-label^=停止]')")
    return [str(words) for words in page.evaluate("said")]


def aloud_findings(browser: Browser, address: str) -> list[str]:
    """Offered only with a Chinese voice, never begun by itself, each figure with the words that are its headers."""
    findings = []
    with voiced(browser, address, "") as page:
        if page.locator(".gk-aloud").count():
            findings.append("没有中文语音也给了朗读")
    with voiced(browser, address, "zh-CN") as page:
        page.wait_for_timeout(100)
        if page.evaluate("said"):
            findings.append("没有人要求就读了起来")
        for section, headers in page.evaluate(ROWS):
            said = "，".join(read(page, section))
            findings += [f"{section}：没有读出表头“{head}”" for head in headers if head not in said]
    return findings


# The sections with a table, and the words of the headers of the first row of figures of each.
ROWS = """() => [...document.querySelectorAll('main section[aria-labelledby]')].map(section => [
  section.querySelector('h2')?.textContent.trim(),
  [...section.querySelectorAll('table')].flatMap(table => [...(table.tBodies[0]?.rows[0]?.querySelectorAll('td[headers]') || [])]
    .flatMap(cell => cell.headers.split(' ').map(id => document.getElementById(id).textContent.trim()))),
]).filter(([title, headers]) => title && headers.length && document.querySelector(`[aria-label="朗读：${title}"]`))"""
