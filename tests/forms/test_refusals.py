"""What is wrong with a form that came back is said cell by cell, and nothing of it is taken."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from openpyxl.workbook import Workbook

from gongkai.collection import Collection, load_collection
from gongkai.forms.form import form_in
from gongkai.forms.reading import read_form
from gongkai.forms.workbook import workbook
from tests.forms.office import put, resaved
from tests.forms.reports import county

CASES = yaml.safe_load((Path(__file__).parent / "refusals.yml").read_text("utf-8"))
REQUESTS, DISCLOSURE = "三、收到和处理政府信息公开申请情况", "二、主动公开政府信息情况"
EXTERNAL = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/externalLink" '


@pytest.fixture(scope="module")
def collection(tmp_path_factory: pytest.TempPathFactory) -> Collection:
    return load_collection(county(tmp_path_factory.mktemp("county") / "data"))[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_is_wrong_is_said_where_it_stands(case: dict[str, Any], collection: Collection) -> None:
    form = form_in(collection, collection.agencies["demo"], 2022)
    assert form
    raw = workbook(form)
    if "put" in case or "words" in case:
        raw = put(raw, case.get("put", {}), case.get("words", {}))
    if "do" in case:
        raw = DEEDS[case["do"]](raw)
    found, problems = read_form(raw, case.get("file", "表.xlsx"), collection)
    said = [problem.message for problem in problems]
    assert said == case["said"]
    assert (found is None) == bool(said)


def row_inserted(book: Workbook) -> None:
    book[REQUESTS].insert_rows(8)


def column_taken_away(book: Workbook) -> None:
    book[DISCLOSURE].delete_cols(1)


def row_hidden(book: Workbook) -> None:
    book[REQUESTS].row_dimensions[8].hidden = True


def sheets_changed(book: Workbook) -> None:
    book[REQUESTS].sheet_state = "hidden"
    del book["四、政府信息公开行政复议、行政诉讼情况"]
    book.create_sheet("备注")["A1"] = "请注意"
    book.create_sheet("Sheet2")


def with_part(raw: bytes, name: str, change: Callable[[str], str]) -> bytes:
    """With one part of the package changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(raw)) as given, zipfile.ZipFile(out, "w") as made:
        for entry in given.namelist():
            content = given.read(entry)
            made.writestr(entry, change(content.decode()).encode() if entry == name else content)
    return out.getvalue()


def with_macros(raw: bytes) -> bytes:
    main = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    return with_part(
        raw, "[Content_Types].xml", lambda text: text.replace(main, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    )


def with_link(raw: bytes) -> bytes:
    end = "</Relationships>"
    link = f'{EXTERNAL}Target="externalLinks/externalLink1.xml"/>{end}'
    return with_part(raw, "xl/_rels/workbook.xml.rels", lambda text: text.replace(end, link))


def another(_: bytes) -> bytes:
    saved = io.BytesIO()
    book = openpyxl.Workbook()
    book.worksheets[0]["A1"] = "封面"
    book.save(saved)
    return saved.getvalue()


DEEDS: dict[str, Callable[[bytes], bytes]] = {
    "a row inserted": lambda raw: resaved(raw, row_inserted),
    "a column taken away": lambda raw: resaved(raw, column_taken_away),
    "a row hidden": lambda raw: resaved(raw, row_hidden),
    "sheets changed": lambda raw: resaved(raw, sheets_changed),
    "another workbook": another,
    "macros": with_macros,
    "a link to another file": with_link,
    "damaged": lambda raw: raw[:2000],
}
