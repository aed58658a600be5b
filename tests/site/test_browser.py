"""What a reader meets in a real browser: no request elsewhere, tables that name their headers, paper, no JavaScript."""

import re
import subprocess

import pytest

pytestmark = pytest.mark.browser
REPORT = "zfxxgknb/2020/"


@pytest.fixture
def page(browser, request):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def test_pages_ask_no_other_host_and_fail_nowhere(page, address):
    asked, failed, errors = [], [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    for path in ("", "zfxxgkzn/", "zfxxgkzd/", "fdzdgknr/", "zfxxgknb/", REPORT, "ysqgk/", "jiansuo/"):
        page.goto(f"{address}/{path}", wait_until="networkidle")
    host = address.removesuffix("/zwgk")
    assert [url for url in asked if not url.startswith((host, "data:", "blob:"))] == []
    assert failed == []
    assert errors == []


HEADER_PATHS = """() => [...document.querySelectorAll('.gk-table tbody td')].map(cell =>
  [cell.headers.split(' ').map(id => document.getElementById(id).firstChild.textContent.trim()), cell.textContent.trim()])"""

GOLDEN = [
    (["规章", "本年新制作数量"], "0"),
    (["规范性文件", "对外公开总数量"], "20"),
    (["行政许可", "上一年项目数量"], "420"),
    (["行政许可", "本年增/减处"], "−39"),
    (["行政事业性收费", "本年增/减"], "−3"),
    (["政府集中采购", "采购总金额"], "22961.413万元"),
    (["一、本年新收政府信息公开申请数量", "申请人情况", "自然人"], "0"),
    (["三、本年度办理结果", "（三）不予公开", "3.危及“三安全一隐患”", "申请人情况", "法人或其他组织", "科研机构"], "0"),
    (["行政复议", "总结"], "0"),
    (["行政诉讼", "复议后起诉", "其他其结果"], "0"),
]


def test_every_figure_names_its_whole_header_path(page, address):
    page.goto(f"{address}/{REPORT}")
    cells = page.evaluate(HEADER_PATHS)
    assert len(cells) == 6 + 6 + 6 + 2 + 2 + 161 + 15
    for path, text in GOLDEN:
        assert [path, text] in cells


def test_the_browser_itself_gives_each_cell_its_headers(page, address):
    """Through the accessibility tree: rows, cells and headers as a screen reader walks them."""
    page.goto(f"{address}/{REPORT}")
    tree = page.locator("#table-licensing table").aria_snapshot()
    assert 'columnheader "本年增/减处"' in tree
    assert 'rowheader "行政许可"' in tree
    assert 'row "行政许可 420 −39 0"' in tree


def test_everything_is_there_without_javascript(browser, address):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}/{REPORT}")
    assert page.locator(".gk-table").count() == 7
    assert page.get_by_role("link", name="依申请公开").first.is_visible()
    page.get_by_role("navigation", name="目录").get_by_role("link", name="八、政府信息公开行政复议和行政诉讼情况").first.click()
    assert page.url.endswith("#review_litigation")
    context.close()


@pytest.mark.parametrize("width", [360, 768, 1280])
def test_a_page_never_scrolls_sideways(browser, address, width):
    context = browser.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    for path in ("", REPORT, "fdzdgknr/", "ysqgk/", "zfxxgkzd/", "jiansuo/"):
        page.goto(f"{address}/{path}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width, path
    context.close()


def test_on_paper_no_column_is_lost(page, address, tmp_path):
    page.goto(f"{address}/{REPORT}", wait_until="networkidle")
    in_tables = page.evaluate("[...document.querySelectorAll('.gk-table :is(th, td)')].map(cell => cell.textContent)")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True, tagged=True)
    text = subprocess.run(["pdftotext", "-layout", tmp_path / "page.pdf", "-"], capture_output=True, text=True, check=True).stdout
    printed = re.sub(r"\s", "", text)
    for label in {re.sub(r"\s", "", cell) for cell in in_tables if re.search("[一-鿿]", cell)}:
        assert all(character in printed for character in label)
    rows = [line for line in text.splitlines() if re.search(r"(\s0){7}\s*$", re.sub(r"\s+", " ", line))]
    assert len(rows) >= 23
    assert re.search(r"(0\s+){14}0", text), "the row of fifteen figures is whole"


def test_the_tall_form_has_a_sheet_of_its_own_turned_on_its_side(page, address, tmp_path):
    page.goto(f"{address}/{REPORT}", wait_until="networkidle")
    page.pdf(path=tmp_path / "page.pdf", prefer_css_page_size=True)
    pages = subprocess.run(["pdfinfo", "-l", "99", tmp_path / "page.pdf"], capture_output=True, text=True, check=True).stdout
    sideways = [
        number for number, wide, high in re.findall(r"Page +(\d+) size: +([\d.]+) x ([\d.]+)", pages) if float(wide) > float(high)
    ]
    assert len(sideways) == 1
