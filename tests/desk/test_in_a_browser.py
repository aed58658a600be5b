"""The desk in Chromium: with the keyboard alone, without scripts, on a phone; and what the checkers of pages say."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from gongkai.collection import load_collection
from gongkai.desk.doorkeeper import Doorkeeper
from gongkai.measure.axe import look, reviews
from gongkai.measure.states import STATES, seen_as
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from tests.desk import test_catalogue_entry, test_documents
from tests.desk.served import county_with_last_year, served_desk
from tests.site.access.nu import nu_findings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
YEAR = 2025
HOME = f"/reports/{YEAR}/demo/"
CODE = re.compile(r"\{\{|\}\}|\{[a-z_]+:|null|: \[|^- ", re.MULTILINE)  # what YAML and its templates look like
ENTRY, DOCUMENT = test_catalogue_entry.ONE, test_documents.ONE
SCREENS = (
    "/",
    f"/new/{YEAR}/finance/",
    HOME,
    f"{HOME}facts/",
    f"{HOME}tables/proactive_disclosure/",
    f"{HOME}tables/requests/",
    f"{HOME}tables/review_litigation/",
    f"{HOME}figures/",
    f"{HOME}prose/overview/",
    f"{HOME}findings/",
    "/reports/2021/demo/",
    "/reports/2021/demo/tables/requests/",
    "/reports/2021/demo/prose/overview/",
    "/reports/2021/demo/facts/",
    "/reports/2021/demo/correct?place=requests.granted.total",
    "/reports/2021/demo/correct?place=sections.overview",
    "/reports/2021/demo/withdraw",
    f"{HOME}ready",
    f"{HOME}preview/",
    f"{HOME}preview/?on=phone",
    "/publish/",
    "/help/",
    "/catalogue/",
    "/catalogue/social-assistance/",
    ENTRY,
    f"/forms/?year={YEAR}",
    "/documents/?year=2021",
    DOCUMENT,
)


@pytest.fixture
def keeper(tmp_path: Path) -> Iterator[Doorkeeper]:
    data = county_with_last_year(tmp_path, YEAR)
    for here, content in (
        (test_catalogue_entry.FILE, test_catalogue_entry.FIELD),
        (test_documents.FILE, test_documents.LIST),
        (test_documents.TEXT, "第一段。\n"),
    ):
        (data / here).parent.mkdir(parents=True)
        (data / here).write_text(content, "utf-8")
    with served_desk(data) as opened:
        yield opened


@pytest.fixture
def page(browser: Browser, keeper: Doorkeeper) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.goto(keeper.address())
    opened.wait_for_url(f"{keeper.origin}/")
    yield opened
    context.close()


def reach(page: Page, words: str) -> None:
    """Tab until the focus is on what is called so."""
    for _ in range(400):
        page.keyboard.press("Tab")
        name = page.evaluate("() => (document.activeElement.innerText || document.activeElement.id || '').replace(/\\s+/g, '')")
        if name.startswith(words.replace(" ", "")):
            return
    pytest.fail(f"no key leads to {words}")


def enter(page: Page, words: str) -> None:
    reach(page, words)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    read = page.inner_text("main")
    assert not CODE.search(read), CODE.search(read)


def settled(page: Page) -> None:
    """Every cell that was left has been saved."""
    page.wait_for_function("() => !document.querySelector('.gk-desk__field--saving')")


def on_the_disk(data: Path) -> Report:
    found, _ = read_report(data / f"reports/{YEAR}/demo", load_collection(data)[0].agencies)
    assert found
    return found


def test_a_report_is_begun_and_filled_with_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    enter(page, "新建报告：示例县人民政府")
    enter(page, "新建示例县人民政府2025年度报告")
    enter(page, "表格：二、主动公开政府信息情况")
    reach(page, "cell-documents.administrative_rules.issued")
    figures = [str(number) for number in range(3, 13)]
    for figure in figures:
        page.keyboard.type(figure)
        page.keyboard.press("Enter")
    settled(page)
    report = on_the_disk(tmp_path / "data")
    typed = [
        cell.text for table in ("documents", "licensing", "enforcement", "fees") for _, cell in report.tables[table].addressed()
    ]
    assert typed == figures
    enter(page, "下一组表格：三、收到和处理政府信息公开申请情况")
    reach(page, "cell-requests.received.natural_person")
    for figure in ("10", "1", "/", "不适用", "", "0", "99"):
        page.keyboard.type(figure)
        page.keyboard.press("Tab")
        settled(page)
    row = on_the_disk(tmp_path / "data").tables["requests"].cells["received"]
    assert [cell.text for cell in row.values()] == ["10", "1", "/", "不适用", "", "0", "99"]
    # A total that its parts do not make is said at the cell.
    for column, figure in (
        ("research_institution", "0"),
        ("public_welfare_organization", "0"),
        ("legal_service_organization", "0"),
    ):
        page.focus(f"[id='cell-requests.received.{column}']")
        page.keyboard.type(figure)
        page.keyboard.press("Tab")
        settled(page)
    assert "各项之和 11，与这一格不同" in page.inner_text("[id='about-requests.received.total']")
    finding = page.locator(".gk-desk__found", has_text="99")
    assert "两边应当相等" in finding.first.inner_text()
    assert page.evaluate("() => document.activeElement.tagName") == "INPUT"
    enter(page, "回到这份报告")
    enter(page, "文字：一、总体情况")
    reach(page, "text")
    page.keyboard.type("新收申请")
    reach(page, "一、本年新收政府信息公开申请数量 › 自然人")
    page.keyboard.press("Enter")
    page.keyboard.type("件。")
    enter(page, "保存这一节")
    assert "新收申请10件。" in page.inner_text("main")
    narrative = (tmp_path / f"data/reports/{YEAR}/demo/narrative.md").read_text("utf-8")
    assert '新收申请{{ figure("requests.received.natural_person") }}件。' in narrative
    enter(page, "回到这份报告")
    enter(page, "撤销这一步")
    assert "已撤销：文字：一、总体情况" in page.inner_text("main")
    assert "新收申请" not in (tmp_path / f"data/reports/{YEAR}/demo/narrative.md").read_text("utf-8")


def test_a_stopped_desk_loses_nothing_of_the_page(page: Page, keeper: Doorkeeper, tmp_path: Path) -> None:
    page.goto(f"{keeper.origin}/new/{YEAR}/demo/")
    page.get_by_role("button", name="新建示例县").click()
    page.goto(f"{keeper.origin}{HOME}tables/requests/")
    page.route("**/tables/requests/", lambda route: route.abort())
    cell = page.locator("[id='cell-requests.granted.total']")
    cell.fill("7")
    cell.press("Tab")
    page.wait_for_function("() => /没有保存/.test(document.getElementById('said').textContent)")
    assert cell.input_value() == "7"
    page.wait_for_timeout(900)  # what is typed is kept by itself meanwhile
    page.unroute("**/tables/requests/")
    page.reload()
    assert page.locator("[id='cell-requests.granted.total']").input_value() == "7"


def test_without_scripts_the_button_saves(browser: Browser, keeper: Doorkeeper, tmp_path: Path) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(keeper.address())
    page.goto(f"{keeper.origin}/new/{YEAR}/demo/")
    page.get_by_role("button", name="新建示例县").click()
    page.goto(f"{keeper.origin}{HOME}tables/review_litigation/")
    for number, field in enumerate(page.locator("input[type=text]").all()):
        field.fill(str(number))
    page.get_by_role("button", name="保存这一页").click()
    assert "已保存" in page.inner_text("main")
    cells = [cell.text for _, cell in on_the_disk(tmp_path / "data").tables["review_litigation"].addressed()]
    assert cells == [str(number) for number in range(15)]
    context.close()


def test_on_a_phone_each_cell_has_its_line(browser: Browser, keeper: Doorkeeper) -> None:
    context = browser.new_context(viewport={"width": 360, "height": 740}, has_touch=True)
    page = context.new_page()
    page.goto(keeper.address())
    page.wait_for_url(f"{keeper.origin}/")
    page.goto(f"{keeper.origin}/new/{YEAR}/demo/")
    page.get_by_role("button", name="新建示例县").click()
    for screen in ("proactive_disclosure", "requests", "review_litigation"):
        page.goto(f"{keeper.origin}{HOME}tables/{screen}/")
        boxes = [field.bounding_box() for field in page.locator("input[data-stored]").all()]
        assert page.evaluate("() => document.documentElement.scrollWidth") == 360
        assert all(box and box["height"] >= 44 and box["x"] + box["width"] <= 360 for box in boxes)
        tops = [box["y"] for box in boxes if box]
        assert tops == sorted(tops)
        assert len({*tops}) == len(tops)
    label = page.locator("label[for='cell-review_litigation.reconsideration.upheld']")
    assert label.bounding_box()["width"] > 60  # type: ignore[index]
    context.close()


def filled_in(page: Page, keeper: Doorkeeper) -> None:
    """A draft with a refused figure, a finding in a cell and one that is explained."""
    page.goto(f"{keeper.origin}/new/{YEAR}/demo/")
    page.get_by_role("button", name="新建示例县").click()
    page.goto(f"{keeper.origin}{HOME}tables/requests/")
    for place, text in (("received.total", "3O7"), ("granted.natural_person", "5"), ("granted.total", "9")):
        page.fill(f"[id='cell-requests.{place}']", text)
        page.keyboard.press("Tab")
        settled(page)
    for column in (
        "commercial_enterprise",
        "research_institution",
        "public_welfare_organization",
        "legal_service_organization",
        "other",
    ):
        page.fill(f"[id='cell-requests.granted.{column}']", "0")
        page.keyboard.press("Tab")
        settled(page)
    for screen in (ENTRY, DOCUMENT):  # a day that is none, and a finding at its field
        page.goto(f"{keeper.origin}{screen}")
        page.fill(f"#field-{'valid_from' if screen == ENTRY else 'published'}", "明年")
        page.fill(f"#field-{'time_limit' if screen == ENTRY else 'replaced_by'}", "2020-0009")
        page.get_by_role("button", name="保存", exact=True).click()
        assert "“明年”不是日期" in page.inner_text("main")
        assert page.locator(".gk-desk__finding").count() >= 1


def test_an_entry_is_edited_with_the_keyboard_alone(page: Page, tmp_path: Path) -> None:
    enter(page, "目录")
    enter(page, "社会救助的条目")
    enter(page, "综合业务 › 政策法规文件")
    reach(page, "field-basis")
    page.keyboard.type("《条例》第十九条")
    page.wait_for_timeout(900)  # kept while it is typed
    page.reload()
    assert page.input_value("#field-basis") == "《条例》第十九条"
    enter(page, "保存")
    assert "已保存" in page.inner_text("#said")
    assert "basis: 《条例》第十九条" in (tmp_path / "data" / test_catalogue_entry.FILE).read_text("utf-8")
    enter(page, "撤销这一步")
    assert (tmp_path / "data" / test_catalogue_entry.FILE).read_text("utf-8") == test_catalogue_entry.FIELD


def test_axe_and_nu_find_nothing(page: Page, keeper: Doorkeeper, tmp_path: Path) -> None:
    filled_in(page, keeper)
    in_turn = ["desktop", "phone"]
    looked_at(page, keeper, tmp_path, lambda number: [in_turn[number % len(in_turn)]])


@pytest.mark.audit
def test_axe_and_nu_find_nothing_in_any_state(page: Page, keeper: Doorkeeper, tmp_path: Path) -> None:
    filled_in(page, keeper)
    looked_at(page, keeper, tmp_path, lambda _: [*STATES])


# Looked at in a picture: in forced colours the system paints the notice's letters, and axe reads the ground that the page had.
NOTICE = {"rule": "color-contrast", "where": "equalRatio <p>示例县是虚构的", "states": ["forced colours"]}
# A published page, to the byte what a build writes (test_preview.py), and looked at as such with all others.
FRAME = {"rule": "frame-tested", "where": "gk-preview"}


def looked_at(page: Page, keeper: Doorkeeper, folder: Path, states: Callable[[int], list[str]]) -> None:
    """`states`: those in which the screen of that number is looked at."""
    shutil.rmtree(folder / "pages", ignore_errors=True)
    (folder / "pages").mkdir()
    found = []
    for number, screen in enumerate(SCREENS):
        answer = page.goto(f"{keeper.origin}{screen}")
        assert answer
        assert answer.status == 200, screen
        (folder / f"pages/{number}.html").write_text(answer.text(), "utf-8")
        for state in states(number):
            with seen_as(page, state):
                found += [f"{screen} {state}: {each}" for each in look(page, state, [*reviews(), NOTICE, FRAME]).findings]
    assert "\n".join(sorted({*found})) == ""
    assert "\n".join(nu_findings(folder / "pages")[:9]) == ""
