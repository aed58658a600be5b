"""A report has the statutory sections in order, each with its tables (国办公开办函〔2019〕60号, 国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gongkai.checks.wording import section_name, see
from gongkai.collection import Collection
from gongkai.problems import Position, Problem, shown
from gongkai.reports.narrative import Section, TablePlace
from gongkai.reports.report import Report, warning

ID = "sections"
TITLE = "法定章节齐全，次序和表格位置相符"
BASIS = "国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附格式；《条例》第五十条"
ACCEPTABLE = True  # a section that an old document lacks cannot be written now


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    if not report.format.sections:
        return
    yield from missing(report)
    yield from more(report)
    yield from out_of_order(report)
    yield from misplaced_tables(report)


def missing(report: Report) -> Iterator[Problem]:
    for number, section in enumerate(report.format.sections):
        if report.narrative.section(section.id) is None:
            following = (report.narrative.section(later.id) for later in report.format.sections[number + 1 :])
            position = next((found.position for found in following if found), whole(report))
            message = f"缺少法定章节“{section.label}”（{report.format.instrument}）"
            yield Problem(position, ID, message, subject=f"sections.{section.id}")


def whole(report: Report) -> Position:
    return Position(shown(report.folder / "narrative.md"))


def more(report: Report) -> Iterator[Problem]:
    extra = [section for section in report.narrative.sections if not section.known]
    if extra:
        prescribed, found = len(report.format.sections), len(report.narrative.sections)
        titles = "、".join(f"“{section.title}”" for section in extra)
        message = f"格式规定 {prescribed} 个部分，这份报告有 {found} 个部分，多出：{titles}"
        yield warning(extra[0].position, ID, message, "report", *(section.position for section in extra[1:]))


def out_of_order(report: Report) -> Iterator[Problem]:
    """The first section that stands before one which the form puts ahead of it."""
    rank = {section.id: number for number, section in enumerate(report.format.sections)}
    known = [section for section in report.narrative.sections if section.known]
    for earlier, later in pairwise(known):
        if rank[later.id] < rank[earlier.id]:
            first = next(section for section in known if rank[section.id] > rank[later.id])
            message = f"“{later.title}”按格式应在“{first.title}”{see(first.position, later.position)}之前"
            yield warning(later.position, ID, message, f"sections.{later.id}", first.position)
            return


def misplaced_tables(report: Report) -> Iterator[Problem]:
    places = {place.table: (place, section) for place, section in placed(report)}
    for table in report.format.tables:
        if table.section is None or table.id not in report.tables:
            continue
        due = section_name(report.format, table.section)
        place, section = places.get(table.id, (None, None))
        if place is None:
            message = f'正文里没有放“{table.title}”表；应在“{due}”一节写一行 {{{{ table("{table.id}") }}}}'
            yield warning(whole(report), ID, message, table.id)
        elif section is None or section.id != table.section:
            here = f"“{section.title}”" if section else "引言"
            message = f"“{table.title}”表放在{here}里，按格式应在“{due}”"
            yield warning(place.position, ID, message, table.id)


def placed(report: Report) -> Iterator[tuple[TablePlace, Section | None]]:
    for block in report.narrative.introduction:
        if isinstance(block, TablePlace):
            yield block, None
    for section in report.narrative.sections:
        for block in section.blocks:
            if isinstance(block, TablePlace):
                yield block, section
