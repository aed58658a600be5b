"""The whole report from front to back, letter first: what a document on paper prints, whichever program makes it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from gongkai.downloads.zip_parts import NO_DAY
from gongkai.html.changes import lists, withdrawn_says
from gongkai.html.elements import chinese_day
from gongkai.html.marks import NOTHING_SINCE
from gongkai.reports.envelope import Letter
from gongkai.reports.narrative import Block, Paragraph, Subheading
from gongkai.reports.notes import beside
from gongkai.reports.notes import notes as notes_of
from gongkai.reports.recent import keeping_recent
from gongkai.reports.report import Report, ReportTable
from gongkai.tables.figure_text import true_minus
from gongkai.tables.layout import table_grid
from gongkai.tables.printed_form import PrintedForm, marked, paper_form

PartKind = Literal["number", "title", "addressee", "text", "signature", "day", "heading", "colophon"]


@dataclass(frozen=True, slots=True)
class Line:
    """Some words and their part in the document. `right` stands at the other end of the same line: 签发人, 印发日期.

    `level` of a heading: 1 for 一、, 2 for （一）, 3 for 1. `new_page`: it begins one.
    """

    kind: PartKind
    text: str
    right: str = ""
    level: int = 0
    new_page: bool = False


@dataclass(frozen=True, slots=True)
class Form:
    """A statutory table as printed. `tall` ones want a page of their own, turned on its side."""

    title: str
    printed: PrintedForm
    tall: bool


Part = Line | Form


def stated_day(report: Report) -> date:
    """The day that a file says it was made: one that the report states, never today's."""
    published = report.envelope.published
    return report.envelope.written or (date.fromisoformat(published[:10]) if published else NO_DAY)


@keeping_recent(1)
def document_parts(report: Report) -> tuple[Part, ...]:
    """Every part in its order. Words are as published; none is added but what happened since, and the headings of 校注."""
    return tuple(parts(report))


def parts(report: Report) -> Iterator[Part]:
    envelope = report.envelope
    if envelope.letter:
        yield from letter(envelope.letter)
    yield Line("title", envelope.title, new_page=envelope.letter is not None)
    if report.envelope.withdrawn:
        yield Line("text", f"（{withdrawn_says(report)}）")
    for section, content in report.chapters():
        if section:
            yield Line("heading", section.title, level=1)
        yield from blocks(report, content)
    yield from changes(report)
    yield from notes(report)
    if envelope.colophon:
        printed = f"{chinese_day(envelope.colophon.date)}{envelope.colophon.wording}"
        yield Line("colophon", envelope.colophon.issuer, printed)


def letter(letter: Letter) -> Iterator[Line]:
    """The letter as a 上行文: 发文字号 at the left, 签发人 at the right, then the text. What it does not state is left out."""
    if letter.document_number or letter.signer:
        yield Line("number", letter.document_number or "", letter.signer or "")
    yield Line("title", letter.title)
    if letter.addressee:
        yield Line("addressee", letter.addressee)
    yield from (Line("text", text) for text in letter.body)
    if letter.signature:
        yield Line("signature", letter.signature)
    if letter.date:
        yield Line("day", chinese_day(letter.date))


def blocks(report: Report, blocks: tuple[Block, ...]) -> Iterator[Part]:
    for block in blocks:
        if isinstance(block, Subheading):
            yield Line("heading", block.text, level=block.level - 1)
        elif isinstance(block, Paragraph):
            yield Line("text", words(block))
        else:
            yield form(report, report.tables[block.table])


def words(paragraph: Paragraph) -> str:
    """The paragraph as the page shows it: what was published, a cited figure with a true minus sign."""
    return "".join(true_minus(piece.text) if piece.cited else piece.text for piece in paragraph.pieces)


def form(report: Report, table: ReportTable) -> Form:
    grid = table_grid(report, table)
    return Form(grid.title, marked(paper_form(grid), beside(report)), grid.tall)


def changes(report: Report) -> Iterator[Line]:
    """更正 and 重述: what stood there first, what stands there now, and why."""
    for each in lists(report, NOTHING_SINCE):
        yield Line("heading", each.title, level=1)
        for number, entry in enumerate(each.entries, start=1):
            by = f"{entry.by}，{chinese_day(entry.day)}" if entry.day else entry.by
            yield Line("text", f"{number}.{entry.text}（{by}）")


def notes(report: Report) -> Iterator[Line]:
    """校注: what the office says beside its own published words, and about which of them."""
    said = notes_of(report)
    if said:
        yield Line("heading", "校注", level=1)
    for note in said:
        by = f"{note.by}，{chinese_day(note.date)}" if note.date else note.by
        yield Line("text", f"{note.number}.{note.place}：{note.text}（{by}）")
