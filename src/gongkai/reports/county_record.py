"""What a province keeps of a county: how large its catalogue is, how its reports stand, what its government's reports say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.collection import Collection
from gongkai.reports.history import Point, stated
from gongkai.reports.submission import Standing, Status, standings
from gongkai.statute.concepts import concepts


@dataclass(frozen=True, slots=True)
class CountyYear:
    """One year of one county. `status` is that of the government's own report and `address` its page below the county's site.

    `address` and `format` are empty where there is no such report. Of `due` agencies, the government among them, `published`
    have published, `late` of them too late. `points` are what the government's report says, by the concept's id; empty
    without a report, of one that was withdrawn, and of a form that is joined to no other. `elsewhere` is where the government's
    report stands when that is another site.
    """

    year: int
    status: Status
    elsewhere: str
    address: str
    format: str
    due: int
    published: int
    late: int
    points: Mapping[str, Point]


@dataclass(frozen=True, slots=True)
class CountyRecord:
    """`folder` is the county's below the province's. `entries` counts its catalogue by field, `titles` names the fields.

    `made` is False where its site could not be made; then nothing else is known of it. `whole`: its site holds the reports'
    pages, not the catalogue alone. `head` is that of its chain, `sealed` says of which entry; empty where nothing was sealed.
    `years`, newest first, are those of which it has a report.
    """

    folder: str
    county: str
    made: bool = True
    whole: bool = False
    entries: Mapping[str, int] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    years: tuple[CountyYear, ...] = ()
    sealed: str = ""
    head: str = ""

    def in_year(self, year: int) -> CountyYear | None:
        return next((one for one in self.years if one.year == year), None)


def county_record(folder: str, collection: Collection, *, whole: bool) -> CountyRecord:
    """Of a `data` folder that was read without errors."""
    assert collection.site
    fields = collection.catalogue.fields
    return CountyRecord(
        folder=folder,
        county=collection.site.county,
        whole=whole,
        entries={field.id: len(field.entries) for field in fields},
        titles={field.id: field.title for field in fields},
        years=tuple(county_year(collection, year, collection.site.government_agency) for year in collection.years),
        sealed=collection.seals.chain.said,
        head=collection.seals.chain.head,
    )


def county_year(collection: Collection, year: int, government: str) -> CountyYear:
    every = standings(collection, year)
    own = next((one for one in every if one.agency.id == government), None)
    report = own.report if own else None
    return CountyYear(
        year=year,
        status=own.status if own else Status.MISSING,
        elsewhere=own.elsewhere if own else "",
        address=f"{report.address(collection.site)}/" if report and collection.site else "",
        format=report.format.id if report else "",
        due=len(every),
        published=sum(has_published(one) for one in every),
        late=sum(one.status is Status.LATE for one in every),
        points=points_of(own) if own else {},
    )


def has_published(standing: Standing) -> bool:
    return standing.status not in (Status.MISSING, Status.WITHDRAWN)


def points_of(standing: Standing) -> Mapping[str, Point]:
    report = standing.report
    if report is None or report.envelope.withdrawn or report.format.id in concepts().unmapped:
        return {}
    return {concept.id: stated(concept, report) for concept in concepts().all}


def all_years(counties: Sequence[CountyRecord]) -> tuple[int, ...]:
    """Newest first."""
    return tuple(sorted({one.year for county in counties for one in county.years}, reverse=True))
