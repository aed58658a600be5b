"""What a reader meets in a real browser: a page without JavaScript, a first visit, what it asks for and of whom."""

import pytest

from gongkai.measure import pages as places
from gongkai.measure.states import reader

from .access.arriving import SlowLine, arriving_findings
from .access.unscripted import unscripted_findings
from .access.visit import visit_findings
from .conftest import Packing, served

pytestmark = pytest.mark.browser


def without_script(browser, column, state):
    found = []
    with reader(browser, state, java_script_enabled=False) as page:
        for path in column.pages:
            page.goto(f"{column.address}/{path}", wait_until="load")
            found += [f"{path or 'front page'}: {finding}" for finding in unscripted_findings(page)]
    return found


@pytest.mark.parametrize("state", ["phone", "desktop"])
def test_everything_is_there_without_javascript(browser, column, state):
    assert without_script(browser, column, state) == []


@pytest.mark.audit
@pytest.mark.parametrize("state", ["phone", "desktop"])
def test_every_page_is_whole_without_javascript(browser, whole_column, state):
    assert without_script(browser, whole_column, state) == []


def test_the_way_without_javascript_from_the_front_page_to_a_table_and_its_file(browser, address):
    with reader(browser, "phone", java_script_enabled=False) as page:
        page.goto(f"{address}/")
        page.get_by_role("navigation", name="专栏各部分").get_by_role("link", name="政府信息公开年报").click()
        page.get_by_role("link", name="正宁县2020年政府信息公开工作年度报告").click()
        page.get_by_role("navigation", name="目录").get_by_role("link", name="八、政府信息公开行政复议和行政诉讼情况").click()
        assert page.url.endswith("#review_litigation")
        assert page.locator(".gk-table:visible").count() == 7
        with page.expect_download() as started:
            page.get_by_role("link", name="Excel").click()
        assert started.value.suggested_filename == "report.xlsx"


def visited(browser, column):
    with served(column.site, Packing) as packed:
        return [
            f"{path or 'front page'}: {finding}" for path in column.pages for finding in visit_findings(browser, packed, path)
        ]


def test_a_first_visit_is_light_asks_nobody_else_and_breaks_no_policy(browser, column):
    assert visited(browser, column) == []


@pytest.mark.audit
def test_a_first_visit_of_every_page(browser, whole_column):
    assert visited(browser, whole_column) == []


def arrived(browser, site, pages, state):
    with served(site, SlowLine) as slow:
        return [f"{path}: {finding}" for path in pages for finding in arriving_findings(browser, slow, path, state)]


@pytest.mark.parametrize(
    ("column", "state", "pages"),
    [("county", "phone", ("", "zfxxgknb/2020/")), ("demo county", "largest text on a phone", ("jiansuo/",))],
    indirect=["column"],
)
def test_nothing_moves_while_a_page_comes_over_a_slow_line(browser, column, state, pages):
    assert arrived(browser, column.site, pages, state) == []


@pytest.mark.audit
@pytest.mark.parametrize("state", ["phone", "largest text on a phone"])
def test_nothing_moves_while_any_page_comes_over_a_slow_line(browser, site, state):
    assert arrived(browser, site, places.pages(site), state) == []
