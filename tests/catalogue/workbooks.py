"""Workbooks, Word files and pages as offices have them: two header rows, merged cells, 同上, headers again on each page, lost fonts."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import Path

import docx
import openpyxl

TOP = (
    "序号",
    "公 开 事 项",
    "",
    "公开内容（要素）",
    "公开依据",
    "公开时限",
    "公开主体",
    "公开渠道和载体",
    "公开对象",
    "",
    "公开方式",
    "",
    "公开层级",
    "",
    "责任科室",
    "咨询电话",
)
SUB = ("", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请", "县级", "乡、村级", "", "")
WIDTH = len(TOP)
MERGED = [(0, 1), (1, 2), *((column, 1) for column in range(3, 8)), (8, 2), (10, 2), (12, 2), (14, 1), (15, 1)]
LIMIT = "制定或获取信息之日起10个工作日内"
ROWS: tuple[tuple[str, ...], ...] = (
    (
        "1",
        "综合业务",
        "政策法规文件",
        "1.法律\n2.规章",
        "《条例》",
        LIMIT,
        "云溪县民政局",
        "■政府网站 □政府公报 ■其他＿微博＿",
        "√",
        "",
        "√",
        "",
        "√",
        "√",
        "救助股",
        "0000-1",
    ),
    ("2", "", "监督 检查", "监督电话", "同上", "同上", "同上", "þ政府网站\n¨公开查阅点", "√", "", "√", "", "√", "", "同上", ""),
    (
        *("序号", "公开事项", "", "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体", "公开对象"),
        *("", "公开方式", "", "公开层级", "", "责任科室", "咨询电话"),
    ),
    ("", "一级事项", "二级事项", "", "", "", "", "", "全社会", "特定群体", "主动", "依申请", "县级", "乡、村级", "", ""),
    (
        "1",
        "最低生活保障",
        "审核信息",
        "=1+1",
        "《办法》",
        f"{LIMIT}，公示7个工作日",
        "镇人民政府",
        "■政府网站口公开查阅点■社区/企事业单位/村公示栏(电子屏)",
        "",
        "√ 申请人",
        "",
        "√",
        "□",
        "✓",
        "",
        "024-42118066",
    ),
    ("0505", "", "审批信息", "审批结果", "", "长期公开", "", "t政府网站", "R", "", "√", "", "", "是", "", ""),
    *((("", "- 2 -", *[""] * 14),)),
)
VERTICAL = ((0, 2), (4, 2))  # 一级事项 merged downwards: first row of ROWS, height


def workbook(
    target: Path, rows: Sequence[Sequence[str]] = ROWS, sheet: str = "社会救助", vertical: Sequence[tuple[int, int]] = VERTICAL
) -> Path:
    book = openpyxl.Workbook()
    page = book.active
    page.title = sheet
    page.append(["云溪县社会救助领域基层政务公开标准目录"])
    page.merge_cells(start_row=1, end_row=1, start_column=1, end_column=WIDTH)
    for row in (TOP, SUB, *rows):
        page.append([text or None for text in row])
    for row in page.iter_rows():
        for cell in row:
            if cell.value is not None and str(cell.value).startswith("="):
                cell.data_type = "s"
    for column, wide in MERGED:
        page.merge_cells(start_row=2, end_row=2 if wide > 1 else 3, start_column=column + 1, end_column=column + wide)
    for first, height in vertical:
        page.merge_cells(start_row=first + 4, end_row=first + 3 + height, start_column=2, end_column=2)
    book.save(target)
    return target


def word_file(target: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    document = docx.Document()
    document.add_paragraph("社会救助领域基层政务公开标准目录")
    table = document.add_table(rows=0, cols=WIDTH)
    for row in (TOP, SUB, *rows):
        cells = table.add_row().cells
        for cell, text in zip(cells, row, strict=True):
            cell.text = text
    for column, wide in MERGED:
        low = 0 if wide > 1 else 1
        keep = table.cell(0, column).text
        table.cell(0, column).merge(table.cell(low, column + wide - 1)).text = keep
    for first, height in VERTICAL:
        keep = table.cell(first + 2, 1).text
        table.cell(first + 2, 1).merge(table.cell(first + 1 + height, 1)).text = keep
    document.save(str(target))
    return target


def web_page(target: Path, rows: Sequence[Sequence[str]] = ROWS) -> Path:
    """Vertical merges as rowspan; the header's too."""
    lines = ["<html><head><meta charset=utf-8></head><body><h1>社会救助领域基层政务公开标准目录</h1><table>", "<tr>"]
    lines += [f"<th {f'colspan={wide}' if wide > 1 else 'rowspan=2'}>{TOP[column]}</th>" for column, wide in MERGED]
    lines += ["</tr><tr>", *(f"<th>{text}</th>" for text in SUB if text), "</tr>"]
    under = {first + step for first, height in VERTICAL for step in range(1, height)}
    heights = dict(VERTICAL)
    for number, row in enumerate(rows):
        lines.append("<tr>")
        for column, text in enumerate(row):
            if column == 1 and number in under:
                continue
            span = f" rowspan={heights[number]}" if column == 1 and number in heights else ""
            lines.append(f"<td{span}>{escape(text).replace(chr(10), '<br>')}</td>")
        lines.append("</tr>")
    target.write_text("\n".join([*lines, "</table></body></html>"]), "utf-8")
    return target
