"""A list is narrowed down by plain links without a script, and at once with one."""

import pytest

from tests.pages.county import built, small_county

LIST = "fdzdgknr/social-assistance"


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """One list that fits on a page, and one of several pages."""
    county = small_county(tmp_path_factory.mktemp("lists"), first=130, second=24)
    built(county)
    return county.site


def rows(page):
    return page.locator(".gk-rows tbody tr:visible").count()


def test_without_a_script_every_choice_is_a_page(browser, site):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"file://{site}/fdzdgknr/elderly-care/index.html")
    assert rows(page) == 25
    page.locator(".gk-narrow summary").click()
    href = page.locator(".gk-narrow a", has_text="乡级").first.get_attribute("href")
    page.goto(f"file://{site}/fdzdgknr/elderly-care/{href}index.html")
    levels = page.locator(".gk-rows tbody td:last-child").all_inner_texts()
    assert levels
    assert set(levels) == {"乡级"}
    context.close()


def test_with_a_script_the_table_is_narrowed_at_once_and_said_aloud(browser, site):
    page = browser.new_page()
    page.goto(f"file://{site}/fdzdgknr/elderly-care/index.html")
    page.get_by_label("公开层级").select_option(index=1)
    few = rows(page)
    assert 0 < few < 25
    assert page.get_by_role("status").inner_text() == f"符合条件的有{few}条，共25条"
    page.get_by_role("button", name="清除条件").click()
    page.wait_for_function("!document.querySelector('.gk-rows tbody tr[hidden]')")
    assert rows(page) == 25
    page.close()


def test_a_list_of_several_pages_leads_to_its_whole_table(browser, site):
    page = browser.new_page(viewport={"width": 360, "height": 800})
    page.goto(f"file://{site}/{LIST}/quanbu/index.html?l=乡级")
    assert 0 < rows(page) < 130
    assert page.evaluate("document.documentElement.scrollWidth") == 360
    page.goto(f"file://{site}/{LIST}/index.html")
    assert rows(page) == 100
    assert page.locator(".gk-pager a").all_inner_texts() == ["第1页", "第2页", "下一页", "整张表"]
    page.close()
