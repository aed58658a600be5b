"""Cells of a document's tables placed by what their row and column labels say, never by counting figures.

A table whose merged cells are known is read by its geometry; one where they are lost is walked like a sentence whose
grammar is the format's header. Both compare labels in the same way and hand over the same thing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from gongkai.importers.document import PAGE_NUMBER, GridCell
from gongkai.importers.generic import place_generic
from gongkai.importers.geometry import by_geometry
from gongkai.importers.grammar import by_grammar
from gongkai.importers.named import header_of, named, nearly_named, words_of
from gongkai.importers.pieces import Piece, Placed, Row, has_text
from gongkai.labels import fold


def place_piece(piece: Piece) -> Placed:
    """The cells of a statutory piece by row and column. Without spans the grammar has the word where geometry fails."""
    assert piece.table is not None
    if piece.table.generic:
        return place_generic(piece)
    captions = {f"{piece.table.id}.caption": piece.caption} if piece.caption else {}
    header, data = header_and_data(piece)
    if not header:
        message = f"“{piece.table.title}”表没有表头，不能判断各列是什么"
        return Placed(piece.table, problems=[piece.place.problem(message)])
    if piece.grid.ragged:
        return by_grammar(Placed(piece.table, labels=captions), header, data)
    found = by_geometry(Placed(piece.table, labels=dict(captions)), header, data)
    if found.problems and piece.grid.spanless:
        second = by_grammar(Placed(piece.table, labels=captions), header, data)
        return found if second.problems else second
    return found


def header_and_data(piece: Piece) -> tuple[list[Row], list[Row]]:
    """Where the header ends; later repeats of it, blank rows and page numbers between rows are left out."""
    table = piece.table
    assert table is not None
    rows = [row for row in piece.rows if (table.across or has_text(row)) and not is_page_number(row)]
    first = next((number for number, row in enumerate(rows) if is_data(piece, row)), len(rows))
    header = rows[:first]
    printed = {fold(cell.text) for row in header for cell in row}
    data = [row for row in rows[first:] if not is_repeat(row, printed)]
    return header, data


def is_data(piece: Piece, row: Sequence[GridCell]) -> bool:
    table = piece.table
    assert table is not None
    header_lines = [line for top in header_of(table) for line in top.everything()]
    if any(named(line, cell.text) for cell in row for line in header_lines):
        return False
    row_lines = [line for top in table.rows for line in top.everything()]
    return table.across or any(named(line, cell.text) or nearly_named(line, cell.text) for cell in row for line in row_lines)


def is_repeat(row: Row, printed: set[str]) -> bool:
    return has_text(row) and all(fold(cell.text) in printed for cell in row)


def is_page_number(row: Iterable[GridCell]) -> bool:
    return bool(PAGE_NUMBER.fullmatch(words_of(row)))
