"""One figure through the years, by concept: its values, the gaps with their reasons, and where the law changed what it means."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import pairwise

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.reports.notes import printed_figures
from gongkai.reports.notices import Restated, restated_shortly, restatements
from gongkai.reports.report import Cell, Report, ReportTable
from gongkai.statute.concepts import Concept, concepts
from gongkai.statute.labels import fold
from gongkai.statute.outline import unnumbered

Figure = int | Decimal
TEN_THOUSANDS = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}  # how much 万元 one of it is

NOT_THERE = "机构未设立"
NOT_PUBLISHED = "未公布"
ELSEWHERE = "在其网站公布"
NOT_ASKED = "无此项"
OTHERWISE = "口径不同"
BLANK = "空白"
WITHDRAWN = "已撤回"
NO_UNIT = "金额没有写单位"


@dataclass(frozen=True, slots=True)
class Point:
    """What one report says of a concept. `figure` is None in a gap; then `gap` names it shortly and `reason` explains it.

    `printed` says of a figure that it stands as its document printed it, although something about it is wrong; else empty.
    `row` is the place on the report's page of the row that asked for something near; else empty.
    """

    year: int
    figure: Figure | None
    gap: str = ""
    reason: str = ""
    printed: str = ""
    row: str = ""


@dataclass(frozen=True, slots=True)
class Break:
    """Between the report before and that of `year` the form changed what the concept means."""

    year: int
    reason: str


@dataclass(frozen=True, slots=True)
class History:
    """An agency's points, one a year, oldest first. A figure of a `doubtful` year was later stated differently."""

    concept: Concept
    agency: Agency
    points: tuple[Point, ...]
    breaks: tuple[Break, ...]
    doubtful: frozenset[int] = frozenset()

    @property
    def counted(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.figure is not None)


def has_history(collection: Collection) -> bool:
    """Whether figures can be followed at all: reports of two years or more."""
    return len(collection.years) > 1


def history(concept: Concept, agency: Agency, collection: Collection) -> History:
    points = tuple(point(concept, agency, year, collection) for year in collection.span)
    restated_years = [year for year, id in restatements(collection) if id == agency.id]
    doubtful = frozenset(year for year in restated_years if is_restated(concept, agency, year, collection))
    return History(concept, agency, points, tuple(breaks(concept, collection.of(agency.id))), doubtful)


def breaks(concept: Concept, reports: Sequence[Report]) -> Iterator[Break]:
    """Where neighbouring reports, oldest first, use forms that do not mean the same; one may also go back to the old form."""
    asked = [report for report in reports if report.format.id in concept.places]
    for earlier, later in pairwise(asked):
        newer = max(earlier.format.id, later.format.id)
        if earlier.format.id != later.format.id and newer in concept.breaks:
            yield Break(later.year, concept.breaks[newer])


def restated(known: History, collection: Collection) -> Iterator[str]:
    """A line for each point that a later report states differently. The point keeps what its own report says."""
    for year in collection.span:
        for each in restatements_of(known.concept, known.agency, year, collection):
            yield f"{known.concept.label}：{known.agency.name}{restated_shortly(each)}；这里列的是原来的数。"


def is_restated(concept: Concept, agency: Agency, year: int, collection: Collection) -> bool:
    """Whether a later report states the figure differently."""
    return any(True for _ in restatements_of(concept, agency, year, collection))


def restatements_of(concept: Concept, agency: Agency, year: int, collection: Collection) -> Iterator[Restated]:
    for each in restatements(collection).get((year, agency.id), ()):
        places = concept.places.get(each.earlier.format.id, ())
        if each.entry.cell in {".".join(place) for place in places}:
            yield each


def point(concept: Concept, agency: Agency, year: int, collection: Collection) -> Point:
    report = collection.report(year, agency.id)
    if report:
        return stated(concept, report)
    if not agency.existed(year):
        return Point(year, None, NOT_THERE, "该年度还没有或已经没有这个机构")
    if agency.elsewhere_of(year):
        return Point(year, None, ELSEWHERE, "报告在该机构自己的网站公布，本专栏没有它的数")
    return Point(year, None, NOT_PUBLISHED, "本专栏没有该机构该年度的报告")


