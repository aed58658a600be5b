"""What a PDF shows in a cell and does not hold as text: never a blank, never part of a figure."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import typst

from gongkai.imports import import_file
from gongkai.imports.readers.pdf import NO_LINES
from gongkai.imports.readers.pdf_grid import chars_by_box
from gongkai.imports.readers.pdf_pages import Box, pages_of
from gongkai.problems import errors
from gongkai.statute.formats import formats
from tests.imports.corpus_files import as_pdf, typst_source
from tests.imports.forms import report

CELL = ("requests", "granted", "natural_person")
NAME = "三、本年度办理结果 › （一）予以公开 › 自然人 "
DRAWN = "格里是图片、公式或控件，读不出里面写的是什么"


def form(text: str) -> bytes:
    return as_pdf(report(formats()["2021"], lambda *address: text if address == CELL else "3"))


@pytest.fixture(scope="module")
def blank() -> tuple[bytes, int, Box, float]:
    """A report with one blank cell: the file, the page and the place of the cell, and the page's height."""
    raw = form("")
    found = [
        (page.number, box, page.height)
        for page in pages_of(raw)
        for boxes in page.tables
        for box in boxes
        if box not in chars_by_box(boxes, page.chars) and box.x1 - box.x0 < 60 and box.bottom - box.top < 15
    ]
    assert len(found) == 1
    return raw, *found[0]


def with_thing(kind: str, blank: tuple[bytes, int, Box, float]) -> bytes:
    """The file with a field, a note or a picture lying in the blank cell."""
    raw, number, box, height = blank
    document = pikepdf.open(io.BytesIO(raw))
    page = document.pages[number - 1]
    left, low, right, high = box.x0 + 2, height - box.bottom + 2, box.x1 - 2, height - box.top - 2
    if kind == "picture":
        how = {"Width": 5, "Height": 5, "ColorSpace": pikepdf.Name.DeviceGray, "BitsPerComponent": 8}
        image = document.make_stream(bytes(25), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, **how)
        page.Resources["/XObject"] = pikepdf.Dictionary(Im0=image)
        page.contents_add(f"q {right - left} 0 0 {high - low} {left} {low} cm /Im0 Do Q".encode())
    else:
        note = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name(f"/{kind}"), Rect=[left, low, right, high])
        page.Annots = pikepdf.Array([document.make_indirect(note)])
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize("kind", ["FreeText", "picture"])
def test_what_is_drawn_into_a_cell_is_no_blank(kind: str, blank: tuple[bytes, int, Box, float], tmp_path: Path) -> None:
    (tmp_path / "a.pdf").write_bytes(with_thing(kind, blank))
    refused = errors(import_file(tmp_path / "a.pdf", tmp_path / "demo", None, None))
    assert [problem.message.partition("：")[2] for problem in refused] == [NAME + DRAWN]
    assert not (tmp_path / "demo").exists()


@pytest.mark.parametrize("look", ["strike", "text(fill: white)"])
def test_a_struck_or_white_figure_is_no_part_of_the_one_beside_it(look: str, tmp_path: Path) -> None:
    source = typst_source(report(formats()["2021"], lambda *address: "90909" if address == CELL else "3"))
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.replace('"90909"', f"[#{look}[5]47]").encode()))
    refused = errors(import_file(tmp_path / "a.pdf", tmp_path / "demo", None, None))
    assert [problem.message.partition("：")[2] for problem in refused] == ["“547”里有划去的或白色的字，不能判断哪些字是数"]


def test_a_table_without_ruling_lines_is_told_as_what_it_is(tmp_path: Path) -> None:
    source = typst_source(report(formats()["2021"], lambda *_: "3")).replace("stroke: 0.5pt", "stroke: none")
    (tmp_path / "a.pdf").write_bytes(typst.compile(source.encode()))
    said = [problem.message for problem in import_file(tmp_path / "a.pdf", tmp_path / "demo", None, None)]
    assert NO_LINES in said
    assert not (tmp_path / "demo").exists()


def test_an_author_written_in_utf_16_is_named(tmp_path: Path) -> None:
    document = pikepdf.open(io.BytesIO(form("3")))
    document.docinfo["/Author"] = pikepdf.String(b"\xff\xfe" + "王小明".encode("utf-16-le"))
    document.save(tmp_path / "a.pdf")
    said = [problem.message for problem in import_file(tmp_path / "a.pdf", tmp_path / "demo", None, None)]
    assert said[-1] == "原件里记着作者的名字（王小明），没有读入；如要公开原件，请先清除"
