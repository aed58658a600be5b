"""report.xlsx: the official form, numbers as numbers, text as text."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime

import openpyxl
import pytest

from gongkai.downloads import xlsx
from gongkai.tables import figure_text
from tests.downloads.generic import generic_report


def opened(report):
    return openpyxl.load_workbook(io.BytesIO(xlsx.content(report)))


def shown(sheet, row):
    return [cell.value for cell in sheet[row]]


def merged(sheet):
    return {str(area) for area in sheet.merged_cells.ranges}


def test_a_sheet_for_each_table_between_identity_and_figures(demo):
    report = demo.report(2020, "demo")
    titles = [table.format.title for table in report.tables.values()]
    assert opened(report).sheetnames == ["报告信息", *titles, "正文所列数"]


def test_the_first_sheet_says_whose_report_it_is(demo):
    sheet = opened(demo.report(2021, "demo"))["报告信息"]
    assert [shown(sheet, row) for row in range(1, sheet.max_row + 1)] == [
        ["示例县2021年政府信息公开工作年度报告", None],
        ["年度", "2021"],
        ["统计范围", "本级政府（汇总）"],
        ["索引号", "000000000/2022-00001"],
        ["发布机构", "示例县人民政府"],
        ["文号", "示政办发〔2022〕2号"],
        ["成文日期", "2022年1月12日"],
        ["发布日期", "2022-01-28 09:30"],
        ["统计期限", "2021年1月1日至2021年12月31日"],
        ["报告格式", "国办公开办函〔2021〕30号"],
    ]


def test_a_block_of_section_two_as_the_form_prints_it(demo):
    sheet = opened(demo.report(2020, "demo"))["行政许可和其他对外管理服务事项"]
    assert [shown(sheet, row) for row in range(1, 6)] == [
        ["2020年　行政许可和其他对外管理服务事项", None, None, None],
        ["第二十条第（五）项", None, None, None],
        ["信息内容", "上一年项目数量", "本年增/减", "处理决定数量"],
        ["行政许可", 420, -39, 8122],
        ["其他对外管理服务事项", 5, 0, 12],
    ]
    assert merged(sheet) == {"A1:D1", "A2:D2", "A6:D6"}
    assert shown(sheet, 6)[0] == "单位：上一年项目数量、本年增/减为项；处理决定数量为件"


@pytest.mark.parametrize(("year", "rows", "results"), [(2020, 23, "A7:A26"), (2021, 25, "A7:A28")])
def test_the_table_of_applications(demo, year, rows, results):
    sheet = opened(demo.report(year, "demo"))["收到和处理政府信息公开申请情况"]
    top, middle, bottom = (shown(sheet, row) for row in (2, 3, 4))
    assert top[3] == "申请人情况"
    assert middle[3:] == ["自然人", "法人或其他组织", None, None, None, None, "总计" if year == 2020 else "总结"]
    assert bottom[4:9] == ["商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他"]
    assert {"A2:C4", "D2:J2", "D3:D4", "E3:I3", "J3:J4", "A5:C5", "B9:B16", results} <= merged(sheet)
    assert shown(sheet, 5) == ["一、本年新收政府信息公开申请数量", None, None, 21, 4, 0, 1, 2, 1, 29]
    assert shown(sheet, 9)[1:4] == ["（三）不予公开", "1.属于国家秘密", 0]
    assert shown(sheet, rows + 5)[0] == "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def test_one_row_under_other_handling_where_the_report_has_one(demo):
    sheet = opened(demo.report(2021, "finance"))["收到和处理政府信息公开申请情况"]
    labels = [sheet.cell(row, 2).value for row in range(5, 28)]
    assert labels[-3:] == ["3.其他", "（七）总计", None]


def test_the_table_printed_across(demo):
    sheet = opened(demo.report(2021, "demo"))["政府信息公开行政复议、行政诉讼情况"]
    assert shown(sheet, 2)[::5] == ["行政复议", "行政诉讼", None]
    assert shown(sheet, 3)[5::5] == ["未经复议直接起诉", "复议后起诉"]
    assert shown(sheet, 4)[5:] == [*["结果维持", "结果纠正", "其他结果", "尚未审结", "总结"], *shown(sheet, 4)[10:]]
    assert shown(sheet, 5) == [2, 1, 0, 1, 4, 1, 0, 0, 0, 1, 0, 0, 0, 1, 1]
    assert {"A2:E2", "A3:A4", "F2:O2", "F3:J3", "K3:O3"} <= merged(sheet)


def test_blank_nought_and_stroke(demo):
    report = demo.report(2021, "demo")
    assert shown(opened(report)["规章和行政规范性文件"], 4) == ["规章", "/", "/", "/"]
    assert [opened(report)["行政处罚和行政强制"].cell(row, 2).value for row in (4, 5)] == [77, None]
    assert opened(report)["收到和处理政府信息公开申请情况"]["D9"].value == 0


def test_a_figure_is_a_number_and_looks_as_the_document_has_it(demo):
    amount = opened(demo.report(2020, "demo"))["政府集中采购"]["C4"]
    assert (amount.value, amount.number_format) == (22961.413, '0.000"万元"')
    remarked = opened(demo.report(2021, "demo"))["规章和行政规范性文件"]["D5"]
    assert (remarked.value, remarked.number_format) == (22, '0"（其中修订16件）"')


def test_text_never_becomes_a_formula_or_a_link(typed):
    report, problems = typed(
        {"label: 政务动态": 'label: "=HYPERLINK(1)"', "unit: 条, label: 征集意见": 'unit: "+条", label: https://x'}
    )
    assert problems == []
    sheet = opened(report)["正文所列数"]
    found = {cell.value: cell for row in sheet.iter_rows() for cell in row}
    for text in ("=HYPERLINK(1)", "+条", "https://x"):
        assert found[text].data_type == "s"
        assert found[text].hyperlink is None


def test_the_figures_of_the_prose(demo):
    sheet = opened(demo.report(2021, "demo"))["正文所列数"]
    assert [shown(sheet, row) for row in range(2, 5)] == [
        ["代号", "名称", "数", "单位", "约数"],
        ["disclosed", "全年公开政府信息", 2872, "条", None],
        ["visits", "门户网站日均访问量", 1.4, "万次", None],
    ]
    assert sheet["C4"].number_format == "0.00"
    assert sheet["E5"].value == "约"


def test_every_sheet_prints_on_a4_across_with_its_head_on_each_page(demo):
    for sheet in opened(demo.report(2021, "demo")):
        setup = sheet.page_setup
        assert (setup.paperSize, setup.orientation, setup.fitToWidth or 1, setup.fitToHeight) == (9, "landscape", 1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
    sheet = opened(demo.report(2021, "demo"))["收到和处理政府信息公开申请情况"]
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$1:$4", "D5")


def test_the_same_report_makes_the_same_file_and_names_no_machine(demo):
    report = demo.report(2021, "demo")
    content = xlsx.content(report)
    assert content == xlsx.content(report)
    about = opened(report).properties
    assert (about.title, about.creator, about.lastModifiedBy) == (report.envelope.title, None, None)
    assert about.created == about.modified == datetime(2022, 1, 12)
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_table_of_lines(tmp_path):
    sheet = opened(generic_report(tmp_path))["政府信息公开情况统计表"]
    assert [shown(sheet, row) for row in range(2, 8)] == [
        ["统计指标", "单位", "统计数"],
        ["一、主动公开情况", "——", "——"],
        ["（一）主动公开政府信息数", "条", 2874],
        ["2.支出", "万元", 1.5],
        ["=其他", "元", None],
        ["（三）未统计", "次", "/"],
    ]


def test_a_number_that_a_spreadsheet_would_alter_is_kept_as_text(demo, monkeypatch):
    monkeypatch.setattr(figure_text, "DIGITS", 7)
    amount = opened(demo.report(2020, "demo"))["政府集中采购"]["C4"]
    assert (amount.value, amount.data_type) == ("22961.413万元", "s")


def test_written_beside_the_others(demo, tmp_path):
    assert xlsx.write(demo.report(2021, "finance"), tmp_path).read_bytes() == xlsx.content(demo.report(2021, "finance"))
