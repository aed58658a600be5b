"""A report's page: bar, letter, contents, sections with their tables, key figures, notes and downloads, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from gongkai.formats import Format
from gongkai.narrative import Block, Paragraph, Piece, Section, Subheading, TablePlace
from gongkai.render.fragments import fragment
from gongkai.render.numbers import change_in_words, plain_number, printed, with_unit
from gongkai.render.tables import Notes, table_view
from gongkai.reports import Report

ADDRESS = re.compile(r"\{([a-z_]+)\.([a-z_]+)\.([a-z_]+)\}")
TITLED = re.compile(r"《[^《》]+(?:《[^《》]*》[^《》]*)*》")
INTRODUCTION = "introduction"


@dataclass(frozen=True, slots=True)
class Heading:
    """One line of the contents; `level` 2 for a section, 3 for a part of it."""

    id: str
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class Download:
    """A file beside the page."""

    href: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Page:
    """`html` is the whole content below the page's `<h1>`; `headings` are what its contents list."""

    title: str
    description: str
    html: Markup
    headings: tuple[Heading, ...]


def report_page(report: Report, downloads: Sequence[Download]) -> Page:
    notes = note_numbers(report)
    sections = SectionWriter(report, notes)
    body = [sections.introduction(), *map(sections.section, report.narrative.sections)]
    headings = tuple(contents(report, downloads))
    parts = [
        fragment("document-bar", document_bar(report)),
        letter(report, notes),
        fragment("contents", [entry for entry in headings if entry.level == 2]),
        key_figures(report),
        *body,
        colophon(report),
        corrections(report),
        note_list(report),
        fragment("downloads", downloads) if downloads else Markup(),
    ]
    return Page(report.envelope.title, description(report), Markup("\n").join(filter(None, parts)), headings)


def description(report: Report) -> str:
    """One sentence for lists, search results and `<meta name="description">`."""
    names = "、".join(section.name for section in report.narrative.sections)
    return f"{report.agency_name}公布的{report.year}年度政府信息公开工作年度报告全文和法定表格：{names}。"


def chinese_day(day: date) -> str:
    """
    >>> chinese_day(date(2021, 1, 8))
    '2021年1月8日'
    """
    return f"{day.year}年{day.month}月{day.day}日"


def document_bar(report: Report) -> list[dict[str, str]]:
    """The metadata of 政府信息公开目录 that the report states; what it does not state is left out."""
    envelope = report.envelope
    number = envelope.letter.document_number if envelope.letter else None
    period = envelope.period
    items = [
        ("索引号", envelope.index_number, ""),
        ("发布机构", report.agency_name, ""),
        ("文号", number, ""),
        ("成文日期", envelope.written and chinese_day(envelope.written), envelope.written and envelope.written.isoformat()),
        ("发布日期", envelope.published, envelope.published and envelope.published.replace(" ", "T")),
        ("统计期限", period and f"{chinese_day(period.start)}至{chinese_day(period.end)}", ""),
        ("报告格式", report.format.instrument, ""),
    ]
    return [{"label": label, "text": text, "time": time or ""} for label, text, time in items if text]


def letter(report: Report, notes: Notes) -> Markup:
    """The letter with which the report was sent upward; empty when there was none."""
    sent = report.envelope.letter
    if sent is None:
        return Markup()
    view = {
        **sent.model_dump(include={"document_number", "signer", "title", "addressee", "body", "signature"}),
        "date": chinese_day(sent.date) if sent.date else "",
        "iso_date": sent.date.isoformat() if sent.date else "",
        "notes": {field: notes.get(f"letter.{field}", "") for field in ("document_number", "date")},
    }
    return fragment("letter", view)


def contents(report: Report, downloads: Sequence[Download]) -> Iterator[Heading]:
    if report.envelope.letter:
        yield Heading("letter", "报送函", 2)
    if report.format.sentences:
        yield Heading("key-figures", f"{report.year}年要数", 2)
    for section in report.narrative.sections:
        yield Heading(section.id, section.title, 2)
        for number, block in enumerate(subheadings(section), start=1):
            yield Heading(f"{section.id}-{number}", block.text, 3)
    if report.envelope.revisions:
        yield Heading("corrections", "更正", 2)
    if noted(report):
        yield Heading("notes", "校注", 2)
    if downloads:
        yield Heading("downloads", "下载", 2)


