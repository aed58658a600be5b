"""两稿对比: what changed between two drafts, as one Word document and one workbook."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

from gongkai.downloads.workbook import Workbook
from gongkai.downloads.zip_parts import NO_DAY
from gongkai.review.comparison import KINDS, Comparison, Difference, named
from gongkai.review.file_names import short_names
from gongkai.review.writing import Column, Part, Row, add_list, numbered, word_file

WORD, BOOK = "两稿对比.docx", "两稿对比.xlsx"
FILES = (WORD, BOOK)
TITLE = "两稿对比"
COLUMNS = (
    Column("序号", 6, share=8, middle=True),
    Column("机构", 20),
    Column("年度", 8, middle=True),
    Column("类别", 8, share=10, middle=True),
    Column("哪一项", 40, share=34),
    Column("位置", 26, share=24),
    Column("文件", 30),
    Column("原来", 60, share=37),
    Column("现在", 60, share=37),
)


def word(found: Comparison) -> bytes:
    return word_file(TITLE, [counted(found), *beforehand(found)], COLUMNS, list(parts(found)))


def parts(found: Comparison) -> Iterator[Part]:
    files = files_of(found)
    for then, now in found.pairs:
        report = now.report
        own = [one for one in found.differences if one.file == now.name]
        words = [f"原稿：{then.name}。新稿：{now.name}。{'' if own else '两稿各格、各句都相同。'}"]
        yield Part(f"{report.agency_name}{report.year}年度报告", words, list(numbered([row(one, files) for one in own])))


def book(found: Comparison) -> bytes:
    made, files = Workbook(TITLE, NO_DAY), files_of(found)
    add_list(made, TITLE, f"{TITLE}：{counted(found)}", COLUMNS, list(numbered([row(one, files) for one in found.differences])))
    return made.content()


def files_of(found: Comparison) -> Mapping[str, str]:
    return short_names(now.name for _, now in found.pairs)


def row(one: Difference, files: Mapping[str, str]) -> Row:
    return (one.agency, str(one.year), one.kind, one.label, one.place, files[one.file], one.was, one.now)


def counted(found: Comparison) -> str:
    """改数3处，改字1处。"""
    counts = Counter(one.kind for one in found.differences)
    said = "，".join(f"{kind}{counts[kind]}处" for kind in KINDS if counts[kind])
    return f"共比较{len(found.pairs)}份报告，{said or '没有不同'}。"


def beforehand(found: Comparison) -> Iterator[str]:
    """What a reader has to know before any difference: the two are not drafts of one report, or something has no other draft."""
    for then, now in found.pairs:
        if named(then) != named(now):
            (agency, year), (other, later) = named(then), named(now)
            yield f"注意：原稿是{agency}{year}年度的，新稿是{other}{later}年度的，不像是同一份报告的两稿。"
    if any(one.kind == "未比" for one in found.differences):
        yield "注意：有的地方没有读全，那里两稿是否相同不能判断，见“未比”各行。"
    if found.alone:
        yield f"只有一稿、没有比较的：{'、'.join(found.alone)}。"
