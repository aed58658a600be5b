"""A report's page: bar, letter, contents, sections with their tables, key figures, notes and downloads, in that order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from markupsafe import Markup

from gongkai.html.blocks import NOTHING, PageBlock, component, page_of, together, unsaid
from gongkai.html.changes import change_lists, changes_notice, lists, sealed_state, sealed_versions
from gongkai.html.content import Heading, PageContent
from gongkai.html.elements import Download, chinese_day
from gongkai.html.figures import figures_list
from gongkai.html.marks import NOTHING_SINCE, Marks, PostPublication, marks
from gongkai.html.sections import SectionWriter
from gongkai.reports.narrative import Section, Subheading
from gongkai.reports.notes import notes as notes_of
from gongkai.reports.report import Report
from gongkai.statute.formats import Format
from gongkai.tables.figure_text import change_in_words, with_unit

Near = tuple[tuple[Report | None, str], tuple[Report | None, str]]
"""The report before and the one after, each with the link to its page; None where there is none."""
NOTHING_NEAR: Near = ((None, ""), (None, ""))
ADDRESS = re.compile(r"\{([a-z_]+)\.([a-z_]+)\.([a-z_]+)\}")


def report_page(
    report: Report,
    downloads: Sequence[Download],
    related: Sequence[tuple[str, str]] = (),
    after: PostPublication = NOTHING_SINCE,
    near: Near = NOTHING_NEAR,
    *,
    text: PageBlock | None = None,
) -> PageContent:
    """`related`: label and link of pages about the same year or agency; `after`: what happened since it was published; `near`:
    the same agency's reports before and after this one; `text`: what `report_text` gives, where it is there already.
    """
    headings = tuple(contents(report, downloads, after))
    blocks = [
        *opening(report, after),
        unsaid("contents", [entry for entry in headings if entry.level == 2]),
        related_links(related),
        text or report_text(report, after),
        *ending(report, after),
        component("downloads", downloads) if downloads else NOTHING,
        sealed_versions(after),
        near_years(near),
    ]
    return page_of(report.envelope.title, description(report), blocks, headings)


def opening(report: Report, after: PostPublication = NOTHING_SINCE) -> Iterator[PageBlock]:
    """What stands before a report's text."""
    notes = marks(report, after.restated)
    yield changes_notice(report, after)
    yield component("document-bar", document_bar(report, notes, after))
    yield letter(report, notes)


def report_text(report: Report, after: PostPublication = NOTHING_SINCE) -> PageBlock:
    """Key figures, chapters with their tables, colophon: nearly all of a page, and the same wherever it stands. Of `after` it
    depends on what was restated alone.
    """
    writer = SectionWriter(report, marks(report, after.restated))
    chapters = [writer.chapter(section, blocks) for section, blocks in report.chapters()]
    return together(key_figures(report), *chapters, colophon(report))


def ending(report: Report, after: PostPublication = NOTHING_SINCE) -> Iterator[PageBlock]:
    """What the office said of it since, and beside it."""
    yield from change_lists(report, after)
    yield note_list(report)


def near_years(near: Near) -> PageBlock:
    views = [{"title": each.envelope.title, "href": href} if each else None for each, href in near]
    return unsaid("near-years", {"before": views[0], "after": views[1]}) if any(views) else NOTHING


def related_links(related: Sequence[tuple[str, str]]) -> PageBlock:
    links = [{"text": label, "href": href} for label, href in related]
    return unsaid("links", {"label": "相关页面", "links": links}) if links else NOTHING


def description(report: Report) -> str:
    """One sentence for lists, search results and `<meta name="description">`."""
    names = "、".join(section.name for section in report.narrative.sections)
    whole = f"{report.agency_name}公布的{report.year}年度政府信息公开工作年度报告全文和法定表格"
    return f"{whole}：{names}。" if names else f"{whole}。"


