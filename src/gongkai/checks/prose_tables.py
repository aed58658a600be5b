"""What the prose says of applications, reviews and lawsuits is what the tables of sections 三 and 四 say (条例 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.checks.prose import Count, Passage, counts, passages, sentences
from gongkai.checks.wording import quoted, see
from gongkai.collection import Collection
from gongkai.problems import Position, Problem
from gongkai.reports.narrative import NUMBERING
from gongkai.reports.report import Report, warning
from gongkai.statute.formats import Line
from gongkai.statute.labels import fold

ID = "prose-table"
TITLE = "正文的数与表格的数一致"
BASIS = "《条例》第五十条；国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式"

CASES = ("件", "份", "条", "宗", "起", "例", "项")
APPLICATION = re.compile("(?:政府)?信息公开(?:的)?申请|依申请公开")
RECEIVED = re.compile("收到|受理|新收|接收|接到")
CARRIED = {
    "carried_out": re.compile("(?:结转|顺延|转入?|延).{0,6}(?:下年|下一年|次年|明年)|结转下"),
    "carried_in": re.compile("(?:上年|上一年|去年).{0,5}(?:结转|转入|未办结)|结转(?:上年|上一年)"),
}
HANDLED = re.compile("答复|办结|办理完毕|处理完毕|已办理")
# A part, another body or another year: not what the total of the table counts.
PARTIAL = re.compile(
    "其中|网上|网络|线上|在线|信函|邮寄|当面|现场|邮件|传真|平台|本级|办公室|同比|比上年|较上年|增长|下降|减少|增加|人次|自然人|法人|企业"
)
BODIES = re.compile("部门|乡镇|街道|单位")
ALL_BODIES = re.compile("共|累计|总计|合计")
YEAR = re.compile(r"(20\d{2})\s*年")
NO_APPLICATION = re.compile(
    "(?:无|没有|未(?:曾)?(?:收到|接到|受理|发生|产生|出现)过?)(?:任何|新的)?(?:公民、?法人(?:和|或|及|以及|或者)?其他组织)?(?:提出的|的)?"
    "(?:依申请公开|(?:政府)?信息公开的?申请)(?!.{0,4}(?:费|复议|诉讼|投诉|举报))"
)
NO_REVIEW = re.compile(
    "(?:无|没有|未(?:曾)?(?:发生|出现|产生|收到|涉及|引发))(?P<what>[^，。；]{0,30}?(?:复议|诉讼)[^，。；]{0,20})"
)
OUTCOME = re.compile("维持|纠正|尚未|审结|结果|胜诉|败诉|撤诉|复议后|未经复议|驳回|撤销")


@dataclass(frozen=True, slots=True)
class Claim:
    """A figure of a table as the prose may mean it: what it is called, what it comes to, and where it stands."""

    name: str
    value: int | Decimal
    position: Position


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for passage in passages(report):
        found = counts(passage, report, asides=True)
        for start, end in sentences(passage):
            within = [count for count in found if start <= count.start < end and count.unit in CASES and not count.about]
            yield from applications(passage, start, end, within, report)
            yield from reviews(passage, start, end, within, report)


def applications(passage: Passage, start: int, end: int, within: list[Count], report: Report) -> Iterator[Problem]:
    if denied := NO_APPLICATION.search(passage.text, start, end):
        claims = claimed(report, "received") + claimed(report, "carried_in")
        yield from denial(passage, denied.start(), denied[0], claims)
        return
    concerned = APPLICATION.search(passage.text, start, end) is not None
    seen: set[str] = set()
    for count in within if concerned else ():
        kind, claims = meant(count, seen, report)
        if kind and kind not in seen and not another_year(passage, start, count.start, report):
            seen.add(kind)
            yield from contradiction(count, claims)


def meant(count: Count, seen: set[str], report: Report) -> tuple[str, list[Claim]]:
    """Which figure of the table a count of applications speaks of, with every way it may be understood."""
    clause = aside_or_clause(count)
    for row, words in CARRIED.items():
        if words.search(clause):
            return row, claimed(report, row)
    if "received" in seen and (found := result(clause, report)):
        return found
    if PARTIAL.search(clause) or (BODIES.search(clause) and not ALL_BODIES.search(clause)):
        return "", []
    if RECEIVED.search(clause) and APPLICATION.search(clause):
        return "received", received(report)
    if "received" in seen and HANDLED.search(clause):
        return "handled_total", claimed(report, "handled_total")
    return "", []


def aside_or_clause(count: Count) -> str:
    """The clause a count stands in, be it in brackets or not."""
    text = count.passage.text
    start = max(text.rfind(mark, 0, count.start) for mark in "，。；（(！？") + 1
    ends = [found for mark in "，。；）)！？（(" if (found := text.find(mark, count.end)) >= 0]
    return text[start : min(ends, default=len(text))]


def received(report: Report) -> list[Claim]:
    """收到 may mean what is new, or that and what was carried in."""
    new, old = claimed(report, "received"), claimed(report, "carried_in")
    if new and old and old[0].value:
        return [*new, Claim("加上上年结转的", new[0].value + old[0].value, new[0].position)]
    return new


def result(clause: str, report: Report) -> tuple[str, list[Claim]] | None:
    """A group of results by its name: 不予公开 is the sum of its rows."""
    table = report.tables.get("requests")
    results = table.format.line("results") if table else None
    for line in results.members if results else ():
        name = NUMBERING.sub("", line.label).split("（")[0]
        if fold(name) in fold(clause) and name not in ("总计", "其他处理"):
            return line.id, group(report, line, name)
    return None


def group(report: Report, line: Line, name: str) -> list[Claim]:
    cells = [report.cell("requests", leaf.id, "total") for leaf in line.leaves()]
    filled = [cell for cell in cells if cell is not None and cell.figure is not None]
    if not filled or len(filled) < len([cell for cell in cells if cell is not None]):
        return []
    return [
        Claim(
            f"“{name}”各行总计之和" if line.members else f"“{name}”的总计",
            sum(cell.figure or 0 for cell in filled),
            filled[0].position,
        )
    ]


def claimed(report: Report, row: str, table: str = "requests") -> list[Claim]:
    cell = report.cell(table, row, "total")
    if cell is None or cell.figure is None:
        return []
    format = report.tables[table].format
    line = format.line(row)
    assert line is not None  # the cell's own row
    return [Claim(f"“{line.label}”的总计", cell.figure, cell.position)]


def another_year(passage: Passage, start: int, end: int, report: Report) -> bool:
    """Whether the last year that the text names between those places is not the report's."""
    years = YEAR.findall(passage.text, start, end)
    return bool(years) and int(years[-1]) != report.year


