"""填报表 at the desk: the forms of `gongkai form`, given out and taken back, refused by cell in its words."""

from __future__ import annotations

import io
import shutil
import zipfile
from datetime import date
from pathlib import Path

import pytest

from gongkai.cli import main
from tests.conftest import DEMO
from tests.desk.conftest import Clerk, words
from tests.desk.test_import import everything, office
from tests.forms.office import put

__all__ = ["office"]
FORMS = "/forms/?year=2022"
FILLED = {"二!B9": 12, "三!D6": 3, "三!J6": 3, "三!J7": "/", "三!J8": 0, "封面!B10": "张三", "封面!B12": "2023-01-10"}


def form(clerk: Clerk, agency: str = "finance") -> bytes:
    return clerk.look(f"/forms/2022/{agency}.xlsx").data


def send(clerk: Clerk, *files: tuple[str, bytes], **more: str):
    sent = [(io.BytesIO(raw), name) for name, raw in files]
    return clerk.send(FORMS, {"files": sent, **more}, content_type="multipart/form-data")  # type: ignore[dict-item]


def test_the_forms_are_the_command_s(office: Clerk, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    assert main(["form", "export", "2022", "--each", str(tmp_path / "other"), "--data", str(office.data)]) == 0
    files = {file.name: file.read_bytes() for file in (tmp_path / "other").iterdir()}
    assert len(files) == 2
    with zipfile.ZipFile(io.BytesIO(office.look("/forms/2022/all.zip").data)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == files
    assert form(office) == files["2022-finance-县财政局.xlsx"]
    assert "/forms/2022/finance.xlsx" in office.look(FORMS).text
    for address in ("/forms/?year=1999", "/forms/1999/finance.xlsx", "/forms/2022/nobody.xlsx", "/forms/9999/all.zip"):
        assert office.look(address).status_code == 404
    assert f"{date.today().year - 1}年度" in words(office.look("/forms/"))


def test_what_came_back_is_taken_as_the_command_takes_it(office: Clerk, tmp_path: Path) -> None:
    raw = put(form(office), FILLED)
    shutil.copytree(DEMO, tmp_path / "other/data")
    (tmp_path / "交回.xlsx").write_bytes(raw)
    answer = send(office, ("交回.xlsx", raw))
    assert answer.status_code == 200
    said = words(answer)
    assert "收下 1 份，退回 0 份" in said
    assert "示例县财政局：填了 5 格，空着 195 格，写入 5 格" in said
    assert "还没有交来的：示例县人民政府。" in said
    assert main(["form", "import", str(tmp_path / "交回.xlsx"), "--data", str(tmp_path / "other/data")]) == 0
    assert everything(office.data) == everything(tmp_path / "other/data")
    found, _ = office.desk.found(2022, "finance")
    assert found
    assert found.report.tables["requests"].cells["received"]["total"].figure == 3
    assert not (office.data.parent / ".gongkai/desk/returned").exists()
    # Taken once more with another figure: only where the office says so.
    other = put(form(office), FILLED | {"三!J6": 4})
    assert send(office, ("又.xlsx", other)).status_code == 422
    assert send(office, ("又.xlsx", other), replace="yes").status_code == 200
    found, _ = office.desk.found(2022, "finance")
    assert found
    assert found.report.tables["requests"].cells["received"]["total"].figure == 4


@pytest.mark.parametrize(
    ("files", "said"),
    [
        ((), "没有选文件"),
        ((("..", b"x"),), "文件名“..”不能用"),
        ((("a.txt", b"x"),), "里面没有 Excel 文件"),
        ((("a.xlsx", b"x"),), "1 处要改，一格也没有写"),
        ((("a.xlsx", b"x"), ("b/a.xlsx", b"y")), "有两个文件都叫“a.xlsx”"),
    ],
)
def test_what_is_no_form_is_told(office: Clerk, files: tuple[tuple[str, bytes], ...], said: str) -> None:
    before = everything(office.data)
    answer = send(office, *files)
    assert answer.status_code == 422
    assert said in words(answer)
    assert str(office.data.parent) not in answer.text
    assert everything(office.data) == before


def test_a_fault_is_told_by_its_cell_and_nothing_is_written(office: Clerk) -> None:
    before = everything(office.data)
    answer = send(office, ("交回.xlsx", put(form(office), FILLED | {"二!B12": "十二"})))
    assert answer.status_code == 422
    said = words(answer)
    assert "交回.xlsx：工作表“二、主动公开政府信息情况”B12：行政处罚 › 本年处理决定数量：“十二”不是整数" in said
    assert "退回 交回.xlsx：1 处要改，一格也没有写" in said
    assert str(office.data.parent) not in answer.text
    assert everything(office.data) == before
