"""Reports printed to PDF by a browser and read back: every cell right, or refused by name."""

from __future__ import annotations

import importlib.util
import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from gongkai.imports import import_file
from gongkai.imports.document import Document, Grid, Paragraph
from gongkai.imports.readers import pdf, pdf_pages
from gongkai.imports.readers.pdf import read_pdf
from gongkai.imports.readers.pdf_process import LOCKED, TOO_SLOW
from gongkai.problems import Severity
from gongkai.reports.reading import read_report
from gongkai.reports.report import Report
from gongkai.statute.formats import formats
from gongkai.statute.labels import fold
from tests.imports.forms import Value, as_html, report

CASES = yaml.safe_load((Path(__file__).parent / "expected" / "pdf.yml").read_text("utf-8"))
STYLE = """
@page { size: 210mm 160mm; margin: 22mm; @bottom-center { content: "— " counter(page) " —"; font-size: 10pt } }
body { font: 12pt "Noto Serif CJK SC", serif; margin: 0 }
p.t { text-indent: 2em; margin: 0; line-height: 1.8; text-align: justify }
h1 { font-size: 20pt; text-align: center }
table { border-collapse: collapse; width: 100%; font-size: 9pt }
td { border: 1px solid #000; padding: 3px }
td p { margin: 0 }
"""
Printer = Callable[[str, str], bytes]


@pytest.fixture(scope="session")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Printer:
    """A page printed by the browser. No driver: another test may have one running."""
    folder = tmp_path_factory.mktemp("pdf")

    def printed(body: str, style: str = "") -> bytes:
        page, target = folder / "page.html", folder / "page.pdf"
        page.write_text(f"<!doctype html><meta charset=utf-8><style>{STYLE}{style}</style>{body}", "utf-8")
        target.unlink(missing_ok=True)
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--user-data-dir={folder / 'user'}"]
        command = [str(shutil.which("chromium")), *options, f"--print-to-pdf={target}", page.as_uri()]
        subprocess.run(command, check=True, capture_output=True, timeout=60)
        return target.read_bytes()

    return printed


def numbers(table: str, row: str, column: str) -> str:
    return str(random.Random(f"{table}.{row}.{column}").randrange(100_000))


def mixed(table: str, row: str, column: str) -> str:
    """Blanks beside noughts and marks: what a shifted cell would show."""
    return random.Random(f"{table}.{row}.{column}").choice(["", "", "0", "7", "/", "—"])


def read(raw: bytes) -> Document:
    document, problems = read_pdf(raw, "年报.pdf")
    assert document, problems
    return document


def imported(raw: bytes, folder: Path) -> tuple[Report, list[str]]:
    (folder / "年报.pdf").write_bytes(raw)
    problems = import_file(folder / "年报.pdf", folder / "demo", None, 2022)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR], problems
    found, wrong = read_report(folder / "demo", {})
    assert found is not None, wrong
    return found, [problem.message for problem in problems]


def body_of(format: str, value: Value) -> str:
    return as_html(report(formats()[format], value)).decode().partition("<body>")[2]


def wrong_cells(found: Report, value: Value) -> dict[str, str]:
    cells = {address: cell.text for table in found.tables.values() for address, cell in table.addressed()}
    assert len(cells) == sum(len(t.leaf_rows) * len(t.leaf_columns) for t in found.format.tables)
    return {address: text for address, text in cells.items() if text != value(*address.split("."))}


@pytest.mark.browser
@pytest.mark.parametrize(
    ("format", "value"),
    [
        ("2019", mixed),
        ("2021", numbers),
        *(pytest.param(*more, marks=pytest.mark.audit) for more in (("2019", numbers), ("2021", mixed))),
    ],
)
def test_every_cell_lies_where_its_labels_say_over_page_breaks(
    format: str, value: Value, printed: Printer, tmp_path: Path
) -> None:
    raw = printed(body_of(format, value), "")
    grids = [block for block in read(raw).blocks if isinstance(block, Grid)]
    assert len(grids) == 3
    assert len({cell.place.words.split(" 页")[0] for cell in grids[1].cells}) > 1  # the big table is broken
    found, _ = imported(raw, tmp_path)
    assert (found.format.id, wrong_cells(found, value)) == (format, {})


@pytest.mark.browser
@pytest.mark.parametrize("height", [150, 178, *(pytest.param(more, marks=pytest.mark.audit) for more in (164, 171, 186))])
def test_a_row_that_a_page_break_cuts_is_one_or_refused(height: int, printed: Printer, tmp_path: Path) -> None:
    style = f"@page {{ size: 210mm {height}mm }} td {{ padding: 7px }} tr {{ break-inside: auto }}"
    found, _ = imported(printed(body_of("2021", numbers), style), tmp_path)
    assert wrong_cells(found, numbers) == {}


