"""Tables whose rows no format prescribes: every row is an indicator with its unit and its figure, or groups those below it.

The columns are found by what their heads say. Rows are kept in their order, as they are printed; one whose cells cannot
be told apart is refused by name.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.imports.document import PAGE_NUMBER, GridCell
from gongkai.imports.label_matching import named, words_of, wrong_count
from gongkai.imports.placing.figures import Reading, about, as_printed, read_figure
from gongkai.imports.placing.generic_rows import has_digit, is_group, is_head, is_lettered
from gongkai.imports.placing.geometry import Covering, distinct
from gongkai.imports.placing.reading_result import Found
from gongkai.imports.placing.table_fragments import Placed, Row, TableFragment, has_text
from gongkai.statute.formats import FormatTable, Line
from gongkai.statute.labels import fold, squeezed
from gongkai.statute.outline import Outline

LABEL, UNIT, FIGURE = "label", "unit", "figure"
ALONE = "只有名称，没有单位和数，按分组读入"
NO_UNIT = "没有印单位"

Heads = Mapping[str, GridCell]
"""The cell that heads each of the three columns."""


@dataclass(frozen=True, slots=True)
class Parts:
    """The cells of a row that begin under each head. A label that goes on from above is not among them."""

    labels: Sequence[GridCell]
    units: Sequence[GridCell]
    figures: Sequence[GridCell]


def place_generic(fragment: TableFragment) -> Placed:
    """Cells by the number of their row and label, unit or figure; a label that groups others has a row of its own."""
    assert fragment.table is not None
    placed = Placed(fragment.table, labels={f"{fragment.table.id}.caption": fragment.caption} if fragment.caption else {})
    head, *data = [row for row in fragment.rows if has_text(row) and not PAGE_NUMBER.fullmatch(words_of(row))] or [()]
    heads = heads_of(placed, head, fragment)
    printed = {fold(cell.text) for cell in head}
    misaligned = fragment.grid.ragged or fragment.grid.spanless
    covering = {(row, column): cell for line in fragment.rows for cell in line for row in cell.rows for column in cell.columns}
    for row in data if heads else ():
        if all(fold(cell.text) in printed for cell in row) or is_lettered(row):
            continue
        parts = by_count(row, head, heads) if misaligned else by_place(row, head, heads, covering)
        if parts is None:
            placed.refuse(row[0], wrong_count(row, len(row), len(head)))
        elif message := why_not(parts, row):
            placed.refuse(row[0], message)
        else:
            put(placed, parts)
    return placed


def heads_of(placed: Placed, head: Row, fragment: TableFragment) -> Heads:
    """Empty, with a problem, when a column is missing or there twice. A column nobody asked for is left out and told."""
    table = placed.table
    assert table.generic is not None
    if not head or not is_head(table, head):
        placed.problems.append(fragment.place.problem(f"“{table.title}”表没有表头，不能判断各列是什么"))
        return {}
    found: dict[str, GridCell] = {}
    for line in table.generic.lines:
        cells = [cell for cell in head if named(line, cell.text)]
        if len(cells) != 1:
            message = f"有 {len(cells)} 列“{line.label}”，不能判断用哪一列" if cells else f"没有找到“{line.label}”"
            placed.refuse(head[0], f"“{table.title}”表的表头里{message}；原文是“{words_of(head)}”")
            return {}
        found[line.id] = cells[0]
        placed.add_labels([(line, cells[0])])
    for cell in head:
        if has_text([cell]) and cell not in found.values():
            placed.problems.append(cell.place.doubt(f"“{squeezed(cell.text)}”一列没有取用"))
    return found


def by_count(row: Row, head: Row, heads: Heads) -> Parts | None:
    """Without merged cells: as many cells as heads, or more where labels nest; a label may stand alone. None for any other."""
    at = {id: head.index(cell) for id, cell in heads.items()}
    more = len(row) - len(head)
    said = [cell for cell in row if squeezed(cell.text)]
    if more < 0:
        return Parts(said, (), ()) if len(said) == len(row) == 1 else None
    first, last = at[LABEL], at[LABEL] + more
    units, figures = ([row[at[id] + (more if at[id] > first else 0)]] for id in (UNIT, FIGURE))
    if more and not (squeezed(units[0].text) and not has_digit(units[0].text)):
        return None  # a cell too many, not a label that nests
    return Parts([cell for cell in row[first : last + 1] if squeezed(cell.text)], units, figures)


def by_place(row: Row, head: Row, heads: Heads, covering: Covering) -> Parts | None:
    """By the columns over which each head reaches; None when a cell stands beside all of them."""
    number = row[0].row
    below_heads = {column for cell in head for column in cell.columns}
    if any(has_text([cell]) and not below_heads.intersection(cell.columns) for cell in row):
        return None
    under = {id: distinct(covering.get((number, column)) for column in cell.columns) for id, cell in heads.items()}
    labels = [cell for cell in under[LABEL] if cell.row == number and has_text([cell])]
    return Parts(labels, under[UNIT], under[FIGURE])


def why_not(parts: Parts, row: Row) -> str:
    """Why nobody can tell which figure is whose; empty when it is clear."""
    words = words_of(row)
    if not parts.labels:
        return f"“{words}”这一行没有指标名称，不能判断是什么数"
    if len(parts.figures) > 1 or len(parts.units) > 1:
        return f"“{words}”这一行的单位或数不止一格，不能判断用哪一个"
    if len(parts.units) != len(parts.figures):
        return f"“{words}”这一行缺了一格，不能判断缺的是单位还是数"
    unit, figure = text_of(parts.units), text_of(parts.figures)
    if has_digit(unit) and not spans(parts):
        return f"“{words}”这一行的单位是“{unit}”，像是错了一格"
    if parts.figures and parts.figures[0].rowspan > 1 and has_digit(figure):
        return f"“{words}”这一行的数与别的行并成一格，不能判断属于哪一行"
    return ""


def spans(parts: Parts) -> bool:
    """A label or a mark that reaches over unit and figure."""
    return bool(parts.figures) and list(parts.units) == list(parts.figures)


def text_of(cells: Sequence[GridCell]) -> str:
    return squeezed(cells[0].text) if cells else ""


def put(placed: Placed, parts: Parts) -> None:
    *groups, own = parts.labels
    for cell in groups:
        placed.cells[next_row(placed), LABEL] = cell
    number = next_row(placed)
    placed.cells[number, LABEL] = own
    if not parts.figures or parts.figures[0] == own or is_group(text_of(parts.units), text_of(parts.figures)):
        if not parts.figures:
            placed.problems.append(own.place.doubt(f"“{squeezed(own.text)}”{ALONE}"))
        return
    unit, figure = parts.units[0], parts.figures[0]
    placed.cells[number, UNIT] = replace(unit, text="") if unit in (own, figure) else unit
    placed.cells[number, FIGURE] = figure


def next_row(placed: Placed) -> str:
    return str(len({row for row, _ in placed.cells}) + 1)


# The values of report.yml


def generic_cells(table: FormatTable, parts: Sequence[Placed], found: Found) -> dict[str, dict[str, str | None]]:
    """Every row in its order by its number; one with nothing but a label groups others."""
    rows: dict[str, dict[str, str | None]] = {}
    outline = Outline()
    for cells in rows_in(parts):
        number = str(len(rows) + 1)
        label = squeezed(cells[LABEL].text)
        name, doubt = " › ".join((*outline.above(label), label)), outline.add(label, group=FIGURE not in cells)
        address = f"{table.id}.{number}"
        doubt = "；".join(filter(None, (doubt, cells[LABEL].doubt)))
        found.note(
            f"{address}.{LABEL}", name, label, cells[LABEL].text, cells[LABEL].place, doubt=doubt, placing=cells[LABEL].placing
        )
        rows[number] = {LABEL: label}
        if FIGURE in cells:
            unit = squeezed(cells[UNIT].text)
            printed = cells[UNIT]
            unit_name = f"{name} › 单位"
            found.note(
                f"{address}.{UNIT}",
                unit_name,
                unit,
                printed.text,
                printed.place,
                doubt=printed.doubt,
                placing=printed.placing,
                picture=printed.picture,
            )
            rows[number] |= {UNIT: unit, FIGURE: figure_of(table, address, name, cells, found)}
    return rows


def rows_in(parts: Sequence[Placed]) -> Iterator[dict[str, GridCell]]:
    for part in parts:
        rows: dict[str, dict[str, GridCell]] = {}
        for (row, column), cell in part.cells.items():
            rows.setdefault(row, {})[column] = cell
        yield from rows.values()


def figure_of(table: FormatTable, address: str, name: str, cells: Mapping[str, GridCell], found: Found) -> str | None:
    cell, unit = cells[FIGURE], squeezed(cells[UNIT].text)
    reading = about(cell, read_indicator(table, unit, cell.text))
    address = f"{address}.{FIGURE}"
    if reading.fault:
        columns = columns_of(table, unit)
        found.unreadable(address, name, cell, reading.fault, printed=as_printed(cell, *columns))
    else:
        missing = NO_UNIT if has_digit(cell.text) and not unit else ""
        doubt = "；".join(filter(None, (reading.doubt, missing)))
        value = reading.value or ""
        found.note(address, name, value, cell.text, cell.place, doubt=doubt, placing=cell.placing, picture=cell.picture)
    return reading.value


def read_indicator(table: FormatTable, unit: str, text: str) -> Reading:
    """As the format's column of figures; a count may carry its row's unit: 12条."""
    column, count = columns_of(table, unit)
    reading, counted = read_figure(text, column), read_figure(text, count)
    return counted if reading.fault and not counted.fault else reading


def columns_of(table: FormatTable, unit: str) -> tuple[Line, Line]:
    """What the column of figures is for a row with that unit: as the format has it, and as a count."""
    assert table.generic is not None
    column = replace(table.generic.figure, unit=unit or None)
    return column, replace(column, kind="count")
