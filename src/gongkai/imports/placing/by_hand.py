"""Cells and rows of a document from which no figure can be read, filled in by a person who looks at it.

What keeps a document out is told with its place; a person types what stands there, and the draft has it, in doubt, so that it is
compared once more with the document.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, NamedTuple

from gongkai.imports.document import whole
from gongkai.imports.label_matching import label_of
from gongkai.imports.placing.draft import Draft
from gongkai.imports.placing.figures import read_figure
from gongkai.imports.placing.reading import Imported
from gongkai.problems import Problem, errors
from gongkai.reports.import_record import RecordLine
from gongkai.statute.formats import Format, FormatTable, Line, formats

BY_HAND = "照原件手填"
NOT_ASKED = "“{}”没有被退回，不用手填"
BLANK = "空白"


class HandCell(NamedTuple):
    """A cell to fill in: its address and its name."""

    address: str
    name: str


class Refused(NamedTuple):
    """A cell or row that keeps the document out: `words` are what stands there, `where` its place in the document's own words
    (empty where it has none), `why` the refusal; `format` the report's.
    """

    format: str
    address: str
    name: str
    words: str
    where: str
    why: str
    cells: tuple[HandCell, ...]

    @classmethod
    def of(cls, kept: Sequence[Any]) -> Refused:
        """Out of the lists that JSON makes of it."""
        format, address, name, words, where, why, cells = kept
        return cls(format, address, name, words, where, why, tuple(HandCell(*cell) for cell in cells))


def refused(imported: Imported, problems: Sequence[Problem]) -> list[Refused]:
    """All that has to be filled in; empty where something else keeps the document out, which no figure would mend."""
    lines = {line.address: line for line in imported.entries}
    places = {misprint.address: misprint for misprint in imported.misprints}
    found = []
    for problem in errors(problems):
        cells = tuple(cells_at(imported.draft.format, problem.subject))
        if not cells:
            return []
        line, misprint = lines.get(problem.subject), places.get(problem.subject)
        where = line.where if line else misprint.where if misprint else ""
        name = cells[0].name if line else cells[0].name.partition(" › ")[0]
        format = imported.draft.format.id
        found.append(Refused(format, problem.subject, name, line.text if line else "", where, problem.message, cells))
    return found


def not_a_figure(place: Refused, address: str, text: str) -> str:
    """Why what was typed for that cell of it is none; empty where it is one, or a blank."""
    column = next(column for _, _, column in places_at(formats()[place.format], address))
    return read_figure(text, column).fault


def cells_at(format: Format, address: str) -> Iterator[HandCell]:
    """Those of a cell or a row of a statutory table; none of anything else."""
    for table, row, column in places_at(format, address):
        yield HandCell(f"{table.id}.{row.id}.{column.id}", f"{label_of(table, row.id)} › {column.label}")


def places_at(format: Format, address: str) -> Iterator[tuple[FormatTable, Line, Line]]:
    id, _, rest = address.partition(".")
    table = format.table(id) if rest else None
    for row in table.leaf_rows if table and not table.generic else ():
        for column in table.leaf_columns if table else ():
            if table and rest in (row.id, f"{row.id}.{column.id}"):
                yield table, row, column


def filled(imported: Imported, problems: Sequence[Problem], typed: Mapping[str, str]) -> tuple[Imported, list[Problem]]:
    """The draft with what was typed, by address of the cell. A refusal stays whose cells were not all typed; what was typed is
    refused where it is no figure, and for a cell that needs none.
    """
    format = imported.draft.format
    left, values = [], dict[str, tuple[str | None, Problem]]()
    for problem in problems:
        asked = [*places_at(format, problem.subject)] if problem in errors([problem]) else []
        addresses = {f"{table.id}.{row.id}.{column.id}": column for table, row, column in asked}
        if not addresses or not typed.keys() >= addresses.keys():
            left.append(problem)
            continue
        for address, column in addresses.items():
            reading = read_figure(typed[address], column)
            if reading.fault:
                left.append(replace(problem, message=reading.fault, subject=address))
            values[address] = (reading.value, problem)
    left += [whole(name_of(problems)).problem(NOT_ASKED.format(address)) for address in typed if address not in values]
    known = {problem.subject for _, problem in values.values()}
    misprints = tuple(each for each in imported.misprints if each.address not in known)
    entries = tuple(with_values(format, imported.entries, values))
    return replace(imported, draft=with_cells(imported.draft, values), entries=entries, misprints=misprints), left


def name_of(problems: Sequence[Problem]) -> str:
    return problems[0].position.file if problems else ""


def with_cells(draft: Draft, values: Mapping[str, tuple[str | None, Problem]]) -> Draft:
    cells = {table: {row: dict(line) for row, line in rows.items()} for table, rows in draft.cells.items()}
    for address, (value, _) in values.items():
        table, row, column = address.split(".")
        cells[table].setdefault(row, {})[column] = value
    return replace(draft, cells=cells)


def with_values(
    format: Format, entries: Sequence[RecordLine], values: Mapping[str, tuple[str | None, Problem]]
) -> Iterator[RecordLine]:
    """The record with them, each in doubt; the lines of a row that the document does not have stand at its end."""
    there = set()
    for line in entries:
        there.add(line.address)
        if line.address in values:
            value, _ = values[line.address]
            yield replace(line, value=value or "", doubt=f"{line.doubt}；{BY_HAND}为 {value or BLANK}")
        else:
            yield line
    for address, (value, problem) in values.items():
        if address not in there:
            (cell,) = cells_at(format, address)
            yield RecordLine(address, cell.name, value or "", "", "", f"{problem.message}；{BY_HAND}为 {value or BLANK}")
