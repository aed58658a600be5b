"""The agencies of a county: a page for each, with what it is, how to reach it and what it publishes; and the list of all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.county.township_map import middle_of
from gongkai.documents.document import Document
from gongkai.html.blocks import NOTHING, PageBlock, component, heading, links, page_of, paragraph, unsaid
from gongkai.html.content import PageContent
from gongkai.html.elements import CONTACT, KINDS
from gongkai.html.pages.documents.feeds import has_days, of_agency
from gongkai.html.pages.outward import on_agency, outward
from gongkai.reports.submission import has_years

NAME = "行政机关"
NEWEST = 10
TOWNSHIP = "township"
NO_BORDER = "示意图，不作划界依据。"
Listed = Callable[[Sequence[Document]], PageBlock]
"""How documents stand on a page: their lines, made once for all lists."""


def has_agency_pages(collection: Collection) -> bool:
    """A county's government alone needs no page that says which agencies there are."""
    return len(there(collection)) > 1


def there(collection: Collection) -> list[Agency]:
    """Those that still are, in the order of the file."""
    return [agency for agency in collection.agencies.values() if agency.until is None]


class Documents(NamedTuple):
    """An agency's, the newest first; how they are listed; the address of the list of them all, empty where there is none."""

    own: Sequence[Document]
    listed: Listed
    everything: str


def agency_page(agency: Agency, collection: Collection, site: Site, documents: Documents) -> PageContent:
    here = addresses.agency_page_address(agency.id)
    blocks = [
        component("document-bar", facts(agency, collection)),
        *said_of(agency),
        *published(agency, here, documents),
        *entries(agency, here, collection),
        *on_portal(agency, here, collection, site),
        *reports(agency, here, collection, site),
        heading("request", "申请公开"),
        paragraph(f"要的信息在这里没有找到，可以向{agency.name}申请公开。"),
        request_links(agency, here),
        links("其他机关", here, [(f"全部{NAME}", addresses.agencies_address())]),
    ]
    description = f"{agency.name}：职责、联系方式，公开的文件、目录和历年政府信息公开年报。"
    return page_of(agency.name, description, blocks)


def request_links(agency: Agency, here: str) -> PageBlock:
    """The form with the agency filled in, then how it is done."""
    up, form = addresses.up_from(here), f"{addresses.REQUESTS}/{addresses.FORM}"
    ways = {f"{form}/?jigou={agency.id}": "填写申请表", f"{addresses.REQUESTS}/": "依申请公开：怎样申请、多久答复"}
    return unsaid("links", {"label": "申请公开", "links": [{"text": text, "href": up + way} for way, text in ways.items()]})


def facts(agency: Agency, collection: Collection) -> list[dict[str, str]]:
    """What it is and how to reach it, as far as that is stated."""
    above = collection.agencies.get(agency.parent or "")
    stated = [("类别", KINDS[agency.kind]), ("上级机关", above.name if above else "")]
    stated += [(label, getattr(agency.contact, field) or "") for field, label in CONTACT.items()]
    return [{"label": label, "text": text, "time": ""} for label, text in stated if text]


def said_of(agency: Agency) -> Iterator[PageBlock]:
    if agency.duties:
        yield heading("duties", "职责")
        yield paragraph(agency.duties)


def published(agency: Agency, here: str, documents: Documents) -> Iterator[PageBlock]:
    """The newest of its documents, and the way to all of them."""
    if not documents.own:
        return
    yield heading("documents", "公开的文件和信息")
    yield documents.listed(documents.own[:NEWEST])
    ways = [(f"{agency.name}公开的全部{len(documents.own)}件", documents.everything)] if documents.everything else []
    if has_days(documents.own):
        ways.append((f"订阅{agency.name}最新公开（Atom）", f"{addresses.document_address()}/{of_agency(agency).name}"))
    if ways:
        yield links("全部文件和信息", here, ways)


def entries(agency: Agency, here: str, collection: Collection) -> Iterator[PageBlock]:
    """How many entries of the catalogue are its own."""
    count = len(collection.catalogue.of(agency.id))
    if count:
        yield heading("catalogue", "应当公开的事项")
        yield paragraph(f"基层政务公开标准目录里，{agency.name}应当公开的事项有{count}条。")
        yield links("公开目录", here, [("逐条查看", addresses.catalogue_address(addresses.BY_AGENCY, agency.id))])


def on_portal(agency: Agency, here: str, collection: Collection, site: Site) -> Iterator[PageBlock]:
    """The portal's columns that it answers for, and where it can be found on other sites."""
    own = [
        (column.name, addresses.columns_address(column.id)) for column in collection.columns.all if agency.id in column.agencies
    ]
    elsewhere = outward(on_agency(agency.id, collection, site), collection)
    if own:
        yield heading("columns", "负责的门户栏目")
        yield links("负责的门户栏目", here, own)
    if elsewhere is not NOTHING:
        yield heading("links", "网上的去处")
        yield elsewhere


def reports(agency: Agency, here: str, collection: Collection, site: Site) -> Iterator[PageBlock]:
    """Its yearly reports, the newest first, and its figures through the years."""
    own = collection.of(agency.id)[::-1]
    targets = [(f"{report.year}年度报告", report.address(site)) for report in own]
    if has_years(collection, agency):
        targets.insert(0, ("历年的数", addresses.agency_address(agency.id)))
    if targets:
        yield heading("reports", "政府信息公开年报")
        yield links("政府信息公开年报", here, targets)


def agencies_page(collection: Collection, site: Site) -> PageContent:
    """All that are there, by kind."""
    here = addresses.agencies_address()
    own = there(collection)
    blocks = [
        paragraph(f"{site.county}人民政府和各部门、各乡镇共{len(own)}个行政机关，各有一页：职责、联系方式、公开的文件和年报。")
    ]
    for kind, label in KINDS.items():
        names = [
            {"href": addresses.link(here, addresses.agency_page_address(agency.id)), "text": agency.name, "count": ""}
            for agency in own
            if agency.kind == kind
        ]
        drawn = map_of(collection, here) if kind == TOWNSHIP else NOTHING
        blocks += [heading(f"kind-{kind}", label), drawn, component("names", names)] if names else [NOTHING]
    description = f"{site.county}的行政机关：职责、联系方式、公开的文件和年报。"
    return page_of(NAME, description, blocks)


def map_of(collection: Collection, here: str) -> PageBlock:
    """Where the townships lie, as far as the office has drawn them; what it says stands in their list below it, too."""
    sheet = collection.township_map.sheet
    own = {agency.id: agency for agency in there(collection) if agency.kind == TOWNSHIP}
    areas = [
        {
            "href": addresses.link(here, addresses.agency_page_address(area.agency)),
            "name": own[area.agency].short or own[area.agency].name,
            "outlines": area.outlines,
            **middle_of(area.largest)._asdict(),
        }
        for area in collection.township_map.areas
        if area.agency in own
    ]
    if sheet is None or not areas:
        return NOTHING
    source = f"来源：{sheet.source}。" if sheet.source else ""
    says = f"{NO_BORDER}{source}审图号：{sheet.approval}。"
    return unsaid("township-map", {"width": sheet.width, "height": sheet.height, "areas": areas, "says": says})
