"""The targets of the reports: each report's files, and each report's page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, partial
from typing import NamedTuple

from gongkai.build.cache import cached
from gongkai.build.county import County
from gongkai.build.inputs import code_digest, font_digest
from gongkai.build.manifest import digest
from gongkai.build.target import REPORTS, ROWS, File, Searched, Target
from gongkai.build.year_targets import path_above
from gongkai.county import addresses
from gongkai.downloads.open_data import report_data
from gongkai.downloads.report_files import OutputFile, report_files
from gongkai.downloads.taken_away import Origin
from gongkai.html.content import with_title
from gongkai.html.elements import Download
from gongkai.html.marks import PostPublication, SealedVersion
from gongkai.html.page_labels import report_labels
from gongkai.html.pages.archive import CHECKSUM, zip_name
from gongkai.html.pages.report import Near, report_page
from gongkai.html.pages.years import words_of
from gongkai.html.setting import Page, Setting
from gongkai.reports.notices import Restated, restatements
from gongkai.reports.report import Report
from gongkai.reports.submission import has_years
from gongkai.search import SearchPart


class ListedFile(NamedTuple):
    """A file beside a report's page, without what it holds."""

    name: str
    label: str
    about: str


class FileList(NamedTuple):
    """The files beside a report's page, and why others could not be made."""

    files: tuple[ListedFile, ...]
    unmade: tuple[str, ...]


@dataclass(frozen=True)
class ReportTargets:
    """`frame` is the digest of what stands around every page."""

    county: County
    setting: Setting
    frame: str

    def files(self) -> Iterator[Target]:
        """Before the pages, which name what could be made."""
        for report in self.county.collection.reports:
            yield Target(f"{name_of(report)}/files", self.of_files(report), partial(self.make_files, report), self.setting)

    def pages(self) -> Iterator[Target]:
        for report in self.county.collection.reports:
            foremost = report.envelope.scope == "whole_government"
            like = SearchPart(*("", "", "", ""), year=report.year, agency=report.agency_name, kind=REPORTS, foremost=foremost)
            yield Target(
                name_of(report), self.of_page(report), partial(self.make_page, report), self.setting, Searched(like, rows=ROWS)
            )

    # ---- What they depend on

    def of_files(self, report: Report) -> str:
        content, site = self.county.contents[report.year, report.agency_id], self.county.site
        stated = (report.address(site), site.column_url, site.government, site.notice)
        return digest(code_digest(), font_digest(), content, repr(report.agency), repr(stated))

    def of_page(self, report: Report) -> str:
        """Itself, the reports that it restates or that restate it, and what all others are known by."""
        related = [*(each.later for each in self.restated_of(report)), *self.restated_by(report)]
        return digest(self.frame, self.county.outlines, self.of_files(report), self.county.of_reports(related))

    @cached_property
    def restated(self) -> Mapping[tuple[int, str], tuple[Restated, ...]]:
        return restatements(self.county.collection)

    def restated_of(self, report: Report) -> tuple[Restated, ...]:
        return self.restated.get((report.year, report.agency_id), ())

    def restated_by(self, report: Report) -> list[Report]:
        """The reports whose figures it states differently."""
        found = (self.county.collection.report(e.year, e.of or report.agency_id) for e in report.envelope.restates)
        return [earlier for earlier in found if earlier]

    # ---- What they make

    @property
    def origin(self) -> Origin:
        return Origin(self.county.site, self.county.report_text)

    def make_files(self, report: Report) -> Iterator[File]:
        unmade: dict[str, None] = {}
        outputs = report_files(report, unmade.setdefault, self.origin)
        self.file_list(report, outputs, tuple(unmade))
        contents = {output.name: output.content for output in outputs}
        self.county.texts(report, contents)
        for name, content in contents.items():
            yield File(f"{report.address(self.county.site)}/{name}", content)

    def file_list(self, report: Report, outputs: tuple[OutputFile, ...] | None = None, unmade: tuple[str, ...] = ()) -> FileList:
        """Kept from build to build, so that a page that changes needs none of its files made again."""

        def listed() -> FileList:
            reasons = dict.fromkeys(unmade)
            made = report_files(report, reasons.setdefault, self.origin) if outputs is None else outputs
            return FileList(tuple(ListedFile(o.name, o.label, o.about) for o in made), tuple(reasons))

        name = f"list.{report.year}.{report.agency_id}"
        self.county.reading.used.add(name)
        return cached(self.county.reading.folder / name, self.of_files(report), listed)

    def make_page(self, report: Report) -> Iterator[Page]:
        site, address = self.county.site, report.address(self.county.site)
        files = self.file_list(report).files
        since = self.since(report)
        text = None if since.restated else self.county.report_text(report)
        listed = [Download(*file) for file in files]
        content = report_page(report, listed, self.related(report), since, self.near(report), text=text)
        yield Page(
            address=address,
            title=content.title,
            description=content.description,
            content=with_title(content),
            path=path_above(self.county, address, report.year),
            labels=report_labels(report, content.description),
            within=self.county.collection.told_apart(report),
            data=report_data(report, files, site, content.description),
            found=content.found,
            coded=True,
        )

    def related(self, report: Report) -> tuple[tuple[str, str], ...]:
        """Label and link of the pages that a report's page leads to: its year's, and its agency's years."""
        collection, site = self.county.collection, self.county.site
        here, targets = report.address(site), []
        if report.agency_id == site.government_agency:
            words = words_of(collection, site, report.year)
            targets += [(label, addresses.year_address(report.year, word)) for word, label in words.items()]
        if report.agency and has_years(collection, report.agency):
            targets.append((f"{report.agency_name}历年年报", addresses.agency_address(report.agency_id)))
        return tuple((label, addresses.link(here, there)) for label, there in targets)

    def near(self, report: Report) -> Near:
        """The same agency's reports before and after it, drafts and all that the site has."""
        own = self.county.collection.of(report.agency_id)
        place = [each.year for each in own].index(report.year)
        here = report.address(self.county.site)

        def at(number: int) -> tuple[Report | None, str]:
            other = own[number] if 0 <= number < len(own) else None
            return other, addresses.link(here, other.address(self.county.site)) if other else ""

        return at(place - 1), at(place + 1)

    def since(self, report: Report) -> PostPublication:
        """What happened to the report since, with links from its page."""
        collection, site = self.county.collection, self.county.site
        here, restated = report.address(site), self.restated_of(report)
        others = [*(each.later for each in restated), *self.restated_by(report)]
        folder = addresses.link(here, addresses.year_address(report.year, addresses.ARCHIVE))
        versions = [(version, folder + zip_name(report, version)) for version in collection.sealed(report)]
        changed = restated or report.envelope.revisions or report.envelope.withdrawn
        return PostPublication(
            restated,
            tuple(SealedVersion(version, href, f"{href}{CHECKSUM}") for version, href in versions),
            {(other.year, other.agency_id): addresses.link(here, other.address(site)) for other in others},
            addresses.link(here, addresses.notices_address()) if changed else "",
            addresses.link(here, addresses.VERIFY).rstrip("/"),
            collection.seals.chain.said,
            collection.seals.chain.head,
        )


def name_of(report: Report) -> str:
    return f"report/{report.year}/{report.agency_id}"