def stated(concept: Concept, report: Report) -> Point:
    """What the report itself says; nothing of one that was withdrawn."""
    if report.envelope.withdrawn:
        return Point(report.year, None, WITHDRAWN, "报告公布后撤回，它的数不再取用")
    return published(concept, report)


def published(concept: Concept, report: Report) -> Point:
    """The sum of the cells that the report's format has for the concept, whatever became of the report since."""
    addresses = concept.places.get(report.format.id, ())
    cells = [cell for address in addresses if (cell := report.cell(*address))]
    if not cells:
        return asked_otherwise(concept, report) or Point(report.year, None, NOT_ASKED, absence(concept, report))
    figures = [measured(cell, concept.unit) for cell in cells]
    filled = [figure for figure in figures if figure is not None]
    if len(filled) == len(cells):
        wrong = {".".join(address) for address in addresses} & printed_figures(report)
        return Point(report.year, sum(filled), printed=printed(concept, report) if wrong else "")
    without = next(cell for cell, figure in zip(cells, figures, strict=True) if figure is None)
    return Point(report.year, None, *without_figure(without, len(cells)))


def asked_otherwise(concept: Concept, report: Report) -> Point | None:
    """Where the report's own form, which is joined to no other, asked for something near; None unless exactly one row did."""
    asked = concept.asked.get(report.format.id)
    if not asked:
        return None
    path = tuple(fold(words) for words in asked.split(" › "))
    rows = [f"{id}-r{number}" for id, table in report.tables.items() for number in rows_called(path, table)]
    if len(rows) != 1:
        return None
    reason = f"{report.format.id} 年格式问的是“{asked}”，与后来的口径不同，不相连；可以看当年报告里的这一行"
    return Point(report.year, None, OTHERWISE, reason, row=rows[0])


def rows_called(path: tuple[str, ...], table: ReportTable) -> Iterator[int]:
    """The numbers of the rows with a figure whose folded labels end so, without their own numbers."""
    found = by_label(tuple(row.label for row in table.generic)).get(path[-1], ())
    above = [labels for labels, _ in table.outlined()] if found and len(path) > 1 else []
    for number in found:
        whole = (*map(bare, above[number - 1] if above else ()), path[-1])
        if table.generic[number - 1].cell and whole[-len(path) :] == path:
            yield number


@lru_cache(maxsize=256)
def by_label(labels: tuple[str, ...]) -> Mapping[str, tuple[int, ...]]:
    """The numbers of the rows by their labels; most reports of a form have the same rows."""
    found: dict[str, tuple[int, ...]] = {}
    for number, label in enumerate(labels, start=1):
        found[bare(label)] = (*found.get(bare(label), ()), number)
    return found


def bare(label: str) -> str:
    return fold(unnumbered(label))


def printed(concept: Concept, report: Report) -> str:
    return f"{report.agency_name}{report.year}年度报告的“{concept.label}”照原件所印，有误而未改（见该报告的校注）；这里用所印的数"


def absence(concept: Concept, report: Report) -> str:
    if report.format.id in concept.places:
        return "报告的表里没有这一行"
    return concepts().absence(concept, report.format.id)


def without_figure(cell: Cell, of: int) -> tuple[str, str]:
    """Name and reason of a gap that a published cell leaves."""
    among = f"相加的 {of} 格里有一格" if of > 1 else "报告里这一格"
    if cell.figure is not None:
        return f"{cell.text}（{NO_UNIT}）", f"{among}没有写金额的单位，不能与别的年份相比"
    if not cell.text:
        return BLANK, f"{among}没有填写；空白不是 0"
    return f"“{cell.text}”", f"{among}写的是“{cell.text}”，不是数"


def measured(cell: Cell, unit: str | None) -> Figure | None:
    """The cell's figure in that unit; None when it has none, or is an amount of money whose unit nobody stated.

    >>> from gongkai.problems import Position
    >>> here = Position("report.yml", 1, 1)
    >>> [str(measured(Cell(Decimal(n), "", here, u), "万元")) for n, u in (("251000", "元"), ("1.5", "亿元"), ("8040", None))]
    ['25.1', '15000', 'None']
    """
    if cell.figure is None or unit != "万元" or cell.unit == unit:
        return cell.figure
    if cell.unit not in TEN_THOUSANDS:
        return None
    value = cell.figure * TEN_THOUSANDS[cell.unit]
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()
