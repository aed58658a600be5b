"""A document imported into a county's data: only into the folder of the agency and the year that it is about."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from gongkai.cli import main
from gongkai.statute.formats import formats
from tests.checks import reading
from tests.imports.forms import as_text, report

DRAFT = "已写成草稿：{}。请对照原件逐格核对，用 gongkai tick 打勾，再运行 gongkai check"
OUTSIDE = "。这个文件夹不在县的 data/reports/年度/机构代号 里，县里的 gongkai check 看不到它"
AGENCIES = {
    "demo": {"name": "云溪县人民政府", "short": "云溪县", "kind": "government"},
    "market": {"name": "云溪县市场监督管理局", "short": "县市场监管局", "kind": "department", "since": 2019},
}


@pytest.fixture(autouse=True)
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A county with two agencies, and the county's own report of 2022 as a text."""
    (tmp_path / "county/data").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "county")
    shutil.copy(reading.BASE / "site.yml", "data")
    Path("data/agencies.yml").write_text(yaml.safe_dump(AGENCIES, allow_unicode=True), "utf-8")
    title = "云溪县2022年政府信息公开工作年度报告"
    Path("年报.txt").write_bytes(as_text(report(formats()["2021"], lambda *_: "0", title)))


REFUSED = [
    ("data/reports/2022/market", (), "标题写的是“云溪县”，文件夹却是云溪县市场监督管理局（market）的；请换一个文件夹，确是它的报告就加上 --agency market"),
    ("data/reports/2021/demo", (), "标题写的是 2022 年，文件夹却是 2021 年的；请换一个文件夹，确是 2021 年的报告就加上 --year 2021"),
    ("data/reports/2022/demo", ("--agency", "market"), "--agency 写的是 market，文件夹却是 demo 的；请改一处"),
    ("data/reports/2022/demo", ("--year", "2021"), "--year 写的是 2021，文件夹却是 2022 年的；请改一处"),
    ("data/reports/2022/nosuch", (), "没有“nosuch”这个机构；请先在这里写上它的名称"),
    ("data/reports/2018/market", (), "云溪县市场监督管理局（market）在 2018 年还没有或已经没有（见 since、until），不能建它的报告"),
    ("data/report/2022/demo", (), "这个文件夹里的报告谁也看不到；县里的报告放在 data/reports/年度/机构代号，例如 data/reports/2023/finance"),
    ("data/reports/2022", (), "这个文件夹里的报告谁也看不到；县里的报告放在 data/reports/年度/机构代号，例如 data/reports/2023/finance"),
    ("data/reports/22/demo", (), "“22”不是年份（2008—2099）"),
]  # fmt: skip


@pytest.mark.parametrize(("folder", "options", "message"), REFUSED)
def test_another_folder_is_refused_in_one_line(
    folder: str, options: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    before = sorted(Path().rglob("*"))
    assert main(["import", "年报.txt", "--into", folder, *options]) == 1
    (line,) = capsys.readouterr().out.splitlines()
    assert line.endswith(f"{message} [import]")
    assert sorted(Path().rglob("*")) == before


WRITTEN = [
    ("data/reports/2022/demo", (), "", "year: 2022\nagency: demo\n"),
    ("data/reports/2022/market", ("--agency", "market"), "", "year: 2022\nagency: market\n"),
    ("data/reports/2021/demo", ("--year", "2021"), "", "year: 2021\nagency: demo\n"),
    ("../elsewhere/market", (), OUTSIDE, "year: 2022\nagency: market\n"),
]


@pytest.mark.parametrize(("folder", "options", "said", "typed"), WRITTEN)
def test_what_is_meant_so_is_written(
    folder: str, options: tuple[str, ...], said: str, typed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", "年报.txt", "--into", folder, *options]) == 0
    assert DRAFT.format(Path(folder).as_posix()) + said in capsys.readouterr().err
    assert typed in (Path(folder) / "report.yml").read_text("utf-8")


def test_a_document_without_a_title_is_of_the_folder_s_year(capsys: pytest.CaptureFixture[str]) -> None:
    text = Path("年报.txt").read_text("utf-8")
    Path("年报.txt").write_text(text.replace("云溪县2022年政府信息公开工作年度报告", ""), "utf-8")
    assert main(["import", "年报.txt", "--into", "data/reports/2022/demo"]) == 0
    assert "原文没有标题" in capsys.readouterr().out
    assert "year: 2022\n" in Path("data/reports/2022/demo/report.yml").read_text("utf-8")
