"""A list is narrowed down by plain links without a script, and at once with one."""

import pytest

from tests.build.county import built, small_county

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


def test_a_long_table_stands_in_parts_and_reads_as_one_when_it_is_narrowed_down(browser, site):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(f"file://{site}/{LIST}/quanbu/index.html")
    captions, heads = page.locator(".gk-rows caption"), page.locator(".gk-rows thead")
    assert [caption.split("：")[-1] for caption in captions.all_text_contents()] == [
        "基层政务公开标准目录（整张表）",
        "第101至130条",
    ]
    assert heads.count() == 2
    assert rows(page) == 130
    level = page.get_by_label("公开层级")
    level.select_option(index=1)
    first, second = (page.locator(".gk-rows__part").nth(number).bounding_box() for number in range(2))
    assert abs(first["y"] + first["height"] - second["y"]) <= 1
    assert heads.nth(1).bounding_box()["height"] == 1
    assert [head["x"] for head in places(page, 0)] == [cell["x"] for cell in places(page, 1)]
    page.close()


def test_a_part_with_no_row_left_takes_no_room_and_the_head_stays(browser, site):
    page = browser.new_page()
    page.goto(f"file://{site}/{LIST}/quanbu/index.html")
    page.evaluate("document.querySelectorAll('.gk-rows tbody tr').forEach((row) => { row.dataset.marks = ''; })")
    page.get_by_label("公开层级").select_option(index=1)
    assert page.get_by_role("status").inner_text() == "符合条件的有0条，共130条"
    assert page.locator(".gk-rows__part").nth(1).bounding_box() is None
    assert page.locator(".gk-rows thead").first.is_visible()
    page.get_by_role("button", name="清除条件").click()
    page.wait_for_function("document.querySelectorAll('.gk-rows__part:not([hidden])').length === 2")
    assert rows(page) == 130
    page.close()


def places(page, part):
    """Where the visible cells of a part's last row stand."""
    row = page.locator(".gk-rows__part").nth(part).locator("tbody tr:visible").last
    return [cell.bounding_box() for cell in row.locator("th, td").all()]
