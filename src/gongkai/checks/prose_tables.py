"""What the prose says of applications, reviews and lawsuits is what the tables of sections 三 and 四 say (条例 art. 50)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.prose import Passage, passages, sentences
from gongkai.checks.prose_bindings import Binding, bindings
from gongkai.checks.prose_claims import Claim
from gongkai.checks.wording import quoted, see
from gongkai.collection import Collection
from gongkai.problems import Problem
from gongkai.reports.report import Report, warning

ID = "prose-table"
TITLE = "正文的数与表格的数一致"
BASIS = "《条例》第五十条；国办公开办函〔2019〕60号、国办公开办函〔2021〕30号所附表式"

YEAR = re.compile(r"(20\d{2})\s*年")
NO_APPLICATION = re.compile(
    "(?:无|(?:没有|未曾?)(?:收到|接到|受理|发生|产生|出现)过?|没有)(?:任何|新的)?(?:公民、?法人(?:和|或|及|以及|或者)?其他组织)?(?:提出的|的)?"
    "(?:依申请公开|(?:政府)?信息公开的?申请)(?!.{0,4}(?:费|复议|诉讼|投诉|举报))"
)
NO_REVIEW = re.compile(
    "(?:无|没有|未(?:曾)?(?:发生|出现|产生|收到|涉及|引发))(?P<what>[^，。；]{0,30}?(?:复议|诉讼)[^，。；]{0,20})"
)
OUTCOME = re.compile("维持|纠正|尚未|审结|结果|胜诉|败诉|撤诉|复议后|未经复议|驳回|撤销")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    for binding in bindings(report):
        if binding.group.rule == ID and not binding.agrees and not binding.count.about:
            yield contradiction(binding)
    for passage in passages(report):
        for start, end in sentences(passage):
            yield from no_applications(passage, start, end, report)
            yield from no_reviews(passage, start, end, report)


def contradiction(binding: Binding) -> Problem:
    count, claims = binding.count, binding.claims
    sides = "，".join(f"{claim.name} = {claim.value}" for claim in claims)
    here = count.position
    message = f"正文{quoted(binding.words)}，而表格中{sides}{see(claims[0].position, here)}，两边应当一致"
    return warning(here, ID, message, count.subject, *(claim.position for claim in claims))


def no_applications(passage: Passage, start: int, end: int, report: Report) -> Iterator[Problem]:
    if denied := NO_APPLICATION.search(passage.text, start, end):
        claims = claimed(report, "received") + claimed(report, "carried_in")
        yield from denial(passage, denied.start(), denied[0], claims)


def no_reviews(passage: Passage, start: int, end: int, report: Report) -> Iterator[Problem]:
    if passage.section != "review_litigation" and "信息公开" not in passage.text[start:end]:
        return
    if (denied := NO_REVIEW.search(passage.text, start, end)) and not OUTCOME.search(denied["what"]):
        yield from denial(passage, denied.start(), denied[0], totals(denied["what"], report))


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


def denial(passage: Passage, start: int, quotation: str, claims: list[Claim]) -> Iterator[Problem]:
    """The prose says there was none, and the table has a figure."""
    counted = [claim for claim in claims if claim.value]
    if counted:
        sides = "，".join(f"{claim.name} = {claim.value}" for claim in counted)
        here = passage.position(start)
        message = f"正文说{quoted(quotation)}，而表格中{sides}{see(counted[0].position, here)}，两边应当一致"
        yield warning(here, ID, message, passage.subject(start), *(claim.position for claim in counted))


def totals(clause: str, report: Report) -> list[Claim]:
    """The totals that the words speak of."""
    found = claimed(report, "reconsideration", "review_litigation") if re.search("复议(?!后)", clause) else []
    if "诉讼" in clause:
        for row in ("litigation_direct", "litigation_after_review"):
            found += claimed(report, row, "review_litigation")
    return found
