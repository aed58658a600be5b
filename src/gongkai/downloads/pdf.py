"""report.pdf: the letter and the report laid out as an official document, for reading by eye or ear and for the archive.

PDF/UA-1 and PDF/A-2a in one file, set by typst from the shapes in pdf.typ. Words go there as data, so that no character
of a report can be taken for a command.
"""

from __future__ import annotations

import importlib.util
import json
import re
from collections.abc import Iterable
from functools import cache
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from gongkai.downloads import fonts
from gongkai.downloads.document_parts import Form, Line, Part, document_parts, stated_day
from gongkai.downloads.errors import CannotMakeError
from gongkai.downloads.paper import short, small, widths
from gongkai.downloads.pdf_tables import with_row_headers
from gongkai.reports.report import Report
from gongkai.tables.printed_form import PrintedCell

if TYPE_CHECKING:
    import typst

NAME = "report.pdf"
SHAPES = Path(__file__).with_name("pdf.typ")
STANDARDS: list[Any] = ["ua-1", "a-2a"]
NO_LIBRARY = "生成 PDF 需要 typst 和 pikepdf，这台电脑上没有安装；请先安装 gongkai[pdf]"
UNKNOWN = re.compile(r'the text `"(.+?)"` could not be displayed')
NO_LETTER = "《{}》里的字“{}”在所用的字体里没有，PDF 印不出；请改用 Word 文件，或换成字体里有的写法"
UPRIGHT, TURNED = 156, 225  # mm, the width of the text on either page


def content(report: Report) -> bytes:
    """The file; CannotMakeError when a font or a library is missing, or a character that no font has."""
    parts = document_parts(report)
    compiler = compiler_with(fonts.font_folder())
    import typst  # noqa: PLC0415 - an extra; the rest of the program works without it

    try:
        made, warnings = compiler.compile_with_warnings(
            input=str(SHAPES),  # the compiler goes on with the shapes that it was given last
            format="pdf",
            pdf_standards=STANDARDS,
            sys_inputs={"report": json.dumps(facts(report, parts), ensure_ascii=False)},
        )
    except typst.TypstError as error:
        raise CannotMakeError(reason(error.message, report.envelope.title)) from error
    assert isinstance(made, bytes)
    assert not warnings, warnings
    return with_row_headers(made, [part for part in parts if isinstance(part, Form)])


def is_possible() -> bool:
    """Whether this machine has the libraries and the fonts; a character that no font has is met only in the making."""
    try:
        fonts.font_folder()
    except CannotMakeError:
        return False
    return has_libraries()


def has_libraries() -> bool:
    return all(importlib.util.find_spec(name) is not None for name in ("typst", "pikepdf"))


@cache
def compiler_with(folder: Path) -> typst.Compiler:
    """One compiler for all reports: it keeps the fonts it has read. It sees our shapes, those fonts, and nothing else."""
    if not has_libraries():
        raise CannotMakeError(NO_LIBRARY)
    import typst  # noqa: PLC0415

    loaded = typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[str(folder)])
    return typst.Compiler(input=SHAPES, root=SHAPES.parent, font_paths=loaded, ignore_system_fonts=True)


def reason(message: str, title: str) -> str:
    """
    >>> reason('PDF/UA-1 error: the text `"😀"` could not be displayed with font `"Noto"`', "年报")
    '《年报》里的字“😀”在所用的字体里没有，PDF 印不出；请改用 Word 文件，或换成字体里有的写法'
    """
    unknown = UNKNOWN.search(message)
    return NO_LETTER.format(title, unknown[1]) if unknown else f"《{title}》没有做成 PDF：{message}"


def facts(report: Report, parts: Iterable[Part]) -> dict[str, Any]:
    day = stated_day(report)
    return {
        "title": report.envelope.title,
        "about": report.format.title,
        "day": {"year": day.year, "month": day.month, "day": day.day},
        "sheets": sheets(parts),
    }


def sheets(parts: Iterable[Part]) -> list[dict[str, Any]]:
    """The parts by how their pages lie. A tall table takes the headings right above it along to its turned page."""
    found: list[dict[str, Any]] = [{"turned": False, "parts": []}]
    for part in parts:
        if not isinstance(part, Form) or not part.tall:
            found[-1]["parts"].append(as_facts(part, UPRIGHT))
            continue
        upright = found[-1]["parts"]
        above = list(takewhile(lambda line: line["kind"] == "heading", reversed(upright)))[::-1]
        del upright[len(upright) - len(above) :]
        turned = as_facts(part, TURNED) | {"size": 9.5, "pad": 1.5 if above else 2.4}  # points, so that one page holds 25 rows
        found += [{"turned": True, "parts": [*above, turned]}, {"turned": False, "parts": []}]
    return [sheet for sheet in found if sheet["parts"]]


def as_facts(part: Part, width: int) -> dict[str, Any]:
    if isinstance(part, Line):
        return {"kind": part.kind, "text": part.text, "right": part.right, "level": part.level, "new_page": part.new_page}
    form = part.printed
    return {
        "kind": "table",
        "columns": widths(form, width * 1440 * 10 // 254),
        "head": [place(cell) for cell in form.cells if cell.area.row < form.head],
        "body": [place(cell) for cell in form.cells if cell.area.row >= form.head],
        "size": 9 if small(form) else 12,
        "pad": 4 if small(form) else 6,
        "short": short(form),
    }


def place(cell: PrintedCell) -> dict[str, Any]:
    area = cell.area
    return {"row": area.row, "column": area.column, "rows": area.rows, "columns": area.columns, "text": cell.text}
