"""What an entry or item points to is there: agencies, cells of the report, entries; and each entry has something to show."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.catalogue import Catalogue, Field
from gongkai.collection import Collection
from gongkai.problems import Problem, Severity
from gongkai.statute.formats import formats

ID = "catalogue-link"
TITLE = "目录所指的机构、报告数和条目都在"
BASIS = "本项目的约定：条目写机构代号、报告表格地址，目录信息写所属条目"


def check(collection: Collection) -> Iterator[Problem]:
    cells = known_cells() if any(entry.figures for entry in collection.catalogue.entries) else frozenset()
    for entry in collection.catalogue.entries:
        for agency in entry.agencies:
            if agency not in collection.agencies:
                message = f"agencies.yml 里没有“{agency}”这个机构"
                yield Problem(entry.position("agencies"), ID, message, subject=entry.address)
        for figure in entry.figures:
            if figure not in cells:
                message = f"报告里没有“{figure}”这一格；应像 licensing.administrative_licensing.decisions"
                yield Problem(entry.position("figures"), ID, message, subject=entry.address)
    for field in collection.catalogue.fields:
        yield from strange_levels(field)
    yield from items(collection)


def known_cells() -> frozenset[str]:
    """The address of every cell of every format."""
    return frozenset(
        f"{table.id}.{row.id}.{column.id}"
        for format in formats().values()
        for table in format.tables
        for row in table.leaf_rows
        for column in table.leaf_columns
    )


def strange_levels(field: Field) -> Iterator[Problem]:
    for entry in field.entries:
        for level in entry.levels:
            if level not in field.levels:
                message = f"公开层级“{level}”不在本领域的层级 {'、'.join(field.levels)} 里；请核对，或写进文件开头的 levels"
                yield Problem(entry.position("levels"), ID, message, Severity.WARNING, entry.address)
        for method in entry.methods:
            if method not in ("主动", "依申请"):
                message = f"公开方式“{method}”应是主动、依申请"
                yield Problem(entry.position("method"), ID, message, Severity.WARNING, entry.address)


def items(collection: Collection) -> Iterator[Problem]:
    catalogue: Catalogue = collection.catalogue
    for item in collection.items:
        subject = item.index_number or item.title
        if item.entry and catalogue.entry(item.entry) is None:
            message = f"目录里没有“{item.entry}”这个条目；应像 social-assistance/1（领域/条目代号）"
            yield Problem(item.position("entry"), ID, message, subject=subject)
        if item.agency and item.agency not in collection.agencies:
            yield Problem(item.position("agency"), ID, f"agencies.yml 里没有“{item.agency}”这个机构", subject=subject)
