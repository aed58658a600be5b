"""Every data cell reaches the whole path of its headers: by the HTML Standard's algorithm, and in what the browser itself says."""

import pytest
from lxml import html

from gongkai.measure.pages import pages, sample
from gongkai.measure.states import reader

from .access.grid import assigned, grids, lost_paths

COLUMNS = ("site", "demo_site", "county_site")
FAIR = 250  # pages of each kind in turn; the audit takes all, a county's catalogue has thousands


def tree(site, path):
    return html.parse(str(site / path / "index.html"), html.HTMLParser(encoding="utf-8")).getroot()


@pytest.mark.parametrize("column", COLUMNS)
def test_every_cell_has_its_whole_path(column, request):
    site = request.getfixturevalue(column)
    read = {path: tree(site, path) for path in sample(pages(site), FAIR)}
    assert sum(len(grid.data) for page in read.values() for grid in grids(page)) >= 400
    assert [f"{path}: {lost}" for path, page in read.items() for lost in lost_paths(page)] == []


@pytest.mark.audit
def test_every_cell_of_the_whole_county(whole_county_site):
    read = {path: tree(whole_county_site, path) for path in pages(whole_county_site)}
    assert [f"{path}: {lost}" for path, page in read.items() for lost in lost_paths(page)] == []


# Site, page, the start of the table's title, the path by name, the cell.
GOLDEN = [
    ("site", "zfxxgknb/2020/", "第二十条第（一）项", ["规章", "本年新制作数量"], "0"),
    ("site", "zfxxgknb/2020/", "第二十条第（一）项", ["规范性文件", "对外公开总数量"], "20"),
    ("site", "zfxxgknb/2020/", "第二十条第（五）项", ["行政许可", "上一年项目数量"], "420"),
    ("site", "zfxxgknb/2020/", "第二十条第（五）项", ["行政许可", "本年增/减处"], "−39"),
    ("site", "zfxxgknb/2020/", "第二十条第（八）项", ["行政事业性收费", "本年增/减"], "−3"),
    ("site", "zfxxgknb/2020/", "第二十条第（九）项", ["政府集中采购", "采购总金额"], "22961.413万元"),
    ("site", "zfxxgknb/2020/", "收到和处理", ["一、本年新收政府信息公开申请数量", "申请人情况", "自然人"], "0"),
    (
        *("site", "zfxxgknb/2020/", "收到和处理"),
        ["三、本年度办理结果", "（三）不予公开", "3.危及“三安全一隐患”", "申请人情况", "法人或其他组织", "科研机构"],
        "0",
    ),
    ("site", "zfxxgknb/2020/", "政府信息公开行政复议", ["行政复议", "总结"], "0"),
    ("site", "zfxxgknb/2020/", "政府信息公开行政复议", ["行政诉讼", "复议后起诉", "其他其结果"], "0"),
    ("demo_site", "zfxxgknb/2021/", "第二十条第（一）项", ["行政规范性文件", "现行有效件数"], "22（其中修订16件）"),
    ("site", "ysqgk/", "收到申请的日期怎样算", ["当面提交", "收到申请之日（第三十一条）"], "提交之日"),
]


@pytest.mark.parametrize("golden", GOLDEN, ids=[" › ".join(entry[3]) for entry in GOLDEN])
def test_the_path_of_a_named_cell(golden, request):
    column, path, title, names, text = golden
    page = tree(request.getfixturevalue(column), path)
    tables = [grid for grid in grids(page) if grid.name.startswith(title)]
    found = [cell.text for grid in tables for cell in grid.data if [head.text for head in assigned(grid, cell)] == names]
    assert found == [text]


def test_an_indented_row_belongs_to_the_rows_above_it(county_site):
    page = tree(county_site, "zfxxgknb/2017/office/")
    (table,) = grids(page)
    paths = [[head.text for head in assigned(table, cell)] for cell in table.data]
    assert ["一、主动公开情况", "（一）主动公开政府信息数", "统计数"] in paths


