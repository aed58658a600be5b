"""A cell cited in the prose is the cell; a figure typed there that could be cited is offered, and is no finding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from gongkai.checks.citations import citable
from gongkai.checks.rules import check_collection
from gongkai.cli import main
from gongkai.collection import Collection, load_collection
from gongkai.downloads.document_parts import words
from gongkai.problems import errors
from gongkai.reports.narrative import FigureTexts, parse_narrative
from gongkai.reports.published import record, state_of
from gongkai.reports.report import Report, cell_texts
from gongkai.reports.statements import typed

from .reading import written
from .test_sentences import KINDS, base

CITED = (
    '全年收到政府信息公开申请{{ figure("requests.received.total") }}件，收费{{ figure("fees.administrative_fees.amount") }}万元。'
)
SAID = "全年收到政府信息公开申请128件，收费1234.56万元。"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GONGKAI_FONTS", "/nowhere")
    return tmp_path / "data"


def made(data: Path, sentence: str, **case: Any) -> tuple[Report, Collection]:
    """The county with a sentence more in its prose; nothing is wrong with it."""
    reports = written({"base": "sentences", **case}, data)
    narrative = reports / "narrative.md"
    narrative.write_text(narrative.read_text("utf-8").replace("## 二、", f"{sentence}\n\n## 二、", 1), "utf-8")
    collection, problems = load_collection(data)
    assert [str(problem) for problem in problems] == []
    (report,) = collection.reports
    return report, collection


def test_a_cited_cell_reads_as_the_table_has_it(folder: Path) -> None:
    report, collection = made(folder, CITED)
    (paragraph,) = [p for p in report.narrative.paragraphs() if "收费" in p.text]
    assert paragraph.text == words(paragraph) == SAID
    assert [piece.cell for piece in paragraph.pieces if piece.cell] == [
        "requests.received.total",
        "fees.administrative_fees.amount",
    ]
    assert errors(check_collection(collection)) == []
    Path("docs").mkdir()
    assert main(["build"]) == 0
    assert SAID in Path("site/zfxxgknb/2023/index.html").read_text("utf-8")
    assert SAID in json.loads(Path("site/zfxxgknb/2023/report.json").read_text("utf-8"))["sections"][0]["text"]


def test_a_remark_beside_the_figure_is_not_cited(folder: Path) -> None:
    cells = {"documents.normative_documents.issued": "12（其中修订2件）"}
    report, _ = made(folder, '制发文件{{ figure("documents.normative_documents.issued") }}件。', cells=cells)
    assert any(paragraph.text == "制发文件12件。" for paragraph in report.narrative.paragraphs())


@pytest.mark.parametrize(
    ("id", "message"),
    [
        ("requests.received.totals", "表格里没有“requests.received.totals”这一格，或这一格没有数"),
        ("requests.received", "表格里没有“requests.received”这一格，或这一格没有数"),
        ("requests.granted.total", "表格里没有“requests.granted.total”这一格，或这一格没有数"),
        ("granted", "report.yml 的 figures 里没有“granted”"),
    ],
)
def test_what_is_not_there_cannot_be_cited(id: str, message: str, folder: Path) -> None:
    report = written({"base": "sentences", "cells": {"requests.granted.total": "null"}}, folder)
    narrative = report / "narrative.md"
    narrative.write_text(narrative.read_text("utf-8") + f'\n\n公开{{{{ figure("{id}") }}}}件。\n', "utf-8")
    assert [problem.message for problem in load_collection(folder)[1]] == [message]


def test_the_prose_follows_a_corrected_cell_without_a_correction_of_its_own(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Also once it was published."""
    made(folder, CITED)
    report = Path("data/reports/2023/demo")
    (before,) = load_collection(folder)[0].reports
    record(folder, {(2023, "demo"): state_of(before)})
    why = ("--why", "漏记", "--by", "县政府办", "--date", "2024-03-01", "--report", "2023/demo", "--yes")
    assert main(["correct", "fees.administrative_fees.amount", "1300.5", *why]) == 0
    assert "{{ figure" in (report / "narrative.md").read_text("utf-8")
    collection, problems = load_collection(folder)
    assert errors([*problems, *check_collection(collection)]) == []
    (after,) = collection.reports
    assert any("收费1300.5万元" in paragraph.text for paragraph in after.narrative.paragraphs())


