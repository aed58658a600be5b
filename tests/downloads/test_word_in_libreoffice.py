"""report.docx as another word processor opens it: every cell in its place."""

from __future__ import annotations

import io
import shutil
import subprocess

import docx
import pytest
from docx.table import Table
from lxml import html

from gongkai.downloads import docx as word
from gongkai.imports import import_file
from gongkai.problems import errors
from gongkai.reports.reading import read_report
from gongkai.statute.labels import squeezed
from tests.downloads.test_word import rows
from tests.imports.test_round_trip import REAL, figures

pytestmark = pytest.mark.audit
INSTALL = "这项检查要用 LibreOffice：apt-get install -y --no-install-recommends libreoffice-writer"


@pytest.fixture(scope="module")
def reports(demo):
    return {f"{r.year}-{r.agency_id}": r for r in [*demo.reports, read_report(REAL, {})[0]]}


@pytest.fixture(scope="module")
def converted(reports, tmp_path_factory):
    """Every report's Word file as LibreOffice writes it out again, by kind of file."""
    assert shutil.which("soffice"), INSTALL
    folder = tmp_path_factory.mktemp("word")
    for name, report in reports.items():
        (folder / f"{name}.docx").write_bytes(word.content(report))
    for kind in ("pdf", "html:HTML (StarWriter):EmbedImages"):
        profile = f"-env:UserInstallation=file://{folder}/profile"
        command = [
            "soffice",
            profile,
            "--headless",
            "--convert-to",
            kind,
            "--outdir",
            str(folder),
            *map(str, folder.glob("*.docx")),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
    return folder


def test_every_cell_stands_in_its_place(reports, converted):
    for name, report in reports.items():
        page = html.fromstring((converted / f"{name}.html").read_bytes())
        found = [
            [[cell_value(cell) for cell in row.xpath("./td|./th")] for row in table.iter("tr")] for table in page.iter("table")
        ]
        document = docx.Document(io.BytesIO(word.content(report)))
        written = [rows(block) for block in document.iter_inner_content() if isinstance(block, Table)]
        assert found == [[[squeezed(text) for text in row] for row in table] for table in written]


def cell_value(cell):
    return squeezed(cell.text_content())


def test_what_it_prints_is_read_back_as_the_same_report(reports, converted, tmp_path):
    for name, report in reports.items():
        into = tmp_path / name / report.agency_id
        assert errors(import_file(converted / f"{name}.pdf", into, report.agency_id, None)) == []
        again, _ = read_report(into, {})
        assert figures(again) == figures(report)
