"""Tables as the HTML Standard forms them: which cell covers which slot, and which headers belong to a cell.

`assigned` is the standard's own algorithm ("assigning header cells"); `seen` is what a person sees: the header cells that
stand above a cell and beside it, and for an indented row the rows under which it is indented.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from lxml import html

INDENT = "gk-table__below-"


@dataclass(eq=False)
class Cell:
    element: html.HtmlElement
    x: int
    y: int
    width: int
    height: int
    group: html.HtmlElement

    @cached_property
    def header(self) -> bool:
        return bool(self.element.tag == "th")

    @cached_property
    def text(self) -> str:
        return " ".join(self.element.text_content().split())

    @cached_property
    def scope(self) -> str:
        return (self.element.get("scope") or "").lower()

    def __repr__(self) -> str:
        return f"<{self.text or '空'}>"


@dataclass
class Grid:
    """`cells` in the order of the document, `slots` by column and row."""

    table: html.HtmlElement
    cells: list[Cell] = field(default_factory=list)
    slots: dict[tuple[int, int], list[Cell]] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Its caption, or the words that it says name it; empty when nothing does."""
        ids = (self.table.get("aria-labelledby") or "").split()
        named = [*self.table.iterfind("caption"), *(one for id in ids for one in self.table.xpath("//*[@id=$id]", id=id))]
        return " ".join(" ".join(one.text_content().split()) for one in named)

    @cached_property
    def by_id(self) -> dict[str | None, Cell]:
        return {cell.element.get("id"): cell for cell in self.cells}

    @cached_property
    def rowgroups(self) -> list[Cell]:
        return [cell for cell in self.cells if cell.scope == "rowgroup"]

    @cached_property
    def heads(self) -> dict[tuple[str, int], list[Cell]]:
        """The header cells over each column and beside each row, in the order of the document."""
        found: dict[tuple[str, int], list[Cell]] = {}
        for cell in self.cells:
            if cell.header and cell.group.tag == "thead":
                for x in range(cell.x, cell.x + cell.width):
                    found.setdefault(("column", x), []).append(cell)
            elif cell.header:
                for y in range(cell.y, cell.y + cell.height):
                    found.setdefault(("row", y), []).append(cell)
        return found

    @property
    def data(self) -> list[Cell]:
        """The cells of the body that hold figures or words."""
        return [cell for cell in self.cells if not cell.header and cell.group.tag == "tbody"]


def grids(page: html.HtmlElement) -> list[Grid]:
    return [formed(table) for table in page.iter("table")]


def formed(table: html.HtmlElement) -> Grid:
    """ "Forming a table", without the cases that the standard calls errors."""
    grid = Grid(table)
    for y, row in enumerate(table.iter("tr")):
        x = 0
        for element in row.iterchildren("td", "th"):
            while (x, y) in grid.slots:
                x += 1
            cell = Cell(element, x, y, int(element.get("colspan", 1)), int(element.get("rowspan", 1)), row.getparent())
            grid.cells.append(cell)
            for place in ((x + dx, y + dy) for dx in range(cell.width) for dy in range(cell.height)):
                grid.slots.setdefault(place, []).append(cell)
    return grid


# What the standard's algorithm gives


def assigned(grid: Grid, cell: Cell, *, by_ids: bool = True) -> list[Cell]:
    """The headers of a cell; without `by_ids` as if no cell had the attribute `headers`."""
    named = cell.element.get("headers")
    if by_ids and named is not None:
        found = [grid.by_id[id] for id in named.split() if id in grid.by_id]
    else:
        found = [
            *(head for y in range(cell.height) for head in scanned(grid, cell, (cell.x, cell.y + y), (-1, 0))),
            *(head for x in range(cell.width) for head in scanned(grid, cell, (cell.x + x, cell.y), (0, -1))),
            *(head for head in grid.rowgroups if head.group is cell.group and before(head, cell)),
        ]
    return [head for head in dict.fromkeys(found) if head.text and head is not cell]


def before(head: Cell, cell: Cell) -> bool:
    return head.x <= cell.x + cell.width - 1 and head.y <= cell.y + cell.height - 1


