"""The application form in a browser: filled in, kept, opened again and printed; nothing is sent, with a script and without."""

import subprocess

import pytest
from lxml import html

from gongkai.measure.states import reader
from tests.site.access.axe import axe_findings
from tests.site.access.paper import paper_findings

PAGE = "ysqgk/shenqingbiao/"
FILLED = {
    "行政机关名称": "示例县民政局",
    "姓名": "刘一〇",
    "证件号码": "000000000000000000",
    "联系电话": "0000-0000001",
    "联系地址": "示例县<一路>1号 & 二楼",
    "邮政编码": "000000",
    "电子邮箱": "liu@shili.example",
    "索引号（知道的话）": "000-1",
    "申请日期": "2026年3月2日",
}
LINES = [f"第{number}行：2025年低保标准的通知" for number in range(1, 41)]


def requests_of(page):
    """A list that grows with every request from now on; the browser's own for the picture in its tab may still be on its way."""
    sent = []
    page.on("request", lambda request: request.url.endswith("favicon.svg") or sent.append(request.url))
    return sent


@pytest.fixture
def form(browser, county_address):
    """The page, and every request that it makes once it is there."""
    with reader(browser) as page:
        page.goto(f"{county_address}/{PAGE}", wait_until="load")
        page.sent = requests_of(page)
        page.evaluate("() => { window.print = () => { window.printed = true; }; }")
        yield page


def fill(page):
    for label, value in FILLED.items():
        page.get_by_label(label).fill(value)
    page.get_by_label("名称、文号或者其他特征").fill("\n".join(LINES))
    for option in ("居民身份证", "纸质", "电子邮件"):
        page.get_by_label(option, exact=True).check()


def said(page):
    return page.inner_text(".gk-apply__status").split("\n")


def printed(page, file):
    page.pdf(path=file)
    text = subprocess.run(["pdftotext", "-layout", file, "-"], capture_output=True, text=True, check=True).stdout
    return "".join(text.split())


def test_what_is_filled_in_is_printed_whole(form, tmp_path):
    fill(form)
    form.get_by_role("button", name="检查并打印").click()
    assert form.evaluate("window.printed") is True
    paper = printed(form, tmp_path / "form.pdf")
    for text in (*FILLED.values(), *LINES, "申请人签名或者盖章"):
        assert "".join(text.split()) in paper
    assert "统一社会信用代码" not in paper  # of the other kind of applicant
    assert form.sent == []


def test_what_is_missing_is_said_in_plain_words_and_nothing_is_printed(form):
    form.get_by_label("邮政编码").fill("12")
    form.get_by_label("电子邮件", exact=True).check()
    form.get_by_role("button", name="检查并打印").click()
    assert form.evaluate("window.printed") is None
    assert said(form) == [
        "行政机关名称没有填",
        "姓名没有填",
        "证件名称没有填",
        "证件号码没有填",
        "联系电话没有填",
        "联系地址没有填",
        "邮政编码应是6位数字",
        "电子邮箱没有填",
        "名称、文号或者其他特征没有填",
        "载体形式没有填",
    ]
    form.get_by_role("link", name="证件名称没有填").click()
    assert form.evaluate("document.activeElement.id || document.querySelector(':target').id") == "apply-id_kind"
    assert form.get_by_label("邮政编码").get_attribute("aria-invalid") == "true"


def test_a_kept_file_is_read_back_and_holds_all(form, tmp_path):
    fill(form)
    with form.expect_download() as download:
        form.get_by_role("button", name="存到本机").click()
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    assert kept.name == "政府信息公开申请表.txt"
    text = kept.read_text("utf-8-sig")
    assert "没有提交给任何机关" in text
    for value in (*FILLED.values(), *LINES):
        assert f"　　{value}\n" in text
    form.get_by_role("button", name="清空").click()
    assert form.get_by_label("姓名").input_value() == ""
    form.get_by_label("打开存过的").set_input_files(kept)
    form.wait_for_function("document.querySelector('.gk-apply__status').textContent === '已经照文件填好。'")
    assert {label: form.get_by_label(label).input_value() for label in FILLED} == FILLED
    assert form.get_by_label("名称、文号或者其他特征").input_value().split("\n") == LINES
    assert form.get_by_label("电子邮件", exact=True).is_checked()
    assert [url for url in form.sent if not url.startswith("blob:")] == []


def test_an_organisation_is_kept_as_one(form, tmp_path):
    form.get_by_label("法人或者其他组织", exact=True).check()
    assert form.get_by_label("姓名").is_hidden()
    form.get_by_label("统一社会信用代码").fill("1")
    form.get_by_role("button", name="检查并打印").click()
    assert "统一社会信用代码应是18位数字和字母" in said(form)
    with form.expect_download() as download:
        form.get_by_role("button", name="存到本机").click()
    download.value.save_as(tmp_path / "kept.txt")
    form.reload()
    form.get_by_label("打开存过的").set_input_files(tmp_path / "kept.txt")
    form.wait_for_function("document.querySelector('.gk-apply__status').textContent === '已经照文件填好。'")
    assert form.get_by_label("法人或者其他组织", exact=True).is_checked()
    assert form.get_by_label("统一社会信用代码").input_value() == "1"


