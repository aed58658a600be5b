"""What a reviewer is told of a report: every finding with its place in the document before them, and the words there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePath
from typing import Literal

from gongkai.checks.rules import check_report
from gongkai.imports.document import RULE as READING
from gongkai.problems import Position, Problem, Severity
from gongkai.reports.report import Report
from gongkai.reports.statements import place_name
from gongkai.review.blanks import blanks
from gongkai.review.jumps import JUMP, jumps
from gongkai.review.package import Package, Reviewed
from gongkai.review.spots import Spot

Kind = Literal["错误", "提醒", "跳变", "已说明", "意见"]
KINDS: tuple[Kind, ...] = ("错误", "提醒", "跳变", "已说明")
LINE = re.compile(r"第 (\d+) 行")
PLACE = re.compile(r"(第 \d+ [^：“]{1,40}|工作表“[^”]{1,40}”[A-Z]+\d+)：")
REPORT = "report"  # the subject of a finding about no part of it
OFFICE_ONLY = (REPORT,)  # what only an importing office has to say of a draft, such as its scope
LONGEST_WORDS = 120
MOST_NAMED = 3
BETWEEN = " › "
WRAPPED = re.compile(r"\s*\n\s*")  # where a line ended on the page


@dataclass(frozen=True, slots=True)
class Finding:
    """`place` and `words` are those of the document; `address` is the cell's or section's, `label` its name in words.

    `where` is how a line printed for the office begins: the document and place, or the file of the data with line and column.
    """

    agency: str
    year: int
    file: str
    kind: Kind
    rule: str
    address: str
    label: str
    place: str
    words: str
    message: str
    where: str

    def __str__(self) -> str:
        about = f"{self.label}：" if self.label else ""
        return f"{self.where}: {self.kind}：{about}{self.message} [{self.rule}]"


def findings(package: Package) -> tuple[Finding, ...]:
    """Report by report; of each first the errors, then what wants a second look, then jumps against the year before."""
    return tuple(finding for each in package.reviewed for finding in findings_of(each, package))


def findings_of(each: Reviewed, package: Package) -> list[Finding]:
    problems = [problem for problem in each.told if not (problem.rule == READING and problem.subject in OFFICE_ONLY)]
    problems += check_report(each.report, each.collection)
    problems += [*blanks(each.report), *jumps(each.report, each.collection)]
    found = [finding_of(problem, each, package) for problem in dict.fromkeys(problems)]
    found += twice(each, package)
    return sorted(found, key=lambda finding: KINDS.index(finding.kind))


def finding_of(problem: Problem, each: Reviewed, package: Package) -> Finding:
    spot, message = spot_of(problem, each), problem.message
    if problem.rule != READING:  # which speaks of the document, and not of a file of the office's
        message = LINE.sub(lambda line: place_for(line, problem, each, package), message)
    if said := PLACE.match(message):
        message = message[said.end() :]
        spot = spot if spot.place else Spot(said[1], spot.words, spot.address)
    address = spot.address or problem.subject
    message = without_label(message, label_of(each.report, address))
    if problem.reason:
        message = f"{message}（机关的说明：{problem.reason}）"
    where = where_of(problem.position, spot, each)
    return made(each, kind_of(problem), problem.rule, spot, message, address=address, where=where)


def made(each: Reviewed, kind: Kind, rule: str, spot: Spot, message: str, *, address: str, where: str) -> Finding:
    report, label = each.report, label_of(each.report, address)
    words = words_shown(spot)
    return Finding(report.agency_name, report.year, each.name, kind, rule, address, label, spot.place, words, message, where)


def words_shown(spot: Spot) -> str:
    """What stands there, as far as a list has room for it."""
    words = WRAPPED.sub("", spot.words)
    return words if len(words) <= LONGEST_WORDS else f"{words[:LONGEST_WORDS]}…"


def without_label(message: str, label: str) -> str:
    """The message without the name of the place, or of its row or column alone: the whole name stands beside it.

    >>> without_label("三、办理结果 › 予以公开 › 总计：应为 5", "予以公开 › 总计"), without_label("规章 “3O7”不是整数", "规章")
    ('应为 5', '“3O7”不是整数')
    >>> without_label("自然人：三（七） = 8", "（七）总计 › 自然人")
    '三（七） = 8'
    """
    head, colon, rest = message.partition("：")
    if label and colon and (head.endswith(label) or head in label.split(BETWEEN)):
        return rest
    return message.removeprefix(f"{label} ") if label else message


def label_of(report: Report, address: str) -> str:
    """The name of the place in words; empty where it has none."""
    name = place_name(report, address) if address else ""
    return "" if name == address else name


def where_of(position: Position, spot: Spot, each: Reviewed) -> str:
    if position.file == each.name or each.report.agency is None or not position.file.endswith((".yml", ".md")):
        return f"{each.name}: {spot.place}" if spot.place else each.name
    return f"{each.name}/{PurePath(position.file).name}" + (f":{position.line}:{position.column}" if position.line else "")


def spot_of(problem: Problem, each: Reviewed) -> Spot:
    """Of the report as a whole there is none: what an office typed around its tables is where a check points, no more."""
    if problem.rule != READING:
        spot = quoted(each.spots.at(problem.position), problem.position)
        return Spot() if problem.subject == REPORT and spot.address else spot
    known = each.spots.of(problem.subject) if problem.subject else None
    line = problem.position.line
    return known or Spot(f"第 {line} 行" if line else "", "", problem.subject)


def quoted(spot: Spot, position: Position) -> Spot:
    """Of a long paragraph the words from the place on that the finding is about, with what leads to them."""
    begin = max(position.column - 1 - LONGEST_WORDS // 3, 0)
    if len(spot.words) <= LONGEST_WORDS or not begin:
        return spot
    return Spot(spot.place, f"…{spot.words[begin:]}", spot.address)


def place_for(line: re.Match[str], problem: Problem, each: Reviewed, package: Package) -> str:
    """A line that a check names is one of a file of the office's; the reviewer is told the place in the document."""
    same = [one for one in package.reviewed if one is not each and one.report.agency_id == each.report.agency_id]
    for position in (*problem.others, problem.position):
        spots = [spot for one in (each, *same) if (spot := one.spots.known(position))]
        if position.line == int(line[1]) and spots and spots[0].place:
            return spots[0].place
    numbered = each.spots.known(Position(each.name, int(line[1]), 1))
    return numbered.place if numbered and numbered.place else line[0]


def kind_of(problem: Problem) -> Kind:
    if problem.rule == JUMP:
        return "跳变"
    return {Severity.ERROR: KINDS[0], Severity.WARNING: KINDS[1], Severity.ACCEPTED: KINDS[3]}[problem.severity]


def twice(each: Reviewed, package: Package) -> Iterator[Finding]:
    """Files for one agency and year, each told of the others."""
    report = each.report
    others = [PurePath(other.name).name for other in package.reviewed if other is not each and same_report(other, each)]
    if others:
        more = f"等 {len(others)} 个" if len(others) > MOST_NAMED else ""
        named = f"{'、'.join(others[:MOST_NAMED])}{more}"
        message = f"{report.agency_name} {report.year} 年度还有别的报告：{named}；请确认以哪一份为准"
        yield made(each, "提醒", "twice", Spot(), message, address="", where=each.name)


def same_report(one: Reviewed, other: Reviewed) -> bool:
    return (one.report.year, one.report.agency_name) == (other.report.year, other.report.agency_name)
