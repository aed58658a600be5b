"""The words an author may write between {{ }} on a page in docs/."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, Protocol, get_args

from gongkai.build.county import County, load_county
from gongkai.build.project import CACHE
from gongkai.build.site_parts import site_parts
from gongkai.collection import Collection
from gongkai.county.addresses import (
    AGENCIES,
    FORM,
    REQUESTS,
    TERMS,
    VERIFY,
    agency_address,
    agency_page_address,
    archive_address,
    columns_address,
    comparison_address,
    data_address,
    history_address,
    notices_address,
    year_address,
)
from gongkai.county.links import Place
from gongkai.county.portal import SOUGHT
from gongkai.html.elements import CONTACT, KINDS, chinese_day
from gongkai.html.figures import cited_documents, stated_figures
from gongkai.html.fragments import fragment
from gongkai.html.pages.agencies import there
from gongkai.html.pages.archive import public_notices
from gongkai.html.pages.catalogue.overview import stated_counts
from gongkai.html.pages.columns import column_views
from gongkai.html.pages.outward import outward
from gongkai.html.pages.proactive import local_sections, proactive_sections
from gongkai.html.pages.quoted import quotation_view
from gongkai.html.pages.site_parts import (
    SitePart,
    agency_list,
    ask_box,
    by_life_event,
    catalogue_summary,
    document_summary,
    newest_documents,
    part_cards,
)
from gongkai.reports.quotations import with_words
from gongkai.reports.report import Report
from gongkai.reports.submission import Standing, Status, has_years, standings
from gongkai.tables.figure_text import plain_number

PUBLIC = (
    "part_cards",
    "ask_box",
    "life_events",
    "newest_documents",
    "statutory_content",
    "catalogue_summary",
    "document_summary",
    "agencies",
    "portal_columns",
    "outward_links",
    "report_says",
    "figure",
    "stated_figures",
    "key_figures",
    "report_list",
    "agency_list",
    "archive_list",
    "cited_documents",
    "contact",
    "request_form",
    "request_figures",
)
REQUEST_TABLES = ("requests", "review_litigation")


class Environment(Protocol):
    """What registers words; a site generator's plugin has the same names."""

    project_dir: str
    variables: Any

    def macro(self, function: Callable[..., Any], name: str = "") -> Any: ...


def register_words(env: Environment) -> None:
    """The words an author may write between {{ }} on any county's page: `site`, `parts`, and those of PUBLIC."""
    county = getattr(env, "county", None)
    if county is None:
        data = Path(env.project_dir) / "data"
        county = load_county(data, data.parent / CACHE)
    docs = getattr(env, "docs", Path(env.project_dir) / "docs")
    words = Words(county, site_parts(docs, county))
    env.variables["site"] = words.site
    env.variables["parts"] = {part.address: part for part in words.parts}
    for word in PUBLIC:
        env.macro(getattr(words, word), word)


class UnknownFigureError(Exception):
    """A page cites a report or a figure that the data does not have."""


