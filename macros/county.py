"""The county that a build publishes: its data read once, and what is wrong with it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from gongkai.archive import altered_bags
from gongkai.checks.rules import check_collection
from gongkai.collection import Collection, load_collection
from gongkai.county.accessibility import Measured, read_measured
from gongkai.county.portal import Site
from gongkai.county.redirects import Redirect, read_redirects
from gongkai.problems import Problem
from gongkai.reports.report import Report

KEY = "county"


@dataclass(frozen=True, slots=True)
class County:
    """`measured` is None where the pages were never measured."""

    collection: Collection
    problems: list[Problem]
    measured: Measured | None = None
    redirects: tuple[Redirect, ...] = ()

    @property
    def site(self) -> Site:
        """What data/site.yml states; a build without it has stopped before anything asks."""
        assert self.collection.site
        return self.collection.site

    @property
    def government_reports(self) -> list[Report]:
        """The county government's own reports, newest first."""
        site = self.collection.site
        return [report for report in self.collection.reports if site and report.agency_id == site.government_agency]


def county(config: MkDocsConfig) -> County:
    """Read at the first call of a build; every later call of the same build gets the same values."""
    if KEY not in config.extra:
        collection, problems = load_collection(data_folder(config))
        measured, found = read_measured(data_folder(config))
        redirects, wrong = read_redirects(data_folder(config), collection.site)
        problems += [*found, *wrong, *check_collection(collection), *altered_bags(collection.seals)]
        config.extra[KEY] = County(collection, problems, measured, redirects)
    return config.extra[KEY]


def data_folder(config: MkDocsConfig) -> Path:
    folder = Path(config.config_file_path).parent / "data"
    return Path(os.path.relpath(folder))


def last_day(collection: Collection) -> int:
    """Seconds of the newest day the data names, so that a build never depends on its own clock; 1980 when there is none."""
    days = [day for report in collection.reports for day in (report.envelope.written,) if day]
    newest = max(days, default=None)
    moment = datetime(newest.year, newest.month, newest.day, tzinfo=UTC) if newest else datetime(1980, 1, 1, tzinfo=UTC)
    return int(moment.timestamp())