OFFERED = {
    "全年新收政府信息公开申请128件，予以公开41件。": ["requests.received.total", "requests.granted.total"],
    "全年作出行政许可处理决定3456件。": ["licensing.administrative_licensing.decisions"],
    "全年新收政府信息公开申请１２８件。": [],  # another width: the published words would change
    "全年新收政府信息公开申请约128件。": [],
    '全年新收政府信息公开申请{{ figure("requests.received.total") }}件。': [],
    "县住建局新收政府信息公开申请128件。": [],  # nobody knows whose
    "予以公开和部分公开64件。": [],  # a sum of two cells
    "全年收取行政事业性收费1234.56万元。": ["fees.administrative_fees.amount"],
    "全年收取行政事业性收费1,234.56万元。": [],
}


@pytest.mark.parametrize("sentence", OFFERED)
def test_a_typed_figure_that_could_be_cited_is_offered(sentence: str, folder: Path) -> None:
    report, collection = made(folder, sentence)
    offers = [id for position, id in citable(report, collection)]
    assert [id for id in offers if "." in id] == [f'{{{{ figure("{id}") }}}}' for id in OFFERED[sentence]]


def test_nothing_is_offered_where_it_would_have_to_be_a_correction(folder: Path) -> None:
    report, _ = made(folder, "全年新收政府信息公开申请128件。")
    record(folder, {(2023, "demo"): state_of(report)})
    assert [*citable(report, load_collection(folder)[0])] == []


def test_a_clerk_is_told_in_one_line_and_asks_for_the_rest(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made(folder, "全年新收政府信息公开申请128件，予以公开41件。", add="state: draft\n")
    capsys.readouterr()
    assert main(["check"]) == 0
    said = capsys.readouterr()
    line = "正文里有 2 个数与表格或 figures 里的一样，可以改成引数，以后只改一处；逐处列出用 --citations"
    assert (said.out, line in said.err.splitlines()) == ("", True)
    assert main(["check", "--citations"]) == 0
    said = capsys.readouterr()
    assert said.err.count("这里的数可以写成") == 2
    assert line not in said.err
    made(folder.parent / "public" / "data", "全年新收政府信息公开申请128件。")
    assert main(["check", str(folder.parent / "public/data")]) == 0
    assert "引数" not in capsys.readouterr().err


@pytest.mark.parametrize("kind", [pytest.param(kind, id=f"{name}: {kind['kind']}") for name, kind in KINDS])
def test_no_offer_changes_a_word(kind: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every true sentence of the corpus, with each offer taken."""
    whole = base(kind, tmp_path_factory.mktemp("offers"))
    for sentence in kind.get("right", ()):
        report, _ = whole.with_sentence(sentence, kind.get("in", "overview"))
        named = {id: str(figure.value) for id, figure in report.envelope.figures.items()}
        texts = FigureTexts(named, cell_texts(report.tables))
        offers = [*citable(report, whole.collection)]
        for paragraph in report.narrative.paragraphs():
            line = typed(paragraph)
            for position, citation in reversed([offer for offer in offers if offer[0].line == paragraph.pieces[0].position.line]):
                stated = {**texts.named, **texts.cells}[citation.split('"')[1]]
                line = line[: position.column - 1] + citation + line[position.column - 1 + len(stated) :]
            narrative, problems = parse_narrative(line, "narrative.md", report.format, texts)
            assert ([each.text for each in narrative.paragraphs()], problems) == ([paragraph.text], [])
