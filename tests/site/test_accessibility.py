"""axe, all rules with best practice and AAA contrast, in the states a reader may see a page in: no finding, nothing left undecided."""

import pytest

from .access.axe import axe_findings, reviews, used_reviews
from .access.places import SEARCHES
from .access.states import STATES, reader, seen_as

pytestmark = pytest.mark.browser
KINDS = ("", "zfxxgknb/2020/", "zfxxgknb/2020/yaoshu/", "jiansuo/?q=行政许可")  # of the county's own site


def findings(browser, address, paths, states):
    """Each page is opened once and goes through the states."""
    found = []
    with reader(browser) as page:
        for path in paths:
            page.goto(f"{address}/{path}", wait_until="load")
            if "?q=" in path:
                page.wait_for_function("() => /找到|没有/.test(document.querySelector('[role=status]').textContent)")
            for state in states:
                with seen_as(page, state):
                    found += [f"{path or 'front page'}, {state}: {finding}" for finding in axe_findings(page, state)]
    return found


def test_every_kind_of_page(browser, column):
    assert findings(browser, column.address, [*column.pages, *SEARCHES], ["desktop"]) == []


@pytest.mark.parametrize("path", KINDS)
def test_every_state(browser, address, path):
    assert findings(browser, address, [path], [state for state in STATES if state != "desktop"]) == []


@pytest.mark.audit
def test_every_page_in_every_state(browser, whole_column):
    assert findings(browser, whole_column.address, [*whole_column.pages, *SEARCHES], STATES) == []


@pytest.mark.audit
def test_every_review_is_still_of_something(browser, site, address):
    """After the pages of the county's own site and of 示例县 have been seen in every state, no entry is left over."""
    assert [entry for entry in reviews() if entry["where"] not in used_reviews()] == []


def test_a_fault_is_found(browser, address):
    """The check can fail: a picture without words, grey that is dark enough for AA alone, an empty link."""
    with reader(browser) as page:
        page.goto(f"{address}/", wait_until="load")
        page.evaluate(
            "document.querySelector('article').innerHTML += '<img src=x><p style=\"color:#666\">灰字</p><a href=\"#\"></a>'"
        )
        found = {finding.split(" ")[0] for finding in axe_findings(page)}
    assert found >= {"image-alt", "color-contrast-enhanced", "link-name"}


def test_what_axe_leaves_open_is_a_finding_until_somebody_reviewed_it(browser, address):
    with reader(browser) as page:
        page.goto(f"{address}/", wait_until="load")
        page.evaluate("document.querySelector('h1').style.backgroundImage = 'linear-gradient(#fff, #000)'")
        found = axe_findings(page)
    assert [finding for finding in found if finding.startswith("待复核 color-contrast")]
