"""axe, all rules with best practice and AAA contrast, on every page, in the states a reader may see it in: no finding."""

import json
from contextlib import contextmanager

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = pytest.mark.browser

PAGES = (
    *("", "zfxxgkzn/", "zfxxgkzd/", "fdzdgknr/", "zfxxgknb/", "zfxxgknb/2020/", "zfxxgknb/2020/yaoshu/", "ysqgk/"),
    *("jiansuo/", "jiansuo/?q=行政许可", "jiansuo/?q=大熊猫"),
)
ALSO = ("color-contrast-enhanced", "target-size", "identical-links-same-purpose")  # off unless asked for
OPTIONS = {"rules": {rule: {"enabled": True} for rule in ALSO}, "resultTypes": ["violations"]}
STATES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "phone": {"viewport": {"width": 360, "height": 740}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "dark phone": {"viewport": {"width": 360, "height": 740}, "color_scheme": "dark"},
    "zoomed to 200 %": {"viewport": {"width": 640, "height": 450}, "device_scale_factor": 2},
    "zoomed to 400 %": {"viewport": {"width": 320, "height": 256}, "device_scale_factor": 4},
    "forced colours": {"viewport": {"width": 1280, "height": 900}, "forced_colors": "active"},
    "reduced motion": {"viewport": {"width": 1280, "height": 900}, "reduced_motion": "reduce"},
    "high contrast": {"viewport": {"width": 1280, "height": 900}, "kept": {"scheme": "contrast"}},
    "largest text": {"viewport": {"width": 1280, "height": 900}, "kept": {"size": "huge"}},
    "largest text on a phone": {"viewport": {"width": 360, "height": 740}, "kept": {"size": "huge", "scheme": "dark"}},
    "menu open": {"viewport": {"width": 360, "height": 740}, "open": "菜单"},
    "choices open": {"viewport": {"width": 360, "height": 740}, "open": "关怀版"},
}


NAMES = {  # as the statement says them
    "desktop": "桌面",
    "phone": "手机",
    "dark": "深色",
    "dark phone": "手机深色",
    "zoomed to 200 %": "放大到200%",
    "zoomed to 400 %": "放大到400%",
    "forced colours": "系统高对比",
    "reduced motion": "减少动态效果",
    "high contrast": "高对比配色",
    "largest text": "特大字号",
    "largest text on a phone": "手机特大字号",
    "menu open": "打开菜单",
    "choices open": "打开关怀版",
}


@contextmanager
def shown(browser, state):
    """A page for a reader who has chosen so; `open` is the button to press on each page."""
    options = {key: value for key, value in STATES[state].items() if key not in ("kept", "open")}
    context = browser.new_context(**options)
    kept = json.dumps(json.dumps(STATES[state].get("kept", {})))
    context.add_init_script(f"localStorage.setItem('gongkai-display', {kept})")
    yield context.new_page()
    context.close()


def findings(page):
    found = Axe().run(page, options=OPTIONS).response["violations"]
    return [f"{rule['id']}: {node['html'][:120]}" for rule in found for node in rule["nodes"]]


@pytest.mark.parametrize("state", STATES)
def test_no_finding(browser, address, state):
    found = []
    with shown(browser, state) as page:
        for path in PAGES:
            page.goto(f"{address}/{path}", wait_until="networkidle")
            if name := STATES[state].get("open"):
                page.get_by_role("button", name=name).click()
            found += [f"{path or 'front page'}: {finding}" for finding in findings(page)]
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
