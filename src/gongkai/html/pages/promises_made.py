"""What the reports of a year promised to mend, agency by agency, and what became of it: answered, or still waiting."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.county.agencies import Agency
from gongkai.county.portal import Site
from gongkai.html.blocks import PageBlock, component, heading, links, page_of, paragraph
from gongkai.html.content import Heading, PageContent
from gongkai.html.elements import KINDS
from gongkai.html.pages.promised import source
from gongkai.html.pages.years import promises_title, year_links
from gongkai.reports.promises import MadeIn, made_in, promises_something, promising_years

ABOUT = (
    "下面照录各报告“存在的主要问题及改进情况”一节里说下一步怎样做的原句。机关指明了下一年度报告用哪一句话答复的，写在那一句下面；"
    "没有逐句指明的，请看下一年度报告的这一节；下一年度的报告本专栏还没有的，写明“等答复”。"
)


def promises_page(collection: Collection, site: Site, year: int) -> PageContent:
    """Each sentence as printed, with the words of the next report that the agency named as its answer."""
    here, found = addresses.year_address(year, addresses.PROMISES), made_in(collection, year)
    years = [(promises_title(other), addresses.year_address(other, addresses.PROMISES)) for other in promising_years(collection)]
    kinds = [(kind, [one for one in found if one.report.agency and one.report.agency.kind == kind]) for kind in KINDS]
    blocks = (
        paragraph(counted(found, year)),
        paragraph(ABOUT),
        *(block for kind, own in kinds if own for block in of_kind(kind, own, site, here)),
        links("其他年度", here, years),
        year_links(collection, site, year, here),
    )
    description = f"{site.county}各机关{year}年度报告说要改进的，下一年度报告怎样答复，哪些还在等答复。"
    headings = (Heading(kind, KINDS[kind], 2) for kind, own in kinds if own)
    return page_of(f"{year}年度报告说要改进的，后来怎样", description, blocks, headings)


def counted(found: Sequence[MadeIn], year: int) -> str:
    """How many sentences of how many agencies, and what became of them; what nobody counts is left out."""
    made, answered = sum(len(one.made) for one in found), sum(one.answers for one in found)
    waiting = sum(len(one.made) for one in found if one.later is None)
    parts = ((answered, "指明了答复"), (waiting, "等答复"), (made - answered - waiting, "下一年度报告没有逐句指明答复"))
    became = "，".join(f"{words}的{count}句" for count, words in parts if count)
    return f"{year}年度有{len(found)}个机关的报告写了下一步怎样改进，共{made}句：{became}。"


def of_kind(kind: str, own: Sequence[MadeIn], site: Site, here: str) -> Iterator[PageBlock]:
    yield heading(kind, KINDS[kind])
    yield component("promises-made", [view(one, site, here) for one in own])


def view(one: MadeIn, site: Site, here: str) -> dict[str, Any]:
    name, next_year = one.report.agency_name, one.report.year + 1
    return {
        "id": f"jigou-{one.report.agency_id}",
        "agency": name,
        "before": {"href": source(one.report, site, here)["href"], "text": f"{name}{one.report.year}年度报告"},
        "promises": [{"text": each.text, "answer": each.answer} for each in one.made],
        "year": next_year,
        "now": {"href": source(one.later, site, here)["href"], "text": f"{name}{next_year}年度报告"} if one.later else {},
        "all_answered": one.answers == len(one.made),
    }


def ways(agency: Agency, collection: Collection) -> Iterator[tuple[str, str]]:
    """To the page of each year in which the agency promised something, the newest first."""
    for report in reversed(collection.of(agency.id)):
        if not report.envelope.withdrawn and promises_something(report):
            yield promises_title(report.year), addresses.year_address(report.year, addresses.PROMISES)
