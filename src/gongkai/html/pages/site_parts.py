"""What a site has a place for in its menu and on its front page: the column's parts, and what data adds to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from markupsafe import Markup

from gongkai.catalogue import Catalogue
from gongkai.collection import Collection
from gongkai.county.addresses import (
    OVERVIEW,
    REPORTS,
    SEARCH,
    STATEMENT,
    agencies_address,
    archive_address,
    catalogue_address,
    columns_address,
    data_address,
    document_address,
)
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.documents import Documents
from gongkai.html.cross_table import CrossRow, CrossTable, TableCell, heads
from gongkai.html.elements import CONTACT, KINDS, joined, paragraph
from gongkai.html.fragments import fragment
from gongkai.html.pages.agencies import NAME as AGENCIES_NAME
from gongkai.html.pages.agencies import has_agency_pages
from gongkai.html.pages.archive import TITLE as ARCHIVE
from gongkai.html.pages.archive import has_archive
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.pages.columns import NAME as COLUMNS_NAME
from gongkai.html.pages.columns import has_columns
from gongkai.html.pages.documents.document_page import NAME as DOCUMENTS_NAME
from gongkai.html.pages.documents.feeds import KIND
from gongkai.html.pages.documents.lists import Lines, by_kind, document_lines
from gongkai.html.pages.outward import for_field
from gongkai.html.shells import PlainRenderer
from gongkai.statute.column import ColumnPart, column
from gongkai.statute.life_events import life_events


class SitePart(NamedTuple):
    """`address` is the folder of its first page; `about` says in one sentence what a reader finds there."""

    title: str
    address: str
    about: str


CATALOGUE_PART = SitePart(
    CATALOGUE_NAME, catalogue_address(OVERVIEW), "各领域、各机构应当公开的事项：公开什么、依据什么、何时公开、由谁公开。"
)
DOCUMENTS_PART = SitePart(
    DOCUMENTS_NAME, document_address(), "公开的文件和信息：文号、日期、有没有效、由谁发布，可以按种类、机构、年度查找。"
)
AGENCIES_PART = SitePart(AGENCIES_NAME, agencies_address(), "各部门、各乡镇的职责、联系方式，公开的文件和历年年报。")
COLUMNS_PART = SitePart(COLUMNS_NAME, columns_address(), "门户网站的各个栏目，政务服务、热线和政务新媒体在哪里。")
DATA_PART = SitePart("开放数据", data_address(), "年度报告各表的数据文件，可以整批下载，附数据字典。")
ARCHIVE_PART = SitePart(ARCHIVE, archive_address(), "年度报告公布以后的更正、重述和撤回，封存的归档包和校验值。")

NEWEST = 5  # documents that the front page names

# What the own frame has a place for by itself; in another menu they stand at the end.
BESIDE = (
    SitePart("专栏检索", SEARCH, "在政府信息公开专栏里检索，包括目录的每一条和表格的每一格。"),
    SitePart("无障碍声明", STATEMENT, "网页怎样方便残疾人使用，遇到障碍向谁反映。"),
)


def parts_of_data(collection: Collection) -> Iterator[SitePart]:
    """The column's parts in the State's order, then what else there is something of. An empty part would be no part."""
    yield from (named(part) for part in column().parts if part.path != REPORTS or collection.reports)
    if has_agency_pages(collection):
        yield AGENCIES_PART
    if len(collection.documents):
        yield DOCUMENTS_PART
    if collection.catalogue.entries:
        yield CATALOGUE_PART
    if has_columns(collection):
        yield COLUMNS_PART
    if collection.reports:
        yield DATA_PART
    if has_archive(collection):
        yield ARCHIVE_PART


def named(part: ColumnPart) -> SitePart:
    return SitePart(part.title, part.path, part.description)


def part_cards(parts: Sequence[SitePart], up: str) -> Markup:
    """The parts with a sentence each. `up` leads from the page to the column's root."""
    return fragment("parts", [card(part, up) for part in parts])


def card(part: SitePart, up: str) -> dict[str, str]:
    id = f"part-{part.address.replace('/', '-')}"
    return {"id": id, "href": f"{up}{part.address}/", "title": part.title, "about": part.about}


def ask_box(catalogue: Catalogue, year: int | None, up: str) -> Markup:
    """Where everything is looked for, in the words of every day; with an example that this site can answer. `year` is that of
    the newest report, None where there is none.
    """
    asked = "低保怎么申请" if "social-assistance" in catalogue.by_field else f"{year}年收到多少申请" if year else "怎样申请公开"
    return fragment("ask-box", {"search": f"{up}{SEARCH}/", "example": f"例如：{asked}"})


