"""The table of what the law asks to publish, as it stands on 法定主动公开内容."""

from __future__ import annotations

from gongkai.reports.report import Report
from gongkai.statute.proactive import ProactiveItem, proactive_items


def proactive_table(report: Report | None, page: str) -> str:
    """In Markdown, a row for each item. With a report, whose page is `page`, each item leads to the table that counts it."""
    counted = {item.number: to_table(item, report, page) for item in proactive_items()} if report else {}
    head = ["项", "内容", *([f"{report.year}年度报告里的数"] if report and any(counted.values()) else [])]
    rows = ([item.number, item.content, counted.get(item.number, "")][: len(head)] for item in proactive_items())
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rows))


def to_table(item: ProactiveItem, report: Report, page: str) -> str:
    table = item.table(report.format)
    return f"[{table.title}]({page}#table-{table.id})" if table and table.id in report.tables else ""
