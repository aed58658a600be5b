"""A portal column stands under one that there is and holds what there is; a link is shown where there is something."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol

from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.county.columns import Citation, Column
from gongkai.county.link_results import Answer, LinkResults
from gongkai.county.links import OutwardLink
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.quotations import with_figure, with_words
from gongkai.reports.report import Report
from gongkai.statute.document_standard import document_standard, meant

ID = "columns"
TITLE = "门户的栏目、链接不重复，所指的都在，打得开"
BASIS = "本项目的约定：上级栏目不绕圈；写到的种类、领域、机构、栏目和报告里的话，都是本县数据里有的；打不开的网址要改正"
Place = tuple[str | int, ...]


def check(collection: Collection) -> Iterator[Problem]:
    columns, links = collection.columns, collection.links
    yield from repeated([column.id for column in columns.all], columns.position, "栏目")
    yield from repeated([link.id for link in links.stated], links.position, "链接")
    for number, column in enumerate(columns.all):
        for place, message in (*misplaced(column, collection), *unknown_kinds(column), *unknown(column, collection)):
            yield Problem(columns.position(number, *place), ID, message, subject=column.id)
    for number, link in enumerate(links.stated):
        for place, message in (*without_place(link, collection), *unknown(link, collection)):
            yield Problem(links.position(number, *place), ID, message, subject=link.id)
    yield from dead(columns.all, columns.position, links.results)
    yield from dead(links.stated, links.position, links.results)


class PositionOf(Protocol):
    """Where a part of the file was typed, by the number of its column or link."""

    def __call__(self, number: int, *path: str | int) -> Position: ...


def repeated(ids: Sequence[str], position: PositionOf, what: str) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for number, id in enumerate(ids):
        before = first.setdefault(id, number)
        if before != number:
            here, there = position(number, "id"), position(before, "id")
            yield Problem(here, ID, f"{what}代号“{id}”写了两次{see(there, here)}", subject=id, others=(there,))


def dead(stated: Sequence[Column | OutwardLink], position: PositionOf, results: LinkResults) -> Iterator[Problem]:
    """Addresses that could not be opened when they were last tried."""
    for number, one in enumerate(stated):
        result = results.of(one.address)
        if result and result.answer is Answer.DEAD:
            why = f"：{result.detail}" if result.detail else ""
            message = f"{result.tried}核对时打不开{why}；请改正网址，或运行 gongkai links --try 再核对一次"
            yield Problem(position(number, "address"), ID, message, Severity.WARNING, one.id)


def misplaced(column: Column, collection: Collection) -> Iterator[tuple[Place, str]]:
    columns = collection.columns
    if column.parent is None:
        return
    if column.parent not in columns.by_id:
        yield ("parent",), f"没有代号为“{column.parent}”的栏目（parent，上级栏目的代号）"
    elif column.id in {above.id for above in columns.above(column)}:
        yield ("parent",), f"“{column.name}”的上级栏目一层层往上又回到它自己"


def unknown_kinds(column: Column) -> Iterator[tuple[Place, str]]:
    standard = document_standard()
    for number, name in enumerate(column.kinds):
        if standard.kind(name) is None:
            known = meant(name, standard.kinds)
            hint = f"请写“{known.name}”" if known else f"应是{'、'.join(kind.name for kind in standard.kinds)}之一"
            yield ("kinds", number), f"没有“{name}”这个信息种类；{hint}"


def without_place(link: OutwardLink, collection: Collection) -> Iterator[tuple[Place, str]]:
    for number, id in enumerate(link.columns):
        if id not in collection.columns.by_id:
            yield ("columns", number), f"没有代号为“{id}”的栏目"
    if link.operator and link.operator not in collection.agencies:
        yield ("operator",), f"agencies.yml 里没有“{link.operator}”这个机构"


def unknown(one: Column | OutwardLink, collection: Collection) -> Iterator[tuple[Place, str]]:
    """Fields, agencies and sentences of reports that it names and that are not there."""
    for number, id in enumerate(one.fields):
        if id not in collection.catalogue.by_field:
            yield ("fields", number), f"目录里没有“{id}”这个领域；写领域的代号"
    for number, id in enumerate(getattr(one, "agencies", ())):
        if id not in collection.agencies:
            yield ("agencies", number), f"agencies.yml 里没有“{id}”这个机构"
    reports = {report.year: report for report in collection.reports if is_of_government(report, collection)}
    for number, citation in enumerate(one.said):
        yield from unsaid(("said", number), citation, reports)


def is_of_government(report: Report, collection: Collection) -> bool:
    return collection.site is not None and report.agency_id == collection.site.government_agency


def unsaid(place: Place, citation: Citation, reports: Mapping[int, Report]) -> Iterator[tuple[Place, str]]:
    report = reports.get(citation.year)
    if report is None:
        yield (*place, "year"), f"没有本级政府{citation.year}年度的报告"
    elif citation.figure and with_figure(report, citation.figure) is None:
        yield (*place, "figure"), f"{citation.year}年度报告的正文里没有名为“{citation.figure}”的数"
    elif citation.words and with_words(report, citation.words) is None:
        yield (*place, "words"), f"{citation.year}年度报告的正文里没有“{citation.words}”这几个字"
