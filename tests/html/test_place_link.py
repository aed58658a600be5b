"""Copying the address of a section, a row, a cell: with the mouse, with the keys, and where a browser lets nothing be copied."""

from pathlib import Path

import pytest
import yaml

from gongkai.html import fragments
from gongkai.html.assets import assets

SPEC = Path(fragments.__file__).parent / "components/statutory-table/spec.yml"
OFFICIAL = "https://www.example.gov.cn/zwgk/zfxxgknb/2020/"
KEPT = "window.copied = []; Object.defineProperty(navigator, 'clipboard', {value: {writeText: words => {copied.push(words); return Promise.resolve()}}})"
REFUSED = "Object.defineProperty(navigator, 'clipboard', {value: undefined}); document.execCommand = () => false"


@pytest.fixture
def opened(browser):
    """The page of a small report, opened with what the browser lets it copy."""
    contexts = []

    def open_page(clipboard, **options):
        context = browser.new_context(**options)
        contexts.append(context)
        context.add_init_script(clipboard)
        page = context.new_page()
        page.route(OFFICIAL, lambda route: route.fulfill(body=html(), content_type="text/html; charset=utf-8"))
        page.goto(OFFICIAL)
        return page

    yield open_page
    for context in contexts:
        context.close()


def html():
    tables = yaml.safe_load(SPEC.read_text("utf-8"))["examples"].values()
    tables = "".join(fragments.fragment("statutory-table", view) for view in tables)
    return (
        f'<!doctype html><html lang="zh-CN" class="js"><title>x</title><link rel="canonical" href="{OFFICIAL}">'
        f'<style>{assets()["style"].content}</style><main><article class="gk-article"><h2 id="overview">一、总体情况</h2>{tables}'
        f"</article></main><script>{assets()['script'].content}</script></html>"
    )


def copied(page):
    page.wait_for_function("copied.length")
    return page.evaluate("copied.splice(0)")


def test_a_heading_has_a_link_that_the_keys_reach_and_that_is_no_part_of_its_text(opened):
    page = opened(KEPT)
    link = page.get_by_role("link", name="复制链接", exact=True)
    assert link.evaluate("e => getComputedStyle(e).opacity") == "0"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#overview"
    assert link.evaluate("e => getComputedStyle(e).opacity") == "1"
    page.keyboard.press("Enter")
    assert copied(page) == [f"{OFFICIAL}#overview"]
    page.get_by_role("status").get_by_text("链接已复制").wait_for(state="attached")
    assert page.locator("h2").first.text_content() == "一、总体情况"


def test_the_mouse_copies_the_row_it_points_at(opened):
    page = opened(KEPT)
    page.hover("#requests-granted")
    page.locator("#requests-granted .gk-place-link").click()
    assert copied(page) == [f"{OFFICIAL}#requests-granted"]
    assert page.locator("th .gk-place-link").count() == 1
    assert page.locator("th .gk-place-link").get_attribute("tabindex") == "-1"


def test_a_table_adds_one_stop_and_offers_each_row_and_cell(opened):
    page = opened(KEPT)
    button = page.get_by_role("button", name="复制表内链接：第二十条第（五）项 行政许可和其他对外管理服务事项")
    assert page.locator("#table-licensing :is(button, select, input)").count() == 1
    button.click()
    panel = page.locator("#table-licensing .gk-place__panel")
    assert panel.get_by_label("列", exact=True).locator("option").all_inner_texts() == ["整行", "上一年项目数量", "本年增/减处"]
    panel.get_by_role("button").click()
    assert copied(page) == [f"{OFFICIAL}#licensing-administrative_licensing"]
    page.locator("[id='licensing.administrative_licensing.items_change']").click()
    assert panel.get_by_label("链接", exact=True).input_value() == f"{OFFICIAL}#licensing.administrative_licensing.items_change"
    panel.get_by_role("button").click()
    assert copied(page) == [f"{OFFICIAL}#licensing.administrative_licensing.items_change"]
    button.click()
    assert not panel.is_visible()
    assert page.locator(".gk-chosen").count() == 0


def test_a_row_of_a_group_is_named_with_its_group(opened):
    page = opened(KEPT)
    page.locator("#table-requests .gk-place").click()
    rows = page.locator("#table-requests .gk-place__panel").get_by_label("行", exact=True).locator("option")
    assert rows.all_inner_texts() == ["三、本年度办理结果 › （一）予以公开"]


def test_where_nothing_may_be_copied_the_address_stands_selected(opened):
    page = opened(REFUSED)
    page.locator("#table-licensing .gk-place").click()
    page.locator("#table-licensing .gk-place__panel").get_by_role("button").click()
    assert page.get_by_role("button", name="请按 Ctrl+C 复制").count() == 1
    assert page.evaluate("getSelection().toString()") == f"{OFFICIAL}#licensing-administrative_licensing"
    page.get_by_role("link", name="复制链接", exact=True).focus()
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#overview"


def test_the_place_that_a_link_leads_to_is_framed_whole(opened):
    page = opened(KEPT, viewport={"width": 375, "height": 700})
    page.evaluate("location.hash = 'requests.granted.total'")
    style = page.locator("[id='requests.granted.total']").evaluate(
        "e => [getComputedStyle(e).outlineStyle, getComputedStyle(e).outlineOffset]"
    )
    assert style == ["solid", "-3px"]
