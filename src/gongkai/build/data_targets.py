"""The targets of the open data: a page and files for each year and for all, the dictionary, the catalogue, the feed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from gongkai.build.cache import cached
from gongkai.build.catalogue_downloads import has_joint_files
from gongkai.build.county import County
from gongkai.build.manifest import digest
from gongkai.build.target import PAGES, File, Searched, Target, like_page
from gongkai.build.year_targets import page, searched
from gongkai.county import addresses
from gongkai.downloads import feed
from gongkai.downloads.json_schema import REPORT_SCHEMA, report_schema
from gongkai.downloads.open_data import DataFile, DataSet, FileDescription, catalogue, data_sets, files_of
from gongkai.downloads.open_data.catalogue import NAME as CATALOGUE
from gongkai.html.elements import Download, file_size
from gongkai.html.frame import Link
from gongkai.html.pages.catalogue.entry_page import CATALOGUE_NAME
from gongkai.html.pages.open_data import data_page, dictionary_page
from gongkai.html.setting import Page, Setting
from gongkai.reports.notices import notices
from gongkai.reports.report import Report

DATA = Link("开放数据", f"{addresses.data_address()}/")


@dataclass(frozen=True)
class DataTargets:
    """`frame` is the digest of what stands around every page."""

    county: County
    setting: Setting
    frame: str

    def all(self) -> Iterator[Target]:
        """Nothing where there is no report."""
        sets = data_sets(self.county.collection)
        if not sets:
            return
        for data in sets:
            yield Target(
                f"data/{data.name}",
                self.of_set(data),
                partial(self.make_set, data, sets),
                self.setting,
                Searched(like_page(PAGES)),
            )
        of = digest(self.around, self.county.of_reports(self.county.collection.reports))
        yield Target("data/catalogue", of, partial(self.make_catalogue, sets), self.setting, late=True)
        yield Target("data/dictionary", self.around, self.make_dictionary, self.setting, searched())
        noticed = (each.report for each in notices(self.county.collection))
        yield Target("feed", digest(self.around, self.county.of_reports(noticed)), self.make_feed, self.setting)

    @property
    def around(self) -> str:
        joint = has_joint_files(self.county.collection.catalogue)
        return digest(self.frame, self.county.outlines, str(joint))

    def make_set(self, data: DataSet, sets: Sequence[DataSet]) -> Iterator[File | Page]:
        files = self.files_of(data)
        self.described(data, files)
        yield from (File(f"{data.address}/{file.name}", file.content) for file in files)
        shown = [Download(file.name, file.label, f"{file.about}（{file_size(len(file.content))}）") for file in files]
        beside = [*((other.title, other.address) for other in sets if other is not data), *self.of_the_catalogue()]
        yield page(
            self.county, data.address, data_page(self.county.site, data.year or None, data.title, shown, beside), data.year
        )

    def files_of(self, data: DataSet) -> tuple[DataFile, ...]:
        return files_of(data, self.county.collection, self.county.texts, self.county.report_text)

    def described(self, data: DataSet, files: Sequence[DataFile] = ()) -> tuple[FileDescription, ...]:
        """Of a data set's files, kept from build to build; made from `files` where those are made already."""

        def make() -> tuple[FileDescription, ...]:
            return tuple(file.described for file in files or self.files_of(data))

        name = f"described.{data.name}"
        self.county.reading.used.add(name)
        return cached(self.county.reading.folder / name, self.of_set(data), make)

    def of_set(self, data: DataSet) -> str:
        return digest(self.around, self.county.of_reports(data.reports))

    def of_the_catalogue(self) -> Iterator[tuple[str, str]]:
        """The disclosure catalogue's files stand beside the list of all its entries; a large catalogue has none that hold all."""
        if has_joint_files(self.county.collection.catalogue):
            yield f"{CATALOGUE_NAME}（Excel、CSV、JSON）", addresses.catalogue_address(addresses.ALL)

    def make_catalogue(self, sets: Sequence[DataSet]) -> Iterator[File]:
        described = [(data, self.described(data)) for data in sets]
        yield File(f"{addresses.data_address()}/{REPORT_SCHEMA}", report_schema())
        yield File(f"{addresses.data_address()}/{CATALOGUE}", catalogue(described, self.county.site))

    def make_dictionary(self) -> Iterator[Page]:
        """It names every figure of every form, and states none."""
        content = dictionary_page(self.county.site, self.county.collection)
        yield page(self.county, addresses.dictionary_address(), content, above=(DATA,))

    def make_feed(self) -> Iterator[File]:
        if content := feed.content(feed_entries(self.county), self.county.site):
            yield File(feed.NAME, content if isinstance(content, bytes) else content.encode())


def feed_address(county: County) -> str:
    """Empty where nothing has a stated day, so that there is no feed."""
    return feed.NAME if any(True for _ in feed_entries(county)) else ""


def feed_entries(county: County) -> Iterator[feed.FeedEntry]:
    """What was published and what happened to it since, each with the day that the office stated; none without."""
    for report in county.collection.reports:
        if published := report.envelope.published:
            text = f"{report.agency_name}公布{report.year}年度政府信息公开工作年度报告。"
            id, title = f"{report.year}/{report.agency_id}", report.envelope.title
            yield feed.FeedEntry(id, published, title, text, report.agency_name, address_of(report, county), "年度报告")
    for notice in notices(county.collection):
        if notice.day:
            href = address_of(notice.report, county) + (f"#{notice.anchor}" if notice.anchor else "")
            yield feed.FeedEntry(notice.id, notice.day.isoformat(), notice.title, notice.text, notice.by, href, notice.kind.value)


def address_of(report: Report, county: County) -> str:
    return f"{report.address(county.site)}/"