@pytest.mark.browser
def test_a_header_repeated_on_each_page_is_no_row(printed: Printer, tmp_path: Path) -> None:
    body = body_of("2021", numbers)
    start = body.index("<table>", body.index("收到和处理"))
    head = start + len("<table>")
    end = head
    for _ in range(3):
        end = body.index("</tr>", end) + len("</tr>")
    raw = printed(f"{body[:head]}<thead>{body[head:end]}</thead>{body[end:]}", "tr { break-inside: avoid }")
    corners = [cell for block in read(raw).blocks if isinstance(block, Grid) for cell in block.cells if "勾稽" in cell.text]
    assert len(corners) > 1
    found, _ = imported(raw, tmp_path)
    assert wrong_cells(found, numbers) == {}


@pytest.mark.browser
def test_radicals_are_the_characters_that_they_are_drawn_as(printed: Printer) -> None:
    """A browser stores ⼯ where a page has 工: both are one glyph."""
    heads = [block.text for block in read(printed(body_of("2019", mixed), "")).blocks if isinstance(block, Paragraph)]
    assert {"一、总体情况", "四、因政府信息公开工作被申请行政复议、提起行政诉讼情况"} <= {*heads}


@pytest.mark.browser
def test_a_dropped_cell_refuses_its_row(printed: Printer, tmp_path: Path) -> None:
    body = body_of("2019", numbers)
    value = numbers("requests", "received", "commercial_enterprise")
    cell = f'<td rowspan="1" colspan="1"><p><span>{value}</span></p></td>'
    assert body.count(cell) == 1
    (tmp_path / "年报.pdf").write_bytes(printed(body.replace(cell, ""), ""))
    problems = import_file(tmp_path / "年报.pdf", tmp_path / "demo", None, 2022)
    errors = [fold(problem.message) for problem in problems if problem.severity is Severity.ERROR]
    assert len(errors) == 1
    assert "一、本年新收政府信息公开申请数量" in errors[0]
    assert "有6个数,应有7个" in errors[0]
    assert not (tmp_path / "demo" / "report.yml").exists()


@pytest.mark.browser
@pytest.mark.parametrize("case", CASES["prose"], ids=lambda case: case["name"])
def test_prose(case: dict[str, Any], printed: Printer) -> None:
    document = read(printed(case["html"], case.get("style", "")))
    said = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert [fold(text) for text in said] == [fold(text) for text in case["paragraphs"]]
    assert [fold(doubt.message) for doubt in document.doubts] == [fold(text) for text in case.get("doubts", [])]


@pytest.mark.browser
@pytest.mark.parametrize("case", CASES["refused"], ids=lambda case: case["name"])
def test_a_figure_that_is_not_certain_is_refused(case: dict[str, Any], printed: Printer) -> None:
    document = read(printed(case["html"], ""))
    assert [d.message for d in document.doubts if d.severity is Severity.ERROR] == [case["message"]]


@pytest.mark.browser
def test_a_scan_has_no_text(printed: Printer) -> None:
    assert (
        refusal(
            printed("<svg width=300 height=300><rect width=300 height=300 /></svg>", "@page { @bottom-center { content: none } }")
        )
        == pdf.SCAN
    )


def refusal(raw: bytes) -> str:
    document, problems = read_pdf(raw, "年报.pdf")
    assert document is None
    assert len(problems) == 1
    return problems[0].message


@pytest.mark.parametrize("case", CASES["unreadable"], ids=lambda case: case["bytes"])
def test_what_is_no_pdf(case: dict[str, str]) -> None:
    assert refusal(case["bytes"].encode()) == case["message"]


def by_hand(pages: int, trailer: str = "") -> bytes:
    kids = " ".join(f"{number} 0 R" for number in range(4, pages + 4))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>",
        f"<< /Filter /Standard /V 1 /R 2 /P -4 /O <{'00' * 32}> /U <{'00' * 32}> >>",
        *["<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"] * pages,
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, text in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{text}\nendobj\n".encode()
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R {trailer} >>\nstartxref\n{len(out)}\n%%EOF"
    return out + end.encode()


def test_limits_are_said_in_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    assert refusal(by_hand(1)) == pdf.SCAN
    assert refusal(by_hand(301)) == "超过 300 页，不像是年度报告"
    assert refusal(by_hand(1, f"/Encrypt 3 0 R /ID [<{'00' * 16}> <{'00' * 16}>]")) == LOCKED
    assert refusal(b"%PDF-" + bytes(pdf.LARGEST)) == "文件超过 50 MB，不像是年度报告"
    monkeypatch.setattr(pdf_pages, "PATIENCE", 0.01)
    assert refusal(by_hand(1)) == TOO_SLOW


def test_without_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda name: None)
    assert refusal(by_hand(1)).startswith("读 PDF 需要 pdfplumber")


@pytest.mark.browser
def test_title_and_sections_are_found_though_the_file_has_radicals(printed: Printer, tmp_path: Path) -> None:
    (tmp_path / "年报.pdf").write_bytes(printed(body_of("2021", numbers), ""))
    problems = import_file(tmp_path / "年报.pdf", tmp_path / "demo", None, None)
    assert not [problem for problem in problems if problem.severity is Severity.ERROR], problems
    found, _ = read_report(tmp_path / "demo", {})
    assert found is not None
    assert (found.year, found.envelope.title) == (2022, "云溪县2022年政府信息公开工作年度报告")
    assert [section.id for section in found.narrative.sections] == [section.id for section in found.format.sections]
