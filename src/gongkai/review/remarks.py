"""A reviewer's remarks brought back to the reports they are about: each a finding at its cell, its sentence or its report."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.problems import Position, Problem
from gongkai.reports.report import Cell, Report
from gongkai.reports.statements import statements
from gongkai.review.cells import keyed_cells
from gongkai.review.findings import Finding, made, where_of
from gongkai.review.package import Package, Reviewed
from gongkai.review.returned import Remark
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
        reports = [each for each in package.reviewed if each.report.year == remark.year and is_of(remark.agency, each.report)]
        if not reports:
            message = f"没有找到{remark.agency or '这个机构'}{remark.year or '这个'}年度的报告，这条意见放不到格上：{remark.text}"
            lost.append(Problem(Position(remark.where), REMARK, message))
        for each in reports:
            placed = at_its_place(remark, each)
            if placed:
                found.append(placed)
            else:
                message = f"报告里没有“{remark.key}”这一处，这条意见放不到格上：{remark.text}"
                lost.append(Problem(Position(remark.where), REMARK, message))
    return found, lost


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
            return finding(remark, each, cell.cell.position, cell.address, changed(remark, cell.cell))
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


def changed(remark: Remark, now: Cell) -> str:
    """What the reviewer saw, where something else stands there now: the remark may have been answered.

    A workbook holds the figure alone, without the unit and the remark that the document prints in the cell.
    """
    was = remark.was
    if was is None or squeezed(was) == squeezed(now.text) or (now.figure is not None and was == f"{now.figure:.16G}"):
        return ""
    return f"（审核时这一格是 {was or '空白'}，现在是 {now.text or '空白'}）"


def finding(remark: Remark, each: Reviewed, position: Position, address: str, since: str = "") -> Finding:
    spot = each.spots.at(position)
    where = where_of(position, spot, each) if position.line else each.name
    return made(each, "意见", REMARK, spot, f"{remark.text}{since}", address=address, where=where)
