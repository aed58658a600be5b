"""The forms, drawn on the fly from the formats: with merged cells as an office's Word file has them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from html import escape

import docx
from docx.document import Document
from docx.table import Table

from gongkai.imports.label_matching import header_of
from gongkai.reports.report import Cell as CellRead
from gongkai.reports.report import Report
from gongkai.statute.formats import Format, FormatTable, Line

Value = Callable[[str, str, str], str]
"""What the cell of a table, row and column says; a row that the format does not prescribe goes by its number."""

INDICATORS = (  # label and unit; a row without a unit groups others, and some labels stand in two groups
    *(("一、主动公开情况", ""), ("（一）主动公开政府信息数", "条"), ("其中：主动公开规范性文件数", "条")),
    *(("制发规范性文件总数", "件"), ("（二）通过不同渠道公开的情况", ""), ("1.政府网站公开数", "条"), ("2.其他方式公开数", "条")),
    *(("二、回应解读情况", ""), ("（一）回应热点数（不同方式回应同一热点计1次）", "次"), ("（二）通过不同渠道回应的情况", "")),
    *(("1.政府网站公开数", "篇"), ("2.其他方式公开数", "次"), ("三、行政复议数量", "件"), ("（一）被依法纠错数", "件")),
    *(("（二）其他情形数", "件"), ("四、行政诉讼数量", "件"), ("（一）被依法纠错数", "件"), ("（二）其他情形数", "件")),
    *(("五、收取的费用", "万元"), ("六、会议和培训情况", ""), ("（一）接受培训人员数", "人次")),
)


@dataclass(frozen=True)
class Cell:
    text: str
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1


Block = str | list[Cell]


def report(format: Format, value: Value, title: str = "云溪县2022年政府信息公开工作年度报告") -> list[Block]:
    """A whole report: title, introduction, each section with a paragraph and its tables."""
    blocks: list[Block] = [title, "本报告所列数据的统计期限自2022年1月1日起至2022年12月31日。"]
    for section in format.sections:
        blocks += [section.label, f"这是{section.name}。"]
        tables = [table for table in format.tables if table.section == section.id]
        captioned = [table for table in tables if table.caption]
        blocks += [stacked(captioned, value)] if captioned else []
        blocks += [across(table, value) if table.across else down(table, value) for table in tables if not table.caption]
    for table in format.tables:
        if table.generic:
            blocks += ["一、基本工作", "这是基本工作。", "二、统计表", table.caption, indicators(table, value), "三、存在的问题"]
    return blocks


def indicators(table: FormatTable, value: Value) -> list[Cell]:
    """An indicator a row, —— beside those that group others."""
    assert table.generic
    cells = list(beside([line.label for line in table.generic.lines], 0, [1, 1, 1], 0))
    for number, (label, unit) in enumerate(INDICATORS, start=1):
        figure = value(table.id, str(number), table.generic.figure.id) if unit else "——"
        cells += beside([label, unit or "——", figure], number, [1, 1, 1], 0)
    return cells


def wanted(format: Format) -> list[str]:
    """The address of every cell of the form."""
    there = [f"{t.id}.{row.id}.{column.id}" for t in format.tables for row in t.leaf_rows for column in t.leaf_columns]
    for table in format.tables:
        rows = enumerate(INDICATORS, start=1) if table.generic else ()
        there += [f"{table.id}.{number}.figure" for number, (_, unit) in rows if unit]
    return there


def cells_of(report: Report) -> dict[str, CellRead]:
    """Every cell that was read by its address."""
    found: dict[str, CellRead] = {}
    for table in report.tables.values():
        found |= dict(table.addressed())
        rows = enumerate(table.generic, start=1)
        found |= {f"{table.format.id}.{number}.figure": row.cell for number, row in rows if row.cell}
    return found


def stacked(tables: Iterable[FormatTable], value: Value) -> list[Cell]:
    """The blocks of section 二, one below the other in one grid of four columns, each under its caption."""
    cells: list[Cell] = []
    row = 0
    for table in tables:
        columns = list(table.leaf_columns)
        widths = [*([1] * (len(columns) - 1)), 3 - (len(columns) - 1)]
        cells.append(Cell(table.caption, row, 0, colspan=4))
        cells.append(Cell(table.stub, row + 1, 0))
        cells += beside([column.label for column in columns], row + 1, widths)
        for number, line in enumerate(table.leaf_rows, start=row + 2):
            cells.append(Cell(line.label, number, 0))
            cells += beside([value(table.id, line.id, column.id) for column in columns], number, widths)
        row += 2 + len(table.leaf_rows)
    return cells


def beside(texts: list[str], row: int, widths: list[int], column: int = 1) -> Iterator[Cell]:
    for text, width in zip(texts, widths, strict=True):
        yield Cell(text, row, column, colspan=width)
        column += width


def down(table: FormatTable, value: Value) -> list[Cell]:
    """Row labels of three levels at the left, header of three levels above, the rule in the corner."""
    stubs, heads = (max(line.depth for line in lines) for lines in (table.rows, table.columns))
    cells = [Cell(table.note, 0, 0, heads, stubs), *head_cells(table.columns, 0, stubs, heads)]
    cells += side_cells(table.rows, heads, 0, stubs)
    for number, row in enumerate(table.leaf_rows, start=heads):
        cells += beside([value(table.id, row.id, c.id) for c in table.leaf_columns], number, [1] * len(table.leaf_columns), stubs)
    return cells


def head_cells(lines: Iterable[Line], row: int, column: int, depth: int) -> Iterator[Cell]:
    for line in lines:
        width = len(list(line.leaves()))
        yield Cell(line.label, row, column, 1 if line.members else depth - row, width)
        yield from head_cells(line.members, row + 1, column, depth)
        column += width


def side_cells(lines: Iterable[Line], row: int, column: int, depth: int) -> Iterator[Cell]:
    for line in lines:
        height = len(list(line.leaves()))
        yield Cell(line.label, row, column, height, 1 if line.members else depth - column)
        yield from side_cells(line.members, row, column + 1, depth)
        row += height


def across(table: FormatTable, value: Value) -> list[Cell]:
    """One row of figures below a header of three levels."""
    top = header_of(table)
    depth = max(line.depth for line in top)
    values = [value(table.id, row.id, column.id) for row in table.leaf_rows for column in table.leaf_columns]
    return [*head_cells(top, 0, 0, depth), *beside(values, depth, [1] * len(values), 0)]


# The three kinds of file


def as_text(blocks: Iterable[Block]) -> bytes:
    """One cell a line. A cell that goes on from above is a lone tab; one merged sideways stands once."""
    out: list[str] = []
    for block in blocks:
        if isinstance(block, str):
            out.append(f"{block}\n")
            continue
        for row in text_rows(block):
            out += [*(f"\t{text}\n" for text in row), "\n"]
    return "".join(out).encode()


def as_tabs(blocks: Iterable[Block]) -> bytes:
    """A row a line, a tab between its cells."""
    lines: list[str] = []
    for block in blocks:
        lines += [block] if isinstance(block, str) else ["\t".join(row) for row in text_rows(block)]
        lines.append("")
    return "\n".join(lines).encode()


def text_rows(cells: list[Cell]) -> Iterator[list[str]]:
    for row in range(max(cell.row + cell.rowspan for cell in cells)):
        here = sorted((cell for cell in cells if cell.row <= row < cell.row + cell.rowspan), key=lambda cell: cell.column)
        yield [cell.text if cell.row == row else "" for cell in here]


def as_md(blocks: Iterable[Block], *, bars: bool) -> str:
    """Section heads with marks; tables with bars, or as a web page has them."""
    parts = []
    for block in blocks:
        if isinstance(block, str):
            parts.append(f"## {block}" if block[1:2] == "、" else block)
        elif bars:
            first, *rest = [f"| {' | '.join(row)} |" for row in text_rows(block)]
            parts.append("\n".join([first, "|---" * first.count("|") + "|", *rest]))
        else:
            html = as_html([block]).decode()
            parts.append(html[html.index("<table>") : html.index("</table>") + len("</table>")])
    return "\n\n".join(parts)


def as_html(blocks: Iterable[Block], *, spans: bool = True, encoding: str = "utf-8", around: tuple[str, str] = ("", "")) -> bytes:
    body = "\n".join(f"<p>{escape(block)}</p>" if isinstance(block, str) else html_table(block, spans=spans) for block in blocks)
    head = f'<html><head><meta charset="{encoding}"><title>门户网站</title><style>p {{}}</style></head>'
    return f"{head}<body>{around[0]}<div class=content>{body}</div>{around[1]}</body></html>".encode(encoding)


def html_table(cells: list[Cell], *, spans: bool) -> str:
    if not spans:
        return (
            "<table>"
            + "".join("<tr>" + "".join(f"<td>{escape(t)}</td>" for t in row) + "</tr>" for row in text_rows(cells))
            + "</table>"
        )
    rows: dict[int, str] = {}
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        inside = f'<td rowspan="{cell.rowspan}" colspan="{cell.colspan}"><p><span>{escape(cell.text) or "&nbsp;"}</span></p></td>'
        rows[cell.row] = rows.get(cell.row, "") + inside
    return "<table>" + "".join(f"<tr>{row}</tr>" for row in rows.values()) + "</table>"


def as_docx(blocks: Iterable[Block]) -> bytes:
    document = docx.Document()
    for block in blocks:
        if isinstance(block, str):
            document.add_paragraph(block)
        else:
            docx_table(document, block)
    return docx_bytes(document)


def docx_table(document: Document, cells: list[Cell]) -> Table:
    rows = max(cell.row + cell.rowspan for cell in cells)
    columns = max(cell.column + cell.colspan for cell in cells)
    table: Table = document.add_table(rows, columns)
    places = [list(row.cells) for row in table.rows]
    for cell in cells:
        first = places[cell.row][cell.column]
        last = places[cell.row + cell.rowspan - 1][cell.column + cell.colspan - 1]
        (first if first is last else first.merge(last)).text = cell.text
    return table


def docx_bytes(document: Document) -> bytes:
    document.core_properties.author = ""  # the library's own name
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


WRITERS: dict[str, Callable[[Iterable[Block]], bytes]] = {"txt": as_text, "docx": as_docx, "html": as_html}
