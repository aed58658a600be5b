"""A page on paper: the PDF that the browser prints, read back and compared with the page.

The PDF's tags are written from the browser's own accessibility tree: what they say of a cell's headers is what the browser
tells a screen reader.
"""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pikepdf
from lxml import html

from tests.site.access.grid import Cell, Grid, formed, seen, shares

if TYPE_CHECKING:
    from playwright.sync_api import Page

# On paper a button does nothing; where a link leads besides is not of the page; the frame's lists of links neither, nor the
# fields beside a page of the catalogue, nor the entries before and after one, nor the other pages of a list; nor what unfolds a
# table, which is open there, and a chart's file. Words that are heard only are not seen on paper either.
NOT_ON_PAPER = (
    ".gk-aloud, button, select, input, .gk-links, .gk-tree, .gk-near, .gk-pager, .gk-table__hint, .gk-pair__form, .gk-search, "
    ".gk-list__pages, .gk-chart__fold > summary, .gk-chart__file, .gk-fold > summary, script, [hidden], .gk-unseen"
)
WORDS = """without => {
  document.querySelectorAll('details').forEach(one => { one.open = true; });
  const shown = it => it.checkVisibility({visibilityProperty: true}) && !it.closest(without);
  const blocks = 'h1, h2, h3, h4, p, li, dt, dd, th, td, caption, summary, text';
  const main = document.querySelector('main');
  const own = it => [...it.childNodes].flatMap(node => node.nodeType === 3 ? [node.data] : node.nodeType === 1 && !node.matches(blocks + ', ' + without + ', ul, ol, table, svg') ? own(node) : []);
  return {
    title: document.title,
    blocks: [...main.querySelectorAll(blocks)].filter(shown).map(it => own(it).join('')),
    tables: [...main.querySelectorAll('table')].filter(shown).map(it => it.outerHTML),
  };
}"""


@dataclass(frozen=True)
class PrintedCell:
    """`headers` are the ids that the PDF gives the header cells; `row` and `sheet` count from 0. An empty cell may have no tag."""

    row: int
    header: bool
    filled: bool
    id: str
    headers: tuple[str, ...]
    sheet: int | None


@dataclass(frozen=True)
class Printed:
    """The page as it was, and what its PDF says: the text of each sheet, the tables of its tags."""

    title: str
    blocks: list[str]
    grids: list[Grid]
    file: Path
    sheets: list[str]
    tables: list[list[PrintedCell]] = field(default_factory=list)


def printed(page: Page, folder: Path) -> Printed:
    """Prints a page that is open; `folder` takes the file."""
    said = page.evaluate(WORDS, NOT_ON_PAPER)
    file = folder / "page.pdf"
    page.pdf(path=file, prefer_css_page_size=True, tagged=True, outline=True)
    grids = [formed(html.fragment_fromstring(table)) for table in said["tables"]]
    return Printed(said["title"], said["blocks"], grids, file, text_of(file, "-raw"), tables(file))


def text_of(file: Path, *order: str) -> list[str]:
    """Of each sheet, from above; with -raw in the order in which it is drawn."""
    text = subprocess.run(["pdftotext", *order, file, "-"], capture_output=True, text=True, check=True).stdout
    return text.split("\f")[:-1]


def paper_findings(page: Page, folder: Path) -> list[str]:
    found = printed(page, folder)
    return [
        *labelled(found),
        *lost_words(found),
        *lost_headers(found),
        *unrepeated(found),
        *outside(found),
        *tall_forms(found, page),
    ]


def labelled(found: Printed) -> Iterator[str]:
    """Tagged, with the page's title and language."""
    with pikepdf.open(found.file) as pdf:
        if not pdf.Root.get("/MarkInfo", pikepdf.Dictionary()).get("/Marked") or "/StructTreeRoot" not in pdf.Root:
            yield "PDF 没有标签"
        if pdf.Root.get("/Lang") != "zh-CN":
            yield f"PDF 的语言是 {pdf.Root.get('/Lang')}"
        if str(pdf.docinfo.get("/Title", "")) != found.title or not found.title:
            yield f"PDF 的标题是 {pdf.docinfo.get('/Title')}"


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b]", "", text)


