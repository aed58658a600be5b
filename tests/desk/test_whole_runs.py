"""Five whole runs of a clerk: from what an office has to the page that readers see, with the keyboard and nothing else.

Each prints its keys and its minutes (`pytest -s`). The city's own document is not ours to give away: `GONGKAI_SAMPLES=folder`.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest
from lxml import html
from openpyxl.cell.cell import MergedCell

from gongkai.catalogue import load_catalogue
from gongkai.collection import load_collection
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from tests.catalogue.workbooks import LIMIT, MERGED, SUB, TOP
from tests.conftest import DEMO
from tests.desk.test_catalogue import undo_merges
from tests.desk.whole_run import Run, live_page, sitting_down
from tests.imports.forms import as_docx, report

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
SAMPLES = os.environ.get("GONGKAI_SAMPLES", "")
SEED = Path(__file__).parents[2] / "data/reports/2020/zhengning/source/正宁县2020年政府信息公开工作年度报告.txt"


@pytest.fixture
def county(tmp_path: Path) -> Path:
    shutil.copytree(DEMO, tmp_path / "data")
    return tmp_path / "data"


def stated(data: Path, year: int, agency: str) -> Report:
    found = load_collection(data)[0].report(year, agency)
    assert found
    return found


def only(data: Path, agency: str, name: str) -> None:
    """The county of one agency that has no report yet."""
    shutil.rmtree(data / "reports")
    (data / "redirects.yml").unlink()
    (data / "agencies.yml").write_text(f"{agency}: {{name: {name}, kind: government}}\n", "utf-8")
    site = (data / "site.yml").read_text("utf-8").replace("示例县人民政府", name).replace("agency: demo", f"agency: {agency}")
    (data / "site.yml").write_text(site, "utf-8")


# ---- From the office's document to the published page


def from_document(run: Run, file: Path, year: int, published: str) -> int:
    run.go("导入文件")
    run.pick("report", str(year), f"{year} 年度")
    run.choose("file", file)
    run.go("导入")
    assert "已写成草稿" in run.page.inner_text("#said"), run.text
    places = run.compared("Zhang")
    run.go("回到这份报告")
    run.made_ready(published)
    return places


@pytest.mark.audit
@pytest.mark.parametrize("case", ["pdf", "seed"])
def test_from_the_office_s_document_to_the_published_page(case: str, county: Path, browser: Browser, tmp_path: Path) -> None:
    if case == "pdf" and not SAMPLES:
        pytest.skip("GONGKAI_SAMPLES does not say where the published files are")
    agency, name, year, file, day = {
        "pdf": ("huaian", "淮安市人民政府", 2024, Path(SAMPLES) / "huaian-2024.pdf", "2025-01-28"),
        "seed": ("zhengning", "正宁县人民政府", 2020, SEED, "2021-01-28"),
    }[case]
    only(county, agency, name)
    with sitting_down(browser, county) as run:
        places = from_document(run, file, year, day)
        run.published(tmp_path / "live")
        run.told(f"{file.name} to the published page, {places} places compared")
    assert places > 150
    page = html.fromstring(live_page(tmp_path / "live", f"zfxxgknb/{year}"))
    assert "".join(page.xpath("string(//h1)").split()) == stated(county, year, agency).envelope.title
    assert (county / f"reports/{year}/{agency}/source" / file.name).read_bytes() == file.read_bytes()


# ---- A new year by the Excel form


def filled_in(file: Path) -> Path:
    """By somebody who has it open in Excel: every cell that may be filled, 0 but in a few."""
    book = openpyxl.load_workbook(file)
    for sheet in book.worksheets[1:]:
        for row in sheet.iter_rows():
            for cell in row:
                if not cell.protection.locked and not isinstance(cell, MergedCell):
                    cell.value = 0
    front = book.worksheets[0]
    front["B10"], front["B12"] = "张三", "2026-01-10"
    requests = next(sheet for sheet in book.worksheets if sheet.title.startswith("三"))
    for cell in ("D6", "J6", "D8", "J8", "D29", "J29"):
        requests[cell] = 3
    book.save(file)
    return file


@pytest.mark.audit
def test_a_new_year_by_the_excel_form(county: Path, browser: Browser, tmp_path: Path) -> None:
    with sitting_down(browser, county) as run:
        run.go("填报表")
        file = filled_in(run.download("示例县财政局", tmp_path / "交回.xlsx"))
        run.choose("files", file)
        run.go("读进来")
        assert "收下 1 份，退回 0 份" in run.text, run.text
        run.go("打开这份报告")
        for part, sentence in (
            ("文字：一、总体情况", "Yi, er."),
            ("文字：五、存在的主要问题及改进情况", "San."),
            ("文字：六、其他需要报告的事项", "Si."),
        ):
            run.go(part)
            run.fill("text", sentence)
            run.go("保存这一节")
            run.go("回到这份报告")
        run.made_ready("2026-01-20")
        run.published(tmp_path / "live")
        run.told("a new year by the Excel form")
    found = stated(county, 2025, "finance")
    assert found.tables["requests"].cells["received"]["total"].figure == 3
    assert "Yi, er." in live_page(tmp_path / "live", "zfxxgknb/2025/finance")


# ---- A printed mistake accepted


@pytest.mark.audit
def test_a_printed_mistake_is_accepted(county: Path, browser: Browser, tmp_path: Path) -> None:
    title = "示例县财政局2022年政府信息公开工作年度报告"
    printed = {"requests.received.total": "3O7"}
    blocks = report(formats()["2021"], lambda *cell: printed.get(".".join(cell), "0"), title)
    (tmp_path / "年报.docx").write_bytes(as_docx(blocks))
    with sitting_down(browser, county) as run:
        run.go("导入文件")
        run.pick("report", "2022", "2022 年度 示例县财政局")
        run.choose("file", tmp_path / "年报.docx")
        run.press("Tab")
        run.press("Space")
        run.go("导入")
        assert "已写成草稿" in run.page.inner_text("#said"), run.text
        run.compared("Zhang")
        run.go("回到这份报告")
        run.go("检查结果")
        run.go("说明")
        run.reach("why")
        run.type("Yuanjian ruci.")
        run.press("Tab", 3)
        run.press("Space")
        run.go("写明理由，不改")
        run.go("回到这份报告")
        run.made_ready("2023-01-20")
        run.published(tmp_path / "live")
        run.told("a printed mistake accepted")
    found = stated(county, 2022, "finance")
    assert [each.reason for each in found.envelope.accepted] == ["Yuanjian ruci."]
    assert "3O7" in live_page(tmp_path / "live", "zfxxgknb/2022/finance")


# ---- A correction after sealing


@pytest.mark.audit
def test_a_correction_after_sealing(county: Path, browser: Browser, tmp_path: Path) -> None:
    with sitting_down(browser, county) as run:
        run.published(tmp_path / "live")
        sealed(run)
        assert len(stated_seals(county)) == 1
        run.go("总览")
        run.go("已封存：示例县人民政府2021年度")
        run.go("表格：二、主动公开政府信息情况")
        run.go(id="cell-licensing.administrative_licensing.decisions")
        run.fill("now", "77")
        run.reach("why")
        run.type("Louji yi jian.")
        run.go("更正")
        assert "已更正" in run.page.inner_text("#said"), run.text
        run.go("公布")
        sealed(run)
        run.published(tmp_path / "live")
        run.go("核对")
        run.waited("核对：做完了")
        run.told("a correction after sealing")
    assert len(stated_seals(county)) == 2
    (revision,) = stated(county, 2021, "demo").envelope.revisions[-1:]
    assert (revision.why, str(revision.now)) == ("Louji yi jian.", "77")
    assert "Louji yi jian." in live_page(tmp_path / "live", "zfxxgknb/2021")


def sealed(run: Run) -> None:
    run.pick("year", "2021", "2021")
    run.go("封存这一年")
    run.waited("封存 2021 年：做完了")


def stated_seals(data: Path) -> tuple[object, ...]:
    collection, _ = load_collection(data)
    found = collection.report(2021, "demo")
    assert found
    return collection.sealed(found)


# ---- A catalogue, and its next year


def test_a_catalogue_of_sixty_rows_is_taken_in_and_changed_next_year(county: Path, browser: Browser, tmp_path: Path) -> None:
    sixty_rows(tmp_path / "目录.xlsx")
    with sitting_down(browser, county) as run:
        taken(run, tmp_path / "目录.xlsx", "新增 60 条，改动 0 条，取消 0 条")
        file = run.download("社会救助，下载", tmp_path / "下一年.xlsx")
        changed(file)
        taken(run, file, "新增 1 条，改动 1 条，取消 1 条")
        run.go("社会救助的条目")
        run.go("事项1 › 子项2")
        run.fill("field-basis", "Tiaoli")
        run.go("保存")
        run.told("a catalogue of 60 rows taken in, and changed next year")
    entries = load_catalogue(county / "catalogue")[0].by_field["social-assistance"].entries
    assert len(entries) == 60
    assert [entry.submatter for entry in entries][-2:] == ["子项60", "新子项"]
    assert {entry.submatter: entry for entry in entries}["子项5"].content == "改过的内容"
    assert {entry.submatter: entry for entry in entries}["子项2"].basis == "Tiaoli"
    assert "子项7" not in {entry.submatter for entry in entries}
    assert len({entry.id for entry in entries}) == 60


def sixty_rows(file: Path) -> None:
    """As the State's table is printed."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet
    sheet.title = "社会救助"
    sheet.append(TOP)
    sheet.append(SUB)
    for start, width in MERGED:
        end_row, end_column = (1, start + width) if width > 1 else (2, start + 1)
        sheet.merge_cells(start_row=1, start_column=start + 1, end_row=end_row, end_column=end_column)
    for n in range(1, 61):
        who = (f"云溪县民政局{n}", "■政府网站", "√", "", "√", "", "√", "", "救助股", "0000-1")
        sheet.append((str(n), f"事项{n // 10 + 1}", f"子项{n}", f"内容{n}", "《条例》", LIMIT, *who))
    book.save(file)


def taken(run: Run, file: Path, counts: str) -> None:
    run.go("目录")
    run.choose("file", file)
    run.go("看看会改什么")
    assert counts in run.text, run.text
    run.go("照这样写入")
    assert "已写入" in run.page.inner_text("#said")


def changed(file: Path) -> None:
    """One entry says something else, one went, one came."""
    book = openpyxl.load_workbook(file)
    sheet = book.active
    assert sheet
    at = {str(cell.value): cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    undo_merges(sheet, at["内容1"].row)
    at["内容5"].value = "改过的内容"
    new = sheet.max_row + 1
    for column in range(1, sheet.max_column + 1):
        sheet.cell(new, column, sheet.cell(at["内容60"].row, column).value)
    sheet.cell(new, 1, 61)
    sheet.cell(new, at["子项60"].column, "新子项")
    sheet.cell(new, at["内容60"].column, "新内容")
    ids = next(cell.column for row in sheet.iter_rows(max_row=4) for cell in row if "条目代号" in str(cell.value or ""))
    sheet.cell(new, ids).value = None
    sheet.delete_rows(at["内容7"].row)
    book.save(file)
