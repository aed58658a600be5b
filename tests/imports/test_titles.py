"""The title of a draft: as the document prints it, in whatever order, and never without the office's name."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from tests.checks import reading
from tests.imports.forms import Block, as_docx, as_html, as_text, report

AGENCIES = {
    "demo": {"name": "云溪县人民政府", "short": "云溪县", "kind": "government"},
    "finance": {"name": "云溪县财政局", "kind": "department"},
}
KINDS = [(as_docx, "a.docx"), (as_html, "a.html"), (as_text, "a.txt")]


@pytest.fixture(autouse=True)
def county(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    shutil.copy(reading.BASE / "site.yml", "data")
    Path("data/agencies.yml").write_text(yaml.safe_dump(AGENCIES, allow_unicode=True), "utf-8")


def imported(lines: list[str], write: Callable[[list[Block]], bytes], name: str) -> tuple[Report | None, list[str]]:
    Path(name).write_bytes(write([*lines, *report(formats()["2021"], lambda *_: "0")[1:]]))
    into = Path("data/reports/2022/finance")
    problems = import_file(Path(name), into, None, None)
    found = None if errors(problems) else read_report(into, {})[0]
    return found, [problem.message for problem in problems]


@pytest.mark.parametrize(("write", "name"), KINDS)
@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["2022年云溪县财政局政府信息公开工作年度报告"], "2022年云溪县财政局政府信息公开工作年度报告"),
        (["云溪县财政局政府信息公开年报（2022年度）"], "云溪县财政局政府信息公开年报（2022年度）"),
        (["云溪县财政局", "2022年政府信息公开工作年度报告"], "云溪县财政局2022年政府信息公开工作年度报告"),
        (["云溪县财政局", "政府信息公开工作年度报告", "（2022年度）"], "云溪县财政局政府信息公开工作年度报告（2022年度）"),
        (["云溪县财政局关于2022年政府", "信息公开工作情况的报告"], "云溪县财政局关于2022年政府信息公开工作情况的报告"),
    ],
)
def test_a_title_stays_as_it_is_printed(lines: list[str], title: str, write: Callable[[list[Block]], bytes], name: str) -> None:
    found, said = imported(lines, write, name)
    assert said == []
    assert found
    assert (found.envelope.title, found.year) == (title, 2022)


def test_a_title_without_a_year_is_kept_and_told() -> None:
    found, said = imported(["云溪县财政局政府信息公开工作年度报告"], as_docx, "a.docx")
    assert found
    assert found.envelope.title == "云溪县财政局政府信息公开工作年度报告"
    assert said == ["第 1 段：标题：标题没有写年度，按文件夹记作 2022 年"]


def test_a_document_without_a_title_is_given_one_with_the_office_s_name() -> None:
    found, said = imported([], as_docx, "a.docx")
    assert found
    assert found.envelope.title == "云溪县财政局2022年政府信息公开工作年度报告"
    assert said == ["标题：原文没有标题，暂写作这样"]


@pytest.mark.parametrize("title", ["2022年云溪县政府信息公开工作年度报告", "云溪县政府信息公开年报（2022年）"])
def test_another_agency_s_title_is_refused_in_any_order(title: str) -> None:
    found, said = imported([title], as_docx, "a.docx")
    assert found is None
    assert said[-1].startswith("第 1 段：标题写的是“云溪县”，文件夹却是云溪县财政局（finance）的")


def test_who_signed_a_letter_is_no_part_of_the_title_below_it() -> None:
    letter = ["关于报送2022年政府信息公开工作年度报告的报告", "县政府办：", "现将年度报告报上。", "云溪县财政局"]
    found, _ = imported([*letter, "2022年政府信息公开工作年度报告"], as_docx, "a.docx")
    assert found
    assert found.envelope.title == "2022年政府信息公开工作年度报告"
    assert found.envelope.letter
    assert found.envelope.letter.signature == "云溪县财政局"
