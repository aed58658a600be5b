"""axe, all rules with best practice and AAA contrast, on every page, in the states a reader may see it in: no finding."""

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = (
    "",
    "zfxxgkzn/",
    "zfxxgkzd/",
    "fdzdgknr/",
    "zfxxgknb/",
    "zfxxgknb/2020/",
    "ysqgk/",
    "jiansuo/",
    "jiansuo/?q=行政许可",
    "jiansuo/?q=大熊猫",
)
ALSO = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose")  # off unless asked for
OPTIONS = {"rules": {rule: {"enabled": True} for rule in ALSO}, "resultTypes": ["violations"]}
STATES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "dark phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    "zoomed to 400 %": {"viewport": {"width": 320, "height": 256}},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "reduced motion": {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"},
}


def findings(page):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("state", STATES)
def test_no_finding(browser, address, state):
    context = browser.new_context(**STATES[state])
    page = context.new_page()
    found = []
    for path in PAGES:
        page.goto(f"{address}/{path}", wait_until="networkidle")
        found += [f"{path or 'front page'}: {finding}" for finding in findings(page)]
    context.close()
    assert found == []


def test_a_fault_is_found(browser, address):
    """The check can fail: a picture without words, grey that is dark enough for AA alone, an empty link."""
    page = browser.new_page()
    page.goto(f"{address}/", wait_until="networkidle")
    page.evaluate(
        "document.querySelector('article').innerHTML += '<img src=x><p style=\"color:#666\">灰字</p><a href=\"#\"></a>'"
    )
    assert {finding.split(":")[0] for finding in findings(page)} >= {"image-alt", "color-contrast-enhanced", "link-name"}
    page.close()
