"""All reports that one county handed in, read from whatever form they have, each with the places of what it says."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.collection import Collection, load_site
from gongkai.county.agencies import Agency, AgencyKind
from gongkai.county.report_title import report_title
from gongkai.imports.placing.identity import WHOLE_GOVERNMENT
from gongkai.problems import Position, Problem, shown
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.review.documents import ReadDocument, read
from gongkai.review.drafted import report_of
from gongkai.review.sources import RULE, Source, Sources
from gongkai.review.spots import Spot, Spots
from gongkai.source.text import read_text

RECORD = "import-record.csv"
TOWNSHIP_ENDS = ("镇", "乡", "街道", "办事处", "镇人民政府", "乡人民政府")


@dataclass(frozen=True, slots=True)
class Reviewed:
    """One report. `name` is its file or folder as the reviewer knows it, `told` what was found when it was read.

    `collection` holds the reports that it is compared with.
    """

    report: Report
    name: str
    spots: Spots
    told: tuple[Problem, ...]
    collection: Collection


@dataclass(frozen=True, slots=True)
class Package:
    """`unread` says of each file or folder that is no report why it cannot be read as one."""

    reviewed: tuple[Reviewed, ...]
    unread: tuple[Problem, ...]


def read_package(found: Sources, year: int | None = None) -> Package:
    """Every report of the package, by agency and year. `year` is that of a document that does not say its own."""
    reviewed: list[Reviewed] = []
    unread = list(found.problems)
    for source in found.counties:
        reports, problems = county(source)
        reviewed += reports
        unread += problems
    reports, problems = loose(found, year)
    return Package((*reviewed, *reports), (*unread, *problems))


# ---- A county's data


def county(source: Source) -> tuple[list[Reviewed], list[Problem]]:
    collection, problems = load_site(source.path)
    named = [renamed(problem, source) for problem in problems]
    reviewed: list[Reviewed] = []
    told: set[Problem] = set()
    for report in reversed(collection.reports):
        name = f"{source.name}/{report.folder.relative_to(source.path).as_posix()}"
        own = tuple(problem for problem in named if problem.position.file.startswith(f"{name}/"))
        told.update(own)
        reviewed.append(Reviewed(report, name, spots_of(report), own, collection))
    reports = f"{source.name}/reports/"
    unread = [problem for problem in named if problem not in told and problem.position.file.startswith(reports)]
    if not collection.reports and not unread:
        unread = named or [Problem(Position(source.name), RULE, "里面没有一份年度报告")]
    return reviewed, unread


def renamed(problem: Problem, source: Source) -> Problem:
    """The file by the name that the reviewer knows: an archive was unpacked elsewhere."""
    inside = problem.position.file.removeprefix(shown(source.path))
    if inside == problem.position.file:
        return problem
    return replace(problem, position=replace(problem.position, file=f"{source.name}{inside}"))


# ---- Reports and documents by themselves


def loose(found: Sources, year: int | None) -> tuple[list[Reviewed], list[Problem]]:
    """They are compared with one another: those of one agency have one name."""
    unread: list[Problem] = []
    reports: list[tuple[Source, Report, tuple[Problem, ...]]] = []
    documents: list[ReadDocument] = []
    for source in found.reports:
        report, problems = read_report(source.path, {})
        named = tuple(renamed(problem, source) for problem in problems)
        if report is None:
            unread += named
        else:
            reports.append((source, report, named))
    for source in found.documents:
        document, problems = read(source, year)
        unread += problems
        documents += [document] if document else []
    agencies = agencies_of([(report.agency_id, owner_of(report)) for _, report, _ in reports], map(owner_name, documents))
    drafts: list[tuple[Report, str, Spots, tuple[Problem, ...]]] = []
    for source, report, told in reports:
        owned = replace(report, agency=agencies[owner_of(report)])
        drafts.append((owned, source.name, spots_of(owned), told))
    for document in documents:
        made, spots = report_of(document, agencies[owner_name(document)])
        if made is None:
            unread.append(Problem(Position(document.source.name), RULE, "年度不能是年度报告的年度，没有审核"))
        else:
            drafts.append((made, document.source.name, spots, document.problems))
    ordered = sorted(drafts, key=lambda draft: (draft[0].agency_id, draft[0].year, draft[1]))
    by_id = {agency.id: agency for agency in agencies.values()}
    newest_first = tuple(sorted((draft[0] for draft in ordered), key=lambda report: -report.year))
    collection = Collection(Path(), None, by_id, newest_first)
    return [Reviewed(*draft, collection) for draft in ordered], unread


def owner_of(report: Report) -> str:
    title = report_title(report.envelope.title)
    return (title.owner if title else "") or report.agency_id


def owner_name(document: ReadDocument) -> str:
    """Whose report it is: as its title says, else as its file is called."""
    return document.owner or document.source.path.stem


def agencies_of(known: Sequence[tuple[str, str]], others: Iterator[str]) -> Mapping[str, Agency]:
    """Agencies by name. A name whose data has no id gets one of its own."""
    ids: dict[str, str] = {}
    for id, name in known:
        ids.setdefault(name, id)
    for name in sorted(set(others)):
        ids.setdefault(name, f"document-{len(ids) + 1:03}")
    return {name: Agency(id=id, name=name, kind=kind_of(name)) for name, id in ids.items()}


def kind_of(name: str) -> AgencyKind:
    if WHOLE_GOVERNMENT.fullmatch(name):
        return "government"
    return "township" if name.endswith(TOWNSHIP_ENDS) else "department"


# ---- Places in a report's folder


def spots_of(report: Report) -> Spots:
    """Where the import record says that each cell stood in the document; else the lines of the report's own files."""
    places = recorded(report.folder / RECORD)
    exact = {
        cell.position: Spot(places.get(address, ""), cell.text, address)
        for table in report.tables.values()
        for address, cell in table.addressed()
    }
    lines = {}
    for paragraph in report.narrative.paragraphs():
        where = paragraph.position_at(0)
        lines[(where.file, where.line)] = Spot(f"{Path(where.file).name} 第 {where.line} 行", paragraph.text)
    return Spots(exact, lines)


def recorded(file: Path) -> dict[str, str]:
    """The places of the import record by address; none where there is no record that can be read."""
    text, _ = read_text(file) if file.is_file() else (None, [])
    rows = csv.DictReader((text or "").splitlines())
    return {row["地址"]: row["位置"] for row in rows if row.get("地址") and row.get("位置")}
