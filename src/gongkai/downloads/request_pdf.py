"""shenqingbiao.pdf: the application form with fields that any reading program fills in; tagged, to PDF/UA-1."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

from gongkai.downloads import fonts
from gongkai.downloads.document_parts import Form
from gongkai.downloads.errors import CannotMakeError
from gongkai.downloads.pdf import compiler_with, reason
from gongkai.downloads.pdf_tables import with_row_headers
from gongkai.downloads.request_fields import fields_from
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.tables.request_grid import STUB, RequestGrid

NAME = "shenqingbiao.pdf"
SHAPES = Path(__file__).with_name("request_form.typ")
STANDARDS: list[Any] = ["ua-1"]  # a form is filled in, not put away


def content(grid: RequestGrid) -> bytes:
    """The same bytes for the same form; CannotMakeError when a font or a library is missing."""
    compiler = compiler_with(fonts.font_folder())
    import typst  # noqa: PLC0415 - an extra; the rest of the program works without it

    form = json.dumps(facts(grid), ensure_ascii=False)
    try:
        made = compiler.compile(input=str(SHAPES), format="pdf", pdf_standards=STANDARDS, sys_inputs={"form": form})
    except typst.TypstError as error:
        raise CannotMakeError(reason(error.message, grid.title)) from error
    assert isinstance(made, bytes)
    tied = with_row_headers(made, [Form(grid.title, grid.form, tall=False)])
    return fields_from(tied, {field.id: field for field in grid.fields.values()})


def facts(grid: RequestGrid) -> dict[str, Any]:
    day = {"year": NO_DAY.year, "month": NO_DAY.month, "day": NO_DAY.day}
    return {"title": grid.title, "about": "《中华人民共和国政府信息公开条例》第二十九条", "day": day, "cells": list(cells(grid))}


def cells(grid: RequestGrid) -> Iterator[dict[str, Any]]:
    for cell in grid.form.cells:
        field = asdict(grid.fields[cell.area.row]) if cell.area.column >= STUB else None
        yield {"row": cell.area.row, "column": cell.area.column, "rows": cell.area.rows, "text": cell.text, "field": field}
