"""Cells of a document's tables placed by what their row and column labels say, never by counting figures.

A table whose merged cells are known is read by its geometry; one where they are lost is walked like a sentence whose
grammar is the format's header. Both compare labels in the same way and hand over the same thing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from gongkai.imports.document import PAGE_NUMBER, GridCell
from gongkai.imports.label_matching import header_leaves, header_of, is_label, named, nearly_named, words_of
from gongkai.imports.placing.generic import place_generic
from gongkai.imports.placing.geometry import by_geometry, rows_by_geometry
from gongkai.imports.placing.grammar import by_grammar, rows_by_grammar, unmerged
from gongkai.imports.placing.table_fragments import Placed, Row, TableFragment, has_text
from gongkai.statute.formats import FormatTable
from gongkai.statute.labels import fold, squeezed

NOTE = re.compile(r"(注|备注|说明)\d*[:：.．、]|[①-⑳*＊※]|[\[［【]\d{1,2}[\]］】]")
WITHOUT_HEADER = "这里没有表头，按前面同一张表的表头读入；请对照原件"
BY_ORDER = "表头的合并单元格不完整，按各名称的先后读入；请对照原件"


def place_fragment(fragment: TableFragment, above: Placed | None = None) -> Placed | None:
    """The cells of a fragment by row and column; None when it belongs to no statutory table.

    `above` is the table that stands right before: it may go on here, below a page break.
    """
    own = with_own_header(fragment) if fragment.table else None
    if above is None or (own and not own.problems):
        return own
    if above.table.across:
        return figures_below(fragment, above) or own
    if fragment.caption or not any(names_a_row(above.table, row) for row in fragment.rows):
        return own
    more = without_header(fragment, above)
    return own if own and more.problems else more


def figures_below(fragment: TableFragment, above: Placed) -> Placed | None:
    """The row of figures of a table printed across that the page break cut off from its header; None when it is anything else."""
    rows = [row for row in fragment.rows if has_text(row) and not is_page_number(row)]
    if above.cells or len(rows) != 1 or any(is_label(cell.text) for cell in rows[0]):
        return None
    found = rows_by_grammar(Placed(above.table, leaves=above.leaves, header=above.header), rows)
    return None if found.problems else in_doubt(found, fragment, WITHOUT_HEADER)


def in_doubt(placed: Placed, fragment: TableFragment, why: str) -> Placed:
    """The fragment is told once, and each of its cells carries the doubt into the record."""
    placed.doubts += [fragment.place.doubt(why)]
    placed.cells = {
        address: replace(cell, placing="；".join(filter(None, (cell.placing, why)))) for address, cell in placed.cells.items()
    }
    return placed


def with_own_header(fragment: TableFragment) -> Placed:
    """Without spans the grammar has the word where geometry fails, and also where a header lost some of its spans."""
    assert fragment.table is not None
    if fragment.table.generic:
        return place_generic(fragment)
    captions = {f"{fragment.table.id}.caption": fragment.caption} if fragment.caption else {}
    header, data, aside = parts_of(fragment)
    if not header:
        message = f"“{fragment.table.title}”表没有表头，不能判断各列是什么"
        return Placed(fragment.table, problems=[fragment.place.problem(message)])
    blank = Placed(fragment.table, labels=captions, header=printed_in(header), aside=aside)
    if fragment.grid.ragged:
        return by_grammar(blank, header, data)
    found = by_geometry(copied(blank), header, data)
    if not found.problems or (found.columns and not fragment.grid.spanless):
        return found
    rows = unmerged([*header, *data])
    second = by_grammar(copied(blank), rows[: len(header)], rows[len(header) :])
    if not fragment.grid.spanless:
        second = in_doubt(second, fragment, BY_ORDER)
        second.leaves = second.leaves if second.leaves == tuple(header_leaves(fragment.table)) else ()
    return second if second.leaves else found


def copied(placed: Placed) -> Placed:
    return replace(placed, cells={}, labels=dict(placed.labels), problems=[], doubts=[])


def without_header(fragment: TableFragment, above: Placed) -> Placed:
    """The rows of a table that goes on, each certain by its label and by as many figures as the header above has columns."""
    more = Placed(above.table, leaves=above.leaves, header=above.header)
    rows, more.aside = without_asides(above.table, [row for row in fragment.rows if has_text(row) and not is_page_number(row)])
    data = [row for row in rows if not is_repeat(row, above.header)]
    if above.columns and last_column(data) == max(above.columns):
        found = rows_by_geometry(replace(copied(more), columns=above.columns), data, data)
        if not found.problems:
            return in_doubt(found, fragment, WITHOUT_HEADER)
    return in_doubt(rows_by_grammar(more, unmerged(data)), fragment, WITHOUT_HEADER)


def last_column(rows: Iterable[Row]) -> int:
    return max((cell.columns[-1] for row in rows for cell in row), default=0)


def parts_of(fragment: TableFragment) -> tuple[list[Row], list[Row], tuple[Row, ...]]:
    """Header, data, and rows of words; later repeats of the header, blank rows and page numbers between rows are left out."""
    table = fragment.table
    assert table is not None
    kept = [row for row in fragment.rows if (table.across or has_text(row)) and not is_page_number(row)]
    rows, aside = without_asides(table, kept)
    first = next((number for number, row in enumerate(rows) if is_data(fragment, row)), len(rows))
    printed = printed_in(rows[:first])
    data = [row for row in rows[first:] if not is_repeat(row, printed)]
    return rows[:first], [row for row in data if has_text(row)] or data, aside


def without_asides(table: FormatTable, rows: Sequence[Row]) -> tuple[list[Row], tuple[Row, ...]]:
    """The rows, and those that are notes or that the State does not prescribe but offices add."""
    aside = tuple(row for row in rows if is_note(row) or is_also_met(table, row))
    return [row for row in rows if row not in aside], aside


def is_note(row: Row) -> bool:
    said = [cell for cell in row if squeezed(cell.text)]
    return len(said) == 1 and bool(NOTE.match(squeezed(said[0].text)))


def is_also_met(table: FormatTable, row: Row) -> bool:
    return any(fold(row[0].text) == fold(label) for label in table.also_met)


def printed_in(header: Iterable[Row]) -> frozenset[str]:
    return frozenset(fold(cell.text) for row in header for cell in row)


def names_a_row(table: FormatTable, row: Row) -> bool:
    lines = [line for top in table.rows for line in top.everything()]
    return any(named(line, cell.text) or nearly_named(line, cell.text) for cell in row for line in lines)


def is_data(fragment: TableFragment, row: Row) -> bool:
    table = fragment.table
    assert table is not None
    header_lines = [line for top in header_of(table) for line in top.everything()]
    if any(named(line, cell.text) for cell in row for line in header_lines):
        return False
    return table.across or names_a_row(table, row)


def is_repeat(row: Row, printed: frozenset[str]) -> bool:
    return has_text(row) and all(fold(cell.text) in printed for cell in row if squeezed(cell.text))


def is_page_number(row: Iterable[GridCell]) -> bool:
    return bool(PAGE_NUMBER.fullmatch(words_of(row)))