@pytest.mark.browser
def test_the_browser_names_an_indented_row_with_the_rows_above_it(browser, county_site):
    with reader(browser) as page:
        page.goto((county_site / "zfxxgknb/2017/office/index.html").as_uri())
        said = page.locator("#table-statistics table").aria_snapshot()
    assert 'rowheader "一、主动公开情况 （一）主动公开政府信息数"' in said


ROW_HEAD = """scroller => {
  scroller.scrollLeft = 10000;
  const frame = scroller.getBoundingClientRect();
  const boxes = [...scroller.querySelectorAll('tbody tr')].map(row => [...row.querySelectorAll('th')].pop().getBoundingClientRect());
  return {moved: scroller.scrollLeft, kept: boxes.every(box => Math.abs(box.left - frame.left) < 2), share: Math.max(...boxes.map(box => box.width / frame.width))};
}"""


@pytest.mark.browser
@pytest.mark.parametrize("state", ["phone", "largest text on a phone"])
def test_on_a_phone_a_row_keeps_its_name_while_its_figures_slide_by(browser, address, state):
    with reader(browser, state) as page:
        page.goto(f"{address}/zfxxgknb/2020/", wait_until="load")
        seen = page.locator("#table-requests .gk-table__scroll").evaluate(ROW_HEAD)
    assert seen["moved"] > 100
    assert seen["kept"]
    assert seen["share"] <= 0.55  # the figures have the rest


@pytest.mark.browser
def test_on_a_desktop_a_form_is_seen_whole(browser, address):
    with reader(browser, "desktop") as page:
        page.goto(f"{address}/zfxxgknb/2020/", wait_until="load")
        hidden = page.evaluate(
            "[...document.querySelectorAll('figure .gk-table__scroll')].map(it => it.scrollWidth - it.clientWidth)"
        )
    assert len(hidden) == 7
    assert max(hidden) <= 0


# The line that names a group of rows: within the screen, whole, above the name of its first row.
GROUPS = """scroller => {
  scroller.scrollLeft = 10000;
  return [...scroller.querySelectorAll('tbody .gk-table__group')].map(group => {
    const box = group.getBoundingClientRect(), name = document.createRange();
    name.selectNodeContents([...group.closest('tr').querySelectorAll('th')].pop());
    return {name: group.textContent, left: box.left, whole: group.scrollWidth <= group.clientWidth && box.right <= innerWidth, above: box.bottom <= name.getBoundingClientRect().top};
  });
}"""


@pytest.mark.browser
@pytest.mark.parametrize("state", ["phone", "zoomed to 400 %", "largest text on a phone"])
def test_on_a_phone_a_line_names_each_group_of_rows(browser, address, state):
    with reader(browser, state) as page:
        page.goto(f"{address}/zfxxgknb/2020/", wait_until="load")
        seen = page.locator("#table-requests .gk-table__scroll").evaluate(GROUPS)
    assert [group["name"] for group in seen][:3] == ["三、本年度办理结果", "（三）不予公开", "（四）无法提供"]
    assert [group for group in seen if abs(group["left"]) > 1 or not group["whole"] or not group["above"]] == []


FORMED = """<table><caption>表</caption><thead><tr><td></td><th scope="col">甲</th><th scope="col">乙</th></tr></thead>
<tbody><tr><th scope="row">一</th><td>1</td><td>2</td></tr></tbody></table>"""


@pytest.mark.parametrize(
    ("old", "new", "finding"),
    [
        ('<th scope="col">甲</th>', "<th>甲</th>", "没有 scope"),
        ('<th scope="col">甲</th>', '<th scope="col"></th>', "表头是空的"),
        ('<th scope="row">一</th>', "<td>一</td>", "的表头是"),
        ("<td>1</td>", '<td headers="nowhere">1</td>', "的表头是 []"),
        ("<caption>表</caption>", "", "没有标题"),
        ('<th scope="col">甲</th>', '<th scope="row">甲</th>', "只凭 scope"),
    ],
)
def test_a_lost_path_is_told(old, new, finding):
    assert lost_paths(html.fragment_fromstring(f"<div>{FORMED}</div>")) == []
    found = lost_paths(html.fragment_fromstring(f"<div>{FORMED.replace(old, new)}</div>"))
    assert any(finding in one for one in found), found
