"""`gongkai init --agencies`: the list as an office types it, the agencies that are read, or what is told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml

from gongkai.cli import main
from gongkai.county.agencies import Agency, read_agencies

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "agency_lists.yml").read_text("utf-8"))
SMALL = "名称,类别,上级\n财政局,部门,县政府\n榆河镇,乡镇,\n"
READ = ["qinghe 青禾县人民政府 government", "caizhengju 财政局 department qinghe", "yuhezhen 榆河镇 township"]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def init(file: str) -> int:
    return main(["init", "青禾县", "--agencies", file])


def listed() -> dict[str, Agency]:
    agencies, problems = read_agencies(Path("青禾县/data"))
    assert problems == []
    return agencies


def lines() -> list[str]:
    return [" ".join(filter(None, (a.id, a.name, a.kind, a.parent))) for a in listed().values()]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_list_as_an_office_has_it(case: dict[str, Any], capsys: pytest.CaptureFixture[str]) -> None:
    typed = case.get("list")
    if typed is not None:
        Path("名单.csv").write_text(typed, "utf-8")
    code = init("名单.csv") if typed is not None else main(["init", "青禾县"])
    said = capsys.readouterr()
    assert said.out.splitlines() == case.get("problems", [])
    if "agencies" not in case:
        assert code == 1
        assert said.err.endswith("没有写入任何文件\n")
        assert [path.name for path in Path().iterdir()] == ["名单.csv"]
        return
    assert code == 0, said.err
    assert lines() == case["agencies"]
    for id, facts in case.get("facts", {}).items():
        agency = listed()[id]
        assert {name: getattr(agency.contact, name, None) or getattr(agency, name, None) for name in facts} == facts


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_as_programs_write_text(encoding: str, ending: str) -> None:
    Path("名单.csv").write_bytes(SMALL.replace("\n", ending).encode(encoding))
    assert init("名单.csv") == 0
    assert lines() == READ


def workbook(rows: list[list[str]], *merged: str) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    for row in rows:
        sheet.append(row)
    for area in merged:
        sheet.merge_cells(area)
    book.save("名单.xlsx")


def test_a_workbook_with_a_title_and_a_merged_kind() -> None:
    rows = [["青禾县机构名单", "", ""], ["名称", "类别", "上级"], ["财政局", "部门", "县政府"], ["审计局", "", ""]]
    workbook(rows, "A1:C1", "B3:B4")
    assert init("名单.xlsx") == 0
    assert lines() == [*READ[:2], "shenjiju 审计局 department"]


def test_a_mistake_in_a_workbook_names_the_cell(capsys: pytest.CaptureFixture[str]) -> None:
    workbook([["名称", "类别"], ["财政局", "公司"]])
    assert init("名单.xlsx") == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line == "名单.xlsx: 工作表“Sheet”B2：财政局的类别“公司”不认识；可以写 本级政府、政府办公室、部门、乡镇 [import]"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("财\u202e政局", "“财�政局”：这里有改变字序的字符（U+202E，强制从右到左）；请删去后重新输入"),
        ("'=cmd|x", "“=cmd|x”以 = 开头，像是公式；请改成文字"),
        ("@财政局", "“@财政局”以 @ 开头，像是公式；请改成文字"),
    ],
)
def test_what_nobody_sees_and_formulas_in_a_workbook(typed: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["名称", "类别"])
    sheet.append(["审计局", "部门"])
    sheet["A3"], sheet["B3"] = typed.removeprefix("'"), "部门"
    sheet["A3"].data_type = "s"
    book.save("名单.xlsx")
    assert init("名单.xlsx") == 1
    assert capsys.readouterr().out.splitlines() == [f"名单.xlsx: 工作表“Sheet”A3：{said} [import]"]
    assert not Path("青禾县").exists()


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("没有.csv", None, "没有.csv: 找不到这个文件 [import]"),
        ("名单.docx", b"x", "名单.docx: 不认识“.docx”这种名单；请另存为 .xlsx 或 .csv [import]"),
        ("名单.xlsx", b"x", "名单.xlsx: 不是 Excel 文件，或文件已经损坏 [import]"),
        ("名单.csv", "名称\n财政局".encode("utf-16"), "名单.csv: 认不出文件的编码；请另存为“CSV UTF-8” [import]"),
        ("名单.csv", b'"' + b"x" * 200_000, "名单.csv: 引号不成对，或有一格太长；请在 Excel 里打开，另存为 CSV 再试 [import]"),
        ("名单.csv", ("名称\n" + "财政局\n" * 6000).encode(), "名单.csv: 超过 5000 行，不像是机构名单 [import]"),
    ],
)
def test_a_file_that_is_no_list(name: str, content: bytes | None, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    if content is not None:
        Path(name).write_bytes(content)
    assert init(name) == 1
    assert capsys.readouterr().out.splitlines() == [line]
    assert not Path("青禾县").exists()
