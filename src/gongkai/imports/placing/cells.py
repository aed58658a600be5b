"""Placed cells turned into the values of report.yml, each with its line in the import record."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from gongkai.imports.document import Document, Grid, GridCell, whole
from gongkai.imports.label_matching import label_of, without_remark
from gongkai.imports.placing.copies import ONCE, other_again, same_again
from gongkai.imports.placing.figures import as_printed, reading_of
from gongkai.imports.placing.generic import generic_cells
from gongkai.imports.placing.reading_result import Found
from gongkai.imports.placing.table_fragments import Placed
from gongkai.reports.report import statutory_label
from gongkai.statute.formats import Format, FormatTable, Line
from gongkai.statute.labels import fold, squeezed

UNIT = re.compile(r"(?:亿|千万|百万|万|千)?元")
UNIT_SAID = re.compile(rf"单位(?:[:：为是]|均为)+({UNIT.pattern})")
REMARKED_LABEL = "名称后面多印了括号里的话，按前面的名称读入，所印的照留；请对照原件"

Cells = dict[str, dict[str, str | None]]
"""By row and column: the value as it is typed, None for a blank."""


def cells_of(document: Document, format: Format, placed: Mapping[str, Sequence[Placed]], found: Found) -> dict[str, Cells]:
    """Every cell the format asks for; a table or row that is not in the document is an error, never a blank."""
    cells, units = {}, units_said(document)
    for table in format.tables:
        parts = placed.get(table.id, ())
        if not parts:
            message = f"没有找到“{table.caption or table.title}”表（{table.title}）"
            found.missing(table.id, f"{table.title}表", message, whole(document.file))
        if table.generic:
            cells[table.id] = generic_cells(table, parts, found)
        else:
            cells[table.id] = table_cells(merged(table, parts, found), parts, units, found)
    return cells


def merged(table: FormatTable, parts: Sequence[Placed], found: Found) -> Placed:
    """The parts of a table that a page break cut, as one."""
    whole_table = Placed(table)
    for part in parts:
        if same_again(whole_table, part):
            found.problems.append(first_of(part).place.doubt(f"“{table.title}”表{ONCE}"))
        elif apart := other_again(whole_table, part):
            whole_table.problems.append(first_of(part).place.problem(apart))
        else:
            for (row, column), cell in part.cells.items():
                whole_table.add(row, column, cell)
    found.problems += whole_table.problems
    return whole_table


def first_of(part: Placed) -> GridCell:
    return next(iter(part.cells.values()))


def table_cells(placed: Placed, parts: Sequence[Placed], units: frozenset[str], found: Found) -> Cells:
    table = placed.table
    in_doubt = {column.id: doubt_about_unit(table, column, parts, units) for column in table.leaf_columns}
    by_row: dict[str, dict[str, GridCell]] = {}
    for (row_id, column_id), cell in placed.cells.items():
        by_row.setdefault(row_id, {})[column_id] = cell
    rows: Cells = {}
    for row in table.leaf_rows:
        there = by_row.get(row.id, {})
        if len(there) == len(table.leaf_columns):
            cells = {column: with_doubt(there[column], table.line(column), units, in_doubt[column]) for column in there}
            rows[row.id] = {column.id: value_of(table, row, column, cells[column.id], found) for column in table.leaf_columns}
        elif parts and not row.optional and not any(part.problems for part in parts):
            message = f"“{table.title}”表没有找到“{label_of(table, row.id)}”一行"
            place = next(cell.place for part in parts for cell in (*part.cells.values(), *part.labels.values()))
            if there:  # with some of its cells it is no row that was not printed
                found.problems.append(place.problem(message, subject=f"{table.id}.{row.id}"))
            else:
                found.missing(f"{table.id}.{row.id}", label_of(table, row.id), message, place)
    if rows:
        note_length(placed, rows, found)
    return rows


def units_said(document: Document) -> frozenset[str]:
    """The units of money that the document names anywhere: 单位：元."""
    texts = (cell.text for block in document.blocks for cell in (block.cells if isinstance(block, Grid) else (block,)))
    return frozenset(unit for text in texts for unit in UNIT_SAID.findall(squeezed(text)))


def doubt_about_unit(table: FormatTable, column: Line, parts: Sequence[Placed], units: frozenset[str]) -> str:
    """Where the State fixes the unit of an amount and the document does not print it, or prints another."""
    if column.kind != "money" or not column.unit:
        return ""
    printed = [part.labels[address] for part in parts if (address := f"{table.id}.{column.id}") in part.labels]
    if others := sorted(units - {column.unit}):
        return f"文中写着“单位：{others[0]}”，按法定的单位{column.unit}读入；请对照原件"
    unprinted = printed and not any(column.unit in fold(cell.text) for cell in printed)
    return f"表头没有印单位，按法定的单位{column.unit}读入；请对照原件" if unprinted else ""


def with_doubt(cell: GridCell, column: Line | None, units: frozenset[str], doubt: str) -> GridCell:
    """A doubt about the unit of a figure that does not print its own, or prints one that neither column nor document has."""
    if not re.search(r"\d", cell.text):
        return cell
    printed = UNIT.search(squeezed(cell.text).partition("（")[0])
    if printed:
        apart = column and column.unit and printed[0] not in (column.unit, *units)
        doubt = f"格里印的单位是{printed[0]}，表头的是{column.unit}，照印读入；请对照原件" if column and apart else ""
    return replace(cell, doubt="；".join(filter(None, (cell.doubt, doubt)))) if doubt else cell


def note_length(placed: Placed, rows: Cells, found: Found) -> None:
    """A table that the format lets be longer or shorter says which it is."""
    optional = [row for row in placed.table.leaf_rows if row.optional]
    missing = "”、“".join(row.label for row in optional if row.id not in rows)
    if optional:
        doubt = f"比法定表式少“{missing}”，照原件读入" if missing else ""
        place = next(iter(placed.cells.values())).place
        found.note(placed.table.id, f"{placed.table.title}表的行数", f"{len(rows)} 行", "", place, doubt=doubt)


def value_of(table: FormatTable, row: Line, column: Line, cell: GridCell, found: Found) -> str | None:
    reading = reading_of(cell, column)
    name = f"{label_of(table, row.id)} › {column.label}"
    address = f"{table.id}.{row.id}.{column.id}"
    if reading.fault:
        found.unreadable(address, name, cell, reading.fault, printed=as_printed(cell, column))
    else:
        doubts = {"doubt": reading.doubt, "placing": cell.placing}
        found.note(address, name, reading.value or "", cell.text, cell.place, **doubts, picture=cell.picture)
    return reading.value


def labels_of(format: Format, placed: Mapping[str, Sequence[Placed]], found: Found) -> dict[str, str]:
    """Printed labels that are not the statutory ones once white space is removed, in the document's order."""
    labels: dict[str, str] = {}
    for table in format.tables:
        printed = [item for part in placed.get(table.id, ()) for item in part.labels.items()]
        for address, cell in sorted(printed, key=lambda item: (item[1].row, item[1].column)):
            prescribed = statutory_label(format, address) or ""
            text = squeezed(cell.text)
            if prescribed and text != squeezed(prescribed) and address not in labels:
                labels[address] = text
                doubt = REMARKED_LABEL if without_remark(text) != fold(text) else ""
                found.note(f"labels.{address}", f"“{prescribed}”所印的名称", text, cell.text, cell.place, doubt=doubt)
    return labels