def test_a_file_of_another_kind_is_refused_and_nothing_is_lost(form, tmp_path):
    form.get_by_label("姓名").fill("刘一〇")
    (tmp_path / "other.txt").write_text("【姓名】\n　　别人\n", "utf-8")
    form.get_by_label("打开存过的").set_input_files(tmp_path / "other.txt")
    form.wait_for_function("document.querySelector('.gk-apply__status').textContent === '这个文件不是在本页存下的，没有打开。'")
    assert form.get_by_label("姓名").input_value() == "刘一〇"


def test_nothing_is_left_in_the_browser(form):
    before = form.evaluate("JSON.stringify({...localStorage, ...sessionStorage})")
    fill(form)
    form.get_by_role("button", name="检查并打印").click()
    assert form.evaluate("JSON.stringify({...localStorage, ...sessionStorage})") == before
    assert form.context.cookies() == []


@pytest.mark.parametrize("scripted", [True, False])
def test_enter_sends_nothing(browser, county_address, scripted):
    """A browser may send a form when Enter is pressed in one of its fields."""
    with reader(browser, java_script_enabled=scripted) as page:
        address = f"{county_address}/{PAGE}"
        page.goto(address, wait_until="load")
        sent = requests_of(page)
        for label in FILLED:
            page.get_by_label(label).fill("1")
            page.get_by_label(label).press("Enter")
        page.wait_for_timeout(100)
        assert (page.url, sent) == (address, [])


def test_without_a_script_it_is_filled_in_and_printed(browser, county_address, tmp_path):
    with reader(browser, java_script_enabled=False) as page:
        page.goto(f"{county_address}/{PAGE}", wait_until="load")
        assert page.get_by_text("检查并打印").is_hidden()
        for label, value in FILLED.items():
            page.get_by_label(label).fill(value)
        paper = printed(page, tmp_path / "form.pdf")
    for text in (*FILLED.values(), "统一社会信用代码", "申请人：公民"):
        assert "".join(text.split()) in paper


def test_an_entry_leads_to_the_form_with_its_agency_and_what_is_looked_for(browser, county_address):
    with reader(browser) as page:
        page.goto(f"{county_address}/fdzdgknr/elderly-care/e1/")
        page.get_by_role("link", name="填写申请表").click()
        page.wait_for_selector(".gk-apply[data-ready]")
        assert page.get_by_label("行政机关名称").input_value() == "示例县民政局"
        assert page.inner_text(".gk-apply__contact") == "通信地址：一路1号；联系电话：0000-0000001"
        assert page.get_by_label("名称、文号或者其他特征").input_value() == "养老服务：低保救助：办事指南1"


def test_an_agency_s_page_leads_to_the_form_with_its_name(browser, county_address):
    with reader(browser) as page:
        page.goto(f"{county_address}/jigou/east/")
        page.get_by_role("link", name="填写申请表").click()
        page.wait_for_selector(".gk-apply[data-ready]")
        assert page.get_by_label("行政机关名称").input_value() == "东镇人民政府"


def test_an_address_fills_in_no_agency_that_is_not_there(browser, county_address):
    with reader(browser) as page:
        page.goto(f"{county_address}/{PAGE}?jigou=%22%3E%3Cscript%3E&nr=%3Cb%3E")
        assert page.get_by_label("行政机关名称").input_value() == ""
        assert page.get_by_label("名称、文号或者其他特征").input_value() == "<b>"


def test_the_files_are_listed_with_their_size(county_site):
    page = html.parse(str(county_site / PAGE / "index.html"), html.HTMLParser(encoding="utf-8"))
    for link in page.xpath("//section[@class='gk-downloads']//a"):
        size = (county_site / PAGE / link.get("href")).stat().st_size
        assert f"{round(size / 1000)}\xa0KB" in link.getnext().text
    assert len(page.xpath("//section[@class='gk-downloads']//a")) == 2


@pytest.mark.parametrize("path", [PAGE, "ysqgk/qixian/", "ysqgk/"])
def test_nothing_of_a_page_is_lost_on_paper(browser, county_address, tmp_path, path):
    with reader(browser) as page:
        page.goto(f"{county_address}/{path}", wait_until="load")
        assert paper_findings(page, tmp_path) == []


def test_what_is_used_hides_nothing_from_anyone(browser, county_address):
    """axe with what is missing told and the other applicant chosen. The pages as they begin are looked at in every state."""
    with reader(browser, "largest text on a phone") as page:
        page.goto(f"{county_address}/{PAGE}", wait_until="load")
        page.get_by_label("法人或者其他组织", exact=True).check()
        page.get_by_role("button", name="检查并打印").click()
        assert axe_findings(page, "largest text on a phone") == []


def test_days_that_are_worked_out_are_for_everyone(browser, county_address):
    with reader(browser) as page:
        page.goto(f"{county_address}/ysqgk/qixian/", wait_until="load")
        page.fill("input[name=received]", "2026-12-21")
        page.fill("input[name=answered]", "2026-08-03")
        assert axe_findings(page) == []
