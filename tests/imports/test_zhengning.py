"""The committed 2020 report is what the importer makes of the office's document, and what the review changed."""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from gongkai.downloads.schema import write_schemas
from gongkai.imports import import_file
from gongkai.reports.envelope import Envelope
from gongkai.reports.narrative import Narrative, Paragraph, Subheading
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report, ReportTable
from gongkai.statute.labels import squeezed

FOLDER = Path(__file__).parents[2] / "data" / "reports" / "2020" / "zhengning"
DOCUMENT = FOLDER / "source" / "正宁县2020年政府信息公开工作年度报告.txt"
REVIEWED = ("report.yml", "narrative.md")


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Path:
    county = tmp_path_factory.mktemp("county")
    write_schemas(county / "schemas")
    into = county / "data/reports/2020/zhengning"
    assert import_file(DOCUMENT, into, None, None) == []
    return into


@pytest.fixture(scope="module")
def committed() -> Report:
    report, problems = read_report(FOLDER, {})
    assert report is not None
    assert problems == []
    return report


def test_the_review_is_the_recorded_difference(fresh: Path) -> None:
    """To renew review.diff after a change that is meant: write `difference(fresh)` there and read it once more."""
    assert difference(fresh) == (FOLDER / "review.diff").read_text("utf-8")


def difference(fresh: Path) -> str:
    lines: list[str] = []
    for name in REVIEWED:
        was, now = ((folder / name).read_text("utf-8").splitlines(keepends=True) for folder in (fresh, FOLDER))
        lines += difflib.unified_diff(was, now, f"导入/{name}", f"核对/{name}", n=0)
    return "".join(lines)


def test_the_review_only_names_figures(fresh: Path, committed: Report) -> None:
    """With the citations written out again, and figures and charts taken away, the two are the same to the character."""
    named = dict(figure_texts(FOLDER / "report.yml"))
    narrative = (FOLDER / "narrative.md").read_text("utf-8")
    written_out = re.sub(r'\{\{ figure\("(\w+)"\) \}\}', lambda found: named[found[1]], narrative)
    assert written_out == (fresh / "narrative.md").read_text("utf-8")
    report = re.sub(r"figures:\n(  .*\n)+", "figures: {}\n", (FOLDER / "report.yml").read_text("utf-8"))
    report = re.sub(r"\n# 要数图.*\ncharts:\n(  .*\n)+", "", report)
    draft = (fresh / "report.yml").read_text("utf-8")
    assert report == re.sub(r"^state: draft .*\n", "", draft, flags=re.MULTILINE)
    assert set(re.findall(r'figure\("(\w+)"\)', narrative)) == set(committed.envelope.figures)


def figure_texts(report: Path) -> Iterator[tuple[str, str]]:
    for found in re.finditer(r"^  (\w+): \{value: ([\d.]+), unit:", report.read_text("utf-8"), re.MULTILINE):
        yield found[1], found[2]


def test_the_import_record_is_the_fresh_one(fresh: Path) -> None:
    """It was made before there were columns for ticks."""
    record = (FOLDER / "import-record.csv").read_bytes()
    ticks = (fresh / "import-record.csv").read_text("utf-8-sig").replace(",核对,核对人\n", "\n", 1)
    assert record.decode("utf-8-sig").splitlines() == [line.removesuffix(",,") for line in ticks.splitlines()]
    rows = list(csv.DictReader(io.StringIO(record.decode("utf-8-sig"))))
    change = next(row for row in rows if row["地址"] == "licensing.administrative_licensing.items_change")
    assert (change["数值"], change["原文"], change["位置"], change["把握"]) == ("-39", "-39", "第 54 行", "确定")


def test_the_document_is_kept_as_it_was(fresh: Path) -> None:
    assert (fresh / "source" / DOCUMENT.name).read_bytes() == DOCUMENT.read_bytes()


def test_every_word_and_cell_of_the_document_is_in_the_data_in_its_order(committed: Report) -> None:
    """White space aside. A cell that is blank because a merged one goes on is no cell of its own."""
    printed = [squeezed(line) for line in DOCUMENT.read_text("utf-8").splitlines() if squeezed(line)]
    kept = "".join(words(committed))
    assert kept == "".join(printed)


