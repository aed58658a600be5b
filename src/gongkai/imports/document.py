"""A document as every reader hands it over: paragraphs and grids of cells, in order, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.problems import Position, Problem, Severity, one_line

RULE = "import"
LONGEST = 1_000  # characters of a message, which may hold a whole row
MANY = 20  # cells with the same doubt: then it has one cause, which is told once
PAGE_NUMBER = re.compile(r"[-—–－]+\d+[-—–－]+|第\d+页(共\d+页)?")


@dataclass(frozen=True, slots=True)
class DocumentPlace:
    """Where something stands in the document. `line` is 0 where the file has no lines (Word); `words` say it to a person."""

    file: str
    words: str
    line: int = 0

    @property
    def position(self) -> Position:
        return Position(self.file, self.line, 1 if self.line else 0)

    def problem(self, message: str, severity: Severity = Severity.ERROR, subject: str = "") -> Problem:
        where = f"{self.words}：" if self.words and not self.line else ""
        said = one_line(where + message)
        return Problem(self.position, RULE, said if len(said) <= LONGEST else f"{said[:LONGEST]}…", severity, subject)

    def doubt(self, message: str, subject: str = "") -> Problem:
        """Something that was read but that a person should compare with the document."""
        return self.problem(message, Severity.WARNING, subject)


def whole(file: str) -> DocumentPlace:
    """The document as a whole."""
    return DocumentPlace(file, "")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`level` is the level of a heading where the file says so, 0 otherwise."""

    text: str
    place: DocumentPlace
    level: int = 0


@dataclass(frozen=True, slots=True)
class GridCell:
    """`row` and `column` count from 0; in a ragged grid `column` only counts the cells of the row.

    `fault` says why no figure can be read from the text, `doubt` why one should be compared, and `placing` why the whole table
    should be, since its cells were not placed by labels of their own; all are empty for most cells. `picture`: of a cell in
    doubt how it is drawn beside what was read, a PNG; empty where the reader has none.
    """

    text: str
    row: int
    column: int
    place: DocumentPlace
    rowspan: int = 1
    colspan: int = 1
    fault: str = ""
    doubt: str = ""
    placing: str = ""
    picture: bytes = b""

    @property
    def columns(self) -> range:
        return range(self.column, self.column + self.colspan)

    @property
    def rows(self) -> range:
        return range(self.row, self.row + self.rowspan)


@dataclass(frozen=True, slots=True)
class Grid:
    """`ragged`: the file did not keep which cells were merged, so a row may have fewer cells than the table has columns."""

    cells: tuple[GridCell, ...]
    place: DocumentPlace
    ragged: bool = False

    @property
    def spanless(self) -> bool:
        return all(cell.rowspan == cell.colspan == 1 for cell in self.cells)

    def spread(self) -> dict[int, dict[int, GridCell]]:
        """The cells that say something, by row and column; one that was merged over several rows stands in each of them."""
        rows: dict[int, dict[int, GridCell]] = {}
        for cell in self.cells:
            for row in cell.rows:
                if cell.text:
                    rows.setdefault(row, {})[cell.column] = cell
        return rows

    def rows(self) -> list[tuple[GridCell, ...]]:
        """The cells that begin in each row."""
        found: dict[int, list[GridCell]] = {}
        for cell in self.cells:
            found.setdefault(cell.row, []).append(cell)
        return [tuple(sorted(found[row], key=lambda cell: cell.column)) for row in sorted(found)]


def doubt_about_people(file: str, names: Iterable[str | None]) -> Iterator[Problem]:
    """Whose names a file holds beside its words; none comes into the draft."""
    people = "、".join(dict.fromkeys(name.strip()[:30] for name in names if name and name.strip()))
    if people:
        yield whole(file).doubt(f"原件里记着作者的名字（{people[:60]}），没有读入；如要公开原件，请先清除")


Block = Paragraph | Grid


@dataclass(frozen=True, slots=True)
class Document:
    """`doubts` are what the reader had to leave out or could not be sure of.

    `private`: the file holds names, remarks or changes of those who wrote it, or words under a cover, which its printed page does
    not show.
    """

    file: str
    blocks: tuple[Block, ...]
    doubts: tuple[Problem, ...] = ()
    private: bool = False