def by_life_event(collection: Collection, site: Site, up: str) -> Markup:
    """What people come for, each with the fields of the catalogue that have to do with it, and what other sites have of those;
    empty where it has none of them.
    """
    catalogue, events = collection.catalogue, []
    for event in life_events():
        fields = [catalogue.by_field[id] for id in event.fields if id in catalogue.by_field]
        links = [{"href": f"{up}{catalogue_address(field.id)}/", "text": field.title} for field in fields]
        elsewhere = (link for field in fields for link in for_field(field.id, collection, site) if link.fields)
        links += [{"href": link.address or "", "text": f"{link.name}（外站）"} for link in dict.fromkeys(elsewhere)]
        events += [{"id": f"life-{event.id}", "name": event.name, "links": links}] if links else []
    return fragment("life-events", events) if events else Markup()


def newest_documents(documents: Documents, agencies: Mapping[str, Agency], up: str) -> Markup:
    """The newest few, and the way to all."""
    lines = Lines(documents.all, agencies, PlainRenderer())
    return joined(
        document_lines(lines, documents.all[:NEWEST], up),
        more(f"{up}{DOCUMENTS_PART.address}/", f"{DOCUMENTS_NAME}，共{len(documents)}件"),
    )


def catalogue_summary(catalogue: Catalogue, site: Site, up: str) -> Markup:
    """How many entries there are in which fields, each a link to its list; of a catalogue that is only counted, the way there."""
    overview = f"{up}{CATALOGUE_PART.address}/"
    if not catalogue.entries:
        return more(overview, f"年度报告写明的{CATALOGUE_NAME}条数")
    says = f"{site.county}{CATALOGUE_NAME}共{len(catalogue.fields)}个领域、{len(catalogue.entries)}条，可以按领域和机构查找。"
    found = [
        {"href": f"{up}{catalogue_address(field.id)}/", "text": field.title, "count": f"{len(field.entries)}条"}
        for field in catalogue.fields
    ]
    return joined(paragraph(says), fragment("names", found), more(overview, f"{CATALOGUE_NAME}总览"))


def document_summary(documents: Documents, site: Site, up: str) -> Markup:
    """How many documents there are of which kinds, each a link to its list."""
    says = f"{site.county}公开的文件和信息共{len(documents)}件，每件写明文号、日期、有没有效、由谁发布。"
    found = [
        {"href": f"{up}{document_address(f'{KIND}-{kind.word}')}/", "text": kind.name, "count": f"{len(own)}件"}
        for kind, own in by_kind(documents.all)
    ]
    return joined(paragraph(says), fragment("names", found), more(f"{up}{DOCUMENTS_PART.address}/", f"{DOCUMENTS_NAME}总览"))


def more(href: str, text: str) -> Markup:
    return Markup('<p><a class="gk-more" href="{}">{}</a></p>').format(href, text)


def agency_list(agencies: Sequence[Agency], pages: Mapping[str, str]) -> Markup:
    """By kind, as agencies.yml has them: their names, or a table where it states what they do or how to reach them.

    `pages` are the addresses of those that have a page, by agency.
    """
    parts = []
    for kind, label in KINDS.items():
        own = [agency for agency in agencies if agency.kind == kind]
        if own:
            parts += [Markup("<h3>{}</h3>").format(label), agency_table(kind, own, pages) or agency_names(own, pages)]
    return joined(*parts)


def agency_names(agencies: Sequence[Agency], pages: Mapping[str, str]) -> Markup:
    return fragment("names", [{"href": pages.get(a.id, ""), "text": a.name, "count": ""} for a in agencies])


def agency_table(kind: str, agencies: Sequence[Agency], pages: Mapping[str, str]) -> Markup:
    """A column for each fact that is stated of any of them; nothing where none is."""
    facts = {agency.id: stated_of(agency) for agency in agencies}
    labels = [label for label in ("职责", *CONTACT.values()) if any(label in stated for stated in facts.values())]
    if not labels:
        return Markup()
    rows = tuple(
        CrossRow(
            TableCell(agency.name, pages.get(agency.id, "")),
            tuple(fact(facts[agency.id].get(label)) for label in labels),
            agency.id,
        )
        for agency in agencies
    )
    shown = ("职责" if "职责" in labels else "", "联系方式" if labels != ["职责"] else "")
    caption = f"{KINDS[kind]}的{'和'.join(filter(None, shown))}"
    return fragment("cross-table", CrossTable(f"agencies-{kind}", caption, "机构", heads(labels), rows))


def stated_of(agency: Agency) -> dict[str, str]:
    found = {"职责": agency.duties, **{label: getattr(agency.contact, key) for key, label in CONTACT.items()}}
    return {label: text for label, text in found.items() if text}


def fact(text: str | None) -> TableCell:
    return TableCell(text, kind="text") if text else TableCell("未写明", kind="gap")
