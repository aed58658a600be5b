"""A report's folder read: report.yml against its statutory format, narrative.md with the figures it cites."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from gongkai.county.agencies import Agency
from gongkai.problems import Position, Problem, shown
from gongkai.reports.narrative import FigureTexts, parse_narrative
from gongkai.reports.report import Cell, GenericRow, PrintedLabel, Report, ReportTable, cell_texts, full_label, statutory_label
from gongkai.source.nodes import Items, Node, Scalar, Table, position_of
from gongkai.source.reference import DECIMAL, WHOLE, SourceFile, read_yaml
from gongkai.source.text import read_text, shortened
from gongkai.statute.formats import Format, FormatTable, Line, formats

if TYPE_CHECKING:
    from gongkai.reports.envelope import Envelope

FIGURE = "figure"
QUOTED = "加了引号，成了文字，{}；请去掉引号"
STRUCTURE = "structure"
FIGURE_ID = re.compile(r"[a-z][a-z0-9_]*\Z")
# What an office writes where there is no figure; each is kept as written and is neither a blank nor a zero.
NOT_A_FIGURE = ("—", "——", "-", "--", "/", "／", "无", "不适用", "*")
MONEY = re.compile(r"(?P<number>-?(0|[1-9][0-9]*)(\.[0-9]+)?)(?P<unit>亿元|万元|元)\Z")
REMARKED = re.compile(r"(?P<number>-?(0|[1-9][0-9]*)(\.[0-9]+)?)(?P<unit>亿元|万元|元)?(?P<remark>（.+）)\Z")
# The parts of report.yml that are not fixed shapes: the statute shapes them.
STATUTORY_KEYS = ("tables", "labels")


def read_report(folder: Path, agencies: Mapping[str, Agency]) -> tuple[Report | None, list[Problem]]:
    """The report in that folder, or None when its envelope cannot be read; and everything that is wrong with it."""
    source, problems = read_yaml(folder / "report.yml")
    if not isinstance(source, Table):
        if source is not None:
            problems.append(Problem(source.position, STRUCTURE, "这里应是“名称: 内容”"))
        return None, problems
    # A build of the catalogue alone reads no report.
    from gongkai.reports.envelope import Envelope  # noqa: PLC0415
    from gongkai.source.shapes import read_shape  # noqa: PLC0415

    outer = Table({k: v for k, v in source.entries.items() if k not in STATUTORY_KEYS}, source.keys, source.position)
    envelope, found = read_shape(Envelope, outer)
    problems += found
    if envelope is None:
        return None, problems
    format = formats().get(envelope.format)
    if format is None:
        known = "、".join(formats())
        message = f"没有“{envelope.format}”这种格式；现有 {known}"
        return None, [*problems, Problem(position_of(source, ["format"]), STRUCTURE, message)]
    problems += [*wrong_figure_names(envelope, source), *wrong_charts(envelope, source)]
    reader = TableReader(format, as_printed(envelope))
    tables = reader.tables(source)
    labels = reader.labels(source)
    text, found = read_text(folder / "narrative.md")
    problems += reader.problems + found
    figures = FigureTexts(figure_texts(source), cell_texts(tables))
    narrative, found = parse_narrative(text or "", shown(folder / "narrative.md"), format, figures)
    problems += found
    agency = agencies.get(envelope.agency)
    file = SourceFile(folder / "report.yml", source)
    report = Report(folder, envelope, format, agency, tables, labels, narrative, file, tuple(reader.let_stand))
    return report, problems


def as_printed(envelope: Envelope) -> frozenset[tuple[str, str]]:
    """Rule and subject of the errors that the document printed and the office lets stand."""
    return frozenset((entry.rule, entry.subject) for entry in envelope.accepted if entry.as_printed and entry.subject)


def figure_texts(source: Table) -> dict[str, str]:
    """Each named figure as it was typed, so that 1.40 is not shown as 1.4."""
    figures = source.entries.get("figures")
    if not isinstance(figures, Table):
        return {}
    values = ((id, position_value(entry)) for id, entry in figures.entries.items())
    return {id: value for id, value in values if value is not None}


def position_value(entry: Node) -> str | None:
    value = entry.entries.get("value") if isinstance(entry, Table) else None
    return value.text if isinstance(value, Scalar) else None


def wrong_figure_names(envelope: Envelope, source: Table) -> Iterator[Problem]:
    for id in envelope.figures:
        if not FIGURE_ID.match(id):
            figures = source.entries["figures"]
            assert isinstance(figures, Table)
            yield Problem(figures.keys[id], STRUCTURE, f"数的代号“{id}”只能用小写字母、数字和下划线，以字母开头")


def wrong_charts(envelope: Envelope, source: Table) -> Iterator[Problem]:
    """A chart draws figures that the report names, all in one unit."""
    for number, chart in enumerate(envelope.charts):
        unknown = [id for id in chart.figures if id not in envelope.figures]
        units = list(dict.fromkeys(envelope.figures[id].unit for id in chart.figures if id not in unknown))
        if unknown:
            yield Problem(
                position_of(source, ["charts", number]), STRUCTURE, f"figures 里没有名为“{unknown[0]}”的数，不能画进图里"
            )
        elif len(units) > 1:
            message = f"图“{chart.title}”里的数单位不同（{'、'.join(units)}），不能画在一起"
            yield Problem(position_of(source, ["charts", number]), STRUCTURE, message)


class TableReader:
    """Reads `tables:` and `labels:` against the format, collecting what does not fit.

    What is `printed` so (rule and subject) is collected by itself, in `let_stand`.
    """

    def __init__(self, format: Format, printed: Container[tuple[str, str]] = ()) -> None:
        self.format, self.printed = format, printed
        self.problems: list[Problem] = []
        self.let_stand: list[Problem] = []

    def report(self, position: Position, message: str, rule: str = STRUCTURE, subject: str = "") -> None:
        into = self.let_stand if (rule, subject) in self.printed else self.problems
        into.append(Problem(position, rule, message, subject=subject))

    def report_unknown(self, node: Table, known: Container[str], whole: str, part: str) -> None:
        """A name that the format does not have; `whole` is what it was written in, `part` what it would be there."""
        for id in node.entries:
            if id not in known:
                self.report(node.keys[id], f"{whole}没有名为“{id}”的{part}")

    def tables(self, source: Table) -> dict[str, ReportTable]:
        node = source.entries.get("tables")
        if not isinstance(node, Table):
            fault = "“tables”下应逐表写成“表: 各行”" if node else "缺少“tables”（法定表格）"
            self.report(node.position if node else source.position, fault)
            return {}
        self.report_unknown(node, {table.id for table in self.format.tables}, f"{self.format.id} 年格式", "表")
        found = {}
        for table in self.format.tables:
            entry = node.entries.get(table.id)
            if entry is None:
                self.report(node.position, f"缺少表“{table.id}”（{table.title}）", subject=table.id)
            elif table.generic:
                found[table.id] = self.generic(table, entry)
            else:
                found[table.id] = self.table(table, entry)
        return found

    def table(self, table: FormatTable, node: Node) -> ReportTable:
        if not isinstance(node, Table):
            self.report(node.position, f"表“{table.id}”应逐行写成“行: {{列: 数}}”")
            return ReportTable(table, {}, node.position)
        self.report_unknown(node, {row.id for row in table.leaf_rows}, f"表“{table.id}”（{table.title}）", "行")
        cells = {}
        for row in table.leaf_rows:
            entry = node.entries.get(row.id)
            if entry is not None:
                cells[row.id] = self.row(table, row, entry)
            elif not row.optional:
                message = f"表“{table.id}”缺少“{full_label(table, row)}”一行（{row.id}）"
                self.report(node.position, message, subject=f"{table.id}.{row.id}")
        return ReportTable(table, cells, node.position)

    def row(self, table: FormatTable, row: Line, node: Node) -> dict[str, Cell]:
        if not isinstance(node, Table):
            self.report(node.position, f"“{full_label(table, row)}”一行应写成“{{列: 数, …}}”")
            return {}
        self.report_unknown(node, {column.id for column in table.leaf_columns}, f"“{full_label(table, row)}”", "列")
        cells = {}
        for column in table.leaf_columns:
            entry = node.entries.get(column.id)
            address = f"{table.id}.{row.id}.{column.id}"
            if entry is None:
                name = f"{full_label(table, row)} › {column.label}"
                self.report(node.position, f"{name} 没有写；若原文是空白，请写成“{column.id}: null”", subject=address)
            else:
                name = f"{full_label(table, row)} › {full_label(table, column)}"
                cells[column.id] = self.cell(column, entry, name, address)
        return cells

    def cell(self, column: Line, node: Node, name: str, address: str) -> Cell:
        if not isinstance(node, Scalar):
            self.report(node.position, f"{name} 应是一个数", FIGURE, address)
            return Cell(None, "", node.position, column.unit)
        value, unit, remark = amount(node)
        if value is None and node.text in ("", *NOT_A_FIGURE):
            return Cell(None, node.text, node.position, column.unit)
        if fault := unfit(value, unit, column):
            said = QUOTED.format(fault) if is_number(node.text) and value is None else fault
            self.report(node.position, f"{name} “{shortened(node.text)}”{said}", FIGURE, address)
            # Printed so, a count below nothing is a number all the same; one in 万元 is none.
            printed = value if (FIGURE, address) in self.printed and not unit else None
            return Cell(printed, node.text, node.position, column.unit, remark if printed is not None else "")
        return Cell(value, node.text, node.position, unit or column.unit, remark)

    def generic(self, table: FormatTable, node: Node) -> ReportTable:
        if not isinstance(node, Items):
            self.report(node.position, f"表“{table.id}”应逐行写成“- {{label: …, unit: …, figure: …}}”")
            return ReportTable(table, {}, node.position)
        numbered = enumerate(node.items, start=1)
        rows = tuple(row for number, item in numbered if (row := self.generic_row(table, number, item)))
        return ReportTable(table, {}, node.position, rows)

    def generic_row(self, table: FormatTable, number: int, node: Node) -> GenericRow | None:
        assert table.generic is not None
        label = node.entries.get("label") if isinstance(node, Table) else None
        if not isinstance(node, Table) or not isinstance(label, Scalar) or not label.text:
            self.report(node.position, "这一行应写成“{label: 指标, unit: 单位, figure: 数}”")
            return None
        for key in node.entries:
            if key not in ("label", "unit", "figure"):
                self.report(node.keys[key], f"不认识“{key}”；请检查拼写")
        unit, figure = node.entries.get("unit"), node.entries.get("figure")
        if unit is not None and not isinstance(unit, Scalar):
            self.report(unit.position, "“unit”应是单位的名称，例如“条”")
        unit_text = unit.text if isinstance(unit, Scalar) else ""
        cell = None
        if figure is not None:
            column = replace(table.generic.figure, unit=unit_text or None)
            cell = self.cell(column, figure, label.text, f"{table.id}.{number}.{column.id}")
        return GenericRow(label.text, unit_text, cell, node.position)

    def labels(self, source: Table) -> dict[str, PrintedLabel]:
        node = source.entries.get("labels")
        if node is None:
            return {}
        if not isinstance(node, Table):
            self.report(node.position, "“labels”应写成“表.行或列: 原文所印的名称”")
            return {}
        found = {}
        for address, entry in node.entries.items():
            if statutory_label(self.format, address) is None:
                self.report(node.keys[address], f"{self.format.id} 年格式里没有“{address}”这个行、列或表")
            elif not isinstance(entry, Scalar) or not entry.text:
                self.report(entry.position, f"“{address}”应写原文所印的名称")
            else:
                found[address] = PrintedLabel(entry.text, entry.position)
        return found


def amount(node: Scalar) -> tuple[int | Decimal | None, str, str]:
    """Figure, unit and remark of a cell: `22961.413万元`, `22（其中修订16件）`; figure None when it is not one."""
    if isinstance(node.value, int | Decimal):
        return node.value, "", ""
    found = MONEY.match(node.text) or REMARKED.match(node.text)
    if not found:
        return None, "", ""
    parts = found.groupdict()
    number = parts["number"]
    return (Decimal(number) if "." in number else int(number)), parts["unit"] or "", parts.get("remark") or ""


def is_number(text: str) -> bool:
    """Typed without quotation marks it would have been one."""
    return bool(WHOLE.match(text) or DECIMAL.match(text))


def unfit(value: int | Decimal | None, unit: str, column: Line) -> str:
    """Why the column cannot take that figure; empty when it can."""
    if value is None:
        return "不是数" if column.kind == "money" else "不是整数"
    if column.kind != "money" and unit:
        return f"不应带“{unit}”"
    if column.kind != "money" and not isinstance(value, int):
        return "应是整数，不能有小数"
    if column.kind != "change" and value < 0:
        return "不能是负数"
    return ""