def words(report: Report) -> Iterator[str]:
    envelope = report.envelope
    yield from letter_words(envelope)
    yield squeezed(envelope.title)
    yield from narrative_words(report, report.narrative)
    assert envelope.colophon
    day = envelope.colophon.date
    yield f"{envelope.colophon.issuer}{day.year}年{day.month}月{day.day}日{envelope.colophon.wording}"


def letter_words(envelope: Envelope) -> Iterator[str]:
    letter = envelope.letter
    assert letter
    assert letter.date
    yield f"{letter.document_number}签发人：{letter.signer}"
    yield from (squeezed(text or "") for text in (letter.title, letter.addressee, *letter.body, letter.signature))
    yield f"{letter.date.year}年{letter.date.month}月{letter.date.day}日"


def narrative_words(report: Report, narrative: Narrative) -> Iterator[str]:
    for blocks, title in ((narrative.introduction, ""), *((section.blocks, section.title) for section in narrative.sections)):
        yield squeezed(title)
        for block in blocks:
            if isinstance(block, Paragraph | Subheading):
                yield squeezed(block.text)
            else:
                yield from table_words(report, report.tables[block.table])


def table_words(report: Report, table: ReportTable) -> Iterator[str]:
    """As the form prints it, row by row: header from the top, each group's label where it begins."""
    format = table.format
    if format.across:
        yield from across_words(report, table)
        return
    yield printed(report, f"{format.id}.caption", format.caption) + printed(report, f"{format.id}.stub", format.stub)
    yield printed(report, f"{format.id}.note", format.note)
    level = list(format.columns)
    while level:
        yield from (squeezed(report.label(format, line)) for line in level)
        level = [member for line in level for member in line.members]
    said: set[str] = set()
    for row in table.rows:
        yield from (squeezed(report.label(format, line)) for line in format.path(row.id) if line.id not in said)
        said |= {line.id for line in format.path(row.id)}
        yield from (cell.text for cell in table.cells[row.id].values())


def printed(report: Report, address: str, prescribed: str) -> str:
    return squeezed(report.labels[address].text if address in report.labels else prescribed)


def across_words(report: Report, table: ReportTable) -> Iterator[str]:
    """Three header rows: 行政复议, 行政诉讼; then the former's columns and the latter's parts; then their columns."""
    format = table.format
    level = list(format.rows)
    while level:
        below = []
        for line in level:
            yield squeezed(report.label(format, line))
        for line in level:
            below += list(line.members)
        leaves = [line for line in level if not line.members]
        level = below
        yield from (squeezed(report.label(format, column, leaf)) for leaf in leaves for column in format.columns)
    yield from (cell.text for _, cell in table.addressed())


def test_the_expected_cells(committed: Report) -> None:
    def row(table: str, id: str) -> list[str]:
        return [cell.text for cell in committed.tables[table].cells[id].values()]

    assert row("documents", "administrative_rules") == ["0", "0", "0"]
    assert row("documents", "normative_documents") == ["0", "0", "20"]
    assert row("licensing", "administrative_licensing") == ["420", "-39", "0"]
    assert row("fees", "administrative_fees") == ["11", "-3"]
    assert row("procurement", "government_procurement") == ["216", "22961.413万元"]
    for table, rows in (("requests", 23), ("review_litigation", 3)):
        cells = [cell.figure for _, cell in committed.tables[table].addressed()]
        assert (len(committed.tables[table].cells), set(cells)) == (rows, {0})


def test_identity(committed: Report) -> None:
    envelope = committed.envelope
    assert (envelope.year, envelope.agency, envelope.format, envelope.scope) == (2020, "zhengning", "2019", "whole_government")
    assert (str(envelope.written), envelope.published, envelope.accepted) == ("2021-01-08", None, ())
    assert envelope.period
    assert (str(envelope.period.start), str(envelope.period.end)) == ("2020-01-01", "2020-12-31")
    assert len(committed.narrative.sections) == 10
    assert len(envelope.figures) == 35
