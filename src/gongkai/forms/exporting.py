"""Forms given out: one for an agency, or one for every agency that owes a report of the year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.collection import Collection
from gongkai.county.agencies import Agency
from gongkai.files import write_whole
from gongkai.forms.form import TooManyRowsError, form_in
from gongkai.forms.workbook import workbook
from gongkai.imports.document import RULE
from gongkai.problems import Position, Problem, shown
from gongkai.statute.formats import formats

NOT_IN_A_NAME = re.compile(r'[\\/:*?"<>|\x00-\x1f]')
OCCUPIED = "已经有这个文件，里面可能填过数，不会覆盖；请换一个名字，或先把它移开"
PUBLIC = "{} {} 年的报告{}，不用再填；要改的数用 gongkai correct 改正"
UNREADABLE = "这份报告读不懂，导不出它的填报表；请先运行 gongkai check"


@dataclass(frozen=True, slots=True)
class Exported:
    """`content` is None where there is a reason, in `problem`, why the agency gets no form."""

    agency: Agency
    content: bytes | None
    problem: Problem | None = None


def file_name(year: int, agency: Agency) -> str:
    """
    >>> file_name(2025, Agency(id="finance", name="示例县财政局", kind="department"))
    '2025-finance-示例县财政局.xlsx'
    """
    return f"{year}-{agency.id}-{NOT_IN_A_NAME.sub('', agency.short or agency.name)}.xlsx"


def asked_of(collection: Collection, year: int) -> tuple[Agency, ...]:
    """The agencies that owe the county a report of the year; not those whose report stands on a site of their own."""
    return tuple(agency for agency in collection.expected(year) if not agency.elsewhere_of(year))


def export(collection: Collection, agency: Agency, year: int) -> Exported:
    """The agency's form with what its draft says already."""
    folder = collection.data / "reports" / str(year) / agency.id
    report = collection.report(year, agency.id)

    def refused(message: str, place: Path = folder) -> Exported:
        return Exported(agency, None, Problem(Position(shown(place)), RULE, message))

    if report and report.was_public:
        assert report.state
        return refused(PUBLIC.format(agency.name, year, report.state.label))
    if report is None and (folder / "report.yml").exists():
        return refused(UNREADABLE, folder / "report.yml")
    try:
        form = form_in(collection, agency, year)
    except TooManyRowsError as error:
        return refused(str(error))
    if form is None:
        first = min(year for known in formats().values() for year in known.years)
        return refused(f"没有 {year} 年的报告格式；可以导出 {first} 年及以后的填报表")
    return Exported(agency, workbook(form))


def write_forms(files: Sequence[tuple[Path, bytes]]) -> list[Problem]:
    """All of them or none: a file that may have been filled in is never written over."""
    problems = [
        Problem(Position(shown(file)), RULE, OCCUPIED)
        for file, content in files
        if file.exists() and file.read_bytes() != content
    ]
    if not problems:
        for file, content in files:
            file.parent.mkdir(parents=True, exist_ok=True)
            write_whole(str(file), content)
    return problems
