"""Which elements of a page are seen, and the rows and cells of its tables in the order in which a browser shows them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from lxml import html

from gongkai.imports.document import Grid, GridCell
from gongkai.imports.looks import TURNED

UNSEEN = frozenset(("style", "head", "noscript", "template", "nav", "footer", "rt", "rp"))
# What our own report page adds around the report: metadata, contents, key figures, notes, corrections, downloads.
OWN_ADDITIONS = frozenset(
    (
        *("gk-bar", "gk-contents", "gk-key", "gk-figures", "gk-ref", "gk-notes", "gk-corrections", "gk-downloads"),
        *("gk-changes", "gk-sealed"),
    )
) | {"gk-table__summary", "gk-table__hint"}
NOTE = re.compile(r"\s*(校注|有?更正)")  # what our own page puts behind a figure
FIGURES = re.compile(r"[\d.,，%+＋\-－−—/／\s]*")
HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*(hidden|collapse)|mso-hide|font-size\s*:\s*0+(\.0+)?(px|pt|em|rem|%)?\s*(;|!|$)",
    re.IGNORECASE,
)


def unseen(element: html.HtmlElement) -> bool:
    if element.tag in UNSEEN or element.get("hidden") is not None or HIDDEN.search(element.get("style", "")):
        return True
    return bool(OWN_ADDITIONS.intersection(classes(element))) or around_own_table(element)


def classes(element: html.HtmlElement) -> list[str]:
    names: str = element.get("class", "")
    return names.split()


def around_own_table(element: html.HtmlElement) -> bool:
    """The name above, and the rule and the units below, which our own page prints around a table."""
    return element.tag in ("figcaption", "caption") and any("gk-table" in classes(e) for e in element.iterancestors("figure"))


def lays_out(table: html.HtmlElement) -> bool:
    """A table that holds other tables, or is a single cell, only lays out what is in it."""
    if table.find(".//table") is not None:
        return True
    return len(table.xpath("(.//td | .//th)[position() < 3]")) < 2


def groups_of(table: html.HtmlElement) -> list[list[html.HtmlElement]]:
    """The rows in the order in which a browser shows them: the foot stands last wherever it is written."""
    groups: dict[str, list[list[html.HtmlElement]]] = {"thead": [], "tbody": [], "tfoot": []}
    for child in inside(table, "tr", *groups):
        if child.tag != "tr":  # a second head or foot is shown where it is written
            name = child.tag if not groups[child.tag] else "tbody"
            groups[name].append(list(inside(child, "tr")))
        elif (before := child.getprevious()) is not None and before.tag == "tr" and groups["tbody"]:
            groups["tbody"][-1].append(child)
        else:
            groups["tbody"].append([child])
    heads, feet = groups["thead"], groups["tfoot"]
    return [*heads[:1], *groups["tbody"], *feet[:1]]


def inside(element: html.HtmlElement, *names: str) -> Iterator[html.HtmlElement]:
    """The nearest elements of these names, whatever else a page wraps around them; never those of a table inside."""
    for child in element:
        if child.tag in names:
            yield child
        elif isinstance(child.tag, str) and child.tag not in ("table", "caption", "td", "th", "template"):
            yield from inside(child, *names)


def with_bodies(root: html.HtmlElement) -> None:
    """Rows that stand in a table without a group get one, as every browser gives them: styles ask for it."""
    for table in root.iter("table"):
        body = None
        for child in list(table):
            if child.tag != "tr":
                body = None if isinstance(child.tag, str) else body
                continue
            if body is None:
                body = html.Element("tbody")
                table.insert(table.index(child), body)
            body.append(child)


def is_own_note(element: html.HtmlElement) -> bool:
    """A reference to a note, which our own page prints behind a figure."""
    last = not (element.tail or "").strip() and all(is_own_note(after) for after in element.itersiblings())
    return last and element.tag == "a" and "gk-ref" in classes(element) and bool(NOTE.match(element.text or ""))


def told_to_figures(grid: Grid) -> Grid:
    """A name that may be drawn otherwise puts the figures of its row and column in doubt, unless it only stands upright."""
    named: dict[tuple[str, int], str] = {}
    for cell in grid.cells:
        if cell.doubt and cell.doubt != TURNED and not FIGURES.fullmatch(cell.text):
            for line in (*(("row", row) for row in cell.rows), *(("column", column) for column in cell.columns)):
                named.setdefault(line, f"行或列的名称：{cell.doubt}")
    if not named:
        return grid

    def told(cell: GridCell) -> GridCell:
        lines = (*(("row", row) for row in cell.rows), *(("column", column) for column in cell.columns))
        doubt = next((named[line] for line in lines if line in named), "")
        return replace(cell, doubt=doubt) if doubt and not cell.doubt else cell

    return replace(grid, cells=tuple(map(told, grid.cells)))


def span(cell: html.HtmlElement, name: str) -> int:
    """As browsers read it: the digits it begins with."""
    found = re.match(r"\s*(\d{1,5})(?!\d)", cell.get(name, "1"))
    return int(found[1]) if found else 1
