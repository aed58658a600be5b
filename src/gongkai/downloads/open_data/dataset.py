"""Which reports make a data set: those of one year, or all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.collection import Collection
from gongkai.county import addresses
from gongkai.reports.report import Report
from gongkai.statute.formats import FormatTable


@dataclass(frozen=True, slots=True)
class DataSet:
    """`years` are those of the reports, oldest first; `reports` stand oldest year first, then as agencies.yml has them."""

    name: str
    title: str
    address: str
    years: tuple[int, ...]
    reports: tuple[Report, ...]

    @property
    def year(self) -> int:
        """0 where it holds all years."""
        return 0 if self.address == addresses.data_address() else self.years[0]

    @property
    def period(self) -> tuple[str, str]:
        """The first and the last day that the reports count."""
        return f"{self.years[0]}-01-01", f"{self.years[-1]}-12-31"

    @property
    def tables(self) -> tuple[FormatTable, ...]:
        """Each table once, as the newest form that has it names it, in the order of the forms."""
        newest = {table.format.id: table.format for report in self.reports for table in report.tables.values()}
        return tuple(newest.values())


def data_sets(collection: Collection) -> tuple[DataSet, ...]:
    """All years first, then each year, the newest first; without any report none."""
    return tuple(found(collection)) if collection.site and collection.reports else ()


def found(collection: Collection) -> Iterator[DataSet]:
    assert collection.site
    county, years = collection.site.county, tuple(reversed(collection.years))
    span = f"{years[0]}—{years[-1]}" if len(years) > 1 else f"{years[0]}"
    title = f"{county}政府信息公开年报数据（{span}年度）"
    yield DataSet(addresses.REPORTS, title, addresses.data_address(), years, of_years(collection, *years))
    for year in reversed(years):
        title = f"{county}{year}年度政府信息公开年报数据"
        yield DataSet(f"{addresses.REPORTS}-{year}", title, addresses.data_address(year), (year,), of_years(collection, year))


def of_years(collection: Collection, *years: int) -> tuple[Report, ...]:
    return tuple(report for year in years for report in collection.reports if report.year == year)
