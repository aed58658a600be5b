"""A county whose agencies' reports of one year stand at different places of their life."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.checks import reading

YEAR = 2022
DRAFTS, WRONG = range(1, 6), (6, 7)
SITE = "county: 示例县\ngovernment: 示例县人民政府\ngovernment_agency: a0\n"
MKDOCS = "site_name: 政府信息公开\ntheme: gongkai\nplugins: [gongkai]\nstrict: true\n"


def report_of(data: Path, number: int) -> Path:
    return data / f"reports/{YEAR}/a{number}/report.yml"


def typed(data: Path, number: int, was: str, now: str) -> None:
    file = report_of(data, number)
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, now, 1), "utf-8")


def county(folder: Path, agencies: int = 38) -> Path:
    """Everyone's report of a year, from one that is whole; five are drafts and two have an error."""
    data = folder / "data"
    (folder / "docs").mkdir(parents=True)
    (folder / "mkdocs.yml").write_text(MKDOCS, "utf-8")
    data.mkdir()
    (data / "site.yml").write_text(SITE, "utf-8")
    lines = ["a0: {name: 示例县人民政府, kind: government}"]
    lines += [f"a{number}: {{name: 示例县第{number}局, kind: department}}" for number in range(1, agencies)]
    (data / "agencies.yml").write_text("\n".join(lines) + "\n", "utf-8")
    for number in range(agencies):
        report = report_of(data, number)
        shutil.copytree(reading.BASE / "2021", report.parent)
        state = "draft" if number in DRAFTS else "ready"
        typed(data, number, "agency: demo", f"agency: a{number}\nstate: {state}")
        typed(data, number, "title: 云溪县", f"title: 第{number}局")
        if number:
            typed(data, number, "scope: whole_government", "scope: this_organ")
    for number, figure in zip(WRONG, ("7O", "-77"), strict=True):
        if number < agencies:
            typed(data, number, "{decisions: 77}", f"{{decisions: {figure}}}")
    return data
