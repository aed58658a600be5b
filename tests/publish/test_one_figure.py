"""What a portal that is fed by upload is given when one figure of the county of `make demo` has changed: little, of whatever report."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from gongkai.cli import main
from tests.deploy.conftest import contents
from tests.publish.test_upload import uploaded
from tests.site.conftest import AGENCIES

ROOT = Path(__file__).parents[2]
FILES, BYTES = 60, 3_000_000  # of the zip, its own three files with them
NO_FONTS = "/nowhere"  # PDF files are left out, which saves most of the time

# Report, row and column (or a figure of the prose); what stands before the figure is typed before its digits.
FIGURES = {
    "the county's newest": ("2024/shili", "administrative_penalty", "decisions", "1"),
    "the county's, between two years": ("2023/shili", "administrative_licensing", "decisions", "1"),
    "the county's, of the form before": ("2020/shili", "administrative_licensing", "decisions", "2"),
    "the county's, in its prose": ("2023/shili", "disclosed", "value", "1"),
    "an agency's": ("2023/market", "administrative_penalty", "decisions", "2"),
    "an agency's fee": ("2024/market", "administrative_fees", "amount", "1"),
    "an agency's, of the form before": ("2020/market", "administrative_licensing", "decisions", "1"),
    "a township's": ("2021/nixi", "administrative_licensing", "decisions", "1"),
    "a township's, of the form before": ("2019/nixi", "administrative_penalty", "decisions", "1"),
}
FEW = ("the county's newest", "a township's")


@pytest.mark.parametrize("few", [True, pytest.param(False, marks=pytest.mark.audit)], ids=["few", "all"])
def test_one_changed_figure_is_little_to_upload(*, capsys, county_data, tmp_path, monkeypatch, few):
    """Of every kind of report at most 60 files and 3 MB, after which the portal has the new site, byte for byte."""
    monkeypatch.chdir(tmp_path)
    county(county_data, few=few)
    build(few=few)
    assert len(contents(Path("site"))) > 2000
    shutil.copytree("site", "published")
    large = {}
    for figure in FEW if few else FIGURES:
        files, size = changes_of(figure, capsys, few=few)
        if not 10 < files <= FILES or size > BYTES:
            large[figure] = (files, size)
    assert large == {}


def changes_of(figure: str, capsys, *, few: bool) -> tuple[int, int]:
    """How many files the zip of that change has, and its bytes. The data is as before when it is done."""
    file, before, after = typed_before(*FIGURES[figure])
    file.write_text(after, "utf-8")
    build(few=few)
    zip, portal = Path(f"{figure}.zip"), Path(f"portal of {figure}")
    assert main(["publish", "site", "--changes", "published", "--zip", str(zip)]) == 0, capsys.readouterr()
    file.write_text(before, "utf-8")
    shutil.copytree("published", portal)
    assert uploaded(zip, portal) == contents(Path("site"))
    shutil.rmtree(portal)
    with zipfile.ZipFile(zip) as packed:
        return len(packed.namelist()), zip.stat().st_size


def typed_before(report: str, row: str, column: str, digit: str) -> tuple[Path, str, str]:
    """The report's file, its text, and its text with that digit before the figure."""
    file = Path("data/reports", report, "report.yml")
    text = file.read_text("utf-8")
    changed, times = re.subn(rf"(?m)^( *{row}: {{.*?\b{column}: )", rf"\g<1>{digit}", text)
    assert times == 1, f"{row} {column} stands there {times} times"
    return file, text, changed


def county(data: Path, *, few: bool) -> None:
    """Here, the county with the reports of a few agencies, or of all."""
    shutil.copytree(ROOT / "examples/demo/docs", "docs")
    shutil.copytree(data, "data")
    if few:
        Path("data/addresses.txt").unlink()  # it names the pages of all
        for report in Path("data/reports").glob("*/*"):
            if report.name not in AGENCIES:
                shutil.rmtree(report)


def build(*, few: bool) -> None:
    """In a process of its own, as an office would."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "src"), **({"GONGKAI_FONTS": NO_FONTS} if few else {})}
    command = [sys.executable, "-m", "gongkai", "build"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
