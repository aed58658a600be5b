"""A report on the form of 2014, whose rows the State's notice leaves to each office."""

from __future__ import annotations

from pathlib import Path

from gongkai.reports.reading import read_report
from gongkai.reports.report import Report

REPORT = """\
year: 2016
agency: demo
format: "2014"
title: 示例县2016年政府信息公开工作年度报告
scope: whole_government
tables:
  statistics:
    - {label: 一、主动公开情况}
    - {label: （一）主动公开政府信息数, unit: 条, figure: 2874}
    - {label: 2.支出, unit: 万元, figure: 1.50}
    - {label: "=其他", unit: 元, figure: null}
    - {label: （三）未统计, unit: 次, figure: /}
"""


def generic_report(folder: Path, more_rows: str = "") -> Report:
    (folder / "report.yml").write_text(REPORT + more_rows, "utf-8")
    (folder / "narrative.md").write_text('## 统计表\n\n{{ table("statistics") }}\n', "utf-8")
    report, problems = read_report(folder, {})
    assert report
    assert problems == []
    return report
