"""The portal's columns: a page for each, with what it holds and what reports say of it; and the list of all, with the links."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.columns import Column
from gongkai.county.links import KINDS, OutwardLink
from gongkai.county.portal import Site
from gongkai.documents import item_of
from gongkai.documents.document import Document
from gongkai.html.blocks import NOTHING, PageBlock, component, heading, links, page_of, paragraph
from gongkai.html.content import PageContent
from gongkai.html.elements import chinese_day
from gongkai.html.pages.agencies import Listed, has_agency_pages
from gongkai.html.pages.documents.feeds import KIND
from gongkai.html.pages.outward import outward
from gongkai.html.pages.quoted import Reports, counts, quotations, reports_of
from gongkai.statute.document_standard import document_standard
from gongkai.statute.proactive import proactive_items

NAME = "栏目与链接"
WITHIN = "门户栏目"  # some column is called as a part of this site
NEWEST = 10
LIST = "links.csv"


def has_columns(collection: Collection) -> bool:
    """Whether the office states any column or link."""
    return bool(collection.columns.all or collection.links.stated)


def documents_in(column: Column, collection: Collection) -> list[Document]:
    """What it holds, the newest first: documents of its kinds, then those of its items and agencies where it names no kind."""
    if column.kinds:
        return [document for document in collection.documents.all if document.kind in column.kinds]
    found = collection.documents.all if column.items or column.agencies else ()
    return [one for one in found if item_of(one) in column.items or one.agency in column.agencies]


def column_page(column: Column, collection: Collection, site: Site, listed: Listed) -> PageContent:
    here = addresses.columns_address(column.id)
    reports = reports_of(collection.reports, site)
    blocks = [
        paragraph(place_of(column, collection, site)),
        paragraph(column.about) if column.about else NOTHING,
        outward([on_portal(column)], collection),
        links("在本专栏", here, [(f"在本专栏看“{column.name}”", column.page.rstrip("/"))]) if column.page else NOTHING,
        *below(column, here, collection),
        *reported(column, reports, site, here),
        *documents(column, here, collection, listed),
        *matters(column, here, collection),
        *agencies(column, here, collection),
        *own_links(column, collection, site),
        links(NAME, here, [(f"全部{NAME}", addresses.columns_address())]),
    ]
    description = f"{site.county}门户网站的“{column.name}”栏目：放什么，年度报告怎么说，有关的文件、事项和链接。"
    return page_of(column.name, description, blocks)


def place_of(column: Column, collection: Collection, site: Site) -> str:
    """Where it stands among the others."""
    above = collection.columns.by_id.get(column.parent or "")
    under = f"“{above.name}”下的子栏目" if above else "的一级栏目"
    return f"“{column.name}”是{site.portal or f'{site.county}门户网站'}{under}。"


def on_portal(column: Column) -> OutwardLink:
    return OutwardLink(id=column.id, name=f"门户网站上的“{column.name}”", kind="portal", address=column.address)


def below(column: Column, here: str, collection: Collection) -> Iterator[PageBlock]:
    if own := collection.columns.below(column.id):
        yield heading("below", "子栏目")
        yield links("子栏目", here, [(f"{one.name}栏目", addresses.columns_address(one.id)) for one in own])


def reported(one: Column | OutwardLink, reports: Reports, site: Site, here: str) -> Iterator[PageBlock]:
    quoted = quotations(one.said, reports, site, here)
    if quoted is not NOTHING:
        yield heading("said", "年度报告怎么说")
        yield quoted
        yield counts(one.said, reports, site, here)


def documents(column: Column, here: str, collection: Collection, listed: Listed) -> Iterator[PageBlock]:
    """The newest, and the lists of its kinds."""
    own = documents_in(column, collection)
    if own:
        yield heading("documents", "文件和信息")
        yield listed(own[:NEWEST])
        yield links("全部文件和信息", here, [*lists_of(column, own)])


def lists_of(column: Column, own: Sequence[Document]) -> Iterator[tuple[str, str]]:
    for name in column.kinds:
        kind, count = document_standard().kind(name), sum(document.kind == name for document in own)
        if kind and count:
            yield f"全部{name}，{count}件", addresses.document_address(f"{KIND}-{kind.word}")


def matters(column: Column, here: str, collection: Collection) -> Iterator[PageBlock]:
    """What the law and the catalogue ask to be published there."""
    fields = [collection.catalogue.by_field[id] for id in column.fields if id in collection.catalogue.by_field]
    if not (column.items or fields):
        return
    yield heading("matters", "应当公开的内容")
    law = proactive_items()
    for number in column.items:
        yield paragraph(f"《条例》{law[number - 1].article}第{law[number - 1].number}项：{law[number - 1].content}。")
    there = {item_of(document) for document in collection.documents.all}
    ways = [
        (f"第{law[number - 1].number}项的文件和信息", addresses.document_address(addresses.item_word(number)))
        for number in column.items
        if number in there
    ]
    ways += [(f"{field.title}，{len(field.entries)}条", addresses.catalogue_address(field.id)) for field in fields]
    yield links("应当公开的内容", here, ways)


def agencies(column: Column, here: str, collection: Collection) -> Iterator[PageBlock]:
    own = [collection.agencies[id] for id in column.agencies if id in collection.agencies]
    if own and has_agency_pages(collection):
        yield heading("agencies", "负责的机关")
        yield links("负责的机关", here, [(agency.name, addresses.agency_page_address(agency.id)) for agency in own])


def own_links(column: Column, collection: Collection, site: Site) -> Iterator[PageBlock]:
    own = outward((link for link in collection.links.all(site) if column.id in link.columns), collection)
    if own is not NOTHING:
        yield heading("links", "有关链接")
        yield own


# ---- All of them


def columns_page(collection: Collection, site: Site) -> PageContent:
    """The columns, each with those below it, then the links by kind, each with what reports say of it."""
    here = addresses.columns_address()
    blocks = [
        paragraph(f"{site.county}门户网站有哪些栏目，县里在别的网站上有哪些去处。地址不知道的写“地址未登记”。"),
        *tried(collection),
    ]
    if collection.columns.all:
        blocks += [heading("columns", "门户栏目"), component("column-list", column_views(collection, ""))]
    reports = reports_of(collection.reports, site)
    for kind, name in KINDS.items():
        own = [link for link in collection.links.all(site) if link.kind == kind]
        blocks += [heading(f"kind-{kind}", name), outward(own, collection)] if own else []
        said = tuple(citation for link in own for citation in link.said)
        blocks += [quotations(said, reports, site, here), counts(said, reports, site, here)]
    description = f"{site.county}门户网站的栏目，政务服务、热线、政务新媒体等对外链接，最近一次核对的结果。"
    return page_of(NAME, description, [*blocks, listed_in_file()])


def tried(collection: Collection) -> Iterator[PageBlock]:
    if day := collection.links.results.last:
        yield paragraph(f"最近核对：{chinese_day(day)}。")


def listed_in_file() -> PageBlock:
    downloads = [{"href": LIST, "label": "CSV 表格", "about": "全部栏目和链接的网址，供核对"}]
    return component("downloads", downloads)


def column_views(collection: Collection, folder: str) -> list[dict[str, Any]]:
    """Each column at the top with all that stand below it. `folder` leads to the columns' pages."""
    columns = collection.columns
    tops: list[dict[str, Any]] = []
    for depth, column in columns.in_order():
        view = {"href": f"{folder}{column.id}/", "name": column.name}
        if depth:
            tops[-1]["below"].append(view)
        else:
            tops.append({**view, "about": column.about or "", "below": []})
    return tops
