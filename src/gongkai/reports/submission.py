"""Who has published the report of a year, who has not, and who was late (条例 art. 49). An unknown time is never guessed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.reports.report import Report


class Status(StrEnum):
    IN_TIME = "按时公布"
    LATE = "逾期公布"
    UNKNOWN_TIME = "已公布，发布时间未载明"
    WITHDRAWN = "已撤回"
    ELSEWHERE = "在其网站公布"
    MISSING = "未公布"


@dataclass(frozen=True, slots=True)
class Standing:
    """How one agency stands for one year. `report` is None when this site has none of that year; that says nothing of figures.

    A report that this site has counts here, wherever else it may stand.
    """

    agency: Agency
    year: int
    report: Report | None

    @property
    def deadline(self) -> date:
        return deadline(self.agency, self.year)

    @property
    def elsewhere(self) -> str:
        """The address of the report on the agency's own site, where this one has none; otherwise empty."""
        return "" if self.report else self.agency.elsewhere_of(self.year)

    @property
    def status(self) -> Status:
        if self.report is None:
            return Status.ELSEWHERE if self.elsewhere else Status.MISSING
        if self.report.envelope.withdrawn:
            return Status.WITHDRAWN
        day = published_day(self.report)
        if day is None:
            return Status.UNKNOWN_TIME
        return Status.LATE if day > self.deadline else Status.IN_TIME

    @property
    def days_late(self) -> int:
        day = published_day(self.report) if self.report and not self.report.envelope.withdrawn else None
        return max((day - self.deadline).days, 0) if day else 0


def deadline(agency: Agency, year: int) -> date:
    """The last day on which the agency's report of that year was in time."""
    return date(year + 1, *agency.deadline)


def published_day(report: Report) -> date | None:
    """The day of publication as stated; None when nobody stated it."""
    published = report.envelope.published
    return date.fromisoformat(published[:10]) if published else None


def standings(collection: Collection, year: int) -> tuple[Standing, ...]:
    """Every agency that was there in that year, in the order of agencies.yml."""
    return tuple(Standing(agency, year, collection.report(year, agency.id)) for agency in collection.expected(year))


def has_overview(collection: Collection, year: int) -> bool:
    """Whether there is anything to say of who published: two agencies or more, and a report."""
    return year in collection.years and len(collection.expected(year)) > 1


def has_years(collection: Collection, agency: Agency) -> bool:
    """Whether an agency's years are worth a page: it has a report, and was there in two years or more."""
    return bool(collection.of(agency.id)) and sum(agency.existed(year) for year in collection.span) > 1