def lost_words(found: Printed) -> Iterator[str]:
    """Every paragraph and every cell, and every character as often as it is on the page."""
    text = squeezed("".join(found.sheets))
    from_above = squeezed("".join(text_of(found.file)))  # a foot may be drawn before the rest of a paragraph that goes on there
    for block in map(squeezed, found.blocks):
        if block not in text and block not in from_above:
            yield f"没有印出来：{block[:40]}"
    fewer = Counter("".join(map(squeezed, found.blocks))) - Counter(text)
    if fewer:
        yield f"少印了 {sum(fewer.values())} 个字：{''.join(fewer)[:40]}"


def lost_headers(found: Printed) -> Iterator[str]:
    """In the tags every cell has the headers that are seen above it and beside it."""
    if len(found.tables) != len(found.grids):
        yield f"页上有 {len(found.grids)} 个表，PDF 的标签里有 {len(found.tables)} 个"
        return
    for grid, tagged in zip(found.grids, found.tables, strict=True):
        filled, tags = aligned(grid, tagged)
        if [cell.header for cell in filled] != [cell.header for cell in tags]:
            yield f"{grid.name}：标签里的单元格与页上不同"
            continue
        place = {cell.id: head for cell, head in zip(tags, filled, strict=True) if cell.id}
        for cell, tag in zip(filled, tags, strict=True):
            if (
                not cell.header
                and cell.group.tag == "tbody"
                and {place.get(id) for id in tag.headers} != set(straight(grid, cell))
            ):
                yield f"{grid.name}：标签里“{cell.text}”的表头不全"


def aligned(grid: Grid, tagged: list[PrintedCell]) -> tuple[list[Cell], list[PrintedCell]]:
    """The cells of the page and of the tags in their order; of a row the browser may leave the empty cells out of the tags."""
    cells: list[Cell] = []
    tags: list[PrintedCell] = []
    for y in range(max(cell.y for cell in grid.cells) + 1):
        of_page, of_tags = [cell for cell in grid.cells if cell.y == y], [tag for tag in tagged if tag.row == y]
        whole = len(of_page) == len(of_tags)
        cells += of_page if whole else [cell for cell in of_page if cell.text]
        tags += of_tags if whole else [tag for tag in of_tags if tag.filled]
    return cells, tags


def straight(grid: Grid, cell: Cell) -> list[Cell]:
    """The headers in the cell's own row and column; an outer row is in the name of the row's own header."""
    return [head for head in seen(grid, cell) if shares(head, cell, across=head.group.tag == "thead")]


def unrepeated(found: Printed) -> Iterator[str]:
    """A table that goes on overleaf begins there with its header row."""
    for grid, cells in zip(found.grids, found.tables, strict=False):
        heads = "".join(squeezed(cell.text) for cell in grid.cells if cell.group.tag == "thead")
        for sheet in sorted({cell.sheet for cell in cells if cell.sheet is not None}):
            if heads not in squeezed(found.sheets[sheet]):
                yield f"{grid.name}：第 {sheet + 1} 页上没有表头“{heads}”"


def outside(found: Printed) -> Iterator[str]:
    """Words beyond the margins, which a printer cuts off."""
    said = subprocess.run(["pdftotext", "-bbox", found.file, "-"], capture_output=True, text=True, check=True).stdout
    width = height = 0.0
    for kind, *numbers in re.findall(
        r'<(page|word) (?:xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)"|width="([\d.]+)" height="([\d.]+)")',
        said,
    ):
        if kind == "page":
            width, height = map(float, numbers[4:])
        elif float(numbers[0]) < MARGIN or float(numbers[2]) > width - MARGIN or float(numbers[3]) > height - MARGIN / 2:
            yield f"印到了页边之外：x={numbers[0]}–{numbers[2]}，页宽 {width}"


MARGIN = 20  # points; the smallest margin is 10 mm
CLIPPED = """() => [...document.querySelectorAll('main *')].filter(it => it.checkVisibility() && getComputedStyle(it).overflowX !== 'visible' && !it.matches('.gk-unseen'))
  .filter(it => it.scrollWidth > it.clientWidth + 1).map(it => it.className || it.tagName)"""
