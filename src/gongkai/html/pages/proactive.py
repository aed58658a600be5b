"""What the law asks to publish, item by item, as it stands on 法定主动公开内容: of each item what there is of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import quote

from markupsafe import Markup

from gongkai.collection import Collection
from gongkai.county.addresses import (
    FORM,
    REQUESTS,
    agencies_address,
    catalogue_address,
    columns_address,
    document_address,
    item_word,
)
from gongkai.county.columns import Column
from gongkai.county.links import OutwardLink
from gongkai.county.portal import Site
from gongkai.documents import item_of
from gongkai.documents.document import Document
from gongkai.html.fragments import fragment
from gongkai.html.pages.agencies import NAME, has_agency_pages, there
from gongkai.html.pages.documents.lists import Lines, document_lines
from gongkai.html.pages.outward import for_field, reached
from gongkai.html.pages.report import sentences
from gongkai.html.shells import PlainRenderer
from gongkai.reports.report import Report
from gongkai.statute.proactive import ProactiveItem, local_items, proactive_items

NEWEST = 3  # documents that an item shows itself
CATALOGUE = "公开目录"


def proactive_sections(report: Report | None, page: str, collection: Collection, site: Site, up: str) -> Markup:
    """A section for each of the fifteen items of 条例第二十条, whose anchor is that of `item_word`.

    Each has the newest documents published under it, the catalogue's fields that it names, the portal's columns that hold it,
    links to other sites and what the report counts of it (`report` stands at `page`; None where there is none). What has
    neither documents nor entries says who publishes it and how to ask. `up` leads to the column's root.
    """
    items, numbered = There(collection, site, up), enumerate(proactive_items(), start=1)
    return fragment("statutory-items", [items.of_item(number, item, report, page) for number, item in numbered])


def local_sections(collection: Collection, site: Site, up: str) -> Markup:
    """The same of what governments of counties and townships publish besides (第二十一条), at `difang-1` and so on; nothing
    where the catalogue has none of it."""
    own, items = There(collection, site, up), local_items()
    if not any(own.entries(item.fields) for item in items):
        return Markup()
    views = [
        own.section(f"difang-{number}", item.content, item.content, own.below(item.fields), own.ways((), item.fields))
        for number, item in enumerate(items, start=1)
    ]
    return fragment("statutory-items", views)


@dataclass(frozen=True)
class There:
    """What there is of an item, as links from a page from which `up` leads to the column's root."""

    collection: Collection
    site: Site
    up: str

    def of_item(self, number: int, item: ProactiveItem, report: Report | None, page: str) -> dict[str, Any]:
        own = [document for document in self.collection.documents.all if item_of(document) == number]
        columns = [column for column in self.collection.columns.all if number in column.items]
        every = [self.link(document_address(item_word(number)), f"第{item.number}项的文件和信息", f"{len(own)}件")]
        ways = [
            *labelled("全部", every if own else []),
            *labelled(NAME, self.agencies() if item.agencies else []),
            *self.ways(columns, item.fields),
        ]
        section = self.section(item_word(number), f"{item.number}{item.content}", item.content, own, ways)
        return {**section, "counted": counted(item, report, page) if report else {}}

    def section(
        self, id: str, title: str, sought: str, own: Sequence[Document], ways: Sequence[dict[str, Any]]
    ) -> dict[str, Any]:
        """`sought` is what is filled into the form of a request where there is nothing."""
        is_there = own or any(way["label"] == CATALOGUE for way in ways)
        return {
            "id": id,
            "title": title,
            "documents": document_lines(self.lines, own[:NEWEST], self.up) if own else "",
            "ways": ways,
            "counted": {},
            "ask": "" if is_there else f"{self.up}{REQUESTS}/{FORM}/?nr={quote(sought, safe='')}",
            "sought": sought,
        }

    def ways(self, columns: Sequence[Column], fields: Sequence[str]) -> list[dict[str, Any]]:
        """The lists of the fields' entries, the columns, and what other sites have of either."""
        shown = [{**self.link(columns_address(one.id), one.name), "said": f"{one.name}栏目"} for one in columns]
        ids = {column.id for column in columns}
        outward = [link for link in self.collection.links.all(self.site) if ids & {*link.columns}]
        outward += [link for id in fields for link in for_field(id, self.collection, self.site) if link.fields]
        return [
            *labelled(CATALOGUE, self.entries(fields)),
            *labelled("门户栏目", shown),
            *labelled("有关链接", [self.elsewhere(link) for link in dict.fromkeys(outward)]),
        ]

    def entries(self, fields: Sequence[str]) -> list[dict[str, Any]]:
        """The fields that have entries, each with their number."""
        catalogue = self.collection.catalogue
        own = [catalogue.by_field[id] for id in fields if id in catalogue.by_field]
        return [self.link(catalogue_address(one.id), one.title, f"{len(one.entries)}条") for one in own if one.entries]

    def agencies(self) -> list[dict[str, Any]]:
        """The list of the agencies' pages, where they have any."""
        own = there(self.collection)
        return [self.link(agencies_address(), "职责和联系方式", f"{len(own)}个")] if has_agency_pages(self.collection) else []

    def below(self, fields: Sequence[str]) -> list[Document]:
        """The documents published under an entry of those fields, the newest first."""
        return [one for one in self.collection.documents.all if one.entry.partition("/")[0] in fields]

    @cached_property
    def lines(self) -> Lines:
        return Lines(self.collection.documents.all, self.collection.agencies, PlainRenderer())

    def link(self, address: str, text: str, more: str = "") -> dict[str, Any]:
        return {"href": f"{self.up}{address}/", "text": text, "more": more, "said": "", "elsewhere": False}

    def elsewhere(self, link: OutwardLink) -> dict[str, Any]:
        facts = "，".join(reached(link, self.collection.links.results))
        return {"href": link.address or "", "text": link.name, "more": facts, "said": "", "elsewhere": True}


def labelled(label: str, links: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    if links:
        yield {"label": label, "links": links}


def counted(item: ProactiveItem, report: Report, page: str) -> dict[str, Any]:
    """What the report's table of the same item says, in sentences, with the way to it; empty where it has none."""
    table = item.table(report.format)
    if table is None or table.id not in report.tables:
        return {}
    said = sentences(report, (table.id,))
    return {"label": f"{report.year}年度报告", "href": f"{page}#table-{table.id}", "text": table.title, "sentences": said}
