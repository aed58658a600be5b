"""审核意见: the findings on a county's reports as one Word document to send back and one workbook to write remarks in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from gongkai.downloads.workbook import Workbook
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.problems import Problem
from gongkai.review.file_names import short_names
from gongkai.review.findings import KINDS, Finding
from gongkai.review.package import Package
from gongkai.review.writing import Column, Part, Row, add_list, numbered, word_file

WORD, BOOK = "审核意见.docx", "审核意见.xlsx"
LIST, UNREAD = "审核意见", "没有审核的文件"
AGENCY, YEAR, ADDRESS, WORDS, REMARK, FILE = "机构", "年度", "地址", "原文", "审核人意见", "文件"
COLUMNS = (
    Column("序号", 6, share=8, middle=True),
    Column(AGENCY, 20),
    Column(YEAR, 8, middle=True),
    Column("类别", 8, share=10, middle=True),
    Column("位置", 26, share=24),
    Column("哪一项", 30, share=28),
    Column(WORDS, 30, share=26),
    Column("发现的问题", 60, share=54),
    Column(REMARK, 40),
    Column(FILE, 30),
    Column(ADDRESS, 34),
)
UNREAD_COLUMNS = (Column("序号", 6, share=10, middle=True), Column(FILE, 60, share=60), Column("为什么没有审核", 70, share=80))


def opinion_word(county: str, package: Package, found: Sequence[Finding]) -> bytes:
    """A report a heading, with its file, a sentence that counts its findings, and a table of them."""
    title = f"{county}政府信息公开工作年度报告审核意见"
    return word_file(title, [summary(package, found)], COLUMNS, list(parts(package, found)))


def parts(package: Package, found: Sequence[Finding]) -> Iterator[Part]:
    files = short_names(each.name for each in package.reviewed)
    by_report: dict[tuple[str, str, int], list[Finding]] = {}
    for finding in found:
        by_report.setdefault((finding.file, finding.agency, finding.year), []).append(finding)
    for each in package.reviewed:
        report = each.report
        own = by_report.get((each.name, report.agency_name, report.year), [])
        about = f"文件：{files[each.name]}。{counted(own) or '没有发现问题'}。"
        rows = numbered([row(finding, files) for finding in own])
        yield Part(f"{report.agency_name}{report.year}年度报告", [about], list(rows))
    if package.unread:
        lines = [f"{number}.{told(problem)}。" for number, problem in enumerate(package.unread, start=1)]
        yield Part(UNREAD, lines)


def told(problem: Problem) -> str:
    return f"{problem.position}：{problem.message}"


def opinion_book(county: str, package: Package, found: Sequence[Finding]) -> bytes:
    """The list, with a column for remarks, and the files that could not be read."""
    book = Workbook(f"{county}审核意见", NO_DAY)
    title = f"{county}审核意见（意见写在“{REMARK}”一列，或在格上加批注；带回：gongkai review … --take {BOOK}）"
    files = short_names(each.name for each in package.reviewed)
    add_list(book, LIST, title, COLUMNS, list(numbered([row(finding, files) for finding in found])))
    if package.unread:
        unread = [(str(problem.position), problem.message) for problem in package.unread]
        add_list(book, UNREAD, UNREAD, UNREAD_COLUMNS, list(numbered(unread)))
    return book.content()


def row(finding: Finding, files: Mapping[str, str]) -> Row:
    """Without the number that stands before it."""
    return (
        *(finding.agency, str(finding.year), finding.kind, finding.place, finding.label, finding.words),
        *(finding.message, "", files[finding.file], finding.address),
    )


def summary(package: Package, found: Sequence[Finding]) -> str:
    agencies = {each.report.agency_name for each in package.reviewed}
    years = sorted({each.report.year for each in package.reviewed})
    span = f"{years[0]}年度" if len(years) == 1 else f"{years[0]}—{years[-1]}年度" if years else ""
    unread = f"另有{len(package.unread)}个文件没有审核，见最后。" if package.unread else ""
    said = f"共审核{len(agencies)}个机构{span}报告{len(package.reviewed)}份。" if years else "没有读到一份年度报告。"
    return f"{said}{counted(found) or '没有发现问题'}。{unread}" if years else f"{said}{unread}"


def counted(found: Sequence[Finding]) -> str:
    """错误2处，跳变1处; empty for none."""
    counts = Counter(finding.kind for finding in found)
    return "，".join(f"{kind}{counts[kind]}处" for kind in KINDS if counts[kind])
