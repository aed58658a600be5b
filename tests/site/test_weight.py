"""What a first visit costs, packed as a server packs it and under the policy that the server states."""

import functools
import gzip
import http.server
import threading
from pathlib import Path
from typing import ClassVar

import pytest

pytestmark = pytest.mark.browser
PAGES = ("", "zfxxgkzn/", "zfxxgkzd/", "fdzdgknr/", "zfxxgknb/", "zfxxgknb/2020/", "ysqgk/")
MOST_BYTES = 60 * 1024
MOST_REQUESTS = 6


class Packing(http.server.SimpleHTTPRequestHandler):
    """gzip, and a policy under which nothing inline and nothing foreign runs."""

    sent: ClassVar[list[tuple[str, int]]] = []

    def do_GET(self):
        path = self.translate_path(self.path)
        path += "index.html" if path.endswith("/") else ""
        body = gzip.compress(Path(path).read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path) + ("; charset=utf-8" if path.endswith(".html") else ""))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.send_header("Content-Security-Policy", "default-src 'self'")
        self.end_headers()
        self.wfile.write(body)
        self.sent.append((self.path, len(body)))

    def log_message(self, *_):
        """A test's output is not a server's log."""


@pytest.fixture(scope="module")
def packed(site):
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Packing, directory=str(site.parent)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/zwgk"
    server.shutdown()


@pytest.mark.parametrize("path", PAGES)
def test_a_first_visit_is_light_and_breaks_no_policy(browser, packed, path):
    Packing.sent.clear()
    context = browser.new_context(viewport={"width": 360, "height": 740})
    page = context.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{packed}/{path}", wait_until="networkidle")
    shift = page.evaluate(
        "new Promise(done => new PerformanceObserver(list => done(list.getEntries().reduce((sum, one) => sum + one.value, 0)))"
        ".observe({type: 'layout-shift', buffered: true}) || setTimeout(() => done(0), 200))"
    )
    context.close()
    assert said == []
    assert len(Packing.sent) <= MOST_REQUESTS, Packing.sent
    assert sum(size for _, size in Packing.sent) <= MOST_BYTES, Packing.sent
    assert shift == 0


def test_a_broken_policy_is_told(browser, packed):
    """The check can fail: a style written into the page is refused, and the browser says so."""
    page = browser.new_page()
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(f"{packed}/", wait_until="networkidle")
    page.evaluate("document.body.insertAdjacentHTML('beforeend', '<p style=\"color: red\">x</p>')")
    assert any("Content Security Policy" in text for text in said)
    page.close()
