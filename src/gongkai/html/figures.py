"""What the prose names: its figures and the documents it cites, each with a link to its place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from markupsafe import Markup

from gongkai.html.blocks import NOTHING, PageBlock, component
from gongkai.html.fragments import fragment
from gongkai.html.said import SaidRow, SaidTable
from gongkai.reports.narrative import Paragraph, Section
from gongkai.reports.report import Report
from gongkai.tables.figure_text import plain_number

TITLED = re.compile(r"《[^《》]+(?:《[^《》]*》[^《》]*)*》")
INTRODUCTION = "introduction"
CITED = "正文所列各数，点数字可到原文所在处"


def figures_list(report: Report) -> PageBlock:
    """Every named figure of the prose; what cites it is where it is found."""
    cited = {id for id, _ in cited_figures(report)}
    figures = [{**named_figure(report, id), "cited": id in cited} for id in report.envelope.figures]
    if not figures:
        return NOTHING
    rows = tuple(SaidRow(f"figure-{f['id']}" if f["cited"] else "", f["label"], figure_in_words(f)) for f in figures)
    return component("figures-list", {"caption": CITED, "figures": figures}, SaidTable(CITED, rows))


def figure_in_words(figure: Mapping[str, Any]) -> str:
    return f"数 {figure['value']}{'多' if figure['approximate'] else ''}{figure['unit']}"


def named_figure(report: Report, id: str) -> dict[str, Any]:
    figure = report.envelope.figures[id]
    shown = {"label": figure.label, "value": plain_number(figure.value), "unit": figure.unit}
    return {"id": id, **shown, "approximate": figure.approximate}


def cited_figures(report: Report) -> Iterator[tuple[str, Section | None]]:
    """Named figures in the order of the prose, each with the section that cites it first (None: the introduction)."""
    seen: set[str] = set()
    for section, blocks in report.chapters():
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


def cited_documents(report: Report, href: str) -> Markup:
    """Every document the report names, once, with the section that names it first; nothing where it names none.

    `href` is the report's page.
    """
    found: dict[str, dict[str, str]] = {}
    for section, blocks in report.chapters():
        place = {"href": f"{href}#{section.id}", "where": section.title} if section else {"href": href, "where": "说明"}
        for paragraph in blocks:
            for title in TITLED.findall(paragraph.text) if isinstance(paragraph, Paragraph) else ():
                found.setdefault(title, {"title": title, **place})
    own = {f"《{report.envelope.title}》", "《条例》"}
    listed = [entry for title, entry in found.items() if title not in own]
    return fragment("cited-documents", listed) if listed else Markup()
