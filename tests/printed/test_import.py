"""A document that was public and printed what no form allows comes in as it was printed, each place left to be accepted."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest

from gongkai.cli import main
from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.import_record import read_record
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from tests.checks import reading

from .conftest import CASES, Printed

WAY = "原件早已公布、确是这样印的，加上 --as-printed 再导入一次：照印写成草稿，每一处留待说明"
REFUSED = [
    case for case in CASES if not isinstance(case["accepted"], list) and case["accepted"]["rule"] in ("figure", "structure")
]
DOCUMENT = """云溪县2022年政府信息公开工作年度报告

一、总体情况

甲。
"""


@pytest.mark.parametrize("way", ["report.docx", "index.html"])
@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case["name"])
def test_it_is_refused_and_with_the_switch_it_comes_back(
    case: dict[str, Any], way: str, printed: Printed, tmp_path: Path
) -> None:
    year, agency = printed.places[case["name"]]
    file, into, wrong = printed.page(case["name"]) / way, tmp_path / agency, case["accepted"]
    refused = import_file(file, into, agency, year)
    assert [problem.subject for problem in errors(refused)] == [wrong["subject"]]
    assert refused[-1].message == WAY
    assert not into.exists()

    told = import_file(file, into, agency, year, as_printed=True)
    assert errors(told) == []
    (kept,) = [problem for problem in told if problem.paste]
    entry = "- {{rule: {rule}, subject: {subject}, reason: , by: , date: , as_printed: true}}"
    assert kept.paste == ("accepted", entry.format(**wrong))
    again, found = read_report(into, {})
    assert [(problem.rule, problem.subject) for problem in found] == [(wrong["rule"], wrong["subject"])]
    assert again is not None
    before = printed.collection.report(year, agency)
    assert before is not None
    assert figures(again) == figures(before)
    (line,) = [line for line in read_record(into)[0] or () if line.address == wrong["subject"]]
    assert (line.doubt != "", line.ticked) == (True, "")  # somebody has to look at the document


def figures(report: Report) -> dict[str, str]:
    return {address: cell.text for table in report.tables.values() for address, cell in table.addressed()}


def page(cells: dict[str, str], more: str = "") -> str:
    """The State's table of licences, and nothing else of the form."""
    figure = cells.get("licensing", "5")
    rows = f"<tr><td>行政许可</td><td>{figure}</td></tr>"
    head = "<tr><td colspan=2>第二十条第（五）项</td></tr><tr><td>信息内容</td><td>本年处理决定数量</td></tr>"
    return f"<p>云溪县2022年政府信息公开工作年度报告</p><table>{head}{rows}{more}</table>"


@pytest.mark.parametrize(
    ("printed_text", "typed"),
    [
        ("3O7", "3O7"),
        ("12万元", "12万元"),
        ("1 2", "1 2"),  # one figure or two: as it stands, and never 12
        ("−3", "-3"),
        ("a: b, #c", '"a: b, #c"'),
    ],
)
def test_the_words_of_a_cell_stay_as_they_stand(printed_text: str, typed: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page({"licensing": printed_text}), "utf-8")
    assert errors(import_file(tmp_path / "a.html", tmp_path / "demo", None, None))
    told = import_file(tmp_path / "a.html", tmp_path / "demo", None, None, as_printed=True)
    assert errors(told) == []
    text = (tmp_path / "demo/report.yml").read_text("utf-8")
    assert f"administrative_licensing: {{decisions: {typed}}}" in text
    subjects = {problem.subject for problem in read_report(tmp_path / "demo", {})[1]}
    assert subjects == {
        "documents",
        "licensing.administrative_licensing.decisions",
        "enforcement",
        "fees",
        "requests",
        "review_litigation",
    }


@pytest.mark.parametrize(
    ("cells", "more"),
    [
        ({"licensing": "\u202e21"}, ""),  # shown from right to left: nobody can tell what was printed
        ({}, "<tr><td>行政许可</td><td>6</td></tr>"),  # twice
        ({}, "<tr><td>行政许可</td><td>6</td><td>7</td></tr>"),
    ],
)
def test_what_nobody_can_place_is_refused_all_the_same(cells: dict[str, str], more: str, tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(page(cells, more), "utf-8")
    refused = import_file(tmp_path / "a.html", tmp_path / "demo", None, None)
    assert errors(refused)
    assert WAY not in [problem.message for problem in refused]
    assert errors(import_file(tmp_path / "a.html", tmp_path / "demo", None, None, as_printed=True))
    assert not (tmp_path / "demo").exists()


def test_the_way_to_a_page_by_commands_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], printed: Printed
) -> None:
    """A row that was not printed and a figure that is none, in one document."""

    def run(*words: str, code: int = 0) -> str:
        capsys.readouterr()
        assert main(words) == code, (words, capsys.readouterr())
        said = capsys.readouterr()
        return said.out + said.err

    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    (tmp_path / "data").mkdir()
    for name in ("site.yml", "agencies.yml"):
        shutil.copy(reading.BASE / name, tmp_path / "data" / name)
    html = (printed.page("a row is missing") / "index.html").read_text("utf-8")
    year, _ = printed.places["a row is missing"]
    report = f"{year}/demo"
    assert html.count(">8122<") == 1
    Path("年报.html").write_text(html.replace(">8122<", ">8l22<"), "utf-8")
    words = ("import", "年报.html", "--into", f"data/reports/{report}", "--year", str(year))
    assert WAY in run(*words, code=1)
    said = run(*words, "--as-printed")
    assert "照印写入的 2 处" in said
    assert "rule: structure, subject: licensing.other_services" in said
    assert run("check").count("可写进 accepted：- {rule: figure") == 1
    run("tick", "--all", "--by", "张三", "--report", report, "--yes")
    assert "改好、填好" in run("ready", "--report", report, code=1)
    why = ("--as-printed", "--why", "原件已印发", "--by", "县政府办公室", "--report", report, "--yes")
    run("accept", "figure", "licensing.administrative_licensing.decisions", *why)
    run("accept", "structure", "licensing.other_services", *why)
    run("ready", "--report", report, "--published", f"{year + 1}-01-20", "--yes")
    run("build")
    built = Path(f"site/zfxxgknb/{year}/index.html").read_text("utf-8")
    assert "8l22" in built
    assert "原件没有这一行" in built
