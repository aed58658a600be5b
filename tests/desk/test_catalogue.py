"""目录 at the desk: the workbook of the command, what another one would change, and the ids that stay."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from werkzeug.test import TestResponse

from gongkai.catalogue import load_catalogue
from gongkai.cli import main
from tests.desk.conftest import Clerk, words

FIELD = """title: 社会救助
levels: [县级, 乡级]
entries:
  - id: zhengce
    number: 1
    matter: 综合业务
    submatter: 政策法规文件
    content: 有关的法律、法规
    levels: 县级
  - id: zhinan
    number: 2
    matter: 综合业务
    submatter: 办事指南
    content: 办理事项
    levels: 县级
"""
FILE = "catalogue/social-assistance.yml"


@pytest.fixture
def office(clerk: Clerk) -> Clerk:
    (clerk.data / "catalogue").mkdir(exist_ok=True)
    (clerk.data / FILE).write_text(FIELD, "utf-8")
    return clerk


def text(clerk: Clerk) -> str:
    return (clerk.data / FILE).read_text("utf-8")


def sheet_of(office: Clerk) -> Worksheet:
    book = load_workbook(io.BytesIO(office.look("/catalogue/social-assistance.xlsx").data))
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    return sheet


def cell_of(sheet: Worksheet, value: str) -> tuple[int, int]:
    return next((cell.row, cell.column) for row in sheet.iter_rows() for cell in row if cell.value == value)  # type: ignore[misc]


def undo_merges(sheet: Worksheet, first: int) -> None:
    """From that row on, each cell with what the merged one said: the library moves no merged cells when a row goes, as Excel does."""
    for area in [each for each in sheet.merged_cells.ranges if each.min_row >= first]:
        said = sheet.cell(area.min_row, area.min_col).value
        sheet.unmerge_cells(str(area))
        for row, column in area.cells:
            sheet.cell(row, column).value = said


def upload(office: Clerk, content: bytes, name: str = "目录.xlsx") -> TestResponse:
    fields = {"file": (io.BytesIO(content), name)}
    return office.send("/catalogue/", fields, content_type="multipart/form-data")  # type: ignore[arg-type]


def saved(sheet: Worksheet) -> bytes:
    target = io.BytesIO()
    assert sheet.parent
    sheet.parent.save(target)
    return target.getvalue()


def token(answer: TestResponse) -> str:
    return answer.text.partition('name="seen" value="')[2].partition('"')[0]


def test_the_download_is_the_command_s_and_changes_nothing(office: Clerk, tmp_path: Path) -> None:
    into = tmp_path / "export"
    assert main(["catalogue", "export", "xlsx", "--data", str(office.data), "--into", str(into)]) == 0
    content = office.look("/catalogue/catalogue.xlsx").data
    assert content == (into / "catalogue.xlsx").read_bytes()
    assert "一字不差" in words(upload(office, content))
    assert text(office) == FIELD
    assert office.look("/catalogue/site.xlsx").status_code == 404


def test_what_it_would_change_is_seen_word_by_word_before_it_is_taken(office: Clerk) -> None:
    sheet = sheet_of(office)
    row, column = cell_of(sheet, "有关的法律、法规")
    sheet.cell(row, column, "有关的法律、法规和规章")
    answer = upload(office, saved(sheet))
    assert "改动 综合业务 › 政策法规文件 （代号 zhengce）" in words(answer).replace("（代号", " （代号").replace("  ", " ")
    assert "有关的法律、法规 改为 有关的法律、法规和规章" in words(answer)
    assert text(office) == FIELD
    assert office.send("/catalogue/", {"do": "take", "seen": token(answer)}).status_code == 303
    found = load_catalogue(office.data / "catalogue")[0].by_field["social-assistance"]
    assert [(entry.id, entry.content) for entry in found.entries] == [
        ("zhengce", "有关的法律、法规和规章"),
        ("zhinan", "办理事项"),
    ]
    office.send("/catalogue/", {"do": "undo"})
    assert text(office) == FIELD


def test_a_county_s_first_catalogue_is_taken(office: Clerk) -> None:
    content = office.look("/catalogue/catalogue.xlsx").data
    (office.data / FILE).unlink()
    (office.data / "catalogue").rmdir()
    answer = upload(office, content)
    assert "新增 2 条，改动 0 条，取消 0 条" in words(answer)
    assert office.send("/catalogue/", {"do": "take", "seen": token(answer)}).status_code == 303
    found = load_catalogue(office.data / "catalogue")[0].by_field["social-assistance"]
    assert [entry.id for entry in found.entries] == ["zhengce", "zhinan"]


def test_ids_stay_where_the_workbook_has_none_and_a_new_entry_takes_a_free_one(office: Clerk) -> None:
    sheet = sheet_of(office)
    row, column = cell_of(sheet, "zhengce")
    sheet.delete_cols(column)
    first, matter = cell_of(sheet, "综合业务")
    assert first == row
    sheet.cell(row + 2, 1, 3)
    sheet.cell(row + 2, matter, "专项业务")
    for other in range(matter + 1, sheet.max_column + 1):
        sheet.cell(row + 2, other, sheet.cell(row, other).value)
    answer = upload(office, saved(sheet))
    assert "新增 1 条，改动 0 条，取消 0 条" in words(answer), words(answer)
    office.send("/catalogue/", {"do": "take", "seen": token(answer)})
    found = load_catalogue(office.data / "catalogue")[0].by_field["social-assistance"]
    assert [entry.id for entry in found.entries] == ["zhengce", "zhinan", "3"]


def test_a_row_added_behind_one_that_went_takes_no_id_of_another(office: Clerk) -> None:
    (office.data / FILE).write_text(FIELD.replace("id: zhengce", "id: '1'").replace("id: zhinan", "id: '2'"), "utf-8")
    sheet = sheet_of(office)
    row, _ = cell_of(sheet, "政策法规文件")
    undo_merges(sheet, row)
    sheet.append([cell.value for cell in sheet[row + 1]])
    new = sheet.max_row
    sheet.cell(new, 1, 3)
    sheet.cell(new, cell_of(sheet, "综合业务")[1], "专项业务")
    sheet.cell(new, cell_of(sheet, "办理事项")[1], "另一件")
    sheet.cell(new, cell_of(sheet, "条目代号")[1]).value = None
    sheet.delete_rows(row)
    answer = upload(office, saved(sheet))
    assert "新增 1 条，改动 0 条，取消 1 条" in words(answer), words(answer)
    office.send("/catalogue/", {"do": "take", "seen": token(answer)})
    found = load_catalogue(office.data / "catalogue")[0].by_field["social-assistance"]
    assert [(entry.id, entry.matter) for entry in found.entries] == [("2", "综合业务"), ("3", "专项业务")]


def test_nothing_is_taken_that_was_not_seen(office: Clerk) -> None:
    sheet = sheet_of(office)
    row, column = cell_of(sheet, "办理事项")
    sheet.cell(row, column, "办理事项和条件")
    answer = upload(office, saved(sheet))
    (office.data / FILE).write_text(FIELD.replace("办理事项", "办理条件"), "utf-8")
    refused = office.send("/catalogue/", {"do": "take", "seen": token(answer)})
    assert refused.status_code == 422
    assert "没有写入，请再上传一次" in words(refused)
    assert "办理条件" in text(office)


def test_refusals_are_the_command_s(office: Clerk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "没有选文件" in words(office.send("/catalogue/", {}))
    (tmp_path / "workbook.xlsx").write_bytes(b"PK not a workbook")
    assert main(["catalogue", "import", str(tmp_path / "workbook.xlsx"), "--data", str(office.data)]) == 1
    said = capsys.readouterr().out.splitlines()[0].partition(": ")[2].rpartition(" [")[0]
    assert said
    assert said in words(upload(office, b"PK not a workbook"))
    assert text(office) == FIELD
