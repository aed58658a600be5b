"""A report written out as Word, as PDF or as its own page, and read again, is the same report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gongkai.collection import Collection
from gongkai.downloads import docx as word
from gongkai.downloads import pdf
from gongkai.html.pages.report import report_page
from gongkai.imports import import_file, looks
from gongkai.problems import errors
from gongkai.reports.import_record import read_record
from gongkai.reports.narrative import Block, Subheading, TablePlace
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from gongkai.statute.labels import squeezed
from tests.checks.reading import written

ROOT = Path(__file__).parents[2]
REAL = ROOT / "data" / "reports" / "2020" / "zhengning"
DEMO = ROOT / "tests" / "sites" / "demo" / "data" / "reports"
LOOKS = tuple(sentence for name, sentence in vars(looks).items() if name.isupper())

MENU = "<div class=top><a href=/>首页</a><ul><li><a href=/a>政务公开</a></li><li><a href=/b>政府信息公开年报</a></li></ul></div>"
ABOUT = (
    "<table><tr><td>索引号：</td><td>000014349/2021-00008</td><td>主题分类：</td><td>政务公开</td></tr>"
    "<tr><td>发布机构：</td><td>办公室</td><td>发布日期：</td><td>2021-01-29</td></tr></table>"
)
FOOTER = "<div class=foot><p>版权所有：云溪县人民政府</p><p>网站标识码：6200000001　<script>count()</script></p></div>"


def as_word(report: Report) -> tuple[str, bytes]:
    return "年报.docx", word.content(report)


def as_pdf(report: Report) -> tuple[str, bytes]:
    return "年报.pdf", pdf.content(report)


def as_page(report: Report, before: str = "", after: str = "") -> tuple[str, bytes]:
    page = report_page(report, [])
    head = f'<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>{page.title}</title></head>'
    body = f"<body>{before}<main><h1>{page.title}</h1>{page.html}</main>{after}</body></html>"
    return "年报.html", (head + body).encode()


def as_portal_page(report: Report) -> tuple[str, bytes]:
    return as_page(report, MENU + ABOUT, FOOTER)


WAYS = {"word": as_word, "pdf": as_pdf, "page": as_page, "portal": as_portal_page}


def folders(base: Path) -> dict[str, Callable[[], Path]]:
    """Every report there is: the real one, the demonstration's, and the fictional ones of the checks, one of each format."""
    known = {"zhengning": lambda: REAL}
    for folder in sorted(DEMO.glob("*/*/report.yml")):
        known["-".join(folder.parts[-3:-1])] = lambda folder=folder.parent: folder
    for year in formats():
        known[f"base-{year}"] = lambda year=year: written({"base": year}, base / year)
    return known


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("name", folders(Path()))
def test_nothing_is_lost_on_the_way_out_and_back(name: str, way: str, tmp_path: Path) -> None:
    report, _ = read_report(folders(tmp_path / "site")[name](), {})
    assert report is not None
    came_back(report, way, tmp_path)


@pytest.mark.audit
@pytest.mark.parametrize("way", ["word", "portal"])
def test_every_report_of_the_county_comes_back(way: str, county_collection: Collection, tmp_path: Path) -> None:
    for number, report in enumerate(county_collection.reports):
        came_back(report, way, tmp_path / str(number))


@pytest.mark.audit
def test_a_sample_of_the_county_comes_back_from_pdf(county_collection: Collection, tmp_path: Path) -> None:
    for number, report in enumerate(county_collection.reports[::15]):
        came_back(report, "pdf", tmp_path / str(number))


def came_back(report: Report, way: str, folder: Path) -> None:
    """Written out and read again, it is the same to the character."""
    folder.mkdir(exist_ok=True)
    file, content = WAYS[way](report)
    (folder / file).write_bytes(content)
    into = folder / report.agency_id
    # One title of the county names another year than its report, by mistake: there a clerk has to type --year.
    typed = None if str(report.year) in report.envelope.title else report.year
    problems = import_file(folder / file, into, report.agency_id, typed)
    assert errors(problems) == [], [str(problem) for problem in problems]
    again, _ = read_report(into, {})
    assert again is not None
    assert envelope(again) == envelope(report) | stated_period(again, report)
    assert figures(again) == figures(report)
    assert labels(again) == labels(report)
    assert prose(again) == prose(report)
    assert in_doubt(into, report) == []


def in_doubt(folder: Path, report: Report) -> list[str]:
    """Figures of the tables that are not drawn as they are read, whatever else is said of them (a wide digit, a minus in words)."""
    lines, _ = read_record(folder)
    assert lines
    return [
        line.address
        for line in lines
        if line.address.partition(".")[0] in report.tables and any(sentence in line.doubt for sentence in LOOKS)
    ]


def envelope(report: Report) -> dict[str, object]:
    """What stands around the tables; a figure's name, an accepted finding and a publication day are no part of a document."""
    kept = report.envelope.model_dump(include={"year", "format", "title", "scope", "period", "written", "letter", "colophon"})
    letter = kept["letter"]
    if letter is None:  # without a letter no day is printed
        del kept["written"]
    return kept


def stated_period(again: Report, report: Report) -> dict[str, object]:
    """A report of the county states another year's period in its prose, by mistake; a document has only its prose."""
    end = report.envelope.period.end
    stated = f"{end.year}年{end.month}月{end.day}日" in str(prose(report))
    return {} if stated else {"period": again.envelope.model_dump(include={"period"})["period"]}


def figures(report: Report) -> dict[str, tuple[object, ...]]:
    cells = [entry for table in report.tables.values() for entry in table.addressed()]
    lines = {f"{id}.{n}": row for id, table in report.tables.items() for n, row in enumerate(table.generic, start=1)}
    cells += [(f"{address}.figure", row.cell) for address, row in lines.items() if row.cell]
    figures = {address: (cell.figure, cell.text, cell.unit, cell.remark) for address, cell in cells}
    return figures | {address: (row.label, row.unit) for address, row in lines.items()}


def labels(report: Report) -> dict[str, str]:
    return {address: label.text for address, label in report.labels.items()}


def prose(report: Report) -> list[tuple[str, ...]]:
    """Every line of the narrative in its order, a cited figure as its text."""
    lines: list[tuple[str, ...]] = [block_values(block) for block in report.blocks(None)]
    for section in report.narrative.sections:
        lines += [("section", squeezed(section.title)), *(block_values(block) for block in report.blocks(section))]
    return lines


def block_values(block: Block) -> tuple[str, ...]:
    if isinstance(block, TablePlace):
        return ("table", block.table)
    return ("heading", squeezed(block.text)) if isinstance(block, Subheading) else ("text", block.text)
