"""Measures the search on a slow phone: `python -m benchmarks.slow_phone SITE … [--each 8]`; several sites are asked in turn.

Chromium with a line of 1.6 Mbit/s and 150 ms, and with a quarter of this machine's speed; the site is served packed, as nginx
serves what `gongkai publish` has put there. Asked is what tests ask of the county, each question on a page just opened, nothing
kept from before. In one turn the page is open, and the question is put into the field at the moment it is touched; in the other
somebody opens the address of the answers. Prints of each, from that moment until the first hit stands, or, where the first answer
has none, what lies near: requests, bytes with their headers, seconds. Needs the packages of the `test` extra and Debian's
Chromium.
"""

from __future__ import annotations

import argparse
import gzip
import http.server
import shutil
import statistics
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

import yaml
from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright

from gongkai.measure.serving import served

LINE = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 0.75e6 / 8}
TIMES_SLOWER = 4
SCREEN = ViewportSize(width=375, height=667)
QUESTIONS = Path(__file__).parents[1] / "tests/search"
OF_COUNTY = ("county_questions", "county_questions_fresh")
OF_OTHERS = "questions_of_others"
HIT = "document.querySelector('.gk-search__hit, .gk-search__near li')"
STATUS = "document.querySelector('.gk-search__status')"
# What was asked for, and when, by the moment at which the first hit stood; more may follow to make the answer whole.
NOTE = """
window.note = () => ({ at: performance.now(), urls: performance.getEntriesByType("resource").map((one) => one.name) });
new MutationObserver(() => {
  if (!window.firstHit && document.querySelector(".gk-search__hit, .gk-search__near li")) window.firstHit = window.note();
}).observe(document, { childList: true, subtree: true });
"""
ANSWERED = f"{HIT} || ({STATUS} && /没有找到|没有取到/.test({STATUS}.textContent))"
TOP = f"{HIT} ? {HIT}.getBoundingClientRect().top : null"
INDEX = "/jiansuo/index/"


class Packed(http.server.SimpleHTTPRequestHandler):
    """Files packed once, lines kept open, and nothing said about how long to keep a file."""

    protocol_version = "HTTP/1.1"
    packing = (".html", ".css", ".js", ".svg", ".json", ".xml")

    def do_GET(self) -> None:
        path = self.translate_path(self.path)
        path += "index.html" if path.endswith("/") else ""
        if not Path(path).is_file():
            self.send_error(404)
            return
        packs = path.endswith(self.packing)
        body = packed(path) if packs else Path(path).read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path) + ("; charset=utf-8" if path.endswith(".html") else ""))
        if packs:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with suppress(ConnectionError):  # the page was left before everything had come
            self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """What is fetched is counted by the browser."""


@cache
def packed(path: str) -> bytes:
    return gzip.compress(Path(path).read_bytes(), 9, mtime=0)


class Counted:
    """The bytes of what a page has fetched."""

    def __init__(self, line: CDPSession) -> None:
        self.urls: dict[str, str] = {}
        self.sizes: dict[str, int] = {}
        line.on("Network.requestWillBeSent", lambda event: self.urls.update({event["requestId"]: event["request"]["url"]}))
        line.on("Network.loadingFinished", self.finished)

    def finished(self, event: dict[str, object]) -> None:
        self.sizes[str(event["requestId"])] = int(str(event["encodedDataLength"]))

    def of(self, url: str) -> int:
        return sum(size for id, size in self.sizes.items() if self.urls.get(id) == url)


class Answer(NamedTuple):
    """Until the first hit stood: files of the index and their bytes, all files and theirs, seconds; its place on the screen."""

    files: int
    size: int
    all_files: int
    all_size: int
    seconds: float
    top: float | None


def asked(question: str, address: str, browser: Browser, *, opened: bool) -> Answer:
    context = browser.new_context(viewport=SCREEN, device_scale_factor=2, is_mobile=True, has_touch=True)
    try:
        with slowed(context.new_page()) as (page, counted):
            start, before = 0.0, 0
            if opened:
                page.goto(f"{address}/jiansuo/", wait_until="networkidle")
                start, before = page.evaluate("[performance.now(), performance.getEntriesByType('resource').length]")
                page.locator(".gk-search__field").focus()
                page.keyboard.insert_text(question)
            else:
                page.goto(f"{address}/jiansuo/?q={quote(question)}", wait_until="commit")
            page.wait_for_function(ANSWERED, polling="raf", timeout=60_000)
            at, urls = page.evaluate("(({ at, urls }) => [at, urls])(window.firstHit || window.note())")
            own = [url for url in urls[before:] if INDEX in url]
            every = urls[before:] if opened else [page.url, *urls]
            sizes = [sum(counted.of(url) for url in some) for some in (own, every)]
            return Answer(len(own), sizes[0], len(every), sizes[1], (at - start) / 1000, page.evaluate(TOP))
    finally:
        context.close()


@contextmanager
def slowed(page: Page) -> Iterator[tuple[Page, Counted]]:
    line = page.context.new_cdp_session(page)
    counted = Counted(line)
    page.add_init_script(NOTE)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": TIMES_SLOWER})
    yield page, counted


def questions(each: int) -> list[str]:
    """Every so many of those that tests ask of the large fictional county."""
    cases = [yaml.safe_load((QUESTIONS / f"{name}.yml").read_text("utf-8")) for name in OF_COUNTY]
    others = yaml.safe_load((QUESTIONS / f"{OF_OTHERS}.yml").read_text("utf-8"))["demo"]
    return [case["ask"] for own in (*cases, others) for case in own][::each]


def summary(name: str, values: Sequence[float], unit: str, digits: int = 0) -> str:
    return f"{name} 中位 {statistics.median(values):.{digits}f}{unit}，最多 {max(values):.{digits}f}{unit}"


def report(title: str, answers: Sequence[Answer]) -> None:
    print(f"{title}（{len(answers)} 问）：")
    print("  " + summary("请求", [one.files for one in answers], " 个"))
    print("  " + summary("字节", [one.size / 1000 for one in answers], " KB"))
    print("  " + summary("时间", [one.seconds for one in answers], " 秒", 2))
    print("  " + summary("含网页的请求", [one.all_files for one in answers], " 个"))
    print("  " + summary("含网页的字节", [one.all_size / 1000 for one in answers], " KB"))
    print("  " + summary("第一条结果离屏幕上边几像素", [one.top for one in answers if one.top is not None], ""))


def main() -> None:
    parser = argparse.ArgumentParser(description="量慢手机上的搜索；几个网站轮流问。")
    parser.add_argument("sites", type=Path, nargs="+")
    parser.add_argument("--each", type=int, default=8, help="每几个问题问一个")
    options = parser.parse_args()
    with ExitStack() as open_, sync_playwright() as playwright:
        addresses = {site: open_.enter_context(served(site, Packed)) for site in options.sites}
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        for title, opened in (("网页已打开，点进框里就问", True), ("打开带问题的网址", False)):
            answers: dict[Path, list[Answer]] = {site: [] for site in options.sites}
            for question in questions(options.each):
                for site, address in addresses.items():
                    answers[site].append(asked(question, address, browser, opened=opened))
                print(f"  {question}：" + "；".join(told(own[-1]) for own in answers.values()), flush=True)
            for site, own in answers.items():
                report(f"{title}，{site}", own)
        browser.close()


def told(answer: Answer) -> str:
    return f"{answer.files} 个，{answer.size / 1000:.0f} KB，{answer.seconds:.2f} 秒"


if __name__ == "__main__":
    main()
