"""The table of what the law asks to publish, as it stands on 法定主动公开内容."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from gongkai.catalogue import Catalogue
from gongkai.collection import Collection
from gongkai.county.addresses import REQUESTS, catalogue_address, columns_address, document_address
from gongkai.documents import Documents, item_of
from gongkai.reports.report import Report
from gongkai.statute.proactive import ProactiveItem, local_items, proactive_items

NONE = "这里还没有；由制作机关公开，可以[申请公开]({up}{requests}/)"


def proactive_table(report: Report | None, page: str, collection: Collection, up: str) -> str:
    """In Markdown, a row for each item. With a report, whose page is `page`, each item leads to the table that counts it; with
    documents, to those that are published under it, or to where they can be asked for; with columns of the portal, to those that
    hold it; with a catalogue, to the fields that it names. `up` leads to the column's root.
    """
    items, documents = proactive_items(), collection.documents
    columns = {"项": [item.number for item in items], "内容": [item.content for item in items]}
    if len(documents):
        columns["公开的文件和信息"] = [*documents_of_items(documents, up)]
    columns_of = [to_columns(number, collection, up) for number, _ in enumerate(items, start=1)]
    if any(columns_of):
        columns["门户栏目"] = columns_of
    named = [fields_of(item.fields, collection.catalogue, up) for item in items]
    if any(named):
        columns["公开目录"] = named
    counted = [to_table(item, report, page) for item in items] if report else []
    if report and any(counted):
        columns[f"{report.year}年度报告里的数"] = counted
    return markdown(columns)


def local_table(catalogue: Catalogue, up: str) -> str:
    """The same of what governments of counties and townships publish besides; nothing where the catalogue has none of it."""
    named = [fields_of(item.fields, catalogue, up) for item in local_items()]
    if not any(named):
        return ""
    shown = [found or nothing(up) for found in named]
    return markdown({"内容": [item.content for item in local_items()], "公开目录": shown})


def markdown(columns: Mapping[str, Sequence[str]]) -> str:
    rows = zip(*columns.values(), strict=True)
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, ["---"] * len(columns), *rows))


def fields_of(fields: Sequence[str], catalogue: Catalogue, up: str) -> str:
    """The fields that have entries, each a link to its list with their number; empty where none has."""
    own = [catalogue.by_field[id] for id in fields if id in catalogue.by_field]
    return "、".join(f"[{one.title}]({up}{catalogue_address(one.id)}/)（{len(one.entries)}条）" for one in own if one.entries)


def nothing(up: str) -> str:
    """Who has to publish it, and the way to ask."""
    return NONE.format(up=up, requests=REQUESTS)


def documents_of_items(documents: Documents, up: str) -> list[str]:
    """How many there are under each item, as a link to their list; of an item without any who publishes it, and how to ask."""
    counts = Counter(map(item_of, documents.all))
    return [
        f"[{counts[number]}件]({up}{document_address(item_word(number))}/)" if counts[number] else nothing(up)
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