def contradiction(count: Count, claims: list[Claim]) -> Iterator[Problem]:
    if not claims or any(claim.value == count.value for claim in claims):
        return
    quotation = aside_or_clause(count).strip()
    sides = "，".join(f"{claim.name} = {claim.value}" for claim in claims)
    here = count.position
    message = f"正文{quoted(quotation)}，而表格中{sides}{see(claims[0].position, here)}，两边应当一致"
    yield warning(here, ID, message, count.subject, *(claim.position for claim in claims))


def denial(passage: Passage, start: int, quotation: str, claims: list[Claim]) -> Iterator[Problem]:
    """The prose says there was none, and the table has a figure."""
    counted = [claim for claim in claims if claim.value]
    if counted:
        sides = "，".join(f"{claim.name} = {claim.value}" for claim in counted)
        here = passage.position(start)
        message = f"正文说{quoted(quotation)}，而表格中{sides}{see(counted[0].position, here)}，两边应当一致"
        yield warning(here, ID, message, passage.subject(start), *(claim.position for claim in counted))


def reviews(passage: Passage, start: int, end: int, within: list[Count], report: Report) -> Iterator[Problem]:
    """行政复议 and 行政诉讼: denied, or counted."""
    if passage.section != "review_litigation" and "信息公开" not in passage.text[start:end]:
        return
    if (denied := NO_REVIEW.search(passage.text, start, end)) and not OUTCOME.search(denied["what"]):
        yield from denial(passage, denied.start(), denied[0], totals(denied["what"], report))
        return
    seen: set[str] = set()
    for count in within:
        clause = aside_or_clause(count)
        named = "".join(word for word in ("复议", "诉讼") if word in clause)
        if not named or named in seen or OUTCOME.search(clause) or PARTIAL.search(clause):
            continue
        seen.add(named)
        claims = totals(clause, report)
        if claims and not another_year(passage, start, count.start, report):
            whole = Claim("、".join(c.name for c in claims) + "，合计", sum(c.value for c in claims), claims[0].position)
            yield from contradiction(count, [whole] if len(claims) > 1 else claims)


def totals(clause: str, report: Report) -> list[Claim]:
    """The totals that the words speak of."""
    found = claimed(report, "reconsideration", "review_litigation") if re.search("复议(?!后)", clause) else []
    if "诉讼" in clause:
        for row in ("litigation_direct", "litigation_after_review"):
            found += claimed(report, row, "review_litigation")
    return found
