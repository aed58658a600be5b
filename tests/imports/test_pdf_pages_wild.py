"""Pages of a PDF as browsers and scanners' programs make them: with an address at the foot of each, turned, without upright rules."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
import pytest
import typst

from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from tests.imports.corpus_files import TYPST, typst_source
from tests.imports.forms import report
from tests.imports.test_wild import TITLE, read

BROWSER = (
    "#set page(margin: (top: 20mm, bottom: 20mm), numbering: none, header: [11/30/26, 7:47 PM #h(1fr) 云岭县人民政府], "
    "footer: context [http:\\/\\/www.example.gov.cn/2022.html #h(1fr) #counter(page).display()\\/#counter(page).final().first()])\n"
)


FORM = report(formats()["2021"], lambda *address: str(sum(map(ord, "".join(address))) % 997), TITLE)


def source(more: str = "") -> str:
    return typst_source(FORM).replace(TYPST, TYPST + more)


def right(found: Report | None) -> bool:
    assert found
    places = (
        (table.id, row.id, column.id) for table in found.format.tables for row in table.leaf_rows for column in table.leaf_columns
    )
    return all((cell := found.cell(*place)) and cell.text == str(sum(map(ord, "".join(place))) % 997) for place in places)


def test_a_browser_s_head_and_foot_do_not_cut_a_table(tmp_path: Path) -> None:
    found, said = read(typst.compile(source(BROWSER).encode()), tmp_path / "a.pdf")
    assert right(found), said
    assert sum("页眉页脚" in line for line in said) == 2


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_pages_that_are_turned_for_looking_at_are_read(turn: int, tmp_path: Path) -> None:
    """Drawn upright, shown turned: as a scanner's program leaves them."""
    document = pikepdf.open(io.BytesIO(typst.compile(source().encode())))
    for page in document.pages:
        page.rotate(turn, relative=True)
    out = io.BytesIO()
    document.save(out)
    found, said = read(out.getvalue(), tmp_path / "a.pdf")
    assert right(found), said
    assert sum("转正以后读入" in line for line in said) == len(document.pages)


@pytest.mark.parametrize("turn", [90, 270])
def test_wide_tables_drawn_sideways_are_read(turn: int, tmp_path: Path) -> None:
    """Drawn sideways on an upright sheet."""
    document = pikepdf.open(io.BytesIO(typst.compile(source().encode())))
    for page in document.pages:
        _, _, width, height = (float(side) for side in page.mediabox)
        moved = f"q 0 1 -1 0 {height} 0 cm" if turn == 90 else f"q 0 -1 1 0 0 {width} cm"
        page.contents_add(moved.encode(), prepend=True)
        page.contents_add(b"Q")
        page.mediabox = pikepdf.Array([0, 0, height, width])
    out = io.BytesIO()
    document.save(out)
    found, said = read(out.getvalue(), tmp_path / "a.pdf")
    assert right(found), said
