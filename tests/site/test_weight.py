"""What a first visit costs, packed as a server packs it and under the policy that the server states."""

import pytest

from .conftest import Packing

pytestmark = pytest.mark.browser
PAGES = ("", "zfxxgkzn/", "zfxxgkzd/", "fdzdgknr/", "zfxxgknb/", "zfxxgknb/2020/", "ysqgk/")
MOST_BYTES = 60 * 1024
MOST_REQUESTS = 6


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
