"""朗读: what is said, in which order, and that nothing is offered without a Chinese voice. The voice itself is played by a stand-in."""

from contextlib import ExitStack

import pytest

from .access.aloud import aloud_findings, read, voiced

pytestmark = pytest.mark.browser


@pytest.fixture
def report(browser, address):
    with ExitStack() as opened:
        yield lambda language: opened.enter_context(voiced(browser, f"{address}/zfxxgknb/2020/", language))


@pytest.mark.parametrize("path", ["zfxxgknb/2017/office/", "zfxxgknb/2024/", "zfxxgknb/2024/yaoshu/"])
def test_the_other_forms_are_read_with_their_headers(browser, county_address, path):
    assert aloud_findings(browser, f"{county_address}/{path}") == []


def test_nothing_is_offered_without_a_chinese_voice(report):
    assert report("").locator(".gk-aloud").count() == 0
    assert report("zh-CN").locator(".gk-aloud").count() >= 10


def test_nothing_is_read_by_itself(report):
    page = report("zh-CN")
    page.wait_for_timeout(300)
    assert page.evaluate("said") == []


def test_a_section_is_read_in_its_order_and_a_row_with_its_headers(report):
    page = report("zh-CN")
    said = read(page, "二、主动公开政府信息情况")
    assert said[0] == "二、主动公开政府信息情况"
    assert "第二十条第（五）项 行政许可和其他对外管理服务事项" in said
    assert "行政许可，上一年项目数量，420；本年增/减处，负39；处理决定数量，0" in said
    assert not any("三、政务公开情况" in words for words in said)
    assert page.locator(".gk-reading").count() == 0


def test_the_row_of_a_large_form_names_its_groups_once(report):
    page = report("zh-CN")
    row = next(words for words in read(page, "七、收到和处理政府信息公开申请情况") if "科研机构" in words and "予以公开" in words)
    assert row.startswith("三、本年度办理结果，（一）予以公开，自然人，0；法人或其他组织，商业企业，0；科研机构，0；")
    assert row.count("予以公开") == row.count("法人或其他组织") == 1


def test_after_the_first_row_only_what_changes_is_said(report):
    page = report("zh-CN")
    said = read(page, "七、收到和处理政府信息公开申请情况")
    assert sum("申请人情况" in words for words in said) == 1
    assert sum("三、本年度办理结果" in words for words in said) == 1
    assert sum("（三）不予公开" in words for words in said) == 1
    assert any(words.startswith("2.其他法律行政法规禁止公开，自然人，0；") for words in said)


def test_it_can_be_stopped_by_its_button_and_by_escape(report):
    page = report("zh-CN")
    page.evaluate("silent = true")
    for stop in (
        lambda: page.get_by_role("button", name="停止朗读：一、总体情况").click(),
        lambda: page.keyboard.press("Escape"),
    ):
        page.get_by_role("button", name="朗读：一、总体情况", exact=True).click()
        assert page.locator(".gk-reading").count() == 1
        stop()
        assert page.locator(".gk-reading").count() == 0
        assert page.get_by_role("button", name="朗读：一、总体情况", exact=True).is_visible()
    assert page.evaluate("cancelled") >= 2