class Words:
    """Each public method is one word. Fragments of several lines must stand alone on their line, at its start."""

    def __init__(self, county: County, parts: Sequence[SitePart]) -> None:
        self.county, self.parts = county, parts

    @property
    def site(self) -> Any:
        """What data/site.yml states: `{{ site.county }}`."""
        return self.county.collection.site

    # ---- The column

    def part_cards(self, up: str = "") -> str:
        """The parts of the site, each with a sentence, as the front page shows them."""
        return str(part_cards(self.parts, up))

    def ask_box(self, up: str = "") -> str:
        """A box that asks the search, as the front page begins with it."""
        return str(ask_box(self.county.collection.catalogue, self.newest.year if self.newest else None, up))

    def life_events(self, up: str = "") -> str:
        """What people come for, each with the catalogue's fields that have to do with it; empty without a catalogue."""
        return str(by_life_event(self.county.collection, self.site, up))

    def newest_documents(self, up: str = "") -> str:
        """The documents published last; empty where there is none."""
        documents = self.county.collection.documents
        return str(newest_documents(documents, self.county.collection.agencies, up)) if len(documents) else ""

    def statutory_content(self, up: str = "../", article: int = 20) -> str:
        """What the law asks to publish, a section for each item: its documents, its fields of the catalogue, columns, links and
        what the newest report counts of it. Of article 21 nothing where the catalogue has none of its fields."""
        if article == 21:
            return str(local_sections(self.county.collection, self.site, up))
        page = f"{up}{self.address(self.newest)}/" if self.newest else ""
        return str(proactive_sections(self.newest, page, self.county.collection, self.site, up))

    def catalogue_summary(self, up: str = "../") -> str:
        """How large the disclosure catalogue is, and its fields; empty where nothing is known of it."""
        collection = self.county.collection
        if not collection.catalogue.entries and not stated_counts(collection.reports, self.site):
            return ""
        return str(catalogue_summary(collection.catalogue, self.site, up))

    def document_summary(self, up: str = "../") -> str:
        """How many documents of which kinds are published here; empty where there is none."""
        documents = self.county.collection.documents
        return str(document_summary(documents, self.site, up)) if len(documents) else ""

    def agencies(self, up: str = "../") -> str:
        """The agencies that are there, by kind, each a link to its page; empty where there is only one."""
        own = there(self.county.collection)
        pages = {agency.id: f"{up}{agency_page_address(agency.id)}/" for agency in own}
        return str(agency_list(own, pages)) if len(own) > 1 else ""

    # ---- The portal

    def portal_columns(self, up: str = "../") -> str:
        """The portal's columns, each a link to its page; empty where none is stated."""
        columns = column_views(self.county.collection, f"{up}{columns_address()}/")
        return str(fragment("column-list", columns)) if columns else ""

    def outward_links(self, place: Place | Literal[""] = "") -> str:
        """Where the county is on other sites: all of it, or what pages of that kind name (front, agency, matter, request)."""
        links, collection = self.county.collection.links, self.county.collection
        if place not in ("", *get_args(Place)):
            raise ValueError(f"没有“{place}”这个地方；可以写 {'、'.join(get_args(Place))}")
        shown = links.on(place, self.site) if place else links.all(self.site)
        return str(outward(shown, collection).html)

    def report_says(self, year: int, words: str, up: str = "../") -> str:
        """The sentence of the government's report of that year that holds those words, quoted, with the way to it."""
        report = self.report(year)
        quoted = with_words(report, words)
        if quoted is None:
            raise UnknownFigureError(f"{year}年度报告的正文里没有“{words}”这几个字")
        view = quotation_view(quoted, report, self.site, "")
        return str(fragment("quotations", [{**view, "href": f"{up}{view['href']}"}]))

    # ---- Reports

    @property
    def newest(self) -> Report | None:
        """The county government's newest report that stands; None where there is none."""
        return next((report for report in self.county.government_reports if not report.envelope.withdrawn), None)

    def report(self, year: int) -> Report:
        """The county government's report of that year."""
        for report in self.county.government_reports:
            if report.year == year:
                return report
        raise UnknownFigureError(f"没有{year}年度的本级政府报告")

    def figure(self, id: str, year: int) -> str:
        """A named figure of the government's report of that year, as the report states it, with its unit."""
        figures = self.report(year).envelope.figures
        if id not in figures:
            raise UnknownFigureError(f"{year}年度报告里没有名为“{id}”的数")
        figure = figures[id]
        return f"{plain_number(figure.value)}{'多' if figure.approximate else ''}{figure.unit}"

    def stated_figures(self, year: int, *sections: str, up: str = "../") -> str:
        """The quantities that the prose of those sections of a year's report states, each with a link to its place."""
        report = self.report(year)
        return str(stated_figures(report, f"{up}{self.address(report)}/", sections))

    def key_figures(self, up: str = "") -> str:
        """The newest report's key figures in sentences, as far as its form has them, with a link to it; empty without a report.

        `up` leads from the page to the column's root.
        """
        report = self.newest
        if report is None:
            return ""
        link = f'<p><a class="gk-more" href="{up}{self.address(report)}/">阅读{report.year}年度报告全文</a></p>'
        if not report.format.sentences:
            return link
        from gongkai.html.pages.report import sentences  # noqa: PLC0415 - a county without reports needs none of it

        view = {"id": "key-figures", "title": f"{report.year}年主要数据", "sentences": sentences(report)}
        return str(fragment("key-figures", view)) + "\n" + link

    def report_list(self, up: str = "../") -> str:
        """Reports by year, newest first. A year of several agencies names the government's and leads to all the others."""
        years = {*self.county.collection.years, *elsewhere_years(self.county.collection)}
        return str(fragment("report-list", [self.listed_year(year, up) for year in sorted(years, reverse=True)]))

    def listed_year(self, year: int, up: str) -> dict[str, Any]:
        from gongkai.html.pages.years import words_of  # noqa: PLC0415 - as above

        collection = self.county.collection
        reports = [report for report in collection.reports if report.year == year]
        words = words_of(collection, self.site, year)
        elsewhere = [standing for standing in standings(collection, year) if standing.elsewhere]
        if AGENCIES in words:
            reports = [report for report in reports if report.agency_id == self.site.government_agency]
            elsewhere = [standing for standing in elsewhere if standing.agency.id == self.site.government_agency]
        listed = [self.listed(report, up) for report in reports] + [listed_elsewhere(standing) for standing in elsewhere]
        pages = [{"href": f"{up}{year_address(year, word)}/", "text": label} for word, label in words.items()]
        return {"year": year, "reports": listed, "pages": pages}

    def agency_list(self, up: str = "../") -> str:
        """Agencies by kind, each with its years; then what follows figures through the years, and the data."""
        collection = self.county.collection
        agencies = [agency for agency in collection.agencies.values() if has_years(collection, agency)]
        groups = [(label, [a for a in agencies if a.kind == kind]) for kind, label in KINDS.items()]
        kinds = [(label, [(a.name, f"{up}{agency_address(a.id)}/") for a in found]) for label, found in groups if found]
        kinds += [("在其网站公布", own)] if (own := own_sites(collection)) else []
        whole = [*over_years(collection, up)] if collection.reports else []
        data = [("开放数据", f"{up}{data_address()}/")] if collection.reports else []
        parts = [
            ("by-agency", "按机构", kinds),
            ("across", "跨年度查看", [("跨年度查看", whole)] if whole else []),
            ("data", "数据下载", [("数据下载", data)] if data else []),
        ]
        return "\n".join(linked(id, title, lists) for id, title, lists in parts if lists)

    def archive_list(self, up: str = "../") -> str:
        """Where corrections are told and bags are checked; empty where nothing was sealed or corrected."""
        collection = self.county.collection
        corrected = [("更正公告", f"{notices_address()}/")] if public_notices(collection) else []
        sealed = [("各年度归档", f"{archive_address()}/"), ("核验归档包", VERIFY)] if collection.seals.all else []
        links = [{"text": text, "href": f"{up}{address}"} for text, address in (*corrected, *sealed)]
        return f'<h2 id="archive">更正和归档</h2>\n{fragment("links", {"label": "更正和归档", "links": links})}' if links else ""

    def listed(self, report: Report, up: str) -> dict[str, str]:
        written = report.envelope.written
        return {
            "href": f"{up}{self.address(report)}/",
            "title": report.envelope.title,
            "agency": report.agency_name,
            "date": chinese_day(written) + "成文" if written else "",
            "iso_date": written.isoformat() if written else "",
        }

    def cited_documents(self, up: str = "../") -> str:
        """The documents that the newest report names; empty where it names none, or there is no report."""
        return str(cited_documents(self.newest, f"{up}{self.address(self.newest)}/")) if self.newest else ""

    def contact(self) -> str:
        """How to reach the office, as far as data/site.yml states it; empty when it states nothing."""
        contact = self.site.contact
        items = [{"label": label, "text": getattr(contact, field), "time": ""} for field, label in CONTACT.items()]
        stated = [item for item in items if item["text"]]
        return str(fragment("document-bar", stated)) if stated else ""

    def request_form(self, up: str = "../") -> str:
        """The ways to ask: the portal's online form, when data/site.yml gives one; the form of this site, and its time limits."""
        online = ""
        if self.site.request_form_url:
            url = self.site.request_form_url.replace(SOUGHT, "")
            online = f'<p><a class="gk-more" href="{url}" rel="external">在线提交申请（将离开本专栏）</a></p>\n'
        ways = (("填写申请表，打印或者下载", FORM), ("算一算答复期限到哪一天", TERMS))
        links = [{"text": text, "href": f"{up}{REQUESTS}/{word}/"} for text, word in ways]
        return online + str(fragment("links", {"label": "申请表和期限", "links": links}))

    def request_figures(self, up: str = "../") -> str:
        """What the newest report says of requests and of the disputes about them; empty without such a report."""
        from gongkai.html.pages.report import sentences  # noqa: PLC0415 - as above

        report = self.newest
        found = sentences(report, REQUEST_TABLES) if report else []
        if not report or not found:
            return ""
        view = {"id": "request-figures", "title": f"{report.year}年的申请", "sentences": found}
        link = f'<p><a class="gk-more" href="{up}{self.address(report)}/">阅读{report.year}年度报告全文</a></p>'
        return f"{fragment('key-figures', view)}\n{link}"

    def address(self, report: Report) -> str:
        return report.address(self.site)


