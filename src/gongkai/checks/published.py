"""Nothing of a published report changes silently, from the day its addresses were recorded: it is a correction, or an error."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.collection import Collection
from gongkai.problems import Position, Problem
from gongkai.reports.published import RULE, changed, part_of
from gongkai.reports.report import Report
from gongkai.reports.statements import WITHDRAWN, place_name, statements

ID = RULE
TITLE = "公布以后没有悄悄改动"
BASIS = "本项目的约定：公布的报告改一个数、一句话，都要写更正"
PARTS = {"letter": "报送函", "colophon": "版记", "period": "统计期限", "labels": "表中所印的名称"}
HOW = "；请恢复，或写更正：gongkai correct，已经改了的加 --was 写公布时的数"
RESTORE = "；请恢复；要取消撤回，恢复以后运行 gongkai withdraw --undo"


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    """A sealed report is compared with its bag, but for what its seal may not know yet: the newest corrections, a withdrawal."""
    known = collection.published.get((report.year, report.agency_id))
    if known is None:
        return
    if len(report.envelope.revisions) < known.revisions:
        yield Problem(report.position("revisions"), ID, "已公布的更正不能删去；新的更正写在后面", subject="revisions")
        return
    parts, misfits = changed(report, known)
    if not misfits:  # the rule about revisions says so
        is_sealed = bool(collection.sealed(report))
        yield from (silent(report, part) for part in parts if part == WITHDRAWN or not is_sealed)


def silent(report: Report, part: str) -> Problem:
    stated = statements(report)
    here = next((each.position for address, each in stated.items() if part_of(address) == part), Position(report.source.name))
    if part == WITHDRAWN:
        return Problem(here, ID, f"撤回（withdrawn）公布以后{'有改动' if stated[part].text else '不见了'}{RESTORE}", subject=part)
    name = PARTS.get(part) or place_name(report, part)
    key = f"section: {part.removeprefix('sections.')}" if part.startswith("sections.") else f"cell: {part}"
    paste = ("revisions", f"- {{date: , {key}, was: , now: , why: , by: }}")
    return Problem(here, ID, f"{name}：公布以后有改动，没有写更正{HOW}", subject=part, paste=paste)
