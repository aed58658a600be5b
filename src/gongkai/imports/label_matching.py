"""Printed labels matched to the lines of a format: by what they say, down the format's tree."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby

from gongkai.imports.document import GridCell
from gongkai.reports.narrative import NUMBERING
from gongkai.reports.report import full_label
from gongkai.statute.formats import FormatTable, Line, formats
from gongkai.statute.labels import fold, squeezed

REMARKED = re.compile(r"(.+?)\([^()]*\)")

Step = tuple[Line, GridCell | None]
"""A line of the format and the cell that printed its label; None where the document did not print it."""


def named(line: Line, text: str) -> bool:
    """By its own name, behind which an office may have put a remark in brackets: 规章（县级无此项）."""
    names = folded_names(line.label, line.aliases)
    return fold(text) in names or without_remark(text) in names


@lru_cache(maxsize=4096)
def without_remark(text: str) -> str:
    """The label as it is compared, without a remark that no form has.

    >>> without_remark("规章（县级无此项）"), without_remark("本年收费金额（单位：万元）")
    ('规章', '本年收费金额(单位:万元)')
    """
    said = fold(text)
    found = REMARKED.fullmatch(said)
    return found[1] if found and said not in all_labels() else said


@cache
def folded_names(label: str, aliases: tuple[str, ...]) -> frozenset[str]:
    """The names of a line as they are compared. There are as many as the formats have."""
    return frozenset(map(fold, (label, *aliases)))


def nearly_named(line: Line, text: str) -> bool:
    """The label with another number before it, or none."""
    said = without_number(text)
    return bool(said) and said in unnumbered_names(line.label, line.aliases)


@lru_cache(maxsize=4096)
def without_number(text: str) -> str:
    return fold(NUMBERING.sub("", squeezed(text)))


@cache
def unnumbered_names(label: str, aliases: tuple[str, ...]) -> frozenset[str]:
    return frozenset(fold(NUMBERING.sub("", name)) for name in (label, *aliases))


def walks(
    cells: Sequence[GridCell], lines: Sequence[Line], above: tuple[Step, ...] = ()
) -> Iterator[tuple[tuple[Step, ...], int]]:
    """Every way in which the cells name a path down to a leaf, with how many cells it took; groups may be left unprinted."""
    if not cells:
        return
    exactly = [line for line in lines if named(line, cells[0].text)]
    for line in exactly or [line for line in lines if nearly_named(line, cells[0].text)]:
        here = (*above, (line, cells[0]))
        if not line.members:
            yield here, 1
        for path, taken in walks(cells[1:], line.members, here):
            yield path, taken + 1
    for line in lines:
        if line.members:
            yield from walks(cells, line.members, (*above, (line, None)))


def leaf_named(cells: Sequence[GridCell], lines: Sequence[Line]) -> tuple[Step, ...] | None:
    """The one leaf that all these labels name; None when they name none or several. A label printed twice running counts once."""
    said = [next(run) for _, run in groupby((cell for cell in cells if squeezed(cell.text)), lambda cell: fold(cell.text))]
    found = {tuple(line.id for line, _ in path): path for path, taken in walks(said, lines) if taken == len(said)}
    return next(iter(found.values())) if len(found) == 1 else None


def is_label(text: str) -> bool:
    """Whether the text is a label of any table of any format; a blank is none."""
    return not all_labels().isdisjoint((fold(text), without_remark(text)))


@cache
def all_labels() -> frozenset[str]:
    return frozenset(fold(name) for format in formats().values() for table in format.tables for name in names(table) if name)


def names(table: FormatTable) -> Iterator[str]:
    yield from (table.caption or "", table.stub or "", table.note or "")
    for top in (*table.rows, *header_of(table)):
        for line in top.everything():
            yield from (line.label, *line.aliases)


def header_of(table: FormatTable) -> tuple[Line, ...]:
    """The header's tree: the columns, or in a table printed across its rows with the columns below each."""
    if table.generic:
        return table.generic.lines
    return tuple(above_columns(row, table.columns) for row in table.rows) if table.across else table.columns


def above_columns(row: Line, columns: tuple[Line, ...]) -> Line:
    members = tuple(above_columns(member, columns) for member in row.members) or columns
    return Line(row.id, row.label, row.aliases, members)


def leaf_key(table: FormatTable, path: Sequence[Step]) -> tuple[str, str]:
    """The row (empty when the data row says it) and the column that a header path stands for."""
    return (path[-2][0].id if table.across else "", path[-1][0].id)


def header_leaves(table: FormatTable) -> dict[tuple[str, str], str]:
    """Every leaf that the header must print, with the words for it."""
    paths = [path for top in header_of(table) for path in top.paths()]
    words = [" › ".join(line.label for line in (path[-2:] if table.across else path[-1:])) for path in paths]
    return {leaf_key(table, [(line, None) for line in path]): word for path, word in zip(paths, words, strict=True)}


def label_of(table: FormatTable, id: str) -> str:
    line = table.line(id)
    return full_label(table, line) if line else id


def words_of(row: Iterable[GridCell]) -> str:
    return " ".join(squeezed(cell.text) for cell in row if squeezed(cell.text))


def unknown_label(table: FormatTable, row: Sequence[GridCell]) -> str:
    """The sentence for a row nobody can name, with the label that one of its cells most resembles."""
    lines = [line for top in table.rows for line in top.everything()]
    message = f"“{table.title}”表没有“{words_of(row)}”这样的一行"
    for cell in row:
        close = difflib.get_close_matches(fold(cell.text), [fold(line.label) for line in lines], 1, 0.6)
        if close and not any(named(line, cell.text) for line in lines):
            meant = next(line.label for line in lines if fold(line.label) == close[0])
            return f"{message}；“{squeezed(cell.text)}”是否应为“{meant}”？请对照原件改正后再导入"
    return f"{message}，不能判断各数属于哪一行"


def wrong_count(row: Sequence[GridCell], found: int, wanted: int) -> str:
    if found == wanted:
        return f"“{words_of(row)}”这一行的单元格与表头的列对不齐，不能判断各数属于哪一列"
    lost = "缺的是哪一个" if found < wanted else "多的是哪一个"
    return f"“{words_of(row)}”这一行有 {found} 个数，应有 {wanted} 个，不能判断{lost}"
