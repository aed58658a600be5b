"""A document's number carries the year it was written in, with no 第 and no leading zero: 〔2021〕2号 (GB/T 9704-2012)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checks.wording import see
from gongkai.collection import Collection
from gongkai.problems import Position, Problem
from gongkai.reports.report import Report, warning

ID = "document-number"
TITLE = "发文字号的写法和年份"
BASIS = "GB/T 9704-2012《党政机关公文格式》发文字号：年份加六角括号，序号不加“第”、不编虚位"
SUBJECT = "letter.document_number"

WELL_FORMED = re.compile(r"[^\d〔〕\s]+〔(?P<year>\d{4})〕(?P<number>[1-9]\d*)号\Z")
ANY_YEAR = re.compile(r"[〔\[［（(【]\s*(?P<year>\d{4})\s*[〕\]］）)】]")


def check(report: Report, collection: Collection) -> Iterator[Problem]:
    letter = report.envelope.letter
    if letter is None or letter.document_number is None:
        return
    number, position = letter.document_number, report.position("letter", "document_number")
    if not WELL_FORMED.match(number):
        yield warning(
            position, ID, f"发文字号“{number}”不合写法；应像“某政办发〔{report.year + 1}〕2号”：{fault(number)}", SUBJECT
        )
    year = ANY_YEAR.search(number)
    dated = written(report)
    if year and dated and int(year["year"]) != dated[1]:
        name, written_year, place = dated
        message = (
            f"发文字号“{number}”的年份是 {year['year']} 年，而{name}在 {written_year} 年{see(place, position)}，两者应当一致"
        )
        yield warning(position, ID, message, SUBJECT, place)


def written(report: Report) -> tuple[str, int, Position] | None:
    """The date of the letter, or of the report, that tells the year of the number."""
    envelope = report.envelope
    if envelope.letter and envelope.letter.date:
        return "落款日期", envelope.letter.date.year, report.position("letter", "date")
    if envelope.written:
        return "成文日期", envelope.written.year, report.position("written")
    return None


def fault(number: str) -> str:
    if "第" in number:
        return "序号前不加“第”"
    if re.search(r"[〕\]］）)】]0", number):
        return "序号不编虚位（不以 0 开头）"
    if not re.search(r"〔\d{4}〕", number):
        return "年份用四位数，放在六角括号〔〕里"
    return "机关代字、年份、序号、“号”依次写全"
