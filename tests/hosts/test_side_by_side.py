"""Our style and the host's on one page: neither reaches into the other; what we add passes the checks that our own pages pass."""

from __future__ import annotations

import re

import pytest

from gongkai.measure.axe import script
from gongkai.measure.nu import nu_findings
from gongkai.measure.pages import one_of_each, pages
from tests.site.access.nu import NU

pytestmark = pytest.mark.browser
# Read the Docs says `!important` of the lines of every table; they stay grey.
KEPT = re.compile(r"(TABLE|TH|TD): (border-|margin-bottom)")
PRIVATE = re.compile("[\ue000-\uf8ff]")  # which the oddest entries hold, and no text for the public should
PAGES = ("zfxxgknb/2021/", "shuju/", "fdzdgknr/caizheng/e3/", "zfxxgknb/jigou/demo/")
EACH_OR_SOME = [*PAGES[:2], *(pytest.param(page, marks=pytest.mark.audit) for page in PAGES[2:])]
STATES = {
    "desktop": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 360, "height": 740}},
}
# Every property of every element outside (or inside) ours, as the browser has come to it.
STYLES = """([selector, properties]) => [...document.querySelectorAll(selector)].map(element => {
  const style = getComputedStyle(element);
  return [element.tagName, element.className, ...(properties || [...style]).map(name => name + ': ' + style.getPropertyValue(name))].join('; ');
})"""
OURS_OFF = "() => document.querySelectorAll('link[href*=\"assets/host\"]').forEach(link => { link.disabled = true; })"
HOSTS_OFF = (
    "() => [...document.querySelectorAll('link[rel=stylesheet]:not([href*=\"assets/host\"])')].forEach(link => link.remove())"
)
OUTSIDE = "body *:not(.gk-host, .gk-host *, :has(.gk-host))"
INSIDE = ".gk-host .gk-article *:not(svg, svg *)"
LOOK = [
    *(f"{kind}-{side}" for kind in ("margin", "padding") for side in ("top", "bottom")),
    *(f"border-{side}-{what}" for side in ("top", "left") for what in ("style", "width", "color")),
    *("color", "background-color", "display", "position", "list-style-type", "text-align", "text-decoration-line"),
    *(
        "font-size",
        "font-weight",
        "font-style",
        "line-height",
        "letter-spacing",
        "text-transform",
        "white-space",
        "float",
        "opacity",
    ),
]
RULES = """() => axe.run({include: [['.gk-host']]}, {runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}})
  .then(found => found.violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html}`)))"""


@pytest.fixture
def opened(browser, host_address):
    contexts = []

    def open_page(path, state="desktop"):
        contexts.append(browser.new_context(**STATES[state]))
        page = contexts[-1].new_page()
        page.asked = []
        page.on("request", lambda request: page.asked.append(request.url))
        page.goto(f"{host_address}/{path}", wait_until="load")
        return page

    yield open_page
    for context in contexts:
        context.close()


def settled(page, asked):
    """When two readings are alike: as a page opens, the host's script marks where in it the reader is, and the mark fades in."""
    last, reading = None, page.evaluate(STYLES, asked)
    while reading != last:
        page.wait_for_timeout(300)
        last, reading = reading, page.evaluate(STYLES, asked)
    return reading


@pytest.mark.parametrize("path", EACH_OR_SOME)
def test_our_style_changes_nothing_of_the_host(opened, path):
    page = opened(path)
    colours = [name for name in LOOK if name not in ("margin-top", "margin-bottom")]
    before = settled(page, [OUTSIDE, colours])
    page.evaluate(OURS_OFF)
    assert before
    assert page.evaluate(STYLES, [OUTSIDE, colours]) == before


@pytest.mark.parametrize("path", EACH_OR_SOME)
def test_the_host_s_style_changes_nothing_of_ours(opened, host, path):
    """What is inherited (letters, and a size that is the host's) is set on the outermost element."""
    page = opened(path)
    page.add_style_tag(content=".gk-host.gk-host:not(#gk) { --gk-rem: 16px !important; width: 700px !important; }")
    before = page.evaluate(STYLES, [INSIDE, LOOK])
    page.evaluate(HOSTS_OFF)
    after = page.evaluate(STYLES, [INSIDE, LOOK])
    assert before
    parts = ((one.split("; "), other.split("; ")) for one, other in zip(before, after, strict=True))
    differing = {(old[0], was, now) for old, new in parts for was, now in zip(old, new, strict=True) if was != now}
    assert [each for each in differing if not (host.theme == "readthedocs" and KEPT.match(": ".join(each[:2])))] == []


def test_axe_finds_nothing_in_what_we_add(opened):
    assert_axe_finds_nothing(opened, PAGES, "phone")


@pytest.mark.audit
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_on_a_page_of_each_kind(opened, host, state):
    assert_axe_finds_nothing(opened, one_of_each(pages(host.site)), state)


def assert_axe_finds_nothing(opened, paths, state):
    for path in paths:
        page = opened(path, state)
        if page.query_selector(".gk-host"):
            page.evaluate(script())
            assert page.evaluate(RULES) == [], path
        page.close()


def test_axe_finds_what_is_wrong(opened):
    """The check can fail: letters that are too pale, a list without entries of a list."""
    page = opened("shuju/")
    page.evaluate(
        "() => { const p = document.querySelector('.gk-host p'); p.style.color = '#ddd'; p.setAttribute('role', 'list'); }"
    )
    page.evaluate(script())
    assert page.evaluate(RULES)


def test_the_w3c_s_checker_finds_nothing_in_what_we_add(host, tmp_path):
    for number, path in enumerate(pages(host.site)):
        text = PRIVATE.sub("", host.page(path))
        ours = "\n".join(re.findall(r'<div class="gk-host">.*?</div></div>', text, re.DOTALL))
        head = '<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>x</title></head><body>'
        heading = "" if "<h1" in ours else "<h1>x</h1><h2>x</h2>"  # the host's, below which a fragment stands
        (tmp_path / f"{number}.html").write_text(f"{head}{heading}\n{ours}</body></html>", "utf-8")
    assert nu_findings(NU, tmp_path) == []


def test_nothing_is_asked_of_another_host(opened, host_address):
    for path in PAGES:
        page = opened(path)
        foreign = [url for url in page.asked if not url.startswith((host_address.rpartition("/")[0], "data:", "blob:"))]
        assert foreign == [], path
        page.close()


def test_no_page_is_wider_than_a_phone(opened):
    for path in PAGES:
        page = opened(path, "phone")
        if page.query_selector(".gk-host"):
            wider = page.evaluate(
                "() => document.querySelector('.gk-host').scrollWidth - document.querySelector('.gk-host').clientWidth"
            )
            assert wider <= 0, path
        page.close()