UPRIGHT, SIDEWAYS = 673, 1047  # the width of A4 within its margins, upright and turned, in CSS pixels


def tall_forms(found: Printed, page: Page) -> Iterator[str]:
    """The form of twenty-three rows and seven columns has one turned sheet to itself; nothing is cut off at an edge."""
    with pikepdf.open(found.file) as pdf:
        turned = [number for number, sheet in enumerate(pdf.pages) if sheet.mediabox[2] > sheet.mediabox[3]]
    forms = [cells for grid, cells in zip(found.grids, found.tables, strict=False) if is_tall(grid)]
    for cells in forms:
        sheets = {cell.sheet for cell in cells if cell.sheet is not None}
        if len(sheets) != 1 or not sheets <= set(turned):
            yield f"大表不在一张横排的纸上：第 {sorted(sheet + 1 for sheet in sheets)} 页"
    if len(turned) != len(forms):
        yield f"横排的纸有 {len(turned)} 张，大表有 {len(forms)} 个"
    yield from clipped(page)


def is_tall(grid: Grid) -> bool:
    """The statutory form: seven figures in each of 23 rows or more, under headers of several levels."""
    figures = Counter(cell.y for cell in grid.data)
    levels = {cell.y for cell in grid.cells if cell.group.tag == "thead"}
    return len(levels) > 1 and len(figures) >= 23 and set(figures.values()) == {7}


def clipped(page: Page) -> list[str]:
    page.emulate_media(media="print")
    size = page.viewport_size
    page.set_viewport_size({"width": SIDEWAYS if page.locator(".gk-table--tall").count() else UPRIGHT, "height": 900})
    found = page.evaluate(CLIPPED)
    page.emulate_media(media="null")
    assert size is not None
    page.set_viewport_size(size)
    return [f"印的时候被切掉：{name}" for name in found]


# The tags of a PDF

PageNumbers = dict[object, int]
"""Which page an object of the file is, counted from 0."""


def tables(file: Path) -> list[list[PrintedCell]]:
    """Each table's cells in their order."""
    with pikepdf.open(file) as pdf:
        number: PageNumbers = {page.objgen: place for place, page in enumerate(pdf.pages)}
        root = pdf.Root.get("/StructTreeRoot")
        return [list(cells(table, number)) for table in elements(root, "/Table")] if root is not None else []


def elements(element: pikepdf.Object, *kinds: str) -> Iterator[pikepdf.Object]:
    """The nearest of those kinds below an element."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if str(kid.S) in kinds:
                yield kid
            else:
                yield from elements(kid, *kinds)


def kids(element: pikepdf.Object) -> list[pikepdf.Object]:
    below = element.get("/K")
    if below is None:
        return []
    return list(below) if isinstance(below, pikepdf.Array) else [below]


def cells(table: pikepdf.Object, number: PageNumbers) -> Iterator[PrintedCell]:
    for y, row in enumerate(elements(table, "/TR")):
        for cell in elements(row, "/TH", "/TD"):
            headers = tuple(str(id) for attribute in attributes(cell) for id in attribute.get("/Headers", []))
            header, filled, id = str(cell.S) == "/TH", bool(kids(cell)), str(cell.get("/ID", ""))
            yield PrintedCell(y, header, filled, id, headers, sheet_of(cell, number))


def attributes(element: pikepdf.Object) -> list[pikepdf.Object]:
    given = element.get("/A")
    if given is None:
        return []
    return list(given) if isinstance(given, pikepdf.Array) else [given]


def sheet_of(element: pikepdf.Object, number: PageNumbers) -> int | None:
    """Where the first words of an element stand; None for an empty one."""
    for kid in kids(element):
        if isinstance(kid, pikepdf.Dictionary):
            if "/Pg" in kid:
                return number[kid.Pg.objgen]
            if (found := sheet_of(kid, number)) is not None:
                return found
    return number[element.Pg.objgen] if "/Pg" in element and kids(element) else None
