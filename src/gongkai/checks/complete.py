"""A ready report has a figure, “/” or 不适用 in every statutory cell and words in every section, or the office says why not.

A draft is told in one line how much is missing. Of what was public nothing is asked: it stands as it was printed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.placeholders import placeholders, words_in
from gongkai.checks.wording import cell_name, line_name
from gongkai.collection import Collection
from gongkai.problems import Position, Problem, shown
from gongkai.reports.narrative import Section, TablePlace
from gongkai.reports.report import Cell, Report, ReportTable, warning
from gongkai.reports.state import State

ID = "complete"
TITLE = "定稿填全了，或说明了为什么空着"
BASIS = "《条例》第五十条；国办发〔2014〕32号、国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式"
ACCEPTABLE = True  # what a document as received leaves blank is explained, never filled in

WHAT_TO_DO = "请填写；原件就是空着的，在 accepted 里说明"
STATED = re.compile(r"\d[\d.,]*\s*(?:件|条|项|次|份|宗|起|万元|元)")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    if report.state is State.DRAFT:
        yield from in_one_line(report)
    elif is_asked(report):
        for position, message, subject in missing(report):
            yield Problem(position, ID, message, subject=subject)
        yield from empty_beside_prose(report)


def is_asked(report: Report) -> bool:
    """Whether what is missing is told one by one; otherwise an explanation of it may well match nothing."""
    return report.state is State.READY


def in_one_line(report: Report) -> Iterator[Problem]:
    explained = {entry.subject for entry in report.envelope.accepted if entry.rule == ID}
    left = sum(subject not in explained for _, _, subject in missing(report))
    if left:
        message = f"草稿：还有 {left} 处没有填好；逐处查看：gongkai ready {report.year} {report.agency_id}"
        yield warning(report.position("state"), ID, message, "state")


Missing = tuple[Position, str, str]
"""Where, what, and its address."""


def missing(report: Report) -> Iterator[Missing]:
    if report.envelope.period is None:
        days = f"{report.year}-01-01", f"{report.year}-12-31"
        command = f"gongkai correct period {'至'.join(days)} --report {report.year}/{report.agency_id}"
        line = "period: {{from: {}, to: {}}}".format(*days)
        message = f"没有写统计期限（period）；请写一行 {line}，或运行 {command}（不是全年的，照实写）"
        yield report.position("period"), message, "period"
    for table in report.tables.values():
        yield from generic_blanks(table) if table.format.generic else blanks(table)
    yield from unsaid(report)
    for position, subject, text in placeholders(report):
        yield position, f"“{text}”是模板里的占位文字，还没有换成本机关的内容", subject


# ---- Cells


def is_blank(cell: Cell) -> bool:
    return cell.figure is None and not cell.text


def blanks(table: ReportTable) -> Iterator[Missing]:
    """A table or a row of which nothing is filled in is told once."""
    form = table.format
    cells = [cell for _, cell in table.addressed()]
    if len(cells) > 1 and all(map(is_blank, cells)):
        yield table.position, f"“{form.title}”整张表都空着；{WHAT_TO_DO}", form.id
        return
    for row, own in table.cells.items():
        if len(own) > 1 and all(map(is_blank, own.values())):
            first = next(iter(own.values()))
            yield first.position, f"{line_name(form, row)}：整行都空着；{WHAT_TO_DO}", f"{form.id}.{row}"
            continue
        for column, cell in own.items():
            if is_blank(cell):
                yield cell.position, f"{cell_name(form, row, column)}：空着；{WHAT_TO_DO}", f"{form.id}.{row}.{column}"


def generic_blanks(table: ReportTable) -> Iterator[Missing]:
    """A table whose rows the form does not prescribe: as many as the document has. A line without a figure groups others."""
    form = table.format
    if not any(row.cell for row in table.generic):
        yield table.position, f"“{form.title}”里一行数也没有；{WHAT_TO_DO}", form.id
    for number, row in enumerate(table.generic, start=1):
        if row.cell and is_blank(row.cell):
            yield row.cell.position, f"{row.label}：空着；{WHAT_TO_DO}", f"{form.id}.{number}"


# ---- Words


def unsaid(report: Report) -> Iterator[Missing]:
    """Sections with neither words nor a table, and a report without any words. That a section is not there another rule says."""
    narrative = report.narrative
    for section in narrative.sections:
        if not has_content(section):
            yield section.position, f"“{section.title}”一节没有文字；{WHAT_TO_DO}", f"sections.{section.id}"
    if not any(words_in(paragraph.text) for paragraph in narrative.paragraphs()):
        yield Position(shown(report.folder / "narrative.md")), f"正文没有写一个字；{WHAT_TO_DO}", "narrative"


def has_content(section: Section) -> bool:
    """The State's own form of sections two to four is a table and nothing else."""
    return any(isinstance(block, TablePlace) for block in section.blocks) or any(
        words_in(paragraph.text) for paragraph in section.paragraphs()
    )


def empty_beside_prose(report: Report) -> Iterator[Problem]:
    """Every table of a section is empty, and its words tell of so many 件: perhaps the table was never filled in."""
    for section in report.narrative.sections:
        tables = [report.tables[b.table] for b in section.blocks if isinstance(b, TablePlace) and b.table in report.tables]
        stated = stating(section)
        if tables and stated and not any(map(has_figure, tables)):
            names = "、".join(f"“{table.format.title}”" for table in tables)
            message = f"{names}没有一个数，而“{section.title}”的文字里有数；请核对表格是否漏填"
            yield warning(tables[0].position, ID, message, f"{tables[0].format.id}.empty", stated)


def stating(section: Section) -> Position | None:
    """Where its words state so many of something; None where they do not."""
    for paragraph in section.paragraphs():
        if found := STATED.search(paragraph.text):
            return paragraph.position_at(found.start())
    return None


def has_figure(table: ReportTable) -> bool:
    generic = (row.cell for row in table.generic if row.cell)
    return any(cell.figure is not None for cell in (*(cell for _, cell in table.addressed()), *generic))
