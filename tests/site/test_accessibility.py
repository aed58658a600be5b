"""axe, all rules with best practice and AAA contrast, in the states a reader may see a page in: no finding, nothing left undecided."""

from functools import cache

import pytest

from gongkai.measure.pages import SEARCHES
from gongkai.measure.states import STATES, reader

from .access.axe import axe_findings, findings, reviews, seen
from .conftest import COLUMNS, WHOLE_TABLE, served, whole

pytestmark = pytest.mark.browser
KINDS = ("", "zfxxgknb/2020/", "zfxxgknb/2020/yaoshu/", "jiansuo/?q=行政许可")  # of the county's own site


def test_every_kind_of_page(browser, column):
    assert findings(browser, column.address, [*column.pages, *SEARCHES], ["desktop"]) == []


@pytest.mark.parametrize("path", [*KINDS[:2], *(pytest.param(path, marks=pytest.mark.audit) for path in KINDS[2:])])
def test_every_state(browser, address, path):
    assert findings(browser, address, [path], [state for state in STATES if state != "desktop"]) == []


@pytest.fixture(scope="module")
def audited(browser, request):
    """What is seen on every page of a column in every state; each column is looked at once, by whichever test asks first."""

    @cache
    def look_at(name):
        with whole(request, name) as column:
            return seen(browser, column.address, [*column.pages, *SEARCHES], STATES)

    return look_at


@pytest.mark.audit
@pytest.mark.parametrize("name", COLUMNS)
def test_every_page_in_every_state(audited, name):
    assert audited(name).findings == []


@pytest.mark.audit
@pytest.mark.parametrize("state", ["desktop", "phone"])
def test_the_table_of_all_entries(browser, whole_county_site, state):
    """Two thousand rows like those of the lists that are looked at in every state."""
    with served(whole_county_site) as address:
        assert findings(browser, address, [WHOLE_TABLE], [state]) == []


@pytest.mark.audit
def test_every_review_is_still_of_something(audited):
    met = set().union(*(audited(name).reviews for name in COLUMNS))
    assert [entry for entry in reviews() if entry["where"] not in met] == []


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
