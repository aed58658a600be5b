"""Printed to PDF: tagged, titled, in Chinese; every character and cell is there; header rows repeat; nothing is cut off."""

import pytest

from gongkai.measure.states import reader

from .access.paper import is_tall, paper_findings, printed, text_of

pytestmark = pytest.mark.browser

# With a form of each year, a table that runs over several sheets, charts, words in a table, a field's list and an entry.
COUNTY = ("zfxxgknb/2020/", "zfxxgknb/2020/yaoshu/", "zfxxgkzd/")
LARGE = (
    "zfxxgknb/2017/office/",
    "zfxxgknb/2024/",
    "zfxxgknb/2024/duibi/",
    "zfxxgknb/jigou/office/",
    "fdzdgknr/budgets/",
    "fdzdgknr/budgets/1/",
)


def on_paper(browser, address, paths, folder):
    with reader(browser) as page:
        found = []
        for path in paths:
            page.goto(f"{address}/{path}", wait_until="load")
            found += [f"{path or 'front page'}: {finding}" for finding in paper_findings(page, folder)]
    return found


def test_nothing_is_lost_on_paper(browser, address, tmp_path):
    assert on_paper(browser, address, COUNTY, tmp_path) == []


def test_nothing_is_lost_of_the_other_forms_and_of_tables_over_several_sheets(browser, county_address, tmp_path):
    assert on_paper(browser, county_address, LARGE, tmp_path) == []


def test_the_folded_table_of_a_chart_is_open_on_paper(browser, address, tmp_path):
    """Nobody unfolded it, and no script does."""
    with reader(browser) as page:
        page.goto(f"{address}/zfxxgknb/2020/yaoshu/", wait_until="load")
        captions = page.locator("details.gk-chart__fold:not([open]) caption").all_text_contents()
        page.pdf(path=tmp_path / "page.pdf")
    text = "".join("".join(text_of(tmp_path / "page.pdf")).split())
    assert captions
    assert [caption for caption in captions if "".join(caption.split()) not in text] == []


@pytest.mark.audit
def test_nothing_of_any_page_is_lost(browser, whole_column, tmp_path):
    assert on_paper(browser, whole_column.address, whole_column.pages, tmp_path) == []


def test_the_form_of_23_rows_has_one_sheet_turned_on_its_side(browser, address, tmp_path):
    with reader(browser) as page:
        page.goto(f"{address}/zfxxgknb/2020/", wait_until="load")
        found = printed(page, tmp_path)
    (form,) = [cells for grid, cells in zip(found.grids, found.tables, strict=True) if is_tall(grid)]
    assert sum(not cell.header for cell in form) == 1 + 23 * 7  # the empty corner is one
    assert len({cell.sheet for cell in form if cell.sheet is not None}) == 1


def test_the_browser_itself_gives_each_cell_its_headers(browser, address, tmp_path):
    """The tags of the PDF come from the accessibility tree: 行政许可 −39 has two headers, a cell of the large form five."""
    with reader(browser) as page:
        page.goto(f"{address}/zfxxgknb/2020/", wait_until="load")
        found = printed(page, tmp_path)
    said = set()
    for grid, tagged in zip(found.grids, found.tables, strict=True):
        names = {tag.id: cell.text for cell, tag in zip(grid.cells, tagged, strict=True) if tag.header}
        said |= {
            (grid.name, cell.text, *sorted(names[id] for id in tag.headers)) for cell, tag in zip(grid.cells, tagged, strict=True)
        }
    assert ("第二十条第（五）项 行政许可和其他对外管理服务事项", "−39", "本年增/减处", "行政许可") in said
    path = ["三、本年度办理结果", "（三）不予公开", "3.危及“三安全一隐患”", "申请人情况", "法人或其他组织", "科研机构"]
    assert ("收到和处理政府信息公开申请情况", "0", *sorted(path)) in said