def document_bar(report: Report, notes: Marks, after: PostPublication = NOTHING_SINCE) -> list[dict[str, Any]]:
    """The metadata of 政府信息公开目录 that the report states; what it does not state is left out."""
    envelope = report.envelope
    number = envelope.letter.document_number if envelope.letter else None
    period = envelope.period
    written, published = envelope.written, envelope.published
    items = [
        ("索引号", envelope.index_number, "", "index_number"),
        ("发布机构", report.agency_name, "", "agency"),
        ("文号", number, "", "letter.document_number"),
        ("成文日期", written and chinese_day(written), written and written.isoformat(), "written"),
        ("发布日期", published, published and published.replace(" ", "T"), "published"),
        ("统计期限", period and f"{chinese_day(period.start)}至{chinese_day(period.end)}", "", "period.to"),
        ("报告格式", report.format.instrument, "", "format"),
        ("归档", sealed_state(after), "", ""),
    ]
    shown = ((label, text, time, address) for label, text, time, address in items if text)
    return [
        {"label": label, "text": text, "time": time or "", "note": notes.get(address, ())} for label, text, time, address in shown
    ]


def letter(report: Report, notes: Marks) -> PageBlock:
    """The letter with which the report was sent upward; empty when there was none."""
    sent = report.envelope.letter
    if sent is None:
        return NOTHING
    view = {
        **sent.model_dump(include={"document_number", "signer", "title", "addressee", "body", "signature"}),
        "date": chinese_day(sent.date) if sent.date else "",
        "iso_date": sent.date.isoformat() if sent.date else "",
        "notes": {field: notes.get(f"letter.{field}", ()) for field in ("document_number", "date")},
    }
    return component("letter", view)


def contents(report: Report, downloads: Sequence[Download], after: PostPublication) -> Iterator[Heading]:
    if report.envelope.letter:
        yield Heading("letter", "报送函", 2)
    if report.format.sentences:
        yield Heading("key-figures", f"{report.year}年主要数据", 2)
    for section in report.narrative.sections:
        yield Heading(section.id, section.title, 2)
        for number, block in enumerate(subheadings(section), start=1):
            yield Heading(f"{section.id}-{number}", block.text, 3)
    yield from (Heading(each.id, each.title, 2) for each in lists(report, after))
    if notes_of(report):
        yield Heading("notes", "校注", 2)
    if downloads:
        yield Heading("downloads", "下载", 2)
    if after.versions:
        yield Heading("sealed", "归档", 2)


def subheadings(section: Section) -> Iterator[Subheading]:
    return (block for block in section.blocks if isinstance(block, Subheading))


def key_figures(report: Report) -> PageBlock:
    """The year in a few sentences made from the tables, and every named figure of the prose."""
    if not report.format.sentences:
        return NOTHING
    view = {"id": "key-figures", "title": f"{report.year}年主要数据", "sentences": sentences(report)}
    summary, named = component("key-figures", view), figures_list(report)
    return PageBlock(summary.html + named.html, summary.said + named.said)


def sentences(report: Report, tables: Sequence[str] = ()) -> list[list[dict[str, Any]]]:
    """The format's sentences with the report's figures; of `tables` alone where some are named."""
    chosen = (each for each in report.format.sentences if not tables or ADDRESS.search(each)[1] in tables)  # type: ignore[index] # each cites a figure
    return [list(sentence_parts(sentence, report)) for sentence in chosen]


def sentence_parts(sentence: str, report: Report) -> Iterator[dict[str, Any]]:
    done = 0
    for found in ADDRESS.finditer(sentence):
        yield {"text": sentence[done : found.start()], "strong": False}
        yield {"text": cell_in_words(report, report.format, *found.groups()), "strong": True}
        done = found.end()
    yield {"text": sentence[done:], "strong": False}


def cell_in_words(report: Report, format: Format, table: str, row: str, column: str) -> str:
    form = format.table(table)
    line = form.line(column) if form else None
    cell = report.cell(table, row, column)
    return change_in_words(cell) if line and line.kind == "change" else with_unit(cell)


def colophon(report: Report) -> PageBlock:
    """版记, as printed."""
    printed_by = report.envelope.colophon
    if printed_by is None:
        return NOTHING
    day = f"{chinese_day(printed_by.date)}{printed_by.wording}"
    html = Markup('<p class="gk-colophon"><span>{}</span> <span>{}</span></p>').format(printed_by.issuer, day)
    return PageBlock(html, (printed_by.issuer, day))


def note_list(report: Report) -> PageBlock:
    """校注: what the office says beside its own published words, which stay as they were."""
    items = [
        {"number": note.number, "text": note.sentence, "by": note.by, "date": note.date and chinese_day(note.date)}
        for note in notes_of(report)
    ]
    return component("notes", items) if items else NOTHING
