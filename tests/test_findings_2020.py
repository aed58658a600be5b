"""What a careful reader finds in the 2020 report of 正宁县, all of it and nothing else. What was published is never changed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from gongkai.checks.rules import check_report
from gongkai.collection import Collection, load_collection
from gongkai.problems import Position, Problem, errors
from gongkai.reports.report import Report

DATA = Path(__file__).parents[1] / "data"
YML, NARRATIVE = "report.yml", "narrative.md"
LABELS = "国办公开办函〔2019〕60号"
REVIEWS = "政府信息公开行政复议、行政诉讼情况表中"

# Rule, subject, file, what is typed at the place, the sentence; a line number in a sentence is written N.
FINDINGS = [
    (
        "introduction-headings",
        "sections.introduction",
        NARRATIVE,
        "由总体情况、主动公开",
        "引言写“存在问题及改进情况”，正文标题是“九、存在问题及改进措施”（第 N 行）",
    ),
    (
        "sum-of-parts",
        "figures.disclosed_total",
        NARRATIVE,
        "2874",
        "总数是 2874 条，而其中所列 1353 + 707 + 1010 + 814 = 3884 条，两数应当相等；不计其中 1010 条则恰为 2874",
    ),
    (
        "terms",
        "sections.proactive_disclosure",
        NARRATIVE,
        "提案",
        "“人大共提交提案”：人大代表提出的是“建议”，“提案”由政协委员提出",
    ),
    (
        "percentage",
        "figures.congress_proposals_rate",
        NARRATIVE,
        "95.23",
        "办结率写的是 95.23%，而 20 ÷ 21 = 95.238…%，四舍五入为 95.24%；文中是截去尾数，没有四舍五入",
    ),
    (
        "sections",
        "report",
        NARRATIVE,
        "## 三、政务公开情况",
        "格式规定 6 个部分，这份报告有 10 个部分，多出：“三、政务公开情况”、“四、政务新媒体监管情况”、"
        "“五、公开平台建设情况”、“六、基层政务公开工作情况”",
    ),
    (
        "same-kind-count",
        "figures.documents_and_interpretations",
        NARRATIVE,
        "2600",
        "这里“政府文件、政策法规、政策解读”等计 2600 条，另一处同类信息计 707 条，是总数 2874 条中的一项（见第 N 行），"
        "两处应当一致或说明口径",
    ),
    (
        "accountability",
        "report",
        YML,
        "正宁县2020年政府信息公开工作年度报告",
        "正文没有说到工作考核、社会评议、责任追究；本级政府的报告应当写明工作考核、社会评议和责任追究结果（《条例》第五十条）",
    ),
    (
        "document-number",
        "letter.document_number",
        YML,
        "正政办发〔2020〕2号",
        "发文字号“正政办发〔2020〕2号”的年份是 2020 年，而落款日期在 2021 年（见第 N 行），两者应当一致",
    ),
    (
        "plausibility",
        "licensing.administrative_licensing.decisions",
        YML,
        "0}",
        "行政许可、行政处罚、行政强制的处理决定数量都是 0；本级政府一年没有一件，不大可能，请核对是否漏统计",
    ),
    (
        "statutory-label",
        "licensing.items_change",
        YML,
        "本年增/减处",
        f"第二十条第（五）项表中“本年增/减处”应为“本年增/减”（{LABELS}）",
    ),
    (
        "statutory-label",
        "enforcement.items_change",
        YML,
        "本年增/减处",
        f"第二十条第（六）项表中“本年增/减处”应为“本年增/减”（{LABELS}）",
    ),
    (
        "statutory-label",
        "requests.refused_security_stability",
        YML,
        "3.危及“三安全一隐患”",
        f"收到和处理政府信息公开申请情况表中“3.危及‘三安全一隐患’”应为“3.危及‘三安全一稳定’”（{LABELS}）",
    ),
    (
        "statutory-label",
        "review_litigation.reconsideration.total",
        YML,
        "总结",
        f"{REVIEWS}“行政复议”下的“总结”应为“总计”（{LABELS}）",
    ),
    (
        "statutory-label",
        "review_litigation.litigation_direct.other_outcome",
        YML,
        "其他其结果",
        f"{REVIEWS}“行政诉讼 › 未经复议直接起诉”下的“其他其结果”应为“其他结果”（{LABELS}）",
    ),
    (
        "statutory-label",
        "review_litigation.litigation_direct.total",
        YML,
        "总结",
        f"{REVIEWS}“行政诉讼 › 未经复议直接起诉”下的“总结”应为“总计”（{LABELS}）",
    ),
    (
        "statutory-label",
        "review_litigation.litigation_after_review.other_outcome",
        YML,
        "其他其结果",
        f"{REVIEWS}“行政诉讼 › 复议后起诉”下的“其他其结果”应为“其他结果”（{LABELS}）",
    ),
    (
        "statutory-label",
        "review_litigation.litigation_after_review.total",
        YML,
        "总结",
        f"{REVIEWS}“行政诉讼 › 复议后起诉”下的“总结”应为“总计”（{LABELS}）",
    ),
]

# The other side of a finding: what is typed there.
OTHER_SIDES = {
    "introduction-headings": ["## 九、存在问题及改进措施"],
    "sum-of-parts": ["1353", "707", "1010", "814"],
    "percentage": ["21", "20"],
    "sections": ["## 四、政务新媒体监管情况", "## 五、公开平台建设情况", "## 六、基层政务公开工作情况"],
    "same-kind-count": ["707", "2874"],
    "document-number": ["2021-01-08"],
    "plausibility": ["0}", "0}"],
}


@pytest.fixture(scope="module")
def collection() -> Collection:
    return load_collection(DATA)[0]


@pytest.fixture(scope="module")
def report(collection: Collection) -> Report:
    found = collection.report(2020, "zhengning")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def problems(report: Report, collection: Collection) -> list[Problem]:
    return check_report(report, collection)


def test_exactly_these_findings(problems: list[Problem], report: Report) -> None:
    found = [
        (
            problem.rule,
            problem.subject,
            Path(problem.position.file).name,
            re.sub(r"第 \d+ 行", "第 N 行", problem.message),
        )
        for problem in problems
    ]
    assert sorted(found) == sorted((rule, subject, file, message) for rule, subject, file, _, message in FINDINGS)


def test_each_finding_points_at_what_it_is_about(problems: list[Problem], report: Report) -> None:
    expected = {message: at for _, _, _, at, message in FINDINGS}
    for problem in problems:
        at = expected[re.sub(r"第 \d+ 行", "第 N 行", problem.message)]
        assert typed(problem.position, report).startswith(at), problem


def test_each_finding_gives_the_place_of_the_other_side(problems: list[Problem], report: Report) -> None:
    for problem in problems:
        sides = OTHER_SIDES.get(problem.rule, [])
        assert len(problem.others) == len(sides), problem
        assert all(typed(place, report).startswith(side) for place, side in zip(problem.others, sides, strict=True)), problem
        for line in re.findall(r"第 (\d+) 行", problem.message):
            assert int(line) in {place.line for place in problem.others}, problem


def test_none_of_them_stops_the_build(problems: list[Problem]) -> None:
    assert errors(problems) == []


def typed(place: Position, report: Report) -> str:
    """What stands at the place; where a figure is cited, the figure."""
    line = (report.folder / Path(place.file).name).read_text("utf-8").split("\n")[place.line - 1][place.column - 1 :]
    if cited := re.match(r'\{\{ figure\("(\w+)"\) \}\}', line):
        return str(report.envelope.figures[cited[1]].value)
    return line.strip("'\"")