def linked(id: str, title: str, lists: list[tuple[str, list[tuple[str, str]]]]) -> str:
    """A heading, and below it lists of links, each under its own label."""
    told = [f'<h2 id="{id}">{title}</h2>']
    for label, targets in lists:
        links = [{"text": text, "href": href} for text, href in targets]
        told += [f"<h3>{label}</h3>"] if label != title else []
        told.append(str(fragment("links", {"label": label, "links": links})))
    return "\n".join(told)


# ---- What stands on other sites


def elsewhere_years(collection: Collection) -> set[int]:
    """The years of which somebody's report is stated to stand on another site."""
    return {entry.year for agency in collection.agencies.values() for entry in agency.elsewhere if entry.year}


def over_years(collection: Collection, up: str) -> Iterator[tuple[str, str]]:
    """The pages that follow figures through the years."""
    from gongkai.html.pages.comparison import has_comparison  # noqa: PLC0415 - a county without reports needs none of it
    from gongkai.html.pages.history import used  # noqa: PLC0415 - as above
    from gongkai.reports.history import has_history  # noqa: PLC0415 - as above

    if has_history(collection) and used(collection):
        yield "各项数历年情况", f"{up}{history_address()}/"
    if has_comparison(collection):
        yield "比较任意两份报告", f"{up}{comparison_address()}/"


def listed_elsewhere(standing: Standing) -> dict[str, str]:
    from gongkai.html.pages.years import elsewhere_title  # noqa: PLC0415 - most counties have none

    title = elsewhere_title(standing)
    return {"href": standing.elsewhere, "title": title, "agency": standing.agency.name, "date": "", "iso_date": ""}


def own_sites(collection: Collection) -> list[tuple[str, str]]:
    """The agencies that publish all their reports on a site of their own, and have none here."""
    own = (agency for agency in collection.agencies.values() if not collection.of(agency.id))
    whole = ((agency.name, entry.address) for agency in own for entry in agency.elsewhere if entry.year is None)
    return [(f"{name}（{Status.ELSEWHERE}）", address) for name, address in whole]
