"""Everything that a report states, by its address, so that two versions of a report can be told apart figure by figure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gongkai.problems import Position
from gongkai.reports.narrative import Block, Paragraph, Subheading, TablePlace
from gongkai.reports.report import Report, ReportTable

if TYPE_CHECKING:
    from gongkai.reports.envelope import Revision

INTRODUCTION = "introduction"
NAMES = {
    "year": "年度",
    "agency": "机构",
    "format": "报告格式",
    "title": "标题",
    "scope": "统计范围",
    "period.from": "统计期限的第一天",
    "period.to": "统计期限的最后一天",
    "written": "成文日期",
    "published": "发布时间",
    "index_number": "索引号",
    "source_document": "原件的文件名",
    "letter.document_number": "发文字号",
    "letter.signer": "签发人",
    "letter.title": "报送函标题",
    "letter.addressee": "主送机关",
    "letter.body": "报送函正文",
    "letter.signature": "发文机关署名",
    "letter.date": "报送函日期",
    "colophon.issuer": "印发机关",
    "colophon.date": "印发日期",
    "colophon.wording": "印发日期后的字",
    "withdrawn": "撤回",
}
WITHDRAWN = "withdrawn"
FACETS = {"unit": "单位", "label": "名称", "approximate": "约数"}


@dataclass(frozen=True, slots=True)
class Statement:
    """`text` as typed; empty for a blank and for what the report leaves out."""

    text: str
    position: Position


def statements(report: Report) -> dict[str, Statement]:
    """In the order of the report: its identity, named figures, printed labels, every cell, every section's words."""
    addressed = (*identity(report), *named_figures(report), *labels(report), *cells(report), *sections(report))
    return {address: Statement(text, position) for address, text, position in addressed}


AddressedTexts = Iterator[tuple[str, str, Position]]


def identity(report: Report) -> AddressedTexts:
    known = report.envelope.model_dump(by_alias=True)
    for address in NAMES:
        first, _, second = address.partition(".")
        value = known[first]
        if second:
            value = value[second] if value else None
        yield address, in_text(value), report.position(*address.split("."))


def in_text(value: object) -> str:
    """What is said in several lines, and what is said of one thing (撤回: its day, why, by whom), as one text."""
    if isinstance(value, Mapping):
        return " ".join(map(as_text, value.values()))
    return "\n".join(value) if isinstance(value, tuple) else as_text(value)


def named_figures(report: Report) -> AddressedTexts:
    for id, figure in report.envelope.figures.items():
        position = report.position("figures", id, "value")
        yield f"figures.{id}", str(figure.value), position
        for facet in FACETS:
            yield f"figures.{id}.{facet}", as_text(getattr(figure, facet)), position


def labels(report: Report) -> AddressedTexts:
    return ((f"labels.{address}", label.text, label.position) for address, label in report.labels.items())


def cells(report: Report) -> AddressedTexts:
    for table in report.tables.values():
        yield from generic_cells(table) if table.format.generic else ((a, c.text, c.position) for a, c in table.addressed())


def generic_cells(table: ReportTable) -> AddressedTexts:
    assert table.format.generic
    for number, row in enumerate(table.generic, start=1):
        address = f"{table.format.id}.{number}"
        yield f"{address}.label", row.label, row.position
        yield f"{address}.unit", row.unit, row.position
        if row.cell:
            yield f"{address}.{table.format.generic.figure.id}", row.cell.text, row.cell.position


def sections(report: Report) -> AddressedTexts:
    """Words as narrative.md has them, a paragraph a line; a figure is cited, so that it is stated in one place only."""
    narrative = report.narrative
    yield f"sections.{INTRODUCTION}", "\n".join(map(typed, narrative.introduction)), Position(file_of(report), 1, 1)
    for section in narrative.sections:
        lines = [f"## {section.title}", *map(typed, section.blocks)]
        yield f"sections.{section.id}", "\n".join(lines), section.position


def file_of(report: Report) -> str:
    blocks = (*report.narrative.introduction, *report.narrative.sections)
    first = blocks[0] if blocks else None
    if first is None:
        return report.source.name
    return (first.pieces[0] if isinstance(first, Paragraph) else first).position.file


def typed(block: Block) -> str:
    """
    >>> typed(TablePlace("fees", Position("narrative.md", 3, 1)))
    '{{ table("fees") }}'
    """
    if isinstance(block, TablePlace):
        return f'{{{{ table("{block.table}") }}}}'
    if isinstance(block, Subheading):
        return f"{'#' * block.level} {block.text}"
    return "".join(f'{{{{ figure("{piece.cited}") }}}}' if piece.cited else piece.text for piece in block.pieces)


def as_text(value: object) -> str:
    """
    >>> from decimal import Decimal
    >>> as_text(6423), as_text(Decimal("1.40")), as_text(None), as_text("/")
    ('6423', '1.40', '', '/')
    """
    return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Misfit:
    """A revision, by its number from 0, that does not fit; `found` is what stands there, None for no such place."""

    number: int
    found: str | None


def before(stated: Mapping[str, str], revisions: Sequence[Revision]) -> tuple[dict[str, str], list[Misfit]]:
    """What the report stated before those revisions, the newest undone first; and those that cannot be undone."""
    earlier = dict(stated)
    misfits = []
    for number, revision in reversed(list(enumerate(revisions))):
        found = earlier.get(revision.place)
        undone = None if found is None else undo(found, revision)
        if undone is None:
            misfits.append(Misfit(number, found))
        else:
            earlier[revision.place] = undone
    return earlier, misfits


def undo(text: str, revision: Revision) -> str | None:
    """The text before the revision; None when the revision's `now` does not stand there, just once."""
    was, now = as_text(revision.was), as_text(revision.now)
    if revision.cell is not None:
        return was if text == now else None
    return text.replace(now, was) if text.count(now) == 1 else None


def place_name(report: Report, address: str) -> str:
    """The place in the office's words: 行政许可 › 处理决定数量; an address that nothing has stays as it is."""
    first, *rest = address.split(".")
    if address in NAMES:
        return NAMES[address]
    if first == "figures" and rest and rest[0] in report.envelope.figures:
        return "的".join((report.envelope.figures[rest[0]].label, *(FACETS[facet] for facet in rest[1:] if facet in FACETS)))
    if first == "labels":
        return f"“{place_name(report, '.'.join(rest))}”所印的名称"
    if first == "sections":
        section = report.narrative.section(".".join(rest))
        return section.title if section else "正文开头" if rest == [INTRODUCTION] else address
    return cell_name(report, first, rest) or address


def cell_name(report: Report, table: str, lines: Sequence[str]) -> str:
    form = report.format.table(table)
    if form is None:
        return ""
    if form.generic:
        rows = report.tables[table].generic
        number = int(lines[0]) if lines and lines[0].isdigit() else 0
        return rows[number - 1].label if 0 < number <= len(rows) else ""
    found = [form.line(line) for line in lines]
    return " › ".join(line.label for line in found if line)
