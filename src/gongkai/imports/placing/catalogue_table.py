"""The two header rows of a catalogue's table: which column is what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from gongkai.imports.document import Grid, GridCell
from gongkai.statute.catalogue_standard import Column, standard
from gongkai.statute.labels import fold, squeezed

ColumnKind = Literal["text", "channels", "everyone", "group", "audience", "methods", "method", "levels", "level", "extra"]
NO_SUB = ("number", "content", "basis", "time_limit", "publisher")  # columns with nothing below their label
TITLE_ENOUGH = 4  # columns that must be known before a row is a header


@dataclass(frozen=True, slots=True)
class Head:
    """One column. `key` names what it holds, `label` the box to tick (全社会, 县级) or the county's own column."""

    kind: ColumnKind
    key: str
    label: str = ""


@dataclass(frozen=True, slots=True)
class Header:
    """`columns` by number; `rows` the header's row numbers; `printed` its texts by column, to know it again on the next page."""

    columns: Mapping[int, Head]
    rows: range
    printed: frozenset[str]
    unknown: tuple[GridCell, ...] = ()

    @property
    def levels(self) -> tuple[str, ...]:
        return tuple(head.label for head in self.columns.values() if head.kind == "level")

    @property
    def extra(self) -> tuple[str, ...]:
        return tuple(head.label for head in self.columns.values() if head.kind == "extra")


def header_of(grid: Grid) -> Header | None:
    """The header, wherever it begins; None when the table has none."""
    for row in grid.rows():
        tall = [cell for cell in row if known(cell.text) or is_group(cell.text)]
        if len(tall) >= TITLE_ENOUGH:
            return header_from(grid, row)
    return None


def header_from(grid: Grid, top: Sequence[GridCell]) -> Header:
    first = top[0].row
    below = [cell for cell in grid.cells if cell.row == first + 1]
    high = max(cell.rowspan for cell in top)
    second = high > 1 or (any(is_box(cell.text) for cell in below) and not begins_the_entries(top, below))
    rows = range(first, first + max(high, 2 if second else 1))
    subs = {column: cell for cell in grid.cells if cell.row in rows[1:] for column in cell.columns}
    columns: dict[int, Head] = {}
    unknown = []
    for cell, reach in with_reach(top, subs):
        for column in reach:
            sub = squeezed(subs[column].text) if column in subs else ""
            undivided = not sub and len(reach) == 1 and is_group(cell.text)  # one 公开事项 over nothing is the matter itself
            head = Head("text", "matter") if undivided else head_of(squeezed(cell.text), sub)
            if head.kind == "extra" and any(other.label == head.label for other in columns.values()):
                unknown.append(cell)
            columns[column] = head
    texts = frozenset(fold(cell.text) for cell in (*top, *subs.values()))
    return Header(dict(sorted(columns.items())), rows, texts, tuple(unknown))


def begins_the_entries(top: Sequence[GridCell], below: Sequence[GridCell]) -> bool:
    """Whether the row below is an entry, though it says 主动 or 全社会: it has words where a header has nothing more."""
    ends = {cell.column: fold(cell.text) for cell in top if (column := known(cell.text)) and column.key in NO_SUB}
    return any(squeezed(cell.text) and fold(cell.text) != ends[cell.column] for cell in below if cell.column in ends)


def with_reach(top: Sequence[GridCell], subs: Mapping[int, GridCell]) -> Iterable[tuple[GridCell, range]]:
    """Each header cell and its columns. Where the merging was lost, it reaches over the sub-headings to its right."""
    starts = {cell.column for cell in top}
    for cell in top:
        end = cell.columns.stop
        while end in subs and end not in starts and cell.column in subs:
            end += 1
        yield cell, range(cell.column, end)


def head_of(label: str, sub: str) -> Head:
    """What a column is, from its label and the one below it."""
    column = known(label)
    if column is None:
        name = sub if is_group(label) and sub else f"{label}（{sub}）" if sub else label
        inner = known(sub) if sub else None
        if inner and inner.group and fold(label) == fold(inner.group):
            return Head("text", inner.key)
        own = next((column.key for column in standard().added_columns if column.label == label), "")
        return Head("text", own) if own and not sub else Head("extra", name, name)
    boxes = {"audience": ("everyone", "group"), "method": ("active", "on_request")}
    if column.key in boxes and sub:
        choice = standard().audience if column.key == "audience" else standard().methods
        for key in boxes[column.key]:
            if fold(sub) in map(fold, (choice.labels[key], *choice.aliases[key])):
                return Head(key if column.key == "audience" else "method", column.key, choice.labels[key])  # type: ignore[arg-type]
        return Head("extra", sub, f"{label}（{sub}）")
    if column.key == "levels":
        return Head("level", "levels", sub) if sub else Head("levels", "levels")
    kinds: dict[str, ColumnKind] = {"channels": "channels", "audience": "audience", "method": "methods"}
    return Head(kinds.get(column.key, "text"), column.key)


def known(label: str) -> Column | None:
    """The official column of that label.

    >>> known("公 开 内 容").key, known("责任科室")
    ('content', None)
    """
    said = fold(label)
    return next((column for column in standard().columns if said in map(fold, (column.label, *column.aliases))), None)


def is_group(label: str) -> bool:
    return fold(label) in {fold(column.group) for column in standard().columns if column.group}


def is_box(text: str) -> bool:
    """Is it a label of the second header row?"""
    labels = [*standard().audience.labels.values(), *standard().methods.labels.values(), *standard().levels]
    return fold(text) in map(fold, (*labels, *(column.label for column in standard().columns if column.group)))
