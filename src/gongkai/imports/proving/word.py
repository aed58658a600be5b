"""A Word file printed by LibreOffice."""

from __future__ import annotations

import io
import zipfile

from lxml import etree

from gongkai.drawn.browser import NoToolsError
from gongkai.drawn.office import UnconvertedError, converted
from gongkai.imports.readers.docx import TYPES, children, number_of
from gongkai.imports.readers.docx_names import W
from gongkai.imports.readers.office_package import Package, key_of

BEFORE_BORDERS = {f"{W}{name}" for name in ("cnfStyle", "tcW", "gridSpan", "hMerge", "vMerge")}
WIDE, TALL, ROOM = "16800", "70000", 13_000  # twentieths of a point: the width of a sheet, its height, the width of its text
SIDES = ("top", "left", "bottom", "right")


def printed_word(raw: bytes) -> bytes:
    """The document as a PDF. NoToolsError where there is no LibreOffice, or it cannot draw this file."""
    try:
        return converted(prepared(raw), ".docx", "pdf")
    except UnconvertedError:
        raise NoToolsError("LibreOffice 没有能画出这个文件") from None
    except NoToolsError as error:
        raise NoToolsError(f"{error}，不能把 Word 文件画出来比对；请安装 LibreOffice") from None


def prepared(raw: bytes) -> bytes:
    """A cell is found on paper by its ruling lines, which not every table draws: here each cell has them, on one sheet."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as archive, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        package = Package(archive)
        main = key_of(package.main(*TYPES))
        for name in archive.namelist():
            content = archive.read(name)
            copy.writestr(name, on_one_sheet(content) if key_of(name) == main else content)
    return out.getvalue()


def on_one_sheet(content: bytes) -> bytes:
    """The part of the text with ruled cells, on a sheet so tall that no page break goes through a table."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    tree = etree.fromstring(content, parser)
    sections = list(tree.iter(f"{W}sectPr")) or [etree.SubElement(body, f"{W}sectPr") for body in tree.iter(f"{W}body")]
    for section in sections:
        size = section.find(f"{W}pgSz")
        if size is None:
            size = etree.SubElement(section, f"{W}pgSz", {f"{W}w": WIDE})
        size.set(f"{W}h", TALL)
    for mark in [*tree.iter(f"{W}tblHeader")]:  # a head is repeated on each sheet
        mark.getparent().remove(mark)
    for table in tree.iter(f"{W}tbl"):
        if table.find(f"{W}tblGrid/{W}gridCol") is None:
            lay_out(table)
    for cell in tree.iter(f"{W}tc"):
        rule(cell)
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


def lay_out(table: etree._Element) -> None:
    """A grid for a table that has none: Word puts its cells below each other all the same, LibreOffice row by row."""
    rows = [
        [(cell, number_of(cell.find(f"{W}tcPr/{W}gridSpan"), 1)) for cell in children(row, "tc")] for row in children(table, "tr")
    ]
    columns = max((sum(span for _, span in row) for row in rows), default=1)
    width = ROOM // columns
    for old in table.findall(f"{W}tblGrid"):
        table.remove(old)
    grid = etree.Element(f"{W}tblGrid")
    for _ in range(columns):
        etree.SubElement(grid, f"{W}gridCol", {f"{W}w": str(width)})
    before = table.find(f"{W}tblPr")
    table.insert(0 if before is None else table.index(before) + 1, grid)
    for cell, span in (cell for row in rows for cell in row):
        about = about_cell(cell)
        for old in about.findall(f"{W}tcW"):
            about.remove(old)
        about.insert(0, etree.Element(f"{W}tcW", {f"{W}w": str(width * span), f"{W}type": "dxa"}))


def about_cell(cell: etree._Element) -> etree._Element:
    about = cell.find(f"{W}tcPr")
    if about is None:
        about = etree.Element(f"{W}tcPr")
        cell.insert(0, about)
    return about


def rule(cell: etree._Element) -> None:
    about = about_cell(cell)
    for old in about.findall(f"{W}tcBorders"):
        about.remove(old)
    borders = etree.Element(f"{W}tcBorders")
    for side in SIDES:
        etree.SubElement(borders, f"{W}{side}", {f"{W}val": "single", f"{W}sz": "4", f"{W}color": "000000"})
    before = [number for number, child in enumerate(about) if child.tag in BEFORE_BORDERS]
    about.insert(max(before, default=-1) + 1, borders)