def scanned(grid: Grid, principal: Cell, start: tuple[int, int], step: tuple[int, int]) -> Iterator[Cell]:
    """ "Scanning and assigning header cells", upwards or to the left."""
    upwards = step[0] == 0
    opaque: list[Cell] = []
    block: list[Cell] = [principal] if principal.header else []
    in_block = principal.header
    x, y = start
    while (x := x + step[0]) >= 0 and (y := y + step[1]) >= 0:
        covering = grid.slots.get((x, y), [])
        if len(covering) != 1:
            continue
        current = covering[0]
        if current.header:
            in_block = True
            block.append(current)
            if not blocked(grid, current, opaque, upwards=upwards):
                yield current
        elif in_block:
            in_block = False
            opaque, block = [*opaque, *block], []


def blocked(grid: Grid, head: Cell, opaque: list[Cell], *, upwards: bool) -> bool:
    if upwards:
        return any((other.x, other.width) == (head.x, head.width) for other in opaque) or not column_header(grid, head)
    return any((other.y, other.height) == (head.y, head.height) for other in opaque) or not row_header(grid, head)


def column_header(grid: Grid, head: Cell) -> bool:
    return head.scope == "col" or (head.scope == "" and no_data(grid, rows=range(head.y, head.y + head.height)))


def row_header(grid: Grid, head: Cell) -> bool:
    if head.scope:
        return head.scope == "row"
    return not column_header(grid, head) and no_data(grid, columns=range(head.x, head.x + head.width))


def no_data(grid: Grid, *, rows: range | None = None, columns: range | None = None) -> bool:
    return not any(
        not cell.header
        for (x, y), covering in grid.slots.items()
        if (rows is None or y in rows) and (columns is None or x in columns)
        for cell in covering
    )


# What a person sees


def seen(grid: Grid, cell: Cell) -> list[Cell]:
    """Header cells above and beside, from the outermost; and the rows under which the cell's row is indented."""
    above = [head for x in range(cell.x, cell.x + cell.width) for head in grid.heads.get(("column", x), [])]
    beside = [head for y in range(cell.y, cell.y + cell.height) for head in grid.heads.get(("row", y), [])]
    over = [outer for head in beside if indent(head) for outer in outer_rows(grid, head)]
    return list(dict.fromkeys([*over, *beside, *above]))


def shares(head: Cell, cell: Cell, *, across: bool) -> bool:
    if across:
        return head.x < cell.x + cell.width and cell.x < head.x + head.width
    return head.y < cell.y + cell.height and cell.y < head.y + head.height


def outer_rows(grid: Grid, head: Cell) -> list[Cell]:
    """The nearest row above it of each lesser indent."""
    found: list[Cell] = []
    depth = indent(head)
    for other in reversed(grid.cells[: grid.cells.index(head)]):
        if other.header and other.group is head.group and indent(other) < depth:
            found.insert(0, other)
            depth = indent(other)
    return found


def indent(head: Cell) -> int:
    words = [word for word in (head.element.get("class") or "").split() if word.startswith(INDENT)]
    return int(words[0].removeprefix(INDENT)) if words else 0


def lost_paths(page: html.HtmlElement) -> list[str]:
    """Cells that do not reach what is seen as their headers, by ids or by scope alone; tables and headers without words."""
    found = []
    for grid in grids(page):
        if not grid.name:
            found.append("表格没有标题")
        found += [f"{grid.name}：表头是空的" for cell in grid.cells if cell.header and not cell.text]
        found += [f"{grid.name}：表头“{cell.text}”没有 scope" for cell in grid.cells if cell.header and not cell.scope]
        for cell in grid.data:
            wanted = set(seen(grid, cell))
            if set(assigned(grid, cell)) != wanted or not wanted:
                found.append(f"{grid.name}：{cell.text or '空白'} 的表头是 {assigned(grid, cell)}，看到的是 {seen(grid, cell)}")
            straight = {head for head in wanted if shares(head, cell, across=True) or shares(head, cell, across=False)}
            if set(assigned(grid, cell, by_ids=False)) != straight:
                found.append(f"{grid.name}：{cell.text or '空白'} 只凭 scope 找不全表头 {assigned(grid, cell, by_ids=False)}")
    return found
