"""A reviewer's remarks brought back to the reports they are about: each a finding at its cell, its sentence or its report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from gongkai.imports.placing.figures import read_figure
from gongkai.problems import Position, Problem
from gongkai.reports.report import Report
from gongkai.reports.statements import statements
from gongkai.review.cells import KeyedCell, keyed_cells
from gongkai.review.figures_book import as_shown
from gongkai.review.file_names import meant
from gongkai.review.findings import REPORT, Finding, made, where_of, words_shown
from gongkai.review.kept_figures import same
from gongkai.review.package import Package, Reviewed
from gongkai.review.returned_book import Remark
from gongkai.review.spots import Spot
from gongkai.statute.labels import squeezed

REMARK = "remark"
GOVERNMENT = "人民政府"
IN_PROSE = ("sections.", "figures.")
OF_THE_WHOLE = ("report", "period", "letter", "colophon")


def taken(remarks: Sequence[Remark], package: Package) -> tuple[list[Finding], list[Problem]]:
    """The remarks at their places, in the order of the workbook; and those whose report or place is not there."""
    found: list[Finding] = []
    lost: list[Problem] = []
    for remark in remarks:
        each, why = report_of(remark, package)
        placed = at_its_place(remark, each) if each else None
        if placed:
            found.append(placed)
        else:
            message = f"{why or f'报告里没有“{remark.key}”这一处'}，这条意见放不到格上：{remark.text}"
            lost.append(Problem(Position(remark.where), REMARK, message))
    return found, lost


def report_of(remark: Remark, package: Package) -> tuple[Reviewed | None, str]:
    """The report that the remark is about: of several drafts the file that it names. None, and why, where nobody can tell.

    An office sends a corrected report under another name, or the data that were made of it: a single one needs no name.
    """
    if not remark.agency:
        return None, "这里不是哪一份报告的格或句"
    own = {each.name: each for each in package.reviewed if each.report.year == remark.year and is_of(remark.agency, each.report)}
    whose = f"{remark.agency}{remark.year or '这个'}年度的报告"
    if not own:
        return None, f"没有找到{whose}"
    if len(own) == 1:
        return next(iter(own.values())), ""
    name = meant(remark.file, list(own))
    return own.get(name), "" if name else f"{whose}有 {len(own)} 份，不能判断是哪一份（{remark.file or '没有写文件'}）"


def is_of(name: str, report: Report) -> bool:
    """A title may have the county's name alone, or the agency's short one: 云溪县 for 云溪县人民政府."""
    own = (report.agency_name, report.agency.short if report.agency else None)
    return bool(name) and name.removesuffix(GOVERNMENT) in {each.removesuffix(GOVERNMENT) for each in own if each}


def at_its_place(remark: Remark, each: Reviewed) -> Finding | None:
    """None where the report has no such place."""
    if not remark.key:
        return finding(remark, each, Position(each.name), "")
    for cell in keyed_cells(each.report):
        if remark.key in (cell.key, cell.address):
            return finding(remark, each, cell.cell.position, cell.address, changed(remark, cell, each))
    position = sentence(remark, each.report) or parts(each.report).get(remark.key)
    return finding(remark, each, position, remark.key) if position else None


def sentence(remark: Remark, report: Report) -> Position | None:
    """Where the prose says what the reviewer saw; None for what is not prose, or no longer says it."""
    words = squeezed(remark.was or "").strip("…")
    if not words or not remark.key.startswith(IN_PROSE):
        return None
    holding = (paragraph for paragraph in report.narrative.paragraphs() if words in squeezed(paragraph.text))
    return next((paragraph.position_at(max(paragraph.text.find(words), 0)) for paragraph in holding), None)


def parts(report: Report) -> dict[str, Position]:
    """What a finding may be about besides a cell: all that the report states, its tables and rows, the report itself."""
    found = {address: stated.position for address, stated in statements(report).items()}
    for table in report.tables.values():
        found[table.format.id] = table.position
        found |= {f"{table.format.id}.{row}": next(iter(cells.values())).position for row, cells in table.cells.items() if cells}
    return found | {name: report.position("title") for name in OF_THE_WHOLE}


def changed(remark: Remark, now: KeyedCell, each: Reviewed) -> str:
    """What the reviewer saw, where something else stands there now: the remark may have been answered.

    Words of a document are compared with the words there now, a value with the value; where the one came from the document and
    the other is the office's data, by what the words say.
    """
    if remark.was is None:
        return ""
    here = words_shown(each.spots.at(now.cell.position)) if remark.printed else as_shown(now.cell)
    if same(remark.was, here) or (remark.printed and same(value_of(remark.was, now, each.report), as_shown(now.cell))):
        return ""
    return f"（审核时这一格是 {remark.was or '空白'}，现在是 {here or '空白'}）"


def value_of(words: str, cell: KeyedCell, report: Report) -> str:
    """The value as it is read from a document's cell; the words where none can be read, and in a row that no form prescribes."""
    table, _, column = cell.address.split(".")
    form = report.format.table(table)
    line = form.line(column) if form and not form.generic else None
    return (read_figure(words, line).value if line else None) or words


def finding(remark: Remark, each: Reviewed, position: Position, address: str, since: str = "") -> Finding:
    spot = Spot() if address == REPORT else each.spots.at(position)
    where = where_of(position, spot, each) if position.line else each.name
    return made(each, "意见", REMARK, spot, f"{remark.text}{since}{of_another_file(remark, each)}", address=address, where=where)


def of_another_file(remark: Remark, each: Reviewed) -> str:
    """Where the remark was written about a document that is called otherwise: a later draft of it, or perhaps another."""
    documents = PurePath(remark.file).suffix and PurePath(each.name).suffix
    return f"（意见写在 {remark.file} 上）" if documents and not meant(remark.file, [each.name]) else ""
