"""Which files lie beside a report's page, and that they are the same whoever makes them and when."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

from gongkai.downloads.report_files import FORMATS, files_in, report_files
from tests.conftest import DEMO

ROOT = Path(__file__).parents[2]
HASHES = f"""
import hashlib, sys
from pathlib import Path
from gongkai.collection import load_collection
from gongkai.downloads.report_files import report_files
for report in load_collection(Path({str(DEMO)!r}))[0].reports:
    for file in report_files(report, print):
        print(report.year, report.agency_id, file.name, hashlib.sha256(file.content).hexdigest())
"""


def test_the_names_that_are_promised(demo):
    assert [file.name for file in report_files(demo.report(2020, "demo"), print)] == [
        "report.docx",
        "report.pdf",
        "report.html",
        "report.xlsx",
        "report.json",
        *(f"tables/{table}.csv" for table in ("documents", "licensing", "enforcement", "fees")),
        *(f"tables/{table}.csv" for table in ("procurement", "requests", "review_litigation")),
    ]


@pytest.mark.parametrize("kind", FORMATS)
def test_every_file_says_what_it_is(demo, kind):
    for file in files_in(kind, demo.report(2021, "demo")):
        assert file.label
        assert file.about
        assert isinstance(file.content, bytes)
        assert file.content


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_the_same_bytes_in_another_process_on_another_day(demo, seed):
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT / "src"), "TZ": "Pacific/Auckland"}
    done = subprocess.run([sys.executable, "-c", HASHES], env=environment, capture_output=True, text=True, check=True)
    assert done.stdout.splitlines() == [
        f"{report.year} {report.agency_id} {file.name} {hashlib.sha256(file.content).hexdigest()}"
        for report in demo.reports
        for file in report_files(report, print)
    ]
