"""What a program read from a document counts once a person has compared it with the document, cell by cell (核对)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checks.wording import quoted
from gongkai.collection import Collection
from gongkai.problems import Position, Problem, Severity, shown
from gongkai.reports.import_record import FILE, NO_TICK, OpenLine, open_lines, read_record
from gongkai.reports.report import Report
from gongkai.reports.state import State

ID = "tick-off"
TITLE = "导入的数逐格对照原件核对过"
BASIS = "本项目的约定：程序读入的数，由人对照原件核对以后才算数"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    """Each doubt, and each value changed after its tick, by itself; all others in one line. Errors of what is to be ready."""
    lines, problems = read_record(report.folder)
    yield from problems
    if not lines:
        return
    still_open = [*open_lines(report, lines)]
    yield from (told(report, each) for each in still_open if by_itself(each))
    others = [each for each in still_open if not by_itself(each)]
    if others:
        message = f"导入的还有 {len(others)} 处没有对照原件核对；核对以后运行 gongkai tick"
        yield Problem(Position(shown(report.folder / FILE), others[0].number, 1), ID, message, severity(report), FILE)


def severity(report: Report) -> Severity:
    """A draft may wait; of what was public the tick-off is told and no more."""
    return Severity.ERROR if report.state is State.READY else Severity.WARNING


def by_itself(each: OpenLine) -> bool:
    return each.now is not None or bool(each.line.doubt) or each.line.says_else


def told(report: Report, each: OpenLine) -> Problem:
    here = Position(shown(report.folder / FILE), each.number, 1)
    if each.now is not None:
        message = f"{each.line.label}：核对时是{quoted(each.line.value)}，现在是{quoted(each.now)}；请再对照原件核对"
    elif each.line.says_else:
        message = f"{each.line.label}：“核对”一列写着{quoted(each.line.ticked)}，{NO_TICK}"
    else:
        message = f"{each.line.label}：导入时存疑（{each.line.doubt}），还没有对照原件核对"
    return Problem(here, ID, message, severity(report), each.line.address)
