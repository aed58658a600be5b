"""What a report promised to mend stands on the agency's page through the years, beside what the next report said."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from lxml import html

from gongkai.cli import main
from gongkai.collection import load_collection
from gongkai.html.pages.history import agency_page
from tests.checks.reading import written

MADE = "公开的力度还不够大，下一步将加强培训"
SAID = "解读形式单一；更新不及时。下一步，一是丰富<b>解读</b>形式；二是把任务分到各科室"
ANSWER = "县人大代表提出建议21件，已办结20件"
FIRST = "下一步，一是丰富<b>解读</b>形式；"


def page(data: Path) -> html.HtmlElement:
    collection, problems = load_collection(data)
    assert problems == []
    assert collection.site
    return html.fromstring(str(agency_page(collection, collection.site, collection.agencies["demo"]).html))


def texts(found: list[html.HtmlElement]) -> list[str]:
    return [" ".join(each.text_content().split()) for each in found]


def case(said: str = SAID, add: str = "") -> dict[str, object]:
    return {"base": "2021", "earlier": {"edit": {MADE: said.replace("<b>", "").replace("</b>", "")}}, "add": add}


def entry(made: str, answered: str) -> str:
    return f"promises:\n  - {{made: {made}, answered: '{answered}'}}\n"


def test_each_sentence_stands_beside_what_the_next_report_says(tmp_path: Path) -> None:
    written(case(), tmp_path / "data")
    tree = page(tmp_path / "data")
    before, now = tree.find_class("gk-promises__side")
    assert texts(before.xpath(".//li")) == ["下一步，一是丰富解读形式；", "二是把任务分到各科室。"]
    assert texts(now.xpath("./p"))[1:] == [f"{MADE}。"]
    assert [a.get("href") for a in tree.find_class("gk-promises")[0].iter("a")] == [
        "../../2021/#problems_improvements",
        "../../2022/#problems_improvements",
    ]
    assert texts(tree.xpath("//h2[@id='promises']")) == ["改进情况：上一年所提，这一年所报"]


def test_an_answer_is_shown_where_it_is_in_the_report_and_nowhere_else(tmp_path: Path) -> None:
    written(case(add=entry("下一步，一是丰富解读形式", ANSWER)), tmp_path / "data")
    tree = page(tmp_path / "data")
    assert texts(tree.find_class("gk-promises__answer")) == [f"2022年度报告：“{ANSWER}”"]
    report = tmp_path / "data/reports/2022/demo/report.yml"
    report.write_text(report.read_text("utf-8").replace(ANSWER, "从来没有写过的话"), "utf-8")
    assert page(tmp_path / "data").find_class("gk-promises__answer") == []


@pytest.mark.parametrize("without", ["nothing promised", "the year before", "a withdrawn report"])
def test_where_there_is_nothing_to_put_side_by_side_there_is_no_heading(without: str, tmp_path: Path) -> None:
    add = "withdrawn: {date: 2023-05-06, why: 误发, by: 县政府办}\n" if without == "a withdrawn report" else ""
    written(case("解读形式单一" if without == "nothing promised" else SAID, add), tmp_path / "data")
    if without == "the year before":
        reports = tmp_path / "data/reports"
        shutil.move(reports / "2021", reports / "2020")
        shutil.rmtree(reports / "2020")
        written({"base": "2019", "year": 2020}, tmp_path / "other")
        shutil.move(tmp_path / "other/reports/2020", reports / "2020")
    assert page(tmp_path / "data").xpath("//*[@id='promises']") == []


def test_the_answers_are_no_statement_and_need_no_correction(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are added years later, to a report that was published."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    written(case(), tmp_path / "data")
    (tmp_path / "docs").mkdir()
    assert main(["build"]) == 0
    assert main(["addresses", "--record"]) == 0
    report = tmp_path / "data/reports/2022/demo/report.yml"
    report.write_text(report.read_text("utf-8") + entry("下一步，一是丰富解读形式", ANSWER), "utf-8")
    assert main(["check"]) == 0
    assert main(["build"]) == 0
    assert f"“{ANSWER}”" in (tmp_path / "site/zfxxgknb/jigou/demo/index.html").read_text("utf-8")


def test_a_ready_report_is_asked_for_each(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    written(case(add="state: ready\n"), tmp_path / "data")
    capsys.readouterr()
    assert main(["check", "--rule", "promise"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line for line in lines if line.startswith(" ")] == [
        "    可写进 promises：- {made: 下一步，一是丰富解读形式；, answered: }",
        "    可写进 promises：- {made: 二是把任务分到各科室。, answered: }",
    ]
    why = ("--why", "不再需要", "--by", "县政府办", "--report", "2022/demo", "--yes")
    assert main(["accept", "promise", "promises.2", *why]) == 0
    report = tmp_path / "data/reports/2022/demo/report.yml"
    report.write_text(report.read_text("utf-8") + entry("下一步，一是丰富解读形式；", ANSWER), "utf-8")
    capsys.readouterr()
    assert main(["check", "--rule", "promise"]) == 0
    assert capsys.readouterr().out == ""
