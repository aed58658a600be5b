"""The figures of an agency's prose through the years: one name in one unit is one line, and nothing else is joined."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.reports.corrections import Correction, corrections
from gongkai.reports.envelope import NamedFigure
from gongkai.reports.history import WITHDRAWN, History, Point, point
from gongkai.reports.notes import printed_figures
from gongkai.reports.notices import Restated, restated_shortly, restatements
from gongkai.reports.report import Report
from gongkai.statute.concepts import Concept
from gongkai.statute.labels import squeezed
from gongkai.tables.figure_text import plain_number

UNSAID = "没有写"
OTHER_UNIT = "单位不同"
SEVERAL = "同名的不止一个"


class Name(NamedTuple):
    """What two figures have to share to be of one line, without regard to spaces."""

    label: str
    unit: str


class Line(NamedTuple):
    """A name with its number and its place among the agency's; `alike` are all of the same label, in whatever unit."""

    number: int
    place: str
    name: Name
    alike: tuple[Name, ...]


class Corrected(NamedTuple):
    """A correction of a figure, and the report that made it."""

    report: Report
    correction: Correction


@dataclass(frozen=True, slots=True)
class NamedHistory:
    """`number` counts the agency's names from 0 in the order in which they came, so that a new one moves none.

    `place` is unlike any other of the agency and stays: the id of the figure in the oldest report that has the name. `points` of
    `known` begin with that report's year. `years` are those whose reports have the name, `ids` the figure's
    where it is one figure's alone and the report holds; `units` are others in which the name was counted,
    `approximate` the years of figures like 100多.
    """

    number: int
    place: str
    known: History
    ids: Mapping[int, str]
    years: frozenset[int]
    units: tuple[str, ...]
    approximate: frozenset[int]
    corrected: Mapping[int, Corrected]
    restated: tuple[str, ...]

    @property
    def stated(self) -> tuple[Point, ...]:
        """The years whose reports have the name, be it for more figures than one, or in a report that was withdrawn."""
        return tuple(point for point in self.known.points if point.year in self.years)

    @property
    def label(self) -> str:
        return self.known.concept.label

    @property
    def unit(self) -> str:
        return self.known.concept.unit


def named_histories(agency: Agency, collection: Collection) -> tuple[NamedHistory, ...]:
    """Every name under which a report of the agency states a figure, those of the oldest report first.

    A name that withdrawn reports alone have keeps its place and has no figure: what was published stays to be found.
    """
    reports = collection.of(agency.id)
    names = names_of(reports)
    units: dict[str, list[Name]] = {}
    for name in names_of([report for report in reports if not report.envelope.withdrawn]):
        units.setdefault(name.label, []).append(name)
    taken: dict[str, int] = {}
    found = []
    for number, (name, first) in enumerate(names.items()):
        taken[first] = taken.get(first, 0) + 1
        place = first if taken[first] == 1 else f"{first}-{taken[first]}"
        found.append(named_history(Line(number, place, name, tuple(units.get(name.label, ()))), agency, collection))
    return tuple(found)


def names_of(reports: Sequence[Report]) -> dict[Name, str]:
    """Each name with the id of the figure that had it first. A withdrawn report keeps its place, so that it moves no other."""
    names: dict[Name, str] = {}
    for report in reports:
        for id, figure in report.envelope.figures.items():
            names.setdefault(name_of(figure), id)
    return names


def name_of(figure: NamedFigure) -> Name:
    return Name(squeezed(figure.label), squeezed(figure.unit))


def named_history(line: Line, agency: Agency, collection: Collection) -> NamedHistory:
    reports = {report.year: report for report in collection.of(agency.id)}
    ids = {year: own for year, report in reports.items() if (own := ids_of(line.name, report))}
    # The name as it is written, and its first year: of the oldest report that has it.
    first = min(ids)
    figure = reports[first].envelope.figures[ids[first][0]]
    concept = Concept(line.place, figure.label, figure.unit, "", {}, {}, {}, {})
    stated = partial(point_of, line)
    points = tuple(
        stated(reports[year]) if year in reports else point(concept, agency, year, collection)
        for year in collection.span
        if year >= first
    )
    single = {year: own[0] for year, own in ids.items() if len(own) == 1 and not reports[year].envelope.withdrawn}
    restated = {year: [*restatements_of(reports[year], id, collection)] for year, id in single.items()}
    corrected = {
        year: Corrected(reports[year], found[-1])
        for year, id in single.items()
        if (found := corrections(reports[year]).get(f"figures.{id}"))
    }
    return NamedHistory(
        line.number,
        line.place,
        History(concept, agency, points, (), frozenset(year for year, found in restated.items() if found)),
        single,
        frozenset(ids),
        tuple(other.unit for other in line.alike if other != line.name),
        frozenset(year for year, id in single.items() if reports[year].envelope.figures[id].approximate),
        corrected,
        tuple(f"{figure.label}：{restated_shortly(each)}；这里列的是原来的数。" for found in restated.values() for each in found),
    )


def ids_of(name: Name, report: Report) -> tuple[str, ...]:
    return tuple(id for id, figure in report.envelope.figures.items() if name_of(figure) == name)


def point_of(line: Line, report: Report) -> Point:
    """What that report says under the name. Of two figures of one name nobody can tell which the other years mean."""
    year, ids = report.year, ids_of(line.name, report)
    if report.envelope.withdrawn:
        return Point(year, None, WITHDRAWN, "报告公布后撤回，它的数不再取用")
    if not ids:
        units = [other.unit for other in line.alike if other != line.name and ids_of(other, report)]
        if units:
            return Point(year, None, OTHER_UNIT, f"{year}年度报告用的单位是“{'”“'.join(units)}”，另列，不相连")
        return Point(year, None, UNSAID, "报告的正文没有写这个数；没有写不是 0")
    if len(ids) > 1:
        said = "、".join(in_words(report.envelope.figures[id]) for id in ids)
        return Point(year, None, SEVERAL, f"{year}年度报告有 {len(ids)} 个数用这个名称（{said}），不能与别的年份相连")
    return Point(year, report.envelope.figures[ids[0]].value, printed=doubt(report, ids[0]))


def in_words(figure: NamedFigure) -> str:
    """As the prose says it: 100多条."""
    return f"{plain_number(figure.value)}{'多' if figure.approximate else ''}{figure.unit}"


def doubt(report: Report, id: str) -> str:
    """Why the figure is compared with no other; empty where it may be."""
    figure = report.envelope.figures[id]
    if figure.approximate:
        return f"{report.year}年度报告写的是约数（{in_words(figure)}），不算增减"
    if f"figures.{id}" in printed_figures(report):
        return f"{report.year}年度报告的“{figure.label}”照原件所印，有误而未改（见该报告的校注）；这里用所印的数"
    return ""


def restatements_of(report: Report, id: str, collection: Collection) -> Iterator[Restated]:
    for each in restatements(collection).get((report.year, report.agency_id), ()):
        if each.entry.cell == f"figures.{id}":
            yield each


def until_its_last(known: NamedHistory) -> NamedHistory:
    """Of a name that one year alone has, that year: nothing can be missing from a line of one point."""
    return known if len(known.stated) > 1 else replace(known, known=replace(known.known, points=known.stated))
