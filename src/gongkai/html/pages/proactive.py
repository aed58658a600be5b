"""The table of what the law asks to publish, as it stands on 法定主动公开内容."""

from __future__ import annotations

from collections import Counter

from gongkai.collection import Collection
from gongkai.county.addresses import REQUESTS, columns_address, document_address
from gongkai.documents import Documents, item_of
from gongkai.reports.report import Report
from gongkai.statute.proactive import ProactiveItem, proactive_items


def proactive_table(report: Report | None, page: str, collection: Collection, up: str) -> str:
    """In Markdown, a row for each item. With a report, whose page is `page`, each item leads to the table that counts it; with
    documents, to those that are published under it, or to where they can be asked for; with columns of the portal, to those that
    hold it. `up` leads to the column's root.
    """
    items, documents = proactive_items(), collection.documents
    columns = {"项": [item.number for item in items], "内容": [item.content for item in items]}
    if len(documents):
        columns["公开的文件和信息"] = [*documents_of_items(documents, up)]
    columns_of = [to_columns(number, collection, up) for number, _ in enumerate(items, start=1)]
    if any(columns_of):
        columns["门户栏目"] = columns_of
    counted = [to_table(item, report, page) for item in items] if report else []
    if report and any(counted):
        columns[f"{report.year}年度报告里的数"] = counted
    rows = zip(*columns.values(), strict=True)
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows))


def documents_of_items(documents: Documents, up: str) -> list[str]:
    """How many there are under each item, as a link to their list; of an item without any the way to ask."""
    counts = Counter(map(item_of, documents.all))
    return [
        f"[{counts[number]}件]({up}{document_address(item_word(number))}/)"
        if counts[number]
        else f"这里还没有；可以[申请公开]({up}{REQUESTS}/)"
        for number, _ in enumerate(proactive_items(), start=1)
    ]


def to_columns(number: int, collection: Collection, up: str) -> str:
    """The portal's columns that hold what the item asks for."""
    own = (column for column in collection.columns.all if number in column.items)
    return "、".join(f"[{column.name}]({up}{columns_address(column.id)}/)" for column in own)


def item_word(number: int) -> str:
    """What the list of the documents under that item of 条例第二十条 is called in addresses.

    >>> item_word(7)
    'xiang-7'
    """
    return f"xiang-{number}"


def to_table(item: ProactiveItem, report: Report, page: str) -> str:
    table = item.table(report.format)
    return f"[{table.title}]({page}#table-{table.id})" if table and table.id in report.tables else ""
