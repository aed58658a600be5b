"""A year's reports as one file to take away: a list of contents, then each report whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from markupsafe import Markup

from gongkai.downloads.taken_away import Origin, as_it_stands, later, newest_day
from gongkai.html.blocks import PageBlock, page_of, paragraph, together, unsaid
from gongkai.html.bound import bound
from gongkai.html.content import Heading
from gongkai.html.page_alone import About, page_alone
from gongkai.html.page_labels import page_labels
from gongkai.html.pages.report import ending, opening
from gongkai.reports.report import Report

SECTION = Markup(
    '<section class="gk-bound" aria-labelledby="{id}">\n<h2 id="{id}">{title}</h2>\n<p>{about}。</p>\n{html}\n{up}\n</section>'
)
UP = Markup('<p class="gk-bound__up"><a href="#contents">回到目录</a></p>')


def title(county: str, year: int) -> str:
    return f"{county}{year}年政府信息公开工作年度报告汇编"


def content(reports: Sequence[Report], year: int, address: str, origin: Origin) -> str:
    """`address` is where the file stays; empty where that is not known."""
    assert origin.site
    name = title(origin.site.county, year)
    description = f"{origin.site.county}{year}年度 {len(reports)} 份政府信息公开工作年度报告的全文和法定表格，合为一个文件。"
    whole = page_of(name, description, blocks(reports, description, origin))
    day = newest_day(reports)
    state = f"收录到{day}为止公布和更正的 {len(reports)} 份报告" if day else f"收录 {len(reports)} 份报告（发布时间未载明）"
    about = About(f"{state}，可以离线打开、打印。{later(address)}", address)
    return str(page_alone(whole, page_labels(name, description), origin.site.government, origin.site, about))


def blocks(reports: Sequence[Report], description: str, origin: Origin) -> Iterator[PageBlock]:
    yield paragraph(description)
    yield unsaid("contents", [Heading(begin(report), report.agency_name, 2) for report in reports])
    for report in reports:
        yield PageBlock(section(report, origin))


def section(report: Report, origin: Origin) -> Markup:
    """The report whole, without its own list of contents."""
    whole = together(*opening(report), origin.text(report), *ending(report))
    html = Markup(bound(whole.html, report.agency_id))  # noqa: S704 - made of components, and escaped by them
    return SECTION.format(id=begin(report), title=report.envelope.title, about=as_it_stands(report), html=html, up=UP)


def begin(report: Report) -> str:
    """The name of the place where it begins."""
    return f"{report.agency_id}.begin"
