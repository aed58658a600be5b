"""Findings for people: a part of them, a list as Excel or a page, and many of one cause in one line."""

import json
import re

import openpyxl
import pytest

from gongkai.cli import main
from tests.checks.reading import written

WRONG = "公开的力度还不够大"


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    case = {"base": "2021", "year": 2022, "cells": {"review_litigation.reconsideration.total": 5}}
    written(case | {"edit": {WRONG: "作出行政许可决定7件。<b不是标签"}}, tmp_path / "data")
    return tmp_path / "data"


def run(capsys, *words):
    code = main(["check", *words])
    said = capsys.readouterr()
    return code, said.out, said.err


def rules_of(capsys, *words):
    return {found["rule"] for found in json.loads(run(capsys, "--format", "json", *words)[1])}


def test_a_part_is_shown_by_rule_severity_year_and_agency(capsys, data):
    everything = rules_of(capsys)
    assert {"balance", "prose-count", "prose-table"} <= everything
    assert rules_of(capsys, "--rule", "balance") == {"balance"}
    assert "balance" not in rules_of(capsys, "--severity", "warning")
    assert rules_of(capsys, "--year", "2022", "--agency", "demo") == everything
    assert rules_of(capsys, "--year", "2021") == set()


def test_the_exit_code_and_the_count_are_of_what_is_shown(capsys, data):
    assert run(capsys)[0] == 1
    code, _, said = run(capsys, "--severity", "warning")
    assert code == 0
    assert re.fullmatch(r"0 个错误，\d+ 条提醒，0 条已说明（只数所要的；一共\d+ 个错误，\d+ 条提醒，0 条已说明）\n", said)


@pytest.mark.parametrize("code", ["figure", "yaml", "import", "redirect", "address"])
def test_every_code_in_brackets_may_be_asked_for(code, capsys, data):
    assert run(capsys, "--rule", code)[0] == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--agency", "finanse"), "agencies.yml 里没有“finanse”"),
        (("--rule", "balanse"), "没有“balanse”这条规则"),
        (("--format", "xlsx"), "--format xlsx 是一个文件，要用 --into 写明写到哪里"),
        (("--into", "a.txt"), "--into 只和 --format xlsx、--format html 一起用"),
        (("--format", "html", "--into", "no/a.html"), "不能写到 no/a.html"),
    ],
)
def test_what_would_show_nothing_is_refused(capsys, data, words, said):
    with pytest.raises(SystemExit) as stopped:
        run(capsys, *words)
    assert stopped.value.code == 2
    assert said in capsys.readouterr().err


def test_the_workbook_has_a_row_for_each_finding_and_counts(capsys, data):
    code, out, err = run(capsys, "--format", "xlsx", "--into", "问题清单.xlsx")
    assert (code, out) == (1, "")
    assert err.startswith("已写成 问题清单.xlsx\n")
    book = openpyxl.load_workbook("问题清单.xlsx")
    rows = list(book["问题清单"].iter_rows(min_row=3, values_only=True))
    assert len(rows) == len(json.loads(run(capsys, "--format", "json")[1]))
    prose = next(row for row in rows if row[11] == "prose-count")
    assert prose[1:4] == ("云溪县人民政府", 2022, "提醒")
    assert prose[4].startswith("正文“作出行政许可决定7件”")
    assert prose[8] == "sections.problems_improvements"
    assert prose[13] is None  # the office's
    counts = list(book["各报告的条数"].iter_rows(min_row=3, values_only=True))
    assert sum(row[2] + row[3] + row[4] for row in counts) == len(rows)


def test_the_page_is_whole_and_what_was_typed_is_escaped(capsys, data):
    run(capsys, "--format", "html", "--into", "a.html")
    page = (data.parent / "a.html").read_text("utf-8")
    assert "云溪县人民政府 2022 年" in page
    assert "&lt;b不是标签" in page
    assert "<b不" not in page
    assert not re.search(r"(src|href)=|@import|url\(", page)


def findings_in(told):
    """Without what may be pasted, which stands below each."""
    return [line for line in told.splitlines() if not line.startswith("    ")]


def test_many_of_one_cause_are_three_and_a_line(capsys, data):
    report = data / "reports/2022/demo/report.yml"
    text = report.read_text("utf-8")
    report.write_text(re.sub(r"natural_person: (\d+)", r"natural_person: 9\g<1>", text), "utf-8")
    _, told, said = run(capsys, "--rule", "balance")
    lines = findings_in(told)
    assert len(lines) == 4
    assert re.fullmatch(
        r"data/reports/2022/demo/report\.yml: 同样的错误还有 \d+ 条，多半出于一个原因；全部列出用 --each \[balance\]", lines[3]
    )
    _, each, said_of_each = run(capsys, "--rule", "balance", "--each")
    assert len(findings_in(each)) == 3 + int(re.search(r"还有 (\d+) 条", lines[3])[1])
    assert said == said_of_each


def test_a_figure_that_could_be_cited_is_offered_and_is_no_finding(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    written({"base": "sentences", "edit": {WRONG: "主动公开政府信息5210条"}}, tmp_path / "data")
    code, out, said = run(capsys, "--citations")
    assert (code, out) == (0, "")
    offered = (
        'data/reports/2023/demo/narrative.md:33:9: 这里的数可以写成 {{ figure("disclosed") }}，以后改了 report.yml 也不会两样'
    )
    assert said.splitlines() == [offered, "0 个错误，0 条提醒，0 条已说明"]


def test_what_last_year_promised_stands_beside_this_years_section(capsys, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    said = "解读形式单一；更新不及时。下一步，一是丰富解读形式；二是把任务分到各科室"
    written({"base": "2021", "earlier": {"edit": {"公开的力度还不够大，下一步将加强培训": said}}}, tmp_path / "data")
    run(capsys, "--format", "xlsx", "--into", "a.xlsx")
    sheet = openpyxl.load_workbook("a.xlsx")["上一年的承诺"]
    now = "公开的力度还不够大，下一步将加强培训。"
    assert [row[1:] for row in sheet.iter_rows(min_row=3, values_only=True)] == [
        (2022, "下一步，一是丰富解读形式；", now, None),
        (2022, "二是把任务分到各科室。", now, None),
    ]