def subheadings(section: Section) -> Iterator[Subheading]:
    return (block for block in section.blocks if isinstance(block, Subheading))


def key_figures(report: Report) -> Markup:
    """The year in a few sentences made from the tables, and every named figure of the prose."""
    if not report.format.sentences:
        return Markup()
    view = {"id": "key-figures", "title": f"{report.year}年要数", "sentences": sentences(report)}
    return fragment("key-figures", view) + figures_list(report)


def sentences(report: Report) -> list[list[dict[str, Any]]]:
    return [list(sentence_parts(sentence, report)) for sentence in report.format.sentences]


def sentence_parts(sentence: str, report: Report) -> Iterator[dict[str, Any]]:
    done = 0
    for found in ADDRESS.finditer(sentence):
        yield {"text": sentence[done : found.start()], "strong": False}
        yield {"text": said(report, report.format, *found.groups()), "strong": True}
        done = found.end()
    yield {"text": sentence[done:], "strong": False}


def said(report: Report, format: Format, table: str, row: str, column: str) -> str:
    form = format.table(table)
    line = form.line(column) if form else None
    cell = report.cell(table, row, column)
    return change_in_words(cell) if line and line.kind == "change" else with_unit(cell)


def figures_list(report: Report) -> Markup:
    cited = {id for id, _ in cited_figures(report)}
    rows = [{**named_figure(report, id), "cited": id in cited} for id in report.envelope.figures]
    return fragment("figures-list", rows) if rows else Markup()


def named_figure(report: Report, id: str) -> dict[str, Any]:
    figure = report.envelope.figures[id]
    shown = {"label": figure.label, "value": plain_number(figure.value), "unit": figure.unit}
    return {"id": id, **shown, "approximate": figure.approximate}


def cited_figures(report: Report) -> Iterator[tuple[str, Section | None]]:
    """Named figures in the order of the prose, each with the section that cites it first (None: the introduction)."""
    seen: set[str] = set()
    places: list[tuple[Section | None, Iterable[Block]]] = [(None, report.narrative.introduction)]
    places += [(section, section.blocks) for section in report.narrative.sections]
    for section, blocks in places:
        for block in blocks:
            for piece in block.pieces if isinstance(block, Paragraph) else ():
                if piece.figure and piece.figure not in seen:
                    seen.add(piece.figure)
                    yield piece.figure, section


def stated_figures(report: Report, href: str, sections: Sequence[str]) -> Markup:
    """The figures that the prose of those sections states, each with a link to its place. `href` is the report's page."""
    figures = [
        {**named_figure(report, id), "href": f"{href}#figure-{id}", "where": section.title}
        for id, section in cited_figures(report)
        if section and (section.id in sections or not sections)
    ]
    return fragment("stated-figures", {"caption": f"{report.year}年度报告写明的数量", "figures": figures})


