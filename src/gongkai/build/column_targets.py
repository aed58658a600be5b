"""The targets of the column as a whole: style and scripts, the search page, the statement, the page for what is not there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.build.asset_target import asset_target
from gongkai.build.county import County
from gongkai.build.manifest import digest
from gongkai.build.target import PAGES, REPORTS, ROWS, YEARS, File, Searched, Target, like_page
from gongkai.county.addresses import SEARCH, STATEMENT
from gongkai.county.redirects import nginx_map
from gongkai.documents import is_in_force
from gongkai.html.assets import fingerprint_of
from gongkai.html.pages.documents.document_page import KIND as DOCUMENTS
from gongkai.html.pages.documents.document_page import OUTDATED
from gongkai.html.pages.missing import missing_page
from gongkai.html.pages.moved import moved_page
from gongkai.html.pages.search import search_content
from gongkai.html.setting import Page, Setting
from gongkai.html.shells import Frames
from gongkai.reports.report import Report

if TYPE_CHECKING:
    from gongkai.build.authored_pages import AuthoredPage

MAP = "redirects.map"
MISSING = "404.html"
SEARCH_TITLE = "检索"
SEARCH_ABOUT = "在政府信息公开专栏里检索，也可以按栏目、年度和机构查找。"


@dataclass(frozen=True)
class ColumnTargets:
    """`pages` are those that were written; `of_years`: some page tells again what reports state."""

    county: County
    setting: Setting
    frame: str
    pages: Sequence[AuthoredPage]
    of_years: bool

    def all(self) -> Iterator[Target]:
        yield asset_target(self.setting)
        of = digest(self.frame, repr(self.county.measured))
        yield Target("statement", of, self.make_statement, self.setting, Searched(like_page()))
        offered = (self.years(), self.agencies(()), self.kinds())
        of = digest(self.frame, self.county.outlines, repr(self.by_part()), repr(offered))
        yield Target("search-page", of, self.make_search, self.setting)
        if self.setting.around.folder is None:  # a host has such a page of its own
            yield Target("missing", self.frame, self.make_missing, self.setting)
        of = digest(self.frame, *map(repr, self.county.redirects.pages))
        yield Target("moved", of, self.make_moved, self.setting)

    def make_statement(self) -> Iterator[Page]:
        """Whether a kind of page has come since is told by `gongkai check`, which knows the site that is there."""
        from gongkai.build.year_targets import page  # noqa: PLC0415 - most changes leave it as it is
        from gongkai.county.accessibility import MeasuredSite  # noqa: PLC0415 - loads pydantic
        from gongkai.html.pages.accessibility_statement import statement_page  # noqa: PLC0415 - as above

        around = self.setting.around
        look = fingerprint_of(self.setting.face)
        # A host's pages are others than those that were measured.
        site = MeasuredSite(self.county.site.government, look if around.folder is None else f"{look} {around!r}")
        yield page(self.county, STATEMENT, statement_page(self.county.measured, self.county.site, site))

    def make_missing(self) -> Iterator[File]:
        yield File(MISSING, missing_page(self.county.site, self.setting.menu, self.setting.face).encode())

    def make_moved(self) -> Iterator[File]:
        """A page at each old address of the column, and the same for a server that can redirect by itself."""
        frames = Frames(self.setting.around)
        for redirect in self.county.redirects.pages:
            if redirect.page:
                frame, content = moved_page(redirect, self.county.site, self.setting.menu, self.setting.face)
                yield File(redirect.page, frames.page(frame, content))
        if lines := nginx_map(self.county.redirects.pages, self.county.site):
            yield File(MAP, lines.encode())

    # ---- The search page, as it is without a script

    def make_search(self) -> Iterator[Page]:
        collection = self.county.collection
        agencies = list(dict.fromkeys(report.agency_name for report in collection.reports))
        filters = {"year": self.years(), "agency": self.agencies(agencies), "kind": self.kinds()}
        content = search_content(SEARCH_TITLE, self.county.site, filters, [*self.lists(agencies)])
        yield Page(SEARCH, SEARCH_TITLE, SEARCH_ABOUT, content, (), {}, searchable=False)

    def years(self) -> list[str]:
        """Of reports and of documents, the newest first."""
        collection = self.county.collection
        return [str(year) for year in sorted({*collection.years, *collection.documents.years}, reverse=True)]

    def agencies(self, reporting: Sequence[str]) -> list[str]:
        """Those with a report, then others that published a document."""
        collection = self.county.collection
        others = (collection.agencies[id].name for id in collection.agencies if id in collection.documents.agencies)
        return [*dict.fromkeys((*reporting, *others))]

    def kinds(self) -> list[str]:
        documents = self.county.collection.documents.all
        kinds = dict.fromkeys(DOCUMENTS if is_in_force(document) else OUTDATED for document in documents)
        return [*sorted(kinds), REPORTS, ROWS, *([YEARS] if self.of_years else []), PAGES]

    def lists(self, agencies: Sequence[str]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """What takes the place of a search: all pages by part of the column, by year and by agency."""
        reports = self.county.collection.reports
        yield "按栏目", self.by_part()
        for year in self.county.collection.years:
            yield f"{year}年度", self.links(report for report in reports if report.year == year)
        for agency in agencies:
            yield agency, self.links(report for report in reports if report.agency_name == agency)

    def by_part(self) -> list[tuple[str, str]]:
        """What the menu leads to, then every other page that somebody wrote."""
        listed = [(link.title, link.href.rstrip("/")) for link in self.setting.menu if link.href]
        known = {address for _, address in listed}
        return [*listed, *((page.title, page.address) for page in self.pages if page.address and page.address not in known)]

    def links(self, chosen: Iterable[Report]) -> list[tuple[str, str]]:
        return [(report.envelope.title, report.address(self.county.site)) for report in chosen]