class SectionWriter:
    """Writes sections in their order, each table where the document has it or else at the end of its own section."""

    def __init__(self, report: Report, notes: Notes) -> None:
        self.report, self.notes = report, notes
        placed = [block.table for blocks in self.all_blocks() for block in blocks if isinstance(block, TablePlace)]
        self.unplaced = [id for id in report.tables if id not in placed]
        self.anchored: set[str] = set()

    def all_blocks(self) -> Iterator[Sequence[Block]]:
        yield self.report.narrative.introduction
        for section in self.report.narrative.sections:
            yield section.blocks

    def introduction(self) -> Markup:
        blocks = list(self.blocks(self.report.narrative.introduction, INTRODUCTION))
        if not self.report.narrative.sections:
            blocks += [self.table(id) for id in self.unplaced]
        return fragment("narrative", {"id": "report", "title": self.report.envelope.title, "note": "", "blocks": blocks})

    def section(self, section: Section) -> Markup:
        blocks = list(self.blocks(section.blocks, section.id))
        blocks += [self.table(id) for id in self.unplaced if self.report.tables[id].format.section == section.id]
        note = self.notes.get(f"sections.{section.id}", "")
        return fragment("narrative", {"id": section.id, "title": section.title, "note": note, "blocks": blocks})

    def blocks(self, blocks: Iterable[Block], section: str) -> Iterator[dict[str, Any]]:
        number = 0
        for block in blocks:
            if isinstance(block, TablePlace):
                if block.table in self.report.tables:
                    yield self.table(block.table)
            elif isinstance(block, Subheading):
                number += 1
                yield {"kind": "heading", "level": block.level, "id": f"{section}-{number}", "text": block.text}
            else:
                yield {"kind": "paragraph", "pieces": [self.piece(piece) for piece in block.pieces]}

    def piece(self, piece: Piece) -> dict[str, str]:
        if not piece.figure:
            return {"text": piece.text, "figure": ""}
        first = piece.figure not in self.anchored
        self.anchored.add(piece.figure)
        return {
            "text": piece.text.replace("-", "−"),
            "figure": piece.figure if first else "",
            "value": str(self.report.envelope.figures[piece.figure].value),
            "note": self.notes.get(f"figures.{piece.figure}", ""),
        }

    def table(self, id: str) -> dict[str, Any]:
        table = self.report.tables[id]
        if table.format.generic is None:
            html = fragment("statutory-table", table_view(self.report, table, self.notes))
        else:
            head = (table.format.generic.label, table.format.generic.unit, table.format.generic.figure)
            rows = [
                {"label": row.label, "unit": row.unit, "figure": printed(row.cell), "group": row.cell is None}
                for row in table.generic
            ]
            html = fragment("generic-table", {"id": id, "title": table.format.title, "head": head, "rows": rows})
        return {"kind": "table", "html": html}


def colophon(report: Report) -> Markup:
    """版记, as printed."""
    printed_by = report.envelope.colophon
    if printed_by is None:
        return Markup()
    day = f"{chinese_day(printed_by.date)}{printed_by.wording}"
    return Markup('<p class="gk-colophon"><span>{}</span> <span>{}</span></p>').format(printed_by.issuer, day)


def corrections(report: Report) -> Markup:
    """What was corrected after publication, with what stood there before."""
    items = [
        {
            "iso_date": revision.date.isoformat(),
            "date": chinese_day(revision.date),
            "place": in_words(report, revision.cell),
            "was": "空白" if revision.was is None else str(revision.was),
            "now": "空白" if revision.now is None else str(revision.now),
            "why": revision.why,
            "by": revision.by,
        }
        for revision in report.envelope.revisions
    ]
    return fragment("corrections", items) if items else Markup()


def in_words(report: Report, address: str) -> str:
    """A cell's address as its labels; an address of anything else as it is."""
    name, *lines = address.split(".")
    form = report.format.table(name)
    found = [form.line(line) for line in lines] if form else []
    return " › ".join(line.label for line in found if line) or address


def noted(report: Report) -> list[Any]:
    return [acceptance for acceptance in report.envelope.accepted if acceptance.note]


def note_numbers(report: Report) -> Notes:
    return {acceptance.subject: str(number) for number, acceptance in enumerate(noted(report), start=1)}


def note_list(report: Report) -> Markup:
    """校注: what the office says beside its own published words, which stay as they were."""
    items = [
        {"number": number, "text": accepted.note, "by": accepted.by, "date": accepted.date and chinese_day(accepted.date)}
        for number, accepted in enumerate(noted(report), start=1)
    ]
    return fragment("notes", items) if items else Markup()


def cited_documents(report: Report, href: str) -> Markup:
    """Every document the report names, once, with the section that names it first. `href` is the report's page."""
    found: dict[str, dict[str, str]] = {}
    places = [(INTRODUCTION, "说明", [b for b in report.narrative.introduction if isinstance(b, Paragraph)])]
    places += [(section.id, section.title, list(section.paragraphs())) for section in report.narrative.sections]
    for id, where, paragraphs in places:
        anchor = "" if id == INTRODUCTION else f"#{id}"
        for paragraph in paragraphs:
            for title in TITLED.findall(paragraph.text):
                found.setdefault(title, {"title": title, "href": href + anchor, "where": where})
    own = {f"《{report.envelope.title}》", "《条例》"}
    return fragment("cited-documents", [entry for title, entry in found.items() if title not in own])
